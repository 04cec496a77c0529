//! Posting documents of other interfaces (ORCA).

use super::basic::basic;
use super::error::NetworkError;
use super::http::{AnswerType, Client, Post};
use super::settings::HttpSettings;
use zeroize::Zeroizing;

/// Posts documents to `http://` URLs, and gives the answers.
pub struct HttpPoster {
    client: Client,
    /// The value of the header field.
    authorization: Option<Zeroizing<String>>,
}

impl HttpPoster {
    /// Within these bounds.
    pub fn new(settings: HttpSettings) -> Self {
        Self { client: Client::new(settings), authorization: None }
    }

    /// Says who is asking (RFC 7617). The password is taken out of its text and wiped there. It
    /// travels as it is: over the open network anybody in between can read it. `uri` is for messages.
    ///
    /// # Errors
    /// [`NetworkError::Credentials`] if the user name has a colon, or one of both a control
    /// character (RFC 7617 §2): the server would read something else.
    pub fn basic_authentication(
        mut self,
        uri: &str,
        user: &str,
        password: &mut String,
    ) -> Result<Self, NetworkError> {
        self.authorization = Some(basic(uri, user, password)?);
        Ok(self)
    }

    /// Posts a document of this type, says which type of answer is wanted, and gives an answer of any
    /// type, of so many octets at most.
    ///
    /// # Errors
    /// That no whole answer came within the bounds, or one with another status than 200.
    pub fn post(
        &self,
        uri: &str,
        content_type: &'static str,
        accept: &'static str,
        body: &[u8],
        limit: u64,
    ) -> Result<Vec<u8>, NetworkError> {
        let post = Post {
            content_type,
            body,
            authorization: self.authorization.as_ref(),
            accept,
            answer: AnswerType::Any,
        };
        self.client.post(uri, &post, limit)
    }
}

impl std::fmt::Debug for HttpPoster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpPoster").finish_non_exhaustive()
    }
}
