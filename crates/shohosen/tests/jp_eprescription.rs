//! Real-format prescriptions and dispensing records signed with certificates of the real HPKI
//! (spec §5), judged at 2023-01-01T00:00:00Z.
//!
//! Where the outcome differs from the published verifier's, pinned trust is the reason, and the
//! line says so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen::pki::{Certificate, TrustAnchor};
use shohosen::{Level, Position, Report, Time, Verdict, Verifier, VerifierBuilder};
use shohosen_testkit::vectors;
use shohosen_xml::{Document, Node};
use std::path::Path;

const AT: &str = "2023-01-01T00:00:00Z";
const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";

fn at() -> Time {
    Time::parse_rfc3339(AT).unwrap()
}

fn read(folder: &Path, file: &str) -> Vec<u8> {
    std::fs::read(folder.join("files").join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// Every self-signed certificate of the document's TimeStampValidationData: the test TSA's root,
/// which no verifier knows of by itself.
fn time_stamp_roots(source: &[u8]) -> Vec<Certificate> {
    let document = Document::parse(source, &Default::default()).unwrap();
    let in_tsvd = |node: &Node<'_, '_>| {
        let mut place = node.parent();
        std::iter::from_fn(|| {
            let this = place?;
            place = this.parent();
            Some(this)
        })
        .any(|ancestor| ancestor.local_name() == "TimeStampValidationData")
    };
    let mut roots: Vec<Certificate> = Vec::new();
    for node in document.root().descendants().filter(in_tsvd) {
        if node.is(XADES, "EncapsulatedX509Certificate") {
            let der = shohosen_xades::decode_base64(&node.text()).unwrap_or_default();
            let Ok(certificate) = Certificate::from_der(&der) else { continue };
            if certificate.is_self_issued() && !roots.contains(&certificate) {
                roots.push(certificate);
            }
        }
    }
    roots
}

/// Test certificates allowed, and the test TSA of this document trusted.
fn lenient(source: &[u8]) -> VerifierBuilder {
    time_stamp_roots(source)
        .into_iter()
        .fold(Verifier::builder().allow_test_certificates(true), |builder, root| {
            builder.tsa_anchor(TrustAnchor::certificate(root))
        })
}

fn errors(report: &Report) -> Vec<&'static str> {
    report.errors().map(|finding| finding.code.id()).collect()
}

#[test]
fn a_real_prescription_is_valid_with_both_permissions_and_lacks_exactly_two_things_without() {
    let Some(folder) = vectors::folder("jp-eprescription") else { return };
    let source = read(&folder, "Prescription-004_01.xml");

    let verified = lenient(&source).build().verify(&source, at()).unwrap();
    let report = verified.report();
    assert_eq!(report.verdict(), Verdict::Valid, "{:?}", errors(report));
    assert_eq!(report.judgement.indication().as_str(), "TOTAL-PASSED");
    let [signature] = report.signatures.as_slice() else { panic!("one signature") };
    assert_eq!((signature.position, signature.level), (Position::Prescription, Some(Level::Xl)));
    assert_eq!(signature.proven_time.unwrap().to_string(), "2022-09-07T08:18:25.197Z");
    assert_eq!(signature.claimed_time.unwrap().to_string(), "2022-09-07T08:08:01Z");
    let signer = signature.signer.as_ref().unwrap();
    assert_eq!(signer.hc_roles, ["Medical Doctor"]);
    assert_eq!(signer.hc_roles_ja, [Some("医師".to_owned())]);
    assert_eq!(signer.common_name.as_deref(), Some("Sanjushi Kagurazaka"));
    assert_eq!(signer.name_ja.as_deref(), Some("神楽坂　三十四"));
    assert_eq!(signer.licence_number.as_deref(), Some("Test117120"));
    let json = report.to_json();
    assert!(!json.contains("Test117120"), "the registration number is in the report");
    assert!(!format!("{report:?}").contains("Test117120"), "… or in its debug form");
    assert!(verified.payload(Position::Prescription).unwrap().starts_with(b"SJ1\n"));

    let strict = Verifier::builder().build().verify(&source, at()).unwrap();
    let mut found = errors(strict.report());
    found.sort_unstable();
    assert_eq!(found, ["hpki.policy.test_certificate", "timestamp.path.no_trust_anchor"]);
    assert_ne!(strict.report().verdict(), Verdict::Valid);
    assert_eq!(strict.report().signatures[0].proven_time, None);
    assert_eq!(strict.payload(Position::Prescription), None);
    for finding in strict.report().errors() {
        let remedy = finding.remedy(shohosen::Language::English);
        assert!(remedy.contains("--tsa-anchor") || remedy.contains("--allow-test-certificates"));
    }
    // One of the two is not enough.
    let one = Verifier::builder().allow_test_certificates(true).build();
    assert_eq!(one.verify(&source, at()).unwrap().report().verdict(), Verdict::Indeterminate);
}

/// File; verdict and codes with test certificates allowed and its own TSA trusted.
const TABLE: &[(&str, Verdict, &[&str])] = &[
    ("Prescription-004_01.xml", Verdict::Valid, &[]),
    // The archive time-stamp comes without a CRL for its TSA.
    (
        "Dispensing-005_03.xml",
        Verdict::Indeterminate,
        &["timestamp.certificate.revocation_unknown"],
    ),
    ("Scan_20170511154438586_ESXLA.xml", Verdict::Invalid, &["document.signature.missing"]),
    (
        "ArchiveTimeStampVerifierTests/MultiATS.xml",
        Verdict::Invalid,
        &["document.signature.missing"],
    ),
    (
        "Europe.xml",
        Verdict::Invalid,
        &["document.signature.missing", "xmldsig.transform.not_allowed"],
    ),
    ("NotFoundSignature.xml", Verdict::Invalid, &["document.signature.missing"]),
    (
        "XmlSchemaTests/XmlSchemaPrescriptionError.xml",
        Verdict::Invalid,
        &["xades.structure.element_missing"],
    ),
    (
        "XmlSchemaTests/XmlSchemaDispensingError.xml",
        Verdict::Invalid,
        &["xades.structure.element_missing"],
    ),
    (
        "ReferenceVerifierTests/PrescriptionReferenceError.xml",
        Verdict::Invalid,
        &[
            "xmldsig.reference.digest_mismatch",
            "xmldsig.algorithm.not_allowed",
            "xmldsig.digest_value.malformed",
            "xmldsig.signature.invalid",
        ],
    ),
    (
        "SignatureValueVerifierTests/KeyInfoError.xml",
        Verdict::Invalid,
        &["xmldsig.signature.invalid", "xades.signing_certificate.digest_mismatch"],
    ),
    // Without a time-stamp, and without CertificateValues: nothing leads to the pinned root.
    (
        "ArchiveTimeStampVerifierTests/NotFoundATS.xml",
        Verdict::Indeterminate,
        &["pki.path.issuer_not_found"],
    ),
];

#[test]
fn every_document_comes_out_as_recorded_but_for_what_pinned_trust_changes() {
    let Some(folder) = vectors::folder("jp-eprescription") else { return };
    for (file, verdict, codes) in TABLE {
        let source = read(&folder, file);
        let verified = lenient(&source).build().verify(&source, at()).unwrap();
        let found = errors(verified.report());
        assert_eq!(verified.report().verdict(), *verdict, "{file}: {found:?}");
        for code in *codes {
            assert!(found.contains(code), "{file} lacks {code}: {found:?}");
        }
    }
    println!("jp-eprescription: {} documents as recorded", TABLE.len());
}

#[test]
fn no_broken_fragment_is_valid_and_all_say_why() {
    let Some(folder) = vectors::folder("jp-eprescription") else { return };
    let mut count = 0;
    for entry in std::fs::read_dir(folder.join("files")).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            let source = std::fs::read(&path).unwrap();
            count += 1;
            // Not UTF-8: the only one that cannot be read.
            if path.ends_with("SignedInfoError.xml") {
                let error = Verifier::builder().build().verify(&source, at()).unwrap_err();
                assert_eq!(error.code().id(), "xml.encoding.not_utf8");
                continue;
            }
            let verified = lenient(&source).build().verify(&source, at()).unwrap();
            let report = verified.report();
            assert_ne!(report.verdict(), Verdict::Valid, "{}", path.display());
            assert!(report.errors().count() > 0);
        }
    }
    println!("jp-eprescription: {count} fragments");
    assert!(count > 10);
}

