//! Dispensings: CJ1, JAHISTC, ED and FHIR MedicationDispenses.

use super::{HistoryRead, PatientIdentity, drug};
use shohosen_medication::{
    CareSetting, CodeSystem, DosageCategory, DosePer, EventKind, GivenCode, GivenDose, GivenDrug,
    HistorySource, Institution, ItemKind, MedicationEvent,
};
use shohosen_rx::dispensing::{self as rx, Block, Dispensing, OtcDrug, Rp};
use shohosen_rx::{DosageForm, prescription::RecordedCode};
use shohosen_terms::{QuantityMeaning, QuantityUnit};

pub(super) fn add(dispensing: &Dispensing, source: HistorySource, read: &mut HistoryRead) {
    for block in &dispensing.blocks {
        let head = Head::of(block);
        for rp in &block.rps {
            read.events.extend(rp.drugs.iter().map(|drug| event(block, &head, rp, drug, source)));
        }
    }
    read.events.extend(dispensing.otc_drugs.iter().map(|drug| over_the_counter(drug, source)));
    if read.patient == PatientIdentity::default() {
        let patient = &dispensing.patient;
        read.patient = PatientIdentity {
            name: patient.name.clone(),
            kana_name: patient.kana_name.clone(),
            birth_date: patient.birth_date,
            sex: patient.sex,
        };
    }
}

/// Who prescribed and who dispensed.
struct Head {
    institution: Institution,
    pharmacy: Institution,
    setting: CareSetting,
}

impl Head {
    /// A clinic that dispenses itself (点数表 not 4) is the institution that prescribed, too.
    fn of(block: &Block) -> Self {
        let named = |institution: &rx::RecordedInstitution| {
            drug::institution(
                &institution.prefecture,
                &institution.score_table,
                &institution.code,
                &institution.name,
            )
        };
        let dispenser = &block.institution;
        let in_house = matches!(dispenser.score_table.as_str(), "1" | "3" | "6");
        // A pharmacy has 点数表 4; without one the ten digits are not complete.
        let pharmacy = if dispenser.score_table.is_empty() {
            Institution { code: String::new(), name: dispenser.name.clone() }
        } else {
            named(dispenser)
        };
        let institution = match &block.prescribing_institution {
            Some(institution) => named(institution),
            None if in_house => named(dispenser),
            None => Institution::default(),
        };
        let setting = match in_house {
            true => CareSetting::InHouseOutpatient,
            false => CareSetting::OutsidePharmacy,
        };
        Self { institution, pharmacy, setting }
    }
}

fn event(
    block: &Block,
    head: &Head,
    rp: &Rp,
    drug: &rx::DispensingDrug,
    source: HistorySource,
) -> MedicationEvent {
    let mut event = MedicationEvent::new(EventKind::Dispensed, given(drug));
    event.source = source;
    event.setting = head.setting;
    // A drug with the code of a medicine is one, whatever form is recorded.
    event.item = match rp.form {
        Some(DosageForm::Material) if !drug::is_medicine(&event.drug) => ItemKind::Material,
        _ => ItemKind::Medicine,
    };
    event.prescription_id.clone_from(&block.prescription_id);
    event.dispensed_on = block.date;
    // What was dispensed: of a 分割調剤 the days of this part.
    (event.category, event.days) = match Quantity::of(rp, source) {
        Quantity::Clear(category) => (category, drug::days(category, rp.quantity)),
        Quantity::Unclear => (DosageCategory::Unknown, None),
    };
    if event.category == DosageCategory::Unknown {
        // The rule takes its flat days; that there is a number makes the check say, once they have
        // passed, that nobody knows whether it is still being taken.
        event.days = Some(drug::small(rp.quantity).filter(|days| *days > 0).unwrap_or(1));
    }
    event.pattern = drug::pattern(rp.supplement_codes.iter().map(|code| Some(code.as_str())));
    event.bounds_days = drug::small(rp.calendar_days);
    event.as_needed = drug::as_needed(&rp.usage);
    event.dose = drug::stated(dose(rp, drug, &event));
    event.institution = head.institution.clone();
    event.pharmacy = head.pharmacy.clone();
    event
}

/// 用量: of a day (内服, 浸煎, 湯), of one time (頓服), of the whole supply (内滴, 注射, 外用).
fn dose(rp: &Rp, drug: &rx::DispensingDrug, event: &MedicationEvent) -> GivenDose {
    let per = match event.category {
        DosageCategory::AsNeeded => DosePer::Time,
        _ if event.as_needed => DosePer::Time,
        DosageCategory::Oral => DosePer::Day,
        DosageCategory::OralDrops | DosageCategory::External | DosageCategory::Injection => {
            DosePer::Total
        }
        DosageCategory::Unknown => DosePer::Unclear,
    };
    let times_a_day = drug::most_times(&rp.usage).filter(|_| per == DosePer::Time);
    GivenDose { amount: drug.amount, per, times_a_day, ..GivenDose::default() }
}

/// What the quantity of an RP counts.
#[derive(Clone, Copy)]
enum Quantity {
    /// What the form and the unit say together.
    Clear(DosageCategory),
    /// The unit is none of the standard, or contradicts the form.
    Unclear,
}

impl Quantity {
    /// By the table of units. FHIR has units of its own, which its import reads.
    fn of(rp: &Rp, source: HistorySource) -> Self {
        let meaning = QuantityMeaning::of(rp.form, &rp.quantity_unit);
        match (rp.form, meaning) {
            // Where there is no form, 日分 counts days and 回分 times.
            (None, QuantityMeaning::NotComputable(Some(QuantityUnit::Days))) => {
                Self::Clear(DosageCategory::Oral)
            }
            (None, QuantityMeaning::Times) => Self::Clear(DosageCategory::AsNeeded),
            (form, meaning) if meaning.is_computable() || source == HistorySource::Fhir => {
                Self::Clear(drug::category(form))
            }
            _ => Self::Unclear,
        }
    }
}

/// The code of the drug and that of its 一般名: they may contradict each other.
fn given(drug: &rx::DispensingDrug) -> GivenDrug {
    let generic = drug.generic.as_ref().and_then(|(_, code)| code.as_ref()).map(|code| {
        RecordedCode { code_type: shohosen_rx::DrugCodeType::Generic, code: code.clone() }
    });
    let others: Vec<RecordedCode> = generic.into_iter().chain(drug.other_codes.clone()).collect();
    drug::given(drug.code.as_ref(), &others, &drug.name, &drug.unit)
}

/// 要指導・一般用医薬品: outside the official scope, left out unless asked for.
fn over_the_counter(drug: &OtcDrug, source: HistorySource) -> MedicationEvent {
    let mut given = GivenDrug { codes: Vec::new(), name: drug.name.clone(), unit: String::new() };
    if !drug.jan.is_empty() {
        given.codes.push(GivenCode::parse(CodeSystem::Gtin, &drug.jan));
    }
    let mut event = MedicationEvent::new(EventKind::Dispensed, given);
    event.source = source;
    event.item = ItemKind::OverTheCounter;
    event.dispensed_on = drug.start;
    let days = drug.start.zip(drug.end).map(|(start, end)| end.days() - start.days());
    let days = days.and_then(|days| u16::try_from(days + 1).ok()).filter(|days| *days > 0);
    if days.is_some() {
        (event.category, event.days) = (DosageCategory::Oral, days);
    }
    event
}
