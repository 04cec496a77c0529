//! Allergies, diseases, doses and days, age and sex, classes: the cases that the facts of the field
//! were written down with. Rows of tables are invented; codes of drugs are real ones.
//!
//! | cases | test |
//! |---|---|
//! | K01–K07 | `k01_to_k07_the_largest_limit_of_the_rows_that_apply_holds` |
//! | K08–K14 | `k08_to_k14_single_doses_units_decimals_and_tables_without_limit` |
//! | K15–K18 | `k15_to_k18_sex_and_age` |
//! | K19–K22 | `k19_to_k22_diseases_suspected_uncoded_ended_and_by_ingredient` |
//! | K23–K25 | `k23_to_k25_totals_of_an_ingredient_over_products` |
//! | K26, K27 | `k26_and_k27_pairs_of_the_check_master_by_equivalents` |
//! | K28 | `k28_the_latest_edition_that_is_not_after_the_day_holds`; of pairs `crates/shohosen/tests/check.rs`, `the_pairs_are_those_of_the_edition_that_is_in_force_on_the_day` |
//! | K29 | `k29_another_number_of_columns_is_refused_by_name_and_nothing_of_the_file_is_taken` |
//! | K30 | `tests/usage.rs`, `k30_a_removed_code_is_accepted_on_its_last_day_and_names_its_successor_on_the_next`; by lint `crates/rx/tests/rules.rs`, `a_usage_master_tells_codes_that_do_not_exist_ended_or_contradict_form_and_text` |
//! | K31, K32 | `k31_and_k32_texts_are_possible_at_most_and_never_silent` |
//! | K33–K37 | `k33_to_k37_coded_allergies_by_ingredient_whatever_the_route_and_code` |
//! | K38 | `k38_a_class_only_from_the_users_table` |
//! | K39–K41 | `k39_to_k41_what_is_withdrawn_or_not_said_is_accounted_for` |
//! | K42–K45 | `k42_to_k45_kinds_of_psychotropics_by_dated_rules_and_the_users_classes` |
//! | K46 | `tests/rules.rs`, `k46_seven_oral_kinds_count_without_patches_and_temporary_drugs` |
//! | K47 | `crates/shohosen/tests/check.rs`, `k47_a_pair_for_caution_is_told_as_information_where_it_is_asked_for` |
//! | K48 | `k48_without_tables_every_check_has_a_row_that_says_so` |
//!
//! The naive checks that generated patients are compared with stand in `tests/clinical_reference.rs` and
//! `tests/totals_reference.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;
use shohosen_report::{Finding, Severity};
use shohosen_terms::{Decimal, Sex};
use std::sync::OnceLock;

const D1: u32 = 9_990_001;
const D2: u32 = 9_990_002;
const D3: u32 = 9_990_003;
const D4: u32 = 9_990_004;
const D5: u32 = 9_990_005;

/// A row of 医薬品適応: 24 columns, those that are named and no others.
fn indication(columns: &[(usize, &str)]) -> String {
    row(24, columns)
}

fn row(count: usize, columns: &[(usize, &str)]) -> String {
    let mut fields = vec![""; count];
    columns.iter().for_each(|(place, text)| fields[*place] = text);
    format!("{}\r\n", fields.join(","))
}

/// A heading of so many columns.
fn heading(count: usize) -> String {
    format!("{}\r\n", vec!["見出し"; count].join(","))
}

fn indications() -> String {
    let drug = |code, disease| [(0, code), (1, disease)];
    let with = |first: [(usize, &'static str); 2], more: &[(usize, &'static str)]| {
        indication(&[&first[..], more].concat())
    };
    let limit = |amount| (12, amount);
    [
        heading(24),
        with(drug("620098801", "9990001"), &[limit("3")]),
        with(drug("620098801", "9990002"), &[limit("4"), (14, "14")]),
        with(drug("610443048", "0000000"), &[limit("1"), (14, "30")]),
        with(drug("620000168", "9990003"), &[limit("2"), (4, "2")]),
        with(drug("610443014", "0000000"), &[limit("4"), (5, "15"), (6, "999"), (20, "01")]),
        with(drug("622404501", "9990004"), &[limit("1"), (14, "56")]),
        with(drug("620160501", "0000000"), &[limit("4")]),
        with(drug("620007813", "0000000"), &[limit("99999.99999"), (14, "999")]),
        with(drug("620004625", "0000000"), &[limit("0.5"), (22, "9")]),
    ]
    .concat()
}

fn contraindicated() -> String {
    heading(8) + &row(8, &[(0, "610443048"), (1, "9990005")])
}

fn groups() -> String {
    let of = |code, strength| {
        row(13, &[(0, code), (2, "ｍｇ"), (3, "Ｇ"), (8, strength), (9, "2"), (10, "4000")])
    };
    heading(13) + &of("622381201", "500") + &of("622081101", "325")
}

