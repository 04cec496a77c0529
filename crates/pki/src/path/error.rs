//! Why there is no path, with the evidence.

use crate::crypto::{AlgorithmRefused, SignatureError, UnsupportedAlgorithm};
use crate::extensions::KeyUsage;
use crate::{Certificate, Name, Oid};
use shohosen_report::Time;

/// What is wrong with one certificate of a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// No certificate of the issuer is among the anchors and candidates.
    #[error("no certificate of the issuer {} was found", issuer.redacted())]
    IssuerNotFound {
        /// Who is missing.
        issuer: Name,
    },
    /// The certificate signs itself and is no trust anchor.
    #[error("the certificate is issued by itself and is not trusted")]
    NotTrusted,
    /// The issuer's key has another identifier than the certificate says, and its signature does
    /// not match: it is a certificate of the same name for another key.
    #[error("a certificate of the same name for another key")]
    OtherKey,
    /// The certificate, or its name with its key, stands in the path already.
    #[error("it is already in the path")]
    Loop,
    /// The issuer's signature does not match.
    #[error("the signature by the issuer: {0}")]
    Signature(SignatureError),
    /// The issuer's signature is of an algorithm that is not implemented.
    #[error(transparent)]
    UnsupportedAlgorithm(UnsupportedAlgorithm),
    /// The issuer's signature is of an algorithm or by a key that the policy does not allow, or
    /// the target's own key is not allowed.
    #[error(transparent)]
    AlgorithmRefused(AlgorithmRefused),
    /// A limit was reached before a path was found.
    #[error("the limit of {limit} ({value}) was reached")]
    LimitReached {
        /// Its name in [`PathLimits`](super::PathLimits).
        limit: &'static str,
        /// Its value.
        value: usize,
    },
    /// Used after its validity.
    #[error("expired at {not_after}, used at {at}")]
    Expired {
        /// The end of its validity.
        not_after: Time,
        /// The time of the validation.
        at: Time,
    },
    /// Used before its validity.
    #[error("valid from {not_before}, used at {at}")]
    NotYetValid {
        /// The beginning of its validity.
        not_before: Time,
        /// The time of the validation.
        at: Time,
    },
    /// An issuer without basicConstraints that make it a CA.
    #[error("an issuer that is not a certification authority (basicConstraints)")]
    NotACa,
    /// An issuer whose key may not sign certificates.
    #[error("an issuer whose keyUsage ({actual}) lacks keyCertSign")]
    KeyUsage {
        /// What it may do.
        actual: KeyUsage,
    },
    /// More CA certificates below it than it allows.
    #[error("more CA certificates follow than pathLenConstraint {limit} allows")]
    PathLength {
        /// How many it allows.
        limit: u32,
    },
    /// A critical extension that is not known.
    #[error("unknown critical extension {oid}")]
    UnknownCriticalExtension {
        /// Its type.
        oid: Oid,
    },
    /// It may not be used for the purpose demanded.
    #[error("extKeyUsage does not allow {required}")]
    ExtendedKeyUsage {
        /// The purpose demanded.
        required: Oid,
    },
    /// A name that an issuer's name constraints do not allow.
    #[error("a name is not allowed by the name constraints of an issuer")]
    NameConstraints {
        /// The name. It may be a person's, so that no message quotes it.
        name: String,
    },
    /// A policy mapping from or to anyPolicy.
    #[error("a policy mapping from or to anyPolicy")]
    AnyPolicyMapped,
    /// A policy is demanded, by an issuer or by the caller, and none is left that all
    /// certificates share.
    #[error("no acceptable certificate policy is valid for the whole path")]
    NoValidPolicy,
}

impl PathError {
    /// Of failures that do not reach an anchor, the greatest tells most.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Self::Loop | Self::OtherKey => 0,
            Self::IssuerNotFound { .. } => 1,
            Self::NotTrusted => 2,
            Self::UnsupportedAlgorithm(_) => 3,
            Self::Signature(_) => 4,
            Self::AlgorithmRefused(_) => 5,
            Self::LimitReached { .. } => 6,
            _ => 7,
        }
    }
}

/// What is wrong with which certificate.
#[derive(Clone, Debug)]
pub struct PathProblem {
    /// The certificate.
    pub certificate: Certificate,
    /// Its place in the path: 0 is the target, all others are issuers.
    pub position: usize,
    /// What is wrong with it.
    pub error: PathError,
}

/// A certificate that was considered on the way to an anchor, and why it was refused.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Whom it is about.
    pub subject: Name,
    /// Who issued it.
    pub issuer: Name,
    /// Its fingerprint.
    pub sha256: [u8; 32],
    /// Why it was refused; `None`: it is not the issuer of any certificate on the way.
    pub reason: Option<PathError>,
}

/// No path to a trust anchor was found.
#[derive(Clone, Debug)]
pub struct PathFailure {
    /// What is wrong with the path that came nearest: every problem of the path that reached an
    /// anchor with the fewest, or else the one that tells most. Never empty.
    pub problems: Vec<PathProblem>,
    /// Whether that path reached an anchor.
    pub anchored: bool,
    /// The certificates that were considered, up to 64.
    pub candidates: Vec<Candidate>,
}

impl std::fmt::Display for PathFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let separator = if index > 0 { "; " } else { "" };
            write!(
                f,
                "{separator}{}: {}",
                problem.certificate.subject().redacted(),
                problem.error
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for PathFailure {}
