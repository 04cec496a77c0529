//! One dispensing that two documents tell of (the pharmacy's record and the notebook) is one.

use shohosen_medication::{EventKind, GivenCode, MedicationEvent};
use std::collections::{HashMap, HashSet};

/// Joins the events of several documents. An event of a later document is left out only where it is
/// certain that an earlier one has it: dispensed on the same day by the same pharmacy (both have its
/// code), a drug with the same code, for as many days, and nothing that tells them apart. What a
/// document has twice stays twice: two RPs of one drug.
pub(crate) fn once(documents: Vec<Vec<MedicationEvent>>) -> Vec<MedicationEvent> {
    let mut all: Vec<MedicationEvent> = Vec::new();
    let mut places: HashMap<(i32, String), Vec<usize>> = HashMap::new();
    for events in documents {
        let before = all.len();
        let mut told = HashSet::new();
        for event in events {
            let key = key(&event);
            let known = key.as_ref().and_then(|key| places.get(key)).and_then(|places| {
                let same = |index: &&usize| {
                    **index < before
                        && !told.contains(*index)
                        && all.get(**index).is_some_and(|known| is_same(known, &event))
                };
                places.iter().find(same).copied()
            });
            if let Some(index) = known {
                told.insert(index);
                continue;
            }
            if let Some(key) = key {
                places.entry(key).or_default().push(all.len());
            }
            all.push(event);
        }
    }
    all
}

/// Day and pharmacy, where both are known.
fn key(event: &MedicationEvent) -> Option<(i32, String)> {
    let code = &event.pharmacy.code;
    let dispensed = event.kind == EventKind::Dispensed && !code.is_empty();
    let day = event.dispensed_on.filter(|_| dispensed)?;
    Some((day.days(), code.clone()))
}

/// Of the same day and pharmacy: whether it is the same drug of the same prescription.
fn is_same(one: &MedicationEvent, other: &MedicationEvent) -> bool {
    let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
    let code = |code: &&GivenCode| matches!(code, GivenCode::Code(_));
    let codes = &other.drug.codes;
    one.drug.codes.iter().filter(code).any(|code| codes.contains(code))
        && one.days.is_some()
        && one.days == other.days
        && one.category == other.category
        && one.item == other.item
        && one.setting == other.setting
        && one.as_needed == other.as_needed
        && one.cancelled == other.cancelled
        && one.split == other.split
        && one.prescribed_on.zip(other.prescribed_on).is_none_or(|(one, other)| one == other)
        && one.pattern.zip(other.pattern).is_none_or(|(one, other)| one == other)
        && agree(&one.institution.code, &other.institution.code)
        && match (&one.prescription_id, &other.prescription_id) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
}
