//! ORCA over HTTP (feature `net`).

use super::Transport;
use crate::answer::MAX_ANSWER;
use crate::error::OrcaError;
use shohosen::net::{HttpPoster, HttpSettings, NetworkError};
use std::time::Duration;

/// A connection to ORCA: basic authentication, no redirection, no proxy, no TLS (`http://` only).
pub struct Http {
    /// Without what may stand before the host.
    url: String,
    prefix: String,
    poster: HttpPoster,
}

impl Http {
    /// ORCA at this URL (`http://host:8000`). What stands before the host in it (a user, a password)
    /// is left out and stands in no message. `prefix` is `/api` for WebORCA and empty for 日レセ on
    /// site. The password is taken out of its text and wiped there.
    ///
    /// # Errors
    /// A URL that is none, or a user name that basic authentication cannot carry (RFC 7617 §2).
    pub fn new(
        url: &str,
        prefix: &str,
        user: &str,
        password: &mut String,
        timeout: Duration,
    ) -> Result<Self, OrcaError> {
        let url = without_credentials(url).trim_end_matches('/').to_owned();
        let mut settings = HttpSettings::default();
        settings.connect_timeout = timeout;
        settings.total_timeout = timeout;
        let failed = |error: NetworkError| failure(&url, &error);
        let poster = HttpPoster::new(settings);
        let poster = poster.basic_authentication(&url, user, password).map_err(failed)?;
        Ok(Self { url, prefix: prefix.to_owned(), poster })
    }
}

impl Transport for Http {
    fn post(&self, path: &str, body: &str) -> Result<Vec<u8>, OrcaError> {
        let uri = self.shown(path);
        let limit = MAX_ANSWER as u64;
        self.poster
            .post(
                &uri,
                "application/xml; charset=UTF-8",
                "application/json",
                body.as_bytes(),
                limit,
            )
            .map_err(|error| failure(&uri, &error))
    }

    fn shown(&self, path: &str) -> String {
        format!("{}{}{path}", self.url, self.prefix)
    }
}

impl std::fmt::Debug for Http {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Http").field("url", &self.url).finish_non_exhaustive()
    }
}

/// In the words of this path; a user name that cannot be carried has its own.
fn failure(uri: &str, error: &NetworkError) -> OrcaError {
    match error {
        NetworkError::Credentials { .. } => OrcaError::new(error.finding()),
        NetworkError::Timeout { limit, .. } => {
            OrcaError::connection_timeout(uri, format!("{} s", limit.as_secs_f64()))
        }
        NetworkError::Status { status, .. } => OrcaError::response_status(uri, *status),
        NetworkError::TooLarge { limit, .. } => {
            OrcaError::response_malformed(uri, format!("more than {limit} octets"))
        }
        NetworkError::Protocol { reason, .. } | NetworkError::Cut { reason, .. } => {
            OrcaError::response_malformed(uri, reason.clone())
        }
        NetworkError::Url { reason, .. } | NetworkError::Connect { reason, .. } => {
            OrcaError::connection_failed(uri, reason.clone())
        }
        NetworkError::HostNotFound { .. } => {
            OrcaError::connection_failed(uri, "the host name cannot be resolved")
        }
        other => OrcaError::connection_failed(uri, other.to_string()),
    }
}

/// A URL without what stands before the host. A password may have any character: what comes before the
/// last `@` is none of the host.
fn without_credentials(url: &str) -> String {
    let Some(at) = url.rfind('@') else { return url.to_owned() };
    let host = url.get(at + 1..).unwrap_or_default();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme).filter(|scheme| {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
        scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.bytes().all(letters)
    });
    match scheme {
        Some(scheme) => format!("{scheme}://{host}"),
        None => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_credentials;

    #[test]
    fn nothing_that_stands_before_the_host_is_kept() {
        for (url, kept) in [
            ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
            ("http://clinic:geheim@127.0.0.1:8000/x", "http://127.0.0.1:8000/x"),
            ("http://clinic:ge/he@im@127.0.0.1", "http://127.0.0.1"),
            ("clinic:geheim@127.0.0.1", "127.0.0.1"),
            ("cli:://nic@127.0.0.1", "127.0.0.1"),
        ] {
            assert_eq!(without_credentials(url), kept);
        }
    }
}
