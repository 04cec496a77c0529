//! The outcome of a check.

use super::CheckSettings;
use crate::history::{History, PrescriptionRead};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use shohosen_medication::{
    CheckAudit, CheckReport, Consent, Hit, NotChecked, NotCheckedReason, RuleReport,
};
use shohosen_report::{Finding, SCHEMA_VERSION, Severity, codes::medication as codes};

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckStatus {
    /// Nothing was found, and everything was checked.
    Nothing,
    /// Something was found. Something may not have been checked, too.
    Found,
    /// Nothing was found, but something was not checked.
    NotChecked,
}

impl CheckStatus {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Found => "found",
            Self::NotChecked => "not_checked",
        }
    }

    /// In Japanese, as a conclusion.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Nothing => "見つかりませんでした",
            Self::Found => "確認が必要です",
            Self::NotChecked => "見つかりませんが、調べられないものがあります",
        }
    }

    /// In English, as a conclusion.
    pub const fn as_en(self) -> &'static str {
        match self {
            Self::Nothing => "nothing found",
            Self::Found => "needs attention",
            Self::NotChecked => "nothing found, but not all was checked",
        }
    }

    /// The exit code of the command: 0, 1, 2.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Found => 1,
            Self::NotChecked => 2,
        }
    }
}

/// What was found, what was not checked and why, and what all of it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckOutcome {
    /// What was found, passed checks included.
    pub findings: Vec<Finding>,
    /// What was not checked, or not fully, and why.
    pub not_checked: Vec<NotChecked>,
    /// Every single hit of the check against the history. Empty unless consent was given.
    pub hits: Vec<Hit>,
    /// What the check rests on.
    pub audit: CheckAudit,
}

/// Findings of these objects of the area `medication` say that something is wrong with the
/// prescription; the others concern codes, files and the check itself.
const DECISIVE: [&str; 10] = [
    "duplicate",
    "contraindication",
    "days",
    "validity",
    "refill",
    "patches",
    "online",
    "transition",
    "narcotic",
    "mapping",
];

impl CheckOutcome {
    /// What it came to.
    pub fn status(&self) -> CheckStatus {
        if self.decisive().next().is_some() {
            CheckStatus::Found
        } else if self.not_checked.is_empty() {
            CheckStatus::Nothing
        } else {
            CheckStatus::NotChecked
        }
    }

    /// The findings that say that something is wrong with the prescription.
    pub fn decisive(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| {
            let mut words = finding.code.id().split('.');
            words.next() == Some("medication")
                && words.next().is_some_and(|object| DECISIVE.contains(&object))
                && finding.severity >= Severity::Warning
        })
    }

    /// The place of a record in the history, of which an entry of `not_checked` speaks.
    pub fn event_of(entry: &NotChecked) -> Option<usize> {
        entry.item.strip_prefix("history ")?.parse::<usize>().ok()?.checked_sub(1)
    }

    /// The JSON form, on one line: see [`CHECK_SCHEMA`](super::CHECK_SCHEMA).
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for CheckOutcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("CheckOutcome", 6)?;
        object.serialize_field("schema_version", &SCHEMA_VERSION)?;
        object.serialize_field("status", self.status().as_str())?;
        object.serialize_field("findings", &self.findings)?;
        object.serialize_field("not_checked", &self.not_checked)?;
        object.serialize_field("hits", &self.hits)?;
        object.serialize_field("audit", &self.audit)?;
        object.end()
    }
}

/// Puts together what reading, the check and the rules say.
pub(super) fn join(
    report: CheckReport,
    rules: RuleReport,
    prescription: &PrescriptionRead,
    history: &History,
    settings: &CheckSettings,
) -> CheckOutcome {
    let mut findings = prescription.findings.clone();
    let mut not_checked = prescription.not_checked.clone();
    // What was found in the documents of others may name drugs.
    if settings.options.consent == Consent::Given {
        findings.extend(history.findings.iter().cloned());
    }
    not_checked.extend(history.not_checked.iter().cloned());
    for file in &history.files {
        let differences = prescription.patient.differences(&file.patient);
        if !differences.is_empty() {
            let (item, code) = (file.name.clone(), String::new());
            let reason = NotCheckedReason::OtherPatient;
            not_checked.push(NotChecked { item, code, reason });
        }
        if settings.options.consent == Consent::Given {
            findings.extend(differences.into_iter().map(|finding| finding.at(file.name.clone())));
        }
    }
    findings.extend(report.findings);
    findings.extend(rules.findings);
    for entry in report.not_checked.into_iter().chain(rules.not_checked) {
        if !not_checked.contains(&entry) {
            not_checked.push(entry);
        }
    }
    if settings.without_pairs {
        // The finding about it stays.
        not_checked.retain(|entry| entry.reason != NotCheckedReason::NoPairTable);
    }
    findings.retain(|finding| finding.code != codes::CHECK_INCOMPLETE);
    if !not_checked.is_empty() {
        findings.push(codes::CHECK_INCOMPLETE.finding().with("count", not_checked.len()));
    }
    CheckOutcome { findings, not_checked, hits: report.hits, audit: report.audit }
}
