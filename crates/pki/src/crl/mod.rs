//! Certificate revocation lists.

mod error;
mod extensions;
mod reason;

pub use error::{CrlDefect, CrlError};
pub use extensions::IssuingDistributionPoint;
pub use reason::RevocationReason;

use crate::certificate::{describe, range_within};
use crate::crypto::{SignatureAlgorithm, UnsupportedAlgorithm, sha256};
use crate::der::{self, DerError, tag};
use crate::extensions::AuthorityKeyIdentifier;
use crate::{GeneralName, Name, Oid};
use extensions::CrlExtensions;
use shohosen_report::Time;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use x509_parser::prelude::FromDer;
use x509_parser::revocation_list::CertificateRevocationList;

/// A larger CRL is refused. Those of HPKI take some hundred KB at most; 16 MiB hold about
/// 400 000 entries.
pub const MAX_CRL_OCTETS: usize = 16 * 1024 * 1024;

const REASON_CODE: Oid = Oid::from_arcs(&[2, 5, 29, 21]);
const INVALIDITY_DATE: Oid = Oid::from_arcs(&[2, 5, 29, 24]);
const CERTIFICATE_ISSUER: Oid = Oid::from_arcs(&[2, 5, 29, 29]);

/// What a CRL says about one certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevokedEntry {
    /// From when it is revoked.
    pub revoked_at: Time,
    /// Why, if it is said.
    pub reason: Option<RevocationReason>,
}

impl RevokedEntry {
    /// Of two entries about one certificate: the earlier date and the worse reason.
    #[must_use]
    pub(crate) fn worse(self, other: Self) -> Self {
        let worst =
            if RevocationReason::gravity(other.reason) > RevocationReason::gravity(self.reason) {
                other.reason
            } else {
                self.reason
            };
        Self { revoked_at: self.revoked_at.min(other.revoked_at), reason: worst }
    }
}

/// A certificate revocation list, read once; cloning shares it. Entries are found in logarithmic
/// time.
#[derive(Clone)]
pub struct CertificateList(Arc<Inner>);

struct Inner {
    der: Box<[u8]>,
    sha256: [u8; 32],
    tbs: Range<usize>,
    signature_value: Range<usize>,
    signature_algorithm: Result<SignatureAlgorithm, UnsupportedAlgorithm>,
    issuer: Name,
    this_update: Time,
    next_update: Option<Time>,
    extensions: CrlExtensions,
    /// Sorted by serial number, then in the order of the list.
    entries: Vec<Entry>,
    /// Issuers of entries where they are not the issuer of the CRL.
    entry_issuers: Vec<Name>,
    defect: Option<CrlDefect>,
}

struct Entry {
    serial_start: u32,
    serial_length: u8,
    reason: Option<RevocationReason>,
    /// 0: the issuer of the CRL; else one more than an index into `entry_issuers`.
    issuer: u32,
    revoked_at: Time,
}

