//! The example plugin for ORCA in Ruby: what it makes of forms. The whole way, from a server to a
//! signed document, is in the tests of Python, which have the stand-in for ORCA.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{Folder, has, libraries, package, run};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

/// Ruby with the plugin and the library at hand.
fn ruby() -> Command {
    let mut ruby = Command::new("ruby");
    ruby.arg("-r").arg(package().join("examples/orca_plugin.rb"));
    ruby.env("SHOHOSEN_LIBRARY", libraries().join("libshohosen.so")).env("LC_ALL", "C.UTF-8");
    ruby
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
    let said = String::from_utf8(run(ruby().arg(&path)).stdout).unwrap();
    let (first, last) = ("24,030,070 101,1,1,,14", "24,000,100 101,1,1,,1");
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines[0], first);
    assert_eq!(lines[1..9], ["refused: 1"; 8]);
    assert_eq!(lines[9], last);
}

#[test]
fn the_plugin_in_ruby_takes_no_amount_and_no_date_for_another_and_tells_no_password() {
    if !has("ruby") {
        return;
    }
    let script = r#"
        drug = ->(amount) { { "Code" => "610443048", "Name" => "x", "Amount" => amount, "Unit_Name" => "錠" } }
        problems = lambda do |changes, doctor = ""|
          form = { "IssuedDate" => "2026-11-22", "Doctor" => { "Name" => "d" },
                   "Rp" => [{ "Medical_Class" => "21", "Count" => "14", "Medication" => [drug.("1")] }] }
          made = Records.new(form.merge(changes), {}, "内科", doctor)
          made.to_s
          made.problems.grep(/数量|IssuedDate|Doctor/).size
        end
        amount = ->(text) { problems.({ "Rp" => [{ "Medical_Class" => "21", "Count" => "14", "Medication" => [drug.(text)] }] }) }
        puts %w[1e3 1_0 +1 .5 5. １ 0.0].map(&amount).join(" ")
        puts %w[1 00001.50000 0.25].map(&amount).join(" ")
        puts %w[0000-00-00 2026-02-30 20261122].map { |day| problems.({ "IssuedDate" => day }) }.join(" ")
        puts problems.({ "Doctor" => { "Code" => "1" } }), problems.({ "Doctor" => { "Code" => "1" } }, "医師")
        ["http://clinic:ge/heim@127.0.0.1:1", "http://clinic:ge heim@ :1"].each do |url|
          Orca.new(url: url, user: "u", password_file: __FILE__, patient: "1", invoice: "1").prescription
        rescue Orca::Error => e
          puts e.message.include?("heim")
        end"#;
    let folder = Folder::new("ruby-strict");
    let path = folder.path("cases.rb");
    std::fs::write(&path, script).unwrap();
    let said = String::from_utf8(run(ruby().arg(&path)).stdout).unwrap();
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines, ["1 1 1 1 1 1 1", "0 0 0", "1 1 1", "1", "0", "false", "false"]);
}

/// What the plugin says of the insurance in a form: the lines 14 to 29, then what it refuses.
fn insurance(form: &Value) -> Vec<String> {
    let script = r"
        form = JSON.parse($stdin.read)
        made = Records.new(form, {}, '')
        made.refuse_what_is_not_carried
        puts made.to_s.lines.grep(/\A(1[4-9]|2\d),/), made.problems.grep_v(/RP1|Department/)";
    let mut ruby =
        ruby().args(["-e", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    ruby.stdin.take().unwrap().write_all(form.to_string().as_bytes()).unwrap();
    let said = ruby.wait_with_output().unwrap();
    assert!(said.status.success());
    String::from_utf8(said.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_plugin_in_ruby_writes_the_insurance_or_refuses_it_by_name() {
    if !has("ruby") {
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