fn check_master() -> CheckMasterBuilder {
    let mut builder = CheckMasterBuilder::new();
    let pairs = heading(10) + &row(10, &[(0, "616290177"), (1, "622374201")]);
    for (name, text) in [
        ("IY_Tekio_20251031.csv", indications()),
        ("IY_ShobyoKinki_20251031.csv", contraindicated()),
        ("IY_Toyoryou_20251031.csv", groups()),
        ("IY_HeiyoKinki_20251031.csv", pairs),
    ] {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&text);
        builder.add(name, &bytes).unwrap();
    }
    builder
}

const CLASSES: &str = "# source: test\n# edition: 2026-11-01\nclass,drug\n\
    睡眠薬,ゾルピデム\n睡眠薬,トリアゾラム\n睡眠薬,フルニトラゼパム\n睡眠薬,エスゾピクロン\n\
    睡眠薬,スボレキサント\n睡眠薬,1190027\n抗不安薬,エチゾラム\n抗不安薬,アルプラゾラム\n\
    ペニシリン系,アモキシシリン\nペニシリン系,スルタミシリン\n";

fn master() -> &'static DrugMaster {
    static MASTER: OnceLock<DrugMaster> = OnceLock::new();
    MASTER.get_or_init(clinical_master)
}

fn tables(classes: bool) -> ClinicalTables {
    let classes = classes.then(|| ClassTable::from_csv("classes.csv", CLASSES.as_bytes()).unwrap());
    ClinicalTables::new(master(), check_master().build(), None, classes)
}

/// A drug of 内服 with an amount a day in its price-list unit and so many days.
fn oral(code: &str, amount: &str, days: u16) -> PrescribedDrug {
    let mut item = PrescribedDrug {
        rp: 1,
        number: 1,
        drug: drug(code),
        category: DosageCategory::Oral,
        days: Some(days),
        ..Default::default()
    };
    item.drug.unit =
        master().drug(DrugCode::recognise(code).unwrap()).map_or("", |drug| drug.unit()).to_owned();
    item.dose.amount = Some(Decimal::parse(amount).unwrap().value);
    item.dose.per = DosePer::Day;
    item
}

fn as_needed(code: &str, amount: &str) -> PrescribedDrug {
    let mut item = oral(code, amount, 10);
    item.category = DosageCategory::AsNeeded;
    item.dose.per = DosePer::Time;
    item
}

fn disease(code: u32) -> DiseaseRecord {
    DiseaseRecord { code: Some(code), place: "d".into(), ..Default::default() }
}

#[derive(Clone, Default)]
struct Case {
    items: Vec<PrescribedDrug>,
    diseases: Option<Vec<DiseaseRecord>>,
    allergies: Option<Vec<AllergyRecord>>,
    birth: Option<Date>,
    sex: Option<Sex>,
    taken: Vec<MedicationEvent>,
    classes: bool,
    first_of_month: bool,
    issued: Option<Date>,
}

fn case(items: Vec<PrescribedDrug>) -> Case {
    Case { items, ..Case::default() }
}

impl Case {
    fn diseases(mut self, codes: &[u32]) -> Self {
        self.diseases = Some(codes.iter().map(|code| disease(*code)).collect());
        self
    }

    fn run(&self) -> ClinicalReport {
        self.run_with(&tables(self.classes))
    }

    fn run_with(&self, tables: &ClinicalTables) -> ClinicalReport {
        let items = (1_u16..).zip(&self.items);
        let items = items.map(|(rp, item)| PrescribedDrug { rp, ..item.clone() });
        let prescription = Prescription {
            institution: Institution { code: "1310000001".into(), name: String::new() },
            issued_on: self.issued.or(Some(date("2026-11-22"))),
            items: items.collect(),
            ..Default::default()
        };
        let facts = PatientFacts {
            birth_date: self.birth,
            sex: self.sex,
            allergies: self.allergies.clone(),
            diseases: self.diseases.clone(),
        };
        let taken: Vec<&MedicationEvent> = self.taken.iter().collect();
        let rules = PrescribingRules::builtin();
        clinical_check(&ClinicalInput {
            resolved: &ResolvedPrescription::new(master(), &prescription, date("2026-11-22")),
            tables,
            rules: &rules,
            facts: &facts,
            taken: &taken,
            day: date("2026-11-22"),
            age_day: date(if self.first_of_month { "2026-11-01" } else { "2026-11-22" }),
            may_name: true,
            asked: &PerCheck::default(),
        })
    }
}

fn of<'r>(report: &'r ClinicalReport, id: &str) -> Option<&'r Finding> {
    report.findings.iter().find(|finding| finding.code.id() == id)
}

