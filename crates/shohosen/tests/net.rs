//! Time-stamps and revocation lists over real HTTP on 127.0.0.1: what comes out when all is well,
//! and a finding of its own for each way in which it is not.

#![cfg(feature = "net")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use shohosen::Time;
use shohosen::net::{CrlFetcher, HttpSettings, HttpTimeStampAuthority, NetworkError};
use shohosen::pki::crypto::DigestAlgorithm;
use shohosen::pki::{Certificate, Oid};
use shohosen::sign::{ProviderError, RevocationSource, TimeStampAuthority};
use shohosen_pki::timestamp::{TimeStampToken, TokenCheck};
use shohosen_testkit::keys::KeyStore;
use shohosen_testkit::pki::{CertificateTemplate, CrlTemplate, Name, after, extensions};
use shohosen_testkit::server::{Answer, Fault, Request, Server, TsaManner, time_stamp_response};
use shohosen_testkit::suite;
use shohosen_testkit::tsa;
use std::error::Error;
use std::time::{Duration, Instant};

const REPLY: &str = "application/timestamp-reply";
const ALGORITHM: DigestAlgorithm = DigestAlgorithm::Sha256;

fn authority(manner: TsaManner, fault: Fault) -> Server {
    let tsa = tsa::TimeStampAuthority::from_committed_keys(suite::epoch());
    Server::start(move |request: &Request| {
        let body = time_stamp_response(&tsa, &request.body, suite::epoch(), manner);
        Answer::ok(REPLY, body).fault(fault)
    })
}

fn settings() -> HttpSettings {
    let mut settings = HttpSettings::default();
    settings.total_timeout = Duration::from_millis(1500);
    settings.max_time_stamp_octets = 20_000;
    settings.max_crl_octets = 20_000;
    settings
}

fn client(server: &Server) -> HttpTimeStampAuthority {
    HttpTimeStampAuthority::new(&server.url("/tsr")).unwrap().settings(settings())
}

fn stamp(server: &Server) -> Result<Vec<u8>, ProviderError> {
    client(server).time_stamp(ALGORITHM, &ALGORITHM.digest(b"signature value"))
}

/// The code of the failure, whose finding has no gap in either language.
fn failure(outcome: Result<Vec<u8>, ProviderError>) -> &'static str {
    let error = outcome.unwrap_err();
    for language in [shohosen::Language::Japanese, shohosen::Language::English] {
        let text = error.finding().message(language) + &error.finding().remedy(language);
        assert!(!text.contains('{'), "{text}");
    }
    assert!(error.source().unwrap().is::<NetworkError>());
    error.code().id()
}

#[test]
fn a_time_stamp_arrives_as_a_token_over_what_was_sent() {
    let server = authority(TsaManner::Grants, Fault::None);
    let token = TimeStampToken::parse(&stamp(&server).unwrap()).unwrap();
    assert!(token.matches_imprint(ALGORITHM, &ALGORITHM.digest(b"signature value")));
    assert!(token.verify(&TokenCheck::default()).is_genuine());

    let [request] = server.requests().try_into().unwrap();
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/tsr"));
    // RFC 3161 §3.4
    assert_eq!(request.header("content-type"), Some("application/timestamp-query"));
    assert_eq!(request.header("authorization"), None);
    stamp(&server).unwrap();
    assert_ne!(server.requests()[1].body, request.body, "each request has a nonce of its own");
}

#[test]
fn an_answer_without_a_declared_length_is_read_to_its_end() {
    assert!(stamp(&authority(TsaManner::Grants, Fault::WithoutLength)).is_ok());
}

#[test]
fn whoever_has_the_password_gets_a_time_stamp_and_nobody_else() {
    let tsa = tsa::TimeStampAuthority::from_committed_keys(suite::epoch());
    let server = Server::start(move |request: &Request| {
        // RFC 7617 §2: the example of the standard.
        if request.header("authorization") != Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==") {
            return Answer::status(401).header("WWW-Authenticate", "Basic realm=\"tsa\"");
        }
        let body = time_stamp_response(&tsa, &request.body, suite::epoch(), TsaManner::Grants);
        Answer::ok("Application/Timestamp-Reply; x=y", body)
    });
    assert_eq!(failure(stamp(&server)), "network.response.unauthorised");
    let mut password = String::from("open sesame");
    let client = client(&server).basic_authentication("Aladdin", &mut password).unwrap();
    assert!(password.is_empty(), "the password is wiped where it came from");
    assert!(!format!("{client:?}").contains("QWxh"), "nor is it shown");
    client.time_stamp(ALGORITHM, &ALGORITHM.digest(b"")).unwrap();
}

