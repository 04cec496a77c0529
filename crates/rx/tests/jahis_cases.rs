//! The recorded cases of another parser (jahis-rx-parser): what it reads we read, what it reports
//! we report, and in the files that it calls valid we find no error; or a reason stands in
//! `jahis_cases.exceptions`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use shohosen_report::{Finding, Severity};
use shohosen_rx::{DrugLookup, LintOptions, LookedUpDrug, ReadOptions, Records, lint, read};
use shohosen_testkit::vectors::{Tally, folder};

#[test]
fn the_recorded_cases_agree() {
    let Some(folder) = folder("jahis") else { return };
    let json = std::fs::read(folder.join("rx-cases.json")).unwrap();
    let cases: Value = serde_json::from_slice(&json).unwrap();
    let mut tally = Tally::new("jahis rx-cases", include_str!("jahis_cases.exceptions"));
    for case in cases["cases"].as_array().unwrap() {
        tally.record(case["id"].as_str().unwrap(), agrees(case));
    }
    tally.finish();
}

#[test]
fn the_texts_of_the_fixtures_are_read_and_written_back() {
    let Some(folder) = folder("jahis") else { return };
    let mut tally = Tally::new("jahis fixtures", "");
    for set in ["rx-parser-fixtures", "rx-parser-external"] {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.join(set)).unwrap().map(|e| e.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            tally.record(&name, round_trip(&text));
        }
    }
    tally.finish();
}

fn round_trip(text: &str) -> Result<(), String> {
    let file = cp932(text);
    let no_document = text.is_empty() || text.starts_with("NOT_JAHIS");
    match read(&file, &ReadOptions::STANDARD) {
        Err(_) if no_document => Ok(()),
        Err(error) => Err(error.to_string()),
        Ok(_) if no_document => Err("read".into()),
        Ok(records) => {
            let lines: Vec<&str> = text.lines().collect();
            let ours: Vec<&str> = std::iter::once(records.header())
                .chain(records.iter())
                .map(|record| record.raw())
                .collect();
            let written = read(&records.to_bytes(), &ReadOptions::STANDARD).unwrap();
            (ours == lines && records.source() == file && written == records)
                .then_some(())
                .ok_or_else(|| "other lines".to_owned())
        }
    }
}

fn cp932(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!unmappable, "{text} is not CP932");
    bytes.into_owned()
}

/// The only unit of price lists that the cases name.
struct Units(Value);

impl DrugLookup for Units {
    fn find(&self, _: &str, code: &str) -> Option<LookedUpDrug<'_>> {
        let unit = self.0[code].as_str()?;
        Some(LookedUpDrug { name: "DrugA", unit, narcotic: false })
    }
}

fn agrees(case: &Value) -> Result<(), String> {
    let (input, ok) = (case["input"].as_str().unwrap(), case["ok"].as_bool().unwrap());
    let records = match read(&cp932(input), &ReadOptions::STANDARD) {
        Ok(records) => records,
        Err(_) if !ok => return Ok(()),
        Err(error) => return Err(format!("not read: {error}")),
    };
    let units = Units(case["options"]["drugPriceUnitByCode"].clone());
    let strict = case["options"]["strict"].as_bool().unwrap_or(false);
    let master = (!units.0.is_null()).then_some(&units as &dyn DrugLookup);
    let options = LintOptions { strict, master, ..LintOptions::default() };
    let findings = lint(&records, &options);
    let errors: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    if strict && ok && !errors.is_empty() {
        let codes: Vec<_> = errors.iter().map(|f| (f.code.id(), f.location.clone())).collect();
        return Err(format!("valid there, here {codes:?}"));
    }
    if !ok && errors.is_empty() {
        return Err(format!("refused there ({}), no error here", case["issue_codes"]));
    }
    for issue in case["issues"].as_array().unwrap() {
        let code = issue["code"].as_str().unwrap();
        if !reported(code, &findings) {
            return Err(format!("{code} ({}) is not reported here", issue["message"]));
        }
    }
    values(&records, case)
}

/// Whether we say the same: by our code and, for missing records, by the record.
fn reported(code: &str, findings: &[Finding]) -> bool {
    let has = |id: &str| findings.iter().any(|finding| finding.code.id() == id);
    let missing = |record: i64| {
        findings.iter().any(|finding| {
            finding.code.id() == "records.record.missing"
                && finding.evidence.get("record") == Some(&shohosen_report::Value::Integer(record))
        })
    };
    let no_rp = || missing(101);
    match code {
        "MISSING_INSTITUTION_RECORD" => missing(1),
        "MISSING_DOCTOR_RECORD" => missing(5),
        "MISSING_PATIENT_NAME_RECORD" => missing(11),
        "MISSING_PATIENT_SEX_RECORD" => missing(12),
        "MISSING_PATIENT_BIRTHDATE_RECORD" => missing(13),
        "MISSING_INSURER_NUMBER_RECORD" => missing(22),
        "MISSING_INSURANCE_CARD_RECORD" => missing(23),
        "MISSING_PRESCRIPTION_DATE_RECORD" => missing(51),
        "MISSING_RP_RECORD" => no_rp() || has("records.rp.unknown_reference"),
        "MISSING_USAGE_RECORD" => missing(111) || has("records.rp.usage_count"),
        "MISSING_DRUG_RECORD" => missing(201) || has("records.rp.without_drug"),
        "MISSING_SPLIT_DISPENSING_RECORD" => has("records.split.undeclared"),
        "NON_STANDARD_RECORD_LAYOUT" => has("records.record.non_standard_layout"),
        "REQUIRED_FIELD_MISSING" => {
            has("records.field.required") || has("records.record.non_standard_layout")
        }
        "INVALID_RECORD_ORDER" => has("records.record.out_of_order"),
        "INVALID_NOTE_SEQUENCE" => has("records.sequence.not_consecutive"),
        "INVALID_DATE_FORMAT" => has("records.date.invalid"),
        "INVALID_PRESCRIPTION_NUMBER_RECORD" => has("records.field.required"),
        "UNKNOWN_RECORD_NUMBER" => has("records.record.unknown"),
        "MISSING_UNIT_CONVERSION_RECORD" => has("records.master.unit_mismatch"),
        "MISSING_REFERENCED_RECORD" => has("records.notebook.otc_parent"),
        "CONDITIONAL_REQUIRED_MISSING" => has("records.notebook.generic_code_type"),
        "INVALID_ENUM_VALUE" => has("records.field.value"),
        "INVALID_FORMAT" => {
            has("records.field.length")
                || has("records.field.value")
                || has("records.field.too_long")
        }
        _ => false,
    }
}

/// Every text of their normalized form stands in an item of our records.
fn values(records: &Records, case: &Value) -> Result<(), String> {
    let items: std::collections::BTreeSet<&str> = records
        .iter()
        .flat_map(|record| (1..=record.len()).map(move |position| record.field(position).value()))
        .chain((0..=1).map(|position| records.header().text(position)))
        .collect();
    let mut missing = Vec::new();
    leaves(&case["normalized"], "", &mut |path, text| {
        if !text.is_empty() && !items.contains(text) {
            missing.push(format!("{path}={text}"));
        }
    });
    if missing.is_empty() { Ok(()) } else { Err(format!("not in our items: {missing:?}")) }
}

fn leaves(value: &Value, path: &str, visit: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => visit(path, text),
        Value::Array(values) => values.iter().for_each(|value| leaves(value, path, visit)),
        Value::Object(object) => {
            for (key, value) in object {
                leaves(value, &format!("{path}/{key}"), visit);
            }
        }
        _ => {}
    }
}
