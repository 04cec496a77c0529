//! By what a signature names its certificate: digests, issuers and serial numbers.

use super::{CertDigestFact, IssuerSerialFact, Place};
use crate::base64;
use crate::limits::QUOTED;
use crate::model::Signature;
use crate::namespace::{DS, XADES};
use serde::{Deserialize, Serialize};
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_pki::{Certificate, IssuerSerial, IssuerSerialComparison, IssuerSerialText};
use shohosen_report::excerpt;
use shohosen_xml::Node;
use std::borrow::Cow;

/// By what a signature names its certificate, as it stands in the document: kept where the document
/// does not carry that certificate, so that it can be found among others later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateNames {
    /// The `xades:Cert` of SigningCertificateV2 or SigningCertificate.
    property: Vec<CertName<'static>>,
    /// The `ds:X509IssuerSerial` of KeyInfo.
    key_info: Vec<IssuerSerialName<'static>>,
}

/// A `xades:Cert` as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CertName<'d> {
    /// `ds:DigestMethod/@Algorithm`.
    digest_method: Cow<'d, str>,
    /// `ds:DigestValue`: base64.
    digest_value: Option<Cow<'d, str>>,
    issuer_serial: Option<IssuerSerialName<'d>>,
}

/// An issuer and serial number as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum IssuerSerialName<'d> {
    /// `ds:X509IssuerName` and `ds:X509SerialNumber`.
    Text {
        /// The name.
        issuer: Cow<'d, str>,
        /// The number.
        serial: Cow<'d, str>,
    },
    /// IssuerSerialV2: DER in base64.
    Der(Cow<'d, str>),
}

impl CertificateNames {
    pub(super) fn read(signature: &Signature<'_, '_>) -> Self {
        let (_, certs) = property(signature);
        let key_info = key_info_serials(signature);
        Self {
            property: certs.map(|node| CertName::read(node).into_owned()).collect(),
            key_info: key_info.map(|node| IssuerSerialName::read(node).into_owned()).collect(),
        }
    }
}

/// The same, read: what certificates are held against.
#[derive(Default)]
pub(super) struct Names<'d> {
    property: Vec<Cert<'d>>,
    key_info: Vec<NamedIssuerSerial>,
}

impl<'d> Names<'d> {
    /// Those of a signature, and which property names one.
    pub fn of(signature: &Signature<'d, '_>) -> (Option<Place>, Self) {
        let (place, certs) = property(signature);
        let key_info = key_info_serials(signature).map(IssuerSerialName::read);
        let names = Self {
            property: certs.map(|node| CertName::read(node).parse()).collect(),
            key_info: key_info.map(|name| name.parse()).collect(),
        };
        (place, names)
    }

    /// Those that were kept.
    pub fn kept(names: &'d CertificateNames) -> Self {
        Self {
            property: names.property.iter().map(|name| name.clone().parse()).collect(),
            key_info: names.key_info.iter().map(IssuerSerialName::parse).collect(),
        }
    }

    /// Whether KeyInfo names one.
    pub fn in_key_info(&self) -> bool {
        !self.key_info.is_empty()
    }

    /// Whether this place names the certificate: KeyInfo by issuer and serial number, the property by
    /// its digest.
    pub fn mean(&self, place: Place, certificate: &Certificate) -> bool {
        match place {
            Place::KeyInfo => self.key_info.iter().any(|name| name.matches(certificate)),
            _ => self.digests(certificate),
        }
    }

    /// Whether CertDigest of the property is that of the certificate.
    pub fn digests(&self, certificate: &Certificate) -> bool {
        self.property.iter().any(|cert| cert.digest_of(certificate).is_match())
    }

