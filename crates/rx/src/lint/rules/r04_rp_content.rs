//! R04: an RP has exactly one 111, at least one 201, at most one 102.

use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::{SplitQuantity, Usage};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for group in &prescription.rps {
        let Some(rp) = prescription.rp(group) else { continue };
        let usages = prescription.all_in::<Usage<'_>>(&group.range).count();
        if usages != 1 {
            out.push(codes::RP_USAGE_COUNT.on(rp.record()).with("actual", usages));
        }
        if group.drugs.is_empty() {
            out.push(codes::RP_WITHOUT_DRUG.on(rp.record()));
        }
        for extra in prescription.all_in::<SplitQuantity<'_>>(&group.range).skip(1) {
            out.push(codes::RP_REPEATED_DETAIL.on(extra.record()));
        }
    }
}
