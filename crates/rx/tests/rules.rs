//! Each rule between records fires where it should; the files of `common` show where not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{CJ1, JAHIS10, JAHISTC08, SJ1, insert_after, records, with_line};
use shohosen_report::{Language, Severity};
use shohosen_rx::{
    ConversionCodes, Date, DrugLookup, LintOptions, LookedUpDrug, Purpose, ReadOptions, UsagesOn,
    check_conversion_codes, check_dispensing, lint,
};
use shohosen_terms::{ListedUsage, UsageLookup, UsageRoute, UsageStanding};

fn found(text: &str, options: &LintOptions<'_>) -> Vec<(Severity, &'static str)> {
    let findings = lint(&records(text), options);
    let told = findings.iter().filter(|finding| finding.severity >= Severity::Warning);
    told.map(|finding| (finding.severity, finding.code.id())).collect()
}

#[track_caller]
fn fails(text: &str, codes: &[&'static str]) {
    let errors =
        found(text, &LintOptions::default()).into_iter().filter(|f| f.0 == Severity::Error);
    assert_eq!(errors.map(|(_, code)| code).collect::<Vec<_>>(), codes);
}

#[track_caller]
fn warns(text: &str, codes: &[&'static str]) {
    let all = found(text, &LintOptions::default());
    let expected: Vec<_> = codes.iter().map(|code| (Severity::Warning, *code)).collect();
    assert_eq!(all, expected);
}

/// A second drug in the first RP.
fn two_drugs(second: &str) -> String {
    insert_after(JAHIS10, "201,", second)
}

#[test]
fn r01_common_records_ascend_and_stand_before_the_rps() {
    let swapped = JAHIS10.replace("12,1\n13,19600606", "13,19600606\n12,1");
    fails(&swapped, &["records.record.out_of_order"]);
    fails(&format!("{JAHIS10}\n81,1,1,一包化"), &["records.record.out_of_order"]);
}

#[test]
fn r02_rp_numbers_count_up_and_are_referred_to() {
    let second = |rp: u32| {
        format!("{JAHIS10}\n101,{rp},1,,7\n111,{rp},1,,朝,1\n201,{rp},1,1,1,,ダイオウ,1,1,ｇ")
    };
    warns(&second(3), &["records.rp.not_consecutive"]);
    fails(&second(1), &["records.rp.not_ascending"]);
    fails(&insert_after(JAHIS10, "111,", "181,2,1,5,朝,,"), &["records.rp.unknown_reference"]);
}

#[test]
fn r03_rps_are_not_interleaved_and_have_an_order() {
    let usage_last = JAHIS10.replace(
        "111,1,1,,毎食後服用,3\n201,1,1,1,2,612170709,ノルバスク錠２．５ｍｇ,2,1,錠",
        "201,1,1,1,2,612170709,ノルバスク錠２．５ｍｇ,2,1,錠\n111,1,1,,毎食後服用,3",
    );
    fails(&usage_last, &["records.record.out_of_order"]);
    let all_101_first = JAHIS10.replace("101,1,1,,14", "101,1,1,,14\n101,2,1,,7")
        + "\n111,2,1,,朝,1\n201,2,1,1,1,,ダイオウ,1,1,ｇ";
    let errors = found(&all_101_first, &LintOptions::default());
    assert!(errors.contains(&(Severity::Error, "records.rp.interleaved")), "{errors:?}");
}

#[test]
fn r04_an_rp_has_one_usage_and_a_drug() {
    let without_drug = format!("{JAHIS10}\n101,2,1,,7\n111,2,1,,朝,1");
    fails(&without_drug, &["records.rp.without_drug"]);
    fails(&insert_after(JAHIS10, "111,", "111,1,1,,朝,1"), &["records.rp.usage_count"]);
}

#[test]
fn r05_drugs_count_up_and_details_follow_their_drug() {
    fails(&two_drugs("201,1,3,1,1,,ダイオウ,1,1,ｇ"), &["records.drug.numbering"]);
    fails(&insert_after(JAHIS10, "201,", "211,1,2,5"), &["records.drug.unknown_reference"]);
    let twice = insert_after(JAHIS10, "201,", "211,1,1,5");
    fails(&insert_after(&twice, "201,", "211,1,1,5"), &["records.drug.repeated_detail"]);
}

#[test]
fn r06_sequence_numbers_count_up() {
    let text = with_line(JAHIS10, "81,2,1,一包化");
    warns(&text, &["records.sequence.not_consecutive"]);
    let strict = LintOptions { strict: true, ..LintOptions::default() };
    assert_eq!(found(&text, &strict), [(Severity::Error, "records.sequence.not_consecutive")]);
    warns(&insert_after(JAHIS10, "111,", "181,1,2,5,朝,,"), &["records.sequence.not_consecutive"]);
    warns(
        &insert_after(JAHIS10, "201,", "281,1,1,2,1,一包化,"),
        &["records.sequence.not_consecutive"],
    );
}

#[test]
fn r07_and_r08_a_split_prescription_says_how_much_for_every_rp() {
    let split = with_line(JAHIS10, "63,3,1");
    fails(&split, &["records.split.quantity_missing"]);
    fails(&insert_after(&split, "101,", "102,1,5,15"), &["records.split.quantity_mismatch"]);
    fails(&insert_after(&split, "101,", "102,1,15,14"), &["records.split.quantity_mismatch"]);
    let four = insert_after(&with_line(JAHIS10, "63,4,1"), "101,", "102,1,4,14");
    warns(&four, &["records.split.total_unusual"]);
}

#[test]
fn r09_a_refill_is_not_split_and_has_two_or_three_uses() {
    fails(&with_line(JAHIS10, "64,1"), &["records.refill.total"]);
    let both =
        insert_after(&with_line(&with_line(JAHIS10, "63,2,1"), "64,2"), "101,", "102,1,7,14");
    fails(&both, &["records.refill.with_split"]);
}

#[test]
fn r10_and_r11_uneven_doses_have_no_hole_and_their_codes_agree() {
    let uneven = |line: &str| insert_after(JAHIS10, "201,", line);
    fails(&uneven("221,1,1,1,0.5,,0.5,,,,,,"), &["records.uneven.hole"]);
    warns(&uneven("221,1,1,1.5,0.5,,,,V11NNNNN,V20.5NNN,,,"), &["records.uneven.code"]);
    warns(&uneven("221,1,1,1.5,0.5,,,,V11.5NNN,,,,"), &["records.uneven.code"]);
    warns(&uneven("221,1,1,1.5,0.5,,,,V11.5NNN,V20.5NNN,,,"), &[]);
}

#[test]
fn r12_the_single_dose_takes_the_times_of_the_usage_where_it_has_none() {
    warns(&insert_after(JAHIS10, "201,", "241,1,1,2/3,"), &[]);
    warns(&insert_after(JAHIS10, "201,", "241,1,1,1,"), &["records.single_dose.mismatch"]);
}

#[test]
fn r14_and_r15_payers_that_bear_stand_there_from_the_first_on() {
    warns(&insert_after(JAHIS10, "201,", "231,1,1,1,,,"), &["records.burden.without_payer"]);
    warns(&with_line(JAHIS10, "28,12345678,"), &["records.public_expense.gap"]);
}

#[test]
fn r16_insurance_has_number_and_card() {
    let text = JAHIS10.replace("22,06012345\n", "");
    fails(&text, &["records.record.missing", "records.insurance.incomplete"]);
}

#[test]
fn r17_a_prescription_number_has_type_and_number() {
    fails(&with_line(JAHIS10, "82,1,"), &["records.field.required"]);
    fails(&with_line(JAHIS10, "82,2,1000000000000001"), &["records.field.value"]);
}

/// One drug, a narcotic, with a name and a unit.
struct OneDrug;

impl DrugLookup for OneDrug {
    fn find(&self, code_type: &str, code: &str) -> Option<LookedUpDrug<'_>> {
        let known = code_type == "2" && code == "612170709";
        known.then_some(LookedUpDrug {
            name: "ノルバスク錠２．５ｍｇ", unit: "錠", narcotic: true
        })
    }
}

#[test]
fn r18_a_narcotic_needs_its_record_and_the_record_its_items() {
    fails(&with_line(JAHIS10, "61,,東京都,"), &["records.narcotic.incomplete"]);
    fails(&with_line(SJ1, "61,,東京都,03-0000-0000"), &["records.narcotic.incomplete"]);
    let with_master = LintOptions { master: Some(&OneDrug), ..LintOptions::default() };
    let missing = [(Severity::Warning, "records.narcotic.missing")];
    assert_eq!(found(JAHIS10, &with_master), missing);
    assert_eq!(found(&with_line(JAHIS10, "61,,東京都,03-0000-0000"), &with_master), []);
}

#[test]
fn a_master_tells_wrong_names_and_units() {
    let with_master = LintOptions { master: Some(&OneDrug), ..LintOptions::default() };
    let text = with_line(JAHIS10, "61,,東京都,03-0000-0000");
    let other = |drug: &str| found(&with_line(&text, drug), &with_master);
    assert_eq!(
        other("201,1,1,1,2,612170709,ノルバスク錠５ｍｇ,2,1,錠"),
        [(Severity::Warning, "records.master.name_mismatch")]
    );
    assert_eq!(
        other("201,1,1,1,2,612170709,ノルバスク錠２．５ｍｇ,2,1,箱"),
        [(Severity::Warning, "records.master.unit_mismatch")]
    );
    let superfluous = insert_after(&text, "201,", "211,1,1,1");
    assert_eq!(
        found(&superfluous, &with_master),
        [(Severity::Warning, "records.master.conversion_superfluous")]
    );
}

#[test]
fn r19_to_r21_material_times_and_conversion() {
    // ノルバスク is a medicine, whatever the form says.
    let material = ["records.material.kind", "records.material.medicine_code"];
    warns(&with_line(JAHIS10, "101,1,6,,1"), &material);
    let syringe = with_line(JAHIS10, "201,1,1,2,2,710010001,注射器,1,1,本");
    warns(&with_line(&syringe, "101,1,6,,1"), &[]);
    warns(&with_line(JAHIS10, "111,1,1,,毎食後服用,0"), &["records.usage.times_missing"]);
    warns(&insert_after(JAHIS10, "201,", "211,1,1,999999"), &["records.unit_conversion.overflow"]);
}

#[test]
fn r22_a_split_told_in_a_note_only_is_valid() {
    warns(&with_line(JAHIS10, "81,1,3,分割日数14日、分割回数3回"), &[]);
}

#[test]
fn r23_to_r25_repeated_drugs_ages_and_check_digits() {
    warns(
        &two_drugs("201,1,2,1,2,612170709,ノルバスク錠２．５ｍｇ,1,1,錠"),
        &["records.drug.repeated_code"],
    );
    warns(&with_line(JAHIS10, "14,3"), &["records.copay.age"]);
    let old = with_line(JAHIS10, "14,5").replace("13,19600606", "13,19500606");
    warns(&old, &[]);
    warns(&old.replace("51,20260310", "51,20220930"), &["records.copay.too_early"]);
    let drug = |code: &str| with_line(JAHIS10, &format!("201,1,1,1,4,{code},ノルバスク,1,1,錠"));
    warns(&drug("2171022F2017"), &[]);
    warns(&drug("2171022F2018"), &["records.drug.check_digit"]);
    fails(&drug("612170709"), &["records.drug.code_form"]);
}

#[test]
fn usages_of_the_master_ask_for_their_supplements() {
    let usage = |line: &str| with_line(SJ1, line);
    warns(
        &usage("111,1,3,101XXXXX00000000,１日〇回　服用,3"),
        &["records.usage.supplement_expected"],
    );
    let removed = usage("111,1,3,1011000900000000,１日１回朝食中　服用,1");
    warns(&removed, &["records.usage.code_removed"]);
    fails(&usage("111,1,3,10130444,毎食後,3"), &["records.field.length"]);
}

#[test]
fn substitution_limits_do_not_contradict_each_other() {
    let text = insert_after(JAHIS10, "201,", "281,1,1,1,3,後発品変更不可,");
    let both = insert_after(&text, "281,", "281,1,1,2,8,先発医薬品患者希望,");
    warns(&both, &["records.substitution.contradictory"]);
}

#[test]
fn receipt_types_are_known_and_of_outpatients() {
    warns(&with_line(JAHIS10, "31,1112"), &[]);
    warns(&with_line(JAHIS10, "31,3112"), &[]);
    warns(&with_line(JAHIS10, "31,1111"), &["records.receipt_type.inpatient"]);
    warns(&with_line(JAHIS10, "31,1412"), &["records.receipt_type.abolished"]);
    warns(&with_line(JAHIS10, "31,1912"), &["records.receipt_type.unknown"]);
}

#[test]
fn dates_do_not_contradict_each_other() {
    fails(&with_line(JAHIS10, "52,20260309"), &["records.date.expiry_before_issue"]);
    fails(&with_line(JAHIS10, "13,20260311"), &["records.date.birth_after_issue"]);
    let today = Date::new(2026, 3, 9);
    let early = LintOptions { today, ..LintOptions::default() };
    assert_eq!(found(JAHIS10, &early), [(Severity::Warning, "records.date.in_future")]);
}

#[test]
fn files_say_how_they_are_written() {
    // C2 B1 is ± in UTF-8 and ﾂｱ in CP932: nothing says which was meant.
    let records =
        shohosen_rx::read(b"JAHIS10\r\n81,1,1,\xc2\xb1\r\n\x1a", &ReadOptions::STANDARD).unwrap();
    let findings = lint(&records, &LintOptions::default());
    assert!(findings.iter().any(|f| f.code.id() == "records.charset.looks_like_utf8"));
    warns(&format!("\u{feff}{SJ1}"), &["records.file.byte_order_mark"]);
    warns(&SJ1.replace("\n12,1\n", "\n\n12,1\n"), &["records.file.blank_line"]);
    warns(&with_line(JAHIS10, "3,03-3506-8010"), &["records.record.short"]);
    warns(&with_line(JAHIS10, "3,03-3506-8010,,,"), &["records.record.extra_blank"]);
    fails(&with_line(JAHIS10, "3,03-3506-8010,,,x"), &["records.record.extra_item"]);
    fails(&with_line(JAHIS10, "12,1").replace("12,1", "12,1\n12,1"), &["records.record.repeated"]);
    warns(&JAHIS10.replacen("JAHIS10", "JAHIS12", 1), &["records.header.version_unknown"]);
    let refill = with_line(JAHIS10, "64,2").replacen("JAHIS10", "JAHIS5", 1);
    warns(&refill, &["records.record.newer_than_header"]);
    fails(&with_line(SJ1, "81,1,1,\u{e000}"), &["records.field.user_defined_character"]);
    warns(&with_line(SJ1, "81,1,1,𠮷"), &["records.field.not_in_cp932"]);
    warns(&with_line(SJ1, "81,1,1,\"quoted\""), &["records.field.quoted"]);
    fails(&with_line(SJ1, "81,1,1,a\tb"), &["records.field.control_character"]);
    warns(&format!("{SJ1}\n999,x"), &["records.record.unknown"]);
}

#[test]
fn the_duplicate_check_wants_no_patient() {
    let rps: String = SJ1
        .lines()
        .filter(|line| line.split(',').next().unwrap().len() == 3)
        .collect::<Vec<_>>()
        .join("\n");
    assert!(rps.starts_with("SJ1\n101,"));
    let before_issue = LintOptions { purpose: Purpose::DuplicateCheck, ..LintOptions::default() };
    assert_eq!(found(&rps, &before_issue), []);
    assert_eq!(found(&rps, &LintOptions::default()).len(), 8);
}

#[test]
fn notebooks_have_an_order_and_complete_rps() {
    let block = "5,20260410,1\n11,工業会薬局,13,4,1234567,,,,1\n51,工業会病院,13,1,7654321,1\n\
                 201,1,ダイオウ,1,ｇ,1,,1,,,\n301,1,朝,1,日分,1,1,,1\n";
    warns(&format!("{JAHISTC08}{block}"), &["records.notebook.dates_not_descending"]);
    let before = JAHISTC08.replace("5,20260310,1\n", "").replace("\n501", "\n");
    let errors = found(&before, &LintOptions::default());
    assert!(errors.contains(&(Severity::Error, "records.notebook.outside_block")));
    assert!(errors.contains(&(Severity::Error, "records.notebook.block_missing")));
    let no_prescriber = JAHISTC08.replace("51,医療法人 工業会病院,13,1,7654321,1\n", "");
    fails(&no_prescriber, &["records.notebook.prescriber_missing"]);
    let no_usage = JAHISTC08.replace("301,1,毎食後服用,3,日分,1,1,,1\n", "");
    fails(&no_usage, &["records.notebook.rp_incomplete"]);
    let twice = format!(
        "{JAHISTC08}201,2,ダイオウ,1,ｇ,1,,1,,,\n301,2,朝,1,日分,1,1,,1\n201,1,ダイオウ,1,ｇ,1,,1,,,\n301,1,朝,1,日分,1,1,,1\n"
    );
    fails(&twice, &["records.notebook.rp_order"]);
    let no_name = with_line(JAHISTC08, "301,1,,3,日分,1,1,,1");
    fails(&no_name, &["records.field.required_here"]);
    // A clinic that dispenses leaves the name and the prescriber out.
    let clinic = no_name.replace(",13,4,1234567", ",13,1,1234567");
    warns(&clinic, &[]);
    let code = with_line(JAHISTC08, "201,1,ノルバスク錠２．５ｍｇ,1,錠,1,710010093,1,,,");
    warns(&code, &["records.notebook.code_with_type_none"]);
    fails(
        &insert_after(JAHISTC08, "1,山田", "31,1,イブプロフェン,2,1149001,2"),
        &["records.notebook.otc_parent"],
    );
    let generic = with_line(JAHISTC08, "201,1,ノルバスク,1,錠,2,612170709,1,【般】,2,");
    fails(&generic, &["records.notebook.generic_code_type"]);
}

#[test]
fn cj1_is_of_one_dispensing() {
    let again = CJ1.replace("\n511,", "\n5,20260310,\n11,工業会薬局,13,1,8000014,,,,\n511,");
    fails(
        &again,
        &["records.notebook.block_record_repeated", "records.notebook.block_without_drug"],
    );
}

#[test]
fn a_dispensing_without_a_drug_lost_its_end() {
    let lines: Vec<&str> = JAHISTC08.lines().collect();
    let cut = |lines_left: usize| format!("{}\n", lines[..lines_left].join("\n"));
    let at = |prefix: &str| lines.iter().position(|line| line.starts_with(prefix)).unwrap();
    // Wherever it is cut between its date and its usage, it says so.
    for lines_left in at("5,") + 1..at("201,") + 1 {
        let errors = found(&cut(lines_left), &LintOptions::default());
        let code = "records.notebook.block_without_drug";
        assert!(errors.contains(&(Severity::Error, code)), "{lines_left}");
    }
    fails(&cut(at("201,") + 1), &["records.notebook.rp_incomplete"]);
    fails("JAHISTC08,1\n", &["records.record.missing", "records.notebook.block_missing"]);
    // A patient may note something of a day without a drug.
    let remark = "JAHISTC08,2\n1,鈴木 太郎,1,S330303,,,,,,,\n5,R020410,2\n601,眠い,R020410\n";
    assert!(!found(remark, &LintOptions::default()).iter().any(|f| f.0 == Severity::Error));
}

// JAHIS 24-104 table 3-23: 日分 for 内服, 回分 for 屯服, 調剤 for the others.
#[test]
fn a_quantity_has_the_unit_of_its_form() {
    let usage = |line: &str| with_line(JAHISTC08, line);
    for unit in ["週分", "ヶ月分", "枚"] {
        let line = format!("301,1,毎食後服用,3,{unit},1,1,,1");
        warns(&usage(&line), &["records.notebook.unit_unknown"]);
    }
    for line in [
        "301,1,毎食後服用,3,調剤,1,1,,1",
        "301,1,毎食後服用,3,日分,3,1,,1",
        "301,1,塗布,3,日分,5,1,,1",
    ] {
        warns(&usage(line), &["records.notebook.unit_contradicts_form"]);
    }
    for line in
        ["301,1,塗布,1,調剤,5,1,,1", "301,1,疼痛時,3,回分,3,1,,1", "301,1,煎じて,3,日分,7,1,,1"]
    {
        warns(&usage(line), &[]);
    }
    for (line, code) in [
        // 日 and 回 are understood, and written otherwise.
        ("301,1,毎食後服用,3,日,1,1,,1", "records.notebook.unit_wording"),
        ("301,1,疼痛時,3,回,3,1,,1", "records.notebook.unit_wording"),
        ("301,1,毎食後服用,0,日分,1,1,,1", "records.notebook.quantity_unusual"),
        ("301,1,疼痛時,0,回分,3,1,,1", "records.notebook.quantity_unusual"),
        ("301,1,塗布,2,調剤,5,1,,1", "records.notebook.quantity_unusual"),
    ] {
        warns(&usage(line), &[code]);
    }
    warns(&usage("301,1,毎食後服用,３,日分,1,1,,1"), &["records.number.full_width"]);
    warns(&usage("301,1,,1,調剤,9,1,,1"), &["records.material.medicine_code"]);
    // Days are days of 内服 in 日分 and nothing else.
    let days = |line: &str| {
        let dispensing = shohosen_rx::Dispensing::from_records(&records(&usage(line))).unwrap();
        dispensing.blocks[0].rps[0].days()
    };
    assert_eq!(days("301,1,毎食後服用,３,日分,1,1,,1"), Some(3));
    assert_eq!(days("301,1,毎食後服用,3,日分,1,1,,1"), Some(3));
    for line in [
        "301,1,毎食後服用,3,週分,1,1,,1",
        "301,1,毎食後服用,3,回分,1,1,,1",
        "301,1,塗布,3,日分,5,1,,1",
    ] {
        assert_eq!(days(line), None, "{line}");
    }
}

#[test]
fn an_insurer_has_six_digits_or_eight() {
    for number in ["6012345", "12345", "012345678"] {
        let code = ["records.insurance.insurer_number_length"];
        warns(&with_line(SJ1, &format!("22,{number}")), &code);
    }
    for number in ["06-12345", "0601234A", "Z3"] {
        let code = ["records.insurance.insurer_number_not_digits"];
        warns(&with_line(SJ1, &format!("22,{number}")), &code);
    }
    for number in ["138057", "06012345", ""] {
        warns(&with_line(JAHIS10, &format!("22,{number}")), &[]);
    }
}

#[test]
fn a_removed_usage_code_is_an_error_from_august_2026_on() {
    let of = |day: &str, code: &str| {
        let text = with_line(SJ1, &format!("51,{day}")).replace("52,20260313\n", "");
        with_line(&text, &format!("111,1,3,{code},朝食中　服用,1"))
    };
    // 朝食中 by its old digit, alone and with the other meals; times of day without the hours.
    for code in [
        "1011000900000000",
        "1013099900000000",
        "1031000000000000",
        "1032000000000000",
        "XX11000400000000",
    ] {
        warns(&of("20260731", code), removed_with(code));
        let errors = found(&of("20260801", code), &LintOptions::default());
        assert!(errors.contains(&(Severity::Error, "records.usage.code_removed")), "{code}");
    }
}

#[test]
fn a_usage_code_of_today_is_not_taken_for_a_removed_one() {
    // 起床時 has a 9 of its own, 塗布 朝 is of the rhythm of life, 8時15時21時 names the hours.
    // X is 23 o'clock there (and beside a meal), and no part that is left open.
    for code in [
        "1011000090000000",
        "2B62100900000000",
        "1033IPV000000000",
        "1011000600000000",
        "1031X00000000000",
        "1012000000X00000",
    ] {
        warns(&with_line(SJ1, &format!("111,1,3,{code},用法,1")), &[]);
    }
}

/// A code of `X` asks for a supplement as well.
fn removed_with(code: &str) -> &'static [&'static str] {
    if code.starts_with('X') {
        &["records.usage.code_removed", "records.usage.supplement_expected"]
    } else {
        &["records.usage.code_removed"]
    }
}

