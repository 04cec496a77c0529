//! What every back-end must do: each function is one test, run over each of them.

use crate::common::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use shohosen_medication::*;
use shohosen_store::*;

/// A place for one store, which can be opened again and again.
pub trait Place {
    fn open(&self) -> Store;
}

/// Makes a test of each behaviour over the places that `$place` gives for a name.
#[macro_export]
macro_rules! behaviour {
    ($place:expr; $($name:ident),+ $(,)?) => {
        $(
            #[test]
            fn $name() {
                if let Some(place) = $place(stringify!($name)) {
                    $crate::behaviour::$name(&place);
                }
            }
        )+
    };
}

/// Names every behaviour.
#[macro_export]
macro_rules! every_behaviour {
    ($place:expr) => {
        $crate::behaviour! { $place;
            events_come_back_exactly_as_they_were,
            the_same_document_again_changes_nothing,
            a_corrected_document_takes_the_place_of_the_earlier_one,
            a_state_that_was_corrected_does_not_come_back,
            a_document_without_id_is_known_by_its_content,
            a_document_without_events_withdraws_what_it_said,
            two_states_in_one_import_leave_the_later,
            patients_do_not_see_each_other,
            an_unknown_patient_is_not_a_patient_without_medication,
            a_range_of_days_takes_what_began_in_it_and_what_has_no_day,
            everything_is_there_after_opening_again,
            progress_counts_what_is_committed,
            a_refused_document_leaves_what_was_committed_before,
            deletion_removes_one_patient_and_stays_in_the_log,
            the_log_says_who_when_what_and_why,
            the_log_is_read_in_pages_and_by_patient,
            statistics_count_what_is_there,
            patients_are_listed_in_pages,
            documents_are_listed_with_their_days,
            texts_beyond_their_bounds_are_refused,
            stores_open_at_the_same_time_see_each_others_commits,
            a_document_of_somebody_else_is_refused_unless_it_is_accepted_by_name,
            what_was_left_out_of_a_document_is_told_whenever_the_history_is_read,
            one_dispensing_that_two_documents_tell_of_is_one,
            whatever_is_imported_corrected_and_deleted_the_store_holds,
        }
    };
}

pub fn events_come_back_exactly_as_they_were(place: &dyn Place) {
    let store = std::cell::RefCell::new((place.open(), 0));
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(200, |text| text.parse().unwrap_or(200)),
        failure_persistence: None,
        ..Config::default()
    });
    let strategy = proptest::collection::vec(any_event(), 0..8);
    let result = runner.run(&strategy, |events| {
        let (store, number) = &mut *store.borrow_mut();
        *number += 1;
        let patient = format!("p{number}");
        import(store, document(&patient, "d", events.clone()));
        prop_assert_eq!(store.events(&patient, ..).unwrap(), Some(in_order(events)));
        Ok(())
    });
    result.unwrap();
}

pub fn the_same_document_again_changes_nothing(place: &dyn Place) {
    let mut store = place.open();
    let one = document("p", "rx-1", vec![dispensed("2026-11-15", 14), dispensed("2026-11-15", 7)]);
    let first = import(&mut store, one.clone());
    assert_eq!(first, ImportCounts { added: 1, events: 2, ..Default::default() });
    let before = (store.statistics().unwrap(), store.documents("p").unwrap());
    let later = Access { at: time("2027-01-01T00:00:00Z"), ..access() };
    let again = store.import([one], &later, &ImportOptions::default(), |_| ()).unwrap();
    assert_eq!(again, ImportCounts { unchanged: 1, ..Default::default() });
    let after = (store.statistics().unwrap(), store.documents("p").unwrap());
    // But for the size on disk, which a log entry may change.
    assert_eq!((before.0.events, before.0.log_entries), (after.0.events, after.0.log_entries));
    assert_eq!(before.1, after.1);
}

