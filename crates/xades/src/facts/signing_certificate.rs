//! Facts about the signing certificate: where it is named, what it is, whether the signed
//! properties agree (検証要件: 指定確認, 実体確認, 一致確認).

use super::certificate_names::Names;
use super::{CertificateNames, ReferenceFacts, ValidationData};
use crate::base64;
use crate::model::Signature;
use crate::namespace::DS;
use serde::{Deserialize, Serialize};
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_pki::{Certificate, SignatureCache};
use shohosen_report::Text;
use shohosen_xml::Node;

/// Where the signature names its certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// `ds:KeyInfo`, which a reference covers.
    KeyInfo,
    /// `xades:SigningCertificateV2`.
    SigningCertificateV2,
    /// `xades:SigningCertificate`.
    SigningCertificate,
}

impl Place {
    /// The name of the element.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::KeyInfo => "KeyInfo",
            Self::SigningCertificateV2 => "SigningCertificateV2",
            Self::SigningCertificate => "SigningCertificate",
        }
    }
}

/// Whether CertDigest of the signed properties is that of the certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertDigestFact {
    /// There is no SigningCertificate property.
    #[default]
    Absent,
    /// It is.
    Match {
        /// The digest algorithm.
        #[serde(with = "crate::encoding::algorithm")]
        algorithm: DigestAlgorithm,
    },
    /// It is not.
    Mismatch {
        /// The digest in the property.
        #[serde(with = "crate::encoding::octets")]
        expected: Vec<u8>,
        /// The digest of the certificate.
        #[serde(with = "crate::encoding::octets")]
        actual: Vec<u8>,
    },
    /// The digest algorithm is unknown.
    UnknownAlgorithm {
        /// Its identifier.
        algorithm: String,
    },
    /// DigestValue is not base64.
    NotBase64,
}

impl CertDigestFact {
    /// Whether it is that of the certificate.
    pub const fn is_match(&self) -> bool {
        matches!(self, Self::Match { .. })
    }
}

/// Whether IssuerSerial of the signed properties or of KeyInfo is that of the certificate. A
/// second opinion only: CertDigest decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssuerSerialFact {
    /// None is there.
    #[default]
    Absent,
    /// It is.
    Match,
    /// It is by its values, in a form that is not as it should be.
    MatchInOtherForm {
        /// What is unusual.
        note: Text,
    },
    /// It is not.
    Mismatch {
        /// What the property says, without registration numbers.
        expected: String,
        /// What the certificate says.
        actual: String,
    },
    /// It cannot be read (IssuerSerialV2 of some signers is malformed DER).
    Malformed {
        /// Why.
        reason: String,
    },
}

/// Why there is no signing certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningCertificateProblem {
    /// Neither a covered KeyInfo nor a SigningCertificate property names one.
    NotNamed,
    /// One is named, but is nowhere to be found.
    NotFound,
    /// X509Certificate is not base64.
    NotBase64,
    /// X509Certificate is not a certificate.
    Malformed {
        /// What is wrong with it.
        reason: String,
    },
}

/// The signing certificate and what is said of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningCertificateFacts {
    /// Where it is named.
    pub place: Option<Place>,
    /// The certificate.
    #[serde(with = "crate::encoding::der", default)]
    pub certificate: Option<Certificate>,
    /// All certificates of KeyInfo: candidates for the path.
    #[serde(with = "crate::encoding::ders")]
    pub key_info_certificates: Vec<Certificate>,
    /// Whether a reference covers KeyInfo.
    pub key_info_covered: bool,
    /// CertDigest.
    pub cert_digest: CertDigestFact,
    /// IssuerSerial.
    pub issuer_serial: IssuerSerialFact,
    /// Why there is none.
    pub problem: Option<SigningCertificateProblem>,
    /// By what the signature names a certificate that the document does not carry.
    pub sought: Option<Box<CertificateNames>>,
}

