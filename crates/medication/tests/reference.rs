//! The check against a naive one, written straight from the text of the rule: every drug of the
//! prescription against every record of the history, no index, no filter, no shared code but the
//! parsed master's names. They must agree on generated histories.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;
use std::collections::{BTreeMap, BTreeSet};

/// xorshift64*: the same histories in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// What a drug is, by hand: seven digits and ingredients, for the codes of `tests/data/drugs.txt`.
struct Known {
    prefix: String,
    ingredients: BTreeSet<String>,
    form: char,
}

/// The ingredients that the data file lists, with the two preparations whose official name does
/// not say them (from their package inserts).
fn known() -> BTreeMap<String, Known> {
    let mut known = BTreeMap::new();
    let lines = include_str!("data/drugs.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let fields: Vec<&str> = line.split('|').collect();
        if fields[5].is_empty() {
            continue;
        }
        let names = match &fields[5][..7] {
            "1180107" => {
                "サリチルアミド・アセトアミノフェン・無水カフェイン・プロメタジンメチレンジサリチル酸塩"
            }
            _ => fields[8].trim_end_matches("配合剤"),
        };
        let drug = || Known {
            prefix: fields[5][..7].to_owned(),
            ingredients: names.split('・').map(str::to_owned).collect(),
            form: fields[5].chars().nth(7).unwrap(),
        };
        known.insert(fields[0].to_owned(), drug());
        known.insert(fields[5].to_owned(), drug());
    }
    known
}

fn route(prefix: &str) -> u8 {
    match prefix[4..].parse::<u16>().unwrap() {
        0..=399 => 1,
        400..=699 => 2,
        _ => 3,
    }
}

/// The pairs of the table of the tests, by hand in seven-digit codes.
const PAIRS: &[(&str, &str)] = &[
    ("2171018", "2190028"),
    ("6290004", "1190023"),
    ("6149003", "1190023"),
    ("3949003", "3999005"),
    ("1179039", "1249010"),
    ("1179039", "1190016"),
    ("3332001", "6290003"),
    ("4229101", "4223005"),
];

/// The days from the calendar, one after the other.
fn is_taken(event: &MedicationEvent, day: Date, following: bool) -> Option<bool> {
    let start = event.dispensed_on.or(event.prescribed_on)?;
    let counted = matches!(event.category, DosageCategory::Oral | DosageCategory::OralDrops);
    let mut days = match event.days {
        Some(days) if counted && !event.as_needed && days > 0 => i32::from(days),
        _ => 14,
    };
    if following {
        days += 1;
    }
    Some((0..days).any(|ahead| start.plus_days(ahead) == day))
}

/// A duplicate: item, basis (and by which ingredient), with the number of records.
type Duplicates = BTreeMap<(String, String), usize>;

fn naive(
    known: &BTreeMap<String, Known>,
    new: &Prescription,
    history: &[MedicationEvent],
    options: &CheckOptions,
) -> Duplicates {
    let day = match new.setting {
        CareSetting::OutsidePharmacy => options.check_day,
        _ => new.issued_on.unwrap(),
    };
    let mut duplicates = Duplicates::new();
    for item in &new.items {
        let code = item.drug.codes[0].to_string();
        let Some(drug) = known.get(&code) else { continue };
        for event in history {
            let superseded = event.kind == EventKind::Prescribed
                && event.prescription_id.is_some()
                && history.iter().any(|other| {
                    other.kind == EventKind::Dispensed
                        && !other.cancelled
                        && other.prescription_id == event.prescription_id
                });
            let own =
                !options.include_same_institution && event.institution.code == new.institution.code;
            if event.cancelled
                || superseded
                || own
                || event.item == ItemKind::OverTheCounter
                || event.setting == CareSetting::InHouseInpatient
                || event.prescription_id.is_some() && event.prescription_id == new.id
            {
                continue;
            }
            let following = options.periods.last_day == LastDay::Following;
            if is_taken(event, day, following) != Some(true) {
                continue;
            }
            let Some(past) = known.get(&event.drug.codes[0].to_string()) else { continue };
            let pair = |(a, b): &(&str, &str)| {
                (*a == drug.prefix && *b == past.prefix) || (*b == drug.prefix && *a == past.prefix)
            };
            if PAIRS.iter().any(pair) {
                let key = (item.place(), format!("pair {}", past.prefix));
                *duplicates.entry(key).or_default() += 1;
            }
            let by_form = options.route_granularity == RouteGranularity::Form;
            let same_route = route(&drug.prefix) == route(&past.prefix)
                && (!by_form || route(&drug.prefix) != 3 || drug.form == past.form);
            if !same_route {
                continue;
            }
            if drug.prefix == past.prefix {
                let key = (item.place(), format!("code_prefix {}", drug.prefix));
                *duplicates.entry(key).or_default() += 1;
                continue;
            }
            for shared in drug.ingredients.intersection(&past.ingredients) {
                let key = (item.place(), format!("ingredient_table {shared}"));
                *duplicates.entry(key).or_default() += 1;
            }
        }
    }
    duplicates
}

