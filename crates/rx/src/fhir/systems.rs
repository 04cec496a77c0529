//! The identifiers of code systems: the URL of JP Core, its OID, and OIDs of drafts.

use crate::{DrugCodeType, UsageCodeType};

/// A code system: the first name is written, all are read.
pub(super) struct System(&'static [&'static str]);

impl System {
    /// The name that is written.
    pub(super) fn name(&self) -> &'static str {
        self.0.first().copied().unwrap_or_default()
    }

    /// Whether a resource means this system.
    pub(super) fn is(&self, name: &str) -> bool {
        self.0.contains(&name)
    }
}

/// RP番号.
pub(super) const RP_NUMBER: System = System(&[
    "http://jpfhir.jp/fhir/core/mhlw/IdSystem/Medication-RPGroupNumber",
    "urn:oid:1.2.392.100495.20.3.81",
]);
/// RP内連番.
pub(super) const LINE_NUMBER: System = System(&[
    "http://jpfhir.jp/fhir/core/mhlw/IdSystem/MedicationAdministrationIndex",
    "urn:oid:1.2.392.100495.20.3.82",
]);
/// 処方箋ID, 引換番号.
pub(super) const PRESCRIPTION_ID: System = System(&["urn:oid:1.2.392.100495.20.3.11"]);
/// 剤形区分.
pub(super) const DOSAGE_FORM: System = System(&["urn:oid:1.2.392.100495.20.2.21"]);
/// 力価区分: 1 製剤量, 2 原薬量.
pub(super) const POTENCY: System = System(&[
    "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/MedicationIngredientStrengthStrengthType",
    "urn:oid:1.2.392.100495.20.2.22",
]);
/// 後発品変更区分: 1 変更不可.
pub(super) const SUBSTITUTION: System = System(&["urn:oid:1.2.392.100495.20.2.41"]);
/// 補足用法, 8 characters.
pub(super) const USAGE_SUPPLEMENT: System = System(&[
    "http://jami.jp/CodeSystem/MedicationUsageAdditional",
    "urn:oid:1.2.392.200250.2.2.20.22",
    // One published example uses the system of sites for 隔日.
    "urn:oid:1.2.392.100495.20.2.32",
]);
/// 外用部位, 3 characters.
pub(super) const SITE: System = System(&["urn:oid:1.2.392.200250.2.2.20.32"]);
/// 基本用法: 1 内服, 2 外用, 3 注射, 4 注入.
pub(super) const BASIC_USAGE: System = System(&[
    "http://jami.jp/CodeSystem/MedicationMethodBasicUsage",
    "urn:oid:1.2.392.200250.2.2.20.30",
]);
/// 都道府県番号, 点数表番号 and 保険医療機関番号 of an Organization.
pub(super) const PREFECTURE: System = System(&["urn:oid:1.2.392.100495.20.3.21"]);
/// 点数表番号.
pub(super) const SCORE_TABLE: System = System(&["urn:oid:1.2.392.100495.20.3.22"]);
/// 保険医療機関番号, 7 digits.
pub(super) const INSTITUTION: System = System(&["urn:oid:1.2.392.100495.20.3.23"]);
/// UCUM.
pub(super) const UCUM: &str = "http://unitsofmeasure.org";
/// UCUM by its OID.
pub(super) const UCUM_OID: &str = "urn:oid:2.16.840.1.113883.6.8";

/// 実服用日数.
pub(super) const USAGE_DURATION: &str = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_MedicationRequest_DosageInstruction_UsageDuration";
/// 服用開始日.
pub(super) const PERIOD_OF_USE: &str = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_MedicationRequest_DosageInstruction_PeriodOfUse";
/// 頓用回数.
pub(super) const EXPECTED_REPEAT_COUNT: &str = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_MedicationRequest_DispenseRequest_ExpectedRepeatCount";
/// How a name is written: IDE kanji, SYL kana.
pub(super) const NAME_REPRESENTATION: &str =
    "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";
