//! What holds between the records of a prescription (SJ1, JAHIS), one file a rule.
//!
//! R17 (number and type of record 82) is said by the layout of the record, R22 allows what no
//! other rule forbids: neither has a file.

mod dates;
mod department_code;
mod drug_codes;
mod master;
mod one_of;
mod quantities;
mod r01_common_order;
mod r02_rp_numbers;
mod r03_rp_order;
mod r04_rp_content;
mod r05_drug_lines;
mod r06_sequence_numbers;
mod r07_split_records;
mod r08_split_numbers;
mod r09_refill;
mod r10_uneven_doses;
mod r11_uneven_codes;
mod r12_single_dose;
mod r13_burden_on_all;
mod r14_burden_payers;
mod r15_public_expense_order;
mod r16_insurance_complete;
mod r18_narcotic;
mod r19_material;
mod r20_usage_times;
mod r21_conversion_range;
mod r23_repeated_drug;
mod r24_copay_age;
mod r25_check_digits;
mod receipt_type;
mod substitution;
mod supplement_codes;
mod usage_codes;

use super::{Collector, Groups, LintOptions, insurer_number};
use crate::model::InsurerNumber;

pub(super) fn check(prescription: &Groups<'_>, options: &LintOptions<'_>, out: &mut Collector) {
    r01_common_order::check(prescription, out);
    r02_rp_numbers::check(prescription, out);
    r03_rp_order::check(prescription, out);
    r04_rp_content::check(prescription, out);
    r05_drug_lines::check(prescription, out);
    r06_sequence_numbers::check(prescription, options, out);
    r07_split_records::check(prescription, out);
    r08_split_numbers::check(prescription, out);
    r09_refill::check(prescription, out);
    r10_uneven_doses::check(prescription, out);
    r11_uneven_codes::check(prescription, out);
    r12_single_dose::check(prescription, out);
    r13_burden_on_all::check(prescription, out);
    r14_burden_payers::check(prescription, out);
    r15_public_expense_order::check(prescription, out);
    r16_insurance_complete::check(prescription, out);
    r18_narcotic::check(prescription, options, out);
    r19_material::check(prescription, out);
    r20_usage_times::check(prescription, out);
    r21_conversion_range::check(prescription, out);
    r23_repeated_drug::check(prescription, out);
    r24_copay_age::check(prescription, out);
    r25_check_digits::check(prescription, out);
    dates::check(prescription, out);
    one_of::check(prescription, out);
    department_code::check(prescription, out);
    usage_codes::check(prescription, options, out);
    supplement_codes::check(prescription, out);
    drug_codes::check(prescription, out);
    if let Some(insurer) = prescription.common::<InsurerNumber<'_>>() {
        insurer_number::check(insurer.insurer_number(), out);
    }
    substitution::check(prescription, out);
    quantities::check(prescription, out);
    receipt_type::check(prescription, out);
    master::check(prescription, options.master, out);
}
