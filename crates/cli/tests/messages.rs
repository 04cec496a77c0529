//! One table: wrong input → code, place, cause and remedy, in both languages, and nothing in the words of
//! a library.

#![allow(clippy::unwrap_used, clippy::panic)]

use shohosen_testkit::documents::{World, prescription_payload};
use shohosen_testkit::keys::Digest;
use shohosen_testkit::pki::Person;
use std::path::{Path, PathBuf};
use std::process::Command;

const AT: &str = "2024-06-03T08:08:00Z";

struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("messages-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn put(&self, name: &str, octets: impl AsRef<[u8]>) {
        std::fs::write(self.0.join(name), octets).unwrap();
    }

    fn run(&self, arguments: &str, lang: &str) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shohosen"));
        command.current_dir(&self.0).args(arguments.split(' ')).args(["--lang", lang]);
        let output = command.output().unwrap();
        let text = [&output.stdout[..], &output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(text).unwrap())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Words of libraries and of their makers.
const RAW: [&str; 14] = [
    "os error",
    "No such file",
    "Permission denied",
    "invalid type",
    "expected struct",
    "unknown variant",
    "unknown field",
    "missing field",
    "at line ",
    "Error(",
    "Err(",
    "nom::",
    "InvalidDate",
    "panicked",
];

