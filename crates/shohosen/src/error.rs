//! Why there is no report.

use shohosen_report::{Code, Finding};

/// The input cannot be read at all, or exceeds a limit. Everything else is a report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Not XML as this profile wants it: not UTF-8, a DOCTYPE, not well-formed, beyond a limit.
    #[error(transparent)]
    Xml(#[from] shohosen_xml::Error),
}

impl Error {
    /// The stable code of the error.
    pub fn code(&self) -> Code {
        match self {
            Self::Xml(error) => error.code(),
        }
    }

    /// The error as a finding: with place, evidence, text in both languages and remedy.
    pub fn finding(&self) -> Finding {
        match self {
            Self::Xml(error) => error.finding(),
        }
    }
}
