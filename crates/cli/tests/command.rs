//! The command as a user runs it: exit codes, languages, JSON, folders, and bad input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

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
    output.status.code().expect("the command was killed")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

const TRUST: [&str; 6] = [
    "--anchor",
    "pki/root.cer",
    "--tsa-anchor",
    "pki/tsa-root.cer",
    "--at",
    "2025-01-01T00:00:00Z",
];

fn verify(file: &str, more: &[&str]) -> Output {
    shohosen(&[&["verify", file], &TRUST[..], more].concat())
}

/// A folder for one test that is removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("shohosen-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_exit_code_is_the_verdict() {
    assert_eq!(code(&verify("verify/prescription-xl.xml", &[])), 0);
    assert_eq!(code(&verify("verify/changed-records.xml", &[])), 1);
    assert_eq!(code(&verify("verify/crl-none.xml", &[])), 2);
    assert_eq!(code(&verify("verify/entity-bomb.xml", &[])), 65);
}

#[test]
fn the_text_names_signer_time_and_checks_in_the_language_asked_for() {
    let japanese = text(&verify("verify/prescription-xl.xml", &["--lang", "ja"]));
    assert!(
        japanese.contains("医師 \"Medical Doctor\"") && japanese.contains("有効"),
        "{japanese}"
    );
    let english = text(&verify("verify/prescription-xl.xml", &["--lang", "en"]));
    // 08:18:25.197 UTC: people read the time of Japan, programs UTC.
    for text in [&japanese, &english] {
        assert!(text.contains("2024-06-03 17:18:25.197 JST"), "{text}");
    }
    let json = text(&verify("verify/prescription-xl.xml", &["--json"]));
    assert!(json.contains(r#""proven_time":"2024-06-03T08:18:25.197Z""#), "{json}");
    assert!(english.contains("[xmldsig.signature.valid]"), "{english}");
}

#[test]
fn the_locale_chooses_the_language() {
    let run = |locale: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_shohosen"))
            .args(["verify", "verify/prescription-xl.xml"])
            .args(TRUST)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", locale)
            .current_dir(vectors())
            .output()
            .unwrap();
        text(&output)
    };
    assert!(run("ja_JP.UTF-8").contains("署名者"));
    assert!(run("en_US.UTF-8").contains("signer"));
}

#[test]
fn json_is_one_report_a_line_and_names_the_file_where_there_are_several() {
    let one = text(&verify("verify/prescription-xl.xml", &["--json"]));
    let report: serde_json::Value = serde_json::from_str(one.trim_end()).unwrap();
    assert_eq!(report["verdict"], "VALID");
    assert_eq!(report["signatures"][0]["signer"]["hc_roles"][0], "Medical Doctor");
    assert!(report.get("file").is_none());

    let arguments = [&["verify", "--json", "verify"], &TRUST[..]].concat();
    let many = shohosen(&arguments);
    let lines: Vec<serde_json::Value> =
        text(&many).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let files = std::fs::read_dir(vectors().join("verify")).unwrap().count() - 1;
    assert_eq!(lines.len(), files, "one line for each .xml file");
    assert!(lines.iter().all(|line| line["file"].is_string()));
    let unreadable = lines.iter().filter_map(|line| line.get("error"));
    let doctype = |error: &serde_json::Value| error["code"] == "xml.document.doctype_refused";
    assert!(unreadable.into_iter().any(doctype));
    assert_eq!(code(&many), 65, "the worst of all files");
}

#[test]
fn a_folder_gives_a_line_a_file_and_a_summary() {
    let output = shohosen(&[&["verify", "verify", "--lang", "en"], &TRUST[..]].concat());
    let text = text(&output);
    assert!(text.lines().last().unwrap().contains(" valid, "), "{text}");
    assert!(text.contains("verify/role-nurse.xml: INVALID"));
}

#[test]
fn explain_names_the_cause() {
    // The document was indented after signing.
    let source = std::fs::read_to_string(vectors().join("verify/prescription-t.xml")).unwrap();
    let folder = Folder::new("explain");
    let spaced = source.replace("<xa:SigningTime>", "\n  <xa:SigningTime>");
    assert_ne!(spaced, source);
    let file = folder.file("indented.xml", spaced.as_bytes());
    let output = verify(&file, &["--explain", "--lang", "en"]);
    assert_eq!(code(&output), 1);
    let text = text(&output);
    assert!(text.contains("White space between elements was changed after signing"), "{text}");
}

#[test]
fn bad_input_is_refused_with_65_and_a_reason() {
    let folder = Folder::new("bad-input");
    let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("empty.xml", &b""[..]),
        ("binary.xml", &[0, 1, 2, 0xff, 0xfe, 3]),
        ("utf16.xml", &[&[0xff, 0xfe], utf16.as_slice()].concat()),
        ("document.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
        ("truncated.xml", b"<Document><Prescription>"),
    ] {
        let file = folder.file(name, bytes);
        let output = shohosen(&["verify", &file]);
        assert_eq!(code(&output), 65, "{name}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(name) && !error.contains("panicked"), "{name}: {error}");
    }
    let missing = shohosen(&["verify", "no-such-file.xml"]);
    assert_eq!(code(&missing), 65);
}

#[test]
fn a_file_of_100_megabytes_is_refused_without_being_read() {
    let folder = Folder::new("large");
    let path = folder.file("large.xml", b"<Document>");
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(100 << 20).unwrap();
    let output = shohosen(&["verify", &path]);
    assert_eq!(code(&output), 65);
    assert!(String::from_utf8_lossy(&output.stderr).contains("at most 67108864 are read"));
}

#[test]
fn a_folder_that_cannot_be_read_is_said_and_the_others_are_verified() {
    let folder = Folder::new("no-permission");
    let closed = folder.0.join("closed");
    std::fs::create_dir(&closed).unwrap();
    let good = std::fs::read(vectors().join("verify/prescription-xl.xml")).unwrap();
    folder.file("good.xml", &good);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
        if std::fs::read_dir(&closed).is_ok() {
            println!("SKIPPED: this user reads every folder");
            return;
        }
        let output = shohosen(&[&["verify", folder.0.to_str().unwrap()], &TRUST[..]].concat());
        assert_eq!(code(&output), 65);
        assert!(text(&output).contains("good.xml: VALID"));
        std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
}

#[test]
fn wrong_usage_is_64() {
    assert_eq!(code(&shohosen(&["verify"])), 64);
    assert_eq!(code(&shohosen(&["verify", "x.xml", "--at", "yesterday"])), 64);
    assert_eq!(code(&shohosen(&["nonsense"])), 64);
    assert_eq!(code(&shohosen(&["--help"])), 0);
}

#[test]
fn a_policy_file_is_obeyed_and_an_unknown_key_refused() {
    let folder = Folder::new("policy");
    let level = folder.file("level.json", br#"{"required_level": "A"}"#);
    assert_eq!(code(&verify("verify/prescription-xl.xml", &["--policy", &level])), 2);
    let roles = folder.file("roles.json", br#"{"prescription_roles": ["Dentist"]}"#);
    let output = verify("verify/prescription-xl.xml", &["--policy", &roles, "--json"]);
    assert_eq!(code(&output), 1);
    assert!(text(&output).contains("hpki.role.not_authorised"));
    let wrong = folder.file("wrong.json", br#"{"prescription_role": []}"#);
    assert_eq!(code(&verify("verify/prescription-xl.xml", &["--policy", &wrong])), 65);
}

#[test]
fn cert_shows_the_holder_and_hides_the_registration_number_unless_asked() {
    let cert = |file: &str, more: &[&str]| {
        let trust = ["--anchor", "pki/root.cer", "--intermediate", "pki/sign-ca.cer", "--crl"];
        let crls = ["pki/sign-ca.crl", "--crl", "pki/sarl.crl", "--at", "2024-06-03T08:08:00Z"];
        shohosen(&[&["cert", file], &trust[..], &crls, more].concat())
    };
    let shown = cert("pki/doctor.cer", &["--lang", "ja"]);
    assert_eq!(code(&shown), 0, "{}", text(&shown));
    for told in ["有効期間", "医師 \"Medical Doctor\"", "試験　花子"] {
        assert!(text(&shown).contains(told), "{told}: {}", text(&shown));
    }
    // The number that the testkit gives its doctor.
    let number = "T100001";
    let json = cert("pki/doctor.cer", &["--json"]);
    assert!(!text(&shown).contains(number) && !text(&json).contains(number));
    for asked in [&["--show-licence-number"][..], &["--show-licence-number", "--json"]] {
        assert!(text(&cert("pki/doctor.cer", asked)).contains(number), "{asked:?}");
    }
    assert_ne!(code(&cert("pki/sign-ca.cer", &[])), 0, "a CA certificate signs no prescriptions");
    assert_eq!(code(&shohosen(&["cert", "verify/index.json"])), 65);
}

#[test]
fn the_demo_tells_its_story_and_comes_out_as_it_should() {
    let output = shohosen(&["demo", "--lang", "en"]);
    assert_eq!(code(&output), 0);
    let text = text(&output);
    assert!(text.contains("prescription.xml: VALID"), "{text}");
    assert!(text.contains("tampered.xml: INVALID"), "{text}");
    assert!(text.contains("[xmldsig.reference.digest_mismatch]"), "{text}");
}

#[test]
fn lint_takes_the_parts_of_a_notebook_for_one_and_several_files_apart() {
    let folder = Folder::new("lint-parts");
    let head = "JAHISTC08,1\r\n1,A,1,19600229,,,,,,,\r\n5,20261115,1\r\n11,B,13,4,1354321,,,,1\r\n\
                51,C,13,1,1399999,1\r\n";
    let tail = "201,1,D,1,E,2,610443048,1,,,\r\n301,1,F,14,\u{93fa}\u{95aa},1,1,,1\r\n";
    let tail = tail.replace("\u{93fa}\u{95aa}", "X");
    let one = format!("{head}911,12345678901234,2,1\r\n");
    let two = format!("JAHISTC08,1\r\n{tail}911,12345678901234,2,2\r\n");
    let whole =
        shohosen(&["lint", &folder.file("w.csv", format!("{head}{tail}").as_bytes()), "--json"]);
    let (first, second) =
        (folder.file("1.csv", one.as_bytes()), folder.file("2.csv", two.as_bytes()));
    let both = folder.file("both.csv", format!("{two}{one}").as_bytes());
    for files in [&[second.as_str(), first.as_str()][..], &[both.as_str()]] {
        let output = shohosen(&[&["lint"], files, &["--json"]].concat());
        assert_eq!((code(&output), text(&output)), (code(&whole), text(&whole)), "{files:?}");
        let json = shohosen(&[&["lint"], files, &["--to", "json"]].concat());
        assert!(text(&json).contains("610443048"), "{files:?}");
    }
    // A part alone is told as one, and other files each by themselves.
    assert!(text(&shohosen(&["lint", &first])).contains("records.split_set.incomplete"));
    let other = folder.file("other.csv", b"SJ1\n12,3");
    let output = shohosen(&["lint", &first, &other, &second, "--json"]);
    let said = text(&output);
    let reports: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 2, "{said}");
    assert!(reports[0]["file"].as_str().unwrap().contains("2.csv"), "{said}");
    assert!(reports[1]["file"].as_str().unwrap().ends_with("other.csv"), "{said}");
    assert_eq!(code(&shohosen(&["lint", &first, &other, "--to", "json"])), 64);
}

#[test]
fn lint_checks_and_converts_records() {
    let folder = Folder::new("lint");
    let good = folder.file("good.csv", &shohosen_testkit::documents::prescription_payload());
    let output = shohosen(&["lint", &good, "--json"]);
    assert_eq!(code(&output), 0, "{}", text(&output));
    let report: serde_json::Value = serde_json::from_str(text(&output).trim_end()).unwrap();
    assert_eq!(report["schema_version"], 1);
    assert!(report["findings"].as_array().unwrap().iter().all(|f| f["severity"] != "error"));

    // 性別コード 3 does not exist (1: 男, 2: 女).
    let bad = folder.file("bad.csv", b"SJ1\n12,3");
    let output = shohosen(&["lint", &bad, "--json"]);
    let report: serde_json::Value = serde_json::from_str(text(&output).trim_end()).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["code"] == "records.field.value"), "{report}");
    let output = shohosen(&["lint", &bad, "--lang", "ja"]);
    assert_eq!(code(&output), 1);
    assert!(text(&output).contains("[records.field.value]"), "{}", text(&output));
    assert_eq!(code(&shohosen(&["lint", &folder.file("no.csv", b"XX")])), 65);

    let fhir = shohosen(&["lint", &good, "--to", "fhir"]);
    let bundle: serde_json::Value = serde_json::from_slice(&fhir.stdout).unwrap();
    assert_eq!(bundle["resourceType"], "Bundle");
    let jahis = shohosen(&["lint", &good, "--to", "jahis"]);
    assert!(jahis.stdout.starts_with(b"JAHIS10"));
    // In another encoding it is named with the option that reads it.
    let wide = String::from_utf8(shohosen_testkit::documents::prescription_payload()).unwrap();
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wide = folder.file("wide.csv", &wide);
    let output = shohosen(&["lint", &wide, "--json"]);
    assert_eq!(code(&output), 65);
    assert!(text(&output).contains("--encoding utf-16"), "{}", text(&output));
    for encoding in ["utf-16", "auto"] {
        let output = shohosen(&["lint", &wide, "--encoding", encoding, "--to", "sj1"]);
        assert_eq!(output.stdout, shohosen_testkit::documents::prescription_payload());
    }
    assert_eq!(code(&shohosen(&["lint", &wide, "--encoding", "utf-16", "--utf8"])), 64);
    // A prescription does not become what a pharmacy dispensed.
    assert_eq!(code(&shohosen(&["lint", &good, "--to", "jahistc"])), 65);
}
