//! Prescriptions: SJ1, JAHIS, EP and FHIR MedicationRequests.

use super::{HistoryRead, PatientIdentity, drug};
use shohosen_medication::{
    DosageCategory, DosePer, EventKind, GivenDose, GivenDrug, HistorySource, IntakePattern,
    ItemKind, MedicationEvent, PrescribedDrug, Prescription, SplitPart,
};
use shohosen_rx::prescription::{self as rx, Rp};
use shohosen_rx::{DosageForm, Prescription as Records};

/// Adds what a prescription orders. Repeats of a refill that were not dispensed add nothing.
pub(super) fn add(
    records: &Records,
    id: Option<&str>,
    source: HistorySource,
    read: &mut HistoryRead,
) {
    let prescription = prescription(records, id);
    for rp in &records.rps {
        read.events.extend(rp.drugs.iter().map(|drug| {
            let item = item(rp, drug, 0);
            let mut event = MedicationEvent::new(EventKind::Prescribed, item.drug);
            event.source = source;
            event.category = item.category;
            event.item = item.item;
            event.prescription_id.clone_from(&prescription.id);
            event.prescribed_on = prescription.issued_on;
            event.days = item.days.or_else(|| unclear_days(rp, item.category));
            event.split = split(records, rp);
            event.pattern = item.pattern;
            event.bounds_days = drug::small(rp.calendar_days);
            event.as_needed = drug::as_needed(&rp.usage);
            event.dose = drug::stated(item.dose);
            event.institution = prescription.institution.clone();
            event
        }));
    }
    if read.patient == PatientIdentity::default() {
        read.patient = patient(records);
    }
    read.prescriptions.push(prescription);
}

pub(super) fn patient(records: &Records) -> PatientIdentity {
    let patient = &records.patient;
    PatientIdentity {
        name: patient.name.clone(),
        kana_name: patient.kana_name.clone(),
        birth_date: patient.birth_date,
        sex: patient.sex,
    }
}

/// The prescription as the check wants it. `id` is that of the document around the records; that
/// of a FHIR bundle or the 引換番号 stand in for it where there is none.
pub(super) fn prescription(records: &Records, id: Option<&str>) -> Prescription {
    let institution = &records.institution;
    let mut items = Vec::new();
    for (place, rp) in (1_u16..).zip(&records.rps) {
        let number = u16::try_from(rp.number).ok().filter(|number| *number > 0).unwrap_or(place);
        for (line, drug) in (1_u16..).zip(&rp.drugs) {
            items.push(PrescribedDrug { rp: number, number: line, ..item(rp, drug, number) });
        }
    }
    Prescription {
        id: id.map(str::to_owned).or_else(|| records.id.clone()).or_else(|| records.number.clone()),
        institution: drug::institution(
            &institution.prefecture,
            &institution.score_table,
            &institution.code,
            &institution.name,
        ),
        issued_on: records.issued_on,
        use_by: records.valid_until,
        // A single use is an ordinary prescription.
        refill_uses: records.refill_total.filter(|uses| *uses > 1),
        items,
        ..Prescription::default()
    }
}

fn item(rp: &Rp, drug: &rx::PrescriptionDrug, number: u16) -> PrescribedDrug {
    let category = drug::category(rp.form);
    let given = drug::given(drug.code.as_ref(), &drug.other_codes, &drug.name, &drug.unit);
    let quantity = rp.quantity.map_or(1.0, f64::from);
    PrescribedDrug {
        rp: number,
        number: 0,
        item: kind(rp.form, drug.kind.as_deref(), &given),
        drug: given,
        category,
        days: drug::days(category, rp.quantity),
        total_amount: drug.amount.map(|amount| amount.to_f64() * quantity),
        unit_conversion: drug.unit_factor.map(shohosen_rx::Decimal::to_f64),
        pattern: pattern(rp, drug),
        dose: dose(rp, drug, category),
        usage: drug::usage(&rp.usage),
        temporary: false,
    }
}

/// 用量: of a day (内服), of one time (頓服); of a form that counts neither it is not told apart.
fn dose(rp: &Rp, drug: &rx::PrescriptionDrug, category: DosageCategory) -> GivenDose {
    let as_needed = drug::as_needed(&rp.usage);
    let per = match category {
        _ if as_needed => DosePer::Time,
        DosageCategory::Oral => DosePer::Day,
        // A quantity of 1 stands for a total amount.
        DosageCategory::OralDrops if rp.quantity.is_some_and(|days| days > 1) => DosePer::Day,
        DosageCategory::OralDrops => DosePer::Total,
        DosageCategory::AsNeeded => DosePer::Time,
        DosageCategory::External | DosageCategory::Injection | DosageCategory::Unknown => {
            DosePer::Unclear
        }
    };
    GivenDose {
        amount: drug.amount,
        per,
        unit_factor: drug.unit_factor,
        potency: drug.potency == Some(shohosen_rx::Potency::Ingredient),
        uneven: drug.uneven_doses.iter().map(|dose| dose.amount).collect(),
        times_a_day: drug::most_times(&rp.usage).filter(|_| per == DosePer::Time),
    }
}

/// The quantity of 不明 and the like, which may count days: the rule takes its flat days all the
/// same, and the check says so once they have passed. Without a quantity nobody knows either.
fn unclear_days(rp: &Rp, category: DosageCategory) -> Option<u16> {
    let unclear = category == DosageCategory::Unknown;
    let quantity = drug::small(rp.quantity).filter(|quantity| *quantity > 0);
    unclear.then_some(quantity.unwrap_or(1))
}

fn kind(form: Option<DosageForm>, kind: Option<&str>, drug: &GivenDrug) -> ItemKind {
    match (kind, form) {
        // With the code of a medicine it is one, whatever else is recorded.
        (Some("2" | "3"), _) | (None, Some(DosageForm::Material)) if drug::is_medicine(drug) => {
            ItemKind::Medicine
        }
        (Some("2"), _) | (None, Some(DosageForm::Material)) => ItemKind::Material,
        (Some("3"), _) => ItemKind::NotInsured,
        _ => ItemKind::Medicine,
    }
}

/// By the code of a supplement; 用法補足 kind 3 is 隔日, with or without code.
fn pattern(rp: &Rp, drug: &rx::PrescriptionDrug) -> Option<IntakePattern> {
    let supplements = rp.supplements.iter().chain(&drug.supplements);
    let alternate = || {
        let kind = rp.supplements.iter().any(|supplement| supplement.kind.as_deref() == Some("3"));
        kind.then_some(IntakePattern::Alternate { take: 1, rest: 1 })
    };
    drug::pattern(supplements.map(|supplement| supplement.usage_code.as_deref())).or_else(alternate)
}

fn split(records: &Records, rp: &Rp) -> Option<SplitPart> {
    let split = records.split?;
    Some(SplitPart {
        part: u8::try_from(split.index).unwrap_or(u8::MAX),
        parts: u8::try_from(split.total).unwrap_or(u8::MAX),
        days: drug::days(drug::category(rp.form), rp.split_quantity),
    })
}
