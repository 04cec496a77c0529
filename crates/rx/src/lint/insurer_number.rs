//! 保険者番号: six digits or eight.

use super::collector::{Collector, Located};
use crate::Field;
use shohosen_report::codes::records as codes;
use shohosen_terms::{InsurerNumberForm, insurer_number_form};

/// Names another number of digits, and what are none; a blank number is for the layout to judge. The check digit is
/// not looked at: numbers of tests and of the verification environment have none.
pub(super) fn check(field: Field<'_>, out: &mut Collector) {
    match insurer_number_form(field.value()) {
        InsurerNumberForm::Length(actual @ 1..) => {
            out.push(codes::INSURER_NUMBER_LENGTH.of(field).with("actual", actual));
        }
        // What the layout does not let stand it has named already.
        InsurerNumberForm::NotDigits if field.value().is_ascii() => {
            out.push(codes::INSURER_NUMBER_NOT_DIGITS.of(field));
        }
        _ => {}
    }
}
