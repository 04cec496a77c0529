//! `shohosen trust`: what is in the folder holds for every command that verifies, and what is missing
//! is told.

#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors")
}

/// A fresh folder that is somebody's home.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("trust-{name}"));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home).unwrap();
        Self(home)
    }

    fn shohosen(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_shohosen"))
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", &self.0)
            .env("APPDATA", self.0.join(".config"))
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("SHOHOSEN_CONFIG")
            .current_dir(vectors())
            .output()
            .unwrap()
    }

    fn folder(&self) -> PathBuf {
        self.0.join(".config/shohosen")
    }

    fn files(&self, kind: &str) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.folder().join(kind)) else { return Vec::new() };
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    /// The codes of a check, errors and warnings, and its exit code.
    fn check(&self, at: &str) -> (Vec<String>, i32) {
        let output = self.shohosen(&["trust", "check", "--json", "--at", at]);
        let value = json(&output);
        let findings = value["findings"].as_array().unwrap().iter();
        let codes = findings.filter(|finding| finding["severity"] != "passed");
        (codes.map(|f| f["code"].as_str().unwrap().to_owned()).collect(), code(&output))
    }

    fn add_everything(&self) {
        let output = self.shohosen(&[
            "trust",
            "add",
            "--anchor",
            "pki/root.cer",
            "--tsa-anchor",
            "pki/tsa-root.cer",
            "--intermediate",
            "pki/sign-ca.cer",
            "--crl",
            "pki/sign-ca.crl",
            "--crl",
            "pki/sarl.crl",
            "--crl",
            "pki/tsa.crl",
        ]);
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
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

const AT: &str = "2024-06-04T00:00:00Z";

#[test]
fn the_first_document_is_valid_once_the_folder_has_what_it_needs() {
    let home = Home::new("first");
    let verify = ["verify", "verify/prescription-t.xml", "--json", "--at", AT];
    assert_eq!(code(&home.shohosen(&verify)), 2, "nothing is trusted yet");
    home.add_everything();
    let output = home.shohosen(&verify);
    assert_eq!((code(&output), &json(&output)["verdict"]), (0, &Value::from("VALID")));
    // The very report that the options give.
    let by_options = home.shohosen(&[
        "verify",
        "verify/prescription-t.xml",
        "--json",
        "--at",
        AT,
        "--no-config",
        "--anchor",
        "pki/root.cer",
        "--tsa-anchor",
        "pki/tsa-root.cer",
        "--intermediate",
        "pki/sign-ca.cer",
        "--crl",
        "pki/sign-ca.crl",
        "--crl",
        "pki/sarl.crl",
        "--crl",
        "pki/tsa.crl",
    ]);
    assert_eq!(said(&output), said(&by_options));
    let without = [&verify[..], &["--no-config"]].concat();
    assert_eq!(code(&home.shohosen(&without)), 2);
    // Named by hand it is the same.
    let folder = home.folder();
    let other = Home::new("first-other");
    let named = [&verify[..], &["--config", folder.to_str().unwrap()]].concat();
    assert_eq!(said(&other.shohosen(&named)), said(&output));
}

#[test]
fn a_check_names_what_is_missing_and_where_it_is_published() {
    let home = Home::new("missing");
    let nothing = [
        "trust.tsa_anchor.missing",
        "trust.root.certificate_missing",
        "trust.intermediates.missing",
    ];
    assert_eq!(home.check(AT), (nothing.map(str::to_owned).to_vec(), 2));
    assert!(!home.folder().exists(), "looking makes nothing");
    let add = ["trust", "add", "--anchor", "pki/root.cer", "--intermediate", "pki/sign-ca.cer"];
    assert_eq!(code(&home.shohosen(&add)), 0);
    let output = home.shohosen(&["trust", "check", "--json", "--at", AT]);
    let value = json(&output);
    let missing = value["findings"].as_array().unwrap().iter();
    let lists: Vec<_> = missing
        .filter(|finding| finding["code"].as_str().unwrap().starts_with("trust.crl.missing"))
        .map(|finding| finding["evidence"].clone())
        .collect();
    assert_eq!(lists.len(), 2, "of the root and of the CA: {value}");
    assert!(lists.iter().any(|evidence| evidence["uri"].is_string()), "{lists:?}");
    // Those of others do not stand for the root's.
    let other = ["trust", "add", "--crl", "pki/sign-ca.crl", "--crl", "pki/tsa.crl"];
    assert_eq!(code(&home.shohosen(&other)), 0);
    assert!(home.check(AT).0.contains(&"trust.crl.missing_at".to_owned()));
    home.add_everything();
    assert!(!home.check(AT).0.iter().any(|code| code.starts_with("trust.crl")));
    // The lists are those of the day of the vectors: long after they are out of date.
    let (codes, exit) = home.check("2060-01-01T00:00:00Z");
    assert_eq!(exit, 2);
    assert!(codes.iter().any(|code| code.starts_with("trust.crl.outdated")), "{codes:?}");
    assert!(codes.contains(&"trust.certificate.not_current".to_owned()), "{codes:?}");
}

#[test]
fn a_list_replaces_an_older_one_and_never_a_newer_one() {
    let home = Home::new("newer");
    home.add_everything();
    let before = home.files("crls");
    assert_eq!(before.len(), 3);
    // The same again: nothing changes.
    home.add_everything();
    assert_eq!(home.files("crls"), before);
    assert_eq!(home.files("anchors").len(), 1);
}

#[test]
fn what_is_not_what_it_should_be_is_refused_and_leaves_nothing() {
    let home = Home::new("refused");
    for (arguments, code_wanted) in [
        (["--anchor", "pki/sign-ca.crl"], "pki.certificate"),
        (["--crl", "pki/root.cer"], "pki.crl"),
        (["--intermediate", "verify/prescription-bes.xml"], "pki.certificate"),
        (["--crl", "no-such-file.crl"], ""),
    ] {
        // The one before it is right and is not taken either.
        let right = ["trust", "add", "--tsa-anchor", "pki/tsa-root.cer", "--json"];
        let output = home.shohosen(&[&right[..], &arguments[..]].concat());
        assert_eq!(code(&output), 65, "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(code_wanted), "{arguments:?}: {}", said(&output));
        assert!(!home.folder().exists(), "{arguments:?}");
    }
    assert_eq!(code(&home.shohosen(&["trust", "add"])), 64);
    assert_eq!(code(&home.shohosen(&["verify", "--config", "no-such", "x.xml"])), 65);
}

#[test]
fn a_broken_file_in_the_folder_stops_every_verification_and_an_unknown_one_is_named() {
    let home = Home::new("broken");
    home.add_everything();
    std::fs::write(home.folder().join("crls/notes.txt"), "notes").unwrap();
    let (codes, _) = home.check(AT);
    assert!(codes.contains(&"trust.file.ignored".to_owned()), "{codes:?}");
    let broken = home.folder().join("crls/broken.crl");
    std::fs::write(&broken, "no list").unwrap();
    let output = home.shohosen(&["verify", "verify/prescription-t.xml", "--at", AT]);
    assert_eq!(code(&output), 65);
    assert!(said(&output).contains("broken.crl"), "{}", said(&output));
}

#[test]
fn something_is_removed_by_its_digest_alone() {
    let home = Home::new("remove");
    home.add_everything();
    let output = home.shohosen(&["trust", "show", "--json"]);
    let value = json(&output);
    let objects = value["objects"].as_array().unwrap();
    assert_eq!(objects.len(), 6);
    let digest = objects[0]["sha256"].as_str().unwrap();
    assert_eq!(code(&home.shohosen(&["trust", "remove", &digest[..7]])), 64, "too short");
    assert_eq!(code(&home.shohosen(&["trust", "remove", "0123456789abcdef"])), 64, "none");
    assert_eq!(code(&home.shohosen(&["trust", "remove", &digest[..16]])), 0);
    assert_eq!(home.files("anchors").len(), 0);
    let text = said(&home.shohosen(&["trust", "show", "--lang", "ja"]));
    for told in ["信頼設定フォルダー", "時刻認証局のルート", "失効リスト", "（組み込み）", "JST"]
    {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[test]
fn a_policy_in_the_folder_holds_unless_another_one_is_named() {
    let home = Home::new("policy");
    home.add_everything();
    std::fs::write(home.folder().join("policy.json"), r#"{"required_level": "A"}"#).unwrap();
    let verify = ["verify", "verify/prescription-t.xml", "--at", AT];
    assert_ne!(code(&home.shohosen(&verify)), 0, "the level is below A");
    let other = home.0.join("other.json");
    std::fs::write(&other, "{}").unwrap();
    let named = [&verify[..], &["--policy", other.to_str().unwrap()]].concat();
    assert_eq!(code(&home.shohosen(&named)), 0, "what is trusted still holds");
    std::fs::write(home.folder().join("policy.json"), r#"{"requierd_level": "A"}"#).unwrap();
    assert_eq!(code(&home.shohosen(&verify)), 65);
}

/// The commands of the first block of a page, each with the exit code that its remark gives (0 where
/// there is none), in the folder where the page goes.
fn guide(page: &str) -> Vec<(Vec<String>, i32)> {
    let text = std::fs::read_to_string(vectors().join("../docs").join(page)).unwrap();
    let block = text.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let block = block.replace("\\\n", " ");
    let (first, commands) = block.split_once('\n').unwrap();
    assert_eq!(first, "cd test-vectors");
    let command = |line: &str| {
        let (command, remark) = line.split_once('#').unwrap_or((line, "0"));
        let words: Vec<_> = command.split_whitespace().map(str::to_owned).collect();
        assert_eq!(words[0], "shohosen");
        let digits: String =
            remark.trim().chars().take_while(|letter| letter.is_ascii_digit()).collect();
        (words[1..].to_vec(), digits.parse().unwrap())
    };
    commands.lines().map(command).collect()
}

#[test]
fn the_guide_leads_from_an_empty_machine_to_the_first_valid_line_by_line() {
    for page in ["trust.md", "trust.ja.md"] {
        let home = Home::new(page);
        let commands = guide(page);
        assert_eq!(commands.len(), 4, "{page}");
        for (arguments, wanted) in &commands {
            let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
            let output = home.shohosen(&arguments);
            assert_eq!(code(&output), *wanted, "{page}: {arguments:?}\n{}", said(&output));
        }
        assert_eq!(commands.last().unwrap().1, 0);
    }
}
