//! Prescriptions put together again from their records.

use shohosen_medication::{Date, EventKind, MedicationEvent, PrescribedDrug, Prescription};
use std::collections::HashMap;

/// What the records of one prescription have in common: id, institution and day.
type Head<'e> = (Option<&'e str>, &'e str, &'e str, Date);

/// The prescriptions that records are of, as far as the rules about all prescriptions of a day
/// need them: drugs and days, without RP numbers and amounts.
pub(super) fn prescriptions(events: &[MedicationEvent]) -> Vec<Prescription> {
    let mut prescriptions: Vec<Prescription> = Vec::new();
    let mut places: HashMap<Head<'_>, usize> = HashMap::new();
    let ordered = events.iter().filter(|e| e.kind == EventKind::Prescribed && !e.cancelled);
    for event in ordered {
        let Some(day) = event.prescribed_on else { continue };
        let institution = &event.institution;
        let head = (event.prescription_id.as_deref(), &*institution.code, &*institution.name, day);
        let place = *places.entry(head).or_insert_with(|| {
            prescriptions.push(Prescription {
                id: event.prescription_id.clone(),
                institution: institution.clone(),
                setting: event.setting,
                issued_on: Some(day),
                ..Prescription::default()
            });
            prescriptions.len() - 1
        });
        let Some(prescription) = prescriptions.get_mut(place) else { continue };
        prescription.items.push(PrescribedDrug {
            drug: event.drug.clone(),
            category: event.category,
            item: event.item,
            days: event.days,
            pattern: event.pattern,
            ..PrescribedDrug::default()
        });
    }
    prescriptions
}
