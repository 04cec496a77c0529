//! Allergies and diseases of every kind of document, through the whole check.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod medication_common;

use medication_common::{checker, date, ids, shift_jis};
use shohosen::check::{CheckOutcome, CheckSettings, CheckStatus};
use shohosen::facts::read_facts;
use shohosen::history::{History, HistoryOptions, read, read_prescription};
use shohosen::medication::{CheckState, Consent, NotCheckedReason};

/// アムロジピン, which nothing of the history overlaps with, and ロキソニンテープ.
const RX: &str = r#"{ "prescription": { "issued_on": "2026-11-22", "items": [
    { "codes": [{ "system": "receipt", "code": "620007880" }], "category": "oral", "days": 14 },
    { "codes": [{ "system": "receipt", "code": "620007813" }], "category": "external",
      "total_amount": 7 }] } }"#;

fn outcome(history: &History, words: &[&str]) -> CheckOutcome {
    let prescription = read_prescription(RX.as_bytes(), &HistoryOptions::default()).unwrap();
    let mut settings = CheckSettings::new(date("2026-11-22"), Consent::Given);
    settings.ask(words.iter().copied()).unwrap();
    checker().check(&prescription, history, &settings).unwrap()
}

fn with_facts(text: &str) -> CheckOutcome {
    let mut history = History::none();
    history.add_facts("facts", read_facts(text.as_bytes()).unwrap());
    outcome(&history, &[])
}

fn notebook(remark: &str) -> CheckOutcome {
    let text = format!(
        "JAHISTC08,1\r\n1,鑑　花子,2,19500315,,,,,,,\r\n{remark}5,20261115,1\r\n11,薬局,13,4,4444444,,,,1\r\n\
         51,病院,13,1,2222222,1\r\n55,医師,,1\r\n201,1,プレドニン錠５ｍｇ,1,錠,2,612450118,1,,,\r\n\
         301,1,１日１回朝食後,14,日分,1,1,,1\r\n"
    );
    let read = read(&shift_jis(&text), &HistoryOptions::default()).unwrap();
    let mut history = History::default();
    history.add("notebook.csv", read);
    outcome(&history, &[])
}

fn open(outcome: &CheckOutcome) -> Vec<NotCheckedReason> {
    outcome.checks.allergies.open().iter().map(|entry| entry.reason).collect()
}

const ALLERGY: &str = "medication.allergy.ingredient";

#[test]
fn record_2_of_a_notebook_is_compared_by_its_words() {
    let none = notebook("");
    assert_eq!(none.status(), CheckStatus::Nothing);
    assert_eq!(none.checks.allergies.reason(), Some(NotCheckedReason::NoAllergyList));
    let possible = notebook("2,2,ロキソプロフェン,1\r\n");
    assert!(ids(&possible.findings).contains(&"medication.allergy.name"));
    assert_eq!(possible.status(), CheckStatus::Found);
    let text = notebook("2,1,乳製品,1\r\n");
    assert_eq!(
        (text.status(), open(&text)),
        (CheckStatus::NotChecked, vec![NotCheckedReason::AllergyFreeText])
    );
    let entry = text.not_checked.iter().find(|entry| entry.code == "乳製品").unwrap();
    assert!(entry.item.starts_with("notebook.csv: line 3"), "{}", entry.item);
    // The name of an ingredient that is not prescribed was compared.
    assert_eq!(notebook("2,1,スボレキサント,1\r\n").status(), CheckStatus::Nothing);
    // Past illness is another subject.
    assert_eq!(notebook("2,3,胃潰瘍,1\r\n").status(), CheckStatus::Nothing);
}

fn allergy_resource(code: &str, more: &str) -> String {
    format!(
        r#"{{ "resourceType": "Bundle", "type": "collection", "entry": [{{ "resource": {{
        "resourceType": "AllergyIntolerance", "id": "a1", "category": ["medication"], "criticality": "high",
        "code": {{ "text": "薬", "coding": [{{
            "system": "http://jpfhir.jp/fhir/core/CodeSystem/YCM/JP_JfagyMedicationAllergen_CS",
            "code": "{code}" }}] }}{more} }} }}] }}"#
    )
}