#[test]
fn as_needed_says_when() {
    let expected = ["records.usage.supplement_expected"];
    let of = |line: &str| with_line(SJ1, line);
    warns(&of("111,1,3,1050W10000000000,必要時　服用,"), &expected);
    warns(&of("111,1,3,1050W20000000000,適宜　服用,1"), &expected);
    warns(&of("111,1,3,1040W10000000000,服用,1"), &expected);
    let said =
        insert_after(&of("111,1,3,1050W20000000000,適宜　服用,1"), "111,1", "181,1,1,5,頭痛時,,");
    warns(&said, &[]);
    // A part that is left open.
    warns(&of("111,1,3,105031Z000000000,服用,1"), &expected);
    warns(&of("111,1,3,101X000000000000,服用,1"), &expected);
    // 疼痛時 says it itself.
    warns(&of("111,1,3,1050110440000000,疼痛時　服用,1"), &[]);
}

#[test]
fn characters_are_held_against_the_table_of_cp932() {
    // 剝 頰 塡 𠮟 are of JIS X 0213; 药 is a simplified form; か with U+3099 is two characters.
    for text in ["剝", "頰", "塡", "𠮟", "药", "か\u{3099}", "〜", "−", "é"] {
        warns(&with_line(SJ1, &format!("81,1,1,{text}")), &["records.field.not_in_cp932"]);
    }
    for text in ["剥", "頬", "填", "髙", "﨑", "①", "～", "－", "ｶﾞ", "Ⅳ", "が"] {
        warns(&with_line(SJ1, &format!("81,1,1,{text}")), &[]);
    }
    fails(&with_line(SJ1, "81,1,1,ア\u{fffd}ロ"), &["records.field.damaged_character"]);
}

