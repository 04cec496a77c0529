//! Each code that decides a verdict has a test that provokes it and asserts what it decides.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_report::{Code, SubIndication, Weight, codes};
use shohosen_testkit::deciding::{self, ShownBy};
use shohosen_testkit::suite;
use std::collections::BTreeSet;
use std::path::Path;

/// What the table of codes says that a code decides.
fn decides(code: Code) -> Option<(&'static str, Option<SubIndication>)> {
    match code.entry().weight {
        Weight::Invalid(sub_indication) => Some(("INVALID", sub_indication)),
        Weight::Indeterminate(sub_indication) => Some(("INDETERMINATE", sub_indication)),
        Weight::Error | Weight::Warning | Weight::Info | Weight::Passed => None,
    }
}

#[test]
fn the_list_holds_every_code_that_decides_and_says_what_the_table_says() {
    let mut listed = BTreeSet::new();
    for line in deciding::all() {
        assert!(listed.insert(line.code), "{} appears twice", line.code);
        let code = Code::from_id(line.code).unwrap_or_else(|| panic!("no code {}", line.code));
        let (verdict, sub_indication) =
            decides(code).unwrap_or_else(|| panic!("{code} decides nothing"));
        assert_eq!(line.verdict, verdict, "{code}");
        assert_eq!(line.sub_indication, sub_indication.map(SubIndication::as_str), "{code}");
        for (beside, reason) in &line.beside {
            assert!(Code::from_id(beside).is_some(), "{beside}");
            assert!(reason.len() > 10, "{code}: a reason for {beside}");
        }
    }
    let deciding = codes::all().filter(|code| decides(*code).is_some());
    let missing: Vec<_> = deciding.filter(|code| !listed.contains(code.id())).collect();
    assert!(missing.is_empty(), "without a test of their own: {missing:?}");
    println!("{} codes decide", listed.len());
}

/// Whether that vector really comes out so is for the tests of the vectors to say.
#[test]
fn each_vector_of_the_list_provokes_its_code_and_no_other_that_decides() {
    let cases = suite::cases();
    let mut wrong = Vec::new();
    for line in deciding::all() {
        let ShownBy::Vector(id) = line.shown_by else { continue };
        let case = cases.iter().find(|case| case.entry.id == id);
        let entry = &case.unwrap_or_else(|| panic!("{}: no vector {id}", line.code)).entry;
        if let Some(error) = entry.error {
            assert_eq!(error, line.code, "{id}");
            continue;
        }
        let of_vector = entry.codes.iter().filter_map(|code| Code::from_id(code));
        let of_vector: BTreeSet<&str> =
            of_vector.filter(|code| decides(*code).is_some()).map(|code| code.id()).collect();
        let beside = line.beside.iter().map(|(code, _)| *code);
        let expected: BTreeSet<&str> = beside.chain([line.code]).collect();
        if (entry.verdict, &of_vector) != (Some(line.verdict), &expected) {
            wrong.push(format!("{id}: {:?} {of_vector:?}, expected {expected:?}", entry.verdict));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_test_of_the_list_is_there_and_asserts_its_code() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for line in deciding::all() {
        let ShownBy::Test { file, function } = line.shown_by else { continue };
        let text = std::fs::read_to_string(crates.join(file))
            .unwrap_or_else(|error| panic!("{}: {file}: {error}", line.code));
        let tests: Vec<&str> = text.split("#[test]\n").skip(1).collect();
        let head = format!("fn {function}() {{");
        let body = tests.iter().find_map(|test| test.strip_prefix(head.as_str()));
        let body = body.unwrap_or_else(|| panic!("{}: {file} has no test {function}", line.code));
        // Up to the end of the function: what follows it is another one's.
        let body = body.split_once("\n}\n").map_or(body, |(body, _)| body);
        let asserts = ["assert_decides(", "assert_report(", "assert_refused("];
        assert!(asserts.iter().any(|call| body.contains(call)), "{file}: {function}");
        assert!(names(body, line.code), "{file}: {function} does not name {}", line.code);
    }
}

/// Whether a source names the constant of a code, with its area.
fn names(source: &str, id: &str) -> bool {
    let constant = CONSTANTS.with(|constants| constants.iter().find(|(i, _)| i == id).cloned());
    let (_, constant) = constant.unwrap_or_else(|| panic!("{id} is in no table"));
    let end = |c: char| !(c.is_alphanumeric() || c == '_');
    source.match_indices(&constant).any(|(at, _)| source[at + constant.len()..].starts_with(end))
}

thread_local! {
    /// Each code's name and its constant with the module, `xmldsig::SIGNATURE_INVALID`.
    static CONSTANTS: Vec<(String, String)> = {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/src/codes");
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
            for line in text.lines() {
                // NAME = 1001 "area.object.problem" weight {
                if let Some((name, rest)) = line.trim().split_once(" = ")
                    && let Some(id) = rest.split('"').nth(1)
                    && name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit())
                {
                    found.push((id.to_owned(), format!("{module}::{name}")));
                }
            }
        }
        found
    };
}
