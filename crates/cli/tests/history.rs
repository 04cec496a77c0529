//! `shohosen history` as a user runs it.

#![cfg(feature = "store")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of its own with a store and files.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("history-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.0.join(name), text).unwrap();
        name.to_owned()
    }

    fn run(&self, arguments: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_shohosen"))
            .arg("history")
            .args(arguments.split_whitespace())
            .args(["--store", "history.db"])
            .env("LC_ALL", "C.UTF-8")
            .env("USER", "yakuzaishi")
            .current_dir(&self.0)
            .output()
            .unwrap()
    }

    fn ok(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments}: {error}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &str) -> Vec<Value> {
        let text = self.ok(&format!("{arguments} --json"));
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn csv(days: u32) -> String {
    format!(
        "kind,code_system,code,name,category,dispensed_on,days\n\
         dispensed,receipt,610443048,マイスリー錠10mg,oral,20261115,{days}\n"
    )
}

#[test]
fn a_history_is_imported_shown_counted_and_deleted_and_the_log_tells_it() {
    let place = Place::new("story");
    let file = place.file("taken.csv", &csv(14));
    let imported = place.json(&format!("import {file} --patient p-1 --purpose 受付"));
    assert_eq!((&imported[0]["outcome"], &imported[0]["events"]), (&"added".into(), &1.into()));
    let again = place.json(&format!("import {file} --patient p-1"));
    assert_eq!(again[0]["outcome"], "unchanged");

    let text = place.ok("show --patient p-1");
    assert!(text.contains("2026-11-15  dispensed    14 days  610443048"), "{text}");
    assert!(place.ok("show --patient p-1 --from 2026-11-16").contains("events: 0"));
    // What --json writes, import reads.
    let shown = place.ok("show --patient p-1 --json");
    let copy = place.file("copy.json", &shown);
    place.ok(&format!("import {copy} --patient p-2"));
    assert_eq!(place.ok("show --patient p-2 --json"), shown);

    let stats = &place.json("stats")[0];
    assert_eq!((&stats["patients"], &stats["events"]), (&2.into(), &2.into()));
    assert_eq!(stats["first"], "2026-11-15");

    let output = place.run("delete --patient p-1");
    assert_eq!(output.status.code(), Some(64), "not without --yes");
    let deleted = &place.json("delete --patient p-1 --yes --actor 院長")[0];
    assert_eq!((&deleted["documents"], &deleted["erased"]), (&1.into(), &true.into()));

    let log = place.json("log --patient p-1");
    let told: Vec<_> = log
        .iter()
        .map(|entry| (entry["action"].as_str().unwrap(), entry["actor"].as_str().unwrap()))
        .collect();
    let expected = [
        ("import", "yakuzaishi"),
        ("show", "yakuzaishi"),
        ("show", "yakuzaishi"),
        ("show", "yakuzaishi"),
        ("delete", "院長"),
    ];
    assert_eq!(told, expected);
    assert_eq!(log[0]["purpose"], "受付");
    assert!(place.ok("log --lang ja").contains("削除  院長  患者: p-1  文書 1 件・薬剤 1 件"));
}

#[test]
fn a_document_with_an_id_is_corrected_by_the_next_one() {
    let place = Place::new("corrected");
    let (old, new) = (place.file("old.csv", &csv(14)), place.file("new.csv", &csv(7)));
    let import = |file: &str, more: &str| {
        let arguments = format!("import {file} --patient p --document rx-1 {more}");
        place.json(&arguments)[0]["outcome"].as_str().unwrap().to_owned()
    };
    assert_eq!(import(&old, ""), "added");
    assert_eq!(import(&new, ""), "corrected");
    assert_eq!(import(&old, ""), "outdated");
    assert!(place.ok("show --patient p").contains(" 7 days"));
    assert_eq!(import(&old, "--reinstate"), "corrected");
    assert!(place.ok("show --patient p").contains("14 days"));
}

#[test]
fn what_cannot_be_taken_over_is_refused_and_said() {
    let place = Place::new("refused");
    let good = place.file("good.csv", &csv(14));
    let broken = place.file("broken.csv", "kind,code_system\n");
    let output = place.run(&format!("import {broken} {good} --patient p --json"));
    assert_eq!(output.status.code(), Some(65), "the worst of all files");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (&lines[0]["outcome"], &lines[1]["outcome"]),
        (&"unreadable".into(), &"added".into())
    );
    assert!(lines[0]["findings"][0]["message_ja"].is_string());
    // A signed document that does not verify: nothing of it comes in.
    let forged =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../test-vectors/verify/changed-records.xml");
    let output = place.run(&format!("import {forged} --patient q --json"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(place.json("stats")[0]["patients"], 1);
}

#[test]
fn a_patient_or_store_that_is_not_there_is_said_so() {
    let place = Place::new("unknown");
    let output = place.run("show --patient p");
    assert_eq!(output.status.code(), Some(65));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("store.file.not_found"), "{error}");
    let file = place.file("taken.csv", &csv(14));
    place.ok(&format!("import {file} --patient p"));
    for command in ["show --patient P", "delete --patient P --yes"] {
        let output = place.run(command);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(65), "{error}");
        assert!(error.contains("store.patient.unknown"), "{error}");
    }
}

