//! Each code that decides a verdict and that no vector shows, because it takes a setting, stored facts or a
//! proof with a hole in it, provoked by itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use serde_json::{Value, json};
use shohosen::codes::{document, timestamp, xades, xmldsig};
use shohosen::xades::Policy;
use shohosen::{Level, Report, Time, Verdict, Verifier, VerifierSettings, VerifyInput};
use shohosen_testkit::deciding::assert_report;

/// A vector that is VALID.
fn vector(id: &str) -> Value {
    let case = own::cases().into_iter().find(|case| case["id"] == id).unwrap();
    assert_eq!(case["verdict"], "VALID");
    case
}

fn at(case: &Value) -> Time {
    Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap()
}

/// A prescription with time-stamp as another verifier judges it.
fn prescription_by(change: impl FnOnce(Verifier) -> Verifier) -> Report {
    let case = vector("prescription-t");
    let good = own::verifier(&case).verify(&own::bytes(&case), at(&case)).unwrap();
    assert_eq!(good.report().verdict(), Verdict::Valid);
    let verifier = change(own::verifier(&case));
    verifier.verify(&own::bytes(&case), at(&case)).unwrap().into_report()
}

/// As settings are changed.
fn with_settings(change: impl FnOnce(&mut shohosen::VerifierSettings)) -> Report {
    prescription_by(|verifier| {
        let mut settings = verifier.settings().clone();
        change(&mut settings);
        Verifier::new(settings)
    })
}

/// The report without this rule or part.
fn without(left_out: &str) -> Report {
    let case = vector("prescription-t");
    let verifier = own::verifier(&case);
    let facts = verifier.collect(&own::bytes(&case), VerifyInput::default()).unwrap();
    let mut reports = verifier.judge_without_each(&facts, at(&case)).into_iter();
    reports.find(|(name, _)| name == left_out).unwrap().1
}

/// The report of facts that somebody changed after they were stored.
fn stored(change: impl FnOnce(&mut Value)) -> Report {
    let case = vector("prescription-t");
    let verifier = own::verifier(&case);
    let facts = verifier.collect(&own::bytes(&case), VerifyInput::default()).unwrap();
    let mut json: Value = serde_json::from_str(&facts.to_json()).unwrap();
    change(&mut json["signatures"][0]["facts"]);
    let read = verifier.read_facts(json.to_string().as_bytes()).unwrap();
    verifier.judge(&read, at(&case))
}

#[test]
fn a_document_without_a_part_of_its_proof_is_undecided() {
    for part in ["layout", "version", "places", "identifiers", "records", "binding", "signatures"] {
        let report = without(&format!("document part {part}"));
        assert_report(document::PROOF_INCOMPLETE, &report);
    }
}

#[test]
fn a_signature_without_a_part_of_its_proof_is_undecided() {
    for part in ["coverage", "references", "binding", "level", "order", "role", "revocation"] {
        assert_report(xades::PROOF_INCOMPLETE, &without(&format!("part {part}")));
    }
}

#[test]
fn a_level_below_the_one_required_is_undecided() {
    let required = |level| {
        with_settings(|settings| {
            settings.policy = Policy { required_level: Some(level), ..Policy::default() };
        })
    };
    assert_report(xades::LEVEL_TOO_LOW, &required(Level::Xl));
    assert_report(xades::LEVEL_TOO_LOW, &required(Level::A));
    // The vector is an ES-T.
    assert_eq!(required(Level::T).verdict(), Verdict::Valid);
    assert_eq!(required(Level::Bes).verdict(), Verdict::Valid);
}

#[test]
fn more_references_than_allowed_are_refused() {
    // The document, KeyInfo and SignedProperties.
    let allowed = |references| with_settings(|s| s.signature_limits.references = references);
    assert_report(xades::LIMIT_EXCEEDED, &allowed(2));
    assert_eq!(allowed(3).verdict(), Verdict::Valid);
}

#[test]
fn more_octets_than_allowed_are_refused() {
    let report = |octets| with_settings(|s| s.work_limits.digested_octets = octets);
    // One octet less than the last digest takes.
    let (mut refused, mut allowed) = (0, 1 << 20);
    while allowed - refused > 1 {
        let middle = u64::midpoint(refused, allowed);
        match report(middle).verdict() {
            Verdict::Valid => allowed = middle,
            _ => refused = middle,
        }
    }
    assert_report(xmldsig::LIMIT_OCTETS, &report(refused));
}

