//! What goes wrong on the path from ORCA to records, each with its code.

use shohosen::terms::is_quotable_code;
use shohosen::{Code, Finding, Language, Phrase, Value, codes::orca as codes, described};
use std::fmt;

/// Why nothing came out: every reason at once, the first one first.
#[derive(Clone, Debug, PartialEq)]
pub struct OrcaError {
    findings: Vec<Finding>,
}

impl OrcaError {
    /// Of these reasons.
    pub(crate) const fn of(findings: Vec<Finding>) -> Self {
        Self { findings }
    }

    /// Of one reason.
    pub fn new(finding: Finding) -> Self {
        Self { findings: vec![finding] }
    }

    /// Every reason: with code, evidence, text in both languages and remedy.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The code of the first reason.
    pub fn code(&self) -> Option<Code> {
        self.findings.first().map(|finding| finding.code)
    }

    /// ORCA cannot be reached. Neither `uri` nor `reason` may hold a user or a password.
    pub fn connection_failed(uri: &str, reason: impl Into<Value>) -> Self {
        let finding = codes::CONNECTION_FAILED.finding().with("uri", uri.to_owned());
        Self::new(finding.with("reason", reason.into()))
    }

    /// ORCA did not answer in time.
    pub fn connection_timeout(uri: &str, reason: impl Into<Value>) -> Self {
        let finding = codes::CONNECTION_TIMEOUT.finding().with("uri", uri.to_owned());
        Self::new(finding.with("reason", reason.into()))
    }

    /// An HTTP status other than 200.
    pub fn response_status(uri: &str, status: u16) -> Self {
        let finding = codes::RESPONSE_STATUS.finding().with("uri", uri.to_owned());
        Self::new(finding.with("status", status))
    }

    /// An answer that cannot be read. `uri` is a file for an answer that was saved.
    pub fn response_malformed(uri: &str, reason: impl Into<Value>) -> Self {
        let finding = codes::RESPONSE_MALFORMED.finding().with("uri", uri.to_owned());
        Self::new(finding.with("reason", reason.into()))
    }

    /// ORCA understood the request and did not carry it out (`Api_Result`).
    pub(crate) fn refused(status: &str, message: &str) -> Self {
        let finding = codes::REQUEST_REFUSED.finding().with("status", shown(status));
        Self::new(finding.with("reason", message.to_owned()))
    }

    /// A form, or an answer, of another kind.
    pub(crate) fn unsupported(actual: impl Into<Value>, expected: impl Into<Value>) -> Self {
        let finding = codes::FORM_UNSUPPORTED.finding().with("actual", actual);
        Self::new(finding.with("expected", expected))
    }
}

impl fmt::Display for OrcaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, finding) in self.findings.iter().enumerate() {
            let separator = if number == 0 { "" } else { "; " };
            write!(f, "{separator}{}", finding.message(Language::English))?;
        }
        Ok(())
    }
}

impl std::error::Error for OrcaError {}

/// An item that is needed and is not there.
pub(crate) fn missing(field: &str, source: Phrase) -> Finding {
    codes::FIELD_MISSING.finding().with("field", field.to_owned()).with("source", source)
}

/// An item whose value cannot be used.
pub(crate) fn invalid(field: &str, actual: Value, source: Phrase) -> Finding {
    let finding = codes::FIELD_INVALID.finding().with("field", field.to_owned());
    finding.with("actual", actual).with("source", source)
}

/// An override that names no item of the form.
pub(crate) fn override_unused(path: &str) -> Finding {
    codes::OVERRIDE_UNUSED.finding().with("field", path.to_owned())
}

/// A value as a message may show it: a code as it stands, anything else described, since it may be of
/// a patient.
pub(crate) fn shown(value: &str) -> Value {
    let word = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_quotable_code(value) || (word && !value.is_empty() && value.len() <= 4) {
        return value.to_owned().into();
    }
    described(value).into()
}
