//! A history that was cut, reordered or corrupted gives the outcome of the whole one, or says what
//! was not checked. It never gives *nothing* where the whole one gave *found*.
//!
//! What nobody can see is no damage in this sense: a document from which a whole dispensing was
//! taken out, or of which one digit became another one, is another good document.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod medication_common;

use medication_common::*;
use proptest::prelude::*;
use shohosen::check::{CheckOutcome, CheckSettings, CheckStatus};
use shohosen::history::{History, HistoryOptions, PrescriptionRead, read, read_prescription};
use shohosen::medication::{Consent, Date, NotCheckedReason};
use shohosen::records::{ReadOptions, TextEncoding};
use std::fmt::Write;
use std::sync::OnceLock;

/// One drug that was dispensed.
#[derive(Clone, Debug)]
struct Drug {
    which: usize,
    days: u16,
}

/// One visit to a pharmacy, so many days before the check.
#[derive(Clone, Debug)]
struct Visit {
    ago: i32,
    drugs: Vec<Drug>,
}

/// Receipt code, YJ code and name: ゾルピデム, which the new prescription has, too, and two others.
const DRUGS: [[&str; 3]; 3] = [
    ["610443048", "1129009F2021", "マイスリー錠１０ｍｇ"],
    ["620007880", "2171022F2017", "アムロジピン錠５ｍｇ「トーワ」"],
    ["612450118", "2456001F1019", "プレドニン錠５ｍｇ"],
];
const DAY: &str = "2026-11-22";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Notebook8,
    Notebook7,
    Cj1,
    Sj1,
    Collection,
    Searchset,
    Csv,
    Json,
}

const FORMS: [Form; 8] = [
    Form::Notebook8,
    Form::Notebook7,
    Form::Cj1,
    Form::Sj1,
    Form::Collection,
    Form::Searchset,
    Form::Csv,
    Form::Json,
];

/// A good document, and the lengths at which its beginning is a good document, too.
struct Document {
    text: String,
    whole_at: Vec<usize>,
}

fn day_of(visit: &Visit) -> Date {
    date(DAY).plus_days(-visit.ago)
}

fn document(form: Form, visits: &[Visit]) -> Document {
    let mut newest_first = visits.to_vec();
    newest_first.sort_by_key(|visit| visit.ago);
    newest_first.dedup_by_key(|visit| visit.ago);
    match form {
        Form::Notebook8 => notebook("JAHISTC08,1", ",,,", &newest_first),
        Form::Notebook7 => notebook("JAHISTC07,1", "", &newest_first),
        Form::Cj1 => cj1(&newest_first[..1]),
        Form::Sj1 => sj1(&newest_first[0]),
        Form::Collection | Form::Searchset => fhir(form, &newest_first),
        Form::Csv => csv(&newest_first),
        Form::Json => json(&newest_first),
    }
}

fn notebook(header: &str, tail: &str, visits: &[Visit]) -> Document {
    let mut text = format!("{header}\r\n1,見本　太郎,1,19600229\r\n");
    let mut whole_at = Vec::new();
    for visit in visits {
        let day = day_of(visit).compact();
        write!(text, "5,{day},1\r\n11,ある薬局,13,4,1354321,,,,1\r\n").unwrap();
        text += "51,別の医院,13,1,1399999,1\r\n55,試験　花子,,1\r\n";
        for (rp, drug) in (1..).zip(&visit.drugs) {
            let ([receipt, _, name], days) = (DRUGS[drug.which], drug.days);
            write!(text, "201,{rp},{name},1,錠,2,{receipt},1{tail}\r\n").unwrap();
            write!(text, "301,{rp},寝る前,{days},日分,1,1,,1\r\n").unwrap();
            whole_at.push(text.len());
        }
    }
    Document { text, whole_at }
}

fn cj1(visits: &[Visit]) -> Document {
    let mut text = String::from("CJ1,\n1,見本　太郎,1,19600229,,,,,,,ﾐﾎﾝ ﾀﾛｳ\n");
    let mut whole_at = Vec::new();
    for visit in visits {
        let day = day_of(visit).compact();
        write!(text, "5,{day},\n7,7e57c0de-0000-4000-8000-000000000001,\n").unwrap();
        text += "11,ある薬局,13,4,1354321,,,,\n51,別の医院,13,1,1399999,\n55,試験　花子,,\n";
        for (rp, drug) in (1..).zip(&visit.drugs) {
            let ([receipt, _, name], days) = (DRUGS[drug.which], drug.days);
            writeln!(text, "201,{rp},{name},1,錠,2,{receipt},,,,").unwrap();
            writeln!(text, "301,{rp},就寝前,{days},日分,1,3,1011100000000000,").unwrap();
            whole_at.push(text.len());
        }
    }
    Document { text, whole_at }
}

fn sj1(visit: &Visit) -> Document {
    let mut text = String::from(
        "SJ1\n1,1,1399999,13,別の医院\n5,,ｼｹﾝ ﾊﾅｺ,試験　花子\n11,,見本　太郎,ﾐﾎﾝ ﾀﾛｳ\n12,1\n13,19600229\n",
    );
    writeln!(text, "51,{}", day_of(visit).compact()).unwrap();
    let mut whole_at = Vec::new();
    for (rp, drug) in (1..).zip(&visit.drugs) {
        let ([receipt, _, name], days) = (DRUGS[drug.which], drug.days);
        write!(text, "101,{rp},1,,{days}\n111,{rp},3,1011100000000000,就寝前,1\n").unwrap();
        writeln!(text, "201,{rp},1,1,2,{receipt},{name},1,1,錠").unwrap();
        whole_at.push(text.len());
    }
    Document { text, whole_at }
}

