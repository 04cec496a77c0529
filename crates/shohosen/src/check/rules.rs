//! Prescribing rules and the mapping guard, under the settings.

use super::{CheckSettings, Checker};
use crate::history::{History, PrescriptionRead};
use shohosen_medication::{
    Consent, NotChecked, NotCheckedReason, Prescription, ResolvedPrescription, RuleContext,
    RuleReport,
};
use shohosen_report::Finding;
use std::collections::HashSet;

pub(super) fn check(
    checker: &Checker,
    read: &PrescriptionRead,
    resolved: &ResolvedPrescription<'_>,
    history: &History,
    settings: &CheckSettings,
) -> RuleReport {
    let prescription = &read.prescription;
    let mut report = RuleReport::default();
    if settings.prescribing_rules {
        let others = others_of_the_day(prescription, history, settings);
        let consent = settings.options.consent == Consent::Given;
        let context = RuleContext {
            others_of_the_day: &others,
            others_not_shown: !consent && !history.events.is_empty(),
            special_circumstances: settings.special_circumstances,
            patch_reason: settings.patch_reason,
            online_first_visit: settings.online_first_visit,
            patient_address: settings.patient_address.or(read.patient_address),
            narcotics_licence: settings.narcotics_licence.or(read.narcotics_licence),
        };
        report = checker.rules().check(resolved, &context);
    }
    match presented(checker, prescription, settings) {
        Ok(finding) => report.findings.extend(finding),
        Err(entry) => report.not_checked.push(entry),
    }
    // Without names to compare with, agreement would say nothing.
    if settings.mapping && !checker.master().is_empty() {
        report.findings.extend(checker.guard().check_resolved(resolved));
    }
    report
}

/// 二枚処方箋: the other prescriptions of the day, as far as they may be looked at. One that came
/// from several sources counts once.
fn others_of_the_day(
    prescription: &Prescription,
    history: &History,
    settings: &CheckSettings,
) -> Vec<Prescription> {
    if settings.options.consent != Consent::Given {
        return Vec::new();
    }
    let mut known = HashSet::from([identity(prescription)]);
    let of_the_day =
        history.prescriptions.iter().filter(|other| other.issued_on == prescription.issued_on);
    of_the_day.filter(|other| known.insert(identity(other))).cloned().collect()
}

/// What tells prescriptions of one day apart: the id, else the institution with drugs and days.
fn identity(prescription: &Prescription) -> String {
    if let Some(id) = &prescription.id {
        return id.clone();
    }
    let lines = prescription.items.iter().map(|item| format!("{:?} {:?}", item.drug, item.days));
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    format!("{:?} {lines:?}", prescription.institution)
}

/// Validity at the pharmacy; of the second and later use of a refill its window. `Err` where it was
/// asked for and cannot be judged.
fn presented(
    checker: &Checker,
    prescription: &Prescription,
    settings: &CheckSettings,
) -> Result<Option<Finding>, NotChecked> {
    let finding = match (settings.presented_on, settings.previous_dispensing) {
        (None, None) => return Ok(None),
        (None, Some(_)) => None,
        (Some(on), Some(previous)) => {
            let days = prescription.items.iter().filter_map(|item| item.days).max();
            days.and_then(|days| checker.rules().check_refill(previous, days, on))
        }
        (Some(on), None) => prescription.issued_on.and_then(|issued_on| {
            checker.rules().check_validity(issued_on, prescription.use_by, on)
        }),
    };
    finding.map(Some).ok_or_else(|| NotChecked {
        item: String::from("prescription"),
        code: String::new(),
        reason: match (settings.previous_dispensing, prescription.issued_on) {
            (None, None) => NotCheckedReason::NoDate,
            // No days, no day on which it is presented, or no rule for that day.
            _ => NotCheckedReason::MissingInformation,
        },
    })
}