#[test]
fn more_findings_than_allowed_leave_the_rest_undecided() {
    let allowed = |findings| with_settings(|s| s.work_limits.findings = findings);
    let made = allowed(u64::MAX).findings.len() as u64;
    for findings in [0, 1, made / 2] {
        assert_report(xades::LIMIT_WORK, &allowed(findings));
    }
    assert_eq!(allowed(made).verdict(), Verdict::Valid);
}

/// A policy with one row about a digest algorithm. The signature of the vector is over SHA-256, made and
/// time-stamped on 2024-06-03; its token is signed over SHA-512. It is verified on 2024-06-04.
fn with_row(algorithm: &str, create_until: &str, verify_until: &str) -> Report {
    let policy = json!({ "algorithm_lifetimes": [{
        "algorithm": algorithm,
        "create_until": create_until,
        "verify_until": verify_until,
        "source": "a test",
    }] });
    let read = VerifierSettings::from_policy_json(policy.to_string().as_bytes()).unwrap();
    with_settings(|settings| settings.policy = read.policy)
}

#[test]
fn a_signature_beyond_the_lifetime_of_its_algorithm_is_undecided() {
    let report = with_row("SHA-256", "2024-06-02", "2030-12-31");
    assert_report(xmldsig::ALGORITHM_LIFETIME_ENDED, &report);
    let report = with_row("SHA-256", "2024-06-03", "2024-06-03");
    assert_report(xmldsig::ALGORITHM_LIFETIME_ENDED, &report);
    // Made on the last day, and verified on the last day (in Japan).
    assert_eq!(with_row("SHA-256", "2024-06-03", "2024-06-04").verdict(), Verdict::Valid);
}

#[test]
fn a_time_stamp_beyond_the_lifetime_of_its_algorithm_proves_nothing() {
    for row in [("2024-06-02", "2030-12-31"), ("2024-06-03", "2024-06-03")] {
        let report = with_row("SHA-512", row.0, row.1);
        assert_report(timestamp::SIGNATURE_LIFETIME_ENDED, &report);
        assert_eq!(report.signatures[0].proven_time, None);
    }
    assert_eq!(with_row("SHA-512", "2024-06-03", "2024-06-04").verdict(), Verdict::Valid);
}

#[test]
fn a_time_stamp_of_a_service_that_is_not_accredited_is_undecided_where_that_is_demanded() {
    let report = with_settings(|settings| settings.policy.accreditation.required = true);
    assert_report(timestamp::ACCREDITATION_REQUIRED, &report);
    assert_eq!(report.signatures[0].proven_time, None);
}

#[test]
fn stored_facts_of_a_reference_without_digest_are_refused() {
    // The structure of a document is checked before; stored facts may say anything.
    let report = stored(|facts| facts["references"][1]["digests"] = json!({ "Err": "malformed" }));
    assert_report(xmldsig::REFERENCE_MALFORMED, &report);
}

#[test]
fn stored_facts_of_a_reference_with_two_targets_are_refused() {
    // Of a document the identifier itself is reported beside it, which weighs more.
    let report =
        stored(|facts| facts["references"][1]["digests"] = json!({ "Err": "duplicate_id" }));
    assert_report(xmldsig::REFERENCE_DUPLICATE_ID, &report);
}

#[test]
fn stored_facts_that_name_a_certificate_without_digest_are_refused() {
    let report = stored(|facts| {
        facts["signing_certificate"]["place"] = "signing_certificate_v2".into();
        facts["signing_certificate"]["cert_digest"] = "absent".into();
    });
    assert_report(xades::SIGNING_CERTIFICATE_DIGEST_MISSING, &report);
}

#[test]
fn a_time_stamp_from_after_the_verification_is_undecided() {
    let case = vector("prescription-t");
    let verifier = own::verifier(&case);
    let stamped = verifier.verify(&own::bytes(&case), at(&case)).unwrap().into_report();
    let gen_time = stamped.signatures[0].proven_time.unwrap();
    let judged = |seconds| {
        let at = Time::from_unix(gen_time.unix() - seconds).unwrap();
        verifier.verify(&own::bytes(&case), at).unwrap().into_report()
    };
    // The tolerance for clocks is sixty seconds; genTime has 197 ms beside its seconds.
    assert_report(timestamp::GEN_TIME_AFTER_VERIFICATION, &judged(60));
    assert_eq!(judged(59).verdict(), Verdict::Valid);
}
