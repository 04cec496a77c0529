//! Deletion of a patient.

use super::errors::Fault;
use super::{import, log};
use crate::access::NewEntry;
use crate::backend::Register;
use crate::writing::Registering;
use crate::{Access, Action, Deletion};
use rusqlite::{Connection, Transaction};

pub(super) fn delete(
    transaction: &Transaction<'_>,
    patient: &str,
    access: &Access,
    register: &Register,
) -> Result<Deletion, Fault> {
    let (documents, events) = transaction.query_row(
        "SELECT count(*), coalesce(sum(event_count), 0) FROM document
         WHERE patient = (SELECT number FROM patient WHERE id = ?1)",
        [patient],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    // Everything of the patient goes with this row, by the foreign keys.
    if transaction.execute("DELETE FROM patient WHERE id = ?1", [patient])? > 0 {
        let mut registering = Registering::of(register)?;
        registering.remove(patient);
        import::write_register(transaction, &registering)?;
    }
    let action = Action::Delete;
    let entry = NewEntry { access, action, patient: Some(patient), documents, events };
    log::append(transaction, &entry)?;
    Ok(Deletion { documents, events, erased: false })
}

/// Brings the write-ahead log into the file and empties it: it holds what was there before. Says
/// whether it could; not while another program reads.
pub(super) fn empty_log(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
        let busy: i64 = row.get(0)?;
        Ok(busy == 0)
    })
}
