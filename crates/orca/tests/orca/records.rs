use super::forms::*;
use serde_json::{Value, json};
use shohosen::Language;
use shohosen_orca::{Answer, RecordsOptions, prescription_records};

const MISSING: &str = "orca.field.missing";
const INVALID: &str = "orca.field.invalid";

fn field(code: &'static str, name: &str) -> Vec<(&'static str, String)> {
    vec![(code, name.to_owned())]
}

#[test]
fn a_form_becomes_the_records_that_a_hand_writes_for_it() {
    let expected = [
        "SJ1",
        "1,1,1312345,13,処方箋試験クリニック",
        "2,100-0000,東京都千代田区試験一丁目",
        "3,03-0000-0000,03-0000-0001,",
        "4,2,01,内科",
        "5,10001,ｼｹﾝ ﾊﾅｺ,試験　花子",
        "11,00110,見本　太郎,ﾐﾎﾝ ﾀﾛｳ",
        "12,1",
        "13,19600229",
        "21,2",
        "22,138057",
        "23,試験,１２３４,1,",
        "24,030,070",
        "51,20261122",
        "101,1,1,,14",
        "111,1,3,1011000090000000,１日１回就寝前　服用,1",
        "201,1,1,1,2,610443048,マイスリー錠１０ｍｇ,1,1,錠",
    ];
    assert_eq!(lines(&prescription_form(), &given()), expected);
}

#[test]
fn everything_that_is_missing_is_told_at_once_with_where_to_get_it_and_what_takes_it() {
    let empty = json!({ "Form_ID": "shohosen", "Rp": [{ "Medical_Class": "21",
        "Medication": [{ "Name": "マイスリー錠１０ｍｇ", "Code": "610443048" }] }] });
    let findings = refused(&empty, &RecordsOptions::default());
    let told: Vec<_> = fields(&findings);
    let expected: Vec<_> = [
        ("医療機関コード (Hospital.Code)", "institution_code"),
        ("都道府県番号 (Hospital.Prefectures_Number)", "prefecture"),
        ("医療機関名称 (Hospital.Name)", "institution_name"),
        ("医療機関所在地 (Hospital.Address)", "institution_address"),
        ("医療機関電話番号 (Hospital.PhoneNumber)", "institution_phone"),
        ("診療科名 (Department_Name)", "department_name"),
        ("医師名 (Doctor.Name)", "doctor_name"),
        ("患者氏名 (Patient.Name)", "patient_name"),
        ("患者カナ氏名 (Patient.KanaName)", "patient_kana"),
        ("性別 (Patient.Sex)", "patient_sex"),
        ("生年月日 (Patient.BirthDate)", "patient_birth_date"),
        ("交付年月日 (IssuedDate)", "issued_on"),
        (
            "保険者番号 (InsuranceProvider_Number)",
            "overrides[\"Insurance_Combination_Information.HealthInsurance_Information\
             .InsuranceProvider_Number\"]",
        ),
        ("RP1 日数・回数 (Count)", "overrides[\"Rp.1.Count\"]"),
        ("RP1-1 数量 (Amount)", ""),
        ("RP1-1 単位 (Unit_Name)", "overrides[\"Rp.1.Medication.1.Unit_Name\"]"),
        ("RP1 用法", "overrides[\"Rp.1.Medication.2.Code\"]"),
    ]
    .into_iter()
    .collect();
    assert_eq!(
        told.iter().map(|(_, field)| field.as_str()).collect::<Vec<_>>(),
        expected.iter().map(|(field, _)| *field).collect::<Vec<_>>()
    );
    for (finding, (_, argument)) in findings.iter().zip(&expected) {
        for language in [Language::Japanese, Language::English] {
            let remedy = finding.remedy(language);
            assert!(remedy.contains(argument) && !remedy.is_empty(), "{remedy}");
        }
    }
    // With all of them said the records come out.
    let options = RecordsOptions::from_json(
        json!({
            "institution_code": "1312345", "prefecture": "13", "institution_name": "試験クリニック",
            "institution_address": "東京都千代田区試験一丁目", "institution_phone": "03-0000-0000",
            "department_name": "内科", "doctor_name": "試験　花子", "patient_name": "見本　太郎",
            "patient_kana": "ミホン　タロウ", "patient_sex": "1", "patient_birth_date": "1960-02-29",
            "issued_on": "2026-11-22",
            "usages": { "001000101": { "code": "1011000090000000", "name": "１日１回就寝前　服用" } },
            "overrides": { "Rp.1.Count": "14", "Rp.1.Medication.1.Amount": "1",
                "Rp.1.Medication.1.Unit_Name": "錠",
                "Insurance_Combination_Information.HealthInsurance_Information\
                 .InsuranceProvider_Number": "138057" },
            "relation": "1",
        })
        .to_string()
        .as_bytes(),
    )
    .unwrap();
    let mut form = empty;
    form["Rp"][0]["Medication"].as_array_mut().unwrap().push(json!({ "Code": "001000101" }));
    let written = lines(&form, &options);
    for line in [
        "1,1,1312345,13,試験クリニック",
        "4,1,,内科",
        "5,,,試験　花子",
        "13,19600229",
        "101,1,1,,14",
        "201,1,1,1,2,610443048,マイスリー錠１０ｍｇ,1,1,錠",
    ] {
        assert!(written.iter().any(|each| each == line), "{line}: {written:?}");
    }
}

