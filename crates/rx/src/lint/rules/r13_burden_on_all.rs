//! R13: the burden class stands with all drugs or with none.

use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::BurdenClass;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let has = |group| prescription.all_in::<BurdenClass<'_>>(group).next().is_some();
    let with = prescription.drugs.iter().filter(|group| has(&group.range)).count();
    if with == 0 || with == prescription.drugs.len() {
        return;
    }
    for group in prescription.drugs.iter().filter(|group| !has(&group.range)) {
        if let Some(drug) = prescription.drug(group) {
            out.push(codes::BURDEN_MIXED.on(drug.record()));
        }
    }
}
