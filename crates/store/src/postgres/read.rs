//! Reading. Each function is one statement, and so sees one state of the store.

use super::count;
use super::errors::Errors;
use crate::backend::EachDocument;
use crate::{Access, Action, LogEntry, LogQuery, Statistics, StoreError, StoredDocument};
use postgres::{Client, Row, Statement};
use shohosen_medication::Date;
use shohosen_report::Time;

pub(super) const LOOK_UP: &str =
    "SELECT document.events FROM shohosen_patient patient LEFT JOIN shohosen_document document
         ON document.patient = patient.number
         AND (undated OR (last_day >= $2 AND first_day <= $3))
     WHERE patient.id = $1 ORDER BY document.id";

/// Says whether the patient is known.
pub(super) fn events(
    client: &mut Client,
    look_up: &Statement,
    patient: &str,
    (first, last): (i32, i32),
    each: EachDocument<'_>,
    errors: &Errors,
) -> Result<bool, StoreError> {
    let rows = client.query(look_up, &[&patient, &first, &last]);
    let rows = rows.map_err(|error| errors.of(&error))?;
    for row in &rows {
        if let Some(bytes) = errors.column::<Option<&[u8]>>(row, 0)? {
            each(bytes)?;
        }
    }
    Ok(!rows.is_empty())
}

pub(super) fn documents(
    client: &mut Client,
    patient: &str,
    errors: &Errors,
) -> Result<Vec<StoredDocument>, StoreError> {
    let rows = client.query(
        "SELECT id, digest, imported_at, event_count, first_day, last_day FROM shohosen_document
         WHERE patient = (SELECT number FROM shohosen_patient WHERE id = $1) ORDER BY id",
        &[&patient],
    );
    let rows = rows.map_err(|error| errors.of(&error))?;
    let document = |row: &Row| {
        let digest: &[u8] = errors.column(row, 1)?;
        Ok(StoredDocument {
            id: errors.column(row, 0)?,
            digest: digest
                .try_into()
                .map_err(|_| errors.corrupt("a digest that is not of 32 bytes".to_owned()))?,
            imported_at: time(row, 2, errors)?,
            events: count(errors.column(row, 3)?),
            first: day(row, 4, errors)?,
            last: day(row, 5, errors)?,
        })
    };
    rows.iter().map(document).collect()
}

pub(super) fn statistics(client: &mut Client, errors: &Errors) -> Result<Statistics, StoreError> {
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
    client: &mut Client,
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