impl SigningCertificateFacts {
    pub(super) fn collect(
        signature: &Signature<'_, '_>,
        references: &[ReferenceFacts],
        values: &ValidationData,
        cache: &SignatureCache,
    ) -> Self {
        let mut facts = Self {
            key_info_covered: signature
                .key_info
                .is_some_and(|node| references.iter().any(|reference| reference.covers(node.id()))),
            ..Self::default()
        };
        let mut key_info_problem = None;
        let mut in_key_info = false;
        for node in signature.key_info.into_iter().flat_map(certificates_of) {
            in_key_info = true;
            match cache.certificate_in_base64(&node.text(), base64::decode) {
                None => key_info_problem = Some(SigningCertificateProblem::NotBase64),
                Some(Ok(certificate)) => facts.key_info_certificates.push(certificate),
                Some(Err(error)) => {
                    let reason = error.to_string();
                    key_info_problem = Some(SigningCertificateProblem::Malformed { reason });
                }
            }
        }
        let (property_place, names) = Names::of(signature);
        let names_one = in_key_info || names.in_key_info();
        facts.place =
            if facts.key_info_covered && names_one { Some(Place::KeyInfo) } else { property_place };
        let own = &facts.key_info_certificates;
        let carried = |place| {
            let mut pool = own.iter().chain(&values.certificates);
            pool.find(|certificate| names.mean(place, certificate)).cloned()
        };
        let (certificate, is_carried) = match facts.place {
            None => (None, true),
            // Of several certificates the signed digest says which; where it fits none the first
            // one stands for KeyInfo, and the mismatch is reported.
            Some(Place::KeyInfo) if in_key_info => {
                let named = own.iter().find(|certificate| names.digests(certificate));
                (named.or_else(|| own.first()).cloned(), true)
            }
            Some(place) => match carried(place) {
                Some(certificate) => (Some(certificate), true),
                // An uncovered KeyInfo names nothing, but what it holds shows what was swapped.
                None if place == Place::KeyInfo => (None, false),
                None => (own.first().cloned(), false),
            },
        };
        if certificate.is_none() {
            facts.problem = Some(match facts.place {
                None => SigningCertificateProblem::NotNamed,
                Some(_) => key_info_problem.unwrap_or(SigningCertificateProblem::NotFound),
            });
        }
        if !is_carried {
            facts.sought = Some(Box::new(CertificateNames::read(signature)));
        }
        facts.name(certificate, &names);
        facts
    }

    fn name(&mut self, certificate: Option<Certificate>, names: &Names<'_>) {
        if let Some(certificate) = &certificate {
            (self.cert_digest, self.issuer_serial) = names.facts(certificate);
        }
        self.certificate = certificate;
    }

    /// The same with the certificate that is named and not carried, if it is among these.
    pub(super) fn found_among(&self, certificates: &[Certificate]) -> Option<Self> {
        let (sought, place) = self.sought.as_deref().zip(self.place)?;
        let names = Names::kept(sought);
        let found = certificates.iter().find(|certificate| names.mean(place, certificate))?;
        let mut facts = Self { problem: None, sought: None, ..self.clone() };
        facts.name(Some(found.clone()), &names);
        Some(facts)
    }
}

/// The `ds:X509Certificate` of KeyInfo.
fn certificates_of<'d, 'a>(key_info: Node<'d, 'a>) -> impl Iterator<Item = Node<'d, 'a>> {
    let data = key_info.elements().filter(|child| child.is(DS, "X509Data"));
    data.flat_map(|data| data.elements()).filter(|child| child.is(DS, "X509Certificate"))
}

impl IssuerSerialFact {
    /// The one of two that says more against the certificate.
    pub(super) fn worse(self, other: Self) -> Self {
        let rank = |fact: &Self| match fact {
            Self::Absent => 0,
            Self::Match => 1,
            Self::MatchInOtherForm { .. } => 2,
            Self::Malformed { .. } => 3,
            Self::Mismatch { .. } => 4,
        };
        if rank(&other) > rank(&self) { other } else { self }
    }
}
