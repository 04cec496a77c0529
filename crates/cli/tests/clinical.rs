//! Allergies, diseases and doses as a user runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod clinic;

use clinic::*;
use serde_json::Value;
use shohosen_testkit::usage_master::ROWS;

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

#[test]
fn usage_codes_are_found_by_lint_and_check_and_print_their_names() {
    let clinic = clinic("clinical-usage");
    let usages = shohosen_testkit::usage_master::usage_master(&ROWS);
    clinic.file("用法マスタ_20251101.xlsx", &usages);
    let files = ["master", "m.csv", "tp.csv", "用法マスタ_20251101.xlsx", "-o", "all.cache"];
    let output = clinic.run(&files);
    assert_eq!(code(&output), 0, "{}", complaint(&output));
    assert!(
        complaint(&output).contains("用法マスタ_20251101.xlsx (8 rows)"),
        "{}",
        complaint(&output)
    );
    // The first usage goes with its code, the second has another text: 湿布 was renamed to 貼付.
    let renamed =
        PRESCRIPTION.replace("2C71000000000000,１日１回　貼付", "2C71000000000000,１日１回　湿布");
    clinic.file("renamed.csv", renamed.as_bytes());
    let check = |rx: &str, more: &[&str]| {
        let with = ["check", rx, "--no-history", "--no-pairs", "--on", "2026-11-22", "--json"];
        clinic.run(&[&with[..], more].concat())
    };
    let found = |json: &Value, code: &str| -> Vec<String> {
        let of_code = json["findings"].as_array().unwrap().iter().filter(|f| f["code"] == code);
        of_code.map(|f| f["message_ja"].as_str().unwrap().to_owned()).collect()
    };
    for master in [&["all.cache"][..], &["m.csv", "tp.csv", "用法マスタ_20251101.xlsx"]] {
        let master = [&["--master"], master].concat();
        let right = json(&check("rx.csv", &master));
        assert_eq!(row(&right, "usage")["state"], "done");
        assert_eq!(found(&right, "medication.usage.listed").len(), 2);
        assert!(found(&right, "medication.usage.listed")[1].contains("１日１回　貼付"));
        let output = check("renamed.csv", &master);
        assert_eq!(code(&output), 1);
        let told = found(&json(&output), "medication.usage.text_differs");
        assert!(told.len() == 1 && told[0].contains("１日１回　貼付"), "{told:?}");
    }
    // Asked for by name without a master that has it.
    clinic.file("drugs.cache", b"");
    let output = check("rx.csv", &["--master", "m.csv", "tp.csv", "--checks", "usage"]);
    assert_eq!(
        (code(&output), &row(&json(&output), "usage")["reason"]),
        (2, &"table_missing".into())
    );
    // The same by lint.
    for (file, codes) in [("rx.csv", 0), ("renamed.csv", 1)] {
        let output = clinic.run(&["lint", file, "--usage", "all.cache", "--json"]);
        let told = found(&json(&output), "records.usage.text_differs");
        assert_eq!(told.len(), codes, "{file} {told:?}");
    }
    let output = clinic.run(&["lint", "rx.csv", "--usage", "m.csv"]);
    assert_eq!(code(&output), 65);
    // The name of a code, and of one that ended.
    let output = clinic.run(&["drug", "2C71000000000000", "--master", "all.cache", "--lang", "en"]);
    assert_eq!(code(&output), 0, "{}", complaint(&output));
    let told = text(&output);
    assert!(told.contains("１日１回　湿布") && told.contains("2022-07-25 – 2025-10-31"), "{told}");
    assert!(told.contains("１日１回　貼付") && told.contains("2025-11-01 – "), "{told}");
    // Other columns: refused by name, with what was expected.
    let mut cells = shohosen_testkit::usage_master::cells(&ROWS);
    cells[6].push("13".into());
    let wrong = shohosen_testkit::usage_master::workbook("電子処方箋用法マスタ", &cells);
    clinic.file("用法マスタ_20251101.xlsx", &wrong);
    let output = clinic.run(&files);
    assert_eq!(code(&output), 65);
    let told = complaint(&output);
    for words in ["用法マスタ_20251101.xlsx", "line 7", "13", "12"] {
        assert!(told.contains(words), "{words}: {told}");
    }
}
