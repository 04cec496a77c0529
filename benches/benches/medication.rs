//! A cached master loaded, and a prescription of 10 drugs checked against 200 records. The
//! national master where `SHOHOSEN_VECTORS` says where it is, else one of the same size.
//!
//! Bars: loading ≤ 20 ms, a check ≤ 15 µs with the master warm.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use shohosen::medication::{
    CheckOptions, CodeSystem, Completeness, Consent, Date, DosageCategory, DrugMaster, EventKind,
    GivenCode, GivenDrug, Institution, MasterBuilder, MedicationChecker, MedicationEvent,
    PairTable, PrescribedDrug, Prescription,
};
use shohosen_benches::{Subject, compare, made_up_master, seconds};

fn main() {
    let master = master();
    let cached = master.to_bytes();
    println!("{} drugs, cached in {} bytes", master.len(), cached.len());
    compare(
        "A cached master",
        vec![
            Subject::new("looking at every byte once", || {
                cached.iter().map(|byte| u64::from(*byte)).sum::<u64>()
            }),
            Subject::new("loaded", || DrugMaster::from_bytes(&cached).unwrap()),
        ],
    );
    let load = seconds(vec![Subject::new("", || DrugMaster::from_bytes(&cached).unwrap())]);
    bar("loading", load[0] * 1e3, 20.0, "ms");

    let master = DrugMaster::from_bytes(&cached).unwrap();
    let codes: Vec<String> = master
        .drugs()
        // Drugs of today, as a prescription has them.
        .filter(|drug| drug.ingredient_prefix().is_some() && !drug.is_retired_on(day(0)))
        .filter(|drug| drug.completeness() == Completeness::Complete)
        .filter_map(|drug| Some(drug.receipt_code()?.to_string()))
        .collect();
    let pairs = PairTable::from_csv(
        "left,right\nイトラコナゾール,スボレキサント\n1129009,1179039\n".as_bytes(),
    );
    let checker = MedicationChecker::new(&master).with_pairs(&pairs.unwrap());
    let prescription = prescription(&codes);
    let options = CheckOptions::new(day(0), Consent::Given);
    // Two of the past drugs are among the new ones.
    let history = |days_back: i32| -> Vec<MedicationEvent> {
        (0..200).map(|number| event(&codes, number, days_back)).collect()
    };
    for (name, days_back) in [
        ("10 drugs against 200 records of 100 days", 100),
        ("10 drugs against 200 records that are all being taken", 13),
    ] {
        let history = history(days_back);
        let report = checker.check(&prescription, &history, &options).unwrap();
        assert!(report.found());
        let resolve = || {
            let days = history.iter().map(|event| event.dispensed_on.map_or(0, Date::days));
            days.max()
        };
        compare(
            &format!(
                "{name} ({} being taken, {} findings)",
                report.audit.events_active,
                report.findings.len()
            ),
            vec![
                Subject::new("the latest day of the records", resolve),
                Subject::new("checked", || {
                    checker.check(&prescription, &history, &options).unwrap()
                }),
            ],
        );
        let check = seconds(vec![Subject::new("", || {
            checker.check(&prescription, &history, &options).unwrap()
        })]);
        bar("a check", check[0] * 1e6, 15.0, "µs");
    }
}

fn bar(what: &str, value: f64, bar: f64, unit: &str) {
    let word = if value <= bar { "within" } else { "ABOVE" };
    println!("  {what}: {value:.2} {unit}, {word} the bar of {bar} {unit}");
}

fn day(days_back: i32) -> Date {
    Date::new(2026, 11, 22).unwrap().plus_days(-days_back)
}

fn drug(codes: &[String], number: usize) -> GivenDrug {
    // Spread over the master, as drugs of one patient are.
    let code = &codes[(number * 7_919 + 13) % codes.len()];
    GivenDrug::new(GivenCode::parse(CodeSystem::Receipt, code), "")
}

fn prescription(codes: &[String]) -> Prescription {
    let item = |number: usize| PrescribedDrug {
        rp: u16::try_from(number).unwrap() + 1,
        number: 1,
        // The first two are in the history, too.
        drug: drug(codes, if number < 2 { number } else { 1_000 + number }),
        category: DosageCategory::Oral,
        days: Some(14),
        ..PrescribedDrug::default()
    };
    Prescription {
        institution: Institution { code: "1310000001".into(), name: String::new() },
        issued_on: Some(day(0)),
        items: (0..10).map(item).collect(),
        ..Prescription::default()
    }
}

/// A record of 14 days that began up to so many days ago.
fn event(codes: &[String], number: usize, days_back: i32) -> MedicationEvent {
    let mut event = MedicationEvent::new(EventKind::Dispensed, drug(codes, number));
    (event.category, event.days) = (DosageCategory::Oral, Some(14));
    // The first two began today, the others evenly before.
    let back = if number < 2 { 0 } else { i32::try_from(number).unwrap() % (days_back + 1) };
    event.dispensed_on = Some(day(back));
    event.institution = Institution { code: "1319999999".into(), name: String::new() };
    event
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
