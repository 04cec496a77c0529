//! VALID is earned: no rule and no part of a proof can be left out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use shohosen::pki::{Certificate, CertificateList, TrustAnchor};
use shohosen::{Time, Verdict, Verifier, VerifyInput};
use shohosen_testkit::documents::{
    Part, PrescriptionBuilder, SigningCertificate, World, prescription_payload,
};
use shohosen_testkit::mutate;
use shohosen_testkit::pki::{Person, Usage};

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

/// A document carries the certificates of neither its signer nor the authority of its time-stamp: it says
/// which they are, and whoever judges may have them.
#[test]
fn a_certificate_that_the_document_only_names_is_found_by_whoever_judges() {
    let epoch = Time::parse_rfc3339("2024-06-03T00:00:00Z").unwrap();
    let world = World::from_committed_keys(epoch);
    let doctor = world.hpki.credential(&Person::doctor());
    let other = world.hpki.credential(&Person::pharmacist());
    let recipe = |named: SigningCertificate, key_info: Option<&[u8]>| {
        let mut stamp = world.stamp(world.time(600));
        stamp.options.include_certificate = false;
        stamp.validation_data.certificates.clear();
        let document = PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(60))
            .customize(|recipe| {
                recipe.references = vec![Part::Document, Part::SignedProperties];
                recipe.signing_certificate = named;
                recipe.key_info_certificate = key_info.map(<[u8]>::to_vec);
                recipe.signature_stamps.push(stamp);
            })
            .build()
            .bytes;
        match key_info {
            Some(_) => document,
            // Nothing covers KeyInfo.
            None => {
                let inside = mutate::between(&document, "<xs:X509Data>", "</xs:X509Data>");
                let data = format!("<xs:X509Data>{inside}</xs:X509Data>");
                let name = "<xs:KeyName>the doctor</xs:KeyName>";
                mutate::replace(&document, &data, name)
            }
        }
    };
    let read = |der: &[u8]| Certificate::from_der(der).unwrap();
    let list = |der: &[u8]| CertificateList::from_der(der).unwrap();
    let verifier = |certificates: &[&[u8]]| {
        let root = TrustAnchor::certificate(read(&world.hpki.root.certificate));
        let mut builder = Verifier::builder()
            .only_anchors([root].into_iter().collect())
            .tsa_anchor(TrustAnchor::certificate(read(&world.tsa.root)))
            .intermediate(read(&world.hpki.sign_ca.certificate))
            .crl(list(&world.hpki.crl(Usage::Signature, world.time(300))))
            .crl(list(&world.hpki.sarl(world.time(300), &[])))
            .crl(list(&world.tsa.crl));
        for certificate in certificates {
            builder = builder.intermediate(read(certificate));
        }
        builder.build()
    };
    let (signer, authority) = (&doctor.certificate[..], &world.tsa.certificate[..]);
    let fingerprint = shohosen_report::hex(read(signer).sha256());
    let given: [&[&[u8]]; 4] = [&[], &[signer], &[authority], &[authority, signer]];
    let at = world.time(3600);
    for (named, key_info) in [
        (SigningCertificate::V2, None),
        (SigningCertificate::V2WithIssuerSerial, None),
        (SigningCertificate::V1, None),
        (SigningCertificate::V2, Some(&other.certificate[..])),
    ] {
        let bytes = recipe(named, key_info);
        for collecting in given {
            let facts = verifier(collecting).collect(&bytes, VerifyInput::default()).unwrap();
            let stored = facts.to_json();
            for judging in given {
                let judge = verifier(judging);
                let expected = verifier(judging).verify(&bytes, at).unwrap().into_report();
                let read = judge.read_facts(stored.as_bytes()).unwrap();
                assert_eq!(read.to_json(), stored);
                assert_eq!(judge.judge(&facts, at).to_json(), expected.to_json());
                assert_eq!(judge.judge(&read, at).to_json(), expected.to_json());
                let all = judging.len() == 2;
                assert_eq!(expected.verdict() == Verdict::Valid, all, "{}", expected.to_json());
                let found = expected.signatures[0].signer.as_ref();
                let is_named = found.is_some_and(|signer| signer.certificate_sha256 == fingerprint);
                assert_eq!(is_named, judging.contains(&signer), "{named:?}");
            }
        }
    }
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
