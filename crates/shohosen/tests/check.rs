//! A prescription and a history from files of every format, through to the same outcome.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;
mod medication_common;

use medication_common::*;
use shohosen::check::{
    CHECK_SCHEMA, CheckDataError, CheckOutcome, CheckSettings, CheckStatus, CheckerBuilder,
};
use shohosen::history::{
    History, HistoryOptions, HistoryReadError, PrescriptionRead, read, read_prescription,
};
use shohosen::medication::{
    Consent, DosageCategory, HistoryLimits, IntakePattern, NotCheckedReason,
};
use shohosen::records::fhir::FhirError;
use shohosen::{Language, Time, Verifier};
use shohosen_testkit::documents::{DispensingBuilder, Level, PRESCRIPTION_ID, PrescriptionBuilder};
use shohosen_testkit::pki::Person;

/// マイスリー10mg, 14 days from 2026-11-15, dispensed by a pharmacy for another clinic: T01 of the
/// specification. Until 11-28, so that it is being taken on 11-22.
const NOTEBOOK: &str = "JAHISTC07,1\r\n1,見本　太郎,1,19600229\r\n5,20261115,1\r\n\
    11,ある薬局,13,4,1354321,,,,1\r\n51,別の医院,13,1,1399999,1\r\n55,試験　花子,,1\r\n\
    201,1,マイスリー錠１０ｍｇ,1,錠,2,610443048,1\r\n301,1,寝る前,14,日分,1,1,,1\r\n";
const CJ1: &str = "CJ1,\n1,見本　太郎,1,19600229,,,,,,,ﾐﾎﾝ ﾀﾛｳ\n5,20261115,\n\
    7,7e57c0de-0000-4000-8000-000000000001,\n11,ある薬局,13,4,1354321,,,,\n\
    51,別の医院,13,1,1399999,\n55,試験　花子,,\n201,1,マイスリー錠１０ｍｇ,1,錠,2,610443048,\n\
    301,1,１日１回就寝前　服用,14,日分,1,3,1011100000000000,";
const SJ1_PAST: &str = "SJ1\n1,1,1399999,13,別の医院\n5,,ｼｹﾝ ﾊﾅｺ,試験　花子\n\
    11,,見本　太郎,ﾐﾎﾝ ﾀﾛｳ\n12,1\n13,19600229\n51,20261115\n101,1,1,,14\n\
    111,1,3,1011100000000000,１日１回就寝前　服用,1\n\
    201,1,1,1,2,610443048,マイスリー錠１０ｍｇ,1,1,錠";
const FHIR: &str = r#"{ "resourceType": "Bundle", "type": "collection", "entry": [
    { "resource": { "resourceType": "Patient", "id": "p", "gender": "male", "birthDate": "1960-02-29" } },
    { "resource": { "resourceType": "Organization", "id": "a", "name": "ある薬局" } },
    { "resource": { "resourceType": "MedicationDispense", "id": "1", "status": "completed",
      "medicationCodeableConcept": { "coding": [ { "system": "urn:oid:1.2.392.100495.20.2.73",
        "code": "1129009F2021", "display": "マイスリー錠１０ｍｇ" } ] },
      "subject": { "reference": "Patient/p" },
      "performer": [ { "actor": { "reference": "Organization/a" } } ],
      "daysSupply": { "value": 14, "unit": "日", "code": "d" }, "whenHandedOver": "2026-11-15",
      "quantity": { "value": 14, "unit": "錠" },
      "dosageInstruction": [ { "text": "就寝前", "timing": { "code": { "coding": [ {
        "system": "http://jami.jp/CodeSystem/MedicationUsage", "code": "1011100000000000" } ] } },
        "doseAndRate": [ { "doseQuantity": { "value": 1, "unit": "錠" } } ] } ] } } ] }"#;
const JSON: &str = r#"{ "schema_version": 1, "events": [ { "kind": "dispensed",
    "dispensed_on": "2026-11-15", "days": 14, "category": "oral",
    "codes": [ { "system": "receipt", "code": "610443048" } ], "name": "マイスリー錠１０ｍｇ",
    "pharmacy": { "name": "ある薬局" } } ] }"#;
const CSV: &str = "kind,code_system,code,name,category,dispensed_on,days,pharmacy_name\n\
    dispensed,receipt,610443048,マイスリー錠１０ｍｇ,oral,20261115,14,ある薬局\n";

/// ゾルピデム10mg「トーワ」 of our own clinic.
const SJ1_NEW: &str = "SJ1\n1,1,1310001,13,当院\n5,,ｼｹﾝ ｼﾞﾛｳ,試験　次郎\n\
    11,,見本　太郎,ﾐﾎﾝ ﾀﾛｳ\n12,1\n13,19600229\n51,20261122\n101,1,1,,14\n\
    111,1,3,1011100000000000,１日１回就寝前　服用,1\n\
    201,1,1,1,2,622142001,ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」,1,1,錠";
const FHIR_NEW: &str = r#"{ "resourceType": "MedicationRequest", "status": "active",
    "intent": "order", "authoredOn": "2026-11-22", "medicationCodeableConcept": { "coding": [
      { "system": "http://capstandard.jp/iyaku.info/CodeSystem/YJ-code", "code": "1129009F2285",
        "display": "ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」" } ] },
    "dosageInstruction": [ { "timing": { "code": { "coding": [ {
      "system": "http://jami.jp/CodeSystem/MedicationUsage", "code": "1011100000000000" } ] } },
      "doseAndRate": [ { "doseQuantity": { "value": 1, "unit": "錠" } } ] } ],
    "dispenseRequest": { "expectedSupplyDuration": { "value": 14, "unit": "日", "code": "d" } } }"#;
const JSON_NEW: &str = r#"{ "prescription": { "institution": { "code": "1311310001" },
    "issued_on": "2026-11-22", "items": [ { "codes": [ { "system": "receipt", "code": "622142001" } ],
    "name": "ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」", "unit": "錠", "category": "oral", "days": 14 } ] } }"#;

fn cp932(text: &str) -> Vec<u8> {
    shift_jis(text)
}

fn settings() -> CheckSettings {
    CheckSettings::new(date("2026-11-22"), Consent::Given)
}

fn prescription(text: &str) -> PrescriptionRead {
    read_prescription(text.as_bytes(), &HistoryOptions::default()).unwrap()
}

fn history(files: &[(&str, Vec<u8>)], options: &HistoryOptions<'_>) -> History {
    let mut history = History::default();
    for (name, bytes) in files {
        history.add(name, read(bytes, options).unwrap_or_else(|error| panic!("{name}: {error}")));
    }
    history
}

