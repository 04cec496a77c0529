//! The cases of the specification of the check, each against a small master of our own and, where
//! `SHOHOSEN_VECTORS` is set, against the national one. Real codes; days by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;
use shohosen_report::{Finding, Severity, Value};

const DUPLICATE: &str = "medication.duplicate.same_ingredient";
const MASKED: &str = "medication.duplicate.masked";
const PAIR: &str = "medication.contraindication.pair";
const WASHOUT: &str = "medication.contraindication.washout";
const OTHER_ROUTE: &str = "medication.duplicate.other_route";
const WITHIN: &str = "medication.duplicate.within_prescription";

/// What is expected of a finding: the code, the item, and evidence as text.
type Expected = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

struct Case {
    id: &'static str,
    history: Vec<MedicationEvent>,
    new: Prescription,
    options: CheckOptions,
    expected: &'static [Expected],
    /// `item: reason` of what was not checked.
    not_checked: &'static [&'static str],
}

/// The check of 2026-11-22 under the published rule.
fn official() -> CheckOptions {
    CheckOptions::new(date("2026-11-22"), Consent::Given)
}

fn with(change: impl FnOnce(&mut CheckOptions)) -> CheckOptions {
    let mut options = official();
    change(&mut options);
    options
}

fn case(
    id: &'static str,
    history: Vec<MedicationEvent>,
    new: &[&str],
    expected: &'static [Expected],
) -> Case {
    let (options, not_checked) = (official(), &[][..]);
    Case { id, history, new: prescription(new), options, expected, not_checked }
}

