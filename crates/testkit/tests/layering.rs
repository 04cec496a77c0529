//! Dependencies between our crates point one way only.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What each of our packages may depend on in a normal build. Everything may use `testkit` in its
/// tests and nothing else: it carries private keys, which belong into no program that is handed out.
const ALLOWED: &[(&str, &[&str])] = &[
    ("shohosen-report", &[]),
    ("shohosen-simd", &[]),
    ("shohosen-xml", &["shohosen-report"]),
    ("shohosen-pki", &["shohosen-report", "shohosen-simd"]),
    ("shohosen-xades", &["shohosen-report", "shohosen-xml", "shohosen-pki"]),
    ("shohosen-terms", &[]),
    ("shohosen-rx", &["shohosen-report", "shohosen-terms", "shohosen-xml"]),
    ("shohosen-medication", &["shohosen-report", "shohosen-terms"]),
    ("shohosen-store", &["shohosen-report", "shohosen-medication"]),
    (
        "shohosen",
        &[
            "shohosen-report",
            "shohosen-xml",
            "shohosen-pki",
            "shohosen-xades",
            "shohosen-terms",
            "shohosen-rx",
            "shohosen-medication",
            "shohosen-store",
        ],
    ),
    ("shohosen-testkit", &["shohosen-report"]),
    ("shohosen-orca", &["shohosen", "shohosen-xml"]),
    ("shohosen-cli", &["shohosen", "shohosen-orca"]),
    ("shohosen-python", &["shohosen", "shohosen-orca"]),
    ("shohosen-c", &["shohosen", "shohosen-orca"]),
    ("shohosen-wasm", &["shohosen"]),
];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn dependencies_between_our_crates_point_one_way() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    let allowed: BTreeMap<_, _> = ALLOWED.iter().copied().collect();
    let mut checked = 0;
    for package in packages {
        let name = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let testkit = dependency["name"] == "shohosen-testkit";
            assert!(!testkit || dependency["kind"] == "dev", "{name} hands out the test keys");
        }
        let Some(allowed) = allowed.get(name) else {
            assert!(
                ["shohosen-benches", "xtask"].contains(&name),
                "{name} is new: say in ALLOWED what it may depend on"
            );
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap() {
            let target = dependency["name"].as_str().unwrap();
            if !ours.contains(target) {
                continue;
            }
            checked += 1;
            if dependency["kind"] == "dev" {
                assert_eq!(target, "shohosen-testkit", "{name} tests with {target}");
            } else {
                assert!(allowed.contains(&target), "{name} must not depend on {target}");
            }
        }
    }
    assert!(checked > 5, "the test looked at nothing");
}