fn real(
    prefixes: &BTreeMap<String, Known>,
    report: &CheckReport,
    new: &Prescription,
    history: &[MedicationEvent],
) -> Duplicates {
    let text = |finding: &shohosen_report::Finding, key: &str| {
        let value = finding.evidence.get(key).unwrap();
        value.display(shohosen_report::Language::English)
    };
    let mut duplicates = Duplicates::new();
    for finding in &report.findings {
        let what = match finding.code.id() {
            "medication.duplicate.same_ingredient" => match text(finding, "basis").as_str() {
                "code_prefix" => format!("code_prefix {}", text(finding, "ingredient_code")),
                basis => format!("{basis} {}", text(finding, "ingredient")),
            },
            _ => continue,
        };
        let place = finding.location.clone().unwrap().into_string();
        duplicates.insert((place, what), text(finding, "count").parse().unwrap());
    }
    // Of contraindications every hit is compared, by the past drug.
    for hit in report.hits.iter().filter(|hit| hit.kind == HitKind::Contraindication) {
        let past = history[hit.event].drug.codes[0].to_string();
        let key = (new.items[hit.item].place(), format!("pair {}", prefixes[&past].prefix));
        *duplicates.entry(key).or_default() += 1;
    }
    duplicates
}

fn event(random: &mut Random, codes: &[String]) -> MedicationEvent {
    let code = random.pick(codes);
    let day = date("2026-11-22").plus_days(8 - random.below(50) as i32).to_string();
    let mut event = dispensed(code, &day, random.below(40) as u16);
    use DosageCategory::*;
    event.category =
        *random.pick(&[Oral, Oral, Oral, Oral, OralDrops, AsNeeded, External, Unknown]);
    event.as_needed = random.one_in(20);
    event.cancelled = random.one_in(25);
    event.item = if random.one_in(25) {
        *random.pick(&[ItemKind::NotInsured, ItemKind::OverTheCounter])
    } else {
        ItemKind::Medicine
    };
    event.setting = *random.pick(&[
        CareSetting::OutsidePharmacy,
        CareSetting::OutsidePharmacy,
        CareSetting::InHouseOutpatient,
        CareSetting::InHouseDischarge,
        CareSetting::InHouseInpatient,
    ]);
    if random.one_in(4) {
        event.institution.code = "1310000001".into();
    }
    if random.one_in(2) {
        event.prescription_id = Some(format!("P{}", random.below(8)));
    }
    if random.one_in(3) {
        event.kind = EventKind::Prescribed;
        event.prescribed_on = event.dispensed_on.take();
        if random.one_in(20) {
            event.prescribed_on = None;
        }
    }
    event
}

#[test]
fn a_naive_check_agrees_on_a_hundred_thousand_histories() {
    let master = own_master();
    let checker = MedicationChecker::new(&master).with_pairs(&pairs());
    let known = known();
    let mut codes: Vec<String> = known.keys().cloned().collect();
    // Codes that lead nowhere, and rows that are no medicine.
    codes.extend(["629999999", "666660000", "630010002", "710010001"].map(str::to_owned));
    let mut random = Random(0x5EED_2026_1122_0001);
    let (mut duplicates, mut tables, mut pairs) = (0usize, 0usize, 0usize);
    for round in 0..100_000 {
        let history: Vec<_> = (0..random.below(30)).map(|_| event(&mut random, &codes)).collect();
        let new: Vec<&str> =
            (0..1 + random.below(4)).map(|_| random.pick(&codes).as_str()).collect();
        let mut new = prescription(&new);
        if random.one_in(4) {
            new.setting = CareSetting::InHouseOutpatient;
            new.issued_on = Some(date("2026-11-25"));
        }
        if random.one_in(3) {
            new.id = Some("P1".into());
        }
        let mut options = CheckOptions::new(date("2026-11-22"), Consent::Given);
        options.include_same_institution = random.one_in(2);
        if random.one_in(3) {
            options.route_granularity = RouteGranularity::Form;
        }
        if random.one_in(5) {
            options.periods.last_day = LastDay::Following;
        }
        let report = checker.check(&new, &history, &options).unwrap();
        let (real, naive) =
            (real(&known, &report, &new, &history), naive(&known, &new, &history, &options));
        assert_eq!(real, naive, "round {round}\n{new:#?}\n{history:#?}\n{options:?}");
        duplicates += naive.len();
        let of = |kind| naive.keys().filter(|(_, what)| what.starts_with(kind)).count();
        tables += of("ingredient_table");
        pairs += of("pair");

        // A drug that leads nowhere is never passed over.
        for item in &new.items {
            let code = item.drug.codes[0].to_string();
            let listed = report.not_checked.iter().any(|entry| entry.item == item.place());
            if ["629999999", "666660000"].contains(&code.as_str()) {
                assert!(listed, "round {round}: {code} was passed over");
            }
        }
    }
    println!("{duplicates} found alike, {tables} of them by the table, {pairs} contraindications");
    assert!(duplicates > 20_000 && tables > 5_000 && pairs > 1_000);
}
