//! The documented form of each input against its reader: what one takes, the other takes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value, json};
use shohosen::check::CheckSettings;
use shohosen::facts::read_facts;
use shohosen::history::{HistoryOptions, read, read_prescription};
use shohosen::medication::{ClassTable, PairTable};
use shohosen::{Finding, Language, Schema, VerifierSettings};

type Reader = fn(&[u8]) -> Result<(), Vec<Finding>>;

fn history(bytes: &[u8]) -> Result<(), Vec<Finding>> {
    read(bytes, &HistoryOptions::default()).map(drop).map_err(|error| vec![error.finding()])
}

fn prescription(bytes: &[u8]) -> Result<(), Vec<Finding>> {
    let read = read_prescription(bytes, &HistoryOptions::default());
    match read.map_err(|error| error.finding()) {
        // Of the right form, and with nothing in it.
        Err(finding) if finding.code.id() == "medication.prescription.without_drugs" => Ok(()),
        outcome => outcome.map(drop).map_err(|finding| vec![finding]),
    }
}

fn patient(bytes: &[u8]) -> Result<(), Vec<Finding>> {
    read_facts(bytes).map(drop).map_err(|error| vec![error.finding()])
}

fn policy(bytes: &[u8]) -> Result<(), Vec<Finding>> {
    VerifierSettings::from_policy_json(bytes).map(drop).map_err(|error| vec![error.finding()])
}

fn settings(bytes: &[u8]) -> Result<(), Vec<Finding>> {
    CheckSettings::from_json(bytes).map(drop).map_err(|error| vec![error.finding()])
}

fn pairs(bytes: &[u8]) -> Result<(), Vec<Finding>> {
    let outcome = PairTable::from_csv(bytes);
    let code = shohosen::codes::medication::PAIRS_UNREADABLE;
    outcome.map(drop).map_err(|error| {
        vec![code.finding().with("file", "pairs.csv").with("problem", error.phrase())]
    })
}

fn classes(bytes: &[u8]) -> Result<(), Vec<Finding>> {
    let outcome = ClassTable::from_csv("classes.csv", bytes);
    let code = shohosen::codes::clinical::TABLE_UNREADABLE;
    outcome.map(drop).map_err(|error| {
        vec![code.finding().with("file", "classes.csv").with("problem", error.problem.phrase())]
    })
}

/// A document with every name that the form has.
fn whole(schema: Schema) -> (Value, Reader) {
    let drug = json!({"system": "receipt", "code": "610443048"});
    let place = json!({"code": "1312345678", "name": "a"});
    match schema {
        Schema::History => (
            json!({"schema_version": 1, "events": [{
                "kind": "dispensed", "source": "plain", "codes": [drug], "name": "a", "unit": "錠",
                "setting": "outside_pharmacy", "category": "oral", "item": "medicine",
                "prescription_id": "x", "prescribed_on": "2026-11-15", "dispensed_on": "20261115",
                "days": 14, "split": {"part": 1, "parts": 2, "days": 7},
                "pattern": {"alternate": {"take": 1, "rest": 1}}, "bounds_days": 28,
                "dose": {"amount": "1.5", "per": "day", "unit_factor": 2, "potency": false,
                    "uneven": ["1", 2], "times_a_day": 3},
                "as_needed": false, "institution": place, "pharmacy": place, "cancelled": false,
            }]}),
            history,
        ),
        Schema::Prescription => (
            json!({"schema_version": 1, "prescription": {
                "id": "x", "institution": place, "setting": "outside_pharmacy",
                "issued_on": "2026-11-15", "use_by": "2026-11-18", "refill_uses": 2,
                "items": [{
                    "rp": 1, "number": 1, "codes": [drug], "name": "a", "unit": "錠",
                    "category": "oral", "item": "medicine", "days": 14, "total_amount": 14.0,
                    "unit_conversion": 1.5, "pattern": {"times_a_week": 3},
                    "dose": {"amount": "1.5", "per": "day", "unit_factor": 2, "potency": false,
                        "uneven": ["1", 2], "times_a_day": 3},
                    "usage": {"system": "jami", "code": "x", "name": "a"}, "temporary": false,
                }],
            }}),
            prescription,
        ),
        Schema::Patient => (
            json!({"schema_version": 1, "patient": {
                "birth_date": "1960-01-31", "sex": "male",
                "allergies": [{"kind": "allergy", "codes": [drug], "text": "a",
                    "status": "active", "medicine": true}],
                "diseases": [{"code": "8830052", "text": "a", "modifiers": ["8002"],
                    "suspected": false, "started_on": "2026-01-01", "ended_on": "2026-02-01",
                    "withdrawn": false}],
            }}),
            patient,
        ),
        Schema::Policy => (
            json!({
                "allow_test_certificates": true, "signer_policies": ["1.2.392.100495.1.5.1.1.3.1"],
                "ca_policies": ["1.2.3"], "prescription_roles": ["Medical Doctor"],
                "dispensing_roles": ["Pharmacist"], "key_usage": "non_repudiation",
                "required_level": "XL", "minimum_rsa_bits": 3072, "allow_rsa_pss": false,
                "allow_ecdsa": false, "strict_revocation_freshness": true,
                "sha1_inside_time_stamps": "refuse", "clock_tolerance_seconds": 0,
                "algorithm_lifetimes": [{"algorithm": "RSA", "below_bits": 3072,
                    "create_until": "2030-12-31", "verify_until": "2040-12-31", "source": "a"}],
                "accredited_time_stamp_services": [{"service": "a", "from": "2023-02-16",
                    "certificate_sha256": "6ed2796b1b101736d952185787cb36da9ce80522cc8cb7b5ce728b61be1b674c",
                    "until": "2028-02-15", "source": "a"}],
                "require_accredited_time_stamps": true, "accept_scanned": true,
                "accepted_versions": ["EPS1.1"], "backend": "aws_lc",
            }),
            policy,
        ),
        Schema::Settings => (
            json!({
                "check_day": "2026-11-22", "consent": "given", "requester": place,
                "include_same_institution": false, "route": "coarse", "flat_days": 14,
                "calendar_span": false, "last_day": "inclusive", "within_prescription": false,
                "pairs_within_prescription": true, "other_route": false, "washout": false,
                "over_the_counter": false, "prescribing_rules": true, "mapping": true,
                "without_pairs": false, "same_patient": false, "master_days": 366,
                "presented_on": "2026-11-22", "previous_dispensing": "2026-10-22",
                "special_circumstances": false, "patch_reason": false,
                "online_first_visit": {"history_known": false}, "checks": ["doses", "-mapping"],
                "age_on_first_of_month": false, "patient_address": true, "narcotics_licence": true,
            }),
            settings,
        ),
        other => panic!("{other} is no input in JSON"),
    }
}

