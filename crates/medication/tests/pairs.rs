//! Tables of pairs: by code they hold for the ingredient as well, whatever the size of the
//! prescription, and a table does not know what was listed after its edition.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;
use shohosen_report::{Language, Severity};
use std::collections::BTreeMap;

/// Receipt code, price-list code, 一般名コード, base of 選定療養, day of listing, ingredient.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const DRUGS: &[Row] = &[
    ("616290177", "6290004M1029", "6290004M1ZZZ", "", "0", "イトラコナゾール"),
    ("676290177", "6290004M1029", "6290004M1ZZZ", "616290177", "0", "イトラコナゾール"),
    ("620005894", "6290004M1070", "6290004M1ZZZ", "", "0", "イトラコナゾール"),
    ("622374201", "1190023F1024", "", "", "0", "スボレキサント"),
    ("622517401", "1190023F3027", "", "", "0", "スボレキサント"),
    ("616140105", "6149003F2038", "", "", "0", "クラリスロマイシン"),
    ("622900001", "1190099F1020", "", "", "20260520", "アタラシイン"),
    ("622900002", "1190099F2027", "", "", "20260520", "アタラシイン"),
    ("622900003", "6290004M2025", "", "", "20260520", "イトラコナゾール"),
];

fn master() -> DrugMaster {
    let mut medicine = String::new();
    let mut prices = String::from("区分,薬価基準収載医薬品コード,成分名,規格,品名\n");
    for (receipt, code, generic, base, listed, ingredient) in DRUGS {
        let name = format!("薬{receipt}");
        medicine.push_str(&y_row('0', receipt, &name, "錠", "0", "1", code, generic, listed, base));
        prices.push_str(&format!("内用薬,{code},{ingredient},,{name}\n"));
    }
    let mut builder = MasterBuilder::new();
    builder.add("y_ALL20260601.csv", medicine.as_bytes()).unwrap();
    builder.add("tp20260601-01_01.csv", prices.as_bytes()).unwrap();
    builder.build().unwrap()
}

/// The one row of the specification: イトリゾールカプセル50 and ベルソムラ錠15mg.
fn official() -> PairTable {
    let rows = "L,R,3,4,5,6,7,8,K,10\n616290177,622374201,,,,,,,0,\n622374201,616290177,,,,,,,0,\n";
    PairTable::from_file("IY_HeiyoKinki_20251031.csv", rows.as_bytes()).unwrap()
}

fn check(table: &PairTable, past: &str, new: &str) -> CheckReport {
    let master = master();
    let checker = MedicationChecker::new(&master).with_pairs(table);
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    let past = [dispensed(past, "2026-11-15", 14)];
    checker.check(&prescription(&[new]), &past, &options).unwrap()
}

fn hit(report: &CheckReport) -> Option<(String, Severity, String)> {
    let finding = report
        .findings
        .iter()
        .find(|f| f.code.id().starts_with("medication.contraindication.pair"))?;
    let basis = finding.evidence.get("basis")?.display(Language::English);
    Some((finding.code.id().to_owned(), finding.severity, basis))
}

#[test]
fn a_row_of_codes_holds_for_copies_generics_members_and_other_strengths() {
    const PAIR: &str = "medication.contraindication.pair";
    const EQUIVALENT: &str = "medication.contraindication.pair_equivalent";
    for (past, new, code, severity, basis) in [
        // K26, K27, T84 of the specifications, in both directions.
        ("616290177", "622374201", PAIR, Severity::Error, "pair_table"),
        ("622374201", "616290177", PAIR, Severity::Error, "pair_table"),
        ("6290004M1029", "622374201", PAIR, Severity::Error, "pair_table"),
        ("676290177", "622374201", PAIR, Severity::Error, "base_code"),
        ("6290004M1ZZZ", "622374201", EQUIVALENT, Severity::Error, "generic_member"),
        ("620005894", "622374201", EQUIVALENT, Severity::Error, "same_specification"),
        ("616290177", "622517401", EQUIVALENT, Severity::Warning, "same_ingredient"),
        ("622517401", "616290177", EQUIVALENT, Severity::Warning, "same_ingredient"),
        // The worse of both sides.
        ("620005894", "622517401", EQUIVALENT, Severity::Warning, "same_ingredient"),
    ] {
        let report = check(&official(), past, new);
        let expected = (code.to_owned(), severity, basis.to_owned());
        assert_eq!(hit(&report), Some(expected), "{past} and {new}");
        assert!(report.found(), "{past} and {new}");
        let named = report.findings.iter().find_map(|f| f.evidence.get("pair")).unwrap();
        let named = named.display(Language::Japanese);
        assert_eq!(named, "薬616290177（616290177） × 薬622374201（622374201）");
    }
    for (past, new) in [("616290177", "616140105"), ("616140105", "622374201")] {
        assert_eq!(hit(&check(&official(), past, new)), None, "{past} and {new}");
    }
}

