//! `orca` as a user runs it: against a stand-in for ORCA, and with answers that were saved. The forms
//! have the structure of the published samples; the people and numbers are invented.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod clinic;

use clinic::*;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

const USAGES: &str =
    r#"{"001000101":{"code":"1011000090000000","name":"１日１回就寝前　服用","times_per_day":1}}"#;

fn patient() -> Value {
    json!({ "ID": "00110", "Name": "見本　太郎", "KanaName": "ミホン　タロウ",
        "BirthDate": "1960-02-29", "Sex": "1" })
}

fn form(id: &str, day: &str, hospital: Value, drug: &str, more: Value) -> Value {
    let mut form = json!({
        "Form_ID": id, "Perform_Date": day, "IssuedDate": day, "Department_Code": "01",
        "Patient": patient(), "Hospital": hospital, "Doctor": { "Code": "10001" },
        "Rp": [{ "Medical_Class": "21", "Count": "014", "Medication": [
            { "Name": "マイスリー錠１０ｍｇ", "Amount": "00001.00000", "Unit_Name": "錠", "Code": drug },
            { "Name": "１日１回就寝前　服用", "Code": "001000101" }, {},
        ] }, {}],
    });
    form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "Api_Result": "0000", "Forms": [{ "data": form }] })
}

fn prescription() -> Value {
    let hospital = json!({ "Prefectures_Number": "13", "Code": "1312345", "Name": ["試験クリニック"],
        "ZipCode": "1000000", "Address": ["東京都千代田区試験一丁目"], "PhoneNumber": "03-0000-0000" });
    let insurance = json!({ "Insurance_Combination_Information": {
        "HealthInsuredPerson_Rate": "030",
        "HealthInsurance_Information": { "InsuranceProvider_Number": "138057",
            "HealthInsuredPerson_Symbol": "試験", "HealthInsuredPerson_Number": "１２３４",
            "RelationToInsuredPerson": "1" } } });
    form("shohosen", "2026-11-22", hospital, "622142001", insurance)
}

/// Without the code of the institution, as ORCA answers.
fn notebook(name: &str) -> Value {
    let hospital = json!({ "Prefectures_Number": "13", "Name": [name] });
    form("okusuri_techo", "2026-11-15", hospital, "610443048", json!({}))
}

fn treatment() -> Value {
    json!({ "medicalget02res": { "Api_Result": "00", "Perform_Date": "2026-11-15",
        "Department_Code": "01", "Patient_Information": { "WholeName": "見本　太郎" },
        "Medical_List_Information": [{ "Medical_Information": [{ "Medical_Class": "212",
            "Medical_Class_Number": "14", "Medication_info": [
                { "Medication_Code": "610443048", "Medication_Name": "マイスリー錠１０ｍｇ" }] }] }] } })
}

fn answer(path: &str, body: &str) -> Value {
    // As of WebORCA, and of 日レセ on site.
    let path =
        path.strip_prefix("/api").filter(|rest| rest.starts_with("/api01rv2/")).unwrap_or(path);
    let refused =
        |status: &str| json!({ "Api_Result": status, "Api_Result_Message": "対象がありません" });
    match path {
        _ if body.contains(">999<") => refused("0105"),
        "/api01rv2/prescriptionv2" => prescription(),
        "/api01rv2/medicinenotebookv2" if body.contains(">361<") => notebook("別のクリニック"),
        "/api01rv2/medicinenotebookv2" => notebook("試験クリニック"),
        "/api01rv2/medicalgetv2?class=01&format=json" => json!({ "medicalget01res": {
            "Api_Result": "00", "Medical_List_Information": [
                { "Perform_Date": "2026-11-22", "Department_Code": "01", "Invoice_Number": "0000372" },
                { "Perform_Date": "2026-11-15", "Department_Code": "01", "Invoice_Number": "0000360" },
            ] } }),
        "/api01rv2/medicalgetv2?class=02&format=json" => treatment(),
        "/api01rv2/diseasegetv2?class=01&format=json" => json!({ "disease_infores": {
            "Api_Result": "00", "Disease_Infores": { "WholeName": "見本　太郎" },
            "Disease_Information": [{ "Disease_Name": "胃潰瘍",
                "Disease_Single": [{ "Disease_Single_Code": "5319009" }] }] } }),
        "/api01rv2/system01lstv2?format=json" if body.contains(">01<") => json!({
            "departmentres": { "Api_Result": "00",
                "Department_Information": [{ "Code": "01", "WholeName": "内科" }] } }),
        "/api01rv2/system01lstv2?format=json" if body.contains(">02<") => json!({
            "physicianres": { "Api_Result": "00", "Physician_Information": [
                { "Code": "10001", "WholeName": "試験　花子", "WholeName_inKana": "シケン　ハナコ" }] } }),
        "/api01rv2/system01lstv2?format=json" => json!({ "system1001res": { "Api_Result": "00",
            "Medical_Information": { "Institution_Code": "1312345" } } }),
        _ => refused("99"),
    }
}

