//! What is the same ingredient: biosimilars, combinations whose components are spelt otherwise, drugs
//! that no table names, and one prescription by itself. Names and codes of the price list of
//! 2025-08-14; every expected value by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;
use shohosen_report::{Finding, Language, Severity};

/// Receipt code, price-list code, name, ingredient as the price list has it (empty: not in it).
type Row = (&'static str, &'static str, &'static str, &'static str);

const DRUGS: &[Row] = &[
    ("640462006", "2399402F1026", "レミケード点滴静注用１００", "インフリキシマブ（遺伝子組換え）"),
    (
        "622378801",
        "2399403F1020",
        "インフリキシマブＢＳ「ＮＫ」",
        "インフリキシマブ（遺伝子組換え）［インフリキシマブ後続１］",
    ),
    (
        "622599701",
        "2399404F1025",
        "インフリキシマブＢＳ「日医工」",
        "インフリキシマブ（遺伝子組換え）［インフリキシマブ後続２］",
    ),
    ("640408136", "3999412A1020", "エスポー注射液", "エポエチン　アルファ（遺伝子組換え）"),
    (
        "621972601",
        "3999427A1029",
        "エポエチンアルファＢＳ注",
        "エポエチンカッパ（遺伝子組換え）［エポエチンアルファ後続１］",
    ),
    ("640443022", "4291406D1021", "ハーセプチン注射用", "トラスツズマブ（遺伝子組換え）"),
    (
        "622741501",
        "4291452D1020",
        "エンハーツ点滴静注用",
        "トラスツズマブ　デルクステカン（遺伝子組換え）",
    ),
    ("622000001", "2492414A1020", "ヒューマログ注", "インスリン　リスプロ（遺伝子組換え）"),
    ("622000002", "2492415A1025", "ノボラピッド注", "インスリン　アスパルト（遺伝子組換え）"),
    (
        "630011001",
        "2439400G1020",
        "フォルテオ皮下注キット６００μｇ（１回分）",
        "テリパラチド（遺伝子組換え）",
    ),
    (
        "622007102",
        "2439400G1020",
        "フォルテオ皮下注キット６００μｇ",
        "テリパラチド（遺伝子組換え）",
    ),
    (
        "630011002",
        "2439402G1029",
        "テリパラチドＢＳ皮下注キット「モチダ」",
        "テリパラチド（遺伝子組換え）［テリパラチド後続１］",
    ),
    ("621282901", "2412402F1020", "ジェノトロピン", "ソマトロピン（遺伝子組換え）"),
    ("622461501", "2412402F2027", "ソマトロピンＢＳ皮下注", "ソマトロピン（遺伝子組換え）"),
    (
        "622012501",
        "2482011F1020",
        "ヤーズ配合錠",
        "ドロスピレノン・エチニルエストラジオール　ベータデクス",
    ),
    (
        "622013601",
        "2482009F1031",
        "ルナベル配合錠ＬＤ",
        "ノルエチステロン・エチニルエストラジオール",
    ),
    ("612290101", "3229102F1107", "アスパラ配合錠", "アスパラギン酸カリウム・マグネシウム"),
    ("612290102", "3229005F1020", "アスパラカリウム錠３００ｍｇ", "Ｌ－アスパラギン酸カリウム"),
    ("612290103", "3214001F1027", "アスパラ－ＣＡ錠２００", "Ｌ－アスパラギン酸カルシウム水和物"),
    ("611170001", "1171001F1030", "コントミン糖衣錠", "クロルプロマジン塩酸塩"),
    ("611170002", "1171005C1030", "ウインタミン細粒", "クロルプロマジンフェノールフタリン酸塩"),
    ("622000003", "2144007F1020", "チバセン錠２．５ｍｇ", ""),
    ("622000004", "2144007F2027", "チバセン錠５ｍｇ", ""),
    ("612450118", "2456001F1019", "プレドニン錠５ｍｇ", "プレドニゾロン"),
    ("612450119", "2456001F1361", "プレドニゾロン錠「旭化成」５ｍｇ", "プレドニゾロン"),
    ("612450120", "2456001F2015", "プレドニゾロン錠１ｍｇ", "プレドニゾロン"),
    ("622000005", "7229400D1020", "グルカゴンＧノボ", "グルカゴン"),
    ("622000006", "7229402F1020", "グルカゴン点鼻", "グルカゴン（遺伝子組換え）"),
];

