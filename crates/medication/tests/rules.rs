//! The prescribing rules and the mapping guard.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;
use shohosen_report::{Language, Severity};

fn rx(items: &[(&str, u16)], issued: &str) -> Prescription {
    let codes: Vec<&str> = items.iter().map(|(code, _)| *code).collect();
    let mut prescription = prescription(&codes);
    for (item, (_, days)) in prescription.items.iter_mut().zip(items) {
        item.days = Some(*days);
    }
    prescription.issued_on = Some(date(issued));
    prescription
}

/// The codes of findings other than passed ones, with their places.
fn errors(report: &RuleReport) -> Vec<String> {
    let problems = report.findings.iter().filter(|f| f.severity > Severity::Info);
    problems
        .map(|f| {
            let code = f.code.id().trim_start_matches("medication.");
            format!("{code} {}", f.location.as_deref().unwrap_or("")).trim_end().to_owned()
        })
        .collect()
}

fn check(prescription: &Prescription, context: &RuleContext<'_>) -> RuleReport {
    judged(&own_master(), prescription, context)
}

fn judged(
    master: &DrugMaster,
    prescription: &Prescription,
    context: &RuleContext<'_>,
) -> RuleReport {
    let resolved = ResolvedPrescription::new(master, prescription, date("2026-11-22"));
    PrescribingRules::builtin().check(&resolved, context)
}

#[test]
fn t51_zolpidem_is_limited_to_30_days_and_eszopiclone_is_not() {
    let context = RuleContext::default();
    let days = |code, days| errors(&check(&rx(&[(code, days)], "2026-11-22"), &context));
    assert_eq!(days("610443048", 31), ["days.over_limit RP1-1"]);
    assert!(days("610443048", 30).is_empty());
    // ルネスタ, エスゾピクロン.
    assert!(days("622148901", 60).is_empty());
    // セルシン (diazepam) 90 days; ソセゴン (pentazocine), a psychotropic on no list, 14 days.
    assert!(days("611170008", 90).is_empty());
    assert_eq!(days("611170008", 91), ["days.over_limit RP1-1"]);
    assert_eq!(days("610412196", 15), ["days.over_limit RP1-1"]);
    // The generic name has the limit of its members.
    assert_eq!(days("1129009F2ZZZ", 31), ["days.over_limit RP1-1"]);
}

#[test]
fn t52_a_new_drug_is_limited_to_14_days_for_a_year_from_the_next_month() {
    let row = |receipt, generic_product: &str| {
        let row =
            y_row('0', receipt, "シンヤク錠", "錠", "0", "1", "1129999F1019", "", "20260520", "");
        let mut fields: Vec<String> = row.trim_end().split(',').map(str::to_owned).collect();
        fields[16] = format!("\"{generic_product}\"");
        fields.join(",") + "\r\n"
    };
    let mut builder = MasterBuilder::new();
    builder.add("y.csv", (row("622999901", "0") + &row("622999902", "1")).as_bytes()).unwrap();
    let master = builder.build().unwrap();
    let days = |code, issued, days| {
        let context = RuleContext::default();
        errors(&judged(&master, &rx(&[(code, days)], issued), &context))
    };
    assert_eq!(days("622999901", "2027-05-31", 15), ["days.new_drug_over_limit RP1-1"]);
    assert!(days("622999901", "2027-05-31", 14).is_empty());
    assert!(days("622999901", "2027-06-01", 15).is_empty());
    // A generic product that is newly listed is no new drug.
    assert!(days("622999902", "2027-05-31", 15).is_empty());
}

#[test]
fn a_long_journey_allows_30_days_of_a_drug_of_14_days() {
    let special = RuleContext { special_circumstances: true, ..Default::default() };
    assert!(errors(&check(&rx(&[("610412196", 30)], "2026-11-22"), &special)).is_empty());
    assert_eq!(
        errors(&check(&rx(&[("610412196", 31)], "2026-11-22"), &special)),
        ["days.over_limit RP1-1"]
    );
}

