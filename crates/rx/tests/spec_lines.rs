//! The 44 test lines of the records specification §8, each inside an otherwise valid file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{CJ1, JAHIS10, JAHISTC08, SJ1, bytes, insert_after, records, with_line};
use shohosen_report::{Finding, Severity};
use shohosen_rx::model::{IssuedOn, NotebookMemo, OtcDrug, PatientBirthDate, SpecialPublicExpense};
use shohosen_rx::{
    Date, LintOptions, PartsError, ReadOptions, check_dispensing, lint, merge_parts, read,
};

fn findings(text: &str) -> Vec<Finding> {
    lint(&records(text), &LintOptions::default())
}

fn codes(findings: &[Finding], severity: Severity) -> Vec<&'static str> {
    findings.iter().filter(|f| f.severity == severity).map(|f| f.code.id()).collect()
}

/// Neither error nor warning.
#[track_caller]
fn ok(text: &str) {
    let findings = findings(text);
    assert_eq!(codes(&findings, Severity::Error), [""; 0]);
    assert_eq!(codes(&findings, Severity::Warning), [""; 0]);
}

/// No error, and exactly this warning.
#[track_caller]
fn warns(text: &str, code: &str) {
    let findings = findings(text);
    assert_eq!(codes(&findings, Severity::Error), [""; 0]);
    assert_eq!(codes(&findings, Severity::Warning), [code]);
}

/// Exactly this error, whatever the warnings.
#[track_caller]
fn fails(text: &str, code: &str) {
    assert_eq!(codes(&findings(text), Severity::Error), [code]);
}

/// The JAHIS10 file with another drug line (and what belongs to it).
fn drug(line: &str) -> String {
    with_line(JAHIS10, line)
}

#[test]
fn the_files_around_the_lines_are_valid() {
    [SJ1, JAHIS10, JAHISTC08, CJ1].into_iter().for_each(ok);
}

#[test]
fn line_01_prefecture_99_is_a_warning() {
    warns(&with_line(SJ1, "1,1,8000010,99,検証用病院"), "records.field.value_unusual");
}

#[test]
fn line_02_sj1_needs_the_score_table_and_jahis_does_not() {
    let line = "1,,1234567,13,工業会病院";
    fails(&with_line(SJ1, line), "records.field.required");
    ok(&with_line(JAHIS10, line));
}

#[test]
fn line_03_a_kana_name_without_blank_is_a_warning() {
    warns(&with_line(SJ1, "5,000000000000001,ｲｼｬｻﾌﾞﾛｳ,医者　三郎"), "records.field.name_separator");
}

#[test]
fn line_04_sj1_has_no_eras_and_jahis_has() {
    fails(&with_line(SJ1, "13,3350606"), "records.date.era_not_allowed");
    let text = with_line(JAHIS10, "13,3350606");
    ok(&text);
    let records = records(&text);
    let birth: PatientBirthDate<'_> = records.first().unwrap();
    assert_eq!(birth.birth_date().date().unwrap().to_string(), "1960-06-06");
}

#[test]
fn line_05_forty_half_width_characters_fit_into_twenty_full_width_ones() {
    let number = "99123456-0123456789099123456-01234567890";
    assert_eq!(number.len(), 40);
    let text = with_line(SJ1, &format!("30,{number},{number}"));
    ok(&text);
    let records = records(&text);
    let payer: SpecialPublicExpense<'_> = records.first().unwrap();
    assert_eq!(payer.payer_number().value(), number);
    fails(&with_line(SJ1, &format!("30,{number}1,")), "records.field.too_long");
}

#[test]
fn line_06_the_leftover_flag_is_1_or_2() {
    ok(&with_line(SJ1, "62,1"));
    fails(&with_line(SJ1, "62,3"), "records.field.value");
}

#[test]
fn line_07_a_prescription_number_has_16_digits() {
    ok(&with_line(SJ1, "82,1,1000000000000001"));
    fails(&with_line(SJ1, "82,1,123"), "records.field.length");
}

