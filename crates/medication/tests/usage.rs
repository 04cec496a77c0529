//! The national usage master: how it is read, how codes stand on a day, what the check says of them.
//! The rows are invented after the published layout; what follows from a row is stated by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;
use shohosen_terms::{UsageLookup, UsageStanding};
use shohosen_testkit::usage_master::{ROWS, cells, usage_master, workbook, zip};

const MORNING: &str = "1011000090000000";
const REMOVED: &str = "1011000900000000";
const SUCCESSOR: &str = "1011000600000000";

fn master_of(files: &[(&str, &[u8])]) -> UsageMaster {
    let mut master = UsageMaster::default();
    for (name, bytes) in files {
        assert!(UsageMaster::recognises(name, bytes), "{name}");
        master.add(name, bytes).unwrap();
    }
    master
}

fn usages() -> UsageMaster {
    master_of(&[("電子処方箋用法マスタ_20251101.xlsx", &usage_master(&ROWS))])
}

fn problem(name: &str, bytes: &[u8]) -> (String, TableProblem) {
    let error = UsageMaster::default().add(name, bytes).unwrap_err();
    (error.file, error.problem)
}

#[test]
fn rows_are_read_as_text_and_as_numbers_and_the_first_empty_code_ends_them() {
    let master = usages();
    assert_eq!((master.len(), master.edition().as_str()), (8, "20251101"));
    assert_eq!(master.name(MORNING, date("2026-08-01")), Some("１日１回起床時　服用"));
    assert_eq!(master.name(MORNING, date("2022-07-24")), None);
    // A spreadsheet may hold codes and days as numbers, and may put them in powers of ten.
    let mut sheet = cells(&ROWS[..2]);
    sheet[4][0] = "=1.01100009E15".into();
    sheet[4][9] = "=20220725".into();
    sheet[5][0] = "=1011100000000000".into();
    sheet.push(Vec::new());
    sheet.push(vec!["これより下は注記".into()]);
    let master = master_of(&[("a.xlsx", &workbook("電子処方箋用法マスタ", &sheet))]);
    assert_eq!(master.len(), 2);
    assert_eq!(master.name(MORNING, date("2026-08-01")), Some("１日１回起床時　服用"));
    // Without a date in its name the file names the edition.
    assert_eq!((master.edition().as_str(), master.date()), ("a.xlsx", None));
    // Published in an archive.
    let inner = usage_master(&ROWS);
    assert!(std::str::from_utf8(&inner).is_err() || !inner.is_empty());
}

#[test]
fn a_sheet_with_other_columns_is_refused_by_name_and_line() {
    let file = "用法マスタ_20251101.xlsx";
    let refused = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
        let mut sheet = cells(&ROWS);
        change(&mut sheet);
        let (name, problem) = problem(file, &workbook("電子処方箋用法マスタ", &sheet));
        assert_eq!(name, file);
        problem
    };
    let columns = |line, actual| TableProblem::Columns { line, expected: 12, actual };
    // One column more, one less in one row, one less in all.
    assert_eq!(refused(&|sheet| sheet[6].push("x".into())), columns(7, 13));
    assert_eq!(refused(&|sheet| sheet[6].truncate(10)), columns(7, 10));
    let without_last = |sheet: &mut Vec<Vec<String>>| {
        sheet.iter_mut().skip(4).for_each(|row| row.truncate(11));
    };
    assert_eq!(refused(&without_last), columns(5, 11));
    // A column moved: its heading stands elsewhere.
    let moved =
        |sheet: &mut Vec<Vec<String>>| sheet.iter_mut().take(2).for_each(|row| row.rotate_left(1));
    assert!(matches!(refused(&moved), TableProblem::Line { line: 1, .. }));
    // A code that lost its last characters, a day that is none, no name.
    let line = |problem| match problem {
        TableProblem::Line { line, problem } => (line, problem.to_string()),
        other => panic!("{other}"),
    };
    let short = refused(&|sheet| sheet[4][0] = "10110000900000".into());
    assert_eq!(line(short), (5, "no code of sixteen characters in column 1".to_owned()));
    let day = refused(&|sheet| sheet[5][9] = "45000".into());
    assert_eq!(line(day), (6, "no day in column 10".to_owned()));
    let end = refused(&|sheet| sheet[5][10] = "20251301".into());
    assert_eq!(line(end), (6, "no day in column 11".to_owned()));
    let name = refused(&|sheet| sheet[5][7] = "1101".into());
    assert_eq!(line(name), (6, "no name in column 8".to_owned()));
    // The data begins elsewhere; there is none.
    let early = refused(&|sheet| {
        let row = sheet.remove(4);
        sheet[3] = row;
    });
    assert!(matches!(early, TableProblem::Line { line: 4, .. }));
    assert_eq!(refused(&|sheet| sheet.truncate(4)), TableProblem::Empty);
    // Cut off, another archive, no archive.
    let whole = usage_master(&ROWS);
    let cut = problem(file, &whole[..whole.len() / 2]);
    assert!(matches!(cut.1, TableProblem::Master(_)), "{:?}", cut.1);
    let other = problem("用法.xlsx", &zip(&[("a.txt", "x")]));
    assert!(matches!(other.1, TableProblem::Unknown { .. }));
    assert!(matches!(problem("用法.xlsx", b"a,b").1, TableProblem::Unknown { .. }));
}