pub fn a_corrected_document_takes_the_place_of_the_earlier_one(place: &dyn Place) {
    let mut store = place.open();
    import(&mut store, document("p", "rx-1", vec![dispensed("2026-11-15", 14); 3]));
    import(&mut store, document("p", "rx-2", vec![dispensed("2026-11-16", 5)]));
    let counts = import(&mut store, document("p", "rx-1", vec![dispensed("2026-11-15", 7)]));
    assert_eq!(counts, ImportCounts { corrected: 1, events: 1, ..Default::default() });
    let days: Vec<_> = store.events("p", ..).unwrap().unwrap().iter().map(|e| e.days).collect();
    assert_eq!(days, [Some(7), Some(5)]);
    assert_eq!(store.documents("p").unwrap().len(), 2);
}

pub fn a_state_that_was_corrected_does_not_come_back(place: &dyn Place) {
    let mut store = place.open();
    let old = document("p", "rx-1", vec![dispensed("2026-11-15", 14)]);
    let new = document("p", "rx-1", vec![dispensed("2026-11-15", 7)]);
    import(&mut store, old.clone());
    import(&mut store, new.clone());
    let counts = import(&mut store, old.clone());
    assert_eq!(counts, ImportCounts { outdated: 1, ..Default::default() });
    assert_eq!(store.events("p", ..).unwrap().unwrap(), new.events);
    // Unless it is asked for; then the other one is the outdated state.
    let mut options = ImportOptions::default();
    options.reinstate = true;
    let counts = store.import([old.clone()], &access(), &options, |_| ()).unwrap();
    assert_eq!(counts, ImportCounts { corrected: 1, events: 1, ..Default::default() });
    assert_eq!(store.events("p", ..).unwrap().unwrap(), old.events);
    assert_eq!(import(&mut store, new).outdated, 1);
    assert_eq!(import(&mut store, old).unchanged, 1);
}

pub fn a_document_without_id_is_known_by_its_content(place: &dyn Place) {
    let mut store = place.open();
    let one = SourceDocument::new("p", vec![dispensed("2026-11-15", 14)]);
    let other = SourceDocument::new("p", vec![dispensed("2026-11-15", 13)]);
    assert_eq!(import(&mut store, one.clone()).added, 1);
    assert_eq!(import(&mut store, one).unchanged, 1);
    assert_eq!(import(&mut store, other).added, 1);
    assert_eq!(store.events("p", ..).unwrap().unwrap().len(), 2);
    let ids: Vec<_> = store.documents("p").unwrap().into_iter().map(|d| d.id).collect();
    assert!(ids.iter().all(|id| id.len() == 64), "SHA-256 in hexadecimal: {ids:?}");
    // The digest of the caller counts where it is given, whatever the events are.
    let file = SourceDocument::new("q", vec![dispensed("2026-11-15", 14)]).with_digest([7; 32]);
    assert_eq!(import(&mut store, file.clone()).added, 1);
    let read_otherwise = SourceDocument { events: vec![], ..file };
    assert_eq!(import(&mut store, read_otherwise).unchanged, 1);
    assert_eq!(store.documents("q").unwrap()[0].digest, [7; 32]);
}

pub fn a_document_without_events_withdraws_what_it_said(place: &dyn Place) {
    let mut store = place.open();
    import(&mut store, document("p", "rx-1", vec![dispensed("2026-11-15", 14)]));
    assert_eq!(import(&mut store, document("p", "rx-1", vec![])).corrected, 1);
    assert_eq!(store.events("p", ..).unwrap(), Some(vec![]));
}

pub fn two_states_in_one_import_leave_the_later(place: &dyn Place) {
    let mut store = place.open();
    let states = [14, 7, 21].map(|days| document("p", "rx", vec![dispensed("2026-11-15", days)]));
    let counts = store.import(states, &access(), &ImportOptions::default(), |_| ()).unwrap();
    assert_eq!((counts.added, counts.corrected), (1, 2));
    assert_eq!(store.events("p", ..).unwrap().unwrap()[0].days, Some(21));
}

pub fn patients_do_not_see_each_other(place: &dyn Place) {
    let mut store = place.open();
    for (patient, days) in [("a", 1), ("A", 2), ("ａ", 3), ("a ", 4)] {
        import(&mut store, document(patient, "same id", vec![dispensed("2026-11-15", days)]));
    }
    for (patient, days) in [("a", 1), ("A", 2), ("ａ", 3), ("a ", 4)] {
        let events = store.events(patient, ..).unwrap().unwrap();
        assert_eq!(events, [dispensed("2026-11-15", days)], "{patient}");
    }
}

