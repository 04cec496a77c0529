//! Several sources about one certificate: which of them count, and that the worse answer wins
//! whatever the order. Times are days and hours around the time of judging; the lists and
//! responses are written here field by field.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod common;

use common::time;
use shohosen_pki::{
    Certificate, CertificateList, CertificatePath, CrlDefect, Freshness, OcspResponse, PathRequest,
    PathSettings, RevocationData, RevocationFact, RevocationNote, RevocationProblem,
    RevocationRequest, RevocationSettings, RevocationStatus, SignatureCache, TimeBasis,
    TrustAnchor, WorkBudget, check_revocation, find_path, revocation_findings,
};
use shohosen_report::{Time, codes};
use shohosen_testkit::der;
use shohosen_testkit::keys::{Digest, SigningKey};
use shohosen_testkit::pki::{
    CertificateTemplate, Credential, Extension, HpkiLookAlike, Name, Person, after, extensions,
};

const EPOCH: &str = "2026-06-15T03:00:00Z";
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const KEY_COMPROMISE: Option<u8> = Some(1);
const CESSATION: Option<u8> = Some(5);
const HOLD: Option<u8> = Some(6);
const REMOVE: Option<u8> = Some(8);

struct World {
    hpki: HpkiLookAlike,
    doctor: Credential,
    at: Time,
    verified_at: Time,
    path: CertificatePath,
    cache: SignatureCache,
    freshness: Freshness,
}

fn world() -> World {
    let at = time(EPOCH);
    let hpki = HpkiLookAlike::from_committed_keys(at);
    let doctor = hpki.credential(&Person::doctor());
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
    let verified_at = after(at, 10 * DAY);
    World { hpki, doctor, at, verified_at, path, cache, freshness: Freshness::CurrentAt }
}

/// A CRL of the signature CA.
#[derive(Clone)]
struct List {
    this_update: i64,
    /// `None`: there is none.
    next_update: Option<i64>,
    number: u64,
    base: Option<u64>,
    entries: Vec<Vec<u8>>,
    extensions: Vec<Extension>,
}

/// Issued so many seconds after (or before) the time of judging, for four days.
fn list(this_update: i64, number: u64) -> List {
    List {
        this_update,
        next_update: Some(this_update + 4 * DAY),
        number,
        base: None,
        entries: Vec::new(),
        extensions: Vec::new(),
    }
}

fn reason(code: Option<u8>) -> Option<Extension> {
    let code = code?;
    Some(Extension { oid: "2.5.29.21", critical: false, value: der::enumerated(code) })
}

fn entry_of(serial: &[u8], at: Time, extensions: &[Extension]) -> Vec<u8> {
    let list = der::sequence(extensions.iter().map(Extension::der));
    let list = if extensions.is_empty() { Vec::new() } else { list };
    der::sequence([serial.to_vec(), der::certificate_time(at), list])
}

impl World {
    fn serial(&self) -> Vec<u8> {
        der::integer(self.doctor.serial)
    }

    /// An entry for the doctor.
    fn entry(&self, revoked_at: i64, code: Option<u8>) -> Vec<u8> {
        entry_of(&self.serial(), after(self.at, revoked_at), reason(code).as_slice())
    }

    fn sign(&self, list: &List) -> Vec<u8> {
        let ca = &self.hpki.sign_ca;
        let algorithm = ca.key.signature_algorithm(Digest::Sha256);
        let entries =
            if list.entries.is_empty() { Vec::new() } else { der::sequence(&list.entries) };
        let time = |seconds| der::certificate_time(after(self.at, seconds));
        let number = |oid, number| Extension { oid, critical: false, value: der::integer(number) };
        let mut all = vec![
            extensions::authority_key_identifier(&ca.key.identifier(), None),
            number("2.5.29.20", list.number),
        ];
        all.extend(list.base.map(|base| Extension { critical: true, ..number("2.5.29.27", base) }));
        all.extend(list.extensions.clone());
        let tbs = der::sequence([
            der::integer(1),
            algorithm.clone(),
            ca.name.der(),
            time(list.this_update),
            list.next_update.map(time).unwrap_or_default(),
            entries,
            der::explicit(0, &der::sequence(all.iter().map(Extension::der))),
        ]);
        let value = ca.key.sign_der(Digest::Sha256, &tbs);
        der::sequence([tbs, algorithm, der::bit_string(&value)])
    }

