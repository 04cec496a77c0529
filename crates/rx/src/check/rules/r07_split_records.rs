//! R07: 102 needs 63, and 63 needs 102 for every RP.

use crate::check::collector::Located;
use crate::check::{Collector, Groups};
use crate::layout::TypedRecord;
use crate::model::{SplitDispensing, SplitQuantity};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let declared = prescription.has(SplitDispensing::LAYOUT.number);
    for group in &prescription.rps {
        let quantity = prescription.all_in::<SplitQuantity<'_>>(&group.range).next();
        match quantity {
            Some(quantity) if !declared => out.push(codes::SPLIT_UNDECLARED.on(quantity.record())),
            None if declared => {
                if let Some(rp) = prescription.rp(group) {
                    out.push(codes::SPLIT_QUANTITY_MISSING.on(rp.record()));
                }
            }
            _ => {}
        }
    }
}
