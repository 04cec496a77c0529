//! The signature vectors of Wycheproof against every backend that is compiled in, and the
//! backends against each other.

#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use shohosen_pki::crypto::{
    Backend, DigestAlgorithm, PublicKey, SignatureAlgorithm, SignatureError, verify_digest_fixed,
    verify_with,
};
use shohosen_testkit::vectors::{Tally, folder};

fn backends() -> Vec<Backend> {
    vec![
        #[cfg(feature = "aws-lc")]
        Backend::AwsLc,
        #[cfg(feature = "pure-rust")]
        Backend::PureRust,
        #[cfg(feature = "simd")]
        Backend::Vector,
    ]
}

fn unhex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

fn digest(name: &Value) -> Option<DigestAlgorithm> {
    DigestAlgorithm::ALL.into_iter().find(|d| Some(d.name()) == name.as_str())
}

/// The algorithm of a group; `None` where it is one that we refuse by design: MGF1 over another
/// digest, SHA-224 and the like.
fn algorithm(group: &Value) -> Option<SignatureAlgorithm> {
    let digest_of_message = digest(&group["sha"])?;
    match group["type"].as_str().unwrap() {
        "RsassaPkcs1Verify" => Some(SignatureAlgorithm::RsaPkcs1(digest_of_message)),
        "RsassaPssVerify" | "RsassaPssWithParametersVerify" => {
            let salt_length = u32::try_from(group["sLen"].as_u64().unwrap()).unwrap();
            (digest(&group["mgfSha"])? == digest_of_message)
                .then_some(SignatureAlgorithm::RsaPss { digest: digest_of_message, salt_length })
        }
        "EcdsaVerify" | "EcdsaP1363Verify" => Some(SignatureAlgorithm::Ecdsa(digest_of_message)),
        other => panic!("unknown type {other}"),
    }
}

#[test]
fn signatures_verify_as_wycheproof_says_and_all_backends_agree() {
    let Some(folder) = folder("wycheproof") else { return };
    let mut tally = Tally::new("wycheproof", include_str!("wycheproof.exceptions"));
    let (mut not_implemented, mut compared) = (0, 0);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with("_test.json"));
    paths.sort();
    for path in paths {
        let file = path.file_stem().unwrap().to_str().unwrap();
        let json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut implemented = 0;
        for group in json["testGroups"].as_array().unwrap() {
            let tests = group["tests"].as_array().unwrap();
            let key = PublicKey::from_spki(&unhex(&group["publicKeyDer"]));
            let (Some(algorithm), Ok(key)) = (algorithm(group), key) else {
                not_implemented += tests.len();
                continue;
            };
            let fixed = group["type"] == "EcdsaP1363Verify";
            for test in tests {
                let id = format!("{file}#{}", test["tcId"]);
                let (message, signature) = (unhex(&test["msg"]), unhex(&test["sig"]));
                let results: Vec<_> = if fixed {
                    {
                        let digest = algorithm.digest().digest(&message);
                        vec![verify_digest_fixed(&key, algorithm, &digest, &signature)]
                    }
                } else {
                    let run = |b| verify_with(b, &key, algorithm, &message, &signature);
                    backends().into_iter().map(run).collect()
                };
                let judged: Vec<bool> = results
                    .iter()
                    .filter(|r| !matches!(r, Err(SignatureError::Unsupported { .. })))
                    .map(Result::is_ok)
                    .collect();
                let Some(&valid) = judged.first() else {
                    not_implemented += 1;
                    continue;
                };
                implemented += 1;
                compared += usize::from(judged.len() > 1);
                let outcome = if judged.iter().any(|each| *each != valid) {
                    Err(format!("the backends differ: {results:?}"))
                } else {
                    match (test["result"].as_str().unwrap(), valid) {
                        ("valid", true) | ("invalid", false) | ("acceptable", _) => Ok(()),
                        (expected, _) => Err(format!("expected {expected}: {}", test["comment"])),
                    }
                };
                tally.record(&id, outcome);
            }
        }
        assert!(implemented > 0 || file.contains("misc"), "nothing of {file} is implemented");
    }
    println!("not implemented and refused: {not_implemented}; compared by both: {compared}");
    tally.finish();
}
