//! The schema, and how stores of older versions are carried forward.

use super::errors::Fault;
use super::{read, verify};
use crate::Damage;
use crate::intact::contents;
use crate::sum::Sum;
use crate::writing::Registering;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

/// Every step from an empty file to the present schema; the version of a store is how many of them
/// it has seen. A step that was released is never changed.
pub(super) const MIGRATIONS: &[Step] = &[
    Step { sql: include_str!("../../migrations/sqlite/0001_history.sql"), then: None },
    Step { sql: include_str!("../../migrations/sqlite/0002_access_log.sql"), then: None },
    Step { sql: include_str!("../../migrations/sqlite/0003_sums.sql"), then: Some(add_sums) },
];

/// A step of the schema, and what the program does to the rows after it.
#[derive(Clone, Copy)]
pub(super) struct Step {
    sql: &'static str,
    then: Option<Afterwards>,
}

/// What the program does to the rows, in the transaction of the step.
type Afterwards = fn(&Transaction<'_>) -> Result<(), Fault>;

/// Says in the file's header that it is one of ours: "SHOH".
pub(super) const APPLICATION_ID: i32 = 0x5348_4F48;

/// What the header of a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing is in it.
    Empty,
    /// A store of this version.
    Store(u32),
    /// A database of another program, with its id.
    Other(i32),
}

/// Looks in one transaction: another program may be making a store of the file just now.
pub(super) fn kind(connection: &Connection) -> rusqlite::Result<Kind> {
    let file = connection.unchecked_transaction()?;
    let application: i32 = file.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let version: i32 = file.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let objects: u32 = file.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
    Ok(match (application, version, objects) {
        // Versions below zero are nothing that this program writes.
        (APPLICATION_ID, ..) => Kind::Store(u32::try_from(version).unwrap_or(u32::MAX)),
        (0, 0, 0) => Kind::Empty,
        (other, ..) => Kind::Other(other),
    })
}

/// Takes the steps that a store has not seen, all or none. Another program may be doing the same.
pub(super) fn migrate(connection: &mut Connection, steps: &[Step]) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let seen: usize = transaction.pragma_query_value(None, "user_version", |r| r.get(0))?;
    for (number, step) in steps.iter().enumerate().skip(seen) {
        transaction.execute_batch(step.sql)?;
        if let Some(then) = step.then {
            then(&transaction)?;
        }
        transaction.pragma_update(None, "user_version", number + 1)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(transaction.commit()?)
}

