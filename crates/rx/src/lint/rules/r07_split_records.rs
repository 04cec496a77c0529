//! R07: 102 needs 63, and 63 needs 102 for every RP.

use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::{SplitDispensing, SplitQuantity};
use shohosen_report::codes::records as codes;

pub(super) fn check(groups: &Groups<'_>, out: &mut Collector) {
    let declared = groups.has(SplitDispensing::LAYOUT.number);
    if !declared {
        for quantity in groups.records.all::<SplitQuantity<'_>>() {
            out.push(codes::SPLIT_UNDECLARED.on(quantity.record()));
        }
        return;
    }
    for group in &groups.rps {
        let has_quantity = groups.all_in::<SplitQuantity<'_>>(&group.range).next().is_some();
        if let Some(rp) = groups.rp(group).filter(|_| !has_quantity) {
            out.push(codes::SPLIT_QUANTITY_MISSING.on(rp.record()));
        }
    }
}
