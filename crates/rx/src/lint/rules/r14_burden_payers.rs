//! R14: a payer that bears a drug stands in the prescription.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::BurdenClass;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for group in &prescription.drugs {
        for burden in prescription.all_in::<BurdenClass<'_>>(&group.range) {
            let payers = [
                (burden.bears_1(), 27),
                (burden.bears_2(), 28),
                (burden.bears_3(), 29),
                (burden.bears_special(), 30),
            ];
            for (bears, payer) in payers {
                if bears.value() == "1" && !prescription.has(payer) {
                    out.push(codes::BURDEN_WITHOUT_PAYER.of(bears).with("expected", payer));
                }
            }
        }
    }
}