/// A stand-in for ORCA. It ends with the test.
fn orca() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || listener.incoming().flatten().for_each(serve));
    url
}

fn serve(stream: TcpStream) {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let header = |name: &str| {
        let found = lines.iter().find(|line| line.to_ascii_lowercase().starts_with(name));
        found.map(|line| line[name.len()..].trim().to_owned()).unwrap_or_default()
    };
    let mut body = vec![0; header("content-length:").parse().unwrap_or(0)];
    reader.read_exact(&mut body).unwrap();
    // ormaster:secret
    let right = header("authorization:") == "Basic b3JtYXN0ZXI6c2VjcmV0";
    let path = lines[0].split(' ').nth(1).unwrap_or_default();
    let (status, text) = match right && path.starts_with("/api") {
        true => ("200 OK", answer(path, &String::from_utf8(body).unwrap()).to_string()),
        false if right => ("404 Not Found", String::new()),
        false => ("401 Unauthorized", String::new()),
    };
    let length = text.len();
    let answer =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}");
    let _ = reader.get_mut().write_all(answer.as_bytes());
}

fn clinic(name: &str) -> Clinic {
    let clinic = Clinic::new(name);
    clinic.file("secret", b"secret\n");
    clinic.file("usages.json", USAGES.as_bytes());
    clinic
}

fn fetch(clinic: &Clinic, url: &str, more: &[&str]) -> std::process::Output {
    let usual = ["orca", "fetch", "--url", url, "--prefix", "/api", "--user", "ormaster"];
    let which = ["--password-file", "secret", "--patient", "00110", "-o", "answers"];
    let invoice: &[&str] = if more.contains(&"--invoice") { &[] } else { &["--invoice", "372"] };
    clinic.run(&[&usual[..], &which, invoice, more].concat())
}

const CHECK: [&str; 12] = [
    "orca",
    "check",
    "answers",
    "--usages",
    "usages.json",
    "--on",
    "2026-11-22",
    "--master",
    "m.csv",
    "tp.csv",
    "--no-pairs",
    "--lang=ja",
];

#[test]
fn answers_are_fetched_checked_and_become_the_records() {
    let (clinic, url) = (clinic("orca-all"), orca());
    let output = fetch(&clinic, &url, &["--history-invoice", "360", "--lists", "--json"]);
    assert_eq!(code(&output), 0, "{}", complaint(&output));
    let saved: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(saved["files"].as_array().unwrap().len(), 5);
    let output = clinic.run(&["orca", "records", "answers", "--usages", "usages.json"]);
    assert_eq!(code(&output), 0, "{}", complaint(&output));
    let records = text(&output);
    for line in [
        "1,1,1312345,13,試験クリニック",
        "4,2,01,内科",
        "5,10001,ｼｹﾝ ﾊﾅｺ,試験　花子",
        "201,1,1,1,2,622142001,マイスリー錠１０ｍｇ,1,1,錠",
    ] {
        assert!(records.lines().any(|each| each == line), "{records}");
    }
    // The own notebook, which has no code of the institution, is no duplicate.
    let output = clinic.run(&CHECK);
    assert_eq!(code(&output), 0, "{}{}", text(&output), complaint(&output));
    let output = clinic.run(&[&CHECK[..], &["--same-institution"]].concat());
    assert_eq!(code(&output), 1, "{}", text(&output));
}

