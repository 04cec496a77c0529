//! Trust in a certificate as a whole: path, revocation and purpose, for a signer and for a
//! time-stamp authority.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod common;

use common::time;
use shohosen_pki::crypto::{AlgorithmPolicy, DigestAlgorithm};
use shohosen_pki::{
    Assessment, Certificate, CertificateList, NotRevokedBecause, PathSettings, RevocationSettings,
    SignatureCache, TimeBasis, TrustAnchor, TrustMaterial, TrustRequest, TrustRole, TrustStore,
    WorkBudget, WorkLimits,
};
use shohosen_report::{Objections, Severity, Time, Verdict};
use shohosen_testkit::der;
use shohosen_testkit::keys::{Digest, KeyStore};
use shohosen_testkit::pki::{
    CertificateTemplate, CrlTemplate, Extension, HpkiLookAlike, Name, Person, Revocation, Usage,
    after, extensions,
};
use shohosen_testkit::tsa::TimeStampAuthority;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn read(der: &[u8]) -> Certificate {
    Certificate::from_der(der).unwrap()
}

fn at() -> Time {
    time("2026-06-15T03:00:00Z")
}

fn anchors(root: &[u8]) -> TrustStore {
    [TrustAnchor::certificate(read(root))].into_iter().collect()
}

struct Question {
    certificate: Certificate,
    role: TrustRole,
    anchors: TrustStore,
    candidates: Vec<Certificate>,
    crls: Vec<CertificateList>,
    at: Time,
    basis: TimeBasis,
    limits: WorkLimits,
    algorithms: AlgorithmPolicy,
    /// Signatures that may be verified for one certificate, where that is not the default.
    signatures: Option<usize>,
}

impl Question {
    fn assess(&self) -> Assessment {
        let mut path =
            PathSettings { algorithms: self.algorithms.clone(), ..PathSettings::default() };
        path.limits.signatures = self.signatures.unwrap_or(path.limits.signatures);
        TrustRequest {
            certificate: &self.certificate,
            role: self.role,
            anchors: &self.anchors,
            material: &[
                TrustMaterial { certificates: &self.candidates, ..TrustMaterial::default() },
                TrustMaterial { crls: &self.crls, ..TrustMaterial::default() },
            ],
            at: self.at,
            basis: self.basis,
            verified_at: after(self.at, DAY),
            settings: &RevocationSettings { path, ..RevocationSettings::default() },
            cache: &SignatureCache::new(),
            budget: &WorkBudget::new(self.limits),
        }
        .assess()
    }

    /// The ids of errors.
    fn errors(&self) -> Vec<&'static str> {
        let findings = self.assess().findings();
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| finding.code.id()).collect()
    }
}

fn list(der: &[u8]) -> CertificateList {
    CertificateList::from_der(der).unwrap()
}

fn doctor() -> Question {
    let hpki = HpkiLookAlike::from_committed_keys(at());
    Question {
        certificate: read(&hpki.credential(&Person::doctor()).certificate),
        role: TrustRole::Signer,
        anchors: anchors(&hpki.root.certificate),
        candidates: vec![read(&hpki.sign_ca.certificate)],
        crls: vec![
            list(&hpki.crl(Usage::Signature, after(at(), -HOUR))),
            list(&hpki.sarl(after(at(), -HOUR), &[])),
        ],
        at: at(),
        basis: TimeBasis::Proven,
        limits: WorkLimits::default(),
        algorithms: AlgorithmPolicy::default(),
        signatures: None,
    }
}

#[test]
fn a_doctor_with_everything_is_trusted_and_every_part_says_why() {
    let assessment = doctor().assess();
    let trusted = assessment.trusted().expect("everything is there");
    assert_eq!(trusted.path.certificates.len(), 2);
    assert_eq!(trusted.not_revoked.because().len(), 2);
    assert_eq!(trusted.purpose.named(), None);
    assert!(Objections::of(&assessment.findings()).are_none());
}

