//! `verify --facts-out` and `judge`: what is judged again is judged as the document would be.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors")
}

fn shohosen(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shohosen"))
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .current_dir(vectors())
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(both).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", said(output)))
}

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("judge-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The lists and times under which is judged.
const JUDGES: [&[&str]; 4] = [
    &[
        "--anchor",
        "pki/root.cer",
        "--tsa-anchor",
        "pki/tsa-root.cer",
        "--at",
        "2025-01-01T00:00:00Z",
    ],
    // Without an anchor for time-stamps.
    &["--anchor", "pki/root.cer", "--at", "2025-01-01T00:00:00Z"],
    // Long after, with lists from outside.
    &[
        "--anchor",
        "pki/root.cer",
        "--tsa-anchor",
        "pki/tsa-root.cer",
        "--crl",
        "pki/sign-ca.crl",
        "--crl",
        "pki/sarl.crl",
        "--intermediate",
        "pki/sign-ca.cer",
        "--at",
        "2060-01-01T00:00:00Z",
    ],
    // By the built-in root alone.
    &["--at", "2000-01-01T00:00:00Z", "--allow-test-certificates"],
];

#[test]
fn judging_the_facts_of_a_document_is_verifying_it_by_whatever_lists_and_at_whatever_time() {
    let folder = folder("same");
    let mut codes = Vec::new();
    for name in ["prescription-xl", "prescription-t", "changed-records", "crl-none", "role-nurse"] {
        let file = format!("verify/{name}.xml");
        let facts = folder.join(format!("{name}.json"));
        let facts = facts.to_str().unwrap();
        // Collected where nothing is trusted.
        let kept = shohosen(&["verify", &file, "--facts-out", facts, "--json"]);
        assert_eq!(kept.stdout, shohosen(&["verify", &file, "--json"]).stdout.as_slice(), "{name}");
        for judge in JUDGES {
            for form in [&["--json"][..], &["--lang", "ja"], &["--lang", "en"]] {
                let verified = shohosen(&[&["verify", &file], judge, form].concat());
                let judged = shohosen(&[&["judge", facts], judge, form].concat());
                let expected = said(&verified).replacen(&file, facts, 1);
                assert_eq!(said(&judged), expected, "{name} {judge:?}");
                assert_eq!(code(&judged), code(&verified), "{name} {judge:?}");
                codes.push(code(&judged));
            }
        }
    }
    // Otherwise nothing was compared.
    assert!([0, 1, 2].iter().all(|code| codes.contains(code)), "{codes:?}");
}

#[test]
fn of_several_facts_each_is_a_line_with_its_file_and_the_worst_decides() {
    let folder = folder("several");
    let mut arguments = vec!["judge".to_owned(), "--json".to_owned()];
    for name in ["prescription-xl", "changed-records"] {
        let facts = folder.join(name).to_str().unwrap().to_owned();
        shohosen(&["verify", &format!("verify/{name}.xml"), "--facts-out", &facts]);
        arguments.push(facts);
    }
    arguments.extend(JUDGES[0].iter().map(|&argument| argument.to_owned()));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = shohosen(&arguments);
    assert_eq!(code(&output), 1);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = lines.iter().map(|line| (&line["file"], &line["verdict"])).collect();
    assert_eq!(told[0], (&Value::from(arguments[2]), &Value::from("VALID")));
    assert_eq!(told[1], (&Value::from(arguments[3]), &Value::from("INVALID")));
}

#[test]
fn damaged_facts_are_refused_with_65_and_nothing_of_the_document_is_quoted() {
    let folder = folder("damaged");
    let good = folder.join("good.json");
    let path = good.to_str().unwrap();
    shohosen(&["verify", "verify/prescription-xl.xml", "--facts-out", path]);
    let good = std::fs::read_to_string(&good).unwrap();
    let change = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&good).unwrap();
        change(&mut value);
        value.to_string()
    };
    let damaged = folder.join("damaged.json");
    let path = damaged.to_str().unwrap();
    for (text, reason) in [
        (String::new(), "settings.json.syntax"),
        (good[..good.len() / 2].to_owned(), "settings.json.syntax"),
        ("[]".to_owned(), "binding.facts.form"),
        (change(&|value| value["schema_version"] = 99.into()), "binding.facts.version"),
        (change(&|value| value["signatures"] = "山田 太郎".into()), "binding.facts.form"),
        (change(&|value| value["山田 太郎"] = 1.into()), "binding.facts.form"),
        (
            change(&|value| value["signatures"][0]["payload"]["octets"] = "山田 太郎".into()),
            "settings.value.form",
        ),
        (
            change(&|value| {
                let one = value["signatures"][0].clone();
                value["signatures"] = vec![one; 17].into();
            }),
            "settings.value.form",
        ),
    ] {
        std::fs::write(&damaged, text).unwrap();
        let output = shohosen(&["judge", path, "--json"]);
        assert_eq!(code(&output), 65, "{reason}");
        let report = json(&output);
        assert_eq!(report["file"], path);
        assert_eq!(report["error"]["code"], "binding.facts.unreadable", "{report}");
        assert_eq!(report["error"]["evidence"]["reason"]["code"], reason, "{report}");
        assert!(!said(&output).contains("山田"), "{report}");
        for (language, told) in [("ja", "facts"), ("en", "The stored facts cannot be read")] {
            let output = shohosen(&["judge", path, "--lang", language]);
            assert_eq!((code(&output), output.stdout.as_slice()), (65, &b""[..]));
            assert!(said(&output).contains(told), "{}", said(&output));
        }
    }
    let missing = shohosen(&["judge", "no.json", "--json"]);
    assert_eq!(code(&missing), 65);
    assert_eq!(json(&missing)["error"]["code"], "binding.file.unreadable");
}

#[test]
fn facts_are_written_of_one_document_and_never_over_it() {
    let folder = folder("out");
    let (document, facts) = (folder.join("rx.xml"), folder.join("facts.json"));
    std::fs::copy(vectors().join("verify/prescription-xl.xml"), &document).unwrap();
    let before = std::fs::read(&document).unwrap();
    let (document, facts) = (document.to_str().unwrap(), facts.to_str().unwrap());
    for arguments in [
        [document, document, "--facts-out", facts].as_slice(),
        &[folder.to_str().unwrap(), "--facts-out", facts],
        &[document, "--facts-out", "-"],
        &[document, "--facts-out", document],
    ] {
        let output = shohosen(&[&["verify"], arguments].concat());
        assert_eq!(code(&output), 64, "{arguments:?}: {}", said(&output));
    }
    assert_eq!(std::fs::read(document).unwrap(), before);
    // Nor of what is no document.
    let output = shohosen(&["verify", "verify/entity-bomb.xml", "--facts-out", facts]);
    assert_eq!(code(&output), 65);
    assert!(!Path::new(facts).exists());
    let nowhere = folder.join("none/facts.json");
    let output = shohosen(&["verify", document, "--facts-out", nowhere.to_str().unwrap()]);
    assert_eq!(code(&output), 74, "{}", said(&output));
}
