//! SQLite files that are not what they should be: each fault has its own error, and nothing is lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use rusqlite::Connection;
use shohosen_report::Language;
use shohosen_store::*;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, &StoreOptions::default())
}

/// A store with one patient, closed.
fn store_at(path: &Path) -> PathBuf {
    let mut store = open(path).unwrap();
    import(&mut store, document("p", "rx-1", vec![dispensed("2026-11-15", 14)]));
    path.to_owned()
}

/// The error with its evidence, which names the path and fills every sentence.
fn refused(outcome: Result<Store, StoreError>, path: &Path) -> StoreError {
    let error = outcome.unwrap_err();
    let finding = error.finding();
    assert_eq!(finding.location.as_deref(), path.to_str());
    for language in [Language::Japanese, Language::English] {
        for text in [finding.message(language), finding.remedy(language)] {
            assert!(!text.is_empty() && !text.contains(['{', '}']), "{text}");
        }
    }
    error
}

#[test]
fn a_store_that_is_not_there_is_made_only_where_that_is_allowed() {
    let path = folder("missing").join("history.db");
    let mut options = StoreOptions::default();
    options.create = false;
    let error = refused(Store::open(&path, &options), &path);
    assert!(matches!(error, StoreError::NotFound { .. }), "{error}");
    assert!(!path.exists());
    std::fs::write(&path, b"").unwrap();
    let error = refused(Store::open(&path, &options), &path);
    assert!(matches!(error, StoreError::NotAStore { .. }), "{error}");
    // An empty file is where a store may be made: it is what a crash right at the start leaves.
    open(&path).unwrap();
    let nowhere = path.with_file_name("no such folder").join("history.db");
    let error = refused(open(&nowhere), &nowhere);
    assert!(matches!(error, StoreError::CannotOpen { .. }), "{error}");
}

