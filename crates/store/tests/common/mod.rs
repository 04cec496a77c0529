//! What the tests share: events of every shape, and folders of their own.

#![allow(dead_code)]

use proptest::prelude::*;
use shohosen_medication::*;
use shohosen_report::Time;
use shohosen_store::*;
use std::path::PathBuf;

/// An empty folder under this name.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("{}-{name}", env!("CARGO_CRATE_NAME")));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn time(text: &str) -> Time {
    Time::parse_rfc3339(text).unwrap()
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub fn access() -> Access {
    Access::new("terminal-3", "受付", time("2026-11-22T09:00:00+09:00"))
}

/// A dispensing of so many days of ゾルピデム.
pub fn dispensed(on: &str, days: u16) -> MedicationEvent {
    let drug = GivenDrug::new(GivenCode::parse(CodeSystem::Yj, "1129009F2021"), "マイスリー錠10mg");
    let mut event = MedicationEvent::new(EventKind::Dispensed, drug);
    (event.dispensed_on, event.days) = (Some(day(on)), Some(days));
    event.category = DosageCategory::Oral;
    event
}

pub fn document(patient: &str, id: &str, events: Vec<MedicationEvent>) -> SourceDocument {
    SourceDocument::new(patient, events).with_id(id)
}

/// Imports one document and gives the counts.
pub fn import(store: &mut Store, document: SourceDocument) -> ImportCounts {
    store.import([document], &access(), &ImportOptions::default(), |_| ()).unwrap()
}

/// The order in which a store gives events: by day, those without one at the end.
pub fn in_order(mut events: Vec<MedicationEvent>) -> Vec<MedicationEvent> {
    events.sort_by_key(|event| {
        let day = event.dispensed_on.or(event.prescribed_on);
        (day.is_none(), day)
    });
    events
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("錠".to_owned()),
        "[0-9]{10}",
        proptest::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
    ]
}

fn system() -> impl Strategy<Value = CodeSystem> {
    use CodeSystem::*;
    prop_oneof![Just(Receipt), Just(PriceList), Just(Yj), Just(Hot), Just(Generic), Just(Gtin)]
}

fn code() -> impl Strategy<Value = GivenCode> {
    let parsed = |system, pattern: &'static str| {
        pattern.prop_map(move |text| {
            let code = GivenCode::parse(system, &text);
            assert!(matches!(code, GivenCode::Code(_)), "{text}");
            code
        })
    };
    let problem = prop_oneof![
        any::<usize>().prop_map(CodeProblem::Length),
        any::<usize>().prop_map(CodeProblem::Character)
    ];
    prop_oneof![
        parsed(CodeSystem::Receipt, "6[0-9]{8}"),
        parsed(CodeSystem::PriceList, "[0-9]{7}[A-Z][0-9]{4}"),
        parsed(CodeSystem::Yj, "[0-9]{7}[A-Z][0-9]{4}"),
        parsed(CodeSystem::Hot, "[0-9]{7}|[0-9]{9}|[0-9]{11}|[0-9]{13}"),
        parsed(CodeSystem::Generic, "[0-9]{7}[A-Z][0-9A-Z]ZZZ"),
        parsed(CodeSystem::Gtin, "[0-9]{13}|[0-9]{14}"),
        (system(), text(), problem).prop_map(|(system, text, problem)| GivenCode::Malformed(
            CodeError { system, text, problem }
        )),
        (text(), text()).prop_map(|(system, text)| GivenCode::UnknownSystem { system, text }),
    ]
}

fn pattern() -> impl Strategy<Value = IntakePattern> {
    prop_oneof![
        any::<(u8, u8)>().prop_map(|(take, rest)| IntakePattern::Alternate { take, rest }),
        any::<u8>().prop_map(IntakePattern::Weekdays),
        any::<u32>().prop_map(IntakePattern::DaysOfMonth),
        any::<u8>().prop_map(IntakePattern::TimesAWeek),
    ]
}

