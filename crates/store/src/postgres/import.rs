//! One transaction of an import: a handful of statements over whole arrays, as each one is a way to
//! the server and back.

use super::count;
use super::errors::Fault;
use crate::access::NewEntry;
use crate::backend::{Head, Register};
use crate::batch::Encoded;
use crate::sum::Sum;
use crate::writing::{Patient, Registering};
use crate::{Access, Action, Damage, ImportCounts, ImportOptions};
use postgres::{Error, Row, Transaction};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The advisory lock under which the log is written, to the end of the transaction: numbers are
/// given in the order of commits, so that who reads on after a number misses nothing.
const LOG_LOCK: i64 = 0x5348_4F49;

/// A document, by the number of its patient and its id.
type Key<'d> = (i64, &'d str);

/// What becomes of a document.
struct State<'d> {
    digest: &'d [u8],
    /// The total over its earlier states.
    superseded: Sum,
    sum: Sum,
    /// What to write; `None` if it stays as it is.
    written: Option<&'d Encoded>,
}

pub(super) fn import(
    transaction: &mut Transaction<'_>,
    documents: &[Encoded],
    access: &Access,
    options: &ImportOptions,
    register: &Register,
) -> Result<ImportCounts, Fault> {
    let (mut patients, new) = lock_patients(transaction, documents)?;
    let number =
        |document: &Encoded| patients.get(&document.patient).map_or(0, |patient| patient.number);
    let key = |document: &Encoded| (number(document), document.id.clone());
    let keys: Vec<(i64, String)> = documents.iter().map(key).collect();
    let (present, superseded) = present(transaction, &keys)?;

    let mut states = states(&patients, &present, &superseded)?;
    let mut superseded: HashSet<(Key<'_>, &[u8])> = superseded
        .iter()
        .map(|(patient, id, digest)| ((*patient, id.as_str()), digest.as_slice()))
        .collect();
    let (mut remembered, mut forgotten) = (HashSet::new(), HashSet::new());
    let mut all_counts: BTreeMap<&str, ImportCounts> = BTreeMap::new();
    let at = access.at.unix();
    for document in documents {
        let Some(patient) = patients.get_mut(&document.patient) else { continue };
        let (key, digest) = ((patient.number, document.id.as_str()), document.digest.as_slice());
        let counts = all_counts.entry(&document.patient).or_default();
        let of_state = |digest: &[u8]| Sum::of_superseded(&document.patient, key.1, digest);
        let (total, sum) = match states.get(&key) {
            None => {
                patient.identify(document, &register.store, options)?;
                let sum = document.sum(at, Sum::default());
                patient.add(sum);
                counts.added += 1;
                (Sum::default(), sum)
            }
            Some(state) if state.digest == digest => {
                patient.identify(document, &register.store, options)?;
                counts.unchanged += 1;
                continue;
            }
            Some(state) => {
                let present = state.digest;
                let mut total = state.superseded;
                if superseded.contains(&(key, digest)) {
                    if !options.reinstate {
                        counts.outdated += 1;
                        continue;
                    }
                    superseded.remove(&(key, digest));
                    remembered.remove(&(key, digest));
                    forgotten.insert((key, digest));
                    total = total.without(of_state(digest));
                }
                patient.identify(document, &register.store, options)?;
                superseded.insert((key, present));
                forgotten.remove(&(key, present));
                remembered.insert((key, present));
                total = total.and(of_state(present));
                let sum = document.sum(at, total);
                patient.replace(state.sum, sum);
                counts.corrected += 1;
                (total, sum)
            }
        };
        counts.events += u64::from(document.count);
        states.insert(key, State { digest, superseded: total, sum, written: Some(document) });
    }

    let mut written: Vec<_> =
        states.into_iter().filter(|(_, state)| state.written.is_some()).collect();
    written.sort_by_key(|(key, _)| *key);
    write(transaction, &written, access)?;
    change_superseded(
        transaction,
        "DELETE FROM shohosen_superseded s
         USING unnest($1::bigint[], $2::text[], $3::bytea[]) AS gone (patient, document, digest)
         WHERE (s.patient, s.document, s.digest) = (gone.patient, gone.document, gone.digest)",
        &forgotten,
    )?;
    change_superseded(
        transaction,
        "INSERT INTO shohosen_superseded (patient, document, digest)
         SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[]) ON CONFLICT DO NOTHING",
        &remembered,
    )?;
    write_heads(transaction, &patients)?;
    let mut all = ImportCounts::default();
    let mut entries = Vec::new();
    for (patient, counts) in all_counts {
        all.add(counts);
        let documents = counts.added + counts.corrected;
        if documents > 0 {
            let (action, events) = (Action::Import, counts.events);
            entries.push(NewEntry { access, action, patient: Some(patient), documents, events });
        }
    }
    let changed = patients.values().any(|patient| patient.changed);
    append(transaction, &entries)?;
    if changed {
        change_register(transaction, |registering| {
            new.iter().for_each(|id| registering.add(id));
        })?;
    }
    Ok(all)
}

