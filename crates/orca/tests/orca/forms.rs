//! Forms as ORCA prints them.

use serde_json::{Value, json};
use shohosen::{Finding, Language};
use shohosen_orca::{Answer, OrcaError, RecordsOptions, Usage, prescription_records};

pub fn patient() -> Value {
    json!({
        "ID": "00110", "Name": "見本　太郎", "KanaName": "ミホン　タロウ",
        "BirthDate": "1960-02-29", "Sex": "1",
    })
}

fn answer(form: &Value) -> Value {
    json!({
        "Information_Date": "2026-11-22", "Api_Result": "0000", "Api_Result_Message": "処理終了",
        "Form_ID": form["Form_ID"], "Patient": patient(), "Forms": [{ "data": form }],
    })
}

pub fn prescription_form() -> Value {
    json!({
        "Form_ID": "shohosen", "Perform_Date": "2026-11-22", "IssuedDate": "2026-11-22",
        "Department_Code": "01", "Split_Count": "0", "Refill_Count": "0", "Patient": patient(),
        "Insurance_Combination_Information": {
            "InsuranceProvider_Class": "060", "HealthInsuredPerson_Rate": "030",
            "HealthInsurance_Information": {
                "InsuranceProvider_Number": "138057", "HealthInsuredPerson_Symbol": "試験",
                "HealthInsuredPerson_Number": "１２３４", "RelationToInsuredPerson": "1",
            },
        },
        "Hospital": {
            "Prefectures_Number": "13", "Code": "1312345", "Name": ["処方箋試験クリニック", "", ""],
            "ZipCode": "1000000", "Address": ["東京都千代田区試験一丁目", "", ""],
            "PhoneNumber": "03-0000-0000", "FaxNumber": "03-0000-0001",
        },
        "Doctor": { "Code": "10001", "Name": "試験　花子" },
        "IncludingNarcotic_Flg": "0",
        "Rp": [
            {
                "Medical_Class": "21", "Count": "014", "Unit_Name": "日分",
                "Medication": [
                    { "Name": "マイスリー錠１０ｍｇ", "Amount": "00001.00000", "Unit_Name": "錠",
                      "Code": "610443048", "Generic_Flg": "0" },
                    { "Name": "１日１回就寝前　服用", "Amount": "", "Unit_Name": "", "Code": "001000101" },
                    {},
                ],
            },
            {},
        ],
    })
}

pub fn notebook_form() -> Value {
    json!({
        "Form_ID": "okusuri_techo", "Perform_Date": "2026-11-15", "Invoice_Number": "0000360",
        "Patient": patient(),
        "Hospital": { "Prefectures_Number": "13", "Name": ["処方箋試験クリニック"] },
        "Rp": [{
            "Medical_Class": "21", "Count": "14", "Unit_Name": "日分",
            "Medication": [
                { "Name": "マイスリー錠１０ｍｇ", "Amount": "1", "Unit_Name": "錠", "Code": "610443048" },
                { "Name": "１日１回就寝前　服用", "Code": "001000101" },
            ],
        }],
    })
}

pub fn read(value: &Value) -> Answer {
    Answer::parse("answer.json", value.to_string().as_bytes()).unwrap()
}

/// The answer with this form.
pub fn of(form: &Value) -> Answer {
    read(&answer(form))
}

/// What ORCA does not say in [`prescription_form`].
pub fn given() -> RecordsOptions {
    let usage = Usage {
        code: "1011000090000000".to_owned(),
        name: "１日１回就寝前　服用".to_owned(),
        times_per_day: Some(1),
        code_type: "3".to_owned(),
    };
    RecordsOptions {
        usages: [("001000101".to_owned(), usage)].into(),
        department_name: "内科".to_owned(),
        doctor_kana: "シケン　ハナコ".to_owned(),
        ..RecordsOptions::default()
    }
}

pub fn lines(form: &Value, options: &RecordsOptions) -> Vec<String> {
    let octets = prescription_records(&of(form), options, None).unwrap();
    String::from_utf8(octets).unwrap().split('\n').map(str::to_owned).collect()
}

pub fn refused(form: &Value, options: &RecordsOptions) -> Vec<Finding> {
    prescription_records(&of(form), options, None).unwrap_err().findings().to_vec()
}

/// The code of each finding, and the item that it names.
pub fn fields(findings: &[Finding]) -> Vec<(&'static str, String)> {
    findings
        .iter()
        .map(|finding| {
            let evidence = serde_json::to_value(&finding.evidence).unwrap();
            (finding.code.id(), evidence["field"].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

pub fn code(error: &OrcaError) -> &'static str {
    error.code().unwrap().id()
}

/// Everything that a finding says.
pub fn said(findings: &[Finding]) -> String {
    let both = [Language::Japanese, Language::English];
    let of = |finding: &Finding| both.map(|l| finding.message(l) + &finding.remedy(l)).concat();
    findings.iter().map(of).collect()
}
