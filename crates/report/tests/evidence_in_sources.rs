//! Where a code is used, the evidence that its texts need is given.
//!
//! Findings are put together in many crates, which this leaf cannot call. So their sources are read:
//! a file that uses a code names every key that the texts of the code name. That a finding as it
//! comes out has them all is asserted whenever one is rendered in a debug build
//! (`Finding::message`), which the tests of every crate do.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_report::{Code, codes};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// Keys that a helper in another file gives: where the helper is used, and what it gives.
const HELPERS: &[(&str, &[&str])] = &[
    // `crates/rx/src/check/collector.rs`
    (".of(", &["line", "record", "record_name", "field", "field_name"]),
    (".on(", &["line", "record", "record_name"]),
    (".absent(", &["record", "record_name"]),
    // `crates/medication/src/clinical/context.rs`
    ("item.finding(", &["drug"]),
    // A pair for caution is found as a contraindicated one, and told with another code
    // (`crates/medication/src/check/findings.rs`, `within.rs`).
    (
        "Finding { code, ",
        &["drug", "reference_day", "past_drugs", "source", "edition", "other_drug", "other_item"],
    ),
    // `bindings/python/src/error.rs`
    ("Problem::unreadable(", &["reason"]),
];

/// Files that compare codes and make no findings with them.
fn only_compares(path: &str) -> bool {
    [
        "signer/permission.rs",
        "check/report.rs",
        "rx/src/build.rs",
        "rx/src/convert.rs",
        "xades/src/judge.rs",
    ]
    .iter()
    .any(|file| path.ends_with(file))
}

struct Source {
    path: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["crates", "bindings"] {
        for package in std::fs::read_dir(root.join(folder)).unwrap() {
            let package = package.unwrap().path();
            let own = ["report", "testkit", "xtask"].iter().any(|name| package.ends_with(name));
            if !own {
                collect(&package.join("src"), &mut files);
                collect(&package.join("python"), &mut files);
            }
        }
    }
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        // What a file tests is not what it gives.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        Source { path: path.display().to_string(), text }
    };
    files.iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "py") {
            files.push(path);
        }
    }
}

/// The names of constants by the area of their codes: `("xml", "INPUT_EMPTY")`.
fn constants() -> HashMap<String, Vec<(String, Code)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/codes");
    let mut files = Vec::new();
    collect(&folder, &mut files);
    let mut names: HashMap<String, Vec<(String, Code)>> = HashMap::new();
    for file in files {
        for line in std::fs::read_to_string(file).unwrap().lines() {
            // `    INPUT_EMPTY = 1001 "xml.input.empty" invalid(FormatFailure) {`
            let Some((name, rest)) = line.trim().split_once(" = ") else { continue };
            let Some(id) = rest.split('"').nth(1) else { continue };
            if let Some(code) = Code::from_id(id) {
                let area = id.split('.').next().unwrap().to_owned();
                names.entry(name.to_owned()).or_default().push((area, code));
            }
        }
    }
    names
}

/// The words of a text that look like constants, with the words before them: `codes::xml::NAME`.
fn uses(text: &str) -> BTreeSet<(&str, &str)> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = BTreeSet::new();
    for path in text.split(|c: char| !word(c) && c != ':') {
        if let Some((before, name)) = path.rsplit_once("::") {
            found.insert((before.rsplit("::").next().unwrap_or(before), name));
        }
    }
    found
}

#[test]
fn every_code_is_used_and_its_evidence_named_where_it_is_used() {
    let constants = constants();
    let mut used: BTreeSet<u32> = BTreeSet::new();
    let mut missing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // A list that decides on every code of `records` makes no finding, and uses none.
    let lists = |path: &str| path.ends_with("history/doubts.rs");
    for Source { path, text } in sources().into_iter().filter(|source| !lists(&source.path)) {
        for (before, name) in uses(&text) {
            let Some(codes) = constants.get(name) else { continue };
            // Of several areas that have this name, the one that the file speaks of.
            let spoken_of = |area: &str| before == area || text.contains(&format!("codes::{area}"));
            let several = codes.len() > 1;
            for (area, code) in codes {
                if !["codes", "code", "clinical", area].contains(&before)
                    || (several && !spoken_of(area))
                {
                    continue;
                }
                used.insert(code.number());
                let given = |key: &str| {
                    text.contains(&format!("\"{key}\""))
                        || HELPERS
                            .iter()
                            .any(|(call, keys)| keys.contains(&key) && text.contains(call))
                };
                for key in code.keys().filter(|key| !given(key) && !only_compares(&path)) {
                    missing.entry(format!("{path}: {code}")).or_default().insert(key.to_owned());
                }
            }
        }
        // Python names codes by their ids.
        used.extend(
            codes::all().filter(|c| text.contains(&format!("\"{}\"", c.id()))).map(Code::number),
        );
    }
    assert!(missing.is_empty(), "keys that nothing gives: {missing:#?}");
    let idle: Vec<_> = codes::all().filter(|code| !used.contains(&code.number())).collect();
    assert!(idle.is_empty(), "codes that nothing uses: {idle:?}");
}