#[test]
fn a_side_by_the_code_of_the_copy_finds_the_base() {
    let table = PairTable::from_csv("left,right\n676290177,622374201\n".as_bytes()).unwrap();
    let (_, severity, basis) = hit(&check(&table, "616290177", "622374201")).unwrap();
    assert_eq!((severity, basis.as_str()), (Severity::Error, "base_code"));
}

#[test]
fn an_ingredient_that_was_listed_after_the_edition_is_not_checked() {
    let reasons = |past, new| {
        let report = check(&official(), past, new);
        assert_eq!(hit(&report), None);
        let listed = report.not_checked.iter();
        listed.map(|e| format!("{} {}", e.item, e.reason.as_str())).collect::<Vec<_>>()
    };
    // アタラシイン came in May 2026, the table is of October 2025.
    assert_eq!(reasons("616290177", "622900001"), ["RP1-1 newer_than_pairs"]);
    assert_eq!(reasons("622900002", "616140105"), ["history 1 newer_than_pairs"]);
    // A product of that month whose ingredient is old is found through its ingredient.
    let report = check(&official(), "622900003", "622374201");
    assert_eq!(hit(&report).unwrap().2, "same_ingredient");
    assert!(report.not_checked.is_empty(), "{:?}", report.not_checked);
    // On the day of its listing a table knows it; one without a day tells nothing.
    for edition in ["2026-05-20", "", "院内"] {
        let table = PairTable { edition: edition.into(), ..official() };
        assert!(check(&table, "616290177", "622900001").not_checked.is_empty(), "{edition}");
    }
}

#[test]
fn washout_is_kept_to_the_day() {
    let table = "left,right,kind,washout_days\n616290177,622374201,,7\n";
    let table = PairTable::from_csv(table.as_bytes()).unwrap();
    let master = master();
    let checker = MedicationChecker::new(&master).with_pairs(&table);
    let on = |day: &str, washout: bool| {
        let mut options = CheckOptions::new(date(day), Consent::Given);
        options.washout = washout;
        // 14 days from 11-01: until 11-14; seven days more until 11-21.
        let past = [dispensed("616290177", "2026-11-01", 14)];
        let report = checker.check(&prescription(&["622374201"]), &past, &options).unwrap();
        let of = |f: &&shohosen_report::Finding| {
            f.severity > Severity::Info && f.code.id().contains("contraindication")
        };
        report.findings.iter().find(of).map(|f| f.code.id().to_owned())
    };
    assert_eq!(on("2026-11-14", true).as_deref(), Some("medication.contraindication.pair"));
    assert_eq!(on("2026-11-15", true).as_deref(), Some("medication.contraindication.washout"));
    assert_eq!(on("2026-11-21", true).as_deref(), Some("medication.contraindication.washout"));
    assert_eq!(on("2026-11-22", true), None);
    assert_eq!(on("2026-11-15", false), None);
}

/// xorshift64*: the same tables in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

/// A price-list code with its check digit, by the rule of the specification (§2.1): weights 6, 5,
/// 4, 3, 2, 7, 6, 5, 4, 3, 2, letters by the low half of their EBCDIC octet (F is 6).
fn price_code(class: usize, strength: usize, brand: usize) -> String {
    let text = format!("21{class:02}001F{strength}{brand:02}");
    let value = |c: char| c.to_digit(10).unwrap_or(6);
    let weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 = text.chars().zip(weights).map(|(c, weight)| value(c) * weight).sum();
    let digit = (11 - sum % 11) % 11;
    format!("{text}{}", if digit == 10 { 0 } else { digit })
}

/// 40 classes of an ingredient, two strengths of two brands each.
struct Made {
    class: usize,
    strength: usize,
    code: String,
    receipt: String,
}

fn made() -> Vec<Made> {
    let mut drugs = Vec::new();
    for class in 0..40 {
        for strength in 1..3 {
            for brand in 2..4 {
                let receipt = format!("62{:07}", class * 100 + strength * 10 + brand);
                let code = price_code(class, strength, brand);
                drugs.push(Made { class, strength, code, receipt });
            }
        }
    }
    drugs
}

/// One side of a row: what is written, and which drugs it means, as written and by ingredient.
struct Side {
    text: String,
    exact: Vec<bool>,
    ingredient: Vec<bool>,
}

fn side(random: &mut Random, drugs: &[Made]) -> Side {
    let drug = &drugs[random.below(drugs.len())];
    let of = |is: &dyn Fn(&Made) -> bool| drugs.iter().map(is).collect::<Vec<bool>>();
    let class = of(&|other| other.class == drug.class);
    match random.below(5) {
        0 => Side { text: drug.code[..7].to_owned(), exact: class.clone(), ingredient: class },
        1 => {
            Side {
                text: format!("ナマエ{}", drug.class), exact: class.clone(), ingredient: class
            }
        }
        // Nine characters: one strength, and no more than is written.
        2 => {
            let strength =
                of(&|other| other.class == drug.class && other.strength == drug.strength);
            let text = drug.code[..9].to_owned();
            Side { text, exact: strength.clone(), ingredient: strength }
        }
        3 => Side {
            text: drug.receipt.clone(),
            exact: of(&|other| other.receipt == drug.receipt),
            ingredient: class,
        },
        _ => Side {
            text: drug.code.clone(),
            exact: of(&|other| other.receipt == drug.receipt),
            ingredient: class,
        },
    }
}

