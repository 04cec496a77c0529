//! One transaction of an import.

use super::errors::Fault;
use super::{log, read};
use crate::access::NewEntry;
use crate::backend::{Head, Register};
use crate::batch::Encoded;
use crate::sum::Sum;
use crate::writing::{Patient, Registering};
use crate::{Access, Action, Damage, ImportCounts, ImportOptions};
use rusqlite::{CachedStatement, OptionalExtension, Row, Transaction, params};
use std::collections::{HashMap, HashSet};

pub(super) fn import(
    transaction: &Transaction<'_>,
    documents: &mut [Encoded],
    access: &Access,
    options: &ImportOptions,
    register: &Register,
    compared: &mut bool,
) -> Result<ImportCounts, Fault> {
    let mut registering = Registering::of(register)?;
    let mut patients = patients(transaction, documents, register, &mut registering, compared)?;
    // In the order of the index, so that each of its pages is visited once, and the documents of a
    // patient side by side. A stable sort: of two states of a document, the later stays the later.
    documents.sort_by_cached_key(|document| {
        (patients.get(&document.patient).map(|patient| patient.number), document.id_hash)
    });
    let mut writer = Writer::new(transaction, access, options, &register.store)?;
    let mut counts = ImportCounts::default();
    for of_patient in documents.chunk_by(|a, b| a.patient == b.patient) {
        let Some(first) = of_patient.first() else { continue };
        let Some(patient) = patients.get_mut(&first.patient) else { continue };
        let mut here = ImportCounts::default();
        for document in of_patient {
            writer.write(patient, document, &mut here)?;
        }
        writer.write_head(patient)?;
        counts.add(here);
        let written = here.added + here.corrected;
        if written > 0 {
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
    if patients.values().any(|patient| patient.changed) {
        write_register(transaction, &registering)?;
    }
    Ok(counts)
}

/// The row of each patient; those who are not known get one.
fn patients(
    transaction: &Transaction<'_>,
    documents: &[Encoded],
    register: &Register,
    registering: &mut Registering,
    compared: &mut bool,
) -> Result<HashMap<String, Patient>, Fault> {
    let mut find = transaction
        .prepare_cached("SELECT number, documents, identity, sum FROM patient WHERE id = ?1")?;
    let mut patients = HashMap::new();
    let mut unknown = Vec::new();
    let mut seen = HashSet::new();
    for Encoded { patient: id, .. } in documents {
        if !seen.insert(id) {
            continue;
        }
        let known = find
            .query_row([id], |row| {
                let (documents, identity, sum) = (row.get(1)?, row.get(2)?, row.get(3)?);
                Ok((row.get(0)?, Head { documents, identity, sum, ..Head::default() }))
            })
            .optional()?;
        match known {
            Some((number, head)) => {
                patients.insert(id.clone(), Patient::of(id, number, &head)?);
            }
            None => unknown.push(id),
        }
    }
    if !unknown.is_empty() && !*compared {
        // Not once more in the table, where an index lost them.
        let unknown: HashSet<&str> = unknown.iter().map(|id| id.as_str()).collect();
        read::compare(transaction, register, |id| unknown.contains(id))?;
        *compared = true;
    }
    let mut add = transaction.prepare_cached("INSERT INTO patient (id) VALUES (?1)")?;
    for id in unknown {
        let number = add.insert([id])?;
        registering.add(id);
        patients.insert(id.clone(), Patient::new(id, number));
    }
    Ok(patients)
}

/// Counts the transaction, and writes who is there.
pub(super) fn write_register(
    transaction: &Transaction<'_>,
    registering: &Registering,
) -> rusqlite::Result<()> {
    let mut write = transaction.prepare_cached(
        "UPDATE register SET generation = generation + 1, patients = ?1, sum = ?2
         WHERE number = 1",
    )?;
    write.execute(params![registering.patients, registering.sum.to_bytes()])?;
    Ok(())
}

/// A document that is there.
struct Present {
    number: i64,
    digest: [u8; 32],
    superseded: Sum,
    sum: Sum,
}

struct Writer<'t> {
    find: CachedStatement<'t>,
    add: CachedStatement<'t>,
    earlier: CachedStatement<'t>,
    supersede: CachedStatement<'t>,
    forget: CachedStatement<'t>,
    correct: CachedStatement<'t>,
    head: CachedStatement<'t>,
    at: i64,
    options: &'t ImportOptions,
    store: &'t [u8],
}

impl<'t> Writer<'t> {
    fn new(
        transaction: &'t Transaction<'_>,
        access: &Access,
        options: &'t ImportOptions,
        store: &'t [u8],
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            find: transaction.prepare_cached(
                "SELECT number, digest, superseded, sum FROM document
                 WHERE patient = ?1 AND id_hash = ?2 AND id = ?3",
            )?,
            add: transaction.prepare_cached(
                "INSERT INTO document (patient, id_hash, id, digest, imported_at, event_count,
                     undated, first_day, last_day, events, left_out, superseded, sum)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?,
            earlier: transaction
                .prepare_cached("SELECT digest FROM superseded WHERE document = ?1")?,
            supersede: transaction
                .prepare_cached("INSERT INTO superseded (document, digest) VALUES (?1, ?2)")?,
            forget: transaction
                .prepare_cached("DELETE FROM superseded WHERE document = ?1 AND digest = ?2")?,
            correct: transaction.prepare_cached(
                "UPDATE document SET digest = ?2, imported_at = ?3, event_count = ?4,
                     undated = ?5, first_day = ?6, last_day = ?7, events = ?8, left_out = ?9,
                     superseded = ?10, sum = ?11
                 WHERE number = ?1",
            )?,
            head: transaction.prepare_cached(
                "UPDATE patient SET documents = ?2, identity = ?3, sum = ?4 WHERE number = ?1",
            )?,
            at: access.at.unix(),
            options,
            store,
        })
    }

    fn write(
        &mut self,
        patient: &mut Patient,
        document: &Encoded,
        counts: &mut ImportCounts,
    ) -> Result<(), Fault> {
        let Encoded { id, id_hash, digest, events, count, undated, left_out, .. } = document;
        let (first, last) = document.days.unzip();
        let key = params![patient.number, id_hash, id];
        match self.find.query_row(key, |row| present(row, document)).optional()? {
            None => {
                patient.identify(document, self.store, self.options)?;
                let superseded = Sum::default();
                let sum = document.sum(self.at, superseded);
                self.add.execute(params![
                    patient.number,
                    id_hash,
                    id,
                    digest,
                    self.at,
                    count,
                    undated,
                    first,
                    last,
                    events,
                    left_out,
                    superseded.to_bytes(),
                    sum.to_bytes()
                ])?;
                patient.add(sum);
                counts.added += 1;
            }
            Some(present) => {
                let present = present?;
                if present.digest == *digest {
                    patient.identify(document, self.store, self.options)?;
                    counts.unchanged += 1;
                    return Ok(());
                }
                let Some(superseded) = self.supersede(&present, document)? else {
                    counts.outdated += 1;
                    return Ok(());
                };
                patient.identify(document, self.store, self.options)?;
                let sum = document.sum(self.at, superseded);
                self.correct.execute(params![
                    present.number,
                    digest,
                    self.at,
                    count,
                    undated,
                    first,
                    last,
                    events,
                    left_out,
                    superseded.to_bytes(),
                    sum.to_bytes()
                ])?;
                patient.replace(present.sum, sum);
                counts.corrected += 1;
            }
        }
        counts.events += u64::from(*count);
        Ok(())
    }

    /// Remembers the present state as superseded by the new one, and gives the total over all
    /// earlier states; `None` if the new one is itself a state that was superseded.
    fn supersede(&mut self, present: &Present, document: &Encoded) -> Result<Option<Sum>, Fault> {
        let sum = |digest: &[u8]| Sum::of_superseded(&document.patient, &document.id, digest);
        let earlier: Vec<[u8; 32]> = self
            .earlier
            .query_map([present.number], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut total = earlier.iter().fold(Sum::default(), |total, d| total.and(sum(d)));
        if total != present.superseded {
            return Err(altered(document).into());
        }
        if earlier.contains(&document.digest) {
            if !self.options.reinstate {
                return Ok(None);
            }
            self.forget.execute(params![present.number, document.digest])?;
            total = total.without(sum(&document.digest));
        }
        self.supersede.execute(params![present.number, present.digest])?;
        Ok(Some(total.and(sum(&present.digest))))
    }

    fn write_head(&mut self, patient: &Patient) -> rusqlite::Result<()> {
        if patient.changed {
            self.head.execute(params![
                patient.number,
                patient.documents,
                patient.marks.to_bytes(),
                patient.sum.to_bytes()
            ])?;
        }
        Ok(())
    }
}

/// A document that is there, as far as it can be one that was written.
fn present(row: &Row<'_>, document: &Encoded) -> rusqlite::Result<Result<Present, Damage>> {
    let (superseded, sum): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
    let sums = Sum::of_bytes(&superseded).zip(Sum::of_bytes(&sum));
    let Some((superseded, sum)) = sums else { return Ok(Err(altered(document))) };
    Ok(Ok(Present { number: row.get(0)?, digest: row.get(1)?, superseded, sum }))
}

fn altered(document: &Encoded) -> Damage {
    Damage::Document { patient: document.patient.clone(), document: document.id.clone() }
}