pub fn an_unknown_patient_is_not_a_patient_without_medication(place: &dyn Place) {
    let mut store = place.open();
    import(&mut store, document("p", "rx-1", vec![dispensed("2026-11-15", 14)]));
    assert_eq!(store.events("q", ..).unwrap(), None);
    assert_eq!(store.documents("q").unwrap(), []);
    // Known, but with nothing in these days.
    assert_eq!(store.events("p", day("2027-01-01")..).unwrap(), Some(vec![]));
}

pub fn a_range_of_days_takes_what_began_in_it_and_what_has_no_day(place: &dyn Place) {
    let mut store = place.open();
    let undated = MedicationEvent { dispensed_on: None, ..dispensed("2026-01-01", 9) };
    let prescribed = MedicationEvent {
        dispensed_on: None,
        prescribed_on: Some(day("2026-11-03")),
        ..dispensed("2026-01-01", 3)
    };
    let first = vec![dispensed("2026-11-01", 1), dispensed("2026-11-05", 5), prescribed];
    import(&mut store, document("p", "1", first));
    import(&mut store, document("p", "2", vec![dispensed("2026-11-10", 10), undated]));
    import(&mut store, document("p", "3", vec![dispensed("2026-11-20", 20)]));
    let mut days = |range: (std::ops::Bound<Date>, std::ops::Bound<Date>)| -> Vec<u16> {
        store.events("p", range).unwrap().unwrap().iter().filter_map(|e| e.days).collect()
    };
    use std::ops::Bound::*;
    let on = |text| Included(day(text));
    assert_eq!(days((Unbounded, Unbounded)), [1, 3, 5, 10, 20, 9]);
    assert_eq!(days((on("2026-11-03"), on("2026-11-10"))), [3, 5, 10, 9]);
    assert_eq!(days((Excluded(day("2026-11-03")), Excluded(day("2026-11-10")))), [5, 9]);
    assert_eq!(days((on("2026-11-20"), Unbounded)), [20, 9]);
    assert_eq!(days((Unbounded, on("2026-11-01"))), [1, 9]);
    assert_eq!(days((on("2026-12-01"), Unbounded)), [9]);
}

pub fn everything_is_there_after_opening_again(place: &dyn Place) {
    let mut store = place.open();
    import(&mut store, document("p", "rx-1", vec![dispensed("2026-11-15", 14)]));
    store.record(Action::Show, Some("p"), &access()).unwrap();
    let before = (store.events("p", ..).unwrap(), store.documents("p").unwrap());
    let log = store.access_log(&LogQuery::default()).unwrap();
    drop(store);
    let mut store = place.open();
    assert_eq!((store.events("p", ..).unwrap(), store.documents("p").unwrap()), before);
    assert_eq!(store.access_log(&LogQuery::default()).unwrap(), log);
}

pub fn progress_counts_what_is_committed(place: &dyn Place) {
    let (mut store, mut other) = (place.open(), place.open());
    let documents =
        (0..25).map(|n| document("p", &format!("{n:02}"), vec![dispensed("2026-11-15", 1); 2]));
    let mut options = ImportOptions::default();
    options.events_a_transaction = 10;
    let mut seen = Vec::new();
    let counts = store
        .import(documents, &access(), &options, |counts| {
            // Another connection sees just as much.
            assert_eq!(other.statistics().unwrap().documents, counts.documents());
            seen.push((counts.documents(), counts.events));
        })
        .unwrap();
    // Five documents with two events each fill a transaction of ten events.
    assert_eq!(seen, [(5, 10), (10, 20), (15, 30), (20, 40), (25, 50)]);
    assert_eq!((counts.added, counts.events), (25, 50));
    // A bound of no events at all is one document a transaction, not none of them.
    options.events_a_transaction = 0;
    let documents = (0..3).map(|n| document("q", &n.to_string(), vec![dispensed("2026-11-15", 1)]));
    let mut commits = 0;
    let counts = store.import(documents, &access(), &options, |_| commits += 1).unwrap();
    assert_eq!((counts.added, commits), (3, 3));
}

