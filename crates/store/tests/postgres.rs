//! What every back-end must do, over a PostgreSQL server: that of `SHOHOSEN_TEST_POSTGRES`, a URL of
//! somebody who may make schemas. Without it these tests say so and do nothing; in CI it is set.

#![cfg(feature = "postgres")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[macro_use]
mod behaviour;
mod common;

use behaviour::Place;
use common::*;
use postgres::{Client, NoTls};
use shohosen_store::*;
use std::time::Duration;

/// A schema of its own in the database of the tests.
struct Schema {
    url: String,
    name: String,
}

impl Schema {
    fn client(&self) -> Client {
        let mut client = Client::connect(&self.url, NoTls).unwrap();
        client.batch_execute(&format!("SET search_path = {}", self.name)).unwrap();
        client
    }

    /// The URL under which the schema comes first.
    fn own_url(&self) -> String {
        let separator = if self.url.contains('?') { '&' } else { '?' };
        format!("{}{separator}options=-csearch_path%3D{}", self.url, self.name)
    }

    fn open_with(&self, options: &StoreOptions) -> Result<Store, StoreError> {
        Store::connect(&self.own_url(), options)
    }
}

impl Place for Schema {
    fn open(&self) -> Store {
        self.open_with(&StoreOptions::default()).unwrap()
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        let drop = format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name);
        let _ = Client::connect(&self.url, NoTls).map(|mut client| client.batch_execute(&drop));
    }
}

fn place(name: &str) -> Option<Schema> {
    let Ok(url) = std::env::var("SHOHOSEN_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "CI has to start a server");
        println!("skipped: SHOHOSEN_TEST_POSTGRES names no server");
        return None;
    };
    // Names are cut at 63 bytes: a hash keeps them apart.
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    let name = format!("test_{}_{:x}", std::process::id(), hasher.finish());
    let schema = Schema { url, name };
    let make = format!("CREATE SCHEMA {}", schema.name);
    Client::connect(&schema.url, NoTls).unwrap().batch_execute(&make).unwrap();
    Some(schema)
}

every_behaviour!(place);

#[test]
fn the_server_refuses_to_change_the_log() {
    let Some(place) = place("log") else { return };
    import(&mut place.open(), document("p", "1", vec![dispensed("2026-11-15", 1)]));
    let mut client = place.client();
    for change in [
        "UPDATE shohosen_access_log SET actor = 'nobody'",
        "DELETE FROM shohosen_access_log",
        "TRUNCATE shohosen_access_log",
    ] {
        let error = client.batch_execute(change).unwrap_err();
        let message = error.as_db_error().unwrap().message().to_owned();
        assert!(message.contains("append-only"), "{change}: {message}");
    }
    assert_eq!(place.open().access_log(&LogQuery::default()).unwrap().len(), 1);
}

#[test]
fn a_database_without_store_and_a_newer_store_are_told_apart() {
    let Some(place) = place("versions") else { return };
    let mut options = StoreOptions::default();
    options.create = false;
    let error = place.open_with(&options).unwrap_err();
    assert!(matches!(error, StoreError::NotFound { .. }), "{error}");
    drop(place.open());
    place.client().batch_execute("INSERT INTO shohosen_store VALUES (99)").unwrap();
    let error = place.open_with(&options).unwrap_err();
    assert!(matches!(error, StoreError::NewerVersion { found: 99, known: 3, .. }), "{error}");
}

#[test]
fn a_server_that_is_not_there_is_named_without_the_password() {
    let url = "postgresql://clinic:secret@127.0.0.1:1/history?connect_timeout=2";
    let error = Store::connect(url, &StoreOptions::default()).unwrap_err();
    let StoreError::CannotOpen { place, reason } = &error else { panic!("{error}") };
    assert_eq!(place, "postgresql://clinic@127.0.0.1:1/history");
    let reason = reason.to_string();
    assert!(!reason.contains("secret") && reason.contains("refused"), "{reason}");
}

