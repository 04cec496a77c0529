//! Which certificate signed, as the signed attributes SigningCertificate (RFC 2634 §5.4) and
//! SigningCertificateV2 (RFC 5035 §3) say.

use super::ber::{Asn1Error, Asn1Problem, Element, Reader, Rules, octet_string, tag};
use super::der;
use super::signer_info::digest_algorithm;
use crate::Name;
use crate::crypto::{DigestAlgorithm, UnsupportedAlgorithm};
use std::fmt;

/// `ESSCertID` or `ESSCertIDv2` of the certificate that signed: the first of its list. Those
/// after it limit the path and are not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EssCertificateId {
    /// The name of the type, for messages.
    pub(crate) name: &'static str,
    pub(crate) algorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>,
    /// The digest of the whole certificate.
    pub(crate) hash: Vec<u8>,
    pub(crate) issuer_serial: Option<IssuerSerial>,
}

/// `IssuerSerial` (RFC 5035 §5): which certificate, by its issuer and serial number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerSerial {
    /// The DER of the Name in the one directoryName of the issuer.
    pub(crate) issuer: Vec<u8>,
    /// The content octets of the INTEGER.
    pub(crate) serial: Vec<u8>,
    /// Whether it is DER: a number or a length in another form has a value all the same.
    pub(crate) is_der: bool,
}

impl IssuerSerial {
    /// Reads an `IssuerSerial` that stands for itself, as in `xades:IssuerSerialV2`
    /// (ETSI EN 319 132-1 §5.2.2.3). Lengths and the number may be in another form than DER has:
    /// they are compared by value.
    ///
    /// # Errors
    /// If it is not one, or anything follows.
    pub fn from_der(octets: &[u8]) -> Result<Self, Asn1Error> {
        const NAME: &str = "IssuerSerial";
        let read = |rules| {
            let mut reader = Reader::new(octets, rules);
            let issuer_serial = issuer_serial(&mut reader, NAME, rules)?;
            issuer_serial.ok_or_else(|| reader.error(NAME, Asn1Problem::Value))
        };
        read(Rules::Der).or_else(|error| {
            read(Rules::Ber).map(|read| Self { is_der: false, ..read }).map_err(|_| error)
        })
    }
}

impl fmt::Display for IssuerSerial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Name::from_der(&self.issuer) {
            Ok(issuer) => write!(f, "{issuer} / ")?,
            Err(_) => f.write_str("– / ")?,
        }
        self.serial.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

/// Reads a `SigningCertificate`, whose hashes are SHA-1.
pub(super) fn signing_certificate(value: &Element<'_>) -> Result<EssCertificateId, Asn1Error> {
    const NAME: &str = "ESSCertID";
    let id = first_id(value, NAME)?;
    let mut members = id.reader();
    let hash = octet_string(&mut members, NAME)?.into_owned();
    let issuer_serial = issuer_serial(&mut members, NAME, Rules::Der)?;
    Ok(EssCertificateId { name: NAME, algorithm: Ok(DigestAlgorithm::Sha1), hash, issuer_serial })
}

/// Reads a `SigningCertificateV2`, whose hashes are SHA-256 unless they say otherwise.
pub(super) fn signing_certificate_v2(value: &Element<'_>) -> Result<EssCertificateId, Asn1Error> {
    const NAME: &str = "ESSCertIDv2";
    let id = first_id(value, NAME)?;
    let mut members = id.reader();
    let algorithm = members
        .optional(tag::SEQUENCE, NAME)?
        .map_or(Ok(Ok(DigestAlgorithm::Sha256)), |algorithm| digest_algorithm(&algorithm, NAME))?;
    let hash = octet_string(&mut members, NAME)?.into_owned();
    let issuer_serial = issuer_serial(&mut members, NAME, Rules::Der)?;
    Ok(EssCertificateId { name: NAME, algorithm, hash, issuer_serial })
}

/// The first member of `certs`, the first field of both types.
fn first_id<'a>(value: &Element<'a>, name: &'static str) -> Result<Element<'a>, Asn1Error> {
    let mut members = value.reader();
    let mut ids = members.element(tag::SEQUENCE, name)?.reader();
    members.optional(tag::SEQUENCE, name)?;
    members.finish(name)?;
    ids.element(tag::SEQUENCE, name)
}

fn issuer_serial(
    members: &mut Reader<'_>,
    name: &'static str,
    rules: Rules,
) -> Result<Option<IssuerSerial>, Asn1Error> {
    let pair = members.optional(tag::SEQUENCE, name)?;
    members.finish(name)?;
    let Some(pair) = pair else { return Ok(None) };
    let mut pair_members = pair.reader();
    let mut names = pair_members.element(tag::SEQUENCE, name)?.reader();
    // The issuer of a public-key certificate is exactly one directoryName (RFC 5035 §5).
    let issuer = names.element(tag::context_constructed(4), name)?;
    names.finish(name)?;
    let issuer = der::encoded(&issuer.explicit(tag::SEQUENCE, name)?)?;
    let number = pair_members.element(tag::INTEGER, name)?;
    let serial = match rules {
        Rules::Ber if !number.content.is_empty() => number.content.to_vec(),
        _ => number.integer(name)?.to_vec(),
    };
    // issuerUniqueID of an older edition is refused: nothing could be compared with it.
    if !pair_members.is_empty() {
        return Err(pair.error(name, Asn1Problem::Value));
    }
    Ok(Some(IssuerSerial { issuer, serial, is_der: true }))
}