#[test]
fn what_orca_prints_comes_before_an_argument_and_after_an_override() {
    let mut options = RecordsOptions { doctor_name: "試験　次郎".to_owned(), ..given() };
    let doctor = |options: &RecordsOptions| {
        let lines = lines(&prescription_form(), options);
        lines.into_iter().find(|line| line.starts_with("5,")).unwrap()
    };
    assert_eq!(doctor(&options), "5,10001,ｼｹﾝ ﾊﾅｺ,試験　花子");
    options.overrides.insert("Doctor.Name".to_owned(), "試験　三郎".to_owned());
    assert_eq!(doctor(&options), "5,10001,ｼｹﾝ ﾊﾅｺ,試験　三郎");
    // One that names nothing is refused, and does not pass for one that was not needed.
    options.overrides.insert("Docter.Name".to_owned(), "x".to_owned());
    let findings = refused(&prescription_form(), &options);
    assert_eq!(fields(&findings), field("orca.override.unused", "Docter.Name"));
}

#[test]
fn an_amount_is_digits_and_a_point_and_nothing_else() {
    let with = |amount: &str| {
        let mut form = prescription_form();
        form["Rp"][0]["Medication"][0]["Amount"] = amount.into();
        form
    };
    let long = "1".repeat(17);
    for wrong in [
        "1e3", "1_0", "+1", "-1", ".5", "5.", "1.5.0", "1,5", "１", "٣", "0x1", "1E0", "Infinity",
        "nan", "0.0", "", &long,
    ] {
        let findings = refused(&with(wrong), &given());
        assert_eq!(fields(&findings), field(INVALID, "RP1-1 数量 (Amount)"), "{wrong}");
    }
    for (amount, written) in [
        ("00001.50000", "1.5"),
        ("00010.00000", "10"),
        ("0.25", "0.25"),
        ("100", "100"),
        ("007", "7"),
    ] {
        let lines = lines(&with(amount), &given());
        let drug = lines.iter().find(|line| line.starts_with("201,")).unwrap();
        assert_eq!(drug.split(',').nth(7), Some(written));
    }
}

