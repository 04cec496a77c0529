//! Time-stamp tokens of the look-alike authority: what must bind, and that nothing else passes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use proptest::prelude::*;
use shohosen_pki::crypto::{AlgorithmPolicy, DigestAlgorithm};
use shohosen_pki::timestamp::{
    ClockTolerance, FreshTokenCheck, Sha1Inside, TimeStampResponse, TimeStampToken, TokenCheck,
    TokenPolicy,
};
use shohosen_pki::{Certificate, SignatureCache, WorkBudget, WorkLimits};
use shohosen_report::{Finding, Severity, Time};
use shohosen_testkit::der;
use shohosen_testkit::keys::Digest;
use shohosen_testkit::tsa::{TimeStampAuthority, TokenOptions, TsaFlaw};
use std::sync::LazyLock;

const DATA: &[u8] = b"the signature value";

fn epoch() -> Time {
    Time::parse_rfc3339("2026-04-01T00:00:00Z").unwrap()
}

fn gen_time() -> Time {
    Time::parse_rfc3339("2026-04-01T00:00:01.197Z").unwrap()
}

fn token_of(authority: &TimeStampAuthority, options: &TokenOptions) -> Vec<u8> {
    authority.token(Digest::Sha256, &Digest::Sha256.of(DATA), gen_time(), options)
}

fn authority() -> &'static TimeStampAuthority {
    static AUTHORITY: LazyLock<TimeStampAuthority> =
        LazyLock::new(|| TimeStampAuthority::from_committed_keys(epoch()));
    &AUTHORITY
}

fn v2() -> TokenOptions {
    TokenOptions { signing_certificate_v1: false, ..TokenOptions::default() }
}

