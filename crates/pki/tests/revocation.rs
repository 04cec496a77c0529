//! OCSP responses and CRLs of a PKI that looks like HPKI. Responses of delegated responders are
//! written here field by field.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod common;

use common::time;
use shohosen_pki::{
    Certificate, CertificateList, CertificatePath, Freshness, OcspResponse, PathRequest,
    PathSettings, RevocationData, RevocationFact, RevocationProblem, RevocationRequest,
    RevocationSettings, RevocationSourceKind, RevocationStatus, SignatureCache, TimeBasis,
    TrustAnchor, WorkBudget, check_revocation, find_path, revocation_findings,
};
use shohosen_report::{Objections, SubIndication, Time, Verdict, codes};
use shohosen_testkit::der;
use shohosen_testkit::keys::{Digest, SigningKey};
use shohosen_testkit::pki::{
    Authority, CertificateTemplate, Credential, Extension, HpkiLookAlike, Name, OcspStatus, Person,
    Usage, after, extensions,
};

const EPOCH: &str = "2026-06-15T03:00:00Z";
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

struct World {
    hpki: HpkiLookAlike,
    doctor: Credential,
    at: Time,
    path: CertificatePath,
    cache: SignatureCache,
}

fn world(person: &Person) -> World {
    let at = time(EPOCH);
    let hpki = HpkiLookAlike::from_committed_keys(at);
    let doctor = hpki.credential(person);
    let cache = SignatureCache::new();
    let read = |der: &[u8]| Certificate::from_der(der).unwrap();
    let anchors = [TrustAnchor::certificate(read(&hpki.root.certificate))].into_iter().collect();
    let path = find_path(&PathRequest {
        target: &read(&doctor.certificate),
        intermediates: &[read(&hpki.sign_ca.certificate)],
        anchors: &anchors,
        at,
        settings: &PathSettings::default(),
        cache: &cache,
    })
    .unwrap();
    World { hpki, doctor, at, path, cache }
}

impl World {
    /// What is known of the doctor, verified ten days after the time of judging.
    fn fact(&self, crls: &[Vec<u8>], ocsp: &[Vec<u8>], freshness: Freshness) -> RevocationFact {
        self.fact_at(after(self.at, 10 * DAY), crls, ocsp, freshness)
    }

    fn fact_at(
        &self,
        verified_at: Time,
        crls: &[Vec<u8>],
        ocsp: &[Vec<u8>],
        freshness: Freshness,
    ) -> RevocationFact {
        let crls: Vec<_> = crls.iter().map(|der| CertificateList::from_der(der).unwrap()).collect();
        let ocsp: Vec<_> = ocsp.iter().map(|der| OcspResponse::from_der(der).unwrap()).collect();
        let settings = RevocationSettings { freshness, ..RevocationSettings::default() };
        let mut facts = check_revocation(&RevocationRequest {
            path: &self.path,
            data: RevocationData { crls: &crls, ocsp_responses: &ocsp, certificates: &[] },
            at: self.at,
            verified_at,
            settings: &settings,
            cache: &self.cache,
            budget: &WorkBudget::default(),
        });
        facts.remove(0)
    }

    /// The status of the doctor.
    fn status(&self, crls: &[Vec<u8>], ocsp: &[Vec<u8>], freshness: Freshness) -> RevocationStatus {
        self.fact(crls, ocsp, freshness).status
    }

    fn by_ocsp(&self, response: Vec<u8>) -> RevocationStatus {
        self.status(&[], &[response], Freshness::CurrentAt)
    }

    /// A response about the doctor by the CA itself, an hour old.
    fn response(&self, status: OcspStatus) -> Vec<u8> {
        shohosen_testkit::pki::OcspResponse {
            serial: self.doctor.serial,
            status,
            this_update: after(self.at, -HOUR),
            next_update: after(self.at, HOUR),
        }
        .sign(&self.hpki.sign_ca)
    }

    fn crl(&self, this_update: Time) -> Vec<u8> {
        self.hpki.crl(Usage::Signature, this_update)
    }
}

