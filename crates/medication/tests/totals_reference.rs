//! Totals of an ingredient, numbers of psychotropics, classes of allergens and usage codes against naive
//! checks, written straight from the facts of the field: plain lists and whole numbers, no shared
//! code but the types that go in. `PROPTEST_CASES` says on how many patients they must agree.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use proptest::prelude::*;
use shohosen_medication::*;
use shohosen_report::Language;
use shohosen_testkit::usage_master::{ROWS, usage_master};
use std::collections::BTreeSet;
use std::sync::OnceLock;

fn master() -> &'static DrugMaster {
    static MASTER: OnceLock<DrugMaster> = OnceLock::new();
    MASTER.get_or_init(clinical_master)
}

const CLINIC: &str = "1310000001";

fn run(
    items: Vec<PrescribedDrug>,
    taken: &[MedicationEvent],
    tables: &ClinicalTables,
    issued: Date,
    facts: &PatientFacts,
) -> ClinicalReport {
    let numbered = (1_u16..).zip(items).map(|(rp, item)| PrescribedDrug { rp, number: 1, ..item });
    let prescription = Prescription {
        institution: Institution { code: CLINIC.into(), name: String::new() },
        issued_on: Some(issued),
        items: numbered.collect(),
        ..Default::default()
    };
    let taken: Vec<&MedicationEvent> = taken.iter().collect();
    clinical_check(&ClinicalInput {
        resolved: &ResolvedPrescription::new(master(), &prescription, issued),
        tables,
        rules: &PrescribingRules::builtin(),
        facts,
        taken: &taken,
        day: issued,
        age_day: issued,
        may_name: true,
        asked: &PerCheck::default(),
    })
}

fn ids(report: &ClinicalReport, object: &str) -> Vec<&'static str> {
    let ids = report.findings.iter().map(|finding| finding.code.id());
    ids.filter(|id| id.starts_with(object)).collect()
}

/// Two products of one ingredient with how many mg are in one tablet, and one of another ingredient.
const OF_GROUP: [(&str, u64); 3] = [("622381201", 500), ("622081101", 325), ("620098801", 60)];

/// A row of 投与量: 変更区分, flag, limit in mg.
#[derive(Clone, Copy, Debug)]
struct GroupRow {
    withdrawn: bool,
    summed: bool,
    limit: Option<u64>,
}

/// An amount: halves of a tablet a day, where it is known.
#[derive(Clone, Copy, Debug)]
enum Amount {
    Day(u64),
    /// Of one time; how often a day is not known.
    Time(u64),
    /// In a unit that is not that of the price list.
    OtherUnit(u64),
}

impl Amount {
    fn halves(self) -> u64 {
        match self {
            Self::Day(halves) | Self::Time(halves) | Self::OtherUnit(halves) => halves,
        }
    }

    fn dose(self) -> GivenDose {
        GivenDose {
            amount: Decimal::from_f64(self.halves() as f64 / 2.0),
            per: if matches!(self, Self::Time(_)) { DosePer::Time } else { DosePer::Day },
            ..Default::default()
        }
    }

    fn unit(self) -> &'static str {
        if matches!(self, Self::OtherUnit(_)) { "包" } else { "錠" }
    }
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        8 => (1..20_u64).prop_map(Amount::Day),
        1 => (1..20_u64).prop_map(Amount::Time),
        1 => (1..20_u64).prop_map(Amount::OtherUnit),
    ]
}

fn group_row() -> impl Strategy<Value = GroupRow> {
    let limit = prop_oneof![Just(Some(2000_u64)), Just(Some(4000)), Just(None)];
    (proptest::bool::weighted(0.1), proptest::bool::weighted(0.9), limit)
        .prop_map(|(withdrawn, summed, limit)| GroupRow { withdrawn, summed, limit })
}

fn table_of(rows: &[GroupRow; 2]) -> ClinicalTables {
    let mut text = vec!["h"; 13].join(",") + "\r\n";
    for (row, (code, strength)) in rows.iter().zip(OF_GROUP) {
        let limit = row.limit.map_or("99999999".into(), |limit| limit.to_string());
        let flag = if row.summed { "2" } else { "1" };
        let change = if row.withdrawn { "9" } else { "0" };
        text += &format!("{code},,ｍｇ,Ｇ,,,,,{strength},{flag},{limit},{change},\r\n");
    }
    let mut builder = CheckMasterBuilder::new();
    builder.add("IY_Toyoryou_20260101.csv", text.as_bytes()).unwrap();
    ClinicalTables::new(master(), builder.build(), None, None)
}

