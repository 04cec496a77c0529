//! The project's own vectors: each document comes out with the verdict and the codes of its entry
//! in `test-vectors/verify/index.json`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use own::{bytes, cases, strings, verifier};
use serde_json::Value;
use shohosen::pki::TrustStore;
use shohosen::pki::crypto::DigestAlgorithm;
use shohosen::{Position, Report, Severity, Time, Verdict, Verified, Verifier};
use shohosen_testkit::deciding::{self, ShownBy};
use std::collections::BTreeSet;

/// What differs between a report and its entry.
fn differences(case: &Value, report: &Report) -> Vec<String> {
    let mut differences = Vec::new();
    let verdict = report.verdict().as_str();
    if case["verdict"] != verdict {
        differences.push(format!("verdict {verdict}, expected {}", case["verdict"]));
    }
    let found = |code: &str| {
        report.findings.iter().any(|f| f.code.id() == code && f.severity >= Severity::Warning)
    };
    for code in strings(case, "codes") {
        if !found(code) {
            differences.push(format!("lacks {code}"));
        }
    }
    differences.extend(deciding_differences(case, report));
    for code in strings(case, "absent_codes") {
        if found(code) {
            differences.push(format!("has {code}"));
        }
    }
    let expected = case["signatures"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !expected.is_empty() && expected.len() != report.signatures.len() {
        differences.push(format!("{} signatures", report.signatures.len()));
    }
    for (expected, signature) in expected.iter().zip(&report.signatures) {
        let actual = serde_json::to_value(signature).unwrap();
        for key in ["position", "level", "verdict", "proven_time"] {
            if expected.get(key).is_some_and(|value| *value != actual[key]) {
                differences.push(format!("{key} {}, expected {}", actual[key], expected[key]));
            }
        }
        if let Some(roles) = expected.get("hc_roles")
            && !same_set(roles, &actual["signer"]["hc_roles"])
        {
            differences.push(format!("hc_roles {}", actual["signer"]["hc_roles"]));
        }
    }
    if !differences.is_empty() {
        let errors: Vec<_> = report.errors().map(|finding| finding.code.id()).collect();
        differences.push(format!("errors were {errors:?}"));
    }
    differences
}

/// Of the codes that decide, the report has those of its entry and no other; where one of them decides
/// by itself, the report says what the list of these codes says.
fn deciding_differences(case: &Value, report: &Report) -> Vec<String> {
    let decides = |code: &&str| deciding::all().iter().any(|line| line.code == *code);
    let expected: BTreeSet<&str> = strings(case, "codes").into_iter().filter(decides).collect();
    let errors = deciding::deciding_errors(&report.findings);
    let actual: BTreeSet<&str> = errors.iter().map(|code| code.id()).collect();
    if actual != expected {
        return vec![format!("decided by {actual:?}, expected {expected:?}")];
    }
    let id = case["id"].as_str().unwrap();
    let by_this = |shown_by| matches!(shown_by, ShownBy::Vector(vector) if vector == id);
    let lines = deciding::all().iter().filter(|line| by_this(line.shown_by));
    lines.filter_map(|line| deciding::check_report(line, report).err()).collect()
}

/// The records of a valid document are exactly the ones that were signed; without a valid verdict
/// none are handed out.
fn payload_difference(case: &Value, verified: &Verified) -> Option<String> {
    let positions = [Position::Dispensing, Position::Prescription];
    let payload = positions.into_iter().find_map(|position| verified.payload(position));
    let sha256 = payload.map(|bytes| DigestAlgorithm::Sha256.digest(bytes));
    let actual = sha256.map(|digest| format!("{digest:?}"));
    let expected = match case["verdict"] == "VALID" {
        true => case["payload_sha256"].as_str().map(str::to_owned),
        false => None,
    };
    (actual != expected).then(|| format!("payload {actual:?}, expected {expected:?}"))
}

/// hcRole is a SET: DER decides on its order.
fn same_set(a: &Value, b: &Value) -> bool {
    let sorted = |list: &Value| {
        let mut texts: Vec<_> = list.as_array().unwrap().iter().map(Value::to_string).collect();
        texts.sort();
        texts
    };
    sorted(a) == sorted(b)
}

#[test]
fn every_vector_comes_out_as_its_index_says() {
    let cases = cases();
    assert!(cases.len() >= 30, "only {} vectors", cases.len());
    let mut problems = Vec::new();
    for case in &cases {
        let name = case["file"].as_str().or(case["generated"].as_str()).unwrap();
        let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
        let found = match verifier(case).verify(&bytes(case), at) {
            Ok(verified) if case["error"].is_null() => {
                let mut found = differences(case, verified.report());
                found.extend(payload_difference(case, &verified));
                found
            }
            Ok(verified) => vec![format!("a report {}, not an error", verified.report().verdict())],
            Err(error) if case["error"] == error.code().id() => Vec::new(),
            Err(error) => vec![format!("error {} ({error})", error.code())],
        };
        problems.extend(found.into_iter().map(|problem| format!("{name}: {problem}")));
    }
    println!("{} vectors", cases.len());
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn no_vector_that_should_fail_is_valid_without_anchors_or_at_any_time() {
    for case in &cases() {
        if !case["error"].is_null() {
            continue;
        }
        let bytes = bytes(case);
        // Nothing is trusted: nothing is valid.
        let nobody = Verifier::builder().only_anchors(TrustStore::new()).build();
        for at in ["2000-01-01T00:00:00Z", case["at"].as_str().unwrap(), "2060-01-01T00:00:00Z"] {
            let at = Time::parse_rfc3339(at).unwrap();
            let verdict = nobody.verify(&bytes, at).unwrap().report().verdict();
            assert_ne!(verdict, Verdict::Valid, "{} at {at}", case["file"]);
        }
    }
}
