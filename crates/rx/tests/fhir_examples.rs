//! The FHIR examples of JAMI and JP Core are imported without loss of drug, amount, days, usage.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use shohosen_rx::fhir::{FhirError, Imported, import};
use shohosen_testkit::vectors::{Tally, folder};

/// A drug as the document says it, read without the code under test.
struct Expected {
    codes: Vec<String>,
    /// Whole quantity: for oral drugs amount × days, for others the amount itself or × days.
    total: Option<f64>,
    days: Option<u64>,
    usage: Option<String>,
    texts: Vec<String>,
    per_day: Option<f64>,
}

#[test]
fn drugs_amounts_days_and_usages_of_the_examples_arrive() {
    let Some(folder) = folder("fhir-jp") else { return };
    let mut tally = Tally::new("fhir-jp import", "");
    for set in ["ePrescriptionData", "ePrescriptionData-orig", "jp-core"] {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.join(set)).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for file in files {
            let name = format!("{set}/{}", file.file_name().unwrap().to_str().unwrap());
            let json = std::fs::read(&file).unwrap();
            tally.record(&name, agrees(&json));
        }
    }
    tally.finish();
}

fn agrees(json: &[u8]) -> Result<(), String> {
    let document: Value = serde_json::from_slice(json).unwrap();
    let mut expected = Vec::new();
    medications(&document, &mut expected);
    match import(json) {
        Err(FhirError::NoMedication) if expected.is_empty() => Ok(()),
        Err(error) => Err(error.to_string()),
        Ok(imported) => compare(&expected, &imported),
    }
}

fn medications(value: &Value, found: &mut Vec<Expected>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| medications(value, found)),
        Value::Object(object) => {
            let kind = object.get("resourceType").and_then(Value::as_str);
            if matches!(kind, Some("MedicationRequest" | "MedicationDispense")) {
                found.push(medication(value));
            } else {
                object.values().for_each(|value| medications(value, found));
            }
        }
        _ => {}
    }
}

fn medication(resource: &Value) -> Expected {
    let texts = |value: &Value| value.as_str().map(str::to_owned);
    let codings = resource["medicationCodeableConcept"]["coding"].as_array().unwrap();
    let dosages = resource["dosageInstruction"].as_array().unwrap();
    let request = &resource["dispenseRequest"];
    let total = request["quantity"]["value"].as_f64().or(resource["quantity"]["value"].as_f64());
    let days = request["expectedSupplyDuration"]["value"]
        .as_u64()
        .or(resource["daysSupply"]["value"].as_u64());
    Expected {
        codes: codings.iter().filter_map(|coding| texts(&coding["code"])).collect(),
        total,
        days,
        usage: texts(&dosages[0]["timing"]["code"]["coding"][0]["code"]),
        texts: dosages.iter().filter_map(|dosage| texts(&dosage["text"])).collect(),
        per_day: dosages[0]["doseAndRate"][0]["rateRatio"]["numerator"]["value"].as_f64(),
    }
}

/// Code, amount, quantity, usage code and all texts of one imported drug.
type Row = (Vec<String>, Option<f64>, Option<u32>, Option<String>, String);

fn rows(imported: &[Imported]) -> Vec<Row> {
    let mut rows = Vec::new();
    for document in imported {
        for rp in document.prescription.iter().flat_map(|prescription| &prescription.rps) {
            for drug in &rp.drugs {
                let codes = drug.code.iter().chain(&drug.other_codes);
                let supplements: Vec<_> = rp.supplements.iter().map(|s| s.text.as_str()).collect();
                rows.push((
                    codes.map(|code| code.code.clone()).collect(),
                    drug.amount.map(|amount| amount.to_f64()),
                    rp.quantity,
                    rp.usage.code.as_ref().map(|code| code.1.clone()),
                    format!("{} {}", rp.usage.name, supplements.join(" ")),
                ));
            }
        }
        let blocks = document.dispensing.iter().flat_map(|dispensing| &dispensing.blocks);
        for rp in blocks.flat_map(|block| &block.rps) {
            for drug in &rp.drugs {
                let codes = drug.code.iter().chain(&drug.other_codes);
                rows.push((
                    codes.map(|code| code.code.clone()).collect(),
                    drug.amount.map(|amount| amount.to_f64()),
                    rp.quantity,
                    rp.usage.code.as_ref().map(|code| code.1.clone()),
                    format!("{} {}", rp.usage.name, rp.supplements.join(" ")),
                ));
            }
        }
    }
    rows
}

fn compare(expected: &[Expected], imported: &[Imported]) -> Result<(), String> {
    let rows = rows(imported);
    if rows.len() != expected.len() {
        return Err(format!("{} drugs instead of {}", rows.len(), expected.len()));
    }
    for (expected, (codes, amount, quantity, usage, words)) in expected.iter().zip(rows) {
        if codes != expected.codes {
            return Err(format!("codes {codes:?} instead of {:?}", expected.codes));
        }
        if usage != expected.usage {
            return Err(format!("usage {usage:?} instead of {:?}", expected.usage));
        }
        let missing = expected.texts.iter().find(|text| !words.contains(text.as_str()));
        if let Some(missing) = missing {
            return Err(format!("the words {missing} are not in {words}"));
        }
        let (Some(amount), Some(quantity)) = (amount, quantity) else {
            return Err(format!("amount {amount:?}, quantity {quantity:?}"));
        };
        if expected.days.is_some_and(|days| days != u64::from(quantity)) {
            return Err(format!("{quantity} days instead of {:?}", expected.days));
        }
        // With a rate the amount is the rate, otherwise amount × quantity is what is dispensed.
        let good = match (expected.per_day, expected.total) {
            (Some(rate), _) => amount == rate,
            (None, Some(total)) => amount * f64::from(quantity) == total,
            (None, None) => false,
        };
        if !good {
            return Err(format!("amount {amount} × {quantity}, total {:?}", expected.total));
        }
    }
    Ok(())
}
