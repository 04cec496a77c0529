//! OCSP responses (RFC 6960).

use crate::crl::RevocationReason;
use crate::crypto::{DigestAlgorithm, SignatureAlgorithm, UnsupportedAlgorithm, sha256};
use crate::der::{self, DerError, Element, Reader, tag};
use crate::{Certificate, CertificateError, Name, Oid};
use shohosen_report::Time;
use std::fmt;
use std::sync::Arc;

/// A larger response is refused; real ones take 1 to 4 KB.
pub const MAX_OCSP_OCTETS: usize = 256 * 1024;
/// More certificates in a response are refused; a responder needs one.
pub const MAX_OCSP_CERTIFICATES: usize = 16;
/// Answers about more certificates in one response are refused.
pub const MAX_OCSP_ANSWERS: usize = 256;

const BASIC: Oid = Oid::from_arcs(&[1, 3, 6, 1, 5, 5, 7, 48, 1, 1]);
/// Extensions whose meaning does not change the answer: nonce, CRL references, archive cutoff,
/// service locator, preferred algorithms, extended revoke.
const HARMLESS: [Oid; 6] = {
    const fn id(number: u32) -> Oid {
        Oid::from_arcs(&[1, 3, 6, 1, 5, 5, 7, 48, 1, number])
    }
    [id(2), id(3), id(6), id(7), id(8), id(9)]
};

/// Why octets are not a usable OCSP response.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OcspError {
    /// Larger than [`MAX_OCSP_OCTETS`].
    #[error("an OCSP response of {octets} octets is too large (at most {MAX_OCSP_OCTETS})")]
    TooLarge {
        /// Its size.
        octets: usize,
    },
    /// Not DER, or not the structure of a response.
    #[error("not an OCSP response: {0}")]
    Der(#[from] DerError),
    /// The responder gave no answer, but this status (RFC 6960 §4.2.1).
    #[error("the responder answered with status {0} only")]
    NotSuccessful(u8),
    /// Another type of response than id-pkix-ocsp-basic.
    #[error("unknown type of response {0}")]
    UnknownType(Oid),
    /// More certificates or answers than the limits allow.
    #[error("too many certificates or answers")]
    TooMany,
    /// A certificate of the response cannot be read.
    #[error("a certificate in the response: {0}")]
    Certificate(CertificateError),
}

/// Who signed a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponderId {
    /// By subject.
    Name(Name),
    /// By the SHA-1 of the key.
    KeyHash(Box<[u8]>),
}

impl ResponderId {
    /// Whether this certificate is the one meant.
    pub fn matches(&self, certificate: &Certificate) -> bool {
        match self {
            Self::Name(name) => name == certificate.subject(),
            Self::KeyHash(hash) => {
                let key = certificate.public_key().key_octets();
                **hash == *DigestAlgorithm::Sha1.digest(key)
            }
        }
    }
}

/// What a responder says about a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateStatus {
    /// Not revoked.
    Good,
    /// Revoked.
    Revoked {
        /// From when.
        revoked_at: Time,
        /// Why, if it is said.
        reason: Option<RevocationReason>,
    },
    /// The responder does not know the certificate.
    Unknown,
}

/// The answer about one certificate.
#[derive(Clone, Debug)]
pub struct OcspAnswer {
    hash: Result<DigestAlgorithm, UnsupportedAlgorithm>,
    issuer_name_hash: Box<[u8]>,
    issuer_key_hash: Box<[u8]>,
    serial: Box<[u8]>,
    /// What is said.
    pub status: CertificateStatus,
    /// From when it is known to be right.
    pub this_update: Time,
    /// When newer information will be available.
    pub next_update: Option<Time>,
}

impl OcspAnswer {
    /// Whether it is about this certificate of this issuer (RFC 6960 §4.1.1).
    pub fn is_about(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        let Ok(hash) = self.hash else { return false };
        *self.serial == *certificate.serial()
            && *self.issuer_name_hash == *hash.digest(certificate.issuer().der())
            && *self.issuer_key_hash == *hash.digest(issuer.public_key().key_octets())
    }
}

/// A basic OCSP response, read once; cloning shares it.
#[derive(Clone)]
pub struct OcspResponse(Arc<Inner>);