#[test]
fn what_another_clinic_prescribed_is_found_and_the_own_visits_are_a_history() {
    let (clinic, url) = (clinic("orca-other"), orca());
    let lists = ["--history-invoice", "361", "--lists"];
    assert_eq!(code(&fetch(&clinic, &url, &lists)), 0);
    let output = clinic.run(&CHECK);
    assert_eq!(code(&output), 1, "{}", text(&output));
    assert!(text(&output).contains("重複: マイスリー錠１０ｍｇ"), "{}", text(&output));

    let clinic = self::clinic("orca-visits");
    let visits = ["--history-months", "3", "--diseases", "--lists", "--on", "2026-11-22"];
    let output = fetch(&clinic, &url, &visits);
    assert_eq!(code(&output), 0, "{}", complaint(&output));
    // The visit of the prescription itself is no history of it.
    let is_there = |name: &str| exists(&clinic.path("answers").join(name));
    assert!(is_there("treatment-001.json") && !is_there("treatment-002.json"));
    // Diseases that no table compares are said not to be.
    let output = clinic.run(&CHECK);
    assert_eq!(code(&output), 2, "{}{}", text(&output), complaint(&output));
    assert!(text(&output).contains("ORCA: Disease_Information 1"), "{}", text(&output));
    std::fs::remove_file(clinic.path("answers").join("diseases.json")).unwrap();
    let output = clinic.run(&CHECK);
    assert_eq!(code(&output), 0, "{}{}", text(&output), complaint(&output));
    let output = clinic.run(&[&CHECK[..], &["--same-institution"]].concat());
    assert_eq!(code(&output), 1, "{}", text(&output));
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let (clinic, url) = (clinic("orca-missing"), orca());
    assert_eq!(code(&fetch(&clinic, &url, &[])), 0);
    let output = clinic.run(&["orca", "records", "answers", "--json"]);
    assert_eq!(code(&output), 65);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = told["findings"].as_array().unwrap();
    let fields: Vec<_> =
        findings.iter().map(|finding| finding["evidence"]["field"].as_str().unwrap()).collect();
    assert_eq!(
        fields,
        [
            "診療科名 (Department_Name)",
            "医師名 (Doctor.Name)",
            "RP1 用法コード (001000101 １日１回就寝前　服用)",
        ]
    );
    let output = clinic.run(&["orca", "records", "answers", "--lang", "en"]);
    let said = complaint(&output);
    for option in ["--department-name", "--doctor-name", "--usages"] {
        assert!(said.contains(option), "{said}");
    }
    let given = ["--department-name", "内科", "--doctor-name", "試験　花子"];
    let usual = ["orca", "records", "answers", "--usages", "usages.json"];
    assert_eq!(code(&clinic.run(&[&usual[..], &given].concat())), 0);
    clinic.file("options.json", r#"{"department_name":"内科"}"#.as_bytes());
    let options = ["--options", "options.json", "--set", "Doctor.Name=試験　花子"];
    assert_eq!(code(&clinic.run(&[&usual[..], &options].concat())), 0);
    // Without a history, and without saying so, nothing is checked.
    let output = clinic.run(&[&CHECK[..], &given].concat());
    assert_eq!(code(&output), 64, "{}", text(&output));
    assert!(complaint(&output).contains("--no-history"), "{}", complaint(&output));
    let output = clinic.run(&[&CHECK[..], &given, &["--no-history"]].concat());
    assert_eq!(code(&output), 0, "{}", text(&output));
}

#[test]
fn a_prescription_is_signed() {
    let (clinic, url) = (clinic("orca-sign"), orca());
    assert_eq!(code(&fetch(&clinic, &url, &["--lists"])), 0);
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors");
    let of = |name: &str| vectors.join(name).display().to_string();
    let trust = [
        "--key",
        &of("keys/doctor.pk8"),
        "--cert",
        &of("pki/doctor.cer"),
        "--anchor",
        &of("pki/root.cer"),
        "--intermediate",
        &of("pki/sign-ca.cer"),
        "--at",
        "2024-06-03T08:08:00Z",
        "-o",
        "rx.xml",
    ];
    let usual = ["orca", "sign", "answers", "--usages", "usages.json"];
    let output = clinic.run(&[&usual[..], &trust].concat());
    // As of `sign`: what cannot be decided yet, without revocation lists, is 2.
    assert!([0, 2].contains(&code(&output)), "{}{}", text(&output), complaint(&output));
    assert!(std::fs::read_to_string(clinic.path("rx.xml")).unwrap().contains("<Prescription"));
}

#[test]
fn what_goes_wrong_on_the_way_is_told_without_the_password() {
    let (clinic, url) = (clinic("orca-wrong"), orca());
    let first = |output: &std::process::Output| -> Value {
        assert_eq!(code(output), 65);
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(!text(output).contains("geheim") && !complaint(output).contains("geheim"));
        told["findings"][0]["code"].clone()
    };
    let refused = fetch(&clinic, &url, &["--invoice", "999", "--json"]);
    assert_eq!(first(&refused), "orca.request.refused");
    // Nothing is written where something went wrong.
    assert!(!exists(&clinic.path("answers")));
    let nobody = fetch(&clinic, "http://user:geheim@127.0.0.1:1", &["--json"]);
    assert_eq!(first(&nobody), "orca.connection.failed");
    assert!(text(&nobody).contains("127.0.0.1:1"));
    clinic.file("secret", b"geheim\n");
    assert_eq!(first(&fetch(&clinic, &url, &["--json"])), "orca.response.status");
    assert_eq!(first(&fetch(&clinic, "https://127.0.0.1", &["--json"])), "orca.connection.failed");
    let colon = fetch(&clinic, &url, &["--user=or:master", "--json"]);
    assert_eq!(code(&colon), 64);
    clinic.file("other.json", br#"{"Forms":[]}"#);
    let output = clinic.run(&["orca", "records", "other.json", "--json"]);
    assert_eq!(first(&output), "orca.form.unsupported");
    let output = clinic.run(&["orca", "records", "other.json"]);
    assert_eq!(code(&output), 65);
}

/// The commands of the README, each with what follows it in continued lines.
fn readme() -> Vec<Vec<String>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let page = std::fs::read_to_string(page).unwrap();
    let section = page.split("\n## ORCA\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let block = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let joined = block.replace("\\\n", " ");
    let bare = joined.lines().map(|line| line.split(" # ").next().unwrap());
    bare.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

#[test]
fn the_commands_of_the_readme_do_what_it_says() {
    let (clinic, url) = (clinic("orca-readme"), orca());
    assert_eq!(code(&clinic.run(&["master", "m.csv", "tp.csv", "-o", "drugs.cache"])), 0);
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors");
    for (from, to) in [
        ("keys/doctor.pk8", "doctor.pk8"),
        ("pki/doctor.cer", "doctor.cer"),
        ("pki/root.cer", "root.cer"),
        ("pki/sign-ca.cer", "sign-ca.cer"),
    ] {
        std::fs::copy(vectors.join(from), clinic.path(to)).unwrap();
    }
    let commands = readme();
    assert_eq!(commands.len(), 4);
    for command in commands {
        assert_eq!(command[..2], ["shohosen", "orca"]);
        let more: &[&str] = match command[2].as_str() {
            "fetch" | "check" => &["--on", "2026-11-22"],
            "sign" => &[
                "--at",
                "2024-06-03T08:08:00Z",
                "--anchor",
                "root.cer",
                "--intermediate",
                "sign-ca.cer",
            ],
            _ => &[],
        };
        let command: Vec<_> =
            command[1..].iter().map(|word| word.replace("http://127.0.0.1:8000", &url)).collect();
        let arguments: Vec<_> =
            command.iter().map(String::as_str).chain(more.iter().copied()).collect();
        let output = clinic.run(&arguments);
        // 2: what needs more than the README has at hand, diseases a table and the signer revocation lists.
        let decided = ["fetch", "records"].contains(&arguments[1]);
        let right: &[i32] = if decided { &[0] } else { &[0, 2] };
        assert!(
            right.contains(&code(&output)),
            "{arguments:?}: {}{}",
            text(&output),
            complaint(&output)
        );
    }
    assert!(exists(&clinic.path("prescription.xml")));
}

#[test]
#[cfg(unix)]
fn the_plugin_in_shell_signs_what_was_checked_and_nothing_else() {
    let (clinic, url) = (clinic("orca-shell"), orca());
    assert_eq!(code(&clinic.run(&["master", "m.csv", "tp.csv", "-o", "drugs.cache"])), 0);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let vector = |name: &str| root.join("test-vectors").join(name).display().to_string();
    let plugin = |more: &[(&str, &str)], arguments: &[&str]| {
        let mut shell = std::process::Command::new("sh");
        shell.arg(root.join("examples/orca_plugin.sh")).args(arguments);
        let sign = format!(
            "--anchor {} --intermediate {} --at 2024-06-03T08:08:00Z",
            vector("pki/root.cer"),
            vector("pki/sign-ca.cer")
        );
        shell.envs([
            ("SHOHOSEN", env!("CARGO_BIN_EXE_shohosen")),
            ("ORCA_URL", &url),
            ("ORCA_USER", "ormaster"),
            ("ORCA_PASSWORD_FILE", "secret"),
            ("USAGES", "usages.json"),
            ("MASTER", "drugs.cache"),
            ("KEY", &vector("keys/doctor.pk8")),
            ("CERT", &vector("pki/doctor.cer")),
            ("CHECK_OPTIONS", "--no-pairs --on 2026-11-22"),
            ("SIGN_OPTIONS", &sign),
        ]);
        shell.envs(more.iter().copied()).env("LC_ALL", "C.UTF-8");
        shell.env("TMPDIR", clinic.path(".")).current_dir(clinic.path(".")).output().unwrap()
    };
    let rx = clinic.path("rx.xml");
    assert_eq!(code(&plugin(&[], &["00110"])), 64);
    // The disease is compared with no table: not everything was checked, and nothing is signed.
    let output = plugin(&[], &["00110", "372", "rx.xml"]);
    assert_eq!(code(&output), 2, "{}{}", text(&output), complaint(&output));
    assert!(!exists(&rx), "{}", text(&output));
    let found = plugin(
        &[("CHECK_OPTIONS", "--no-pairs --on 2026-11-22 --same-institution")],
        &["00110", "372", "rx.xml"],
    );
    assert_eq!((code(&found), exists(&rx)), (1, false), "{}", complaint(&found));
    let refused = plugin(&[("ACCEPT", "yes")], &["00110", "999", "rx.xml"]);
    assert_eq!((code(&refused), exists(&rx)), (65, false), "{}", complaint(&refused));
    let signed = plugin(&[("ACCEPT", "yes")], &["00110", "372", "rx.xml"]);
    assert!([0, 2].contains(&code(&signed)) && exists(&rx), "{}", complaint(&signed));
    // Nothing of the patient is left behind.
    let left = std::fs::read_dir(clinic.path(".")).unwrap().flatten();
    assert!(left.filter(|entry| entry.path().is_dir()).count() == 0);
}