#[test]
fn zeros_are_a_missing_date_and_a_day_that_there_is_not_is_invalid() {
    for (date, code) in [
        ("0000-00-00", MISSING),
        ("00000000", MISSING),
        ("", MISSING),
        ("2026-02-29", INVALID),
        ("2026-13-01", INVALID),
        ("2026/11/22", INVALID),
        ("20261122", INVALID),
        ("R8.11.22", INVALID),
    ] {
        let mut form = prescription_form();
        form["IssuedDate"] = date.into();
        let findings = refused(&form, &given());
        assert_eq!(fields(&findings), field(code, "交付年月日 (IssuedDate)"), "{date}");
        let mut form = prescription_form();
        form["Patient"]["BirthDate"] = date.into();
        let findings = refused(&form, &given());
        assert_eq!(fields(&findings), field(code, "生年月日 (Patient.BirthDate)"), "{date}");
        // Nothing of a patient is quoted.
        assert!(date.len() < 8 || !said(&findings).contains(date), "{}", said(&findings));
    }
    let mut form = prescription_form();
    form["IssuedDate"] = Value::Null;
    let options = RecordsOptions { issued_on: "2026-11-22".to_owned(), ..given() };
    assert!(lines(&form, &options).contains(&"51,20261122".to_owned()));
}

#[test]
fn days_and_times_are_never_guessed() {
    for class in ["21", "22"] {
        for count in [json!(""), json!("000"), Value::Null] {
            let mut form = prescription_form();
            form["Rp"][0]["Medical_Class"] = class.into();
            form["Rp"][0]["Count"] = count;
            let findings = refused(&form, &given());
            assert_eq!(fields(&findings), field(MISSING, "RP1 日数・回数 (Count)"));
        }
    }
    let mut form = prescription_form();
    form["Rp"][0]["Count"] = "two weeks".into();
    assert_eq!(fields(&refused(&form, &given())), field(INVALID, "RP1 日数・回数 (Count)"));
}

#[test]
fn public_payers_need_the_burden_of_the_drugs() {
    let mut form = prescription_form();
    // 54136015: 難病.
    form["Insurance_Combination_Information"]["PublicInsurance_Information"] = json!([
        { "PublicInsurer_Number": "54136015", "PublicInsuredPerson_Number": "1234566" }, {},
    ]);
    assert_eq!(fields(&refused(&form, &given())), field(MISSING, "公費負担区分"));
    let with = |burden: Value| RecordsOptions { burden: Some(burden), ..given() };
    let written = lines(&form, &with(json!([true])));
    for line in ["27,54136015,1234566", "231,1,1,1,0,0,0"] {
        assert!(written.iter().any(|each| each == line), "{written:?}");
    }
    for wrong in [json!([]), json!([true, true]), json!([1]), json!("1")] {
        assert_eq!(fields(&refused(&form, &with(wrong))), field(INVALID, "公費負担区分"));
    }
    let findings = refused(&prescription_form(), &with(json!([true])));
    assert_eq!(fields(&findings), field(INVALID, "公費負担区分"));
}

#[test]
fn generic_names_need_their_code_of_the_caller_or_of_a_master() {
    let mut form = prescription_form();
    let drug = &mut form["Rp"][0]["Medication"][0];
    drug["Name"] = "【般】ゾルピデム酒石酸塩錠１０ｍｇ".into();
    drug["Generic_Flg"] = "1".into();
    drug["Generic_Code"] = "1129009F2025".into();
    let name = "RP1-1 一般名コード (【般】ゾルピデム酒石酸塩錠１０ｍｇ)";
    assert_eq!(fields(&refused(&form, &given())), field(MISSING, name));
    let expected = "201,1,1,1,7,1129009F2ZZZ,【般】ゾルピデム酒石酸塩錠１０ｍｇ,1,1,錠";
    let mut options = given();
    let master = |code: &str| (code == "1129009F2025").then(|| "1129009F2ZZZ".to_owned());
    let octets = prescription_records(&of(&form), &options, Some(&master)).unwrap();
    assert!(String::from_utf8(octets).unwrap().lines().any(|line| line == expected));
    options.generic_codes.insert("1129009F2025".to_owned(), "1129009F2ZZZ".to_owned());
    assert!(lines(&form, &options).iter().any(|line| line == expected));
}

