//! What a call comes to.

use serde::Serialize;
use shohosen::{Finding, SCHEMA_VERSION, Verdict};

/// What a call comes to: JSON, and octets that belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whether the call was carried out. A document that is INVALID, or a duplicate that was found, is
    /// carried out; a document that is not XML is not.
    pub done: bool,
    /// A report, an outcome, findings or a handle; of a call that was not carried out
    /// `{"schema_version", "findings"}`.
    pub json: Vec<u8>,
    /// Records that were verified, or a converted file.
    pub octets: Option<Vec<u8>>,
}

impl Answer {
    /// A call that was carried out, with this JSON.
    pub(crate) fn json(json: impl Into<Vec<u8>>) -> Self {
        Self { done: true, json: json.into(), octets: None }
    }

    /// Findings in the form that all surfaces print.
    pub(crate) fn findings(findings: &[Finding]) -> Self {
        let form = FindingsForm { schema_version: SCHEMA_VERSION, findings };
        // Text and numbers only: writing them as JSON cannot fail.
        Self::json(serde_json::to_vec(&form).unwrap_or_default())
    }

    /// A call that could not be carried out, and why.
    pub(crate) fn refused(finding: Finding) -> Self {
        Self { done: false, ..Self::findings(&[finding]) }
    }

    /// With octets beside the JSON.
    pub(crate) fn with(mut self, octets: Option<Vec<u8>>) -> Self {
        self.octets = octets;
        self
    }
}

#[derive(Serialize)]
struct FindingsForm<'f> {
    schema_version: u32,
    findings: &'f [Finding],
}

/// A verdict decides whether records may be handed out.
pub(crate) const fn trusted(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Valid)
}
