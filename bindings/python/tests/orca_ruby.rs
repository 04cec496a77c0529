//! The example plugin in Ruby, through the C interface, against the stand-in for ORCA.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "support/built.rs"]
mod built;

use shohosen::pki::{Certificate, TrustAnchor};
use shohosen::{Position, Time, Verifier};
use shohosen_testkit::suite;
use std::io::{BufRead, BufReader};
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
    if !Command::new("ruby").arg("--version").output().is_ok_and(|said| said.status.success()) {
        assert!(std::env::var_os("CI").is_none(), "there is no Ruby");
        println!("SKIPPED: there is no Ruby (Debian: ruby)");
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
