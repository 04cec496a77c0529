//! RFC 3161 tokens of many authorities, with what another implementation reads in them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use shohosen_pki::crypto::{AlgorithmPolicy, DigestAlgorithm, SignatureAlgorithm};
use shohosen_pki::timestamp::{TimeStampResponse, TimeStampToken, TokenCheck, TokenJudgement};
use shohosen_report::{Severity, Time};
use shohosen_testkit::vectors::{Tally, folder};
use std::collections::HashMap;
use std::path::Path;

/// The set says what is consistent in itself, not what a policy allows.
fn permissive() -> TokenCheck<'static> {
    let algorithms = AlgorithmPolicy::default()
        .allow_ecdsa(true)
        .allow_rsa_pss(true)
        .allow_digest(DigestAlgorithm::Sha1, true);
    TokenCheck { algorithms, ..TokenCheck::default() }
}

type Row = HashMap<String, String>;

fn rows(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let header = columns(lines.next().unwrap());
    lines.map(|line| header.iter().cloned().zip(columns(line)).collect()).collect()
}

/// The columns of a line, where those with commas stand in quotes.
fn columns(line: &str) -> Vec<String> {
    let (mut columns, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => columns.push(String::new()),
            c => columns.last_mut().unwrap().push(c),
        }
    }
    columns
}

