//! The checks of diseases, doses, days and age against naive ones, written straight from the facts of
//! the field: plain lists, whole numbers, no shared code but the types that go in. They must agree
//! on generated tables and patients. `PROPTEST_CASES` says on how many.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use proptest::prelude::*;
use shohosen_medication::*;
use shohosen_terms::{Decimal, Sex};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Three drugs of one unit (錠), none of the same ingredient as another.
const DRUGS: [&str; 3] = ["620098801", "610443014", "622404501"];

fn master() -> &'static DrugMaster {
    static MASTER: OnceLock<DrugMaster> = OnceLock::new();
    MASTER.get_or_init(clinical_master)
}

/// A row of 医薬品適応, before it is written down.
#[derive(Clone, Debug)]
struct Row {
    drug: usize,
    /// 0 whatever the disease.
    disease: u8,
    /// 1 male, 2 female, 0 either; 7 nobody knows.
    sex: u8,
    ages: Option<(u16, u16)>,
    /// Halves of a tablet.
    most: Option<u32>,
    days: Option<u16>,
    adjustable: bool,
    withdrawn: bool,
}

impl Row {
    fn csv(&self) -> String {
        let mut fields = vec![String::new(); 24];
        fields[0] = DRUGS[self.drug].to_owned();
        fields[1] = match self.disease {
            0 => "0000000".into(),
            disease => format!("999000{disease}"),
        };
        fields[4] = self.sex.to_string();
        if let Some((low, high)) = self.ages {
            (fields[5], fields[6]) = (low.to_string(), high.to_string());
        }
        fields[12] = self.most.map_or("99999.99999".into(), |halves| {
            format!("{}.{}", halves / 2, if halves % 2 == 1 { "5" } else { "0" })
        });
        fields[14] = self.days.map_or("999".into(), |days| days.to_string());
        fields[20] = if self.adjustable { "01".into() } else { String::new() };
        fields[22] = if self.withdrawn { "9".into() } else { "0".into() };
        fields.join(",") + "\r\n"
    }
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        (
            0..3_usize,
            0..4_u8,
            prop_oneof![6 => Just(0_u8), 2 => Just(1), 2 => Just(2), 1 => Just(7)],
        ),
        proptest::option::weighted(
            0.3,
            prop_oneof![Just((0_u16, 14_u16)), Just((15, 999)), Just((10, 64))],
        ),
        proptest::option::weighted(0.8, 1..12_u32),
        proptest::option::weighted(0.6, 1..40_u16),
        (proptest::bool::weighted(0.2), proptest::bool::weighted(0.1)),
    );
    let row = row.prop_map(|((drug, disease, sex), ages, most, days, (adjustable, withdrawn))| {
        Row { drug, disease, sex, ages, most, days, adjustable, withdrawn }
    });
    proptest::collection::vec(row, 1..10)
}

#[derive(Clone, Debug)]
struct Patient {
    age: Option<u8>,
    sex: Option<u8>,
    /// Disease, suspected, ended before the day.
    diseases: Option<Vec<(u8, bool, bool)>>,
}

fn patient() -> impl Strategy<Value = Patient> {
    let disease = (1..4_u8, proptest::bool::weighted(0.2), proptest::bool::weighted(0.2));
    (
        proptest::option::weighted(0.8, 0..90_u8),
        proptest::option::weighted(0.8, 1..3_u8),
        proptest::option::weighted(0.7, proptest::collection::vec(disease, 0..4)),
    )
        .prop_map(|(age, sex, diseases)| Patient { age, sex, diseases })
}

