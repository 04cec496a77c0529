//! Substitution limits that contradict each other: 先発希望 with 後発不可, 後発不可 with a generic name.

use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::DrugSupplement;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for group in &prescription.drugs {
        let (mut no_generic, mut patient_wish) = (None, false);
        for supplement in prescription.all_in::<DrugSupplement<'_>>(&group.range) {
            match supplement.kind().value() {
                "3" => no_generic = Some(supplement.record()),
                "8" => patient_wish = true,
                _ => {}
            }
        }
        let Some(record) = no_generic else { continue };
        let generic = prescription.drug(group).is_some_and(|d| d.code_type().value() == "7");
        let mut contradiction = |what: &'static str| {
            out.push(codes::SUBSTITUTION_CONTRADICTORY.on(record).with("actual", what));
        };
        if patient_wish {
            contradiction("薬品補足区分 3, 8");
        }
        if generic {
            contradiction("薬品補足区分 3, 薬品コード種別 7");
        }
    }
}
