//! Arbitrary bytes: every reader answers or refuses, and none panics or takes more than its
//! limits.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::*;
use proptest::prelude::*;
use shohosen_medication::*;

fn read_all(bytes: &[u8]) {
    let mut builder = MasterBuilder::new();
    if builder.add("x_20240101", bytes).is_ok() {
        let master = builder.build().unwrap();
        for drug in master.drugs() {
            let _ = (drug.name(), drug.hot9_codes(), drug.ingredients());
        }
        assert_eq!(DrugMaster::from_bytes(&master.to_bytes()).unwrap().len(), master.len());
    }
    let _ = DrugMaster::from_bytes(bytes);
    let _ = IngredientTable::from_csv(bytes);
    let _ = PairTable::from_csv(bytes);
    let _ = PairTable::from_receipt_office(bytes, "");
    let _ = PrescribingRules::from_json(bytes);
    let _ = history_from_json(bytes, &HistoryLimits::default());
    let _ = history_from_csv(bytes, &HistoryLimits::default());
    if let Ok(text) = std::str::from_utf8(bytes) {
        read_text(text);
    }
}

fn read_text(text: &str) {
    if let Ok(code) = DrugCode::recognise(text) {
        let _ = (code.check_digit(), code.is_dummy());
        assert_eq!(code.to_string(), text);
    }
    for system in ["receipt", "price_list", "yj", "hot", "generic", "gtin"] {
        let _ = GivenCode::parse(CodeSystem::from_word(system).unwrap(), text).to_string();
    }
    if let Ok(usage) = UsageCode::parse(text) {
        let _ = (
            usage.timing(),
            usage.times_a_day(),
            usage.route_detail_ja(),
            usage.extra_clock_times(),
        );
    }
    if let Ok(supplement) = UsageSupplement::parse(text) {
        let _ = (supplement.pattern(), supplement.uneven_dose());
    }
    let _ = (Date::parse(text), DrugSelector::parse(text));
}

