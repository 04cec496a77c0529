//! OpenSSL as a second opinion on time-stamp tokens. Skipped, said aloud, where there is none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![allow(missing_docs)]

use shohosen_pki::timestamp::{TimeStampToken, TokenCheck};
use shohosen_report::Time;
use shohosen_testkit::keys::Digest;
use shohosen_testkit::tsa::{TimeStampAuthority, TokenOptions};
use std::path::Path;
use std::process::{Command, Output};

fn openssl(arguments: &[&str]) -> Option<Output> {
    Command::new("openssl").args(arguments).output().ok()
}

/// Whether `openssl ts -verify` accepts a token over this digest under this root.
fn accepts(folder: &Path, token: &[u8], digest: &[u8], root: &Path, at: Time) -> bool {
    let file = folder.join("token.der");
    std::fs::write(&file, token).unwrap();
    let digest: String = digest.iter().map(|octet| format!("{octet:02x}")).collect();
    let (file, root, at) = (file.to_str().unwrap(), root.to_str().unwrap(), at.unix().to_string());
    let output = openssl(&[
        "ts",
        "-verify",
        "-token_in",
        "-in",
        file,
        "-digest",
        &digest,
        "-CAfile",
        root,
        "-attime",
        &at,
    ]);
    output.unwrap().status.success()
}

#[test]
fn openssl_and_this_library_agree_on_tokens_whole_and_altered() {
    if openssl(&["version"]).is_none() {
        println!("SKIPPED: there is no openssl");
        return;
    }
    let epoch = Time::parse_rfc3339("2026-04-01T00:00:00Z").unwrap();
    let authority = TimeStampAuthority::from_committed_keys(epoch);
    let folder = std::env::temp_dir().join(format!("shohosen-openssl-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (der, root) = (folder.join("root.der"), folder.join("root.pem"));
    std::fs::write(&der, &authority.root).unwrap();
    let converted = openssl(&[
        "x509",
        "-inform",
        "DER",
        "-in",
        der.to_str().unwrap(),
        "-out",
        root.to_str().unwrap(),
    ]);
    assert!(converted.unwrap().status.success());
    let digest = Digest::Sha256.of(b"data");
    let mut altered_positions = 0;
    for signing_certificate_v1 in [true, false] {
        for algorithm in [Digest::Sha256, Digest::Sha384, Digest::Sha512] {
            let options = TokenOptions {
                digest: algorithm,
                signing_certificate_v1,
                accuracy_millis: Some(1500),
                nonce: Some(77),
                ..TokenOptions::default()
            };
            let token = authority.token(Digest::Sha256, &digest, epoch, &options);
            let ours = |octets: &[u8]| {
                TimeStampToken::parse(octets)
                    .is_ok_and(|token| token.verify(&TokenCheck::default()).is_genuine())
            };
            assert!(ours(&token) && accepts(&folder, &token, &digest, &root, epoch));
            // A bit in the TSTInfo, in the signed attributes and in the signature.
            for position in [80, token.len() - 400, token.len() - 20] {
                let mut altered = token.clone();
                altered[position] ^= 1;
                assert!(!ours(&altered), "octet {position}");
                assert!(!accepts(&folder, &altered, &digest, &root, epoch), "octet {position}");
                altered_positions += 1;
            }
        }
    }
    assert_eq!(altered_positions, 18);
    std::fs::remove_dir_all(&folder).unwrap();
}
