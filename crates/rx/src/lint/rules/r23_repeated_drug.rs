//! R23: the same drug code does not stand twice in an RP.

use crate::lint::collector::{Located, quoted};
use crate::lint::{Collector, Groups};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for rp in prescription.rps.iter().filter(|rp| rp.drugs.len() > 1) {
        let drugs = prescription.drugs_of(rp).iter().filter_map(|group| prescription.drug(group));
        let mut codes_seen: Vec<_> =
            drugs.map(|drug| drug.code()).filter(|code| !code.is_blank()).collect();
        // Sorted, so that an RP of very many drugs costs no square of their number.
        codes_seen.sort_by_key(|code| code.value());
        for pair in codes_seen.windows(2) {
            if let [first, second] = pair
                && first.value() == second.value()
            {
                let finding = codes::DRUG_REPEATED.of(*second);
                out.push(finding.with("actual", quoted(*second, second.value())));
            }
        }
    }
}