/// A stored zip archive, as the readers expect it, so that mutations reach what is inside.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut central) = (Vec::new(), Vec::new());
    for (name, data) in files {
        let at = out.len() as u32;
        let size = (data.len() as u32).to_le_bytes();
        let crc = crc32fast::hash(data).to_le_bytes();
        let mut shared = Vec::new();
        shared.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        shared.extend(crc.iter().chain(&size).chain(&size));
        shared.extend((name.len() as u16).to_le_bytes());
        shared.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend(name.as_bytes());
        out.extend(*data);
        central.extend(b"PK\x01\x02\x14\x00");
        central.extend(&shared);
        central.extend([0; 10]);
        central.extend(at.to_le_bytes());
        central.extend(name.as_bytes());
    }
    let (at, count) = (out.len() as u32, (files.len() as u16).to_le_bytes());
    out.extend(&central);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.iter().chain(&count));
    out.extend((central.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

const SHEET: &str = r#"<worksheet><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>品名</t></is></c></row>
<row r="2"><c r="A2"><v>1129009F2021</v></c><c r="B2" t="s"><v>2</v></c><c r="C2"><v>a</v></c></row>
</sheetData></worksheet>"#;
const STRINGS: &str = "<sst><si><t>薬価基準収載医薬品コード</t></si><si><t>成分名</t></si><si><t>ゾルピデム</t></si></sst>";

fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    zip(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// Good input of every kind, to be damaged.
fn seeds() -> Vec<Vec<u8>> {
    let row = y_row(
        '0',
        "610443048",
        "マイスリー",
        "錠",
        "5",
        "1",
        "1129009F2021",
        "1129009F2ZZZ",
        "0",
        "",
    );
    vec![
        row.clone().into_bytes(),
        zip(&[("y.csv", row.as_bytes())]),
        xlsx(SHEET, STRINGS),
        own_master().to_bytes().into_iter().take(4096).collect(),
        b"code,completeness,ingredients\n1139005,complete,a\n".to_vec(),
        b"left,right,kind,washout_days\n616290177,622374201,,7\nx@oral,1190023,caution,\n".to_vec(),
        br#"[{"kind":"dispensed","dispensed_on":"2026-11-15","days":14,"split":{"part":1,"parts":0},"pattern":{"days_of_month":7}}]"#.to_vec(),
        b"kind,code_system,code,usage_supplement\ndispensed,yj,1129009F2021,I1100000\n".to_vec(),
    ]
}

#[test]
fn the_xlsx_of_the_seeds_is_read_so_that_its_mutations_matter() {
    let mut builder = MasterBuilder::new();
    builder.add("tp.xlsx", &xlsx(SHEET, STRINGS)).unwrap();
    let master = builder.build().unwrap();
    assert_eq!(master.drugs().next().unwrap().ingredients(), ["ゾルピデム"]);
}

#[test]
fn a_small_workbook_cannot_unfold_into_a_large_table() {
    // One string of 100 kB, named by 5,000 cells: half a gigabyte.
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(100_000));
    let cells = "<row><c t=\"s\"><v>0</v></c></row>".repeat(5_000);
    let sheet = format!("<worksheet>{cells}</worksheet>");
    let mut builder = MasterBuilder::new();
    let error = builder.add("x.xlsx", &xlsx(&sheet, &strings)).unwrap_err();
    assert!(matches!(error, MasterError::Limit { .. }), "{error}");
    assert!(error.to_string().ends_with(" bytes in a file"), "{error}");
}

#[test]
fn limits_are_kept() {
    let limits = MasterLimits { rows: 10, ..MasterLimits::default() };
    let mut builder = MasterBuilder::with_limits(limits);
    let error = builder.add("x.csv", "a\n".repeat(11).as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "more than 10 rows");
    let limits = MasterLimits { file_bytes: 10, ..MasterLimits::default() };
    let mut builder = MasterBuilder::with_limits(limits);
    let error = builder.add("x.zip", &zip(&[("x.csv", b"more than ten bytes")])).unwrap_err();
    assert_eq!(error.to_string(), "more than 10 bytes in a file");
    let limits = HistoryLimits { events: 1, ..HistoryLimits::default() };
    assert!(history_from_json(br#"[{"kind":"dispensed"},{"kind":"dispensed"}]"#, &limits).is_err());
    let csv = b"kind,code_system,code\ndispensed,yj,1\ndispensed,yj,1\n";
    assert!(history_from_csv(csv, &limits).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_reader_panics_on_arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_all(&bytes);
    }

    #[test]
    fn no_parser_panics_on_text(text in "[0-9A-Zぁ]{0,18}|\\PC{0,20}") {
        read_text(&text);
    }

    #[test]
    fn no_reader_panics_on_damaged_input(
        which in 0usize..8,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let mut bytes = SEEDS.with(|seeds| seeds[which].clone());
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if shorten {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_all(&bytes);
    }

    /// With a right CRC-32, so that what is behind it is reached.
    #[test]
    fn a_forged_cached_master_is_refused_or_answers(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = CACHED.with(Clone::clone);
        for (place, byte) in changes {
            let place = 12 + place.index(bytes.len() - 12);
            bytes[place] = byte;
        }
        let crc = crc32fast::hash(&bytes[12..]).to_le_bytes();
        bytes[8..12].copy_from_slice(&crc);
        if let Ok(master) = DrugMaster::from_bytes(&bytes) {
            let _ = (master.statistics(), master.to_bytes(), master.search("錠", 10));
            let codes = ["610443048", "676290177", "1129009F2ZZZ", "2171022F2017", "1038354"];
            let history: Vec<_> =
                codes.iter().map(|code| dispensed(code, "2026-11-15", 14)).collect();
            let options = CheckOptions::new(date("2026-11-22"), Consent::Given);
            let checker = MedicationChecker::new(&master).with_pairs(&pairs());
            let report = checker.check(&prescription(&codes), &history, &options).unwrap();
            prop_assert!(!report.to_json().is_empty());
        }
    }

    #[test]
    fn no_check_panics_on_extreme_records(
        days in any::<u16>(), start in -719_162i32..2_932_896, bounds in any::<u16>(),
        take in any::<u8>(), rest in any::<u8>(), month in any::<u32>(), parts in any::<u8>(),
        kind in 0u8..4,
    ) {
        let mut event = dispensed("610443048", "2026-11-15", days);
        event.dispensed_on = Date::from_days(start);
        event.pattern = Some(match kind {
            0 => IntakePattern::Alternate { take, rest },
            1 => IntakePattern::Weekdays(take),
            2 => IntakePattern::DaysOfMonth(month),
            _ => IntakePattern::TimesAWeek(take),
        });
        event.bounds_days = (bounds > 60_000).then_some(bounds);
        event.split = (parts > 100).then_some(SplitPart { part: 1, parts, days: None });
        let mut options = CheckOptions::new(Date::from_days(start).unwrap(), Consent::Given);
        options.periods.calendar_span = true;
        let checker = MedicationChecker::new(DrugMaster::default());
        let report = checker.check(&prescription(&["1129009F2285"]), &[event], &options).unwrap();
        prop_assert!(!report.to_json().is_empty());
    }
}

thread_local! {
    static SEEDS: Vec<Vec<u8>> = seeds();
    static CACHED: Vec<u8> = own_master().to_bytes();
}
