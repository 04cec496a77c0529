//! The codes of supplements: 181 kind 8 and 281 kind 7 need a usage code, 181 kind 9 a site code.

use crate::Field;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::{DrugSupplement, UsageSupplement};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let mut require = |field: Field<'_>, condition: &'static str| {
        if field.is_blank() {
            out.push(codes::FIELD_REQUIRED_HERE.of(field).with("condition", condition));
        }
    };
    for group in &prescription.rps {
        for record in prescription.in_range(&group.range) {
            if let Some(supplement) = record.typed::<UsageSupplement<'_>>() {
                match supplement.kind().value() {
                    "8" => require(supplement.supplement_code(), "用法補足区分 8"),
                    "9" => require(supplement.site_code(), "用法補足区分 9"),
                    _ => {}
                }
            } else if let Some(supplement) = record.typed::<DrugSupplement<'_>>()
                && supplement.kind().value() == "7"
            {
                require(supplement.supplement_code(), "薬品補足区分 7");
            }
        }
    }
}
