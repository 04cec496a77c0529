//! ORCA through the C interface: what is missing, records, a history. The people and numbers are
//! invented.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
// One reason holds for all: what is handed over lives until the call is done.
#![allow(clippy::undocumented_unsafe_blocks)]

#[path = "common/called.rs"]
mod called;

use called::{failed, made, text};
use serde_json::{Value, json};
use shohosen::*;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::ptr::{null, null_mut};

fn form() -> Value {
    json!({ "Api_Result": "0000", "Forms": [{ "data": {
        "Form_ID": "shohosen", "IssuedDate": "2026-11-22", "Department_Code": "01",
        "Patient": { "Name": "見本　太郎", "KanaName": "ミホン　タロウ", "BirthDate": "1960-02-29", "Sex": "1" },
        "Hospital": { "Prefectures_Number": "13", "Code": "1312345", "Name": ["試験クリニック"],
            "Address": ["東京都千代田区試験一丁目"], "PhoneNumber": "03-0000-0000" },
        "Doctor": { "Code": "10001" },
        "Insurance_Combination_Information": { "HealthInsurance_Information": {
            "InsuranceProvider_Number": "138057", "HealthInsuredPerson_Number": "１２３４",
            "RelationToInsuredPerson": "1" } },
        "Rp": [{ "Medical_Class": "21", "Count": "14", "Medication": [
            { "Name": "マイスリー錠１０ｍｇ", "Amount": "1", "Unit_Name": "錠", "Code": "610443048" },
            { "Name": "就寝前", "Code": "001000101" }] }],
    } }] })
}

fn doctors() -> Value {
    json!({ "physicianres": { "Api_Result": "00", "Physician_Information": [
        { "Code": "10001", "WholeName": "試験　花子", "WholeName_inKana": "シケン　ハナコ" }] } })
}

