//! Facts about the signing certificate: where it is named, what it is, whether the signed
//! properties agree (検証要件: 指定確認, 実体確認, 一致確認).

use super::{CollectSettings, ReferenceFacts, ValidationData};
use crate::base64;
use crate::limits::QUOTED;
use crate::model::Signature;
use crate::namespace::{DS, XADES};
use crate::octets::Target;
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_pki::{Certificate, IssuerSerial, Name};
use shohosen_report::excerpt;
use shohosen_xml::Node;
use std::borrow::Cow;

/// Where the signature names its certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CertDigestFact {
    /// There is no SigningCertificate property.
    #[default]
    Absent,
    /// It is.
    Match,
    /// It is not.
    Mismatch {
        /// The digest in the property.
        expected: Vec<u8>,
        /// The digest of the certificate.
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

/// Whether IssuerSerial of the signed properties or of KeyInfo is that of the certificate. A
/// second opinion only: CertDigest decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum IssuerSerialFact {
    /// None is there.
    #[default]
    Absent,
    /// It is.
    Match,
    /// It is not.
    Mismatch {
        /// What the property says.
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default)]
pub struct SigningCertificateFacts {
    /// Where it is named.
    pub place: Option<Place>,
    /// The certificate.
    pub certificate: Option<Certificate>,
    /// All certificates of KeyInfo: candidates for the path.
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
        facts.key_info_covered = signature.key_info.is_some_and(|node| {
            references.iter().any(|r| r.target == Some(Target::Element(node.id())))
        });
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
        let by_digest =
            |c: &&Certificate| certs.iter().any(|cert| cert.digest_of(c) == CertDigestFact::Match);
        facts.certificate = match facts.place {
            None => None,
            Some(Place::KeyInfo) if key_info.certificates.is_empty() => pool()
                .find(|c| key_info.issuer_serials.iter().any(|i| i.matches(c).is_ok()))
                .cloned(),
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
            facts.cert_digest = first_match(
                certs.iter().map(|cert| cert.digest_of(certificate)),
                &CertDigestFact::Match,
            );
            let serials = certs.iter().filter_map(|cert| cert.issuer_serial.as_ref());
            facts.issuer_serial = first_match(
                serials.chain(&key_info.issuer_serials).map(|i| i.fact(certificate)),
                &IssuerSerialFact::Match,
            );
        }
        facts
    }
}

/// The match if there is one, else the first that is there.
fn first_match<T: PartialEq + Default>(facts: impl Iterator<Item = T>, wanted: &T) -> T {
    let mut first = None;
    for fact in facts {
        if fact == *wanted {
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
            CertDigestFact::Match
        } else {
            CertDigestFact::Mismatch { expected: expected.clone(), actual: actual.to_vec() }
        }
    }
}

/// An issuer and serial number as a signature writes them.
enum NamedIssuerSerial {
    /// `ds:X509IssuerName` and `ds:X509SerialNumber`.
    Text { issuer: String, serial: String },
    /// IssuerSerialV2: DER.
    Der(IssuerSerial),
    /// IssuerSerialV2 that cannot be read.
    Malformed(String),
}

impl NamedIssuerSerial {
    fn read_text(node: Node<'_, '_>) -> Self {
        let text = |name| {
            node.child(DS, name).map(|child| child.text().trim().to_owned()).unwrap_or_default()
        };
        Self::Text { issuer: text("X509IssuerName"), serial: text("X509SerialNumber") }
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

    /// `Err` is what it says, where it does not match.
    fn matches(&self, certificate: &Certificate) -> Result<(), String> {
        match self {
            Self::Text { issuer, serial } => {
                let same_serial = decimal(certificate.serial()).is_some_and(|own| own == *serial);
                if same_serial && certificate.issuer().matches_text(issuer) {
                    return Ok(());
                }
                Err(format!("{issuer} / {serial}"))
            }
            Self::Der(issuer_serial) if issuer_serial.matches(certificate) => Ok(()),
            Self::Der(issuer_serial) => Err(issuer_serial.to_string()),
            Self::Malformed(reason) => Err(reason.clone()),
        }
    }

    fn fact(&self, certificate: &Certificate) -> IssuerSerialFact {
        if let Self::Malformed(reason) = self {
            return IssuerSerialFact::Malformed { reason: reason.clone() };
        }
        match self.matches(certificate) {
            Ok(()) => IssuerSerialFact::Match,
            Err(expected) => {
                let issuer: &Name = certificate.issuer();
                let serial = decimal(certificate.serial()).unwrap_or_default();
                let actual = format!("{issuer} / {serial}");
                IssuerSerialFact::Mismatch { expected, actual }
            }
        }
    }
}

/// The decimal digits of a serial number given as the content octets of an INTEGER. `None` if it
/// is negative or beyond the 20 octets that RFC 5280 §4.1.2.2 allows.
fn decimal(octets: &[u8]) -> Option<String> {
    if octets.len() > 21 || octets.first().is_none_or(|first| first & 0x80 != 0) {
        return None;
    }
    // Digits of base 10^9, the least first.
    let mut digits = vec![0_u64];
    for &octet in octets {
        let mut carry = u64::from(octet);
        for digit in &mut digits {
            let value = *digit * 256 + carry;
            (*digit, carry) = (value % 1_000_000_000, value / 1_000_000_000);
        }
        if carry > 0 {
            digits.push(carry);
        }
    }
    let mut rest = digits.iter().rev();
    let mut text = rest.next()?.to_string();
    rest.for_each(|digit| text += &format!("{digit:09}"));
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn serial_numbers_are_written_in_decimal() {
        assert_eq!(decimal(&[0x01, 0x5e]).as_deref(), Some("350"));
        assert_eq!(decimal(&[0]).as_deref(), Some("0"));
        // 2^64 and 2^127, as `bc` prints them.
        let two_64 = [1, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(decimal(&two_64).as_deref(), Some("18446744073709551616"));
        let mut two_127 = vec![0, 0x80];
        two_127.extend([0; 15]);
        let digits = "170141183460469231731687303715884105728";
        assert_eq!(decimal(&two_127).as_deref(), Some(digits));
        assert_eq!(decimal(&[0x80]), None);
    }
}
