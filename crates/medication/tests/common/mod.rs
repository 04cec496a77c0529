//! Masters, drugs and histories for the tests.
#![allow(dead_code)]

use shohosen_medication::*;
use std::path::Path;

/// A master of a handful of real drugs, in the layout of the official files: a y master of 42
/// columns, a difference file with the 選定療養 copy of one drug, and a price list.
pub fn own_master() -> DrugMaster {
    master_of(include_str!("../data/drugs.txt"))
}

/// The drugs of the cases of allergies, diseases and doses, likewise.
pub fn clinical_master() -> DrugMaster {
    master_of(include_str!("../data/clinical_drugs.txt"))
}

fn master_of(drugs: &str) -> DrugMaster {
    let mut medicine = String::new();
    let mut prices = String::from(
        "区分,薬価基準収載医薬品コード,成分名,規格,品名,薬価,経過措置による使用期限\n",
    );
    for line in drugs.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('|').collect();
        let [receipt, name, unit, controlled, form, price, generic, listed, ingredient] =
            fields[..]
        else {
            panic!("{line}")
        };
        medicine.push_str(&y_row(
            '0', receipt, name, unit, controlled, form, price, generic, listed, "",
        ));
        if !ingredient.is_empty() {
            prices.push_str(&format!("内用薬,{price},{ingredient},,{name},,\n"));
        }
    }
    let copy = y_row(
        '3',
        "676290177",
        "イトリゾールカプセル５０　５０ｍｇ（選）",
        "カプセル",
        "0",
        "1",
        "6290004M1029",
        "6290004M1ZZZ",
        "0",
        "616290177",
    );
    let mut builder = MasterBuilder::new();
    builder.add("y_20240906.csv", copy.as_bytes()).unwrap();
    builder.add("y_ALL20240321.csv", medicine.as_bytes()).unwrap();
    builder.add("tp20250814-01_01.csv", prices.as_bytes()).unwrap();
    builder.build().unwrap()
}

#[allow(clippy::too_many_arguments)]
pub fn y_row(
    change: char,
    receipt: &str,
    name: &str,
    unit: &str,
    controlled: &str,
    form: &str,
    price: &str,
    generic: &str,
    listed: &str,
    base: &str,
) -> String {
    let mut fields = vec![String::new(); 42];
    for (column, value) in [
        (1, change.to_string().as_str()),
        (2, "Y"),
        (3, receipt),
        (5, name),
        (10, unit),
        (14, controlled),
        (28, form),
        (30, "20240401"),
        (31, "99999999"),
        (32, price),
        (34, "0"),
        (35, name),
        (36, listed),
        (37, generic),
        (41, base),
    ] {
        fields[column - 1] = value.to_owned();
    }
    let quoted: Vec<String> = fields.iter().map(|field| format!("\"{field}\"")).collect();
    quoted.join(",") + "\r\n"
}

/// The national master of the vectors with the price list of 2025 and the differences.
pub fn national_master(folder: &Path) -> DrugMaster {
    let mut builder = MasterBuilder::new();
    for name in [
        "y_ALL20240321.zip",
        "y_20240906.csv",
        "y_20250612.csv",
        "ippanmeishohoumaster_250814.xlsx",
        "tp20250814-01_01.xlsx",
        "tp20250814-01_02.xlsx",
        "tp20250814-01_03.xlsx",
    ] {
        builder.add(name, &std::fs::read(folder.join(name)).unwrap()).unwrap();
    }
    builder.build().unwrap()
}

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A drug by its code, whatever the system.
pub fn drug(code: &str) -> GivenDrug {
    GivenDrug::new(DrugCode::recognise(code).unwrap(), "")
}

/// A 内服 drug dispensed elsewhere.
pub fn dispensed(code: &str, on: &str, days: u16) -> MedicationEvent {
    let mut event = MedicationEvent::new(EventKind::Dispensed, drug(code));
    event.category = DosageCategory::Oral;
    event.days = Some(days);
    event.dispensed_on = Some(date(on));
    event.institution = Institution { code: "1319999999".into(), name: "別の医院".into() };
    event.pharmacy = Institution { code: "1349999999".into(), name: "ある薬局".into() };
    event
}

/// As before, only prescribed.
pub fn prescribed(code: &str, on: &str, days: u16) -> MedicationEvent {
    let mut event = dispensed(code, on, days);
    event.kind = EventKind::Prescribed;
    event.prescribed_on = event.dispensed_on.take();
    event.pharmacy = Institution::default();
    event
}

/// As before, of another category (14 days flat).
pub fn flat(code: &str, on: &str, category: DosageCategory) -> MedicationEvent {
    MedicationEvent { category, days: Some(1), ..dispensed(code, on, 1) }
}

/// A prescription of 内服 drugs, an RP each.
pub fn prescription(codes: &[&str]) -> Prescription {
    let items = (1u16..).zip(codes).map(|(rp, code)| PrescribedDrug {
        rp,
        number: 1,
        drug: drug(code),
        category: DosageCategory::Oral,
        days: Some(14),
        ..Default::default()
    });
    Prescription {
        institution: Institution { code: "1310000001".into(), name: "当院".into() },
        issued_on: Some(date("2026-11-22")),
        items: items.collect(),
        ..Default::default()
    }
}

/// The pairs of the cases. They are for testing: consult the package inserts for real ones.
pub fn pairs() -> PairTable {
    PairTable::from_csv(
        "# source: test\n# edition: 2026-11-22\nleft,right,kind,washout_days\n\
         ニトログリセリン,シルデナフィル@内用,,\n\
         イトラコナゾール,スボレキサント,,\n\
         616140105,622374201,,\n\
         フェブキソスタット,3999005,,\n\
         フルボキサミン,チザニジン,contraindicated,\n\
         1179039,1190016,contraindicated,\n\
         ワルファリン,ミコナゾール@内用,,\n\
         テガフール,カペシタビン,,7\n\
         アムロジピン,クラリスロマイシン,caution,\n"
            .as_bytes(),
    )
    .unwrap()
}