fn problem(status: &RevocationStatus) -> &RevocationProblem {
    match status {
        RevocationStatus::Unknown { tried } => &tried.last().expect("something was tried").problem,
        other => panic!("expected an unknown status, found {other:?}"),
    }
}

/// A certificate for a delegated responder.
struct Delegate {
    issuer: Name,
    purpose: &'static str,
    key_usage: Vec<u8>,
    no_check: bool,
    not_after: Time,
}

impl Delegate {
    fn of(authority: &Authority, at: Time) -> Self {
        Self {
            issuer: authority.name.clone(),
            purpose: "1.3.6.1.5.5.7.3.9",
            key_usage: vec![0],
            no_check: true,
            not_after: after(at, DAY),
        }
    }

    fn certificate(&self, key: &SigningKey, issuer_key: &SigningKey, at: Time) -> Vec<u8> {
        let mut list = vec![
            extensions::extended_key_usage(self.purpose, false),
            extensions::key_usage(&self.key_usage),
        ];
        if self.no_check {
            let oid = "1.3.6.1.5.5.7.48.1.5";
            list.push(Extension { oid, critical: false, value: der::null() });
        }
        CertificateTemplate {
            serial: 77,
            issuer: self.issuer.clone(),
            subject: Name::new(&[("C", "JP"), ("CN", "OCSP responder")]),
            not_before: after(at, -DAY),
            not_after: self.not_after,
            extensions: list,
        }
        .sign(key, issuer_key)
    }
}

/// A good response (RFC 6960 §4.2.1) about the doctor, signed by a responder named in it.
fn delegated_response(world: &World, key: &SigningKey, certificate: &[u8]) -> Vec<u8> {
    let ca = &world.hpki.sign_ca;
    let id = der::sequence([
        Digest::Sha1.algorithm_identifier(),
        der::octet_string(&Digest::Sha1.of(&ca.name.der())),
        der::octet_string(&ca.key.identifier()),
        der::integer(world.doctor.serial),
    ]);
    let single = der::sequence([
        id,
        der::implicit(0, &[]),
        der::generalized_time(after(world.at, -HOUR)),
        der::explicit(0, &der::generalized_time(after(world.at, HOUR))),
    ]);
    let responder = Name::new(&[("C", "JP"), ("CN", "OCSP responder")]);
    let data = der::sequence([
        der::explicit(1, &responder.der()),
        der::generalized_time(after(world.at, -HOUR)),
        der::sequence([single]),
    ]);
    let signature = key.sign_der(Digest::Sha256, &data);
    let basic = der::sequence([
        data,
        key.signature_algorithm(Digest::Sha256),
        der::bit_string(&signature),
        der::explicit(0, &der::sequence([certificate])),
    ]);
    let bytes = der::sequence([der::oid("1.3.6.1.5.5.7.48.1.1"), der::octet_string(&basic)]);
    der::sequence([der::enumerated(0), der::explicit(0, &bytes)])
}

#[test]
fn a_response_of_the_ca_itself_is_accepted() {
    let world = world(&Person::doctor());
    let status = world.by_ocsp(world.response(OcspStatus::Good));
    let RevocationStatus::Good { source, revoked_later: None } = status else {
        panic!("{status:?}")
    };
    assert_eq!(source.kind, RevocationSourceKind::Ocsp);
    assert_eq!(source.next_update, Some(after(world.at, HOUR)));
}

#[test]
fn a_revocation_counts_from_its_date() {
    let world = world(&Person::doctor());
    let revoked_at = after(world.at, -DAY);
    let response = world.response(OcspStatus::Revoked(revoked_at));
    let fact = world.fact(&[], &[response], Freshness::CurrentAt);
    let status = &fact.status;
    assert!(
        matches!(*status, RevocationStatus::Revoked { revoked_at: at, .. } if at == revoked_at)
    );
    let judge = |basis| {
        let findings = revocation_findings(&world.path, std::slice::from_ref(&fact), basis);
        Objections::of(&findings)
    };
    assert_eq!(judge(TimeBasis::Proven).sub_indication(), Some(SubIndication::Revoked));
    let now = judge(TimeBasis::VerificationTime);
    assert_eq!(
        (now.verdict(), now.sub_indication()),
        (Some(Verdict::Invalid), Some(SubIndication::RevokedNoPoe))
    );

    let later = after(world.at, DAY);
    let response = world.response(OcspStatus::Revoked(later));
    let fact = world.fact(&[], &[response], Freshness::CurrentAt);
    let findings = revocation_findings(&world.path, &[fact], TimeBasis::Proven);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [codes::pki::REVOCATION_GOOD, codes::pki::CERTIFICATE_REVOKED_LATER]);
}

