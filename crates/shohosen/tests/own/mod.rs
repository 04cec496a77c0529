//! The project's own vectors, as `test-vectors/verify/index.json` lists them.

use serde_json::Value;
use shohosen::Verifier;
use shohosen::pki::{Certificate, CertificateList, TrustAnchor, TrustStore};
use std::path::{Path, PathBuf};

/// Every entry of the index.
pub fn cases() -> Vec<Value> {
    serde_json::from_slice(&read("verify/index.json")).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors")
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The texts of a list.
pub fn strings<'v>(case: &'v Value, key: &str) -> Vec<&'v str> {
    let list = case[key].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|value| value.as_str().unwrap()).collect()
}

/// The verifier that an entry asks for.
pub fn verifier(case: &Value) -> Verifier {
    let anchor = |path: &str| TrustAnchor::certificate(Certificate::from_der(&read(path)).unwrap());
    let mut anchors = TrustStore::new();
    strings(case, "anchors").into_iter().for_each(|path| anchors.add(anchor(path)));
    let mut builder = Verifier::builder()
        .only_anchors(anchors)
        .allow_test_certificates(case["allow_test_certificates"] == true);
    for path in strings(case, "tsa_anchors") {
        builder = builder.tsa_anchor(anchor(path));
    }
    for path in strings(case, "intermediates") {
        builder = builder.intermediate(Certificate::from_der(&read(path)).unwrap());
    }
    for path in strings(case, "crls") {
        builder = builder.crl(CertificateList::from_der(&read(path)).unwrap());
    }
    builder.build()
}

/// The document of an entry: the committed file, or the one that is too large to commit.
pub fn bytes(case: &Value) -> Vec<u8> {
    match case["generated"].as_str() {
        None => read(case["file"].as_str().unwrap()),
        Some("deep_nesting") => shohosen_testkit::mutate::deep_nesting(100_000),
        Some(other) => panic!("no generator {other}"),
    }
}