/// Fills in the sums of what is there. A file that SQLite finds damaged stays as it is: nothing would
/// ever show again what is missing in it. A document that cannot be right gets no sum, and so is
/// named whenever it is read.
fn add_sums(transaction: &Transaction<'_>) -> Result<(), Fault> {
    let mut damage: Option<Damage> = None;
    verify::structure(transaction, &mut |found| {
        damage.get_or_insert(found);
    })?;
    if let Some(damage) = damage {
        return Err(damage.into());
    }
    let patients: Vec<(i64, String)> = {
        let mut all = transaction.prepare("SELECT number, id FROM patient ORDER BY number")?;
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
    };
    let mut of_patient = transaction.prepare(
        "SELECT id, digest, imported_at, event_count, undated, first_day, last_day, events,
             left_out, superseded, sum, number
         FROM document WHERE patient = ?1",
    )?;
    let mut earlier = transaction.prepare("SELECT digest FROM superseded WHERE document = ?1")?;
    let mut write =
        transaction.prepare("UPDATE document SET superseded = ?2, sum = ?3 WHERE number = ?1")?;
    let mut write_head =
        transaction.prepare("UPDATE patient SET documents = ?2, sum = ?3 WHERE number = ?1")?;
    let mut registering = Registering { patients: 0, sum: Sum::default() };
    for (number, id) in patients {
        let mut sums = Vec::new();
        let mut rows = of_patient.query([number])?;
        while let Some(row) = rows.next()? {
            let (kept, document) = (read::kept(row, 0)?, row.get::<_, i64>(11)?);
            let mut superseded = Sum::default();
            let mut digests = earlier.query([document])?;
            while let Some(row) = digests.next()? {
                let sum = Sum::of_superseded(&id, kept.id, row.get_ref(0)?.as_blob()?);
                superseded = superseded.and(sum);
            }
            let sum = contents(&id, &kept)
                .is_ok()
                .then(|| crate::sum::Kept { superseded: &superseded.to_bytes(), ..kept }.sum(&id));
            sums.push((document, superseded, sum.unwrap_or_default()));
        }
        drop(rows);
        let mut total = Sum::of_identity(&id, &[]);
        for (document, superseded, sum) in &sums {
            write.execute(params![document, superseded.to_bytes(), sum.to_bytes()])?;
            total = total.and(*sum);
        }
        write_head.execute(params![number, sums.len(), total.to_bytes()])?;
        registering.add(&id);
    }
    Ok(super::import::write_register(transaction, &registering)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Access, ImportOptions, LogQuery, SourceDocument, Store, StoreOptions};
    use shohosen_medication::{EventKind, GivenDrug, MedicationEvent};
    use shohosen_report::Time;

    #[test]
    fn a_store_of_every_older_version_is_carried_forward() {
        for version in 1..MIGRATIONS.len() {
            let name = format!("shohosen-migrate-{}-{version}.db", std::process::id());
            let path = std::env::temp_dir().join(name);
            let _ = std::fs::remove_file(&path);
            let mut old = Connection::open(&path).unwrap();
            migrate(&mut old, &MIGRATIONS[..version]).unwrap_or_else(|_| panic!("{version}"));
            // What version 1 wrote for a patient with one event. The blob, by hand: form 1, 調剤 of
            // a plain file (41), 区分 unknown (14), no flags, no codes, the name "ABC", no unit; no
            // 処方日, 調剤日 2 × 20,000 + 2 in sevens of bits (C2 B8 02), and four empty texts.
            old.execute_batch(
                "INSERT INTO patient VALUES (7, 'p');
                 INSERT INTO document VALUES
                     (3, 7, 4201135268, 'rx-1', zeroblob(32), 1700000000, 1, 0, 20000, 20000,
                      x'0141140000034142430000C2B80200000000');",
            )
            .unwrap();
            drop(old);
            let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
            let mut event = MedicationEvent::new(
                EventKind::Dispensed,
                GivenDrug { name: "ABC".into(), ..GivenDrug::default() },
            );
            event.dispensed_on = shohosen_medication::Date::from_days(20_000);
            assert_eq!(store.events("p", ..).unwrap(), Some(vec![event.clone()]));
            // And works as a store of the present version.
            let access = Access::new("test", "", Time::from_unix(1_700_000_001).unwrap());
            let corrected = SourceDocument::new("p", vec![event]).with_id("rx-1");
            store.import([corrected], &access, &ImportOptions::default(), |_| ()).unwrap();
            assert_eq!(store.access_log(&LogQuery::default()).unwrap().len(), 1);
            drop(store);
            std::fs::remove_file(&path).unwrap();
        }
    }

    /// A file of version 2 with two documents of one patient.
    fn version_2(name: &str) -> std::path::PathBuf {
        let name = format!("shohosen-migrate-{}-{name}.db", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_file(&path);
        let mut old = Connection::open(&path).unwrap();
        migrate(&mut old, &MIGRATIONS[..2]).unwrap_or_else(|_| panic!("version 2"));
        old.execute_batch(
            "INSERT INTO patient VALUES (7, 'p'), (8, 'q');
             INSERT INTO document VALUES
                 (3, 7, 4201135268, 'rx-1', zeroblob(32), 1700000000, 1, 0, 20000, 20000,
                  x'0141140000034142430000C2B80200000000'),
                 (4, 8, 4201135268, 'rx-1', zeroblob(32), 1700000000, 1, 0, 20000, 20000,
                  x'0141140000034142430000C2B80200000000');
             INSERT INTO superseded VALUES (3, randomblob(32));",
        )
        .unwrap();
        path
    }

    #[test]
    fn a_store_that_is_carried_forward_has_its_sums() {
        let path = version_2("sums");
        let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
        let verification = store.verify().unwrap();
        assert_eq!(verification.damage, []);
        assert_eq!((verification.statistics.patients, verification.statistics.documents), (2, 2));
        drop(store);
        let file = Connection::open(&path).unwrap();
        file.execute("UPDATE document SET imported_at = 1 WHERE number = 3", []).unwrap();
        drop(file);
        let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
        assert!(matches!(store.events("p", ..), Err(crate::StoreError::Corrupt { .. })));
        assert!(store.events("q", ..).unwrap().is_some());
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn what_was_damaged_before_is_not_made_good_by_a_sum() {
        let path = version_2("damaged");
        let old = Connection::open(&path).unwrap();
        old.execute("UPDATE document SET event_count = 2 WHERE number = 3", []).unwrap();
        drop(old);
        let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
        assert!(matches!(store.events("p", ..), Err(crate::StoreError::Corrupt { .. })));
        assert!(store.events("q", ..).unwrap().is_some());
        // Until the document is imported again.
        let access = Access::new("test", "", Time::from_unix(1_700_000_001).unwrap());
        let again = SourceDocument::new("p", Vec::new()).with_id("rx-1");
        store.import([again], &access, &ImportOptions::default(), |_| ()).unwrap();
        assert_eq!(store.events("p", ..).unwrap(), Some(Vec::new()));
        assert!(store.verify().unwrap().holds());
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn a_migration_that_was_cut_off_leaves_the_store_as_it_was() {
        let path = version_2("cut");
        let mut old = Connection::open(&path).unwrap();
        let cut =
            Step { then: Some(|_| Err(Damage::Database("cut".into()).into())), ..MIGRATIONS[2] };
        let steps = [MIGRATIONS[0], MIGRATIONS[1], cut];
        assert!(migrate(&mut old, &steps).is_err());
        assert_eq!(kind(&old).unwrap(), Kind::Store(2));
        assert!(old.prepare("SELECT sum FROM document").is_err());
        drop(old);
        let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
        assert!(store.verify().unwrap().holds());
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }
}