#[test]
fn a_responder_that_does_not_know_or_a_forged_response_proves_nothing() {
    let world = world(&Person::doctor());
    let status = world.by_ocsp(world.response(OcspStatus::Unknown));
    assert_eq!(problem(&status), &RevocationProblem::UnknownToResponder);

    let mut forged = world.response(OcspStatus::Good);
    let last = forged.len() - 1;
    forged[last] ^= 1;
    assert!(matches!(problem(&world.by_ocsp(forged)), RevocationProblem::Signature(_)));
}

#[test]
fn a_response_that_is_not_current_proves_nothing() {
    let mut world = world(&Person::doctor());
    let response = world.response(OcspStatus::Good);
    world.at = after(world.at, HOUR);
    assert!(matches!(world.by_ocsp(response.clone()), RevocationStatus::Good { .. }));
    world.at = after(world.at, 1);
    let status = world.by_ocsp(response.clone());
    assert_eq!(problem(&status), &RevocationProblem::NotCurrent { at: world.at });
    // Before it was made it proves nothing by the usual rule, but all by the strict one.
    world.at = after(world.at, -3 * HOUR);
    assert!(matches!(world.by_ocsp(response.clone()), RevocationStatus::Unknown { .. }));
    let strict = world.status(&[], &[response], Freshness::IssuedAfter);
    assert!(matches!(strict, RevocationStatus::Good { .. }));
}

#[test]
fn a_delegated_responder_needs_the_purpose_from_the_very_issuer() {
    let world = world(&Person::doctor());
    let (at, ca) = (world.at, &world.hpki.sign_ca);
    let key = world.hpki.keys.key("other");
    let run = |delegate: &Delegate, issuer_key: &SigningKey| {
        let certificate = delegate.certificate(&key, issuer_key, at);
        world.by_ocsp(delegated_response(&world, &key, &certificate))
    };
    let good = Delegate::of(ca, at);
    assert!(matches!(run(&good, &ca.key), RevocationStatus::Good { .. }));

    let other_purpose = Delegate { purpose: "1.3.6.1.5.5.7.3.8", ..Delegate::of(ca, at) };
    let any_purpose = Delegate { purpose: "2.5.29.37.0", ..Delegate::of(ca, at) };
    let other_usage = Delegate { key_usage: vec![1], ..Delegate::of(ca, at) };
    let expired = Delegate { not_after: after(at, -1), ..Delegate::of(ca, at) };
    let of_the_root = Delegate::of(&world.hpki.root, at);
    for (delegate, key) in [
        (other_purpose, &ca.key),
        (any_purpose, &ca.key),
        (other_usage, &ca.key),
        (expired, &ca.key),
        (of_the_root, &world.hpki.root.key),
    ] {
        let status = run(&delegate, key);
        assert!(
            matches!(problem(&status), RevocationProblem::SignerNotAuthorised(_)),
            "{status:?}"
        );
    }
    // The right names, but signed by somebody else.
    let forged = run(&good, &world.hpki.keys.key("forged-ca"));
    assert!(matches!(problem(&forged), RevocationProblem::Signature(_)));
}

#[test]
fn a_delegated_responder_without_nocheck_must_itself_be_unrevoked() {
    let world = world(&Person::doctor());
    let ca = &world.hpki.sign_ca;
    let key = world.hpki.keys.key("other");
    let delegate = Delegate { no_check: false, ..Delegate::of(ca, world.at) };
    let certificate = delegate.certificate(&key, &ca.key, world.at);
    let response = delegated_response(&world, &key, &certificate);
    let alone = world.by_ocsp(response.clone());
    assert_eq!(problem(&alone), &RevocationProblem::SignerRevocation);
    let crl = world.crl(after(world.at, -HOUR));
    let with_crl = world.status(&[crl], &[response], Freshness::CurrentAt);
    let RevocationStatus::Good { source, .. } = with_crl else { panic!("{with_crl:?}") };
    assert_eq!(source.kind, RevocationSourceKind::Ocsp);
}

