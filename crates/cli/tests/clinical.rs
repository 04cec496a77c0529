//! Allergies, diseases and doses as a user runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod clinic;

use clinic::*;
use serde_json::Value;

/// 医薬品適応 with one row: ゾルピデム「トーワ」, whatever the disease, 1 錠 a day, 30 days.
fn indications() -> String {
    let row = |columns: &[(usize, &str)]| {
        let mut fields = [""; 24];
        columns.iter().for_each(|(place, text)| fields[*place] = text);
        fields.join(",") + "\r\n"
    };
    row(&[(0, "h")]) + &row(&[(0, "622142001"), (1, "0000000"), (12, "1"), (14, "30")])
}

const RX: &str = r#"{ "prescription": { "issued_on": "2026-11-22", "items": [
    { "codes": [{ "system": "receipt", "code": "622142001" }], "unit": "錠", "category": "oral",
      "days": 14, "dose": { "amount": 2 } }] } }"#;

const FACTS: &str = r#"{ "patient": { "birth_date": "1960-02-29", "sex": "female",
    "allergies": [{ "text": "マイスリー", "codes": [{ "system": "receipt", "code": "610443048" }] },
                  { "text": "セフェム系（発熱）" }],
    "diseases": [] } }"#;

fn clinic(name: &str) -> Clinic {
    let clinic = Clinic::new(name);
    clinic.file("rx.json", RX.as_bytes());
    clinic.file("facts.json", FACTS.as_bytes());
    clinic.file("IY_Tekio_20251031.csv", indications().as_bytes());
    let classes = "# source: 院内\n# edition: 2026-11-01\nclass,drug\n睡眠薬,ゾルピデム\n";
    clinic.file("classes.csv", classes.as_bytes());
    clinic
}

/// The command of the README, with the master as two files and a day.
fn run(clinic: &Clinic, more: &[&str]) -> std::process::Output {
    let mut arguments =
        vec!["check", "rx.json", "--no-history", "--no-pairs", "--on", "2026-11-22"];
    arguments.extend(["--master", "drugs.cache", "IY_Tekio_20251031.csv"]);
    arguments.extend(more);
    clinic.run(&arguments)
}

fn cached(clinic: &Clinic) {
    let output = clinic.run(&["master", "m.csv", "tp.csv", "-o", "drugs.cache"]);
    assert_eq!(code(&output), 0, "{}", complaint(&output));
}

fn row<'j>(json: &'j Value, check: &str) -> &'j Value {
    let rows = json["checks"].as_array().unwrap();
    rows.iter().find(|row| row["check"] == check).unwrap()
}

fn json(output: &std::process::Output) -> Value {
    serde_json::from_str(&text(output)).unwrap_or_else(|_| panic!("{}", complaint(output)))
}

#[test]
fn an_allergy_and_a_dose_are_found_and_every_check_has_its_row() {
    let clinic = clinic("clinical-found");
    cached(&clinic);
    let asked =
        ["--facts", "facts.json", "--classes", "classes.csv", "--checks", "allergies,doses,days"];
    let output = run(&clinic, &[&asked[..], &["--json"]].concat());
    assert_eq!(code(&output), 1, "{}", complaint(&output));
    let json = json(&output);
    let codes: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    for code in
        ["medication.allergy.ingredient", "medication.dose.over_maximum", "medication.table.read"]
    {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    // The class is in no table: named in its own words.
    let open = row(&json, "allergies")["open"].as_array().unwrap().clone();
    assert_eq!((open.len(), &open[0]["reason"]), (1, &"no_class_table".into()));
    assert_eq!(open[0]["code"], "セフェム系（発熱）");
    assert_eq!(row(&json, "doses")["state"], "done");
    assert_eq!(row(&json, "days")["asked"], "by_name");
    assert_eq!(row(&json, "disease_contraindications")["reason"], "table_missing");
    assert_eq!(row(&json, "patient_factors")["reason"], "not_in_tables");
    assert_eq!(row(&json, "cautions")["state"], "not_asked");
    let told = text(&run(&clinic, &[&asked[..], &["--lang", "ja", "--html", "p.html"]].concat()));
    let page = std::fs::read_to_string(clinic.path("p.html")).unwrap();
    for words in ["確認の一覧", "最大投与量", "傷病名禁忌", "この確認に使う表がありません"]
    {
        assert!(told.contains(words) && page.contains(words), "{words}:\n{told}");
    }
    assert!(told.contains("1 日量 2錠"), "{told}");
}

#[test]
fn what_was_asked_for_by_name_and_cannot_be_done_is_exit_code_two() {
    let clinic = clinic("clinical-asked");
    cached(&clinic);
    clinic.file("rx.json", RX.replace("\"amount\": 2", "\"amount\": \"1.0\"").as_bytes());
    // The table is given, the list of diseases is not needed: nothing is found.
    assert_eq!(code(&run(&clinic, &["--checks", "doses"])), 0);
    for asked in ["allergies", "disease_contraindications", "group_doses", "many_drugs", "all"] {
        let output = run(&clinic, &["--checks", asked, "--json"]);
        assert_eq!(code(&output), 2, "{asked}: {}", text(&output));
    }
    // Said by name that there are none.
    assert_eq!(code(&run(&clinic, &["--checks", "allergies", "--no-allergies"])), 0);
    let output = run(&clinic, &["--checks", "dose"]);
    assert_eq!(code(&output), 64);
    assert!(complaint(&output).contains("group_doses"), "{}", complaint(&output));
    // Switched off by name: what was given is named as not compared.
    let output = run(&clinic, &["--facts", "facts.json", "--checks=-allergies", "--json"]);
    assert_eq!(code(&output), 2, "{}", text(&output));
    assert_eq!(row(&json(&output), "allergies")["state"], "not_asked");
}

#[test]
fn the_check_master_is_kept_with_the_drugs_and_wrong_files_are_refused_by_name() {
    let clinic = clinic("clinical-cache");
    let files = ["master", "m.csv", "tp.csv", "IY_Tekio_20251031.csv", "-o", "all.cache"];
    let output = clinic.run(&files);
    assert_eq!(code(&output), 0, "{}", complaint(&output));
    assert!(complaint(&output).contains("IY_Tekio_20251031.csv (1 rows"), "{}", complaint(&output));
    let check = ["check", "rx.json", "--no-history", "--no-pairs", "--on", "2026-11-22"];
    let output = clinic.run(&[&check[..], &["--master", "all.cache", "--json"]].concat());
    assert_eq!(code(&output), 1, "{}", text(&output));
    assert_eq!(row(&json(&output), "doses")["state"], "done");
    clinic.file(
        "IY_Tekio_20251031.csv",
        indications().replace("622142001,", "622142001,,").as_bytes(),
    );
    let output = clinic.run(&files);
    assert_eq!(code(&output), 65);
    let told = complaint(&output);
    assert!(
        told.contains("IY_Tekio_20251031.csv") && told.contains("25") && told.contains("24"),
        "{told}"
    );
}