/// The row of each patient, and the ids of those who are new: they get one. Nobody else writes
/// documents of these patients until the end of the transaction. Everybody takes the locks in the
/// same order.
fn lock_patients(
    transaction: &mut Transaction<'_>,
    documents: &[Encoded],
) -> Result<(HashMap<String, Patient>, Vec<String>), Fault> {
    let mut ids: Vec<&str> = documents.iter().map(|document| document.patient.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut new: HashSet<String> = HashSet::new();
    loop {
        let rows = transaction.query(
            "INSERT INTO shohosen_patient (id)
             SELECT new.id FROM unnest($1::text[]) AS new (id)
                 LEFT JOIN shohosen_patient known ON known.id = new.id
             WHERE known.id IS NULL ORDER BY new.id COLLATE \"C\"
             ON CONFLICT DO NOTHING RETURNING id",
            &[&ids],
        )?;
        for row in rows {
            new.insert(row.try_get(0)?);
        }
        let rows = transaction.query(
            "SELECT id, number, documents, identity, sum FROM shohosen_patient
             WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE",
            &[&ids],
        )?;
        // Who was deleted while we waited for the lock is new.
        if rows.len() == ids.len() {
            let patient = |row: &Row| locked(row, &new);
            let patients = rows.iter().map(patient).collect::<Result<_, Fault>>()?;
            return Ok((patients, new.into_iter().collect()));
        }
    }
}

fn locked(row: &Row, new: &HashSet<String>) -> Result<(String, Patient), Fault> {
    let (id, number): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
    let head = Head {
        documents: count(row.try_get(2)?),
        identity: row.try_get(3)?,
        sum: row.try_get(4)?,
        ..Head::default()
    };
    let patient = match new.contains(&id) {
        true => Patient::new(&id, number),
        false => Patient::of(&id, number, &head)?,
    };
    Ok((id, patient))
}

fn write_heads(
    transaction: &mut Transaction<'_>,
    patients: &HashMap<String, Patient>,
) -> Result<(), Error> {
    let changed: Vec<&Patient> = patients.values().filter(|patient| patient.changed).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let numbers: Vec<i64> = changed.iter().map(|patient| patient.number).collect();
    let documents: Vec<i64> = changed.iter().map(|patient| signed(patient.documents)).collect();
    let identities: Vec<Vec<u8>> = changed.iter().map(|patient| patient.marks.to_bytes()).collect();
    let sums: Vec<Vec<u8>> = changed.iter().map(|patient| patient.sum.to_bytes().into()).collect();
    transaction.execute(
        "UPDATE shohosen_patient SET documents = new.documents, identity = new.identity,
             sum = new.sum
         FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])
             AS new (number, documents, identity, sum)
         WHERE shohosen_patient.number = new.number",
        &[&numbers, &documents, &identities, &sums],
    )?;
    Ok(())
}

