//! Certificates and revocation values that travel with the signature.

use crate::base64;
use crate::model::{QualifyingProperties, UnsignedPropertyKind};
use crate::namespace::XADES;
use shohosen_pki::{Certificate, CertificateList, OcspResponse, SignatureCache};
use shohosen_xml::Node;

/// Decoded CertificateValues and RevocationValues.
#[derive(Clone, Debug, Default)]
pub struct ValidationData {
    /// The certificates in document order.
    pub certificates: Vec<Certificate>,
    /// The CRLs in document order.
    pub crls: Vec<CertificateList>,
    /// The OCSP responses in document order.
    pub ocsp_responses: Vec<OcspResponse>,
    /// What could not be decoded.
    pub problems: Vec<ValidationDataProblem>,
}

/// A value that could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationDataProblem {
    /// Where it stands.
    pub path: String,
    /// Whether the base64 is broken (else the DER is).
    pub base64: bool,
    /// What is wrong with it.
    pub reason: String,
}

impl ValidationData {
    /// The CertificateValues and RevocationValues of the signature itself.
    pub(super) fn of_signature(
        properties: QualifyingProperties<'_, '_>,
        cache: &SignatureCache,
    ) -> Self {
        use UnsignedPropertyKind as Kind;
        let mut data = Self::default();
        for property in properties.unsigned() {
            if matches!(property.kind, Kind::CertificateValues | Kind::RevocationValues) {
                data.read(property.node, cache);
            }
        }
        data
    }

    /// Those of the TimeStampValidationData that name this time-stamp by their URI.
    pub(super) fn of_time_stamp(
        properties: QualifyingProperties<'_, '_>,
        time_stamp_id: Option<&str>,
        cache: &SignatureCache,
    ) -> Self {
        let mut data = Self::default();
        let Some(id) = time_stamp_id else { return data };
        for property in properties.unsigned() {
            let names_it = property.node.attribute("URI").and_then(|uri| uri.strip_prefix('#'));
            if property.kind == UnsignedPropertyKind::TimeStampValidationData
                && names_it == Some(id)
            {
                for values in property.node.elements() {
                    data.read(values, cache);
                }
            }
        }
        data
    }

    fn read(&mut self, values: Node<'_, '_>, cache: &SignatureCache) {
        for node in values.descendants().filter(|node| node.namespace() == XADES) {
            match node.local_name() {
                "EncapsulatedX509Certificate" => {
                    self.decode(node, |der| cache.certificate(der), |s| &mut s.certificates);
                }
                "EncapsulatedCRLValue" => {
                    self.decode(node, |der| cache.certificate_list(der), |s| &mut s.crls);
                }
                "EncapsulatedOCSPValue" => {
                    self.decode(node, OcspResponse::from_der, |s| &mut s.ocsp_responses);
                }
                _ => {}
            }
        }
    }

    fn decode<T, E: std::fmt::Display>(
        &mut self,
        node: Node<'_, '_>,
        parse: impl FnOnce(&[u8]) -> Result<T, E>,
        list: impl FnOnce(&mut Self) -> &mut Vec<T>,
    ) {
        let problem = match base64::decode(&node.text()) {
            None => (true, "not base64".to_owned()),
            Some(der) => match parse(&der) {
                Ok(value) => return list(self).push(value),
                Err(error) => (false, error.to_string()),
            },
        };
        let (base64, reason) = problem;
        self.problems.push(ValidationDataProblem { path: node.path(), base64, reason });
    }
}
