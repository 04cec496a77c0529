//! A folder with a small master, a prescription and histories, and the command run in it.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// receipt code, name, unit, dosage form, price-list code, name of the ingredient: rows of the
/// national master and the price list.
const DRUGS: &[[&str; 6]] = &[
    ["610443048", "マイスリー錠１０ｍｇ", "錠", "1", "1129009F2021", "ゾルピデム酒石酸塩"],
    [
        "622142001",
        "ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」",
        "錠",
        "1",
        "1129009F2285",
        "ゾルピデム酒石酸塩",
    ],
    [
        "620007813",
        "ロキソニンテープ１００ｍｇ",
        "枚",
        "6",
        "2649735S3020",
        "ロキソプロフェンナトリウム水和物",
    ],
    [
        "622234201",
        "ロキソプロフェンＮａテープ１００ｍｇ「ＹＤ」",
        "枚",
        "6",
        "2649735S3110",
        "ロキソプロフェンナトリウム水和物",
    ],
    ["622381201", "カロナール錠５００", "錠", "1", "1141007F3023", "アセトアミノフェン"],
];

/// ゾルピデム for 14 days and a patch, of 2026-11-22.
pub const PRESCRIPTION: &str = "SJ1\n1,1,1310001,13,当院\n5,,ｼｹﾝ ｼﾞﾛｳ,試験　次郎\n\
    11,,見本　太郎,ﾐﾎﾝ ﾀﾛｳ\n12,1\n13,19600229\n51,20261122\n101,1,1,,14\n\
    111,1,3,1011100000000000,１日１回就寝前　服用,1\n\
    201,1,1,1,2,622142001,ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」,1,1,錠\n101,2,3,,1\n\
    111,2,3,2C71000000000000,１日１回　貼付,1\n\
    201,2,1,1,2,622234201,ロキソプロフェンＮａテープ１００ｍｇ「ＹＤ」,14,1,枚";

/// マイスリー for 14 days from the 15th, a patch of the 12th, and カロナール of long ago.
pub const HISTORY: &str = "kind,code_system,code,name,category,dispensed_on,days,institution_name,\
    pharmacy_name\n\
    dispensed,receipt,610443048,マイスリー錠１０ｍｇ,oral,20261115,14,別の医院,ある薬局\n\
    dispensed,receipt,620007813,ロキソニンテープ１００ｍｇ,external,20261112,,整形外科,ある薬局\n\
    dispensed,receipt,622381201,カロナール錠５００,oral,20260801,7,別の医院,ある薬局\n";

pub struct Clinic(PathBuf);

impl Clinic {
    /// With `m.csv`, `tp.csv`, `rx.csv` and `history.csv`.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("shohosen-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        let clinic = Self(path);
        let mut medicine = String::new();
        let mut prices = String::from(
            "区分,薬価基準収載医薬品コード,成分名,規格,品名,薬価,経過措置による使用期限\n",
        );
        for [receipt, name, unit, form, price, ingredient] in DRUGS {
            let mut fields = vec![String::new(); 42];
            for (column, value) in [
                (1, "0"),
                (2, "Y"),
                (3, *receipt),
                (5, name),
                (10, unit),
                (14, "0"),
                (28, form),
                (31, "99999999"),
                (32, price),
                (35, name),
                (36, "0"),
            ] {
                fields[column - 1] = value.to_owned();
            }
            medicine += &format!("{}\r\n", fields.join(","));
            prices += &format!("内用薬,{price},{ingredient},,{name},,\n");
        }
        clinic.file("m.csv", medicine.as_bytes());
        clinic.file("tp.csv", prices.as_bytes());
        clinic.file("rx.csv", PRESCRIPTION.as_bytes());
        clinic.file("history.csv", HISTORY.as_bytes());
        clinic
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn file(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_shohosen"))
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .env("USER", "yakuzaishi")
            .current_dir(&self.0)
            .output()
            .unwrap()
    }

    /// `check rx.csv` on 2026-11-22 with the master, and without a table of pairs unless one is given.
    pub fn check(&self, more: &[&str]) -> Output {
        let usual = ["check", "rx.csv", "--on", "2026-11-22", "--master", "m.csv", "tp.csv"];
        let no_pairs = if more.contains(&"--pairs") { &[][..] } else { &["--no-pairs"] };
        self.run(&[&usual[..], no_pairs, more].concat())
    }
}

impl Drop for Clinic {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("the command was killed")
}

pub fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn exists(path: &Path) -> bool {
    path.exists()
}
