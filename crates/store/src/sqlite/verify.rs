//! Looking at everything.

use super::errors::Fault;
use super::read;
use crate::backend::{EachDamage, Head, Register};
use crate::intact::{Intact, contents};
use crate::sum::{Kept, Sum};
use crate::writing::Found;
use crate::{Damage, Statistics};
use rusqlite::{CachedStatement, Connection};

pub(super) fn verify(
    connection: &Connection,
    register: &Register,
    each: EachDamage<'_>,
) -> Result<Statistics, Fault> {
    structure(connection, each)?;
    let mut statistics = read::statistics(connection)?;
    (statistics.patients, statistics.documents, statistics.events) = (0, 0, 0);
    let mut look = Look::new(connection)?;
    let mut found = Found::default();
    let mut patients = connection
        .prepare_cached("SELECT number, id, documents, identity, sum FROM patient NOT INDEXED")?;
    let mut rows = patients.query([])?;
    while let Some(row) = rows.next()? {
        let (number, id): (i64, String) = (row.get(0)?, row.get(1)?);
        let (documents, identity, sum) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let head = Head { documents, identity, sum, ..Head::default() };
        found.add(&id);
        statistics.patients += 1;
        match look.patient(number, &id, &head, &mut statistics, each) {
            Err(Fault::Damaged(damage)) => each(damage),
            // What cannot be read of one patient does not keep the others from being looked at.
            Err(Fault::Sqlite(error)) => each(Damage::Database(format!("patient {id}: {error}"))),
            outcome => outcome?,
        }
    }
    if let Err(damage) = found.compare(register) {
        each(damage);
    }
    Ok(statistics)
}

/// What SQLite itself finds: pages, indexes, rows without the row that they belong to.
pub(super) fn structure(connection: &Connection, each: EachDamage<'_>) -> rusqlite::Result<()> {
    const MOST: u32 = 100;
    let mut check = connection.prepare(&format!("PRAGMA integrity_check({MOST})"))?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            each(Damage::Database(said));
        }
    }
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        each(Damage::Database(format!("{table}: a row without its {parent}")));
    }
    Ok(())
}

/// The statements for one patient.
struct Look<'c> {
    documents: CachedStatement<'c>,
    earlier: CachedStatement<'c>,
}

impl<'c> Look<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            documents: connection.prepare_cached(
                "SELECT number, id, digest, imported_at, event_count, undated, first_day, last_day,
                     events, left_out, superseded, sum
                 FROM document WHERE patient = ?1",
            )?,
            earlier: connection
                .prepare_cached("SELECT digest FROM superseded WHERE document = ?1")?,
        })
    }

    fn patient(
        &mut self,
        number: i64,
        id: &str,
        head: &Head,
        statistics: &mut Statistics,
        each: EachDamage<'_>,
    ) -> Result<(), Fault> {
        let mut intact = Intact::new(id);
        let mut rows = self.documents.query([number])?;
        while let Some(row) = rows.next()? {
            let kept = read::kept(row, 1)?;
            statistics.documents += 1;
            statistics.events += u64::try_from(kept.count).unwrap_or(0);
            if let Err(damage) = intact.document(&kept).and_then(|()| {
                contents(id, &kept)?;
                Ok(())
            }) {
                each(damage);
                continue;
            }
            let document: i64 = row.get(0)?;
            let mut total = Sum::default();
            let mut digests = self.earlier.query([document])?;
            while let Some(row) = digests.next()? {
                total = total.and(Sum::of_superseded(id, kept.id, row.get_ref(0)?.as_blob()?));
            }
            earlier_states(id, &kept, total)?;
        }
        intact.end(head)?;
        Ok(())
    }
}

fn earlier_states(patient: &str, kept: &Kept<'_>, total: Sum) -> Result<(), Damage> {
    match total.to_bytes() == kept.superseded {
        true => Ok(()),
        false => {
            Err(Damage::Document { patient: patient.to_owned(), document: kept.id.to_owned() })
        }
    }
}
