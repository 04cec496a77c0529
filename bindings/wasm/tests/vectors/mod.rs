//! The project's own vectors, as `test-vectors/verify/index.json` lists them.

use serde_json::Value;
use shohosen::pki::{Certificate, CertificateList, TrustAnchor, TrustStore};
use shohosen::{Error, Time, Verified, Verifier};
use std::path::{Path, PathBuf};

/// An entry of the index that has a committed file.
#[allow(dead_code, reason = "each test reads what it needs")]
pub struct Case {
    pub id: String,
    pub at: String,
    pub bytes: Vec<u8>,
    pub anchors: Vec<Vec<u8>>,
    pub tsa_anchors: Vec<Vec<u8>>,
    pub intermediates: Vec<Vec<u8>>,
    pub crls: Vec<Vec<u8>>,
    pub allow_test_certificates: bool,
    pub entry: Value,
}

/// The folder of the vectors, without "..": a browser reads no file by such a path.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors").canonicalize().unwrap()
}

/// Every entry whose document is committed; one is too large and is made where it is needed.
pub fn all() -> Vec<Case> {
    let index = std::fs::read(root().join("verify/index.json")).unwrap();
    let entries: Vec<Value> = serde_json::from_slice(&index).unwrap();
    entries.into_iter().filter(|entry| entry["generated"].is_null()).map(Case::new).collect()
}

impl Case {
    fn new(entry: Value) -> Self {
        let read = |path: &str| std::fs::read(root().join(path)).unwrap();
        let each = |key: &str| -> Vec<Vec<u8>> {
            entry[key].as_array().unwrap().iter().map(|path| read(path.as_str().unwrap())).collect()
        };
        Self {
            id: entry["id"].as_str().unwrap().to_owned(),
            at: entry["at"].as_str().unwrap().to_owned(),
            bytes: read(entry["file"].as_str().unwrap()),
            anchors: each("anchors"),
            tsa_anchors: each("tsa_anchors"),
            intermediates: each("intermediates"),
            crls: each("crls"),
            allow_test_certificates: entry["allow_test_certificates"] == true,
            entry,
        }
    }

    /// What the library says of it.
    pub fn verified(&self) -> Result<Verified, Error> {
        let anchor = |octets: &Vec<u8>| {
            TrustAnchor::certificate(Certificate::from_pem_or_der(octets).unwrap())
        };
        let mut anchors = TrustStore::new();
        self.anchors.iter().for_each(|octets| anchors.add(anchor(octets)));
        let mut builder = Verifier::builder()
            .only_anchors(anchors)
            .allow_test_certificates(self.allow_test_certificates);
        for octets in &self.tsa_anchors {
            builder = builder.tsa_anchor(anchor(octets));
        }
        for octets in &self.intermediates {
            builder = builder.intermediate(Certificate::from_pem_or_der(octets).unwrap());
        }
        for octets in &self.crls {
            builder = builder.crl(CertificateList::from_pem_or_der(octets).unwrap());
        }
        builder.build().verify(&self.bytes, Time::parse_rfc3339(&self.at).unwrap())
    }
}
