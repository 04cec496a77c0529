use super::forms::*;
use serde_json::{Value, json};
use shohosen::check::{CheckSettings, Checker, CheckerBuilder};
use shohosen::history::{History, HistoryOptions as Reading, read_prescription};
use shohosen::medication::{
    CareSetting, Consent, Date, DosageCategory, DosePer, EventKind, MedicationEvent,
};
use shohosen_orca::{Answer, HistoryOptions, history, prescription_records, visits};

/// Whether records of a history are compared with the prescription of [`prescription_form`]. Without a
/// master nothing can be compared, and what would have been is named.
fn compared(history: &History) -> bool {
    let records = prescription_records(&of(&prescription_form()), &given(), None).unwrap();
    let prescription = read_prescription(&records, &Reading::default()).unwrap();
    let day = Date::parse("2026-11-22").unwrap();
    let checker: Checker = CheckerBuilder::new().build().unwrap();
    let settings = CheckSettings::new(day, Consent::Given);
    let outcome = checker.check(&prescription, history, &settings).unwrap();
    let json: Value = serde_json::from_str(&outcome.to_json().to_string()).unwrap();
    let not_checked = json["not_checked"].as_array().unwrap();
    not_checked.iter().any(|entry| entry["item"].as_str().unwrap().starts_with("history"))
}

fn read_events(answers: &[Answer], options: &HistoryOptions) -> Vec<MedicationEvent> {
    history(answers, options).unwrap().events().to_vec()
}

#[test]
fn a_notebook_becomes_what_was_prescribed_or_handed_out_by_one_default() {
    let outside = HistoryOptions::default();
    let events = read_events(&[of(&notebook_form())], &outside);
    assert_eq!(events.len(), 1);
    let day = Date::parse("2026-11-15").ok();
    assert_eq!((events[0].kind, events[0].prescribed_on), (EventKind::Prescribed, day));
    assert_eq!((events[0].days, events[0].category), (Some(14), DosageCategory::Oral));
    assert_eq!(events[0].drug.codes[0].to_string(), "610443048");
    let dose = events[0].dose.as_deref().unwrap();
    assert_eq!((dose.amount.unwrap().to_string().as_str(), dose.per), ("1", DosePer::Day));
    let setting = CareSetting::InHouseOutpatient;
    let events =
        read_events(&[of(&notebook_form())], &HistoryOptions { setting, ..outside.clone() });
    assert_eq!((events[0].kind, events[0].dispensed_on), (EventKind::Dispensed, day));
    assert_eq!(events[0].setting, setting);
}

#[test]
fn a_history_loses_no_drug_and_accounts_for_every_item() {
    let mut form = notebook_form();
    let items = form["Rp"][0]["Medication"].as_array_mut().unwrap();
    items.push(json!({ "Name": "コメント", "Code": "810000001" }));
    items.push(json!({ "Name": "自家製軟膏", "Code": "Y00001", "Unit_Name": "個" }));
    items.push(json!({ "Name": "ロキソニン錠６０ｍｇ", "Amount": "3", "Unit_Name": "錠" }));
    let read = history(&[of(&form)], &HistoryOptions::default()).unwrap();
    let names: Vec<_> = read.events().iter().map(|event| event.drug.name.as_str()).collect();
    assert_eq!(names, ["マイスリー錠１０ｍｇ", "自家製軟膏", "ロキソニン錠６０ｍｇ"]);
    // The form, three drugs; a usage and a comment.
    let account = read.account();
    assert_eq!((account.given(), account.used_parts(), account.is_complete()), (6, 4, true));
}

#[test]
fn the_own_notebook_without_code_is_of_the_institution_that_prescribes() {
    let with = |key: &str, value: Value| {
        let mut form = notebook_form();
        form["Hospital"][key] = value;
        form
    };
    let compared =
        |form: &Value| compared(&history(&[of(form)], &HistoryOptions::default()).unwrap());
    assert!(!compared(&notebook_form()));
    assert!(!compared(&with("Code", "1312345".into())));
    let mut other = with("Code", "1399999".into());
    other["Hospital"]["Name"] = json!(["別のクリニック"]);
    assert!(compared(&other));
    // Of another name, or of none, it is not known to be the own one.
    assert!(compared(&with("Name", json!(["別のクリニック"]))));
    assert!(compared(&with("Name", "".into())));
}

