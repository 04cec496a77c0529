//! What was reported as imported is there after SIGKILL at any moment, no document is there in part,
//! and two programs write at once without loss.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_store::*;
use std::hash::{BuildHasher, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// What the child is told: the file, and what it does there.
const FILE: &str = "SHOHOSEN_STORE_TEST_FILE";
const TASK: &str = "SHOHOSEN_STORE_TEST_TASK";

/// Documents that the endless import goes round: from the second round on it corrects.
const IDS: u64 = 300;

/// The document of one step: its events all carry the step.
fn step(step: u64) -> SourceDocument {
    let (id, round) = (step % IDS, step / IDS);
    let mut event = dispensed("2026-11-15", u16::try_from(round).unwrap());
    event.drug.unit = step.to_string();
    let events = vec![event; events_of(id)];
    document(&format!("patient {}", id % 40), &format!("document {id}"), events)
}

fn events_of(id: u64) -> usize {
    usize::try_from(id % 7).unwrap() + 1
}

/// Runs this test program again as a child with a task.
fn child(task: &str, file: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_child_does_its_task", "--nocapture"])
        .env(TASK, task)
        .env(FILE, file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Does nothing but in a child.
#[test]
fn the_child_does_its_task() {
    let Ok(task) = std::env::var(TASK) else { return };
    let path = PathBuf::from(std::env::var_os(FILE).unwrap());
    let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
    if task == "look" {
        println!("\nreported {}", store.statistics().unwrap().documents);
        return;
    }
    let mut options = ImportOptions::default();
    let report = |done: u64| {
        println!("\nreported {done}");
        std::io::stdout().flush().unwrap();
    };
    match task.split_once(' ') {
        // Goes on where the store is, for ever.
        None => {
            let begin = steps_in(&mut store);
            options.events_a_transaction = 150;
            let all = (begin..60_000_000).map(step);
            let outcome = store.import(all, &access(), &options, |counts| {
                assert_eq!(counts.unchanged + counts.outdated, 0);
                report(begin + counts.documents());
            });
            outcome.unwrap();
        }
        // A hundred documents of its own and a hundred that all write.
        Some((_, name)) => {
            options.events_a_transaction = 5;
            let documents = (0..200).map(|number| {
                let own = number % 2 == 0;
                let id = if own { format!("{name} {number}") } else { format!("common {number}") };
                document("p", &id, vec![dispensed("2026-11-15", 1); 2])
            });
            let counts = store.import(documents, &access(), &options, |_| ()).unwrap();
            report(counts.documents());
        }
    }
}

/// How many steps of the endless import are in the store. Fails if a document is there in part, or
/// a step is missing before one that is there.
fn steps_in(store: &mut Store) -> u64 {
    let mut last_step = vec![None; usize::try_from(IDS).unwrap()];
    for patient in store.patients("", 1000).unwrap() {
        let (documents, events) =
            (store.documents(&patient).unwrap(), store.events(&patient, ..).unwrap().unwrap());
        let total: u64 = documents.iter().map(|document| document.events).sum();
        assert_eq!(total, events.len() as u64);
        for event in &events {
            let step: u64 = event.drug.unit.parse().unwrap();
            let id = usize::try_from(step % IDS).unwrap();
            let (seen, count) = last_step[id].unwrap_or((step, 0));
            assert_eq!(seen, step, "document {id} is there in two states");
            last_step[id] = Some((step, count + 1));
        }
    }
    for (id, state) in last_step.iter().enumerate() {
        if let Some((_, count)) = state {
            assert_eq!(*count, events_of(id as u64), "document {id} is there in part");
        }
    }
    let steps = last_step.iter().flatten().map(|(step, _)| step + 1).max().unwrap_or(0);
    for (id, state) in last_step.iter().enumerate() {
        // The last step before the end that wrote this document.
        let expected = (0..steps).rev().take(last_step.len()).find(|s| s % IDS == id as u64);
        assert_eq!(state.map(|(step, _)| step), expected, "document {id}, {steps} steps");
    }
    steps
}

#[test]
fn a_killed_import_loses_nothing_that_was_reported() {
    let path = folder("killed").join("history.db");
    let (mut kept, mut reported_at_all) = (0, 0);
    for round in 0..50 {
        let mut child = child("endless", &path);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut reports =
            lines.filter_map(|line| line.strip_prefix("reported ")?.parse::<u64>().ok());
        // Every other time not before the import is under way, however slow the machine.
        let first = if round % 2 == 0 { reports.next() } else { None };
        // A random moment: opening, writing, committing, moving the log into the file.
        let random = std::hash::RandomState::new().build_hasher().finish();
        std::thread::sleep(Duration::from_millis(random % 300));
        child.kill().unwrap();
        let reported = reports.last().or(first);
        assert!(!child.wait().unwrap().success(), "it was to be killed");
        reported_at_all += u32::from(reported.is_some());
        let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
        let steps = steps_in(&mut store);
        assert!(steps >= reported.unwrap_or(kept), "round {round}: {steps} of {reported:?}");
        assert!(steps >= kept, "round {round}: {steps} of {kept} before");
        kept = steps;
        let file = rusqlite::Connection::open(&path).unwrap();
        let integrity: String =
            file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(integrity, "ok", "round {round}");
        let broken: u32 = file
            .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(broken, 0, "round {round}");
    }
    println!("50 kills, {reported_at_all} while importing; {kept} documents committed");
    assert!(reported_at_all >= 25 && kept > IDS, "{reported_at_all} {kept}");
}

#[test]
fn programs_that_write_at_once_lose_nothing() {
    let path = folder("at-once").join("history.db");
    // All make the file, too.
    let children: Vec<_> =
        ["a", "b", "c"].map(|name| child(&format!("some {name}"), &path)).into_iter().collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains("reported 200"), "{text}");
    }
    let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
    // Three times a hundred of their own, a hundred in common; two events each.
    let statistics = store.statistics().unwrap();
    assert_eq!((statistics.documents, statistics.events), (400, 800));
    let log = store.access_log(&LogQuery::default()).unwrap();
    assert_eq!(log.iter().map(|entry| entry.documents).sum::<u64>(), 400);
}

#[test]
fn a_program_that_looks_takes_nothing_from_one_that_has_the_file_open_twice() {
    let path = folder("twice").join("history.db");
    let look = || {
        let output = child("look", &path).wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{text}");
        text.lines().find_map(|line| line.strip_prefix("reported ")?.parse::<u64>().ok())
    };
    let open = || Store::open(&path, &StoreOptions::default()).unwrap();
    let mut first = open();
    let locks = locks_on(&path);
    let second = open();
    assert_eq!(locks_on(&path), locks, "what the first store holds");
    assert_eq!(look(), Some(0));
    // By the time that it returns, it survives everything.
    import(&mut first, document("p", "rx-1", vec![dispensed("2026-11-15", 14)]));
    assert_eq!(look(), Some(1));
    drop((first, second));
    assert_eq!(look(), Some(1));
}

/// The locks that this program holds on a file, where the system says so (Linux). Newer versions of
/// SQLite look at a second lock before they take the log away; this one is for all others.
fn locks_on(path: &Path) -> Vec<String> {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::MetadataExt;
        let file = format!(":{}", std::fs::metadata(path).unwrap().ino());
        let own = std::process::id().to_string();
        let of_file = |line: &&str| {
            let mut words = line.split_whitespace().skip(4);
            words.next() == Some(&*own) && words.next().is_some_and(|place| place.ends_with(&file))
        };
        let read = || -> Vec<String> {
            let locks = std::fs::read_to_string("/proc/locks").unwrap();
            // Without the number of the line.
            let without_number = |line: &str| Some(line.split_once(' ')?.1.to_owned());
            locks.lines().filter(of_file).filter_map(without_number).collect()
        };
        // The system hands the list out in parts, and while other programs lock and unlock, lines
        // between two parts are passed over: the fullest of several readings is taken.
        let mut longest = Vec::new();
        for _ in 0..LOOKS_AT_LOCKS {
            let locks = read();
            if locks.len() > longest.len() {
                longest = locks;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        assert!(!longest.is_empty(), "a store in WAL mode holds a lock on its file");
        longest
    }
    #[cfg(not(target_os = "linux"))]
    {
        println!("SKIPPED: the locks of {} are not known here", path.display());
        Vec::new()
    }
}

/// How often the list of locks is read, so that a line that was passed over once is seen.
#[cfg(target_os = "linux")]
const LOOKS_AT_LOCKS: usize = 50;
