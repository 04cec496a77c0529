//! The manners of the command: wrong usage and help in both languages, colour, silence, threads, several
//! files, and outputs that cannot be written or are no longer read.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use shohosen_testkit::documents::prescription_payload;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const DOCUMENT: &str = "verify/prescription-xl.xml";
const TRUST: [&str; 7] = [
    "--anchor",
    "pki/root.cer",
    "--tsa-anchor",
    "pki/tsa-root.cer",
    "--at",
    "2025-01-01T00:00:00Z",
    "--no-config",
];

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shohosen"));
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors");
    command.args(arguments).env("LC_ALL", "C.UTF-8").env_remove("NO_COLOR").current_dir(vectors);
    command
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command(arguments).output().unwrap();
    let text = |octets| String::from_utf8(octets).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn verify(files: &[&str], more: &[&str]) -> (i32, String, String) {
    run(&[&["verify"], files, &TRUST[..], more].concat())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("command-line-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Four words of English one after the other, which no Japanese sentence has.
fn english(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&str| {
        let word = word.trim_matches([',', '.', ':', ';', '(', ')']);
        word.len() > 1 && word.bytes().all(|octet| octet.is_ascii_lowercase())
    };
    words.windows(4).find(|four| four.iter().all(is_word)).map(|four| four.join(" "))
}

#[test]
fn wrong_usage_is_told_in_both_languages_by_its_kind() {
    let sign = ["sign", "rx.csv", "-o", "x", "--key", "k", "--cert", "c"];
    for (arguments, ja, en) in [
        (vec!["verify"], "次の引数が必要です：<FILE>", "these arguments are needed: <FILE>"),
        (vec!["sign", "rx.csv", "-o", "x"], "--pkcs12 <FILE>", "--pkcs12 <FILE>"),
        (vec!["cert"], "次の引数が必要です", "are needed"),
        (vec!["orca", "fetch"], "--url <URL>", "--url <URL>"),
        (vec!["verify", "--jsom", "x"], "--json のことですか", "is --json meant?"),
        (vec!["verify", "x", "--foo"], "--foo という引数はありません", "no argument --foo"),
        (vec!["verfy", "x"], "verify のことですか", "is verify meant?"),
        (vec!["nonsense"], "nonsense というコマンドはありません", "no command nonsense"),
        (vec!["trust", "nonsense"], "というコマンドはありません", "no command"),
        (vec!["verify", "x", "--at", "yesterday"], "RFC 3339 形式の日時", "not an RFC 3339 time"),
        (vec!["check", "x", "--on", "2026-02-30"], "実在する日付ではありません", "not a date"),
        (vec!["verify", "x", "--threads", "0"], "1 以上 1024 以下", "from 1 to 1024"),
        (vec!["verify", "x", "--threads", "many"], "整数ではありません", "not a whole number"),
        (vec!["drug", "x", "--limit", "many"], "使用できない値です", "--limit"),
        (
            vec!["verify", "x", "--color", "red"],
            "auto, always, never",
            "one of auto, always, never",
        ),
        (
            vec!["verify", "x", "--crl"],
            "--crl <FILE> には値が必要です",
            "--crl <FILE> needs a value",
        ),
        (
            vec!["verify", "x", "--config", "c", "--no-config"],
            "同時に指定できません",
            "does not go with",
        ),
        (vec!["verify", "x", "--policy", "a", "--policy", "b"], "1 回だけ", "more than once"),
        ([&sign[..], &["--permit", "all"]].concat(), "test-certificate", "one of certificate-"),
        (vec!["schema", "x"], "使用できる値は history、", "one of history, "),
        (
            [&sign[..], &["--tsa", "http://x/", "--tsa-policy", "x"]].concat(),
            "OID",
            "object identifier",
        ),
        (vec!["drug", " ", "--master", "x"], "指定してください", "give a master"),
        (vec!["check", "x"], "薬歴がありません", "there is no history"),
        (vec!["check", "x", "--no-history", "--requester", "1"], "10 桁の数字", "ten digits"),
        (vec!["check", "x", "--no-history", "--checks", "x"], "この名前の確認", "no check"),
        (vec!["verify", "a", "b", "--facts-out", "f"], "1 つだけ", "give one"),
        (vec!["sign", "x", "-o", "x", "--pkcs12", "p", "--key-id", "xyz", "--force"], "", ""),
    ] {
        for (lang, cause) in [("ja", ja), ("en", en)] {
            let (exit, out, text) = run(&[&arguments[..], &["--lang", lang]].concat());
            if cause.is_empty() {
                continue;
            }
            assert_eq!(exit, 64, "{arguments:?}: {text}");
            assert!(out.is_empty(), "{arguments:?}: {out}");
            assert!(text.contains(cause), "{arguments:?}: {text}");
            assert!(text.contains("[command.usage.wrong]") && text.contains("--help"), "{text}");
            assert!(!text.contains("error:") && !text.contains("For more"), "{text}");
            if lang == "ja" {
                assert_eq!(english(&text), None, "{arguments:?}: {text}");
            }
        }
        if !ja.is_empty() {
            let (exit, out, _) = run(&[&arguments[..], &["--json"]].concat());
            let report: Value = serde_json::from_str(&out).unwrap();
            let finding = &report["findings"][0];
            assert_eq!((exit, finding["code"].as_str()), (64, Some("command.usage.wrong")));
            let said = |key: &str| finding[key].as_str().unwrap().to_owned();
            assert!(said("message_ja").contains(ja), "{finding}");
            assert!(said("message_en").contains(en), "{finding}");
        }
    }
}

/// Every command, as the help lists them.
fn commands() -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    let mut at = 0;
    while at < all.len() {
        let path = all[at].clone();
        at += 1;
        let arguments: Vec<&str> = path.iter().map(String::as_str).collect();
        let (_, help, _) = run(&[&arguments[..], &["--help", "--lang", "ja"]].concat());
        let Some((_, list)) = help.split_once("コマンド:\n") else { continue };
        let lines = list.lines().take_while(|line| !line.trim().is_empty());
        for name in lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()) {
            if !name.is_empty() && name != "help" {
                all.push([&path[..], &[name.to_owned()]].concat());
            }
        }
    }
    all
}

