//! R20: an oral drug has its times a day.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for rp in &prescription.rps {
        let oral = prescription.rp(rp).is_some_and(|rp| rp.dosage_form().value() == "1");
        let Some(usage) = prescription.usage(rp).filter(|_| oral) else { continue };
        let times = usage.times_per_day();
        // A blank one is usual in JAHIS; zero says nothing.
        if times.integer() == Some(0) {
            out.push(codes::USAGE_TIMES.of(times));
        }
    }
}
