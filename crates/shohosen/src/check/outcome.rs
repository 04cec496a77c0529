//! The outcome of a check.

use super::clinical::Clinical;
use super::{CheckSettings, Checker};
use crate::history::{History, PrescriptionRead};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use shohosen_medication::{
    CheckAudit, CheckName, CheckReport, CheckRow, Consent, Hit, ItemKind, NotChecked,
    NotCheckedReason, PerCheck, RuleReport,
};
use shohosen_report::{
    Account, Accounts, Complete, Finding, NoBearing, SCHEMA_VERSION, Severity, Unread,
    UnreadReason, codes::medication as codes,
};
use std::collections::BTreeMap;

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
            Self::Nothing => "重複は見つかりませんでした",
            Self::Found => "確認が必要です",
            Self::NotChecked => "重複は見つかりませんでしたが、調べられなかったものがあります",
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
///
/// Only a check makes one: that nothing was found is said over accounts that are complete, and by
/// nothing else.
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
    /// What became of each check by its name: asked for or not, done or why not.
    pub checks: PerCheck<CheckRow>,
    /// What became of everything that was handed over.
    accounts: Accounts,
    conclusion: Conclusion,
}

/// What it came to, with the proof that *nothing* takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Conclusion {
    Nothing(Complete),
    Found,
    NotChecked,
}

impl Conclusion {
    fn of(findings: &[Finding], not_checked: &[NotChecked], accounts: &Accounts) -> Self {
        if findings.iter().any(Finding::decides) {
            return Self::Found;
        }
        if !not_checked.is_empty() || findings.iter().any(Finding::leaves_unchecked) {
            return Self::NotChecked;
        }
        accounts.clone().close().map_or(Self::NotChecked, Self::Nothing)
    }
}

impl CheckOutcome {
    /// What it came to.
    pub fn status(&self) -> CheckStatus {
        match self.conclusion {
            Conclusion::Nothing(_) => CheckStatus::Nothing,
            Conclusion::Found => CheckStatus::Found,
            Conclusion::NotChecked => CheckStatus::NotChecked,
        }
    }

    /// What became of the records, resources and rows of prescription and history, and of what was
    /// compared.
    pub const fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// The findings that say that something is wrong with the prescription: those whose row in the
    /// code table says so ([`Bearing::Found`](shohosen_report::Bearing)).
    pub fn decisive(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.decides())
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
        let mut object = serializer.serialize_struct("CheckOutcome", 8)?;
        object.serialize_field("schema_version", &SCHEMA_VERSION)?;
        object.serialize_field("status", self.status().as_str())?;
        object.serialize_field("findings", &self.findings)?;
        object.serialize_field("not_checked", &self.not_checked)?;
        object.serialize_field("hits", &self.hits)?;
        object.serialize_field("audit", &self.audit)?;
        object.serialize_field("checks", &self.checks)?;
        object.serialize_field("account", &Sums(&self.accounts))?;
        object.end()
    }
}

/// The accounts in JSON: how many parts each was given, and what became of them.
struct Sums<'a>(&'a Accounts);

impl Serialize for Sums<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Accounts", 4)?;
        object.serialize_field("prescription", &Sum(&self.0.prescription))?;
        object.serialize_field("history", &Sum(&self.0.history))?;
        object.serialize_field("facts", &Sum(&self.0.facts))?;
        object.serialize_field("check", &Sum(&self.0.check))?;
        object.end()
    }
}

struct Sum<'a>(&'a Account);

impl Serialize for Sum<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of_no_bearing = |why: &NoBearing| {
            let listed = self.0.without_bearing().iter().find(|(known, _)| known == why);
            Some((why.as_str(), listed?.1))
        };
        let no_bearing: BTreeMap<_, _> = NoBearing::ALL.iter().filter_map(of_no_bearing).collect();
        let mut object = serializer.serialize_struct("Account", 4)?;
        object.serialize_field("given", &self.0.given())?;
        object.serialize_field("used", &self.0.used_parts())?;
        object.serialize_field("no_bearing", &no_bearing)?;
        object.serialize_field("not_read", &self.0.gaps().len())?;
        object.end()
    }
}