#[test]
fn the_help_of_every_command_is_japanese_where_that_is_asked_for() {
    let all = commands();
    assert!(all.len() > 25, "{all:?}");
    for path in all {
        let arguments: Vec<&str> = path.iter().map(String::as_str).collect();
        for short in ["--help", "-h"] {
            let (exit, ja, err) = run(&[&arguments[..], &[short, "--lang", "ja"]].concat());
            assert!(exit == 0 && err.is_empty(), "{path:?}: {err}");
            assert!(ja.contains("使い方: shohosen") && ja.contains("オプション:"), "{ja}");
            assert_eq!(english(&ja), None, "{path:?}: {ja}");
            for word in ["Usage", "Options", "Arguments", "Commands", "[default", "[possible"] {
                assert!(!ja.contains(word), "{path:?}: {word}: {ja}");
            }
            let (exit, en, _) = run(&[&arguments[..], &[short, "--lang", "en"]].concat());
            assert!(exit == 0 && en.contains("Usage: shohosen"), "{en}");
        }
        // `help verify` is the same.
        let (exit, help, _) = run(&[&["help"], &arguments[..], &["--lang", "ja"]].concat());
        assert!(exit == 0 && help.contains("使い方"), "{help}");
    }
    let (exit, text, _) = run(&["--version", "--lang", "ja"]);
    assert!(exit == 0 && text.starts_with("shohosen "), "{text}");
}

#[test]
fn words_are_coloured_where_that_is_asked_for_and_nowhere_else() {
    let folder = folder("color");
    let bad = folder.join("bad.csv");
    std::fs::write(&bad, "SJ1\n1,1\n").unwrap();
    let bad = bad.to_str().unwrap();
    for (arguments, sequence) in [
        ([&["verify", DOCUMENT], &TRUST[..]].concat(), "\u{1b}[32mVALID\u{1b}[0m"),
        ([&["verify", DOCUMENT, DOCUMENT], &TRUST[..]].concat(), "\u{1b}[32mVALID\u{1b}[0m"),
        (vec!["verify", DOCUMENT, "--no-config"], "\u{1b}[33mINDETERMINATE\u{1b}[0m"),
        (vec!["lint", bad, "--lang", "en"], "\u{1b}[31merror  \u{1b}[0m"),
        (vec!["lint", bad, "--lang", "ja"], "\u{1b}[31mエラー"),
    ] {
        let (_, out, _) = run(&[&arguments[..], &["--color", "always"]].concat());
        assert!(out.contains(sequence), "{out:?}");
        for more in [&["--color", "never"][..], &["--color", "auto"], &[]] {
            // No terminal here.
            let (_, out, err) = run(&[&arguments[..], more].concat());
            assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "{out:?}");
            assert!(!out.contains('\u{FDD0}') && !out.contains('\u{FDD1}'), "{out:?}");
        }
        // A program's JSON has none.
        let (_, out, _) = run(&[&arguments[..], &["--color", "always", "--json"]].concat());
        assert!(!out.contains('\u{1b}') && !out.contains("\u{FDD1}"), "{out:?}");
    }
    // A document cannot bring the marks in.
    let name = folder.join("a\u{FDD2}b.xml");
    std::fs::write(&name, "<a/>").unwrap();
    let (_, out, err) = verify(&[name.to_str().unwrap()], &["--color", "always"]);
    assert!(!out.contains("a\u{1b}") && !err.contains("a\u{1b}"), "{out:?} {err:?}");
}