#[test]
fn another_writer_of_the_same_patient_that_does_not_finish_is_busy() {
    let Some(place) = place("busy") else { return };
    import(&mut place.open(), document("p", "1", vec![dispensed("2026-11-15", 1)]));
    let mut other = place.client();
    let mut holding = other.transaction().unwrap();
    holding.execute("SELECT 1 FROM shohosen_patient WHERE id = 'p' FOR UPDATE", &[]).unwrap();
    let mut options = StoreOptions::default();
    options.busy_timeout = Duration::from_millis(200);
    let mut store = place.open_with(&options).unwrap();
    let later = document("p", "2", vec![dispensed("2026-11-16", 2)]);
    let failed =
        store.import([later.clone()], &access(), &ImportOptions::default(), |_| ()).unwrap_err();
    assert!(matches!(failed.error, StoreError::Busy { .. }), "{failed}");
    // Others are not in the way, and reading goes on.
    import(&mut store, document("q", "1", vec![dispensed("2026-11-16", 2)]));
    assert_eq!(store.events("p", ..).unwrap().unwrap().len(), 1);
    holding.rollback().unwrap();
    assert_eq!(import(&mut store, later).added, 1);
}

#[test]
fn many_who_write_at_once_lose_nothing() {
    let Some(place) = place("at once") else { return };
    let threads = 4;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let place = &place;
            scope.spawn(move || {
                // All make the tables, too.
                let mut store = place.open();
                let mut options = ImportOptions::default();
                options.events_a_transaction = 7;
                // Patients and documents in another order each; half of them in common.
                let documents = (0..120).map(|number| {
                    let number = (number * 7 + thread * 31) % 120;
                    let id = match number % 2 {
                        0 => format!("common {number}"),
                        _ => format!("{thread} {number}"),
                    };
                    let patient = format!("p{}", number % 11);
                    document(&patient, &id, vec![dispensed("2026-11-15", 1)])
                });
                store.import(documents, &access(), &options, |_| ()).unwrap();
            });
        }
    });
    let mut store = place.open();
    let statistics = store.statistics().unwrap();
    // Sixty in common, and sixty of each of the four.
    assert_eq!((statistics.documents, statistics.patients), (300, 11));
    let log = store.access_log(&LogQuery::default()).unwrap();
    assert_eq!(log.iter().map(|entry| entry.documents).sum::<u64>(), 300);
}

#[test]
fn a_deletion_that_comes_between_does_not_make_an_import_fail() {
    let Some(place) = place("deletions") else { return };
    drop(place.open());
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let place = &place;
            scope.spawn(move || {
                let mut store = place.open();
                for number in 0..60 {
                    let id = format!("{thread} {number}");
                    import(&mut store, document("p", &id, vec![dispensed("2026-11-15", 1)]));
                }
            });
        }
        let place = &place;
        scope.spawn(move || {
            let mut store = place.open();
            for _ in 0..60 {
                store.delete_patient("p", &access()).unwrap();
            }
        });
    });
    assert_eq!(place.open().verify().unwrap().damage, []);
}

#[test]
fn a_connection_that_was_cut_is_made_again() {
    let Some(place) = place("cut") else { return };
    let name = format!("{}_cut", place.name);
    let url = format!("{}&application_name={name}", place.own_url());
    let mut store = Store::connect(&url, &StoreOptions::default()).unwrap();
    import(&mut store, document("p", "1", vec![dispensed("2026-11-15", 1)]));
    // As a server does that is restarted.
    let cut = || {
        let cut =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1";
        assert_eq!(place.client().query(cut, &[&name]).unwrap().len(), 1);
    };
    cut();
    assert_eq!(store.events("p", ..).unwrap().unwrap().len(), 1);
    cut();
    assert_eq!(import(&mut store, document("p", "2", vec![dispensed("2026-11-16", 1)])).added, 1);
}

