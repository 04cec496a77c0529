//! Quantities and rates: 調剤数量 above zero, form name with form 9 only, rates that add up to 100.

use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::BenefitRate;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for rp in prescription.rps.iter().filter_map(|group| prescription.rp(group)) {
        if rp.quantity().integer() == Some(0) {
            out.push(codes::QUANTITY_ZERO.of(rp.quantity()));
        }
        if !rp.form_name().is_blank() && rp.dosage_form().value() != "9" {
            out.push(codes::FORM_NAME.of(rp.form_name()));
        }
    }
    if let Some(rates) = prescription.common::<BenefitRate<'_>>()
        && let (Some(patient), Some(insurer)) =
            (rates.patient_rate().integer(), rates.insurer_rate().integer())
        && patient + insurer != 100
    {
        out.push(codes::RATE_SUM.on(rates.record()).with("actual", patient + insurer));
    }
}
