//! `check`, `drug` and `master` as a user runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod clinic;

use clinic::*;
use serde_json::Value;

#[test]
fn a_duplicate_is_told_with_past_medication_institution_and_last_day() {
    let clinic = Clinic::new("check-duplicate");
    let output = clinic.check(&["--history", "history.csv", "--lang", "ja"]);
    assert_eq!(code(&output), 1, "{}", complaint(&output));
    let ja = text(&output);
    for told in [
        "rx.csv: 確認が必要です（指摘 2 件、未確認 0 件）",
        "RP1-1  ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」",
        "▸ 重複: マイスリー錠１０ｍｇ",
        "2026-11-15 調剤 〜 2026-11-28 まで（記録の日数）",
        "2026-11-12 調剤 〜 2026-11-25 まで（外用のため一律）",
        "別の医院 → ある薬局",
        "[history.csv]",
    ] {
        assert!(ja.contains(told), "{told}:\n{ja}");
    }
    let en = text(&clinic.check(&["--history", "history.csv", "--lang", "en"]));
    assert!(en.contains("needs attention (2 found, 0 not checked)"), "{en}");
    assert!(en.contains("dispensed 2026-11-15, until 2026-11-28 (days as recorded)"), "{en}");
}

#[test]
fn the_exit_code_says_found_nothing_or_not_checked() {
    let clinic = Clinic::new("check-exit");
    clinic.file("old.csv", HISTORY.replace("202611", "202601").as_bytes());
    assert_eq!(code(&clinic.check(&["--history", "old.csv"])), 0);
    assert_eq!(code(&clinic.check(&["--no-history"])), 0);
    // Without a table of pairs, and without saying so, contraindications were not checked.
    let mut without = vec!["check", "rx.csv", "--on", "2026-11-22", "--history", "old.csv"];
    without.extend(["--master", "m.csv", "tp.csv", "--lang", "ja", "--html", "p.html"]);
    let output = clinic.run(&without);
    assert_eq!(code(&output), 2);
    assert!(text(&output).contains("併用禁忌の表がありません"), "{}", text(&output));
    let page = || std::fs::read_to_string(clinic.path("p.html")).unwrap();
    assert!(page().contains("未確認 1 件<br>併用禁忌はチェックしていません"));
    without.push("--no-pairs");
    let output = clinic.run(&without);
    assert_eq!(code(&output), 0);
    let told = "併用禁忌はチェックしていません";
    assert!(text(&output).contains(told) && page().contains(told), "{}", text(&output));
    clinic.file("pairs.csv", "left,right\nゾルピデム,アセトアミノフェン\n".as_bytes());
    let output =
        clinic.check(&["--history", "old.csv", "--pairs", "pairs.csv", "--html", "p.html"]);
    assert_eq!(code(&output), 0);
    assert!(!text(&output).contains(told) && !page().contains(told), "{}", text(&output));
    // Not in the master: not the same as nothing.
    clinic.file("rx.csv", PRESCRIPTION.replace("622142001", "629999999").as_bytes());
    let output = clinic.check(&["--history", "old.csv", "--lang", "ja"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output).contains("629999999: マスターにないコードです"), "{}", text(&output));
    clinic.file("rx.csv", PRESCRIPTION.as_bytes());
    let without_master = ["check", "rx.csv", "--on", "2026-11-22", "--history", "old.csv"];
    assert_eq!(code(&clinic.run(&without_master)), 2);
}

#[test]
fn wrong_usage_and_unreadable_input_say_what_where_and_what_to_do() {
    let clinic = Clinic::new("check-input");
    assert_eq!(code(&clinic.check(&[])), 64);
    assert_eq!(code(&clinic.check(&["--no-history", "--requester", "123"])), 64);
    assert_eq!(code(&clinic.check(&["--no-history", "--on", "2026-02-30"])), 64);
    assert_eq!(code(&clinic.check(&["--no-history", "--json", "--html", "-"])), 64);
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("binary", &[0, 159, 146, 150][..]),
        ("cut.json", br#"{"events":[{"kind":"#),
        ("cut.xml", b"<Document>"),
        ("dates.csv", b"kind,code_system,code,dispensed_on\ndispensed,yj,x,yesterday\n"),
    ] {
        clinic.file(name, bytes);
        for arguments in [["--history", name], ["--pairs", name], ["--master", name]] {
            let more = [&arguments[..], &["--no-history", "--lang", "en"]].concat();
            let more = if arguments[0] == "--history" { &more[..2] } else { &more[..] };
            let output = clinic.check(more);
            assert_eq!(code(&output), 65, "{arguments:?}: {}", text(&output));
            let complaint = complaint(&output);
            assert!(complaint.contains(name) && complaint.contains('→'), "{complaint}");
        }
    }
    // A notebook is no prescription.
    clinic.file("rx.csv", b"JAHISTC07,1\r\n1,A,1,19600229\r\n");
    let output = clinic.check(&["--no-history", "--lang", "en"]);
    assert_eq!(code(&output), 65);
    assert!(complaint(&output).contains("medication.prescription.none"), "{}", complaint(&output));
}