#[test]
fn a_file_of_something_else_is_refused_and_left_as_it_is() {
    let folder = folder("other");
    let text = folder.join("notes.txt");
    std::fs::write(&text, "not a database\n".repeat(1000)).unwrap();
    let other = folder.join("other.db");
    let connection = Connection::open(&other).unwrap();
    connection.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    drop(connection);
    for path in [text, other] {
        let before = std::fs::read(&path).unwrap();
        let error = refused(open(&path), &path);
        assert!(matches!(error, StoreError::NotAStore { .. }), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
    let error = refused(open(&folder), &folder);
    assert!(
        matches!(error, StoreError::NotAStore { ref found, .. } if found.to_string() == "a folder")
    );
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_left_as_it_is() {
    let path = store_at(&folder("newer").join("history.db"));
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    connection.pragma_update(None, "journal_mode", "delete").unwrap();
    drop(connection);
    let before = std::fs::read(&path).unwrap();
    let error = refused(open(&path), &path);
    assert!(matches!(error, StoreError::NewerVersion { found: 99, known: 3, .. }), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", -1).unwrap();
    let error = refused(open(&path), &path);
    assert!(matches!(error, StoreError::NewerVersion { known: 3, .. }), "{error}");
}

#[test]
fn damage_is_reported_as_damage() {
    let path = folder("damaged").join("history.db");
    let mut store = open(&path).unwrap();
    for number in 0..200 {
        let events = vec![dispensed("2026-11-15", 14); 20];
        import(&mut store, document(&format!("p{number}"), "rx", events));
    }
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 4..;
    bytes[middle].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    let mut store = open(&path).unwrap();
    let errors: Vec<_> =
        (0..200).filter_map(|n| store.events(&format!("p{n}"), ..).err()).collect();
    assert!(!errors.is_empty());
    assert!(errors.iter().all(|e| matches!(e, StoreError::Corrupt { .. })), "{:?}", errors[0]);
}

#[test]
fn events_that_this_program_cannot_read_are_reported_and_not_left_out() {
    let path = store_at(&folder("form").join("history.db"));
    let connection = Connection::open(&path).unwrap();
    connection.execute("UPDATE document SET events = x'09'", []).unwrap();
    drop(connection);
    let error = open(&path).unwrap().events("p", ..).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
}

#[test]
fn a_full_disk_stops_an_import_and_loses_nothing() {
    let path = folder("full").join("history.db");
    let mut options = StoreOptions::default();
    options.max_bytes = Some(1 << 20);
    let documents = || {
        (0..20_000).map(|n| document(&format!("p{n}"), "rx", vec![dispensed("2026-11-15", 14); 4]))
    };
    let mut importing = ImportOptions::default();
    importing.events_a_transaction = 400;
    let mut store = Store::open(&path, &options).unwrap();
    let mut reported = 0;
    let failed = store
        .import(documents(), &access(), &importing, |counts| reported = counts.added)
        .unwrap_err();
    assert!(matches!(failed.error, StoreError::Full { .. }), "{failed}");
    assert_eq!(failed.committed.added, reported);
    assert!(reported > 100, "{reported}");
    assert_eq!(store.statistics().unwrap().documents, reported);
    assert_eq!(store.events("p0", ..).unwrap().unwrap().len(), 4);
    drop(store);
    // With space again, the same import does the rest.
    let mut store = open(&path).unwrap();
    let counts = store.import(documents(), &access(), &importing, |_| ()).unwrap();
    assert_eq!((counts.unchanged, counts.added), (reported, 20_000 - reported));
}

#[test]
fn any_time_to_wait_may_be_asked_for() {
    let path = store_at(&folder("patient").join("history.db"));
    let mut options = StoreOptions::default();
    for wait in [Duration::ZERO, Duration::MAX] {
        options.busy_timeout = wait;
        Store::open(&path, &options).unwrap();
    }
}

#[test]
fn another_writer_that_does_not_finish_is_named_and_reading_goes_on() {
    let path = store_at(&folder("busy").join("history.db"));
    let mut options = StoreOptions::default();
    options.busy_timeout = Duration::from_millis(200);
    let mut store = Store::open(&path, &options).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let started = Instant::now();
    let later = document("p", "rx-2", vec![dispensed("2026-11-16", 7)]);
    let failed =
        store.import([later.clone()], &access(), &ImportOptions::default(), |_| ()).unwrap_err();
    let waited = started.elapsed();
    assert!(matches!(failed.error, StoreError::Busy { waited, .. } if waited.as_millis() == 200));
    assert!((150..5000).contains(&waited.as_millis()), "{waited:?}");
    assert_eq!(store.events("p", ..).unwrap().unwrap().len(), 1);
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(import(&mut store, later).added, 1);
}

#[test]
fn what_was_deleted_or_corrected_is_in_no_file_any_more() {
    let path = folder("erased").join("history.db");
    let mut store = open(&path).unwrap();
    let secret = |text: &str| {
        let mut event = dispensed("2026-11-15", 14);
        event.drug.name = text.to_owned();
        event
    };
    import(&mut store, document("p", "1", vec![secret("secret of the first state"); 3]));
    import(&mut store, document("p", "1", vec![secret("secret of the second state"); 3]));
    import(&mut store, document("p", "2", vec![secret("secret of another document"); 100]));
    import(&mut store, document("q", "1", vec![secret("what stays")]));
    assert!(found(&path, b"secret of"), "the test must be able to find it");
    assert!(store.delete_patient("p", &access()).unwrap().erased);
    assert!(!found(&path, b"secret of"));
    assert!(found(&path, b"what stays"));
}

/// Whether any file of the store holds these bytes.
fn found(path: &Path, bytes: &[u8]) -> bool {
    let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let contents = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
    contents.into_iter().any(|content| content.windows(bytes.len()).any(|w| w == bytes))
}

#[test]
fn the_database_itself_refuses_to_change_the_log() {
    let path = store_at(&folder("log").join("history.db"));
    let connection = Connection::open(&path).unwrap();
    let entries = "SELECT group_concat(number || actor || action || patient) FROM access_log";
    let before: String = connection.query_row(entries, [], |row| row.get(0)).unwrap();
    for change in [
        "UPDATE access_log SET actor = 'nobody'",
        "DELETE FROM access_log",
        "INSERT OR REPLACE INTO access_log
         SELECT number, at, 'nobody', action, patient, purpose, documents, events FROM access_log",
    ] {
        let error = connection.execute(change, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{change}: {error}");
    }
    let after: String = connection.query_row(entries, [], |row| row.get(0)).unwrap();
    assert_eq!(before, after);
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let path = folder("mode").join("history.db");
    let mut store = open(&path).unwrap();
    import(&mut store, document("p", "1", vec![]));
    for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?} {mode:o}", file.path());
    }
}

/// The folder that the next test hands to itself when it runs again as another user.
#[cfg(unix)]
const READ_ONLY_FOLDER: &str = "SHOHOSEN_STORE_TEST_READ_ONLY";

#[cfg(unix)]
#[test]
fn a_store_that_may_not_be_written_says_so() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let judge = |folder: &Path| {
        // A store whose folder may not be written, a store that may not be written itself, and a
        // store that cannot be made.
        for name in ["folder", "file", "new"] {
            let path = folder.join(name).join("history.db");
            let error = refused(open(&path), &path);
            assert!(matches!(error, StoreError::ReadOnly { .. }), "{name}: {error}");
        }
    };
    if let Ok(folder) = std::env::var(READ_ONLY_FOLDER) {
        return judge(Path::new(&folder));
    }
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // In the system's folder for temporary files, where another user comes to it, too.
    let folder = std::env::temp_dir().join(format!("shohosen-store-{}", std::process::id()));
    for name in ["folder", "file", "new"] {
        std::fs::create_dir_all(folder.join(name)).unwrap();
        if name != "new" {
            let path = store_at(&folder.join(name).join("history.db"));
            mode(&path, if name == "file" { 0o444 } else { 0o666 });
        }
        mode(&folder.join(name), if name == "file" { 0o777 } else { 0o555 });
    }
    // Permissions do not bind root: as nobody, by a copy of this program that nobody may run.
    let program = folder.join("test");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    mode(&folder, 0o755);
    mode(&program, 0o755);
    let mut again = std::process::Command::new(&program);
    again.args(["--exact", "a_store_that_may_not_be_written_says_so"]);
    again.env(READ_ONLY_FOLDER, &folder).current_dir(&folder);
    if std::fs::File::create(folder.join("new").join("probe")).is_ok() {
        again.uid(65534).gid(65534);
    }
    let output = again.output().unwrap();
    for name in ["folder", "file", "new"] {
        mode(&folder.join(name), 0o755);
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
