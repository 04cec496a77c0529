//! Every package of the lock file has a licence, a source and a name that `deny.toml` allows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use std::process::Command;

const DENY: &str = include_str!("../../../deny.toml");

/// The quoted words of the list that starts at `key = [` in deny.toml.
fn list(key: &str) -> Vec<&'static str> {
    let start = DENY.find(&format!("\n{key} = [")).unwrap();
    let body = &DENY[start..];
    let body = &body[..body.find("\n]").unwrap()];
    body.lines()
        .map(|line| line.split('#').next().unwrap())
        .filter_map(|line| line.split('"').nth(1))
        .collect()
}

/// The licences that are allowed for one crate alone: lines `{ crate = "…", allow = ["…"] },`.
fn exceptions_for(name: &str) -> Vec<&'static str> {
    let start = DENY.find("\nexceptions = [").unwrap();
    let body = &DENY[start..];
    let body = &body[..body.find("\n]").unwrap()];
    let own = format!("{{ crate = \"{name}\", allow = [");
    let lines = body.lines().filter_map(|line| line.trim().strip_prefix(&own));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
}

/// Whether an SPDX expression can be met with the allowed licences. Knows `OR`, `AND`, `WITH`,
/// parentheses and the old `A/B` for `OR`.
fn is_met(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = any_of(&words, allowed);
    met && rest.is_empty()
}

fn any_of<'w>(words: &'w [&'w str], allowed: &[&str]) -> (bool, &'w [&'w str]) {
    let (mut met, mut rest) = all_of(words, allowed);
    while let ["OR", after @ ..] = rest {
        let (other, tail) = all_of(after, allowed);
        (met, rest) = (met || other, tail);
    }
    (met, rest)
}

fn all_of<'w>(words: &'w [&'w str], allowed: &[&str]) -> (bool, &'w [&'w str]) {
    let (mut met, mut rest) = one(words, allowed);
    while let ["AND", after @ ..] = rest {
        let (other, tail) = one(after, allowed);
        (met, rest) = (met && other, tail);
    }
    (met, rest)
}

fn one<'w>(words: &'w [&'w str], allowed: &[&str]) -> (bool, &'w [&'w str]) {
    match words {
        ["(", inner @ ..] => {
            let (met, rest) = any_of(inner, allowed);
            (met, rest.strip_prefix(&[")"]).unwrap_or(rest))
        }
        [licence, "WITH", _, rest @ ..] | [licence, rest @ ..] => (allowed.contains(licence), rest),
        [] => (false, words),
    }
}

#[test]
fn spdx_expressions_are_read_as_meant() {
    let allowed = ["MIT", "ISC"];
    assert!(is_met("MIT OR GPL-3.0", &allowed));
    assert!(is_met("(GPL-3.0 OR MIT) AND ISC", &allowed));
    assert!(is_met("Foo/MIT", &allowed));
    assert!(!is_met("MIT AND GPL-3.0", &allowed));
    assert!(!is_met("GPL-3.0", &allowed));
}

#[test]
fn an_exception_is_for_one_crate_alone() {
    assert_eq!(exceptions_for("cbindgen"), ["MPL-2.0"]);
    assert!(exceptions_for("cbindge").is_empty() && exceptions_for("serde").is_empty());
    assert!(!list("allow").contains(&"MPL-2.0"));
}

#[test]
fn every_dependency_has_an_allowed_licence_source_and_name() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let (allowed, banned) = (list("allow"), list("deny"));
    assert!(allowed.contains(&"MIT") && banned.contains(&"native-tls"), "deny.toml was read");
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 20);
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_default();
        let allowed = [allowed.as_slice(), &exceptions_for(name)].concat();
        assert!(is_met(licence, &allowed), "{name}: licence {licence:?} is not allowed");
        assert!(!banned.contains(&name), "{name} is banned");
        if let Some(source) = package["source"].as_str() {
            assert!(source.contains("crates.io-index"), "{name} comes from {source}");
        }
    }
}
