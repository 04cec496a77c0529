//! The schema, and how stores of older versions are carried forward.

use rusqlite::{Connection, TransactionBehavior};

/// Every step from an empty file to the present schema; the version of a store is how many of them
/// it has seen. A step that was released is never changed.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001_history.sql"),
    include_str!("../../migrations/sqlite/0002_access_log.sql"),
];

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
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let seen: usize = transaction.pragma_query_value(None, "user_version", |r| r.get(0))?;
    for (step, sql) in steps.iter().enumerate().skip(seen) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", step + 1)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Access, ImportOptions, LogQuery, SourceDocument, Store, StoreOptions};
    use shohosen_medication::{EventKind, GivenDrug, MedicationEvent};
    use shohosen_report::Time;

    #[test]
    fn a_store_of_every_older_version_is_carried_forward() {
        for version in 1..=MIGRATIONS.len() {
            let name = format!("shohosen-migrate-{}-{version}.db", std::process::id());
            let path = std::env::temp_dir().join(name);
            let _ = std::fs::remove_file(&path);
            let mut old = Connection::open(&path).unwrap();
            migrate(&mut old, &MIGRATIONS[..version]).unwrap();
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
}