    fn fact_with(&self, crls: &[Vec<u8>], ocsp: &[Vec<u8>], others: &[Vec<u8>]) -> RevocationFact {
        let crls: Vec<_> = crls.iter().map(|der| CertificateList::from_der(der).unwrap()).collect();
        let ocsp: Vec<_> = ocsp.iter().map(|der| OcspResponse::from_der(der).unwrap()).collect();
        let others: Vec<_> = others.iter().map(|d| Certificate::from_der(d).unwrap()).collect();
        let settings =
            RevocationSettings { freshness: self.freshness, ..RevocationSettings::default() };
        let mut facts = check_revocation(&RevocationRequest {
            path: &self.path,
            data: RevocationData { crls: &crls, ocsp_responses: &ocsp, certificates: &others },
            at: self.at,
            verified_at: self.verified_at,
            settings: &settings,
            cache: &self.cache,
            budget: &WorkBudget::default(),
        });
        facts.remove(0)
    }

    /// What follows from these lists and responses; the same in every order.
    fn fact(&self, lists: &[&List], responses: &[&Response]) -> RevocationFact {
        let mut crls: Vec<_> = lists.iter().map(|list| self.sign(list)).collect();
        let mut ocsp: Vec<_> = responses.iter().map(|response| self.respond(response)).collect();
        let fact = self.fact_with(&crls, &ocsp, &[]);
        for _ in 1..crls.len().max(ocsp.len()) {
            let (of_crls, of_ocsp) = (crls.len().min(1), ocsp.len().min(1));
            crls.rotate_left(of_crls);
            ocsp.rotate_left(of_ocsp);
            assert_eq!(self.fact_with(&crls, &ocsp, &[]), fact, "another order");
        }
        crls.reverse();
        ocsp.reverse();
        assert_eq!(self.fact_with(&crls, &ocsp, &[]), fact, "the opposite order");
        fact
    }

    fn status(&self, lists: &[&List]) -> RevocationStatus {
        self.fact(lists, &[]).status
    }

    fn respond(&self, response: &Response) -> Vec<u8> {
        let ca = &self.hpki.sign_ca;
        let time = |seconds| der::generalized_time(after(self.at, seconds));
        let status = match response.revoked {
            None => der::implicit(0, &[]),
            Some((at, code)) => {
                let code = code.map(|code| der::explicit(0, &der::enumerated(code)));
                der::explicit(1, &[time(at), code.unwrap_or_default()].concat())
            }
        };
        let id = der::sequence([
            Digest::Sha1.algorithm_identifier(),
            der::octet_string(&Digest::Sha1.of(&ca.name.der())),
            der::octet_string(&ca.key.identifier()),
            self.serial(),
        ]);
        let single = der::sequence([
            id,
            status,
            time(response.this_update),
            response.next_update.map(|t| der::explicit(0, &time(t))).unwrap_or_default(),
            response.single_extension.clone().unwrap_or_default(),
        ]);
        let key = response.key.as_deref().unwrap_or(&ca.key);
        let responder = match &response.name {
            Some(name) => der::explicit(1, &name.der()),
            None => der::explicit(2, &der::octet_string(&key.identifier())),
        };
        let data = der::sequence([responder, time(response.produced_at), der::sequence([single])]);
        let mut signature = key.sign_der(Digest::Sha256, &data);
        if response.broken {
            signature[20] ^= 1;
        }
        let certificates = match &response.certificate {
            Some(certificate) => der::explicit(0, &der::sequence([certificate])),
            None => Vec::new(),
        };
        let basic = der::sequence([
            data,
            key.signature_algorithm(Digest::Sha256),
            der::bit_string(&signature),
            certificates,
        ]);
        let bytes = der::sequence([der::oid("1.3.6.1.5.5.7.48.1.1"), der::octet_string(&basic)]);
        der::sequence([der::enumerated(0), der::explicit(0, &bytes)])
    }

    /// A certificate for a responder, with a name, valid over these seconds.
    fn delegate(&self, key: &SigningKey, name: &Name, (from, to): (i64, i64)) -> Vec<u8> {
        let no_check = "1.3.6.1.5.5.7.48.1.5";
        let ca = &self.hpki.sign_ca;
        CertificateTemplate {
            serial: 77,
            issuer: ca.name.clone(),
            subject: name.clone(),
            not_before: after(self.at, from),
            not_after: after(self.at, to),
            extensions: vec![
                extensions::extended_key_usage("1.3.6.1.5.5.7.3.9", false),
                Extension { oid: no_check, critical: false, value: der::null() },
            ],
        }
        .sign(key, &ca.key)
    }
}