fn master(with_list: bool) -> DrugMaster {
    let mut medicine = String::new();
    let mut prices = String::from("区分,薬価基準収載医薬品コード,成分名,規格,品名,薬価\n");
    for (receipt, code, name, ingredient) in DRUGS {
        medicine.push_str(&y_row('0', receipt, name, "錠", "0", "1", code, "", "0", ""));
        if !ingredient.is_empty() {
            prices.push_str(&format!("注射薬,{code},{ingredient},,{name},100\n"));
        }
    }
    let mut builder = MasterBuilder::new();
    builder.add("y_ALL20240321.csv", medicine.as_bytes()).unwrap();
    if with_list {
        builder.add("tp20250814-01_02.csv", prices.as_bytes()).unwrap();
    }
    builder.build().unwrap()
}

fn check(master: &DrugMaster, past: &str, new: &str) -> CheckReport {
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    let history = [flat(past, "2026-11-15", DosageCategory::Unknown)];
    MedicationChecker::new(master).check(&prescription(&[new]), &history, &options).unwrap()
}

/// The duplicate of a report: its code and basis.
fn duplicate(report: &CheckReport) -> Option<(&Finding, String)> {
    let found = report
        .findings
        .iter()
        .find(|finding| finding.code.id().starts_with("medication.duplicate.same_ingredient"))?;
    let basis = found.evidence.get("basis").map(|value| value.display(Language::English));
    Some((found, basis.unwrap_or_default()))
}

#[test]
fn a_biosimilar_is_a_possible_duplicate_of_its_original_and_of_its_siblings() {
    let master = master(true);
    for (past, new, ingredient) in [
        ("640462006", "622378801", "インフリキシマブ"),
        ("622378801", "640462006", "インフリキシマブ"),
        ("622378801", "622599701", "インフリキシマブ"),
        // The name before the bracket is another: T69.
        ("640408136", "621972601", "エポエチンアルファ"),
        ("630011001", "630011002", "テリパラチド"),
        ("622000005", "622000005", ""),
    ] {
        let report = check(&master, past, new);
        let (finding, basis) = duplicate(&report).unwrap_or_else(|| panic!("{past} and {new}"));
        if past == new {
            assert_eq!(basis, "code_prefix");
            continue;
        }
        assert_eq!(finding.code.id(), "medication.duplicate.same_ingredient_biosimilar");
        assert_eq!(finding.severity, Severity::Warning);
        assert_eq!(basis, "biosimilar_stem", "{past} and {new}");
        assert_eq!(finding.evidence.get("ingredient"), Some(&ingredient.into()));
        assert!(report.found(), "a possible duplicate is found");
        // Once, whatever they have in common.
        let all = report.findings.iter().filter(|f| f.code.id().contains("same_ingredient"));
        assert_eq!(all.count(), 1, "{past} and {new}");
    }
}

#[test]
fn what_only_contains_an_originals_name_is_another_ingredient() {
    let master = master(true);
    for (past, new) in [
        ("640443022", "622741501"), // T71: an antibody and its conjugate
        ("622000002", "622000001"), // aspart and lispro
        ("640462006", "640443022"),
        ("612290102", "612290103"), // potassium and calcium aspartate
    ] {
        let report = check(&master, past, new);
        assert!(duplicate(&report).is_none(), "{past} and {new}");
        assert!(report.not_checked.iter().all(|e| e.item == "pairs" || e.code.is_empty()));
    }
}