#[test]
fn a_server_that_accepts_and_says_nothing_is_not_waited_for_for_ever() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let mut options = StoreOptions::default();
    options.busy_timeout = Duration::from_millis(300);
    let started = std::time::Instant::now();
    let url = format!("postgresql://clinic:secret@127.0.0.1:{port}/history");
    let error = Store::connect(&url, &options).unwrap_err();
    assert!(
        matches!(&error, StoreError::CannotOpen { reason, .. } if reason.to_string().contains("timed out"))
    );
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn a_statement_that_takes_too_long_is_given_up() {
    let Some(place) = place("slow") else { return };
    import(&mut place.open(), document("p", "1", vec![dispensed("2026-11-15", 1)]));
    let mut options = StoreOptions::default();
    options.statement_timeout = Duration::from_millis(300);
    let mut store = place.open_with(&options).unwrap();
    place
        .client()
        .batch_execute(
            "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
             CREATE TRIGGER slow BEFORE INSERT ON shohosen_document
                 FOR EACH ROW EXECUTE FUNCTION slow()",
        )
        .unwrap();
    let later = document("p", "2", vec![dispensed("2026-11-16", 2)]);
    let failed = store.import([later], &access(), &ImportOptions::default(), |_| ()).unwrap_err();
    assert!(matches!(failed.error, StoreError::Busy { .. }), "{failed}");
    assert_eq!(store.events("p", ..).unwrap().unwrap().len(), 1);
}

#[test]
fn rows_that_changed_are_noticed() {
    let Some(place) = place("changed") else { return };
    let mut store = place.open();
    import(&mut store, document("p", "1", vec![dispensed("2026-11-15", 1)]));
    import(&mut store, document("p", "1", vec![dispensed("2026-11-15", 2)]));
    import(&mut store, document("p", "2", vec![dispensed("2026-11-16", 2)]));
    let mut client = place.client();
    for change in [
        "UPDATE shohosen_document SET events = '\\x01' WHERE id = '2'",
        "UPDATE shohosen_document SET first_day = first_day + 1 WHERE id = '2'",
        "UPDATE shohosen_document SET id = '3' WHERE id = '2'",
        "DELETE FROM shohosen_document WHERE id = '2'",
        "UPDATE shohosen_patient SET documents = 1",
        "UPDATE shohosen_patient SET id = 'q'",
        "DELETE FROM shohosen_patient",
        "UPDATE shohosen_register SET generation = 0",
        "UPDATE shohosen_register SET store = uuid_send(gen_random_uuid())",
    ] {
        client
            .batch_execute(&format!(
                "CREATE TABLE saved_patient AS SELECT * FROM shohosen_patient;
            CREATE TABLE saved_document AS SELECT * FROM shohosen_document;
            CREATE TABLE saved_superseded AS SELECT * FROM shohosen_superseded;
            CREATE TABLE saved_register AS SELECT * FROM shohosen_register; {change}"
            ))
            .unwrap();
        let error = store.events("p", ..).unwrap_err();
        assert!(
            matches!(error, StoreError::Corrupt { .. } | StoreError::Replaced { .. }),
            "{change}: {error}"
        );
        client
            .batch_execute(
                "DELETE FROM shohosen_patient; DELETE FROM shohosen_register;
                 INSERT INTO shohosen_patient OVERRIDING SYSTEM VALUE SELECT * FROM saved_patient;
                 INSERT INTO shohosen_document SELECT * FROM saved_document;
                 INSERT INTO shohosen_superseded SELECT * FROM saved_superseded;
                 INSERT INTO shohosen_register SELECT * FROM saved_register;
                 DROP TABLE saved_patient, saved_document, saved_superseded, saved_register",
            )
            .unwrap();
        assert!(store.verify().unwrap().holds(), "{change}");
    }
}

#[test]
fn a_store_of_an_older_version_is_carried_forward_with_its_sums() {
    let Some(place) = place("older") else { return };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres");
    let sql = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    // As for SQLite: one document of one event, and an earlier state of it.
    place
        .client()
        .batch_execute(&format!(
            "CREATE TABLE shohosen_store (version INTEGER); {} {}
             INSERT INTO shohosen_store VALUES (1), (2);
             INSERT INTO shohosen_patient (id) VALUES ('p');
             INSERT INTO shohosen_document SELECT number, 'rx-1', sha256(''), 1700000000, 1, false,
                 20000, 20000, '\\x0141140000034142430000C2B80200000000' FROM shohosen_patient;
             INSERT INTO shohosen_superseded SELECT number, 'rx-1', sha256('x') FROM shohosen_patient",
            sql("0001_history.sql"),
            sql("0002_access_log.sql")
        ))
        .unwrap();
    let mut store = place.open();
    assert_eq!(store.events("p", ..).unwrap().unwrap()[0].drug.name, "ABC");
    let verification = store.verify().unwrap();
    assert_eq!((verification.damage, verification.statistics.documents), (vec![], 1));
}
