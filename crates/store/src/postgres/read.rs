//! Reading.

use super::count;
use super::errors::{Errors, Fault};
use crate::backend::{EachDamage, EachDocument, Head, Register};
use crate::intact::{Intact, contents};
use crate::sum::{Kept, Sum};
use crate::writing::Found;
use crate::{Access, Action, Damage, LogEntry, LogQuery, Statistics, StoreError};
use postgres::{Error, GenericClient, Row, Statement, Transaction};
use shohosen_medication::Date;
use shohosen_report::Time;
use std::collections::HashMap;

const COLUMNS: &str = "document.id, document.digest, document.imported_at, document.event_count,
     document.undated, document.first_day, document.last_day, document.events,
     document.left_out, document.superseded, document.sum";

pub(super) fn look_up() -> String {
    format!(
        "SELECT patient.documents, patient.identity, patient.sum, {COLUMNS}
         FROM shohosen_patient patient
             LEFT JOIN shohosen_document document ON document.patient = patient.number
         WHERE patient.id = $1 ORDER BY document.id"
    )
}

/// All documents of a patient by its number.
pub(super) fn documents() -> String {
    format!("SELECT {COLUMNS} FROM shohosen_document document WHERE patient = $1 ORDER BY id")
}

pub(super) fn register(client: &mut impl GenericClient) -> Result<Register, Error> {
    let sql = "SELECT store, generation, patients, sum FROM shohosen_register WHERE number = 1";
    let row = client.query_one(sql, &[])?;
    Ok(Register {
        store: row.try_get(0)?,
        generation: count(row.try_get(1)?),
        patients: count(row.try_get(2)?),
        sum: row.try_get(3)?,
    })
}

/// The documents of a patient. `None`: there is no such patient, and none was lost.
pub(super) fn history(
    client: &mut Transaction<'_>,
    look_up: &Statement,
    patient: &str,
    each: EachDocument<'_>,
    register: &Register,
    errors: &Errors,
) -> Result<Option<Head>, Fault> {
    let rows = client.query(look_up, &[&patient])?;
    let Some(first) = rows.first() else {
        lost(client, patient, register)?;
        return Ok(None);
    };
    let mut head = head(first, 0, errors)?;
    head.store.clone_from(&register.store);
    for row in &rows {
        if errors.column::<Option<&str>>(row, 3)?.is_some() {
            each(&kept(row, 3, errors)?)?;
        }
    }
    Ok(Some(head))
}

fn head(row: &Row, column: usize, errors: &Errors) -> Result<Head, StoreError> {
    Ok(Head {
        documents: count(errors.column(row, column)?),
        identity: errors.column(row, column + 1)?,
        sum: errors.column(row, column + 2)?,
        ..Head::default()
    })
}

/// A document from this column on, in the order of `COLUMNS`.
pub(super) fn kept<'r>(
    row: &'r Row,
    column: usize,
    errors: &Errors,
) -> Result<Kept<'r>, StoreError> {
    Ok(Kept {
        id: errors.column(row, column)?,
        digest: errors.column(row, column + 1)?,
        imported_at: errors.column(row, column + 2)?,
        count: errors.column(row, column + 3)?,
        undated: errors.column(row, column + 4)?,
        first: errors.column(row, column + 5)?,
        last: errors.column(row, column + 6)?,
        events: errors.column(row, column + 7)?,
        left_out: errors.column(row, column + 8)?,
        superseded: errors.column(row, column + 9)?,
        sum: errors.column(row, column + 10)?,
    })
}

/// Goes through the table of all patients, past the index (which has nothing of the number of
/// documents): they are those of the register, and none of them is one that the index did not find.
fn lost(client: &mut Transaction<'_>, patient: &str, register: &Register) -> Result<(), Fault> {
    const PAGE: i32 = 10_000;
    let all = client.prepare("SELECT id FROM shohosen_patient WHERE documents >= 0")?;
    let portal = client.bind(&all, &[])?;
    let (mut found, mut lost) = (Found::default(), false);
    loop {
        let rows = client.query_portal(&portal, PAGE)?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let id: &str = row.try_get(0)?;
            found.add(id);
            lost |= id == patient;
        }
    }
    found.compare(register)?;
    match lost {
        true => Err(found.damage(register).into()),
        false => Ok(()),
    }
}

