//! The code table keeps its promises.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_report::{Bearing, Language, Severity, codes};
use std::collections::HashSet;

#[test]
fn codes_and_numbers_are_unique_and_well_formed() {
    let (mut ids, mut numbers) = (HashSet::new(), HashSet::new());
    for code in codes::all() {
        assert!(ids.insert(code.id()), "{code} appears twice");
        assert!(numbers.insert(code.number()), "the number of {code} appears twice");
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

#[test]
fn a_finding_says_which_evidence_its_texts_still_need() {
    let finding = codes::xmldsig::REFERENCE_DIGEST_MISMATCH.finding().with("uri", "#x");
    let mut missing = finding.missing_evidence();
    missing.sort_unstable();
    missing.dedup();
    assert_eq!(missing, ["actual", "expected"]);
    let whole = finding.with("expected", vec![1_u8]).with("actual", vec![2_u8]);
    assert!(whole.missing_evidence().is_empty());
}

#[test]
fn with_its_evidence_no_text_of_any_code_has_an_empty_place() {
    for code in codes::all() {
        let mut finding = code.finding();
        for key in code.keys() {
            finding = finding.with(key, "value");
        }
        for language in [Language::Japanese, Language::English] {
            for text in [finding.message(language), finding.remedy(language)] {
                assert!(!text.contains(['–', '{', '}']), "{code}: {text}");
                assert_eq!(text, text.trim(), "{code}");
                assert!(!text.contains("  "), "{code}: {text}");
            }
        }
    }
}

#[test]
fn japanese_is_written_as_japanese_and_english_as_english() {
    let mut odd_ones = Vec::new();
    for code in codes::all() {
        let entry = code.entry();
        for text in [entry.message_ja, entry.remedy_ja] {
            let bare: String = text.split(['{', '}']).step_by(2).collect();
            for mark in [", ", "; ", ": ", "(", ")"] {
                if bare.contains(mark) {
                    odd_ones.push(format!("{code}: {mark:?} in {text}"));
                }
            }
            // What a code says ends as a sentence or in what it names.
            let ends = ["。", "}", "）", "」"];
            assert!(
                text.is_empty() || ends.iter().any(|end| text.ends_with(end)),
                "{code}: {text}"
            );
        }
        for text in [entry.message_en, entry.remedy_en] {
            for odd in ["、", "。", "stands twice", "is not that of", "Mend "] {
                if text.contains(odd) {
                    odd_ones.push(format!("{code}: {odd:?} in {text}"));
                }
            }
        }
    }
    assert!(odd_ones.is_empty(), "{odd_ones:#?}");
}

#[test]
fn every_family_of_rules_says_what_it_means_for_the_outcome_of_a_check() {
    // What a prescription can be wrong in: every error and warning of these decides.
    let decide = [
        "duplicate",
        "contraindication",
        "days",
        "validity",
        "refill",
        "patches",
        "online",
        "transition",
        "narcotic",
        "mapping",
        "allergy",
        "disease",
        "dose",
        "patient",
        "usage",
    ];
    // What keeps a drug from being checked, and what only tells.
    let other = [
        "check",
        "code",
        "history",
        "prescription",
        "master",
        "pairs",
        "settings",
        "count",
        "indication",
        "caution",
        "disease_list",
        "table",
        "facts",
    ];
    for code in codes::medication::ALL.iter().chain(codes::clinical::ALL) {
        let object = code.id().split('.').nth(1).unwrap();
        let (bearing, severity) = (code.entry().bearing, code.entry().weight.severity());
        let decides = decide.contains(&object) && severity >= Severity::Warning;
        assert!(
            decide.contains(&object) || other.contains(&object),
            "{code}: a new family of rules"
        );
        assert_eq!(bearing == Bearing::Found, decides, "{code}");
        assert!(bearing == Bearing::Aside || severity >= Severity::Warning, "{code}");
        assert_eq!(code.finding().decides(), decides, "{code}");
        // Toned down to information it decides nothing.
        assert!(!code.finding().severity(Severity::Info).decides(), "{code}");
    }
    // A code that cannot be resolved never lets an outcome be nothing.
    assert!(codes::medication::CODE_UNKNOWN.finding().leaves_unchecked());
    // A check digit that is tolerated (old YJ codes) is a warning, and the drug was checked.
    let tolerated = codes::medication::CODE_CHECK_DIGIT.finding().severity(Severity::Warning);
    assert!(!tolerated.leaves_unchecked());
    let elsewhere = codes::all().filter(|code| !code.id().starts_with("medication."));
    for code in elsewhere {
        assert_eq!(code.entry().bearing, Bearing::Aside, "{code}");
    }
}