/// Puts together what reading, the check and the rules say.
pub(super) fn join(
    checker: &Checker,
    report: CheckReport,
    rules: RuleReport,
    clinical: Clinical,
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
    let mut of_history = history.account();
    if history.files.is_empty() {
        not_checked.extend(of_history.gaps().into_iter().map(NotChecked::from));
    }
    for file in &history.files {
        let differences = file.differences(&prescription.patient);
        if !differences.is_empty() && !settings.same_patient {
            let (item, code) = (file.name.clone(), String::new());
            let reason = NotCheckedReason::OtherPatient;
            of_history.missing(Unread::new(item.clone(), UnreadReason::OtherPatient));
            not_checked.push(NotChecked { item, code, reason });
        }
        if settings.options.consent == Consent::Given {
            // Where the caller knows better, it is no more than information.
            let told = |finding: Finding| match settings.same_patient {
                true => finding.severity(Severity::Info),
                false => finding,
            };
            let placed = differences.into_iter().map(|finding| finding.at(file.name.clone()));
            findings.extend(placed.map(told));
        }
    }
    let checks = checks(checker, &report, &rules, &clinical, settings);
    let of_clinical = checks.not_checked().into_iter().chain(clinical.not_checked);
    let of_clinical: Vec<NotChecked> = of_clinical.collect();
    let mut of_check = compared(&report, &rules, prescription, history, settings);
    for entry in &of_clinical {
        of_check.missing(Unread::new(entry.item.clone(), UnreadReason::NotUnderstood));
    }
    findings.extend(report.findings);
    findings.extend(clinical.report.findings);
    findings.extend(rules.findings);
    let all = report.not_checked.into_iter().chain(rules.not_checked).chain(of_clinical);
    for entry in all {
        if !not_checked.contains(&entry) {
            not_checked.push(entry);
        }
    }
    if settings.without_pairs {
        // The finding about it stays.
        not_checked.retain(|entry| !is_without_pairs(entry));
    }
    findings.retain(|finding| finding.code != codes::CHECK_INCOMPLETE);
    if !not_checked.is_empty() {
        findings.push(codes::CHECK_INCOMPLETE.finding().with("count", not_checked.len()));
    }
    let accounts = Accounts {
        prescription: prescription.account.clone(),
        history: of_history,
        facts: clinical.account,
        check: of_check,
    };
    let conclusion = Conclusion::of(&findings, &not_checked, &accounts);
    let (hits, audit) = (report.hits, report.audit);
    CheckOutcome { findings, not_checked, hits, audit, checks, accounts, conclusion }
}

/// The row of each check. Those that have no row of their own are what they ever were: what they could
/// not look at stands in the list of what was not checked.
fn checks(
    checker: &Checker,
    report: &CheckReport,
    rules: &RuleReport,
    clinical: &Clinical,
    settings: &CheckSettings,
) -> PerCheck<CheckRow> {
    let asked = |name: CheckName| *settings.checks.get(name);
    let masters = || report.audit.masters.clone();
    let without = |entries: &[NotChecked]| -> Vec<NotChecked> {
        entries.iter().filter(|entry| !is_without_pairs(entry)).cloned().collect()
    };
    let no_table = report.not_checked.iter().find(|entry| is_without_pairs(entry));
    let no_table = no_table.map_or(NotCheckedReason::NoPairTable, |entry| entry.reason);
    let rows = clinical.report.rows.clone();
    PerCheck {
        duplicates: CheckRow::done(
            asked(CheckName::Duplicates),
            masters(),
            without(&report.not_checked),
        ),
        contraindications: match (&report.audit.pair_table, settings.without_pairs) {
            (Some(table), _) => {
                let open = without(&report.not_checked);
                CheckRow::done(asked(CheckName::Contraindications), vec![table.clone()], open)
            }
            (None, true) => CheckRow::off(),
            (None, false) => CheckRow::not_done(asked(CheckName::Contraindications), no_table),
        },
        allergies: rows.allergies,
        disease_contraindications: rows.disease_contraindications,
        indications: rows.indications,
        doses: rows.doses,
        days: rows.days,
        group_doses: rows.group_doses,
        usage: rows.usage,
        age_and_sex: rows.age_and_sex,
        cautions: clinical.cautions.clone(),
        prescribing_rules: match settings.prescribing_rules {
            true => {
                let table = format!("{} {}", checker.rules().source, checker.rules().edition);
                let asked = asked(CheckName::PrescribingRules);
                CheckRow::done(asked, vec![table], rules.not_checked.clone())
            }
            false => CheckRow::off(),
        },
        many_drugs: rows.many_drugs,
        mapping: match (settings.mapping, checker.master().is_empty()) {
            (true, false) => CheckRow::done(asked(CheckName::Mapping), masters(), Vec::new()),
            (true, true) => {
                CheckRow::not_done(asked(CheckName::Mapping), NotCheckedReason::NoMaster)
            }
            (false, _) => CheckRow::off(),
        },
        long_use: rows.long_use,
        patient_factors: rows.patient_factors,
    }
}