/// An OCSP response about the doctor.
#[derive(Clone, Default)]
struct Response {
    this_update: i64,
    next_update: Option<i64>,
    produced_at: i64,
    revoked: Option<(i64, Option<u8>)>,
    /// Who signs; the CA unless set.
    key: Option<std::sync::Arc<SigningKey>>,
    /// Named so, or else by key.
    name: Option<Name>,
    certificate: Option<Vec<u8>>,
    broken: bool,
    single_extension: Option<Vec<u8>>,
}

/// Good, and current from an hour before the time of judging to an hour after it.
fn good() -> Response {
    Response {
        this_update: -HOUR,
        next_update: Some(HOUR),
        produced_at: -HOUR,
        ..Response::default()
    }
}

fn is_good(status: &RevocationStatus) -> bool {
    matches!(status, RevocationStatus::Good { .. })
}

fn is_revoked(status: &RevocationStatus) -> bool {
    matches!(status, RevocationStatus::Revoked { .. })
}

fn is_unknown(status: &RevocationStatus) -> bool {
    matches!(status, RevocationStatus::Unknown { .. })
}

fn problem(status: &RevocationStatus) -> &RevocationProblem {
    match status {
        RevocationStatus::Unknown { tried } => &tried.last().expect("something was tried").problem,
        other => panic!("expected an unknown status, found {other:?}"),
    }
}

#[test]
fn the_newer_of_two_lists_counts() {
    // X07: A without the certificate, B a day newer with it, revoked before both.
    let world = world();
    let a = list(-36 * HOUR, 10);
    let b = List { entries: vec![world.entry(-5 * DAY, CESSATION)], ..list(-12 * HOUR, 11) };
    let fact = world.fact(&[&a, &b], &[]);
    assert!(is_revoked(&fact.status), "{fact:?}");
    let RevocationStatus::Good { source, .. } = world.status(&[&a, &list(-12 * HOUR, 11)]) else {
        panic!()
    };
    assert_eq!(source.this_update, after(world.at, -12 * HOUR));
}

#[test]
fn of_two_lists_of_equal_time_the_worse_answer_wins_and_they_are_said_to_differ() {
    // X08
    let world = world();
    let c = list(-12 * HOUR, 11);
    let d = List { entries: vec![world.entry(-5 * DAY, CESSATION)], ..c.clone() };
    let fact = world.fact(&[&c, &d], &[]);
    assert!(is_revoked(&fact.status));
    let differs =
        |note: &&RevocationNote| matches!(note, RevocationNote::ListsOfEqualTimeDiffer { .. });
    assert_eq!(fact.notes.iter().filter(differs).count(), 1, "{:?}", fact.notes);
    let findings = revocation_findings(&world.path, &[fact], TimeBasis::Proven);
    assert!(findings.iter().any(|f| f.code == codes::pki::CRL_EQUAL_TIME_DIFFERS));
    assert!(world.fact(&[&c], &[]).notes.is_empty());
}

#[test]
fn a_delta_list_adds_to_a_complete_list_that_it_fits_and_to_no_other() {
    // X09: the complete list has number 10.
    let world = world();
    let complete = list(-36 * HOUR, 10);
    let delta = |base, number| List {
        base: Some(base),
        entries: vec![world.entry(-5 * DAY, CESSATION)],
        ..list(-12 * HOUR, number)
    };
    assert!(is_revoked(&world.status(&[&complete, &delta(10, 12)])));
    for (base, number) in [(11, 12), (9, 10)] {
        let fact = world.fact(&[&complete, &delta(base, number)], &[]);
        assert!(is_good(&fact.status), "{base} {number}: {fact:?}");
        let unusable = |note: &RevocationNote| matches!(note, RevocationNote::DeltaUnusable { .. });
        assert!(fact.notes.iter().any(unusable), "{base} {number}: {:?}", fact.notes);
    }
    // Alone it answers nothing.
    let alone = world.status(&[&delta(10, 12)]);
    assert_eq!(problem(&alone), &RevocationProblem::DeltaWithoutBase);
}

