//! Drugs, forms, days and institutions of records in the terms of the check.

use shohosen_medication::{
    CodeSystem, DosageCategory, GivenCode, GivenDose, GivenDrug, GivenUsage, Institution,
    IntakePattern, UsageCode, UsageSupplement, UsageSystem, UsageTiming,
};
use shohosen_rx::DosageForm;
use shohosen_rx::prescription::{RecordedCode, Usage};
use shohosen_terms::{InstitutionCode, UsageCodeType};

/// The drug with all its codes. A 一般名 without code (JAHIS) has none.
pub(super) fn given(
    code: Option<&RecordedCode>,
    others: &[RecordedCode],
    name: &str,
    unit: &str,
) -> GivenDrug {
    let codes = code.into_iter().chain(others).filter(|code| !code.code.is_empty());
    GivenDrug {
        codes: codes.map(|code| GivenCode::parse(code.code_type.system(), &code.code)).collect(),
        name: name.to_owned(),
        unit: unit.to_owned(),
    }
}

/// Whether a code says that it is a medicine. Those of 特定器材 begin with 7 (レセ電).
pub(super) fn is_medicine(drug: &GivenDrug) -> bool {
    drug.codes.iter().any(|given| match given {
        GivenCode::Code(code) => {
            !code.to_string().starts_with('7') || code.system() != CodeSystem::Receipt
        }
        GivenCode::Malformed(_) | GivenCode::UnknownSystem { .. } => false,
    })
}

/// What the quantity counts.
pub(super) const fn category(form: Option<DosageForm>) -> DosageCategory {
    match form {
        Some(DosageForm::Oral) => DosageCategory::Oral,
        Some(DosageForm::OralDrops) => DosageCategory::OralDrops,
        Some(DosageForm::AsNeeded) => DosageCategory::AsNeeded,
        Some(DosageForm::External) => DosageCategory::External,
        Some(DosageForm::Injection) => DosageCategory::Injection,
        Some(DosageForm::Material | DosageForm::Other) | None => DosageCategory::Unknown,
    }
}

/// The days among the quantities: of 内服 always; of 内服滴剤 unless it is 1, which stands for a
/// total amount there and says nothing of days.
pub(super) fn days(category: DosageCategory, quantity: Option<u32>) -> Option<u16> {
    let counts = match category {
        DosageCategory::Oral => quantity,
        DosageCategory::OralDrops => quantity.filter(|quantity| *quantity > 1),
        _ => None,
    };
    small(counts.filter(|days| *days > 0))
}

pub(super) fn small(number: Option<u32>) -> Option<u16> {
    number.and_then(|number| u16::try_from(number).ok())
}

/// A dose that says anything.
pub(super) fn stated(dose: GivenDose) -> Option<Box<GivenDose>> {
    (dose.amount.is_some() || !dose.uneven.is_empty()).then(|| Box::new(dose))
}

/// 用法 with its code, whoever's that is.
pub(super) fn usage(usage: &Usage) -> GivenUsage {
    let system = match usage.code {
        Some((UsageCodeType::Jami, _)) => UsageSystem::Jami,
        Some((UsageCodeType::Master, _)) | None => UsageSystem::National,
    };
    let code = usage.code.as_ref().map(|(_, code)| code.clone()).unwrap_or_default();
    GivenUsage { system, code, name: usage.name.clone() }
}

/// Whether the usage code says 頓用.
pub(super) fn as_needed(usage: &Usage) -> bool {
    let code = usage.code.as_ref().and_then(|(_, code)| UsageCode::parse(code).ok());
    code.is_some_and(UsageCode::as_needed)
}

/// How many times a day at most, where the usage code of a 頓用 says it.
pub(super) fn most_times(usage: &Usage) -> Option<u8> {
    let code = usage.code.as_ref().and_then(|(_, code)| UsageCode::parse(code).ok())?;
    match code.timing() {
        UsageTiming::AsNeeded { maximum_times_a_day, .. } => maximum_times_a_day,
        _ => None,
    }
}

/// The days of intake, by the first supplement that is about days.
pub(super) fn pattern<'c>(
    codes: impl IntoIterator<Item = Option<&'c str>>,
) -> Option<IntakePattern> {
    codes.into_iter().flatten().find_map(|code| UsageSupplement::parse(code).ok()?.pattern())
}

/// The ten digits, if all of them are there: an incomplete code must not make two institutions
/// the same.
pub(super) fn institution(
    prefecture: &str,
    score_table: &str,
    code: &str,
    name: &str,
) -> Institution {
    // 点数表 may be blank in JAHIS, which means 医科.
    let score_table = if score_table.is_empty() { "1" } else { score_table };
    let code = InstitutionCode::of_parts(prefecture, score_table, code);
    Institution {
        code: code.map_or_else(String::new, |code| code.to_string()),
        name: name.to_owned(),
    }
}
