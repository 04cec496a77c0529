//! SignedData (RFC 5652 §5.1).

use super::ber::{Asn1Error, Asn1Problem, Reader, Rules, octet_string, tag};
use super::signer_info::SignerInfo;
use crate::Oid;

/// id-signedData.
const SIGNED_DATA: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 7, 2]);

/// Tokens embed the TSA certificate and its path: three or four certificates.
const MAX_CERTIFICATES: usize = 64;
/// Tokens rarely embed any CRL.
const MAX_CRLS: usize = 64;

/// A SignedData with exactly one signer.
#[derive(Clone, Debug)]
pub(crate) struct SignedData {
    /// What kind of content was signed.
    pub(crate) content_type: Oid,
    /// The content: what `messageDigest` is the digest of.
    pub(crate) content: Vec<u8>,
    /// The DER of each embedded X.509 certificate, in their order.
    pub(crate) certificates: Vec<Vec<u8>>,
    /// The DER of each embedded CRL, in their order.
    pub(crate) crls: Vec<Vec<u8>>,
    /// The signer.
    pub(crate) signer: SignerInfo,
}

/// Why octets are not a SignedData with one signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CmsError {
    Encoding(Asn1Error),
    /// `ContentInfo.contentType` is another one.
    NotSignedData(Oid),
    TrailingData(usize),
}

impl From<Asn1Error> for CmsError {
    fn from(error: Asn1Error) -> Self {
        Self::Encoding(error)
    }
}

impl SignedData {
    /// Reads a ContentInfo, in BER.
    pub(crate) fn parse(octets: &[u8]) -> Result<Self, CmsError> {
        const CONTENT: &str = "ContentInfo";
        let mut outer = Reader::new(octets, Rules::Ber);
        let mut info = outer.element(tag::SEQUENCE, CONTENT)?.reader();
        if let Err(error) = outer.finish(CONTENT) {
            return Err(match error.problem {
                Asn1Problem::TrailingData { octets } => CmsError::TrailingData(octets),
                _ => error.into(),
            });
        }
        let kind = info.element(tag::OID, "ContentInfo.contentType")?;
        let kind = kind.oid("ContentInfo.contentType")?;
        if kind != SIGNED_DATA {
            return Err(CmsError::NotSignedData(kind));
        }
        let content = info.element(tag::context_constructed(0), "ContentInfo.content")?;
        info.finish(CONTENT)?;
        Ok(Self::members(content.explicit(tag::SEQUENCE, "SignedData")?.reader())?)
    }

    fn members(mut data: Reader<'_>) -> Result<Self, Asn1Error> {
        const EMBEDDED: &str = "SignedData.encapContentInfo";
        data.element(tag::INTEGER, "SignedData.version")?.small_integer("SignedData.version")?;
        // Only a hint for processing in one pass; the signer names its algorithm.
        data.element(tag::SET, "SignedData.digestAlgorithms")?;
        let mut embedded = data.element(tag::SEQUENCE, EMBEDDED)?.reader();
        let content_type = embedded.element(tag::OID, EMBEDDED)?.oid(EMBEDDED)?;
        let mut content = embedded.element(tag::context_constructed(0), EMBEDDED)?.reader();
        embedded.finish(EMBEDDED)?;
        let octets = octet_string(&mut content, EMBEDDED)?.into_owned();
        content.finish(EMBEDDED)?;
        let certificates = sequences(&mut data, 0, "SignedData.certificates", MAX_CERTIFICATES)?;
        let crls = sequences(&mut data, 1, "SignedData.crls", MAX_CRLS)?;
        let mut signers = data.element(tag::SET, "SignedData.signerInfos")?.reader();
        data.finish("SignedData")?;
        let signer = SignerInfo::parse(&signers.element(tag::SEQUENCE, "SignerInfo")?)?;
        if !signers.is_empty() {
            return Err(signers.error("SignedData.signerInfos", Asn1Problem::TooMany { limit: 1 }));
        }
        Ok(Self { content_type, content: octets, certificates, crls, signer })
    }
}

/// The SEQUENCEs in `[number] IMPLICIT SET OF`, each as it came. Other choices (attribute
/// certificates, OCSP responses) are left out.
fn sequences(
    data: &mut Reader<'_>,
    number: u8,
    field: &'static str,
    limit: usize,
) -> Result<Vec<Vec<u8>>, Asn1Error> {
    let mut found = Vec::new();
    let Some(set) = data.optional(tag::context_constructed(number), field)? else {
        return Ok(found);
    };
    let mut members = set.reader();
    while !members.is_empty() {
        let member = members.any(field)?;
        if member.tag != tag::SEQUENCE {
            continue;
        }
        if found.len() == limit {
            return Err(member.error(field, Asn1Problem::TooMany { limit }));
        }
        found.push(member.raw.to_vec());
    }
    Ok(found)
}
