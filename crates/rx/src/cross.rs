//! Checks across documents: a prescription against its dispensing record, and unsigned
//! conversion codes against the signed drugs.

mod conversion_codes;
mod dispensed_drugs;

pub use conversion_codes::{ConversionCodes, check_conversion_codes};

use crate::lint::{quoted, quoted_plain};
use crate::model::{
    DispensedOn, DispensingInsurance, InstitutionRecord, InsuranceCard, InsurerNumber, IssuedOn,
    Patient, PatientBirthDate, PatientName, PatientSex, PrescribingInstitution, PrescriptionId,
    Refill, RefillState, ValidUntil,
};
use crate::{Field, Records};
use shohosen_report::{Code, Finding, Phrase, Redacted, Value, codes::records as codes};

/// Checks a dispensing record (CJ1) against the prescription (SJ1) it was dispensed from:
/// record 7 against the PrescriptionId of the document, patient, insurance, institution, dates,
/// drugs, refill. That what was dispensed is not what was prescribed is a finding, not an error
/// of form: pharmacists may substitute and ask back.
///
/// `prescription_id` is the PrescriptionId of the document that carries the prescription;
/// without it record 7 is not compared.
pub fn check_dispensing(
    prescription: &Records,
    dispensing: &Records,
    prescription_id: Option<&str>,
) -> Vec<Finding> {
    let mut out = Vec::new();
    if let Some(expected) = prescription_id {
        check_prescription_id(dispensing, expected, &mut out);
    }
    patient(prescription, dispensing, &mut out);
    insurance(prescription, dispensing, &mut out);
    institution(prescription, dispensing, &mut out);
    period(prescription, dispensing, &mut out);
    refill(prescription, dispensing, &mut out);
    dispensed_drugs::check(prescription, dispensing, &mut out);
    out
}

/// Compares record 7, the only signed binding of a dispensing record to its prescription.
fn check_prescription_id(dispensing: &Records, expected: &str, out: &mut Vec<Finding>) {
    let record = dispensing.first::<PrescriptionId<'_>>();
    let actual = record.map_or("", |record| record.prescription_id().value());
    if actual == expected {
        out.push(
            codes::CROSS_PRESCRIPTION_ID_MATCH.finding().with("expected", quoted_plain(expected)),
        );
    } else {
        let finding =
            codes::CROSS_PRESCRIPTION_ID.finding().with("expected", quoted_plain(expected));
        out.push(finding.with("actual", quoted_plain(actual)));
    }
}

/// As [`differ`], for what concerns the patient: that it differs, not what it is.
fn differ_unseen(code: Code, item: Phrase, expected: &str, actual: &str, out: &mut Vec<Finding>) {
    if expected != actual && !expected.is_empty() && !actual.is_empty() {
        let finding = code.finding().with("item", item).with("expected", Redacted::new(expected));
        out.push(finding.with("actual", Redacted::new(actual)));
    }
}

fn differ(code: Code, item: Phrase, sides: [Field<'_>; 2], out: &mut Vec<Finding>) {
    let [expected, actual] = sides;
    let said = !expected.is_blank() && !actual.is_blank();
    if said && expected.value() != actual.value() {
        let finding = code.finding().with("item", item);
        let finding = finding.with("expected", quoted(expected, expected.value()));
        out.push(finding.with("actual", quoted(actual, actual.value())));
    }
}

/// A name without blanks: one side may have a full-width one, the other none.
fn plain(name: Field<'_>) -> String {
    name.value().chars().filter(|c| !matches!(c, ' ' | '\u{3000}')).collect()
}

fn patient(prescription: &Records, dispensing: &Records, out: &mut Vec<Finding>) {
    let Some(patient) = dispensing.first::<Patient<'_>>() else { return };
    if let Some(sex) = prescription.first::<PatientSex<'_>>() {
        let (expected, actual) = (sex.sex().value(), patient.sex().value());
        differ_unseen(codes::CROSS_PATIENT, Phrase::new("性別", "sex"), expected, actual, out);
    }
    if let Some(birth) = prescription.first::<PatientBirthDate<'_>>() {
        let written = |field: Field<'_>| field.date().map(|d| d.to_string()).unwrap_or_default();
        let (expected, actual) = (written(birth.birth_date()), written(patient.birth_date()));
        let item = Phrase::new("生年月日", "date of birth");
        differ_unseen(codes::CROSS_PATIENT, item, &expected, &actual, out);
    }
    if let Some(name) = prescription.first::<PatientName<'_>>() {
        let (kanji, kana) = (plain(name.kanji_name()), plain(name.kana_name()));
        let item = Phrase::new("漢字氏名", "name in kanji");
        differ_unseen(codes::CROSS_NAME, item, &kanji, &plain(patient.name()), out);
        let item = Phrase::new("カナ氏名", "name in kana");
        differ_unseen(codes::CROSS_NAME, item, &kana, &plain(patient.kana_name()), out);
    }
}