#[test]
fn a_price_list_is_not_taken_for_a_usage_master() {
    let sheet = workbook("内用薬", &[vec!["薬価基準収載医薬品コード".into(), "成分名".into()]]);
    assert!(!UsageMaster::recognises("tp20250814-01_01.xlsx", &sheet));
    // By its headings, whatever the names of file and sheet.
    assert!(UsageMaster::recognises("001.xlsx", &{
        let mut sheet = cells(&ROWS);
        sheet[0][0] = "用法コード".into();
        zip(&[
            ("xl/workbook.xml", "<workbook/>"),
            ("xl/worksheets/sheet1.xml", "<row r=\"1\"><c><is><t>用法コード</t></is></c></row>"),
        ])
    }));
}

/// K30 of the sheet.
#[test]
fn k30_a_removed_code_is_accepted_on_its_last_day_and_names_its_successor_on_the_next() {
    let master = usages();
    let on = |day: &str| master.usage(REMOVED, date(day));
    assert!(matches!(on("2026-07-31"), UsageStanding::InForce(_)));
    let UsageStanding::Ended { last, successor, .. } = on("2026-08-01") else { panic!() };
    assert_eq!((last, successor.as_str()), (date("2026-07-31"), SUCCESSOR));
    // The same where the edition of before the revision has no last day, and where it is not at hand.
    let old = usage_master(&[[REMOVED, "１日１回朝食中　服用", "20220725", "99999999"]]);
    let new: Vec<_> = ROWS.iter().filter(|row| row[0] != REMOVED).copied().collect();
    let new = usage_master(&new);
    for (files, known) in [
        (vec![("用法_20220725.xlsx", &old[..]), ("用法_20251101.xlsx", &new[..])], true),
        (vec![("用法_20251101.xlsx", &new[..])], false),
    ] {
        let master = master_of(&files);
        let before = master.usage(REMOVED, date("2026-07-31"));
        match known {
            true => assert!(matches!(before, UsageStanding::InForce(_)), "{before:?}"),
            false => assert!(matches!(before, UsageStanding::OfOldMaster { .. }), "{before:?}"),
        }
        let UsageStanding::Ended { last, successor, .. } =
            master.usage(REMOVED, date("2026-08-01"))
        else {
            panic!()
        };
        assert_eq!((last, successor.as_str()), (date("2026-07-31"), SUCCESSOR));
    }
    // A code that only an older edition has, without a last day.
    let gone = usage_master(&[["1099000000000000", "何か", "20220725", "99999999"]]);
    let master = master_of(&[("用法_20220725.xlsx", &gone), ("用法_20251101.xlsx", &new)]);
    let on = |day: &str| master.usage("1099000000000000", date(day));
    assert!(matches!(on("2026-07-31"), UsageStanding::InForce(_)));
    assert!(matches!(on("2026-08-01"), UsageStanding::NotInNewest(_)));
}