#[test]
fn the_dispensing_seals_its_prescription_and_only_the_archive_stamp_is_undecided() {
    let Some(folder) = vectors::folder("jp-eprescription") else { return };
    let source = read(&folder, "Dispensing-005_03.xml");
    let verified = lenient(&source).build().verify(&source, at()).unwrap();
    let [inner, outer] = verified.report().signatures.as_slice() else { panic!("two signatures") };
    assert_eq!((inner.position, inner.level), (Position::ReferencePrescription, Some(Level::Xl)));
    assert_eq!(inner.judgement.verdict(), Verdict::Valid);
    assert_eq!((outer.position, outer.level), (Position::Dispensing, Some(Level::A)));
    assert_eq!(outer.judgement.verdict(), Verdict::Indeterminate);
    assert_eq!(outer.proven_time.unwrap().to_string(), "2022-09-30T09:40:56.797Z");
    let passed = |code: shohosen::Code| {
        verified.report().findings.iter().filter(|finding| finding.code == code).count()
    };
    use shohosen::codes;
    // Spec §5.1: references 6/6, both values, both certificates, both imprints.
    assert_eq!(passed(codes::xmldsig::REFERENCE_DIGEST_MATCH), 6);
    assert_eq!(passed(codes::xmldsig::SIGNATURE_VALID), 2);
    assert_eq!(passed(codes::pki::PATH_VALID), 2);
    assert_eq!(passed(codes::timestamp::IMPRINT_MATCH), 2);
    assert_eq!(passed(codes::timestamp::ARCHIVE_IMPRINT_MATCH), 1);
    assert_eq!(passed(codes::document::PRESCRIPTION_ID_MATCH), 1);
}

#[test]
fn a_scan_of_2017_has_four_archive_stamps_whose_imprints_all_match() {
    let Some(folder) = vectors::folder("jp-eprescription") else { return };
    let source = read(&folder, "Scan_20170511154438586_ESXLA.xml");
    let verifier = lenient(&source).accept_scanned(true).build();
    let verified = verifier.verify(&source, at()).unwrap();
    let report = verified.report();
    let matches = |code| report.findings.iter().filter(|finding| finding.code == code).count();
    assert_eq!(matches(shohosen::codes::timestamp::ARCHIVE_IMPRINT_MATCH), 4);
    assert_eq!(matches(shohosen::codes::timestamp::IMPRINT_MATCH), 1);
    assert_eq!(matches(shohosen::codes::xmldsig::REFERENCE_DIGEST_MATCH), 2);
    assert_eq!(report.signatures[0].claimed_time, None);
    // The files that its manifest names were not handed over, and that is said.
    assert_eq!(matches(shohosen::codes::xmldsig::MANIFEST_NOT_VERIFIED), 1);
    println!("{:?}", errors(report));
}
