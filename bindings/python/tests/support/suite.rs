//! The behaviour suite: the same work through Rust, the command and Python. The Rust library is
//! the reference; the others must give its JSON octet for octet.

use serde_json::{Value, json};
use shohosen::check::{CheckSettings, CheckerBuilder, Shown, page};
use shohosen::history::{self, History, HistoryOptions, read_prescription};
use shohosen::keys::SoftwareKey;
use shohosen::pki::{Certificate, CertificateList, TrustAnchor};
use shohosen::records::{LintOptions, ReadOptions, Target, convert, lint, read};
use shohosen::{
    Content, Language, Permission, SCHEMA_VERSION, Signer, Time, Verified, Verifier, codes,
    json_line,
};
use shohosen_testkit::documents::{dispensing_payload, prescription_payload};
use shohosen_testkit::{mutate, suite};
use std::path::Path;
use std::process::Command;

/// The day of every check.
const DAY: &str = "2026-11-22";
/// What a patient takes, and a prescription of the same ingredient.
const HISTORY: &str = "kind,code_system,code,category,dispensed_on,days\n\
                       dispensed,yj,1129009F2021,oral,20261115,14\n";
const REPEATED: &str = "SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n\
                        201,1,1,1,4,1129009F2285,x,1,1,x";

/// One piece of work; paths are relative to `test-vectors`, or absolute.
pub type Task = Value;

/// Everything that is compared: every vector, every certificate, records, signatures.
pub fn tasks(folder: &Path) -> Vec<Task> {
    std::fs::create_dir_all(folder).unwrap();
    let put = |name: &str, octets: &[u8]| {
        std::fs::write(folder.join(name), octets).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let index = std::fs::read(suite::folder().join("verify/index.json")).unwrap();
    let index: Vec<Value> = serde_json::from_slice(&index).unwrap();
    let deep = put("deep.xml", &mutate::deep_nesting(100_000));
    let mut tasks: Vec<Task> = Vec::new();
    for mut case in index {
        if case["file"].is_null() {
            case["file"] = deep.clone().into();
        }
        case["do"] = "verify".into();
        tasks.push(case.clone());
        // The same by way of facts that were stored.
        let id = case["id"].as_str().unwrap().to_owned();
        case["facts"] = folder.join(format!("{id}.facts.json")).to_str().unwrap().into();
        case["id"] = format!("judge {id}").into();
        case["do"] = "judge".into();
        tasks.push(case);
    }
    let trust = json!({
        "at": "2024-06-04T00:00:00Z", "anchors": ["pki/root.cer"], "tsa_anchors": [],
        "intermediates": ["pki/sign-ca.cer"], "crls": ["pki/sign-ca.crl", "pki/sarl.crl"],
        "allow_test_certificates": false,
    });
    let task = |id: String, what: &str, more: &[(&str, Value)]| {
        let mut task = trust.clone();
        task["id"] = id.into();
        task["do"] = what.into();
        more.iter().for_each(|(key, value)| task[*key] = value.clone());
        task
    };
    let files = json!(["verify/prescription-xl.xml", "verify/none.xml", &deep]);
    tasks.push(task("many".into(), "many", &[("file", files[0].clone()), ("files", files)]));
    for entry in std::fs::read_dir(suite::folder().join("pki")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".cer") {
            let file = json!(format!("pki/{name}"));
            tasks.push(task(format!("cert {name}"), "cert", &[("file", file)]));
        }
    }
    let prescription = put("prescription.csv", &prescription_payload());
    let dispensing = put("dispensing.csv", &dispensing_payload("1439e0c5-0000"));
    let wrong = put("wrong.csv", b"SJ1\n12,3\n999,x\n201,1,1,1,2,1,,-1,9,\n");
    let none = put("none.csv", b"SJ2\n");
    for file in [&prescription, &dispensing, &wrong, &none] {
        tasks.push(task(format!("lint {file}"), "lint", &[("file", json!(file))]));
        for to in ["json", "fhir", "jahis", "jahistc"] {
            let more = [("file", json!(file)), ("to", json!(to))];
            tasks.push(task(format!("convert {file} {to}"), "convert", &more));
        }
    }
    let history = put("history.csv", HISTORY.as_bytes());
    let repeated = put("repeated.csv", REPEATED.as_bytes());
    for (rx, histories) in [
        (&repeated, vec![&history]),
        (&repeated, vec![&history, &dispensing]),
        (&prescription, vec![&history]),
        (&wrong, vec![&dispensing]),
    ] {
        for consent in ["given", "oral", "none"] {
            let id = format!("check {rx} {histories:?} {consent}");
            let more =
                [("file", json!(rx)), ("histories", json!(histories)), ("consent", json!(consent))];
            tasks.push(task(id.clone(), "check", &more));
            for language in ["ja", "en"] {
                let mut more = more.to_vec();
                more.push(("language", json!(language)));
                tasks.push(task(format!("{id} page {language}"), "check", &more));
            }
        }
    }
    // RSA PKCS#1 v1.5 is deterministic: the same document comes out of every binding.
    for (signer, permit) in [("doctor", vec![]), ("other", vec!["other-role"]), ("other", vec![])] {
        let certificate = if signer == "other" { "nurse" } else { signer };
        let more = [
            ("file", json!(prescription)),
            ("key", json!(format!("keys/{signer}.pk8"))),
            ("certificate", json!(format!("pki/{certificate}.cer"))),
            ("permit", json!(permit)),
        ];
        tasks.push(task(format!("sign {certificate} {permit:?}"), "sign", &more));
    }
    tasks
}