fn cases() -> Vec<Case> {
    let active = |code: &str| vec![dispensed(code, "2026-11-15", 14)];
    let external = DosageCategory::External;
    let mut cases = vec![
        case(
            "T01",
            active("610443048"),
            &["622142001"],
            &[(
                DUPLICATE,
                "RP1-1",
                &[
                    ("ingredient_code", "1129009"),
                    ("route", "oral"),
                    ("basis", "code_prefix"),
                    ("reference_day", "2026-11-22"),
                    ("past_period", "2026-11-15/2026-11-28"),
                    ("count", "1"),
                ],
            )],
        ),
        case("T02", vec![dispensed("610443048", "2026-11-08", 14)], &["622142001"], &[]),
        case(
            "T03",
            vec![dispensed("610443048", "2026-11-09", 14)],
            &["622142001"],
            &[(DUPLICATE, "RP1-1", &[("past_period", "2026-11-09/2026-11-22")])],
        ),
        case(
            "T04",
            vec![dispensed("612170710", "2026-11-10", 30)],
            &["620007818"],
            &[(DUPLICATE, "RP1-1", &[("ingredient_code", "2171022"), ("basis", "code_prefix")])],
        ),
        case("T05", vec![dispensed("620098801", "2026-11-18", 7)], &["620007813"], &[]),
        Case {
            options: with(|options| options.other_route = true),
            ..case(
                "T05 extension",
                vec![dispensed("620098801", "2026-11-18", 7)],
                &["620007813"],
                &[(OTHER_ROUTE, "RP1-1", &[("route", "external"), ("past_route", "oral")])],
            )
        },
        case(
            "T06",
            vec![flat("620007813", "2026-11-09", external)],
            &["622234201"],
            &[(
                DUPLICATE,
                "RP1-1",
                &[
                    ("past_period", "2026-11-09/2026-11-22"),
                    ("period_rule", "flat_external"),
                    ("route", "external"),
                ],
            )],
        ),
        case("T07", vec![flat("620007813", "2026-11-08", external)], &["622234201"], &[]),
        case(
            "T08",
            vec![MedicationEvent {
                category: DosageCategory::AsNeeded,
                ..dispensed("622381201", "2026-11-10", 10)
            }],
            &["622381201"],
            &[(
                DUPLICATE,
                "RP1-1",
                &[("past_period", "2026-11-10/2026-11-23"), ("period_rule", "flat_as_needed")],
            )],
        ),
        case(
            "T09",
            vec![MedicationEvent {
                category: DosageCategory::AsNeeded,
                ..dispensed("622381201", "2026-10-30", 10)
            }],
            &["622381201"],
            &[],
        ),
        Case {
            options: with(|options| options.check_day = date("2026-12-01")),
            ..case(
                "T10",
                vec![
                    MedicationEvent {
                        prescription_id: Some("A".into()),
                        ..prescribed("610443048", "2026-11-01", 28)
                    },
                    MedicationEvent {
                        prescription_id: Some("A".into()),
                        ..dispensed("610443048", "2026-11-04", 28)
                    },
                ],
                &["622142001"],
                &[(
                    DUPLICATE,
                    "RP1-1",
                    &[
                        ("past_period", "2026-11-04/2026-12-01"),
                        ("period_from", "dispensed"),
                        ("count", "1"),
                    ],
                )],
            )
        },
        case(
            "T11",
            vec![prescribed("610443048", "2026-11-20", 28)],
            &["622142001"],
            &[(
                DUPLICATE,
                "RP1-1",
                &[("past_period", "2026-11-20/2026-12-17"), ("period_from", "prescribed")],
            )],
        ),
        case(
            "T12",
            vec![
                MedicationEvent {
                    prescription_id: Some("A".into()),
                    ..prescribed("612170710", "2026-11-10", 30)
                },
                MedicationEvent {
                    prescription_id: Some("A".into()),
                    ..dispensed("620007880", "2026-11-10", 30)
                },
            ],
            &["620007818"],
            &[(DUPLICATE, "RP1-1", &[("count", "1")])],
        ),
        case(
            "T13",
            vec![
                MedicationEvent {
                    prescription_id: Some("A".into()),
                    ..prescribed("612170710", "2026-11-10", 30)
                },
                MedicationEvent {
                    prescription_id: Some("A".into()),
                    ..dispensed("622381201", "2026-11-10", 30)
                },
            ],
            &["620007818"],
            &[],
        ),
        case(
            "T16",
            vec![MedicationEvent {
                setting: CareSetting::InHouseInpatient,
                ..dispensed("610443048", "2026-11-15", 14)
            }],
            &["622142001"],
            &[],
        ),
        case(
            "T17",
            vec![MedicationEvent {
                setting: CareSetting::InHouseOutpatient,
                ..dispensed("610443048", "2026-11-20", 14)
            }],
            &["610443048"],
            &[(DUPLICATE, "RP1-1", &[])],
        ),
        case(
            "T19",
            active("621980801"),
            &["620007880"],
            &[(
                DUPLICATE,
                "RP1-1",
                &[
                    ("ingredient", "アムロジピンベシル酸塩"),
                    ("basis", "ingredient_table"),
                    ("past_ingredient_code", "2149114"),
                ],
            )],
        ),
        case(
            "T20",
            active("622081101"),
            &["622381201", "622366101"],
            &[
                (
                    DUPLICATE,
                    "RP1-1",
                    &[("ingredient", "アセトアミノフェン"), ("basis", "ingredient_table")],
                ),
                (
                    DUPLICATE,
                    "RP2-1",
                    &[("ingredient", "トラマドール塩酸塩"), ("basis", "ingredient_table")],
                ),
            ],
        ),
        case(
            "T21",
            vec![flat("620004541", "2026-11-12", DosageCategory::AsNeeded)],
            &["620006781"],
            &[(
                PAIR,
                "RP1-1",
                &[("past_period", "2026-11-12/2026-11-25"), ("basis", "pair_table")],
            )],
        ),
        case(
            "T22",
            active("616290177"),
            &["622374201"],
            &[(PAIR, "RP1-1", &[("source", "test"), ("edition", "2026-11-22")])],
        ),
        case("T23", active("622374201"), &["616140105"], &[(PAIR, "RP1-1", &[])]),
        case("T24", active("622057301"), &["620006560"], &[(PAIR, "RP1-1", &[])]),
        case(
            "T25",
            active("610432019"),
            &["611240378", "621985801"],
            &[(PAIR, "RP1-1", &[]), (PAIR, "RP2-1", &[])],
        ),
        case("T26", active("613330003"), &["620007077"], &[(PAIR, "RP1-1", &[])]),
        case("T27", vec![dispensed("620915501", "2026-11-07", 14)], &["610470009"], &[]),
        Case {
            options: with(|options| options.washout = true),
            ..case(
                "T27 extension",
                vec![dispensed("620915501", "2026-11-07", 14)],
                &["610470009"],
                &[(
                    WASHOUT,
                    "RP1-1",
                    &[("past_period", "2026-11-07/2026-11-20"), ("washout_days", "7")],
                )],
            )
        },
        Case {
            options: with(|options| options.washout = true),
            // Ended on the 14th: the 21st is the seventh day after, the 22nd is free.
            ..case("T27 past", vec![dispensed("620915501", "2026-11-01", 14)], &["610470009"], &[])
        },
        case("T28", active("612170710"), &["616140105"], &[]),
        case(
            "T29",
            active("611130087"),
            &["622400401"],
            &[(DUPLICATE, "RP1-1", &[("ingredient", "ゾニサミド"), ("basis", "ingredient_table")])],
        ),
        case(
            "T30",
            active("621954301"),
            &["622306501"],
            &[(DUPLICATE, "RP1-1", &[("basis", "ingredient_table")])],
        ),
        case(
            "T31",
            active("610432016"),
            &["614210098"],
            &[(DUPLICATE, "RP1-1", &[("basis", "ingredient_table")])],
        ),
        case(
            "T32",
            active("610443053"),
            &["621375001"],
            &[(DUPLICATE, "RP1-1", &[("ingredient", "アスピリン"), ("basis", "ingredient_table")])],
        ),
        case(
            "T33 coarse",
            vec![flat("661140081", "2026-11-15", external)],
            &["622843401"],
            &[(DUPLICATE, "RP1-1", &[("route_granularity", "coarse")])],
        ),
        Case {
            options: with(|options| options.route_granularity = RouteGranularity::Form),
            ..case("T33 fine", vec![flat("661140081", "2026-11-15", external)], &["622843401"], &[])
        },
        case("T34", active("613990096"), &["660432014"], &[]),
        case(
            "T35",
            active("610443048"),
            &["1129009F2ZZZ"],
            &[(DUPLICATE, "RP1-1", &[("basis", "code_prefix")])],
        ),
        case(
            "T36",
            vec![flat("620003477", "2026-11-15", external)],
            &["2649735SBZZZ"],
            &[(DUPLICATE, "RP1-1", &[("ingredient_code", "2649735")])],
        ),
        case(
            "T37",
            active("676290177"),
            &["616290177"],
            &[(DUPLICATE, "RP1-1", &[("ingredient_code", "6290004")])],
        ),
        case(
            "T43",
            active("610454071"),
            &["612450118"],
            &[(
                DUPLICATE,
                "RP1-1",
                &[("ingredient", "プレドニゾロン"), ("basis", "ingredient_table")],
            )],
        ),
        // 30 days × 3, dispensed once; the second is not yet dispensed.
        case(
            "T44",
            vec![
                MedicationEvent {
                    prescription_id: Some("R".into()),
                    ..prescribed("610443048", "2026-10-20", 30)
                },
                MedicationEvent {
                    prescription_id: Some("R".into()),
                    ..dispensed("610443048", "2026-10-20", 30)
                },
            ],
            &["622142001"],
            &[],
        ),
        case(
            "T58",
            active("620009310"),
            &["620009225"],
            &[(
                DUPLICATE,
                "RP1-1",
                &[
                    ("ingredient", "コデインリン酸塩水和物"),
                    ("basis", "ingredient_table"),
                    ("ingredient_code", "8115002"),
                    ("past_ingredient_code", "2242001"),
                ],
            )],
        ),
        // 301 of 剤形 3 屯服 with 10 回分, as the reader of JAHISTC hands it over.
        case(
            "T59",
            vec![MedicationEvent {
                category: DosageCategory::AsNeeded,
                source: HistorySource::MedicationNotebook,
                ..dispensed("622381201", "2026-11-09", 10)
            }],
            &["622381201"],
            &[(DUPLICATE, "RP1-1", &[("past_period", "2026-11-09/2026-11-22")])],
        ),
        case("T60", active("630010002"), &["622142001"], &[]),
    ];
    let own = || {
        vec![MedicationEvent {
            institution: Institution { code: "1310000001".into(), name: String::new() },
            ..dispensed("610443048", "2026-11-15", 14)
        }]
    };
    cases.push(case("T14", own(), &["622142001"], &[]));
    cases.push(Case {
        options: with(|options| options.include_same_institution = true),
        ..case("T15", own(), &["622142001"], &[(DUPLICATE, "RP1-1", &[])])
    });
    // 院内: the day of the prescription, 11-25, is the reference; the past ends on 11-23.
    let mut in_house = prescription(&["622142001"]);
    (in_house.setting, in_house.issued_on) =
        (CareSetting::InHouseOutpatient, Some(date("2026-11-25")));
    cases.push(Case {
        new: in_house,
        ..case("T18", vec![dispensed("610443048", "2026-11-10", 14)], &[], &[])
    });
    for (id, code) in [("T38 receipt", "666660000"), ("T38 YJ", "2000000X0000")] {
        cases.push(Case {
            not_checked: &["RP1-1: dummy_code"],
            ..case(id, active("610443048"), &[code], &[("medication.code.dummy", "RP1-1", &[])])
        });
    }
    cases.push(Case {
        not_checked: &["RP1-1: check_digit"],
        ..case(
            "T39",
            active("612170710"),
            &["2171022F2018"],
            &[("medication.code.check_digit", "RP1-1", &[("expected", "7")])],
        )
    });
    cases.push(Case {
        not_checked: &["RP1-1: check_digit"],
        ..case(
            "T40 HOT",
            vec![],
            &["1038355"],
            &[("medication.code.check_digit", "RP1-1", &[("expected", "4")])],
        )
    });
    cases.push(Case {
        not_checked: &["RP1-1: check_digit"],
        ..case(
            "T40 GTIN",
            vec![],
            &["14987035184614"],
            &[("medication.code.check_digit", "RP1-1", &[("expected", "1")])],
        )
    });
    cases.push(Case {
        not_checked: &["RP1-1: unknown_code"],
        ..case(
            "T41",
            active("610443048"),
            &["629999999"],
            &[("medication.code.unknown", "RP1-1", &[])],
        )
    });
    let alternate = || {
        vec![MedicationEvent {
            pattern: Some(IntakePattern::Alternate { take: 1, rest: 1 }),
            bounds_days: Some(13),
            ..dispensed("612450118", "2026-11-12", 7)
        }]
    };
    cases.push(case("T42 official", alternate(), &["612450118"], &[]));
    cases.push(Case {
        options: with(|options| options.periods.calendar_span = true),
        ..case(
            "T42 calendar_span",
            alternate(),
            &["612450118"],
            &[(
                DUPLICATE,
                "RP1-1",
                &[("past_period", "2026-11-12/2026-11-24"), ("period_rule", "calendar_span")],
            )],
        )
    });
    // 42 days in three parts, the first of 14 days: until 11-14, not 12-12.
    let split = |day: &str| {
        vec![MedicationEvent {
            split: Some(SplitPart { part: 1, parts: 3, days: None }),
            ..dispensed("610443048", day, 42)
        }]
    };
    cases.push(case("T45", split("2026-11-01"), &["622142001"], &[]));
    cases.push(case(
        "T45 active",
        split("2026-11-09"),
        &["622142001"],
        &[(
            DUPLICATE,
            "RP1-1",
            &[("past_period", "2026-11-09/2026-11-22"), ("period_rule", "split_days")],
        )],
    ));
    cases.push(Case {
        options: with(|options| options.consent = Consent::None),
        ..case("T46", active("610443048"), &["622142001"], &[(MASKED, "RP1-1", &[("count", "1")])])
    });
    cases.push(Case {
        options: with(|options| options.consent = Consent::Oral),
        ..case(
            "T47",
            active("610443048"),
            &["622142001"],
            &[(DUPLICATE, "RP1-1", &[("count", "1")])],
        )
    });
    // One dispensing a day for 81 days, each for 5 days: those of 11-18 to 11-22 are active.
    let many = (0..81).map(|back| {
        let day = date("2026-11-22").plus_days(-back).to_string();
        dispensed("610443048", &day, 5)
    });
    cases.push(case(
        "T48",
        many.collect(),
        &["622142001"],
        &[(
            DUPLICATE,
            "RP1-1",
            &[
                ("count", "5"),
                ("first_day", "2026-11-18"),
                ("past_period", "2026-11-22/2026-11-26"),
            ],
        )],
    ));
    let twice = ["610443048", "622381201", "622142001"];
    cases.push(case("T50 official", vec![], &twice, &[]));
    cases.push(Case {
        options: with(|options| options.within_prescription = true),
        ..case(
            "T50",
            vec![],
            &twice,
            &[(WITHIN, "RP3-1", &[("other_item", "RP1-1"), ("basis", "code_prefix")])],
        )
    });
    cases
}

