//! 保険者番号: six digits or eight.

use super::collector::{Collector, Located};
use crate::Field;
use shohosen_report::codes::records as codes;
use shohosen_terms::{InsurerNumberForm, insurer_number_form};

/// Names another number of digits; a blank number is for the layout to judge. The check digit is
/// not looked at: numbers of tests and of the verification environment have none.
pub(super) fn check(field: Field<'_>, out: &mut Collector) {
    if let InsurerNumberForm::Length(actual @ 1..) = insurer_number_form(field.value()) {
        out.push(codes::INSURER_NUMBER_LENGTH.of(field).with("actual", actual));
    }
}
