//! The HPKI profile on certificates of the look-alike and of real documents.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use shohosen_pki::Certificate;
use shohosen_pki::hpki::{
    Certainty, HpkiProfile, HpkiSettings, KeyUsageRule, PolicyGrade, PolicyUsage,
};
use shohosen_report::{DocumentKind, Finding, Objections, SubIndication, Time, Value, Verdict};
use shohosen_testkit::pki::{Grade, HpkiLookAlike, Person, Usage};

fn look_alike() -> HpkiLookAlike {
    HpkiLookAlike::from_committed_keys(Time::parse_rfc3339("2026-04-01T00:00:00Z").unwrap())
}

fn certificate(person: &Person) -> Certificate {
    Certificate::from_der(&look_alike().credential(person).certificate).unwrap()
}

fn judge(person: &Person, document: DocumentKind, settings: &HpkiSettings) -> Vec<Finding> {
    settings.judge(&HpkiProfile::of(&certificate(person)), document)
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.id()).collect()
}

/// Codes and verdict of a person who signs a prescription under the default settings.
fn prescribing(person: &Person) -> (Vec<&'static str>, Verdict) {
    let findings = judge(person, DocumentKind::Prescription, &HpkiSettings::default());
    (codes(&findings), Objections::of(&findings).verdict().unwrap_or(Verdict::Valid))
}

#[test]
fn a_physician_and_a_dentist_may_prescribe_and_a_pharmacist_may_dispense() {
    let passed =
        vec!["hpki.policy.allowed", "hpki.key_usage.non_repudiation", "hpki.role.authorised"];
    assert_eq!(prescribing(&Person::doctor()), (passed.clone(), Verdict::Valid));
    assert_eq!(prescribing(&Person::dentist()), (passed.clone(), Verdict::Valid));
    let settings = HpkiSettings::default();
    let findings = judge(&Person::pharmacist(), DocumentKind::Dispensing, &settings);
    assert_eq!(codes(&findings), passed);
    let (codes, verdict) = prescribing(&Person::doctor().plain_subject());
    assert_eq!((codes, verdict), (passed, Verdict::Valid), "name and organisation are optional");
}

#[test]
fn the_wrong_profession_is_refused_with_what_was_found_and_what_is_allowed() {
    for (person, document) in [
        (Person::pharmacist(), DocumentKind::Prescription),
        (Person::nurse(), DocumentKind::Prescription),
        (Person::doctor(), DocumentKind::Dispensing),
        (Person::nurse(), DocumentKind::Dispensing),
    ] {
        let findings = judge(&person, document, &HpkiSettings::default());
        let finding = findings.iter().find(|f| f.code.id() == "hpki.role.not_authorised").unwrap();
        assert_eq!(finding.evidence.get("found"), Some(&Value::from(person.roles.clone())));
        // Said in the language of the sentence; programs read the word of the kind.
        let shown = serde_json::to_value(finding.evidence.get("document").unwrap()).unwrap();
        assert_eq!(shown, document.as_str());
        let judgement = Objections::of(&findings);
        assert_eq!(judgement.verdict(), Some(Verdict::Invalid));
        assert_eq!(judgement.sub_indication(), Some(SubIndication::SigConstraintsFailure));
    }
}

#[test]
fn one_role_of_several_suffices_and_names_match_byte_for_byte() {
    let both = Person::doctor().roles(&["Pharmacist", "Medical Doctor"]);
    assert_eq!(prescribing(&both).1, Verdict::Valid);
    for name in ["medical doctor", "Medical  Doctor", "Medical Doctor ", "医師"] {
        let (codes, verdict) = prescribing(&Person::doctor().roles(&[name]));
        assert!(codes.contains(&"hpki.role.unknown"), "{name}");
        assert!(codes.contains(&"hpki.role.not_authorised"), "{name}");
        assert_eq!(verdict, Verdict::Invalid, "{name}");
    }
}

#[test]
fn no_role_and_a_role_of_another_scheme_authorise_nothing() {
    let (codes, verdict) = prescribing(&Person::without_role());
    assert!(codes.contains(&"hpki.role.missing"));
    assert_eq!(verdict, Verdict::Invalid);
    let (codes, verdict) = prescribing(&Person::doctor().role_scheme("1.2.392.100495.1.6.1.2"));
    assert!(codes.contains(&"hpki.role.wrong_scheme") && codes.contains(&"hpki.role.missing"));
    assert_eq!(verdict, Verdict::Invalid);
}

#[test]
fn a_test_certificate_counts_only_where_the_settings_say_so() {
    let test = Person::doctor().grade(Grade::Test);
    let findings = judge(&test, DocumentKind::Prescription, &HpkiSettings::default());
    assert!(codes(&findings).contains(&"hpki.policy.test_certificate"));
    let judgement = Objections::of(&findings);
    assert_eq!(judgement.verdict(), Some(Verdict::Invalid));
    assert_eq!(judgement.sub_indication(), Some(SubIndication::ChainConstraintsFailure));

    let settings = HpkiSettings { allow_test_certificates: true, ..HpkiSettings::default() };
    let findings = judge(&test, DocumentKind::Prescription, &settings);
    assert!(codes(&findings).contains(&"hpki.policy.test_certificate_allowed"));
    assert_eq!(Objections::of(&findings).verdict(), None);
    // The switch is for test grade only, not for authentication.
    let authentication = test.usage(Usage::Authentication).key_usage(&[1]);
    let findings = judge(&authentication, DocumentKind::Prescription, &settings);
    assert!(codes(&findings).contains(&"hpki.policy.authentication_certificate"));
    assert_eq!(Objections::of(&findings).verdict(), Some(Verdict::Invalid));
}

