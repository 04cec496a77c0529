//! R08: 1 ≤ 分割回 ≤ 分割回数, which is 2 or 3; 102 agrees with the quantity of 101.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::{SplitDispensing, SplitQuantity};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    if let Some(split) = prescription.common::<SplitDispensing<'_>>() {
        let (total, index) = (split.split_total().integer(), split.split_index().integer());
        if let (Some(total), Some(index)) = (total, index)
            && !(1..=total).contains(&index)
        {
            let finding = codes::SPLIT_INDEX.of(split.split_index()).with("actual", index);
            out.push(finding.with("limit", total));
        }
        if let Some(total) = total.filter(|total| !(2..=3).contains(total)) {
            out.push(codes::SPLIT_TOTAL.of(split.split_total()).with("actual", total));
        }
    }
    for group in &prescription.rps {
        let Some(quantity) = prescription.all_in::<SplitQuantity<'_>>(&group.range).next() else {
            continue;
        };
        let rp_quantity = prescription.rp(group).and_then(|rp| rp.quantity().integer());
        let (each, total) =
            (quantity.split_quantity().integer(), quantity.total_quantity().integer());
        // 総量 written as 1 is covered: total, part and quantity are then all 1.
        if let (Some(expected), Some(actual)) = (rp_quantity, total)
            && expected != actual
        {
            let finding = codes::SPLIT_QUANTITY.of(quantity.total_quantity());
            out.push(finding.with("actual", actual).with("expected", expected));
        }
        if let (Some(each), Some(total)) = (each, total)
            && (each > total || each == 0)
        {
            let finding = codes::SPLIT_QUANTITY.of(quantity.split_quantity());
            out.push(finding.with("actual", each).with("expected", total));
        }
    }
}
