//! Asking ORCA: XML in, JSON out.

mod asked;
#[cfg(feature = "net")]
mod http;
mod request;

pub use asked::RequestForm;
#[cfg(feature = "net")]
pub use http::Http;
pub use request::{Request, SystemList};

use crate::answer::Answer;
use crate::error::OrcaError;

/// Carries a request to ORCA and its answer back.
///
/// Whoever implements it authenticates (basic authentication, RFC 7617), follows no redirection, which
/// would carry the password elsewhere, and reads no more than [`MAX_ANSWER`](crate::MAX_ANSWER) octets.
pub trait Transport {
    /// Posts XML (`application/xml; charset=UTF-8`) to a path of ORCA, `/api01rv2/…`, and gives the
    /// octets of the answer.
    ///
    /// # Errors
    /// That no answer came, or one with another status than 200. No message may hold the password.
    fn post(&self, path: &str, body: &str) -> Result<Vec<u8>, OrcaError>;

    /// Where a path is, for messages.
    fn shown(&self, path: &str) -> String;
}

/// A client of the interface of ORCA.
#[derive(Debug)]
pub struct Client<T> {
    transport: T,
}

impl<T: Transport> Client<T> {
    /// One that asks by this transport.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Asks, and gives the answer if ORCA did what was asked for.
    ///
    /// # Errors
    /// That no answer came, that it cannot be read, or what ORCA says why it did not.
    pub fn ask(&self, request: &Request<'_>) -> Result<Answer, OrcaError> {
        let path = request.path();
        let octets = self.transport.post(path, &request.body())?;
        let answer = Answer::parse(&self.transport.shown(path), &octets)?;
        let answer = match request.is_empty_answer(answer.status()) {
            true => answer,
            false => answer.carried_out()?,
        };
        Ok(answer.asked_for(request.setting()))
    }
}
