//! R21: factor times amount fits six digits before and five after the point.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::UnitConversion;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for group in &prescription.drugs {
        let Some(conversion) = prescription.all_in::<UnitConversion<'_>>(&group.range).next()
        else {
            continue;
        };
        let amount = prescription.drug(group).and_then(|drug| drug.amount().decimal());
        if let (Some(factor), Some(amount)) = (conversion.factor().decimal(), amount)
            && factor.checked_mul(amount).is_none()
        {
            let finding = codes::CONVERSION_OVERFLOW.of(conversion.factor());
            out.push(
                finding.with("actual", factor.to_string()).with("expected", amount.to_string()),
            );
        }
    }
}
