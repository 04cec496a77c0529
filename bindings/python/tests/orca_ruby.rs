//! The example plugin in Ruby, through the C interface, against the stand-in for ORCA.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "support/built.rs"]
mod built;

use serde_json::{Value, json};
use shohosen::pki::{Certificate, TrustAnchor};
use shohosen::{Position, Time, Verifier};
use shohosen_testkit::suite;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../c/examples/orca_plugin.rb");
const AT: &str = "2024-06-03T08:08:00Z";

/// The stand-in, stopped when it is dropped.
struct Orca(Child);

impl Orca {
    fn start() -> Option<(Self, String)> {
        let server = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/orca_server.py");
        let mut python = Command::new("python3");
        python.arg(server).env("PYTHONDONTWRITEBYTECODE", "1").stdout(Stdio::piped());
        let mut server = python.spawn().ok()?;
        let mut url = String::new();
        let mut said = BufReader::new(server.stdout.take()?);
        said.read_line(&mut url).ok()?;
        Some((Self(server), url.trim().to_owned()))
    }
}

impl Drop for Orca {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The C library as the whole workspace's tests have built it, else built now.
fn library() -> PathBuf {
    let name = format!("{}shohosen{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let of_the_tests = std::env::current_exe().unwrap().with_file_name(&name);
    if of_the_tests.exists() {
        return of_the_tests;
    }
    built::product("shohosen-c", &name)
}

/// Whether Ruby is here; it may only be missing outside CI.
fn ruby_is_here() -> bool {
    let here = Command::new("ruby").arg("--version").output().is_ok_and(|o| o.status.success());
    if !here {
        assert!(std::env::var_os("CI").is_none(), "there is no Ruby");
        println!("SKIPPED: there is no Ruby (Debian: ruby)");
    }
    here
}

fn plugin(folder: &Path, url: &str, more: &[&str]) -> Output {
    let usage = "１日１回就寝前　服用";
    let usages = format!(
        r#"{{"001000101":{{"code":"1011000090000000","name":"{usage}","times_per_day":1}}}}"#
    );
    std::fs::write(folder.join("usages.json"), usages).unwrap();
    std::fs::write(folder.join("secret"), "ormaster-password\n").unwrap();
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    Command::new("ruby")
        .args([EXAMPLE, "--url", url, "--user", "ormaster", "--patient", "00110", "--at", AT])
        .args(["--password-file", &file("secret"), "--usages", &file("usages.json")])
        .args(["--key", "keys/doctor.pk8", "--cert", "pki/doctor.cer", "-o", &file("rx.xml")])
        .args(["--anchor", "pki/root.cer", "--intermediate", "pki/sign-ca.cer"])
        .args(more)
        .env("SHOHOSEN_LIBRARY", library())
        .env("LC_ALL", "C.UTF-8")
        .current_dir(suite::folder())
        .output()
        .unwrap()
}

#[test]
fn the_plugin_in_ruby_signs_what_orca_prints_and_names_what_it_lacks() {
    if !ruby_is_here() {
        return;
    }
    let (_orca, url) = Orca::start().expect("Python");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("orca-ruby");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();

    let refused = plugin(&folder, &url, &["--invoice", "372"]);
    let said = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(65), "{said}");
    assert!(said.contains("Department_Name") && !folder.join("rx.xml").exists(), "{said}");
    let unknown = plugin(&folder, &url, &["--invoice", "999", "--department", "内科"]);
    assert!(text(&unknown.stderr).contains("Api_Result 0105"));

    let signed =
        plugin(&folder, &url, &["--invoice", "372", "--department", "内科", "--prefix", "/api"]);
    assert_eq!(signed.status.code(), Some(0), "{}", text(&signed.stderr));
    let certificate = |name: &str| {
        let octets = std::fs::read(suite::folder().join(name)).unwrap();
        Certificate::from_der(&octets).unwrap()
    };
    let verifier = Verifier::builder()
        .anchor(TrustAnchor::certificate(certificate("pki/root.cer")))
        .intermediate(certificate("pki/sign-ca.cer"))
        .build();
    let document = std::fs::read(folder.join("rx.xml")).unwrap();
    let verified = verifier.verify(&document, Time::parse_rfc3339(AT).unwrap()).unwrap();
    // Its own report is the one that everybody gets.
    assert_eq!(text(&signed.stdout).trim_end(), verified.report().to_json());
    let records = text(verified.unverified_payload(Position::Prescription).unwrap());
    for line in [
        "1,1,1312345,13,処方箋試験クリニック",
        "11,00110,見本　太郎,ﾐﾎﾝ ﾀﾛｳ",
        "201,1,1,1,2,610443048,マイスリー錠１０ｍｇ,1,1,錠",
    ] {
        assert!(records.lines().any(|written| written == line), "{records}");
    }
}

/// What the plugin says of the insurance in a form: the lines 14 to 29, then what it refuses.
fn insurance(form: &Value) -> Vec<String> {
    let script = r"
        form = JSON.parse($stdin.read)
        made = Records.new(form, {}, '')
        made.refuse_what_is_not_carried
        puts made.to_s.lines.grep(/\A(1[4-9]|2\d),/), made.problems.grep_v(/RP1|Department/)";
    let mut ruby = Command::new("ruby")
        .args(["-r", EXAMPLE, "-e", script])
        .env("SHOHOSEN_LIBRARY", library())
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    ruby.stdin.take().unwrap().write_all(form.to_string().as_bytes()).unwrap();
    let said = ruby.wait_with_output().unwrap();
    assert!(said.status.success());
    String::from_utf8(said.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_plugin_in_ruby_writes_the_insurance_or_refuses_it_by_name() {
    if !ruby_is_here() {
        return;
    }
    let combination = json!({
        "HealthInsuredPerson_Rate": "030",
        "HealthInsurance_Information":
            {"InsuranceProvider_Number": "06132013", "RelationToInsuredPerson": "1"},
    });
    let form = |birth: &str, number: &str, more: &Value| {
        let mut combination = combination.clone();
        combination["HealthInsurance_Information"]["InsuranceProvider_Number"] = number.into();
        for (key, value) in more.as_object().unwrap() {
            combination[key] = value.clone();
        }
        let usage = json!({"Code": "001000101"});
        json!({
            "IssuedDate": "2026-11-22",
            "Department_Code": "01",
            "Hospital": {"Prefectures_Number": "13", "Code": "1312345", "Name": ["試"],
                "Address": ["試"], "PhoneNumber": "03"},
            "Doctor": {"Name": "試"},
            "Patient": {"Name": "見", "KanaName": "ミ", "BirthDate": birth, "Sex": "1"},
            "Insurance_Combination_Information": combination,
            "Rp": [{"Medical_Class": "21", "Count": "1", "Medication": [usage]}],
        })
    };
    let lines = |kind: &str, number: &str, rate: &str| {
        [format!("21,{kind}"), format!("22,{number}"), "23,,,1,".into(), format!("24,{rate}")]
    };
    const COPAY: &str = "一部負担区分 (Partial_Cost_Payment_Class)";
    let (adult, none) = ("1970-01-01", json!({}));
    let classed = |class: &str, rate: &str| json!({"Partial_Cost_Payment_Class": class, "HealthInsuredPerson_Rate": rate});
    // 保険種別: 06 健保, six digits and 67 国保, 39 後期高齢者.
    for (number, kind) in [("06132013", "1"), ("138057", "2"), ("67138057", "2")] {
        assert_eq!(insurance(&form(adult, number, &none)), lines(kind, number, "030,070"));
    }
    let elderly = insurance(&form("1940-01-01", "39131156", &classed("2", "010")));
    assert_eq!(elderly[0], "14,2");
    assert_eq!(elderly[1..], lines("7", "39131156", "010,090"));
    for (case, problem) in [
        (form("1940-01-01", "39131156", &none), format!("{COPAY} がありません")),
        (
            form("1940-01-01", "39131156", &classed("1", "020")),
            format!("{COPAY}: 後期高齢者の 2 割は扱いません"),
        ),
        (form(adult, "06132013", &classed("7", "030")), format!("{COPAY} の値 7 は使えません")),
        (form(adult, "02130011", &none), "船員保険 (02130011) は扱いません".to_owned()),
        (
            form(
                adult,
                "06132013",
                &json!({"Accident_Insurance_Information": {"Accident_Insurance_Class": "1"}}),
            ),
            "労災・自賠責 (Accident_Insurance_Information) は扱いません".to_owned(),
        ),
    ] {
        assert_eq!(insurance(&case).last(), Some(&problem), "{case}");
    }
    // School begins on 1 April after six is reached, 高齢受給者証 in the month after 70 is; an age
    // is reached on the day before the birthday.
    for (birth, needed) in [
        ("2020-04-01", false),
        ("2020-04-02", true),
        ("1956-10-31", true),
        ("1956-11-01", true),
        ("1956-11-02", false),
    ] {
        let said = insurance(&form(birth, "06132013", &none));
        assert_eq!(said.contains(&format!("{COPAY} がありません")), needed, "{birth}: {said:?}");
    }
}
