//! The rules: each stands in a file of its own, cites its clause, and is the only one that can make
//! the part of the [proof](crate::proof) that it establishes.

pub(crate) mod coverage;
pub(crate) mod level;
pub(crate) mod lifetime;
pub(crate) mod manifest;
pub(crate) mod order;
pub(crate) mod properties;
pub(crate) mod references;
pub(crate) mod scan;
pub(crate) mod signature_value;
pub(crate) mod signed_properties;
pub(crate) mod signer;
pub(crate) mod signing_certificate;
pub(crate) mod signing_time;
pub(crate) mod structure;
pub(crate) mod time;
pub(crate) mod time_stamp;
mod undecided;
pub(crate) mod validation_data;

use crate::facts::SignatureFacts;
use crate::input::JudgeInput;
use crate::limits::QUOTED;
use shohosen_pki::hpki::HpkiProfile;
use shohosen_report::{Finding, Text, excerpt};
use std::sync::Arc;

/// A signature while it is judged: what a rule sees, and where it says what it found.
pub(crate) struct Case<'j> {
    /// By what is judged.
    pub input: &'j JudgeInput<'j>,
    /// What is judged: the facts, with the certificates that are trusted to be looked at.
    pub facts: &'j SignatureFacts,
    /// What was found.
    pub findings: Vec<Finding>,
    /// How many of them were counted.
    pub counted: usize,
    /// What the signer's certificate says.
    pub profile: Option<Arc<HpkiProfile>>,
}

impl<'j> Case<'j> {
    /// The facts.
    pub const fn facts(&self) -> &'j SignatureFacts {
        self.facts
    }

    /// Whether more may be looked at, by the findings that were made so far.
    pub fn may_go_on(&mut self) -> bool {
        let made = self.findings.len() - self.counted;
        self.counted = self.findings.len();
        self.input.budget.take_findings(made).is_ok()
    }

    /// A finding about the signature as a whole.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding.at(self.facts().path.clone()));
    }
}

/// As much of a text of the document as is quoted.
pub(crate) fn shorten(text: &Text) -> Text {
    match excerpt(text, QUOTED) {
        whole if whole.len() == text.len() => text.clone(),
        beginning => beginning.to_owned().into(),
    }
}