/// Extensions of an Organization.
pub(super) const PREFECTURE_EXTENSION: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_PrefectureNo";
/// 点数表番号.
pub(super) const SCORE_TABLE_EXTENSION: &str = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_InsuranceOrganizationCategory";
/// 保険医療機関番号.
pub(super) const INSTITUTION_EXTENSION: &str = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_InsuranceOrganizationNo";

/// The systems of drug codes. JP Core has no URL for receipt and price-list codes yet
/// (関係者調整中): their OIDs of the MHLW table are written.
const DRUGS: [(DrugCodeType, System); 8] = [
    (DrugCodeType::Receipt, System(&["urn:oid:1.2.392.100495.20.2.71"])),
    (DrugCodeType::PriceList, System(&["urn:oid:1.2.392.100495.20.2.72"])),
    (
        DrugCodeType::Yj,
        System(&[
            "http://capstandard.jp/iyaku.info/CodeSystem/YJ-code",
            "urn:oid:1.2.392.100495.20.2.73",
            "urn:oid:1.2.392.100495.20.1.73",
        ]),
    ),
    (
        DrugCodeType::Hot,
        System(&[
            "http://medis.or.jp/CodeSystem/master-HOT9",
            "urn:oid:1.2.392.200119.4.403.1",
            "urn:oid:1.2.392.100495.20.2.74",
            "urn:oid:1.2.392.100495.20.1.74",
        ]),
    ),
    (
        DrugCodeType::Hot,
        System(&["http://medis.or.jp/CodeSystem/master-HOT13", "urn:oid:1.2.392.200119.4.402.1"]),
    ),
    (
        DrugCodeType::Hot,
        System(&["http://medis.or.jp/CodeSystem/master-HOT7", "urn:oid:1.2.392.200119.4.403.2"]),
    ),
    (
        DrugCodeType::Generic,
        System(&[
            "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/MedicationGeneralOrderCode",
            "urn:oid:1.2.392.100495.20.2.81",
            "urn:oid:1.2.392.100495.20.1.81",
        ]),
    ),
    (DrugCodeType::Generic, System(&["http://capstandard.jp/CodeSystem/KikakubetsuYakuzaiSeibun"])),
];

/// The system of a drug code; HOT codes have one for each length.
pub(super) fn drug_system(code_type: DrugCodeType, code: &str) -> &'static str {
    let hot = match code.len() {
        13 => "http://medis.or.jp/CodeSystem/master-HOT13",
        7 => "http://medis.or.jp/CodeSystem/master-HOT7",
        _ => "http://medis.or.jp/CodeSystem/master-HOT9",
    };
    if code_type == DrugCodeType::Hot {
        return hot;
    }
    DRUGS.iter().find(|(known, _)| *known == code_type).map_or("", |(_, system)| system.name())
}

/// The type of a drug code of a system.
pub(super) fn drug_code_type(system: &str) -> Option<DrugCodeType> {
    DRUGS.iter().find(|(_, known)| known.is(system)).map(|(code_type, _)| *code_type)
}

/// The systems of usage codes.
const USAGES: [(UsageCodeType, System); 2] = [
    (
        UsageCodeType::Master,
        System(&["http://jpfhir.jp/fhir/core/mhlw/CodeSystem/MedicationUsage_ePrescription"]),
    ),
    (
        UsageCodeType::Jami,
        System(&[
            "http://jami.jp/CodeSystem/MedicationUsage",
            "urn:oid:1.2.392.200250.2.2.20.20",
            "urn:oid:1.2.392.200250.2.2.20",
        ]),
    ),
];

/// The system of a usage code.
pub(super) fn usage_system(code_type: UsageCodeType) -> &'static str {
    USAGES.iter().find(|(known, _)| *known == code_type).map_or("", |(_, system)| system.name())
}

/// The type of a usage code of a system.
pub(super) fn usage_code_type(system: &str) -> Option<UsageCodeType> {
    USAGES.iter().find(|(_, known)| known.is(system)).map(|(code_type, _)| *code_type)
}
