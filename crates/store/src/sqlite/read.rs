//! Reading. Each function is one statement, and so sees one state of the store.

use super::errors::Errors;
use crate::backend::EachDocument;
use crate::{Statistics, StoreError, StoredDocument};
use rusqlite::types::Type;
use rusqlite::{Connection, Error, Row, params};
use shohosen_medication::Date;
use shohosen_report::Time;

/// Says whether the patient is known.
pub(super) fn events(
    connection: &Connection,
    patient: &str,
    (first, last): (i32, i32),
    each: EachDocument<'_>,
    errors: &Errors,
) -> Result<bool, StoreError> {
    let fault = |error| errors.of(error);
    let mut statement = connection
        .prepare_cached(
            "SELECT document.events FROM patient LEFT JOIN document
                 ON document.patient = patient.number
                 AND (undated OR (last_day >= ?2 AND first_day <= ?3))
             WHERE patient.id = ?1",
        )
        .map_err(fault)?;
    let mut rows = statement.query(params![patient, first, last]).map_err(fault)?;
    let mut known = false;
    while let Some(row) = rows.next().map_err(fault)? {
        known = true;
        let value = row.get_ref(0).map_err(fault)?;
        if let Some(bytes) = value.as_blob_or_null().map_err(|error| fault(error.into()))? {
            each(bytes)?;
        }
    }
    Ok(known)
}

pub(super) fn documents(
    connection: &Connection,
    patient: &str,
) -> rusqlite::Result<Vec<StoredDocument>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, digest, imported_at, event_count, first_day, last_day FROM document
         WHERE patient = (SELECT number FROM patient WHERE id = ?1) ORDER BY id",
    )?;
    let document = |row: &Row<'_>| {
        Ok(StoredDocument {
            id: row.get(0)?,
            digest: row.get(1)?,
            imported_at: time(row, 2)?,
            events: row.get(3)?,
            first: day(row, 4)?,
            last: day(row, 5)?,
        })
    };
    statement.query_map([patient], document)?.collect()
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