fn evidence(finding: &Finding, key: &str) -> String {
    let value = finding.evidence.get(key);
    value.map_or_else(String::new, |value| value.display(shohosen_report::Language::English))
}

/// What a check came to: the object and problem of its findings of these objects, and its reasons.
fn told(report: &ClinicalReport, objects: &[&str], row: &CheckRow) -> (Vec<String>, Vec<String>) {
    let ids = report.findings.iter().filter_map(|finding| {
        let rest = finding.code.id().strip_prefix("medication.")?;
        objects.iter().any(|object| rest.starts_with(object)).then(|| rest.to_owned())
    });
    let reasons = row.open().iter().map(|entry| entry.reason.as_str().to_owned());
    (ids.collect(), reasons.collect())
}

fn dose(report: &ClinicalReport) -> (Vec<String>, Vec<String>) {
    let (mut ids, reasons) = told(report, &["dose."], &report.rows.doses);
    ids.retain(|id| !id.contains("days") && !id.contains("group"));
    (ids, reasons)
}

fn days(report: &ClinicalReport) -> (Vec<String>, Vec<String>) {
    told(report, &["dose.days"], &report.rows.days)
}

fn is(told: (Vec<String>, Vec<String>), ids: &[&str], reasons: &[&str]) {
    assert_eq!(
        (told.0.as_slice(), told.1.as_slice()),
        (
            &ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()[..],
            &reasons.iter().map(|reason| (*reason).to_owned()).collect::<Vec<_>>()[..]
        )
    );
}

const LOXONIN: &str = "620098801";

#[test]
fn k01_to_k07_the_largest_limit_of_the_rows_that_apply_holds() {
    let within = "dose.within_maximum";
    let over = "dose.over_maximum";
    // K01: 3 ≤ 3.
    is(dose(&case(vec![oral(LOXONIN, "3", 7)]).diseases(&[D1]).run()), &[within], &[]);
    // K02: 4 > 3, A2 does not apply.
    is(dose(&case(vec![oral(LOXONIN, "4", 7)]).diseases(&[D1]).run()), &[over], &[]);
    // K03: 4 is the largest of 3 and 4; 14 ≤ 14. D1 has no limit of days, so that the larger holds.
    let report = case(vec![oral(LOXONIN, "4", 14)]).diseases(&[D1, D2]).run();
    is(dose(&report), &[within], &[]);
    assert!(days(&report).1.is_empty());
    // K04: without a list 3 < 4 ≤ 4 is possible, and not checked.
    let report = case(vec![oral(LOXONIN, "4", 7)]).run();
    is(dose(&report), &["dose.may_exceed"], &["no_disease_list"]);
    // K05: 5 is more than any row allows.
    is(dose(&case(vec![oral(LOXONIN, "5", 7)]).run()), &[over], &[]);
    // K06: 3 is within every row; indication and contraindication are not checked.
    let report = case(vec![oral(LOXONIN, "3", 7)]).run();
    is(dose(&report), &[within], &[]);
    is(told(&report, &["indication"], &report.rows.indications), &[], &["no_disease_list"]);
    let row = &report.rows.disease_contraindications;
    is(told(&report, &["disease."], row), &[], &["no_disease_list"]);
    // K07: 15 > 14.
    let report = case(vec![oral(LOXONIN, "4", 15)]).diseases(&[D2]).run();
    is(days(&report), &["dose.days_over_maximum"], &[]);
}

#[test]
fn k08_to_k14_single_doses_units_decimals_and_tables_without_limit() {
    // K08: the total of the day is not known; 頓服 has no rule of days.
    let report = case(vec![as_needed(LOXONIN, "2")]).diseases(&[D1]).run();
    is(dose(&report), &[], &["dose_not_computable"]);
    assert!(days(&report).1.is_empty());
    // K09: one dose is more than a day's maximum.
    let report = case(vec![as_needed(LOXONIN, "4")]).diseases(&[D1]).run();
    is(dose(&report), &["dose.single_over_maximum"], &[]);
    // With a usage code that says at most twice a day, 2 × 2 > 3.
    let mut twice = as_needed(LOXONIN, "2");
    twice.dose.times_a_day = Some(2);
    is(dose(&case(vec![twice]).diseases(&[D1]).run()), &["dose.over_maximum"], &[]);
    // K10.
    for (length, id) in [(30, "dose.days_within_maximum"), (31, "dose.days_over_maximum")] {
        is(days(&case(vec![oral("610443048", "1", length)]).run()), &[id], &[]);
    }
    // K11: the only row is withdrawn.
    let report = case(vec![oral("620004625", "1", 7)]).run();
    is(dose(&report), &[], &["drug_not_in_table"]);
    // K12: 包 is not ｇ, unless a factor says how much it is.
    let mut packets = oral("620160501", "3", 3);
    packets.drug.unit = "包".into();
    is(dose(&case(vec![packets.clone()]).run()), &[], &["dose_not_computable"]);
    packets.dose.unit_factor = Some(Decimal::from_integer(1).unwrap());
    is(dose(&case(vec![packets]).run()), &["dose.within_maximum"], &[]);
    // K13: equality is allowed, and decimals are exact.
    for (amount, id) in [("4.0", "dose.within_maximum"), ("4.1", "dose.over_maximum")] {
        is(dose(&case(vec![oral("620160501", amount, 3)]).run()), &[id], &[]);
    }
    // K14: a sentinel is no limit, whatever the amount; so it is of days.
    let mut tape = oral("620007813", "7", 7);
    tape.category = DosageCategory::External;
    tape.dose.per = DosePer::Unclear;
    let report = case(vec![tape]).run();
    is(dose(&report), &["dose.no_maximum"], &[]);
    is(days(&report), &["dose.days_no_maximum"], &[]);
}

