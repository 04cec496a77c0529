//! All checks on against the check of duplicates alone, and the master with the check master loaded
//! from its cache. The tables have the size of the published ones: 1.2 million rows of indications.
//!
//! Bars: all checks ≤ 3 times the check of duplicates alone, loading ≤ 40 ms.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use shohosen::medication::{
    Allergen, AllergyRecord, Asked, CachedTables, CheckMasterBuilder, CheckOptions, ClassTable,
    ClinicalInput, ClinicalTables, CodeSystem, Completeness, Consent, Date, Decimal, DiseaseRecord,
    DosageCategory, DosePer, DrugMaster, EventKind, GivenCode, GivenDrug, GivenUsage, Institution,
    MasterBuilder, MedicationChecker, MedicationEvent, PairTable, PatientFacts, PerCheck,
    PrescribedDrug, PrescribingRules, Prescription, ResolvedPrescription, UsageMaster,
    clinical_check,
};
use shohosen_benches::{Subject, compare, made_up_master, seconds};
use std::fmt::Write as _;

fn main() {
    let master = master();
    let codes: Vec<(String, u32, String)> = master
        .drugs()
        .filter(|drug| !drug.is_retired_on(day(0)) && drug.completeness() == Completeness::Complete)
        .filter_map(|drug| {
            let code = drug.receipt_code()?.to_string();
            Some((code, drug.ingredient_prefix()?, drug.unit().to_owned()))
        })
        .collect();
    let mut checks = CheckMasterBuilder::new();
    for (name, text) in tables(&codes) {
        checks.add(name, text.as_bytes()).unwrap();
    }
    let mut usages = UsageMaster::default();
    let rows = shohosen_testkit::usage_master::ROWS;
    usages.add("用法.xlsx", &shohosen_testkit::usage_master::usage_master(&rows)).unwrap();
    let kept = CachedTables { master, checks: checks.build(), usages, ..CachedTables::default() };
    let rows: usize = kept.checks.iter().flat_map(|edition| edition.files()).map(|f| f.rows).sum();
    let cached = kept.to_bytes();
    println!("{} drugs, {rows} rows of tables, cached in {} bytes", codes.len(), cached.len());
    let load = seconds(vec![Subject::new("", || CachedTables::from_bytes(&cached).unwrap())]);
    bar("loading", load[0] * 1e3, 40.0, "ms");

    let CachedTables { master, checks, usages, .. } = CachedTables::from_bytes(&cached).unwrap();
    let classes = "# source: x\n# edition: y\nclass,drug\n睡眠薬,ゾルピデム\n抗不安薬,エチゾラム\n";
    let classes = ClassTable::from_csv("classes.csv", classes.as_bytes()).unwrap();
    let bind = seconds(vec![Subject::new("", || {
        ClinicalTables::new(&master, Vec::new(), None, Some(classes.clone()))
    })]);
    println!("  tables bound to the master: {:.2} ms", bind[0] * 1e3);
    let tables = ClinicalTables::new(&master, checks, None, Some(classes)).with_usages(usages);
    let pairs = "left,right\nイトラコナゾール,スボレキサント\n1129009,1179039\n";
    let pairs = PairTable::from_csv(pairs.as_bytes()).unwrap();
    let checker = MedicationChecker::new(&master).with_pairs(&pairs);
    let prescription = prescription(&codes);
    let options = CheckOptions::new(day(0), Consent::Given);
    let (facts, rules) = (facts(&codes), PrescribingRules::builtin());
    let asked = PerCheck::of(|_| Asked::ByName);
    for (name, days_back) in [
        ("10 drugs, 200 records of 100 days, 20 allergies, 50 diseases", 100),
        ("10 drugs, 200 records that are all being taken, 20 allergies, 50 diseases", 13),
    ] {
        let history: Vec<MedicationEvent> =
            (0..200).map(|number| event(&codes, number, days_back)).collect();
        let taken: Vec<&MedicationEvent> = history
            .iter()
            .filter(|event| event.dispensed_on.unwrap().plus_days(13) >= day(0))
            .collect();
        let both = || {
            let resolved = ResolvedPrescription::new(&master, &prescription, day(0));
            let report = checker.check_resolved(&resolved, &history, &options).unwrap();
            let clinical = clinical_check(&ClinicalInput {
                resolved: &resolved,
                tables: &tables,
                rules: &rules,
                facts: &facts,
                taken: &taken,
                day: day(0),
                age_day: day(0),
                may_name: true,
                asked: &asked,
            });
            (report, clinical)
        };
        let ratios = compare(
            name,
            vec![
                Subject::new("duplicates alone", || {
                    checker.check(&prescription, &history, &options).unwrap()
                }),
                Subject::new("all checks", both),
            ],
        );
        bar("all checks", ratios[1], 3.0, "times");
    }
}

fn bar(what: &str, value: f64, bar: f64, unit: &str) {
    let word = if value <= bar { "within" } else { "ABOVE" };
    println!("  {what}: {value:.2} {unit}, {word} the bar of {bar} {unit}");
}