impl CertificateList {
    /// From DER.
    ///
    /// # Errors
    /// If it is not a CRL, has octets after it, or exceeds a limit.
    pub fn from_der(octets: &[u8]) -> Result<Self, CrlError> {
        if octets.len() > MAX_CRL_OCTETS {
            return Err(CrlError::TooLarge { octets: octets.len() });
        }
        let mut outer = der::single_sequence(octets)?;
        let tbs = outer.expect(tag::SEQUENCE)?;
        let algorithm_identifier = outer.expect(tag::SEQUENCE)?.encoded;
        let signature_value =
            der::bit_string_octets(outer.expect(tag::BIT_STRING)?.contents).unwrap_or_default();
        outer.finish()?;
        let (inner_algorithm, entry_count, canonical) = outline(tbs)?;
        if inner_algorithm != algorithm_identifier {
            return Err(CrlError::AlgorithmsDiffer);
        }
        let (_, parsed) = CertificateRevocationList::from_der(octets)
            .map_err(|error| CrlError::Structure(describe(&error)))?;
        let parsed = &parsed.tbs_cert_list;
        if parsed.revoked_certificates.len() != entry_count {
            // `x509-parser` takes a list with one malformed entry for no list at all.
            return Err(CrlError::Structure("malformed entries".into()));
        }
        let mut extensions = CrlExtensions::default();
        let mut seen = Vec::new();
        for extension in parsed.extensions() {
            let oid = Oid::from_content(extension.oid.as_bytes())?;
            if seen.contains(&oid) {
                return Err(CrlError::DuplicateExtension(oid));
            }
            seen.push(oid);
            extensions
                .read(&oid, extension.critical, extension.value)
                .map_err(|problem| CrlError::Extension { oid, problem })?;
        }
        let time = |time: x509_parser::time::ASN1Time| {
            Time::from_unix(time.timestamp()).ok_or(CrlError::Date)
        };
        let (this_update, next_update) =
            (time(parsed.this_update)?, parsed.next_update.map(time).transpose()?);
        let mut inner = Inner {
            sha256: sha256(octets),
            tbs: range_within(octets, tbs.encoded),
            signature_value: range_within(octets, signature_value),
            signature_algorithm: SignatureAlgorithm::from_x509(algorithm_identifier),
            issuer: Name::from_der(parsed.issuer.as_raw())?,
            this_update,
            next_update,
            extensions,
            entries: Vec::with_capacity(entry_count),
            entry_issuers: Vec::new(),
            defect: None,
            der: octets.into(),
        };
        for revoked in &parsed.revoked_certificates {
            let serial = range_within(octets, revoked.raw_serial());
            let mut entry = Entry {
                serial_start: u32::try_from(serial.start).map_err(|_| DerError::Length)?,
                serial_length: u8::try_from(serial.len())
                    .map_err(|_| DerError::Value("serial number of at most 255 octets"))?,
                reason: None,
                issuer: inner.entry_issuers.len() as u32,
                revoked_at: time(revoked.revocation_date)?,
            };
            for extension in revoked.extensions() {
                let oid = Oid::from_content(extension.oid.as_bytes())?;
                inner
                    .read_entry_extension(&mut entry, &oid, extension.critical, extension.value)
                    .map_err(|problem| CrlError::Extension { oid, problem })?;
            }
            inner.entries.push(entry);
        }
        let direct = inner.extensions.issuing_distribution_point.as_ref();
        if !canonical {
            inner.defect = Some(CrlDefect::NotDer);
        } else if !inner.entry_issuers.is_empty() && !direct.is_some_and(|point| point.indirect) {
            inner.defect = Some(CrlDefect::CertificateIssuer);
        }
        let mut entries = std::mem::take(&mut inner.entries);
        entries.sort_by(|a, b| compare_serials(inner.serial(a), inner.serial(b)));
        inner.entries = entries;
        Ok(Self(Arc::new(inner)))
    }

    /// The whole CRL in DER.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// The SHA-256 of [`der`](Self::der).
    pub fn sha256(&self) -> &[u8; 32] {
        &self.0.sha256
    }

    /// The signed part (`tbsCertList`) in DER.
    pub fn tbs(&self) -> &[u8] {
        self.0.der.get(self.0.tbs.clone()).unwrap_or_default()
    }

    /// The signature over [`tbs`](Self::tbs).
    pub fn signature_value(&self) -> &[u8] {
        self.0.der.get(self.0.signature_value.clone()).unwrap_or_default()
    }

    /// The algorithm of the signature.
    ///
    /// # Errors
    /// If it is not implemented.
    pub fn signature_algorithm(&self) -> Result<SignatureAlgorithm, &UnsupportedAlgorithm> {
        self.0.signature_algorithm.as_ref().copied()
    }

    /// Who issued it.
    pub fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    /// When it was issued.
    pub fn this_update(&self) -> Time {
        self.0.this_update
    }

    /// When the next one is due; RFC 5280 demands it, but it may be missing.
    pub fn next_update(&self) -> Option<Time> {
        self.0.next_update
    }

    /// Its number as an unsigned big-endian integer without leading zeros.
    pub fn number(&self) -> Option<&[u8]> {
        self.0.extensions.number.as_deref()
    }

    /// The number of the CRL that it adds to, if it is a delta CRL (RFC 5280 §5.2.4).
    pub fn delta_base(&self) -> Option<&[u8]> {
        self.0.extensions.delta_base.as_deref()
    }

    /// What it covers; without this it covers all certificates of its issuer.
    pub fn issuing_distribution_point(&self) -> Option<&IssuingDistributionPoint> {
        self.0.extensions.issuing_distribution_point.as_ref()
    }

    /// Which key signed it, by hint.
    pub fn authority_key_identifier(&self) -> Option<&AuthorityKeyIdentifier> {
        self.0.extensions.authority_key_identifier.as_ref()
    }

    /// A critical extension of the list or of an entry that is not known: it forbids to rely on
    /// the list at all (RFC 5280 §5.2, §5.3).
    pub fn unknown_critical_extension(&self) -> Option<Oid> {
        self.0.extensions.unknown_critical
    }

    /// How many certificates it lists.
    pub fn entry_count(&self) -> usize {
        self.0.entries.len()
    }