fn insurance(prescription: &Records, dispensing: &Records, out: &mut Vec<Finding>) {
    let Some(dispensed) = dispensing.first::<DispensingInsurance<'_>>() else { return };
    let mut compare = |item, expected: Field<'_>, actual: Field<'_>| {
        differ_unseen(codes::CROSS_INSURANCE, item, expected.value(), actual.value(), out);
    };
    if let Some(insurer) = prescription.first::<InsurerNumber<'_>>() {
        compare(
            Phrase::new("保険者番号", "insurer number"),
            insurer.insurer_number(),
            dispensed.insurer_number(),
        );
    }
    if let Some(card) = prescription.first::<InsuranceCard<'_>>() {
        compare(Phrase::new("記号", "insurance card symbol"), card.symbol(), dispensed.symbol());
        compare(Phrase::new("番号", "insurance card number"), card.number(), dispensed.number());
        compare(Phrase::new("枝番", "branch number"), card.branch(), dispensed.branch());
    }
}

fn institution(prescription: &Records, dispensing: &Records, out: &mut Vec<Finding>) {
    let expected = prescription.first::<InstitutionRecord<'_>>();
    let actual = dispensing.first::<PrescribingInstitution<'_>>();
    let (Some(expected), Some(actual)) = (expected, actual) else { return };
    for (item, expected, actual) in [
        (Phrase::new("コード", "code"), expected.institution_code(), actual.institution_code()),
        (
            Phrase::new("都道府県", "prefecture"),
            expected.prefecture_code(),
            actual.prefecture_code(),
        ),
    ] {
        differ(codes::CROSS_INSTITUTION, item, [expected, actual], out);
    }
}

/// Days of validity after the day of issue, where no last day is written: four days in all.
const DAYS_AFTER_ISSUE: i32 = 3;

fn period(prescription: &Records, dispensing: &Records, out: &mut Vec<Finding>) {
    let full = |field: Field<'_>| field.date().and_then(|date| date.full());
    let issued = prescription.first::<IssuedOn<'_>>().and_then(|r| full(r.issued_on()));
    let until = prescription.first::<ValidUntil<'_>>().and_then(|r| full(r.valid_until()));
    let dispensed = dispensing.first::<DispensedOn<'_>>().and_then(|r| full(r.date()));
    let (Some(issued), Some(dispensed)) = (issued, dispensed) else { return };
    if dispensed < issued {
        let finding = codes::CROSS_BEFORE_ISSUE.finding();
        out.push(finding.with("days", i64::from(issued.days() - dispensed.days())));
    }
    // Later uses of a refill and later parts of a split have days of their own.
    let later = dispensing.first::<RefillState<'_>>().and_then(|state| state.count().integer());
    let part = prescription.first::<crate::model::SplitDispensing<'_>>();
    let part = part.and_then(|split| split.split_index().integer());
    if later.is_some_and(|count| count > 1) || part.is_some_and(|part| part > 1) {
        return;
    }
    let last = until.unwrap_or_else(|| issued.plus_days(DAYS_AFTER_ISSUE));
    if dispensed > last {
        let finding = codes::CROSS_EXPIRED.finding();
        out.push(finding.with("days", i64::from(dispensed.days() - last.days())));
    }
}

/// Record 521 stands in the dispensing record of a refill prescription and nowhere else.
fn refill(prescription: &Records, dispensing: &Records, out: &mut Vec<Finding>) {
    let total = prescription.first::<Refill<'_>>().and_then(|r| r.refill_total().integer());
    let state = dispensing.first::<RefillState<'_>>();
    let count = state.and_then(|state| state.count().integer());
    let problem = match (total, state.is_some(), count) {
        (Some(_), false, _) => Phrase::new(
            "リフィル処方箋情報（レコード 521）がありません",
            "The refill information (record 521) is missing",
        ),
        (None, true, _) => {
            Phrase::new("リフィル処方箋ではありません", "This is not a refill prescription")
        }
        (Some(total), true, Some(count)) if count > total || count == 0 => {
            Phrase::new("調剤回数が総使用回数の範囲外です", "The number of uses is out of range")
        }
        _ => return,
    };
    let none = || Value::from(Phrase::new("なし", "none"));
    let shown = |number: Option<u32>| number.map_or_else(none, Value::from);
    let finding = codes::CROSS_REFILL.finding().with("problem", problem);
    out.push(finding.with("expected", shown(total)).with("actual", shown(count)));
}
