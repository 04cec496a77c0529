//! R12: for oral drugs the single dose times the times a day is the amount.

use crate::layout::TypedRecord;
use crate::lint::collector::{Located, quoted};
use crate::lint::{Collector, Groups};
use crate::model::SingleDose;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for rp in &prescription.rps {
        let oral = prescription.rp(rp).is_some_and(|rp| rp.dosage_form().value() == "1");
        if !oral {
            continue;
        }
        let usage_times = prescription.usage(rp).and_then(|usage| usage.times_per_day().integer());
        for group in prescription.drugs_of(rp) {
            let Some(single) = prescription.all_in::<SingleDose<'_>>(&group.range).next() else {
                continue;
            };
            let amount = prescription.drug(group).and_then(|drug| drug.amount().decimal());
            let times = single.times_per_day().integer().or(usage_times);
            if let (Some(dose), Some(amount), Some(times)) =
                (single.single_dose().ratio(), amount, times)
                && !dose.times_is(times, amount)
            {
                let finding = codes::SINGLE_DOSE.on(single.record());
                let finding = finding
                    .with("actual", quoted(single.single_dose(), single.single_dose().value()));
                out.push(finding.with("times", times).with("expected", amount.to_string()));
            }
        }
    }
}