#[test]
fn two_prescriptions_of_one_day_do_not_lift_a_limit() {
    let others = [rx(&[("622142001", 20)], "2026-11-22"), rx(&[("622142001", 30)], "2026-11-21")];
    let context = RuleContext { others_of_the_day: &others, ..Default::default() };
    // 20 + 11 days of zolpidem on the 22nd; that of the 21st is of another day.
    assert_eq!(
        errors(&check(&rx(&[("610443048", 11)], "2026-11-22"), &context)),
        ["days.across_prescriptions RP1-1"]
    );
    assert!(errors(&check(&rx(&[("610443048", 10)], "2026-11-22"), &context)).is_empty());
}

#[test]
fn t53_an_online_first_visit_allows_no_psychotropic_and_7_days_without_history() {
    let online = |history_known| RuleContext {
        online_first_visit: Some(OnlineFirstVisit { history_known }),
        ..Default::default()
    };
    let days =
        |code, days, known| errors(&check(&rx(&[(code, days)], "2026-11-22"), &online(known)));
    assert!(days("612170710", 7, false).is_empty());
    assert_eq!(days("612170710", 8, false), ["online.over_limit RP1-1"]);
    assert!(days("612170710", 8, true).is_empty());
    for known in [false, true] {
        assert_eq!(days("610443048", 1, known), ["online.controlled_drug RP1-1"]);
    }
    // Which drugs need particular care no master says: without a list that is not checked.
    let report = check(&rx(&[("612170710", 7)], "2026-11-22"), &online(false));
    assert_eq!(report.not_checked[0].reason, NotCheckedReason::MissingInformation);
}

#[test]
fn t54_a_prescription_is_valid_for_four_days_with_that_of_issue() {
    let rules = PrescribingRules::builtin();
    let validity = |use_by: Option<&str>, presented: &str| {
        let finding = rules.check_validity(date("2026-11-19"), use_by.map(date), date(presented));
        finding.unwrap().code.id()
    };
    assert_eq!(validity(None, "2026-11-22"), "medication.validity.valid");
    assert_eq!(validity(None, "2026-11-23"), "medication.validity.expired");
    assert_eq!(validity(Some("2026-11-30"), "2026-11-30"), "medication.validity.valid");
    assert_eq!(validity(Some("2026-11-20"), "2026-11-21"), "medication.validity.expired");
    assert_eq!(validity(None, "2026-11-18"), "medication.validity.not_yet");
}

#[test]
fn t55_a_refill_is_dispensed_within_seven_days_of_its_due_day() {
    let rules = PrescribingRules::builtin();
    for (presented, code) in [
        ("2026-06-05", "medication.refill.outside_window"),
        ("2026-06-06", "medication.refill.in_window"),
        ("2026-06-20", "medication.refill.in_window"),
        ("2026-06-21", "medication.refill.outside_window"),
    ] {
        let finding = rules.check_refill(date("2026-05-14"), 30, date(presented)).unwrap();
        assert_eq!(finding.code.id(), code, "{presented}");
    }
    assert!(rules.check_refill(date("2020-05-14"), 30, date("2020-06-13")).is_none());
}

#[test]
fn t56_limited_drugs_and_patches_are_not_for_refills() {
    let mut prescription =
        rx(&[("620007813", 14), ("610443048", 14), ("612170710", 30)], "2026-11-22");
    prescription.items[0].category = DosageCategory::External;
    prescription.items[0].total_amount = Some(14.0);
    prescription.refill_uses = Some(3);
    let context = RuleContext::default();
    assert_eq!(
        errors(&check(&prescription, &context)),
        ["refill.patch RP1-1", "refill.limited_drug RP2-1"]
    );
    prescription.items.truncate(0);
    prescription.refill_uses = Some(4);
    assert_eq!(errors(&check(&prescription, &context)), ["refill.too_many"]);
}