#[test]
fn a_notebook_of_a_patient_may_leave_codes_and_amounts_blank() {
    let text = "JAHISTC08,2\n1,鈴木 太郎,1,S330303,,,,,,,\n5,R020410,1\n11,工業会薬局,,,,,,,1\n\
                51,工業会病院,,,,1\n201,1,アダラート,,,,,1,,,\n301,1,朝食後,,,,,,1\n";
    warns(text, &[]);
    let facility = text.replace("JAHISTC08,2", "JAHISTC08,1");
    let required = found(&facility, &LintOptions::default());
    assert!(required.iter().all(|f| *f == (Severity::Error, "records.field.required")));
    assert_eq!(required.len(), 3 + 3 + 3 + 4);
}

#[test]
fn a_dispensing_is_held_against_its_prescription() {
    let prescription = records(SJ1);
    let told = |text: &str| {
        let findings = check_dispensing(&prescription, &records(text), None);
        findings.iter().map(|f| (f.severity, f.code.id())).collect::<Vec<_>>()
    };
    assert_eq!(told(CJ1), []);
    let other = |from: &str, to: &str| {
        assert!(CJ1.contains(from));
        told(&CJ1.replacen(from, to, 1))
    };
    use Severity::{Error, Info, Warning};
    assert_eq!(other("太郎,1,", "太郎,2,"), [(Error, "records.cross.patient")]);
    assert_eq!(other("19600606", "19610606"), [(Error, "records.cross.patient")]);
    assert_eq!(other("ﾆﾁﾔｸ ﾀﾛｳ", "ﾆﾁﾔｸ ｼﾞﾛｳ"), [(Warning, "records.cross.patient_name")]);
    assert_eq!(other("06012345", "06012346"), [(Warning, "records.cross.insurance")]);
    assert_eq!(other("13,1,1234567", "13,1,1234568"), [(Error, "records.cross.institution")]);
    assert_eq!(other("5,20260311", "5,20260314"), [(Warning, "records.cross.expired")]);
    assert_eq!(other("5,20260311", "5,20260309"), [(Error, "records.cross.before_issue")]);
    assert_eq!(other("２５μｇ,3,錠", "２５μｇ,2,錠"), [(Warning, "records.cross.amount")]);
    assert_eq!(other("服用,14,日分", "服用,7,日分"), [(Warning, "records.cross.quantity")]);
    assert_eq!(
        other("622688101", "622688102"),
        [(Info, "records.cross.drug_not_dispensed"), (Info, "records.cross.drug_not_prescribed")]
    );
    assert_eq!(told(&with_line(CJ1, "521,1,1,")), [(Error, "records.cross.refill")]);
    // Without a last day the prescription is valid on the day of issue and three more.
    let open = records(&SJ1.replace("52,20260313\n", ""));
    let day =
        |day: &str| check_dispensing(&open, &records(&CJ1.replace("5,20260311", day)), None).len();
    assert_eq!((day("5,20260313"), day("5,20260314")), (0, 1));
}