/// Every place in a document.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                places(inner, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                places(inner, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The document without what stands at a place.
fn without(document: &Value, place: &str) -> Option<Value> {
    let (parent, name) = place.rsplit_once('/')?;
    let mut document = document.clone();
    match document.pointer_mut(parent)? {
        Value::Object(object) => object.remove(name).map(drop)?,
        Value::Array(items) => drop(items.remove(name.parse().ok()?)),
        _ => return None,
    }
    Some(document)
}

#[test]
fn what_a_json_schema_takes_its_reader_takes_and_nothing_else() {
    for schema in
        [Schema::History, Schema::Prescription, Schema::Patient, Schema::Policy, Schema::Settings]
    {
        let form: Value = serde_json::from_str(schema.text()).unwrap();
        let validator = jsonschema::validator_for(&form).unwrap();
        let (document, reader) = whole(schema);
        let told: Vec<_> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
        assert!(told.is_empty(), "{schema}: {told:?}");
        reader(document.to_string().as_bytes()).unwrap_or_else(|e| panic!("{schema}: {e:?}"));
        let mut all = Vec::new();
        places(&document, "", &mut all);
        let mut changed = Vec::new();
        for place in &all {
            changed.extend(without(&document, place).map(|d| (format!("without {place}"), d)));
            for value in [
                Value::Null,
                json!(true),
                json!(-1),
                json!(5_000_000_000_u64),
                json!("x"),
                json!(""),
                json!([]),
                json!({}),
            ] {
                let mut document = document.clone();
                if let Some(old) = document.pointer_mut(place) {
                    *old = value.clone();
                    changed.push((format!("{place} = {value}"), document));
                }
            }
            // The values in their order, as a reader that goes by position would take them.
            if let Some(Value::Object(object)) = document.pointer(place) {
                let values = object.values().cloned().collect();
                let mut document = document.clone();
                if let Some(old) = document.pointer_mut(place) {
                    *old = Value::Array(values);
                    changed.push((format!("{place} as an array"), document));
                }
            }
            let mut more = document.clone();
            if let Some(Value::Object(object)) = more.pointer_mut(place) {
                object.insert("misspelt".to_owned(), json!(1));
                changed.push((format!("{place}/misspelt"), more));
            }
        }
        let mut differ = Vec::new();
        for (what, document) in &changed {
            let read = reader(document.to_string().as_bytes());
            if validator.is_valid(document) != read.is_ok() {
                differ.push(format!("{what}: the reader says {read:?}"));
            }
            for finding in read.err().into_iter().flatten() {
                for language in [Language::Japanese, Language::English] {
                    let (told, remedy) = (finding.message(language), finding.remedy(language));
                    assert!(!told.is_empty() && !remedy.is_empty(), "{what}");
                }
            }
        }
        assert!(differ.is_empty(), "{schema}:\n{}", differ.join("\n"));
        assert!(changed.len() > 50, "{schema}");
    }
}

