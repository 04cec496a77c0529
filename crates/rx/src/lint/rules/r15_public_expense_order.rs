//! R15: there is no second public payer without a first, no third without a second.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for (number, before) in [(28, 27), (29, 28)] {
        if let Some(record) =
            prescription.common_record(number).filter(|_| !prescription.has(before))
        {
            out.push(codes::PUBLIC_EXPENSE_GAP.on(record).with("expected", before));
        }
    }
}
