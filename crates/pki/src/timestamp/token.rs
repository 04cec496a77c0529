//! Reading a time-stamp token.

use super::error::{TimeStampError, UnreadableCertificate};
use super::tst_info::TstInfo;
use crate::cms::{SignedData, SignerInfo};
use crate::crypto::DigestAlgorithm;
use crate::{Certificate, CertificateError, Oid, SignatureCache};
use shohosen_report::{Finding, codes::timestamp as codes};

/// id-ct-TSTInfo.
const TST_INFO: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 16, 1, 4]);

/// A time-stamp token (RFC 3161 §2.4.2) as it was read; nothing about it is verified yet.
///
/// BER is read as well as DER. What the token says is in [`info`](Self::info); whether that is
/// true is for [`verify`](Self::verify), [`imprint_finding`](Self::imprint_finding) and the path
/// validation of the certificate to say.
#[derive(Clone, Debug)]
pub struct TimeStampToken {
    octets: Box<[u8]>,
    info: TstInfo,
    certificates: Vec<Certificate>,
    unreadable: Vec<UnreadableCertificate>,
    crls: Vec<Vec<u8>>,
    /// The octets of `TSTInfo` that were signed.
    pub(super) content: Vec<u8>,
    pub(super) signer: SignerInfo,
}

impl TimeStampToken {
    /// Reads a token: a ContentInfo with SignedData over TSTInfo with exactly one signer.
    ///
    /// Certificates that cannot be read are noted, not refused: they may be beside the point.
    ///
    /// # Errors
    /// If it is another object, is malformed or is followed by further octets.
    pub fn parse(octets: &[u8]) -> Result<Self, TimeStampError> {
        Self::parse_with(octets, Certificate::from_der)
    }

    /// As [`parse`](Self::parse), but embedded certificates that this cache knows are not read
    /// again: a time-stamp service puts the same ones into every token.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_cached(octets: &[u8], cache: &SignatureCache) -> Result<Self, TimeStampError> {
        Self::parse_with(octets, |der| cache.certificate(der))
    }

    fn parse_with(
        octets: &[u8],
        read: impl Fn(&[u8]) -> Result<Certificate, CertificateError>,
    ) -> Result<Self, TimeStampError> {
        let signed = SignedData::parse(octets)?;
        for (field, actual) in [
            ("encapContentInfo.eContentType", signed.content_type),
            ("signedAttrs.contentType", signed.signer.content_type),
        ] {
            if actual != TST_INFO {
                return Err(TimeStampError::ContentType {
                    field,
                    expected: "id-ct-TSTInfo",
                    actual,
                });
            }
        }
        let info = TstInfo::parse(&signed.content)?;
        let (mut certificates, mut unreadable) = (Vec::new(), Vec::new());
        for (index, der) in signed.certificates.iter().enumerate() {
            match read(der) {
                Ok(certificate) => certificates.push(certificate),
                Err(error) => unreadable.push(UnreadableCertificate { index, error }),
            }
        }
        Ok(Self {
            octets: octets.into(),
            info,
            certificates,
            unreadable,
            crls: signed.crls,
            content: signed.content,
            signer: signed.signer,
        })
    }

    /// The token as it was read (DER or BER): all that is needed to read it again.
    pub fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// What the token says.
    pub fn info(&self) -> &TstInfo {
        &self.info
    }

    /// The embedded certificates that could be read, in their order.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// The embedded certificates that could not be read.
    pub fn unreadable_certificates(&self) -> &[UnreadableCertificate] {
        &self.unreadable
    }

    /// The embedded CRLs in DER, in their order.
    pub fn crls(&self) -> impl Iterator<Item = &[u8]> {
        self.crls.iter().map(Vec::as_slice)
    }

    /// Whether the token is over data with this digest.
    pub fn matches_imprint(&self, algorithm: DigestAlgorithm, digest: &[u8]) -> bool {
        self.info.imprint.algorithm.as_ref() == Ok(&algorithm) && self.info.imprint.digest == digest
    }

    /// [`matches_imprint`](Self::matches_imprint) as a finding, with both digests where they
    /// differ: `timestamp.imprint.match` or `timestamp.imprint.mismatch`.
    pub fn imprint_finding(&self, algorithm: DigestAlgorithm, digest: &[u8]) -> Finding {
        let named =
            |code: shohosen_report::Code| code.finding().with("algorithm", algorithm.name());
        if self.matches_imprint(algorithm, digest) {
            return named(codes::IMPRINT_MATCH);
        }
        named(codes::IMPRINT_MISMATCH)
            .with("expected", self.info.imprint.digest.clone())
            .with("actual", digest)
    }
}
