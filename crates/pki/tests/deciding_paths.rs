//! Each code about a certificate, its path and its revocation that decides a verdict, provoked by itself: what is
//! wrong is one thing, and the report says that and nothing else.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod common;

use common::time;
use shohosen_pki::crypto::{AlgorithmPolicy, DigestAlgorithm};
use shohosen_pki::{
    Certificate, CertificateList, OcspResponse, PathSettings, RevocationSettings, SignatureCache,
    TimeBasis, TrustAnchor, TrustMaterial, TrustRequest, TrustRole, TrustStore, WorkBudget,
    WorkLimits,
};
use shohosen_report::codes::{pki, timestamp};
use shohosen_report::{Finding, Time};
use shohosen_testkit::deciding::assert_decides;
use shohosen_testkit::der;
use shohosen_testkit::keys::KeyStore;
use shohosen_testkit::pki::{
    CertificateTemplate, CrlTemplate, DAY, Extension, HpkiLookAlike, Name, Revocation, Usage,
    after, extensions,
};
use shohosen_testkit::tsa::{TimeStampAuthority, TsaFlaw};

fn read(der: &[u8]) -> Certificate {
    Certificate::from_der(der).unwrap()
}

fn list(der: &[u8]) -> CertificateList {
    CertificateList::from_der(der).unwrap()
}

fn at() -> Time {
    time("2026-06-15T03:00:00Z")
}

/// Root, authority and signer, and how they are judged. Whole as it is made: each test changes one
/// thing.
struct Chain {
    hpki: HpkiLookAlike,
    authority: Vec<Extension>,
    authority_valid: (Time, Time),
    signer: Vec<Extension>,
    basis: TimeBasis,
    algorithms: AlgorithmPolicy,
    limits: WorkLimits,
}

impl Chain {
    fn new() -> Self {
        Self {
            hpki: HpkiLookAlike::from_committed_keys(at()),
            authority: vec![extensions::basic_constraints_ca(), extensions::key_usage(&[5, 6])],
            authority_valid: (after(at(), -DAY), after(at(), DAY)),
            signer: vec![extensions::key_usage(&[1])],
            basis: TimeBasis::VerificationTime,
            algorithms: AlgorithmPolicy::default(),
            limits: WorkLimits::default(),
        }
    }

    fn authority(mut self, extension: Extension) -> Self {
        self.authority.retain(|known| known.oid != extension.oid);
        self.authority.push(extension);
        self
    }

    fn signer(mut self, extension: Extension) -> Self {
        self.signer.push(extension);
        self
    }

    fn signer_certificate(&self) -> Vec<u8> {
        let signer = CertificateTemplate {
            serial: 700,
            issuer: self.hpki.sign_ca.name.clone(),
            subject: Name::new(&[("C", "JP"), ("CN", "Hanako Shiken")]),
            not_before: after(at(), -DAY),
            not_after: after(at(), DAY),
            extensions: self.signer.clone(),
        };
        signer.sign(&self.hpki.keys.key("doctor"), &self.hpki.sign_ca.key)
    }

    fn findings(&self) -> Vec<Finding> {
        self.findings_of(&self.signer_certificate(), &[])
    }

    /// What is said of this certificate, with these authorities beside the one of the chain.
    fn findings_of(&self, certificate: &[u8], further: &[Vec<u8>]) -> Vec<Finding> {
        let hpki = &self.hpki;
        let authority = CertificateTemplate {
            serial: hpki.sign_ca.serial,
            issuer: hpki.root.name.clone(),
            subject: hpki.sign_ca.name.clone(),
            not_before: self.authority_valid.0,
            not_after: self.authority_valid.1,
            extensions: self.authority.clone(),
        };
        let authority = read(&authority.sign(&hpki.sign_ca.key, &hpki.root.key));
        let mut candidates: Vec<_> = further.iter().map(|der| read(der)).collect();
        candidates.push(authority);
        let made = after(at(), -3600);
        let of_root = CrlTemplate {
            issuer: hpki.root.name.clone(),
            this_update: made,
            next_update: after(at(), DAY),
            number: 1,
            revoked: Vec::new(),
            authority_scope: None,
        };
        let of_root = of_root.sign(&hpki.root.key);
        let crls = [list(&hpki.crl(Usage::Signature, made)), list(&of_root)];
        let path = PathSettings { algorithms: self.algorithms.clone(), ..PathSettings::default() };
        let anchors: TrustStore =
            [TrustAnchor::certificate(read(&hpki.root.certificate))].into_iter().collect();
        let request = TrustRequest {
            certificate: &read(certificate),
            role: TrustRole::Signer,
            anchors: &anchors,
            material: &[TrustMaterial {
                certificates: &candidates,
                crls: &crls,
                ..TrustMaterial::default()
            }],
            at: at(),
            basis: self.basis,
            verified_at: at(),
            settings: &RevocationSettings { path, ..RevocationSettings::default() },
            cache: &SignatureCache::new(),
            budget: &WorkBudget::new(self.limits),
        };
        request.assess().findings()
    }
}