#[test]
fn digits_that_agree_are_a_plain_duplicate_also_of_biosimilars_and_of_codes_of_one_dose() {
    let master = master(true);
    // T70 and T63: 63… with a price-list code is a drug.
    for (past, new) in [("621282901", "622461501"), ("630011001", "622007102")] {
        let report = check(&master, past, new);
        let (finding, basis) = duplicate(&report).unwrap_or_else(|| panic!("{past} and {new}"));
        assert_eq!(
            (finding.code.id(), basis.as_str()),
            ("medication.duplicate.same_ingredient", "code_prefix")
        );
    }
}

#[test]
fn components_that_are_spelt_otherwise_are_found_by_name() {
    let master = master(true);
    for (past, new, ingredient) in [
        ("622012501", "622013601", "エチニルエストラジオール"),
        ("612290101", "612290102", "アスパラギン酸カリウム"),
        ("612290102", "612290101", "アスパラギン酸カリウム"),
        ("611170001", "611170002", "クロルプロマジン"),
    ] {
        let report = check(&master, past, new);
        let (finding, basis) = duplicate(&report).unwrap_or_else(|| panic!("{past} and {new}"));
        assert_eq!(basis, "ingredient_table");
        let named = finding.evidence.get("ingredient").unwrap().display(Language::Japanese);
        assert!(named.contains(ingredient), "{named}");
        let listed: Vec<_> = report.not_checked.iter().map(|e| e.reason.as_str()).collect();
        assert_eq!(listed, ["no_pair_table"], "{past} and {new}");
    }
}

#[test]
fn a_drug_that_no_list_names_is_compared_by_its_digits_and_said_to_be() {
    let master = master(true);
    let drug = master.drug(DrugCode::recognise("622000003").unwrap()).unwrap();
    assert_eq!((drug.completeness(), drug.ingredients().len()), (Completeness::CodeOnly, 0));
    let report = check(&master, "622000003", "622000004");
    assert_eq!(duplicate(&report).unwrap().1, "code_prefix");
    let listed: Vec<String> = report
        .not_checked
        .iter()
        .map(|entry| format!("{} {} {}", entry.item, entry.code, entry.reason.as_str()))
        .collect();
    assert_eq!(
        listed,
        [
            "RP1-1 622000004 no_ingredient_table",
            "history 1 622000003 no_ingredient_table",
            "pairs  no_pair_table"
        ]
    );
    // No drug of any master is complete without an ingredient.
    for drug in master.drugs().filter(|drug| drug.completeness() == Completeness::Complete) {
        assert!(!drug.ingredients().is_empty(), "{drug:?}");
    }
}

#[test]
fn without_any_list_a_biosimilar_is_not_checked_and_that_is_said_once() {
    // T72: the y master alone.
    let report = check(&master(false), "640462006", "622378801");
    assert!(duplicate(&report).is_none());
    let listed: Vec<String> = report
        .not_checked
        .iter()
        .map(|entry| format!("{} {}", entry.item, entry.reason.as_str()))
        .collect();
    assert_eq!(listed, ["master no_ingredient_table", "pairs no_pair_table"]);
    // A finding by digits names a drug and not digits.
    let report = check(&master(false), "622000003", "622000004");
    let finding = duplicate(&report).unwrap().0;
    let named = finding.evidence.get("ingredient").unwrap().display(Language::Japanese);
    assert_eq!(named, "チバセン錠２．５ｍｇ");
}

