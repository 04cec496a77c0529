//! The code table keeps its promises.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_report::{Severity, codes};
use std::collections::HashSet;

#[test]
fn codes_and_numbers_are_unique_and_well_formed() {
    let (mut ids, mut numbers) = (HashSet::new(), HashSet::new());
    for code in codes::all() {
        assert!(ids.insert(code.id()), "{code} stands twice");
        assert!(numbers.insert(code.number()), "the number of {code} stands twice");
        let parts: Vec<_> = code.id().split('.').collect();
        assert!((2..=3).contains(&parts.len()), "{code} is not area.object.problem");
        let word = |part: &&str| {
            part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        assert!(parts.iter().all(|p| !p.is_empty() && word(p)), "{code} is not lower case");
    }
}

#[test]
fn every_code_has_both_languages_and_every_error_a_remedy() {
    for code in codes::all() {
        let entry = code.entry();
        assert!(!entry.message_ja.is_empty() && !entry.message_en.is_empty(), "{code}");
        let keys = |text: &str| -> HashSet<String> {
            text.split('{')
                .skip(1)
                .filter_map(|t| t.split_once('}'))
                .map(|(k, _)| k.into())
                .collect()
        };
        assert_eq!(keys(entry.message_ja), keys(entry.message_en), "{code}: the texts differ");
        assert_eq!(keys(entry.remedy_ja), keys(entry.remedy_en), "{code}: the remedies differ");
        assert_eq!(entry.remedy_ja.is_empty(), entry.remedy_en.is_empty(), "{code}");
        if entry.weight.severity() == Severity::Error {
            assert!(!entry.remedy_en.is_empty(), "{code} is an error without a remedy");
        }
    }
}