#[test]
fn line_08_a_usage_of_the_master_is_accepted() {
    ok(&with_line(SJ1, "111,1,3,1011100000000000,１日１回就寝前　服用,1"));
}

#[test]
fn line_09_sj1_takes_usage_type_3_only() {
    let line = "111,1,1,,毎食後服用,3";
    let findings = findings(&with_line(SJ1, line));
    // The code is missing, too.
    assert_eq!(
        codes(&findings, Severity::Error),
        ["records.field.required", "records.usage.code_type"]
    );
    ok(&with_line(JAHIS10, line));
}

#[test]
fn line_10_the_dummy_usage_is_told_as_information() {
    let text = with_line(SJ1, "111,1,3,0X0XXXXXXXXX0000,医師の指示どおり,");
    ok(&text);
    assert!(codes(&findings(&text), Severity::Info).contains(&"records.usage.dummy_code"));
}

#[test]
fn line_11_a_drug_with_receipt_code_is_accepted() {
    ok(&with_line(SJ1, "201,1,1,1,2,622688101,ミニリンメルトＯＤ錠２５μｇ,2,1,錠"));
}

#[test]
fn line_12_sj1_takes_no_hot_code() {
    let line = "201,1,1,1,6,103297001,ノルバスク錠２．５ｍｇ,4,1,錠";
    fails(&with_line(SJ1, line), "records.drug.code_type");
    // Check digit of HOT7 103297: 1·1 + 0·3 + 3·1 + 2·3 + 9·1 + 7·3 = 40, so 0.
    ok(&with_line(JAHIS10, line));
}

#[test]
fn line_13_dummy_drug_codes_are_refused() {
    fails(&with_line(SJ1, "201,1,1,1,2,666660000,未収載薬,1,1,錠"), "records.drug.dummy_code");
}

#[test]
fn line_14_uneven_doses_that_do_not_add_up_are_a_warning() {
    let text = with_line(SJ1, "201,1,1,1,2,622688101,ミニリンメルトＯＤ錠２５μｇ,2,1,錠");
    let text = insert_after(&text, "211,1,1", "221,1,1,1.25,1,,,,,,,,");
    warns(&text, "records.uneven.sum");
    let found = findings(&text);
    let finding = found.iter().find(|f| f.code.id() == "records.uneven.sum").unwrap();
    assert!(finding.message(shohosen_report::Language::English).contains("2.25"));
}

#[test]
fn line_15_clinical_information_stands_after_the_last_rp() {
    ok(&format!("{SJ1}\n301,1,,eGFR低下あり"));
    fails(&insert_after(SJ1, "52,", "301,1,,eGFR低下あり"), "records.record.out_of_order");
}

#[test]
fn line_16_sj1_has_no_cr_lf() {
    fails(&SJ1.replacen("\n12,1\n", "\n12,1\r\n", 1), "records.file.line_ending_forbidden");
}

#[test]
fn line_17_and_18_a_department_has_a_code_or_a_name() {
    ok(&with_line(JAHIS10, "4,2,1,"));
    fails(&with_line(JAHIS10, "4,1,,"), "records.field.required_here");
}

#[test]
fn line_19_an_address_is_not_empty() {
    fails(&with_line(JAHIS10, "2,,"), "records.field.required_one_of");
}

#[test]
fn line_20_jahis_is_content_with_the_kana_name() {
    ok(&with_line(JAHIS10, "11,,,ﾆﾁﾔｸ ﾀﾛｳ"));
}

#[test]
fn line_21_to_23_dates_with_eras() {
    let issued = |line: &str| {
        let text = with_line(JAHIS10, line);
        let records = records(&text);
        let issued: IssuedOn<'_> = records.first().unwrap();
        issued.issued_on().date().unwrap().full()
    };
    ok(&with_line(JAHIS10, "51,4160119"));
    assert_eq!(issued("51,4160119"), Date::new(2004, 1, 19));
    warns(&with_line(JAHIS10, "51,4310501"), "records.date.outside_era");
    assert_eq!(issued("51,4310501"), Date::new(2019, 5, 1));
    fails(&with_line(JAHIS10, "51,20230229"), "records.date.invalid");
}