/// Whether an entry says that there is no table of pairs, or none that is in force.
fn is_without_pairs(entry: &NotChecked) -> bool {
    let reasons = [NotCheckedReason::NoPairTable, NotCheckedReason::NoEditionInForce];
    entry.item == "pairs" && reasons.contains(&entry.reason)
}

/// The account of the check itself: the drugs of the prescription, the records of the history and
/// the table of pairs, each compared, left out by the rule, or named as not checked.
fn compared(
    report: &CheckReport,
    rules: &RuleReport,
    prescription: &PrescriptionRead,
    history: &History,
    settings: &CheckSettings,
) -> Account {
    let items = &prescription.prescription.items;
    let mut account = Account::of(items.len() + history.events.len() + 1);
    for item in items {
        match item.item {
            ItemKind::Medicine | ItemKind::NotInsured => account.used(),
            ItemKind::Material | ItemKind::OverTheCounter => {
                account.no_bearing(NoBearing::NoMedicine);
            }
        }
    }
    for event in &history.events {
        match event.item {
            _ if event.cancelled => account.no_bearing(NoBearing::Withdrawn),
            ItemKind::OverTheCounter if !settings.options.over_the_counter => {
                account.no_bearing(NoBearing::OtherSubject);
            }
            // A material with the code of a medicine is compared.
            ItemKind::Material | ItemKind::OverTheCounter => account.used(),
            ItemKind::Medicine | ItemKind::NotInsured => account.used(),
        }
    }
    let without_pairs = |entry: &NotChecked| settings.without_pairs && is_without_pairs(entry);
    let all = report.not_checked.iter().chain(&rules.not_checked);
    match report.not_checked.iter().any(without_pairs) {
        true => account.no_bearing(NoBearing::Waived),
        false => account.used(),
    }
    for entry in all.filter(|entry| !without_pairs(entry)) {
        account.missing(Unread::new(entry.item.clone(), UnreadReason::NotUnderstood));
    }
    account
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each of the three keeps an outcome from *nothing* by itself.
    #[test]
    fn nothing_takes_complete_accounts_and_that_nobody_says_otherwise() {
        let accounts = |history| Accounts {
            prescription: Account::whole(1),
            history,
            facts: Account::waived(),
            check: Account::whole(1),
        };
        let whole = || accounts(Account::whole(1));
        let entry = NotChecked {
            item: String::from("RP1-1"),
            code: String::new(),
            reason: NotCheckedReason::UnknownCode,
        };
        let of = |findings: &[Finding], not_checked: &[NotChecked], accounts: &Accounts| {
            match Conclusion::of(findings, not_checked, accounts) {
                Conclusion::Nothing(_) => CheckStatus::Nothing,
                Conclusion::Found => CheckStatus::Found,
                Conclusion::NotChecked => CheckStatus::NotChecked,
            }
        };
        assert_eq!(of(&[], &[], &whole()), CheckStatus::Nothing);
        assert_eq!(of(&[], std::slice::from_ref(&entry), &whole()), CheckStatus::NotChecked);
        let unchecked = codes::HISTORY_NOT_VERIFIED.finding();
        assert_eq!(of(&[unchecked], &[], &whole()), CheckStatus::NotChecked);
        let mut cut = Account::whole(1);
        cut.missing(Unread::new("line 2", UnreadReason::Incomplete));
        assert_eq!(of(&[], &[], &accounts(cut)), CheckStatus::NotChecked);
        assert_eq!(of(&[], &[], &accounts(Account::of(1))), CheckStatus::NotChecked);
        let found = codes::MAPPING_UNIT_MISMATCH.finding();
        assert_eq!(of(&[found], &[entry], &whole()), CheckStatus::Found);
    }
}
