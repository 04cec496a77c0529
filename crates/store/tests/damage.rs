//! Files in which something changed, or that are not there any more: whatever comes out is what was
//! written, or an error.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use rusqlite::Connection;
use shohosen_medication::MedicationEvent;
use shohosen_store::*;
use std::path::Path;

fn open(path: &Path) -> Result<Store, StoreError> {
    let mut options = StoreOptions::default();
    options.create = false;
    options.busy_timeout = std::time::Duration::from_millis(50);
    Store::open(path, &options)
}

/// Patients of a small clinic, some of whose documents were corrected, and one who was deleted.
const PATIENTS: u64 = 12;

fn patient(number: u64) -> String {
    format!("patient-{number:04}")
}

fn make(path: &Path) {
    let mut store = Store::open(path, &StoreOptions::default()).unwrap();
    let mut documents = Vec::new();
    for number in 0..PATIENTS + 1 {
        for visit in 0..1 + number % 5 {
            let on = format!("2026-{:02}-{:02}", 1 + visit * 2, 1 + number);
            let events = vec![dispensed(&on, 14); 1 + usize::try_from(visit).unwrap()];
            let mut document = document(&patient(number), &format!("visit {visit}"), events);
            document.marks = PatientMarks::new().with_name(&patient(number)).with_sex("1");
            documents.push(document);
        }
    }
    let corrected = documents.iter().step_by(4).cloned().map(|mut document| {
        document.events[0].days = Some(7);
        document
    });
    let all: Vec<_> = documents.iter().cloned().chain(corrected).collect();
    store.import(all, &access(), &ImportOptions::default(), |_| ()).unwrap();
    store.delete_patient(&patient(PATIENTS), &access()).unwrap();
}

type Histories = Vec<Option<Vec<MedicationEvent>>>;

/// What is read of every patient, and of one who is not there.
fn histories(path: &Path) -> Result<Histories, StoreError> {
    let mut store = open(path)?;
    (0..=PATIENTS).map(|number| store.events(&patient(number), ..)).collect()
}

/// The n-th of a row of numbers that look drawn at random (splitmix64).
fn mix(n: u64) -> u64 {
    let mut z = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[test]
fn no_bit_that_turns_over_gives_another_history_in_silence() {
    let flips = if std::env::var_os("SHOHOSEN_LONG").is_some() { 20_000 } else { 1_000 };
    let folder = folder("bits");
    let path = folder.join("history.db");
    make(&path);
    let whole = std::fs::read(&path).unwrap();
    let expected = histories(&path).unwrap();
    assert!(expected[0].is_some() && expected[12].is_none());
    let (mut same, mut told) = (0, 0);
    let damaged = folder.join("damaged.db");
    for flip in 0..flips {
        let bit = usize::try_from(mix(flip + 1) % (whole.len() as u64 * 8)).unwrap();
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("damaged.db{ending}")));
        }
        std::fs::write(&damaged, &bytes).unwrap();
        match histories(&damaged) {
            Ok(found) => {
                assert!(found == expected, "bit {bit}: another history in silence");
                same += 1;
            }
            Err(_) => told += 1,
        }
    }
    println!("{flips} bits: {same} changed nothing that is read, {told} were told");
    assert!(told > flips / 10, "{told}");
}