#[test]
fn an_answer_to_another_question_is_refused() {
    for (manner, code) in [
        (TsaManner::WrongNonce, "network.tsa.nonce_mismatch"),
        (TsaManner::WithoutNonce, "network.tsa.nonce_mismatch"),
        (TsaManner::WrongImprint, "network.tsa.imprint_mismatch"),
        (TsaManner::Rejects, "network.tsa.rejected"),
        (TsaManner::WithoutToken, "network.tsa.response_malformed"),
    ] {
        assert_eq!(failure(stamp(&authority(manner, Fault::None))), code, "{manner:?}");
    }
    // The testkit's authority stamps under 2.999.3161.1.
    let server = authority(TsaManner::Grants, Fault::None);
    let under = |policy: &[u32]| {
        let client = client(&server).policy(Oid::from_arcs(policy));
        client.time_stamp(ALGORITHM, &ALGORITHM.digest(b""))
    };
    assert!(under(&[2, 999, 3161, 1]).is_ok());
    assert_eq!(failure(under(&[2, 999, 3161, 2])), "network.tsa.policy_mismatch");
}

#[test]
fn the_words_of_an_authority_that_refuses_are_handed_on() {
    let error = stamp(&authority(TsaManner::Rejects, Fault::None)).unwrap_err();
    let text = error.finding().message(shohosen::Language::English);
    assert!(
        text.contains("status 2, failInfo badAlg") && text.contains("unsupported hash"),
        "{text}"
    );
}

#[test]
fn a_connection_that_goes_wrong_has_a_finding_that_says_how() {
    let page = |status| Server::always(Answer::status(status));
    let body =
        |octets: usize, fault| Server::always(Answer::ok(REPLY, vec![0; octets]).fault(fault));
    let elsewhere = page(302).url("/");
    let redirect = Server::always(Answer::status(302).header("Location", &elsewhere));
    let trickle = Fault::Trickle(Duration::from_millis(100));
    for (server, code) in [
        (page(503), "network.response.status"),
        (page(404), "network.response.status"),
        (redirect, "network.response.status"),
        (page(200), "network.response.content_type"),
        (body(20_001, Fault::None), "network.response.too_large"),
        (body(20_001, Fault::WithoutLength), "network.response.too_large"),
        (body(3_000_000, Fault::WithoutLength), "network.response.too_large"),
        (body(20_000, Fault::None), "network.tsa.response_malformed"),
        (body(20_000, Fault::CutHalfWay), "network.response.cut"),
        (authority(TsaManner::Grants, Fault::CutHalfWay), "network.response.cut"),
        (authority(TsaManner::Grants, trickle), "network.connection.timeout"),
        (body(0, Fault::Silence), "network.connection.timeout"),
        (body(0, Fault::Garbage), "network.response.protocol"),
        (body(0, Fault::None), "network.tsa.response_malformed"),
    ] {
        let begun = Instant::now();
        assert_eq!(failure(stamp(&server)), code);
        assert!(begun.elapsed() < Duration::from_secs(10), "{code} took {:?}", begun.elapsed());
    }
}

#[test]
fn nobody_at_the_other_end_is_told_from_an_unknown_host() {
    let gone = Server::always(Answer::status(200)).url("/");
    let ask = |url: &str| {
        let client = HttpTimeStampAuthority::new(url).unwrap().settings(settings());
        client.time_stamp(ALGORITHM, &ALGORITHM.digest(b""))
    };
    assert_eq!(failure(ask(&gone)), "network.connection.failed");
    // RFC 6761 §6.4: `invalid` never resolves; without DNS it may take longer than allowed.
    let code = failure(ask("http://tsa.invalid/"));
    assert!(["network.host.not_found", "network.connection.timeout"].contains(&code), "{code}");
}