fn date() -> impl Strategy<Value = Option<Date>> {
    // Years 1 to 9999, most of them of our time.
    let days = prop_oneof![4 => 10_000..30_000, 1 => -719_162..=2_932_896];
    proptest::option::of(days.prop_map(|days| Date::from_days(days).unwrap()))
}

fn institution() -> impl Strategy<Value = Institution> {
    (text(), text()).prop_map(|(code, name)| Institution { code, name })
}

/// An event with anything in every field.
pub fn any_event() -> impl Strategy<Value = MedicationEvent> {
    let drug = (proptest::collection::vec(code(), 0..4), text(), text())
        .prop_map(|(codes, name, unit)| GivenDrug { codes, name, unit });
    let words = (
        prop_oneof![Just(EventKind::Prescribed), Just(EventKind::Dispensed)],
        prop_oneof![
            Just(HistorySource::Prescription),
            Just(HistorySource::Dispensing),
            Just(HistorySource::MedicationNotebook),
            Just(HistorySource::Fhir),
            Just(HistorySource::Plain)
        ],
        prop_oneof![
            Just(CareSetting::OutsidePharmacy),
            Just(CareSetting::InHouseOutpatient),
            Just(CareSetting::InHouseDischarge),
            Just(CareSetting::InHouseInpatient)
        ],
        prop_oneof![
            Just(DosageCategory::Oral),
            Just(DosageCategory::OralDrops),
            Just(DosageCategory::AsNeeded),
            Just(DosageCategory::External),
            Just(DosageCategory::Injection),
            Just(DosageCategory::Unknown)
        ],
        prop_oneof![
            Just(ItemKind::Medicine),
            Just(ItemKind::Material),
            Just(ItemKind::NotInsured),
            Just(ItemKind::OverTheCounter)
        ],
    );
    let split = any::<(u8, u8, Option<u16>)>().prop_map(|(part, parts, days)| SplitPart {
        part,
        parts,
        days,
    });
    let when = (date(), date(), any::<Option<u16>>(), any::<Option<u16>>());
    let how = (proptest::option::of(split), proptest::option::of(pattern()));
    let flags = (any::<(bool, bool)>(), proptest::option::of(dose()));
    let wheres = (institution(), institution(), proptest::option::of(text()));
    (drug, words, when, how, flags, wheres).prop_map(
        |(drug, words, when, (split, pattern), ((as_needed, cancelled), dose), wheres)| {
            let (kind, source, setting, category, item) = words;
            let (prescribed_on, dispensed_on, days, bounds_days) = when;
            let (institution, pharmacy, prescription_id) = wheres;
            // Every field by name: one that is new does not compile until it stands here.
            MedicationEvent {
                drug,
                kind,
                source,
                setting,
                category,
                item,
                prescription_id,
                prescribed_on,
                dispensed_on,
                days,
                split,
                pattern,
                bounds_days,
                as_needed,
                dose: dose.map(Box::new),
                institution,
                pharmacy,
                cancelled,
            }
        },
    )
}

fn dose() -> impl Strategy<Value = GivenDose> {
    let amount =
        || (0..=99_999_999_999_u64).prop_map(|n| Decimal::from_hundred_thousandths(n).unwrap());
    let per = prop_oneof![
        Just(DosePer::Day),
        Just(DosePer::Time),
        Just(DosePer::Total),
        Just(DosePer::Unclear)
    ];
    let uneven = proptest::collection::vec(amount(), 0..6);
    let amounts = (proptest::option::of(amount()), proptest::option::of(amount()), uneven);
    (amounts, per, any::<bool>(), any::<Option<u8>>()).prop_map(
        |((amount, unit_factor, uneven), per, potency, times_a_day)| GivenDose {
            amount,
            per,
            unit_factor,
            potency,
            uneven,
            times_a_day,
        },
    )
}