/// What the total came to.
#[derive(Debug, PartialEq, Eq)]
enum Total {
    Silent,
    Incomplete,
    Over(u64),
    Within(u64),
}

/// Requirement 11: all products of the group, each drug once; what is not known makes a lower bound.
fn naive_total(
    rows: &[GroupRow; 2],
    items: &[(usize, Amount)],
    history: &[(usize, Option<Amount>, bool)],
) -> Total {
    let of_group = |drug: usize| rows.get(drug).is_some_and(|row| !row.withdrawn && row.summed);
    if !items.iter().any(|(drug, _)| of_group(*drug)) {
        return Total::Silent;
    }
    let mut all: Vec<(usize, Option<Amount>)> = Vec::new();
    all.extend(items.iter().map(|(drug, amount)| (*drug, Some(*amount))));
    for (drug, amount, own) in history {
        // What the own institution prescribed and prescribes again is one drug.
        if !(*own && items.iter().any(|(item, _)| item == drug)) {
            all.push((*drug, *amount));
        }
    }
    all.retain(|(drug, _)| of_group(*drug));
    let limits = all.iter().map(|(drug, _)| rows[*drug].limit);
    let Some(limit) = limits.map(|limit| limit.unwrap_or(u64::MAX)).max() else { unreachable!() };
    if limit == u64::MAX {
        return Total::Silent;
    }
    let known = |(drug, amount): &(usize, Option<Amount>)| match amount {
        Some(Amount::Day(halves)) => Some(halves * OF_GROUP[*drug].1),
        _ => None,
    };
    let (count, known): (usize, Vec<u64>) = (all.len(), all.iter().filter_map(known).collect());
    // Halves of mg.
    let sum: u64 = known.iter().sum();
    match known.len() {
        _ if sum > 2 * limit => Total::Over(sum),
        complete if complete == count => Total::Within(sum),
        _ => Total::Incomplete,
    }
}

fn total(report: &ClinicalReport) -> Total {
    let of_group = "medication.dose.group";
    let sum = || {
        let found = report.findings.iter().find(|f| f.code.id().starts_with(of_group)).unwrap();
        let actual = found.evidence.get("actual").unwrap().display(Language::English);
        (actual.parse::<f64>().unwrap() * 2.0) as u64
    };
    let reasons = report.rows.group_doses.open().iter().map(|entry| entry.reason);
    let incomplete = reasons.filter(|reason| *reason == NotCheckedReason::GroupIncomplete).count();
    match (ids(report, of_group).as_slice(), incomplete) {
        ([], 0) => Total::Silent,
        ([], 1) => Total::Incomplete,
        (["medication.dose.group_over_maximum"], 0) => Total::Over(sum()),
        (["medication.dose.group_within_maximum"], 0) => Total::Within(sum()),
        other => panic!("{other:?}"),
    }
}

/// Hypnotics and anxiolytics by hand: code, class, ingredient. Two products of zolpidem are one kind.
const PSYCHOTROPICS: [(&str, &str, &str); 9] = [
    ("610443048", "睡眠薬", "zolpidem"),
    ("622142001", "睡眠薬", "zolpidem"),
    ("611120055", "睡眠薬", "triazolam"),
    ("611120087", "睡眠薬", "flunitrazepam"),
    ("622148901", "睡眠薬", "eszopiclone"),
    ("622374201", "睡眠薬", "suvorexant"),
    ("611170514", "抗不安薬", "etizolam"),
    ("611170508", "抗不安薬", "alprazolam"),
    ("620098801", "", "loxoprofen"),
];

const CLASSES: &str = "# source: test\n# edition: 2026-11-01\nclass,drug\n\
    睡眠薬,ゾルピデム\n睡眠薬,トリアゾラム\n睡眠薬,フルニトラゼパム\n睡眠薬,エスゾピクロン\n\
    睡眠薬,スボレキサント\n抗不安薬,エチゾラム\n抗不安薬,アルプラゾラム\n\
    ペニシリン系,アモキシシリン\nペニシリン系,スルタミシリン\n";