    /// Why nothing that it says can be relied on, although it could be read.
    pub fn defect(&self) -> Option<CrlDefect> {
        self.0.defect
    }

    /// What it says about the certificate with this serial number (content octets) of this
    /// issuer. Of several entries the earliest date and the worst reason count.
    pub fn find(&self, certificate_issuer: &Name, serial: &[u8]) -> Option<RevokedEntry> {
        let inner = &*self.0;
        let from =
            inner.entries.partition_point(|e| compare_serials(inner.serial(e), serial).is_lt());
        inner
            .entries
            .get(from..)?
            .iter()
            .take_while(|entry| inner.serial(entry) == serial)
            .filter(|entry| inner.entry_issuer(entry) == certificate_issuer)
            .map(|entry| RevokedEntry { revoked_at: entry.revoked_at, reason: entry.reason })
            .reduce(RevokedEntry::worse)
    }
}

impl Inner {
    fn serial(&self, entry: &Entry) -> &[u8] {
        let start = entry.serial_start as usize;
        self.der.get(start..start + usize::from(entry.serial_length)).unwrap_or_default()
    }

    fn entry_issuer(&self, entry: &Entry) -> &Name {
        let index = (entry.issuer as usize).checked_sub(1);
        index.and_then(|index| self.entry_issuers.get(index)).unwrap_or(&self.issuer)
    }

    fn read_entry_extension(
        &mut self,
        entry: &mut Entry,
        oid: &Oid,
        critical: bool,
        value: &[u8],
    ) -> Result<(), DerError> {
        match *oid {
            REASON_CODE => {
                let element = der::single(value)?;
                match (element.tag, element.contents) {
                    (tag::ENUMERATED, [code @ (0..=6 | 8..=10)]) => {
                        entry.reason = Some(RevocationReason::from_code(*code));
                    }
                    _ => return Err(DerError::Value("CRLReason")),
                }
            }
            INVALIDITY_DATE => {}
            CERTIFICATE_ISSUER => {
                // It holds for this entry and all that follow without one (RFC 5280 §5.3.3).
                let names = GeneralName::read_all(der::single_sequence(value)?)?;
                let name = names.into_iter().find_map(|name| match name {
                    GeneralName::Directory(name) => Some(name),
                    _ => None,
                });
                self.entry_issuers.push(name.ok_or(DerError::Value("certificateIssuer"))?);
                entry.issuer = self.entry_issuers.len() as u32;
            }
            other if critical => self.extensions.unknown_critical = Some(other),
            _ => {}
        }
        Ok(())
    }
}

/// Compares unsigned numbers without leading zeros.
pub(crate) fn compare_numbers(a: &[u8], b: &[u8]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// Any total order serves; this one looks at few octets.
fn compare_serials(a: &[u8], b: &[u8]) -> Ordering {
    compare_numbers(a, b)
}

/// Walks the signed part strictly: its algorithm, how many entries it has, and whether all of them
/// are DER.
fn outline(tbs: der::Element<'_>) -> Result<(&[u8], usize, bool), DerError> {
    let mut reader = tbs.reader();
    reader.optional(tag::INTEGER)?;
    let algorithm = reader.expect(tag::SEQUENCE)?.encoded;
    reader.expect(tag::SEQUENCE)?;
    reader.element()?;
    if matches!(reader.peek(), Some(tag::UTC_TIME | tag::GENERALIZED_TIME)) {
        reader.element()?;
    }
    let (mut count, mut canonical) = (0, true);
    if let Some(list) = reader.optional(tag::SEQUENCE)? {
        let mut entries = list.reader();
        while !entries.is_empty() {
            canonical &= entry_is_der(entries.expect(tag::SEQUENCE)?.reader()).is_ok();
            count += 1;
        }
    }
    reader.optional(tag::context_constructed(0))?;
    reader.finish()?;
    Ok((algorithm, count, canonical))
}

/// Serial number, date, extensions: with lengths and a number in their shortest form. A number in
/// another form would be found under another value than the certificate's.
fn entry_is_der(mut entry: der::Reader<'_>) -> Result<(), DerError> {
    entry.integer()?;
    entry.time()?;
    entry.optional(tag::SEQUENCE)?;
    entry.finish()
}

/// CRLs are equal when their DER is.
impl PartialEq for CertificateList {
    fn eq(&self, other: &Self) -> bool {
        self.0.sha256 == other.0.sha256
    }
}

impl Eq for CertificateList {}

impl fmt::Debug for CertificateList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificateList")
            .field("issuer", &self.0.issuer)
            .field("this_update", &self.0.this_update)
            .field("entries", &self.0.entries.len())
            .finish_non_exhaustive()
    }
}