#[test]
fn t57_63_patches_of_all_kinds_together() {
    let patches = |pap: f64, tape: f64, reason| {
        let mut prescription = rx(&[("620003477", 1), ("620007813", 1)], "2026-11-22");
        for (item, amount) in prescription.items.iter_mut().zip([pap, tape]) {
            (item.category, item.total_amount) = (DosageCategory::External, Some(amount));
        }
        let context = RuleContext { patch_reason: reason, ..Default::default() };
        errors(&check(&prescription, &context))
    };
    assert_eq!(patches(35.0, 35.0, false), ["patches.over_limit"]);
    assert!(patches(35.0, 28.0, false).is_empty());
    assert!(patches(35.0, 35.0, true).is_empty());
}

#[test]
fn t58_narcotic_rules_are_for_codeine_of_10_percent_only() {
    let missing = RuleContext {
        patient_address: Some(true),
        narcotics_licence: Some(false),
        ..Default::default()
    };
    let powder = |code| errors(&check(&rx(&[(code, 7)], "2026-11-22"), &missing));
    assert!(powder("620009310").is_empty());
    assert_eq!(powder("620009225"), ["narcotic.details_missing RP1-1"]);
    // Not known is not the same as missing.
    let report = check(&rx(&[("620009225", 7)], "2026-11-22"), &RuleContext::default());
    assert!(errors(&report).is_empty());
    assert_eq!(report.not_checked.len(), 1);
}

#[test]
fn seven_oral_drugs_are_worth_knowing_and_an_ended_transition_is_an_error() {
    let seven: Vec<(&str, u16)> =
        ["612170710", "620098801", "622381201", "620006781", "616290177", "622374201", "616140105"]
            .map(|code| (code, 14))
            .to_vec();
    let context = RuleContext::default();
    let has = |items: &[(&str, u16)]| {
        let report = check(&rx(items, "2026-11-22"), &context);
        report.findings.iter().any(|f| f.code.id() == "medication.count.many_drugs")
    };
    assert!(has(&seven) && !has(&seven[1..]));
    // The threshold comes with its source, and is no more than information.
    let report = check(&rx(&seven, "2026-11-22"), &context);
    let told = report.findings.iter().find(|f| f.code.id() == "medication.count.many_drugs");
    let told = told.unwrap();
    assert_eq!(told.severity, Severity::Info);
    assert!(!told.evidence.get("rule_source").unwrap().display(Language::Japanese).is_empty());

    let row = y_row('0', "622999901", "シンヤク錠", "錠", "0", "1", "1129999F1019", "", "0", "");
    let mut fields: Vec<String> = row.trim_end().split(',').map(str::to_owned).collect();
    fields[33] = "\"20250331\"".into();
    let mut builder = MasterBuilder::new();
    builder.add("y.csv", fields.join(",").as_bytes()).unwrap();
    let master = builder.build().unwrap();
    let on = |day| {
        let prescription = rx(&[("622999901", 7)], day);
        errors(&judged(&master, &prescription, &context))
    };
    assert!(on("2025-03-31").is_empty());
    assert_eq!(on("2025-04-01"), ["transition.expired RP1-1"]);
}

fn guarded(code: &str, name: &str, unit: &str, conversion: Option<f64>) -> Vec<&'static str> {
    let item = PrescribedDrug {
        drug: GivenDrug { name: name.into(), unit: unit.into(), ..drug(code) },
        unit_conversion: conversion,
        ..Default::default()
    };
    let findings = MappingGuard::new(own_master()).check(&item, date("2026-11-22"));
    findings.iter().map(|f| f.code.id().trim_start_matches("medication.")).collect()
}