#[test]
fn unsigned_conversion_codes_must_speak_of_the_signed_drug() {
    let told = |records: &shohosen_rx::Records, conversion: ConversionCodes<'_>| {
        let findings = check_conversion_codes(records, &[conversion]);
        findings.iter().map(|finding| finding.code.id()).collect::<Vec<_>>()
    };
    let signed = records(SJ1);
    let receipt = Some("201,2,1,1,2,662640683,アルメタ軟膏　０．１％,1,1,本");
    let yj = |line| ConversionCodes { receipt, yj: Some(line), ..ConversionCodes::default() };
    // The brand's short name is what the service writes with the YJ code.
    let name = "records.cross.conversion_name";
    assert_eq!(told(&signed, yj("201,2,1,1,4,2646727M1022,アルメタ軟膏,1,1,本")), [name]);
    let wrong = "records.cross.conversion_code";
    assert_eq!(
        told(&signed, yj("201,2,1,1,4,2646727M1022,アルメタ軟膏　０．１％,2,1,本")),
        [wrong]
    );
    assert_eq!(told(&signed, yj("201,2,1,1,2,662640684,アルメタ軟膏　０．１％,1,1,本")), [wrong]);
    assert_eq!(
        told(&signed, yj("201,3,1,1,4,2646727M1022,アルメタ軟膏　０．１％,1,1,本")),
        [wrong]
    );
    assert_eq!(told(&signed, yj("not a record")), [wrong]);
    let dispensed = records(CJ1);
    let conversion = |csv_line, document_code| ConversionCodes {
        csv_line: Some(csv_line),
        document_code: Some(document_code),
        receipt: Some("201,1,ミニリンメルトＯＤ錠２５μｇ,3,錠,2,622688101,"),
        yj: Some("201,1,ミニリンメルトＯＤ錠２５μｇ,3,錠,4,2419001F4022,"),
    };
    assert_eq!(told(&dispensed, conversion(10, "622688101")), [""; 0]);
    assert_eq!(told(&dispensed, conversion(12, "622688101")), [wrong; 2]);
    assert_eq!(told(&dispensed, conversion(10, "622688102")), [wrong; 2]);
}