/// The columns that the metadata name, with the words that each allows, if it allows only some.
fn columns(schema: Schema) -> Vec<(String, Option<Vec<String>>, bool)> {
    let form: Value = serde_json::from_str(schema.text()).unwrap();
    let columns = form["tableSchema"]["columns"].as_array().unwrap();
    let words = |column: &Value| {
        let format = column["datatype"]["format"].as_str()?;
        let all = format.split('|').map(str::to_owned).collect::<Vec<_>>();
        let plain = |word: &String| word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        all.iter().all(plain).then_some(all)
    };
    let column = |column: &Value| {
        let number =
            column["datatype"]["base"] == "unsignedShort" || column["datatype"] == "unsignedShort";
        (column["name"].as_str().unwrap().to_owned(), words(column), number)
    };
    columns.iter().map(column).collect()
}

#[test]
fn what_the_description_of_a_table_says_its_reader_does_and_errors_name_line_column_and_words() {
    type Row = fn(&str) -> &'static str;
    let history_row: Row = |name| match name {
        "kind" => "dispensed",
        "code_system" => "yj",
        "code" => "1129009F1025",
        _ => "",
    };
    let pairs_row: Row = |name| match name {
        "left" => "1119001",
        "right" => "イトラコナゾール@内用",
        _ => "",
    };
    let classes_row: Row = |name| if name == "class" { "a" } else { "1119001" };
    let patient_row: Row = |name| match name {
        "kind" => "disease",
        "code" => "8830052",
        _ => "",
    };
    let source = "# source: a\n# edition: b\n";
    for (schema, before, row, reader) in [
        (Schema::HistoryCsv, "", history_row, history as Reader),
        (Schema::Pairs, source, pairs_row, pairs),
        (Schema::Classes, source, classes_row, classes),
        (Schema::PatientCsv, "", patient_row, patient),
    ] {
        let columns = columns(schema);
        let headings: Vec<_> = columns.iter().map(|(name, ..)| name.as_str()).collect();
        let with = |column: &str, value: &str| {
            let field =
                |name: &&str| if *name == column { value.to_owned() } else { row(name).to_owned() };
            let fields: Vec<_> = headings.iter().map(field).collect();
            format!("{before}{}\n{}\n", headings.join(","), fields.join(","))
        };
        let line = before.lines().count() + 2;
        let good = with("", "");
        reader(good.as_bytes()).unwrap_or_else(|error| panic!("{schema}: {good}: {error:?}"));
        let refused = |column: &str, value: &str, allowed: &[String]| {
            let csv = with(column, value);
            let findings = reader(csv.as_bytes()).expect_err(&csv);
            for language in [Language::Japanese, Language::English] {
                let told = findings[0].message(language);
                assert!(told.contains(column), "{schema} {column}: {told}");
                assert!(told.contains(&line.to_string()), "{schema} {column}: {told}");
                for word in allowed {
                    assert!(told.contains(word.as_str()), "{schema} {column}: {told} lacks {word}");
                }
                assert!(value.is_ascii() || !told.contains(value), "{told}");
                let is_english = language == Language::English;
                assert!(!is_english || told.is_ascii() || told.contains('…'), "{told}");
            }
        };
        for (name, words, number) in &columns {
            // Without an amount it says nothing.
            if name == "dose_per" {
                continue;
            }
            for word in words.iter().flatten() {
                // Past and no_medicine are of allergies, suspected of diseases.
                let as_allergy = matches!(word.as_str(), "past" | "no_medicine");
                if as_allergy || (schema == Schema::PatientCsv && name == "kind") {
                    continue;
                }
                let csv = with(name, word);
                reader(csv.as_bytes()).unwrap_or_else(|error| panic!("{csv}: {error:?}"));
            }
            if let Some(words) = words {
                let told: Vec<_> = words
                    .iter()
                    .filter(|word| !matches!(word.as_str(), "past" | "no_medicine"))
                    .cloned()
                    .collect();
                let told = if name == "as_needed" || name == "cancelled" { &[] } else { &told[..] };
                refused(name, "花子", told);
            }
            if *number {
                for wrong in ["x", "-1", "70000", "1.5"] {
                    refused(name, wrong, &["65535".to_owned()]);
                }
                reader(with(name, "65535").as_bytes()).unwrap();
            }
            if name.ends_with("_on") {
                refused(name, "花子", &["YYYY-MM-DD".to_owned(), "YYYYMMDD".to_owned()]);
            }
        }
        let unknown = good.replacen(headings[0], "misspelt", 1);
        assert!(reader(unknown.as_bytes()).is_err(), "{schema}: {unknown}");
    }
}

#[test]
fn every_schema_is_json_and_has_a_name_of_its_own() {
    let mut names: Vec<_> = Schema::ALL.iter().map(|schema| schema.name()).collect();
    for schema in Schema::ALL {
        let form: Value = serde_json::from_str(schema.text()).unwrap();
        assert!(form.is_object(), "{schema}");
        assert_eq!(schema.name().parse::<Schema>(), Ok(schema));
        for language in [Language::Japanese, Language::English] {
            assert!(!schema.about().pick(language).is_empty());
        }
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Schema::ALL.len());
    assert!("histroy".parse::<Schema>().unwrap_err().contains("history-csv"));
}
