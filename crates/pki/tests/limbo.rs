//! x509-limbo: path validation cases, many of them of the web. Only what is about paths is
//! judged: names of servers, and what only TLS demands, stand in the exceptions.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use serde::Deserialize;
use shohosen_pki::crypto::AlgorithmPolicy;
use shohosen_pki::{
    Certificate, CertificateError, CertificateList, Oid, PathLimits, PathRequest, PathSettings,
    RevocationData, RevocationRequest, RevocationSettings, RevocationStatus, SignatureCache,
    TrustAnchor, TrustStore, WorkBudget, check_revocation, find_path,
};
use shohosen_testkit::vectors::{Tally, folder};

#[derive(Deserialize)]
struct Limbo {
    testcases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    trusted_certs: Vec<String>,
    untrusted_intermediates: Vec<String>,
    peer_certificate: String,
    validation_time: Option<String>,
    expected_result: String,
    max_chain_depth: Option<usize>,
    extended_key_usage: Vec<String>,
    crls: Vec<String>,
}

/// Cases that fail by rules about names of TLS servers: the names that are asked for, wildcards,
/// public suffixes, names in the subject. There is nobody here who asks for a server, so these
/// are only run where they must succeed.
const NAMES_OF_SERVERS: [&str; 2] = ["webpki::san::", "webpki::cn::"];

fn read(pem: &[String]) -> Result<Vec<Certificate>, CertificateError> {
    pem.iter().map(|pem| Certificate::from_pem_or_der(pem.as_bytes())).collect()
}

fn validate(case: &Case, cache: &SignatureCache) -> Result<(), String> {
    let text = |error: CertificateError| error.to_string();
    // limbo puts its name and path length constraints into the roots.
    let anchors: TrustStore = read(&case.trusted_certs)
        .map_err(text)?
        .into_iter()
        .map(|certificate| TrustAnchor::certificate(certificate).with_constraints())
        .collect();
    let intermediates = read(&case.untrusted_intermediates).map_err(text)?;
    let target = Certificate::from_pem_or_der(case.peer_certificate.as_bytes()).map_err(text)?;
    let purpose = case.extended_key_usage.first().map(|name| match name.as_str() {
        "serverAuth" => Oid::from_arcs(&[1, 3, 6, 1, 5, 5, 7, 3, 1]),
        "clientAuth" => Oid::from_arcs(&[1, 3, 6, 1, 5, 5, 7, 3, 2]),
        other => panic!("unknown purpose {other}"),
    });
    let mut limits = PathLimits::default();
    if let Some(depth) = case.max_chain_depth {
        limits.path_length = depth + 1;
    }
    let settings = PathSettings {
        required_extended_key_usage: purpose,
        algorithms: AlgorithmPolicy::default().allow_ecdsa(true).allow_rsa_pss(true),
        limits,
        ..PathSettings::default()
    };
    let at = common::time(case.validation_time.as_deref().unwrap_or("2026-11-22T00:00:00Z"));
    let request = PathRequest {
        target: &target,
        intermediates: &intermediates,
        anchors: &anchors,
        at,
        settings: &settings,
        cache,
    };
    let path = find_path(&request).map_err(|failure| failure.to_string())?;
    if case.crls.is_empty() {
        return Ok(());
    }
    let decode = |pem: &String| {
        let text: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        CertificateList::from_der(&common::base64(&text)).map_err(|error| error.to_string())
    };
    let crls = case.crls.iter().map(decode).collect::<Result<Vec<_>, _>>()?;
    let data = RevocationData { crls: &crls, ocsp_responses: &[], certificates: &intermediates };
    let settings = RevocationSettings { path: settings, ..RevocationSettings::default() };
    // The set has a CRL for the target only.
    let facts = check_revocation(&RevocationRequest {
        path: &path,
        data,
        at,
        verified_at: at,
        settings: &settings,
        cache,
        budget: &WorkBudget::default(),
    });
    match facts.first().map(|fact| &fact.status) {
        Some(RevocationStatus::Good { .. }) => Ok(()),
        other => Err(format!("{other:?}")),
    }
}

#[test]
fn paths_come_out_as_limbo_says() {
    let Some(folder) = folder("x509-limbo") else { return };
    let json = std::fs::read(folder.join("limbo.json")).unwrap();
    let limbo: Limbo = serde_json::from_slice(&json).unwrap();
    let cache = SignatureCache::new();
    let mut tally = Tally::new("x509-limbo", include_str!("limbo.exceptions"));
    for case in &limbo.testcases {
        let about_names = NAMES_OF_SERVERS.iter().any(|prefix| case.id.starts_with(prefix));
        if about_names && case.expected_result == "FAILURE" {
            continue;
        }
        let started = std::time::Instant::now();
        let outcome = match (case.expected_result.as_str(), validate(case, &cache)) {
            ("SUCCESS", Ok(())) | ("FAILURE", Err(_)) => Ok(()),
            ("SUCCESS", Err(error)) => Err(format!("refused: {error}")),
            ("FAILURE", Ok(())) => Err("accepted".to_owned()),
            (other, _) => panic!("unknown expectation {other}"),
        };
        tally.record(&case.id, outcome);
        assert!(started.elapsed().as_secs() < 5, "{} takes too long", case.id);
    }
    tally.finish();
}