#[test]
fn a_delta_list_of_another_scope_adds_nothing() {
    let world = world();
    let complete = list(-36 * HOUR, 10);
    // onlyContainsUserCerts: it covers the doctor, but is no delta of this list.
    let scope = der::sequence([der::implicit(1, &[0xff])]);
    let delta = List {
        base: Some(10),
        entries: vec![world.entry(-5 * DAY, CESSATION)],
        extensions: vec![Extension { oid: "2.5.29.28", critical: true, value: scope.clone() }],
        ..list(-12 * HOUR, 12)
    };
    let fact = world.fact(&[&complete, &delta], &[]);
    assert!(is_good(&fact.status) && !fact.notes.is_empty(), "{fact:?}");
    let same_scope = List {
        extensions: vec![Extension { oid: "2.5.29.28", critical: true, value: scope }],
        ..complete
    };
    assert!(is_revoked(&world.status(&[&same_scope, &delta])));
}

#[test]
fn a_delta_list_from_later_that_says_revoked_before_counts() {
    let world = world();
    let complete = list(-12 * HOUR, 10);
    let delta = |revoked_at| List {
        base: Some(10),
        entries: vec![world.entry(revoked_at, CESSATION)],
        ..list(2 * DAY, 12)
    };
    assert!(is_revoked(&world.status(&[&complete, &delta(-HOUR)])));
    let RevocationStatus::Good { revoked_later: Some(entry), .. } =
        world.status(&[&complete, &delta(DAY)])
    else {
        panic!()
    };
    assert_eq!(entry.revoked_at, after(world.at, DAY));
}

#[test]
fn numbers_that_contradict_the_dates_are_told_and_either_list_may_revoke() {
    // X10: E is newer but has the smaller number.
    let world = world();
    let (e, a) = (list(-12 * HOUR, 9), list(-36 * HOUR, 10));
    let with = |list: &List| List { entries: vec![world.entry(-5 * DAY, None)], ..list.clone() };
    let contradict = |fact: &RevocationFact| {
        fact.notes.iter().any(|n| matches!(n, RevocationNote::NumbersContradict { .. }))
    };
    let neither = world.fact(&[&e, &a], &[]);
    assert!(is_good(&neither.status) && contradict(&neither), "{neither:?}");
    for lists in [[&with(&e), &a], [&e, &with(&a)]] {
        let fact = world.fact(&lists, &[]);
        assert!(is_revoked(&fact.status) && contradict(&fact), "{fact:?}");
    }
    assert!(!contradict(&world.fact(&[&list(-12 * HOUR, 11), &a], &[])));
}

#[test]
fn of_two_entries_the_earlier_date_and_the_worse_reason_count() {
    // X11, in either order.
    let world = world();
    let at = |text| time(text).unix() - world.at.unix();
    let mut entries = vec![
        world.entry(at("2026-03-01T00:00:00Z"), CESSATION),
        world.entry(at("2026-01-01T00:00:00Z"), KEY_COMPROMISE),
    ];
    for _ in 0..2 {
        let crl = List { entries: entries.clone(), ..list(-HOUR, 1) };
        let RevocationStatus::Revoked { revoked_at, reason, .. } = world.status(&[&crl]) else {
            panic!()
        };
        assert_eq!(revoked_at, time("2026-01-01T00:00:00Z"));
        assert_eq!(reason.map(|reason| reason.name()), Some("keyCompromise"));
        entries.reverse();
    }
    // A date that has not come does not undo one that has.
    let entries = vec![world.entry(-DAY, CESSATION), world.entry(DAY, CESSATION)];
    assert!(is_revoked(&world.status(&[&List { entries, ..list(-HOUR, 1) }])));
}

#[test]
fn a_direct_list_that_names_other_issuers_is_refused() {
    // X12
    let world = world();
    let other = Name::new(&[("C", "JP"), ("CN", "somebody else")]);
    let names = der::sequence([der::explicit(4, &other.der())]);
    let issuer = Extension { oid: "2.5.29.29", critical: true, value: names };
    let serial = world.serial();
    let entry = entry_of(&serial, after(world.at, -DAY), &[issuer]);
    let crl = List { entries: vec![entry], ..list(-HOUR, 1) };
    let status = world.status(&[&crl]);
    assert_eq!(problem(&status), &RevocationProblem::Defect(CrlDefect::CertificateIssuer));
    // In an indirect list it is another issuer's certificate.
    let indirect = der::sequence([der::implicit(4, &[0xff])]);
    let idp = Extension { oid: "2.5.29.28", critical: true, value: indirect };
    assert!(is_good(&world.status(&[&List { extensions: vec![idp], ..crl }])));
}

