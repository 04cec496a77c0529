//! Facts about the signing certificate: where it is named, what it is, whether the signed
//! properties agree (検証要件: 指定確認, 実体確認, 一致確認).

use super::{CollectSettings, ReferenceFacts, ValidationData};
use crate::base64;
use crate::limits::QUOTED;
use crate::model::Signature;
use crate::namespace::{DS, XADES};
use serde::{Deserialize, Serialize};
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_pki::{Certificate, IssuerSerial, IssuerSerialComparison, IssuerSerialText};
use shohosen_report::{Text, excerpt};
use shohosen_xml::Node;
use std::borrow::Cow;

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
}

impl SigningCertificateFacts {
    pub(super) fn collect(
        signature: &Signature<'_, '_>,
        references: &[ReferenceFacts],
        values: &ValidationData,
        settings: CollectSettings<'_>,
    ) -> Self {
        let mut facts = Self::default();
        let key_info = signature.key_info.map(KeyInfo::read).unwrap_or_default();
        facts.key_info_covered = signature
            .key_info
            .is_some_and(|node| references.iter().any(|reference| reference.covers(node.id())));
        let mut key_info_problem = None;
        for text in &key_info.certificates {
            match settings.cache.certificate_in_base64(text, base64::decode) {
                None => key_info_problem = Some(SigningCertificateProblem::NotBase64),
                Some(Ok(certificate)) => facts.key_info_certificates.push(certificate),
                Some(Err(error)) => {
                    let reason = error.to_string();
                    key_info_problem = Some(SigningCertificateProblem::Malformed { reason });
                }
            }
        }
        let (property_place, certs) = signing_certificate_property(signature);
        let names_one = !key_info.certificates.is_empty() || !key_info.issuer_serials.is_empty();
        facts.place =
            if facts.key_info_covered && names_one { Some(Place::KeyInfo) } else { property_place };
        let own = &facts.key_info_certificates;
        let pool = || own.iter().chain(&values.certificates).chain(settings.certificates);
        let by_digest = |c: &&Certificate| certs.iter().any(|cert| cert.digest_of(c).is_match());
        facts.certificate = match facts.place {
            None => None,
            Some(Place::KeyInfo) if key_info.certificates.is_empty() => {
                pool().find(|c| key_info.issuer_serials.iter().any(|i| i.matches(c))).cloned()
            }
            // Of several certificates the signed digest says which; where it fits none the first
            // one stands for KeyInfo, and the mismatch is reported.
            Some(Place::KeyInfo) => own.iter().find(by_digest).or_else(|| own.first()).cloned(),
            // An uncovered KeyInfo names nothing, but what it holds shows what was swapped.
            Some(_) => pool().find(by_digest).or_else(|| own.first()).cloned(),
        };
        if facts.certificate.is_none() {
            facts.problem = Some(match facts.place {
                None => SigningCertificateProblem::NotNamed,
                Some(_) => key_info_problem.unwrap_or(SigningCertificateProblem::NotFound),
            });
        }
        if let Some(certificate) = &facts.certificate {
            let digests = certs.iter().map(|cert| cert.digest_of(certificate));
            facts.cert_digest = first_match(digests, CertDigestFact::is_match);
            // Those of the property that are for this certificate, by its digest, and those of
            // KeyInfo, of which one must fit. The worse of the two counts.
            let bound = |cert: &&Cert<'_>| cert.digest_of(certificate).is_match();
            let of_property = certs.iter().find(bound).or(certs.first());
            let of_property = of_property.and_then(|cert| cert.issuer_serial.as_ref());
            let of_property = of_property.map(|i| i.fact(certificate)).unwrap_or_default();
            let of_key_info =
                first_match(key_info.issuer_serials.iter().map(|i| i.fact(certificate)), |fact| {
                    *fact == IssuerSerialFact::Match
                });
            facts.issuer_serial = of_property.worse(of_key_info);
        }
        facts
    }
}

impl IssuerSerialFact {
    /// The one of two that says more against the certificate.
    fn worse(self, other: Self) -> Self {
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

/// The match if there is one, else the first that is there.
fn first_match<T: Default>(facts: impl Iterator<Item = T>, wanted: impl Fn(&T) -> bool) -> T {
    let mut first = None;
    for fact in facts {
        if wanted(&fact) {
            return fact;
        }
        first.get_or_insert(fact);
    }
    first.unwrap_or_default()
}

#[derive(Default)]
struct KeyInfo<'d> {
    certificates: Vec<Cow<'d, str>>,
    issuer_serials: Vec<NamedIssuerSerial>,
}

impl<'d> KeyInfo<'d> {
    fn read(node: Node<'d, '_>) -> Self {
        let mut found = Self::default();
        let data = node.elements().filter(|child| child.is(DS, "X509Data"));
        for child in data.flat_map(|data| data.elements()) {
            if child.is(DS, "X509Certificate") {
                found.certificates.push(child.text());
            } else if child.is(DS, "X509IssuerSerial") {
                found.issuer_serials.push(NamedIssuerSerial::read_text(child));
            }
        }
        found
    }
}

/// A `xades:Cert`.
struct Cert<'d> {
    digest_method: &'d str,
    digest_value: Option<Vec<u8>>,
    issuer_serial: Option<NamedIssuerSerial>,
}

