//! Truncated, damaged and hostile files: refused or reported, never a panic, never a mountain.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{CJ1, JAHIS10, JAHISTC08, SJ1, bytes};
use proptest::prelude::*;
use shohosen_report::{Finding, Severity};
use shohosen_rx::{
    Dispensing, LintOptions, Prescription, ReadLimits, ReadOptions, Target, check_dispensing,
    convert, fhir, lint, read,
};

fn findings(file: &[u8]) -> Option<Vec<Finding>> {
    let records = read(file, &ReadOptions::STANDARD).ok()?;
    Some(lint(&records, &LintOptions::default()))
}

/// Whether a file is refused, or something is said about it (an error, a warning, or the
/// information that the format has no end mark).
fn noticed(file: &[u8]) -> bool {
    findings(file).is_none_or(|found| found.iter().any(|f| f.severity > Severity::Passed))
}

/// Whether a file is refused or has an error or a warning.
fn warned(file: &[u8]) -> bool {
    findings(file).is_none_or(|found| found.iter().any(|f| f.severity > Severity::Info))
}

#[test]
fn every_truncation_is_refused_or_reported() {
    for text in [SJ1, CJ1, JAHIS10, JAHISTC08] {
        let file = bytes(text);
        for length in 0..file.len() {
            assert!(noticed(&file[..length]), "{length} of {} octets", file.len());
        }
    }
    // With an end mark every cut is a warning at least.
    let file = bytes(JAHIS10);
    assert!((0..file.len()).all(|length| warned(&file[..length])));
}

#[test]
fn without_an_end_mark_only_cuts_behind_a_complete_drug_stay_without_warning() {
    let file = bytes(SJ1);
    let cuts: Vec<&[u8]> =
        (0..file.len()).map(|length| &file[..length]).filter(|cut| !warned(cut)).collect();
    // Behind each drug and behind the unit conversion of the first, with and without line ending.
    let ends = ["3,1,錠", "3,1,錠\n", "211,1,1,1", "211,1,1,1\n", "1,1,本", "1,1,本\n"];
    assert_eq!(cuts.len(), ends.len());
    assert!(cuts.iter().zip(ends).all(|(cut, end)| cut.ends_with(end.as_bytes())));
}

#[test]
fn a_hostile_file_gives_no_more_findings_than_the_limit() {
    let mut file = b"SJ1".to_vec();
    file.extend("\n201,x,x,x,x,x,x,x,x,x,x,x".repeat(20_000).bytes());
    let found = findings(&file).unwrap();
    assert_eq!(found.len(), ReadLimits::DEFAULT.findings + 1);
    let last = found.last().unwrap();
    assert_eq!(last.code.id(), "records.check.findings_limit");
    assert_eq!(last.severity, Severity::Error);
}

#[test]
fn very_many_rps_drugs_and_blocks_take_time_in_proportion() {
    // Sizes at which a quadratic rule would take minutes.
    let rps: String = (1..60_000)
        .map(|n| {
            format!(
                "\n101,{n},1,,1\n111,{n},3,1011100000000000,a,1\n201,{n},1,1,2,622688101,a,1,1,a"
            )
        })
        .collect();
    let drugs: String =
        (1..100_000).map(|n| format!("\n201,1,{n},1,2,622688101,a,1,1,a")).collect();
    let dispensed: String = (1..60_000)
        .map(|n| format!("\n201,{n},a,1,a,2,622688101,\n301,{n},a,1,日分,1,1,,"))
        .collect();
    let prescription = format!("SJ1{rps}");
    for file in [
        prescription.clone(),
        format!("SJ1\n101,1,1,,1{drugs}"),
        format!("CJ1,\n5,20260310,{dispensed}"),
    ] {
        assert!(findings(file.as_bytes()).is_some());
    }
    let read = |text: &str| read(text.as_bytes(), &ReadOptions::STANDARD).unwrap();
    let (prescription, dispensing) =
        (read(&prescription), read(&format!("CJ1,\n5,20260310,{dispensed}")));
    check_dispensing(&prescription, &dispensing, None);
}

/// Lines that are nearly right, so that hostile files get deep into the rules.
fn line() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec![
        1_u16, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15, 21, 22, 23, 24, 27, 31, 51, 52, 55, 61, 62,
        63, 64, 81, 82, 101, 102, 111, 181, 201, 211, 221, 231, 241, 281, 291, 301, 302, 311, 391,
        401, 411, 421, 501, 511, 521, 601, 701, 911, 999,
    ]);
    let item = prop_oneof![
        Just(String::new()),
        prop::sample::select(vec![
            "1", "2", "3", "0", "9", "20260310", "4160119", "R020406", "V11.5NNN"
        ])
        .prop_map(str::to_owned),
        "[0-9./]{0,9}",
        any::<String>().prop_map(|text| text.replace(['\n', ','], "")),
    ];
    (number, prop::collection::vec(item, 0..13))
        .prop_map(|(number, items)| format!("{number},{}", items.join(",")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_records_make_anything_panic(
        header in prop::sample::select(vec!["SJ1", "CJ1,", "JAHIS5", "JAHIS10", "JAHISTC07,1", "JAHISTC08,2", "JAHISTC08"]),
        lines in prop::collection::vec(line(), 0..40),
    ) {
        let text = std::iter::once(header.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
        let options = ReadOptions { encoding: shohosen_rx::TextEncoding::Utf8, ..ReadOptions::STANDARD };
        let records = read(text.as_bytes(), &options).unwrap();
        for finding in lint(&records, &LintOptions { strict: true, ..LintOptions::default() }) {
            prop_assert!(!finding.message(shohosen_report::Language::Japanese).is_empty());
        }
        for target in [Target::Json, Target::Sj1, Target::Jahis, Target::JahisTc, Target::Fhir] {
            let _ = convert(&records, target);
        }
        // A drug of the records never vanishes from the terms of the field.
        let drugs = records.iter().filter(|record| record.number() == 201).count();
        if let Some(prescription) = Prescription::from_records(&records) {
            prop_assert_eq!(prescription.rps.iter().map(|rp| rp.drugs.len()).sum::<usize>(), drugs);
            check_dispensing(&records, &records, Some("x"));
        }
        if let Some(dispensing) = Dispensing::from_records(&records) {
            let rps = dispensing.blocks.iter().flat_map(|block| &block.rps);
            prop_assert_eq!(rps.map(|rp| rp.drugs.len()).sum::<usize>(), drugs);
        }
    }

    #[test]
    fn no_change_of_a_bundle_makes_the_fhir_reader_panic(
        at in 0_usize..10_000, octet in any::<u8>(), cut in any::<bool>(), cj1 in any::<bool>(),
    ) {
        let text = if cj1 { CJ1 } else { SJ1 };
        let records = read(text.as_bytes(), &ReadOptions::STANDARD).unwrap();
        let mut bundle = convert(&records, Target::Fhir).unwrap().bytes;
        let at = at % bundle.len();
        bundle[at] = octet;
        if cut {
            bundle.truncate(at);
        }
        let _ = fhir::import(&bundle);
    }

    #[test]
    fn no_octets_make_the_fhir_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = fhir::import(&bytes);
    }
}
