//! XAdES documents of the EU's DSS test suite: the cryptographic columns, row by row. No anchors
//! are configured there, so facts are compared and not verdicts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_pki::crypto::{AlgorithmPolicy, DigestAlgorithm};
use shohosen_pki::timestamp::{Sha1Inside, TokenFacts, TokenPolicy};
use shohosen_pki::{SignatureCache, WorkBudget};
use shohosen_testkit::vectors::{self, Tally};
use shohosen_xades::facts::{CertDigestFact, IssuerSerialFact, Structure};
use shohosen_xades::{
    CollectSettings, ExternalData, Limits, SignatureFacts, Workspace, collect, signatures,
};
use shohosen_xml::Document;
use std::collections::BTreeMap;
use std::path::Path;

/// Detached files by the last part of their name; a lone one answers to any URI, as in DSS.
struct Detached(Vec<(String, Vec<u8>)>);

impl ExternalData for Detached {
    fn get(&self, uri: &str) -> Option<&[u8]> {
        let name = uri.rsplit('/').next().unwrap_or(uri).replace("%20", " ");
        let named = self.0.iter().find(|(file, _)| *file == name);
        named.or(self.0.first().filter(|_| self.0.len() == 1)).map(|(_, bytes)| bytes.as_slice())
    }
}

fn facts(folder: &Path, row: &BTreeMap<String, String>) -> Result<Vec<SignatureFacts>, String> {
    let files = folder.join("files");
    let source = std::fs::read(files.join(&row["file"])).unwrap();
    let document =
        Document::parse(&source, &Default::default()).map_err(|error| error.to_string())?;
    let mut detached = Vec::new();
    for name in row["detached_files"].split(';').map(str::trim).filter(|name| !name.is_empty()) {
        let bytes = std::fs::read(files.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        detached.push((name.rsplit('/').next().unwrap().to_owned(), bytes));
    }
    let (limits, cache) = (Limits::default(), SignatureCache::new());
    let detached = Detached(detached);
    let settings = CollectSettings {
        limits: &limits,
        external: Some(&detached),
        cache: &cache,
        budget: &WorkBudget::default(),
        known: None,
    };
    let mut workspace = Workspace::default();
    let facts = signatures(&document)
        .map(|node| collect(&document, node, settings, &mut workspace))
        .collect();
    Ok(facts)
}

/// The value verifies and all references match. The reference to the certificate has a column of
/// its own.
fn is_valid(facts: &SignatureFacts) -> Result<(), String> {
    // What the profile of the e-prescription demands beyond XAdES does not matter here.
    let of_profile =
        matches!(facts.structure, Structure::Deviates(_)) && facts.signature_value.signed.is_some();
    if facts.structure != Structure::Conforms && !of_profile {
        return Err(format!("structure {:?}", facts.structure));
    }
    for reference in &facts.references {
        if !reference.matches() {
            return Err(format!("reference {:?} {:?}", reference.uri, reference.digests));
        }
    }
    if let Err(problem) = &facts.signature_value.outcome {
        return Err(format!("value {problem:?} {}", facts.signature_value.signature_method));
    }
    Ok(())
}

fn compare(row: &BTreeMap<String, String>, all: &[SignatureFacts]) -> Result<(), String> {
    let outcomes: Vec<_> = all.iter().map(is_valid).collect();
    let valid = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let agrees = match row["signature"].as_str() {
        "valid" => valid == all.len() && !all.is_empty(),
        "invalid" => valid < all.len() || all.is_empty(),
        "mixed" => valid > 0 && valid < all.len(),
        _ => true,
    };
    if !agrees {
        return Err(format!("{} expected {}, {outcomes:?}", row["file"], row["signature"]));
    }
    let stamps: Vec<_> = all.iter().flat_map(|facts| &facts.time_stamps).collect();
    // DSS accepts what the tests throw at it; which algorithms are wise is not the question here.
    let algorithms = AlgorithmPolicy::default()
        .allow_ecdsa(true)
        .allow_rsa_pss(true)
        .allow_digest(DigestAlgorithm::Sha1, true);
    let policy = TokenPolicy { algorithms: &algorithms, sha1_inside: Sha1Inside::Warn };
    let intact = |stamp: &&shohosen_xades::facts::TimeStampFacts| {
        let genuine = |facts: &TokenFacts| facts.judge(&policy).is_genuine();
        stamp.problem.is_none() && stamp.verification.as_ref().is_some_and(genuine)
    };
    let all_intact = ["all-intact", "asserted-intact"].contains(&row["timestamps"].as_str());
    if let Some(stamp) = stamps.iter().find(|stamp| all_intact && !intact(stamp)) {
        let verification = stamp.verification.as_ref().map(|v| v.judge(&policy).problems);
        return Err(format!(
            "{} time-stamp expected intact: {:?} {verification:?}",
            row["file"], stamp.problem
        ));
    }
    let certificates = all.iter().map(|facts| &facts.signing_certificate);
    let mismatch = |facts: &shohosen_xades::facts::SigningCertificateFacts| {
        facts.certificate.is_none()
            || !matches!(facts.cert_digest, CertDigestFact::Match { .. } | CertDigestFact::Absent)
            || matches!(
                facts.issuer_serial,
                IssuerSerialFact::Mismatch { .. } | IssuerSerialFact::Malformed { .. }
            )
    };
    let mismatches = certificates.filter(|facts| mismatch(facts)).count();
    match row["signing_cert_ref"].as_str() {
        "valid" if row["signature"] == "valid" && mismatches > 0 => {
            Err(format!("{} signing certificate reference expected to match", row["file"]))
        }
        other if other.starts_with("not:") && !other.contains("Present") && mismatches == 0 => {
            Err(format!("{} signing certificate reference expected {other}", row["file"]))
        }
        _ => Ok(()),
    }
}

#[test]
fn the_cryptographic_columns_agree() {
    let Some(folder) = vectors::folder("xades-dss") else { return };
    let index = std::fs::read_to_string(folder.join("index.csv")).unwrap();
    let mut tally = Tally::new("xades-dss", include_str!("dss.exceptions"));
    for row in vectors::csv(&index) {
        if row["has_verdict"] != "yes" {
            continue;
        }
        let outcome = match facts(&folder, &row) {
            Ok(facts) => compare(&row, &facts),
            // What cannot be read is not valid.
            Err(_) if row["signature"] == "invalid" => Ok(()),
            Err(error) => Err(format!("{} {error}", row["file"])),
        };
        tally.record(&row["id"], outcome);
    }
    tally.finish();
}

#[test]
fn no_document_without_a_verdict_makes_us_panic() {
    let Some(folder) = vectors::folder("xades-dss") else { return };
    let index = std::fs::read_to_string(folder.join("index.csv")).unwrap();
    let rows = vectors::csv(&index);
    let read = rows.iter().filter(|row| facts(&folder, row).is_ok()).count();
    println!("xades-dss: {read} of {} documents read", rows.len());
    assert!(read > 50);
}
