//! R03: inside an RP the order is 101, 102, 111, 181, then the drugs; 301 and 302 stand at the end.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let mut previous = 0;
    let mut rp_seen = false;
    for record in prescription.records.iter().filter(|record| record.layout().is_some()) {
        let number = record.number();
        let allowed = match number {
            ..=82 => continue,
            101 => {
                rp_seen = true;
                previous < 301
            }
            102..=181 => previous <= number && previous >= 101,
            201 => (101..301).contains(&previous),
            211..=299 => (201..301).contains(&previous) && (previous <= number || number == 281),
            // 301 and 302 follow the last RP.
            _ => rp_seen && previous <= number,
        };
        // What is not below any RP is named by R02.
        if !allowed && (rp_seen || number >= 301) {
            out.push(codes::RECORD_OUT_OF_ORDER.on(record).with("previous", previous));
        }
        if rp_seen {
            previous = number;
        }
    }
}
