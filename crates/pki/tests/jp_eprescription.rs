//! The certificates and time-stamps of real (test) prescriptions and scanned documents.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use shohosen_pki::Certificate;
use shohosen_pki::hpki::{HpkiProfile, HpkiSettings};
use shohosen_pki::timestamp::{TimeStampToken, TokenCheck};
use shohosen_report::{DocumentKind, Objections, Verdict};
use shohosen_testkit::vectors::folder;
use std::path::Path;

/// The base64 content of every element of this local name, in the order of the text.
fn contents(path: &Path, element: &str) -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut found = Vec::new();
    for (at, _) in text.match_indices(element) {
        let starts = text[..at].ends_with([':', '<']) && !text[..at].ends_with("/");
        let closing = text[..at].rsplit_once('<').is_some_and(|(_, tag)| tag.starts_with('/'));
        if !starts || closing {
            continue;
        }
        let (_, content) = text[at..].split_once('>').unwrap();
        let (content, _) = content.split_once('<').unwrap();
        let compact: String = content.chars().filter(|c| !c.is_whitespace()).collect();
        found.push(STANDARD.decode(compact).unwrap());
    }
    found
}

#[test]
fn every_time_stamp_is_genuine_and_has_the_time_that_was_read_by_hand() {
    let Some(folder) = folder("jp-eprescription") else { return };
    let files = folder.join("files");
    // The times in the order of the text; the inner prescription stands first.
    for (file, times) in [
        ("Prescription-004_01.xml", &["2022-09-07T08:18:25.197Z"][..]),
        (
            "Scan_20170511154438586_ESXLA.xml",
            &[
                "2017-04-26T03:03:46Z",
                "2017-04-26T03:05:52Z",
                "2017-04-28T11:31:30Z",
                "2017-05-11T06:44:23Z",
                "2017-05-11T06:44:39Z",
            ],
        ),
    ] {
        let tokens = contents(&files.join(file), "EncapsulatedTimeStamp");
        let certificates: Vec<_> = contents(&files.join(file), "EncapsulatedX509Certificate")
            .iter()
            .map(|der| Certificate::from_der(der).unwrap())
            .collect();
        let mut read = Vec::new();
        for octets in &tokens {
            let token = TimeStampToken::parse(octets).unwrap();
            let check = TokenCheck { certificates: &certificates, ..TokenCheck::default() };
            let facts = token.verify(&check);
            assert!(facts.is_genuine(), "{file}: {:?}", facts.problems);
            assert!(!facts.legacy_sha1.is_empty(), "{file}: all of them use ESSCertID");
            read.push(token.info().gen_time.to_string());
        }
        assert_eq!(read, times, "{file}");
    }
    // Two inner and two outer ones; only the times of two were read by hand.
    let tokens = contents(&files.join("Dispensing-005_03.xml"), "EncapsulatedTimeStamp");
    let times: Vec<_> = tokens
        .iter()
        .map(|octets| TimeStampToken::parse(octets).unwrap().info().gen_time.to_string())
        .collect();
    for expected in ["2022-09-30T09:40:56.797Z", "2022-09-30T09:40:56.994Z"] {
        assert!(times.iter().any(|time| time == expected), "{times:?}");
    }
}

/// The first certificate of the first KeyInfo.
fn signer(path: &Path) -> Certificate {
    Certificate::from_der(&contents(path, "X509Certificate")[0]).unwrap()
}

#[test]
fn the_test_physician_of_the_sample_is_read_and_refused_outside_tests() {
    let Some(folder) = folder("jp-eprescription") else { return };
    let profile = HpkiProfile::of(&signer(&folder.join("files").join("Prescription-004_01.xml")));
    assert_eq!(profile.common_name.as_deref(), Some("Sanjushi Kagurazaka"));
    assert_eq!(profile.name_ja.as_deref(), Some("神楽坂　三十四"));
    assert_eq!(profile.organization.as_deref(), Some("MEDIS UNIVERSITY HOSPITAL"));
    let number = profile.licence_number.clone().unwrap().unwrap();
    assert_eq!(number.expose(), "Test117120");
    let roles: Vec<_> = profile.roles().map(|role| role.name.as_str()).collect();
    assert_eq!(roles, ["Medical Doctor"]);

    let strict = HpkiSettings::default();
    let findings = strict.judge(&profile, DocumentKind::Prescription);
    assert_eq!(Objections::of(&findings).verdict(), Some(Verdict::Invalid));
    assert!(findings.iter().any(|f| f.code.id() == "hpki.policy.test_certificate"));
    let lenient = HpkiSettings { allow_test_certificates: true, ..strict };
    let findings = lenient.judge(&profile, DocumentKind::Prescription);
    assert_eq!(Objections::of(&findings).verdict(), None);
    let findings = lenient.judge(&profile, DocumentKind::Dispensing);
    assert!(findings.iter().any(|f| f.code.id() == "hpki.role.not_authorised"));
}

#[test]
fn the_issuing_cas_of_the_samples_work_under_the_signature_policy() {
    let Some(folder) = folder("jp-eprescription") else { return };
    let path = folder.join("files").join("Dispensing-005_03.xml");
    let settings = HpkiSettings::default();
    let mut allowed = 0;
    for der in contents(&path, "EncapsulatedX509Certificate") {
        let certificate = Certificate::from_der(&der).unwrap();
        let name = certificate.subject().common_name().unwrap_or_default().into_owned();
        let code = settings.judge_issuing_ca(&certificate).code.id();
        let expected = if name.ends_with("-forNonRepudiation") {
            allowed += 1;
            "hpki.ca_policy.allowed"
        } else {
            "hpki.ca_policy.not_allowed"
        };
        assert_eq!(code, expected, "{name}");
    }
    assert!(allowed > 0);
}
