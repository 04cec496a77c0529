//! R25: form and check digits of drug codes.

use crate::check::collector::{Located, shown};
use crate::check::{Collector, Groups};
use crate::drug_code::{is_dummy, wrong_check_digit, wrong_form};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for drug in prescription.drugs.iter().filter_map(|group| prescription.drug(group)) {
        let (code_type, code) = (drug.code_type().value(), drug.code().value());
        if code.is_empty() || is_dummy(code) {
            continue;
        }
        if let Some(form) = wrong_form(code_type, code) {
            let finding = codes::DRUG_CODE_FORM.of(drug.code()).with("actual", shown(code));
            out.push(finding.with("code_type", shown(code_type)).with("expected", form));
        } else if let Some(expected) = wrong_check_digit(code_type, code) {
            let finding = codes::DRUG_CHECK_DIGIT.of(drug.code()).with("actual", shown(code));
            out.push(finding.with("expected", expected.to_string()));
        }
    }
}
