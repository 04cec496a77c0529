//! The examples: compiled as C11 and as C++17 without a warning, and run as their users would.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{Folder, Language as Standard, Linking, build, has, package, run, vectors};
use shohosen_core::Language;
use shohosen_core::check::{CheckSettings, CheckerBuilder, Shown, page};
use shohosen_core::history::{History, HistoryOptions, read, read_prescription};
use shohosen_core::medication::{Consent, Date};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const AT: &str = "2024-06-04T00:00:00Z";

fn example(name: &str, language: Standard, folder: &Folder) -> PathBuf {
    let source = package().join("examples").join(format!("{name}.c"));
    build(&source, language, Linking::Shared, &["-pthread"], folder)
}

/// With the trust of test-vectors.
fn trusting(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(vectors()).args(arguments).args(["--at", AT]);
    command.args(["--anchor", "pki/root.cer", "--tsa-anchor", "pki/tsa-root.cer"]);
    command.args(["--intermediate", "pki/sign-ca.cer"]);
    command.args(["--crl", "pki/sign-ca.crl", "--crl", "pki/sarl.crl", "--crl", "pki/tsa.crl"]);
    command
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The records of a prescription, as a file.
fn records(folder: &Folder) -> PathBuf {
    let path = folder.path("rx.csv");
    std::fs::write(&path, shohosen_testkit::documents::prescription_payload()).unwrap();
    path
}

#[test]
fn every_example_compiles_without_a_warning_as_c11_and_cpp17() {
    let folder = Folder::new("examples");
    let mut count = 0;
    for entry in std::fs::read_dir(package().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "c") {
            continue;
        }
        for (language, compiler) in Standard::ALL.into_iter().zip(["gcc", "g++"]) {
            if has(compiler) {
                build(&path, language, Linking::Shared, &["-pthread"], &folder);
            }
        }
        count += 1;
    }
    assert_eq!(count, 5, "verify, bulk, sign, two_step, check");
}

