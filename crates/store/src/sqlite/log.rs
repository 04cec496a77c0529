//! The access log.

use super::read::{time, unknown_word};
use crate::access::NewEntry;
use crate::{Access, Action, LogEntry, LogQuery};
use rusqlite::{Connection, Row, Transaction, params};

pub(super) fn append(transaction: &Transaction<'_>, entry: &NewEntry<'_>) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO access_log (at, actor, action, patient, purpose, documents, events)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    statement.execute(params![
        entry.access.at.unix(),
        entry.access.actor,
        entry.action.as_str(),
        entry.patient,
        entry.access.purpose,
        entry.documents,
        entry.events,
    ])?;
    Ok(())
}

pub(super) fn read(connection: &Connection, query: &LogQuery) -> rusqlite::Result<Vec<LogEntry>> {
    let mut statement = connection.prepare_cached(
        "SELECT number, at, actor, action, patient, purpose, documents, events FROM access_log
         WHERE number > ?1 AND (?2 IS NULL OR patient = ?2) ORDER BY number LIMIT ?3",
    )?;
    let after = i64::try_from(query.after).unwrap_or(i64::MAX);
    statement.query_map(params![after, query.patient, query.limit], entry)?.collect()
}

fn entry(row: &Row<'_>) -> rusqlite::Result<LogEntry> {
    let action: String = row.get(3)?;
    Ok(LogEntry {
        number: row.get(0)?,
        access: Access { actor: row.get(2)?, purpose: row.get(5)?, at: time(row, 1)? },
        action: Action::from_word(&action).ok_or_else(|| unknown_word(3, &action))?,
        patient: row.get(4)?,
        documents: row.get(6)?,
        events: row.get(7)?,
    })
}
