//! One transaction of an import.

use super::log;
use crate::access::NewEntry;
use crate::batch::Encoded;
use crate::{Access, Action, ImportCounts};
use rusqlite::{CachedStatement, OptionalExtension, Transaction, params};
use std::collections::HashMap;

pub(super) fn import(
    transaction: &Transaction<'_>,
    documents: &mut [Encoded],
    access: &Access,
    reinstate: bool,
) -> rusqlite::Result<ImportCounts> {
    let numbers = number_patients(transaction, documents)?;
    // In the order of the index, so that each of its pages is visited once, and the documents of a
    // patient side by side. A stable sort: of two states of a document, the later stays the later.
    documents
        .sort_by_cached_key(|document| (numbers.get(&document.patient).copied(), document.id_hash));
    let mut writer = Writer::new(transaction, access, reinstate)?;
    let mut counts = ImportCounts::default();
    for of_patient in documents.chunk_by(|a, b| a.patient == b.patient) {
        let mut here = ImportCounts::default();
        for document in of_patient {
            let number = numbers.get(&document.patient).copied().unwrap_or_default();
            writer.write(number, document, &mut here)?;
        }
        counts.add(here);
        let written = here.added + here.corrected;
        if let (true, Some(first)) = (written > 0, of_patient.first()) {
            let entry = NewEntry {
                access,
                action: Action::Import,
                patient: Some(&first.patient),
                documents: written,
                events: here.events,
            };
            log::append(transaction, &entry)?;
        }
    }
    Ok(counts)
}

/// The number of each patient; those who are not known get one.
fn number_patients(
    transaction: &Transaction<'_>,
    documents: &[Encoded],
) -> rusqlite::Result<HashMap<String, i64>> {
    let mut find = transaction.prepare_cached("SELECT number FROM patient WHERE id = ?1")?;
    let mut add = transaction.prepare_cached("INSERT INTO patient (id) VALUES (?1)")?;
    let mut numbers = HashMap::new();
    for Encoded { patient, .. } in documents {
        if !numbers.contains_key(patient) {
            let known = find.query_row([patient], |row| row.get(0)).optional()?;
            let number = match known {
                Some(number) => number,
                None => add.insert([patient])?,
            };
            numbers.insert(patient.clone(), number);
        }
    }
    Ok(numbers)
}

struct Writer<'t> {
    find: CachedStatement<'t>,
    add: CachedStatement<'t>,
    was_superseded: CachedStatement<'t>,
    supersede: CachedStatement<'t>,
    forget: CachedStatement<'t>,
    correct: CachedStatement<'t>,
    at: i64,
    reinstate: bool,
}

impl<'t> Writer<'t> {
    fn new(
        transaction: &'t Transaction<'_>,
        access: &Access,
        reinstate: bool,
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            find: transaction.prepare_cached(
                "SELECT number, digest FROM document
                 WHERE patient = ?1 AND id_hash = ?2 AND id = ?3",
            )?,
            add: transaction.prepare_cached(
                "INSERT INTO document (patient, id_hash, id, digest, imported_at, event_count,
                     undated, first_day, last_day, events)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?,
            was_superseded: transaction
                .prepare_cached("SELECT 1 FROM superseded WHERE document = ?1 AND digest = ?2")?,
            supersede: transaction
                .prepare_cached("INSERT INTO superseded (document, digest) VALUES (?1, ?2)")?,
            forget: transaction
                .prepare_cached("DELETE FROM superseded WHERE document = ?1 AND digest = ?2")?,
            correct: transaction.prepare_cached(
                "UPDATE document SET digest = ?2, imported_at = ?3, event_count = ?4,
                     undated = ?5, first_day = ?6, last_day = ?7, events = ?8
                 WHERE number = ?1",
            )?,
            at: access.at.unix(),
            reinstate,
        })
    }

    fn write(
        &mut self,
        patient: i64,
        document: &Encoded,
        counts: &mut ImportCounts,
    ) -> rusqlite::Result<()> {
        let Encoded { id, id_hash, digest, events, count, undated, .. } = document;
        let (first, last) = document.days.unzip();
        let key = params![patient, id_hash, id];
        let present = self.find.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        match present {
            None => {
                self.add.execute(params![
                    patient, id_hash, id, digest, self.at, count, undated, first, last, events
                ])?;
                counts.added += 1;
            }
            Some((_, present)) if present == *digest => {
                counts.unchanged += 1;
                return Ok(());
            }
            Some((number, present)) => {
                if !self.supersede(number, &present, digest)? {
                    counts.outdated += 1;
                    return Ok(());
                }
                self.correct.execute(params![
                    number, digest, self.at, count, undated, first, last, events
                ])?;
                counts.corrected += 1;
            }
        }
        counts.events += u64::from(*count);
        Ok(())
    }

    /// Remembers the present state as superseded by the new one; `false` if the new one is itself a
    /// state that was superseded.
    fn supersede(
        &mut self,
        document: i64,
        present: &[u8; 32],
        new: &[u8; 32],
    ) -> rusqlite::Result<bool> {
        if self.was_superseded.exists(params![document, new])? {
            if !self.reinstate {
                return Ok(false);
            }
            self.forget.execute(params![document, new])?;
        }
        self.supersede.execute(params![document, present])?;
        Ok(true)
    }
}