#[test]
fn fhir_allergies_are_compared_by_ingredient_and_withdrawn_ones_are_of_no_bearing() {
    // K34: the tablets' code against a tape.
    let found = with_facts(&allergy_resource("YCM1149019F1013", ""));
    // The small master has no tablets: the seven digits lead to the ingredient by the built-in table or
    // not at all, and then it is not checked.
    let hit = ids(&found.findings).contains(&ALLERGY);
    assert!(hit || found.status() == CheckStatus::NotChecked, "{:?}", open(&found));
    let tape = with_facts(&allergy_resource("YCM2649735S3020", ""));
    assert!(ids(&tape.findings).contains(&ALLERGY));
    for status in [
        r#", "verificationStatus": { "coding": [{ "code": "refuted" }] }"#,
        r#", "verificationStatus": { "coding": [{ "code": "entered-in-error" }] }"#,
        r#", "clinicalStatus": { "coding": [{ "code": "resolved" }] }"#,
    ] {
        let outcome = with_facts(&allergy_resource("YCM2649735S3020", status));
        assert_eq!(outcome.status(), CheckStatus::Nothing, "{status}");
        assert_eq!(outcome.checks.allergies.state(), CheckState::Done);
    }
    // What changes its meaning is not understood.
    let changed = with_facts(&allergy_resource("YCM2649735S3020", r#", "modifierExtension": []"#));
    assert_eq!(changed.status(), CheckStatus::NotChecked);
    // The same resource in the bundle of a history.
    let mut history = History::default();
    let bundle = allergy_resource("YCM2649735S3020", "");
    history.add("bundle.json", read(bundle.as_bytes(), &HistoryOptions::default()).unwrap());
    assert!(ids(&outcome(&history, &[]).findings).contains(&ALLERGY));
    assert_eq!(outcome(&history, &["-allergies"]).status(), CheckStatus::NotChecked);
}

#[test]
fn plain_facts_as_json_and_csv_say_the_same_and_mistakes_are_refused() {
    let json = r#"{ "patient": { "allergies": [{ "kind": "side_effect", "text": "",
        "codes": [{ "system": "receipt", "code": "620007813" }] }], "diseases": [] } }"#;
    let csv = "kind,system,code,text,status\nside_effect,receipt,620007813,,active\n";
    for text in [json, csv] {
        let outcome = with_facts(text);
        assert_eq!(ids(&outcome.findings).iter().filter(|id| **id == ALLERGY).count(), 1, "{text}");
    }
    for wrong in [
        "",
        "kind,code\nallergy,x\n",
        "kind,system,code,text,status\nallergy,receipt,,x,active\n",
        "kind,system,code,text,status\nallergy,,,x,gone\n",
        "kind,system,code,text\ndisease,,123,x\n",
        r#"{ "patient": { "allergy": [] } }"#,
        r#"{ "patient": { "diseases": [{ "code": "M545" }] } }"#,
        r#"{ "resourceType": "Bundle", "entry": [] }"#,
        "{",
    ] {
        assert!(read_facts(wrong.as_bytes()).is_err(), "{wrong}");
    }
    // A line that may have been cut, and diseases that no table is given for, are named.
    assert_eq!(with_facts(csv.trim_end()).status(), CheckStatus::Found);
    assert!(!with_facts(csv.trim_end()).not_checked.is_empty());
    let diseases = with_facts("kind,system,code,text\ndisease,,8830592,腰痛症\n");
    assert_eq!(diseases.not_checked[0].reason, NotCheckedReason::NotCompared);
}

#[test]
fn facts_of_another_patient_are_not_used() {
    let rx = "SJ1\n1,1,1310001,13,当院\n5,,ｼｹﾝ ｼﾞﾛｳ,試験　次郎\n11,,見本　太郎,ﾐﾎﾝ ﾀﾛｳ\n12,1\n13,19600229\n\
        51,20261122\n101,1,3,,1\n111,1,3,2C71000000000000,１日１回　貼付,1\n\
        201,1,1,1,2,620007813,ロキソニンテープ,14,1,枚";
    let prescription = read_prescription(rx.as_bytes(), &HistoryOptions::default()).unwrap();
    let facts = r#"{ "patient": { "sex": "female", "allergies": [{
        "codes": [{ "system": "receipt", "code": "620007813" }] }] } }"#;
    let mut history = History::none();
    history.add_facts("facts.json", read_facts(facts.as_bytes()).unwrap());
    let mut settings = CheckSettings::new(date("2026-11-22"), Consent::Given);
    let outcome = checker().check(&prescription, &history, &settings).unwrap();
    assert!(outcome.not_checked.iter().any(|entry| entry.reason == NotCheckedReason::OtherPatient));
    assert!(!ids(&outcome.findings).contains(&ALLERGY));
    settings.same_patient = true;
    let outcome = checker().check(&prescription, &history, &settings).unwrap();
    assert!(ids(&outcome.findings).contains(&ALLERGY));
}
