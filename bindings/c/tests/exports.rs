//! What the shared library gives to the world is what is meant to be given.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{has, libraries, package, run};
use std::collections::BTreeSet;
use std::process::Command;

/// The functions that the header declares.
fn declared() -> BTreeSet<String> {
    let header = std::fs::read_to_string(package().join("include/shohosen.h")).unwrap();
    let code = header.lines().filter(|line| !line.starts_with("//") && !line.starts_with(" *"));
    let names = code.flat_map(|line| {
        line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .filter(|word| word.starts_with("shohosen_"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    names.collect()
}

#[test]
fn the_shared_library_exports_the_committed_list_and_nothing_else() {
    if !has("nm") {
        return;
    }
    let library = libraries().join("libshohosen.so");
    let output = run(Command::new("nm").args(["-D", "--defined-only"]).arg(&library));
    let exported: BTreeSet<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.split_whitespace().next_back())
        .map(str::to_owned)
        .collect();
    let path = package().join("exports.txt");
    let list = exported.iter().map(|name| format!("{name}\n")).collect::<String>();
    if std::env::var_os("SHOHOSEN_WRITE").is_some() {
        std::fs::write(&path, &list).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(list, committed, "run `cargo xtask header` if that is meant");
    assert_eq!(exported, declared(), "the header declares what the library exports");
}

#[test]
fn the_shared_library_has_the_name_that_goes_with_its_abi() {
    if !has("readelf") {
        return;
    }
    let library = libraries().join("libshohosen.so");
    let output = run(Command::new("readelf").arg("-d").arg(&library));
    let text = String::from_utf8(output.stdout).unwrap();
    let name = format!("[libshohosen.so.{}]", shohosen::SHOHOSEN_ABI_VERSION);
    assert!(text.lines().any(|line| line.contains("SONAME") && line.contains(&name)), "{text}");
}
