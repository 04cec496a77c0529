//! Finding paths among friends, strangers and forgers.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::time;
use shohosen_pki::crypto::AlgorithmPolicy;
use shohosen_pki::{
    Certificate, CertificatePath, PathError, PathFailure, PathLimits, PathRequest, PathSettings,
    SignatureCache, TimeBasis, TrustAnchor, TrustStore, find_path,
};
use shohosen_report::codes;
use shohosen_testkit::pki::{
    Authority, CertificateTemplate, HpkiLookAlike, Name, Person, after, extensions,
};

const EPOCH: &str = "2026-06-15T03:00:00Z";

fn read(der: &[u8]) -> Certificate {
    Certificate::from_der(der).unwrap()
}

fn trust(authority: &Authority) -> TrustStore {
    [TrustAnchor::certificate(read(&authority.certificate))].into_iter().collect()
}

struct Search {
    target: Certificate,
    intermediates: Vec<Certificate>,
    anchors: TrustStore,
    settings: PathSettings,
    cache: SignatureCache,
}

impl Search {
    /// A doctor with the CA's certificate, trusting the root.
    fn of_a_doctor(hpki: &HpkiLookAlike) -> Self {
        Self {
            target: read(&hpki.credential(&Person::doctor()).certificate),
            intermediates: vec![read(&hpki.sign_ca.certificate)],
            anchors: trust(&hpki.root),
            settings: PathSettings::default(),
            cache: SignatureCache::new(),
        }
    }

    fn run(&self) -> Result<CertificatePath, PathFailure> {
        find_path(&PathRequest {
            target: &self.target,
            intermediates: &self.intermediates,
            anchors: &self.anchors,
            at: time(EPOCH),
            settings: &self.settings,
            cache: &self.cache,
        })
    }

    fn error(&self) -> PathError {
        self.run().unwrap_err().problems[0].error.clone()
    }
}

fn hpki() -> HpkiLookAlike {
    HpkiLookAlike::from_committed_keys(time(EPOCH))
}

#[test]
fn a_pinned_root_must_be_found_among_the_candidates() {
    let hpki = hpki();
    let mut search = Search::of_a_doctor(&hpki);
    let root = read(&hpki.root.certificate);
    search.anchors = [TrustAnchor::pinned("the root", *root.sha256())].into_iter().collect();
    let missing = PathError::IssuerNotFound { issuer: root.subject().clone() };
    assert_eq!(search.error(), missing);
    search.intermediates.push(root);
    assert_eq!(search.run().unwrap().anchor_name, "the root");
}

#[test]
fn a_forger_with_the_same_names_reaches_no_anchor() {
    let (hpki, forger) = (hpki(), HpkiLookAlike::forged(time(EPOCH)));
    let mut search = Search::of_a_doctor(&forger);
    search.intermediates.push(read(&forger.root.certificate));
    search.anchors = trust(&hpki.root);
    let failure = search.run().unwrap_err();
    assert!(!failure.anchored);
    let finding = &failure.findings(TimeBasis::Proven)[0];
    assert_eq!(finding.code, codes::pki::PATH_NO_TRUST_ANCHOR);
    // The true root was tried and refused, too.
    let root = read(&hpki.root.certificate);
    let tried = failure.candidates.iter().find(|c| c.sha256 == *root.sha256()).unwrap();
    assert_eq!(tried.reason, Some(PathError::OtherKey));
}

#[test]
fn an_older_certificate_of_the_same_name_does_not_stand_in_the_way() {
    let (hpki, other) = (hpki(), HpkiLookAlike::forged(time(EPOCH)));
    let mut search = Search::of_a_doctor(&hpki);
    search.intermediates.insert(0, read(&other.sign_ca.certificate));
    assert_eq!(search.run().unwrap().certificates.len(), 2);
}

#[test]
fn an_end_entity_issues_nothing() {
    let hpki = hpki();
    let key = hpki.keys.key("other");
    let issue = |issuer: &Name, subject: &Name, subject_key: &_, issuer_key: &_| {
        let template = CertificateTemplate {
            serial: 1,
            issuer: issuer.clone(),
            subject: subject.clone(),
            not_before: after(time(EPOCH), -60),
            not_after: after(time(EPOCH), 60),
            extensions: vec![extensions::key_usage(&[1])],
        };
        read(&template.sign(subject_key, issuer_key))
    };
    let (middle, end) = (Name::new(&[("CN", "signer")]), Name::new(&[("CN", "forged")]));
    let mut search = Search::of_a_doctor(&hpki);
    search.intermediates.push(issue(&hpki.sign_ca.name, &middle, &key, &hpki.sign_ca.key));
    search.target = issue(&middle, &end, &hpki.keys.key("doctor"), &key);
    let failure = search.run().unwrap_err();
    assert!(failure.anchored);
    let errors: Vec<_> = failure.problems.iter().map(|p| (p.position, p.error.clone())).collect();
    assert_eq!(errors.first(), Some(&(1, PathError::NotACa)));
    assert!(matches!(errors.as_slice(), [_, (1, PathError::KeyUsage { .. })]), "{errors:?}");
}

#[test]
fn a_target_that_is_an_anchor_is_trusted_as_given() {
    let hpki = hpki();
    let mut search = Search::of_a_doctor(&hpki);
    search.anchors = [TrustAnchor::certificate(search.target.clone())].into_iter().collect();
    search.intermediates.clear();
    let path = search.run().unwrap();
    assert_eq!((path.certificates.len(), &path.anchor), (1, &search.target));
}