fn classes() -> &'static ClinicalTables {
    static TABLES: OnceLock<ClinicalTables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let classes = ClassTable::from_csv("classes.csv", CLASSES.as_bytes()).unwrap();
        ClinicalTables::new(master(), Vec::new(), None, Some(classes))
    })
}

fn usages() -> &'static ClinicalTables {
    static TABLES: OnceLock<ClinicalTables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut usages = UsageMaster::default();
        usages.add("用法マスタ_20251101.xlsx", &usage_master(&ROWS)).unwrap();
        ClinicalTables::new(master(), Vec::new(), None, None).with_usages(usages)
    })
}

/// The problems of a usage by the rows, read by hand: existence and days, then form, then text.
fn naive_usage(
    code: &str,
    category: DosageCategory,
    text: &str,
    day: &str,
) -> BTreeSet<&'static str> {
    use DosageCategory::{AsNeeded, External, Oral};
    let day = day.replace('-', "");
    let rows: Vec<_> = ROWS.iter().filter(|row| row[0] == code).collect();
    let mut found = BTreeSet::new();
    if rows.is_empty() {
        found.insert("code_unknown");
        return found;
    }
    let in_force = rows.iter().find(|row| row[2] <= day.as_str() && day.as_str() <= row[3]);
    let row = match in_force {
        Some(row) => row,
        None if rows.iter().all(|row| day.as_str() < row[2]) => {
            found.insert("code_not_yet");
            &rows[0]
        }
        None => {
            found.insert("code_ended");
            rows.iter().rfind(|row| row[3] < day.as_str()).unwrap()
        }
    };
    let of_code = if code.starts_with('1') { "oral" } else { "external" };
    let when_needed = code.as_bytes()[2] == b'5';
    let fits = match category {
        Oral => of_code == "oral" && !when_needed,
        AsNeeded => of_code == "oral",
        External => of_code == "external",
        _ => true,
    };
    if !fits {
        found.insert("form_mismatch");
    }
    if !text.is_empty() && text != row[1] {
        found.insert("text_differs");
    }
    if found.is_empty() {
        found.insert("listed");
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(400),
        failure_persistence: None,
        max_global_rejects: 1_000_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn totals_of_an_ingredient_are_those_of_the_naive_sum(
        rows in [group_row(), group_row()],
        items in proptest::collection::vec((0..3_usize, amount()), 1..4),
        history in proptest::collection::vec(
            (0..3_usize, proptest::option::weighted(0.8, amount()), proptest::bool::weighted(0.3)),
            0..4,
        ),
    ) {
        // A table all of whose rows are withdrawn is one without rows.
        prop_assume!(rows.iter().any(|row| !row.withdrawn));
        let drugs = items.iter().map(|(index, amount)| {
            let mut item = PrescribedDrug {
                drug: drug(OF_GROUP[*index].0),
                category: DosageCategory::Oral,
                days: Some(7),
                dose: amount.dose(),
                ..Default::default()
            };
            item.drug.unit = amount.unit().into();
            item
        });
        let taken: Vec<MedicationEvent> = history
            .iter()
            .map(|(index, amount, own)| {
                let mut event = dispensed(OF_GROUP[*index].0, "2026-11-20", 14);
                event.dose = amount.map(|amount| Box::new(amount.dose()));
                event.drug.unit = amount.map_or("", Amount::unit).into();
                event.institution.code = if *own { CLINIC } else { "1319999999" }.into();
                event
            })
            .collect();
        let facts = PatientFacts::default();
        let report = run(drugs.collect(), &taken, &table_of(&rows), date("2026-11-22"), &facts);
        prop_assert_eq!(total(&report), naive_total(&rows, &items, &history));
    }

    #[test]
    fn numbers_of_psychotropics_are_those_of_a_naive_count(
        items in proptest::collection::vec((0..9_usize, proptest::bool::weighted(0.15)), 1..8),
        day in proptest::sample::select(vec![
            "2014-09-30", "2014-10-01", "2016-03-31", "2016-04-01", "2018-03-31", "2018-04-01", "2026-11-22",
        ]),
    ) {
        let drugs = items.iter().map(|(index, temporary)| PrescribedDrug {
            drug: drug(PSYCHOTROPICS[*index].0),
            category: DosageCategory::Oral,
            days: Some(14),
            temporary: *temporary,
            ..Default::default()
        });
        let report = run(drugs.collect(), &[], classes(), date(day), &PatientFacts::default());
        let kinds = |wanted: &str| {
            let counted = items.iter().filter(|(_, temporary)| !temporary);
            let own = counted.map(|(index, _)| PSYCHOTROPICS[*index]);
            own.filter(|(_, class, _)| *class == wanted)
                .map(|(_, _, ingredient)| ingredient)
                .collect::<BTreeSet<_>>()
                .len()
        };
        let (hypnotics, anxiolytics) = (kinds("睡眠薬"), kinds("抗不安薬"));
        let mut expected = BTreeSet::new();
        if day >= "2014-10-01" && anxiolytics >= 3 {
            expected.insert("抗不安薬".to_owned());
        }
        if day >= "2014-10-01" && hypnotics >= 3 {
            expected.insert("睡眠薬".to_owned());
        }
        if day >= "2018-04-01" && hypnotics + anxiolytics >= 4 {
            expected.insert("抗不安薬・睡眠薬".to_owned());
        }
        let of_count = report.findings.iter().filter(|f| f.code.id() == "medication.count.psychotropics");
        let told: BTreeSet<String> =
            of_count.map(|f| f.evidence.get("group").unwrap().display(Language::Japanese)).collect();
        prop_assert_eq!(told, expected);
    }

    #[test]
    fn usage_codes_stand_as_the_rows_say(
        code in proptest::sample::select(vec![
            "1011000090000000", "1011100000000000", "1013044400000000", "1011000900000000",
            "1011000600000000", "2C71000000000000", "1050110440000000", "1099000000000000",
        ]),
        category in proptest::sample::select(vec![
            DosageCategory::Oral, DosageCategory::AsNeeded, DosageCategory::External,
        ]),
        text in proptest::sample::select(vec![
            "", "１日１回起床時　服用", "１日１回　湿布", "１日１回　貼付", "１日１回朝食中　服用",
        ]),
        day in proptest::sample::select(vec![
            "2022-07-24", "2022-07-25", "2025-10-31", "2025-11-01", "2026-07-31", "2026-08-01",
        ]),
    ) {
        let item = PrescribedDrug {
            drug: drug("620098801"),
            category,
            usage: GivenUsage { code: code.into(), name: text.into(), ..Default::default() },
            ..Default::default()
        };
        let report = run(vec![item], &[], usages(), date(day), &PatientFacts::default());
        let told = ids(&report, "medication.usage.");
        let told: BTreeSet<_> =
            told.iter().map(|id| id.strip_prefix("medication.usage.").unwrap()).collect();
        prop_assert_eq!(told, naive_usage(code, category, text, day));
    }
}