fn fhir(form: Form, visits: &[Visit]) -> Document {
    let mut entries = vec![serde_json::json!({ "resource": {
        "resourceType": "Patient", "id": "p", "gender": "male", "birthDate": "1960-02-29" } })];
    for (index, (visit, drug)) in visits
        .iter()
        .flat_map(|visit| visit.drugs.iter().map(move |drug| (visit, drug)))
        .enumerate()
    {
        let [_, yj, name] = DRUGS[drug.which];
        entries.push(serde_json::json!({ "resource": {
            "resourceType": "MedicationDispense", "id": index.to_string(), "status": "completed",
            "category": { "coding": [ { "system": "urn:oid:1.2.392.100495.20.2.21", "code": "1" } ] },
            "medicationCodeableConcept": { "coding": [ {
                "system": "urn:oid:1.2.392.100495.20.2.73", "code": yj, "display": name } ] },
            "subject": { "reference": "Patient/p" },
            "daysSupply": { "value": drug.days, "unit": "日", "code": "d" },
            "whenHandedOver": format!("{}T10:00:00+09:00", day_of(visit).iso()) } }));
    }
    let total = entries.len() - 1;
    let bundle = match form {
        Form::Searchset => serde_json::json!({
            "resourceType": "Bundle", "type": "searchset", "total": total, "entry": entries }),
        _ => serde_json::json!({
            "resourceType": "Bundle", "type": "collection", "entry": entries }),
    };
    Document { text: serde_json::to_string_pretty(&bundle).unwrap(), whole_at: Vec::new() }
}

fn csv(visits: &[Visit]) -> Document {
    let mut text =
        String::from("kind,code_system,code,name,category,dispensed_on,pharmacy_name,days\n");
    let mut whole_at = vec![text.len()];
    for (visit, drug) in visits.iter().flat_map(|v| v.drugs.iter().map(move |drug| (v, drug))) {
        let [receipt, _, name] = DRUGS[drug.which];
        let (day, days) = (day_of(visit).compact(), drug.days);
        writeln!(text, "dispensed,receipt,{receipt},{name},oral,{day},ある薬局,{days}").unwrap();
        whole_at.push(text.len());
    }
    Document { text, whole_at }
}

fn json(visits: &[Visit]) -> Document {
    let events: Vec<_> = visits
        .iter()
        .flat_map(|visit| visit.drugs.iter().map(move |drug| (visit, drug)))
        .map(|(visit, drug)| {
            let [receipt, _, name] = DRUGS[drug.which];
            serde_json::json!({ "kind": "dispensed", "category": "oral", "days": drug.days,
                "codes": [ { "system": "receipt", "code": receipt } ], "name": name,
                "dispensed_on": day_of(visit).iso(), "pharmacy": { "name": "ある薬局" } })
        })
        .collect();
    let json = serde_json::json!({ "schema_version": 1, "events": events });
    Document { text: serde_json::to_string_pretty(&json).unwrap(), whole_at: Vec::new() }
}

/// What is done to a document; numbers say where.
#[derive(Clone, Copy, Debug)]
enum Damage {
    CutAt(u32),
    DeleteLine(u32),
    SwapLines(u32),
    MoveLine(u32, u32),
    RepeatLine(u32),
    /// Another octet in place of one, never a digit in place of a digit.
    Octet(u32, u8),
    /// Another line end, or none, in place of one.
    LineEnd(u32, u8),
    /// Something put in.
    Insert(u32, u8),
}

fn at(number: u32, length: usize) -> usize {
    number as usize % length.max(1)
}

