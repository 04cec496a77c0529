//! The engine on this machine: its answers are those of the library, octet for octet, and what it
//! does not know is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod vectors;

use serde_json::{Value, json};
use shohosen::history::{History, HistoryOptions, read, read_prescription};
use shohosen_wasm::{Answer, Engine};

fn call(engine: &mut Engine, request: &Value, octets: &[&[u8]]) -> Answer {
    let mut buffers = vec![serde_json::to_vec(request).unwrap()];
    buffers.extend(octets.iter().map(|octets| octets.to_vec()));
    engine.call(&buffers)
}

fn value(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.json).unwrap()
}

/// The handle of an object that was made.
fn made(answer: &Answer) -> u64 {
    assert!(answer.done, "{}", String::from_utf8_lossy(&answer.json));
    value(answer)["handle"].as_u64().unwrap()
}

/// The code and the reason of a call that was refused.
fn refused(answer: &Answer) -> (String, String) {
    assert!(!answer.done);
    let value = value(answer);
    let finding = &value["findings"][0];
    let reason = finding["evidence"]["reason"].as_str().unwrap_or_default();
    (finding["code"].as_str().unwrap().to_owned(), reason.to_owned())
}

#[test]
fn every_vector_has_the_report_of_the_library() {
    let mut engine = Engine::default();
    let (mut reports, mut errors) = (0, 0);
    for case in vectors::all() {
        let mut octets = vec![case.bytes.as_slice()];
        let mut numbers = |files: &[Vec<u8>]| -> Vec<usize> {
            let from = octets.len() + 1;
            // Lives as long as the case.
            octets.extend(files.iter().map(|file| {
                let file: &'static [u8] = Box::leak(file.clone().into_boxed_slice());
                file
            }));
            (from..=octets.len()).collect()
        };
        let request = json!({
            "call": "verifier", "only_anchors": numbers(&case.anchors),
            "tsa_anchors": numbers(&case.tsa_anchors),
            "intermediates": numbers(&case.intermediates), "crls": numbers(&case.crls),
            "allow_test_certificates": case.allow_test_certificates,
        });
        let verifier = made(&call(&mut engine, &request, &octets));
        let request =
            json!({ "call": "verify", "verifier": verifier, "document": 1, "at": case.at });
        let answer = call(&mut engine, &request, &[&case.bytes]);
        match case.verified() {
            Ok(verified) => {
                let expected = serde_json::to_string(verified.report()).unwrap();
                assert_eq!(String::from_utf8_lossy(&answer.json), expected, "{}", case.id);
                let valid = verified.report().verdict() == shohosen::Verdict::Valid;
                assert!(answer.done && answer.octets.is_some() == valid, "{}", case.id);
                reports += 1;
            }
            Err(error) => {
                assert_eq!(refused(&answer).0, error.code().id(), "{}", case.id);
                errors += 1;
            }
        }
        let release = json!({ "call": "release", "kind": "verifier", "handle": verifier });
        assert!(call(&mut engine, &release, &[]).done);
    }
    assert!(reports > 50 && errors > 0, "{reports} reports, {errors} errors");
}

const RECORDS: &str = "SJ1\r\n1,1,1234567,13,てすと医院\r\n";
const MARKED: &str = "患者太郎";

#[test]
fn what_is_not_known_is_refused_and_nothing_of_it_is_quoted() {
    let mut engine = Engine::default();
    let verifier = made(&call(&mut engine, &json!({ "call": "verifier" }), &[]));
    let at = "2026-04-01T00:00:00Z";
    for (request, reason) in [
        (json!({ "call": MARKED }), "not a call"),
        (json!({ "call": "verifier", MARKED: true }), "not a call"),
        (json!({ "call": "verifier", "anchors": [2] }), "2 (expected: 1 to 1"),
        (json!({ "call": "verifier", "anchors": [0] }), "0 (expected"),
        (json!({ "call": "verify", "verifier": 99, "document": 1, "at": at }), "no such object"),
        (json!({ "call": "verify", "verifier": verifier, "document": 9, "at": at }), "9 (expected"),
        (
            json!({ "call": "verify", "verifier": verifier, "document": 1, "at": MARKED }),
            "RFC 3339",
        ),
        (
            json!({ "call": "verify", "verifier": verifier, "document": 1, "at": "2026-04-01T00:00:00" }),
            "RFC 3339",
        ),
        (json!({ "call": "release", "kind": "checker", "handle": verifier }), "no such object"),
    ] {
        let answer = call(&mut engine, &request, &[b"<a/>"]);
        let (code, said) = refused(&answer);
        assert_eq!(code, "binding.argument.value", "{request}");
        assert!(said.contains(reason), "{request}: {said}");
        assert!(!String::from_utf8_lossy(&answer.json).contains(MARKED), "{request}");
    }
    assert_eq!(refused(&engine.call(&[])).0, "binding.argument.value");
    assert_eq!(refused(&engine.call(&[b"\xff".to_vec()])).0, "binding.argument.value");
}

#[test]
fn records_are_checked_and_converted_as_by_the_library() {
    let mut engine = Engine::default();
    let records = RECORDS.as_bytes();
    let answer = call(&mut engine, &json!({ "call": "lint", "records": 1 }), &[records]);
    let read = shohosen::records::read(records, &Default::default()).unwrap();
    let expected = shohosen::records::lint(&read, &Default::default());
    assert!(answer.done && !expected.is_empty());
    assert_eq!(value(&answer)["findings"], serde_json::to_value(&expected).unwrap());
    let request = json!({ "call": "convert", "records": 1, "to": "json" });
    let answer = call(&mut engine, &request, &[records]);
    let json = shohosen::records::convert(&read, shohosen::records::Target::Json).unwrap();
    assert_eq!(answer.octets.as_deref(), Some(json.bytes.as_slice()));
    let answer = call(&mut engine, &json!({ "call": "lint", "records": 1 }), &[b"no records"]);
    assert!(refused(&answer).0.starts_with("records."));
}

const PRESCRIPTION: &str = r#"{ "prescription": { "issued_on": "2026-11-22", "items": [
    { "codes": [ { "system": "receipt", "code": "622142001" } ], "category": "oral", "days": 14 } ] } }"#;

const HISTORY: &str = "kind,code_system,code,name,category,dispensed_on,days\n\
    dispensed,receipt,610443048,薬,oral,20261115,14\n";

#[test]
fn a_check_is_that_of_the_library_and_an_absent_history_is_said_by_name() {
    let mut engine = Engine::default();
    let checker = made(&call(&mut engine, &json!({ "call": "checker" }), &[]));
    let settings = br#"{"check_day": "2026-11-22", "consent": "given"}"#;
    let history = HISTORY.as_bytes();
    let options = HistoryOptions::default();
    let prescription = read_prescription(PRESCRIPTION.as_bytes(), &options).unwrap();
    let library = shohosen::check::CheckerBuilder::new().build().unwrap();
    let wanted = shohosen::check::CheckSettings::from_json(settings).unwrap();
    let mut known = History::default();
    known.add("history.csv", read(history, &options).unwrap());
    for (files, history_given) in
        [(json!([{ "name": "history.csv", "octets": 3 }]), &known), (Value::Null, &History::none())]
    {
        let request = json!({
            "call": "check", "checker": checker, "prescription": 1, "settings": 2, "history": files,
        });
        let octets: [&[u8]; 3] = [PRESCRIPTION.as_bytes(), settings, history];
        let answer = call(&mut engine, &request, &octets);
        let expected = library.check(&prescription, history_given, &wanted).unwrap().to_json();
        assert_eq!(String::from_utf8_lossy(&answer.json), expected);
    }
}