#[test]
fn a_list_with_a_number_that_is_not_der_is_refused() {
    // X.690 §8.3.2: 02 02 00 01 is no INTEGER; §10.1: 02 81 01 01 has a length too long.
    let world = world();
    let mut content = world.serial()[2..].to_vec();
    content.insert(0, 0);
    let superfluous = der::tlv(2, &content);
    let content = &world.serial()[2..];
    let long = [&[0x02, 0x81, content.len() as u8], content].concat();
    for serial in [superfluous, long] {
        let entry = entry_of(&serial, after(world.at, -DAY), &[]);
        let status = world.status(&[&List { entries: vec![entry], ..list(-HOUR, 1) }]);
        assert_eq!(problem(&status), &RevocationProblem::Defect(CrlDefect::NotDer), "{serial:?}");
    }
}

#[test]
fn a_list_without_next_update_is_never_known_to_be_current() {
    let world = world();
    let crl = List { next_update: None, ..list(-HOUR, 1) };
    assert_eq!(problem(&world.status(&[&crl])), &RevocationProblem::NotCurrent { at: world.at });
    // It may still revoke.
    let entries = vec![world.entry(-DAY, CESSATION)];
    assert!(is_revoked(&world.status(&[&List { entries, ..crl }])));
}

#[test]
fn revoked_exactly_then_is_revoked() {
    let world = world();
    let revoked =
        |at| world.status(&[&List { entries: vec![world.entry(at, CESSATION)], ..list(-HOUR, 1) }]);
    assert!(is_revoked(&revoked(0)));
    assert!(is_good(&revoked(1)));
    // The stamp has a fraction of a second, the list has not.
    let mut world = world;
    world.at = Time::from_unix_nanos(world.at.unix(), 197_000_000).unwrap();
    let entries = vec![entry_of(&world.serial(), time(EPOCH), &[])];
    assert!(is_revoked(&world.status(&[&List { entries, ..list(-HOUR, 1) }])));
}

#[test]
fn unknown_critical_extensions_forbid_a_list_and_a_response() {
    let world = world();
    let unknown = Extension { oid: "2.999.7", critical: true, value: der::null() };
    let refused = |status: &RevocationStatus| {
        matches!(problem(status), RevocationProblem::UnknownCriticalExtension(_))
    };
    let crl = List { extensions: vec![unknown.clone()], ..list(-HOUR, 1) };
    assert!(refused(&world.status(&[&crl])));
    let entry =
        entry_of(&der::integer(4711), after(world.at, -DAY), std::slice::from_ref(&unknown));
    assert!(refused(&world.status(&[&List { entries: vec![entry], ..list(-HOUR, 1) }])));
    let extensions = der::explicit(1, &der::sequence([unknown.der()]));
    let response = Response { single_extension: Some(extensions), ..good() };
    assert!(refused(&world.fact(&[], &[&response]).status));
    let harmless = Extension { critical: false, ..unknown };
    assert!(is_good(&world.status(&[&List { extensions: vec![harmless], ..list(-HOUR, 1) }])));
}

#[test]
fn a_revocation_is_final_whatever_newer_information_leaves_out() {
    let world = world();
    // Its nextUpdate is long past.
    let old = List { entries: vec![world.entry(-12 * DAY, CESSATION)], ..list(-10 * DAY, 1) };
    let new = list(-HOUR, 20);
    let fact = world.fact(&[&old, &new], &[]);
    assert!(is_revoked(&fact.status));
    let contradiction = |fact: &RevocationFact| {
        fact.notes.iter().any(|n| matches!(n, RevocationNote::Contradiction { .. }))
    };
    assert!(contradiction(&fact), "{:?}", fact.notes);
    // From one kind of source to the other.
    let fact = world.fact(&[&old], &[&good()]);
    assert!(is_revoked(&fact.status) && contradiction(&fact));
    let old_answer = Response {
        this_update: -10 * DAY,
        next_update: Some(-9 * DAY),
        produced_at: -10 * DAY,
        revoked: Some((-12 * DAY, CESSATION)),
        ..Response::default()
    };
    let fact = world.fact(&[&new], &[&old_answer]);
    assert!(is_revoked(&fact.status) && contradiction(&fact));
    // Who was issued before the revocation does not contradict it.
    let before = list(-3 * DAY, 1);
    let after_it = List { entries: vec![world.entry(-DAY, CESSATION)], ..list(-HOUR, 2) };
    assert!(!contradiction(&world.fact(&[&before, &after_it], &[])));
}

