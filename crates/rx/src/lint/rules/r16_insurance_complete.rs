//! R16: with any of 21 to 31 both 22 and 23 stand there.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let Some(first) = (21..=31).find_map(|number| prescription.common_record(number)) else {
        return;
    };
    for expected in [22, 23] {
        if !prescription.has(expected) {
            out.push(codes::INSURANCE_INCOMPLETE.on(first).with("expected", expected));
        }
    }
}