#[test]
fn a_naive_comparison_agrees_for_prescriptions_of_any_size_and_tables_of_classes() {
    let drugs = made();
    let mut medicine = String::new();
    let mut prices = String::from("区分,薬価基準収載医薬品コード,成分名,規格,品名\n");
    for drug in &drugs {
        let name = format!("薬{}", drug.receipt);
        let row = y_row('0', &drug.receipt, &name, "錠", "0", "1", &drug.code, "", "0", "");
        medicine.push_str(&row);
        prices.push_str(&format!("内用薬,{},ナマエ{},,{name}\n", drug.code, drug.class));
    }
    let mut builder = MasterBuilder::new();
    builder.add("y_ALL20240321.csv", medicine.as_bytes()).unwrap();
    builder.add("tp20250814-01_01.csv", prices.as_bytes()).unwrap();
    let master = builder.build().unwrap();
    assert!(drugs.iter().all(|drug| YjCode::parse(&drug.code).unwrap().check_digit().agrees()));

    let mut random = Random(0x5EED_0015_0006_0001);
    let (mut many, mut exact_pairs, mut derived_pairs) = (0, 0, 0);
    for round in 0..120 {
        // Every fourth table is large, and every third prescription.
        let rows = if round % 4 == 0 { 500 } else { 1 + random.below(30) };
        let size = if round % 3 == 0 { 60 + random.below(41) } else { 2 + random.below(12) };
        let rows: Vec<(Side, Side)> =
            (0..rows).map(|_| (side(&mut random, &drugs), side(&mut random, &drugs))).collect();
        let mut csv = String::from("left,right\n");
        rows.iter().for_each(|(l, r)| csv.push_str(&format!("{},{}\n", l.text, r.text)));
        let table = PairTable::from_csv(csv.as_bytes()).unwrap();
        let items: Vec<usize> = (0..size).map(|_| random.below(drugs.len())).collect();
        let codes: Vec<&str> = items.iter().map(|i| drugs[*i].receipt.as_str()).collect();
        let checker = MedicationChecker::new(&master).with_pairs(&table);
        let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
        let taken: Vec<usize> = (0..10).map(|_| random.below(drugs.len())).collect();
        let history: Vec<_> =
            taken.iter().map(|i| dispensed(&drugs[*i].receipt, "2026-11-15", 14)).collect();
        let report = checker.check(&prescription(&codes), &history, &options).unwrap();

        // Every two drugs against every row, in both orders: true if a row names them as written.
        let judge = |a: usize, b: usize| {
            let meets = |l: &[bool], r: &[bool]| (l[a] && r[b]) || (l[b] && r[a]);
            if rows.iter().any(|(l, r)| meets(&l.exact, &r.exact)) {
                return Some(true);
            }
            rows.iter().any(|(l, r)| meets(&l.ingredient, &r.ingredient)).then_some(false)
        };
        let mut naive = BTreeMap::new();
        for second in 0..size {
            for first in 0..second {
                if let Some(exact) = judge(items[first], items[second]) {
                    let place = (format!("RP{}-1", first + 1), format!("RP{}-1", second + 1));
                    naive.insert(place, exact);
                    *(if exact { &mut exact_pairs } else { &mut derived_pairs }) += 1;
                }
            }
        }
        let text = |f: &shohosen_report::Finding, key| {
            f.evidence.get(key).unwrap().display(Language::English)
        };
        let found: BTreeMap<_, _> = report
            .findings
            .iter()
            .filter(|f| f.code.id() == "medication.contraindication.within_prescription")
            .map(|f| {
                let place = (text(f, "other_item"), f.location.as_deref().unwrap().to_owned());
                (place, text(f, "basis") == "pair_table")
            })
            .collect();
        assert_eq!(found, naive, "round {round}: {codes:?}\n{csv}");
        many += usize::from(size > 32);

        let mut expected = BTreeMap::new();
        for (event, past) in taken.iter().enumerate() {
            for (item, new) in items.iter().enumerate() {
                if let Some(exact) = judge(*past, *new) {
                    expected.insert((item, event), exact);
                }
            }
        }
        let hits: BTreeMap<_, _> = report
            .hits
            .iter()
            .filter(|hit| hit.kind == HitKind::Contraindication)
            .map(|hit| ((hit.item, hit.event), hit.basis == HitBasis::PairTable))
            .collect();
        assert_eq!(hits, expected, "round {round}: {codes:?}\n{csv}");
    }
    println!("{exact_pairs} pairs as written, {derived_pairs} by ingredient");
    assert!(many > 30 && exact_pairs > 1_000 && derived_pairs > 1_000);
}