#[test]
fn json_is_one_line_and_consent_decides_what_it_shows() {
    let clinic = Clinic::new("check-json");
    let run = |consent: &str| {
        let output = clinic.check(&["--history", "history.csv", "--json", "--consent", consent]);
        assert_eq!(code(&output), 1);
        let text = text(&output);
        assert_eq!(text.lines().count(), 1);
        text
    };
    let given: Value = serde_json::from_str(&run("given")).unwrap();
    assert_eq!(given["status"], "found");
    assert_eq!(given["hits"].as_array().unwrap().len(), 2);
    let findings = given["findings"].as_array().unwrap();
    let duplicate = findings
        .iter()
        .find(|finding| finding["code"] == "medication.duplicate.same_ingredient")
        .unwrap();
    assert_eq!(duplicate["evidence"]["past_period"], "2026-11-15/2026-11-28");
    assert_eq!(duplicate["evidence"]["basis"], "code_prefix");
    let none = run("none");
    for hidden in ["マイスリー", "別の医院", "2026-11-15"] {
        assert!(!none.contains(hidden), "{hidden}: {none}");
    }
    let page = clinic.path("page.html");
    clinic.check(&["--history", "history.csv", "--consent", "none", "--html", "page.html"]);
    let page = std::fs::read_to_string(page).unwrap();
    assert!(!page.contains("マイスリー") && !page.contains("別の医院"), "{page}");
}

#[test]
fn the_requesters_own_records_are_left_out_unless_asked_for() {
    let clinic = Clinic::new("check-own");
    let own = "kind,code_system,code,category,dispensed_on,days,institution_code\n\
               dispensed,receipt,610443048,oral,20261115,14,1311310001\n";
    clinic.file("own.csv", own.as_bytes());
    assert_eq!(code(&clinic.check(&["--history", "own.csv"])), 0);
    assert_eq!(code(&clinic.check(&["--history", "own.csv", "--same-institution"])), 1);
    let other = ["--history", "own.csv", "--requester", "1349999999"];
    assert_eq!(code(&clinic.check(&other)), 1);
}

