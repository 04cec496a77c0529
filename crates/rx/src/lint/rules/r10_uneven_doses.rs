//! R10: uneven doses are filled from the left, at least two, and add up to the amount.

use crate::Decimal;
use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::UnevenDoses;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for group in &prescription.drugs {
        let Some(uneven) = prescription.all_in::<UnevenDoses<'_>>(&group.range).next() else {
            continue;
        };
        let doses =
            [uneven.dose_1(), uneven.dose_2(), uneven.dose_3(), uneven.dose_4(), uneven.dose_5()];
        let filled = doses.iter().take_while(|dose| !dose.is_blank()).count();
        if let Some(hole) = doses.iter().skip(filled).find(|dose| !dose.is_blank()) {
            out.push(codes::UNEVEN_HOLE.of(*hole));
            continue;
        }
        let sum = doses
            .iter()
            .take(filled)
            .map(|dose| dose.decimal())
            .try_fold(Decimal::default(), |sum, dose| sum.checked_add(dose?));
        let amount = prescription.drug(group).and_then(|drug| drug.amount().decimal());
        if let (Some(sum), Some(amount)) = (sum, amount)
            && sum != amount
        {
            let finding = codes::UNEVEN_SUM.on(uneven.record());
            out.push(finding.with("actual", sum.to_string()).with("expected", amount.to_string()));
        }
    }
}