    /// What is said of the certificate. Of the property those count that are for it, by its digest, and
    /// of KeyInfo one must fit; the worse of the two counts.
    pub fn facts(&self, certificate: &Certificate) -> (CertDigestFact, IssuerSerialFact) {
        let digests = self.property.iter().map(|cert| cert.digest_of(certificate));
        let digest = first_match(digests, CertDigestFact::is_match);
        let bound = |cert: &&Cert<'_>| cert.digest_of(certificate).is_match();
        let of_property = self.property.iter().find(bound).or(self.property.first());
        let of_property = of_property.and_then(|cert| cert.issuer_serial.as_ref());
        let of_property = of_property.map(|name| name.fact(certificate)).unwrap_or_default();
        let of_key_info = self.key_info.iter().map(|name| name.fact(certificate));
        let of_key_info = first_match(of_key_info, |fact| *fact == IssuerSerialFact::Match);
        (digest, of_property.worse(of_key_info))
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

/// The property that names the certificate, and each `xades:Cert` of it.
fn property<'d, 'a>(
    signature: &Signature<'d, 'a>,
) -> (Option<Place>, impl Iterator<Item = Node<'d, 'a>>) {
    let properties = signature.qualifying_properties.and_then(|p| p.signed_signature_properties);
    let found = [
        ("SigningCertificateV2", Place::SigningCertificateV2),
        ("SigningCertificate", Place::SigningCertificate),
    ]
    .into_iter()
    .find_map(|(name, place)| Some((place, properties?.child(XADES, name)?)));
    let node = found.map(|(_, node)| node);
    let certs = node.into_iter().flat_map(|node| node.elements());
    (found.map(|(place, _)| place), certs.filter(|node| node.is(XADES, "Cert")))
}

fn key_info_serials<'d, 'a>(signature: &Signature<'d, 'a>) -> impl Iterator<Item = Node<'d, 'a>> {
    let key_info = signature.key_info.into_iter().flat_map(|node| node.elements());
    key_info
        .filter(|child| child.is(DS, "X509Data"))
        .flat_map(|data| data.elements())
        .filter(|child| child.is(DS, "X509IssuerSerial"))
}

impl<'d> CertName<'d> {
    fn read(node: Node<'d, '_>) -> Self {
        let digest = node.child(XADES, "CertDigest");
        let child = |name| digest.and_then(|digest| digest.child(DS, name));
        let issuer_serial = node.child(XADES, "IssuerSerial").map(IssuerSerialName::read);
        let method = child("DigestMethod").and_then(|method| method.attribute("Algorithm"));
        Self {
            digest_method: method.unwrap_or_default().into(),
            digest_value: child("DigestValue").map(|value| value.text()),
            issuer_serial: issuer_serial.or_else(|| {
                let der = node.child(XADES, "IssuerSerialV2")?;
                Some(IssuerSerialName::Der(der.text()))
            }),
        }
    }

    fn into_owned(self) -> CertName<'static> {
        CertName {
            digest_method: owned(self.digest_method),
            digest_value: self.digest_value.map(owned),
            issuer_serial: self.issuer_serial.map(IssuerSerialName::into_owned),
        }
    }

    fn parse(self) -> Cert<'d> {
        Cert {
            digest_value: self.digest_value.and_then(|value| base64::decode(&value)),
            issuer_serial: self.issuer_serial.map(|name| name.parse()),
            digest_method: self.digest_method,
        }
    }
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

impl<'d> IssuerSerialName<'d> {
    fn read(node: Node<'d, '_>) -> Self {
        let text = |name| node.child(DS, name).map(|child| child.text()).unwrap_or_default();
        Self::Text { issuer: text("X509IssuerName"), serial: text("X509SerialNumber") }
    }

    fn into_owned(self) -> IssuerSerialName<'static> {
        match self {
            Self::Text { issuer, serial } => {
                IssuerSerialName::Text { issuer: owned(issuer), serial: owned(serial) }
            }
            Self::Der(text) => IssuerSerialName::Der(owned(text)),
        }
    }

    fn parse(&self) -> NamedIssuerSerial {
        match self {
            Self::Text { issuer, serial } => {
                NamedIssuerSerial::Text(IssuerSerialText::read(issuer, serial))
            }
            Self::Der(text) => match base64::decode(text) {
                None => NamedIssuerSerial::Malformed("not base64".into()),
                Some(der) => match IssuerSerial::from_der(&der) {
                    Ok(issuer_serial) => NamedIssuerSerial::Der(issuer_serial),
                    Err(error) => NamedIssuerSerial::Malformed(error.to_string()),
                },
            },
        }
    }
}

/// A `xades:Cert`.
struct Cert<'d> {
    digest_method: Cow<'d, str>,
    digest_value: Option<Vec<u8>>,
    issuer_serial: Option<NamedIssuerSerial>,
}

impl Cert<'_> {
    fn digest_of(&self, certificate: &Certificate) -> CertDigestFact {
        let Some(algorithm) = DigestAlgorithm::from_xml_uri(&self.digest_method).ok() else {
            let algorithm = excerpt(&self.digest_method, QUOTED).to_owned();
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

/// An issuer and serial number, read.
enum NamedIssuerSerial {
    /// `ds:X509IssuerName` and `ds:X509SerialNumber`.
    Text(IssuerSerialText),
    /// IssuerSerialV2: DER.
    Der(IssuerSerial),
    /// IssuerSerialV2 that cannot be read.
    Malformed(String),
}

impl NamedIssuerSerial {
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