#[test]
fn line_24_a_birth_year_alone_stays_a_year() {
    let text = with_line(JAHIS10, "13,335");
    ok(&text);
    let records = records(&text);
    let birth: PatientBirthDate<'_> = records.first().unwrap();
    assert_eq!(birth.birth_date().date().unwrap().to_string(), "1960");
}

#[test]
fn line_25_and_26_insurer_and_public_payer_numbers() {
    ok(&with_line(JAHIS10, "22,"));
    fails(&with_line(JAHIS10, "27,1212345,"), "records.field.length");
}

#[test]
fn line_27_and_28_split_dispensing() {
    let split = |declared: &str| {
        let text = with_line(JAHIS10, declared).replace("101,1,1,,14", "101,1,1,,42");
        insert_after(&text, "101,", "102,1,14,42")
    };
    fails(&split("63,3,4"), "records.split.index");
    ok(&split("63,3,1"));
    let undeclared = insert_after(JAHIS10, "101,", "102,1,14,42").replace(",,14\n", ",,42\n");
    fails(&undeclared, "records.split.undeclared");
}

#[test]
fn line_29_and_30_usage_supplements_by_code() {
    let supplement = |line: &str| insert_after(JAHIS10, "111,", line);
    fails(&supplement("181,1,1,8,１日おき,,"), "records.field.required_here");
    ok(&supplement("181,1,1,8,１日おき,I1100000,"));
    ok(&supplement("181,1,1,9,左耳,,42L"));
}

#[test]
fn line_31_and_32_drugs_without_code_and_without_name() {
    ok(&drug("201,1,1,1,7,,ニフェジピン錠,10,2,ｍｇ"));
    let material = with_line(JAHIS10, "101,1,6,,1");
    let material = with_line(&material, "201,1,1,2,2,777770000,,1,1,本");
    fails(&material, "records.field.required_here");
}

#[test]
fn line_33_amounts() {
    warns(&drug("201,1,1,1,1,,ダイオウ,1.50,1,ｇ"), "records.number.not_canonical");
    fails(&drug("201,1,1,1,1,,ダイオウ,1234567,1,ｇ"), "records.number.invalid");
    fails(&drug("201,1,1,1,1,,ダイオウ,.5,1,ｇ"), "records.number.invalid");
}

#[test]
fn line_34_the_burden_class_stands_with_all_drugs_or_with_none() {
    let two =
        format!("{}\n101,2,1,,14\n111,2,1,,毎食後服用,3\n201,2,1,1,1,,ダイオウ,1,1,ｇ", JAHIS10);
    let two = with_line(&two, "27,12123456,");
    fails(&insert_after(&two, "201,1", "231,1,1,1,,,"), "records.burden.mixed");
    let all = insert_after(&two, "201,1", "231,1,1,1,,,");
    ok(&insert_after(&all, "201,2", "231,2,1,1,,,"));
}

#[test]
fn line_35_a_single_dose_may_be_a_fraction() {
    ok(&insert_after(JAHIS10, "201,", "241,1,1,2/3,3"));
    warns(&insert_after(JAHIS10, "201,", "241,1,1,1,3"), "records.single_dose.mismatch");
}

#[test]
fn line_36_a_jami_supplement_of_a_drug_needs_its_code() {
    fails(&insert_after(JAHIS10, "201,", "281,1,1,1,7,１日おき,"), "records.field.required_here");
}

#[test]
fn line_37_and_38_codes_and_names_in_the_notebook() {
    let line = "201,1,ノルバスク錠２．５ｍｇ,1,錠,2,,1,,,";
    fails(&with_line(JAHISTC08, line), "records.field.required_here");
    let other =
        format!("{JAHISTC08}201,6,ノルバスク錠２．５ｍｇ,1,錠,1,,1,,,\n301,6,,1,調剤,10,1,,1\n");
    ok(&other);
}