#[test]
fn quiet_says_nothing_of_what_is_in_order_and_everything_of_what_is_not() {
    let folder = folder("quiet");
    let (good, bad) = (folder.join("good.csv"), folder.join("bad.csv"));
    std::fs::write(&good, prescription_payload()).unwrap();
    std::fs::write(&bad, "SJ1\n1,1\n").unwrap();
    let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());
    for (outcome, exit, says) in [
        (verify(&[DOCUMENT], &["--quiet"]), 0, ""),
        (verify(&[DOCUMENT, DOCUMENT], &["-q"]), 0, ""),
        (run(&["verify", DOCUMENT, "--no-config", "-q"]), 2, "INDETERMINATE"),
        (verify(&[DOCUMENT, "no.xml"], &["-q"]), 65, "no.xml"),
        (run(&["lint", good, "-q"]), 0, ""),
        (run(&["lint", bad, "-q"]), 1, "bad.csv"),
        (run(&["lint", good, bad, "-q"]), 1, "bad.csv"),
    ] {
        let (code, out, err) = outcome;
        let text = out + &err;
        assert_eq!(code, exit, "{text}");
        assert!(text.contains(says) && text.is_empty() == says.is_empty(), "{says}: {text}");
        assert!(!text.contains("good.csv"), "{text}");
    }
    // A program that asks for JSON gets it.
    assert!(verify(&[DOCUMENT], &["-q", "--json"]).1.contains("\"VALID\""));
}

#[test]
fn any_number_of_threads_gives_the_same_lines() {
    let folder = folder("threads");
    for number in 0..40 {
        let to = folder.join(format!("{number:02}.xml"));
        match number % 3 {
            0 => std::fs::write(to, "<a/>").unwrap(),
            _ => std::fs::write(to, std::fs::read(vector(DOCUMENT)).unwrap()).unwrap(),
        }
    }
    let folder = folder.to_str().unwrap();
    let one = verify(&[folder], &["--threads", "1"]);
    for threads in ["2", "7", "64"] {
        assert_eq!(verify(&[folder], &["--threads", threads]), one, "{threads}");
    }
    assert_eq!(verify(&[folder], &[]), one);
}

fn vector(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors").join(name)
}

#[test]
fn several_files_are_linted_one_after_the_other() {
    let folder = folder("lint");
    let put = |name: &str, octets: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, octets).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let good = put("good.csv", &prescription_payload());
    let bad = put("bad.csv", b"SJ1\n1,1\n");
    let other = put("other.csv", b"hello\n");
    let (good, bad, other) = (good.as_str(), bad.as_str(), other.as_str());
    for (files, exit) in [
        (vec![good, good], 0),
        (vec![good, bad], 1),
        (vec![bad, good], 1),
        (vec![good, other, bad], 65),
    ] {
        let (code, out, err) = run(&[&["lint"], &files[..], &["--lang", "en"]].concat());
        assert_eq!(code, exit, "{out}{err}");
        for file in &files {
            assert!((out.clone() + &err).contains(file), "{file}: {out}{err}");
        }
        let (code, out, _) = run(&[&["lint"], &files[..], &["--json"]].concat());
        assert_eq!(code, exit, "{out}");
        let names: Vec<String> = out
            .lines()
            .map(|line| {
                serde_json::from_str::<Value>(line).unwrap()["file"].as_str().unwrap().into()
            })
            .collect();
        assert_eq!(names, files);
    }
    // One alone has no name in its JSON.
    let (_, out, _) = run(&["lint", good, "--json"]);
    assert!(serde_json::from_str::<Value>(&out).unwrap().get("file").is_none());
}

/// One way to use each command that writes to standard output.
fn outputs(records: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["--help"],
        vec!["--version"],
        vec!["verify", "--help", "--lang", "ja"],
        vec!["verify", DOCUMENT],
        vec!["verify", DOCUMENT, DOCUMENT],
        vec!["verify", DOCUMENT, "--json"],
        vec!["verify", "no.xml", "--json"],
        vec!["cert", "pki/root.cer"],
        vec!["cert", "pki/root.cer", "--json"],
        vec!["lint", records],
        vec!["lint", records, "--json"],
        vec!["lint", records, "--to", "json"],
        vec!["check", records, "--no-history"],
        vec!["check", records, "--no-history", "--json"],
        vec!["check", records, "--no-history", "--html", "-"],
        vec!["prepare", records, "--document", "-o", "-"],
        vec!["schema"],
        vec!["schema", "policy"],
        vec!["trust", "show", "--no-config"],
        vec!["trust", "check", "--no-config", "--json"],
    ]
}

#[test]
#[cfg(unix)]
fn an_output_that_cannot_be_written_is_74_whichever_command_writes_it() {
    if std::fs::OpenOptions::new().write(true).open("/dev/full").is_err() {
        println!("SKIPPED: there is no /dev/full");
        return;
    }
    let records = folder("full").join("rx.csv");
    std::fs::write(&records, prescription_payload()).unwrap();
    for arguments in outputs(records.to_str().unwrap()) {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = command(&arguments).stdout(full).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(74), "{arguments:?}: {err}");
        assert!(err.contains("command.output.failed"), "{arguments:?}: {err}");
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_is_gone_is_not_complained_about_by_any_command() {
    let records = folder("pipe").join("rx.csv");
    std::fs::write(&records, prescription_payload()).unwrap();
    for arguments in outputs(records.to_str().unwrap()) {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command(&arguments).stdin(Stdio::null()).stdout(writer).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(141), "{arguments:?}: {err}");
        assert!(err.is_empty(), "{arguments:?}: {err}");
    }
}