/// Codes of everything that does not pass.
fn complaints(octets: &[u8], check: &TokenCheck<'_>) -> Vec<&'static str> {
    let findings = match TimeStampToken::parse(octets) {
        Ok(token) => token.verify(check).findings(),
        Err(error) => vec![error.finding()],
    };
    let told = |finding: &&Finding| finding.severity >= Severity::Warning;
    findings.iter().filter(told).map(|finding| finding.code.id()).collect()
}

#[test]
fn a_token_with_esscertid_v2_passes_every_check() {
    let token = TimeStampToken::parse(&token_of(authority(), &v2())).unwrap();
    let facts = token.verify(&TokenCheck::default());
    assert!(facts.is_genuine());
    let codes: Vec<_> = facts.findings().iter().map(|finding| finding.code.id()).collect();
    assert_eq!(
        codes,
        [
            "timestamp.signer.found",
            "timestamp.signer.time_stamping",
            "timestamp.signed_attributes.digest_match",
            "timestamp.signature.valid"
        ]
    );
    assert_eq!(token.info().gen_time, gen_time());
    let digest = Digest::Sha256.of(DATA);
    assert!(token.matches_imprint(DigestAlgorithm::Sha256, &digest));
    let finding = token.imprint_finding(DigestAlgorithm::Sha256, &Digest::Sha256.of(b"other"));
    assert_eq!(finding.code.id(), "timestamp.imprint.mismatch");
    assert!(!token.matches_imprint(DigestAlgorithm::Sha512, &digest));
}

#[test]
fn a_token_read_with_a_cache_is_the_same() {
    let octets = token_of(authority(), &v2());
    let cache = SignatureCache::new();
    for _ in 0..2 {
        let token = TimeStampToken::parse_cached(&octets, &cache).unwrap();
        assert_eq!(token.certificates()[0].der(), authority().certificate);
        assert!(token.verify(&TokenCheck::default()).is_genuine());
    }
    assert!(TimeStampToken::parse_cached(&octets[1..], &cache).is_err());
}

#[test]
fn esscertid_v1_is_accepted_with_a_warning_or_refused() {
    let octets = token_of(authority(), &TokenOptions::default());
    let complaint = complaints(&octets, &TokenCheck::default());
    assert_eq!(complaint, ["timestamp.algorithm.legacy_sha1"]);
    let strict = TokenCheck { sha1_inside: Sha1Inside::Refuse, ..TokenCheck::default() };
    assert_eq!(complaints(&octets, &strict), ["timestamp.signature.algorithm_not_allowed"]);
}

#[test]
fn a_fresh_token_needs_its_certificate_a_possible_time_and_no_sha1() {
    let algorithms = AlgorithmPolicy::default();
    let check = |certificates, at| FreshTokenCheck {
        certificates,
        policy: TokenPolicy { algorithms: &algorithms, sha1_inside: Sha1Inside::Warn },
        at,
        tolerance: ClockTolerance::default(),
    };
    let refused = |options: &TokenOptions, check: &FreshTokenCheck<'_>| -> Vec<&'static str> {
        let token = TimeStampToken::parse(&token_of(authority(), options)).unwrap();
        let findings = token.check_fresh(check).err().unwrap_or_default();
        findings.iter().map(|finding| finding.code.id()).collect()
    };
    let now = check(&[], epoch());
    assert_eq!(refused(&v2(), &now), [""; 0]);
    // ESSCertID of the service is no obstacle; digest and signature by SHA-1 are.
    assert_eq!(refused(&TokenOptions::default(), &now), [""; 0]);
    let sha1 = TokenOptions { digest: Digest::Sha1, ..v2() };
    let codes = refused(&sha1, &now);
    assert_eq!(codes, ["timestamp.signature.algorithm_not_allowed"; 2]);
    // Verifying tolerates the same token.
    assert_eq!(
        complaints(&token_of(authority(), &sha1), &TokenCheck::default()),
        ["timestamp.algorithm.legacy_sha1"; 2]
    );
    let without = TokenOptions { include_certificate: false, ..v2() };
    assert_eq!(refused(&without, &now), ["timestamp.signer.not_found"]);
    let own = [Certificate::from_der(&authority().certificate).unwrap()];
    assert_eq!(refused(&without, &check(&own, epoch())), [""; 0]);
    // genTime is 1.197 s after the epoch: five days ahead of a caller of 27 March.
    let early = Time::parse_rfc3339("2026-03-27T00:00:00Z").unwrap();
    assert_eq!(refused(&v2(), &check(&[], early)), ["timestamp.gen_time.after_verification"]);
}

#[test]
fn facts_can_be_had_again_from_the_octets_of_the_token() {
    let token = TimeStampToken::parse(&token_of(authority(), &v2())).unwrap();
    let again = TimeStampToken::parse(token.octets()).unwrap();
    let facts = |token: &TimeStampToken| token.facts(&[], &WorkBudget::default());
    assert_eq!(format!("{:?}", facts(&again)), format!("{:?}", facts(&token)));
    // The same facts weigh differently under another policy.
    let old = TimeStampToken::parse(&token_of(authority(), &TokenOptions::default())).unwrap();
    let facts = facts(&old);
    let algorithms = AlgorithmPolicy::default();
    let genuine = |sha1_inside| {
        facts.judge(&TokenPolicy { algorithms: &algorithms, sha1_inside }).is_genuine()
    };
    assert!(genuine(Sha1Inside::Warn) && !genuine(Sha1Inside::Refuse));
    let weak = AlgorithmPolicy::default().minimum_rsa_bits(8192);
    let policy = TokenPolicy { algorithms: &weak, sha1_inside: Sha1Inside::Warn };
    assert!(!facts.judge(&policy).is_genuine());
}

#[test]
fn a_token_that_was_not_tried_is_not_genuine() {
    let token = TimeStampToken::parse(&token_of(authority(), &v2())).unwrap();
    let limits = WorkLimits { public_key_operations: 0, ..WorkLimits::default() };
    let facts = token.facts(&[], &WorkBudget::new(limits));
    let algorithms = AlgorithmPolicy::default();
    let policy = TokenPolicy { algorithms: &algorithms, sha1_inside: Sha1Inside::Warn };
    let judgement = facts.judge(&policy);
    assert!(!judgement.is_genuine());
    assert_eq!(judgement.findings()[0].code.id(), "timestamp.signature.not_tried");
}

#[test]
fn sha1_in_the_imprint_is_not_allowed_whatever_is_allowed_inside() {
    let octets = authority().token(Digest::Sha1, &Digest::Sha1.of(DATA), gen_time(), &v2());
    let complaint = complaints(&octets, &TokenCheck::default());
    assert_eq!(complaint, ["timestamp.imprint.algorithm_not_allowed"]);
}

#[test]
fn a_token_must_say_which_certificate_signed() {
    let options = TokenOptions { without_signing_certificate: true, ..v2() };
    let complaint = complaints(&token_of(authority(), &options), &TokenCheck::default());
    assert_eq!(complaint, ["timestamp.signer.ess_missing"]);
}

#[test]
fn the_signer_may_be_supplied_but_only_the_one_that_is_named() {
    let octets = token_of(authority(), &TokenOptions { include_certificate: false, ..v2() });
    assert_eq!(complaints(&octets, &TokenCheck::default()), ["timestamp.signer.not_found"]);
    // Same names and serial number, other key: the issuer alone must not bind.
    let forged = TimeStampAuthority::forged(epoch()).certificate;
    let right = authority().certificate.clone();
    let certificates = |list: &[&[u8]]| -> Vec<Certificate> {
        list.iter().map(|der| Certificate::from_der(der).unwrap()).collect()
    };
    let only_forged = certificates(&[&forged]);
    let check = TokenCheck { certificates: &only_forged, ..TokenCheck::default() };
    assert_eq!(complaints(&octets, &check), ["timestamp.signer.ess_mismatch"]);
    let both = certificates(&[&forged, &right]);
    let check = TokenCheck { certificates: &both, ..TokenCheck::default() };
    assert_eq!(complaints(&octets, &check), [""; 0]);
}

#[test]
fn the_certificate_must_be_for_time_stamping_and_say_so_critically() {
    for flaw in [TsaFlaw::WithoutTimeStampingUsage, TsaFlaw::UsageNotCritical] {
        let octets = token_of(&TimeStampAuthority::flawed(epoch(), flaw), &v2());
        assert_eq!(complaints(&octets, &TokenCheck::default()), ["timestamp.signer.eku"]);
    }
}

#[test]
fn a_response_gives_its_token_or_says_why_there_is_none() {
    let token = token_of(authority(), &v2());
    let status = |status, more: Vec<u8>| der::sequence([der::integer(status), more]);
    let granted = der::sequence([status(0, Vec::new()), token.clone()]);
    let response = TimeStampResponse::parse(&granted).unwrap();
    assert!(!response.modified);
    assert_eq!(response.token.info().gen_time, gen_time());
    let code = |octets: &[u8]| TimeStampResponse::parse(octets).unwrap_err().finding().code.id();
    assert_eq!(code(&der::sequence([status(0, Vec::new())])), "timestamp.response.without_token");
    let text = der::sequence([der::utf8_string("no such policy")]);
    let failure = der::named_bits(&[15]);
    let rejected = der::sequence([status(2, der::concat([text, failure]))]);
    let finding = TimeStampResponse::parse(&rejected).unwrap_err().finding();
    assert_eq!(finding.code.id(), "timestamp.response.rejected");
    assert_eq!(finding.evidence.get("failure"), Some(&"unacceptedPolicy".into()));
    assert_eq!(finding.evidence.get("text"), Some(&"no such policy".into()));
    // A rejected response with a token in it is still rejected.
    let both = der::sequence([status(2, Vec::new()), token.clone()]);
    assert_eq!(code(&both), "timestamp.response.rejected");
    assert_eq!(code(&[granted, vec![0]].concat()), "timestamp.token.trailing_data");
    let as_token = TimeStampToken::parse(&both).unwrap_err().finding();
    assert_eq!(as_token.code.id(), "timestamp.token.malformed");
    assert_eq!(code(&token), "timestamp.token.malformed");
}

/// The same value in BER: every constructed element with an indefinite length, every octet string
/// in two pieces. Certificates (`skip`) stay as they are, as their issuer signed them.
fn in_ber(octets: &[u8], skip: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = octets;
    while let [tag, after @ ..] = rest {
        if rest.starts_with(skip) {
            out.extend_from_slice(skip);
            rest = &rest[skip.len()..];
            continue;
        }
        let (length, header) = match after {
            [short, ..] if *short < 0x80 => (usize::from(*short), 2),
            [0x81, length, ..] => (usize::from(*length), 3),
            [0x82, high, low, ..] => (usize::from(*high) << 8 | usize::from(*low), 4),
            _ => panic!(),
        };
        let content = &rest[header..header + length];
        if tag & 0x20 != 0 {
            out.extend([*tag, 0x80]);
            out.extend(in_ber(content, skip));
            out.extend([0, 0]);
        } else if *tag == 0x04 {
            let (first, second) = content.split_at(length / 2);
            out.extend([0x24, 0x80]);
            out.extend(der::octet_string(first));
            out.extend(der::octet_string(second));
            out.extend([0, 0]);
        } else {
            out.extend_from_slice(&rest[..header + length]);
        }
        rest = &rest[header + length..];
    }
    out
}

#[test]
fn a_token_in_ber_is_read_and_verified_like_the_same_in_der() {
    let authority = authority();
    let der = token_of(authority, &v2());
    let ber = in_ber(&der, &authority.certificate);
    assert_ne!(der, ber);
    assert_eq!(complaints(&ber, &TokenCheck::default()), [""; 0]);
    let (der, ber) = (TimeStampToken::parse(&der).unwrap(), TimeStampToken::parse(&ber).unwrap());
    assert_eq!(der.info(), ber.info());
}

/// The ranges of a token that no signature protects and whose change changes nothing: the two
/// version numbers, the hint `digestAlgorithms`, and the letters of the issuer in the signer
/// identifier, where names are compared without regard to case and kind of string.
fn unprotected(token: &[u8], authority: &TimeStampAuthority) -> Vec<std::ops::Range<usize>> {
    let find = |part: &[u8], from: usize| {
        let at = token[from..].windows(part.len()).position(|window| window == part).unwrap();
        from + at..from + at + part.len()
    };
    let algorithms = find(&der::set([Digest::Sha512.algorithm_identifier()]), 0);
    let certificate = find(&authority.certificate, algorithms.end);
    let issuer = Certificate::from_der(&authority.certificate).unwrap().issuer().der().to_vec();
    let identifier = find(&[issuer, der::integer(37)].concat(), certificate.end);
    let version = algorithms.start - 3..algorithms.start;
    // SEQUENCE of the signer identifier takes 3 octets of header or 2.
    let signer_version = find(&der::integer(1), certificate.end);
    vec![version, algorithms, signer_version, identifier]
}

#[test]
fn no_flipped_bit_of_a_token_goes_unnoticed_but_in_the_parts_named() {
    let authority = authority();
    let token = token_of(authority, &v2());
    let ranges = unprotected(&token, authority);
    let original = TimeStampToken::parse(&token).unwrap();
    for position in 0..token.len() {
        for bit in 0..8 {
            let mut mutant = token.clone();
            mutant[position] ^= 1 << bit;
            let Ok(parsed) = TimeStampToken::parse(&mutant) else { continue };
            let facts = parsed.verify(&TokenCheck::default());
            if !facts.is_genuine() {
                continue;
            }
            assert_eq!(parsed.info(), original.info(), "octet {position} bit {bit}");
            assert_eq!(facts.signer.unwrap().der(), authority.certificate);
            let allowed = ranges.iter().any(|range| range.contains(&position));
            assert!(allowed, "octet {position} bit {bit} is not protected");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn arbitrary_octets_never_panic_and_are_no_token(octets: Vec<u8>) {
        prop_assert!(TimeStampToken::parse(&octets).is_err());
        prop_assert!(TimeStampResponse::parse(&octets).is_err());
    }

    #[test]
    fn mutated_tokens_never_panic_nor_pass_with_another_content(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
        ber: bool,
    ) {
        static ORIGINAL: LazyLock<Vec<u8>> = LazyLock::new(|| token_of(authority(), &v2()));
        let original: &[u8] = &ORIGINAL;
        let mut octets =
            if ber { in_ber(original, &authority().certificate) } else { original.to_vec() };
        for (at, octet) in edits {
            let at = at.index(octets.len());
            octets[at] = octet;
        }
        if let Some(cut) = cut {
            octets.truncate(cut.index(octets.len()));
        }
        if let Ok(token) = TimeStampToken::parse(&octets)
            && token.verify(&TokenCheck::default()).is_genuine()
        {
            let original = TimeStampToken::parse(original).unwrap();
            prop_assert_eq!(token.info(), original.info());
        }
    }
}