#[test]
fn every_bit_of_the_rows_of_a_patient_is_noticed_one_by_one() {
    let path = folder("rows").join("history.db");
    make(&path);
    let expected = histories(&path).unwrap();
    for change in [
        // A document: each column, the last of them through the sum itself.
        "UPDATE document SET id = id || '2' WHERE number = 3",
        "UPDATE document SET digest = randomblob(32) WHERE number = 3",
        "UPDATE document SET imported_at = imported_at + 1 WHERE number = 3",
        "UPDATE document SET event_count = event_count + 1 WHERE number = 3",
        "UPDATE document SET undated = 1 WHERE number = 3",
        "UPDATE document SET first_day = NULL WHERE number = 3",
        "UPDATE document SET last_day = last_day + 1 WHERE number = 3",
        "UPDATE document SET events = x'01' WHERE number = 3",
        "UPDATE document SET left_out = '[]' WHERE number = 3",
        "UPDATE document SET superseded = randomblob(16) WHERE number = 3",
        "UPDATE document SET sum = randomblob(16) WHERE number = 3",
        // A document that is missing, that belongs to another patient, that is there twice.
        "DELETE FROM document WHERE number = 3",
        "UPDATE document SET patient = (SELECT max(number) FROM patient) WHERE number = 3",
        "INSERT INTO document (patient, id_hash, id, digest, imported_at, event_count, undated,
             first_day, last_day, events, left_out, superseded, sum)
         SELECT patient, id_hash + 1, id, digest, imported_at, event_count, undated, first_day,
             last_day, events, left_out, superseded, sum FROM document WHERE number = 3",
        // Documents that went to each other's patients.
        "UPDATE document SET patient = 15 - patient WHERE patient IN (7, 8)",
        // A patient: each column, and one that is missing.
        "UPDATE patient SET id = id || '2' WHERE number = 3",
        "UPDATE patient SET documents = documents + 1 WHERE number = 3",
        "UPDATE patient SET identity = x'' WHERE number = 3",
        "UPDATE patient SET sum = randomblob(16) WHERE number = 3",
        "DELETE FROM patient WHERE number = 3",
        // The register.
        "UPDATE register SET patients = patients + 1",
        "UPDATE register SET sum = randomblob(16)",
        "DELETE FROM register",
    ] {
        let damaged = path.with_file_name("damaged.db");
        let _ = std::fs::remove_file(&damaged);
        std::fs::copy(&path, &damaged).unwrap();
        let connection = Connection::open(&damaged).unwrap();
        connection.execute_batch("PRAGMA ignore_check_constraints = on").unwrap();
        assert!(connection.execute(change, []).unwrap() > 0, "{change}");
        connection.execute_batch("PRAGMA journal_mode = delete").unwrap();
        drop(connection);
        let found = histories(&damaged);
        assert!(
            matches!(found, Err(StoreError::Corrupt { .. })),
            "{change}: {}",
            found == Ok(expected.clone())
        );
        // And by looking at everything, unless the register itself cannot be read.
        if let Ok(mut store) = open(&damaged) {
            let verification = store.verify().unwrap();
            assert!(!verification.holds(), "{change}");
            assert!(verification.findings().iter().all(|f| f.code.id().starts_with("store.")));
        }
    }
    assert_eq!(histories(&path).unwrap(), expected);
}

#[test]
fn a_store_as_it_was_written_holds() {
    let path = folder("holds").join("history.db");
    make(&path);
    let verification = open(&path).unwrap().verify().unwrap();
    assert_eq!(verification.damage, []);
    assert!(verification.holds());
    // 12 patients with 1 to 5 documents in turn, of 1, 2, 3 … events: by hand
    // (1 + 2 + 3 + 4 + 5) × 2 + 1 + 2 documents, (1 + 3 + 6 + 10 + 15) × 2 + 1 + 3 events.
    let statistics = verification.statistics;
    assert_eq!((statistics.patients, statistics.documents, statistics.events), (12, 33, 74));
    let json = verification.to_json();
    assert_eq!((json["holds"].as_bool(), json["documents"].as_u64()), (Some(true), Some(33)));
    assert_eq!(json["findings"][0]["code"], "store.history.intact");
}

#[test]
fn damage_stays_visible_whatever_is_imported_beside_it() {
    let path = folder("beside").join("history.db");
    make(&path);
    let connection = Connection::open(&path).unwrap();
    connection.execute("DELETE FROM document WHERE number = 3", []).unwrap();
    let id: String = connection
        .query_row("SELECT id FROM patient WHERE documents > 1 LIMIT 1", [], |row| row.get(0))
        .unwrap();
    let number =
        "SELECT patient FROM document WHERE patient = (SELECT number FROM patient WHERE id = ?1)";
    assert!(connection.query_row(number, [&id], |row| row.get::<_, i64>(0)).is_ok());
    drop(connection);
    let mut store = open(&path).unwrap();
    let damaged: Vec<_> =
        (0..PATIENTS).map(patient).filter(|patient| store.events(patient, ..).is_err()).collect();
    assert_eq!(damaged.len(), 1);
    let mut next = document(&damaged[0], "next", vec![dispensed("2026-11-20", 3)]);
    import(&mut store, next.clone());
    assert!(matches!(store.events(&damaged[0], ..), Err(StoreError::Corrupt { .. })));
    next.events[0].days = Some(4);
    import(&mut store, next);
    assert!(matches!(store.documents(&damaged[0]), Err(StoreError::Corrupt { .. })));
    // Who is deleted is gone, damage and all.
    store.delete_patient(&damaged[0], &access()).unwrap();
    assert_eq!(store.events(&damaged[0], ..), Ok(None));
    assert!(store.verify().unwrap().holds());
}

#[test]
fn an_earlier_state_that_was_forgotten_does_not_come_back() {
    let path = folder("superseded").join("history.db");
    let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
    let state = |days| document("p", "rx", vec![dispensed("2026-11-15", days)]);
    import(&mut store, state(14));
    import(&mut store, state(7));
    drop(store);
    Connection::open(&path).unwrap().execute("DELETE FROM superseded", []).unwrap();
    let mut store = open(&path).unwrap();
    assert_eq!(store.events("p", ..).unwrap().unwrap()[0].days, Some(7));
    assert!(!store.verify().unwrap().holds());
    let failed = store.import([state(14)], &access(), &ImportOptions::default(), |_| ());
    assert!(matches!(failed.unwrap_err().error, StoreError::Corrupt { .. }));
}