#[test]
fn k15_to_k18_sex_and_age() {
    // K15: no row is for a man; of unknown sex nobody can tell.
    let furosemide = || case(vec![oral("620000168", "1", 7)]).diseases(&[D3]);
    let indication = |case: &Case| {
        let report = case.run();
        told(&report, &["indication"], &report.rows.indications)
    };
    let male = Case { sex: Some(Sex::Male), ..furosemide() };
    is(indication(&male), &["indication.not_registered"], &[]);
    assert!(male.run().findings.iter().all(|finding| finding.severity <= Severity::Info));
    let female = Case { sex: Some(Sex::Female), ..furosemide() };
    is(indication(&female), &["indication.registered"], &[]);
    is(indication(&furosemide()), &[], &["no_sex"]);
    // K16: 15 on the day, 14 on the first of the month.
    let person = |case: &Case| {
        let report = case.run();
        told(&report, &["patient"], &report.rows.age_and_sex)
    };
    let statin = case(vec![oral("610443014", "1", 7)]);
    let born = Case { birth: Some(date("2011-11-15")), ..statin.clone() };
    is(person(&born), &["patient.within"], &[]);
    let by_month = Case { first_of_month: true, ..born };
    is(person(&by_month), &["patient.age"], &[]);
    let report = by_month.run();
    assert_eq!(evidence(of(&report, "medication.patient.age").unwrap(), "at"), "2026-11-01");
    // K17.
    is(person(&statin), &[], &["no_birth_date"]);
    // K18: 5 > 4 with 適宜増減 is information.
    let adult = Case { birth: Some(date("1986-01-01")), ..case(vec![oral("610443014", "5", 7)]) };
    let report = adult.run();
    is(dose(&report), &["dose.over_adjustable"], &[]);
    assert_eq!(of(&report, "medication.dose.over_adjustable").unwrap().severity, Severity::Info);
}

#[test]
fn k19_to_k22_diseases_suspected_uncoded_ended_and_by_ingredient() {
    let indication = |case: &Case| {
        let report = case.run();
        told(&report, &["indication"], &report.rows.indications)
    };
    // K19: a suspected disease satisfies an indication as information only.
    let suspected = DiseaseRecord { suspected: true, ..disease(D4) };
    let takecab = || case(vec![oral("622404501", "1", 7)]);
    let only = Case { diseases: Some(vec![suspected]), ..takecab() };
    is(indication(&only), &["indication.suspected_only"], &[]);
    // K20: without a code nothing can be compared.
    let uncoded = DiseaseRecord {
        code: DiseaseRecord::code_of("0000999"),
        text: "逆流".into(),
        ..disease(0)
    };
    let only = Case { diseases: Some(vec![uncoded]), ..takecab() };
    is(indication(&only), &[], &["disease_uncoded"]);
    // K21: a hit, also of a suspected disease; one that has ended does not count.
    let contraindication = |code: &str, own: DiseaseRecord| {
        let report = Case { diseases: Some(vec![own]), ..case(vec![oral(code, "1", 7)]) }.run();
        let hit = of(&report, "medication.disease.contraindicated");
        hit.map(|finding| (evidence(finding, "basis"), evidence(finding, "listed")))
    };
    let listed = "マイスリー錠１０ｍｇ（610443048）".to_owned();
    let exact = Some(("exact".to_owned(), listed.clone()));
    assert_eq!(contraindication("610443048", disease(D5)), exact);
    let suspected = DiseaseRecord { suspected: true, ..disease(D5) };
    assert_eq!(contraindication("610443048", suspected), exact);
    let ended = DiseaseRecord { ended_on: Some(date("2026-10-31")), ..disease(D5) };
    assert_eq!(contraindication("610443048", ended), None);
    // K22: the generic has no row of its own; it is the same specification (1129009F2).
    let by_kin = Some(("same_specification".to_owned(), listed));
    assert_eq!(contraindication("622142001", disease(D5)), by_kin);
}