/// Four English words one after the other: an English reason in a Japanese sentence.
fn english(text: &str) -> Option<String> {
    let is_word = |word: &&str| {
        word.len() > 1 && word.bytes().all(|octet| octet.is_ascii_lowercase() || octet == b'\'')
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(4).find(|four| four.iter().all(&is_word)).map(|four| four.join(" "))
}

struct Wrong {
    arguments: &'static str,
    exit: i32,
    code: &'static str,
    /// In both languages: the file, the line, the name.
    place: &'static str,
    ja: &'static str,
    en: &'static str,
}

const fn wrong(
    arguments: &'static str,
    exit: i32,
    code: &'static str,
    place: &'static str,
    ja: &'static str,
    en: &'static str,
) -> Wrong {
    Wrong { arguments, exit, code, place, ja, en }
}

fn desk_with_wrong_files(name: &str) -> Desk {
    let desk = Desk::new(name);
    let world = World::from_committed_keys(shohosen_testkit::suite::epoch());
    let doctor = world.hpki.credential(&Person::doctor());
    desk.put("rx.csv", prescription_payload());
    desk.put("doctor.cer", &doctor.certificate);
    desk.put("doctor.key", doctor.key.pkcs8());
    desk.put("sign-ca.crl", &world.hpki.validation_data(world.time(29_280)).crls[0]);
    desk.put("page.html", "<!DOCTYPE html><html><body>ログイン</body></html>");
    desk.put("object.json", "{\"a\": 1}");
    desk.put("array.json", "[true]");
    desk.put("empty", "");
    desk.put(
        "utf16.txt",
        "\u{feff}{\"required_level\": \"T\"}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>(),
    );
    desk.put("book.xlsx", b"PK\x03\x04\x14\0\0\0");
    desk.put("policy-misspelt.json", "{\"requierd_level\": \"T\"}");
    desk.put("policy-word.json", "{\"required_level\": \"t\"}");
    desk.put("cr.csv", String::from_utf8(prescription_payload()).unwrap().replace('\n', "\r"));
    desk.put("history-object.json", "{\"events\": {\"kind\": \"dispensed\"}}");
    desk.put("history-word.json", "[\n{\"kind\": \"taken\"}]");
    desk.put("history-key.json", "[{\"kind\": \"dispensed\", \"dispensed_day\": \"20240101\"}]");
    desk.put("history-cut.json", "[{\"kind\": \"dispensed\"");
    desk.put("history-word.csv", "kind,code_system,code\ndispensed,yj,1119001F1025\ntaken,yj,x\n");
    desk.put("history-heading.csv", "kind,code_system,code,dispensed\ndispensed,yj,x,y\n");
    desk.put("history-number.csv", "kind,code_system,code,days\ndispensed,yj,x,many\n");
    desk.put("pairs-kind.csv", "left,right,kind,washout_days\n1119001,1190023,forbidden,\n");
    desk.put("pairs-side.csv", "left,right,kind,washout_days\n1119001,イトラコナゾール@点眼,,\n");
    desk.put("facts-status.csv", "kind,system,code,text,status\nallergy,yj,1119001F1025,a,maybe\n");
    desk.put("facts-array.json", "{\"patient\": []}");
    let octets = |name: &str| {
        let (exit, text) = desk.run(
            &format!("prepare rx.csv --cert doctor.cer -o {name} --no-config --at {AT}"),
            "en",
        );
        assert_eq!(exit, 0, "{text}");
        let state: serde_json::Value =
            serde_json::from_slice(&std::fs::read(desk.0.join(name)).unwrap()).unwrap();
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.decode(state["octets"].as_str().unwrap()).unwrap()
    };
    let value = doctor.key.sign(Digest::Sha256, &octets("state.json"));
    desk.put("reversed.bin", value.iter().rev().copied().collect::<Vec<_>>());
    let hex: String = value.iter().map(|octet| format!("{octet:02x}")).collect();
    desk.put("hex.txt", hex);
    desk.put("short.bin", &value[..100]);
    desk
}

const FINISH: &str = "signing.value.mismatch";
const HISTORY: &str = "medication.history.unreadable";

#[test]
fn each_wrong_input_is_told_with_code_place_cause_and_remedy_in_both_languages() {
    let desk = desk_with_wrong_files("table");
    let missing = ("ファイルまたはフォルダーがありません", "there is no such file or folder");
    let page = ("HTML のページ", "an HTML page");
    let table = [
        wrong(
            "verify missing.xml",
            65,
            "binding.file.unreadable",
            "missing.xml",
            missing.0,
            missing.1,
        ),
        wrong(
            "lint missing.csv",
            65,
            "binding.file.unreadable",
            "missing.csv",
            missing.0,
            missing.1,
        ),
        wrong(
            "cert missing.cer",
            65,
            "binding.file.unreadable",
            "missing.cer",
            missing.0,
            missing.1,
        ),
        wrong(
            "verify rx.csv --crl missing.crl",
            65,
            "binding.file.unreadable",
            "missing.crl",
            missing.0,
            missing.1,
        ),
        wrong(
            "judge missing.json",
            65,
            "binding.file.unreadable",
            "missing.json",
            missing.0,
            missing.1,
        ),
        wrong("lint .", 65, "binding.file.unreadable", ".", "フォルダーです", "it is a folder"),
        wrong(
            "sign rx.csv --key doctor.key --cert doctor.cer -o gone/x",
            74,
            "command.output.failed",
            "gone/x",
            missing.0,
            missing.1,
        ),
        // A file of another kind.
        wrong(
            "cert sign-ca.crl",
            65,
            "pki.certificate.malformed",
            "sign-ca.crl",
            "失効リスト",
            "a revocation list",
        ),
        wrong(
            "cert doctor.key",
            65,
            "pki.certificate.malformed",
            "doctor.key",
            "秘密鍵",
            "a private key",
        ),
        wrong("cert page.html", 65, "pki.certificate.malformed", "page.html", page.0, page.1),
        wrong(
            "cert empty",
            65,
            "pki.certificate.malformed",
            "empty",
            "空のファイル",
            "an empty file",
        ),
        wrong("cert book.xlsx", 65, "pki.certificate.malformed", "book.xlsx", "ZIP", "a ZIP file"),
        wrong("cert utf16.txt", 65, "pki.certificate.malformed", "utf16.txt", "UTF-16", "UTF-16"),
        wrong(
            "verify rx.csv --crl doctor.cer",
            65,
            "pki.crl.malformed",
            "doctor.cer",
            "証明書",
            "a certificate",
        ),
        wrong(
            "verify rx.csv --crl page.html",
            65,
            "pki.crl.malformed",
            "page.html",
            page.0,
            page.1,
        ),
        wrong(
            "verify rx.csv --crl object.json",
            65,
            "pki.crl.malformed",
            "object.json",
            "JSON",
            "JSON",
        ),
        wrong(
            "verify rx.csv --anchor sign-ca.crl",
            65,
            "pki.certificate.malformed",
            "sign-ca.crl",
            "失効リスト",
            "a revocation list",
        ),
        // Policies.
        wrong(
            "verify rx.csv --policy array.json",
            65,
            "binding.policy.unreadable",
            "array.json",
            "array",
            "array",
        ),
        wrong(
            "verify rx.csv --policy policy-misspelt.json",
            65,
            "binding.policy.unreadable",
            "/requierd_level",
            "required_level",
            "required_level",
        ),
        wrong(
            "verify rx.csv --policy policy-word.json",
            65,
            "binding.policy.unreadable",
            "/required_level",
            "\"XL\"",
            "\"XL\"",
        ),
        wrong(
            "verify rx.csv --policy utf16.txt",
            65,
            "binding.policy.unreadable",
            "utf16.txt",
            "UTF-8",
            "UTF-8",
        ),
        // Records.
        wrong("lint cr.csv", 1, "records.file.line_ending", "", "CR", "CR"),
        wrong("lint page.html", 65, "records.header.unknown", "page.html", "", ""),
        // Histories, tables, facts.
        wrong(
            "check rx.csv --history history-object.json",
            65,
            HISTORY,
            "history-object.json",
            "配列 […]でなければ",
            "expected: an array",
        ),
        wrong(
            "check rx.csv --history history-word.json",
            65,
            HISTORY,
            "2",
            "prescribed、dispensed",
            "prescribed, dispensed",
        ),
        wrong(
            "check rx.csv --history history-key.json",
            65,
            HISTORY,
            "dispensed_day",
            "dispensed_on",
            "dispensed_on",
        ),
        wrong(
            "check rx.csv --history history-cut.json",
            65,
            HISTORY,
            "1",
            "途中で終わっています",
            "ends in the middle",
        ),
        wrong(
            "check rx.csv --history history-word.csv",
            65,
            HISTORY,
            "3",
            "prescribed、dispensed",
            "prescribed, dispensed",
        ),
        wrong(
            "check rx.csv --history history-heading.csv",
            65,
            HISTORY,
            "dispensed",
            "dispensed_on",
            "dispensed_on",
        ),
        wrong(
            "check rx.csv --history history-number.csv",
            65,
            HISTORY,
            "days",
            "0〜65535",
            "65535",
        ),
        wrong("check rx.csv --history page.html", 65, "", "page.html", "", ""),
        wrong(
            "check rx.csv --no-history --pairs pairs-kind.csv",
            65,
            "medication.pairs.unreadable",
            "kind",
            "contraindicated",
            "contraindicated",
        ),
        wrong(
            "check rx.csv --no-history --pairs pairs-side.csv",
            65,
            "medication.pairs.unreadable",
            "right",
            "外用",
            "外用",
        ),
        wrong(
            "check rx.csv --no-history --facts facts-status.csv",
            65,
            "medication.facts.unreadable",
            "status",
            "refuted",
            "refuted",
        ),
        wrong(
            "check rx.csv --no-history --facts facts-array.json",
            65,
            "medication.facts.unreadable",
            "1",
            "配列",
            "an array",
        ),
        wrong(
            "check rx.csv --no-history --master page.html",
            65,
            "medication.master.unreadable",
            "page.html",
            "マスター",
            "master",
        ),
        wrong(
            "check rx.csv --no-history --master missing.zip",
            65,
            "medication.master.unreadable",
            "missing.zip",
            missing.0,
            missing.1,
        ),
        // Signature values.
        wrong("finish state.json --value reversed.bin -o x", 1, FINISH, "", "逆", "reverse order"),
        wrong("finish state.json --value hex.txt -o x", 1, FINISH, "", "16 進", "hexadecimal"),
        wrong(
            "finish state.json --value doctor.cer -o x",
            1,
            FINISH,
            "",
            "証明書や CMS",
            "certificate or CMS",
        ),
        wrong("finish state.json --value short.bin -o x", 1, FINISH, "", "100 バイト", "100 bytes"),
        wrong("finish state.json --value empty -o x", 1, FINISH, "", "空です", "it is empty"),
        wrong(
            "finish array.json --value short.bin -o x",
            65,
            "signing.state.malformed",
            "array.json",
            "array",
            "array",
        ),
    ];
    let mut problems = Vec::new();
    for row in &table {
        let more = match row.arguments.split(' ').next() {
            Some("lint" | "check") => "",
            _ => " --no-config --at 2024-06-03T08:08:00Z",
        };
        for (lang, cause) in [("ja", row.ja), ("en", row.en)] {
            let (exit, text) = desk.run(&format!("{}{more}", row.arguments), lang);
            let mut wants = |holds: bool, what: &str| {
                if !holds {
                    problems.push(format!("{} ({lang}): {what}: {text}", row.arguments));
                }
            };
            wants(exit == row.exit, &format!("exit {exit}"));
            wants(text.contains(row.code), row.code);
            wants(text.contains(row.place), row.place);
            wants(text.contains(cause), cause);
            wants(text.contains('→'), "a remedy");
            for raw in RAW {
                wants(!text.contains(raw), raw);
            }
            if lang == "ja" {
                let found = english(&text);
                wants(found.is_none(), &format!("English: {found:?}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    assert!(!desk.0.join("x").exists());
}

#[test]
fn the_same_in_json_is_a_finding_with_both_languages() {
    let desk = desk_with_wrong_files("json");
    for (arguments, code) in [
        ("lint missing.csv", "binding.file.unreadable"),
        ("cert sign-ca.crl --no-config", "pki.certificate.malformed"),
        ("check rx.csv --history history-word.json", HISTORY),
        ("check rx.csv --no-history --pairs pairs-kind.csv", "medication.pairs.unreadable"),
        ("verify rx.csv --no-config --policy array.json", "binding.policy.unreadable"),
        ("finish state.json --value empty -o x --no-config --at 2024-06-03T08:08:00Z", FINISH),
    ] {
        let (_, text) = desk.run(&format!("{arguments} --json"), "ja");
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let finding = &report["findings"][0];
        assert_eq!(finding["code"], code, "{arguments}");
        for key in ["message_ja", "message_en", "remedy_ja", "remedy_en"] {
            assert!(!finding[key].as_str().unwrap().is_empty(), "{arguments}: {key}");
        }
        assert_eq!(english(finding["message_ja"].as_str().unwrap()), None, "{arguments}");
    }
}

#[test]
fn every_schema_is_printed_by_its_name() {
    let desk = Desk::new("schema");
    let (exit, list) = desk.run("schema", "en");
    assert_eq!(exit, 0, "{list}");
    assert!(list.lines().count() >= 12, "{list}");
    for line in list.lines() {
        let name = line.split_whitespace().next().unwrap();
        let (exit, text) = desk.run(&format!("schema {name}"), "ja");
        assert_eq!(exit, 0, "{name}: {text}");
        assert!(serde_json::from_str::<serde_json::Value>(&text).unwrap().is_object(), "{name}");
    }
    let (exit, text) = desk.run("schema histroy", "en");
    assert!(exit == 64 && text.contains("history-csv"), "{text}");
}