/// The damaged document; `None` where the damage is none, or makes another good document.
fn damaged(form: Form, document: &Document, damage: Damage) -> Option<Vec<u8>> {
    let is_json = matches!(form, Form::Collection | Form::Searchset | Form::Json);
    let encoded = |text: &str| match form {
        Form::Notebook8 | Form::Notebook7 => shift_jis(text),
        _ => text.as_bytes().to_vec(),
    };
    let bytes = encoded(&document.text);
    let mut lines: Vec<&str> = document.text.split_inclusive('\n').collect();
    let whole: Vec<usize> =
        document.whole_at.iter().map(|end| encoded(&document.text[..*end]).len()).collect();
    let damaged = match damage {
        Damage::CutAt(place) => {
            let place = at(place, bytes.len());
            // Up to a line end, and with or without it.
            let same =
                |end: &usize| bytes[..*end].trim_ascii_end() == bytes[..place].trim_ascii_end();
            if whole.iter().any(same) {
                return None;
            }
            bytes[..place].to_vec()
        }
        Damage::DeleteLine(place) => {
            let place = at(place, lines.len());
            let line = lines.remove(place);
            // A row is a whole record; and what closes JSON is no line of its own.
            if form == Form::Csv && place > 0 || line.trim().len() < 2 {
                return None;
            }
            encoded(&lines.concat())
        }
        Damage::SwapLines(place) if !is_json => {
            let place = at(place, lines.len() - 1);
            lines.swap(place, place + 1);
            encoded(&lines.concat())
        }
        Damage::MoveLine(from, to) if !is_json => {
            let line = lines.remove(at(from, lines.len()));
            lines.insert(at(to, lines.len()), line);
            encoded(&lines.concat())
        }
        Damage::RepeatLine(place) if !is_json => {
            let place = at(place, lines.len());
            lines.insert(place, lines[place]);
            encoded(&lines.concat())
        }
        Damage::Octet(place, octet) => {
            let place = at(place, bytes.len());
            let (old, is_blank) = (bytes[place], octet.is_ascii_whitespace());
            // Not noticed by anybody, and no damage: see above.
            let other_number = match (old.is_ascii_digit(), octet.is_ascii_digit()) {
                (true, true) => true,
                // Another number, well written: blanks of JSON, the end of a row.
                (true, false) => is_blank && (is_json || form == Form::Csv && octet != b' '),
                (false, true) => is_json,
                // Another offset of an instant.
                (false, false) => old == b'+',
            };
            if other_number {
                return None;
            }
            let mut bytes = bytes.clone();
            bytes[place] = octet;
            bytes
        }
        Damage::LineEnd(place, which) => {
            let ends: Vec<usize> =
                (0..bytes.len()).filter(|place| bytes[*place] == b'\n').collect();
            let end = *ends.get(at(place, ends.len()))?;
            let start = end - usize::from(end > 0 && bytes[end - 1] == b'\r');
            let other: [&[u8]; 7] = [b"\r", b"\n", b"\x0b", b"\x0c", b"\0", b"", b" "];
            let other = other[usize::from(which) % other.len()];
            [&bytes[..start], other, &bytes[end + 1..]].concat()
        }
        Damage::Insert(place, octet) => {
            if octet.is_ascii_digit() {
                return None;
            }
            let place = at(place, bytes.len());
            [&bytes[..place], &[octet], &bytes[place..]].concat()
        }
        _ => return None,
    };
    (damaged != bytes).then_some(damaged)
}

fn new_prescription() -> &'static PrescriptionRead {
    static NEW: OnceLock<PrescriptionRead> = OnceLock::new();
    NEW.get_or_init(|| {
        let json = r#"{ "prescription": { "institution": { "code": "1311310001" },
            "issued_on": "2026-11-22", "items": [ { "codes": [ { "system": "receipt",
            "code": "622142001" } ], "name": "ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」", "unit": "錠",
            "category": "oral", "days": 14 } ] } }"#;
        read_prescription(json.as_bytes(), &HistoryOptions::default()).unwrap()
    })
}

/// `None` if the history is refused.
fn outcome(bytes: &[u8]) -> Option<CheckOutcome> {
    let read = read(bytes, &HistoryOptions::default()).ok()?;
    let mut history = History::default();
    history.add("history", read);
    let settings = CheckSettings::new(date(DAY), Consent::Given);
    Some(checker().check(new_prescription(), &history, &settings).unwrap())
}

fn visit() -> impl Strategy<Value = Visit> {
    let drug = (0..DRUGS.len(), 1..90_u16).prop_map(|(which, days)| Drug { which, days });
    (0..90, prop::collection::vec(drug, 1..3)).prop_map(|(ago, drugs)| Visit { ago, drugs })
}

fn damage() -> impl Strategy<Value = Damage> {
    // Octets that turn up in damaged files: control characters, separators, letters, a lead octet.
    let octet = prop::sample::select(vec![
        0_u8, 0x0b, 0x0c, 0x0d, 0x0a, 0x1a, b',', b' ', b'x', b'"', b'-', b'1', b'}', 0x83, 0xe3,
    ]);
    let place = any::<u32>;
    prop_oneof![
        place().prop_map(Damage::CutAt),
        place().prop_map(Damage::DeleteLine),
        place().prop_map(Damage::SwapLines),
        (place(), place()).prop_map(|(from, to)| Damage::MoveLine(from, to)),
        place().prop_map(Damage::RepeatLine),
        (place(), octet.clone()).prop_map(|(place, octet)| Damage::Octet(place, octet)),
        (place(), any::<u8>()).prop_map(|(place, which)| Damage::LineEnd(place, which)),
        (place(), octet).prop_map(|(place, octet)| Damage::Insert(place, octet)),
    ]
}

proptest! {
    // Five kinds of damage to each history: 2,000 in CI, 100,000 in the long runs.
    #![proptest_config(ProptestConfig { cases: shohosen_testkit::cases(400), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_damaged_history_gives_the_same_outcome_or_says_what_was_not_checked(
        visits in prop::collection::vec(visit(), 1..4),
        form in prop::sample::select(FORMS.to_vec()),
        damages in prop::collection::vec(damage(), 5),
    ) {
        let document = document(form, &visits);
        let bytes = match form {
            Form::Notebook8 | Form::Notebook7 => shift_jis(&document.text),
            _ => document.text.clone().into_bytes(),
        };
        let good = outcome(&bytes).expect("a good history is read");
        prop_assert!(good.not_checked.is_empty(), "{:?}", good.not_checked);
        for damage in damages {
            let Some(bytes) = damaged(form, &document, damage) else { continue };
            let Some(after) = outcome(&bytes) else { continue };
            // That the flat days were applied says that the days were not known.
            let said = |outcome: &CheckOutcome| {
                let told = ["medication.history.period_unclear", "records.fhir.days_contradictory"];
                !outcome.not_checked.is_empty()
                    || outcome.findings.iter().any(|finding| told.contains(&finding.code.id()))
            };
            if !said(&after) {
                prop_assert_eq!(
                    after.status(), good.status(), "{:?}\n{}", damage,
                    String::from_utf8_lossy(&bytes)
                );
            }
            prop_assert!(
                (good.status(), after.status()) != (CheckStatus::Found, CheckStatus::Nothing)
            );
        }
    }
}

