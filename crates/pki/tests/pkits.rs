//! NIST PKITS 1.0.1: every case of the path validation suite, with its CRLs and its policy
//! inputs and output.

#![allow(clippy::unwrap_used, clippy::panic)]

use serde::Deserialize;
use shohosen_pki::{
    Certificate, CertificateList, Oid, PathRequest, PathSettings, RevocationData,
    RevocationRequest, RevocationSettings, RevocationStatus, SignatureCache, TrustAnchor,
    WorkBudget, check_revocation, find_path,
};
use shohosen_report::Time;
use shohosen_testkit::vectors::{Tally, folder};
use std::path::Path;

#[derive(Deserialize)]
struct Index {
    reference_time: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    test: String,
    title: String,
    expected: String,
    trust_anchor: String,
    path: Vec<String>,
    crls: Vec<String>,
    initial_policy_set: Vec<String>,
    initial_explicit_policy: bool,
    initial_policy_mapping_inhibit: bool,
    initial_inhibit_any_policy: bool,
    user_constrained_policy_set: Vec<String>,
}

fn policies(names: &[String]) -> Vec<Oid> {
    let mut policies: Vec<Oid> = names
        .iter()
        .map(|name| match name.strip_prefix("NIST-test-policy-") {
            Some(number) => format!("2.16.840.1.101.3.2.1.48.{number}").parse().unwrap(),
            None if name == "anyPolicy" => Oid::from_arcs(&[2, 5, 29, 32, 0]),
            None => name.parse().unwrap(),
        })
        .collect();
    policies.sort();
    policies
}

fn validate(
    folder: &Path,
    case: &Case,
    at: Time,
    cache: &SignatureCache,
) -> Result<Vec<Oid>, String> {
    let certificate = |name: &String| {
        let der = std::fs::read(folder.join("certs").join(format!("{name}.crt"))).unwrap();
        Certificate::from_der(&der).map_err(|error| format!("{name}: {error}"))
    };
    let crl = |name: &String| {
        let der = std::fs::read(folder.join("crls").join(format!("{name}.crl"))).unwrap();
        CertificateList::from_der(&der).map_err(|error| format!("{name}: {error}"))
    };
    let anchors =
        [TrustAnchor::certificate(certificate(&case.trust_anchor)?)].into_iter().collect();
    let mut path: Vec<_> = case.path.iter().map(certificate).collect::<Result<_, _>>()?;
    let crls: Vec<_> = case.crls.iter().map(crl).collect::<Result<_, _>>()?;
    let target = path.pop().unwrap();
    let settings = PathSettings {
        initial_policies: policies(&case.initial_policy_set),
        require_explicit_policy: case.initial_explicit_policy,
        inhibit_policy_mapping: case.initial_policy_mapping_inhibit,
        inhibit_any_policy: case.initial_inhibit_any_policy,
        ..PathSettings::default()
    };
    let request = PathRequest {
        target: &target,
        intermediates: &path,
        anchors: &anchors,
        at,
        settings: &settings,
        cache,
    };
    let found = find_path(&request).map_err(|failure| failure.to_string())?;
    let data = RevocationData { crls: &crls, ocsp_responses: &[], certificates: &path };
    let facts = check_revocation(&RevocationRequest {
        path: &found,
        data,
        at,
        verified_at: at,
        settings: &RevocationSettings::default(),
        cache,
        budget: &WorkBudget::default(),
    });
    for (fact, certificate) in facts.iter().zip(&found.certificates) {
        if !matches!(fact.status, RevocationStatus::Good { .. }) {
            return Err(format!("{}: {fact:?}", certificate.subject()));
        }
    }
    Ok(found.valid_policies)
}

#[test]
fn every_case_of_pkits_comes_out_as_nist_says() {
    let Some(folder) = folder("pkits") else { return };
    let index = std::fs::read(folder.join("index.json")).unwrap();
    let index: Index = serde_json::from_slice(&index).unwrap();
    let at = Time::parse_rfc3339(&index.reference_time).unwrap();
    let cache = SignatureCache::new();
    let mut tally = Tally::new("pkits", include_str!("pkits.exceptions"));
    for case in &index.cases {
        let outcome = match (case.expected.as_str(), validate(&folder, case, at, &cache)) {
            ("valid", Ok(found)) => {
                let expected = policies(&case.user_constrained_policy_set);
                if found == expected {
                    Ok(())
                } else {
                    Err(format!("{}: policies {found:?}, not {expected:?}", case.title))
                }
            }
            ("invalid", Err(_)) => Ok(()),
            ("valid", Err(error)) => Err(format!("{}: refused: {error}", case.title)),
            ("invalid", Ok(_)) => Err(format!("{}: accepted", case.title)),
            (expected, _) => panic!("unknown expectation {expected}"),
        };
        tally.record(&format!("{} {}", case.test, case.title), outcome);
    }
    tally.finish();
}