/// What is known of whether a row is for the patient.
fn person(row: &Row, patient: &Patient) -> Option<bool> {
    let sex = match (row.sex, patient.sex) {
        (0, _) => Some(true),
        (7, _) | (_, None) => None,
        (of, Some(sex)) => Some(of == sex),
    };
    let age = match (row.ages, patient.age) {
        (None, _) => Some(true),
        (Some(_), None) => None,
        (Some((low, high)), Some(age)) => Some(low <= u16::from(age) && u16::from(age) <= high),
    };
    match (sex, age) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn present(patient: &Patient) -> Option<BTreeSet<u8>> {
    let diseases = patient.diseases.as_ref()?;
    Some(diseases.iter().filter(|(_, _, ended)| !ended).map(|(code, ..)| *code).collect())
}

/// §1.5: above the largest limit of the rows it is found, up to the smallest it is within.
#[derive(Debug, PartialEq, Eq)]
enum Came {
    NotInTable,
    NoRow,
    NoLimit,
    Within,
    Over,
    Adjustable,
    Unclear,
}

fn naive(
    rows: &[Row],
    drug: usize,
    patient: &Patient,
    limit: impl Fn(&Row) -> Option<u32>,
    value: u32,
) -> Came {
    const NONE: u32 = u32::MAX;
    let of_drug: Vec<&Row> = rows.iter().filter(|row| row.drug == drug && !row.withdrawn).collect();
    if of_drug.is_empty() {
        return Came::NotInTable;
    }
    let for_person: Vec<&Row> =
        of_drug.into_iter().filter(|row| person(row, patient) != Some(false)).collect();
    let list = present(patient);
    let by_disease: Vec<&Row> = for_person
        .iter()
        .copied()
        .filter(|row| {
            row.disease == 0 || list.as_ref().is_none_or(|list| list.contains(&row.disease))
        })
        .collect();
    let incomplete = by_disease.is_empty();
    let used = if incomplete { for_person } else { by_disease };
    let sure = |row: &Row| {
        let disease = row.disease == 0 || list.is_some() && !incomplete;
        person(row, patient) == Some(true) && disease
    };
    let number = |row: &&Row| limit(row).unwrap_or(NONE);
    let certain = used.iter().copied().filter(|row| sure(row)).map(|row| number(&row)).max();
    let (Some(largest), Some(smallest)) =
        (used.iter().map(number).max(), certain.or_else(|| used.iter().map(number).min()))
    else {
        return Came::NoRow;
    };
    let adjustable = used.iter().any(|row| number(row) == largest && row.adjustable);
    match value {
        _ if smallest == NONE => Came::NoLimit,
        value if value <= smallest => Came::Within,
        value if value > largest && adjustable => Came::Adjustable,
        value if value > largest => Came::Over,
        _ => Came::Unclear,
    }
}

/// The code of a finding about a limit, and whether the row has an open entry.
fn came(report: &ClinicalReport, of_days: bool, row: &CheckRow) -> Came {
    let ids: Vec<&str> = report
        .findings
        .iter()
        .map(|finding| finding.code.id())
        .filter(|id| id.starts_with("medication.dose.") && id.contains("days") == of_days)
        .collect();
    let open: Vec<&str> = row.open().iter().map(|entry| entry.reason.as_str()).collect();
    match (ids.as_slice(), open.as_slice()) {
        ([], ["drug_not_in_table"]) => Came::NotInTable,
        ([], ["no_row_applies"]) => Came::NoRow,
        (["medication.dose.no_maximum" | "medication.dose.days_no_maximum"], []) => Came::NoLimit,
        (["medication.dose.within_maximum" | "medication.dose.days_within_maximum"], []) => {
            Came::Within
        }
        (["medication.dose.over_maximum" | "medication.dose.days_over_maximum"], []) => Came::Over,
        (["medication.dose.over_adjustable"], []) => Came::Adjustable,
        (["medication.dose.may_exceed" | "medication.dose.days_may_exceed"], [_]) => Came::Unclear,
        other => panic!("{other:?}"),
    }
}

fn check(
    rows: &[Row],
    forbidden: &[(usize, u8)],
    patient: &Patient,
    drug_index: usize,
    halves: u32,
    days: u16,
) -> ClinicalReport {
    let heading = |columns: usize| vec!["h"; columns].join(",") + "\r\n";
    let mut builder = CheckMasterBuilder::new();
    let indications: String = rows.iter().map(Row::csv).collect();
    // A table all of whose rows are withdrawn is one without rows.
    builder.add("IY_Tekio_20260101.csv", (heading(24) + &indications).as_bytes()).unwrap();
    if !forbidden.is_empty() {
        let of =
            |(drug, disease): &(usize, u8)| format!("{},999000{disease},,,,,0,\r\n", DRUGS[*drug]);
        let text: String = forbidden.iter().map(of).collect();
        builder.add("IY_ShobyoKinki_20260101.csv", (heading(8) + &text).as_bytes()).unwrap();
    }
    let tables = ClinicalTables::new(master(), builder.build(), None, None);
    let mut item = PrescribedDrug {
        rp: 1,
        number: 1,
        drug: drug(DRUGS[drug_index]),
        category: DosageCategory::Oral,
        days: Some(days),
        ..Default::default()
    };
    item.drug.unit = "錠".into();
    item.dose.per = DosePer::Day;
    item.dose.amount = Decimal::from_f64(f64::from(halves) / 2.0);
    let prescription = Prescription { items: vec![item], ..Default::default() };
    let day = date("2026-11-22");
    let facts = PatientFacts {
        birth_date: patient.age.map(|age| Date::new(2026 - i32::from(age), 3, 1).unwrap()),
        sex: patient.sex.map(|sex| if sex == 1 { Sex::Male } else { Sex::Female }),
        allergies: None,
        diseases: patient.diseases.as_ref().map(|diseases| {
            let record = |(code, suspected, ended): &(u8, bool, bool)| DiseaseRecord {
                code: Some(9_990_000 + u32::from(*code)),
                suspected: *suspected,
                ended_on: ended.then(|| day.plus_days(-1)),
                ..Default::default()
            };
            diseases.iter().map(record).collect()
        }),
    };
    let rules = PrescribingRules::builtin();
    clinical_check(&ClinicalInput {
        resolved: &ResolvedPrescription::new(master(), &prescription, day),
        tables: &tables,
        rules: &rules,
        facts: &facts,
        taken: &[],
        day,
        age_day: day,
        may_name: true,
        asked: &PerCheck::default(),
    })
}

fn has(report: &ClinicalReport, id: &str) -> bool {
    report.findings.iter().any(|finding| finding.code.id() == id)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(400),
        failure_persistence: None,
        // A table all of whose rows are withdrawn is left out: one in some dozens.
        max_global_rejects: 1_000_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn limits_indications_and_contraindications_are_those_of_the_naive_checks(
        rows in rows(),
        forbidden in proptest::collection::vec((0..3_usize, 1..4_u8), 0..4),
        patient in patient(),
        drug in 0..3_usize,
        halves in 1..14_u32,
        days in 1..45_u16,
    ) {
        prop_assume!(rows.iter().any(|row| !row.withdrawn));
        let report = check(&rows, &forbidden, &patient, drug, halves, days);
        let dose = naive(&rows, drug, &patient, |row| row.most, halves);
        prop_assert_eq!(came(&report, false, &report.rows.doses), dose);
        let limit = |row: &Row| row.days.map(u32::from);
        let mut of_days = naive(&rows, drug, &patient, limit, u32::from(days));
        // 適宜増減 is of amounts.
        if of_days == Came::Adjustable {
            of_days = Came::Over;
        }
        prop_assert_eq!(came(&report, true, &report.rows.days), of_days);

        // 傷病名禁忌: a present disease of the drug, suspected or not.
        let list = present(&patient);
        let own = |(of, disease): &(usize, u8)| {
            *of == drug && list.as_ref().is_some_and(|list| list.contains(disease))
        };
        prop_assert_eq!(has(&report, "medication.disease.contraindicated"), forbidden.iter().any(own));
        let row = &report.rows.disease_contraindications;
        if forbidden.is_empty() {
            prop_assert_eq!(row.state(), CheckState::NotDone);
        } else if list.is_none() || forbidden.iter().all(|(of, _)| *of != drug) {
            prop_assert_eq!(row.state(), CheckState::Partly);
        }

        // 適応: a row for the patient whose disease is any or present and not only suspected.
        let certain = |disease: u8| {
            let diseases = patient.diseases.iter().flatten();
            diseases.into_iter().any(|(code, suspected, ended)| *code == disease && !suspected && !ended)
        };
        let registered = rows.iter().any(|row| {
            row.drug == drug && !row.withdrawn && person(row, &patient) == Some(true)
                && (row.disease == 0 || certain(row.disease))
        });
        prop_assert_eq!(has(&report, "medication.indication.registered"), registered);

        // Age: no row whose bounds hold.
        let of_drug = || rows.iter().filter(|row| row.drug == drug && !row.withdrawn);
        let too_young_or_old = of_drug().count() > 0
            && of_drug().all(|row| match (row.ages, patient.age) {
                (Some((low, high)), Some(age)) => !(low..=high).contains(&u16::from(age)),
                _ => false,
            });
        prop_assert_eq!(has(&report, "medication.patient.age"), too_young_or_old);
        // Sex: no row is for it.
        let other_sex = of_drug().count() > 0
            && of_drug().all(|row| matches!((row.sex, patient.sex), (1 | 2, Some(sex)) if sex != row.sex));
        prop_assert_eq!(has(&report, "medication.patient.sex"), other_sex);
    }
}

/// The ingredients of the drugs of `tests/data/clinical_drugs.txt`, by hand: salts and water taken off,
/// and what is in ＰＬ from its package insert.
fn ingredients(name: &str) -> Vec<&'static str> {
    match name {
        "ゾルピデム酒石酸塩" => vec!["zolpidem"],
        "ロキソプロフェンナトリウム水和物" => vec!["loxoprofen"],
        "アセトアミノフェン" => vec!["paracetamol"],
        "トラマドール塩酸塩・アセトアミノフェン" => {
            vec!["tramadol", "paracetamol"]
        }
        "イトラコナゾール" => vec!["itraconazole"],
        "スボレキサント" => vec!["suvorexant"],
        "非ピリン系感冒剤" => {
            vec!["salicylamide", "paracetamol", "caffeine", "promethazine"]
        }
        "エスゾピクロン" => vec!["eszopiclone"],
        "ワルファリンカリウム" => vec!["warfarin"],
        "フロセミド" => vec!["furosemide"],
        "アトルバスタチンカルシウム水和物" => vec!["atorvastatin"],
        "ボノプラザンフマル酸塩" => vec!["vonoprazan"],
        "ブロチゾラム" => vec!["brotizolam"],
        "アモキシシリン水和物" => vec!["amoxicillin"],
        "アモキシシリン水和物・クラブラン酸カリウム" => {
            vec!["amoxicillin", "clavulanic acid"]
        }
        "スルタミシリントシル酸塩水和物" => vec!["sultamicillin"],
        "ポビドンヨード" => vec!["povidone iodine"],
        "トリアゾラム" => vec!["triazolam"],
        "フルニトラゼパム" => vec!["flunitrazepam"],
        "エチゾラム" => vec!["etizolam"],
        "アルプラゾラム" => vec!["alprazolam"],
        "レンボレキサント" => vec!["lemborexant"],
        other => panic!("{other}"),
    }
}

