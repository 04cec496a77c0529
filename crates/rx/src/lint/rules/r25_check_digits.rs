//! R25: form and check digits of drug codes.

use crate::lint::{Collector, Groups, drug_code};

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for drug in prescription.drugs.iter().filter_map(|group| prescription.drug(group)) {
        if !drug_code::is_dummy(drug.code().value()) {
            drug_code::check(drug.code_type(), drug.code(), out);
        }
    }
}
