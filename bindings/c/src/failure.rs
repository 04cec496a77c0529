//! Why a call failed: a status for programs, findings with texts and remedies for the rest.

use crate::error::{
    SHOHOSEN_INTERNAL, SHOHOSEN_MISUSE, SHOHOSEN_REFUSED, SHOHOSEN_UNAVAILABLE,
    SHOHOSEN_UNREADABLE, ShohosenStatus,
};
use shohosen_core::check::CheckDataError;
use shohosen_core::facts::FactsReadError;
use shohosen_core::history::{HistoryReadError, ImportRefused};
use shohosen_core::keys::SoftwareKeyError;
use shohosen_core::medication::CheckLimitExceeded;
use shohosen_core::net::NetworkError;
use shohosen_core::pkcs11::CardError;
use shohosen_core::pki::{CertificateError, CrlError, OcspError};
use shohosen_core::records::{ConvertError, PartsError, ReadError};
use shohosen_core::store::StoreError;
use shohosen_core::{FactsError, Finding, SettingsError, SigningError, codes, codes::binding};
use shohosen_orca::OrcaError;

/// Why a call failed.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: ShohosenStatus,
    /// At least one.
    pub(crate) findings: Vec<Finding>,
}

impl Failure {
    pub(crate) fn new(status: ShohosenStatus, finding: Finding) -> Self {
        Self { status, findings: vec![finding] }
    }

    /// A fault of the calling program.
    pub(crate) fn misuse(finding: Finding) -> Self {
        Self::new(SHOHOSEN_MISUSE, finding)
    }

    /// An argument is NULL that must not be.
    pub(crate) fn missing(argument: &'static str) -> Self {
        Self::misuse(binding::ARGUMENT_MISSING.finding().with("argument", argument))
    }

    /// An argument has a value that means nothing.
    pub(crate) fn unknown_value(
        argument: &'static str,
        actual: impl std::fmt::Display,
        expected: &'static str,
    ) -> Self {
        let finding = binding::ARGUMENT_VALUE.finding().with("argument", argument);
        Self::misuse(finding.with("reason", format!("{actual} (expected: {expected})")))
    }

    pub(crate) fn panicked(reason: String) -> Self {
        Self::new(SHOHOSEN_INTERNAL, binding::INTERNAL_PANIC.finding().with("reason", reason))
    }
}

/// Input that cannot be read at all.
macro_rules! unreadable {
    ($($error:ty),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::new(SHOHOSEN_UNREADABLE, error.finding())
            }
        }
    )*};
}

unreadable!(
    shohosen_core::Error,
    CertificateError,
    CrlError,
    OcspError,
    SoftwareKeyError,
    SettingsError,
    FactsError,
    ReadError,
    PartsError,
    CheckDataError,
    FactsReadError
);

impl From<HistoryReadError> for Failure {
    fn from(error: HistoryReadError) -> Self {
        let status = match error {
            HistoryReadError::NotVerified(_) | HistoryReadError::NoVerifier => SHOHOSEN_REFUSED,
            _ => SHOHOSEN_UNREADABLE,
        };
        Self::new(status, error.finding())
    }
}

impl From<OrcaError> for Failure {
    fn from(error: OrcaError) -> Self {
        let id = error.code().map_or("", |code| code.id());
        let status = match id {
            _ if id.starts_with("orca.connection.") || id == "orca.response.status" => {
                SHOHOSEN_UNAVAILABLE
            }
            "orca.request.refused" => SHOHOSEN_REFUSED,
            _ if id.starts_with("network.") => SHOHOSEN_MISUSE,
            _ => SHOHOSEN_UNREADABLE,
        };
        Self { status, findings: error.findings().to_vec() }
    }
}

impl From<ImportRefused> for Failure {
    fn from(error: ImportRefused) -> Self {
        Self { status: SHOHOSEN_REFUSED, findings: error.findings }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let status = match error {
            StoreError::Text { .. } | StoreError::Limit { .. } => SHOHOSEN_MISUSE,
            StoreError::OtherIdentity { .. } => SHOHOSEN_REFUSED,
            _ => SHOHOSEN_UNAVAILABLE,
        };
        Self::new(status, error.finding())
    }
}

impl From<CheckLimitExceeded> for Failure {
    fn from(error: CheckLimitExceeded) -> Self {
        let finding = binding::ARGUMENT_VALUE.finding().with("argument", error.what);
        Self::new(SHOHOSEN_UNREADABLE, finding.with("reason", error.phrase()))
    }
}

impl From<ConvertError> for Failure {
    fn from(error: ConvertError) -> Self {
        Self::new(SHOHOSEN_REFUSED, error.finding())
    }
}

impl From<CardError> for Failure {
    fn from(error: CardError) -> Self {
        Self::new(SHOHOSEN_UNAVAILABLE, error.finding())
    }
}

impl From<NetworkError> for Failure {
    fn from(error: NetworkError) -> Self {
        let status = match error {
            NetworkError::Url { .. } => SHOHOSEN_MISUSE,
            _ => SHOHOSEN_UNAVAILABLE,
        };
        Self::new(status, error.finding())
    }
}

impl From<SigningError> for Failure {
    fn from(error: SigningError) -> Self {
        let mut findings = error.findings();
        if findings.is_empty() {
            findings.push(error.code().finding());
        }
        let outside = findings.iter().any(|finding| {
            let id = finding.code.id();
            id.starts_with("card.")
                || id.starts_with("network.")
                || finding.code == codes::signing::KEY_FAILED
        });
        let status = match error {
            SigningError::Input(_) | SigningError::Container(_) | SigningError::State(_) => {
                SHOHOSEN_UNREADABLE
            }
            _ if outside => SHOHOSEN_UNAVAILABLE,
            _ => SHOHOSEN_REFUSED,
        };
        Self { status, findings }
    }
}