#[test]
fn line_39_eras_with_letters_and_a_trailing_blank() {
    let text = JAHISTC08.replace("JAHISTC08", "JAHISTC07");
    let text = with_line(&text, "3,ﾊﾞﾌｧﾘﾝ,R020406,R020409,2 ");
    warns(&text, "records.field.blanks_around");
    let records = records(&text);
    let drug: OtcDrug<'_> = records.first().unwrap();
    assert_eq!(drug.start().date().unwrap().to_string(), "2020-04-06");
    assert_eq!(drug.end().date().unwrap().to_string(), "2020-04-09");
    assert!(records.first::<NotebookMemo<'_>>().is_none());
}

#[test]
fn line_40_a_part_alone_is_incomplete_and_all_parts_are_the_whole() {
    let lines: Vec<&str> = JAHISTC08.lines().skip(1).collect();
    let part = |lines: &[&str], number: u32| {
        format!("JAHISTC08,1\n{}\n911,12345678901234,3,{number}", lines.join("\n"))
    };
    let texts = [part(&lines[..2], 1), part(&lines[2..5], 2), part(&lines[5..], 3)];
    fails(&texts[1], "records.split_set.incomplete");
    let found = findings(&texts[1]);
    let finding = found.iter().find(|f| f.code.id() == "records.split_set.incomplete").unwrap();
    assert!(finding.message(shohosen_report::Language::English).contains("1, 3"));
    let files: Vec<Vec<u8>> = texts.iter().map(|text| bytes(text)).collect();
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let merged = merge_parts(&files, &ReadOptions::STANDARD).unwrap();
    let findings = lint(&merged, &LintOptions::default());
    assert_eq!(codes(&findings, Severity::Error), [""; 0]);
    let alone = merge_parts(&files[1..2], &ReadOptions::STANDARD).unwrap_err();
    assert_eq!(alone, PartsError::Missing { parts: vec![1, 3], total: 3 });
}

#[test]
fn line_41_a_dispensing_record_names_its_prescription() {
    let (prescription, dispensing) = (records(SJ1), records(CJ1));
    let id = |id| check_dispensing(&prescription, &dispensing, Some(id));
    assert_eq!(
        codes(&id("6de8a27e-bbd1-418e-8d73-a90abd7b2e20"), Severity::Error),
        ["records.cross.prescription_id"]
    );
    let findings = id("1439e0c5-7c1d-4512-861d-263de48417bf");
    assert_eq!(codes(&findings, Severity::Error), [""; 0]);
    assert_eq!(codes(&findings, Severity::Warning), [""; 0]);
    assert_eq!(codes(&findings, Severity::Passed), ["records.cross.prescription_id_match"]);
}

#[test]
fn line_42_the_only_kind_of_inquiry_is_999() {
    ok(&with_line(CJ1, "511,999,疑義照会結果内容001"));
    fails(&with_line(CJ1, "511,1,疑義照会結果内容001"), "records.field.value");
}

#[test]
fn line_43_a_refill_that_goes_on_has_a_next_date() {
    fails(&with_line(CJ1, "521,1,2,"), "records.field.required_here");
    ok(&with_line(CJ1, "521,1,2,20261201"));
    ok(&with_line(CJ1, "521,3,1,"));
}

#[test]
fn line_44_a_usage_of_the_master_in_a_dispensing_record() {
    let text = CJ1.replace(
        "301,2,適宜　塗布,1,調剤,5,3,1050W20000000000,",
        "301,2,適宜　服用,1,調剤,5,3,1050W20000000000,",
    );
    assert_ne!(text, CJ1);
    ok(&text);
    assert!(read(&bytes(&text), &ReadOptions::STANDARD).is_ok());
}
