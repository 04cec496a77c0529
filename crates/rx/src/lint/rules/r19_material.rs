//! R19: dosage form 6 (医療材料) goes with information kind 2, for all drugs of the RP, and with no
//! code of a medicine.

use crate::lint::collector::{Located, quoted};
use crate::lint::{Collector, Groups, drug_code};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for rp in &prescription.rps {
        let Some(form) = prescription.rp(rp).map(|rp| rp.dosage_form().value()) else { continue };
        for drug in prescription.drugs_of(rp).iter().filter_map(|group| prescription.drug(group)) {
            let kind = drug.info_kind();
            // JAHIS may leave the kind out.
            if !kind.is_blank() && (form == "6") != (kind.value() == "2") {
                let finding =
                    codes::MATERIAL_KIND.of(kind).with("actual", quoted(kind, kind.value()));
                out.push(finding.with("expected", form.to_owned()));
            }
            let code = drug.code();
            if form == "6" && drug_code::is_medicine(drug.code_type().value(), code.value()) {
                out.push(codes::MATERIAL_CODE.of(code).with("actual", quoted(code, code.value())));
            }
        }
    }
}
