//! Each code about a time-stamp token or response that decides a verdict and that no vector shows,
//! provoked by itself.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod common;

use common::time;
use shohosen_pki::crypto::AlgorithmPolicy;
use shohosen_pki::timestamp::{
    Sha1Inside, TimeStampResponse, TimeStampToken, TokenCheck, TokenPolicy,
};
use shohosen_pki::{WorkBudget, WorkLimits};
use shohosen_report::codes::timestamp;
use shohosen_report::{Finding, Objections, Time};
use shohosen_testkit::deciding::assert_decides;
use shohosen_testkit::der;
use shohosen_testkit::keys::Digest;
use shohosen_testkit::tsa::{TimeStampAuthority, TokenOptions};

fn gen_time() -> Time {
    time("2026-04-01T00:00:01Z")
}

fn token(options: &TokenOptions) -> Vec<u8> {
    let authority = TimeStampAuthority::from_committed_keys(gen_time());
    authority.token(Digest::Sha256, &Digest::Sha256.of(b"value"), gen_time(), options)
}

/// ESSCertIDv2 and no SHA-1.
fn modern() -> TokenOptions {
    TokenOptions { signing_certificate_v1: false, ..TokenOptions::default() }
}

/// What is said of a token.
fn findings(octets: &[u8]) -> Vec<Finding> {
    match TimeStampToken::parse(octets) {
        Ok(token) => token.verify(&TokenCheck::default()).findings(),
        Err(error) => vec![error.finding()],
    }
}

fn of_response(octets: &[u8]) -> Vec<Finding> {
    vec![TimeStampResponse::parse(octets).unwrap_err().finding()]
}

#[test]
fn the_token_as_it_is_made_is_good() {
    assert!(Objections::of(&findings(&token(&modern()))).are_none());
    let granted = der::sequence([der::sequence([der::integer(0)]), token(&modern())]);
    assert!(TimeStampResponse::parse(&granted).is_ok());
    // What protects the right algorithms is good, too (RFC 6211).
    let protected = TokenOptions { protected_digest: Some(Digest::Sha512), ..modern() };
    let findings = findings(&token(&protected));
    assert!(Objections::of(&findings).are_none(), "{findings:?}");
}

#[test]
fn octets_after_the_token() {
    let octets = [token(&modern()), vec![0]].concat();
    assert_decides(timestamp::TOKEN_TRAILING_DATA, &findings(&octets));
}

#[test]
fn a_token_of_another_content_type() {
    // id-data in place of id-ct-TSTInfo
    let options = TokenOptions { content_type: Some("1.2.840.113549.1.7.1"), ..modern() };
    assert_decides(timestamp::TOKEN_CONTENT_TYPE, &findings(&token(&options)));
}

#[test]
fn a_token_with_a_critical_extension_that_nobody_knows() {
    let options = TokenOptions { critical_extension: Some("2.999.1"), ..modern() };
    assert_decides(timestamp::TOKEN_CRITICAL_EXTENSION, &findings(&token(&options)));
}

#[test]
fn a_response_that_rejects() {
    let rejected = der::sequence([der::sequence([der::integer(2)])]);
    assert_decides(timestamp::RESPONSE_REJECTED, &of_response(&rejected));
    // Also where it holds a token.
    let both = der::sequence([der::sequence([der::integer(2)]), token(&modern())]);
    assert_decides(timestamp::RESPONSE_REJECTED, &of_response(&both));
}

#[test]
fn a_response_that_grants_and_gives_nothing() {
    let granted = der::sequence([der::sequence([der::integer(0)])]);
    assert_decides(timestamp::RESPONSE_WITHOUT_TOKEN, &of_response(&granted));
}

#[test]
fn a_token_whose_certificate_is_nowhere() {
    let options = TokenOptions { include_certificate: false, ..modern() };
    assert_decides(timestamp::SIGNER_NOT_FOUND, &findings(&token(&options)));
}

#[test]
fn a_token_signed_by_an_algorithm_that_the_policy_refuses() {
    let token = TimeStampToken::parse(&token(&TokenOptions { digest: Digest::Sha1, ..modern() }));
    let check = TokenCheck { sha1_inside: Sha1Inside::Refuse, ..TokenCheck::default() };
    let findings = token.unwrap().verify(&check).findings();
    assert_decides(timestamp::SIGNATURE_ALGORITHM_NOT_ALLOWED, &findings);
}

#[test]
fn a_token_for_which_no_work_was_left() {
    let token = TimeStampToken::parse(&token(&modern())).unwrap();
    let limits = WorkLimits { public_key_operations: 0, ..WorkLimits::default() };
    let policy =
        TokenPolicy { algorithms: &AlgorithmPolicy::default(), sha1_inside: Sha1Inside::Warn };
    let findings = token.facts(&[], &WorkBudget::new(limits)).judge(&policy).findings();
    assert_decides(timestamp::SIGNATURE_NOT_TRIED, &findings);
}

#[test]
fn a_token_whose_attributes_are_about_other_content() {
    let options = TokenOptions { digest_of: Some(b"other content".to_vec()), ..modern() };
    let findings = findings(&token(&options));
    assert_decides(timestamp::SIGNED_ATTRIBUTES_DIGEST_MISMATCH, &findings);
}

#[test]
fn a_token_that_protects_another_algorithm() {
    let options = TokenOptions { protected_digest: Some(Digest::Sha256), ..modern() };
    let findings = findings(&token(&options));
    assert_decides(timestamp::SIGNED_ATTRIBUTES_ALGORITHM_MISMATCH, &findings);
}
