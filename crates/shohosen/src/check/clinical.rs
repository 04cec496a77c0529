//! Allergies, diseases, doses and cautions, under the settings.

use super::{CheckSettings, Checker};
use crate::history::{History, HistoryFile, PrescriptionRead};
use shohosen_medication::{
    Asked, CareSetting, CheckLimitExceeded, CheckName, CheckRow, CheckTable, ClinicalInput,
    ClinicalReport, Consent, Date, EventKind, ItemKind, MedicationEvent, NotChecked,
    NotCheckedReason, Period, ResolvedPrescription, clinical_check,
};
use shohosen_report::{Account, Finding, Severity, codes};
use std::collections::HashSet;

/// What these checks came to.
pub(super) struct Clinical {
    pub(super) report: ClinicalReport,
    /// 併用注意.
    pub(super) cautions: CheckRow,
    /// Of the documents of facts, and of what they hold.
    pub(super) account: Account,
    pub(super) not_checked: Vec<NotChecked>,
}

/// Carries out these checks. `events` are the records as the check of duplicates took them.
pub(super) fn check(
    checker: &Checker,
    (prescription, resolved): (&PrescriptionRead, &ResolvedPrescription<'_>),
    history: &History,
    events: &[MedicationEvent],
    settings: &CheckSettings,
) -> Result<Clinical, CheckLimitExceeded> {
    let new = &prescription.prescription;
    let day = settings.options.reference_day(new);
    let others = |file: &HistoryFile| {
        !settings.same_patient && !file.differences(&prescription.patient).is_empty()
    };
    let files = history.files.iter().enumerate();
    let left_out: Vec<usize> =
        files.filter(|(_, file)| others(file)).map(|(place, _)| place).collect();
    let tables = checker.tables();
    let of_diseases = [CheckTable::Indications, CheckTable::DiseaseContraindications];
    let with_diseases = of_diseases.iter().any(|table| tables.in_force(*table, day).is_ok());
    let gathered = history.gathered(
        &prescription.patient,
        (&prescription.allergies, &prescription.diseases),
        &left_out,
        settings.same_patient,
        with_diseases,
    );
    let taken = taken(events, prescription, settings, day);
    let report = clinical_check(&ClinicalInput {
        resolved,
        tables,
        rules: checker.rules(),
        facts: &gathered.facts,
        taken: &taken,
        day,
        age_day: match settings.age_on_first_of_month {
            true => Date::new(day.year(), day.month(), 1).unwrap_or(day),
            false => day,
        },
        may_name: settings.options.consent == Consent::Given,
        asked: &settings.checks,
    });
    let mut account = gathered.account;
    account.take(report.account.clone());
    let mut clinical =
        Clinical { report, cautions: CheckRow::off(), account, not_checked: gathered.not_checked };
    clinical.cautions = cautions(checker, resolved, events, settings, &mut clinical.report)?;
    // What nothing compares is named as such.
    let off = settings.checks.allergies == Asked::No;
    for allergy in gathered.facts.allergies.iter().flatten().filter(|_| off) {
        clinical.not_checked.push(NotChecked {
            item: allergy.place.clone(),
            code: String::new(),
            reason: NotCheckedReason::NotCompared,
        });
    }
    let rows = &clinical.report.rows;
    let compared = [&rows.disease_contraindications, &rows.indications];
    let none = compared.iter().all(|row| row.tables().is_empty() && row.open().is_empty());
    let given = gathered.facts.diseases.iter().flatten().filter(|disease| !disease.withdrawn);
    clinical.not_checked.extend(given.filter(|_| none).map(|disease| NotChecked {
        item: disease.place.clone(),
        code: String::new(),
        reason: NotCheckedReason::NotCompared,
    }));
    Ok(clinical)
}

/// What the patient is taking on the day, whoever prescribed it: a dispensing stands for its
/// prescription.
fn taken<'e>(
    events: &'e [MedicationEvent],
    prescription: &PrescriptionRead,
    settings: &CheckSettings,
    day: Date,
) -> Vec<&'e MedicationEvent> {
    let own = &prescription.prescription.id;
    let dispensed: HashSet<&str> = events
        .iter()
        .filter(|event| event.kind == EventKind::Dispensed && !event.cancelled)
        .filter_map(|event| event.prescription_id.as_deref())
        .collect();
    let answered = |event: &MedicationEvent| {
        event.kind == EventKind::Prescribed
            && event.prescription_id.as_deref().is_some_and(|id| dispensed.contains(id))
    };
    let active = |event: &&MedicationEvent| {
        let itself = event.prescription_id.is_some() && event.prescription_id == *own;
        matches!(event.item, ItemKind::Medicine | ItemKind::NotInsured)
            && !event.cancelled
            && !itself
            && event.setting != CareSetting::InHouseInpatient
            && !answered(event)
            && Period::of(event, &settings.options.periods)
                .is_some_and(|period| period.contains(day))
    };
    events.iter().filter(active).collect()
}

/// 併用注意: the pairs for caution, found as contraindicated pairs are, and told as information.
fn cautions(
    checker: &Checker,
    resolved: &ResolvedPrescription<'_>,
    events: &[MedicationEvent],
    settings: &CheckSettings,
    report: &mut ClinicalReport,
) -> Result<CheckRow, CheckLimitExceeded> {
    let asked = settings.checks.cautions;
    if asked == Asked::No {
        return Ok(CheckRow::off());
    }
    let Some(pairs) = checker.cautions() else {
        return Ok(CheckRow::not_done(asked, NotCheckedReason::TableMissing));
    };
    let found = pairs.check_resolved(resolved, events, &settings.options)?;
    let table = found.audit.pair_table.clone().unwrap_or_default();
    let mut any = false;
    for finding in found.findings {
        let code = match finding.code.id() {
            "medication.contraindication.pair" | "medication.contraindication.pair_equivalent" => {
                codes::clinical::CAUTION_PAIR
            }
            "medication.contraindication.within_prescription" => {
                codes::clinical::CAUTION_WITHIN_PRESCRIPTION
            }
            _ => continue,
        };
        any = true;
        report.findings.push(Finding { code, severity: Severity::Info, ..finding });
    }
    let masked = settings.options.consent == Consent::None;
    // Under no consent what others prescribed is not told, and a caution is no more than that.
    let mut open: Vec<NotChecked> = found
        .not_checked
        .into_iter()
        .filter(|entry| entry.reason == NotCheckedReason::UnmatchedSelector)
        .collect();
    if masked {
        let (item, code) = (CheckName::Cautions.as_str().to_owned(), String::new());
        let reason = NotCheckedReason::MissingInformation;
        open.push(NotChecked { item, code, reason });
    } else if !any {
        let finding = codes::clinical::CAUTION_NONE.finding();
        let (source, edition) = pairs.pair_source();
        report.findings.push(finding.with("source", source).with("edition", edition));
    }
    Ok(CheckRow::done(asked, vec![table], open))
}
