//! R09: a refill prescription is not split, and has two or three uses.

use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::{Refill, SplitDispensing};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let Some(refill) = prescription.common::<Refill<'_>>() else { return };
    if prescription.has(SplitDispensing::LAYOUT.number) {
        out.push(codes::REFILL_WITH_SPLIT.on(refill.record()));
    }
    let total = refill.refill_total();
    if let Some(actual) = total.integer().filter(|actual| !matches!(actual, 2 | 3)) {
        out.push(codes::REFILL_TOTAL.of(total).with("actual", actual));
    }
}