pub fn a_refused_document_leaves_what_was_committed_before(place: &dyn Place) {
    let mut store = place.open();
    let mut documents: Vec<_> =
        (0..5).map(|n| document("p", &n.to_string(), vec![dispensed("2026-11-15", 1)])).collect();
    documents.insert(3, document("", "x", vec![]));
    let mut options = ImportOptions::default();
    options.events_a_transaction = 2;
    let failed = store.import(documents.clone(), &access(), &options, |_| ()).unwrap_err();
    assert_eq!(failed.error.to_string(), "patient id: it is empty");
    assert_eq!(failed.committed.added, 2);
    assert_eq!(store.documents("p").unwrap().len(), 2);
    // The same again without it does the rest.
    documents.remove(3);
    let counts = store.import(documents, &access(), &options, |_| ()).unwrap();
    assert_eq!((counts.unchanged, counts.added), (2, 3));
}

pub fn deletion_removes_one_patient_and_stays_in_the_log(place: &dyn Place) {
    let mut store = place.open();
    import(&mut store, document("p", "1", vec![dispensed("2026-11-15", 14); 2]));
    import(&mut store, document("p", "1", vec![dispensed("2026-11-15", 7); 2]));
    import(&mut store, document("p", "2", vec![dispensed("2026-11-16", 14)]));
    import(&mut store, document("q", "1", vec![dispensed("2026-11-15", 14)]));
    let deletion = store.delete_patient("p", &access()).unwrap();
    assert_eq!((deletion.documents, deletion.events), (2, 3));
    assert_eq!(store.events("p", ..).unwrap(), None);
    assert_eq!(store.documents("p").unwrap(), []);
    assert_eq!(store.events("q", ..).unwrap().unwrap().len(), 1);
    let statistics = store.statistics().unwrap();
    assert_eq!((statistics.patients, statistics.documents, statistics.events), (1, 1, 1));
    let log = store.access_log(&LogQuery::default()).unwrap();
    let last = log.last().unwrap();
    assert_eq!((last.action, last.patient.as_deref()), (Action::Delete, Some("p")));
    assert_eq!((last.documents, last.events), (2, 3));
    // Nothing of the patient is remembered: the state that had been corrected is new again.
    let old = document("p", "1", vec![dispensed("2026-11-15", 14); 2]);
    assert_eq!(import(&mut store, old).added, 1);
    // Nobody to delete is no error, and is logged as well.
    let deletion = store.delete_patient("nobody", &access()).unwrap();
    assert_eq!((deletion.documents, deletion.events), (0, 0));
}

pub fn the_log_says_who_when_what_and_why(place: &dyn Place) {
    let mut store = place.open();
    let documents = [
        document("p", "1", vec![dispensed("2026-11-15", 14); 2]),
        document("p", "2", vec![dispensed("2026-11-15", 14)]),
        document("q", "1", vec![dispensed("2026-11-15", 14)]),
    ];
    store.import(documents, &access(), &ImportOptions::default(), |_| ()).unwrap();
    let doctor = Access::new("医師 12", "", time("2026-11-22T10:30:05.75Z"));
    store.record(Action::Check, Some("q"), &doctor).unwrap();
    store.record(Action::ReadLog, None, &doctor).unwrap();
    let log = store.access_log(&LogQuery::default()).unwrap();
    let at = |text| Access { at: time(text), ..access() };
    let to_the_second = Access { at: time("2026-11-22T10:30:05Z"), ..doctor };
    let entry = |access: &Access, action, patient: Option<&str>, documents, events| LogEntry {
        number: 0,
        access: access.clone(),
        action,
        patient: patient.map(str::to_owned),
        documents,
        events,
    };
    let imported = at("2026-11-22T00:00:00Z");
    let expected = [
        entry(&imported, Action::Import, Some("p"), 2, 3),
        entry(&imported, Action::Import, Some("q"), 1, 1),
        entry(&to_the_second, Action::Check, Some("q"), 0, 0),
        entry(&to_the_second, Action::ReadLog, None, 0, 0),
    ];
    let numbers: Vec<_> = log.iter().map(|entry| entry.number).collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
    let log: Vec<_> = log.into_iter().map(|entry| LogEntry { number: 0, ..entry }).collect();
    assert_eq!(log, expected);
}