/// Counts the transaction, and writes who is there. Under the lock of the log, which whoever writes
/// holds to the end of the transaction.
pub(super) fn change_register(
    transaction: &mut Transaction<'_>,
    change: impl FnOnce(&mut Registering),
) -> Result<(), Fault> {
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOG_LOCK])?;
    let register = super::read::register(transaction)?;
    let mut registering = Registering::of(&register)?;
    change(&mut registering);
    let (patients, sum) = (signed(registering.patients), registering.sum.to_bytes());
    transaction.execute(
        "UPDATE shohosen_register SET generation = generation + 1, patients = $1, sum = $2
         WHERE number = 1",
        &[&patients, &sum.as_slice()],
    )?;
    Ok(())
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn altered(patient: &str, document: &str) -> Damage {
    Damage::Document { patient: patient.to_owned(), document: document.to_owned() }
}

/// A document that is there.
struct Present {
    patient: i64,
    id: String,
    digest: Vec<u8>,
    superseded: Vec<u8>,
    sum: Vec<u8>,
}

/// The documents that are there; the earlier states of each are those that were written.
fn states<'d>(
    patients: &HashMap<String, Patient>,
    present: &'d [Present],
    superseded: &[(i64, String, Vec<u8>)],
) -> Result<HashMap<Key<'d>, State<'d>>, Damage> {
    let ids: HashMap<i64, &str> =
        patients.iter().map(|(id, patient)| (patient.number, id.as_str())).collect();
    let id = |number: i64| ids.get(&number).copied().unwrap_or_default();
    let mut totals: HashMap<Key<'_>, Sum> = HashMap::new();
    for (number, document, digest) in superseded {
        let sum = Sum::of_superseded(id(*number), document, digest);
        let total = totals.entry((*number, document)).or_default();
        *total = total.and(sum);
    }
    let mut states = HashMap::new();
    for row in present {
        let key = (row.patient, row.id.as_str());
        let superseded = Sum::of_bytes(&row.superseded)
            .filter(|kept| *kept == totals.get(&key).copied().unwrap_or_default());
        let (superseded, sum) = superseded
            .zip(Sum::of_bytes(&row.sum))
            .ok_or_else(|| altered(id(row.patient), &row.id))?;
        states.insert(key, State { digest: &row.digest, superseded, sum, written: None });
    }
    Ok(states)
}

/// Rows of patient, document and digest.
type Digests = Vec<(i64, String, Vec<u8>)>;

/// The present state of these documents, and their earlier ones.
fn present(
    transaction: &mut Transaction<'_>,
    keys: &[(i64, String)],
) -> Result<(Vec<Present>, Digests), Error> {
    let (patients, ids): (Vec<i64>, Vec<&str>) =
        keys.iter().map(|(patient, id)| (*patient, id.as_str())).unzip();
    let rows = transaction.query(
        "SELECT DISTINCT patient, id, digest, superseded, sum FROM shohosen_document
         JOIN unnest($1::bigint[], $2::text[]) AS wanted (patient, id) USING (patient, id)",
        &[&patients, &ids],
    )?;
    let row = |row: &Row| {
        Ok::<_, Error>(Present {
            patient: row.try_get(0)?,
            id: row.try_get(1)?,
            digest: row.try_get(2)?,
            superseded: row.try_get(3)?,
            sum: row.try_get(4)?,
        })
    };
    let present = rows.iter().map(row).collect::<Result<_, _>>()?;
    let mut digests = |sql: &str| -> Result<Digests, Error> {
        let rows = transaction.query(sql, &[&patients, &ids])?;
        let row = |row: &Row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
        rows.iter().map(row).collect()
    };
    let superseded = digests(
        "SELECT DISTINCT patient, document, digest FROM shohosen_superseded
         JOIN unnest($1::bigint[], $2::text[]) AS wanted (patient, document)
             USING (patient, document)",
    )?;
    Ok((present, superseded))
}