#[test]
fn every_finding_says_line_record_item_and_what_to_do() {
    let findings = lint(&records(&with_line(JAHIS10, "51,20230229")), &LintOptions::default());
    let finding = findings.iter().find(|finding| finding.severity == Severity::Error).unwrap();
    assert_eq!(finding.location.as_deref(), Some("line 12 item 1"));
    assert_eq!(
        finding.message(Language::Japanese),
        "12行目 51.1 処方箋交付年月日：「20230229」は日付として正しくありません。"
    );
    assert!(!finding.remedy(Language::Japanese).is_empty());
}

/// 起床時 from 2022-07-25, 朝食中 up to 2026-07-31, and its successor from 2025-11-01.
struct ThreeUsages;

impl UsageLookup for ThreeUsages {
    fn usage(&self, code: &str, day: Date) -> UsageStanding<'_> {
        let (name, first, last) = match code {
            "1011000090000000" => ("１日１回起床時　服用", "20220725", None),
            "1011000900000000" => {
                ("１日１回朝食中　服用", "20220725", Date::parse("20260731").ok())
            }
            "1011000600000000" => ("１日１回朝食中　服用", "20251101", None),
            // The other RP.
            "1050W20000000000" => ("適宜　塗布", "20220725", None),
            _ => return UsageStanding::Unknown,
        };
        let first = Date::parse(first).unwrap();
        let route = name != "適宜　塗布";
        let listed = ListedUsage { name, route: route.then_some(UsageRoute::Oral), first, last };
        match last {
            _ if day < first => UsageStanding::NotYet(listed),
            Some(last) if day > last => {
                let successor = "1011000600000000".to_owned();
                UsageStanding::Ended { listed: Some(listed), last, successor }
            }
            _ => UsageStanding::InForce(listed),
        }
    }

    fn edition(&self) -> String {
        "20251101".into()
    }
}

