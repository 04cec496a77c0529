//! The official files, ours in their layout and, with `SHOHOSEN_VECTORS`, the real ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use shohosen_medication::*;

fn build(files: &[(&str, &[u8])]) -> DrugMaster {
    let mut builder = MasterBuilder::new();
    for (name, bytes) in files {
        builder.add(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    builder.build().unwrap()
}

fn code(text: &str) -> DrugCode {
    DrugCode::recognise(text).unwrap()
}

fn y(change: char, receipt: &str, name: &str, price: &str) -> String {
    y_row(change, receipt, name, "錠", "0", "1", price, "1129009F2ZZZ", "0", "")
}

#[test]
fn differences_change_only_the_fields_that_they_fill_and_removals_retire() {
    let full = y('0', "610443048", "マイスリー錠１０ｍｇ", "1129009F2021")
        + &y('0', "622142001", "ゾルピデム「トーワ」", "1129009F2285");
    let mut change = vec![String::new(); 42];
    (change[0], change[1], change[2]) = ("5".into(), "Y".into(), "610443048".into());
    (change[29], change[33]) = ("20241001".into(), "20250331".into());
    let mut removal = vec![String::new(); 42];
    (removal[0], removal[1], removal[2]) = ("9".into(), "Y".into(), "622142001".into());
    removal[29] = "20241001".into();
    let difference = format!("{}\r\n{}\r\n", change.join(","), removal.join(","));
    // The difference comes first, as it does in the order of the names.
    let master =
        build(&[("y_20240906.csv", difference.as_bytes()), ("y_ALL20240321.csv", full.as_bytes())]);
    let drug = master.drug(code("610443048")).unwrap();
    assert_eq!((drug.name(), drug.unit()), ("マイスリー錠１０ｍｇ", "錠"));
    assert_eq!(drug.transition_until(), Some(date("2025-03-31")));
    assert!(!drug.is_retired_on(date("2026-11-22")));
    let removed = master.drug(code("622142001")).unwrap();
    assert!(removed.is_removed());
    assert!(
        removed.is_retired_on(date("2024-10-02")) && !removed.is_retired_on(date("2024-10-01"))
    );

    // The retired code is still compared, and listed as not checked.
    let checker = MedicationChecker::new(&master);
    let history = [dispensed("610443048", "2026-11-15", 14)];
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    let report = checker.check(&prescription(&["622142001"]), &history, &options).unwrap();
    assert!(report.found());
    assert_eq!(report.not_checked[0].reason, NotCheckedReason::RetiredCode);
}

#[test]
fn forty_columns_and_cp932_are_read_as_well() {
    let row = y('0', "610443048", "マイスリー錠１０ｍｇ", "1129009F2021");
    let fields: Vec<&str> = row.trim_end().split(',').take(40).collect();
    let (cp932, _, lossy) = encoding_rs::SHIFT_JIS.encode(&fields.join(",")).clone_owned();
    assert!(!lossy);
    let master = build(&[("y.csv", &cp932)]);
    assert_eq!(master.drug(code("1129009F2021")).unwrap().name(), "マイスリー錠１０ｍｇ");
}

/// The borrowed result of `encode` as an owned one.
trait CloneOwned {
    fn clone_owned(self) -> (Vec<u8>, &'static encoding_rs::Encoding, bool);
}

impl CloneOwned for (std::borrow::Cow<'_, [u8]>, &'static encoding_rs::Encoding, bool) {
    fn clone_owned(self) -> (Vec<u8>, &'static encoding_rs::Encoding, bool) {
        (self.0.into_owned(), self.1, self.2)
    }
}

const HOT: &str = "基準番号（ＨＯＴ番号）,処方用番号（ＨＯＴ７）,会社識別用番号,調剤用番号,物流用番号,ＪＡＮコード,\
薬価基準収載医薬品コード,個別医薬品コード,レセプト電算処理システムコード（１）,\
レセプト電算処理システムコード（２）,告示名称,販売名,レセプト電算処理システム医薬品名,規格単位,包装形態,\
包装単位数,包装単位単位,包装総量数,包装総量単位,区分,製造会社,販売会社,更新区分,更新年月日\n\
1038354010101,1038354,01,01,01,4987035184614,2233002F1085,2233002F1085,612220321,,,ムコダイン錠２５０ｍｇ,,,,,,,錠,内,,,1,20240101\n\
1001372010101,1001372,01,01,01,,2456401A1030,2456401A1030,666666666,,,プレドニン注,,,,,,,管,注,,,1,20240101\n";

#[test]
fn the_hot_master_leads_from_hot_and_gtin_to_the_drug() {
    let medicine = y('0', "612220321", "ムコダイン錠２５０ｍｇ", "2233002F1085");
    let master = build(&[("hot.csv", HOT.as_bytes()), ("y.csv", medicine.as_bytes())]);
    for text in [
        "1038354",
        "103835401",
        "10383540101",
        "1038354010101",
        "4987035184614",
        "14987035184611",
        "2233002F1085",
        "612220321",
    ] {
        let drug = master.drug(code(text)).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(drug.receipt_code().unwrap().to_string(), "612220321", "{text}");
    }
    let drug = master.drug(code("612220321")).unwrap();
    assert_eq!(drug.hot9_codes()[0].to_string(), "103835401");
    // A drug of the HOT master alone; 666666666 says that it has no receipt code.
    let injection = master.drug(code("1001372")).unwrap();
    assert_eq!((injection.route(), injection.receipt_code()), (Some(Route::Injection), None));
}

#[test]
fn exception_codes_have_the_members_that_the_generic_master_lists() {
    let generic = "区分,一般名コード,一般名処方の標準的な記載,成分名,規格,加算,例外コード\n\
        外用薬,2649735SBZZZ,【般】ロキソプロフェンＮａテープ１００ｍｇ,ロキソプロフェンナトリウム水和物,,,例外コード\n";
    let members = "区分,一般名コード,一般名処方の標準的な記載,成分名,規格,薬価基準収載医薬品コード,品名\n\
        外用薬,2649735SBZZZ,【般】ロキソプロフェンＮａテープ１００ｍｇ,ロキソプロフェンナトリウム水和物,,2649735S3020,a\n\
        ,,,,,2649735S3110,b\n";
    let medicine = y_row('0', "620007813", "a", "枚", "0", "6", "2649735S3020", "", "0", "")
        + &y_row('0', "622234201", "b", "枚", "0", "6", "2649735S3110", "", "0", "");
    let master = build(&[
        ("g.csv", generic.as_bytes()),
        ("m.csv", members.as_bytes()),
        ("y.csv", medicine.as_bytes()),
    ]);
    let generic = GenericCode::parse("2649735SBZZZ").unwrap();
    let names: Vec<_> = master.members(generic).map(|drug| drug.name()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(master.generic_name(generic), Some("【般】ロキソプロフェンＮａテープ１００ｍｇ"));
    assert_eq!(master.drug(code("620007813")).unwrap().ingredients().len(), 1);
}

#[test]
fn a_users_table_goes_before_the_names_of_the_price_list() {
    let price =
        "区分,薬価基準収載医薬品コード,成分名,規格,品名\n内用薬,1180199D1019,非ピリン系感冒剤,,x\n";
    let completeness = |table: Option<&str>| {
        let mut builder = MasterBuilder::new();
        builder.add("tp.csv", price.as_bytes()).unwrap();
        if let Some(table) = table {
            builder.add_ingredients(IngredientTable::from_csv(table.as_bytes()).unwrap());
        }
        let master = builder.build().unwrap();
        let drug = master.drug(code("1180199D1019")).unwrap();
        (drug.completeness(), drug.ingredients().len())
    };
    assert_eq!(completeness(None), (Completeness::Unknown, 0));
    let table = "1180199,complete,アセトアミノフェン・無水カフェイン";
    assert_eq!(completeness(Some(table)), (Completeness::Complete, 2));
}

#[test]
fn unknown_files_say_what_they_look_like_and_names_are_searched_over_widths() {
    let mut builder = MasterBuilder::new();
    let error = builder.add("x.csv", b"name,value\n1,2\n").unwrap_err();
    assert!(matches!(&error, MasterError::UnknownKind { columns: 2, .. }), "{error}");
    let found = own_master();
    let names: Vec<_> = found.search("ｶﾛﾅｰﾙ錠500", 5).iter().map(|drug| drug.name()).collect();
    assert_eq!(names, ["カロナール錠５００　５００ｍｇ"]);
    assert!(found.search("", 5).is_empty());
}

#[test]
fn the_compact_form_holds_everything_and_refuses_damage() {
    let master = own_master();
    let bytes = master.to_bytes();
    let again = DrugMaster::from_bytes(&bytes).unwrap();
    assert_eq!(again.editions(), master.editions());
    assert_eq!(again.statistics(), master.statistics());
    assert_eq!(again.to_bytes(), bytes);
    for (a, b) in master.drugs().zip(again.drugs()) {
        assert_eq!((a.name(), a.ingredients(), a.unit()), (b.name(), b.ingredients(), b.unit()));
        let found = again.drug(DrugCode::Receipt(a.receipt_code().unwrap())).unwrap();
        assert_eq!(found.name(), a.name());
    }
    for place in (0..bytes.len()).step_by(97) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        assert!(DrugMaster::from_bytes(&damaged).is_err(), "{place}");
        assert!(DrugMaster::from_bytes(&bytes[..place]).is_err(), "{place}");
    }
}

/// Counts of the national master of 2024-03-21: 19,686 rows, of which 19,637 have a price-list
/// code, all with a right check digit; 226 narcotics, 207 poisons, 7 stimulants' raw materials,
/// 392 psychotropics; by form 12,775 oral and 4,226 injections with route digits that agree.
#[test]
fn the_national_master_agrees_with_the_known_counts_and_every_drug_resolves_or_is_reported() {
    let Some(folder) = shohosen_testkit::vectors::folder("drug-masters") else { return };
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let alone = build(&[("y_ALL20240321.zip", &read("y_ALL20240321.zip"))]);
    let statistics = alone.statistics();
    assert_eq!((statistics.drugs, statistics.codes), (19_686, 19_637));
    assert_eq!(statistics.check_digits_agree, 19_637);
    let class = |class| alone.drugs().filter(|drug| drug.controlled_class() == class).count();
    assert_eq!(class(ControlledClass::Narcotic), 226);
    assert_eq!(class(ControlledClass::Poison), 207);
    assert_eq!(class(ControlledClass::StimulantMaterial), 7);
    assert_eq!(class(ControlledClass::Psychotropic), 392);
    let route = |route| alone.drugs().filter(|drug| drug.route() == Some(route)).count();
    assert_eq!((route(Route::Oral), route(Route::Injection)), (12_775, 4_226));
    assert_eq!(route(Route::External), 2_610 + 26);

    let master = national_master(&folder);
    let statistics = master.statistics();
    println!("{statistics:#?}");
    let checker = MedicationChecker::new(&master);
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    let (mut resolved, mut reported) = (0, 0);
    for drug in master.drugs() {
        let Some(receipt) = drug.receipt_code() else { continue };
        let item = GivenDrug::new(DrugCode::Receipt(receipt), drug.name());
        let mut new = prescription(&[]);
        new.items.push(PrescribedDrug {
            rp: 1,
            number: 1,
            drug: item.clone(),
            ..Default::default()
        });
        let mut past = dispensed("610443048", "2026-11-15", 14);
        past.drug = item;
        let report = checker.check(&new, &[past], &options).unwrap();
        let listed = report.not_checked.iter().any(|entry| entry.item == "RP1-1");
        // Against itself every drug is a duplicate. If not, it is no medicine (63…), or a change
        // of a drug that the full master does not have, which is reported.
        let adjustment = receipt.to_string().starts_with("63");
        assert!(report.found() || adjustment || listed, "{drug:?} {:?}", report.findings);
        assert_eq!(report.found(), drug.ingredient_prefix().is_some(), "{drug:?}");
        resolved += usize::from(report.found() && !listed);
        reported += usize::from(listed);
    }
    println!(
        "{resolved} resolve to all their ingredients, {reported} are reported as not (fully) checked"
    );
    assert!(resolved > 18_000);
}

#[test]
fn the_hot_master_of_2003_agrees_with_its_check_digits() {
    let Some(folder) = shohosen_testkit::vectors::folder("drug-masters") else { return };
    let bytes = std::fs::read(folder.join("hot9_20030228.csv")).unwrap();
    let master = build(&[("hot9_20030228.csv", &bytes)]);
    let statistics = master.statistics();
    println!("{statistics:?}");
    // The file has 11,707 different HOT7 below its heading; all digits are right.
    let text = String::from_utf8(bytes).unwrap();
    let mut hot7: Vec<&str> = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1))
        .map(|field| field.trim_matches('"'))
        .filter(|field| field.len() == 7)
        .collect();
    hot7.sort_unstable();
    hot7.dedup();
    assert_eq!(hot7.len(), 11_707);
    for text in hot7 {
        let code = HotCode::parse(text).unwrap();
        assert!(code.check_digit().agrees(), "{text}");
        assert!(master.drug(DrugCode::Hot(code)).is_some(), "{text}");
    }
}

/// None of these is in the built-in table: the components come from the price list's names.
#[test]
fn components_of_combinations_come_from_the_price_list() {
    let Some(folder) = shohosen_testkit::vectors::folder("drug-masters") else { return };
    let master = national_master(&folder);
    let checker = MedicationChecker::new(&master);
    let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
    for (combination, single, ingredient) in [
        ("トラディアンス配合錠ＡＰ", "ジャディアンス錠１０ｍｇ", "エンパグリフロジン"),
        ("ロスーゼット配合錠ＬＤ", "ゼチーア錠１０ｍｇ", "エゼチミブ"),
        ("キャブピリン配合錠", "タケキャブ錠１０ｍｇ", "ボノプラザンフマル酸塩"),
        ("ザクラス配合錠ＬＤ", "ノルバスク錠５ｍｇ", "アムロジピンベシル酸塩"),
    ] {
        let code = |name: &str| {
            let found = master.search(name, 1);
            found.first().unwrap_or_else(|| panic!("{name}")).receipt_code().unwrap().to_string()
        };
        let past = dispensed(&code(combination), "2026-11-15", 14);
        let new = prescription(&[&code(single)]);
        let report = checker.check(&new, &[past], &options).unwrap();
        let finding = report
            .findings
            .iter()
            .find(|finding| finding.code.id() == "medication.duplicate.same_ingredient");
        let finding = finding.unwrap_or_else(|| panic!("{combination} and {single}"));
        assert_eq!(finding.evidence.get("ingredient"), Some(&ingredient.into()), "{combination}");
        assert_eq!(finding.evidence.get("basis"), Some(&"ingredient_table".into()));
    }
}