/// Two MedicationRequests, the second of which has this `status`.
fn bundle(status: &str) -> String {
    let request = |id, status| {
        format!(
            r#"{{ "resource": {{ "resourceType": "MedicationRequest", "id": "{id}",
            "status": "{status}", "intent": "order", "authoredOn": "2026-11-22",
            "medicationCodeableConcept": {{ "coding": [ {{ "code": "1129009F2285",
              "system": "http://capstandard.jp/iyaku.info/CodeSystem/YJ-code" }} ] }} }} }}"#
        )
    };
    let (first, second) = (request("1", "active"), request("2", status));
    format!(r#"{{ "resourceType": "Bundle", "entry": [ {first}, {second} ] }}"#)
}

#[test]
fn a_part_of_a_document_comes_in_only_if_asked_for_and_says_what_is_missing() {
    let place = Place::new("partial");
    let file = place.file("bundle.json", &bundle("on-hold"));
    let import = format!("import {file} --patient p --document rx-1");
    let output = place.run(&format!("{import} --json"));
    assert_eq!(output.status.code(), Some(1));
    let refused: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(refused["outcome"], "refused");
    assert_eq!(refused["findings"][0]["code"], "store.document.partial");
    let taken = &place.json(&format!("{import} --partial"))[0];
    assert_eq!((&taken["outcome"], &taken["events"]), (&"added".into(), &1.into()));
    let codes: Vec<_> = taken["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert!(codes.contains(&&"store.document.partial".into()), "{codes:?}");
    assert_eq!(place.json(&format!("{import} --partial"))[0]["outcome"], "unchanged");
    // The whole of it is a correction.
    place.file("bundle.json", &bundle("active"));
    let whole = &place.json(&import)[0];
    assert_eq!((&whole["outcome"], &whole["events"]), (&"corrected".into(), &2.into()));
}

#[test]
fn a_store_that_is_as_it_was_written_holds_and_one_that_changed_is_refused() {
    let place = Place::new("verify");
    let file = place.file("taken.csv", &csv(14));
    place.ok(&format!("import {file} --patient p-1"));
    place.ok(&format!("import {file} --patient p-2"));
    let held = &place.json("verify")[0];
    assert_eq!(
        (&held["holds"], &held["patients"], &held["events"]),
        (&true.into(), &2.into(), &2.into())
    );
    assert_eq!(held["findings"][0]["code"], "store.history.intact");
    assert!(place.ok("verify --lang ja").contains("患者 2 人、文書 2 件、薬剤 2 件"));

    // A digit of the number of days turns into another: 14 days would end as 15 or 30.
    let path = place.0.join("history.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let name = "マイスリー".as_bytes();
    let at = bytes.windows(name.len()).position(|window| window == name).unwrap();
    bytes[at + 2] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let output = place.run("verify --json");
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&found["holds"], found["findings"].as_array().unwrap().len()), (&false.into(), 1));
    assert_eq!(found["findings"][0]["code"], "store.document.altered");
    let altered = found["findings"][0]["evidence"]["patient"].as_str().unwrap();
    // Nothing of that patient is shown; the other one is as before.
    let output = place.run(&format!("show --patient {altered}"));
    assert_eq!((output.status.code(), output.stdout.len()), (Some(65), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("does not match what was recorded"));
    place.ok(&format!("show --patient {}", if altered == "p-1" { "p-2" } else { "p-1" }));
}

#[test]
fn a_document_of_somebody_else_is_refused_without_naming_anybody() {
    let place = Place::new("identity");
    let notebook = |name: &str, birth: &str| {
        format!(
            "JAHISTC07,1\r\n1,{name},1,{birth}\r\n5,20261115\r\n11,Y,13,4,1354321\r\n\
             201,1,Z,1,T,2,610443048,1\r\n301,1,D,14,日分,1,1,,1\r\n"
        )
    };
    // 日分 in Shift_JIS; all else is ASCII.
    let shift_jis = |text: &str| -> Vec<u8> {
        text.split("日分").map(str::as_bytes).collect::<Vec<_>>().join(&b"\x93\xfa\x95\xaa"[..])
    };
    let file = |name: &str, text: &str| {
        std::fs::write(place.0.join(name), shift_jis(text)).unwrap();
    };
    file("own.csv", &notebook("ABC DEF", "19600229"));
    file("spaced.csv", &notebook("ABCDEF", "19600229").replace("14,", "13,"));
    file("other.csv", &notebook("UVW XYZ", "19610301"));
    place.ok("import own.csv --patient p");
    place.ok("import spaced.csv --patient p");
    let output = place.run("import other.csv --patient p");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(said.contains("store.patient.differs"), "{said}");
    for personal in ["UVW", "XYZ", "ABC", "1961", "1960"] {
        assert!(!said.contains(personal), "{said}");
    }
    assert_eq!(place.json("stats")[0]["documents"], 2);
    place.ok("import other.csv --patient p --accept-other-identity");
    place.ok("import own.csv other.csv --patient p");
}