fn write(
    transaction: &mut Transaction<'_>,
    written: &[(Key<'_>, State<'_>)],
    access: &Access,
) -> Result<(), Error> {
    let written: Vec<_> = written
        .iter()
        .filter_map(|((patient, id), state)| Some((*patient, *id, state, state.written?)))
        .collect();
    if written.is_empty() {
        return Ok(());
    }
    let patients: Vec<i64> = written.iter().map(|(patient, ..)| *patient).collect();
    let ids: Vec<&str> = written.iter().map(|(_, id, ..)| *id).collect();
    let documents = || written.iter().map(|(.., document)| *document);
    let digests: Vec<&[u8]> = documents().map(|d| d.digest.as_slice()).collect();
    let counts: Vec<i64> = documents().map(|d| d.count.into()).collect();
    let undated: Vec<bool> = documents().map(|d| d.undated).collect();
    let first: Vec<Option<i32>> = documents().map(|d| d.days.map(|d| d.0)).collect();
    let last: Vec<Option<i32>> = documents().map(|d| d.days.map(|d| d.1)).collect();
    let events: Vec<&[u8]> = documents().map(|d| d.events.as_slice()).collect();
    let left_out: Vec<&str> = documents().map(|d| d.left_out.as_str()).collect();
    let states = || written.iter().map(|(_, _, state, _)| *state);
    let superseded: Vec<Vec<u8>> = states().map(|s| s.superseded.to_bytes().into()).collect();
    let sums: Vec<Vec<u8>> = states().map(|s| s.sum.to_bytes().into()).collect();
    transaction.execute(
        "INSERT INTO shohosen_document (patient, id, digest, imported_at, event_count, undated,
             first_day, last_day, events, left_out, superseded, sum)
         SELECT patient, id, digest, $12, event_count, undated, first_day, last_day, events,
             left_out, superseded, sum
         FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bigint[], $5::boolean[],
             $6::integer[], $7::integer[], $8::bytea[], $9::text[], $10::bytea[], $11::bytea[])
             AS new (patient, id, digest, event_count, undated, first_day, last_day, events,
                 left_out, superseded, sum)
         ON CONFLICT (patient, id) DO UPDATE SET (digest, imported_at, event_count, undated,
             first_day, last_day, events, left_out, superseded, sum) = (excluded.digest,
             excluded.imported_at, excluded.event_count, excluded.undated, excluded.first_day,
             excluded.last_day, excluded.events, excluded.left_out, excluded.superseded,
             excluded.sum)",
        &[
            &patients,
            &ids,
            &digests,
            &counts,
            &undated,
            &first,
            &last,
            &events,
            &left_out,
            &superseded,
            &sums,
            &access.at.unix(),
        ],
    )?;
    Ok(())
}

fn change_superseded(
    transaction: &mut Transaction<'_>,
    sql: &str,
    rows: &HashSet<(Key<'_>, &[u8])>,
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let patients: Vec<i64> = rows.iter().map(|((patient, _), _)| *patient).collect();
    let ids: Vec<&str> = rows.iter().map(|((_, id), _)| *id).collect();
    let digests: Vec<&[u8]> = rows.iter().map(|(_, digest)| *digest).collect();
    transaction.execute(sql, &[&patients, &ids, &digests])?;
    Ok(())
}

/// Writes into the access log, in this order.
pub(super) fn append(
    transaction: &mut Transaction<'_>,
    entries: &[NewEntry<'_>],
) -> Result<(), Error> {
    if entries.is_empty() {
        return Ok(());
    }
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let at: Vec<i64> = entries.iter().map(|entry| entry.access.at.unix()).collect();
    let actors: Vec<&str> = entries.iter().map(|entry| entry.access.actor.as_str()).collect();
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    let patients: Vec<Option<&str>> = entries.iter().map(|entry| entry.patient).collect();
    let purposes: Vec<&str> = entries.iter().map(|entry| entry.access.purpose.as_str()).collect();
    let documents: Vec<i64> = entries.iter().map(|entry| number(entry.documents)).collect();
    let events: Vec<i64> = entries.iter().map(|entry| number(entry.events)).collect();
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOG_LOCK])?;
    transaction.execute(
        "INSERT INTO shohosen_access_log
             (at, actor, action, patient, purpose, documents, events)
         SELECT at, actor, action, patient, purpose, documents, events
         FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[],
             $6::bigint[], $7::bigint[]) WITH ORDINALITY
             AS new (at, actor, action, patient, purpose, documents, events, place)
         ORDER BY place",
        &[&at, &actors, &actions, &patients, &purposes, &documents, &events],
    )?;
    Ok(())
}