/// A visit of so many days ago that the drug is not ゾルピデム: nothing is found.
fn other(ago: i32) -> Vec<Visit> {
    vec![Visit { ago, drugs: vec![Drug { which: 1, days: 14 }] }]
}

fn reasons(bytes: &[u8]) -> (CheckStatus, Vec<NotCheckedReason>) {
    let outcome = outcome(bytes).expect("read");
    (outcome.status(), outcome.not_checked.iter().map(|entry| entry.reason).collect())
}

#[test]
fn each_kind_of_notebook_that_does_not_tell_all_is_named() {
    use NotCheckedReason::{
        AllergyFreeText, ContradictoryRecords, ImplausibleDate, Incomplete, NameContradicts,
        PeriodNotComputable,
    };
    let whole = document(Form::Notebook8, &other(7)).text;
    assert_eq!(reasons(&shift_jis(&whole)), (CheckStatus::Nothing, vec![]));
    let usage = "301,1,寝る前,14,日分,1,1,,1\r\n";
    let long_ago = whole.replace("5,20261115", "5,20261101");
    for (name, text, expected) in [
        ("the header alone", "JAHISTC08,1\r\n".to_owned(), Incomplete),
        ("cut after the pharmacy", whole[..whole.find("51,").unwrap()].to_owned(), Incomplete),
        ("a usage without drug", whole.replace("201,1", "421,1"), Incomplete),
        (
            "two usages",
            whole.replace(usage, &usage.repeat(2).replacen("14", "1", 1)),
            ContradictoryRecords,
        ),
        ("an older date", whole.replace("201,1", "5,20200101,1\r\n201,1"), Incomplete),
        ("RPs from 2 on", whole.replace("201,1", "201,2").replace("301,1", "301,2"), Incomplete),
        ("an allergy", whole.replace("5,2026", "2,1,ペニシリン,1\r\n5,2026"), AllergyFreeText),
        ("weeks", long_ago.replace("14,日分", "4,週分"), PeriodNotComputable),
        ("one dispensing by mouth", long_ago.replace("14,日分", "1,調剤"), PeriodNotComputable),
        ("an oral drug as material", long_ago.replace("日分,1,1", "日分,9,1"), PeriodNotComputable),
        (
            "an oral drug as external",
            long_ago.replace("14,日分,1,1", "1,調剤,5,1"),
            PeriodNotComputable,
        ),
        ("2062", whole.replace("5,2026", "5,2062"), ImplausibleDate),
        ("昭和1年", whole.replace("5,20261115", "5,S011231"), ImplausibleDate),
        ("the code of another drug", whole.replace("620007880", "612450118"), NameContradicts),
        (
            "the 一般名コード of another drug",
            whole.replace("620007880,1,,,", "620007880,1,,2,2456001F1ZZZ"),
            NotCheckedReason::ContradictoryCodes,
        ),
        ("an allergy to nothing", whole.replace("5,2026", "2,1,,1\r\n5,2026"), Incomplete),
        (
            "an allergy among former illnesses",
            whole.replace("5,2026", "2,3,ペニシリンアレルギー,1\r\n5,2026"),
            AllergyFreeText,
        ),
        (
            "an allergy in a memo",
            whole.replace("5,2026", "4,卵で蕁麻疹,20261101,1\r\n5,2026"),
            AllergyFreeText,
        ),
        ("an allergy in a remark", format!("{whole}501,卵アレルギー,1\r\n"), AllergyFreeText),
        ("a side effect in hospital", format!("{whole}411,出血,30,1\r\n"), AllergyFreeText),
        (
            "what the patient wrote",
            format!("{whole}601,薬で副作用あり,20261116\r\n"),
            AllergyFreeText,
        ),
    ] {
        let (status, found) = reasons(&shift_jis(&text));
        assert_eq!(status, CheckStatus::NotChecked, "{name}");
        assert!(found.contains(&expected), "{name}: {found:?}");
    }
    for said in
        ["2,1,なし,1", "2,3,アレルギー性鼻炎,1", "2,3,胃潰瘍,1", "4,アレルギーなし,20261101,1"]
    {
        let text = whole.replace("5,2026", &format!("{said}\r\n5,2026"));
        assert_eq!(reasons(&shift_jis(&text)), (CheckStatus::Nothing, vec![]), "{said}");
    }
    // Full-width digits are read as what they are: 14 days from the 9th include the 22nd.
    let zolpidem = vec![Visit { ago: 13, drugs: vec![Drug { which: 0, days: 14 }] }];
    let wide = document(Form::Notebook8, &zolpidem).text.replace("14,日分", "１４,日分");
    assert_eq!(reasons(&shift_jis(&wide)).0, CheckStatus::Found);
}