/// K30 and the other ways in which a usage may not go with the master.
#[test]
fn a_usage_master_tells_codes_that_do_not_exist_ended_or_contradict_form_and_text() {
    let day = Date::parse("20261122").unwrap();
    let usages = Some(UsagesOn { master: &ThreeUsages, day });
    let options = LintOptions { usages, ..LintOptions::default() };
    let of = |issued: &str, form: &str, usage: &str| {
        let text = with_line(SJ1, &format!("51,{issued}")).replace("52,20260313\n", "");
        let text = with_line(&text, &format!("101,1,{form},,14"));
        found(&with_line(&text, &format!("111,1,3,{usage},1")), &options)
    };
    let error = |id| vec![(Severity::Error, id)];
    let warning = |id| vec![(Severity::Warning, id)];
    let (removed, morning) = ("1011000900000000,１日１回朝食中　服用", "1011000090000000");
    assert_eq!(of("20260731", "1", removed), []);
    assert_eq!(of("20260801", "1", removed), error("records.usage.code_removed"));
    let next = "1011000600000000,１日１回朝食中　服用";
    assert_eq!(of("20251031", "1", next), error("records.usage.code_not_yet"));
    assert_eq!(of("20251101", "1", next), []);
    let unknown = "1011000090000009,１日１回起床時　服用";
    assert_eq!(of("20260731", "1", unknown), error("records.usage.code_unknown"));
    let differs = of("20260731", "1", &format!("{morning},１日１回就寝前　服用"));
    assert_eq!(differs, warning("records.usage.text_differs"));
    assert_eq!(of("20260731", "1", &format!("{morning},1日1回 起床時")), []);
    let external = of("20260731", "3", &format!("{morning},１日１回起床時　服用"));
    assert!(external.contains(&(Severity::Warning, "records.usage.form_mismatch")), "{external:?}");
    // The successor is named.
    let text = with_line(SJ1, "51,20260801").replace("52,20260313\n", "");
    let text = with_line(&text, &format!("111,1,3,{removed},1"));
    let findings = lint(&records(&text), &options);
    let removed = findings.iter().find(|f| f.code.id() == "records.usage.code_removed").unwrap();
    assert!(removed.message(Language::Japanese).contains("→ 1011000600000000"));
}
