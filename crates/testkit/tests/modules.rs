//! The parts of a crate use each other one way only: a house without circles.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What each part of a folder of modules uses of the other parts, by the paths that it names. A part is
/// a file or a folder beside the others; `prefix` is how its modules name their own root.
fn uses(root: &str, prefix: &str) -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(root);
    let mut parts = BTreeMap::new();
    for entry in std::fs::read_dir(&root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name != "lib" && name != "mod" {
            parts.insert(name, path);
        }
    }
    let names: BTreeSet<String> = parts.keys().cloned().collect();
    let used = |path: &PathBuf, own: &str| {
        let mut used = BTreeSet::new();
        for source in sources(path) {
            for line in source.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
                let named = line.split(prefix).skip(1);
                let named =
                    named.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_'));
                used.extend(named.filter_map(|mut words| words.next().map(str::to_owned)));
            }
        }
        used.retain(|name| name != own && names.contains(name));
        used
    };
    parts.iter().map(|(name, path)| (name.clone(), used(path, name))).collect()
}

/// The sources of a file or a folder.
fn sources(path: &Path) -> Vec<String> {
    if path.is_file() {
        return vec![std::fs::read_to_string(path).unwrap()];
    }
    let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| sources(&path)).collect()
}

/// A part that uses itself by way of others.
fn circle(uses: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let mut left = uses.clone();
    loop {
        let ground: Vec<String> =
            left.iter().filter(|(_, used)| used.is_empty()).map(|(name, _)| name.clone()).collect();
        if ground.is_empty() {
            return (!left.is_empty()).then(|| format!("{left:?}"));
        }
        left.retain(|name, _| !ground.contains(name));
        left.values_mut().for_each(|used| used.retain(|name| !ground.contains(name)));
    }
}

#[test]
fn the_parts_of_xades_stand_on_each_other_without_a_circle() {
    let uses = uses("crates/xades/src", "crate::");
    assert!(uses.len() > 10, "the test looked at {uses:?}");
    assert!(uses["judge"].contains("registry"), "the test reads what is used: {uses:?}");
    assert_eq!(circle(&uses), None);
    for (from, to) in
        [("facts", "rules"), ("octets", "sign"), ("rules", "judge"), ("facts", "policy")]
    {
        assert!(!uses[from].contains(to), "{from} uses {to}");
    }
}

#[test]
fn facts_hold_no_findings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../xades/src/facts");
    for source in sources(&root) {
        assert!(!source.contains("Finding"), "{}", source.lines().next().unwrap());
    }
}

/// VALID and TOTAL-PASSED come of a complete proof, and there are three kinds of them.
#[test]
fn complete_proofs_are_declared_where_they_are_made_and_nowhere_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["crates", "bindings", "benches"] {
        for source in sources_of_rust(&root.join(folder)) {
            let declared =
                source.lines().filter(|line| line.starts_with("impl CompleteProof for "));
            found.extend(declared.map(str::to_owned));
        }
    }
    found.sort();
    assert_eq!(
        found,
        [
            "impl CompleteProof for CertificateProof {}",
            "impl CompleteProof for DocumentProof {}",
            "impl CompleteProof for SignatureProof {}",
        ]
    );
}

fn sources_of_rust(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().unwrap() != "target" {
                found.extend(sources_of_rust(&path));
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(std::fs::read_to_string(&path).unwrap());
        }
    }
    found
}