#[test]
fn small_children_and_the_elderly_need_their_class_of_copayment() {
    // Issued on 2026-11-22. School begins on 1 April after six is reached, on the day before the
    // birthday; 高齢受給者証 from the month after the one in which 70 is reached.
    for (birth, needed) in [
        ("2020-04-01", false),
        ("2020-04-02", true),
        ("2026-11-01", true),
        ("2000-01-01", false),
        ("1956-10-31", true),
        ("1956-11-01", true),
        ("1956-11-02", false),
        ("1940-01-01", true),
    ] {
        let mut form = prescription_form();
        form["Patient"]["BirthDate"] = birth.into();
        let class = RecordsOptions { copay_class: "2".to_owned(), ..given() };
        match needed {
            true => {
                let name = "一部負担区分 (Partial_Cost_Payment_Class)";
                assert_eq!(fields(&refused(&form, &given())), field(MISSING, name), "{birth}");
                assert!(lines(&form, &class).contains(&"14,2".to_owned()));
            }
            false => assert!(!lines(&form, &given()).iter().any(|line| line.starts_with("14,"))),
        }
    }
}

#[test]
fn what_orca_does_not_say_of_the_insurance_is_not_invented() {
    let mut form = prescription_form();
    let path = "/Insurance_Combination_Information/HealthInsurance_Information";
    form.pointer_mut(path).unwrap()["RelationToInsuredPerson"] = "".into();
    let name = "本人家族区分 (RelationToInsuredPerson)";
    assert_eq!(fields(&refused(&form, &given())), field(MISSING, name));
    let family = RecordsOptions { relation: "2".to_owned(), ..given() };
    assert!(lines(&form, &family).contains(&"23,試験,１２３４,2,".to_owned()));
    // 船員保険: whether it happened at work.
    form.pointer_mut(path).unwrap()["InsuranceProvider_Number"] = "02130011".into();
    assert_eq!(fields(&refused(&form, &family)), field(MISSING, "職務上の事由"));
    let at_work = |reason: &str| RecordsOptions {
        occupational_reason: Some(reason.to_owned()),
        ..family.clone()
    };
    assert!(lines(&form, &at_work("1")).contains(&"25,1".to_owned()));
    assert!(!lines(&form, &at_work("")).iter().any(|line| line.starts_with("25,")));
    // ORCA knows 高齢者一般, but not the 2 割 of 後期高齢者 (高８) among them.
    form.pointer_mut(path).unwrap()["InsuranceProvider_Number"] = "39131156".into();
    form["Insurance_Combination_Information"]["Partial_Cost_Payment_Class"] = "1".into();
    form["Insurance_Combination_Information"]["HealthInsuredPerson_Rate"] = "020".into();
    let name = "一部負担区分 (Partial_Cost_Payment_Class)";
    assert_eq!(fields(&refused(&form, &family)), field(MISSING, name));
    let eighth = RecordsOptions { copay_class: "5".to_owned(), ..family };
    assert!(lines(&form, &eighth).contains(&"14,5".to_owned()));
    for rate in ["150", "3割", "-30", "9999"] {
        let mut form = prescription_form();
        form["Insurance_Combination_Information"]["HealthInsuredPerson_Rate"] = rate.into();
        let name = "負担割合 (HealthInsuredPerson_Rate)";
        assert_eq!(fields(&refused(&form, &given())), field(INVALID, name));
    }
}