fn day(days_back: i32) -> Date {
    Date::new(2026, 11, 22).unwrap().plus_days(-days_back)
}

/// Products of one ingredient have the same rows, as the published tables do.
fn tables(codes: &[(String, u32, String)]) -> [(&'static str, String); 3] {
    let heading = |columns: usize| vec!["h"; columns].join(",") + "\r\n";
    let (mut indications, mut forbidden, mut groups) = (heading(24), heading(8), heading(13));
    for (code, prefix, unit) in codes {
        for row in 0..62_u32 {
            let disease = 1_000_000 + (prefix.wrapping_mul(31) + row * 97) % 27_000;
            let _ = writeln!(
                indications,
                "{code},{disease},,,0,,,1,,,,,{},,99{}",
                3 + row % 4,
                ",".repeat(9)
            );
        }
        for row in 0..5_u32 {
            let disease = 1_000_000 + (prefix.wrapping_mul(17) + row * 131) % 27_000;
            let _ = writeln!(forbidden, "{code},{disease},,,,,0,");
        }
        let _ = writeln!(groups, "{code},,{unit},Ｇ{prefix},,,,,1,2,4000,0,");
    }
    [
        ("IY_Tekio_20260401.csv", indications),
        ("IY_ShobyoKinki_20260401.csv", forbidden),
        ("IY_Toyoryou_20260401.csv", groups),
    ]
}

fn drug(codes: &[(String, u32, String)], number: usize) -> GivenDrug {
    // Spread over the master, as drugs of one patient are.
    let (code, _, unit) = &codes[(number * 7_919 + 13) % codes.len()];
    let mut drug = GivenDrug::new(GivenCode::parse(CodeSystem::Receipt, code), "");
    drug.unit.clone_from(unit);
    drug
}

fn prescription(codes: &[(String, u32, String)]) -> Prescription {
    let item = |number: usize| {
        let mut item = PrescribedDrug {
            rp: u16::try_from(number).unwrap() + 1,
            number: 1,
            // The first two are in the history, too.
            drug: drug(codes, if number < 2 { number } else { 1_000 + number }),
            category: DosageCategory::Oral,
            days: Some(14),
            usage: GivenUsage {
                code: "1013044400000000".into(),
                name: "１日３回毎食後服用".into(),
                ..GivenUsage::default()
            },
            ..PrescribedDrug::default()
        };
        item.dose.amount = Decimal::from_integer(3);
        item.dose.per = DosePer::Day;
        item
    };
    Prescription {
        institution: Institution { code: "1310000001".into(), name: String::new() },
        issued_on: Some(day(0)),
        items: (0..10).map(item).collect(),
        ..Prescription::default()
    }
}

/// A record of 14 days that began up to so many days ago.
fn event(codes: &[(String, u32, String)], number: usize, days_back: i32) -> MedicationEvent {
    let mut event = MedicationEvent::new(EventKind::Dispensed, drug(codes, number));
    (event.category, event.days) = (DosageCategory::Oral, Some(14));
    // The first two began today, the others evenly before.
    let back = if number < 2 { 0 } else { i32::try_from(number).unwrap() % (days_back + 1) };
    event.dispensed_on = Some(day(back));
    event.institution = Institution { code: "1319999999".into(), name: String::new() };
    event
}

/// 20 allergies, half of them in words, and 50 diseases.
fn facts(codes: &[(String, u32, String)]) -> PatientFacts {
    let allergy = |number: usize| match number % 2 {
        0 => AllergyRecord {
            codes: vec![Allergen::of_drug(
                CodeSystem::Receipt,
                &codes[(number * 1_117 + 5) % codes.len()].0,
            )],
            ..AllergyRecord::default()
        },
        _ => AllergyRecord {
            text: format!("薬剤{number}（発疹）"), ..AllergyRecord::default()
        },
    };
    let disease = |number: u32| DiseaseRecord {
        code: Some(1_000_000 + number * 401),
        ..DiseaseRecord::default()
    };
    PatientFacts {
        birth_date: Date::new(1960, 2, 29),
        sex: None,
        allergies: Some((0..20).map(allergy).collect()),
        diseases: Some((0..50).map(disease).collect()),
    }
}

fn master() -> DrugMaster {
    let mut builder = MasterBuilder::new();
    let folder = std::env::var_os("SHOHOSEN_VECTORS").map(std::path::PathBuf::from);
    let folder = folder.map(|folder| folder.join("drug-masters")).filter(|folder| folder.is_dir());
    match folder {
        Some(folder) => {
            for name in [
                "y_ALL20240321.zip",
                "tp20250814-01_01.xlsx",
                "tp20250814-01_02.xlsx",
                "tp20250814-01_03.xlsx",
            ] {
                builder.add(name, &std::fs::read(folder.join(name)).unwrap()).unwrap();
            }
        }
        None => builder.add("y_ALL20240321.csv", &made_up_master()).unwrap(),
    }
    builder.build().unwrap()
}