#[test]
fn a_hold_is_lifted_by_newer_information_and_only_by_newer() {
    let world = world();
    let held =
        |this_update| List { entries: vec![world.entry(-12 * DAY, HOLD)], ..list(this_update, 1) };
    assert!(is_good(&world.status(&[&held(-10 * DAY), &list(-HOUR, 2)])));
    assert!(is_revoked(&world.status(&[&held(-HOUR), &list(-DAY, 2)])));
    assert!(is_revoked(&world.status(&[&held(-HOUR)])));
    // Of equal time the worse counts; from after the time of judging as well.
    assert!(is_revoked(&world.status(&[&held(-HOUR), &list(-HOUR, 2)])));
    assert!(is_revoked(&world.status(&[&held(DAY), &list(-HOUR, 2)])));
    // What lifted it is not current itself: nobody knows.
    let lapsed = List { next_update: Some(-2 * DAY), ..list(-5 * DAY, 2) };
    assert!(is_unknown(&world.status(&[&held(-10 * DAY), &lapsed])));
    // A delta list takes a hold off, and nothing else.
    let delta =
        List { base: Some(1), entries: vec![world.entry(-12 * DAY, REMOVE)], ..list(-HOUR, 2) };
    assert!(is_good(&world.status(&[&held(-DAY), &delta])));
    let revoked = List { entries: vec![world.entry(-12 * DAY, CESSATION)], ..list(-DAY, 1) };
    assert!(is_revoked(&world.status(&[&revoked, &delta])));
}

#[test]
fn what_was_issued_after_the_verification_acquits_nobody_and_may_still_revoke() {
    let mut world = world();
    for freshness in [Freshness::CurrentAt, Freshness::IssuedAfter] {
        world.freshness = freshness;
        world.verified_at = after(world.at, DAY);
        let late = list(6 * DAY, 1);
        assert!(is_unknown(&world.status(&[&late])), "{freshness:?}");
        let late_answer = Response {
            this_update: 6 * DAY,
            next_update: Some(7 * DAY),
            produced_at: 6 * DAY,
            ..Response::default()
        };
        assert!(is_unknown(&world.fact(&[], &[&late_answer]).status), "{freshness:?}");
        let revoking = List { entries: vec![world.entry(-DAY, CESSATION)], ..late };
        assert!(is_revoked(&world.status(&[&revoking])), "{freshness:?}");
    }
}

#[test]
fn strict_freshness_is_met_between_the_stamp_and_the_verification() {
    let mut world = world();
    world.freshness = Freshness::IssuedAfter;
    assert!(is_good(&world.status(&[&list(DAY, 1)])));
    assert!(is_unknown(&world.status(&[&list(-HOUR, 1)])));
    // At the time of verification itself nothing later can exist: what is current is what there is.
    world.verified_at = world.at;
    assert!(is_good(&world.status(&[&list(-HOUR, 1)])));
    assert!(is_unknown(&world.status(&[&list(-5 * DAY, 1)])));
}

#[test]
fn an_answer_without_next_update_speaks_up_to_its_this_update() {
    let world = world();
    let answer = |this_update, produced_at| Response {
        this_update,
        next_update: None,
        produced_at,
        ..Response::default()
    };
    // A year old, but signed a minute ago.
    assert!(is_unknown(&world.fact(&[], &[&answer(-365 * DAY, 60)]).status));
    assert!(is_unknown(&world.fact(&[], &[&answer(-HOUR, HOUR)]).status));
    assert!(is_good(&world.fact(&[], &[&answer(0, HOUR)]).status));
    assert!(is_good(&world.fact(&[], &[&answer(HOUR, HOUR)]).status));
}

