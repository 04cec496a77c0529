//! X.509 certificates.

use crate::crypto::{PublicKey, SignatureAlgorithm, UnsupportedAlgorithm, sha256};
use crate::der::{self, DerError, tag};
use crate::extensions::{self, Extensions};
use crate::hpki::HpkiProfile;
use crate::{Name, Oid};
use shohosen_report::{Appearance, Time};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use x509_parser::certificate::X509CertificateParser;
use x509_parser::nom::Parser;

/// A larger certificate is refused: real ones take 1 to 2 KB, and every one is hashed and held.
pub const MAX_CERTIFICATE_OCTETS: usize = 64 * 1024;
/// More extensions are refused: real certificates have about ten.
pub const MAX_EXTENSIONS: usize = 64;

/// Why octets are not a certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// Larger than [`MAX_CERTIFICATE_OCTETS`].
    #[error("a certificate of {octets} octets is too large (at most {MAX_CERTIFICATE_OCTETS})")]
    TooLarge {
        /// Its size.
        octets: usize,
    },
    /// Not DER.
    #[error("not a DER certificate: {0}")]
    Der(#[from] DerError),
    /// Not the structure of a certificate; says what `x509-parser` found.
    #[error("not an X.509 certificate: {0}")]
    Structure(String),
    /// Not PEM text with a certificate.
    #[error("not a PEM certificate: {0}")]
    Pem(String),
    /// A file of another kind, by how it begins.
    #[error("it is {} and no certificate", .0.phrase())]
    SomethingElse(Appearance),
    /// Another number of certificates than one.
    #[error("expected one certificate, found {0}")]
    Count(usize),
    /// The algorithm inside the signed part is not the one of the signature (RFC 5280 §4.1.1.2).
    #[error("the signature algorithm inside and outside the signed part differ")]
    AlgorithmsDiffer,
    /// A time that cannot be represented.
    #[error("a validity date outside the years 0000 to 9999")]
    Date,
    /// More than [`MAX_EXTENSIONS`].
    #[error("{0} extensions are too many (at most {MAX_EXTENSIONS})")]
    TooManyExtensions(usize),
    /// An extension that stands twice (RFC 5280 §4.2).
    #[error("the extension {0} appears twice")]
    DuplicateExtension(Oid),
    /// An extension in a certificate of version 1 or 2.
    #[error("extensions in a certificate of version {0}")]
    Version(u32),
    /// An extension whose value is not what its definition says.
    #[error("the extension {oid} is malformed: {problem}")]
    Extension {
        /// Which one.
        oid: Oid,
        /// What is wrong with it.
        problem: DerError,
    },
}

/// A certificate, read once; cloning shares it.
///
/// Reading checks the form only. Whether it may be trusted is for
/// [`find_path`](crate::find_path) to say.
#[derive(Clone)]
pub struct Certificate(Arc<Inner>);

struct Inner {
    der: Box<[u8]>,
    /// Computed when first asked for: it takes as long as the reading.
    sha256: OnceLock<[u8; 32]>,
    hpki_profile: OnceLock<Arc<HpkiProfile>>,
    tbs: Range<usize>,
    algorithm_identifier: Range<usize>,
    signature_value: Range<usize>,
    serial: Range<usize>,
    signature_algorithm: Result<SignatureAlgorithm, UnsupportedAlgorithm>,
    version: u32,
    issuer: Name,
    subject: Name,
    not_before: Time,
    not_after: Time,
    public_key: PublicKey,
    extensions: Extensions,
    raw_extensions: Vec<RawEntry>,
}

struct RawEntry {
    oid: Oid,
    critical: bool,
    value: Range<usize>,
}

/// An extension as it stands in the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawExtension<'a> {
    /// Its type.
    pub oid: Oid,
    /// Whether it is critical.
    pub critical: bool,
    /// The contents of `extnValue`: the DER of the extension's own type.
    pub value: &'a [u8],
}

