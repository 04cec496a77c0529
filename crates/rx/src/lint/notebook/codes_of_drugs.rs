//! Codes and their types (201, 301, 31), the form and check digits of drug codes.

use crate::lint::collector::{Located, quoted, shown};
use crate::lint::{Collector, drug_code};
use crate::model::{DispensedDrug, DispensedUsage, OtcIngredient};
use crate::{DrugLookup, Field, Records};
use shohosen_report::Language;
use shohosen_report::codes::records as codes;

pub(super) fn check(records: &Records, master: Option<&dyn DrugLookup>, out: &mut Collector) {
    for record in records.iter() {
        if let Some(drug) = record.typed::<DispensedDrug<'_>>() {
            pair(drug.code_type(), drug.code(), "薬品コード種別", out);
            drug_code::check(drug.code_type(), drug.code(), out);
            if let Some(master) = master {
                name(&drug, master, out);
            }
        } else if let Some(usage) = record.typed::<DispensedUsage<'_>>() {
            pair(usage.code_type(), usage.code(), "用法コード種別", out);
        } else if let Some(ingredient) = record.typed::<OtcIngredient<'_>>() {
            pair(ingredient.code_type(), ingredient.code(), "成分コード種別", out);
        }
    }
}

/// Type 1 says that there is no code, any other that there is one.
fn pair(code_type: Field<'_>, code: Field<'_>, name: &'static str, out: &mut Collector) {
    match (code_type.value(), code.value()) {
        ("" | "1", "") => {}
        (other, "") => {
            let finding = codes::FIELD_REQUIRED_HERE.of(code);
            let other = quoted(code_type, other).display(Language::Japanese);
            out.push(finding.with("condition", format!("{name} {other}")));
        }
        ("1", value) => {
            out.push(codes::CODE_WITH_TYPE_NONE.of(code).with("actual", quoted(code, value)));
        }
        _ => {}
    }
}

fn name(drug: &DispensedDrug<'_>, master: &dyn DrugLookup, out: &mut Collector) {
    let (code, name) = (drug.code().value(), drug.name().value());
    let Some(known) = master.find(drug.code_type().value(), code).filter(|_| !code.is_empty())
    else {
        return;
    };
    if name != known.name {
        let finding = codes::MASTER_NAME.of(drug.name()).with("code", quoted(drug.code(), code));
        out.push(finding.with("expected", shown(known.name)).with("actual", shown(name)));
    }
}