#[test]
fn a_warm_cache_needs_no_public_key_operation_and_binds_key_and_object() {
    let hpki = hpki();
    let mut search = Search::of_a_doctor(&hpki);
    let limits = PathLimits { signatures: 0, ..PathLimits::default() };
    let none = PathSettings { limits, ..PathSettings::default() };
    search.settings = none;
    assert_eq!(search.error(), PathError::LimitReached { limit: "signatures", value: 0 });
    search.settings = PathSettings::default();
    search.run().unwrap();
    search.settings.limits.signatures = 0;
    search.run().unwrap();

    // Another certificate of the same signer was never verified.
    let known = std::mem::replace(
        &mut search.target,
        read(&hpki.credential(&Person::pharmacist()).certificate),
    );
    assert_eq!(search.error(), PathError::LimitReached { limit: "signatures", value: 0 });
    // The known one under another CA's key of the same name was not either.
    search.target = known;
    let forger = HpkiLookAlike::forged(time(EPOCH));
    search.intermediates = vec![read(&forger.sign_ca.certificate)];
    assert_eq!(search.error(), PathError::LimitReached { limit: "signatures", value: 0 });
    // And what the cache knows does not outlive a change of policy.
    search.intermediates = vec![read(&hpki.sign_ca.certificate)];
    search.settings.algorithms = AlgorithmPolicy::default().minimum_rsa_bits(3072);
    assert!(matches!(search.error(), PathError::AlgorithmRefused(_)));
}

#[test]
fn one_flipped_bit_is_noticed_even_with_a_warm_cache() {
    let hpki = hpki();
    let mut search = Search::of_a_doctor(&hpki);
    search.run().unwrap();
    let good = search.target.der().to_vec();
    let mut refused = 0;
    for at in (0..good.len()).step_by(7) {
        let mut altered = good.clone();
        altered[at] ^= 0x01;
        let Ok(target) = Certificate::from_der(&altered) else { continue };
        search.target = target;
        assert!(search.run().is_err(), "octet {at}");
        refused += 1;
    }
    assert!(refused > 20, "only {refused} altered certificates could be read");
}

#[test]
fn many_issuers_of_the_same_name_run_into_the_limit() {
    let hpki = hpki();
    let mut search = Search::of_a_doctor(&hpki);
    search.settings.limits.signatures = 3;
    let wrong_keys = ["other", "pharmacist", "tsa", "forged-ca"].map(|name| hpki.keys.key(name));
    search.intermediates = (0..200)
        .zip(wrong_keys.iter().cycle())
        .map(|(serial, wrong_key)| {
            let template = CertificateTemplate {
                serial,
                issuer: hpki.root.name.clone(),
                subject: hpki.sign_ca.name.clone(),
                not_before: after(time(EPOCH), -60),
                not_after: after(time(EPOCH), 60),
                extensions: vec![extensions::basic_constraints_ca()],
            };
            read(&template.sign(wrong_key, wrong_key))
        })
        .collect();
    let failure = search.run().unwrap_err();
    let error = PathError::LimitReached { limit: "signatures", value: 3 };
    assert_eq!(failure.problems[0].error, error);
    let finding = &failure.findings(TimeBasis::Proven)[0];
    assert_eq!(finding.code, codes::pki::PATH_LIMIT_REACHED);
}

#[test]
fn a_key_that_did_not_sign_is_tried_once_however_many_certificates_it_has() {
    let hpki = hpki();
    let mut search = Search::of_a_doctor(&hpki);
    search.settings.limits.signatures = 1;
    let wrong_key = hpki.keys.key("other");
    search.intermediates = (0..200)
        .map(|serial| {
            let template = CertificateTemplate {
                serial,
                issuer: hpki.root.name.clone(),
                subject: hpki.sign_ca.name.clone(),
                not_before: after(time(EPOCH), -60),
                not_after: after(time(EPOCH), 60),
                extensions: vec![extensions::basic_constraints_ca()],
            };
            read(&template.sign(&wrong_key, &wrong_key))
        })
        .collect();
    assert!(matches!(search.error(), PathError::Signature(_)));
}

#[test]
fn an_issuer_beyond_the_limit_of_candidates_is_not_called_missing() {
    let hpki = hpki();
    let mut search = Search::of_a_doctor(&hpki);
    search.settings.limits.candidates = 1;
    search.intermediates.insert(0, read(&hpki.auth_ca.certificate));
    assert_eq!(search.error(), PathError::LimitReached { limit: "candidates", value: 1 });
}

#[test]
fn crossed_certificates_of_two_authorities_end() {
    let hpki = hpki();
    let mut search = Search::of_a_doctor(&hpki);
    let (a, b) = (hpki.keys.key("other"), hpki.keys.key("pharmacist"));
    let name = |cn| Name::new(&[("C", "JP"), ("CN", cn)]);
    let cross = |serial, subject, key: &_, issuer, issuer_key: &_| {
        let template = CertificateTemplate {
            serial,
            issuer: name(issuer),
            subject: name(subject),
            not_before: after(time(EPOCH), -60),
            not_after: after(time(EPOCH), 60),
            extensions: vec![extensions::basic_constraints_ca()],
        };
        read(&template.sign(key, issuer_key))
    };
    search.target = cross(9, "target", &hpki.keys.key("doctor"), "A", &a);
    search.intermediates = (0..20)
        .flat_map(|n| [cross(2 * n, "A", &a, "B", &b), cross(2 * n + 1, "B", &b, "A", &a)])
        .collect();
    let failure = search.run().unwrap_err();
    assert!(!failure.anchored);
    assert!(failure.candidates.len() <= 64);
}