impl Certificate {
    /// From DER. Known extensions are read; critical unknown ones are kept and refused when a
    /// path is validated.
    ///
    /// # Errors
    /// If it is not a certificate, has octets after it, or exceeds a limit.
    pub fn from_der(octets: &[u8]) -> Result<Self, CertificateError> {
        if octets.len() > MAX_CERTIFICATE_OCTETS {
            return Err(CertificateError::TooLarge { octets: octets.len() });
        }
        let mut outer = der::single_sequence(octets)?;
        let tbs = outer.expect(tag::SEQUENCE)?;
        let algorithm_identifier = outer.expect(tag::SEQUENCE)?;
        // A signature that is not whole octets is one that no algorithm makes: it matches nothing.
        let signature_value =
            der::bit_string_octets(outer.expect(tag::BIT_STRING)?.contents).unwrap_or_default();
        outer.finish()?;

        let (_, parsed) = X509CertificateParser::new()
            .with_deep_parse_extensions(false)
            .parse(octets)
            .map_err(|error| CertificateError::Structure(describe(&error)))?;
        check_inner_algorithm(tbs, algorithm_identifier.encoded)?;

        let range = |part: &[u8]| range_within(octets, part);
        let time = |time: x509_parser::time::ASN1Time| {
            Time::from_unix(time.timestamp()).ok_or(CertificateError::Date)
        };
        let version = parsed.version().0.saturating_add(1);
        let listed = parsed.extensions();
        if listed.len() > MAX_EXTENSIONS {
            return Err(CertificateError::TooManyExtensions(listed.len()));
        }
        if !listed.is_empty() && version != 3 {
            return Err(CertificateError::Version(version));
        }
        let mut extensions = Extensions::default();
        let mut raw_extensions: Vec<RawEntry> = Vec::with_capacity(listed.len());
        for extension in listed {
            let oid = Oid::from_content(extension.oid.as_bytes())?;
            if raw_extensions.iter().any(|entry| entry.oid == oid) {
                return Err(CertificateError::DuplicateExtension(oid));
            }
            extensions.read(&oid, extension.critical, extension.value)?;
            let value = range(extension.value);
            raw_extensions.push(RawEntry { oid, critical: extension.critical, value });
        }
        Ok(Self(Arc::new(Inner {
            sha256: OnceLock::new(),
            hpki_profile: OnceLock::new(),
            tbs: range(tbs.encoded),
            algorithm_identifier: range(algorithm_identifier.encoded),
            signature_value: range(signature_value),
            serial: range(parsed.raw_serial()),
            signature_algorithm: SignatureAlgorithm::from_x509(algorithm_identifier.encoded),
            version,
            issuer: Name::from_der(parsed.issuer().as_raw())?,
            subject: Name::from_der(parsed.subject().as_raw())?,
            not_before: time(parsed.validity().not_before)?,
            not_after: time(parsed.validity().not_after)?,
            public_key: PublicKey::from_spki(parsed.public_key().raw)?,
            extensions,
            raw_extensions,
            der: octets.into(),
        })))
    }

    fn part(&self, range: &Range<usize>) -> &[u8] {
        self.0.der.get(range.clone()).unwrap_or_default()
    }

    /// The whole certificate in DER.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// The SHA-256 of [`der`](Self::der): its fingerprint.
    pub fn sha256(&self) -> &[u8; 32] {
        self.0.sha256.get_or_init(|| sha256(&self.0.der))
    }

    /// What it says in the terms of the HPKI profile, read when first asked for.
    pub fn hpki_profile(&self) -> &Arc<HpkiProfile> {
        self.0.hpki_profile.get_or_init(|| Arc::new(HpkiProfile::of(self)))
    }

    /// The signed part (`tbsCertificate`) in DER.
    pub fn tbs(&self) -> &[u8] {
        self.part(&self.0.tbs)
    }

    /// The version: 1, 2 or 3.
    pub fn version(&self) -> u32 {
        self.0.version
    }

    /// Whom it is about.
    pub fn subject(&self) -> &Name {
        &self.0.subject
    }

    /// Who issued it.
    pub fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    /// The serial number as the content octets of its INTEGER: big-endian two's complement.
    pub fn serial(&self) -> &[u8] {
        self.part(&self.0.serial)
    }

