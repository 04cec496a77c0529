//! What one document may cost, all its signatures together, while it is collected and judged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use serde_json::Value;
use shohosen::pki::WorkLimits;
use shohosen::{Report, Time, Verdict, Verifier, VerifierSettings, VerifyInput};

fn case(id: &str) -> Value {
    own::cases().into_iter().find(|case| case["id"] == id).unwrap()
}

fn at(case: &Value) -> Time {
    Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap()
}

/// A verifier that remembers nothing yet.
fn within(case: &Value, work_limits: WorkLimits) -> Verifier {
    let settings = own::verifier(case).settings().clone();
    Verifier::new(VerifierSettings { work_limits, ..settings })
}

fn verify(case: &Value, work_limits: WorkLimits) -> Report {
    within(case, work_limits).verify(&own::bytes(case), at(case)).unwrap().into_report()
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.errors().map(|finding| finding.code.id()).collect()
}

/// Two while its facts are collected: the token and the signature value. Six while they are judged:
/// the certificate of the time-stamp authority and the list that covers it, those of the signer, and
/// the authority of the signer and the list that covers that.
const COLLECTING: u64 = 2;
const JUDGING: u64 = 6;

#[test]
fn what_is_collected_and_what_is_judged_is_one_budget() {
    let case = case("prescription-xl");
    let operations =
        |public_key_operations| WorkLimits { public_key_operations, ..WorkLimits::default() };
    let enough = COLLECTING + JUDGING;
    let verdicts: Vec<_> =
        (0..=enough).map(|limit| verify(&case, operations(limit)).verdict()).collect();
    let (all, fewer) = verdicts.split_last().unwrap();
    assert_eq!(*all, Verdict::Valid);
    assert!(fewer.iter().all(|verdict| *verdict == Verdict::Indeterminate), "{fewer:?}");
    // Each half fits into what both do not.
    assert!(COLLECTING.max(JUDGING) < enough - 1);
    let report = verify(&case, operations(enough - 1));
    assert!(!codes(&report).is_empty());
}

#[test]
fn a_document_that_is_judged_later_has_the_budget_that_collecting_has_left() {
    let case = case("prescription-xl");
    for limit in 0..=COLLECTING + JUDGING {
        let limits = WorkLimits { public_key_operations: limit, ..WorkLimits::default() };
        let expected = verify(&case, limits).to_json();
        let collector = within(&case, limits);
        let facts = collector.collect(&own::bytes(&case), VerifyInput::default()).unwrap();
        let stored = facts.to_json();
        assert_eq!(collector.judge(&facts, at(&case)).to_json(), expected, "{limit}");
        // The judge of stored facts verifies again what they hold, and pays for it.
        let judge = within(&case, limits);
        let read = judge.read_facts(stored.as_bytes()).unwrap();
        assert_eq!(judge.judge(&read, at(&case)).to_json(), expected, "{limit}");
    }
}

#[test]
fn references_count_over_all_signatures() {
    // Two signatures with three references each.
    let case = case("dispensing-a");
    let references = |references| WorkLimits { references, ..WorkLimits::default() };
    assert_eq!(verify(&case, references(6)).verdict(), Verdict::Valid);
    let report = verify(&case, references(5));
    assert_eq!(report.verdict(), Verdict::Invalid);
    assert_eq!(codes(&report), ["xades.limit.exceeded"]);
    let limit = report.errors().next().unwrap();
    assert_eq!(limit.evidence.get("limit"), Some(&5.into()));
    assert_eq!(limit.evidence.get("actual"), Some(&6.into()));
}

#[test]
fn octets_and_findings_count_over_all_signatures() {
    let case = case("dispensing-a");
    let octets = |digested_octets| WorkLimits { digested_octets, ..WorkLimits::default() };
    // Much more than either signature digests, and less than both: the outer one digests the inner.
    let whole = (1..400)
        .map(|kib| kib * 1024)
        .find(|octets_| verify(&case, octets(*octets_)).verdict() == Verdict::Valid);
    let report = verify(&case, octets(whole.unwrap() - 1024));
    assert!(codes(&report).contains(&"xmldsig.limit.octets"), "{:?}", codes(&report));

    let findings = |findings| WorkLimits { findings, ..WorkLimits::default() };
    let made = verify(&case, WorkLimits::default()).findings.len() as u64;
    for limit in [0, made / 4, made / 2] {
        let report = verify(&case, findings(limit));
        assert_eq!(report.verdict(), Verdict::Indeterminate, "{limit}");
        assert!(codes(&report).contains(&"xades.limit.work"), "{:?}", codes(&report));
        assert!((report.findings.len() as u64) < made, "{limit}");
    }
}