/// Findings other than those that say that a check was made, and remarks on the whole.
fn decisive(findings: &[Finding]) -> Vec<&Finding> {
    let remarks = ["medication.check.incomplete", "medication.contraindication.no_table"];
    let matter = |finding: &&Finding| {
        finding.severity != Severity::Passed && !remarks.contains(&finding.code.id())
    };
    findings.iter().filter(matter).collect()
}

fn text(value: Option<&Value>) -> String {
    value.map(|value| value.display(shohosen_report::Language::English)).unwrap_or_default()
}

fn run(master: &DrugMaster, full: bool) {
    let checker = MedicationChecker::new(master).with_pairs(&pairs());
    let mut problems = Vec::new();
    let cases = cases();
    for case in &cases {
        let report = checker.check(&case.new, &case.history, &case.options).unwrap();
        let found = decisive(&report.findings);
        // A code that is in no master may be reported beside its check digit.
        let mut problem = Vec::new();
        if found.len() != case.expected.len() {
            problem.push(format!("{} findings instead of {}", found.len(), case.expected.len()));
        }
        for (code, place, evidence) in case.expected {
            let same = |f: &&&Finding| f.code.id() == *code && f.location.as_deref() == Some(place);
            match found.iter().find(same) {
                None => problem.push(format!("no {code} at {place}")),
                Some(finding) => {
                    for (key, expected) in *evidence {
                        let actual = text(finding.evidence.get(key));
                        if actual != *expected {
                            problem.push(format!("{key} is {actual}, not {expected}"));
                        }
                    }
                }
            }
        }
        let ours = report.not_checked.iter().filter(|entry| entry.item.starts_with("RP"));
        let mut ours: Vec<String> =
            ours.map(|entry| format!("{}: {}", entry.item, entry.reason.as_str())).collect();
        // What is in a combination is known from the price list of 2025, and TS-1's from ours.
        ours.retain(|entry| !entry.contains("components"));
        if ours != case.not_checked {
            problem.push(format!("not checked: {ours:?} instead of {:?}", case.not_checked));
        }
        if !problem.is_empty() {
            problems.push(format!("{} (full master: {full}): {problem:?}\n    {found:?}", case.id));
        }
    }
    println!("{} cases, full master: {full}", cases.len());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_case_comes_out_as_specified_with_a_master_of_our_own() {
    run(&own_master(), false);
}

#[test]
fn every_case_comes_out_as_specified_with_the_national_master() {
    if let Some(folder) = shohosen_testkit::vectors::folder("drug-masters") {
        run(&national_master(&folder), true);
    }
}

#[test]
fn without_consent_nothing_of_the_past_drug_is_said() {
    let master = own_master();
    let checker = MedicationChecker::new(&master).with_pairs(&pairs());
    let history = [
        dispensed("610443048", "2026-11-15", 14),
        dispensed("616290177", "2026-11-15", 14),
        dispensed("629999999", "2026-11-15", 14),
    ];
    let new = prescription(&["622142001", "622374201"]);
    let all = |options: &mut CheckOptions| (options.other_route, options.washout) = (true, true);
    let masked = with(|options| {
        all(options);
        options.consent = Consent::None;
    });
    let report = checker.check(&new, &history, &masked).unwrap();
    let json = report.to_json();
    for secret in
        ["マイスリー", "イトリゾール", "別の医院", "ある薬局", "610443048", "629999999", "11-15"]
    {
        assert!(!json.contains(secret), "{secret} in {json}");
    }
    assert!(report.found() && report.hits.is_empty());
    assert!(json.contains("\"reason\":\"unknown_code\""), "{json}");

    // With oral consent the causing drug is shown, and the audit says so; no more than that.
    let oral = with(|options| options.consent = Consent::Oral);
    let report = checker.check(&new, &history, &oral).unwrap();
    let json = report.to_json();
    assert!(json.contains("マイスリー") && json.contains("イトリゾール"));
    assert!(report.audit.oral_consent);
    for secret in ["別の医院", "ある薬局", "11-15"] {
        assert!(!json.contains(secret), "{secret} in {json}");
    }
}

#[test]
fn a_finding_is_permitted_with_a_comment_of_at_most_300_characters() {
    let master = own_master();
    let checker = MedicationChecker::new(&master);
    let history = [dispensed("610443048", "2026-11-15", 14)];
    let report = checker.check(&prescription(&["622142001"]), &history, &official()).unwrap();
    assert_eq!(report.result(None) as u8, 0);
    let permission = Permission::new("あ".repeat(300)).unwrap();
    assert_eq!(report.result(Some(&permission)) as u8, 1);
    assert_eq!(Permission::new("あ".repeat(301)).unwrap_err().length, 301);
    assert!(Permission::new(" ").is_err());
    let report = checker.check(&prescription(&["622142001"]), &[], &official()).unwrap();
    assert_eq!(report.result(None) as u8, 2);
}

#[test]
fn a_pharmacy_leaves_out_what_it_dispensed_itself_and_a_prescription_itself() {
    let master = own_master();
    let checker = MedicationChecker::new(&master);
    let past = dispensed("610443048", "2026-11-15", 14);
    let pharmacy = with(|options| options.requester = Some(past.pharmacy.clone()));
    let new = prescription(&["622142001"]);
    assert!(!checker.check(&new, std::slice::from_ref(&past), &pharmacy).unwrap().found());

    let new = Prescription { id: Some("A".into()), ..new };
    let own = MedicationEvent { prescription_id: Some("A".into()), ..past };
    assert!(!checker.check(&new, &[own], &official()).unwrap().found());
}

#[test]
fn what_cannot_be_compared_is_listed_and_the_check_is_called_incomplete() {
    let master = own_master();
    let checker = MedicationChecker::new(&master).with_pairs(&pairs());
    let mut undated = dispensed("610443048", "2026-11-15", 14);
    undated.dispensed_on = None;
    let mut house = dispensed("610443048", "2026-11-15", 14);
    house.drug.codes =
        vec![GivenCode::UnknownSystem { system: "house".into(), text: "A-1".into() }];
    let mut malformed = dispensed("610443048", "2026-11-15", 14);
    malformed.drug.codes = vec![GivenCode::parse(CodeSystem::Yj, "1129009F20")];
    let mut nameless = dispensed("610443048", "2026-11-15", 14);
    nameless.drug.codes.clear();
    let history = [undated, house, malformed, nameless];
    let report = checker.check(&prescription(&["622142001"]), &history, &official()).unwrap();
    let listed: Vec<String> = report
        .not_checked
        .iter()
        .filter(|entry| entry.item.starts_with("history"))
        .map(|entry| format!("{} {} {}", entry.item, entry.code, entry.reason.as_str()))
        .collect();
    assert_eq!(
        listed,
        [
            "history 1 610443048 no_date",
            "history 2 A-1 unknown_system",
            "history 3 1129009F20 malformed_code",
            "history 4  missing_code",
        ]
    );
    let codes: Vec<_> = report.findings.iter().map(|finding| finding.code.id()).collect();
    assert!(codes.contains(&"medication.check.incomplete"), "{codes:?}");
}

#[test]
fn more_than_the_limits_is_refused() {
    let checker = MedicationChecker::new(own_master());
    let mut options = official();
    options.limits.events = 1;
    let past = dispensed("610443048", "2026-11-15", 14);
    let refused = checker.check(&prescription(&[]), &[past.clone(), past], &options).unwrap_err();
    assert_eq!((refused.what, refused.count, refused.limit), ("records", 2, 1));
}

#[test]
fn a_wrong_check_digit_is_a_warning_for_yj_and_an_error_for_hot_and_gtin() {
    let master = own_master();
    let checker = MedicationChecker::new(&master);
    for (code, severity) in [
        ("2171022F2018", Severity::Warning),
        ("1038355", Severity::Error),
        ("14987035184614", Severity::Error),
    ] {
        let report = checker.check(&prescription(&[code]), &[], &official()).unwrap();
        let is_digit = |f: &&Finding| f.code.id() == "medication.code.check_digit";
        let finding = report.findings.iter().find(is_digit).unwrap();
        assert_eq!(finding.severity, severity, "{code}");
    }
}

#[test]
fn sides_of_a_pair_that_no_drug_answers_to_are_named() {
    let table = "left,right\n616290177,622374201\n629999999,どこにもない成分\n";
    let table = PairTable::from_csv(table.as_bytes()).unwrap();
    let checker = MedicationChecker::new(own_master()).with_pairs(&table);
    assert_eq!(checker.unmatched_selectors(), ["629999999", "どこにもない成分"]);
    let report = checker.check(&prescription(&["622374201"]), &[], &official()).unwrap();
    let entry = report.not_checked.iter().find(|entry| entry.item == "pairs").unwrap();
    assert_eq!(entry.reason, NotCheckedReason::UnmatchedSelector);
    assert_eq!(entry.code, "629999999 どこにもない成分");
    let incomplete = report.findings.iter().any(|f| f.code.id() == "medication.check.incomplete");
    assert!(incomplete, "a pair that is never found is not a pair that is not there");
    // The check master names drugs that a master need not have: whoever takes one of them has a
    // code that is not known here, which is said of that record.
    let rows = "L,R,3,4,5,6,7,8,K,10\n616290177,622374201,,,,,,,0,\n616290177,629999999,,,,,,,0,\n";
    let table = PairTable::from_receipt_office(rows.as_bytes(), "20251031").unwrap();
    let checker = MedicationChecker::new(own_master()).with_pairs(&table);
    assert_eq!(checker.unmatched_selectors(), [""; 0]);
    let past = dispensed("629999999", "2026-11-15", 14);
    let report = checker.check(&prescription(&["622374201"]), &[past], &official()).unwrap();
    let reasons: Vec<_> = report.not_checked.iter().map(|entry| entry.reason).collect();
    assert_eq!(reasons, [NotCheckedReason::UnknownCode]);
}

#[test]
fn a_table_without_contraindicated_pairs_is_no_table() {
    for text in ["left,right,kind,washout_days\n", "# source: x\n"] {
        assert!(PairTable::from_csv(text.as_bytes()).is_err(), "{text}");
        assert!(PairTable::from_file("x.csv", text.as_bytes()).is_err(), "{text}");
    }
    let cautions = "left,right,kind\nアムロジピン,クラリスロマイシン,caution\n";
    let cautions = PairTable::from_csv(cautions.as_bytes()).unwrap();
    for table in [PairTable::default(), cautions] {
        let checker = MedicationChecker::new(own_master()).with_pairs(&table);
        let report = checker.check(&prescription(&["622374201"]), &[], &official()).unwrap();
        let reasons: Vec<_> = report.not_checked.iter().map(|entry| entry.reason).collect();
        assert_eq!(reasons, [NotCheckedReason::NoPairTable]);
        let passed = "medication.contraindication.none";
        assert!(report.findings.iter().all(|finding| finding.code.id() != passed));
    }
}
