//! What of a document a store gets to keep.

#![cfg(feature = "store")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen::history::{History, HistoryOptions, HistoryRead, ImportRefused, read};
use shohosen::medication::NotCheckedReason;
use shohosen::store::{Access, ImportOptions, SourceDocument, Store, StoreOptions};
use shohosen::{Time, Verifier};
use std::path::PathBuf;

/// MedicationRequests of one patient with these values of `status`.
fn bundle(statuses: &[&str]) -> Vec<u8> {
    let entries: Vec<_> = statuses
        .iter()
        .enumerate()
        .map(|(number, status)| {
            format!(
                r#"{{ "resource": {{ "resourceType": "MedicationRequest", "id": "{number}",
                "status": "{status}", "intent": "order", "authoredOn": "2026-11-22",
                "subject": {{ "reference": "Patient/p" }},
                "medicationCodeableConcept": {{ "coding": [ {{ "code": "1129009F2285",
                  "system": "http://capstandard.jp/iyaku.info/CodeSystem/YJ-code" }} ] }} }} }}"#
            )
        })
        .collect();
    format!(r#"{{ "resourceType": "Bundle", "entry": [ {} ] }}"#, entries.join(",")).into_bytes()
}

fn reading(bytes: &[u8]) -> HistoryRead {
    read(bytes, &HistoryOptions::default()).unwrap()
}

fn codes(refused: &ImportRefused) -> Vec<&'static str> {
    refused.findings.iter().map(|finding| finding.code.id()).collect()
}

#[test]
fn a_document_of_which_a_part_is_not_understood_is_stored_only_if_that_is_accepted() {
    let bytes = bundle(&["active", "on-hold"]);
    let refused = reading(&bytes).into_source("p", &bytes, None, false).unwrap_err();
    assert_eq!(codes(&refused)[0], "store.document.partial");
    let partial = reading(&bytes).into_source("p", &bytes, None, true).unwrap();
    assert_eq!(partial.events.len(), 1);
    // sha256sum of the bytes would be the id of the whole document, and is that of a part of it;
    // as digest it would make the whole document one that does not differ from the part.
    let whole = reading(&bundle(&["active"])).into_source("p", &bytes, None, false).unwrap();
    let digest = whole.digest.unwrap();
    assert_eq!(partial.id, Some(digest.iter().map(|byte| format!("{byte:02x}")).collect()));
    assert_eq!(partial.digest, None);
    let named = reading(&bytes).into_source("p", &bytes, Some("rx-1".to_owned()), true).unwrap();
    assert_eq!((named.id.as_deref(), named.digest), (Some("rx-1"), None));
}

#[test]
fn a_document_of_which_nothing_is_understood_withdraws_nothing() {
    let bytes = bundle(&["on-hold", "on-hold"]);
    for partial in [false, true] {
        let refused = reading(&bytes).into_source("p", &bytes, None, partial).unwrap_err();
        assert_eq!(codes(&refused)[0], "store.document.nothing_taken_over", "{partial}");
        let mut history = History::default();
        history.add("a.json", reading(&bytes));
        let refused = history.to_sources("p", partial).unwrap_err();
        assert_eq!(codes(&refused)[0], "store.document.nothing_taken_over", "{partial}");
    }
    // One that says that everything was withdrawn does.
    let bytes = bundle(&["cancelled", "entered-in-error"]);
    let source = reading(&bytes).into_source("p", &bytes, None, false).unwrap();
    assert!(source.events.is_empty());
}

#[test]
fn a_signed_document_that_does_not_verify_is_never_stored() {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../test-vectors/verify/changed-records.xml");
    let bytes = std::fs::read(path).unwrap();
    let verifier = Verifier::builder().build();
    let at = Time::parse_rfc3339("2026-01-01T00:00:00Z").unwrap();
    let options = HistoryOptions::verified_by(&verifier, at);
    for partial in [false, true] {
        let signed = read(&bytes, &options).unwrap();
        let refused = signed.into_source("p", &bytes, None, partial).unwrap_err();
        assert_eq!(
            codes(&refused)[..2],
            ["store.document.not_verified", "medication.history.not_verified"]
        );
        let mut history = History::default();
        history.add("a.xml", read(&bytes, &options).unwrap());
        let refused = history.to_sources("p", partial).unwrap_err();
        assert_eq!(codes(&refused)[0], "store.document.not_verified");
        assert_eq!(refused.findings[0].location.as_deref(), Some("a.xml"));
    }
    let accepting = HistoryOptions { accept_unverified: true, ..options };
    let signed = read(&bytes, &accepting).unwrap();
    assert!(!signed.into_source("p", &bytes, None, false).unwrap().events.is_empty());
}