fn signing_certificate_property<'d>(
    signature: &Signature<'d, '_>,
) -> (Option<Place>, Vec<Cert<'d>>) {
    let Some(properties) =
        signature.qualifying_properties.and_then(|p| p.signed_signature_properties)
    else {
        return (None, Vec::new());
    };
    for (name, place) in [
        ("SigningCertificateV2", Place::SigningCertificateV2),
        ("SigningCertificate", Place::SigningCertificate),
    ] {
        if let Some(property) = properties.child(XADES, name) {
            let certs = property.elements().filter(|c| c.is(XADES, "Cert")).map(Cert::read);
            return (Some(place), certs.collect());
        }
    }
    (None, Vec::new())
}

impl<'d> Cert<'d> {
    fn read(node: Node<'d, '_>) -> Self {
        let digest = node.child(XADES, "CertDigest");
        let child = |name| digest.and_then(|digest| digest.child(DS, name));
        let issuer_serial = node
            .child(XADES, "IssuerSerial")
            .map(NamedIssuerSerial::read_text)
            .or_else(|| node.child(XADES, "IssuerSerialV2").map(NamedIssuerSerial::read_der));
        Self {
            digest_method: child("DigestMethod")
                .and_then(|method| method.attribute("Algorithm"))
                .unwrap_or_default(),
            digest_value: child("DigestValue").and_then(|value| base64::decode(&value.text())),
            issuer_serial,
        }
    }

    fn digest_of(&self, certificate: &Certificate) -> CertDigestFact {
        let Some(algorithm) = DigestAlgorithm::from_xml_uri(self.digest_method).ok() else {
            let algorithm = excerpt(self.digest_method, QUOTED).to_owned();
            return CertDigestFact::UnknownAlgorithm { algorithm };
        };
        let Some(expected) = &self.digest_value else {
            return CertDigestFact::NotBase64;
        };
        let other;
        let actual: &[u8] = match algorithm {
            DigestAlgorithm::Sha256 => certificate.sha256(),
            algorithm => {
                other = algorithm.digest(certificate.der());
                &other
            }
        };
        if expected == actual {
            CertDigestFact::Match { algorithm }
        } else {
            CertDigestFact::Mismatch { expected: expected.clone(), actual: actual.to_vec() }
        }
    }
}

/// An issuer and serial number as a signature writes them.
enum NamedIssuerSerial {
    /// `ds:X509IssuerName` and `ds:X509SerialNumber`.
    Text(IssuerSerialText),
    /// IssuerSerialV2: DER.
    Der(IssuerSerial),
    /// IssuerSerialV2 that cannot be read.
    Malformed(String),
}

impl NamedIssuerSerial {
    fn read_text(node: Node<'_, '_>) -> Self {
        let text = |name| node.child(DS, name).map(|child| child.text()).unwrap_or_default();
        Self::Text(IssuerSerialText::read(&text("X509IssuerName"), &text("X509SerialNumber")))
    }

    fn read_der(node: Node<'_, '_>) -> Self {
        match base64::decode(&node.text()) {
            None => Self::Malformed("not base64".into()),
            Some(der) => match IssuerSerial::from_der(&der) {
                Ok(issuer_serial) => Self::Der(issuer_serial),
                Err(error) => Self::Malformed(error.to_string()),
            },
        }
    }

    fn matches(&self, certificate: &Certificate) -> bool {
        use IssuerSerialFact::{Match, MatchInOtherForm};
        matches!(self.fact(certificate), Match | MatchInOtherForm { .. })
    }

    fn fact(&self, certificate: &Certificate) -> IssuerSerialFact {
        use IssuerSerialComparison as Comparison;
        let comparison = match self {
            Self::Malformed(reason) => {
                return IssuerSerialFact::Malformed { reason: reason.clone() };
            }
            Self::Text(text) => text.compare(certificate),
            Self::Der(issuer_serial) => issuer_serial.compare(certificate),
        };
        match comparison {
            Comparison::Same => IssuerSerialFact::Match,
            Comparison::SameInOtherForm { note } => {
                IssuerSerialFact::MatchInOtherForm { note: note.into() }
            }
            Comparison::Different { expected, actual } => {
                IssuerSerialFact::Mismatch { expected, actual }
            }
            Comparison::Unreadable { reason } => IssuerSerialFact::Malformed { reason },
        }
    }
}