#[test]
fn a_patient_whom_the_index_lost_is_not_written_a_second_time() {
    let path = folder("index").join("history.db");
    make(&path);
    // The entry of the index goes, the row stays.
    let whole = std::fs::read(&path).unwrap();
    let id = patient(4).into_bytes();
    let places: Vec<_> =
        (0..whole.len() - id.len()).filter(|at| whole[*at..].starts_with(&id)).collect();
    assert!(places.len() > 1, "the row, the index, and the log");
    let mut noticed = 0;
    for place in places {
        let mut bytes = whole.clone();
        bytes[place + id.len() - 1] ^= 0x40;
        let damaged = path.with_file_name("damaged.db");
        std::fs::write(&damaged, &bytes).unwrap();
        let later = document(&patient(4), "later", vec![dispensed("2026-11-20", 3)]);
        let mut store = open(&damaged).unwrap();
        let imported = store.import([later], &access(), &ImportOptions::default(), |_| ());
        match imported {
            Err(failed) => {
                assert!(matches!(failed.error, StoreError::Corrupt { .. }), "{failed}");
                noticed += 1;
            }
            // Not before the history is read: the row of the patient names another id.
            Ok(_) => match store.events(&patient(4), ..) {
                Ok(events) => assert_eq!(events.unwrap().len(), 16),
                Err(error) => assert!(matches!(error, StoreError::Corrupt { .. }), "{error}"),
            },
        }
        drop(store);
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(path.with_file_name(format!("damaged.db{ending}")));
        }
    }
    assert!(noticed > 0);
}

#[cfg(unix)]
#[test]
fn a_file_that_was_deleted_or_replaced_under_a_running_program_is_noticed() {
    let folder = folder("replaced");
    let gone = |store: &mut Store, what| {
        let errors = [
            store.events("p", ..).unwrap_err(),
            store.documents("p").unwrap_err(),
            store.statistics().unwrap_err(),
            store.record(Action::Check, Some("p"), &access()).unwrap_err(),
            store.delete_patient("p", &access()).unwrap_err(),
            store.verify().unwrap_err(),
            store
                .import(
                    [document("p", "2", vec![dispensed("2026-11-16", 2)])],
                    &access(),
                    &ImportOptions::default(),
                    |_| (),
                )
                .unwrap_err()
                .error,
        ];
        for error in errors {
            let found = matches!(error, StoreError::Replaced { what: found, .. } if found == what);
            assert!(found, "{error}");
        }
    };
    let running = |name: &str| {
        let path = folder.join(name);
        let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
        import(&mut store, document("p", "1", vec![dispensed("2026-11-15", 1)]));
        (path, store)
    };

    let (path, mut store) = running("deleted.db");
    std::fs::remove_file(&path).unwrap();
    gone(&mut store, Replacement::Gone);

    let (path, mut store) = running("moved.db");
    std::fs::rename(&path, folder.join("elsewhere.db")).unwrap();
    gone(&mut store, Replacement::Gone);
    std::fs::rename(folder.join("elsewhere.db"), &path).unwrap();
    assert_eq!(store.events("p", ..).unwrap().unwrap().len(), 1);

    let (path, mut store) = running("replaced.db");
    let (other, other_store) = running("other.db");
    drop(other_store);
    std::fs::rename(&other, &path).unwrap();
    gone(&mut store, Replacement::OtherFile);

    let (path, mut store) = running("log.db");
    std::fs::remove_file(folder.join("log.db-wal")).unwrap();
    gone(&mut store, Replacement::Gone);
    drop(path);
}

#[cfg(unix)]
#[test]
fn another_store_or_an_earlier_state_in_the_same_place_is_noticed() {
    let path = folder("contents").join("history.db");
    let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
    import(&mut store, document("p", "1", vec![dispensed("2026-11-15", 1)]));
    import(&mut store, document("p", "2", vec![dispensed("2026-11-16", 1)]));
    let other = Connection::open(&path).unwrap();
    let back = |store: &mut Store, sql: &str, what| {
        let before: (Vec<u8>, i64) = other
            .query_row("SELECT store, generation FROM register", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        other.execute(sql, []).unwrap();
        let error = store.events("p", ..).unwrap_err();
        assert!(matches!(error, StoreError::Replaced { what: found, .. } if found == what));
        other
            .execute("UPDATE register SET store = ?1, generation = ?2", (&before.0, before.1))
            .unwrap();
        assert_eq!(store.events("p", ..).unwrap().unwrap().len(), 2);
    };
    back(&mut store, "UPDATE register SET store = randomblob(16)", Replacement::OtherStore);
    back(&mut store, "UPDATE register SET generation = 1", Replacement::EarlierState);
}