#[test]
fn of_several_documents_the_faulty_one_is_named() {
    let mut tail = History::default();
    tail.add("c.json", reading(&bundle(&["active", "on-hold"])));
    let mut history = History::default();
    history.add("a.json", reading(&bundle(&["active"])));
    history.add("b.json", reading(&bundle(&["cancelled"])));
    assert_eq!(history.to_sources("p", false).unwrap().len(), 2);
    history.append(tail);
    let refused = history.to_sources("p", false).unwrap_err();
    let first = &refused.findings[0];
    assert_eq!(
        (first.code.id(), first.location.as_deref()),
        ("store.document.partial", Some("c.json"))
    );
    assert!(codes(&refused).contains(&"medication.history.not_taken_over"), "{refused:?}");
    let sources = history.to_sources("p", true).unwrap();
    let documents: Vec<_> =
        sources.iter().map(|source| (source.id.as_deref().unwrap(), source.events.len())).collect();
    assert_eq!(documents, [("a.json", 1), ("b.json", 0), ("c.json", 1)]);
}

/// A store of its own with these documents of patient "p".
fn store(name: &str, documents: Vec<SourceDocument>) -> Store {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("storing-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut store = Store::open(&folder.join("history.db"), &StoreOptions::default()).unwrap();
    let at = Time::parse_rfc3339("2026-11-22T09:00:00+09:00").unwrap();
    let access = Access::new("test", "", at);
    store.import(documents, &access, &ImportOptions::default(), |_| ()).unwrap();
    store
}

#[test]
fn what_was_not_read_at_the_import_is_named_by_every_history_out_of_the_store() {
    let source = |bytes: &[u8], id: &str| {
        reading(bytes).into_source("p", bytes, Some(id.to_owned()), true).unwrap()
    };
    let (whole, part) = (bundle(&["active"]), bundle(&["active", "on-hold"]));
    let mut of_store = store("partial", vec![source(&whole, "whole"), source(&part, "part")]);
    let mut history = History::default();
    history.add_stored("db", of_store.history("p", ..).unwrap().unwrap());
    assert_eq!(history.events().len(), 2);
    assert!(!history.account().is_complete());
    let named: Vec<_> =
        history.not_checked().iter().map(|entry| (&*entry.item, entry.reason)).collect();
    let [(item, NotCheckedReason::NotTakenOver)] = named[..] else { panic!("{named:?}") };
    assert!(item.starts_with("db: part: "), "{item}");
    // One of whole documents alone says that they are all.
    let mut of_store = store("whole", vec![source(&whole, "whole")]);
    let mut history = History::default();
    history.add_stored("db", of_store.history("p", ..).unwrap().unwrap());
    assert!(history.account().is_complete() && history.not_checked().is_empty());
}

/// The allergies of a notebook are no events, and a check out of the store compares them.
#[test]
fn allergies_come_back_out_of_a_store_as_they_were_read() {
    let notebook = "JAHISTC07,1\r\n1,見本　太郎,1,19600229\r\n2,1,ロキソニン（発疹）,1\r\n\
        2,2,セフェム系,1\r\n5,20261115,1\r\n11,ある薬局,13,4,1354321,,,,1\r\n\
        51,別の医院,13,1,1399999,1\r\n201,1,マイスリー錠１０ｍｇ,1,錠,2,610443048,1\r\n\
        301,1,寝る前,14,日分,1,1,,1\r\n";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(notebook);
    let facts = |history: &History| {
        let rx = r#"{ "prescription": { "issued_on": "2026-11-22", "items": [
            { "codes": [{ "system": "receipt", "code": "620098801" }], "name": "ロキソニン錠６０ｍｇ",
              "category": "oral", "days": 7 }] } }"#;
        let rx = shohosen::history::read_prescription(rx.as_bytes(), &HistoryOptions::default());
        let checker = shohosen::check::CheckerBuilder::new().build().unwrap();
        let day = shohosen::medication::Date::parse("2026-11-22").unwrap();
        let settings =
            shohosen::check::CheckSettings::new(day, shohosen::medication::Consent::Given);
        let outcome = checker.check(&rx.unwrap(), history, &settings).unwrap();
        let row = &outcome.checks.allergies;
        let open: Vec<String> = row.open().iter().map(|entry| entry.code.clone()).collect();
        let ids: Vec<&str> = outcome.findings.iter().map(|finding| finding.code.id()).collect();
        let found: Vec<&str> = ids.into_iter().filter(|id| id.contains(".allergy.")).collect();
        (found.join(" "), open)
    };
    let mut direct = History::default();
    direct.add("n.csv", reading(&bytes));
    let source = reading(&bytes).into_source("p", &bytes, Some("n.csv".to_owned()), false).unwrap();
    assert_eq!(reading(&bytes).left_out(), []);
    let all = direct.to_sources("p", false).unwrap();
    for (name, sources) in [("allergies", vec![source]), ("allergies-all", all)] {
        let mut of_store = store(name, sources);
        let stored = of_store.history("p", ..).unwrap().unwrap();
        let mut history = History::default();
        history.add_stored("db", stored);
        assert!(history.account().is_complete());
        assert_eq!(facts(&history), facts(&direct));
        // Without masters nothing resolves them: each is named in its own words.
        let (found, open) = facts(&history);
        assert_eq!(found, "");
        for words in ["ロキソニン（発疹）", "セフェム系"] {
            assert!(open.contains(&words.to_owned()), "{open:?}");
        }
    }
}