fn bytes(path: &Value) -> Vec<u8> {
    std::fs::read(suite::folder().join(path.as_str().unwrap())).unwrap()
}

fn list(task: &Task, key: &str) -> Vec<Value> {
    task[key].as_array().cloned().unwrap_or_default()
}

/// What the library says: JSON, a document, or `error CODE`.
pub fn by_rust(task: &Task) -> Vec<u8> {
    let at = Time::parse_rfc3339(task["at"].as_str().unwrap()).unwrap();
    let certificate = |path: &Value| Certificate::from_pem_or_der(&bytes(path)).unwrap();
    let error = |code: shohosen::Code| format!("error {code}").into_bytes();
    let mut builder =
        Verifier::builder().allow_test_certificates(task["allow_test_certificates"] == true);
    for path in list(task, "anchors") {
        builder = builder.anchor(TrustAnchor::certificate(certificate(&path)));
    }
    for path in list(task, "tsa_anchors") {
        builder = builder.tsa_anchor(TrustAnchor::certificate(certificate(&path)));
    }
    for path in list(task, "intermediates") {
        builder = builder.intermediate(certificate(&path));
    }
    for path in list(task, "crls") {
        builder = builder.crl(CertificateList::from_pem_or_der(&bytes(&path)).unwrap());
    }
    let verifier = builder.build();
    let input = bytes(&task["file"]);
    match task["do"].as_str().unwrap() {
        "verify" | "judge" => match verifier.verify(&input, at) {
            Ok(verified) => verified.report().to_json().into_bytes(),
            Err(failed) => error(failed.code()),
        },
        "many" => {
            let line = |file: &Value| {
                let name = file.as_str().unwrap();
                let read = std::fs::read(suite::folder().join(name)).map_err(|error| {
                    let finding = codes::binding::FILE_UNREADABLE.finding();
                    finding
                        .with("file", name.to_owned())
                        .with("reason", shohosen::io_problem(&error))
                });
                let verified = read.and_then(|octets| {
                    verifier.verify(&octets, at).map_err(|error| error.finding())
                });
                json_line(Some(name), verified.as_ref().map(Verified::report))
            };
            let lines: Vec<_> = list(task, "files").iter().map(line).collect();
            lines.join("\n").into_bytes()
        }
        "cert" => {
            let report = verifier.verify_certificate(&certificate(&task["file"]), at);
            serde_json::to_vec(&report).unwrap()
        }
        "lint" => match read(&input, &ReadOptions::STANDARD) {
            Ok(records) => {
                let findings = lint(&records, &LintOptions::default());
                let object = json!({ "schema_version": SCHEMA_VERSION, "findings": findings });
                object.to_string().into_bytes()
            }
            Err(failed) => error(failed.finding().code),
        },
        "convert" => {
            let all = [Target::Json, Target::Fhir, Target::Jahis, Target::JahisTc];
            let to = all.into_iter().find(|to| task["to"] == to.name()).unwrap();
            match read(&input, &ReadOptions::STANDARD).map(|records| convert(&records, to)) {
                Ok(Ok(converted)) => converted.bytes,
                Ok(Err(failed)) => error(failed.finding().code),
                Err(failed) => error(failed.finding().code),
            }
        }
        "check" => {
            let options = HistoryOptions::verified_by(&verifier, at);
            let mut history = History::default();
            for path in list(task, "histories") {
                let read = history::read(&bytes(&path), &options).unwrap();
                history.add(path.as_str().unwrap(), read);
            }
            let settings = format!(r#"{{"check_day":"{DAY}","consent":{}}}"#, task["consent"]);
            let settings = CheckSettings::from_json(settings.as_bytes()).unwrap();
            let checker = CheckerBuilder::new().build().unwrap();
            match read_prescription(&input, &options) {
                Ok(read) => {
                    let outcome = checker.check(&read, &history, &settings).unwrap();
                    let language = match task["language"].as_str() {
                        Some("ja") => Language::Japanese,
                        Some(_) => Language::English,
                        None => return outcome.to_json().into_bytes(),
                    };
                    let shown = Shown {
                        outcome: &outcome,
                        prescription: &read,
                        history: &history,
                        periods: &settings.options.periods,
                    };
                    page(&shown, language).into_bytes()
                }
                Err(failed) => error(failed.finding().code),
            }
        }
        "sign" => {
            let mut builder = Signer::builder().verifier_settings(verifier.settings().clone());
            for name in list(task, "permit") {
                builder = builder.permit(name.as_str().unwrap().parse::<Permission>().unwrap());
            }
            let certificate = certificate(&task["certificate"]);
            let key = SoftwareKey::from_pem_or_der(&bytes(&task["key"]), certificate).unwrap();
            match builder.build().sign(Content::Prescription(&input), &key, at) {
                Ok(signed) => signed.into_bytes(),
                Err(failed) => error(failed.code()),
            }
        }
        other => panic!("{other}"),
    }
}

/// What the command says to the same.
pub fn by_command(program: &Path, task: &Task) -> Vec<u8> {
    let text = |key: &str| task[key].as_str().unwrap().to_owned();
    let mut what = text("do");
    let mut command = Command::new(program);
    command.current_dir(suite::folder());
    let mut file = text("file");
    if what == "judge" {
        let facts = text("facts");
        let _ = std::fs::remove_file(&facts);
        let mut keep = Command::new(program);
        keep.current_dir(suite::folder()).args(["verify", &file, "--facts-out", &facts]);
        keep.output().unwrap();
        // Of what cannot be read there are none: verify says why.
        match Path::new(&facts).exists() {
            true => file = facts,
            false => what = "verify".to_owned(),
        }
    }
    command.arg(match what.as_str() {
        "convert" => "lint",
        "many" => "verify",
        what => what,
    });
    match what.as_str() {
        "many" => command.args(list(task, "files").iter().filter_map(Value::as_str)),
        _ => command.arg(file),
    };
    if ["verify", "judge", "many", "cert", "sign", "check"].contains(&what.as_str()) {
        command.args(["--at", &text("at")]);
        let options = [
            ("anchors", "--anchor"),
            ("tsa_anchors", "--tsa-anchor"),
            ("intermediates", "--intermediate"),
            ("crls", "--crl"),
            ("permit", "--permit"),
        ];
        for (key, option) in options {
            for value in list(task, key) {
                command.args([option, value.as_str().unwrap()]);
            }
        }
        if task["allow_test_certificates"] == true {
            command.arg("--allow-test-certificates");
        }
    }
    match what.as_str() {
        "convert" => command.args(["--to", &text("to")]),
        "check" => {
            for path in list(task, "histories") {
                command.args(["--history", path.as_str().unwrap()]);
            }
            command.args(["--on", DAY, "--consent", &text("consent")])
        }
        "sign" => command.args(["--key", &text("key"), "--cert", &text("certificate"), "-o", "-"]),
        _ => &mut command,
    };
    let page = task["language"].as_str();
    match page {
        Some(language) => command.args(["--html", "-", "--lang", language]),
        None => command.arg("--json"),
    };
    let output = command.output().unwrap();
    let said = output.stdout;
    let as_it_is = what == "convert" || page.is_some();
    let mut said = said.strip_suffix(b"\n").filter(|_| !as_it_is).unwrap_or(&said).to_vec();
    match (what.as_str(), output.status.code()) {
        ("verify" | "judge" | "cert" | "lint" | "check", Some(0..=2)) | ("convert", Some(0)) => {
            said
        }
        // The exit code of a signed document is that of its verdict.
        ("sign", Some(0..=2)) if said.starts_with(b"<") => said,
        // The worst of all files.
        ("many", Some(65)) => said,
        // A conversion with findings of severity error hands the result out all the same.
        ("convert", Some(1)) => said,
        (_, code) => {
            let object: Value = serde_json::from_slice(&said).unwrap_or_default();
            let finding = if what == "verify" { &object["error"] } else { &object["findings"][0] };
            said = format!("error {}", finding["code"].as_str().unwrap_or("?")).into_bytes();
            assert!(matches!(code, Some(1 | 65)), "{}: {code:?}", task["id"]);
            said
        }
    }
}