#[test]
fn a_response_signed_at_a_time_that_cannot_be_proves_nothing() {
    let mut world = world();
    world.verified_at = after(world.at, DAY);
    let produced = |produced_at| Response { produced_at, ..good() };
    assert!(is_good(&world.fact(&[], &[&produced(HOUR)]).status));
    assert!(is_unknown(&world.fact(&[], &[&produced(2 * DAY)]).status), "not yet");
    assert!(is_unknown(&world.fact(&[], &[&produced(-2 * HOUR)]).status), "before thisUpdate");
    // A responder whose certificate had run out when it signed, or had not begun.
    let key = world.hpki.keys.key("other");
    let name = Name::new(&[("C", "JP"), ("CN", "responder")]);
    let by = |validity| {
        let certificate = Some(world.delegate(&key, &name, validity));
        Response { key: Some(key.clone()), name: Some(name.clone()), certificate, ..good() }
    };
    let status = |response: &Response| world.fact(&[], &[response]).status;
    assert!(is_good(&status(&by((-DAY, DAY)))));
    let begins_later = by((-HOUR + 1, DAY));
    assert_eq!(problem(&status(&begins_later)), &RevocationProblem::SignedOutsideValidity);
    let ran_out = Response { produced_at: HOUR, ..by((-DAY, HOUR - 1)) };
    assert_eq!(problem(&status(&ran_out)), &RevocationProblem::SignedOutsideValidity);
}

#[test]
fn a_delegate_may_bear_the_name_of_the_authority_and_its_signature_must_verify() {
    let world = world();
    let key = world.hpki.keys.key("other");
    let name = world.hpki.sign_ca.name.clone();
    let certificate = Some(world.delegate(&key, &name, (-DAY, DAY)));
    let by_name = Response { key: Some(key.clone()), name: Some(name), certificate, ..good() };
    assert!(is_good(&world.fact(&[], &[&by_name]).status));
    let by_key = Response { name: None, ..by_name.clone() };
    assert!(is_good(&world.fact(&[], &[&by_key]).status));
    for response in [by_name, by_key] {
        let broken = Response { broken: true, ..response };
        let status = world.fact(&[], &[&broken]).status;
        assert!(matches!(problem(&status), RevocationProblem::Signature(_)), "{status:?}");
    }
}

#[test]
fn a_revocation_from_after_the_stamp_is_told_from_whichever_source() {
    let world = world();
    let revoked = (DAY, CESSATION);
    let later_list = List { entries: vec![world.entry(DAY, CESSATION)], ..list(2 * DAY, 2) };
    let later_answer = Response {
        this_update: 2 * DAY,
        next_update: Some(3 * DAY),
        produced_at: 2 * DAY,
        revoked: Some(revoked),
        ..Response::default()
    };
    let (current, good) = (list(-HOUR, 1), good());
    for (lists, answers) in [
        (vec![&current, &later_list], vec![]),
        (vec![&current], vec![&later_answer]),
        (vec![&later_list], vec![&good]),
        (vec![], vec![&good, &later_answer]),
    ] {
        let fact = world.fact(&lists, &answers);
        let findings =
            revocation_findings(&world.path, std::slice::from_ref(&fact), TimeBasis::Proven);
        let told = findings.iter().any(|f| f.code == codes::pki::CERTIFICATE_REVOKED_LATER);
        assert!(is_good(&fact.status) && told, "{fact:?}");
    }
}

#[test]
fn a_flood_of_lists_leaves_nobody_good() {
    let world = world();
    let one = list(-HOUR, 1);
    assert!(is_good(&world.status(&[&one])));
    let crls: Vec<_> = (0..257).map(|n| world.sign(&list(-HOUR - n, 1000))).collect();
    let fact = world.fact_with(&crls, &[], &[]);
    assert!(is_unknown(&fact.status), "{fact:?}");
    let RevocationStatus::Unknown { tried } = &fact.status else { panic!() };
    assert!(tried.iter().any(|a| matches!(a.problem, RevocationProblem::TooMany(256))));
}

#[test]
fn a_spent_budget_leaves_nobody_good() {
    let world = world();
    let settings = RevocationSettings::default();
    let crls = [CertificateList::from_der(&world.sign(&list(-HOUR, 1))).unwrap()];
    let budget = WorkBudget::new(shohosen_pki::WorkLimits {
        public_key_operations: 0,
        ..Default::default()
    });
    let facts = check_revocation(&RevocationRequest {
        path: &world.path,
        data: RevocationData { crls: &crls, ..RevocationData::default() },
        at: world.at,
        verified_at: world.at,
        settings: &settings,
        cache: &SignatureCache::new(),
        budget: &budget,
    });
    assert!(is_unknown(&facts[0].status) && budget.is_spent());
}
