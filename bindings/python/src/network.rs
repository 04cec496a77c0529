//! `shohosen.TimeStampAuthority` and `shohosen.CrlFetcher`.

use crate::argument::{Text, optional, wrong_type};
use crate::error::{Kind, Problem};
use pyo3::prelude::*;
use shohosen::net::{self, HttpSettings, HttpTimeStampAuthority, NetworkError};
use shohosen::pki::Oid;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// A time-stamp authority (RFC 3161) at an ``http://`` URL. Nonce, imprint and policy of its
/// answers are compared with the request. The password travels as it is (RFC 7617).
///
/// >>> import shohosen
/// >>> shohosen.TimeStampAuthority("http://tsa.example/tsr", user="clinic-17", password="secret")
/// <TimeStampAuthority http://tsa.example/tsr>
#[pyclass(frozen, module = "shohosen")]
pub struct TimeStampAuthority(pub Arc<HttpTimeStampAuthority>);

#[pymethods]
impl TimeStampAuthority {
    #[new]
    #[pyo3(signature = (url, *, user = None, password = None, policy = None, timeout = None))]
    fn new(
        url: Text,
        user: Option<Text>,
        password: Option<Text>,
        policy: Option<Text>,
        timeout: Option<Timeout>,
    ) -> PyResult<Self> {
        let mut authority = HttpTimeStampAuthority::new(&url.named("url")?).map_err(failed)?;
        let (user, password) = (optional("user", user)?, optional("password", password)?);
        authority = match (user, password) {
            (None, None) => authority,
            (Some(user), Some(mut password)) => {
                authority.basic_authentication(&user, &mut password).map_err(failed)?
            }
            _ => return Err(Problem::value("user", "user and password go together").into()),
        };
        if let Some(policy) = optional("policy", policy)? {
            let oid: Oid = policy.parse().map_err(|_| Problem::value("policy", policy))?;
            authority = authority.policy(oid);
        }
        if let Some(timeout) = timeout {
            authority = authority.settings(timeout.settings());
        }
        Ok(Self(Arc::new(authority)))
    }

    /// Where it is.
    #[getter]
    fn url(&self) -> &str {
        self.0.url()
    }

    fn __repr__(&self) -> String {
        format!("<TimeStampAuthority {}>", self.0.url())
    }
}

/// Fetches revocation lists from where the certificates say (``http://`` only), and remembers
/// each until its nextUpdate; with ``folder`` from run to run, a file each.
#[pyclass(frozen, module = "shohosen")]
pub struct CrlFetcher(pub Arc<net::CrlFetcher>);

#[pymethods]
impl CrlFetcher {
    #[new]
    #[pyo3(signature = (*, timeout = None, folder = None))]
    fn new(timeout: Option<Timeout>, folder: Option<PathBuf>) -> Self {
        let settings = timeout.map(|timeout| timeout.settings()).unwrap_or_default();
        let fetcher = net::CrlFetcher::with_settings(settings);
        Self(Arc::new(match folder {
            Some(folder) => fetcher.kept_in(folder),
            None => fetcher,
        }))
    }

    fn __repr__(&self) -> &'static str {
        "<CrlFetcher>"
    }
}

/// Seconds until the last octet of an answer.
pub struct Timeout(Duration);

impl Timeout {
    fn settings(&self) -> HttpSettings {
        let mut settings = HttpSettings::default();
        settings.total_timeout = self.0;
        settings.connect_timeout = settings.connect_timeout.min(self.0);
        settings
    }
}

impl<'py> FromPyObject<'_, 'py> for Timeout {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        let seconds: f64 =
            object.extract().map_err(|_| wrong_type("timeout", "seconds", &object).raise(py))?;
        match Duration::try_from_secs_f64(seconds) {
            Ok(duration) if !duration.is_zero() => Ok(Self(duration)),
            _ => Err(Problem::value("timeout", seconds).raise(py)),
        }
    }
}

fn failed(error: NetworkError) -> Problem {
    Problem::of(Kind::Network, error.finding())
}