#[test]
fn the_master_is_kept_with_the_drugs() {
    let kept = CachedTables { usages: usages(), ..CachedTables::default() };
    let bytes = kept.to_bytes();
    let back = CachedTables::from_bytes(&bytes).unwrap();
    assert_eq!(back.usages, kept.usages);
    for cut in [bytes.len() - 1, bytes.len() / 2, 20] {
        assert!(CachedTables::from_bytes(&bytes[..cut]).is_err(), "{cut}");
    }
}

/// One drug with a usage: the problems that were found, and what was left open.
fn told(
    category: DosageCategory,
    usage: GivenUsage,
    issued: &str,
) -> (Vec<&'static str>, Vec<&'static str>) {
    let master = clinical_master();
    let prescription = Prescription {
        issued_on: Some(date(issued)),
        items: vec![PrescribedDrug {
            rp: 1,
            number: 1,
            drug: drug("620098801"),
            category,
            usage,
            ..Default::default()
        }],
        ..Default::default()
    };
    let tables = ClinicalTables::new(&master, Vec::new(), None, None).with_usages(usages());
    let report = clinical_check(&ClinicalInput {
        resolved: &ResolvedPrescription::new(&master, &prescription, date("2026-11-22")),
        tables: &tables,
        rules: &PrescribingRules::builtin(),
        facts: &PatientFacts::default(),
        taken: &[],
        day: date("2026-11-22"),
        age_day: date("2026-11-22"),
        may_name: true,
        asked: &PerCheck::default(),
    });
    let ids = report.findings.iter().map(|finding| finding.code.id());
    let row = &report.rows.usage;
    let reasons = row.open().iter().map(|entry| entry.reason).chain(row.reason());
    (
        ids.map(|id| id.strip_prefix("medication.usage.").unwrap()).collect(),
        reasons.map(NotCheckedReason::as_str).collect(),
    )
}

fn given(code: &str, name: &str) -> GivenUsage {
    GivenUsage { code: code.into(), name: name.into(), ..GivenUsage::default() }
}

#[test]
fn the_check_finds_codes_that_do_not_exist_have_ended_or_contradict_form_and_text() {
    use DosageCategory::{AsNeeded, External, Oral};
    let day = "2026-11-22";
    for (category, code, name, issued, found, open) in [
        (Oral, MORNING, "１日１回起床時　服用", day, "listed", ""),
        (Oral, MORNING, "", day, "listed", ""),
        (Oral, "1013044400000000", "1日3回毎食後", day, "listed", ""),
        (Oral, MORNING, "１日１回就寝前　服用", day, "text_differs", ""),
        (External, MORNING, "", day, "form_mismatch", ""),
        (Oral, "1050110440000000", "", day, "form_mismatch", ""),
        (AsNeeded, "1050110440000000", "", day, "listed", ""),
        (Oral, "1011000090000009", "", day, "code_unknown", ""),
        (Oral, "10110000900000", "", day, "code_unknown", ""),
        (Oral, REMOVED, "", "2026-07-31", "listed", ""),
        (Oral, REMOVED, "", "2026-08-01", "code_ended", ""),
        (Oral, SUCCESSOR, "", "2025-10-31", "code_not_yet", ""),
        // The name was changed in November 2025.
        (External, "2C71000000000000", "１日１回　湿布", "2025-10-31", "listed", ""),
        (External, "2C71000000000000", "１日１回　湿布", "2025-11-01", "text_differs", ""),
        (Oral, "0X0XXXXXXXXX0000", "医師の指示どおり", day, "free_text", ""),
        (Oral, "", "医師の指示どおり", day, "", "missing_code"),
        (Oral, "", "", day, "", "no_usage"),
    ] {
        let expected = |one: &'static str| if one.is_empty() { Vec::new() } else { vec![one] };
        let what = format!("{category:?} {code} {name} {issued}");
        assert_eq!(
            told(category, given(code, name), issued),
            (expected(found), expected(open)),
            "{what}"
        );
    }
    // Codes of JAMI that the national master does not have are not wrong for that.
    let jami = |code: &str| GivenUsage { system: UsageSystem::Jami, ..given(code, "") };
    assert_eq!(told(Oral, jami(MORNING), day), (vec!["listed"], vec![]));
    assert_eq!(told(Oral, jami("1019000090000000"), day), (vec![], vec!["unknown_code"]));
}