pub fn the_log_is_read_in_pages_and_by_patient(place: &dyn Place) {
    let mut store = place.open();
    for number in 0..10 {
        let patient = if number % 3 == 0 { "p" } else { "q" };
        store.record(Action::Show, Some(patient), &access()).unwrap();
    }
    let mut query = LogQuery { limit: 4, ..LogQuery::default() };
    let mut pages = Vec::new();
    loop {
        let page = store.access_log(&query).unwrap();
        let Some(last) = page.last() else { break };
        query.after = last.number;
        pages.push(page.len());
    }
    assert_eq!(pages, [4, 4, 2]);
    let of_p = LogQuery { patient: Some("p".to_owned()), ..LogQuery::default() };
    assert_eq!(store.access_log(&of_p).unwrap().len(), 4);
}

pub fn statistics_count_what_is_there(place: &dyn Place) {
    let mut store = place.open();
    let empty = store.statistics().unwrap();
    assert_eq!((empty.patients, empty.events, empty.first, empty.last), (0, 0, None, None));
    let undated = MedicationEvent { dispensed_on: None, ..dispensed("2026-11-15", 1) };
    import(&mut store, document("p", "1", vec![dispensed("2020-02-29", 1), undated.clone()]));
    import(&mut store, document("p", "2", vec![undated]));
    import(&mut store, document("q", "1", vec![dispensed("2026-11-15", 1)]));
    let statistics = store.statistics().unwrap();
    assert_eq!((statistics.patients, statistics.documents, statistics.events), (2, 3, 4));
    assert_eq!(
        (statistics.first, statistics.last),
        (Some(day("2020-02-29")), Some(day("2026-11-15")))
    );
    assert_eq!(statistics.log_entries, 3);
    assert!(statistics.bytes > 10_000, "{}", statistics.bytes);
}

pub fn patients_are_listed_in_pages(place: &dyn Place) {
    let mut store = place.open();
    for patient in ["b", "a", "患者", "B"] {
        import(&mut store, document(patient, "1", vec![]));
    }
    // In the order of their bytes, whatever the language of the server.
    assert_eq!(store.patients("", 3).unwrap(), ["B", "a", "b"]);
    assert_eq!(store.patients("b", 3).unwrap(), ["患者"]);
}

pub fn documents_are_listed_with_their_days(place: &dyn Place) {
    let mut store = place.open();
    let events = vec![dispensed("2026-11-15", 1), dispensed("2026-11-12", 1)];
    import(&mut store, document("p", "rx-2", events).with_digest([9; 32]));
    import(&mut store, document("p", "rx-1", vec![]).with_digest([8; 32]));
    let imported_at = access().at;
    let days = (Some(day("2026-11-12")), Some(day("2026-11-15")));
    let of = |id: &str, byte, events, (first, last)| StoredDocument {
        id: id.to_owned(),
        digest: [byte; 32],
        imported_at,
        events,
        first,
        last,
    };
    let expected = [of("rx-1", 8, 0, (None, None)), of("rx-2", 9, 2, days)];
    assert_eq!(store.documents("p").unwrap(), expected);
}

pub fn texts_beyond_their_bounds_are_refused(place: &dyn Place) {
    let mut store = place.open();
    let long = "x".repeat(129);
    let of_patient = |error| matches!(error, StoreError::Limit { what, limit: 128, actual: 129 } if what.to_string() == "patient id");
    assert!(of_patient(store.events(&long, ..).unwrap_err()));
    assert!(of_patient(store.delete_patient(&long, &access()).unwrap_err()));
    let control = store.events("a\0b", ..).unwrap_err();
    assert_eq!(control.to_string(), "patient id: it holds control characters");
    let nobody = Access { actor: String::new(), ..access() };
    let refused = store.record(Action::Show, None, &nobody).unwrap_err();
    assert_eq!(refused.to_string(), "actor: it is empty");
    assert_eq!(store.statistics().unwrap().log_entries, 0);
    // At the bound they are taken.
    let patient = "x".repeat(128);
    import(&mut store, document(&patient, &"d".repeat(512), vec![]));
    assert_eq!(store.documents(&patient).unwrap().len(), 1);
}

