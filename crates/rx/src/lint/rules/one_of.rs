//! Items of which at least one is filled: postal code or address (2), kanji or kana name (11 in JAHIS); the department by its code type (4).

use crate::Format;
use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::{Department, InstitutionAddress, PatientName};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    if let Some(address) = prescription.common::<InstitutionAddress<'_>>()
        && address.postal_code().is_blank()
        && address.address().is_blank()
    {
        let finding = codes::FIELD_REQUIRED_ONE_OF.on(address.record());
        out.push(finding.with("fields", "医療機関郵便番号, 医療機関所在地"));
    }
    let jahis = prescription.records.format() != Format::Sj1;
    if let Some(name) = prescription.common::<PatientName<'_>>().filter(|_| jahis)
        && name.kanji_name().is_blank()
        && name.kana_name().is_blank()
    {
        let finding = codes::FIELD_REQUIRED_ONE_OF.on(name.record());
        out.push(finding.with("fields", "患者漢字氏名, 患者カナ氏名"));
    }
    let Some(department) = prescription.common::<Department<'_>>() else { return };
    let by_code = department.code_type().value() == "2";
    if by_code && department.code().is_blank() {
        let finding = codes::FIELD_REQUIRED_HERE.of(department.code());
        out.push(finding.with("condition", "診療科コード種別 2"));
    }
    // SJ1 requires the name in any case, by its layout.
    if jahis && !by_code && department.name().is_blank() {
        let finding = codes::FIELD_REQUIRED_HERE.of(department.name());
        out.push(finding.with("condition", "診療科コード種別 1"));
    }
}