#[test]
fn code_name_and_unit_must_belong_together() {
    assert_eq!(guarded("610443048", "ﾏｲｽﾘｰ錠10mg", "錠", None), ["mapping.agrees"]);
    // Without a name or a unit there was nothing to agree.
    assert_eq!(guarded("622381201", "カロナール錠５００", "", None), [""; 0]);
    assert_eq!(guarded("622381201", "", "", None), [""; 0]);
    // The name of another drug: the fault of December 2024.
    assert_eq!(guarded("610443048", "ノルバスク錠5mg", "錠", None), ["mapping.name_mismatch"]);
    assert_eq!(guarded("610443048", "ﾏｲｽﾘｰ", "錠", None), ["mapping.agrees"]);
    assert_eq!(guarded("610443048", "睡眠薬A", "錠", None), ["mapping.name_unlike"]);
    // No name of the master, and spoken of another drug all the same: by ingredient, brand, with marks.
    for name in ["アムロジピン", "ﾉﾙﾊﾞｽｸ", "【般】アムロジピン錠", "※ノルバスク錠（朝）"]
    {
        assert_eq!(guarded("610443048", name, "錠", None), ["mapping.name_mismatch"], "{name}");
    }
    for name in ["ゾルピデム酒石酸塩", "ゾルピデム錠「何か」", "(後)マイスリー錠（寝る前）", "マイ"]
    {
        assert_eq!(guarded("610443048", name, "錠", None), ["mapping.name_unlike"], "{name}");
    }
    // 製剤単位 in the place of the price-list unit, without and with its conversion.
    assert_eq!(
        guarded("620007077", "フロリードゲル経口用２％", "本", None),
        ["mapping.unit_mismatch"]
    );
    assert_eq!(
        guarded("620007077", "フロリードゲル経口用２％", "本", Some(5.0)),
        ["mapping.agrees"]
    );
    assert_eq!(guarded("666660000", "何か", "錠", None), ["code.dummy"]);
    assert_eq!(guarded("1129009F2ZZZ", "", "錠", None), [""; 0]);
    assert_eq!(guarded("1129009F2ZZZ", "", "ｇ", None), ["mapping.unit_mismatch"]);
}

#[test]
fn several_codes_of_one_drug_must_agree() {
    let mut both = drug("610443048");
    both.codes.push(DrugCode::recognise("2171022F2025").unwrap().into());
    let item = PrescribedDrug { drug: both, ..Default::default() };
    let findings = MappingGuard::new(own_master()).check(&item, date("2026-11-22"));
    assert_eq!(findings[0].code.id(), "medication.code.contradictory");
}

#[test]
fn a_house_code_stands_for_one_drug() {
    let line = |house: &str, code| HouseCode { house_code: house.into(), drug: drug(code) };
    let guard = MappingGuard::new(own_master());
    // Two brands of zolpidem 10 mg may share a house code; zolpidem and amlodipine may not.
    let table = [
        line("A", "610443048"),
        line("A", "622142001"),
        line("D", "610443048"),
        line("D", "612170710"),
    ];
    let findings = guard.check_house_codes(&table, date("2026-11-22"));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code.id(), "medication.mapping.house_code_shared");
    assert_eq!(findings[0].location.as_deref(), Some("house code D"));
}

/// K46 of the sheet: a patch is no 内服薬, and a drug that is 臨時 for two weeks at most does not count.
#[test]
fn k46_seven_oral_kinds_count_without_patches_and_temporary_drugs() {
    let six = ["612170710", "622381201", "620006781", "616290177", "622374201", "616140105"];
    let of = |codes: &[&str]| {
        let items: Vec<(&str, u16)> = codes.iter().map(|code| (*code, 14)).collect();
        rx(&items, "2026-11-22")
    };
    let has = |prescription: &Prescription| {
        let report = check(prescription, &RuleContext::default());
        report.findings.iter().any(|f| f.code.id() == "medication.count.many_drugs")
    };
    let loxonin = "620098801";
    let mut with_patch = of(&[&six[..], &["620007813"]].concat());
    with_patch.items[6].category = DosageCategory::External;
    assert!(!has(&with_patch));
    let mut seven = of(&[&six[..], &[loxonin]].concat());
    assert!(has(&seven));
    seven.items[6].temporary = true;
    assert!(!has(&seven));
    // 15 days are more than two weeks.
    seven.items[6].days = Some(15);
    assert!(has(&seven));
    // 頓服 does not count, and one ingredient is one kind.
    let mut as_needed = of(&[&six[..], &[loxonin]].concat());
    as_needed.items[6].category = DosageCategory::AsNeeded;
    assert!(!has(&as_needed));
    assert!(!has(&of(&[&six[..], &["620007818"]].concat())));
}
