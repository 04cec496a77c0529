//! Whether the documents of a patient are those that were written, all of them and no others.

use crate::backend::Head;
use crate::document::day_of;
use crate::identity::HeldMarks;
use crate::sum::{Kept, Sum};
use crate::{Damage, LeftOut, encode};
use shohosen_medication::MedicationEvent;
use std::collections::HashSet;

/// Takes the documents of a patient, one by one.
pub(crate) struct Intact<'p> {
    patient: &'p str,
    total: Sum,
    documents: u64,
    /// No id stands there twice: an index that lost a document lets it be written again.
    ids: HashSet<String>,
}

impl<'p> Intact<'p> {
    pub(crate) fn new(patient: &'p str) -> Self {
        Self { patient, total: Sum::default(), documents: 0, ids: HashSet::new() }
    }

    /// One document: whether it is as it was written.
    pub(crate) fn document(&mut self, kept: &Kept<'_>) -> Result<(), Damage> {
        self.documents += 1;
        self.ids.insert(kept.id.to_owned());
        // As it was written: where only this document changed, only it is named.
        self.total = self.total.and(Sum::of_bytes(kept.sum).unwrap_or_default());
        match kept.holds(self.patient) {
            true => Ok(()),
            false => Err(altered(self.patient, kept)),
        }
    }

    /// All documents were there: whether they are those that were written.
    pub(crate) fn end(self, head: &Head) -> Result<(), Damage> {
        let total = self.total.and(Sum::of_identity(self.patient, &head.identity));
        let holds = total.to_bytes() == head.sum.as_slice()
            && self.documents == head.documents
            && self.ids.len() as u64 == self.documents
            && HeldMarks::of_bytes(&head.identity).is_some();
        match holds {
            true => Ok(()),
            false => Err(Damage::History {
                patient: self.patient.to_owned(),
                expected: head.documents,
                actual: self.documents,
            }),
        }
    }
}

/// What a document says, where it can be read and agrees with what its row says of it.
pub(crate) fn contents(
    patient: &str,
    kept: &Kept<'_>,
) -> Result<(Vec<MedicationEvent>, Vec<LeftOut>), Damage> {
    let events = encode::decode(kept.events).map_err(|error| {
        let (offset, problem) = (error.offset, error.problem);
        Damage::Database(format!("events, byte {offset}: {problem}"))
    })?;
    let days = || events.iter().filter_map(day_of).map(|day| day.days());
    let agrees = i64::try_from(events.len()) == Ok(kept.count)
        && days().min() == kept.first
        && days().max() == kept.last
        && events.iter().any(|event| day_of(event).is_none()) == kept.undated;
    let left_out = match kept.left_out {
        "" => Some(Vec::new()),
        json => serde_json::from_str(json).ok(),
    };
    match left_out.filter(|_| agrees) {
        Some(left_out) => Ok((events, left_out)),
        None => Err(altered(patient, kept)),
    }
}

fn altered(patient: &str, kept: &Kept<'_>) -> Damage {
    Damage::Document { patient: patient.to_owned(), document: kept.id.to_owned() }
}
