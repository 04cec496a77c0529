//! Dated rows of a policy: until when algorithms may be used, and which time-stamp services were
//! accredited when. What they say is told, and decides only what it is meant to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use serde_json::{Value, json};
use shohosen::{Report, Signer, SigningError, Time, Verdict, Verifier, VerifierSettings};
use shohosen_testkit::documents::{World, prescription_payload};
use shohosen_testkit::pki::Person;

fn case(id: &str) -> Value {
    own::cases().into_iter().find(|case| case["id"] == id).unwrap()
}

/// The vector verified under its own trust and this policy.
fn verify(id: &str, policy: &Value) -> Report {
    let case = case(id);
    let read = VerifierSettings::from_policy_json(policy.to_string().as_bytes()).unwrap();
    let mut settings = own::verifier(&case).settings().clone();
    settings.policy = read.policy;
    let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
    Verifier::new(settings).verify(&own::bytes(&case), at).unwrap().into_report()
}

fn row(algorithm: &str, create_until: &str, verify_until: &str) -> Value {
    json!({
        "algorithm": algorithm, "create_until": create_until, "verify_until": verify_until,
        "source": "CRYPTREC LS-0003-2022r1",
    })
}

fn text(report: &Report, code: &str, key: &str) -> Option<String> {
    let finding = report.findings.iter().find(|finding| finding.code.id() == code)?;
    finding.evidence.get(key).map(|value| value.display(shohosen::Language::English))
}

#[test]
fn the_row_that_speaks_is_named_with_its_source() {
    let mut rsa = row("RSA", "2030-12-31", "2040-12-31");
    rsa["below_bits"] = 3072.into();
    let report = verify("prescription-xl", &json!({ "algorithm_lifetimes": [rsa] }));
    assert_eq!(report.verdict(), Verdict::Valid);
    for code in ["xmldsig.algorithm.within_lifetime", "timestamp.signature.within_lifetime"] {
        let said = |key| text(&report, code, key).unwrap();
        assert_eq!(said("lifetime_of"), "RSA of fewer than 3072 bits");
        assert_eq!(said("source"), "CRYPTREC LS-0003-2022r1");
        assert_eq!(
            (said("create_until"), said("verify_until")),
            ("2030-12-31".into(), "2040-12-31".into())
        );
    }
    // Keys of 2048 bits are not below 2048, and rows about others say nothing.
    let mut smaller = row("RSA", "2010-12-31", "2010-12-31");
    smaller["below_bits"] = 2048.into();
    let others = [
        smaller,
        row("SHA-1", "2013-12-31", "2013-12-31"),
        row("ECDSA", "2010-01-01", "2010-01-01"),
    ];
    let report = verify("prescription-xl", &json!({ "algorithm_lifetimes": others }));
    assert_eq!(report.verdict(), Verdict::Valid);
    assert_eq!(text(&report, "xmldsig.algorithm.within_lifetime", "source"), None);
}

/// The signature is over SHA-256, its time-stamps are signed over SHA-512: they are what is left when
/// SHA-256 is given up for verifying before the document is verified (on 2025-01-01).
#[test]
fn an_archive_time_stamp_by_something_stronger_renews_a_signature() {
    let policy = json!({ "algorithm_lifetimes": [row("SHA-256", "2024-06-30", "2024-12-31")] });
    assert_eq!(verify("prescription-xl", &policy).verdict(), Verdict::Indeterminate);
    assert_eq!(verify("prescription-a", &policy).verdict(), Verdict::Valid);
    // It has to be there in time.
    let policy = json!({ "algorithm_lifetimes": [row("SHA-256", "2024-06-30", "2024-06-02")] });
    assert_eq!(verify("prescription-a", &policy).verdict(), Verdict::Indeterminate);
}

#[test]
fn nothing_is_signed_with_an_algorithm_whose_time_for_that_is_over() {
    let epoch = Time::parse_rfc3339("2031-01-01T00:00:00Z").unwrap();
    let world = World::from_committed_keys(epoch);
    let doctor = world.hpki.credential(&Person::doctor());
    let certificate = shohosen::pki::Certificate::from_der(&doctor.certificate).unwrap();
    let prepare = |create_until: &str| {
        let rows = json!({ "algorithm_lifetimes": [row("RSA", create_until, "2040-12-31")] });
        let settings = VerifierSettings::from_policy_json(rows.to_string().as_bytes()).unwrap();
        let signer = Signer::builder().verifier_settings(settings).build();
        let records = prescription_payload();
        let content = shohosen::Content::Prescription(&records);
        signer.prepare(content, &certificate, epoch).map(drop)
    };
    let Err(SigningError::Refused(refusals)) = prepare("2030-12-31") else { panic!() };
    assert_eq!(refusals.len(), 1);
    assert_eq!(refusals[0].finding.code.id(), "xmldsig.algorithm.lifetime_ended");
    assert_eq!(refusals[0].permission, None);
    assert!(prepare("2031-01-01").is_ok());
}

#[test]
fn accreditation_is_told_beside_the_verdict_and_decides_only_where_it_is_demanded() {
    let tsa = shohosen_testkit::tsa::TimeStampAuthority::from_committed_keys(
        Time::parse_rfc3339("2024-06-03T00:00:00Z").unwrap(),
    );
    let certificate = shohosen::pki::Certificate::from_der(&tsa.certificate).unwrap();
    let fingerprint = shohosen_report::hex(certificate.sha256());
    let list = |from: &str, until: &str, required: bool| {
        json!({
            "accredited_time_stamp_services": [{
                "service": "A time-stamp service", "certificate_sha256": fingerprint,
                "from": from, "until": until, "source": "a list",
            }],
            "require_accredited_time_stamps": required,
        })
    };
    let listed = |report: &Report| text(report, "timestamp.accreditation.listed", "period");
    for required in [false, true] {
        let report = verify("prescription-xl", &list("2023-02-16", "2028-02-15", required));
        assert_eq!(report.verdict(), Verdict::Valid);
        assert_eq!(listed(&report).as_deref(), Some("from 2023-02-16 to 2028-02-15"));
        let report = verify("prescription-xl", &list("2023-02-16", "2024-06-02", required));
        let expected = if required { Verdict::Indeterminate } else { Verdict::Valid };
        assert_eq!(report.verdict(), expected);
        assert_eq!(listed(&report), None);
    }
    // Without a list nothing is said.
    let report = verify("prescription-xl", &json!({}));
    assert!(report.findings.iter().all(|f| !f.code.id().starts_with("timestamp.accreditation")));
}
