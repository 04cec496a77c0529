//! Certificates and revocation values that travel with the signature.

use crate::base64;
use crate::model::{QualifyingProperties, UnsignedPropertyKind};
use crate::namespace::XADES;
use serde::{Deserialize, Serialize};
use shohosen_pki::{
    Certificate, CertificateList, OcspError, OcspResponse, SignatureCache, TrustMaterial,
};
use shohosen_report::Text;
use shohosen_xml::Node;

/// Decoded CertificateValues and RevocationValues.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ValidationData {
    /// The certificates in document order.
    #[serde(with = "crate::encoding::ders", skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
    /// The CRLs in document order.
    #[serde(with = "crate::encoding::ders", skip_serializing_if = "Vec::is_empty")]
    pub crls: Vec<CertificateList>,
    /// The OCSP responses in document order.
    #[serde(with = "crate::encoding::ders", skip_serializing_if = "Vec::is_empty")]
    pub ocsp_responses: Vec<OcspResponse>,
    /// Responses of responders that gave no answer (RFC 6960 §4.2.1: tryLater, unauthorized …).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unanswered: Vec<UnansweredOcsp>,
    /// What could not be decoded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ValidationDataProblem>,
}

/// A well-formed OCSPResponse that carries no answer. It says nothing, for or against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnansweredOcsp {
    /// Where it stands.
    pub path: Text,
    /// `OCSPResponseStatus`: 3 tryLater, 6 unauthorized …
    pub status: u8,
}

/// A value that could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidationDataProblem {
    /// Where it stands.
    pub path: Text,
    /// What it should have been.
    pub kind: EncapsulatedKind,
    /// What is wrong with it: its base64 or its DER.
    pub reason: String,
}

/// What an `Encapsulated…` element holds (XAdES §7.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EncapsulatedKind {
    /// `EncapsulatedX509Certificate`.
    Certificate,
    /// `EncapsulatedCRLValue`.
    CertificateList,
    /// `EncapsulatedOCSPValue`.
    OcspResponse,
}

impl ValidationData {
    /// What of it may be needed to trust a certificate.
    pub fn material(&self) -> TrustMaterial<'_> {
        TrustMaterial {
            certificates: &self.certificates,
            crls: &self.crls,
            ocsp_responses: &self.ocsp_responses,
        }
    }

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
        use EncapsulatedKind as Kind;
        for node in values.descendants().filter(|node| node.namespace() == XADES) {
            match node.local_name() {
                "EncapsulatedX509Certificate" => {
                    let read = cache.certificate_in_base64(&node.text(), base64::decode);
                    self.add(node, Kind::Certificate, read, |s| &mut s.certificates);
                }
                "EncapsulatedCRLValue" => {
                    let read = cache.certificate_list_in_base64(&node.text(), base64::decode);
                    self.add(node, Kind::CertificateList, read, |s| &mut s.crls);
                }
                "EncapsulatedOCSPValue" => {
                    let read = base64::decode(&node.text()).map(|der| OcspResponse::from_der(&der));
                    if let Some(Err(OcspError::NotSuccessful(status))) = read {
                        self.unanswered.push(UnansweredOcsp { path: node.path(), status });
                        continue;
                    }
                    self.add(node, Kind::OcspResponse, read, |s| &mut s.ocsp_responses);
                }
                _ => {}
            }
        }
    }

    fn add<T, E: std::fmt::Display>(
        &mut self,
        node: Node<'_, '_>,
        kind: EncapsulatedKind,
        read: Option<Result<T, E>>,
        list: impl FnOnce(&mut Self) -> &mut Vec<T>,
    ) {
        let reason = match read {
            Some(Ok(value)) => return list(self).push(value),
            Some(Err(error)) => error.to_string(),
            None => "not base64".to_owned(),
        };
        self.problems.push(ValidationDataProblem { path: node.path(), kind, reason });
    }
}
