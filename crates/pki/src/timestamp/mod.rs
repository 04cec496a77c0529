//! RFC 3161 time-stamp tokens: read, and verified up to the certificate that signed.
//!
//! ```
//! use shohosen_pki::crypto::DigestAlgorithm;
//! use shohosen_pki::timestamp::{TimeStampError, TimeStampToken, TokenCheck};
//! use shohosen_report::Finding;
//!
//! /// Everything about a token but whether its certificate is to be trusted.
//! fn examine(token: &[u8], stamped: &[u8]) -> Result<Vec<Finding>, TimeStampError> {
//!     let token = TimeStampToken::parse(token)?;
//!     let mut findings = token.verify(&TokenCheck::default()).findings();
//!     let algorithm = token.info().imprint.algorithm.clone().unwrap_or(DigestAlgorithm::Sha256);
//!     findings.push(token.imprint_finding(algorithm, &algorithm.digest(stamped)));
//!     Ok(findings)
//! }
//! assert!(examine(b"no token", b"data").is_err());
//! ```
//!
//! Facts and judgement are apart: [`TimeStampToken::facts`] finds out what is true of a token
//! whatever the policy, [`TokenFacts::judge`] weighs that under a policy, and
//! [`TokenFacts::judge_time`] whether the token's time can be right when it is verified.
//!
//! What this module does *not* do: it builds no path for the TSA certificate. That is for
//! [`assess`](crate::TrustRequest::assess) with the anchors for time-stamps.

mod accreditation;
mod error;
mod facts;
mod fresh;
mod gen_time;
mod judge;
mod request;
mod response;
mod token;
mod tst_info;
mod verify;

pub use accreditation::{Accreditation, AccreditedService};
pub(crate) use error::oids;
pub use error::{TimeStampError, TokenProblem, UnreadableCertificate};
pub use facts::{DigestFact, SignatureFact, SignerFact, TokenFacts};
pub use fresh::FreshTokenCheck;
pub use gen_time::{AcceptedTime, ClockTolerance, GenTimeProblem};
pub use judge::{Sha1Inside, TokenCheck, TokenJudgement, TokenPolicy};
pub use request::{RequestMismatch, TimeStampRequest};
pub use response::TimeStampResponse;
pub use token::TimeStampToken;
pub use tst_info::{MessageImprint, TstInfo};