pub fn stores_open_at_the_same_time_see_each_others_commits(place: &dyn Place) {
    let (mut one, mut other) = (place.open(), place.open());
    import(&mut one, document("p", "1", vec![dispensed("2026-11-15", 1)]));
    import(&mut other, document("p", "2", vec![dispensed("2026-11-16", 2)]));
    import(&mut one, document("p", "2", vec![dispensed("2026-11-16", 3)]));
    let days = |store: &mut Store| -> Vec<_> {
        store.events("p", ..).unwrap().unwrap().iter().filter_map(|e| e.days).collect()
    };
    assert_eq!(days(&mut one), [1, 3]);
    assert_eq!(days(&mut other), [1, 3]);
}

pub fn a_document_of_somebody_else_is_refused_unless_it_is_accepted_by_name(place: &dyn Place) {
    let mut store = place.open();
    let of = |id: &str, marks: PatientMarks| {
        document("p", id, vec![dispensed("2026-11-15", 1)]).with_marks(marks)
    };
    let marks = PatientMarks::new().with_name("試験太郎").with_sex("1");
    let own = marks.with_birth_date(1960, Some(2), Some(29));
    import(&mut store, of("1", own.clone()));
    // What does not say is not refused, and neither is what agrees.
    import(&mut store, of("2", PatientMarks::new()));
    import(&mut store, of("3", PatientMarks::new().with_birth_date(1960, Some(2), None)));
    let name = PatientMarks::new().with_name("検証花子");
    for (marks, item) in [
        (name.clone(), IdentityItem::Name),
        (PatientMarks::new().with_sex("2"), IdentityItem::Sex),
        (PatientMarks::new().with_birth_date(1961, None, None), IdentityItem::BirthDate),
    ] {
        let mut options = ImportOptions::default();
        let refused =
            store.import([of("4", marks.clone())], &access(), &options, |_| ()).unwrap_err();
        let StoreError::OtherIdentity { items, .. } = &refused.error else { panic!("{refused}") };
        assert_eq!(items, &[item]);
        let finding = refused.error.finding();
        let said = format!("{refused} {finding:?}");
        assert!(!said.contains("検証花子") && !said.contains("1961"), "{said}");
        // Nor does it take the place of a document that is there.
        store.import([of("1", marks)], &access(), &options, |_| ()).unwrap_err();
        assert_eq!(store.documents("p").unwrap().len(), 3);
        options.accept_other_identity = true;
        let counts = store.import([of("3", PatientMarks::new())], &access(), &options, |_| ());
        assert_eq!(counts.unwrap().unchanged, 1);
    }
    let mut options = ImportOptions::default();
    options.accept_other_identity = true;
    let accepted = store.import([of("4", name.clone())], &access(), &options, |_| ()).unwrap();
    assert_eq!(accepted.added, 1);
    // Of this patient from then on, also for who opens the store later.
    drop(store);
    let mut store = place.open();
    assert_eq!(import(&mut store, of("5", name.clone())).added, 1);
    assert_eq!(import(&mut store, of("6", own)).added, 1);
    // Another patient is another patient.
    let q = document("q", "1", vec![dispensed("2026-11-15", 1)]).with_marks(name);
    assert_eq!(import(&mut store, q).added, 1);
    assert!(store.verify().unwrap().holds());
}