#[test]
fn without_any_one_part_there_is_no_trust() {
    let without_lists = Question { crls: Vec::new(), ..doctor() };
    let assessment = without_lists.assess();
    assert!(assessment.path().is_ok() && assessment.not_revoked().is_none());
    assert!(assessment.trusted().is_none());
    let mut without_sarl = doctor();
    without_sarl.crls.pop();
    assert!(without_sarl.assess().not_revoked().is_none(), "the authority is not known good");
    let without_issuer = Question { candidates: Vec::new(), ..doctor() };
    assert!(without_issuer.assess().trusted().is_none());
    assert!(without_issuer.assess().revocation().is_empty());
    let without_anchor = Question { anchors: TrustStore::new(), ..doctor() };
    assert_eq!(without_anchor.errors(), ["pki.path.issuer_not_found"]);
    for question in [without_lists, without_sarl, without_issuer, without_anchor] {
        let findings = question.assess().findings();
        assert_ne!(Objections::of(&findings).verdict(), None);
    }
}

#[test]
fn a_signer_who_is_an_anchor_needs_no_list_and_is_said_to_be_one() {
    let mut question = doctor();
    question.anchors = anchors(question.certificate.der());
    question.crls.clear();
    let not_revoked = question.assess().not_revoked().unwrap();
    assert_eq!(not_revoked.because(), [NotRevokedBecause::ConfiguredAnchor]);
}

#[test]
fn the_policy_of_algorithms_holds_for_the_signatures_of_issuers() {
    // Every signature of the test kit is by SHA-256; the doctor's own key is not in question.
    let algorithms = AlgorithmPolicy::default().allow_digest(DigestAlgorithm::Sha256, false);
    let question = Question { algorithms, ..doctor() };
    assert_eq!(question.errors(), ["pki.certificate.algorithm_refused"]);
    assert!(question.assess().trusted().is_none());
}

#[test]
fn a_spent_budget_trusts_nobody() {
    for limits in [
        WorkLimits { public_key_operations: 0, ..WorkLimits::default() },
        WorkLimits { path_steps: 0, ..WorkLimits::default() },
    ] {
        let question = Question { limits, ..doctor() };
        assert_eq!(question.errors(), ["pki.path.limit_reached"]);
        assert!(question.assess().trusted().is_none());
    }
}

/// The doctor, revoked by the oldest of this many current lists, of which the newer ones know nothing.
fn revoked_in_the_oldest_of(lists: usize) -> Question {
    let hpki = HpkiLookAlike::from_committed_keys(at());
    let credential = hpki.credential(&Person::doctor());
    let crls = (1..=lists).map(|number| {
        let revoked = Revocation { serial: credential.serial, at: after(at(), -DAY), reason: 1 };
        let made = CrlTemplate {
            issuer: hpki.sign_ca.name.clone(),
            this_update: after(at(), 60 * number as i64 - DAY / 2),
            next_update: after(at(), DAY),
            number: number as u64,
            revoked: if number == 1 { vec![revoked] } else { Vec::new() },
            authority_scope: None,
        };
        list(&made.sign(&hpki.sign_ca.key))
    });
    let mut crls: Vec<_> = crls.collect();
    crls.push(list(&hpki.sarl(after(at(), -HOUR), &[])));
    let certificate = read(&credential.certificate);
    Question { certificate, crls, signatures: Some(1000), ..doctor() }
}

/// Lists that are looked at for one certificate, at most.
const MAX_RELEVANT: usize = 256;

#[test]
fn a_flood_of_lists_hides_no_revocation() {
    let found = revoked_in_the_oldest_of(MAX_RELEVANT);
    assert_eq!(found.errors(), ["pki.certificate.revoked"]);
    // One more, and the list that revokes is not looked at: nothing acquits any more.
    let flooded = revoked_in_the_oldest_of(MAX_RELEVANT + 1);
    assert_eq!(flooded.errors()[0], "pki.revocation.unusable");
    assert!(flooded.assess().trusted().is_none());
}