/// A certificate that says that its revocation list is here, and a list of its issuer.
fn with_crl(uri: &str, next_update: Time) -> (Certificate, Vec<u8>) {
    let key = KeyStore::committed().key("root");
    let name = Name::new(&[("C", "JP"), ("CN", "CA")]);
    let template = CertificateTemplate {
        serial: 7,
        issuer: name.clone(),
        subject: Name::new(&[("C", "JP"), ("CN", "EE")]),
        not_before: suite::epoch(),
        not_after: after(suite::epoch(), 1_000_000),
        // As a HPKI CA has it: a name in a directory, and a URI.
        extensions: vec![extensions::crl_distribution_points(Some(&name), uri)],
    };
    let crl = CrlTemplate {
        issuer: name,
        this_update: suite::epoch(),
        next_update,
        number: 1,
        revoked: Vec::new(),
        authority_scope: None,
    };
    (Certificate::from_der(&template.sign(&key, &key)).unwrap(), crl.sign(&key))
}

#[test]
fn a_list_is_fetched_from_where_the_certificate_says_and_kept_until_its_next_update() {
    let next = after(suite::epoch(), 3600);
    let (_, crl) = with_crl("http://unused.invalid/", next);
    let body = crl.clone();
    let server = Server::start(move |_| Answer::ok("application/pkix-crl", body.clone()));
    let (certificate, _) = with_crl(&server.url("/sign.crl"), next);
    let fetcher = CrlFetcher::with_settings(settings());
    let path = [certificate.clone(), certificate];
    let found = |at| fetcher.revocation_for(&path, at).unwrap().crls;
    for seconds in [0, 1800, 3599] {
        let lists = found(after(suite::epoch(), seconds));
        assert_eq!(lists.len(), 1, "the same list only once");
        assert_eq!(lists[0].der(), crl);
    }
    let [request] = server.requests().try_into().unwrap();
    assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", "/sign.crl"));
    // From nextUpdate on it is fetched again, and handed on for the verifier to judge.
    assert_eq!(found(next).len(), 1);
    assert!(server.requests().len() > 1);
}