fn records(
    answers: &[String],
    options: &str,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> i32 {
    let files: Vec<_> = answers
        .iter()
        .map(|answer| ShohosenFile {
            name: c"answer".as_ptr(),
            name_length: 6,
            data: answer.as_ptr(),
            data_length: answer.len(),
        })
        .collect();
    let (options, length) = text(options);
    unsafe {
        shohosen_orca_records(files.as_ptr(), files.len(), options, length, null(), out, error)
    }
}

fn taken(octets: *mut ShohosenOctets) -> String {
    let mut length = 0;
    unsafe {
        let data = shohosen_octets_data(octets, &mut length);
        let copy = std::slice::from_raw_parts(data, length).to_vec();
        shohosen_octets_free(octets);
        String::from_utf8(copy).unwrap()
    }
}

#[test]
fn what_is_missing_is_told_at_once_and_the_records_come_out_with_it() {
    let (status, codes) =
        failed(|error| records(&[form().to_string()], "{}", &mut null_mut(), error));
    // 診療科名, 医師名, 用法コード.
    assert_eq!((status, codes), (SHOHOSEN_UNREADABLE, vec!["orca.field.missing".to_owned(); 3]));
    let options = json!({ "department_name": "内科",
        "usages": { "001000101": { "code": "1011000090000000", "name": "就寝前" } } });
    let answers = [form().to_string(), doctors().to_string()];
    let octets = made(|out, error| records(&answers, &options.to_string(), out, error));
    let written = taken(octets);
    for line in ["4,2,01,内科", "5,10001,ｼｹﾝ ﾊﾅｺ,試験　花子", "101,1,1,,14"] {
        assert!(written.lines().any(|each| each == line), "{written}");
    }
}

#[test]
fn arguments_that_mean_nothing_are_misuse() {
    let misuse = |answers: &[String], options: &str| {
        failed(|error| records(answers, options, &mut null_mut(), error)).0
    };
    assert_eq!(misuse(&[], "{}"), SHOHOSEN_MISUSE);
    assert_eq!(misuse(&[doctors().to_string()], "{}"), SHOHOSEN_MISUSE);
    assert_eq!(misuse(&[form().to_string(), form().to_string()], "{}"), SHOHOSEN_MISUSE);
    assert_eq!(misuse(&[form().to_string()], r#"{"docter_name":""}"#), SHOHOSEN_MISUSE);
    let (status, codes) = failed(|error| records(&["{".to_owned()], "{}", &mut null_mut(), error));
    assert_eq!((status, codes[0].as_str()), (SHOHOSEN_UNREADABLE, "orca.response.malformed"));
}

#[test]
fn a_notebook_and_diseases_go_into_a_history() {
    let history = made(|out, error| unsafe { shohosen_history_new(out, error) });
    let add = |answer: &Value, setting: i32| {
        let (answer, (name, length)) = (answer.to_string(), text("ORCA"));
        failed(|error| unsafe {
            let (data, data_length) = (answer.as_ptr(), answer.len());
            shohosen_history_add_orca(history, name, length, data, data_length, setting, error)
        })
    };
    let mut notebook = form();
    notebook["Forms"][0]["data"]["Form_ID"] = "okusuri_techo".into();
    let (_, codes) = add(&notebook, 0);
    assert_eq!(codes, ["orca.field.missing"]); // 診療日
    notebook["Forms"][0]["data"]["Perform_Date"] = "2026-11-15".into();
    assert_eq!(add(&notebook, 0).0, SHOHOSEN_OK);
    assert_eq!(add(&notebook, SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT).0, SHOHOSEN_OK);
    assert_eq!(add(&notebook, 7).0, SHOHOSEN_MISUSE);
    let diseases = json!({ "disease_infores": { "Api_Result": "21", "Disease_Infores": {} } });
    assert_eq!(add(&diseases, 0).0, SHOHOSEN_OK);
    let json = made(|out, error| unsafe { shohosen_history_json(history, out, error) });
    let json: Value = serde_json::from_str(&taken(json)).unwrap();
    let kinds: Vec<_> = json["events"].as_array().unwrap().iter().map(|e| &e["kind"]).collect();
    assert_eq!(kinds, ["prescribed", "dispensed"]);
    unsafe { shohosen_history_free(history) };
}

fn fetch(url: &str, request: &str, error: *mut *mut ShohosenError) -> (i32, *mut ShohosenOctets) {
    let mut out = null_mut();
    let ((url, url_length), (prefix, prefix_length)) = (text(url), text(""));
    let ((user, user_length), (password, password_length)) = (text("ormaster"), text("secret"));
    let (request, request_length) = text(request);
    let status = unsafe {
        shohosen_orca_fetch(
            url,
            url_length,
            prefix,
            prefix_length,
            user,
            user_length,
            password,
            password_length,
            2000,
            request,
            request_length,
            &mut out,
            error,
        )
    };
    (status, out)
}

#[test]
fn an_answer_is_fetched() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = vec![0; 4096];
        let length = stream.read(&mut asked).unwrap();
        let body = r#"{"Api_Result":"0000","Form_ID":"shohosen"}"#;
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(head.as_bytes()).unwrap();
        String::from_utf8_lossy(&asked[..length]).into_owned()
    });
    let request = r#"{"request":"prescription","patient":"00110","invoice":"372"}"#;
    let (status, octets) = fetch(&url, request, null_mut());
    assert_eq!(status, SHOHOSEN_OK);
    assert!(taken(octets).contains("\"Outside_Class\":\"True\""));
    assert!(server.join().unwrap().starts_with("POST /api01rv2/prescriptionv2 HTTP/1.1"));
    let (status, codes) = failed(|error| fetch("http://127.0.0.1:1", request, error).0);
    assert_eq!((status, codes[0].as_str()), (SHOHOSEN_UNAVAILABLE, "orca.connection.failed"));
    let (status, _) = failed(|error| fetch(&url, r#"{"request":"x"}"#, error).0);
    assert_eq!(status, SHOHOSEN_MISUSE);
}