#[test]
fn each_kind_of_bundle_that_does_not_tell_all_is_named() {
    use NotCheckedReason::{
        AllergenUnspecified, Incomplete, MissingCode, NotCompared, NotTakenOver,
    };
    let text = document(Form::Searchset, &other(7)).text;
    let bundle: serde_json::Value = serde_json::from_str(&text).unwrap();
    let with = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut bundle = bundle.clone();
        change(&mut bundle);
        bundle.to_string().into_bytes()
    };
    let entry = |resource: serde_json::Value| {
        with(&|bundle| {
            let entries = bundle["entry"].as_array_mut().unwrap();
            entries.push(serde_json::json!({ "resource": resource }));
        })
    };
    let naming = |name: &str, element: &str| {
        let coding = serde_json::json!([{ "system": "urn:oid:1.2.392.100495.20.2.73", "code": "1129009F2021" }]);
        serde_json::json!({ "resourceType": name, "item": [{ element: { "coding": coding } }] })
    };
    let resource = |name: &str, status: &str| serde_json::json!({ "resourceType": name, "id": "x", "status": status });
    assert_eq!(reasons(text.as_bytes()), (CheckStatus::Nothing, vec![]));
    for (name, bytes, expected) in [
        ("a statement", entry(resource("MedicationStatement", "active")), NotTakenOver),
        (
            "an administration",
            entry(resource("MedicationAdministration", "completed")),
            NotTakenOver,
        ),
        ("a type that is not known", entry(resource("MedicationPlan", "active")), NotTakenOver),
        ("an allergy", entry(resource("AllergyIntolerance", "")), AllergenUnspecified),
        ("an event", entry(resource("AdverseEvent", "")), NotCompared),
        ("a drug that was used", entry(naming("Procedure", "usedCode")), NotTakenOver),
        ("a drug that was claimed", entry(naming("Claim", "productOrService")), NotTakenOver),
        (
            "a drug in a list of questions",
            entry(naming("QuestionnaireResponse", "value")),
            NotTakenOver,
        ),
        ("a Medication alone", entry(resource("Medication", "active")), NotTakenOver),
        (
            "a drug by code and by reference",
            with(&|bundle| {
                bundle["entry"][1]["resource"]["medicationReference"] =
                    serde_json::json!({ "reference": "Medication/other" });
            }),
            NotCheckedReason::ContradictoryRecords,
        ),
        (
            "a next page",
            with(&|bundle| bundle["link"] = serde_json::json!([{ "relation": "next" }])),
            Incomplete,
        ),
        ("more in all", with(&|bundle| bundle["total"] = 7.into()), Incomplete),
        (
            "an element misspelt",
            with(&|bundle| bundle["entry"][1]["resource"]["daysSuply"] = 14.into()),
            NotTakenOver,
        ),
        (
            "on hold",
            with(&|bundle| bundle["entry"][1]["resource"]["status"] = "on-hold".into()),
            NotTakenOver,
        ),
        (
            "a Medication that is not there",
            with(&|bundle| {
                let dispense = bundle["entry"][1]["resource"].as_object_mut().unwrap();
                dispense.remove("medicationCodeableConcept");
                dispense
                    .insert("medicationReference".into(), serde_json::json!({ "reference": "#m" }));
            }),
            MissingCode,
        ),
    ] {
        let (status, found) = reasons(&bytes);
        assert_eq!(status, CheckStatus::NotChecked, "{name}");
        assert!(found.contains(&expected), "{name}: {found:?}");
    }
    for (name, bytes) in [
        ("people", entry(resource("PractitionerRole", ""))),
        ("an appointment", entry(resource("Appointment", "booked"))),
        ("a vaccine", entry(naming("Immunization", "vaccineCode"))),
        ("a Medication in error", entry(resource("Medication", "entered-in-error"))),
        ("a statement that is not true", entry(resource("MedicationStatement", "not-taken"))),
        ("nothing found", br#"{"resourceType":"Bundle","type":"searchset","total":0}"#.to_vec()),
    ] {
        assert_eq!(reasons(&bytes), (CheckStatus::Nothing, vec![]), "{name}");
    }
}

