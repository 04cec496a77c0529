//! How the command behaves where something does not work: for programs, for terminals, in pipes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const TRUST: [&str; 6] = [
    "--anchor",
    "pki/root.cer",
    "--tsa-anchor",
    "pki/tsa-root.cer",
    "--at",
    "2025-01-01T00:00:00Z",
];
const DOCUMENT: &str = "verify/prescription-xl.xml";

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shohosen"));
    command.args(arguments).env("LC_ALL", "C.UTF-8").current_dir(vectors());
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn verify(file: &str, more: &[&str]) -> Output {
    run(&[&["verify", file], &TRUST[..], more].concat())
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(both).unwrap()
}

/// The first finding of a failure in JSON.
fn finding(output: &Output) -> Value {
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", said(output)));
    assert_eq!(report["schema_version"], 1);
    report["findings"][0].clone()
}

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("manners-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_policy_that_is_not_an_object_is_refused_with_place_and_form_in_both_languages() {
    let file = folder("policy").join("policy.json");
    let file = file.to_str().unwrap();
    for (policy, problem, place) in [
        ("[true]", "settings.root.not_object", None),
        ("[]", "settings.root.not_object", None),
        ("null", "settings.root.not_object", None),
        (r#"{"accept_scanned": "yes"}"#, "settings.value.form", Some("/accept_scanned")),
        (r#"{"accept_scanned": null}"#, "settings.value.form", Some("/accept_scanned")),
        (r#"{"no_such_key": 1}"#, "settings.key.unknown", Some("/no_such_key")),
        (
            r#"{"allow_ecdsa": true, "allow_ecdsa": true}"#,
            "settings.key.duplicate",
            Some("/allow_ecdsa"),
        ),
        (r#"{"allow_ecdsa": true} []"#, "settings.json.trailing", Some("1:23")),
    ] {
        std::fs::write(file, policy).unwrap();
        let output = verify(DOCUMENT, &["--policy", file, "--json"]);
        assert_eq!(code(&output), 65, "{policy}");
        let finding = finding(&output);
        assert_eq!(finding["code"], "binding.policy.unreadable");
        assert_eq!(finding["location"].as_str(), place, "{policy}");
        assert_eq!(finding["evidence"]["reason"]["code"], problem, "{policy}");
        for language in ["ja", "en"] {
            let text = said(&verify(DOCUMENT, &["--policy", file, "--lang", language]));
            assert!(place.is_none_or(|place| text.contains(place)), "{text}");
            assert!(text.contains("[binding.policy.unreadable]"), "{text}");
        }
    }
    std::fs::write(file, "\u{feff}{\"accept_scanned\": true}").unwrap();
    assert_eq!(code(&verify(DOCUMENT, &["--policy", file])), 0);
}

#[test]
fn every_failure_is_json_where_json_was_asked_for() {
    let missing = folder("json").join("missing/out.xml");
    let missing = missing.to_str().unwrap();
    let sign = ["sign", "records/no.csv", "-o", missing, "--json"];
    let key = ["--key", "keys/doctor.pk8", "--cert", "pki/doctor.cer"];
    for (arguments, code_of, exit) in [
        (vec!["verify", "no.xml", "--policy", "no.json", "--json"], "binding.file.unreadable", 65),
        (vec!["cert", "no.cer", "--json"], "binding.file.unreadable", 65),
        (vec!["cert", "verify/index.json", "--json"], "pki.certificate.malformed", 65),
        (vec!["verify", "--json", "--no-such-option"], "command.usage.wrong", 64),
        ([&sign[..], &key].concat(), "binding.file.unreadable", 65),
        (
            vec![
                "extend",
                DOCUMENT,
                "--to",
                "a",
                "-o",
                missing,
                "--json",
                "--tsa",
                "ftp://u:geheim@x/",
            ],
            "network.url.unsupported",
            65,
        ),
    ] {
        let output = run(&arguments);
        assert_eq!(code(&output), exit, "{arguments:?}: {}", said(&output));
        assert_eq!(finding(&output)["code"], code_of, "{arguments:?}");
        assert!(!said(&output).contains("geheim"));
    }
}

#[test]
fn output_that_cannot_be_written_is_74_and_no_fault_of_the_input() {
    let folder = folder("output");
    let out = folder.join("none/state.json");
    let records = folder.join("rx.csv");
    std::fs::write(&records, shohosen_testkit::documents::prescription_payload()).unwrap();
    let arguments = [
        "prepare",
        records.to_str().unwrap(),
        "--cert",
        "pki/doctor.cer",
        "--at",
        "2024-06-03T08:08:00Z",
        "-o",
        out.to_str().unwrap(),
    ];
    let output = run(&arguments);
    assert_eq!(code(&output), 74, "{}", said(&output));
    assert!(said(&output).contains("[command.output.failed]"), "{}", said(&output));
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        println!("SKIPPED: there is no /dev/full");
        return;
    };
    let arguments = [&["verify", DOCUMENT], &TRUST[..]].concat();
    let status = command(&arguments).stdout(full).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(74));
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_enough_ends_the_command_quietly() {
    let folder = folder("pipe");
    for number in 0..600 {
        std::fs::copy(vectors().join(DOCUMENT), folder.join(format!("{number:03}.xml"))).unwrap();
    }
    let arguments = [&["verify", folder.to_str().unwrap()], &TRUST[..]].concat();
    let mut child =
        command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    // As a shell has it for a program that SIGPIPE ends.
    assert_eq!(child.wait().unwrap().code(), Some(141));
    assert_eq!(told, "");
}

#[test]
#[cfg(unix)]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = folder("fifo");
    std::fs::copy(vectors().join(DOCUMENT), folder.join("a.xml")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("b.xml")).status().unwrap().success());
    let output = verify(folder.to_str().unwrap(), &["--lang", "en"]);
    assert_eq!(code(&output), 65, "it was not verified, which is said");
    assert!(said(&output).contains("b.xml: neither a file nor a folder"), "{}", said(&output));
    assert!(said(&output).contains("1 valid, 0 invalid, 0 indeterminate, 1 unreadable"));
}

#[test]
#[cfg(unix)]
fn names_neither_steer_the_terminal_nor_turn_the_line_round() {
    let folder = folder("names");
    // Escape, the end of a line, and RIGHT-TO-LEFT OVERRIDE (UAX #9 §2.2).
    let name = folder.join("a\u{1b}[2J\nok.xml: VALID\u{202e}b.xml");
    std::fs::copy(vectors().join(DOCUMENT), &name).unwrap();
    for more in [&[][..], &["--lang", "ja"], &["-v", "--explain"]] {
        for argument in [name.to_str().unwrap(), folder.to_str().unwrap()] {
            let text = said(&verify(argument, more));
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
            assert!(!text.lines().any(|line| line.starts_with("ok.xml")), "{text:?}");
            assert!(text.contains("VALID"), "{text:?}");
        }
    }
}

#[test]
fn a_store_on_a_server_is_no_file_and_its_password_is_not_told() {
    for url in [
        "postgresql://clinic:geheim@127.0.0.1:1/history",
        "postgres://clinic:ge@he?im:geheim@127.0.0.1:1/history",
        "postgresql://127.0.0.1:1/history?user=clinic&password=geheim",
    ] {
        for more in [&[][..], &["--json"]] {
            let arguments = ["history", "show", "--store", url, "--patient", "p", "--actor", "t"];
            let output = run(&[&arguments[..], more].concat());
            let text = said(&output);
            assert_ne!(code(&output), 0, "{text}");
            assert!(!text.contains("geheim") && !text.contains("No such file"), "{text}");
        }
    }
}

/// Addresses with a password, as people give them where a file, a store or a server is wanted.
const ADDRESSES: [&str; 12] = [
    "postgresql://clinic:geheim@127.0.0.1:1/history",
    "POSTGRESQL://clinic:geheim@127.0.0.1:1/history",
    "postgresql://127.0.0.1:1/h?password=geheim",
    "postgresql:/clinic:geheim@127.0.0.1",
    "mysql://clinic:geheim@127.0.0.1/h",
    "jdbc:postgresql://127.0.0.1/h?password=geheim",
    "host=127.0.0.1 port=1 user=c password=geheim",
    "http://clinic:geheim@127.0.0.1:1/",
    "http://127.0.0.1:1/tsr?token=geheim",
    "https://clinic:geheim@127.0.0.1:1/",
    "http:/clinic:geheim@127.0.0.1",
    "clinic:geheim@127.0.0.1:1",
];

#[test]
fn a_password_in_an_address_is_never_told_wherever_it_was_given() {
    let folder = folder("addresses");
    let out = folder.join("out.xml");
    let out = out.to_str().unwrap();
    for address in ADDRESSES {
        let in_folder = format!("{address}/out.xml");
        for arguments in [
            vec!["verify", address],
            vec!["verify", address, DOCUMENT],
            vec!["verify", DOCUMENT, "--crl", address],
            vec!["verify", DOCUMENT, "--anchor", address],
            vec!["verify", DOCUMENT, "--at", address],
            vec!["verify", DOCUMENT, "--config", address],
            vec!["verify", DOCUMENT, "--policy", address],
            vec!["verify", DOCUMENT, "--facts-out", &in_folder],
            vec!["judge", address],
            vec!["cert", address],
            vec!["lint", address],
            vec!["drug", "x", "--master", address],
            vec!["check", address, "--no-history"],
            vec!["history", "stats", "--store", address],
            vec!["history", "show", "--store", address, "--patient", "p", "--actor", "t"],
            vec!["history", "show", address],
            vec!["extend", DOCUMENT, "--to", "a", "-o", out, "--tsa", address],
            vec!["sign", "records/no.csv", "-o", out, "--permit", address],
            vec!["schema", address],
            vec!["trust", address],
            vec![address],
        ] {
            for more in [&["--lang", "ja"][..], &["--lang", "en"], &["--json"]] {
                let output = run(&[&arguments[..], more].concat());
                let text = said(&output);
                assert_ne!(code(&output), 0, "{arguments:?}: {text}");
                assert!(!text.contains("geheim"), "{arguments:?} {more:?}: {text}");
                assert!(!text.is_empty(), "{arguments:?}");
            }
        }
    }
}
