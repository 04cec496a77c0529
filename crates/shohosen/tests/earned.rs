//! VALID is earned: no rule and no part of a proof can be left out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use shohosen::{Time, Verdict, VerifyInput};

#[test]
fn no_document_is_valid_without_any_one_rule_or_any_one_part_of_the_proof() {
    let mut tried = 0;
    for case in own::cases() {
        if case["verdict"] != "VALID" {
            continue;
        }
        let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
        let verifier = own::verifier(&case);
        let facts = verifier.collect(&own::bytes(&case), VerifyInput::default()).unwrap();
        assert_eq!(verifier.judge(&facts, at).verdict(), Verdict::Valid, "{}", case["file"]);
        for (left_out, report) in verifier.judge_without_each(&facts, at) {
            let name = format!("{} without {left_out}", case["file"]);
            assert_ne!(report.verdict(), Verdict::Valid, "{name}");
            assert_ne!(report.judgement.indication().as_str(), "TOTAL-PASSED", "{name}");
            // Whoever reads the report learns why.
            assert!(report.errors().next().is_some(), "{name}");
            tried += 1;
        }
    }
    println!("{tried} times something was left out");
    assert!(tried > 20 * 30, "only {tried}");
}

/// The same document verified, collected and judged, and judged from facts that were stored: finding
/// for finding the same, also under other lists and at other times.
#[test]
fn judging_facts_stored_or_not_is_verifying_the_document() {
    let times = ["2000-01-01T00:00:00Z", "2024-06-03T12:00:00Z", "2060-01-01T00:00:00Z"];
    let mut compared = 0;
    for case in own::cases() {
        if !case["error"].is_null() {
            continue;
        }
        let (bytes, verifier) = (own::bytes(&case), own::verifier(&case));
        let facts = verifier.collect(&bytes, VerifyInput::default()).unwrap();
        let json = facts.to_json();
        // Another process, which knows nothing of the document and remembers nothing.
        let later = own::verifier(&case);
        let read = later.read_facts(json.as_bytes()).unwrap();
        assert_eq!(read.to_json(), json, "{}", case["file"]);
        let mut others = case.clone();
        others["crls"] = serde_json::json!([]);
        others["tsa_anchors"] = serde_json::json!([]);
        let others = own::verifier(&others);
        for at in times.into_iter().chain([case["at"].as_str().unwrap()]) {
            let at = Time::parse_rfc3339(at).unwrap();
            for judge in [&verifier, &others] {
                let verified = judge.verify(&bytes, at).unwrap().into_report().to_json();
                assert_eq!(judge.judge(&facts, at).to_json(), verified, "{} {at}", case["file"]);
                assert_eq!(judge.judge(&read, at).to_json(), verified, "{} {at}", case["file"]);
                compared += 2;
            }
        }
    }
    println!("{compared} reports compared");
}

#[test]
fn facts_that_were_tampered_with_say_no_more_than_their_values() {
    let case = own::cases().into_iter().find(|case| case["verdict"] == "VALID").unwrap();
    let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
    let verifier = own::verifier(&case);
    let facts = verifier.collect(&own::bytes(&case), VerifyInput::default()).unwrap();
    let stored: serde_json::Value = serde_json::from_str(&facts.to_json()).unwrap();
    let verdict = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut stored = stored.clone();
        change(&mut stored["signatures"][0]["facts"]);
        let read = verifier.read_facts(stored.to_string().as_bytes()).unwrap();
        verifier.judge(&read, at).verdict()
    };
    assert_eq!(verdict(&|_| ()), Verdict::Valid);
    let other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assert_eq!(verdict(&|f| f["signature_value"]["digest"] = other.into()), Verdict::Invalid);
    assert_eq!(
        verdict(&|f| f["references"][0]["digests"]["Ok"]["actual"] = other.into()),
        Verdict::Invalid
    );
    assert_ne!(verdict(&|f| f["references"] = serde_json::json!([])), Verdict::Valid);
    assert_ne!(verdict(&|f| f["structure"] = "not_read".into()), Verdict::Valid);
    assert_ne!(
        verdict(&|f| f["signing_certificate"]["certificate"] = serde_json::Value::Null),
        Verdict::Valid
    );
}

/// Content beside the signed part changes nothing of what was signed, and is not handed out; the reader
/// is told that it is there.
#[test]
fn content_that_nobody_signed_is_named() {
    let valid = |case: &&serde_json::Value| case["file"] == "verify/prescription-t.xml";
    let case = own::cases().iter().find(valid).cloned().unwrap();
    let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
    let (verifier, bytes) = (own::verifier(&case), own::bytes(&case));
    let named = |bytes: &[u8]| {
        let report = verifier.verify(bytes, at).unwrap().into_report();
        assert_eq!(report.verdict(), Verdict::Valid, "{}", report.to_json());
        let warnings = report.findings.iter().filter(|f| f.code.id().ends_with(".content.unknown"));
        let objects = report.findings.iter().filter(|f| f.code.id() == "xades.object.not_signed");
        (warnings.count(), objects.count())
    };
    assert_eq!(named(&bytes), (0, 0));
    let before = |end: &str, added: &str| {
        shohosen_testkit::mutate::replace(&bytes, end, &format!("{added}{end}"))
    };
    let records = "<PrescriptionDocument>U0oxCg==</PrescriptionDocument>";
    for (end, added) in [
        ("</PrescriptionManagement>", records),
        ("</Prescription>", "<Remark/>"),
        ("</Prescription>", "ten times the dose"),
        ("</PrescriptionSign>", records),
        ("</Document>", "<Other/>"),
    ] {
        assert_eq!(named(&before(end, added)), (1, 0), "{added} before {end}");
    }
    let object = format!("<xs:Object>{records}</xs:Object>");
    assert_eq!(named(&before("</xs:Signature>", &object)), (0, 1));
}