/// The C of both READMEs, each with a `main` that calls its functions.
#[test]
fn what_the_readmes_show_compiles_and_runs() {
    if !has("gcc") {
        return;
    }
    let folder = Folder::new("readme");
    let main = r#"
#include <stdlib.h>
int main(void) {
    static const char document[] = "<Document/>";
    const uint8_t *octets = (const uint8_t *)document;
    ShohosenVerifier *verifier = NULL;
    ShohosenFacts *facts = NULL;
    ShohosenReport *report = NULL;
    size_t length = 0;
    if (verify(octets, sizeof document - 1, 0) != 0 ||
        shohosen_verifier_new(NULL, NULL, &verifier, NULL) != SHOHOSEN_OK ||
        shohosen_verifier_collect(verifier, octets, sizeof document - 1, NULL, 0, &facts, NULL) != SHOHOSEN_OK) {
        return 1;
    }
    const char *json = shohosen_facts_json(facts, &length);
    report = judge_again(verifier, (const uint8_t *)json, length, 0);
    puts(shohosen_report_json(report, NULL));
    shohosen_report_free(report);
    shohosen_facts_free(facts);
    shohosen_verifier_free(verifier);
    return 0;
}
"#;
    for name in ["README.md", "README.ja.md"] {
        let page = std::fs::read_to_string(package().join("../..").join(name)).unwrap();
        let blocks = page.split("```c\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
        let source = folder.path("readme.c");
        std::fs::write(&source, blocks.collect::<String>() + main).unwrap();
        let program = build(&source, Standard::C11, Linking::Shared, &[], &folder);
        let said = stdout(&run(&mut Command::new(&program)));
        let lines: Vec<&str> = said.lines().collect();
        // The report of the document, and that of its facts.
        assert_eq!((lines.len(), lines[0]), (2, lines[1]), "{said}");
    }
}

#[test]
fn what_sign_signs_verify_finds_valid() {
    if !has("gcc") {
        return;
    }
    let folder = Folder::new("sign");
    let (records, out) = (records(&folder), folder.path("signed.xml"));
    let sign = example("sign", Standard::C11, &folder);
    let mut command = trusting(&sign, &["--key", "keys/doctor.pk8", "--cert", "pki/doctor.cer"]);
    let report = stdout(&run(command.arg(&records).arg(&out)));
    assert!(report.contains(r#""verdict":"VALID""#), "{report}");
    let verify = example("verify", Standard::C11, &folder);
    let mut command = trusting(&verify, &["--json"]);
    assert_eq!(stdout(&run(command.arg(&out))), report);

    // Another person's key: said in both languages, and nothing is written.
    let refused = folder.path("refused.xml");
    let mut command = trusting(&sign, &["--key", "keys/other.pk8", "--cert", "pki/doctor.cer"]);
    let output = command.arg(&records).arg(&refused).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(65), "{said}");
    assert!(said.contains("[signing.key.other_certificate]"), "{said}");
    assert!(said.contains("秘密鍵と証明書の組み合わせが正しくありません。"), "{said}");
    assert!(!refused.exists());
}

#[test]
fn two_steps_sign_with_a_value_that_openssl_makes() {
    if !has("gcc")
        || !Command::new("openssl").arg("version").output().is_ok_and(|o| o.status.success())
    {
        println!("skipped: gcc or openssl is not installed");
        return;
    }
    let folder = Folder::new("two-step");
    let two_step = example("two_step", Standard::C11, &folder);
    let paths = ["state.json", "octets", "value", "signed.xml"].map(|name| folder.path(name));
    let [state, octets, value, signed] = &paths;
    let mut prepare = trusting(&two_step, &["prepare", "--cert", "pki/doctor.cer"]);
    let said = stdout(&run(prepare.arg(records(&folder)).arg(state).arg(octets)));
    assert!(said.contains("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"), "{said}");
    let mut openssl = Command::new("openssl");
    openssl.current_dir(vectors()).args(["dgst", "-sha256", "-sign", "keys/doctor.pk8"]);
    run(openssl.args(["-keyform", "DER", "-out"]).arg(value).arg(octets));
    let mut finish = trusting(&two_step, &["finish", "--value"]);
    let mut arguments = Command::new(&two_step);
    arguments.args(finish.get_args().take(2)).arg(value);
    arguments.args(finish.get_args().skip(2)).current_dir(vectors());
    let report = stdout(&run(arguments.arg(state).arg(signed)));
    assert!(report.contains(r#""verdict":"VALID""#), "{report}");
    // A value of other octets is refused.
    let mut other = std::fs::read(value).unwrap();
    other[7] ^= 1;
    std::fs::write(value, other).unwrap();
    finish = Command::new(arguments.get_program());
    finish.args(arguments.get_args()).current_dir(vectors());
    let output = finish.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("[signing.value.mismatch]"));
}

#[test]
fn bulk_verification_agrees_on_the_threads_of_both() {
    if !has("gcc") {
        return;
    }
    let folder = Folder::new("bulk");
    let bulk = example("bulk", Standard::C11, &folder);
    let mut files: Vec<_> = std::fs::read_dir(vectors().join("verify"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "xml"))
        .collect();
    files.sort();
    let said = stdout(&run(trusting(&bulk, &[]).args(&files)));
    assert!(said.contains(&format!("{} documents, 0 differences", files.len())), "{said}");
    assert!(said.contains("prescription-bes.xml: VALID"), "{said}");
    assert!(said.contains("entity-bomb.xml: [xml."), "{said}");
}

#[test]
fn the_check_says_in_c_what_it_says_in_rust() {
    if !has("gcc") {
        return;
    }
    let folder = Folder::new("check");
    let check = example("check", Standard::C11, &folder);
    // マイスリー (ゾルピデム) is dispensed until 2026-11-28; another product of the same ingredient,
    // the first seven digits 1129009, is prescribed on 2026-11-22.
    let history = "kind,code_system,code,category,dispensed_on,days\n\
                   dispensed,yj,1129009F2021,oral,20261115,14\n";
    let prescription =
        "SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x";
    std::fs::write(folder.path("history.csv"), history).unwrap();
    std::fs::write(folder.path("rx.csv"), prescription).unwrap();
    let said = |how: &str| {
        let mut command = Command::new(&check);
        command.current_dir(&folder.0).args(["--on", "2026-11-22", "--consent", "given", how]);
        let output = command.args(["--history", "history.csv", "rx.csv"]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        stdout(&output)
    };

    let options = HistoryOptions::default();
    let rx = read_prescription(prescription.as_bytes(), &options).unwrap();
    let mut known = History::default();
    known.add("history.csv", read(history.as_bytes(), &options).unwrap());
    let settings = CheckSettings::new(Date::new(2026, 11, 22).unwrap(), Consent::Given);
    let outcome = CheckerBuilder::new().build().unwrap().check(&rx, &known, &settings).unwrap();
    assert!(outcome.to_json().contains("medication.duplicate."));
    assert_eq!(said("--json"), outcome.to_json() + "\n");
    let periods = &settings.options.periods;
    let shown = Shown { outcome: &outcome, prescription: &rx, history: &known, periods };
    assert_eq!(said("--html"), page(&shown, Language::Japanese));
}
