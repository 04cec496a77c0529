//! RFC 3161 time-stamp tokens: read, and verified up to the certificate that signed.

mod error;
mod facts;
mod gen_time;
mod response;
mod token;
mod tst_info;
mod verify;

pub use error::{TimeStampError, TokenProblem, UnreadableCertificate};
pub use facts::{Sha1Inside, TokenCheck, TokenFacts};
pub use response::TimeStampResponse;
pub use token::TimeStampToken;
pub use tst_info::{MessageImprint, TstInfo};
