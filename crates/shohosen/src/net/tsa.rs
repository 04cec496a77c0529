//! A time-stamp authority over HTTP (RFC 3161 §3.4).

use super::basic::basic;
use super::error::NetworkError;
use super::http::{self, AnswerType, Client, Post};
use super::settings::HttpSettings;
use crate::sign::{ProviderError, TimeStampAuthority};
use shohosen_pki::Oid;
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_pki::timestamp::{TimeStampRequest, TimeStampResponse};
use shohosen_report::Words;
use zeroize::Zeroizing;

const NO_NUMBERS: Words = Words::new("システムが乱数を返しません", "the system gives none");

/// A time-stamp authority that is asked over HTTP.
///
/// Each request has a random nonce. Nonce, imprint and, if one was asked for, policy of the
/// answer are compared with the request; the token itself is for whoever uses it to verify.
#[must_use]
pub struct HttpTimeStampAuthority {
    url: String,
    client: Client,
    policy: Option<Oid>,
    /// The value of the header field.
    authorization: Option<Zeroizing<String>>,
}

impl HttpTimeStampAuthority {
    /// The authority at this `http://` URL.
    ///
    /// # Errors
    /// [`NetworkError::Url`]
    pub fn new(url: &str) -> Result<Self, NetworkError> {
        http::check_url(url)?;
        let client = Client::new(HttpSettings::default());
        Ok(Self { url: url.to_owned(), client, policy: None, authorization: None })
    }

    /// Within these bounds.
    pub fn settings(mut self, settings: HttpSettings) -> Self {
        self.client = Client::new(settings);
        self
    }

    /// Demands tokens of this policy. Without it the authority chooses.
    pub const fn policy(mut self, policy: Oid) -> Self {
        self.policy = Some(policy);
        self
    }

    /// Says who is asking (RFC 7617). The password is taken out of its text and wiped there. It
    /// travels as it is: over the open network anybody in between can read it.
    ///
    /// # Errors
    /// [`NetworkError::Credentials`] if the user name has a colon, or one of both a control
    /// character (RFC 7617 §2): the server would read something else.
    pub fn basic_authentication(
        mut self,
        user: &str,
        password: &mut String,
    ) -> Result<Self, NetworkError> {
        let value = basic(&self.url, user, password)?;
        self.authorization = Some(value);
        Ok(self)
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn ask(&self, algorithm: DigestAlgorithm, imprint: &[u8]) -> Result<Vec<u8>, NetworkError> {
        let nonce =
            getrandom::u64().map_err(|_| NetworkError::Random { reason: NO_NUMBERS.into() })?;
        let mut request = TimeStampRequest::new(algorithm, imprint).nonce(nonce);
        if let Some(policy) = self.policy {
            request = request.policy(policy);
        }
        let post = Post {
            content_type: "application/timestamp-query",
            body: &request.to_der(),
            authorization: self.authorization.as_ref(),
            accept: "application/timestamp-reply",
            answer: AnswerType::AsAsked,
        };
        let answer =
            self.client.post(&self.url, &post, self.client.settings().max_time_stamp_octets)?;
        let uri = || self.url.clone();
        let response = TimeStampResponse::parse(&answer)
            .map_err(|error| NetworkError::TimeStamp { uri: uri(), error: Box::new(error) })?;
        request.check(&response).map_err(|mismatch| NetworkError::Mismatch {
            uri: uri(),
            mismatch: Box::new(mismatch),
        })?;
        Ok(response.token_octets)
    }
}

impl TimeStampAuthority for HttpTimeStampAuthority {
    fn time_stamp(
        &self,
        algorithm: DigestAlgorithm,
        imprint: &[u8],
    ) -> Result<Vec<u8>, ProviderError> {
        Ok(self.ask(algorithm, imprint)?)
    }
}

impl std::fmt::Debug for HttpTimeStampAuthority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpTimeStampAuthority")
            .field("url", &self.url)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}
