//! DrugRecord code types: SJ1 takes 2, 4 and 7; codes and names that a type asks for; dummy codes.

use crate::Format;
use crate::lint::collector::{Located, quoted};
use crate::lint::drug_code::{MATERIAL_DUMMY, is_dummy};
use crate::lint::{Collector, Groups};
use crate::model::DrugRecord;
use shohosen_report::Language;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let service = prescription.records.format() == Format::Sj1;
    for drug in prescription.drugs.iter().filter_map(|group| prescription.drug(group)) {
        if service { in_sj1(&drug, out) } else { in_jahis(&drug, out) }
    }
}

fn in_sj1(drug: &DrugRecord<'_>, out: &mut Collector) {
    let code_type = drug.code_type().value();
    if matches!(code_type, "1" | "3" | "6") {
        let finding = codes::DRUG_CODE_TYPE.of(drug.code_type());
        out.push(finding.with("actual", code_type.to_owned()));
    }
    if is_dummy(drug.code().value()) {
        let finding = codes::DRUG_DUMMY_CODE.of(drug.code());
        out.push(finding.with("actual", drug.code().value().to_owned()));
    }
    if drug.info_kind().value() == "3" {
        out.push(codes::DRUG_SELECTED_CARE.of(drug.info_kind()));
    }
}

fn in_jahis(drug: &DrugRecord<'_>, out: &mut Collector) {
    let (code_type, code) = (drug.code_type().value(), drug.code().value());
    // A generic name without code is usual (7), type 1 says that there is none.
    if matches!(code_type, "2" | "3" | "4" | "6") && code.is_empty() {
        let finding = codes::FIELD_REQUIRED_HERE.of(drug.code());
        out.push(finding.with("condition", format!("薬品コード種別 {code_type}")));
    }
    if code_type == "1" && !code.is_empty() {
        let finding = codes::FIELD_UNUSED.of(drug.code());
        out.push(finding.with("condition", "薬品コード種別 1"));
    }
    let named_by_code = code_type == "2" && code != MATERIAL_DUMMY;
    if drug.name().is_blank() && !named_by_code {
        let finding = codes::FIELD_REQUIRED_HERE.of(drug.name());
        let condition = format!(
            "薬品コード種別 {} {}",
            quoted(drug.code_type(), code_type).display(Language::Japanese),
            quoted(drug.code(), code).display(Language::Japanese)
        );
        out.push(finding.with("condition", condition));
    }
    if matches!(code, "666660000" | "2000000X0000") {
        let finding = codes::DRUG_DUMMY_CODE.of(drug.code());
        out.push(finding.with("actual", code.to_owned()));
    }
}
