//! What is true of a token whatever the policy and the time of judging.

use super::error::UnreadableCertificate;
use super::gen_time::{AcceptedTime, ClockTolerance, GenTimeProblem};
use crate::Certificate;
use crate::crypto::{DigestAlgorithm, SignatureAlgorithm, UnsupportedAlgorithm};
use crate::extensions::ExtendedKeyUsage;
use shohosen_report::{Text, Time};
use std::time::Duration;

/// What verifying a token cryptographically has shown
/// ([`TimeStampToken::facts`](super::TimeStampToken::facts)): no policy, no time of judging and no
/// judgement. It owns all that it says, and can be had again from the DER of the token and the
/// certificates that were at hand.
///
/// [`judge`](Self::judge) weighs it under a policy, [`judge_time`](Self::judge_time) its genTime
/// at a time of verification. Whether the certificate may be trusted is for
/// [`assess`](crate::TrustRequest::assess) to say.
#[derive(Clone, Debug)]
pub struct TokenFacts {
    /// When the token says that it was made.
    pub gen_time: Time,
    /// How far that may be off either way.
    pub accuracy: Option<Duration>,
    /// The digest algorithm of the time-stamped data.
    pub imprint_algorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>,
    /// Which certificate signed.
    pub signer: SignerFact,
    /// `messageDigest` against the content.
    pub digest: DigestFact,
    /// The signature over the signed attributes.
    pub signature: SignatureFact,
    /// The field in which CMSAlgorithmProtection deviates from the algorithms used (RFC 6211).
    pub deviating_algorithm: Option<&'static str>,
    /// The embedded certificates that could not be read; the signer's may be among them.
    pub unreadable: Vec<UnreadableCertificate>,
}

/// Which certificate signed a token.
#[derive(Clone, Debug)]
pub enum SignerFact {
    /// The one that the signer identifier names and every ESSCertID binds.
    Found {
        /// The certificate.
        certificate: Certificate,
        /// The strongest digest that binds it (ESSCertID, ESSCertIDv2).
        bound_by: DigestAlgorithm,
    },
    /// None of the certificates at hand is the one that is named.
    NotFound {
        /// Its issuer, or `subjectKeyIdentifier`.
        issuer: Text,
        /// Its serial number, or the key identifier.
        serial: Vec<u8>,
        /// How many certificates the token holds: none where the authority was not asked for any
        /// or did not heed it.
        embedded: usize,
    },
    /// A certificate is at hand, but its digest or issuer and serial number are not those in the
    /// signed attributes.
    OtherCertificate {
        /// `ESSCertID.certHash`, `ESSCertIDv2.issuerSerial` …
        field: String,
        /// What the signed attributes say.
        expected: Vec<u8>,
        /// What the certificate has.
        actual: Vec<u8>,
    },
    /// The digest algorithm of ESSCertIDv2 is not implemented.
    UnsupportedDigest(UnsupportedAlgorithm),
    /// The signed attributes name no certificate.
    NotNamed,
}

impl SignerFact {
    /// The certificate that signed, where it was found and bound.
    pub const fn certificate(&self) -> Option<&Certificate> {
        match self {
            Self::Found { certificate, .. } => Some(certificate),
            _ => None,
        }
    }

    /// Its extended key usage.
    pub fn extended_key_usage(&self) -> Option<&ExtendedKeyUsage> {
        self.certificate()?.extensions().extended_key_usage.as_ref()
    }
}

/// The signed attribute `messageDigest` against the digest of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DigestFact {
    /// They are equal.
    Match {
        /// The algorithm.
        algorithm: DigestAlgorithm,
    },
    /// They differ.
    Mismatch {
        /// The algorithm.
        algorithm: DigestAlgorithm,
        /// `messageDigest`.
        expected: Vec<u8>,
        /// The digest of the content.
        actual: Vec<u8>,
    },
    /// The algorithm is not implemented.
    Unsupported(UnsupportedAlgorithm),
}

/// The signature over the signed attributes, by the key of the signer's certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureFact {
    /// It verifies.
    Verified {
        /// The algorithm.
        algorithm: SignatureAlgorithm,
    },
    /// It does not.
    Mismatch {
        /// The algorithm.
        algorithm: SignatureAlgorithm,
    },
    /// The key does not go with the algorithm, or its size is not implemented.
    KeyUnsupported {
        /// The algorithm.
        algorithm: SignatureAlgorithm,
        /// What is wrong.
        reason: String,
    },
    /// The algorithm is not implemented.
    Unsupported(UnsupportedAlgorithm),
    /// There is no certificate to verify it with, or its digest algorithm is not implemented.
    NotVerifiable,
    /// The work allowed for one document was spent before.
    NotTried,
}

impl SignatureFact {
    /// Its algorithm, where it is known.
    pub const fn algorithm(&self) -> Option<SignatureAlgorithm> {
        match self {
            Self::Verified { algorithm }
            | Self::Mismatch { algorithm }
            | Self::KeyUnsupported { algorithm, .. } => Some(*algorithm),
            Self::Unsupported(_) | Self::NotVerifiable | Self::NotTried => None,
        }
    }
}

impl TokenFacts {
    /// Weighs genTime: it must lie within the validity of the certificate that signed, both ends
    /// included, and not after the time of verification, but for the tolerance.
    ///
    /// # Errors
    /// If it cannot be right, so that the token proves nothing. `None`: no certificate is known.
    pub fn judge_time(
        &self,
        verified_at: Time,
        tolerance: ClockTolerance,
    ) -> Option<Result<AcceptedTime, GenTimeProblem>> {
        let signer = self.signer.certificate()?;
        Some(AcceptedTime::judge(self.gen_time, signer, verified_at, tolerance))
    }
}