/// Looks at everything; the transaction sees one state. Patients come in pages, so that no more than
/// a few are in memory.
pub(super) fn verify(
    client: &mut Transaction<'_>,
    each: EachDamage<'_>,
    errors: &Errors,
) -> Result<Statistics, Fault> {
    const PAGE: i64 = 500;
    let register = register(client)?;
    let mut statistics = statistics(client, errors)?;
    (statistics.patients, statistics.documents, statistics.events) = (0, 0, 0);
    let documents = client.prepare(&documents())?;
    let earlier =
        client.prepare("SELECT document, digest FROM shohosen_superseded WHERE patient = $1")?;
    let mut found = Found::default();
    let mut after = i64::MIN;
    loop {
        let patients = client.query(
            "SELECT number, id, documents, identity, sum FROM shohosen_patient
             WHERE number > $1 ORDER BY number LIMIT $2",
            &[&after, &PAGE],
        )?;
        let Some(last) = patients.last() else { break };
        after = errors.column(last, 0)?;
        for row in &patients {
            let (number, id): (i64, String) = (errors.column(row, 0)?, errors.column(row, 1)?);
            let head = head(row, 2, errors)?;
            found.add(&id);
            statistics.patients += 1;
            let mut totals: HashMap<String, Sum> = HashMap::new();
            for row in client.query(&earlier, &[&number])? {
                let (document, digest): (String, Vec<u8>) = (row.try_get(0)?, row.try_get(1)?);
                let sum = Sum::of_superseded(&id, &document, &digest);
                let total = totals.entry(document).or_default();
                *total = total.and(sum);
            }
            let mut intact = Intact::new(&id);
            for row in client.query(&documents, &[&number])? {
                let kept = kept(&row, 0, errors)?;
                statistics.documents += 1;
                statistics.events += count(kept.count);
                let total = totals.remove(kept.id).unwrap_or_default();
                let whole = intact.document(&kept).and_then(|()| contents(&id, &kept));
                match whole {
                    Err(damage) => each(damage),
                    Ok(_) if total.to_bytes() != kept.superseded => {
                        each(Damage::Document { patient: id.clone(), document: kept.id.to_owned() })
                    }
                    Ok(_) => {}
                }
            }
            if let Err(damage) = intact.end(&head) {
                each(damage);
            }
        }
    }
    if let Err(damage) = found.compare(&register) {
        each(damage);
    }
    Ok(statistics)
}

pub(super) fn statistics(
    client: &mut Transaction<'_>,
    errors: &Errors,
) -> Result<Statistics, StoreError> {
    let row = client.query_one(
        "SELECT (SELECT count(*) FROM shohosen_patient), count(*),
             coalesce(sum(event_count), 0)::bigint, min(first_day), max(last_day),
             (SELECT count(*) FROM shohosen_access_log),
             pg_total_relation_size('shohosen_patient')
             + pg_total_relation_size('shohosen_document')
             + pg_total_relation_size('shohosen_superseded')
             + pg_total_relation_size('shohosen_access_log')
         FROM shohosen_document",
        &[],
    );
    let row = row.map_err(|error| errors.of(&error))?;
    let number = |column| Ok::<_, StoreError>(count(errors.column(&row, column)?));
    Ok(Statistics {
        patients: number(0)?,
        documents: number(1)?,
        events: number(2)?,
        first: day(&row, 3, errors)?,
        last: day(&row, 4, errors)?,
        log_entries: number(5)?,
        bytes: number(6)?,
    })
}

pub(super) fn log(
    client: &mut Transaction<'_>,
    query: &LogQuery,
    errors: &Errors,
) -> Result<Vec<LogEntry>, StoreError> {
    let after = i64::try_from(query.after).unwrap_or(i64::MAX);
    let rows = client.query(
        "SELECT number, at, actor, action, patient, purpose, documents, events
         FROM shohosen_access_log
         WHERE number > $1 AND ($2::text IS NULL OR patient = $2) ORDER BY number LIMIT $3",
        &[&after, &query.patient, &i64::from(query.limit)],
    );
    let rows = rows.map_err(|error| errors.of(&error))?;
    let entry = |row: &Row| {
        let action: &str = errors.column(row, 3)?;
        let unknown = || errors.corrupt(format!("an action that is not known: {action:?}"));
        Ok(LogEntry {
            number: count(errors.column(row, 0)?),
            access: Access {
                actor: errors.column(row, 2)?,
                purpose: errors.column(row, 5)?,
                at: time(row, 1, errors)?,
            },
            action: Action::from_word(action).ok_or_else(unknown)?,
            patient: errors.column(row, 4)?,
            documents: count(errors.column(row, 6)?),
            events: count(errors.column(row, 7)?),
        })
    };
    rows.iter().map(entry).collect()
}

/// A column that holds seconds since 1970.
fn time(row: &Row, column: usize, errors: &Errors) -> Result<Time, StoreError> {
    let seconds = errors.column(row, column)?;
    let wrong = || errors.corrupt(format!("a time that there is not: {seconds}"));
    Time::from_unix(seconds).ok_or_else(wrong)
}

fn day(row: &Row, column: usize, errors: &Errors) -> Result<Option<Date>, StoreError> {
    let days: Option<i32> = errors.column(row, column)?;
    let date = |days| {
        let wrong = || errors.corrupt(format!("a day that there is not: {days}"));
        Date::from_days(days).ok_or_else(wrong)
    };
    days.map(date).transpose()
}
