//! Reading.

use super::errors::Fault;
use crate::Statistics;
use crate::backend::{EachDocument, Head, Register};
use crate::sum::Kept;
use crate::writing::Found;
use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, Error, Row, params};
use shohosen_medication::Date;
use shohosen_report::Time;

pub(super) fn register(connection: &Connection) -> rusqlite::Result<Register> {
    let mut statement = connection
        .prepare_cached("SELECT store, generation, patients, sum FROM register WHERE number = 1")?;
    statement.query_row([], |row| {
        Ok(Register {
            store: row.get(0)?,
            generation: row.get(1)?,
            patients: row.get(2)?,
            sum: row.get(3)?,
        })
    })
}

/// The documents of a patient. `None`: there is no such patient, and none was lost.
pub(super) fn history(
    connection: &Connection,
    patient: &str,
    each: EachDocument<'_>,
    register: &Register,
) -> Result<Option<Head>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT patient.documents, patient.identity, patient.sum, document.id, digest,
             imported_at, event_count, undated, first_day, last_day, events, left_out, superseded,
             document.sum
         FROM patient LEFT JOIN document ON document.patient = patient.number
         WHERE patient.id = ?1",
    )?;
    let mut rows = statement.query([patient])?;
    let mut head = None;
    while let Some(row) = rows.next()? {
        if head.is_none() {
            head = Some(Head {
                documents: row.get(0)?,
                identity: row.get(1)?,
                sum: row.get(2)?,
                store: register.store.clone(),
            });
        }
        if row.get_ref(3)? != ValueRef::Null {
            each(&kept(row, 3)?)?;
        }
    }
    if head.is_none() {
        compare(connection, register, |id| id == patient)?;
    }
    Ok(head)
}

/// A document from this column on: id, digest, imported_at, event_count, undated, first_day,
/// last_day, events, left_out, superseded, sum.
pub(super) fn kept<'r>(row: &'r Row<'_>, column: usize) -> Result<Kept<'r>, Fault> {
    Ok(Kept {
        id: row.get_ref(column)?.as_str()?,
        digest: row.get_ref(column + 1)?.as_blob()?,
        imported_at: row.get(column + 2)?,
        count: row.get(column + 3)?,
        undated: row.get(column + 4)?,
        first: row.get(column + 5)?,
        last: row.get(column + 6)?,
        events: row.get_ref(column + 7)?.as_blob()?,
        left_out: row.get_ref(column + 8)?.as_str()?,
        superseded: row.get_ref(column + 9)?.as_blob()?,
        sum: row.get_ref(column + 10)?.as_blob()?,
    })
}

/// Goes through the table of all patients, past the index: they are those of the register, and none
/// of them is one that the index did not find.
pub(super) fn compare(
    connection: &Connection,
    register: &Register,
    not_found: impl Fn(&str) -> bool,
) -> Result<(), Fault> {
    let mut statement = connection.prepare_cached("SELECT id FROM patient NOT INDEXED")?;
    let mut rows = statement.query([])?;
    let (mut found, mut lost) = (Found::default(), false);
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_str()?;
        found.add(id);
        lost |= not_found(id);
    }
    found.compare(register)?;
    match lost {
        true => Err(found.damage(register).into()),
        false => Ok(()),
    }
}

pub(super) fn patients(
    connection: &Connection,
    after: &str,
    limit: u32,
) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM patient WHERE id > ?1 ORDER BY id LIMIT ?2")?;
    statement.query_map(params![after, limit], |row| row.get(0))?.collect()
}

pub(super) fn statistics(connection: &Connection) -> rusqlite::Result<Statistics> {
    connection.query_row(
        "SELECT (SELECT count(*) FROM patient), count(*), coalesce(sum(event_count), 0),
                min(first_day), max(last_day), (SELECT count(*) FROM access_log)
         FROM document",
        [],
        |row| {
            Ok(Statistics {
                patients: row.get(0)?,
                documents: row.get(1)?,
                events: row.get(2)?,
                first: day(row, 3)?,
                last: day(row, 4)?,
                log_entries: row.get(5)?,
                bytes: 0,
            })
        },
    )
}

/// A column that holds seconds since 1970.
pub(super) fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Time> {
    let seconds = row.get(column)?;
    Time::from_unix(seconds).ok_or(Error::IntegralValueOutOfRange(column, seconds))
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    let days: Option<i32> = row.get(column)?;
    let date =
        |days| Date::from_days(days).ok_or(Error::IntegralValueOutOfRange(column, days.into()));
    days.map(date).transpose()
}

/// A column that does not hold one of the words it should.
pub(super) fn unknown_word(column: usize, word: &str) -> Error {
    let problem = format!("a word that is not known: {word:?}");
    Error::FromSqlConversionFailure(column, Type::Text, problem.into())
}
