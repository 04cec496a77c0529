//! What a check must never pass over: each of these was once put into the code as a fault by hand and
//! not noticed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;

fn check(master: &DrugMaster, history: &[MedicationEvent], new: &Prescription) -> CheckReport {
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    MedicationChecker::new(master).with_pairs(&pairs()).check(new, history, &options).unwrap()
}

/// `item reason` of everything that was not checked.
fn listed(report: &CheckReport) -> Vec<String> {
    report.not_checked.iter().map(|e| format!("{} {}", e.item, e.reason.as_str())).collect()
}

fn says(report: &CheckReport, code: &str) -> bool {
    report.findings.iter().any(|finding| finding.code.id() == code)
}

#[test]
fn unknown_and_partial_components_are_said_of_both_sides() {
    let price = "区分,薬価基準収載医薬品コード,成分名,規格,品名\n\
                 内用薬,1180199D1019,非ピリン系感冒剤,,x\n内用薬,1149199F1015,トラマドール配合剤,,y\n\
                 内用薬,2171022F2017,アムロジピンベシル酸塩,,z\n";
    let medicine = y_row('0', "620000001", "x", "ｇ", "0", "1", "1180199D1019", "", "0", "")
        + &y_row('0', "620000002", "y", "錠", "0", "1", "1149199F1015", "", "0", "")
        + &y_row('0', "620000003", "z", "錠", "0", "1", "2171022F2017", "", "0", "");
    let mut builder = MasterBuilder::new();
    builder.add("y_ALL.csv", medicine.as_bytes()).unwrap();
    builder.add("tp.csv", price.as_bytes()).unwrap();
    let master = builder.build().unwrap();
    let checker = MedicationChecker::new(&master);
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    let of = |past: &str, new: &str| {
        let past = [dispensed(past, "2026-11-15", 14)];
        let report = checker.check(&prescription(&[new]), &past, &options).unwrap();
        listed(&report)
    };
    assert_eq!(of("620000003", "620000001"), ["RP1-1 components_unknown", "pairs no_pair_table"]);
    assert_eq!(
        of("620000001", "620000003"),
        ["history 1 components_unknown", "pairs no_pair_table"]
    );
    assert_eq!(of("620000003", "620000002"), ["RP1-1 components_partial", "pairs no_pair_table"]);
    assert_eq!(
        of("620000002", "620000003"),
        ["history 1 components_partial", "pairs no_pair_table"]
    );
    assert_eq!(of("620000003", "620000003"), ["pairs no_pair_table"]);
}

#[test]
fn codes_that_contradict_each_other_are_each_compared_and_said_to() {
    let master = own_master();
    let two = |first: &str, second: &str| {
        let mut given = drug(first);
        given.codes.extend(drug(second).codes);
        given
    };
    // Zolpidem by one code and amlodipine by the other: each is a duplicate of its own.
    let mut new = prescription(&["610443048"]);
    new.items[0].drug = two("610443048", "612170710");
    for past in ["622142001", "620007880"] {
        let report = check(&master, &[dispensed(past, "2026-11-15", 14)], &new);
        assert!(report.found(), "{past}");
        assert_eq!(listed(&report), ["RP1-1 contradictory_codes"], "{past}");
        assert!(says(&report, "medication.code.contradictory"));
    }
    let mut past = dispensed("610443048", "2026-11-15", 14);
    past.drug = two("610443048", "612170710");
    for new in ["622142001", "620007880"] {
        let report = check(&master, std::slice::from_ref(&past), &prescription(&[new]));
        assert!(report.found(), "{new}");
        assert_eq!(listed(&report), ["history 1 contradictory_codes"], "{new}");
    }
    // Two codes of one drug do not contradict each other.
    new.items[0].drug = two("610443048", "1129009F2021");
    assert!(listed(&check(&master, &[], &new)).is_empty());
}

#[test]
fn without_a_master_only_digits_speak_and_that_is_said() {
    let empty = DrugMaster::default();
    let past = [dispensed("1129009F2021", "2026-11-15", 14)];
    let report = check(&empty, &past, &prescription(&["1129009F2285"]));
    assert!(report.found());
    assert_eq!(listed(&report)[0], "master no_master");
    let report = check(&empty, &[], &prescription(&["1129009F2285"]));
    assert!(listed(&report).contains(&"master no_master".to_owned()));
    assert!(listed(&report).contains(&"RP1-1 unknown_code".to_owned()));
}

