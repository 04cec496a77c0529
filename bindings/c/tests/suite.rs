//! The behaviour suite in C: the example `verify` over every case of test-vectors prints, octet for
//! octet, the report that the crate `shohosen` gives.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{Folder, Language, Linking, build, has, package, vectors};
use serde_json::Value;
use shohosen_core::pki::{Certificate, CertificateList, TrustAnchor, TrustStore};
use shohosen_core::{Time, Verdict, Verifier};
use std::path::Path;
use std::process::Command;

fn strings<'v>(case: &'v Value, key: &str) -> Vec<&'v str> {
    let list = case[key].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|value| value.as_str().unwrap()).collect()
}

/// The report, or the error as findings, and the exit code that goes with it.
fn expected(root: &Path, case: &Value) -> (String, i32) {
    let read = |path: &str| std::fs::read(root.join(path)).unwrap();
    let anchor = |path: &str| TrustAnchor::certificate(Certificate::from_der(&read(path)).unwrap());
    let anchors: TrustStore = strings(case, "anchors").into_iter().map(anchor).collect();
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
    let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
    match builder.build().verify(&read(case["file"].as_str().unwrap()), at) {
        Ok(verified) => {
            let code = match verified.report().verdict() {
                Verdict::Valid => 0,
                Verdict::Invalid => 1,
                Verdict::Indeterminate => 2,
            };
            (verified.report().to_json(), code)
        }
        Err(error) => {
            let findings = [error.finding()];
            (serde_json::json!({ "schema_version": 1, "findings": findings }).to_string(), 65)
        }
    }
}

#[test]
fn the_report_from_c_is_octet_for_octet_the_report_from_rust() {
    if !has("gcc") {
        return;
    }
    let folder = Folder::new("suite");
    let source = package().join("examples/verify.c");
    let program = build(&source, Language::C11, Linking::Shared, &[], &folder);
    let root = vectors();
    let index = std::fs::read(root.join("verify/index.json")).unwrap();
    let index: Value = serde_json::from_slice(&index).unwrap();
    let mut count = 0;
    for case in index.as_array().unwrap() {
        let Some(file) = case["file"].as_str() else { continue };
        let mut command = Command::new(&program);
        command.current_dir(&root).args(["--json", "--only-anchors", file]);
        command.args(["--at", case["at"].as_str().unwrap()]);
        let options = [
            ("anchors", "--anchor"),
            ("tsa_anchors", "--tsa-anchor"),
            ("intermediates", "--intermediate"),
            ("crls", "--crl"),
        ];
        for (key, option) in options {
            for path in strings(case, key) {
                command.args([option, path]);
            }
        }
        if case["allow_test_certificates"] == true {
            command.arg("--allow-test-certificates");
        }
        let output = command.output().unwrap();
        let (json, code) = expected(&root, case);
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert_eq!(stdout, format!("{json}\n"), "{}", case["id"]);
        assert_eq!(output.status.code(), Some(code), "{}", case["id"]);
        count += 1;
    }
    println!("{count} cases");
    assert!(count > 100, "only {count} cases");
}