#[test]
fn an_allergy_to_any_drug_is_found_at_every_drug_that_shares_an_ingredient_and_at_no_other() {
    let lines =
        include_str!("data/clinical_drugs.txt").lines().filter(|line| !line.starts_with('#'));
    let drugs: Vec<(&str, Vec<&str>)> = lines
        .map(|line| {
            let fields: Vec<&str> = line.split('|').collect();
            (fields[0], ingredients(fields[8]))
        })
        .collect();
    let tables = ClinicalTables::new(master(), Vec::new(), None, None);
    let rules = PrescribingRules::builtin();
    for (allergen, of_allergen) in &drugs {
        for (code, own) in &drugs {
            let prescription = prescription(&[code]);
            let record = AllergyRecord {
                codes: vec![Allergen::of_drug(CodeSystem::Receipt, allergen)],
                ..Default::default()
            };
            let facts = PatientFacts { allergies: Some(vec![record]), ..Default::default() };
            let report = clinical_check(&ClinicalInput {
                resolved: &ResolvedPrescription::new(master(), &prescription, date("2026-11-22")),
                tables: &tables,
                rules: &rules,
                facts: &facts,
                taken: &[],
                day: date("2026-11-22"),
                age_day: date("2026-11-22"),
                may_name: true,
                asked: &PerCheck::default(),
            });
            let shared = of_allergen.iter().any(|name| own.contains(name));
            assert_eq!(has(&report, "medication.allergy.ingredient"), shared, "{allergen} {code}");
        }
    }
}