    /// The first moment of its validity.
    pub fn not_before(&self) -> Time {
        self.0.not_before
    }

    /// The last second of its validity; the whole of that second counts as valid.
    pub fn not_after(&self) -> Time {
        self.0.not_after
    }

    /// Whether it is valid at this moment, by its dates alone (RFC 5280 §6.1.3 (a)(2)).
    pub fn is_current(&self, at: Time) -> bool {
        self.0.not_before <= at && at.unix() <= self.0.not_after.unix()
    }

    /// The subject's public key.
    pub fn public_key(&self) -> &PublicKey {
        &self.0.public_key
    }

    /// The algorithm of the issuer's signature.
    ///
    /// # Errors
    /// If it is not implemented.
    pub fn signature_algorithm(&self) -> Result<SignatureAlgorithm, &UnsupportedAlgorithm> {
        self.0.signature_algorithm.as_ref().copied()
    }

    /// The `AlgorithmIdentifier` of the issuer's signature in DER.
    pub fn algorithm_identifier(&self) -> &[u8] {
        self.part(&self.0.algorithm_identifier)
    }

    /// The issuer's signature over [`tbs`](Self::tbs).
    pub fn signature_value(&self) -> &[u8] {
        self.part(&self.0.signature_value)
    }

    /// The extensions that path validation knows.
    pub fn extensions(&self) -> &Extensions {
        &self.0.extensions
    }

    /// Every extension as it stands.
    pub fn raw_extensions(&self) -> impl Iterator<Item = RawExtension<'_>> {
        self.0.raw_extensions.iter().map(|entry| RawExtension {
            oid: entry.oid,
            critical: entry.critical,
            value: self.part(&entry.value),
        })
    }

    /// The extension with this identifier as it stands.
    pub fn raw_extension(&self, oid: &Oid) -> Option<RawExtension<'_>> {
        self.raw_extensions().find(|extension| extension.oid == *oid)
    }

    /// Critical extensions that path validation does not know: they forbid its use (RFC 5280
    /// §6.1.4 (o)).
    pub fn unknown_critical_extensions(&self) -> impl Iterator<Item = Oid> {
        let unknown = |e: &&RawEntry| e.critical && !extensions::is_processed(&e.oid);
        self.0.raw_extensions.iter().filter(unknown).map(|entry| entry.oid)
    }

    /// Whether subject and issuer are the same name (RFC 5280 §6.1).
    pub fn is_self_issued(&self) -> bool {
        self.0.subject == self.0.issuer
    }
}

/// Certificates are equal when their DER is.
impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.der == other.0.der
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &self.0.subject)
            .field("issuer", &self.0.issuer)
            .finish_non_exhaustive()
    }
}

/// The place of a part of `whole` in it.
pub(crate) fn range_within(whole: &[u8], part: &[u8]) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start.saturating_add(part.len())
}

/// What `x509-parser` says, without the octets it stopped at.
pub(crate) fn describe(error: &x509_parser::nom::Err<x509_parser::error::X509Error>) -> String {
    use x509_parser::nom::Err;
    match error {
        Err::Incomplete(_) => "the octets end too early".into(),
        Err::Error(error) | Err::Failure(error) => error.to_string(),
    }
}

/// `tbsCertificate.signature` must be the same as `signatureAlgorithm`.
fn check_inner_algorithm(
    tbs: der::Element<'_>,
    algorithm_identifier: &[u8],
) -> Result<(), CertificateError> {
    let mut reader = tbs.reader();
    reader.optional(tag::context_constructed(0))?;
    reader.integer()?;
    if reader.expect(tag::SEQUENCE)?.encoded != algorithm_identifier {
        return Err(CertificateError::AlgorithmsDiffer);
    }
    for _ in ["issuer", "validity", "subject", "subjectPublicKeyInfo"] {
        reader.expect(tag::SEQUENCE)?;
    }
    // `x509-parser` takes the rest for what it is not where it fails to read it.
    reader.optional(tag::context(1))?;
    reader.optional(tag::context(2))?;
    reader.optional(tag::context_constructed(3))?;
    Ok(reader.finish()?)
}