#[test]
fn k23_to_k25_totals_of_an_ingredient_over_products() {
    let total = |case: &Case| {
        let report = case.run();
        told(&report, &["dose.group"], &report.rows.group_doses)
    };
    let (calonal, tramcet) = ("622381201", "622081101");
    // K23: 6 × 500 + 4 × 325 = 4300 > 4000.
    let both = case(vec![oral(calonal, "6", 7), oral(tramcet, "4", 7)]);
    is(total(&both), &["dose.group_over_maximum"], &[]);
    let report = both.run();
    let finding = of(&report, "medication.dose.group_over_maximum").unwrap();
    assert_eq!(evidence(finding, "actual"), "4300");
    let parts = evidence(finding, "contributions");
    assert!(
        parts.contains("カロナール錠５００　５００ｍｇ 3000") && parts.contains("1300"),
        "{parts}"
    );
    // K24: 5 × 500 + 4 × 325 = 3800.
    let both = case(vec![oral(calonal, "5", 7), oral(tramcet, "4", 7)]);
    is(total(&both), &["dose.group_within_maximum"], &[]);
    // K25: 8 × 500 = 4000; with one of unknown amount beside it, it is a lower bound.
    let alone = case(vec![oral(calonal, "8", 7)]);
    is(total(&alone), &["dose.group_within_maximum"], &[]);
    let taken = vec![flat(calonal, "2026-11-15", DosageCategory::AsNeeded)];
    is(total(&Case { taken, ..alone.clone() }), &[], &["group_incomplete"]);
    // What the record says is added, once: 7 × 500 and 2 × 325 = 4150; and 1 × 325 = 3825.
    let with_dose = |amount: &str| {
        let mut event = dispensed(tramcet, "2026-11-20", 14);
        event.drug.unit = "錠".into();
        let amount = Some(Decimal::parse(amount).unwrap().value);
        event.dose = Some(Box::new(GivenDose { amount, per: DosePer::Day, ..Default::default() }));
        event
    };
    let seven = case(vec![oral(calonal, "7", 7)]);
    let over = Case { taken: vec![with_dose("2")], ..seven.clone() };
    is(total(&over), &["dose.group_over_maximum"], &[]);
    let report = over.run();
    let finding = of(&report, "medication.dose.group_over_maximum").unwrap();
    assert_eq!(evidence(finding, "actual"), "4150");
    let within = Case { taken: vec![with_dose("1")], ..seven.clone() };
    is(total(&within), &["dose.group_within_maximum"], &[]);
    // In another unit it is no amount.
    let mut packets = with_dose("1");
    packets.drug.unit = "包".into();
    is(total(&Case { taken: vec![packets], ..seven }), &[], &["group_incomplete"]);
    // Above the limit it is a finding all the same.
    let taken = vec![flat(tramcet, "2026-11-15", DosageCategory::AsNeeded)];
    let over = Case { taken, ..case(vec![oral(calonal, "9", 7)]) };
    is(total(&over), &["dose.group_over_maximum"], &[]);
}

#[test]
fn k26_and_k27_pairs_of_the_check_master_by_equivalents() {
    let editions = check_master().build();
    let checker = MedicationChecker::new(master()).with_pairs(editions[0].pairs().unwrap());
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    let basis = |past: &str, new: &str| {
        let history = [dispensed(past, "2026-11-15", 14)];
        let report = checker.check(&prescription(&[new]), &history, &options).unwrap();
        report.hits.first().map(|hit| hit.basis.as_str())
    };
    assert_eq!(basis("616290177", "622374201"), Some("pair_table"));
    assert_eq!(basis("616290177", "622517401"), Some("same_ingredient"));
    assert_eq!(basis("676290177", "622374201"), Some("base_code"));
}

#[test]
fn k28_the_latest_edition_that_is_not_after_the_day_holds() {
    let mut builder = check_master();
    builder.add("IY_Tekio_20260430.csv", indications().as_bytes()).unwrap();
    let tables = ClinicalTables::new(master(), builder.build(), None, None);
    let edition =
        |day: &str| tables.in_force(CheckTable::Indications, date(day)).map(CheckMaster::edition);
    assert_eq!(edition("2026-04-29").as_deref(), Ok("20251031"));
    assert_eq!(edition("2026-04-30").as_deref(), Ok("20260430"));
    assert_eq!(edition("2025-10-30"), Err(NotCheckedReason::NoEditionInForce));
    // A table that only the older edition has is taken from that.
    let groups = tables.in_force(CheckTable::GroupDoses, date("2026-04-30"));
    assert_eq!(groups.map(CheckMaster::edition).as_deref(), Ok("20251031"));
}

