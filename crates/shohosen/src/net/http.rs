//! One request, one answer, within the bounds.

use super::error::NetworkError;
use super::settings::HttpSettings;
use shohosen_report::{Words, io_problem, masked};
use std::io::ErrorKind;
use std::time::Instant;
use ureq::{Agent, Body, Timeout};
use zeroize::Zeroizing;

const NOT_A_URL: Words = Words::new("URL として正しくありません", "it is no valid URL");
const NOT_CONNECTED: Words = Words::new("接続できませんでした", "no connection came about");
const NOT_HTTP: Words = Words::new(
    "HTTP の応答として読み取れません（別の種類のサーバーの可能性があります）",
    "it cannot be read as HTTP (perhaps it is a server of another kind)",
);
const GLOBAL: Words = Words::new("全体", "altogether");

/// What was going on when the time was over.
const fn phase_of(phase: Timeout) -> Words {
    match phase {
        Timeout::Resolve => Words::new("ホスト名の解決", "resolving the host name"),
        Timeout::Connect => Words::new("接続", "connecting"),
        Timeout::SendRequest | Timeout::SendBody => Words::new("送信", "sending"),
        Timeout::RecvResponse | Timeout::RecvBody => Words::new("受信", "receiving"),
        _ => GLOBAL,
    }
}

/// Asks HTTP servers.
pub(super) struct Client {
    agent: Agent,
    settings: HttpSettings,
}

/// What is posted, and the type of answer that it must get.
pub(super) struct Post<'p> {
    pub(super) content_type: &'static str,
    pub(super) body: &'p [u8],
    pub(super) authorization: Option<&'p Zeroizing<String>>,
    pub(super) accept: &'static str,
    /// Whether an answer of another type than that is refused.
    pub(super) answer: AnswerType,
}

/// Of which type an answer must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerType {
    /// Of the one that was asked for.
    AsAsked,
    /// Of any: whoever reads it finds out.
    Any,
}

