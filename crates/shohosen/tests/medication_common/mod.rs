//! A small master of real drugs, and shorthand, for the tests of the check.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use shohosen::check::{Checker, CheckerBuilder};
use shohosen::medication::Date;
use shohosen::{Finding, Language, Value};
use std::sync::OnceLock;

/// receipt code, name, unit, controlled class, dosage form, price-list code, 一般名コード, name of
/// the ingredient: rows of the national master of 2024 and the price list of 2025.
const DRUGS: &[[&str; 8]] = &[
    [
        "610443048",
        "マイスリー錠１０ｍｇ",
        "錠",
        "5",
        "1",
        "1129009F2021",
        "1129009F2ZZZ",
        "ゾルピデム酒石酸塩",
    ],
    [
        "622142001",
        "ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」",
        "錠",
        "5",
        "1",
        "1129009F2285",
        "1129009F2ZZZ",
        "ゾルピデム酒石酸塩",
    ],
    [
        "620007813",
        "ロキソニンテープ１００ｍｇ　１０ｃｍ×１４ｃｍ",
        "枚",
        "0",
        "6",
        "2649735S3020",
        "2649735SBZZZ",
        "ロキソプロフェンナトリウム水和物",
    ],
    [
        "622234201",
        "ロキソプロフェンＮａテープ１００ｍｇ「ＹＤ」　１０ｃｍ×１４ｃｍ",
        "枚",
        "0",
        "6",
        "2649735S3110",
        "2649735SBZZZ",
        "ロキソプロフェンナトリウム水和物",
    ],
    [
        "622381201",
        "カロナール錠５００　５００ｍｇ",
        "錠",
        "0",
        "1",
        "1141007F3023",
        "1141007F3ZZZ",
        "アセトアミノフェン",
    ],
    [
        "621980801",
        "エックスフォージ配合錠",
        "錠",
        "0",
        "1",
        "2149114F1021",
        "2149114F1ZZZ",
        "バルサルタン・アムロジピンベシル酸塩",
    ],
    [
        "620007880",
        "アムロジピン錠５ｍｇ「トーワ」",
        "錠",
        "0",
        "1",
        "2171022F2017",
        "2171022F2ZZZ",
        "アムロジピンベシル酸塩",
    ],
    [
        "616290177",
        "イトリゾールカプセル５０　５０ｍｇ",
        "カプセル",
        "0",
        "1",
        "6290004M1029",
        "6290004M1ZZZ",
        "イトラコナゾール",
    ],
    ["622374201", "ベルソムラ錠１５ｍｇ", "錠", "0", "1", "1190023F1024", "", "スボレキサント"],
    ["612450118", "プレドニン錠５ｍｇ", "錠", "0", "1", "2456001F1019", "", "プレドニゾロン"],
    [
        "610454071",
        "プレドニゾロン散「タケダ」１％",
        "ｇ",
        "0",
        "1",
        "2456002B1062",
        "",
        "プレドニゾロン",
    ],
    [
        "620009225",
        "コデインリン酸塩散１０％「タケダ」",
        "ｇ",
        "1",
        "1",
        "8115002B2016",
        "",
        "コデインリン酸塩水和物",
    ],
];

/// The master as official files: a y master of 42 columns and a price list.
pub fn master_files() -> Vec<(String, Vec<u8>)> {
    let mut medicine = String::new();
    let mut prices = String::from(
        "区分,薬価基準収載医薬品コード,成分名,規格,品名,薬価,経過措置による使用期限\n",
    );
    for [receipt, name, unit, controlled, form, price, generic, ingredient] in DRUGS {
        let mut fields = vec![String::new(); 42];
        for (column, value) in [
            (1, "0"),
            (2, "Y"),
            (3, *receipt),
            (5, name),
            (10, unit),
            (14, controlled),
            (28, form),
            (30, "20240401"),
            (31, "99999999"),
            (32, price),
            (34, "0"),
            (35, name),
            (36, "0"),
            (37, generic),
        ] {
            fields[column - 1] = value.to_owned();
        }
        let quoted: Vec<String> = fields.iter().map(|field| format!("\"{field}\"")).collect();
        medicine += &format!("{}\r\n", quoted.join(","));
        prices += &format!("内用薬,{price},{ingredient},,{name},,\n");
    }
    vec![
        ("y_ALL20240321.csv".into(), shift_jis(&medicine)),
        ("tp20250814-01_01.csv".into(), prices.into_bytes()),
    ]
}

/// For testing: consult the package inserts for real ones.
pub const PAIRS: &str = "# source: test\n# edition: 2026-11-22\nleft,right,kind,washout_days\n\
    イトラコナゾール,スボレキサント,,\n";

pub fn checker() -> &'static Checker {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    CHECKER.get_or_init(|| {
        let mut builder = CheckerBuilder::new();
        for (name, bytes) in master_files() {
            builder.master_file(&name, &bytes).unwrap();
        }
        builder.pairs_file("pairs.csv", PAIRS.as_bytes()).unwrap();
        builder.build().unwrap()
    })
}

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub fn shift_jis(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!lossy, "{text}");
    bytes.into_owned()
}

pub fn evidence(finding: &Finding, key: &str) -> String {
    finding
        .evidence
        .get(key)
        .map_or_else(String::new, |value: &Value| value.display(Language::Japanese))
}

pub fn ids(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.id()).collect()
}