/// The doctor's certificate again with this extKeyUsage.
fn doctor_with(purposes: &[&str], critical: bool) -> Question {
    let hpki = HpkiLookAlike::from_committed_keys(at());
    let credential = hpki.credential(&Person::doctor());
    let value = der::sequence(purposes.iter().map(|purpose| der::oid(purpose)));
    let template = CertificateTemplate {
        serial: credential.serial,
        issuer: credential.issuer.clone(),
        subject: Name::new(&[("C", "JP"), ("CN", "Doctor")]),
        not_before: after(at(), -DAY),
        not_after: after(at(), 30 * DAY),
        extensions: vec![
            extensions::key_usage(&[1]),
            Extension { oid: "2.5.29.37", critical, value },
        ],
    };
    let certificate = read(&template.sign(&credential.key, &hpki.sign_ca.key));
    Question { certificate, ..doctor() }
}

#[test]
fn a_critical_purpose_that_does_not_fit_ends_trust_in_a_signer() {
    // serverAuth, codeSigning, emailProtection, timeStamping
    for other in
        ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.8"]
    {
        let critical = doctor_with(&[other], true);
        assert_eq!(critical.errors(), ["pki.certificate.extended_key_usage"], "{other}");
        let assessment = critical.assess();
        assert!(assessment.path().is_ok() && assessment.not_revoked().is_some());
        assert!(assessment.purpose().is_err() && assessment.trusted().is_none());
        assert_eq!(Objections::of(&assessment.findings()).verdict(), Some(Verdict::Invalid));
        // Not critical, it is a recommendation.
        assert!(doctor_with(&[other], false).assess().trusted().is_some(), "{other}");
    }
    // anyExtendedKeyUsage, documentSigning (RFC 9336), one of several
    let server = "1.3.6.1.5.5.7.3.1";
    for fitting in [&["2.5.29.37.0"][..], &["1.3.6.1.5.5.7.3.36"], &[server, "1.3.6.1.5.5.7.3.36"]]
    {
        assert!(doctor_with(fitting, true).assess().trusted().is_some(), "{fitting:?}");
    }
}

#[test]
fn a_critical_purpose_of_an_authority_limits_those_below_it() {
    let hpki = HpkiLookAlike::from_committed_keys(at());
    let authority = |purpose, critical| {
        let template = CertificateTemplate {
            serial: hpki.sign_ca.serial,
            issuer: hpki.root.name.clone(),
            subject: hpki.sign_ca.name.clone(),
            not_before: after(at(), -DAY),
            not_after: after(at(), 30 * DAY),
            extensions: vec![
                extensions::basic_constraints_ca(),
                extensions::key_usage(&[5, 6]),
                extensions::extended_key_usage(purpose, critical),
            ],
        };
        vec![read(&template.sign(&hpki.sign_ca.key, &hpki.root.key))]
    };
    let path = |purpose, critical| {
        let question = Question { candidates: authority(purpose, critical), ..doctor() };
        (question.assess().path().is_ok(), question.errors())
    };
    let server = "1.3.6.1.5.5.7.3.1";
    assert_eq!(path(server, true), (false, vec!["pki.certificate.extended_key_usage"]));
    assert!(path(server, false).0);
    assert!(path("2.5.29.37.0", true).0);
}

/// The authority of the test kit with a list that revokes it.
fn authority(gen_time: Time, revoked: Option<(Time, Option<u8>)>) -> Question {
    let tsa = TimeStampAuthority::from_committed_keys(time("2026-04-01T00:00:00Z"));
    let key = KeyStore::committed().key("tsa-root");
    let algorithm = key.signature_algorithm(Digest::Sha256);
    let issuer = read(&tsa.root).subject().der().to_vec();
    let entry = revoked.map(|(at, reason)| {
        let reason = reason.map(|code| {
            let value = der::enumerated(code);
            let extension = Extension { oid: "2.5.29.21", critical: false, value };
            der::sequence([extension.der()])
        });
        let serial = der::integer(37);
        let entry = der::sequence([serial, der::certificate_time(at), reason.unwrap_or_default()]);
        der::sequence([entry])
    });
    let tbs = der::sequence([
        der::integer(1),
        algorithm.clone(),
        issuer,
        der::certificate_time(after(at(), -HOUR)),
        der::certificate_time(after(at(), DAY)),
        entry.unwrap_or_default(),
    ]);
    let value = key.sign_der(Digest::Sha256, &tbs);
    let crl = list(&der::sequence([tbs, algorithm, der::bit_string(&value)]));
    Question {
        certificate: read(&tsa.certificate),
        role: TrustRole::TimeStampAuthority { gen_time },
        anchors: anchors(&tsa.root),
        candidates: Vec::new(),
        crls: vec![crl],
        at: at(),
        basis: TimeBasis::VerificationTime,
        limits: WorkLimits::default(),
        algorithms: AlgorithmPolicy::default(),
        signatures: None,
    }
}