#[test]
fn that_there_are_no_duplicates_is_said_only_where_something_was_checked() {
    let master = own_master();
    let none = "medication.duplicate.none";
    let no_pairs = "medication.contraindication.none";
    let report = check(&master, &[], &prescription(&["622142001"]));
    assert!(says(&report, none) && says(&report, no_pairs));
    for new in [prescription(&[]), prescription(&["629999999"]), prescription(&["666660000"])] {
        let report = check(&master, &[], &new);
        assert!(!says(&report, none) && !says(&report, no_pairs), "{new:?}");
        assert_eq!(report.audit.items_checked, 0);
    }
    let past = [dispensed("610443048", "2026-11-15", 14)];
    let report = check(&master, &past, &prescription(&["622142001"]));
    assert!(!says(&report, none) && says(&report, no_pairs));
}

/// Days by hand: 14 days flat from 2026-08-14 ended on 08-27; 11-22 is 100 days after 08-14.
#[test]
fn days_that_are_not_known_count_back_to_the_hundredth_day_and_no_further() {
    let master = own_master();
    let on = |start: &str, category| {
        let mut past = dispensed("610443048", start, 14);
        (past.category, past.days) = (category, None);
        listed(&check(&master, &[past], &prescription(&["612170710"])))
    };
    assert_eq!(on("2026-08-14", DosageCategory::Oral).len(), 1);
    assert_eq!(on("2026-08-13", DosageCategory::Oral), [""; 0]);
    assert_eq!(on("2026-11-08", DosageCategory::Oral).len(), 1);
    // The fourteenth day is still one of them.
    assert_eq!(on("2026-11-09", DosageCategory::Oral), [""; 0]);
}

#[test]
fn an_oral_drug_recorded_in_another_form_may_still_be_taken() {
    let master = own_master();
    let on = |start: &str, change: &dyn Fn(&mut MedicationEvent)| {
        let mut past = dispensed("610443048", start, 30);
        change(&mut past);
        check(&master, &[past], &prescription(&["622142001"]))
    };
    let external = |past: &mut MedicationEvent| past.category = DosageCategory::External;
    let injection = |past: &mut MedicationEvent| past.category = DosageCategory::Injection;
    let material = |past: &mut MedicationEvent| {
        (past.item, past.category) = (ItemKind::Material, DosageCategory::Unknown);
    };
    for change in [&external as &dyn Fn(&mut MedicationEvent), &injection, &material] {
        // Within the flat days it is compared as any other.
        assert!(on("2026-11-15", change).found());
        let report = on("2026-11-01", change);
        assert!(!report.found());
        assert_eq!(listed(&report), ["history 1 form_contradicts_drug"]);
        assert!(listed(&on("2026-08-13", change)).is_empty(), "101 days ago");
    }
    // A patch put down as 外用 contradicts nothing, and a needle is no medicine.
    let patch = flat("620007813", "2026-11-01", DosageCategory::External);
    let mut needle = dispensed("710010001", "2026-11-01", 30);
    needle.item = ItemKind::Material;
    for past in [patch, needle] {
        assert!(listed(&check(&master, &[past], &prescription(&["622142001"]))).is_empty());
    }
    // A medicine that the prescription puts down as a material is checked all the same.
    let mut new = prescription(&["622142001"]);
    new.items[0].item = ItemKind::Material;
    let past = [dispensed("610443048", "2026-11-15", 14)];
    assert!(check(&master, &past, &new).found());
}

#[test]
fn that_no_list_names_ingredients_is_said_of_a_prescription_without_history() {
    let row = y_row('0', "620000003", "z", "錠", "0", "1", "1129999F1019", "", "0", "");
    let mut builder = MasterBuilder::new();
    builder.add("y_ALL.csv", row.as_bytes()).unwrap();
    let master = builder.build().unwrap();
    let report = check(&master, &[], &prescription(&["620000003"]));
    assert!(listed(&report).contains(&"master no_ingredient_table".to_owned()), "{report:?}");
}

#[test]
fn a_form_that_contradicts_the_drug_is_said_to_the_hundredth_day_and_no_further() {
    let master = own_master();
    let on = |start: &str| {
        let mut past = dispensed("610443048", start, 30);
        past.category = DosageCategory::External;
        listed(&check(&master, &[past], &prescription(&["612170710"])))
    };
    // 11-22 is 100 days after 08-14.
    assert_eq!(on("2026-08-14"), ["history 1 form_contradicts_drug"]);
    assert_eq!(on("2026-08-13"), [""; 0]);
}