#[test]
fn k29_another_number_of_columns_is_refused_by_name_and_nothing_of_the_file_is_taken() {
    let mut builder = CheckMasterBuilder::new();
    let mut text = indications();
    text.push_str(&row(23, &[(0, LOXONIN), (1, "9990001")]));
    let error = builder.add("x/IY_Tekio_20251031.csv", text.as_bytes()).unwrap_err();
    let line = 11;
    assert_eq!(error.file, "IY_Tekio_20251031.csv");
    assert_eq!(error.problem, TableProblem::Columns { line, expected: 24, actual: 23 });
    let tables = ClinicalTables::new(master(), builder.build(), None, None);
    let report = case(vec![oral(LOXONIN, "3", 7)]).run_with(&tables);
    assert_eq!(report.rows.doses.reason(), Some(NotCheckedReason::TableMissing));
}

fn allergy(codes: &[Allergen], text: &str) -> Vec<AllergyRecord> {
    let (codes, place) = (codes.to_vec(), "a".to_owned());
    vec![AllergyRecord { place, codes, text: text.into(), ..Default::default() }]
}

/// What an allergy against one drug comes to: the finding with its basis, and the reasons.
fn against(records: Vec<AllergyRecord>, code: &str, classes: bool) -> (Vec<String>, Vec<String>) {
    let case = Case { allergies: Some(records), classes, ..case(vec![oral(code, "1", 7)]) };
    let report = case.run();
    let found = report
        .findings
        .iter()
        .filter(|f| f.code.id().starts_with("medication.allergy") && f.decides());
    let found = found.map(|f| {
        let id = f.code.id().rsplit('.').next().unwrap();
        format!("{id} {}", evidence(f, "basis"))
    });
    let reasons = report.rows.allergies.open().iter();
    (found.collect(), reasons.map(|entry| entry.reason.as_str().to_owned()).collect())
}

#[test]
fn k31_and_k32_texts_are_possible_at_most_and_never_silent() {
    let text = "セフェム系（発熱）";
    is(against(allergy(&[], text), "616130132", false), &[], &["no_class_table"]);
    let shown =
        Case { allergies: Some(allergy(&[], text)), ..case(vec![oral("616130132", "1", 7)]) }.run();
    assert_eq!(shown.rows.allergies.open()[0].code, text);
    is(against(allergy(&[], "ロキソプロフェン"), LOXONIN, false), &["name name"], &[]);
    // The brand, with words around it.
    is(against(allergy(&[], "ロキソニンで発疹"), LOXONIN, false), &["name name"], &[]);
    // Of several substances each is accounted for.
    let several = allergy(&[], "ロキソニン、卵、セフェム系");
    is(against(several, LOXONIN, false), &["name name"], &["allergy_free_text", "no_class_table"]);
}

#[test]
fn k33_to_k37_coded_allergies_by_ingredient_whatever_the_route_and_code() {
    let jfagy = |code: &str| allergy(&[Allergen::jfagy(code)], "");
    let yj = |code: &str| allergy(&[Allergen::of_drug(CodeSystem::Yj, code)], "");
    for (name, records, code, expected) in [
        ("K33", jfagy("YCM1149019F1013"), LOXONIN, "ingredient same_ingredient"),
        ("K34", jfagy("YCM1149019F1013"), "620007813", "ingredient same_ingredient"),
        ("K35", jfagy("GCM1141001X1ZZZ"), "622381201", "ingredient same_ingredient"),
        ("K35", jfagy("GCM1141001X1ZZZ"), "622081101", "ingredient component"),
        ("K36", jfagy("2260701F1ZZZ"), "620008969", "ingredient same_ingredient"),
        ("K36", jfagy("2260701F1ZZZ"), "620007579", "ingredient same_ingredient"),
        ("K37", yj("6131001F2026"), "621116301", "ingredient component"),
        ("K37", yj("6139100F2044"), "616130132", "ingredient component"),
    ] {
        let (found, reasons) = against(records, code, false);
        assert_eq!((found, reasons), (vec![expected.to_owned()], vec![]), "{name} {code}");
    }
}

#[test]
fn k38_a_class_only_from_the_users_table() {
    let amoxicillin = || allergy(&[Allergen::of_drug(CodeSystem::Yj, "6131001F2026")], "");
    is(against(amoxicillin(), "621076401", false), &[], &[]);
    is(against(amoxicillin(), "621076401", true), &["class class_table"], &[]);
    // The class in words, with the table.
    is(against(allergy(&[], "ペニシリン系"), "621076401", true), &["class class_table"], &[]);
    is(against(allergy(&[], "ペニシリン系"), LOXONIN, true), &[], &[]);
}