pub fn what_was_left_out_of_a_document_is_told_whenever_the_history_is_read(place: &dyn Place) {
    let mut store = place.open();
    let part = |item: &str| LeftOut {
        item: item.to_owned(),
        code: "620000001".to_owned(),
        reason: "not_taken_over".to_owned(),
        allergy: None,
    };
    let mut partial = document("p", "partial", vec![dispensed("2026-01-15", 1)]);
    partial.left_out = vec![part("RP1-2"), part("RP2-1")];
    import(&mut store, partial);
    import(&mut store, document("p", "whole", vec![dispensed("2026-11-15", 1)]));
    // Whatever days are asked for: it is not known on which days it was.
    let history = store.history("p", day("2026-11-01")..).unwrap().unwrap();
    assert_eq!((history.events.len(), history.documents), (1, 2));
    let parts = [("partial".to_owned(), part("RP1-2")), ("partial".to_owned(), part("RP2-1"))];
    assert_eq!(history.left_out, parts);
    // Once all of it could be read, nothing is left out any more.
    import(&mut store, document("p", "partial", vec![dispensed("2026-01-15", 1); 3]));
    assert_eq!(store.history("p", ..).unwrap().unwrap().left_out, []);
}

pub fn whatever_is_imported_corrected_and_deleted_the_store_holds(place: &dyn Place) {
    let store = std::cell::RefCell::new(place.open());
    let step = (0u8..4, 0u8..4, 1u16..4, any::<bool>());
    let mut runner = TestRunner::new(Config { cases: 8, ..Config::default() });
    let outcome = runner.run(&proptest::collection::vec(step, 1..12), |steps| {
        let mut store = store.borrow_mut();
        let mut options = ImportOptions::default();
        for (patient, id, days, flag) in steps {
            let patient = format!("p{patient}");
            if days == 3 && flag {
                store.delete_patient(&patient, &access()).unwrap();
                continue;
            }
            options.reinstate = flag;
            let document =
                document(&patient, &format!("rx {id}"), vec![dispensed("2026-11-15", days)]);
            store.import([document], &access(), &options, |_| ()).unwrap();
            prop_assert!(store.events(&patient, ..).unwrap().is_some());
        }
        prop_assert_eq!(store.verify().unwrap().damage, vec![]);
        Ok(())
    });
    outcome.unwrap();
}

pub fn one_dispensing_that_two_documents_tell_of_is_one(place: &dyn Place) {
    let mut store = place.open();
    let of = |pharmacy: &str, days: u16| {
        let mut event = dispensed("2026-11-15", days);
        event.pharmacy.code = pharmacy.to_owned();
        event
    };
    let mut told = 0;
    let mut count = |first: Vec<MedicationEvent>, second: Vec<MedicationEvent>| {
        told += 1;
        let patient = format!("p{told}");
        import(&mut store, document(&patient, "record", first));
        import(&mut store, document(&patient, "notebook", second));
        store.events(&patient, ..).unwrap().unwrap().len()
    };
    let one = of("1344444444", 14);
    assert_eq!(count(vec![one.clone()], vec![one.clone()]), 1);
    // As another source writes it: another name, no institution, a second code.
    let mut notebook = one.clone();
    notebook.source = HistorySource::MedicationNotebook;
    notebook.drug.name = "マイスリー錠１０ｍｇ".to_owned();
    notebook.drug.codes.push(GivenCode::parse(CodeSystem::Receipt, "610443048"));
    assert_eq!(count(vec![one.clone()], vec![notebook]), 1);
    // Two RPs of one drug are two, whoever tells of them.
    assert_eq!(count(vec![one.clone(); 2], vec![one.clone(); 2]), 2);
    assert_eq!(count(vec![one.clone()], vec![one.clone(); 2]), 2);
    // Where something tells them apart, or it is not certain, both are there.
    assert_eq!(count(vec![one.clone()], vec![of("1344444445", 14)]), 2);
    assert_eq!(count(vec![one.clone()], vec![of("1344444444", 7)]), 2);
    assert_eq!(count(vec![of("", 14)], vec![of("", 14)]), 2);
    let mut cancelled = one.clone();
    cancelled.cancelled = true;
    assert_eq!(count(vec![one.clone()], vec![cancelled]), 2);
    let mut other_drug = one.clone();
    other_drug.drug.codes = vec![GivenCode::parse(CodeSystem::Yj, "1124001F1022")];
    assert_eq!(count(vec![one], vec![other_drug]), 2);
}