#[test]
fn a_code_is_good_on_its_last_day_and_retired_on_the_next() {
    let row = y_row('0', "620000003", "z", "錠", "0", "1", "2171022F2017", "", "0", "");
    let mut fields: Vec<String> = row.trim_end().split(',').map(str::to_owned).collect();
    fields[30] = "\"20261122\"".into();
    let price =
        "区分,薬価基準収載医薬品コード,成分名,規格,品名\n内用薬,2171022F2017,アムロジピン,,z\n";
    let mut builder = MasterBuilder::new();
    builder.add("y_ALL.csv", (fields.join(",") + "\r\n").as_bytes()).unwrap();
    builder.add("tp.csv", price.as_bytes()).unwrap();
    let master = builder.build().unwrap();
    let on = |day: &str| {
        let mut new = prescription(&["620000003"]);
        new.issued_on = Some(date(day));
        let listed = listed(&check(&master, &[], &new));
        listed.iter().any(|entry| entry == "RP1-1 retired_code")
    };
    assert!(!on("2026-11-22") && on("2026-11-23"));
}

#[test]
fn a_listed_code_with_a_wrong_check_digit_is_worth_a_word() {
    // 2171022F2017 with another last digit, as a few old entries of the lists are.
    let row = y_row('0', "620000003", "z", "錠", "0", "1", "2171022F2018", "", "0", "");
    let price =
        "区分,薬価基準収載医薬品コード,成分名,規格,品名\n内用薬,2171022F2018,アムロジピン,,z\n";
    let mut builder = MasterBuilder::new();
    builder.add("y_ALL.csv", row.as_bytes()).unwrap();
    builder.add("tp.csv", price.as_bytes()).unwrap();
    let master = builder.build().unwrap();
    let report = check(&master, &[], &prescription(&["2171022F2018"]));
    assert!(says(&report, "medication.code.check_digit"), "{:?}", report.findings);
    assert_eq!(report.audit.items_checked, 1);
}

#[test]
fn a_pair_of_seven_digits_holds_for_a_code_that_no_master_lists() {
    // フルボキサミン 1179039 and ラメルテオン (ロゼレム) 1190016; 1179039F9990 is of the form and in no list.
    let master = own_master();
    let unlisted = (0..10)
        .map(|digit| format!("1179039F999{digit}"))
        .find(|code| YjCode::parse(code).is_ok_and(|code| code.check_digit().agrees()))
        .unwrap();
    let past = [dispensed("621985801", "2026-11-15", 14)];
    let report = check(&master, &past, &prescription(&[&unlisted]));
    let pair = report.hits.iter().filter(|hit| hit.kind == HitKind::Contraindication).count();
    assert_eq!(pair, 1, "{:?}", report.not_checked);
    assert!(listed(&report).contains(&"RP1-1 unknown_code".to_owned()));
}

#[test]
fn of_a_split_dispensing_the_days_of_the_part_count_and_not_a_share_of_all() {
    let mut past = dispensed("610443048", "2026-11-10", 42);
    past.split = Some(SplitPart { part: 1, parts: 3, days: Some(10) });
    // Ten days from the 10th end on the 19th; a third of 42 would end on the 23rd.
    let policy = PeriodPolicy::default();
    assert_eq!(Period::of(&past, &policy).unwrap().end, date("2026-11-19"));
    past.split = Some(SplitPart { part: 1, parts: 3, days: None });
    assert_eq!(Period::of(&past, &policy).unwrap().end, date("2026-11-23"));
}

#[test]
fn a_generic_name_is_on_the_sides_of_all_its_members() {
    // An 一般名 of the table of exceptions: its members differ in the ninth character.
    let row =
        |receipt, price, generic| y_row('0', receipt, "x", "錠", "0", "1", price, generic, "0", "");
    let medicine = row("620000001", "1149019F1560", "1149019FAZZZ")
        + &row("620000002", "1149019F2010", "1149019FAZZZ")
        + &row("620000003", "1190016F1024", "");
    let mut builder = MasterBuilder::new();
    builder.add("y_ALL.csv", medicine.as_bytes()).unwrap();
    let master = builder.build().unwrap();
    let past = [dispensed("620000003", "2026-11-15", 14)];
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    for class in ["1149019F1", "1149019F2"] {
        let table =
            PairTable::from_csv(format!("left,right\n{class},1190016\n").as_bytes()).unwrap();
        let checker = MedicationChecker::new(&master).with_pairs(&table);
        let report = checker.check(&prescription(&["1149019FAZZZ"]), &past, &options).unwrap();
        let pairs = report.hits.iter().filter(|hit| hit.kind == HitKind::Contraindication);
        assert_eq!(pairs.count(), 1, "{class}");
    }
}
