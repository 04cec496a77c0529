//! What can go wrong on the network, each with its code.

use crate::sign::ProviderError;
use shohosen_pki::CrlError;
use shohosen_pki::timestamp::{RequestMismatch, TimeStampError};
use shohosen_report::{Finding, Phrase, codes::network as codes};
use std::time::Duration;

/// Why nothing usable came over the network. `uri` is where it was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// Not an `http://` URL.
    #[error("{uri}: {reason}")]
    Url {
        /// The URL.
        uri: String,
        /// What is wrong with it.
        reason: Phrase,
    },
    /// A user name or a password that basic authentication cannot carry (RFC 7617 §2).
    #[error("{uri}: a user name with a colon, or a control character in it or in the password")]
    Credentials {
        /// The URL.
        uri: String,
        /// Whether it is the colon.
        colon: bool,
    },
    /// The name of the host has no address.
    #[error("{uri}: the host name cannot be resolved")]
    HostNotFound {
        /// The URL.
        uri: String,
    },
    /// No connection came about.
    #[error("{uri}: {reason}")]
    Connect {
        /// The URL.
        uri: String,
        /// What the operating system says.
        reason: Phrase,
    },
    /// It took longer than allowed.
    #[error("{uri}: no whole answer within {limit:?} ({phase})")]
    Timeout {
        /// The URL.
        uri: String,
        /// What was going on.
        phase: Phrase,
        /// How long it was allowed to take.
        limit: Duration,
    },
    /// The connection ended in the middle of the answer.
    #[error("{uri}: the answer was cut: {reason}")]
    Cut {
        /// The URL.
        uri: String,
        /// What the operating system says.
        reason: Phrase,
    },
    /// The answer is not HTTP.
    #[error("{uri}: the answer is not HTTP: {reason}")]
    Protocol {
        /// The URL.
        uri: String,
        /// What is wrong with it.
        reason: Phrase,
    },
    /// Another HTTP status than 200.
    #[error("{uri}: HTTP status {status}")]
    Status {
        /// The URL.
        uri: String,
        /// The status.
        status: u16,
    },
    /// The answer is of another type.
    #[error("{uri}: Content-Type {actual}, expected {expected}")]
    ContentType {
        /// The URL.
        uri: String,
        /// The type that it should have.
        expected: &'static str,
        /// The type that it has; empty if it has none.
        actual: String,
    },
    /// The answer is larger than allowed.
    #[error("{uri}: the answer has more than {limit} octets")]
    TooLarge {
        /// The URL.
        uri: String,
        /// The most octets allowed.
        limit: u64,
    },
    /// The answer of the authority is not what RFC 3161 has, or is a refusal.
    #[error("{uri}: {error}")]
    TimeStamp {
        /// The URL.
        uri: String,
        /// What is wrong with it.
        error: Box<TimeStampError>,
    },
    /// The token is not for what was sent.
    #[error("{uri}: {mismatch}")]
    Mismatch {
        /// The URL.
        uri: String,
        /// What differs.
        mismatch: Box<RequestMismatch>,
    },
    /// The revocation list cannot be read.
    #[error("{uri}: {error}")]
    Crl {
        /// The URL.
        uri: String,
        /// What is wrong with it.
        error: Box<CrlError>,
    },
    /// The operating system gives no random numbers.
    #[error("no random numbers: {reason}")]
    Random {
        /// What it says.
        reason: Phrase,
    },
}

impl NetworkError {
    /// The finding that reports it: with code, evidence, texts and remedy.
    pub fn finding(&self) -> Finding {
        match self {
            Self::Url { uri, reason } => {
                at(codes::URL_UNSUPPORTED, uri).with("reason", reason.clone())
            }
            Self::Credentials { uri, colon: true } => at(codes::USER_COLON, uri),
            Self::Credentials { uri, colon: false } => at(codes::USER_CONTROL, uri),
            Self::HostNotFound { uri } => at(codes::HOST_NOT_FOUND, uri),
            Self::Connect { uri, reason } => {
                at(codes::CONNECTION_FAILED, uri).with("reason", reason.clone())
            }
            Self::Timeout { uri, phase, limit } => at(codes::CONNECTION_TIMEOUT, uri)
                .with("phase", phase.clone())
                .with("seconds", limit.as_secs_f64()),
            Self::Cut { uri, reason } => {
                at(codes::RESPONSE_CUT, uri).with("reason", reason.clone())
            }
            Self::Protocol { uri, reason } => {
                at(codes::RESPONSE_PROTOCOL, uri).with("reason", reason.clone())
            }
            Self::Status { uri, status: status @ (401 | 403 | 407) } => {
                at(codes::RESPONSE_UNAUTHORISED, uri).with("status", *status)
            }
            Self::Status { uri, status } => at(codes::RESPONSE_STATUS, uri).with("status", *status),
            Self::ContentType { uri, expected, actual } => at(codes::RESPONSE_CONTENT_TYPE, uri)
                .with("expected", *expected)
                .with("actual", actual.clone()),
            Self::TooLarge { uri, limit } => {
                at(codes::RESPONSE_TOO_LARGE, uri).with("limit", *limit)
            }
            Self::TimeStamp { uri, error } => match &**error {
                TimeStampError::Rejected { status, failure, text } => at(codes::TSA_REJECTED, uri)
                    .with("status", *status)
                    .with("failure", failure.clone())
                    .with("text", text.clone()),
                other => at(codes::TSA_RESPONSE_MALFORMED, uri).with("problem", other.finding()),
            },
            Self::Mismatch { uri, mismatch } => mismatch.finding().with("uri", uri.clone()),
            Self::Crl { uri, error } => {
                at(codes::CRL_UNREADABLE, uri).with("problem", Phrase::from(&**error))
            }
            Self::Random { reason } => {
                codes::RANDOM_UNAVAILABLE.finding().with("reason", reason.clone())
            }
        }
    }
}

fn at(code: shohosen_report::Code, uri: &str) -> Finding {
    code.finding().with("uri", uri.to_owned())
}

impl From<NetworkError> for ProviderError {
    fn from(error: NetworkError) -> Self {
        Self::new(error.finding()).with_source(error)
    }
}
