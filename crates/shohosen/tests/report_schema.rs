//! Real reports and facts against the committed JSON Schemas.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen::{FACTS_SCHEMA, REPORT_SCHEMA, Time, Verifier, VerifyInput};

#[test]
fn every_report_of_our_vectors_conforms_to_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(REPORT_SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let verifier = Verifier::builder().build();
    let at = Time::parse_rfc3339("2025-01-01T00:00:00Z").unwrap();
    let mut count = 0;
    for file in shohosen_testkit::suite::cases() {
        let Ok(verified) = verifier.verify(&file.bytes, at) else { continue };
        let report: serde_json::Value = serde_json::from_str(&verified.report().to_json()).unwrap();
        let problems: Vec<_> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
        assert!(problems.is_empty(), "{problems:?}");
        count += 1;
    }
    assert!(count > 50);
}

#[test]
fn the_facts_of_every_vector_conform_to_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(FACTS_SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let verifier = Verifier::builder().build();
    let mut count = 0;
    for file in shohosen_testkit::suite::cases() {
        let Ok(facts) = verifier.collect(&file.bytes, VerifyInput::default()) else { continue };
        let facts: serde_json::Value = serde_json::from_str(&facts.to_json()).unwrap();
        let problems: Vec<_> = validator.iter_errors(&facts).map(|e| e.to_string()).collect();
        assert!(problems.is_empty(), "{} {problems:?}", file.entry.id);
        let mut wrong = facts.clone();
        wrong["signatures_beyond"] = serde_json::json!("none");
        assert!(!validator.is_valid(&wrong));
        assert!(verifier.read_facts(wrong.to_string().as_bytes()).is_err());
        count += 1;
    }
    assert!(count > 50);
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let schema: serde_json::Value = serde_json::from_str(REPORT_SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let source = b"<Document><Prescription/></Document>";
    let at = Time::from_unix(1_700_000_000).unwrap();
    let verified = Verifier::builder().build().verify(source, at).unwrap();
    let report: serde_json::Value = serde_json::from_str(&verified.report().to_json()).unwrap();
    assert!(validator.is_valid(&report));
    for (key, value) in [
        ("verdict", serde_json::json!("MAYBE")),
        ("schema_version", serde_json::json!(2)),
        ("verified_at", serde_json::json!("yesterday")),
        ("extra", serde_json::json!(1)),
    ] {
        let mut wrong = report.clone();
        wrong[key] = value;
        assert!(!validator.is_valid(&wrong), "{key}");
    }
}
