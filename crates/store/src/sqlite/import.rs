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
    // In the order in which they lie in the file, so that a page is visited once. A stable sort:
    // of two states of one document, the later stays the later.
    documents.sort_by(|a, b| {
        let key = |document: &Encoded| numbers.get(&document.patient).copied();
        (key(a), &a.id).cmp(&(key(b), &b.id))
    });
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
    add: CachedStatement<'t>,
    digest: CachedStatement<'t>,
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
            add: transaction.prepare_cached(
                "INSERT INTO document (patient, id, digest, imported_at, event_count, first_day,
                     last_day, undated, events)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (patient, id) DO NOTHING",
            )?,
            digest: transaction
                .prepare_cached("SELECT digest FROM document WHERE patient = ?1 AND id = ?2")?,
            was_superseded: transaction.prepare_cached(
                "SELECT 1 FROM superseded WHERE patient = ?1 AND document = ?2 AND digest = ?3",
            )?,
            supersede: transaction.prepare_cached(
                "INSERT INTO superseded (patient, document, digest) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO NOTHING",
            )?,
            forget: transaction.prepare_cached(
                "DELETE FROM superseded WHERE patient = ?1 AND document = ?2 AND digest = ?3",
            )?,
            correct: transaction.prepare_cached(
                "UPDATE document SET digest = ?3, imported_at = ?4, event_count = ?5,
                     first_day = ?6, last_day = ?7, undated = ?8, events = ?9
                 WHERE patient = ?1 AND id = ?2",
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
        let (id, digest) = (&document.id, document.digest);
        let row = params![
            patient,
            id,
            digest,
            self.at,
            document.count,
            document.days.map(|(first, _)| first),
            document.days.map(|(_, last)| last),
            document.undated,
            document.events,
        ];
        // Most documents are new: try that first.
        if self.add.execute(row)? == 1 {
            counts.added += 1;
            counts.events += u64::from(document.count);
            return Ok(());
        }
        let present: [u8; 32] = self.digest.query_row(params![patient, id], |row| row.get(0))?;
        if present == digest {
            counts.unchanged += 1;
            return Ok(());
        }
        if self.was_superseded.exists(params![patient, id, digest])? {
            if !self.reinstate {
                counts.outdated += 1;
                return Ok(());
            }
            self.forget.execute(params![patient, id, digest])?;
        }
        self.supersede.execute(params![patient, id, present])?;
        self.correct.execute(row)?;
        counts.corrected += 1;
        counts.events += u64::from(document.count);
        Ok(())
    }
}