#[test]
fn the_joined_master_is_written_whole_and_serves_check_and_drug() {
    let clinic = Clinic::new("check-master");
    let output = clinic.run(&["master", "m.csv", "tp.csv", "-o", "m.cache", "--lang", "en"]);
    assert_eq!(code(&output), 0, "{}", complaint(&output));
    assert!(complaint(&output).contains("5 drugs (check digits agree: 5 of 5)"));
    let check = ["check", "rx.csv", "--on", "2026-11-22", "--master", "m.cache"];
    let output = clinic.run(&[&check[..], &["--history", "history.csv"]].concat());
    assert_eq!(code(&output), 1, "{}", complaint(&output));
    // Of a cached master it is too late to say what is in a combination.
    clinic.file("components.csv", "1129009,complete,ゾルピデム\n".as_bytes());
    let late = [&check[..], &["--no-history", "--ingredients", "components.csv"]].concat();
    let output = clinic.run(&late);
    assert_eq!(code(&output), 65, "{}", text(&output));
    assert!(complaint(&output).contains("components.csv"), "{}", complaint(&output));
    let output = clinic.run(&["master", "m.csv", "tp.csv", "-o", "m.cache", "--json"]);
    let told: Value = serde_json::from_str(&text(&output)).unwrap();
    assert_eq!(told["statistics"]["drugs"], 5);
    // Nothing is written if a file is no master.
    let output = clinic.run(&["master", "m.csv", "rx.csv", "-o", "other.cache"]);
    assert_eq!((code(&output), exists(&clinic.path("other.cache"))), (65, false));
    let drug = |wanted: &str, more: &[&str]| {
        let usual = ["drug", wanted, "--master", "m.cache", "--lang", "en"];
        clinic.run(&[&usual[..], more].concat())
    };
    for wanted in ["610443048", "1129009F2021", "ﾏｲｽﾘｰ錠10mg"] {
        let output = drug(wanted, &["--json"]);
        let found: Value = serde_json::from_str(&text(&output)).unwrap();
        assert_eq!(found["drugs"][0]["receipt"], "610443048", "{wanted}");
        assert_eq!(found["drugs"][0]["ingredients"][0], "ゾルピデム酒石酸塩", "{wanted}");
        assert_eq!(code(&output), 0);
    }
    // The right digit is 1 (duplicate-check specification, 2.1).
    let output = drug("1129009F2023", &[]);
    assert_eq!(code(&output), 1);
    assert!(
        text(&output).contains("the check digit is wrong (3; it would be 1)"),
        "{}",
        text(&output)
    );
    let output = drug("ない薬", &[]);
    assert_eq!(code(&output), 1);
    assert!(text(&output).contains("not in the master"));
    assert_eq!(code(&clinic.run(&["drug", "x"])), 64);
}

#[cfg(feature = "store")]
#[test]
fn the_store_gives_the_history_and_remembers_who_looked() {
    use shohosen::history::{HistoryOptions, read};
    use shohosen::store::{
        Access, Action, ImportOptions, LogQuery, SourceDocument, Store, StoreOptions,
    };
    let clinic = Clinic::new("check-store");
    let events = read(HISTORY.as_bytes(), &HistoryOptions::default()).unwrap().events;
    let path = clinic.path("history.db");
    let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
    let now = shohosen::Time::parse_rfc3339("2026-11-22T09:00:00+09:00").unwrap();
    let document = SourceDocument::new("p-0042", events).with_id("d-1");
    let access = Access::new("test", "", now);
    store.import([document], &access, &ImportOptions::default(), |_| ()).unwrap();
    drop(store);
    let check = |patient: &str| {
        clinic.check(&["--store", "history.db", "--patient", patient, "--actor", "window 2"])
    };
    let output = check("p-0042");
    assert_eq!(code(&output), 1, "{}", complaint(&output));
    assert!(text(&output).contains("history.db: p-0042"), "{}", text(&output));
    // Somebody whom the store does not know is not somebody who takes nothing.
    assert_eq!(code(&check("p-9999")), 65);
    let missing = clinic.check(&["--store", "none.db", "--patient", "p-0042"]);
    assert_eq!((code(&missing), exists(&clinic.path("none.db"))), (65, false));
    assert_eq!(code(&clinic.check(&["--store", "history.db"])), 64);
    // An empty file is no store in which nobody takes anything.
    clinic.file("empty.db", b"");
    let empty = clinic.check(&["--store", "empty.db", "--patient", "p-0042"]);
    assert_eq!(code(&empty), 65);
    assert!(complaint(&empty).contains("store.file.not_a_store"), "{}", complaint(&empty));
    assert_eq!(std::fs::read(clinic.path("empty.db")).unwrap(), b"");
    let here = ["--store", "history.db", "--patient", "p-0042", "--purpose", "受付"];
    let output = clinic.check(&[&here[..], &["--at", "2024-06-03T08:08:00Z"]].concat());
    assert_eq!(code(&output), 1, "{}", complaint(&output));
    let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
    let log = store.access_log(&LogQuery::default()).unwrap();
    let looked: Vec<_> = log.iter().filter(|entry| entry.action == Action::Check).collect();
    assert_eq!(looked.len(), 3);
    assert_eq!(looked[0].access.actor, "window 2");
    // Who and when, as the system says, whatever the time as of which was judged.
    assert_eq!((&*looked[2].access.actor, &*looked[2].access.purpose), ("yakuzaishi", "受付"));
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let ago = clock.as_secs() as i64 - looked[2].access.at.unix();
    assert!((0..600).contains(&ago), "{ago} seconds ago");
}
