//! Form and check digit of a drug code, whichever record it stands in.

use super::collector::{Collector, Located, quoted, shown};
use super::form::described;
use crate::Field;
use shohosen_report::codes::records as codes;
use shohosen_terms::{CodeSystem, DrugCode, ReceiptKind};

/// A code that stands for medical material without code of its own.
pub(super) const MATERIAL_DUMMY: &str = "777770000";

/// Whether it is one of the codes of the service that stand for no drug and are refused since
/// 2025-08-28 (duplicate-check.md §1.7).
pub(super) fn is_dummy(code: &str) -> bool {
    DrugCode::recognise(code).is_ok_and(DrugCode::is_dummy)
}

/// Whether a code of the type is that of a medicine, and not of material or nothing.
pub(super) fn is_medicine(code_type: &str, code: &str) -> bool {
    let system = CodeSystem::from_record_type(code_type);
    match system.and_then(|system| DrugCode::parse(system, code).ok()) {
        Some(DrugCode::Receipt(receipt)) => receipt.kind() == ReceiptKind::Medicine,
        Some(code) => !code.is_dummy(),
        None => false,
    }
}

/// Judges a code by its type.
pub(super) fn check(code_type: Field<'_>, field: Field<'_>, out: &mut Collector) {
    let (code_type, code) = (code_type.value(), field.value());
    let Some(system) = CodeSystem::from_record_type(code_type).filter(|_| !code.is_empty()) else {
        return;
    };
    let Ok(parsed) = DrugCode::parse(system, code) else {
        let finding = codes::DRUG_CODE_FORM.of(field).with("actual", described(code));
        out.push(finding.with("code_type", shown(code_type)).with("expected", system.shape()));
        return;
    };
    // 統一名 price-list codes keep the digit of one brand: that of YJ and HOT is checked.
    let digit = parsed.check_digit().filter(|_| system != CodeSystem::PriceList);
    if let Some(digit) = digit.filter(|digit| !digit.agrees()) {
        let finding = codes::DRUG_CHECK_DIGIT.of(field).with("actual", quoted(field, code));
        out.push(finding.with("expected", digit.expected.to_string()));
    }
}