#[test]
fn k39_to_k41_what_is_withdrawn_or_not_said_is_accounted_for() {
    let loxonin = || allergy(&[Allergen::jfagy("YCM1149019F1013")], "");
    for bearing in [AllergyBearing::Withdrawn, AllergyBearing::Past, AllergyBearing::NoMedicine] {
        let mut records = loxonin();
        records[0].bearing = bearing;
        is(against(records.clone(), LOXONIN, false), &[], &[]);
        let case = Case { allergies: Some(records), ..case(vec![oral(LOXONIN, "1", 7)]) };
        let account = case.run().account;
        assert!(account.is_complete(), "{bearing:?}: {account:?}");
        assert_eq!(account.without_bearing()[0].1, 1);
    }
    // K40.
    for code in ["00M", "D9M000000000"] {
        is(
            against(allergy(&[Allergen::jfagy(code)], ""), LOXONIN, false),
            &[],
            &["allergen_unspecified"],
        );
    }
    // K41.
    is(against(allergy(&[], "乳製品"), LOXONIN, false), &[], &["allergy_free_text"]);
    is(against(allergy(&[], "アレルギー歴あり"), LOXONIN, false), &[], &["allergen_unspecified"]);
    // That there is none is no allergy that was not compared; of one drug alone it is.
    for text in ["なし", "ﾅｼ", "特になし", "アレルギー無し", "薬剤アレルギーなし、副作用なし"]
    {
        is(against(allergy(&[], text), LOXONIN, false), &[], &[]);
    }
    for text in ["ペニシリンなし", "なしで発疹", "アレルギーなし、セフェムで発疹"]
    {
        is(against(allergy(&[], text), LOXONIN, false), &[], &["allergy_free_text"]);
    }
    let snomed = |code: &str| [Allergen::of_word("http://snomed.info/sct", code)];
    is(against(allergy(&snomed("716186003"), "No known allergy"), LOXONIN, false), &[], &[]);
    let unknown = allergy(&snomed("91936005"), "なし");
    is(against(unknown, LOXONIN, false), &[], &["unknown_system"]);
}

#[test]
fn k42_to_k45_kinds_of_psychotropics_by_dated_rules_and_the_users_classes() {
    let found = |codes: &[&str], issued: &str| {
        let items = codes.iter().map(|code| oral(code, "1", 7)).collect();
        let case = Case { classes: true, issued: Some(date(issued)), ..case(items) };
        let report = case.run();
        let counts =
            report.findings.iter().filter(|f| f.code.id() == "medication.count.psychotropics");
        counts.map(|f| (evidence(f, "group"), evidence(f, "count"))).collect::<Vec<_>>()
    };
    let (myslee, towa, halcion, silece) = ("610443048", "622142001", "611120055", "611120087");
    // K42: two products of one ingredient are one kind.
    assert_eq!(found(&[myslee, towa, halcion], "2026-11-22"), []);
    let hypnotics = |count: &str| ("睡眠薬".to_owned(), count.to_owned());
    assert_eq!(found(&[myslee, halcion, silece], "2026-11-22"), [hypnotics("3")]);
    // K44: the rule on both classes together begins on 2018-04-01.
    let four = ["611170514", "611170508", myslee, halcion];
    assert_eq!(found(&four, "2018-04-01"), [("抗不安薬・睡眠薬".to_owned(), "4".to_owned())]);
    assert_eq!(found(&four, "2018-03-31"), []);
    // K45: what column 14 of the y master says does not matter.
    assert_eq!(found(&["622148901", "622374201", "622703201"], "2026-11-22"), [hypnotics("3")]);
}

#[test]
fn k48_without_tables_every_check_has_a_row_that_says_so() {
    let tables = ClinicalTables::new(master(), Vec::new(), None, None);
    let report = case(vec![oral(LOXONIN, "3", 7)]).run_with(&tables);
    let rows = &report.rows;
    for row in [
        &rows.disease_contraindications,
        &rows.indications,
        &rows.doses,
        &rows.days,
        &rows.group_doses,
        &rows.age_and_sex,
    ] {
        assert_eq!(
            (row.state(), row.reason()),
            (CheckState::NotDone, Some(NotCheckedReason::TableMissing))
        );
    }
    assert_eq!(rows.patient_factors.reason(), Some(NotCheckedReason::NotInTables));
}

