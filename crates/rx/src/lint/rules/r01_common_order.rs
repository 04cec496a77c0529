//! R01: records 1 to 82 stand in ascending order, all before the first 101.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let mut previous = 0;
    for record in prescription.records.iter() {
        let number = record.number();
        if record.layout().is_none() {
            continue;
        }
        if number <= 82 {
            if number < previous {
                out.push(codes::RECORD_OUT_OF_ORDER.on(record).with("previous", previous));
            } else {
                previous = number;
            }
        } else {
            // From the first RP on no common record may follow.
            previous = previous.max(101);
        }
    }
}