#[test]
fn a_day_that_is_missing_is_told_and_no_answer_is_no_empty_history() {
    let mut form = notebook_form();
    form["Perform_Date"] = "0000-00-00".into();
    let error = history(&[of(&form)], &HistoryOptions::default()).unwrap_err();
    assert_eq!(
        fields(error.findings()),
        [("orca.field.missing", "診療日 (Perform_Date)".to_owned())]
    );
    let error = history(&[], &HistoryOptions::default()).unwrap_err();
    assert_eq!(code(&error), "orca.form.unsupported");
}

#[test]
fn a_notebook_of_another_patient_is_not_used() {
    let mut form = notebook_form();
    form["Patient"] = json!({ "Name": "別人　花子", "BirthDate": "1990-01-01", "Sex": "2" });
    form["Hospital"] = json!({ "Name": "別のクリニック" });
    let read = history(&[of(&form)], &HistoryOptions::default()).unwrap();
    let patient = &read.files()[0].patient;
    assert!(patient.birth_date.is_some() && patient.sex.is_some());
}

/// medicalgetv2, class 02: with what the published description has, drugs of both places among it.
fn treatment() -> Value {
    let set = |class: &str, count: &str, items: Value| json!({ "Medical_Class": class, "Medical_Class_Number": count, "Medication_info": items });
    let item = |code: &str, name: &str| json!({ "Medication_Code": code, "Medication_Name": name });
    json!({ "medicalget02res": {
        "Api_Result": "00",
        "Patient_Information": { "Patient_ID": "00110", "WholeName": "見本　太郎",
            "BirthDate": "1960-02-29", "Sex": "1" },
        "Perform_Date": "2026-11-15", "Department_Code": "01",
        "Medical_List_Information": [{
            "Invoice_Number": "0000360",
            "Medical_Information": [
                set("120", "1", json!([item("112007410", "再診料"), {}])),
                set("212", "14", json!([item("610443048", "マイスリー錠１０ｍｇ"),
                    item("001000101", "１日１回就寝前　服用"), {}])),
                set("231", "1", json!([item("620007813", "ロキソニンテープ１００ｍｇ"),
                    item("120000710", "調剤料")])),
                set("400", "1", json!([item("620811502", "ワルファリンＫ錠１ｍｇ「Ｆ」")])),
                {},
            ],
        }, {}],
    } })
}

#[test]
fn the_record_of_a_visit_says_itself_where_each_drug_was_handed_out() {
    let options = HistoryOptions::default();
    let read = history(&[super::forms::read(&treatment())], &options).unwrap();
    let seen: Vec<_> = read
        .events()
        .iter()
        .map(|event| (event.kind, event.setting, event.category, event.days))
        .collect();
    assert_eq!(
        seen,
        [
            (EventKind::Prescribed, CareSetting::OutsidePharmacy, DosageCategory::Oral, Some(14)),
            (EventKind::Dispensed, CareSetting::InHouseOutpatient, DosageCategory::External, None),
        ]
    );
    // The visit and two drugs; a fee, a usage, another fee, and a drug of a procedure.
    let account = read.account();
    assert_eq!((account.given(), account.used_parts(), account.is_complete()), (7, 3, true));
    // It is of the institution that was asked, which prescribes.
    assert!(!compared(&read));
}

#[test]
fn the_visits_of_a_list_are_those_with_a_day_and_none_is_no_refusal() {
    let listed = json!({ "medicalget01res": { "Api_Result": "00", "Medical_List_Information": [
        { "Perform_Date": "2026-11-15", "Department_Code": "01", "Invoice_Number": "0000360" }, {},
    ] } });
    let found = visits(&super::forms::read(&listed)).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].day.as_str(), found[0].invoice.as_str()), ("2026-11-15", "0000360"));
    let none = json!({ "medicalget01res": { "Api_Result": "15", "Api_Result_Message": "対象がありません" } });
    assert!(visits(&super::forms::read(&none)).unwrap().is_empty());
    let refused = json!({ "medicalget01res": { "Api_Result": "10", "Api_Result_Message": "…" } });
    assert_eq!(code(&visits(&super::forms::read(&refused)).unwrap_err()), "orca.request.refused");
}
