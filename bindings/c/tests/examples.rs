//! The examples: compiled as C11 and as C++17 without a warning, and run as their users would.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{Folder, Language, Linking, build, has, libraries, package, run, vectors};
use shohosen_core::check::{CheckSettings, CheckerBuilder};
use shohosen_core::history::{History, HistoryOptions, read, read_prescription};
use shohosen_core::medication::{Consent, Date};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const AT: &str = "2024-06-04T00:00:00Z";

fn example(name: &str, language: Language, folder: &Folder) -> PathBuf {
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
        for (language, compiler) in Language::ALL.into_iter().zip(["gcc", "g++"]) {
            if has(compiler) {
                build(&path, language, Linking::Shared, &["-pthread"], &folder);
            }
        }
        count += 1;
    }
    assert_eq!(count, 5, "verify, bulk, sign, two_step, check");
}

#[test]
fn what_sign_signs_verify_finds_valid() {
    if !has("gcc") {
        return;
    }
    let folder = Folder::new("sign");
    let (records, out) = (records(&folder), folder.path("signed.xml"));
    let sign = example("sign", Language::C11, &folder);
    let mut command = trusting(&sign, &["--key", "keys/doctor.pk8", "--cert", "pki/doctor.cer"]);
    let report = stdout(&run(command.arg(&records).arg(&out)));
    assert!(report.contains(r#""verdict":"VALID""#), "{report}");
    let verify = example("verify", Language::C11, &folder);
    let mut command = trusting(&verify, &["--json"]);
    assert_eq!(stdout(&run(command.arg(&out))), report);

    // Another person's key: said in both languages, and nothing is written.
    let refused = folder.path("refused.xml");
    let mut command = trusting(&sign, &["--key", "keys/other.pk8", "--cert", "pki/doctor.cer"]);
    let output = command.arg(&records).arg(&refused).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(65), "{said}");
    assert!(said.contains("[signing.key.other_certificate]"), "{said}");
    assert!(said.contains("秘密鍵と証明書が対応していません。"), "{said}");
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
    let two_step = example("two_step", Language::C11, &folder);
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
    let bulk = example("bulk", Language::C11, &folder);
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
    let check = example("check", Language::C11, &folder);
    // マイスリー (ゾルピデム) is dispensed until 2026-11-28; another product of the same ingredient,
    // the first seven digits 1129009, is prescribed on 2026-11-22.
    let history = "kind,code_system,code,category,dispensed_on,days\n\
                   dispensed,yj,1129009F2021,oral,20261115,14\n";
    let prescription =
        "SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x";
    std::fs::write(folder.path("history.csv"), history).unwrap();
    std::fs::write(folder.path("rx.csv"), prescription).unwrap();
    let mut command = Command::new(&check);
    command.current_dir(&folder.0).args(["--on", "2026-11-22", "--consent", "given", "--json"]);
    let output = command.args(["--history", "history.csv", "rx.csv"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));

    let options = HistoryOptions::default();
    let rx = read_prescription(prescription.as_bytes(), &options).unwrap();
    let mut known = History::default();
    known.add("history.csv", read(history.as_bytes(), &options).unwrap());
    let settings = CheckSettings::new(Date::new(2026, 11, 22).unwrap(), Consent::Given);
    let outcome = CheckerBuilder::new().build().unwrap().check(&rx, &known, &settings).unwrap();
    assert_eq!(stdout(&output), outcome.to_json() + "\n");
    assert!(stdout(&output).contains("medication.duplicate."), "{}", stdout(&output));
}

#[test]
fn the_plugin_in_ruby_takes_what_is_missing_for_no_number() {
    if !has("ruby") {
        return;
    }
    // A share or a count that is not there is not 0; a share of 0 % is one.
    let script = r#"
        [%w[030 014], [nil, "14"], ["", "14"], ["3割", "14"], %w[101 14], ["30", nil], %w[30 0],
         %w[30 -1], ["30", "14日"], %w[000 1]].each do |rate, count|
          insurance = { "HealthInsuredPerson_Rate" => rate, "HealthInsurance_Information" =>
                        { "InsuranceProvider_Number" => "138057", "RelationToInsuredPerson" => "1" } }
          drugs = [{ "Code" => "610443048", "Name" => "x", "Amount" => "1", "Unit_Name" => "錠" },
                   { "Code" => "001000101" }]
          rp = [{ "Medical_Class" => "21", "Count" => count, "Medication" => drugs }]
          form = { "Insurance_Combination_Information" => insurance, "Rp" => rp,
                   "IncludingNarcotic_Flg" => "0", "Refill_Count" => "000" }
          usages = { "001000101" => { "code" => "1011000090000000" } }
          records = Records.new(form, usages, "内科")
          records.refuse_what_is_not_carried
          lines = records.to_s.lines.grep(/\A(24|101),/).map(&:chomp)
          problems = records.problems.grep(/Rate|Count/)
          puts problems.empty? ? lines.join(" ") : "refused: #{problems.size}"
        end"#;
    let folder = Folder::new("ruby");
    let path = folder.path("cases.rb");
    std::fs::write(&path, script).unwrap();
    let mut ruby = Command::new("ruby");
    ruby.arg("-r").arg(package().join("examples/orca_plugin.rb")).arg(&path);
    ruby.env("SHOHOSEN_LIBRARY", libraries().join("libshohosen.so")).env("LC_ALL", "C.UTF-8");
    let said = stdout(&run(&mut ruby));
    let (first, last) = ("24,030,070 101,1,1,,14", "24,000,100 101,1,1,,1");
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines[0], first);
    assert_eq!(lines[1..9], ["refused: 1"; 8]);
    assert_eq!(lines[9], last);
}
