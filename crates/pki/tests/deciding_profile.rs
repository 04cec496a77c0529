//! Each code about the HPKI profile of a certificate that decides a verdict and that no vector shows,
//! provoked by itself.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod common;

use common::time;
use shohosen_pki::Certificate;
use shohosen_pki::hpki::{HpkiProfile, HpkiSettings};
use shohosen_report::codes::hpki;
use shohosen_report::{DocumentKind, Finding};
use shohosen_testkit::deciding::assert_decides;
use shohosen_testkit::der;
use shohosen_testkit::pki::{
    CertificateTemplate, DAY, Extension, HpkiLookAlike, Name, after, extensions,
};

fn look_alike() -> HpkiLookAlike {
    HpkiLookAlike::from_committed_keys(time("2026-06-15T03:00:00Z"))
}

const POLICY: &str = "1.2.392.100495.1.5.1.1.3.1";
const ROLE: &str = "2.5.29.9";

/// What is said of a doctor's certificate with these extensions beside its keyUsage.
fn findings(more: Vec<Extension>, settings: &HpkiSettings) -> Vec<Finding> {
    let hpki = look_alike();
    let mut list = vec![extensions::key_usage(&[1])];
    list.extend(more);
    let template = CertificateTemplate {
        serial: 1,
        issuer: hpki.sign_ca.name.clone(),
        subject: Name::new(&[("C", "JP"), ("CN", "Hanako Shiken"), ("serialNumber", "T100001")]),
        not_before: hpki.epoch,
        not_after: after(hpki.epoch, DAY),
        extensions: list,
    };
    let der = template.sign(&hpki.keys.key("doctor"), &hpki.sign_ca.key);
    let certificate = Certificate::from_der(&der).unwrap();
    settings.judge(&HpkiProfile::of(&certificate), DocumentKind::Prescription)
}

fn doctor() -> Extension {
    extensions::healthcare_roles("1.2.392.100495.1.6.1.1", &["Medical Doctor".to_owned()])
}

fn policy(oid: &str) -> Extension {
    extensions::certificate_policies(oid, "http://hpki.test.invalid/")
}

#[test]
fn the_profile_as_it_is_made_is_good() {
    let findings = findings(vec![doctor(), policy(POLICY)], &HpkiSettings::default());
    assert!(shohosen_report::Objections::of(&findings).are_none(), "{findings:?}");
}

#[test]
fn a_policy_that_the_settings_do_not_name() {
    let findings = findings(vec![doctor(), policy("2.999.1")], &HpkiSettings::default());
    assert_decides(hpki::POLICY_UNKNOWN, &findings);
}

#[test]
fn a_policy_for_authentication() {
    let authentication = policy("1.2.392.100495.1.5.1.2.3.1");
    let findings = findings(vec![doctor(), authentication], &HpkiSettings::default());
    assert_decides(hpki::POLICY_AUTHENTICATION_CERTIFICATE, &findings);
}

#[test]
fn a_certificate_without_policies() {
    let findings = findings(vec![doctor()], &HpkiSettings::default());
    assert_decides(hpki::POLICY_MISSING, &findings);
}

#[test]
fn a_role_that_cannot_be_read() {
    let roles = doctor();
    // The codedData of the actor is a NULL, in place of a SET.
    let actor = der::set([der::sequence([der::explicit(0, &der::null())])]);
    let attribute = der::sequence([der::oid("1.0.17090.0.1"), der::set([actor])]);
    let malformed = Extension { value: der::sequence([attribute]), ..roles };
    assert_eq!(malformed.oid, ROLE);
    let findings = findings(vec![malformed, policy(POLICY)], &HpkiSettings::default());
    assert_decides(hpki::ROLE_MALFORMED, &findings);
}

#[test]
fn an_authority_for_authentication() {
    let hpki = look_alike();
    let settings = HpkiSettings::default();
    let judge = |der: &[u8]| settings.judge_issuing_ca(&Certificate::from_der(der).unwrap());
    assert_decides(hpki::CA_POLICY_NOT_ALLOWED, [&judge(&hpki.auth_ca.certificate)]);
    // Nor one without any policy.
    assert_decides(hpki::CA_POLICY_NOT_ALLOWED, [&judge(&hpki.root.certificate)]);
    let own = judge(&hpki.sign_ca.certificate);
    assert!(shohosen_report::Objections::of([&own]).are_none(), "{own:?}");
}
