//! Why no signed document came out.

use super::Permission;
use crate::{Error, SettingsError};
use shohosen_report::{Code, Finding, Language, Report, codes};
use shohosen_rx::document::UnsignedDocumentError;
use shohosen_xades::sign::{ExtendError, SignError};
use std::fmt;

/// Why no signed document came out. There is never a document beside it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SigningError {
    /// Something may not be signed, or not with this certificate.
    #[error("refused: {}", list(.0))]
    Refused(Vec<Refusal>),
    /// The prescription of a dispensing record does not hold.
    #[error("the prescription does not verify ({})", .0.verdict())]
    Prescription(Box<Report>),
    /// The prescription of a dispensing record cannot be read.
    #[error(transparent)]
    Input(#[from] Error),
    /// The prescription of a dispensing record, or the document to be signed, is something else.
    #[error(transparent)]
    Container(#[from] UnsignedDocumentError),
    /// The signature was not made.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The level was not raised.
    #[error(transparent)]
    Extend(#[from] ExtendError),
    /// A stored state cannot be read.
    #[error(transparent)]
    State(#[from] SettingsError),
    /// What was made does not verify: a fault of the key, of a stored state, or of ours.
    #[error("what was signed does not verify: {}", list(.0))]
    Unverified(Vec<Refusal>),
    /// What a signing service returned is not what was sent and one good signature.
    #[error("the returned document is not adopted: {}", list(.0))]
    NotAdopted(Vec<Refusal>),
}

/// One reason why something is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The reason.
    pub finding: Finding,
    /// What would have to be permitted; `None` if it never is.
    pub permission: Option<Permission>,
}

impl Refusal {
    pub(super) fn new(finding: Finding) -> Self {
        Self { permission: Permission::needed_for(finding.code), finding }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.finding.message(Language::English), self.finding.code)
    }
}

fn list(refusals: &[Refusal]) -> String {
    refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl SigningError {
    /// The stable code of the first reason.
    pub fn code(&self) -> Code {
        let findings = self.findings();
        findings.first().map_or(codes::signing::PRESCRIPTION_NOT_VALID, |finding| finding.code)
    }

    /// Every reason as a finding: with evidence, text in both languages and remedy.
    pub fn findings(&self) -> Vec<Finding> {
        match self {
            Self::Refused(refusals) | Self::Unverified(refusals) | Self::NotAdopted(refusals) => {
                refusals.iter().map(|refusal| refusal.finding.clone()).collect()
            }
            Self::Prescription(report) => {
                let verdict = report.verdict().as_str();
                let own = codes::signing::PRESCRIPTION_NOT_VALID.finding();
                let mut findings = vec![own.with("verdict", verdict)];
                findings.extend(report.errors().cloned());
                findings
            }
            Self::Input(error) => vec![error.finding()],
            Self::Container(error) => error.findings(),
            Self::Sign(error) => vec![error.finding()],
            Self::Extend(error) => error.findings(),
            Self::State(error) => vec![error.finding()],
        }
    }
}