fn critical(oid: &'static str, value: Vec<u8>) -> Extension {
    Extension { oid, critical: true, value }
}

/// Without it, every test below might fail for a reason of its own.
#[test]
fn the_chain_as_it_is_made_is_good() {
    let findings = Chain::new().findings();
    assert!(shohosen_report::Objections::of(&findings).are_none(), "{findings:?}");
}

#[test]
fn a_search_that_reaches_its_limit() {
    let mut chain = Chain::new();
    chain.limits.path_steps = 0;
    assert_decides(pki::PATH_LIMIT_REACHED, &chain.findings());
}

#[test]
fn an_authority_that_demands_a_policy_which_the_certificate_lacks() {
    // requireExplicitPolicy 0 (RFC 5280 §4.2.1.11)
    let constraints = critical("2.5.29.36", der::sequence([der::implicit(0, &[0])]));
    assert_decides(pki::PATH_NO_VALID_POLICY, &Chain::new().authority(constraints).findings());
}

#[test]
fn a_signature_by_an_algorithm_that_nobody_implements() {
    let chain = Chain::new();
    let mut certificate = chain.signer_certificate();
    // sha256WithRSAEncryption becomes 1.2.840.113549.1.1.127, in both places.
    let sha256 = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];
    let places: Vec<usize> =
        (0..certificate.len() - 9).filter(|at| certificate[*at..].starts_with(&sha256)).collect();
    assert_eq!(places.len(), 2);
    places.into_iter().for_each(|at| certificate[at + 8] = 0x7F);
    let findings = chain.findings_of(&certificate, &[]);
    assert_decides(pki::CERTIFICATE_ALGORITHM_UNSUPPORTED, &findings);
}

/// Every signature of the test kit is by SHA-256.
fn without_sha256(basis: TimeBasis) -> Vec<Finding> {
    let algorithms = AlgorithmPolicy::default().allow_digest(DigestAlgorithm::Sha256, false);
    Chain { basis, algorithms, ..Chain::new() }.findings()
}

#[test]
fn an_algorithm_that_the_policy_refuses_at_a_proven_time() {
    assert_decides(pki::CERTIFICATE_ALGORITHM_REFUSED, &without_sha256(TimeBasis::Proven));
}

#[test]
fn an_algorithm_that_the_policy_refuses() {
    let findings = without_sha256(TimeBasis::VerificationTime);
    assert_decides(pki::CERTIFICATE_ALGORITHM_REFUSED_NO_POE, &findings);
}

#[test]
fn a_critical_extension_that_nobody_knows() {
    let unknown = || critical("2.999.1", der::null());
    let code = pki::CERTIFICATE_UNKNOWN_CRITICAL_EXTENSION;
    assert_decides(code, &Chain::new().signer(unknown()).findings());
    assert_decides(code, &Chain::new().authority(unknown()).findings());
}

#[test]
fn a_critical_purpose_other_than_signing_documents() {
    let server = || extensions::extended_key_usage("1.3.6.1.5.5.7.3.1", true);
    let code = pki::CERTIFICATE_EXTENDED_KEY_USAGE;
    assert_decides(code, &Chain::new().signer(server()).findings());
    assert_decides(code, &Chain::new().authority(server()).findings());
}

#[test]
fn a_name_that_the_authority_may_not_certify() {
    let subtree = |country| der::sequence([der::explicit(4, &Name::new(&[("C", country)]).der())]);
    let constraints = |which, country| {
        critical("2.5.29.30", der::sequence([der::explicit(which, &subtree(country))]))
    };
    let code = pki::CERTIFICATE_NAME_CONSTRAINTS;
    // The signer is in Japan: only others are permitted, or Japan is excluded.
    assert_decides(code, &Chain::new().authority(constraints(0, "FR")).findings());
    assert_decides(code, &Chain::new().authority(constraints(1, "JP")).findings());
    for good in [constraints(0, "JP"), constraints(1, "FR")] {
        let findings = Chain::new().authority(good).findings();
        assert!(shohosen_report::Objections::of(&findings).are_none(), "{findings:?}");
    }
}

#[test]
fn octets_that_are_no_certificate() {
    let error = Certificate::from_der(b"no certificate").unwrap_err();
    assert_decides(pki::CERTIFICATE_MALFORMED, [&error.finding()]);
}

#[test]
fn octets_that_are_no_list() {
    let error = CertificateList::from_der(b"no list").unwrap_err();
    assert_decides(pki::CRL_MALFORMED, [&error.finding()]);
}

#[test]
fn octets_that_are_no_response() {
    let error = OcspResponse::from_der(b"no response").unwrap_err();
    assert_decides(pki::OCSP_MALFORMED, [&error.finding()]);
}

#[test]
fn an_authority_that_is_none() {
    // basicConstraints without cA
    let none = critical("2.5.29.19", der::sequence::<&[u8]>([]));
    assert_decides(pki::CA_NOT_A_CA, &Chain::new().authority(none).findings());
}