impl Client {
    pub(super) fn new(settings: HttpSettings) -> Self {
        let agent = Agent::config_builder()
            .timeout_connect(Some(settings.connect_timeout))
            .timeout_global(Some(settings.total_timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // Neither settings of the environment, nor connections that may have gone stale.
            .proxy(None)
            .max_idle_connections(0)
            .user_agent(concat!("shohosen/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Self { agent, settings }
    }

    pub(super) const fn settings(&self) -> &HttpSettings {
        &self.settings
    }

    /// Fetches a document of any type, until this moment at most.
    pub(super) fn get(
        &self,
        uri: &str,
        limit: u64,
        until: Instant,
    ) -> Result<Vec<u8>, NetworkError> {
        check_url(uri)?;
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            let (uri, limit) = (uri.to_owned(), self.settings.total_timeout);
            return Err(NetworkError::Timeout { uri, phase: GLOBAL.into(), limit });
        }
        let request = self.agent.get(uri).config().timeout_global(Some(left)).build();
        let answer = request.call().map_err(|error| self.failed(uri, error))?;
        self.body(uri, answer, limit)
    }

    /// Posts a document and gives the answer.
    pub(super) fn post(
        &self,
        uri: &str,
        post: &Post<'_>,
        limit: u64,
    ) -> Result<Vec<u8>, NetworkError> {
        check_url(uri)?;
        let mut request = self
            .agent
            .post(uri)
            .header("Content-Type", post.content_type)
            .header("Accept", post.accept);
        if let Some(authorization) = post.authorization {
            request = request.header("Authorization", authorization.as_str());
        }
        let answer = request.send(post.body).map_err(|error| self.failed(uri, error))?;
        let actual = answer.body().mime_type().unwrap_or_default();
        // An error page says less than the status that comes with it.
        if answer.status() == 200
            && post.answer == AnswerType::AsAsked
            && !actual.eq_ignore_ascii_case(post.accept)
        {
            return Err(NetworkError::ContentType {
                uri: uri.to_owned(),
                expected: post.accept,
                actual: actual.to_owned(),
            });
        }
        self.body(uri, answer, limit)
    }

    fn body(
        &self,
        uri: &str,
        answer: ureq::http::Response<Body>,
        limit: u64,
    ) -> Result<Vec<u8>, NetworkError> {
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(NetworkError::Status { uri: uri.to_owned(), status });
        }
        let body = answer.into_body();
        if body.content_length().is_some_and(|length| length > limit) {
            return Err(NetworkError::TooLarge { uri: uri.to_owned(), limit });
        }
        // One more than the limit, so that a body of the very limit passes.
        let body = body.into_with_config().limit(limit.saturating_add(1)).read_to_vec();
        match body {
            Ok(body) if body.len() as u64 <= limit => Ok(body),
            Ok(_) | Err(ureq::Error::BodyExceedsLimit(_)) => {
                Err(NetworkError::TooLarge { uri: uri.to_owned(), limit })
            }
            Err(error) => Err(self.failed(uri, error)),
        }
    }

    fn failed(&self, uri: &str, error: ureq::Error) -> NetworkError {
        let uri = uri.to_owned();
        match error {
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
                NetworkError::Url { uri, reason: NOT_A_URL.into() }
            }
            ureq::Error::HostNotFound => NetworkError::HostNotFound { uri },
            ureq::Error::Timeout(phase) => NetworkError::Timeout {
                uri,
                phase: phase_of(phase).into(),
                limit: match phase {
                    Timeout::Connect => self.settings.connect_timeout,
                    _ => self.settings.total_timeout,
                },
            },
            ureq::Error::Io(error) if is_of_name(&error) => NetworkError::HostNotFound { uri },
            ureq::Error::Io(error) => match error.kind() {
                ErrorKind::UnexpectedEof
                | ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe => NetworkError::Cut { uri, reason: io_problem(&error) },
                _ => NetworkError::Connect { uri, reason: io_problem(&error) },
            },
            ureq::Error::ConnectionFailed => {
                NetworkError::Connect { uri, reason: NOT_CONNECTED.into() }
            }
            _ => NetworkError::Protocol { uri, reason: NOT_HTTP.into() },
        }
    }
}

/// Whether it says that a host name has no address. The standard library has no kind for that:
/// on Unix there is its text, on Windows WSAHOST_NOT_FOUND and its neighbours.
fn is_of_name(error: &std::io::Error) -> bool {
    match error.raw_os_error() {
        Some(code) => cfg!(windows) && (11001..=11004).contains(&code),
        None => error.to_string().starts_with("failed to lookup address"),
    }
}

/// Whether this module can connect to it.
pub(super) fn check_url(uri: &str) -> Result<(), NetworkError> {
    let refused = |reason: Words| {
        Err(NetworkError::Url { uri: masked(uri).into_owned(), reason: reason.into() })
    };
    match uri.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => {
            let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
            if authority.is_empty() {
                refused(Words::new("ホスト名がありません", "there is no host in it"))
            } else if authority.contains('@') {
                // It would end up in reports and logs.
                refused(Words::new(
                    "URL にユーザー名やパスワードを含めることはできません",
                    "a user name or password does not belong into a URL",
                ))
            } else {
                Ok(())
            }
        }
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("https") => {
            refused(Words::new("https（TLS）には対応していません", "https (TLS) is not supported"))
        }
        _ => refused(Words::new("http:// で始まる URL ではありません", "it is no http:// URL")),
    }
}

#[cfg(test)]
mod tests {
    use super::check_url;

    #[test]
    fn only_http_urls_with_a_host_and_without_a_password_are_connected_to() {
        assert!(check_url("http://tsa.example").is_ok());
        assert!(check_url("HTTP://127.0.0.1:8080/tsr?x=a@b").is_ok());
        for refused in [
            "https://tsa.example/",
            "ftp://tsa.example/",
            "file:///etc/passwd",
            "tsa.example",
            "http:///x",
            "http://user:secret@tsa.example/",
            "http://user:se@cret:secret@tsa.example",
            "https://secret@tsa.example/?a@b",
            "ftp://user:secret@tsa.example/",
            "",
        ] {
            let error = check_url(refused).unwrap_err();
            assert_eq!(error.finding().code.id(), "network.url.unsupported", "{refused}");
            let told = error.finding().message(shohosen_report::Language::English);
            assert!(!told.contains("secret") && !error.to_string().contains("secret"), "{told}");
        }
    }
}