fn check(new: &PrescriptionRead, history: &History, settings: &CheckSettings) -> CheckOutcome {
    let outcome = checker().check(new, history, settings).unwrap();
    conforms(&outcome);
    outcome
}

/// Every outcome of these tests conforms to the committed schema.
fn conforms(outcome: &CheckOutcome) {
    let schema: serde_json::Value = serde_json::from_str(CHECK_SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value: serde_json::Value = serde_json::from_str(&outcome.to_json()).unwrap();
    let problems: Vec<_> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}\n{value:#}");
}

/// The same history of another drug: code and name go together.
fn of_paracetamol(text: &str) -> String {
    let text = text.replace("610443048", "622381201");
    text.replace("マイスリー錠１０ｍｇ", "カロナール錠５００　５００ｍｇ")
}

/// What T01 expects of its finding.
fn assert_t01(name: &str, outcome: &CheckOutcome, first_day: &str, last_day: &str) {
    assert_eq!(outcome.status(), CheckStatus::Found, "{name}");
    let duplicates: Vec<_> = outcome
        .findings
        .iter()
        .filter(|f| f.code.id() == "medication.duplicate.same_ingredient")
        .collect();
    assert_eq!(duplicates.len(), 1, "{name}: {:?}", outcome.findings);
    let text = |key: &str| evidence(duplicates[0], key);
    assert_eq!(duplicates[0].location.as_deref(), Some("RP1-1"), "{name}");
    assert_eq!(text("ingredient"), "ゾルピデム酒石酸塩", "{name}");
    assert_eq!(text("route"), "oral", "{name}");
    assert_eq!(text("basis"), "code_prefix", "{name}");
    assert_eq!(text("reference_day"), "2026-11-22", "{name}");
    assert_eq!(text("past_period"), format!("{first_day}/{last_day}"), "{name}");
    assert_eq!(text("count"), "1", "{name}");
    assert!(outcome.not_checked.is_empty(), "{name}: {:?}", outcome.not_checked);
}

#[test]
fn every_format_of_history_gives_the_same_finding() {
    let options = HistoryOptions::default();
    for (name, bytes) in [
        ("JAHISTC", cp932(NOTEBOOK)),
        ("CJ1", CJ1.into()),
        ("SJ1", SJ1_PAST.into()),
        ("FHIR", FHIR.into()),
        ("JSON", JSON.into()),
        ("CSV", CSV.into()),
        ("CSV in CP932", cp932(CSV)),
    ] {
        let history = history(&[(name, bytes)], &options);
        assert_eq!(history.events().len(), 1, "{name}");
        let outcome = check(&prescription(SJ1_NEW), &history, &settings());
        assert_t01(name, &outcome, "2026-11-15", "2026-11-28");
    }
}

#[test]
fn every_format_of_prescription_gives_the_same_finding() {
    let history = history(&[("notebook", cp932(NOTEBOOK))], &HistoryOptions::default());
    for (name, new) in [("SJ1", SJ1_NEW), ("FHIR", FHIR_NEW), ("JSON", JSON_NEW)] {
        let outcome = check(&prescription(new), &history, &settings());
        assert_t01(name, &outcome, "2026-11-15", "2026-11-28");
    }
    let jahis = SJ1_NEW.replace("SJ1\n", "JAHIS10\n").replace('\n', "\r\n");
    let new = read_prescription(&cp932(&jahis), &HistoryOptions::default()).unwrap();
    assert_t01("JAHIS", &check(&new, &history, &settings()), "2026-11-15", "2026-11-28");
}

struct Signed {
    verifier: Verifier,
    at: Time,
    prescription: Vec<u8>,
    past: Vec<u8>,
    dispensing: Vec<u8>,
}

/// A prescription to be checked, a past one, and the dispensing of it, all signed.
fn signed() -> Signed {
    let world = common::world();
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = world.hpki.credential(&Person::pharmacist());
    let sign = |payload: &str| {
        PrescriptionBuilder::new(payload.as_bytes(), &doctor, world.time(30_000))
            .level(Level::Xl, &world)
    };
    // The service stamps a dispensing record a day after it was signed.
    let at = world.time(220_000);
    let dispensing =
        DispensingBuilder::new(CJ1.as_bytes(), sign(SJ1_PAST), &pharmacist, world.time(120_000))
            .level(Level::Xl, &world);
    Signed {
        verifier: Verifier::new(common::settings(&world, at)),
        at,
        prescription: sign(SJ1_NEW).prescription_id(Some("another")).build().bytes,
        past: sign(SJ1_PAST).build().bytes,
        dispensing: dispensing.build().bytes,
    }
}

#[test]
fn signed_documents_are_verified_and_a_dispensing_supersedes_its_prescription() {
    let signed = signed();
    let options = HistoryOptions::verified_by(&signed.verifier, signed.at);
    let new = read_prescription(&signed.prescription, &options).unwrap();
    assert_eq!(new.prescription.id.as_deref(), Some("another"));
    let dispensing = ("dispensing.xml", signed.dispensing.clone());
    let past = ("prescription.xml", signed.past.clone());
    let both = history(&[past.clone(), dispensing.clone()], &options);
    let ids: Vec<_> = both.events().iter().map(|event| event.prescription_id.clone()).collect();
    assert_eq!(ids, vec![Some(PRESCRIPTION_ID.to_owned()); 2]);
    for (name, history) in [
        ("dispensing", history(&[dispensing], &options)),
        ("prescription", history(&[past], &options)),
        // One record, that of the dispensing: count is 1.
        ("both", both),
    ] {
        assert_t01(name, &check(&new, &history, &settings()), "2026-11-15", "2026-11-28");
    }
}

#[test]
fn documents_used_without_verification_supersede_each_other_all_the_same() {
    let signed = signed();
    let options = HistoryOptions { accept_unverified: true, ..HistoryOptions::default() };
    let both = history(
        &[("prescription.xml", signed.past), ("dispensing.xml", signed.dispensing)],
        &options,
    );
    // One record, that of the dispensing: count is 1.
    let outcome = check(&prescription(SJ1_NEW), &both, &settings());
    assert_t01("both", &outcome, "2026-11-15", "2026-11-28");
}

#[test]
fn a_document_that_does_not_verify_is_not_used_unless_that_is_asked_for() {
    let signed = signed();
    let stranger = Verifier::builder().build();
    let strict = HistoryOptions::verified_by(&stranger, signed.at);
    let history_read = read(&signed.dispensing, &strict).unwrap();
    assert!(history_read.events.is_empty());
    let mut history = History::default();
    history.add("dispensing.xml", history_read);
    let outcome = check(&prescription(SJ1_NEW), &history, &settings());
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
    let reasons: Vec<_> =
        outcome.not_checked.iter().map(|entry| (entry.item.as_str(), entry.reason)).collect();
    assert_eq!(reasons, [("dispensing.xml", NotCheckedReason::Unverified)]);
    assert!(ids(&outcome.findings).contains(&"medication.history.not_verified"));

    let lenient = HistoryOptions { accept_unverified: true, ..strict };
    let mut history = History::default();
    history.add("dispensing.xml", read(&signed.dispensing, &lenient).unwrap());
    let outcome = check(&prescription(SJ1_NEW), &history, &settings());
    assert_eq!(outcome.status(), CheckStatus::Found);
    assert!(ids(&outcome.findings).contains(&"medication.history.used_unverified"));

    // The prescription itself: an error, not an outcome.
    let error = read_prescription(&signed.prescription, &strict).unwrap_err();
    assert!(matches!(error, HistoryReadError::NotVerified(_)), "{error}");
    assert!(read_prescription(&signed.prescription, &lenient).is_ok());
    let nothing = HistoryOptions::default();
    let error = read(&signed.dispensing, &nothing).unwrap_err();
    assert!(matches!(error, HistoryReadError::NoVerifier), "{error}");
    let unverified = HistoryOptions { accept_unverified: true, ..nothing };
    assert_eq!(read(&signed.dispensing, &unverified).unwrap().events.len(), 1);
}

#[test]
fn what_cannot_be_resolved_is_not_checked_and_never_nothing() {
    let empty = History::none();
    let new = |line: &str| {
        prescription(&format!(
            "SJ1\n51,20261122\n101,1,1,,14\n111,1,3,1011100000000000,x,1\n{line}"
        ))
    };
    for (line, reason) in [
        ("201,1,1,1,2,622222222,x,1,1,錠", NotCheckedReason::UnknownCode),
        ("201,1,1,1,2,666660000,x,1,1,錠", NotCheckedReason::DummyCode),
        ("201,1,1,1,2,62214,x,1,1,錠", NotCheckedReason::MalformedCode),
        ("201,1,1,1,1,,ダイオウ,1,1,ｇ", NotCheckedReason::MissingCode),
        ("201,1,1,1,4,1129009F2022,マイスリー錠１０ｍｇ,1,1,錠", NotCheckedReason::CheckDigit),
    ] {
        let outcome = check(&new(line), &empty, &settings());
        assert_eq!(outcome.status(), CheckStatus::NotChecked, "{line}: {:?}", outcome.findings);
        assert!(
            outcome.not_checked.iter().all(|entry| entry.reason == reason),
            "{line}: {:?}",
            outcome.not_checked
        );
    }
    // The same for the history: a drug without code may be the duplicate.
    let notebook = NOTEBOOK.replace("2,610443048,1", "1,,1");
    let history = history(&[("n", cp932(&notebook))], &HistoryOptions::default());
    let outcome = check(&prescription(SJ1_NEW), &history, &settings());
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
    assert_eq!(CheckOutcome::event_of(outcome.not_checked.first().unwrap()), Some(0));
}

#[test]
fn days_that_ought_to_be_known_and_are_not_are_not_checked_after_the_flat_days() {
    // Dispensed 21 days ago; the quantity is not readable. 14 days flat ended on the 14th.
    let notebook = NOTEBOOK.replace("5,20261115", "5,20261101").replace(",14,日分", ",１四,日分");
    let history = history(&[("n", cp932(&notebook))], &HistoryOptions::default());
    let outcome = check(&prescription(SJ1_NEW), &history, &settings());
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
    let entry = outcome.not_checked.first().unwrap();
    assert_eq!(
        (entry.item.as_str(), entry.reason),
        ("history 1", NotCheckedReason::MissingInformation)
    );
}

#[test]
fn days_of_no_known_form_are_not_checked_after_the_flat_days() {
    // 30 日分 from 21 days ago, of a form その他 or 不明: 14 days flat ended on the 14th.
    let notebook = NOTEBOOK
        .replace("5,20261115", "5,20261101")
        .replace("301,1,寝る前,14,日分,1,1,,1", "301,1,寝る前,30,日分,10,1,,1");
    let sj1 = SJ1_PAST.replace("51,20261115", "51,20261101").replace("101,1,1,,14", "101,1,9,,30");
    for (name, bytes) in [("notebook", cp932(&notebook)), ("sj1", sj1.into_bytes())] {
        let history = history(&[(name, bytes)], &HistoryOptions::default());
        assert_eq!(history.events()[0].category, DosageCategory::Unknown, "{name}");
        let outcome = check(&prescription(SJ1_NEW), &history, &settings());
        assert_eq!(outcome.status(), CheckStatus::NotChecked, "{name}");
        let reasons: Vec<_> = outcome.not_checked.iter().map(|entry| entry.reason).collect();
        assert_eq!(reasons, [NotCheckedReason::PeriodNotComputable], "{name}");
    }
}

#[test]
fn two_prescriptions_dispensed_at_one_visit_are_not_taken_for_one() {
    // Both filled on the 15th at one pharmacy; the one checked is the second of them.
    let own = "7e57c0de-0000-4000-8000-00000000000b";
    let with_id = |id: &str| {
        let identifier = format!(
            r#""identifier": [ {{ "system": "urn:oid:1.2.392.100495.20.3.11", "value": "{id}" }} ], "status""#
        );
        FHIR.replace("\"status\"", &identifier)
    };
    let one = with_id("7e57c0de-0000-4000-8000-00000000000a");
    let entry = one.find(r#"{ "resource": { "resourceType": "MedicationDispense""#).unwrap();
    let second = with_id(own).replace("1129009F2021", "2171022F2017");
    let bundle =
        format!("{}{}", one.strip_suffix(" ] }").unwrap(), format_args!(", {}", &second[entry..]));
    let history = history(&[("bundle", bundle.into_bytes())], &HistoryOptions::default());
    assert_eq!(history.events().len(), 2);
    let mut new = prescription(SJ1_NEW);
    new.prescription.id = Some(own.to_owned());
    assert_t01("two", &check(&new, &history, &settings()), "2026-11-15", "2026-11-28");
}

#[test]
fn hostile_input_is_refused_with_place_and_remedy() {
    let many: Vec<u8> = CSV
        .bytes()
        .chain(CSV.lines().nth(1).unwrap().bytes().chain([b'\n']).cycle().take(1 << 20))
        .collect();
    let small = HistoryOptions {
        limits: shohosen::medication::HistoryLimits { bytes: 1 << 19, events: 10 },
        ..HistoryOptions::default()
    };
    for (name, bytes) in [
        ("empty", b"".to_vec()),
        ("blank", b" \r\n".to_vec()),
        ("binary", (0..=255).collect()),
        ("zip", b"PK\x03\x04\x14\x00".to_vec()),
        ("unknown header", b"JAHISX\n1,a".to_vec()),
        ("not UTF-8", b"SJ1\n11,,\x8c\xa9".to_vec()),
        ("a record number", b"CJ1,\nx,1".to_vec()),
        ("cut JSON", JSON.as_bytes()[..100].to_vec()),
        ("cut FHIR", FHIR.as_bytes()[..200].to_vec()),
        ("deep JSON", b"[".repeat(100_000)),
        ("FHIR without medication", br#"{"resourceType":"Patient"}"#.to_vec()),
        ("cut XML", b"<Document><Prescription>".to_vec()),
        ("other XML", b"<a/>".to_vec()),
        ("CSV without its columns", b"kind,code\n".to_vec()),
        ("too many", many),
    ] {
        let verifier = Verifier::builder().build();
        let options =
            HistoryOptions { verifier: Some((&verifier, Time::from_unix(0).unwrap())), ..small };
        let error = read(&bytes, &options).expect_err(name);
        let finding = error.finding();
        for language in [Language::Japanese, Language::English] {
            assert!(!finding.message(language).is_empty(), "{name}");
            assert!(!finding.remedy(language).is_empty(), "{name}: {error}");
        }
        assert!(read_prescription(&bytes, &options).is_err(), "{name}");
    }
    // Every way to cut every format: an error or fewer records, never a panic.
    for whole in
        [cp932(NOTEBOOK), CJ1.into(), SJ1_PAST.into(), FHIR.into(), JSON.into(), CSV.into()]
    {
        for end in 0..whole.len() {
            let _ = read(&whole[..end], &HistoryOptions::default());
            let _ = read_prescription(&whole[..end], &HistoryOptions::default());
        }
    }
}

#[test]
fn the_form_and_the_usage_decide_what_the_quantity_counts() {
    let event = |usage: &str| {
        let text = NOTEBOOK.replace("301,1,寝る前,14,日分,1,1,,1", usage);
        let read = read(&cp932(&text), &HistoryOptions::default()).unwrap();
        (read.events[0].category, read.events[0].days, read.events[0].as_needed)
    };
    use DosageCategory::*;
    // T59 of the specification: 屯服, whose quantity counts times.
    assert_eq!(event("301,1,【腰痛時】,10,回分,3,1,,1"), (AsNeeded, None, false));
    assert_eq!(event("301,1,外用,1,調剤,5,1,,1"), (External, None, false));
    // 湯 counts days; 1 of 内滴 is a total amount.
    assert_eq!(event("301,1,湯,7,日分,7,1,,1"), (Oral, Some(7), false));
    assert_eq!(event("301,1,点滴,1,調剤,2,1,,1"), (OralDrops, None, false));
    // The usage code says 頓用 although the form says 内服.
    assert_eq!(event("301,1,疼痛時,5,日分,1,2,1050110440000000,1"), (Oral, Some(5), true));
    // A patient's own entry has no form: the unit says what is counted.
    assert_eq!(event("301,1,朝,5,日分,,,,2"), (Oral, Some(5), false));
}

#[test]
fn divided_dispensing_refills_and_alternate_days_are_mapped() {
    let text = SJ1_PAST
        .replace("101,1,1,,14", "63,3,1\n101,1,1,,42\n102,1,14,42")
        .replace("201,1,1,1,2", "181,1,1,3,隔日,,\n201,1,1,1,2");
    let read = read(text.as_bytes(), &HistoryOptions::default()).unwrap();
    let event = &read.events[0];
    // T45: of 42 days in three parts this one has 14.
    let split = event.split.unwrap();
    assert_eq!((event.days, split.part, split.parts, split.days), (Some(42), 1, 3, Some(14)));
    assert_eq!(event.pattern, Some(IntakePattern::Alternate { take: 1, rest: 1 }));
    let refill = SJ1_NEW.replace("101,1,1,,14", "64,3\n101,1,1,,14");
    assert_eq!(prescription(&refill).prescription.refill_uses, Some(3));
}

#[test]
fn alternate_days_of_a_notebook_or_bundle_stretch_the_period_only_if_asked_for() {
    // T42: 7 doses every other day from the 12th; 7 days end on the 18th, 13 calendar days on the 24th.
    let fhir = FHIR
        .replace("2026-11-15", "2026-11-12")
        .replace(r#"{ "value": 14, "unit": "日", "code": "d" }"#, r#"{ "value": 7, "unit": "日", "code": "d" }"#)
        .replace(
            r#""timing": {"#,
            r#""timing": { "repeat": { "boundsDuration": { "value": 13, "unit": "日", "code": "d" } },"#,
        );
    let history = history(&[("bundle", fhir.into_bytes())], &HistoryOptions::default());
    assert_eq!(history.events()[0].bounds_days, Some(13));
    let new = prescription(SJ1_NEW);
    assert_eq!(check(&new, &history, &settings()).status(), CheckStatus::Nothing);
    let mut settings = settings();
    settings.options.periods.calendar_span = true;
    assert_t01("calendar_span", &check(&new, &history, &settings), "2026-11-12", "2026-11-24");
}

#[test]
fn a_bundle_with_the_history_of_several_days_and_institutions_mixes_nothing() {
    let request = |id: &str, day: &str, by: &str, status: &str| {
        FHIR_NEW
            .replace(
                "\"status\": \"active\"",
                &format!("\"id\": \"{id}\", \"status\": \"{status}\""),
            )
            .replace("2026-11-22", day)
            .replace(
                "\"intent\"",
                &format!("\"requester\": {{ \"reference\": \"{by}\" }}, \"intent\""),
            )
    };
    let organization = |id: &str, code: &str| {
        let extension = |name: &str, value: &str| {
            format!(
                r#"{{ "url": "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_{name}", "valueIdentifier": {{ "value": "{value}" }} }}"#
            )
        };
        format!(
            r#"{{ "resourceType": "Organization", "id": "{id}", "extension": [ {}, {}, {} ] }}"#,
            extension("PrefectureNo", "13"),
            extension("InsuranceOrganizationCategory", "1"),
            extension("InsuranceOrganizationNo", code)
        )
    };
    let resources = [
        organization("own", "1310001"),
        organization("other", "1399999"),
        request("1", "2026-11-20", "Organization/own", "active"),
        request("2", "2026-10-01", "Organization/other", "active"),
        request("3", "2026-11-20", "Practitioner/x", "active"),
        request("4", "2026-11-21", "Organization/other", "cancelled"),
        request("5", "2026-11-21", "Organization/other", "on-hold"),
    ];
    let entries: Vec<String> =
        resources.iter().map(|r| format!("{{ \"resource\": {r} }}")).collect();
    let bundle =
        format!("{{ \"resourceType\": \"Bundle\", \"entry\": [ {} ] }}", entries.join(","));
    let read = read(bundle.as_bytes(), &HistoryOptions::default()).unwrap();
    let rows: Vec<_> = read
        .events
        .iter()
        .map(|event| (event.prescribed_on.unwrap().to_string(), event.institution.code.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("2026-11-20".to_owned(), "1311310001"),
            ("2026-10-01".to_owned(), "1311399999"),
            // Whoever this is, it is not our own institution.
            ("2026-11-20".to_owned(), ""),
        ]
    );
    // The cancelled one is not being taken; of the one on hold nobody knows.
    let reasons: Vec<_> = read.not_checked.iter().map(|entry| entry.item.as_str()).collect();
    assert_eq!(reasons, ["MedicationRequest/5"]);
    let error = read_prescription(bundle.as_bytes(), &HistoryOptions::default()).unwrap_err();
    assert!(matches!(error, HistoryReadError::SeveralPrescriptions { count: 3 }), "{error}");
}

#[test]
fn bundles_of_two_patients_in_one_document_are_refused() {
    let pages = |other: &str| {
        let entry = |page: &str| format!("{{ \"resource\": {page} }}");
        format!(r#"{{ "resourceType": "Bundle", "entry": [ {}, {} ] }}"#, entry(FHIR), entry(other))
    };
    // Another page of the same patient says no sex; a page of somebody else is of another birth.
    let same = FHIR.replace("\"gender\": \"male\", ", "").replace("2026-11-15", "2026-11-14");
    let two = read(pages(&same).as_bytes(), &HistoryOptions::default()).unwrap();
    assert_eq!(two.events.len(), 2);
    let other = FHIR.replace("1960-02-29", "1961-03-01");
    let error = read(pages(&other).as_bytes(), &HistoryOptions::default()).unwrap_err();
    let several = matches!(error, HistoryReadError::Fhir(FhirError::SeveralPatients));
    assert!(several, "{error}");
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    for (name, text) in [("FHIR", FHIR), ("JSON", JSON), ("CSV", CSV)] {
        let history = history(&[(name, marked(text))], &HistoryOptions::default());
        assert_eq!(history.events().len(), 1, "{name}");
    }
    for text in [FHIR_NEW, JSON_NEW] {
        let read = read_prescription(&marked(text), &HistoryOptions::default()).unwrap();
        assert_eq!(read.prescription.items.len(), 1, "{text}");
    }
}

#[test]
fn no_document_is_read_beyond_the_limit_of_bytes() {
    for text in [SJ1_PAST, CJ1, FHIR, JSON, CSV, FHIR_NEW] {
        let with = |bytes| HistoryOptions {
            limits: HistoryLimits { bytes, ..HistoryLimits::default() },
            ..HistoryOptions::default()
        };
        assert!(read(text.as_bytes(), &with(text.len())).is_ok(), "{text}");
        for error in [
            read(text.as_bytes(), &with(text.len() - 1)).unwrap_err(),
            read_prescription(text.as_bytes(), &with(text.len() - 1)).unwrap_err(),
        ] {
            assert!(matches!(error, HistoryReadError::TooLarge { .. }), "{error}");
        }
    }
}

#[test]
fn a_dispensing_of_a_bundle_supersedes_its_request() {
    // T12: prescribed and dispensed are one record, that of the dispensing.
    let id = r#""identifier": [ { "system": "urn:oid:1.2.392.100495.20.3.11",
        "value": "7e57c0de-0000-4000-8000-000000000001" } ], "status""#;
    let request = FHIR_NEW.replace("2026-11-22", "2026-11-10").replace("\"status\"", id);
    let dispense = FHIR.replace("\"status\"", id);
    let files = [("request", request.into_bytes()), ("dispense", dispense.into_bytes())];
    let history = history(&files, &HistoryOptions::default());
    assert_eq!(history.events().len(), 2);
    let outcome = check(&prescription(SJ1_NEW), &history, &settings());
    assert_t01("FHIR", &outcome, "2026-11-15", "2026-11-28");
}

#[test]
fn a_part_of_a_notebook_is_not_all_of_it_and_another_patient_is_noticed() {
    let part = format!("{NOTEBOOK}911,12345678901234,2,1\r\n").replace("19600229", "19610301");
    let history = history(&[("part.csv", cp932(&part))], &HistoryOptions::default());
    let outcome = check(&prescription(SJ1_NEW), &history, &settings());
    // What is another patient's is not used,
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
    let reasons: Vec<_> =
        outcome.not_checked.iter().map(|entry| (entry.item.as_str(), entry.reason)).collect();
    assert_eq!(
        reasons,
        [("part.csv", NotCheckedReason::Incomplete), ("part.csv", NotCheckedReason::OtherPatient)]
    );
    // unless the caller says that it is the same patient.
    let same = CheckSettings { same_patient: true, ..settings() };
    let used = check(&prescription(SJ1_NEW), &history, &same);
    assert_eq!(used.status(), CheckStatus::Found);
    assert!(ids(&used.findings).contains(&"medication.history.patient_differs"));
    let reasons: Vec<_> = used.not_checked.iter().map(|entry| entry.reason).collect();
    assert_eq!(reasons, [NotCheckedReason::Incomplete]);
    let differs =
        outcome.findings.iter().find(|f| f.code.id() == "medication.history.patient_differs");
    let differs = differs.unwrap();
    assert_eq!(evidence(differs, "item"), "生年月日");
    // Nobody's birth date stands in a message.
    assert!(!format!("{differs:?}").contains("1961"));
}

#[cfg(feature = "store")]
#[test]
fn a_prescription_of_somebody_else_than_the_patient_of_the_store_is_noticed() {
    use shohosen::store::{Access, ImportOptions, Store, StoreOptions};
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("check-store-identity");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut store = Store::open(&folder.join("history.db"), &StoreOptions::default()).unwrap();
    let at = shohosen::Time::parse_rfc3339("2026-11-22T09:00:00+09:00").unwrap();
    let access = Access::new("test", "", at);
    for (patient, notebook) in
        [("same", NOTEBOOK.to_owned()), ("other", NOTEBOOK.replace("19600229", "19610301"))]
    {
        let bytes = cp932(&notebook);
        let read = read(&bytes, &HistoryOptions::default()).unwrap();
        let source = read.into_source(patient, &bytes, None, true).unwrap();
        store.import([source], &access, &ImportOptions::default(), |_| ()).unwrap();
        let mut history = History::default();
        history.add_stored("db", store.history(patient, ..).unwrap().unwrap());
        let outcome = check(&prescription(SJ1_NEW), &history, &settings());
        let differs = |f: &&shohosen::Finding| f.code.id() == "medication.history.patient_differs";
        let found = outcome.findings.iter().find(differs);
        assert_eq!(found.is_some(), patient == "other");
        let other = |entry: &shohosen::medication::NotChecked| {
            entry.reason == NotCheckedReason::OtherPatient
        };
        assert_eq!(outcome.not_checked.iter().any(other), patient == "other");
    }
}

/// The notebook in two files, cut inside a block, as a reader of 2D symbols gives them.
fn parts() -> [Vec<u8>; 2] {
    let (head, tail) = NOTEBOOK.split_at(NOTEBOOK.find("201,").unwrap());
    let version = NOTEBOOK.lines().next().unwrap();
    [
        cp932(&format!("{head}911,12345678901234,2,1\r\n")),
        cp932(&format!("{version}\r\n{tail}911,12345678901234,2,2\r\n")),
    ]
}

#[test]
fn the_parts_of_a_notebook_are_one_document_once_all_are_there() {
    let options = HistoryOptions::default();
    let [one, two] = parts();
    let whole = history(&[("whole", cp932(NOTEBOOK))], &options);
    let csv = ("other", of_paracetamol(CSV).into_bytes());
    // In any order, with another document between them, and one part twice.
    let files = [("2", two.clone()), ("2 again", two.clone()), csv, ("1", one.clone())];
    let joined = history(&files, &options);
    let outcome = check(&prescription(SJ1_NEW), &joined, &settings());
    assert_t01("parts", &outcome, "2026-11-15", "2026-11-28");
    let events: Vec<_> = joined.files().iter().map(|file| file.events.len()).collect();
    assert_eq!(events, [0, 0, 1, 1]);
    assert_eq!(joined.events()[joined.files()[3].events.clone()], *whole.events());
    assert_eq!(joined.files()[3].patient, whole.files()[0].patient);
    assert_eq!(joined.file_of(0).unwrap().name, "other");
    assert!(joined.not_checked().is_empty());

    // Both in one file, the second before the first; and of three one file has two.
    let file = [two.clone(), one.clone()].concat();
    assert_eq!(history(&[("both", file)], &options).events(), whole.events());
    let version = NOTEBOOK.lines().next().unwrap();
    let last =
        cp932(&format!("{version}\r\n701,薬剤　師子,ある薬局,,,,1\r\n911,12345678901234,3,3\r\n"));
    let of_three = |part: &[u8]| {
        let control = part.windows(4).rposition(|octets| octets == b"4,2,").unwrap();
        let mut part = part.to_vec();
        part[control + 2] = b'3';
        part
    };
    let two_parts = [of_three(&two), last].concat();
    let joined = history(&[("2 and 3", two_parts), ("1", of_three(&one))], &options);
    assert_eq!(joined.events(), whole.events());
    assert!(joined.not_checked().is_empty());

    // Two histories that have a part each.
    let mut first = history(&[("1", one.clone())], &options);
    first.append(history(&[("2", two)], &options));
    assert_eq!(first.events(), whole.events());

    // One part alone, or twice, is not all of it.
    let alone = history(&[("1", one.clone()), ("1 again", one)], &options);
    let outcome = check(&prescription(SJ1_NEW), &alone, &settings());
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
}

#[test]
fn without_consent_the_documents_of_others_say_nothing() {
    let history = history(&[("n", cp932(NOTEBOOK))], &HistoryOptions::default());
    let settings = CheckSettings::new(date("2026-11-22"), Consent::None);
    let outcome = check(&prescription(SJ1_NEW), &history, &settings);
    assert_eq!(outcome.status(), CheckStatus::Found);
    let json = outcome.to_json();
    for hidden in ["マイスリー", "別の医院", "ある薬局", "2026-11-15", "610443048"] {
        assert!(!json.contains(hidden), "{hidden}: {json}");
    }
}

#[test]
fn rules_pairs_and_mapping_come_out_beside_the_check() {
    let text = "SJ1\n1,1,1310001,13,当院\n51,20261122\n101,1,1,,31\n\
        111,1,3,1011100000000000,１日１回就寝前　服用,1\n\
        201,1,1,1,2,622142001,カロナール錠５００　５００ｍｇ,1,1,錠\n\
        101,2,1,,14\n111,2,3,1011100000000000,１日１回就寝前　服用,1\n\
        201,2,1,1,2,622374201,ベルソムラ錠１５ｍｇ,1,1,包";
    let past = JSON.replace("610443048", "616290177");
    let history = history(&[("h", past.into_bytes())], &HistoryOptions::default());
    let outcome = check(&prescription(text), &history, &settings());
    let found: Vec<_> = outcome
        .decisive()
        .map(|finding| (finding.location.as_deref().unwrap_or(""), finding.code.id()))
        .collect();
    assert_eq!(
        found,
        [
            ("RP2-1", "medication.contraindication.pair"),
            ("RP1-1", "medication.days.over_limit"),
            ("RP1-1", "medication.mapping.name_mismatch"),
            ("RP2-1", "medication.mapping.unit_mismatch"),
        ]
    );
    let mut settings = settings();
    (settings.prescribing_rules, settings.mapping) = (false, false);
    let outcome = check(&prescription(text), &history, &settings);
    assert_eq!(outcome.decisive().count(), 1);
}

#[test]
fn validity_and_the_other_prescriptions_of_the_day_are_judged() {
    let past = SJ1_PAST.replace("51,20261115", "51,20261122").replace(",,14", ",,20");
    let history = history(&[("same day", past.into_bytes())], &HistoryOptions::default());
    let new = prescription(&SJ1_NEW.replace(",,14", ",,20"));
    let mut settings = settings();
    settings.presented_on = Some(date("2026-11-26"));
    let outcome = check(&new, &history, &settings);
    let found: Vec<_> = outcome.decisive().map(|finding| finding.code.id()).collect();
    // 20 + 20 days of a drug limited to 30; four days from the 22nd end on the 25th.
    assert_eq!(
        found,
        [
            "medication.duplicate.same_ingredient",
            "medication.days.across_prescriptions",
            "medication.validity.expired"
        ]
    );
}

#[test]
fn the_other_prescriptions_of_the_day_count_from_a_store_too_and_once() {
    let past = SJ1_PAST.replace("51,20261115", "51,20261122").replace(",,14", ",,20");
    let document = read(past.as_bytes(), &HistoryOptions::default()).unwrap();
    let across = |history: &History| {
        let new = prescription(&SJ1_NEW.replace(",,14", ",,10"));
        let outcome = check(&new, history, &settings());
        ids(&outcome.findings).contains(&"medication.days.across_prescriptions")
    };
    let mut history = History::default();
    history.add_events("store", document.events.clone());
    // 20 + 10 days of a drug limited to 30, from a store and as a document: still 30.
    assert!(!across(&history));
    history.add("past.sj1", document.clone());
    assert!(!across(&history));
    // 20 + 10 + 1.
    let more = past.replace("101,1,1,,20", "101,1,1,,1").replace("1399999", "1388888");
    let more = read(more.as_bytes(), &HistoryOptions::default()).unwrap();
    history.add_events("another store", more.events);
    assert!(across(&history));
    // The prescription itself, come back from the store, is not another one.
    let own = read(SJ1_NEW.as_bytes(), &HistoryOptions::default()).unwrap();
    let mut history = History::default();
    history.add_events("store", own.events);
    let new = prescription(SJ1_NEW);
    assert_eq!(check(&new, &history, &settings()).status(), CheckStatus::Nothing);
}

#[test]
fn without_consent_the_days_of_limited_drugs_are_not_fully_checked() {
    let settings = CheckSettings::new(date("2026-11-22"), Consent::None);
    let past = of_paracetamol(JSON);
    let past = history(&[("h", past.into_bytes())], &HistoryOptions::default());
    let outcome = check(&prescription(SJ1_NEW), &past, &settings);
    let faults: Vec<_> =
        outcome.not_checked.iter().map(|entry| (entry.item.as_str(), entry.reason)).collect();
    assert_eq!(faults, [("RP1-1", NotCheckedReason::MissingInformation)]);
    // A drug without limit, or nobody else's prescriptions: nothing is missing.
    let unlimited = SJ1_NEW.replace(
        "622142001,ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」",
        "620007880,アムロジピン錠５ｍｇ「トーワ」",
    );
    for (new, past) in [(&*unlimited, &past), (SJ1_NEW, &History::none())] {
        let outcome = check(&prescription(new), past, &settings);
        assert_eq!(outcome.status(), CheckStatus::Nothing, "{:?}", outcome.not_checked);
    }
}

#[test]
fn a_validity_that_cannot_be_judged_is_not_checked() {
    let empty = History::none();
    let judged = |text: &str, settings: &CheckSettings| {
        let outcome = check(&prescription(text), &empty, settings);
        let entries = outcome.not_checked.iter().filter(|entry| entry.item == "prescription");
        let reasons: Vec<_> = entries.map(|entry| entry.reason).collect();
        let about = |finding: &&shohosen::Finding| {
            ["medication.validity", "medication.refill"]
                .iter()
                .any(|object| finding.code.id().starts_with(object))
        };
        (reasons, outcome.findings.iter().filter(about).count())
    };
    // Also where the other prescribing rules are not wanted.
    let missing = || vec![NotCheckedReason::MissingInformation];
    for prescribing_rules in [true, false] {
        let mut settings = CheckSettings { prescribing_rules, ..settings() };
        assert_eq!(judged(SJ1_NEW, &settings), (vec![], 0));
        settings.presented_on = Some(date("2026-11-26"));
        assert_eq!(judged(SJ1_NEW, &settings), (vec![], 1));
        // No 交付日.
        let undated = SJ1_NEW.replace("51,20261122\n", "");
        assert_eq!(judged(&undated, &settings), (vec![NotCheckedReason::NoDate], 0));
        settings.previous_dispensing = Some(date("2026-11-10"));
        assert_eq!(judged(SJ1_NEW, &settings), (vec![], 1));
        // 回分: no days.
        let doses = SJ1_NEW.replace("101,1,1,,14", "101,1,2,,14");
        assert_eq!(judged(&doses, &settings), (missing(), 0));
        settings.presented_on = None;
        assert_eq!(judged(SJ1_NEW, &settings), (missing(), 0));
    }
}

#[test]
fn without_a_table_of_pairs_nothing_is_no_outcome_unless_the_caller_says_so() {
    let (new, empty) = (prescription(SJ1_NEW), History::none());
    let mut settings = CheckSettings { without_pairs: true, ..settings() };
    let mut builder = CheckerBuilder::new();
    builder.master(std::sync::Arc::clone(checker().master()));
    let without = builder.build().unwrap();
    let said = |outcome: &CheckOutcome| {
        assert!(ids(&outcome.findings).contains(&"medication.contraindication.no_table"));
    };
    let outcome = without.check(&new, &empty, &settings).unwrap();
    assert_eq!((outcome.status(), outcome.not_checked.len()), (CheckStatus::Nothing, 0));
    said(&outcome);
    settings.without_pairs = false;
    let outcome = without.check(&new, &empty, &settings).unwrap();
    conforms(&outcome);
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
    assert_eq!(outcome.not_checked[0].reason, NotCheckedReason::NoPairTable);
    assert!(ids(&outcome.findings).contains(&"medication.check.incomplete"));
    said(&outcome);
    // A name that no drug has is a pair that is never found.
    let with = |table: &str| {
        let mut builder = CheckerBuilder::new();
        for (name, bytes) in master_files() {
            builder.master_file(&name, &bytes).unwrap();
        }
        builder.pairs_file("pairs.csv", table.as_bytes()).unwrap();
        builder.build().unwrap().check(&new, &empty, &settings).unwrap()
    };
    let table = "left,right\nイトラコナゾール,スボレキサント\n";
    assert_eq!(with(table).status(), CheckStatus::Nothing);
    let outcome = with(&table.replace("イトラ", "イラト"));
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
    assert_eq!(outcome.not_checked[0].reason, NotCheckedReason::UnmatchedSelector);
}

#[test]
fn a_table_of_components_that_would_have_no_effect_is_refused() {
    let table = b"1129009,complete,\xe3\x82\xbe\n";
    let cached = checker().master().to_bytes();
    for which in ["cached", "loaded", "none", "files"] {
        let mut builder = CheckerBuilder::new();
        builder.ingredients_file("components.csv", table).unwrap();
        match which {
            "cached" => drop(builder.master_file("m.cache", &cached).unwrap()),
            "loaded" => drop(builder.master(std::sync::Arc::clone(checker().master()))),
            "none" => {}
            _ => {
                for (name, bytes) in master_files() {
                    builder.master_file(&name, &bytes).unwrap();
                }
            }
        }
        match builder.build() {
            Ok(_) => assert_eq!(which, "files"),
            Err(error) => {
                assert!(matches!(error, CheckDataError::IngredientsWithoutFiles { .. }), "{which}");
                assert!(error.finding().evidence.get("file").is_some());
            }
        }
    }
}

#[test]
fn settings_as_json_mean_what_they_say_and_unknown_names_are_refused() {
    let all =
        br#"{ "check_day": "2026-11-22", "consent": "oral", "requester": { "code": "1341234567" },
        "include_same_institution": true, "route": "form", "flat_days": 7, "calendar_span": true,
        "last_day": "following", "within_prescription": false, "other_route": true, "washout": true,
        "over_the_counter": true, "prescribing_rules": false, "mapping": false,
        "without_pairs": true, "presented_on": "2026-11-23", "previous_dispensing": "2026-10-23",
        "special_circumstances": true, "patch_reason": true,
        "online_first_visit": { "history_known": true }, "patient_address": true,
        "narcotics_licence": false }"#;
    let settings = CheckSettings::from_json(all).unwrap();
    let options = &settings.options;
    assert_eq!((options.consent, options.check_day), (Consent::Oral, date("2026-11-22")));
    assert_eq!(options.requester.as_ref().unwrap().code, "1341234567");
    assert_eq!(options.periods.flat_days, 7);
    assert_eq!(
        options.extensions(),
        [
            "route_by_form",
            "calendar_span",
            "pairs_within_prescription",
            "other_route",
            "washout",
            "over_the_counter"
        ]
    );
    assert!(options.include_same_institution && !settings.mapping && settings.patch_reason);
    assert!(settings.without_pairs);
    let least = CheckSettings::from_json(br#"{"check_day":"20261122","consent":"given"}"#).unwrap();
    assert_eq!(least, CheckSettings::new(date("2026-11-22"), Consent::Given));
    for wrong in [
        &br#"{"check_day":"2026-11-22"}"#[..],
        br#"{"check_day":"2026-11-22","consent":"given","consnt":1}"#,
        br#"{"check_day":"2026-02-30","consent":"given"}"#,
        b"",
    ] {
        let error = CheckSettings::from_json(wrong).unwrap_err();
        assert_eq!(error.finding().code.id(), "medication.settings.unreadable");
    }
}

#[test]
fn a_cached_master_checks_as_the_official_files_do_and_stands_alone() {
    let cached = checker().master().to_bytes();
    let mut builder = CheckerBuilder::new();
    builder.master_file("masters.cache", &cached).unwrap();
    builder.pairs_file("pairs.csv", PAIRS.as_bytes()).unwrap();
    let (name, bytes) = &master_files()[0];
    for (name, bytes) in [("again", &cached), (name.as_str(), bytes)] {
        let error = builder.master_file(name, bytes).unwrap_err();
        assert!(matches!(error, CheckDataError::CachedWithOthers { .. }), "{error}");
    }
    let checker = builder.build().unwrap();
    let history = history(&[("n", cp932(NOTEBOOK))], &HistoryOptions::default());
    let outcome = checker.check(&prescription(SJ1_NEW), &history, &settings()).unwrap();
    assert_t01("cached", &outcome, "2026-11-15", "2026-11-28");
    let mut damaged = cached.clone();
    *damaged.last_mut().unwrap() ^= 1;
    for (name, bytes) in [("damaged", damaged), ("empty", Vec::new()), ("other", b"a,b\n".to_vec())]
    {
        let error = CheckerBuilder::new().master_file(name, &bytes).unwrap_err();
        assert_eq!(error.finding().code.id(), "medication.master.unreadable");
    }
}

/// K28 of the sheet for 併用禁忌: of several editions that of the day.
#[test]
fn the_pairs_are_those_of_the_edition_that_is_in_force_on_the_day() {
    let table = |pair: &str| format!("a,b,3,4,5,6,7,8,9,10\n{pair},,,,,,,0,\n");
    let mut builder = CheckerBuilder::new();
    for (name, bytes) in master_files() {
        builder.master_file(&name, &bytes).unwrap();
    }
    let (old, new) = (table("610443048,622142001"), table("616290177,622374201"));
    builder.master_file("IY_HeiyoKinki_20251031.csv", old.as_bytes()).unwrap();
    builder.master_file("IY_HeiyoKinki_20260430.csv", new.as_bytes()).unwrap();
    let checker = builder.build().unwrap();
    let edition = |day: &str| checker.medication_on(date(day)).pair_source().1;
    assert_eq!(edition("2026-04-29"), "20251031");
    assert_eq!(edition("2026-04-30"), "20260430");
    // Before the first of them none is in force, which is not checked.
    let new = prescription(SJ1_NEW);
    let on = |day: &str| {
        let settings = CheckSettings::new(date(day), Consent::Given);
        checker.check(&new, &History::none(), &settings).unwrap()
    };
    let outcome = on("2025-10-30");
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
    let reasons: Vec<_> = outcome.not_checked.iter().map(|entry| entry.reason).collect();
    assert!(reasons.contains(&NotCheckedReason::NoEditionInForce), "{reasons:?}");
    let row = &outcome.checks.contraindications;
    assert_eq!(row.reason(), Some(NotCheckedReason::NoEditionInForce));
    assert_eq!(on("2026-04-29").checks.contraindications.reason(), None);
    let mut settings = CheckSettings::new(date("2025-10-30"), Consent::Given);
    settings.without_pairs = true;
    let outcome = checker.check(&new, &History::none(), &settings).unwrap();
    assert!(!outcome.not_checked.iter().any(|entry| entry.item == "pairs"));
}

/// K47 of the sheet: a pair for caution is information with its table, and no 併用禁忌.
#[test]
fn k47_a_pair_for_caution_is_told_as_information_where_it_is_asked_for() {
    let pairs =
        "# source: 院内\n# edition: 2026-11-01\nleft,right,kind\n610443048,622142001,caution\n";
    let mut builder = CheckerBuilder::new();
    for (name, bytes) in master_files() {
        builder.master_file(&name, &bytes).unwrap();
    }
    builder.pairs_file("pairs.csv", pairs.as_bytes()).unwrap();
    let checker = builder.build().unwrap();
    let history = history(&[("n.csv", cp932(NOTEBOOK))], &HistoryOptions::default());
    let mut settings = settings();
    settings.without_pairs = true;
    settings.mapping = false;
    let checked = |settings: &CheckSettings| {
        checker.check(&prescription(SJ1_NEW), &history, settings).unwrap()
    };
    let silent = checked(&settings);
    assert!(silent.findings.iter().all(|f| !f.code.id().starts_with("medication.caution.")));
    settings.ask(["cautions"]).unwrap();
    let told = checked(&settings);
    let found: Vec<_> =
        told.findings.iter().filter(|f| f.code.id() == "medication.caution.pair").collect();
    let [caution] = found.as_slice() else { panic!("{:?}", told.findings) };
    assert!(!caution.decides());
    let message = caution.message(Language::English);
    assert!(message.contains("院内") && message.contains("2026-11-01"), "{message}");
    assert!(told.findings.iter().all(|f| f.code.id() != "medication.contraindication.pair"));
    // An unknown kind is an error of the table.
    let wrong = pairs.replace("caution", "warning");
    assert!(CheckerBuilder::new().pairs_file("pairs.csv", wrong.as_bytes()).is_err());
}