struct Inner {
    der: Box<[u8]>,
    sha256: [u8; 32],
    tbs: Box<[u8]>,
    signature_algorithm: Result<SignatureAlgorithm, UnsupportedAlgorithm>,
    signature_value: Box<[u8]>,
    responder: ResponderId,
    produced_at: Time,
    answers: Vec<OcspAnswer>,
    certificates: Vec<Certificate>,
    unknown_critical: Option<Oid>,
}

impl OcspResponse {
    /// From the DER of an `OCSPResponse`, or of the `BasicOCSPResponse` alone.
    ///
    /// # Errors
    /// If it is neither, has octets after it, is not successful, or exceeds a limit.
    pub fn from_der(octets: &[u8]) -> Result<Self, OcspError> {
        if octets.len() > MAX_OCSP_OCTETS {
            return Err(OcspError::TooLarge { octets: octets.len() });
        }
        let mut outer = der::single_sequence(octets)?;
        if outer.peek() != Some(tag::ENUMERATED) {
            return read_basic(octets, octets);
        }
        match outer.element()?.contents {
            [0] => {}
            [status] => return Err(OcspError::NotSuccessful(*status)),
            _ => return Err(DerError::Value("OCSPResponseStatus").into()),
        }
        let bytes = outer.expect(tag::context_constructed(0))?;
        outer.finish()?;
        let mut bytes = der::single_sequence(bytes.contents)?;
        let kind = bytes.oid()?;
        if kind != BASIC {
            return Err(OcspError::UnknownType(kind));
        }
        let basic = bytes.expect(tag::OCTET_STRING)?.contents;
        bytes.finish()?;
        read_basic(octets, basic)
    }

    /// The whole response in DER, as it was given.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// The SHA-256 of [`der`](Self::der).
    pub fn sha256(&self) -> &[u8; 32] {
        &self.0.sha256
    }

    /// The signed part (`tbsResponseData`) in DER.
    pub fn tbs(&self) -> &[u8] {
        &self.0.tbs
    }

    /// The algorithm of the signature.
    ///
    /// # Errors
    /// If it is not implemented.
    pub fn signature_algorithm(&self) -> Result<SignatureAlgorithm, &UnsupportedAlgorithm> {
        self.0.signature_algorithm.as_ref().copied()
    }

    /// The signature over [`tbs`](Self::tbs).
    pub fn signature_value(&self) -> &[u8] {
        &self.0.signature_value
    }

    /// Who signed it.
    pub fn responder(&self) -> &ResponderId {
        &self.0.responder
    }

    /// When it was signed.
    pub fn produced_at(&self) -> Time {
        self.0.produced_at
    }

    /// The answers.
    pub fn answers(&self) -> &[OcspAnswer] {
        &self.0.answers
    }

    /// The certificates that the responder added.
    pub fn certificates(&self) -> &[Certificate] {
        &self.0.certificates
    }

    /// A critical extension that is not known: it forbids to rely on the response.
    pub fn unknown_critical_extension(&self) -> Option<Oid> {
        self.0.unknown_critical
    }
}

impl fmt::Debug for OcspResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OcspResponse")
            .field("responder", &self.0.responder)
            .field("produced_at", &self.0.produced_at)
            .finish_non_exhaustive()
    }
}

/// The next element, an EXPLICIT tag, and what is in it.
fn explicit<'a>(reader: &mut Reader<'a>, number: u8) -> Result<Option<Element<'a>>, DerError> {
    let outer = reader.optional(tag::context_constructed(number))?;
    outer.map(|outer| der::single(outer.contents)).transpose()
}

