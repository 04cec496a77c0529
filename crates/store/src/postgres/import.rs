//! One transaction of an import: a handful of statements over whole arrays, as each one is a way to
//! the server and back.

use crate::access::NewEntry;
use crate::batch::Encoded;
use crate::{Access, Action, ImportCounts};
use postgres::{Error, Transaction};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The advisory lock under which the log is written, to the end of the transaction: numbers are
/// given in the order of commits, so that who reads on after a number misses nothing.
const LOG_LOCK: i64 = 0x5348_4F49;

/// A document, by the number of its patient and its id.
type Key<'d> = (i64, &'d str);

/// What becomes of a document.
struct State<'d> {
    digest: &'d [u8],
    /// What to write; `None` if it stays as it is.
    written: Option<&'d Encoded>,
}

pub(super) fn import(
    transaction: &mut Transaction<'_>,
    documents: &[Encoded],
    access: &Access,
    reinstate: bool,
) -> Result<ImportCounts, Error> {
    let numbers = lock_patients(transaction, documents)?;
    let number = |document: &Encoded| numbers.get(&document.patient).copied().unwrap_or_default();
    let key = |document: &Encoded| (number(document), document.id.clone());
    let keys: Vec<(i64, String)> = documents.iter().map(key).collect();
    let (present, superseded) = present(transaction, &keys)?;

    let mut states: HashMap<Key<'_>, State<'_>> = present
        .iter()
        .map(|(patient, id, digest)| ((*patient, id.as_str()), State { digest, written: None }))
        .collect();
    let mut superseded: HashSet<(Key<'_>, &[u8])> = superseded
        .iter()
        .map(|(patient, id, digest)| ((*patient, id.as_str()), digest.as_slice()))
        .collect();
    let (mut remembered, mut forgotten) = (HashSet::new(), HashSet::new());
    let mut patients: BTreeMap<&str, ImportCounts> = BTreeMap::new();
    for document in documents {
        let (key, digest) = ((number(document), document.id.as_str()), document.digest.as_slice());
        let counts = patients.entry(&document.patient).or_default();
        match states.get(&key).map(|state| state.digest) {
            None => counts.added += 1,
            Some(present) if present == digest => {
                counts.unchanged += 1;
                continue;
            }
            Some(present) => {
                if superseded.contains(&(key, digest)) {
                    if !reinstate {
                        counts.outdated += 1;
                        continue;
                    }
                    superseded.remove(&(key, digest));
                    remembered.remove(&(key, digest));
                    forgotten.insert((key, digest));
                }
                superseded.insert((key, present));
                forgotten.remove(&(key, present));
                remembered.insert((key, present));
                counts.corrected += 1;
            }
        }
        counts.events += u64::from(document.count);
        states.insert(key, State { digest, written: Some(document) });
    }

    let mut written: Vec<_> =
        states.into_iter().filter_map(|(key, state)| Some((key, state.written?))).collect();
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
    let mut all = ImportCounts::default();
    let mut entries = Vec::new();
    for (patient, counts) in patients {
        all.add(counts);
        let documents = counts.added + counts.corrected;
        if documents > 0 {
            let (action, events) = (Action::Import, counts.events);
            entries.push(NewEntry { access, action, patient: Some(patient), documents, events });
        }
    }
    append(transaction, &entries)?;
    Ok(all)
}

/// The number of each patient; those who are not known get one. Nobody else writes documents of
/// these patients until the end of the transaction. Everybody takes the locks in the same order.
fn lock_patients(
    transaction: &mut Transaction<'_>,
    documents: &[Encoded],
) -> Result<HashMap<String, i64>, Error> {
    let mut ids: Vec<&str> = documents.iter().map(|document| document.patient.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    transaction.execute(
        "INSERT INTO shohosen_patient (id)
         SELECT new.id FROM unnest($1::text[]) AS new (id)
             LEFT JOIN shohosen_patient known ON known.id = new.id
         WHERE known.id IS NULL ORDER BY new.id COLLATE \"C\"
         ON CONFLICT DO NOTHING",
        &[&ids],
    )?;
    let rows = transaction.query(
        "SELECT id, number FROM shohosen_patient WHERE id = ANY ($1)
         ORDER BY id FOR NO KEY UPDATE",
        &[&ids],
    )?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Rows of patient, document and digest.
type Digests = Vec<(i64, String, Vec<u8>)>;

/// The present state of these documents, and their earlier ones.
fn present(
    transaction: &mut Transaction<'_>,
    keys: &[(i64, String)],
) -> Result<(Digests, Digests), Error> {
    let (patients, ids): (Vec<i64>, Vec<&str>) =
        keys.iter().map(|(patient, id)| (*patient, id.as_str())).unzip();
    let mut digests = |sql: &str| -> Result<Digests, Error> {
        let rows = transaction.query(sql, &[&patients, &ids])?;
        let row = |row: &postgres::Row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
        rows.iter().map(row).collect()
    };
    let present = digests(
        "SELECT DISTINCT patient, id, digest FROM shohosen_document
         JOIN unnest($1::bigint[], $2::text[]) AS wanted (patient, id) USING (patient, id)",
    )?;
    let superseded = digests(
        "SELECT DISTINCT patient, document, digest FROM shohosen_superseded
         JOIN unnest($1::bigint[], $2::text[]) AS wanted (patient, document)
             USING (patient, document)",
    )?;
    Ok((present, superseded))
}

fn write(
    transaction: &mut Transaction<'_>,
    written: &[(Key<'_>, &Encoded)],
    access: &Access,
) -> Result<(), Error> {
    if written.is_empty() {
        return Ok(());
    }
    let patients: Vec<i64> = written.iter().map(|((patient, _), _)| *patient).collect();
    let ids: Vec<&str> = written.iter().map(|((_, id), _)| *id).collect();
    let digests: Vec<&[u8]> = written.iter().map(|(_, d)| d.digest.as_slice()).collect();
    let counts: Vec<i64> = written.iter().map(|(_, d)| d.count.into()).collect();
    let undated: Vec<bool> = written.iter().map(|(_, d)| d.undated).collect();
    let first: Vec<Option<i32>> = written.iter().map(|(_, d)| d.days.map(|d| d.0)).collect();
    let last: Vec<Option<i32>> = written.iter().map(|(_, d)| d.days.map(|d| d.1)).collect();
    let events: Vec<&[u8]> = written.iter().map(|(_, d)| d.events.as_slice()).collect();
    transaction.execute(
        "INSERT INTO shohosen_document (patient, id, digest, imported_at, event_count, undated,
             first_day, last_day, events)
         SELECT patient, id, digest, $9, event_count, undated, first_day, last_day, events
         FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bigint[], $5::boolean[],
             $6::integer[], $7::integer[], $8::bytea[])
             AS new (patient, id, digest, event_count, undated, first_day, last_day, events)
         ON CONFLICT (patient, id) DO UPDATE SET (digest, imported_at, event_count, undated,
             first_day, last_day, events) = (excluded.digest, excluded.imported_at,
             excluded.event_count, excluded.undated, excluded.first_day, excluded.last_day,
             excluded.events)",
        &[&patients, &ids, &digests, &counts, &undated, &first, &last, &events, &access.at.unix()],
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