#[test]
fn what_says_revoked_prevails_over_what_says_good() {
    let at = time(EPOCH);
    let world = world(&Person::doctor().revoked(after(at, -DAY)));
    let good = world.response(OcspStatus::Good);
    let crl = world.crl(after(at, -HOUR));
    let status = world.status(&[crl], &[good], Freshness::CurrentAt);
    assert!(matches!(status, RevocationStatus::Revoked { .. }), "{status:?}");
}

#[test]
fn a_crl_issued_later_convicts_but_does_not_acquit() {
    let at = time(EPOCH);
    let revoked = world(&Person::doctor().revoked(after(at, -HOUR)));
    // Made before the revocation: still good at the time by itself.
    let before = revoked.crl(after(at, -DAY));
    let later = revoked.crl(after(at, DAY));
    let status = revoked.status(std::slice::from_ref(&before), &[], Freshness::CurrentAt);
    assert!(matches!(status, RevocationStatus::Good { .. }));
    let status = revoked.status(&[before, later], &[], Freshness::CurrentAt);
    assert!(matches!(status, RevocationStatus::Revoked { .. }));

    let good = world(&Person::doctor());
    let later = good.crl(after(at, DAY));
    let status = good.status(std::slice::from_ref(&later), &[], Freshness::CurrentAt);
    assert_eq!(problem(&status), &RevocationProblem::NotCurrent { at });
    let status = good.status(&[later], &[], Freshness::IssuedAfter);
    assert!(matches!(status, RevocationStatus::Good { .. }));
}

#[test]
fn a_crl_of_a_forger_with_the_same_names_is_not_believed() {
    let at = time(EPOCH);
    let world = world(&Person::doctor());
    let forger = HpkiLookAlike::forged(at);
    let crl = forger.crl(Usage::Signature, after(at, -HOUR));
    let status = world.status(&[crl], &[], Freshness::CurrentAt);
    assert!(matches!(problem(&status), RevocationProblem::Signature(_)), "{status:?}");
}

#[test]
fn a_revocation_buried_under_forged_lists_leaves_no_good_status() {
    let at = time(EPOCH);
    let revoked = world(&Person::doctor().revoked(after(at, -HOUR)));
    let old = revoked.crl(after(at, -DAY));
    let status = revoked.status(std::slice::from_ref(&old), &[], Freshness::CurrentAt);
    assert!(matches!(status, RevocationStatus::Good { .. }));
    // The old list is known from the cache; the forged ones use up the signatures allowed before
    // the one that would tell is reached.
    let forger = HpkiLookAlike::forged(at);
    let mut lists: Vec<_> =
        (0..70).map(|n| forger.crl(Usage::Signature, after(at, 2 * DAY + n))).collect();
    lists.push(revoked.crl(after(at, DAY)));
    lists.push(old);
    let status = revoked.status(&lists, &[], Freshness::CurrentAt);
    assert!(matches!(problem(&status), RevocationProblem::Signature(_)), "{status:?}");
}

#[test]
fn nothing_at_all_is_told_from_nothing_usable() {
    let world = world(&Person::doctor());
    let finding = |crls: &[Vec<u8>]| {
        let fact = world.fact(crls, &[], Freshness::CurrentAt);
        revocation_findings(&world.path, &[fact], TimeBasis::Proven)[0].code
    };
    assert_eq!(finding(&[]), codes::pki::REVOCATION_MISSING);
    let sarl = world.hpki.sarl(after(world.at, -HOUR), &[]);
    assert_eq!(finding(&[sarl]), codes::pki::REVOCATION_MISSING);
    let old = world.crl(after(world.at, -5 * DAY));
    assert_eq!(finding(&[old]), codes::pki::REVOCATION_UNUSABLE);
}