fn within(master: &DrugMaster, items: &[(u16, u16, &str)], asked: bool) -> Vec<String> {
    let items = items.iter().map(|(rp, number, code)| PrescribedDrug {
        rp: *rp,
        number: *number,
        drug: drug(code),
        category: DosageCategory::Oral,
        days: Some(7),
        ..Default::default()
    });
    let new = Prescription { items: items.collect(), ..Default::default() };
    let mut options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    options.within_prescription = asked;
    let report = MedicationChecker::new(master).check(&new, &[], &options).unwrap();
    let twice = report
        .findings
        .iter()
        .filter(|f| f.code.id() == "medication.duplicate.within_prescription");
    twice.map(|f| f.location.as_deref().unwrap_or("").to_owned()).collect()
}

#[test]
fn a_taper_is_no_finding_unless_asked_for_and_one_rp_may_hold_two_strengths_but_not_two_brands() {
    let master = master(true);
    let taper = [(1, 1, "612450118"), (2, 1, "612450118"), (3, 1, "612450120")];
    assert_eq!(within(&master, &taper, false), [""; 0]);
    assert_eq!(within(&master, &taper, true), ["RP2-1", "RP3-1"]);
    let strengths = [(1, 1, "612450118"), (1, 2, "612450120")];
    assert_eq!(within(&master, &strengths, true), [""; 0]);
    let brands = [(1, 1, "612450118"), (1, 2, "612450119")];
    assert_eq!(within(&master, &brands, true), ["RP1-2"]);
    assert_eq!(within(&master, &brands, false), [""; 0]);
    // Original and biosimilar on one prescription.
    let both = [(1, 1, "640462006"), (2, 1, "622378801")];
    assert_eq!(within(&master, &both, true), ["RP2-1"]);
}

/// 15 ingredients of the specification (§7.1) with all their originals and successors: each two of
/// them must be found in both orders.
#[test]
fn every_biosimilar_of_the_national_price_list_is_found() {
    let Some(folder) = shohosen_testkit::vectors::folder("drug-masters") else { return };
    let master = national_master(&folder);
    let families: &[&[u32]] = &[
        &[2_492_416, 2_492_420, 2_492_421],
        &[2_492_414, 2_492_422],
        &[2_492_415, 2_492_423],
        &[2_439_400, 2_439_402],
        &[2_399_402, 2_399_403, 2_399_404, 2_399_406],
        &[3_999_424, 3_999_448, 3_999_451],
        &[3_999_426, 3_999_457, 3_999_459, 3_999_463, 3_999_472],
        &[3_999_431, 3_999_473, 3_999_474, 3_999_475],
        &[3_399_405, 3_399_408, 3_399_409],
        &[3_399_410, 3_399_416],
        &[3_999_425, 3_999_453, 3_999_454, 3_999_455],
        &[3_999_412, 3_999_427],
        &[3_959_409, 3_959_420],
        &[1_319_403, 1_319_407],
        &[4_291_407, 4_291_439, 4_291_451],
        &[4_291_406, 4_291_442, 4_291_446, 4_291_447],
        &[4_291_413, 4_291_449, 4_291_450, 4_291_461, 4_291_463],
    ];
    let code_of = |prefix: &u32| {
        let drug = master.of_prefix(*prefix, 1);
        drug.first().and_then(|drug| drug.price_list_code()).map(|code| code.to_string())
    };
    let mut pairs = 0;
    for family in families {
        let codes: Vec<String> = family.iter().filter_map(code_of).collect();
        assert!(codes.len() > 1, "{family:?}");
        for (past, new) in codes.iter().flat_map(|a| codes.iter().map(move |b| (a, b))) {
            if past == new {
                continue;
            }
            let report = check(&master, past, new);
            let basis = duplicate(&report).map(|(_, basis)| basis);
            assert_eq!(basis.as_deref(), Some("biosimilar_stem"), "{past} and {new}");
            pairs += 1;
        }
    }
    println!("{pairs} pairs");
    assert!(pairs > 100);
    // And what no drug of it may be: complete without an ingredient.
    for drug in master.drugs().filter(|drug| drug.completeness() == Completeness::Complete) {
        assert!(!drug.ingredients().is_empty(), "{drug:?}");
    }
}