fn read_basic(whole: &[u8], basic: &[u8]) -> Result<OcspResponse, OcspError> {
    let mut reader = der::single_sequence(basic)?;
    let tbs = reader.expect(tag::SEQUENCE)?;
    let algorithm_identifier = reader.expect(tag::SEQUENCE)?.encoded;
    let signature_value = der::bit_string_octets(reader.expect(tag::BIT_STRING)?.contents)?;
    let mut certificates = Vec::new();
    if let Some(list) = explicit(&mut reader, 0)? {
        let mut list = list.reader();
        while !list.is_empty() {
            if certificates.len() >= MAX_OCSP_CERTIFICATES {
                return Err(OcspError::TooMany);
            }
            let certificate = Certificate::from_der(list.element()?.encoded);
            certificates.push(certificate.map_err(OcspError::Certificate)?);
        }
    }
    reader.finish()?;

    let mut unknown_critical = None;
    let mut data = tbs.reader();
    if let Some(version) = explicit(&mut data, 0)?
        && version.contents != [0]
    {
        return Err(DerError::Value("ResponseData of version 1").into());
    }
    let id = data.element()?;
    let inner = der::single(id.contents)?;
    const BY_NAME: u8 = tag::context_constructed(1);
    const BY_KEY: u8 = tag::context_constructed(2);
    let responder = match (id.tag, inner.tag) {
        (BY_NAME, tag::SEQUENCE) => ResponderId::Name(Name::from_der(inner.encoded)?),
        (BY_KEY, tag::OCTET_STRING) => ResponderId::KeyHash(inner.contents.into()),
        _ => return Err(DerError::Value("ResponderID").into()),
    };
    let produced_at = data.time()?;
    let mut list = data.sequence()?;
    let mut answers = Vec::new();
    while !list.is_empty() {
        if answers.len() >= MAX_OCSP_ANSWERS {
            return Err(OcspError::TooMany);
        }
        answers.push(read_answer(list.sequence()?, &mut unknown_critical)?);
    }
    read_extensions(&mut data, &mut unknown_critical)?;
    data.finish()?;

    Ok(OcspResponse(Arc::new(Inner {
        der: whole.into(),
        sha256: sha256(whole),
        tbs: tbs.encoded.into(),
        signature_algorithm: SignatureAlgorithm::from_x509(algorithm_identifier),
        signature_value: signature_value.into(),
        responder,
        produced_at,
        answers,
        certificates,
        unknown_critical,
    })))
}

fn read_answer(
    mut reader: Reader<'_>,
    unknown_critical: &mut Option<Oid>,
) -> Result<OcspAnswer, DerError> {
    let mut id = reader.sequence()?;
    let hash = DigestAlgorithm::from_oid(&id.sequence()?.oid()?);
    let issuer_name_hash = id.expect(tag::OCTET_STRING)?.contents.into();
    let issuer_key_hash = id.expect(tag::OCTET_STRING)?.contents.into();
    let serial = id.integer()?.into();
    id.finish()?;

    const GOOD: u8 = tag::context(0);
    const REVOKED: u8 = tag::context_constructed(1);
    const UNKNOWN: u8 = tag::context(2);
    let status = reader.element()?;
    let status = match status.tag {
        GOOD => CertificateStatus::Good,
        UNKNOWN => CertificateStatus::Unknown,
        REVOKED => {
            let mut info = status.reader();
            let revoked_at = info.time()?;
            let reason = match explicit(&mut info, 0)? {
                Some(Element { tag: tag::ENUMERATED, contents: [code], .. }) => {
                    Some(RevocationReason::from_code(*code))
                }
                Some(_) => return Err(DerError::Value("CRLReason")),
                None => None,
            };
            info.finish()?;
            CertificateStatus::Revoked { revoked_at, reason }
        }
        _ => return Err(DerError::Value("CertStatus")),
    };
    let this_update = reader.time()?;
    let next_update = match explicit(&mut reader, 0)? {
        Some(element) => Some(der::time(element.tag, element.contents)?),
        None => None,
    };
    read_extensions(&mut reader, unknown_critical)?;
    reader.finish()?;
    Ok(OcspAnswer {
        hash,
        issuer_name_hash,
        issuer_key_hash,
        serial,
        status,
        this_update,
        next_update,
    })
}

/// `[1] EXPLICIT Extensions OPTIONAL`
fn read_extensions(
    reader: &mut Reader<'_>,
    unknown_critical: &mut Option<Oid>,
) -> Result<(), DerError> {
    let Some(list) = explicit(reader, 1)? else { return Ok(()) };
    let mut list = list.reader();
    while !list.is_empty() {
        let mut extension = list.sequence()?;
        let oid = extension.oid()?;
        let critical = extension.boolean_default_false()?;
        extension.expect(tag::OCTET_STRING)?;
        extension.finish()?;
        if critical && !HARMLESS.contains(&oid) {
            *unknown_critical = Some(oid);
        }
    }
    Ok(())
}