#[test]
fn one_drug_in_two_rps_is_a_sum_or_a_taper_and_that_is_said() {
    // 2 and 2 tablets: each within 3, together 4.
    let both = case(vec![oral(LOXONIN, "2", 7), oral(LOXONIN, "2", 7)]).diseases(&[D1]);
    let within = ["dose.within_maximum"; 2];
    is(dose(&both.run()), &within, &["dose_not_computable"]);
    let both = case(vec![oral(LOXONIN, "2", 7), oral(LOXONIN, "1", 7)]).diseases(&[D1]);
    is(dose(&both.run()), &within, &[]);
    // 不均等: 1 in the morning, 3 at night.
    let mut uneven = oral(LOXONIN, "3", 7);
    uneven.dose.uneven = ["1", "3"].map(|text| Decimal::parse(text).unwrap().value).to_vec();
    is(dose(&case(vec![uneven]).diseases(&[D1]).run()), &["dose.over_maximum"], &[]);
    // 力価: 120 mg without a strength, and with that of the table of totals.
    let mut potency = oral("622381201", "4500", 7);
    (potency.dose.potency, potency.drug.unit) = (true, "mg".into());
    let report = case(vec![potency]).run();
    let row = &report.rows.group_doses;
    is(told(&report, &["dose.group"], row), &["dose.group_over_maximum"], &[]);
}

#[test]
fn master_and_tables_come_back_from_the_cache_as_they_were() {
    let diseases = {
        let mut fields = vec![String::from("\"\""); 46];
        for (place, text) in [(1, "B"), (2, "9990001"), (5, "腰痛症"), (23, "99999999")] {
            fields[place] = format!("\"{text}\"");
        }
        let mut master = DiseaseMaster::default();
        master.add("b_20260601.txt", (fields.join(",") + "\r\n").as_bytes()).unwrap();
        master
    };
    let kept = CachedTables {
        master: clinical_master(),
        checks: check_master().build(),
        diseases,
        ..CachedTables::default()
    };
    let bytes = kept.to_bytes();
    assert!(CachedTables::is_cached(&bytes));
    let back = CachedTables::from_bytes(&bytes).unwrap();
    assert_eq!((back.checks, back.diseases), (kept.checks, kept.diseases));
    assert_eq!(back.master.len(), kept.master.len());
    for cut in [0, 8, 11, 40, bytes.len() / 2, bytes.len() - 1] {
        assert!(CachedTables::from_bytes(&bytes[..cut]).is_err(), "{cut}");
    }
    let mut damaged = bytes.clone();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    assert!(CachedTables::from_bytes(&damaged).is_err());
}

#[test]
fn wrong_old_truncated_and_foreign_files_of_every_kind_are_refused_by_name() {
    let add = |name: &str, text: &str| {
        CheckMasterBuilder::new().add(name, text.as_bytes()).map_err(|error| error.problem)
    };
    let good = indications();
    let columns = |expected, actual, line| Err(TableProblem::Columns { line, expected, actual });
    assert_eq!(add("IY_Tekio_20251031.csv", &good), Ok(()));
    // Cut in the middle of a line.
    let cut = &good[..good.len() - 10];
    assert!(matches!(
        add("IY_Tekio_20251031.csv", cut),
        Err(TableProblem::Columns { line: 10, .. })
    ));
    assert_eq!(add("IY_Tekio_20251031.csv", &contraindicated()), columns(24, 8, 1));
    assert_eq!(add("IY_Tekio_20251031.csv", &heading(24)), Err(TableProblem::Empty));
    assert_eq!(add("IY_Tekio_20251031.csv", ""), Err(TableProblem::Empty));
    let foreign = heading(24) + &indication(&[(0, "x"), (1, "y")]);
    assert_eq!(add("IY_Tekio_20251031.csv", &foreign), Err(TableProblem::Empty));
    assert!(matches!(add("IY_Neues_20251031.csv", &good), Err(TableProblem::Unknown { .. })));
    assert!(matches!(add("tekio.csv", &good), Err(TableProblem::Unknown { .. })));
    assert!(matches!(add("a.zip", "PK\u{3}\u{4}"), Err(TableProblem::Master(_))));
    let disease =
        |name: &str, text: &str| DiseaseMaster::default().add(name, text.as_bytes()).is_err();
    assert!(disease("b_20260601.txt", "\"0\",\"B\",\"9990001\"\r\n"));
    assert!(disease("b_20260601.txt", "\"0\",\"Y\",\"620098801\"\r\n"));
    assert!(disease("b_20260601.txt", ""));
    for text in [
        "",
        "class,drug\n睡眠薬,ゾルピデム\n",
        "# source: a\n# edition: b\nclass,drug\n",
        "# source: a\n# edition: b\nclass,drug\n,x\n",
        "# source: a\n# edition: b\nclass,drug,more\na,b,c\n",
    ] {
        assert!(ClassTable::from_csv("classes.csv", text.as_bytes()).is_err(), "{text}");
    }
}
