//! Quantities (301): a unit that the standard has and that goes with the form, so that days can be
//! told from anything else; and no medicine under the form of material.

use crate::lint::collector::{Located, quoted};
use crate::lint::{Collector, drug_code};
use crate::model::{DispensedDrug, DispensedUsage};
use crate::{DosageForm, Records};
use shohosen_report::{Phrase, codes::records as codes};
use shohosen_terms::kana::fold_width;
use shohosen_terms::{QuantityMeaning, QuantityUnit};

pub(super) fn check(records: &Records, out: &mut Collector) {
    // The drugs of the RP whose usage is still to come.
    let mut drugs: Vec<DispensedDrug<'_>> = Vec::new();
    for record in records.iter() {
        if let Some(drug) = record.typed::<DispensedDrug<'_>>() {
            if drugs.first().is_some_and(|first| first.rp_no().value() != drug.rp_no().value()) {
                drugs.clear();
            }
            drugs.push(drug);
        } else if let Some(usage) = record.typed::<DispensedUsage<'_>>() {
            unit(usage, out);
            if usage.dosage_form().value() == "9" {
                drugs.iter().for_each(|drug| material(drug, out));
            }
            drugs.clear();
        }
    }
}

fn unit(usage: DispensedUsage<'_>, out: &mut Collector) {
    let (form, unit) = (usage.dosage_form().value(), usage.unit());
    if unit.is_blank() {
        // Whether it may be is for the layout to say.
        return;
    }
    let meaning = QuantityMeaning::of(DosageForm::from_notebook_code(form), unit.value());
    match meaning {
        QuantityMeaning::Contradicts { expected, .. } => {
            let finding = codes::UNIT_FORM.of(unit).with("actual", quoted(unit, unit.value()));
            out.push(finding.with("form", form.to_owned()).with("expected", expected.as_ja()));
            return;
        }
        // The unit itself is right; that the form is missing is said elsewhere.
        QuantityMeaning::NotComputable(Some(QuantityUnit::Days)) => {}
        QuantityMeaning::NotComputable(_) => {
            let finding = codes::UNIT_UNKNOWN.of(unit).with("actual", quoted(unit, unit.value()));
            out.push(finding.with("expected", "日分、回分、調剤"));
        }
        _ => {}
    }
    if let Some(known) = QuantityUnit::from_text(unit.value()) {
        wording(usage, known, out);
    }
}

/// 日 for 日分; a quantity of nothing, and several of what is one.
fn wording(usage: DispensedUsage<'_>, unit: QuantityUnit, out: &mut Collector) {
    let written = fold_width(usage.unit().value());
    let in_standard =
        matches!(unit, QuantityUnit::Days | QuantityUnit::Times | QuantityUnit::Dispensing);
    if in_standard && written.trim() != unit.as_ja() {
        let finding = codes::UNIT_WORDING.of(usage.unit());
        let finding = finding.with("actual", quoted(usage.unit(), usage.unit().value()));
        out.push(finding.with("expected", unit.as_ja()));
    }
    let quantity = usage.quantity();
    let expected = match (unit, quantity.integer()) {
        (QuantityUnit::Dispensing, Some(count)) if count != 1 => Phrase::new("1", "1"),
        (QuantityUnit::Days | QuantityUnit::Times, Some(0)) => Phrase::new("1 以上", "1 or more"),
        _ => return,
    };
    let finding = codes::QUANTITY_UNUSUAL.of(quantity).with("unit", unit.as_ja());
    out.push(finding.with("actual", quoted(quantity, quantity.value())).with("expected", expected));
}

fn material(drug: &DispensedDrug<'_>, out: &mut Collector) {
    let code = drug.code();
    if drug_code::is_medicine(drug.code_type().value(), code.value()) {
        out.push(codes::MATERIAL_CODE.of(code).with("actual", quoted(code, code.value())));
    }
}
