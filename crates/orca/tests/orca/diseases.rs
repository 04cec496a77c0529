use super::forms::{code, fields, read};
use serde_json::{Value, json};
use shohosen::medication::Date;
use shohosen_orca::diseases;

/// diseasegetv2 as it is published.
fn answer(list: Value) -> Value {
    json!({ "disease_infores": {
        "Api_Result": "00", "Api_Result_Message": "処理終了", "Information_Overflow": "False",
        "Disease_Infores": { "Patient_ID": "00110", "WholeName": "見本　太郎",
            "BirthDate": "1960-02-29", "Sex": "1" },
        "Base_Date": "2026-11", "Disease_Information": list,
    } })
}

fn single(codes: &[&str]) -> Value {
    let single = |code: &&str| json!({ "Disease_Single_Code": code });
    let mut all: Vec<Value> = codes.iter().map(single).collect();
    all.push(json!({}));
    all.into()
}

#[test]
fn codes_modifiers_days_and_suspicion_are_taken_over() {
    let list = json!([
        { "Disease_Name": "胃潰瘍", "Disease_Single": single(&["5319009"]),
          "Disease_StartDate": "2026-04-15", "Disease_EndDate": "2026-09-04", "Disease_OutCome": "F" },
        { "Disease_Name": "急性くも膜下出血の疑い",
          "Disease_Single": single(&["ZZZ4012", "4309001", "ZZZ8002"]),
          "Disease_StartDate": "2026-05-06", "Disease_EndDate": "0000-00-00" },
        { "Disease_Name": "気管支喘息", "Disease_Single": single(&["4939008"]),
          "Disease_SuspectedFlag": "SA" },
        { "Disease_Name": "あいうえ", "Disease_Single": single(&["0000999"]) },
        {}, {},
    ]);
    let facts = diseases(&read(&answer(list))).unwrap();
    let found = facts.diseases.unwrap();
    let seen: Vec<_> = found.iter().map(|d| (d.code, d.suspected, d.text.as_str())).collect();
    assert_eq!(
        seen,
        [
            (Some(5_319_009), false, "胃潰瘍"),
            (Some(4_309_001), true, "急性くも膜下出血の疑い"),
            (Some(4_939_008), true, "気管支喘息"),
            // 未コード化: in its own words.
            (None, false, "あいうえ"),
        ]
    );
    let day = |text| Date::parse(text).ok();
    assert_eq!((found[0].started_on, found[0].ended_on), (day("2026-04-15"), day("2026-09-04")));
    assert_eq!(found[1].ended_on, None);
    assert_eq!((facts.birth_date, facts.account.is_complete()), (day("1960-02-29"), true));
}

#[test]
fn no_disease_is_an_empty_list_and_too_many_are_a_gap() {
    let none = json!({ "disease_infores": { "Api_Result": "21",
        "Api_Result_Message": "対象病名がありません", "Disease_Infores": { "Patient_ID": "00110" } } });
    let facts = diseases(&read(&none)).unwrap();
    assert_eq!((facts.diseases.map(|all| all.len()), facts.account.is_complete()), (Some(0), true));
    let disease = json!([{ "Disease_Name": "胃潰瘍", "Disease_Single": single(&["5319009"]) }]);
    let mut more = answer(disease);
    more["disease_infores"]["Information_Overflow"] = "True".into();
    let facts = diseases(&read(&more)).unwrap();
    assert_eq!(
        (facts.diseases.map(|all| all.len()), facts.account.is_complete()),
        (Some(1), false)
    );
}

#[test]
fn a_refusal_another_answer_and_days_that_there_are_not_are_told() {
    let refused = json!({ "disease_infores": { "Api_Result": "10", "Api_Result_Message": "…",
        "Disease_Infores": { "Patient_ID": "9999" } } });
    assert_eq!(code(&diseases(&read(&refused)).unwrap_err()), "orca.request.refused");
    let other = diseases(&read(&json!({ "Forms": [] }))).unwrap_err();
    assert_eq!(code(&other), "orca.form.unsupported");
    let list = json!([{ "Disease_Single": single(&["5319009"]), "Disease_StartDate": "2026-02-30",
        "Disease_EndDate": "R8" }]);
    let error = diseases(&read(&answer(list))).unwrap_err();
    assert_eq!(
        fields(error.findings()),
        [
            ("orca.field.invalid", "病名1 開始日 (Disease_StartDate)".to_owned()),
            ("orca.field.invalid", "病名1 転帰日 (Disease_EndDate)".to_owned()),
        ]
    );
}