#[test]
fn an_authentication_certificate_and_its_ca_are_refused() {
    let (codes, verdict) = prescribing(&Person::doctor().usage(Usage::Authentication));
    assert!(codes.contains(&"hpki.policy.authentication_certificate"));
    assert!(codes.contains(&"hpki.key_usage.not_non_repudiation"));
    assert_eq!(verdict, Verdict::Invalid);

    let hpki = look_alike();
    let settings = HpkiSettings::default();
    let judge_ca = |der: &[u8]| settings.judge_issuing_ca(&Certificate::from_der(der).unwrap());
    assert_eq!(judge_ca(&hpki.sign_ca.certificate).code.id(), "hpki.ca_policy.allowed");
    assert_eq!(judge_ca(&hpki.auth_ca.certificate).code.id(), "hpki.ca_policy.not_allowed");
    assert_eq!(judge_ca(&hpki.root.certificate).code.id(), "hpki.ca_policy.not_allowed");
}

#[test]
fn a_certificate_of_another_pki_has_no_policy_of_the_hpki() {
    // The root of the look-alike carries no policies, as the real one.
    let root = Certificate::from_der(&look_alike().root.certificate).unwrap();
    let findings =
        HpkiSettings::default().judge(&HpkiProfile::of(&root), DocumentKind::Prescription);
    assert!(codes(&findings).contains(&"hpki.policy.missing"));

    let other = shohosen_pki::Oid::from_arcs(&[2, 999, 1]);
    let settings = HpkiSettings { signer_policies: vec![other], ..HpkiSettings::default() };
    let findings = judge(&Person::doctor(), DocumentKind::Prescription, &settings);
    let unknown = findings.iter().find(|f| f.code.id() == "hpki.policy.unknown").unwrap();
    assert_eq!(unknown.evidence.get("allowed"), Some(&vec!["2.999.1".to_owned()].into()));
}

#[test]
fn key_usage_is_non_repudiation_alone_unless_the_settings_relax_it() {
    let both = Person::doctor().key_usage(&[0, 1]);
    let (codes, verdict) = prescribing(&both);
    assert!(codes.contains(&"hpki.key_usage.additional_bits"));
    assert_eq!(verdict, Verdict::Invalid);
    let key_usage = KeyUsageRule::NonRepudiation;
    let settings = HpkiSettings { key_usage, ..HpkiSettings::default() };
    let findings = judge(&both, DocumentKind::Prescription, &settings);
    assert_eq!(Objections::of(&findings).verdict(), None);
    let without = Person::doctor().key_usage(&[0]);
    let findings = judge(&without, DocumentKind::Prescription, &settings);
    assert_eq!(Objections::of(&findings).verdict(), Some(Verdict::Invalid));
}

#[test]
fn where_no_role_is_demanded_it_is_told_and_not_judged() {
    let settings = HpkiSettings::default();
    let findings = judge(&Person::nurse(), DocumentKind::Scanned, &settings);
    assert!(codes(&findings).contains(&"hpki.role.found"));
    assert_eq!(Objections::of(&findings).verdict(), None);
    let findings = judge(&Person::without_role(), DocumentKind::Unknown, &settings);
    assert!(codes(&findings).contains(&"hpki.role.missing"));
    assert_eq!(Objections::of(&findings).verdict(), None);
}

#[test]
fn the_licence_number_is_in_no_debug_output_and_in_no_finding() {
    let person = Person::doctor().grade(Grade::Test).roles(&["Pharmacist", "X"]).key_usage(&[0]);
    let profile = HpkiProfile::of(&certificate(&person));
    let number = profile.licence_number.as_ref().unwrap().as_ref().unwrap();
    assert_eq!(number.expose(), person.registration);
    let findings = HpkiSettings::default().judge(&profile, DocumentKind::Prescription);
    let written = format!("{profile:?} {number} {}", serde_json::to_string(&findings).unwrap());
    assert!(!written.contains(&person.registration), "{written}");
    assert!(written.contains("***"));
}

#[test]
fn the_profile_holds_the_names_in_both_scripts() {
    let profile = HpkiProfile::of(&certificate(&Person::doctor()));
    assert_eq!(profile.common_name.as_deref(), Some("Hanako Shiken"));
    assert_eq!(profile.name_ja.as_deref(), Some("試験　花子"));
    assert_eq!(profile.organization.as_deref(), Some("SHOHOSEN TEST HOSPITAL"));
    let plain = HpkiProfile::of(&certificate(&Person::doctor().plain_subject()));
    assert_eq!((plain.name_ja, plain.organization), (None, None));
    let known = profile.policies[0].known.unwrap();
    assert_eq!((known.usage, known.grade), (PolicyUsage::Signature, PolicyGrade::Production));
    assert_eq!(known.certainty, Certainty::Confirmed);
}