#[test]
fn narcotics_refills_and_marks_are_carried() {
    let mut form = prescription_form();
    form["IncludingNarcotic_Flg"] = "1".into();
    form["Refill_Count"] = "2".into();
    form["Check_Leftover_Class"] = "3".into();
    form["Rp"][0]["Medication"][0]["Unchangeable_Flg"] = "1".into();
    assert_eq!(refused(&form, &given()).len(), 4);
    let options = RecordsOptions {
        narcotics_licence: "13-123456".to_owned(),
        patient_address: "東京都千代田区試験二丁目".to_owned(),
        patient_phone: "03-0000-0002".to_owned(),
        leftover_check: "2".to_owned(),
        ..given()
    };
    let written = lines(&form, &options);
    for line in [
        "61,13-123456,東京都千代田区試験二丁目,03-0000-0002",
        "62,2",
        "64,2",
        "281,1,1,1,3,後発品変更不可,",
    ] {
        assert!(written.iter().any(|each| each == line), "{line}: {written:?}");
    }
}

#[test]
fn what_belongs_on_paper_is_refused_by_name() {
    let mut form = prescription_form();
    form["Split_Count"] = "3".into();
    assert_eq!(fields(&refused(&form, &given())), field(INVALID, "分割指示 (Split_Count)"));
    let mut form = prescription_form();
    let combination = &mut form["Insurance_Combination_Information"];
    combination["Accident_Insurance_Information"] = json!({ "Accident_Insurance_Class": "1" });
    let name = "労災・自賠責 (Accident_Insurance_Information)";
    assert_eq!(fields(&refused(&form, &given())), field(INVALID, name));
    let mut form = prescription_form();
    let payer = json!({ "PublicInsurer_Number": "54136015" });
    form["Insurance_Combination_Information"]["PublicInsurance_Information"] =
        json!([payer, payer, payer, payer]);
    let burden = Some(json!([true, true, true, true]));
    let findings = refused(&form, &RecordsOptions { burden, ..given() });
    assert_eq!(fields(&findings), field(INVALID, "公費 (PublicInsurance_Information)"));
}

#[test]
fn what_is_no_drug_no_usage_and_no_comment_by_its_code_is_refused() {
    for (code, name) in
        [("Y00001", "自家製軟膏"), ("", "ロキソニン錠６０ｍｇ"), ("62009880", "見本　太郎")]
    {
        let mut form = prescription_form();
        let item = json!({ "Name": name, "Code": code, "Amount": "1", "Unit_Name": "錠" });
        form["Rp"][0]["Medication"].as_array_mut().unwrap().insert(1, item);
        let findings = refused(&form, &given());
        let item = "RP1 薬品・用法・コメント (Code)";
        assert_eq!(fields(&findings), field(INVALID, item));
        assert!(!said(&findings).contains("見本"));
    }
    let mut form = prescription_form();
    form["Rp"][0]["Medication"].as_array_mut().unwrap().push("ロキソニン錠６０ｍｇ".into());
    assert_eq!(fields(&refused(&form, &given())), field(INVALID, "Medication"));
}

#[test]
fn of_several_items_with_codes_of_usages_the_known_one_is_the_usage() {
    // As in a published sample: a free comment, 【朝：１．５　夕：０．５】, then the usage.
    let mut form = prescription_form();
    let items = form["Rp"][0]["Medication"].as_array_mut().unwrap();
    items.insert(1, json!({ "Name": "フリーコメント", "Code": "810000001" }));
    items.insert(2, json!({ "Name": "【朝：１．５　夕：０．５】", "Code": "001101006" }));
    let written = lines(&form, &given());
    let of_usage: Vec<_> = written
        .iter()
        .filter(|line| line.starts_with("111,") || line.starts_with("181,"))
        .collect();
    assert_eq!(
        of_usage,
        [
            "111,1,3,1011000090000000,１日１回就寝前　服用,1",
            "181,1,1,,【朝：１．５　夕：０．５】,,",
            "181,1,2,,フリーコメント,,",
        ]
    );
    let mut both = given();
    both.usages.insert("001101006".to_owned(), both.usages["001000101"].clone());
    assert_eq!(fields(&refused(&form, &both)), field(INVALID, "RP1 用法コード"));
}

