//! The vectors in `test-vectors` are those that the generator makes, and their index is whole.

use shohosen_testkit::suite;
use shohosen_testkit::suite::Case;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CASES: LazyLock<Vec<Case>> = LazyLock::new(suite::cases);

#[test]
fn committed_vectors_are_what_the_generator_makes() {
    let folder = suite::folder();
    let mut expected = BTreeSet::new();
    for (name, content) in suite::files(&CASES) {
        let committed = std::fs::read(folder.join(&name)).unwrap_or_default();
        assert!(committed == content, "{name} differs: run the generate-vectors binary");
        assert!(expected.insert(name.clone()), "{name} is made twice");
    }
    for part in ["verify", "pki"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let name = format!("{part}/{}", entry.unwrap().file_name().to_str().unwrap());
            assert!(expected.contains(&name), "{name} is not made by the generator");
        }
    }
}

#[test]
fn every_file_that_the_index_names_is_there_and_every_name_is_used_once() {
    let folder = suite::folder();
    let mut ids = BTreeSet::new();
    for case in CASES.iter() {
        let entry = &case.entry;
        assert!(ids.insert(entry.id.clone()), "{} stands twice", entry.id);
        assert_eq!(entry.file.is_none(), entry.generated.is_some(), "{}", entry.id);
        let lists = [&entry.anchors, &entry.tsa_anchors, &entry.intermediates, &entry.crls];
        for name in lists.into_iter().flatten().chain(&entry.file) {
            assert!(folder.join(name).is_file(), "{}: {name}", entry.id);
        }
    }
}

#[test]
fn every_bad_case_names_the_code_that_it_must_produce() {
    for case in CASES.iter() {
        let entry = &case.entry;
        match (entry.verdict, entry.error) {
            (Some("VALID"), None) => assert!(entry.payload_sha256.is_some(), "{}", entry.id),
            (Some("INVALID" | "INDETERMINATE"), None) => {
                assert!(!entry.codes.is_empty(), "{}", entry.id);
            }
            (None, Some(error)) => assert!(error.starts_with("xml."), "{}", entry.id),
            other => panic!("{}: {other:?}", entry.id),
        }
    }
}