#[test]
fn an_authority_that_may_not_sign_certificates() {
    // cRLSign alone
    let findings = Chain::new().authority(extensions::key_usage(&[6])).findings();
    assert_decides(pki::CA_KEY_USAGE, &findings);
}

#[test]
fn an_authority_below_one_that_allows_none() {
    let none_below = critical("2.5.29.19", der::sequence([der::boolean_true(), der::integer(0)]));
    let chain = Chain::new().authority(none_below);
    let key = chain.hpki.keys.key("other");
    let name = Name::new(&[("C", "JP"), ("CN", "Second authority")]);
    let (not_before, not_after) = (after(at(), -DAY), after(at(), DAY));
    let second = CertificateTemplate {
        serial: 701,
        issuer: chain.hpki.sign_ca.name.clone(),
        subject: name.clone(),
        not_before,
        not_after,
        extensions: vec![extensions::basic_constraints_ca(), extensions::key_usage(&[5, 6])],
    };
    let signer = CertificateTemplate {
        serial: 702,
        issuer: name,
        subject: Name::new(&[("C", "JP"), ("CN", "Hanako Shiken")]),
        not_before,
        not_after,
        extensions: vec![extensions::key_usage(&[1])],
    };
    let second = second.sign(&key, &chain.hpki.sign_ca.key);
    let signer = signer.sign(&chain.hpki.keys.key("doctor"), &key);
    assert_decides(pki::CA_PATH_LENGTH, &chain.findings_of(&signer, &[second]));
}

#[test]
fn an_authority_that_maps_any_policy() {
    // RFC 5280 §6.1.4 (a)
    let mapping = der::sequence([der::oid("2.5.29.32.0"), der::oid("2.999.1")]);
    let mappings = Extension { oid: "2.5.29.33", critical: false, value: der::sequence([mapping]) };
    assert_decides(pki::CA_ANY_POLICY_MAPPED, &Chain::new().authority(mappings).findings());
}

#[test]
fn an_authority_that_has_expired() {
    let authority_valid = (after(at(), -2 * DAY), after(at(), -1));
    assert_decides(pki::CA_EXPIRED, &Chain { authority_valid, ..Chain::new() }.findings());
    // The last second still counts (RFC 5280 §4.1.2.5).
    let authority_valid = (after(at(), -2 * DAY), at());
    let findings = Chain { authority_valid, ..Chain::new() }.findings();
    assert!(shohosen_report::Objections::of(&findings).are_none(), "{findings:?}");
}

#[test]
fn an_authority_that_is_not_yet_valid() {
    let authority_valid = (after(at(), 1), after(at(), DAY));
    assert_decides(pki::CA_NOT_YET_VALID, &Chain { authority_valid, ..Chain::new() }.findings());
    let authority_valid = (at(), after(at(), DAY));
    let findings = Chain { authority_valid, ..Chain::new() }.findings();
    assert!(shohosen_report::Objections::of(&findings).are_none(), "{findings:?}");
}

/// What is said of a time-stamp authority, with these revocations, of a token made a year ago.
fn authority_findings(tsa: &TimeStampAuthority, revoked: Vec<Revocation>) -> Vec<Finding> {
    let root =
        Name::new(&[("C", "JP"), ("O", "shohosen test TSA"), ("CN", "Test CA for time-stamps")]);
    let crl = CrlTemplate {
        issuer: root,
        this_update: after(at(), -3600),
        next_update: after(at(), DAY),
        number: 1,
        revoked,
        authority_scope: None,
    };
    let crl = list(&crl.sign(&KeyStore::committed().key("tsa-root")));
    let anchors: TrustStore = [TrustAnchor::certificate(read(&tsa.root))].into_iter().collect();
    TrustRequest {
        certificate: &read(&tsa.certificate),
        role: TrustRole::TimeStampAuthority { gen_time: after(at(), -365 * DAY) },
        anchors: &anchors,
        material: &[TrustMaterial { crls: &[crl], ..TrustMaterial::default() }],
        at: at(),
        basis: TimeBasis::VerificationTime,
        verified_at: at(),
        settings: &RevocationSettings::default(),
        cache: &SignatureCache::new(),
        budget: &WorkBudget::default(),
    }
    .assess()
    .findings()
}

#[test]
fn an_authority_for_time_stamps_that_is_not_yet_valid() {
    let tsa = TimeStampAuthority::flawed(at(), TsaFlaw::NotYetValid);
    let findings = authority_findings(&tsa, Vec::new());
    assert_decides(timestamp::CERTIFICATE_NOT_YET_VALID, &findings);
}

#[test]
fn an_authority_whose_key_was_compromised() {
    let tsa = TimeStampAuthority::from_committed_keys(at());
    let findings = authority_findings(&tsa, Vec::new());
    assert!(shohosen_report::Objections::of(&findings).are_none(), "{findings:?}");
    let revocation = Revocation { serial: 37, at: after(at(), -DAY), reason: 1 };
    let findings = authority_findings(&tsa, vec![revocation]);
    assert_decides(timestamp::CERTIFICATE_REVOKED, &findings);
}
