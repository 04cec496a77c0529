//! R02: RP numbers are 1, 2, 3 …, each once; every record refers to an RP that stands above.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let mut previous = 0;
    for group in &prescription.rps {
        let Some(rp) = prescription.rp(group) else { continue };
        let Some(actual) = rp.rp_no().integer() else { continue };
        if actual <= previous {
            let finding = codes::RP_NOT_ASCENDING.of(rp.rp_no()).with("actual", actual);
            out.push(finding.with("previous", previous));
        } else if actual != previous + 1 {
            let finding = codes::RP_NOT_CONSECUTIVE.of(rp.rp_no()).with("actual", actual);
            out.push(finding.with("expected", previous + 1));
        }
        previous = previous.max(actual);
    }
    references(prescription, out);
}

/// R02 for the records of an RP, and R03 for those of another RP in its block.
fn references(prescription: &Groups<'_>, out: &mut Collector) {
    let mut current = None;
    let mut greatest = 0;
    for record in prescription.records.iter() {
        match (record.number(), record.field(1).integer()) {
            (101, rp) => {
                current = rp;
                greatest = greatest.max(rp.unwrap_or(0));
            }
            (102..=299, Some(rp)) if record.layout().is_some() && current != Some(rp) => {
                // Numbers ascend: a smaller one may have stood above.
                let stood_above = rp != 0 && rp <= greatest;
                let code = if stood_above { codes::RP_INTERLEAVED } else { codes::RP_REFERENCE };
                let finding = code.of(record.field(1)).with("actual", rp);
                out.push(finding.with("expected", current.unwrap_or(0)));
            }
            _ => {}
        }
    }
}