#[test]
fn an_answer_in_its_outer_elements_is_what_is_in_it_in_json_and_in_xml() {
    let bare = prescription_form();
    let answer = of(&bare).to_json();
    let expected = prescription_records(&of(&bare), &given(), None).unwrap();
    for wire in [
        format!("{{\"prescriptionv2res\":{answer}}}"),
        format!("{{\"xmlio2\":{{\"prescriptionv2res\":{answer}}}}}"),
    ] {
        let read = Answer::parse("x", wire.as_bytes()).unwrap();
        assert_eq!(prescription_records(&read, &given(), None).unwrap(), expected);
    }
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xmlio2><departmentres type=\"record\">\
        <Api_Result type=\"string\">00</Api_Result><Department_Information type=\"array\">\
        <Department_Information_child type=\"record\"><Code type=\"string\">01</Code>\
        <WholeName type=\"string\">内科</WholeName></Department_Information_child>\
        </Department_Information></departmentres></xmlio2>";
    let departments = Answer::parse("x", xml.as_bytes()).unwrap();
    let mut options = RecordsOptions { department_name: String::new(), ..given() };
    options.complete_from(&of(&bare), &[departments]);
    assert_eq!(options.department_name, "内科");
}

#[test]
fn other_forms_and_refusals_are_told_apart() {
    for (answer, code) in [
        (json!({}), "orca.form.unsupported"),
        (json!({ "Forms": [] }), "orca.form.unsupported"),
        (json!({ "Forms": [17] }), "orca.form.unsupported"),
        (json!({ "Forms": [{ "data": { "Form_ID": "x" } }] }), "orca.form.unsupported"),
        (json!({ "a": { "b": { "c": 1 } } }), "orca.form.unsupported"),
        (json!({ "Api_Result": "0105", "Api_Result_Message": "…" }), "orca.request.refused"),
    ] {
        let error = prescription_records(&read(&answer), &given(), None).unwrap_err();
        assert_eq!(super::forms::code(&error), code, "{answer}");
    }
    let two =
        json!({ "Forms": [{ "data": prescription_form() }, { "data": prescription_form() }] });
    let error = prescription_records(&read(&two), &given(), None).unwrap_err();
    assert_eq!(super::forms::code(&error), "orca.form.unsupported");
    for unreadable in ["", "[]", "{", "<a>", "<!DOCTYPE a><a/>", "{\"a\": \"見本"] {
        let error = Answer::parse("answer.json", unreadable.as_bytes()).unwrap_err();
        assert_eq!(super::forms::code(&error), "orca.response.malformed");
        assert!(!error.to_string().contains("見本"));
    }
}

#[test]
fn records_that_have_errors_do_not_come_out() {
    let mut form = prescription_form();
    form["Patient"]["Sex"] = "3".into();
    assert!(refused(&form, &given())[0].code.id().starts_with("records."));
    // A line break makes no record.
    let mut form = prescription_form();
    form["Doctor"]["Name"] = "試験　花子\n201,9,9,1,2,620000001,x,1,1,錠".into();
    assert!(refused(&form, &given())[0].code.id().starts_with("records."));
}

#[test]
fn rubbish_in_any_item_of_a_form_is_told_and_nothing_panics() {
    let base = prescription_form();
    let keys: Vec<String> = base.as_object().unwrap().keys().cloned().collect();
    for key in keys.iter().map(String::as_str).chain(["Memo", "Memo2"]) {
        for rubbish in [
            Value::Null,
            json!(17),
            json!("x"),
            json!([]),
            json!({}),
            json!([null]),
            json!({ "x": [] }),
            json!(true),
            json!([[["x"]]]),
        ] {
            let mut form = base.clone();
            form[key] = rubbish;
            let _ = prescription_records(&of(&form), &given(), None);
        }
    }
}

#[test]
fn options_with_a_name_that_is_not_known_are_refused_without_their_values() {
    let error = RecordsOptions::from_json(br#"{"doctor_nam": "\u898b\u672c"}"#).unwrap_err();
    assert!(error.contains("doctor_nam") && !error.contains("見本"), "{error}");
}