/// The answer to a search that found nothing, with more in it.
fn nothing_found(more: &str) -> Vec<u8> {
    format!(r#"{{"resourceType":"Bundle","type":"searchset"{more}}}"#).into_bytes()
}

#[test]
fn a_bundle_that_says_that_it_is_not_whole_is_never_an_empty_history() {
    assert_eq!(reasons(&nothing_found(r#","total":0"#)), (CheckStatus::Nothing, vec![]));
    let dispense = r#"{"resourceType":"MedicationDispense","status":"completed"}"#;
    for more in [
        r#","total":3.0"#,
        r#","total":0.5"#,
        r#","total":-1"#,
        r#","total":1e99"#,
        r#","total":"3""#,
        r#","total":null"#,
        r#","issues":{"resourceType":"OperationOutcome","issue":[{"severity":"fatal"}]}"#,
        r#","issues":{"issue":[{"severity":"information","code":"incomplete"}]}"#,
        r#","issues":[]"#,
        r#","meta":{"tag":[{"code":"SUBSETTED"}]}"#,
        r#","meta":{"security":{"code":"REDACTED"}}"#,
        r#","modifierExtension":[{"url":"x"}]"#,
        r#","implicitRules":"x""#,
        r#","Entry":[]"#,
        r#","links":[]"#,
        r#","link":{"relation":"next"}"#,
        r#","link":[{"relation":"NEXT","url":"x"}]"#,
        r#","link":[{"relation":"previous","url":"x"}]"#,
        r#","link":[{"relation":"self","url":"1"},{"relation":"last","url":"2"}]"#,
        r#","link":[{"relation":"last"}]"#,
        &format!(r#","entries":[{{"resource":{dispense}}}]"#),
        &format!(r#","contained":[{dispense}]"#),
        &format!(r#","meta":{{"extension":[{{"valueReference":{dispense}}}]}}"#),
    ] {
        let (status, found) = reasons(&nothing_found(more));
        assert_eq!(status, CheckStatus::NotChecked, "{more}: {found:?}");
    }
    for more in [
        r#","link":[{"relation":"self","url":"1"},{"relation":"last","url":"1"}]"#,
        r#","issues":{"resourceType":"OperationOutcome","issue":[{"severity":"information"}]}"#,
        r#","id":"a","meta":{"lastUpdated":"2026-11-22T09:00:00+09:00"},"timestamp":"2026-11-22""#,
    ] {
        assert_eq!(reasons(&nothing_found(more)), (CheckStatus::Nothing, vec![]), "{more}");
    }
}

#[test]
fn a_document_with_a_name_that_appears_twice_is_not_read() {
    let text = document(Form::Collection, &other(7)).text;
    assert_eq!(reasons(text.as_bytes()), (CheckStatus::Nothing, vec![]));
    let (end, last) = (text.trim_end().strip_suffix('}').unwrap(), r#","entry":[]}"#);
    for twice in [
        format!("{end}{last}"),
        // The same name, with an escape.
        format!("{end}{}", last.replace("entry", r"\u0065ntry")),
        text.replacen(r#""status":"#, r#""status":"cancelled","status":"#, 1),
        text.replacen(r#""value":"#, r#""value":1,"value":"#, 1),
    ] {
        assert_ne!(twice, text);
        assert!(outcome(twice.as_bytes()).is_none(), "{twice}");
        assert!(read_prescription(twice.as_bytes(), &HistoryOptions::default()).is_err());
    }
    // Plain JSON.
    let text = document(Form::Json, &other(7)).text;
    let twice = text.replacen(r#""days":"#, r#""days":1,"days":"#, 1);
    assert_ne!(twice, text);
    assert!(outcome(twice.as_bytes()).is_none());
}

#[test]
fn what_stands_inside_another_resource_or_cannot_be_computed_is_named() {
    let bundle: serde_json::Value =
        serde_json::from_str(&document(Form::Collection, &other(40)).text).unwrap();
    let with = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut bundle = bundle.clone();
        change(&mut bundle["entry"]);
        bundle.to_string().into_bytes()
    };
    assert_eq!(reasons(&with(&|_| ())), (CheckStatus::Nothing, vec![]));
    for name in [
        "MedicationDispense",
        "MedicationRequest",
        "MedicationStatement",
        "MedicationAdministration",
        "AllergyIntolerance",
    ] {
        let inner = serde_json::json!([{ "resourceType": name, "status": "completed" }]);
        for outer in ["DiagnosticReport", "Composition", "MessageHeader", "OperationOutcome"] {
            let resource =
                serde_json::json!({ "resourceType": outer, "issue": [], "contained": inner });
            let bytes = with(&|entries| {
                entries.as_array_mut().unwrap().push(serde_json::json!({ "resource": resource }));
            });
            assert_eq!(reasons(&bytes).0, CheckStatus::NotChecked, "{name} in {outer}");
        }
        let bytes = with(&|entries| entries[0]["resource"]["contained"] = inner.clone());
        assert_eq!(reasons(&bytes).0, CheckStatus::NotChecked, "{name} in a Patient");
    }
    for supply in [
        r#"{"value":2,"unit":"週","code":"d","system":"http://unitsofmeasure.org"}"#,
        r#"{"value":1,"unit":"ヶ月","code":"d"}"#,
        r#"{"value":14,"unit":"日","code":"d","comparator":">"}"#,
        r#"{"value":14,"code":"d","system":"urn:x"}"#,
        r#"{"value":14}"#,
    ] {
        let supply: serde_json::Value = serde_json::from_str(supply).unwrap();
        let bytes = with(&|entries| entries[1]["resource"]["daysSupply"] = supply.clone());
        assert_eq!(reasons(&bytes).0, CheckStatus::NotChecked, "{supply}");
    }
    // MedicationDispense has no status `draft` (FHIR R4 §11.3.2); one of a request it is.
    let status = |word: &str| with(&|entries| entries[1]["resource"]["status"] = word.into());
    for word in ["draft", "proposal", "preparation", "unknown"] {
        assert_eq!(reasons(&status(word)).0, CheckStatus::NotChecked, "{word}");
    }
    assert_eq!(reasons(&status("cancelled")), (CheckStatus::Nothing, vec![]));
}

#[test]
fn an_empty_list_is_no_history_unless_that_is_said() {
    let settings = CheckSettings::new(date(DAY), Consent::Given);
    let status = |history: &History| {
        checker().check(new_prescription(), history, &settings).unwrap().status()
    };
    assert_eq!(status(&History::default()), CheckStatus::NotChecked);
    assert_eq!(status(&History::none()), CheckStatus::Nothing);
    let mut empty = History::default();
    empty.add("h.csv", read(b"kind,code_system,code\n", &HistoryOptions::default()).unwrap());
    assert_eq!(status(&empty), CheckStatus::Nothing);
    // Headings that do not end may have been cut, and the rows with them.
    let mut cut = History::default();
    cut.add("h.csv", read(b"kind,code_system,code", &HistoryOptions::default()).unwrap());
    assert_eq!(status(&cut), CheckStatus::NotChecked);
}

#[test]
fn one_dispensing_from_two_sources_counts_once_and_two_pharmacies_count_twice() {
    let zolpidem = vec![Visit { ago: 7, drugs: vec![Drug { which: 0, days: 14 }] }];
    let mut history = History::default();
    let mut add = |name: &str, bytes: &[u8]| {
        history.add(name, read(bytes, &HistoryOptions::default()).unwrap());
        let settings = CheckSettings::new(date(DAY), Consent::Given);
        let outcome = checker().check(new_prescription(), &history, &settings).unwrap();
        let duplicate = outcome.findings.iter().find(|finding| finding.decides()).unwrap();
        (evidence(duplicate, "count"), outcome.hits.iter().map(|hit| hit.event).collect::<Vec<_>>())
    };
    let notebook = shift_jis(&document(Form::Notebook8, &zolpidem).text);
    assert_eq!(add("notebook", &notebook), ("1".into(), vec![0]));
    // Receipt code there, YJ code here.
    let json = document(Form::Json, &zolpidem).text.replace("receipt", "yj");
    let json = json.replace("610443048", "1129009F2021");
    assert_eq!(add("json", json.as_bytes()), ("1".into(), vec![0]));
    let elsewhere = document(Form::Json, &zolpidem).text.replace("ある薬局", "別の薬局");
    assert_eq!(add("elsewhere", elsewhere.as_bytes()), ("2".into(), vec![0, 2]));
    // Nobody says where: one of those that are known.
    let mut nowhere: serde_json::Value = serde_json::from_str(&json).unwrap();
    for event in nowhere["events"].as_array_mut().unwrap() {
        event
            .as_object_mut()
            .unwrap()
            .retain(|name, _| !matches!(name.as_str(), "pharmacy" | "institution"));
    }
    assert_eq!(add("nowhere", nowhere.to_string().as_bytes()), ("2".into(), vec![0, 2]));
    // One pharmacy, and another clinic prescribed.
    let mut clinic: serde_json::Value = serde_json::from_str(&json).unwrap();
    for event in clinic["events"].as_array_mut().unwrap() {
        event["institution"] = serde_json::json!({ "code": "1312345678" });
    }
    assert_eq!(add("clinic", clinic.to_string().as_bytes()), ("3".into(), vec![0, 2, 4]));
}

/// The outcome of a history in CSV: status, what was not checked, and what was told of its days.
fn told(csv: &str) -> (CheckStatus, Vec<NotCheckedReason>, Vec<&'static str>) {
    let outcome = outcome(csv.as_bytes()).expect("read");
    let reasons = outcome.not_checked.iter().map(|entry| entry.reason).collect();
    let of_days = ["medication.history.period_unclear", "medication.history.dates_contradictory"];
    let ids = outcome.findings.iter().map(|finding| finding.code.id());
    (outcome.status(), reasons, ids.filter(|id| of_days.contains(id)).collect())
}

#[test]
fn days_that_are_assumed_are_told_whoever_says_what_is_taken() {
    let unclear = vec!["medication.history.period_unclear"];
    let row = |category: &str, day: &str, days: &str| {
        format!(
            "kind,code_system,code,category,dispensed_on,days,as_needed\n\
             dispensed,receipt,610443048,{category},{day},{days},\n"
        )
    };
    // 14 days from the 10th have not passed on the 22nd; from the 1st they have.
    for category in ["oral", ""] {
        let within = told(&row(category, "20261110", ""));
        assert_eq!(within, (CheckStatus::Found, vec![], unclear.clone()), "{category}");
        let after = told(&row(category, "20261101", ""));
        let reason = vec![NotCheckedReason::MissingInformation];
        assert_eq!(after, (CheckStatus::NotChecked, reason, unclear.clone()), "{category}");
    }
    // Where the rule has flat days nothing is assumed.
    assert_eq!(told(&row("as_needed", "20261110", "")), (CheckStatus::Found, vec![], vec![]));
    assert_eq!(told(&row("oral", "20261110", "14")), (CheckStatus::Found, vec![], vec![]));
    // Records that came from elsewhere.
    let read = read(row("oral", "20261110", "").as_bytes(), &HistoryOptions::default()).unwrap();
    let mut history = History::default();
    history.add_events("store", read.events);
    let settings = CheckSettings::new(date(DAY), Consent::Given);
    let outcome = checker().check(new_prescription(), &history, &settings).unwrap();
    assert!(ids(&outcome.findings).contains(&unclear[0]), "{:?}", outcome.findings);
}

#[test]
fn a_drug_that_was_dispensed_before_it_was_prescribed_is_told_with_what_was_taken() {
    use NotCheckedReason::ContradictoryRecords;
    let row = |prescribed: &str, dispensed: &str| {
        format!(
            "kind,code_system,code,category,prescribed_on,dispensed_on,days\n\
             dispensed,receipt,610443048,oral,{prescribed},{dispensed},14\n"
        )
    };
    let contradictory = || vec!["medication.history.dates_contradictory"];
    for (prescribed, dispensed, expected) in [
        // Taken on the 22nd by the day of dispensing, and by the other one too.
        ("20261110", "20261109", (CheckStatus::Found, vec![], contradictory())),
        // By the other one alone: nobody knows.
        (
            "20261110",
            "20261101",
            (CheckStatus::NotChecked, vec![ContradictoryRecords], contradictory()),
        ),
        // By neither.
        ("20261008", "20261001", (CheckStatus::Nothing, vec![], contradictory())),
        ("20261110", "20261110", (CheckStatus::Found, vec![], vec![])),
        ("20261101", "20261110", (CheckStatus::Found, vec![], vec![])),
    ] {
        assert_eq!(told(&row(prescribed, dispensed)), expected, "{prescribed} {dispensed}");
    }
    // The day of the prescription that the dispensing answers.
    let two = "kind,code_system,code,category,prescribed_on,dispensed_on,days,prescription_id\n\
        prescribed,receipt,610443048,oral,20261110,,14,a\n\
        dispensed,receipt,610443048,oral,,20261101,14,a\n";
    assert_eq!(told(two), (CheckStatus::NotChecked, vec![ContradictoryRecords], contradictory()));
    let other = two.replace(",14,a\ndispensed", ",14,b\ndispensed");
    assert_eq!(told(&other).2, Vec::<&str>::new());
}

#[test]
fn a_drug_that_no_insurance_pays_is_taken_all_the_same() {
    let row = |item: &str, code: &str| {
        format!(
            "kind,code_system,code,category,item,dispensed_on,days\n\
             dispensed,receipt,{code},oral,{item},20261110,14\n"
        )
    };
    assert_eq!(told(&row("not_insured", "610443048")).0, CheckStatus::Found);
    let unknown = told(&row("not_insured", "629999999"));
    assert_eq!(unknown.1, vec![NotCheckedReason::UnknownCode]);
    // What is bought without a prescription is looked at when asked for.
    assert_eq!(told(&row("over_the_counter", "610443048")).0, CheckStatus::Nothing);
}

#[test]
fn that_pairs_are_waived_hides_nothing_else_and_the_account_is_that_of_the_history() {
    let read = read(document(Form::Csv, &other(7)).text.as_bytes(), &HistoryOptions::default());
    let mut history = History::default();
    history.add("history", read.unwrap());
    let mut settings = CheckSettings::new(date(DAY), Consent::Given);
    settings.without_pairs = true;
    let outcome = checker().check(new_prescription(), &history, &settings).unwrap();
    assert_eq!(outcome.status(), CheckStatus::Nothing);
    // The headings and a row; an item, an event and the table.
    assert_eq!(outcome.accounts().history.given(), 2);
    assert_eq!(outcome.accounts().check.given(), 3);
    let unknown = r#"{ "prescription": { "items": [ { "codes": [ { "system": "receipt",
        "code": "629999999" } ], "category": "oral", "days": 14 } ] } }"#;
    let unknown = read_prescription(unknown.as_bytes(), &HistoryOptions::default()).unwrap();
    let outcome = checker().check(&unknown, &history, &settings).unwrap();
    assert_eq!(outcome.status(), CheckStatus::NotChecked);
    let reasons: Vec<_> = outcome.not_checked.iter().map(|entry| entry.reason).collect();
    assert!(reasons.contains(&NotCheckedReason::UnknownCode), "{reasons:?}");
}

/// UTF-16 as editors of Windows write it.
fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn text_of_another_encoding_is_named_and_read_when_asked_for() {
    let zolpidem = vec![Visit { ago: 7, drugs: vec![Drug { which: 0, days: 14 }] }];
    let reading = |encoding| HistoryOptions {
        records: ReadOptions { encoding, ..ReadOptions::STANDARD },
        ..HistoryOptions::default()
    };
    for form in [Form::Json, Form::Csv, Form::Searchset, Form::Notebook8, Form::Cj1] {
        let text = document(form, &zolpidem).text;
        let right = match form {
            Form::Notebook8 => shift_jis(&text),
            _ => text.clone().into_bytes(),
        };
        let expected = read(&right, &HistoryOptions::default()).unwrap().events;
        let mut others = vec![("utf-16", utf16(&text))];
        // A CSV is read in both, and a notebook is Shift_JIS.
        if !matches!(form, Form::Csv | Form::Notebook8) {
            others.push(("shift_jis", shift_jis(&text)));
        }
        for (option, other) in others {
            let error = read(&other, &HistoryOptions::default()).unwrap_err().finding();
            assert_eq!(error.code.id(), "records.charset.is_other", "{form:?} {option}");
            let remedy = error.remedy(shohosen::Language::Japanese);
            assert!(remedy.contains(&format!("--encoding {option}")), "{form:?}: {remedy}");
            for encoding in [TextEncoding::from_name(option).unwrap(), TextEncoding::Auto] {
                let read = read(&other, &reading(encoding)).unwrap();
                assert_eq!(read.events, expected, "{form:?} {option}");
            }
        }
        assert_eq!(read(&right, &reading(TextEncoding::Auto)).unwrap().events, expected);
    }
    // A prescription and facts, too.
    let prescription = r#"{"prescription":{"items":[{"codes":[{"system":"receipt","code":"622142001"}],
        "name":"ゾルピデム錠","category":"oral","days":14}]}}"#;
    let error = read_prescription(&utf16(prescription), &HistoryOptions::default()).unwrap_err();
    assert_eq!(error.finding().code.id(), "records.charset.is_other");
    let options = reading(TextEncoding::Utf16);
    let read = read_prescription(&utf16(prescription), &options).unwrap();
    assert_eq!(read.prescription.items[0].drug.name, "ゾルピデム錠");
    let facts = r#"{"patient":{"allergies":[{"kind":"allergy","text":"卵"}]}}"#;
    for (option, octets) in [("utf-16", utf16(facts)), ("shift_jis", shift_jis(facts))] {
        let error = shohosen::facts::read_facts(&octets).unwrap_err().finding();
        let said = error.message(shohosen::Language::English);
        assert!(said.contains(&format!("--encoding {option}")), "{said}");
        let facts = shohosen::facts::read_facts_in(&octets, TextEncoding::Auto).unwrap();
        assert_eq!(facts.allergies.unwrap()[0].text, "卵");
    }
}