fn token(folder: &Path, row: &Row) -> Result<TimeStampToken, String> {
    let octets = std::fs::read(folder.join(&row["file"])).unwrap();
    let token = match row.get("container").map(String::as_str) {
        Some("TimeStampResp") => TimeStampResponse::parse(&octets).map(|response| response.token),
        _ => TimeStampToken::parse(&octets),
    };
    token.map_err(|error| error.to_string())
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Two's complement as Python's `hex()` writes it.
fn signed_hex(octets: &[u8]) -> String {
    let negative = octets[0] >= 0x80;
    let mut magnitude = octets.to_vec();
    if negative {
        let mut carry = true;
        for octet in magnitude.iter_mut().rev() {
            (*octet, carry) = (!*octet).overflowing_add(carry.into());
        }
    }
    let digits = hex(&magnitude);
    let digits = digits.trim_start_matches('0');
    format!("{}0x{}", if negative { "-" } else { "" }, if digits.is_empty() { "0" } else { digits })
}

fn digest(name: &str) -> DigestAlgorithm {
    match name {
        "sha1" => DigestAlgorithm::Sha1,
        "sha256" => DigestAlgorithm::Sha256,
        "sha384" => DigestAlgorithm::Sha384,
        "sha512" => DigestAlgorithm::Sha512,
        other => panic!("{other}"),
    }
}

fn signature(row: &Row) -> SignatureAlgorithm {
    match row["sig_alg"].as_str() {
        "rsassa_pkcs1v15" => SignatureAlgorithm::RsaPkcs1(digest(&row["digest_alg"])),
        name => match name.split_once('_').unwrap() {
            (hash, "rsa") => SignatureAlgorithm::RsaPkcs1(digest(hash)),
            (hash, "ecdsa") => SignatureAlgorithm::Ecdsa(digest(hash)),
            _ => panic!("{name}"),
        },
    }
}

/// Everything that the index says about a valid token.
fn compare(token: &TimeStampToken, facts: &TokenJudgement, row: &Row) -> Result<(), String> {
    let info = token.info();
    let same = |what: &str, ours: String, theirs: &str| {
        if ours == theirs { Ok(()) } else { Err(format!("{what}: {ours}, expected {theirs}")) }
    };
    let time = Time::parse_rfc3339(&row["gen_time"]).unwrap();
    same("imprint", hex(&info.imprint.digest), &row["imprint"])?;
    same("gen_time", info.gen_time.to_string(), &time.to_string())?;
    same("policy", info.policy.to_string(), &row["policy"])?;
    same("serial", signed_hex(&info.serial), &row["serial"])?;
    same("nonce", info.nonce.as_deref().map_or(String::new(), signed_hex), &row["nonce"])?;
    if !token.matches_imprint(digest(&row["hash_alg"]), &info.imprint.digest) {
        return Err("imprint algorithm".into());
    }
    let certificates = token.certificates().len() + token.unreadable_certificates().len();
    same("certificates", certificates.to_string(), &row["certs"])?;
    if !facts.is_genuine() {
        return Err(format!("not genuine: {:?}", facts.problems));
    }
    if facts.signature != Some(signature(row)) {
        return Err(format!("signature algorithm {:?}", facts.signature));
    }
    let current = facts.signer.as_ref().unwrap().is_current(info.gen_time);
    same("valid at genTime", if current { "yes" } else { "no" }.into(), &row["in_cert_validity"])
}

#[test]
fn tokens_of_many_authorities_read_and_verify_as_another_implementation_says() {
    let Some(folder) = folder("rfc3161") else { return };
    let mut tally = Tally::new("rfc3161", include_str!("rfc3161.exceptions"));
    for row in rows(&folder.join("index.csv")) {
        let outcome = match (row["expected"].as_str(), token(&folder, &row)) {
            ("parse-error", Ok(_)) => Err("read, but should not be".into()),
            ("parse-error", Err(_)) => Ok(()),
            (_, Err(error)) => Err(error),
            ("valid", Ok(token)) => compare(&token, &token.verify(&permissive()), &row),
            // The one with a note: one embedded certificate, two references to it.
            (_, Ok(token)) => match token.certificates().len() {
                1 => Ok(()),
                other => Err(format!("{other} certificates")),
            },
        };
        tally.record(&row["id"], outcome);
    }
    tally.finish();
}

/// The data that two of the tokens stamp, as their origins say. The second has a certificate
/// injected into its bag that did not sign.
const KNOWN_DATA: [(&str, &[u8], DigestAlgorithm); 2] = [
    ("d-trust.tsr", b"Test123", DigestAlgorithm::Sha256),
    ("response-injected-certs.tsr", b"hello", DigestAlgorithm::Sha512),
];

#[test]
fn tokens_over_known_data_match_it_and_are_not_signed_by_an_injected_certificate() {
    let Some(folder) = folder("rfc3161") else { return };
    for row in rows(&folder.join("index.csv")) {
        let origin = KNOWN_DATA.iter().find(|(name, ..)| row["origins"].contains(name));
        let Some((name, data, algorithm)) = origin else { continue };
        let token = token(&folder, &row).unwrap();
        assert!(token.matches_imprint(*algorithm, &algorithm.digest(data)), "{name}");
        assert!(!token.matches_imprint(*algorithm, &algorithm.digest(b"other")), "{name}");
        let facts = token.verify(&permissive());
        let signer = facts.signer.unwrap().subject().to_string();
        assert!(!signer.contains("Spoofed"), "{name}: {signer}");
    }
}

/// The codes that each kind of mutation may end in.
fn codes_for(mutation: &str) -> &'static [&'static str] {
    match mutation {
        "truncated" => &["timestamp.token.malformed"],
        "trailing-bytes" => &["timestamp.token.trailing_data"],
        "imprint-flipped" | "gentime-altered" | "message-digest-attr-flipped" => {
            &["timestamp.signed_attributes.digest_mismatch"]
        }
        "signature-flipped" => &["timestamp.signature.invalid"],
        "ess-cert-hash-flipped" => &["timestamp.signer.ess_mismatch"],
        "certs-removed" => &["timestamp.signer.not_found"],
        "rejected" | "rejected-response" => &["timestamp.response.rejected"],
        _ => &["timestamp."],
    }
}

#[test]
fn broken_tokens_fail_with_a_code_of_their_kind() {
    let Some(folder) = folder("rfc3161") else { return };
    let mut tally = Tally::new("rfc3161/broken", "");
    for row in rows(&folder.join("broken-index.csv")) {
        let octets = std::fs::read(folder.join(&row["file"])).unwrap();
        let parsed = if row["mutation"].contains("reject") {
            TimeStampResponse::parse(&octets).map(|response| response.token)
        } else {
            TimeStampToken::parse(&octets)
        };
        let (readable, findings) = match parsed {
            Ok(token) => (true, token.verify(&permissive()).findings()),
            Err(error) => (false, vec![error.finding()]),
        };
        let failed: Vec<_> = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.code.id())
            .collect();
        let expected = codes_for(&row["mutation"]);
        let named = failed.iter().any(|id| expected.iter().any(|code| id.starts_with(code)));
        let outcome = if !named {
            Err(format!("{}: {failed:?}", row["mutation"]))
        } else if (row["expected"] == "parse-error") == readable {
            Err(format!("readable: {readable}, but expected {}", row["expected"]))
        } else {
            Ok(())
        };
        tally.record(&row["id"], outcome);
    }
    tally.finish();
}