#[test]
fn an_authority_revoked_without_compromise_keeps_its_earlier_tokens() {
    // X05, with all four reasons of RFC 3161 §4 no. 1.
    let revoked_at = time("2025-06-01T00:00:00Z");
    for reason in [0, 3, 4, 5] {
        let token = |text| authority(time(text), Some((revoked_at, Some(reason))));
        let before = token("2025-05-31T00:00:00Z").assess();
        let because = before.not_revoked().expect("earlier tokens stay good");
        assert!(matches!(because.because(), [NotRevokedBecause::RevokedAfterToken { .. }]));
        let told = before.findings();
        assert!(told.iter().any(|f| f.code.id() == "timestamp.certificate.revoked_later"));
        for late in ["2025-06-01T00:00:00Z", "2025-06-02T00:00:00Z"] {
            assert_eq!(token(late).errors(), ["timestamp.certificate.revoked"], "{reason} {late}");
        }
    }
}

#[test]
fn an_authority_revoked_for_compromise_or_without_reason_loses_all_tokens() {
    // X06: genTime three years before the revocation.
    let revoked_at = time("2025-06-01T00:00:00Z");
    for reason in [None, Some(1), Some(2), Some(6), Some(9), Some(10)] {
        let question = authority(time("2022-01-01T00:00:00Z"), Some((revoked_at, reason)));
        assert_eq!(question.errors(), ["timestamp.certificate.revoked"], "{reason:?}");
        assert!(question.assess().trusted().is_none());
    }
    assert_eq!(authority(time("2022-01-01T00:00:00Z"), None).errors(), [""; 0]);
}

#[test]
fn a_token_proven_to_be_older_than_a_compromise_stays_good() {
    // Judged at a time that an outer time-stamp proves, two days before the revocation.
    let gen_time = time("2022-01-01T00:00:00Z");
    let mut question = authority(gen_time, Some((after(at(), 2 * DAY), Some(1))));
    question.basis = TimeBasis::Proven;
    assert!(question.assess().trusted().is_some());
    question.basis = TimeBasis::VerificationTime;
    assert_eq!(question.errors(), ["timestamp.certificate.revoked"]);
}

#[test]
fn an_authority_needs_the_purpose_of_time_stamping_alone() {
    use shohosen_testkit::tsa::TsaFlaw;
    let gen_time = time("2026-06-01T00:00:00Z");
    assert!(authority(gen_time, None).assess().purpose().is_ok());
    for flaw in [TsaFlaw::WithoutTimeStampingUsage, TsaFlaw::UsageNotCritical] {
        let tsa = TimeStampAuthority::flawed(time("2026-04-01T00:00:00Z"), flaw);
        let question =
            Question { certificate: read(&tsa.certificate), ..authority(gen_time, None) };
        let assessment = question.assess();
        assert!(assessment.purpose().is_err() && assessment.trusted().is_none(), "{flaw:?}");
    }
}

#[test]
fn registration_numbers_of_candidates_are_not_told() {
    let hpki = HpkiLookAlike::from_committed_keys(at());
    let mut person = Person::doctor();
    person.registration = "T100001".into();
    let mut question = authority(at(), None);
    question.anchors = TrustStore::new();
    question.candidates = vec![read(&hpki.credential(&person).certificate)];
    let findings = question.assess().findings();
    let text = format!("{findings:?}");
    assert!(text.contains("serialNumber=***") && !text.contains("T100001"), "{text}");
}