/// Every allergen against every drug: by ingredient where they share one, else by class where both
/// belong to it. By hand: what is in each, and whether its class is ペニシリン系.
#[test]
fn classes_of_allergens_count_where_no_ingredient_is_shared() {
    let drugs: [(&str, &[&str], bool); 4] = [
        ("616130132", &["amoxicillin"], true),
        ("621116301", &["amoxicillin", "clavulanic acid"], true),
        ("621076401", &["sultamicillin"], true),
        ("620098801", &["loxoprofen"], false),
    ];
    for (allergen, of_allergen, penicillin) in drugs {
        for (code, own, own_penicillin) in drugs {
            let record = AllergyRecord {
                codes: vec![Allergen::of_drug(CodeSystem::Receipt, allergen)],
                ..Default::default()
            };
            let facts = PatientFacts { allergies: Some(vec![record]), ..Default::default() };
            let item = PrescribedDrug { drug: drug(code), ..Default::default() };
            let report = run(vec![item], &[], classes(), date("2026-11-22"), &facts);
            let shared = of_allergen.iter().any(|name| own.contains(name));
            let expected: &[&str] = match (shared, penicillin && own_penicillin) {
                (true, _) => &["medication.allergy.ingredient"],
                (false, true) => &["medication.allergy.class"],
                (false, false) => &["medication.allergy.none"],
            };
            assert_eq!(ids(&report, "medication.allergy."), expected, "{allergen} {code}");
        }
    }
}