#[test]
fn a_list_kept_in_a_folder_serves_the_next_run_and_a_damaged_one_does_not() {
    let next = after(suite::epoch(), 3600);
    let (_, crl) = with_crl("http://unused.invalid/", next);
    let body = crl.clone();
    let server = Server::start(move |_| Answer::ok("application/pkix-crl", body.clone()));
    let folder = std::env::temp_dir().join(format!("shohosen-crls-{}", std::process::id()));
    let fetch = |at| {
        let fetcher = CrlFetcher::with_settings(settings()).kept_in(folder.join("new"));
        fetcher.fetch(&server.url("/sign.crl"), at).unwrap()
    };
    for _ in 0..3 {
        assert_eq!(fetch(suite::epoch()).der(), crl);
    }
    assert_eq!(server.requests().len(), 1);
    let files: Vec<_> = std::fs::read_dir(folder.join("new")).unwrap().collect();
    let [Ok(file)] = &files[..] else { panic!("{files:?}") };
    for damaged in [&b"<html>"[..], &crl[..crl.len() - 1], b""] {
        std::fs::write(file.path(), damaged).unwrap();
        let asked = server.requests().len();
        assert_eq!(fetch(suite::epoch()).der(), crl);
        assert!(server.requests().len() > asked);
        assert_eq!(std::fs::read(file.path()).unwrap(), crl, "mended");
    }
    // From nextUpdate on it is fetched again.
    let asked = server.requests().len();
    fetch(next);
    assert!(server.requests().len() > asked);
    // A folder that cannot be made is no obstacle.
    let fetcher = CrlFetcher::with_settings(settings()).kept_in(file.path().join("inside a file"));
    assert_eq!(fetcher.fetch(&server.url("/sign.crl"), suite::epoch()).unwrap().der(), crl);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_list_that_does_not_arrive_has_a_finding_that_says_why() {
    let (_, crl) = with_crl("http://unused.invalid/", after(suite::epoch(), 3600));
    let answer = |body: &[u8]| Answer::ok("application/pkix-crl", body.to_vec());
    for (answer, code) in [
        (answer(&crl).fault(Fault::CutHalfWay), "network.response.cut"),
        (
            answer(&crl).fault(Fault::Trickle(Duration::from_millis(100))),
            "network.connection.timeout",
        ),
        (answer(&[0x30; 20_001]), "network.response.too_large"),
        (answer(&[0x30; 20_001]).fault(Fault::WithoutLength), "network.response.too_large"),
        (answer(b"<html>"), "network.crl.unreadable"),
        (answer(&crl[..crl.len() / 2]), "network.crl.unreadable"),
        (Answer::status(404), "network.response.status"),
    ] {
        let server = Server::always(answer);
        let (certificate, _) = with_crl(&server.url("/"), after(suite::epoch(), 3600));
        let fetcher = CrlFetcher::with_settings(settings());
        let found = fetcher.revocation_for(&[certificate], suite::epoch()).unwrap();
        let codes: Vec<_> = found.failures.iter().map(|finding| finding.code.id()).collect();
        assert_eq!((codes.as_slice(), found.crls.len()), ([code].as_slice(), 0));
    }
}

#[test]
fn other_schemes_than_http_are_left_alone() {
    for uri in ["ldap://directory.invalid/cn=CA", "file:///etc/passwd", "https://ca.invalid/crl"] {
        let (certificate, _) = with_crl(uri, after(suite::epoch(), 3600));
        let found = CrlFetcher::new().revocation_for(&[certificate], suite::epoch()).unwrap();
        assert!(found.crls.is_empty());
    }
}

/// OpenSSL as an authority: its own reading of our request, its own response.
mod openssl {
    use super::*;
    use std::path::Path;
    use std::process::Command;

    fn run(folder: &Path, arguments: &[&str]) {
        let output = Command::new("openssl").args(arguments).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn openssl_understands_the_request_and_its_answer_is_understood() {
        if Command::new("openssl").arg("version").output().is_err() {
            println!("SKIPPED: there is no openssl");
            return;
        }
        let folder = std::env::temp_dir().join(format!("shohosen-tsa-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let tsa = tsa::TimeStampAuthority::from_committed_keys(suite::epoch());
        std::fs::write(folder.join("tsa.der"), &tsa.certificate).unwrap();
        std::fs::write(folder.join("key.der"), KeyStore::committed().key("tsa").pkcs8()).unwrap();
        let settings = "[tsa]\ndefault_tsa = here\n[here]\nserial = serial\nsigner_digest = sha512\n\
                        default_policy = 1.2.3.4\nother_policies = 1.2.3.5\ndigests = sha256\n";
        std::fs::write(folder.join("settings"), settings).unwrap();
        std::fs::write(folder.join("serial"), "01").unwrap();
        run(&folder, &["x509", "-inform", "DER", "-in", "tsa.der", "-out", "tsa.pem"]);
        run(
            &folder,
            &["pkcs8", "-topk8", "-nocrypt", "-inform", "DER", "-in", "key.der", "-out", "key.pem"],
        );

        let there = folder.clone();
        let server = Server::start(move |request: &Request| {
            std::fs::write(there.join("query"), &request.body).unwrap();
            let reply = ["ts", "-reply", "-config", "settings", "-queryfile", "query"];
            let files = ["-signer", "tsa.pem", "-inkey", "key.pem", "-out", "reply"];
            run(&there, &[reply.as_slice(), files.as_slice()].concat());
            Answer::ok(REPLY, std::fs::read(there.join("reply")).unwrap())
        });
        let token = TimeStampToken::parse(&stamp(&server).unwrap()).unwrap();
        assert!(token.verify(&TokenCheck::default()).is_genuine());
        assert_eq!(token.info().policy, Oid::from_arcs(&[1, 2, 3, 4]));
        assert_eq!(token.certificates().len(), 1, "certReq was understood");

        let digest = ALGORITHM.digest(b"signature value");
        let other = client(&server).policy(Oid::from_arcs(&[1, 2, 3, 5]));
        let token = other.time_stamp(ALGORITHM, &digest).unwrap();
        let token = TimeStampToken::parse(&token).unwrap();
        assert_eq!(token.info().policy, Oid::from_arcs(&[1, 2, 3, 5]));
        // It stamps no SHA-512 here, and says so.
        let sha512 = DigestAlgorithm::Sha512;
        let refused = client(&server).time_stamp(sha512, &sha512.digest(b"")).unwrap_err();
        assert!(refused.finding().message(shohosen::Language::English).contains("badAlg"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
