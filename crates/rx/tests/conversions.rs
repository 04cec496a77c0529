//! Conversions carry what they can and name what they cannot.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{CJ1, JAHIS10, JAHISTC08, SJ1, bytes, insert_after, records, with_line};
use shohosen_report::{Finding, Language, Severity};
use shohosen_rx::fhir::{FhirError, import};
use shohosen_rx::{
    Dispensing, Format, LintOptions, Prescription, ReadOptions, Target, convert, has_errors, lint,
    read,
};

fn codes(findings: &[Finding], severity: Severity) -> Vec<&'static str> {
    findings.iter().filter(|f| f.severity == severity).map(|f| f.code.id()).collect()
}

fn text_of(bytes: &[u8], format: Format) -> String {
    let records = read(bytes, &ReadOptions::STANDARD).unwrap();
    assert_eq!(records.format(), format);
    let lines = std::iter::once(records.header()).chain(records.iter());
    lines.map(|record| record.raw().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn sj1_becomes_jahis_and_comes_back() {
    let converted = convert(&records(SJ1), Target::Jahis).unwrap();
    assert!(!has_errors(&converted.findings), "{:?}", converted.findings);
    let jahis = text_of(&converted.bytes, Format::Jahis(10));
    // Only the type of the usage code differs.
    let expected = SJ1.replacen("SJ1", "JAHIS10", 1).replace("111,1,3,", "111,1,2,");
    assert_eq!(jahis, expected.replace("111,2,3,", "111,2,2,"));
    assert!(converted.bytes.ends_with(b"\r\n\x1a"));
    let back = convert(&records(&jahis), Target::Sj1).unwrap();
    assert!(!has_errors(&back.findings), "{:?}", back.findings);
    assert_eq!(back.bytes, SJ1.as_bytes());
}

#[test]
fn jahis_becomes_sj1_with_what_it_says_between_the_lines() {
    let text = with_line(JAHIS10, "1,,1234567,13,工業会病院");
    let text = with_line(&text, "4,2,1,内科");
    let text = with_line(&text, "13,3350606");
    let text = with_line(&text, "201,1,1,,2,612170709,ノルバスク錠２．５ｍｇ,2.50,1,錠");
    let converted = convert(&records(&text), Target::Sj1).unwrap();
    assert!(!has_errors(&converted.findings), "{:?}", converted.findings);
    let sj1 = text_of(&converted.bytes, Format::Sj1);
    for line in [
        "1,1,1234567,13,工業会病院",
        "4,2,01,内科",
        "5,,ｺｳｷﾞｮｳｶｲ ｼﾞﾛｳ,工業会　次郎",
        "13,19600606",
        "111,1,3,0X0XXXXXXXXX0000,毎食後服用,3",
        "201,1,1,1,2,612170709,ノルバスク錠２．５ｍｇ,2.5,1,錠",
    ] {
        assert!(sj1.lines().any(|written| written == line), "{line} is not in\n{sj1}");
    }
}

#[test]
fn what_sj1_cannot_take_is_named() {
    let errors = |line: &str| {
        let converted = convert(&records(&with_line(JAHIS10, line)), Target::Sj1).unwrap();
        codes(&converted.findings, Severity::Error)
    };
    let impossible = "records.convert.item_not_convertible";
    assert!(errors("13,335").contains(&impossible));
    assert!(errors("201,1,1,1,6,103297001,ノルバスク錠２．５ｍｇ,4,1,錠").contains(&impossible));
    assert!(errors("201,1,1,1,1,,ダイオウ,4,1,ｇ").contains(&impossible));
    // The name may be left out in JAHIS; SJ1 wants it.
    assert_eq!(errors("201,1,1,1,2,612170709,,4,1,錠"), ["records.field.required"]);
}

#[test]
fn what_jahis_cannot_take_is_named() {
    let text = format!("{SJ1}\n301,1,,eGFR低下あり");
    let text = with_line(&text, "81,1,1,𠮷田様 ご指示");
    let converted = convert(&records(&text), Target::Jahis).unwrap();
    assert_eq!(
        codes(&converted.findings, Severity::Warning),
        ["records.convert.character_replaced", "records.convert.record_lost"]
    );
    let jahis = text_of(&converted.bytes, Format::Jahis(10));
    assert!(jahis.contains("81,1,1,■田様 ご指示"));
    let dummy = with_line(SJ1, "111,1,3,0X0XXXXXXXXX0000,医師の指示どおり,");
    let converted = convert(&records(&dummy), Target::Jahis).unwrap();
    let jahis = text_of(&converted.bytes, Format::Jahis(10));
    assert!(jahis.contains("\n111,1,1,,医師の指示どおり,\n"));
}

#[test]
fn a_dispensing_record_becomes_a_page_of_the_notebook() {
    let converted = convert(&records(CJ1), Target::JahisTc).unwrap();
    assert!(!has_errors(&converted.findings), "{:?}", converted.findings);
    // 6, 7 and 511 are not for the notebook.
    assert_eq!(codes(&converted.findings, Severity::Warning), ["records.convert.record_lost"; 3]);
    let notebook = text_of(&converted.bytes, Format::JahisTc(8));
    assert!(notebook.starts_with("JAHISTC08,1\n1,日薬　太郎,1,19600606,"));
    assert!(notebook.contains("\n201,1,ミニリンメルトＯＤ錠２５μｇ,3,錠,2,622688101,1,,,\n"));
    assert!(notebook.contains("\n311,2,かゆい時,1"));
    let before = Dispensing::from_records(&records(CJ1)).unwrap();
    let after = read(&converted.bytes, &ReadOptions::STANDARD).unwrap();
    let after = Dispensing::from_records(&after).unwrap();
    assert_eq!(before.blocks[0].rps, after.blocks[0].rps);
    assert_eq!(before.patient, after.patient);
}

#[test]
fn prescriptions_do_not_become_dispensing_records() {
    for (text, target) in [
        (SJ1, Target::JahisTc),
        (JAHIS10, Target::JahisTc),
        (CJ1, Target::Sj1),
        (CJ1, Target::Jahis),
        (JAHISTC08, Target::Sj1),
    ] {
        assert!(convert(&records(text), target).is_err());
    }
}

#[test]
fn a_prescription_goes_to_fhir_and_back() {
    // 頓服 besides 内服 and 外用.
    let text = format!(
        "{SJ1}\n101,3,2,,5\n111,3,3,1050110000000000,疼痛時　服用,\n201,3,1,1,4,1149037F1ZZZ,仮,1,1,錠"
    )
    .replace("4,1149037F1ZZZ,仮", "7,1149037F1ZZZ,【般】セレコキシブ錠１００ｍｇ");
    let text = insert_after(&text, "211,1", "221,1,1,1.5,0.5,1,,,V11.5NNN,V20.5NNN,V31NNNNN,,");
    let text = insert_after(&text, "111,1", "181,1,1,8,１日おき,I1100000,");
    let text = insert_after(&text, "111,2", "181,2,1,9,両眼,,42L");
    let text = text.replace("181,2,1,5", "181,2,2,5");
    let before = Prescription::from_records(&records(&text)).unwrap();
    let converted = convert(&records(&text), Target::Fhir).unwrap();
    let imported = import(&converted.bytes).unwrap().remove(0);
    assert_eq!(imported.findings, []);
    let mut after = imported.prescription.unwrap();
    assert_eq!(after.issued_on, before.issued_on);
    assert_eq!(after.valid_until, before.valid_until);
    assert_eq!(after.patient, before.patient);
    assert_eq!(after.prescriber, before.prescriber);
    assert_eq!(after.institution, before.institution);
    let lost: Vec<_> =
        converted.findings.iter().filter_map(|f| f.evidence.get("location_in")).collect();
    let lost = format!("{lost:?}");
    for name in ["単位変換", "保険・公費", "診療科"] {
        assert!(lost.contains(name), "{name} is not named in {lost}");
    }
    // What is named as lost is taken out of the comparison.
    let mut expected = before.rps;
    expected.iter_mut().flat_map(|rp| &mut rp.drugs).for_each(|drug| drug.unit_factor = None);
    // FHIR says how often a day the code means; the records left it out.
    for (rp, expected) in after.rps.iter_mut().zip(&expected) {
        rp.usage.times_per_day = expected.usage.times_per_day;
    }
    assert_eq!(after.rps, expected);
}

#[test]
fn a_notebook_goes_to_fhir_and_back() {
    let before = Dispensing::from_records(&records(CJ1)).unwrap();
    let converted = convert(&records(CJ1), Target::Fhir).unwrap();
    let imported = import(&converted.bytes).unwrap().remove(0);
    assert_eq!(imported.findings, []);
    let after = imported.dispensing.unwrap();
    assert_eq!(after.patient, before.patient);
    let (before, after) = (&before.blocks[0], &after.blocks[0]);
    assert_eq!(after.date, before.date);
    assert_eq!(after.institution, before.institution);
    assert_eq!(after.prescription_id, before.prescription_id);
    for (before, after) in before.rps.iter().zip(&after.rps) {
        assert_eq!(after.drugs, before.drugs);
        assert_eq!(after.usage.code, before.usage.code);
        assert_eq!(after.usage.name, before.usage.name);
        assert_eq!((after.form, after.quantity), (before.form, before.quantity));
        assert_eq!(after.supplements, before.supplements);
    }
}

#[test]
fn records_that_have_no_place_in_fhir_are_named_item_by_item() {
    let more = "3,バファリン,R080101,R080110,1,1,4987000000017\n31,1,アスピリン,2,X1,1\n\
                601,よく眠れた,20261116\n701,薬剤　師子,ある薬局,03-1,20260101,,1\n777,何か\n";
    let text = format!("{}{more}", JAHISTC08.replace("\r\n", "\n").trim_end().to_owned() + "\n");
    let converted = convert(&records(&text), Target::Fhir).unwrap();
    let named: Vec<String> = converted
        .findings
        .iter()
        .filter_map(|f| f.evidence.get("location_in"))
        .map(|value| format!("{value:?}"))
        .collect();
    for place in [
        "要指導医薬品・一般用医薬品 服用開始年月日",
        "要指導医薬品・一般用医薬品 JANコード",
        "要指導医薬品・一般用医薬品成分 成分名",
        "患者等記入 患者等記入情報",
        "患者等記入 入力年月日",
        "かかりつけ薬剤師 勤務先薬局名称",
        "（未定義のレコード） 777",
    ] {
        assert!(named.iter().any(|name| name.contains(place)), "{place}: {named:#?}");
    }
    let words = format!("{:?}", converted.findings);
    for personal in ["眠れた", "師子", "何か"] {
        assert!(!words.contains(personal), "{personal}");
    }
}

#[test]
fn json_has_every_item_by_its_name_and_unknown_ones_by_their_place() {
    let converted = convert(&records(&format!("{SJ1}\n999,x,,y")), Target::Json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&converted.bytes).unwrap();
    assert_eq!(json["format"], "SJ1");
    let all = json["records"].as_array().unwrap();
    assert_eq!(all.len(), SJ1.lines().count());
    assert_eq!(all[0]["id"], "institution");
    assert_eq!(all[0]["items"]["institution_name"], "工業会病院");
    assert_eq!(all[15]["items"]["amount"], "3");
    assert_eq!(all.last().unwrap()["items"], serde_json::json!({"1": "x", "3": "y"}));
    assert_eq!(all.last().unwrap()["line"], 24);
}

#[test]
fn an_older_jahis_is_written_as_the_version_that_is_known() {
    let old = JAHIS10.replacen("JAHIS10", "JAHIS5", 1);
    let converted = convert(&records(&old), Target::Jahis).unwrap();
    assert_eq!(converted.bytes, bytes(JAHIS10));
    let again = read(&converted.bytes, &ReadOptions::STANDARD).unwrap();
    assert!(!has_errors(&lint(&again, &LintOptions::default())));
}

/// A request as FHIR, with one more element.
fn request(element: &str) -> Vec<u8> {
    format!(
        r#"{{"resourceType": "MedicationRequest", "id": "1", {element} "medicationCodeableConcept":
        {{"coding": [{{"system": "urn:oid:1.2.392.100495.20.2.73", "code": "2171022F1029"}}]}},
        "dosageInstruction": [{{"text": "１日１回", "doseAndRate": [{{"rateRatio": {{"numerator":
        {{"value": 2.5, "unit": "錠"}}, "denominator": {{"value": 1, "unit": "日"}}}}}}],
        "method": {{"coding": [{{"system": "urn:oid:1.2.392.200250.2.2.20.30", "code": "1"}}]}}}}],
        "dispenseRequest": {{"expectedSupplyDuration": {{"value": 14, "unit": "日"}}}}}}"#
    )
    .into_bytes()
}

#[test]
fn fhir_that_says_not_is_not_taken_over() {
    let rps = |element: &str| {
        let imported = import(&request(element)).unwrap().remove(0);
        let rps = imported.prescription.map_or(0, |prescription| prescription.rps.len());
        (rps, imported.findings.len())
    };
    assert_eq!(rps(r#""status": "active", "intent": "order","#), (1, 0));
    for element in [
        r#""status": "entered-in-error","#,
        r#""status": "cancelled","#,
        r#""intent": "proposal","#,
        r#""doNotPerform": true,"#,
        r#""modifierExtension": [{"url": "x", "valueBoolean": true}],"#,
    ] {
        assert_eq!(rps(element), (0, 1), "{element}");
    }
}

#[test]
fn fhir_of_two_patients_is_refused() {
    let one = String::from_utf8(request(r#""subject": {"reference": "Patient/1"},"#)).unwrap();
    let two = one.replace("Patient/1", "Patient/2");
    let bundle = |entries: &[&String]| {
        let entries: Vec<_> = entries.iter().map(|e| format!(r#"{{"resource": {e}}}"#)).collect();
        format!(r#"{{"resourceType": "Bundle", "entry": [{}]}}"#, entries.join(","))
    };
    assert!(import(bundle(&[&one, &one]).as_bytes()).is_ok());
    let error = import(bundle(&[&one, &two]).as_bytes()).unwrap_err();
    assert_eq!(error, shohosen_rx::fhir::FhirError::SeveralPatients);
}

/// A dispensing as FHIR on 2026-11-15 by one pharmacy, with one more element.
fn dispense(id: &str, element: &str) -> String {
    format!(
        r#"{{"resource": {{"resourceType": "MedicationDispense", "id": "{id}", {element}
        "medicationCodeableConcept": {{"coding": [{{"system": "urn:oid:1.2.392.100495.20.2.73",
        "code": "2171022F1029"}}]}}, "whenHandedOver": "2026-11-15",
        "performer": [{{"actor": {{"reference": "Organization/a"}}}}]}}}}"#
    )
}

fn bundle(entries: &[String]) -> Vec<u8> {
    format!(r#"{{"resourceType": "Bundle", "entry": [{}]}}"#, entries.join(",")).into_bytes()
}

#[test]
fn two_prescriptions_filled_at_one_visit_stay_two() {
    let of = |id: &str| {
        format!(
            r#""identifier": [{{"system": "urn:oid:1.2.392.100495.20.3.11", "value": "{id}"}}],"#
        )
    };
    let a = "7e57c0de-0000-4000-8000-00000000000a";
    let b = "7e57c0de-0000-4000-8000-00000000000b";
    let document = bundle(&[
        dispense("1", &of(b)),
        dispense("2", &of(a)),
        dispense("3", &of(b)),
        dispense("4", ""),
    ]);
    let dispensing = import(&document).unwrap().remove(0).dispensing.unwrap();
    let blocks: Vec<_> = dispensing
        .blocks
        .iter()
        .map(|block| {
            let drugs = block.rps.iter().map(|rp| rp.drugs.len()).sum::<usize>();
            (block.prescription_id.as_deref(), drugs)
        })
        .collect();
    assert_eq!(blocks, [(None, 1), (Some(a), 1), (Some(b), 2)]);
}

/// Days of the only drug of a request whose supply is this, and how many findings there are.
fn days_of(supply: &str, dosages: &str) -> (Option<u32>, Option<u32>, usize) {
    let text = String::from_utf8(request("")).unwrap();
    let text = text.replace(r#"{"value": 14, "unit": "日"}"#, supply);
    let text =
        text.replace(r#""dosageInstruction": ["#, &format!(r#""dosageInstruction": [{dosages}"#));
    let imported = import(text.as_bytes()).unwrap().remove(0);
    let rp = imported.prescription.unwrap().rps.remove(0);
    (rp.quantity, rp.calendar_days, imported.findings.len())
}

#[test]
fn what_was_wrong_with_the_source_is_said_of_every_conversion() {
    let broken = SJ1.replace('\n', "\r");
    let damaged = with_line(SJ1, "81,1,1,ア\u{fffd}");
    for (text, code) in
        [(broken, "records.file.line_ending_broken"), (damaged, "records.field.damaged_character")]
    {
        let records = read(text.as_bytes(), &ReadOptions::STANDARD).unwrap();
        for target in [Target::Json, Target::Fhir, Target::Jahis, Target::Sj1] {
            let findings = convert(&records, target).unwrap().findings;
            let named = findings.iter().filter(|finding| finding.code.id() == code).count();
            assert_eq!(named, 1, "{target:?}");
        }
    }
}

#[test]
fn days_are_read_in_their_unit_or_named() {
    for (supply, days) in [
        (r#"{"value": 14, "code": "d", "system": "http://unitsofmeasure.org"}"#, 14),
        (r#"{"value": 14, "unit": "日", "code": "d"}"#, 14),
        // A code without a system is nobody's (FHIR R4, invariant qty-3).
        (r#"{"value": 14, "code": "d"}"#, 0),
        (r#"{"value": 14, "unit": "日", "code": "wk"}"#, 0),
        // A number without a unit, with two units, with a unit of a system that is not known, or
        // that is a bound only.
        (r#"{"value": 14}"#, 0),
        (r#"{"value": 2, "unit": "週", "code": "d"}"#, 0),
        (r#"{"value": 1, "unit": "ヶ月", "code": "d"}"#, 0),
        (r#"{"value": 14, "code": "d", "system": "urn:x"}"#, 0),
        (r#"{"value": 14, "unit": "日", "code": "d", "comparator": ">="}"#, 0),
        (r#"{"value": 14, "unit": "日", "code": "d", "system": "http://unitsofmeasure.org"}"#, 14),
        (r#"{"value": 14, "unit": "日分"}"#, 14),
        // UCUM: wk is 7 d. By words weeks are never multiplied (duplicate-check.md §7.3).
        (r#"{"value": 2, "code": "wk", "system": "http://unitsofmeasure.org"}"#, 14),
        (r#"{"value": 2, "unit": "週", "code": "wk"}"#, 0),
        (r#"{"value": 2, "unit": "週"}"#, 0),
        (r#"{"value": 0.5, "code": "wk", "system": "http://unitsofmeasure.org"}"#, 0),
        (r#"{"value": 1, "unit": "ヶ月", "code": "mo"}"#, 0),
        (r#"{"value": 12, "unit": "時間"}"#, 0),
    ] {
        let expected = (days > 0).then_some(days);
        let findings = usize::from(days == 0);
        assert_eq!(days_of(supply, ""), (expected, None, findings), "{supply}");
    }
}

#[test]
fn the_days_of_one_of_several_dosages_are_not_those_of_all() {
    // A tapering dose: 7 days of this, then 7 days of that.
    let week = r#"{"timing": {"repeat": {"boundsDuration": {"value": 7, "unit": "日"}}},
        "method": {"coding": [{"system": "urn:oid:1.2.392.200250.2.2.20.30", "code": "1"}]}},"#;
    for (supply, expected) in [(r#"{"value": 14, "unit": "日"}"#, Some(14)), ("{}", None)] {
        let (days, calendar_days, _) = days_of(supply, week);
        assert_eq!((days, calendar_days), (expected, None), "{supply}");
    }
}

#[test]
fn days_of_a_drug_of_no_known_form_are_kept() {
    let supply =
        r#""quantity": {"value": 60, "unit": "錠"}, "daysSupply": {"value": 30, "unit": "日"},"#;
    let document = bundle(&[dispense("1", supply)]);
    let dispensing = import(&document).unwrap().remove(0).dispensing.unwrap();
    let rp = &dispensing.blocks[0].rps[0];
    assert_eq!((rp.form, rp.quantity, rp.quantity_unit.as_str()), (None, Some(30), "日分"));
    // 60 tablets in 30 days are 2 a day.
    assert_eq!(rp.drugs[0].amount.unwrap().to_string(), "2");
}

#[test]
fn of_a_stopped_dispensing_the_patient_may_have_a_part() {
    let withdrawn = |document: &[u8]| {
        let imported = import(document).unwrap().remove(0);
        imported.refused[0].is_withdrawn()
    };
    assert!(withdrawn(&request(r#""status": "stopped","#)));
    assert!(!withdrawn(&bundle(&[dispense("1", r#""status": "stopped","#)])));
    assert!(withdrawn(&bundle(&[dispense("1", r#""status": "cancelled","#)])));
}

#[test]
fn what_is_found_in_a_prescription_stays_with_it() {
    let entry = |day: &str, element: &str| {
        let text = request(&format!(r#""authoredOn": "{day}", {element}"#));
        format!(r#"{{"resource": {}}}"#, String::from_utf8(text).unwrap())
    };
    // The second has a code of no known system.
    let second = entry("2026-11-16", "").replace("urn:oid:1.2.392.100495.20.2.73", "urn:x");
    let imported = import(&bundle(&[entry("2026-11-15", ""), second])).unwrap();
    let findings: Vec<_> = imported.iter().map(|document| document.findings.len()).collect();
    assert_eq!(findings, [0, 1]);
}

#[test]
fn a_dispensing_without_id_has_that_of_the_request_which_it_answers() {
    let id = "7e57c0de-0000-4000-8000-00000000000a";
    let identifier = format!(
        r#""identifier": [{{"system": "urn:oid:1.2.392.100495.20.3.11", "value": "{id}"}}],"#
    );
    let request = String::from_utf8(request(&identifier)).unwrap();
    let prescribed = format!(r#"{{"resource": {request}}}"#);
    let of = |reference: &str| {
        let element = format!(r#""authorizingPrescription": [{{"reference": "{reference}"}}],"#);
        let document = bundle(&[prescribed.clone(), dispense("2", &element)]);
        let imported = import(&document).unwrap().remove(0);
        imported.dispensing.unwrap().blocks.remove(0).prescription_id
    };
    assert_eq!(of("MedicationRequest/1").as_deref(), Some(id));
    assert_eq!(of("MedicationRequest/2"), None);
}

#[test]
fn references_by_full_url_are_those_by_type_and_id() {
    let entry = |url: &str, resource: &str| {
        format!(r#"{{"fullUrl": "urn:uuid:{url}", "resource": {{{resource}}}}}"#)
    };
    let shop = |url: &str, id: &str, name: &str| {
        entry(url, &format!(r#""resourceType": "Organization", {id} "name": "{name}""#))
    };
    // Who dispensed, of two pharmacies of which the second is referred to.
    let dispensed_by = |first: String, second: String| {
        let dispense = dispense("1", "").replace("Organization/a", "urn:uuid:b");
        let document = bundle(&[first, second, dispense]);
        let imported = import(&document).unwrap().remove(0);
        imported.dispensing.unwrap().blocks.remove(0).institution.name
    };
    let (one, two) = (r#""id": "1","#, r#""id": "2","#);
    assert_eq!(dispensed_by(shop("a", one, "甲"), shop("b", two, "乙")), "乙");
    assert_eq!(dispensed_by(shop("a", "", "甲"), shop("b", "", "乙")), "乙");
    // What is not the name of one resource only is nobody's name.
    assert_eq!(dispensed_by(shop("a", one, "甲"), shop("b", one, "乙")), "");
    assert_eq!(dispensed_by(shop("b", one, "甲"), shop("b", two, "乙")), "");
    // One patient by two names is one, two patients of one name stay two.
    let patient =
        |url: &str, id: &str| entry(url, &format!(r#""resourceType": "Patient", "id": "{id}""#));
    let of =
        |reference: &str| dispense("1", &format!(r#""subject": {{"reference": "{reference}"}},"#));
    let mixed = [patient("p", "1"), of("urn:uuid:p"), of("Patient/1")];
    assert!(import(&bundle(&mixed)).is_ok());
    let two = [patient("p", "1"), patient("q", "1"), of("urn:uuid:p"), of("urn:uuid:q")];
    assert_eq!(import(&bundle(&two)), Err(FhirError::SeveralPatients));
}

/// A dispensing by itself, in a bundle with the order that it answers.
fn dispensed(more: &str, order: &str) -> Vec<u8> {
    format!(
        r#"{{"resourceType": "Bundle", "type": "collection", "entry": [{{"resource": {{
        "resourceType": "MedicationDispense", "id": "d", "status": "completed",
        "authorizingPrescription": [{{"reference": "MedicationRequest/r"}}],
        "medicationCodeableConcept": {{"coding": [{{"system": "urn:oid:1.2.392.100495.20.2.73",
            "code": "1129009F2021"}}]}},
        "daysSupply": {{"value": 14, "unit": "日"}}{more}}}}}{order}]}}"#
    )
    .into_bytes()
}

/// What a document says that does not agree: what was taken and what was not, and whether the account
/// is open.
fn contradictions(json: &[u8]) -> (Vec<String>, bool) {
    let import = shohosen_rx::fhir::import_all(json).unwrap();
    let of = |finding: &Finding, key| finding.evidence.get(key).unwrap().display(Language::English);
    let all = import.documents.iter().flat_map(|document| &document.findings);
    let told = all.filter(|f| f.code.id() == "records.fhir.days_contradictory").map(|f| {
        let place = f.location.clone().unwrap();
        format!("{place} {} not {}", of(f, "result"), of(f, "actual"))
    });
    (told.collect(), !import.account.is_complete())
}

#[test]
fn days_that_contradict_each_other_are_told_with_what_was_taken() {
    let handed = r#", "whenHandedOver": "2026-11-10""#;
    let bounds = |period: &str| {
        let timing = format!(r#"{{"repeat": {{"boundsPeriod": {period}}}}}"#);
        format!(r#"{handed}, "dosageInstruction": [{{"timing": {timing}}}]"#)
    };
    let begins = format!(
        r#"{handed}, "dosageInstruction": [{{"extension": [{{"url": "{}", "valuePeriod":
        {{"start": "2026-11-12"}}}}]}}]"#,
        "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_MedicationRequest_DosageInstruction_PeriodOfUse"
    );
    let order = r#", {"resource": {"resourceType": "MedicationRequest", "id": "r",
        "status": "active", "intent": "order", "authoredOn": "2026-11-12"}}"#;
    const PERIOD: &str = "dosageInstruction.timing.repeat.boundsPeriod";
    for (more, order, told, open) in [
        (handed.to_owned(), "", None, false),
        // Prepared the day before: that is usual.
        (format!(r#"{handed}, "whenPrepared": "2026-11-09""#), "", None, false),
        (
            format!(r#"{handed}, "whenPrepared": "2026-11-11""#),
            "",
            Some("whenHandedOver not whenPrepared"),
            true,
        ),
        (handed.to_owned(), order, Some("whenHandedOver not authoredOn"), true),
        // 14 days from the 10th: the 10th to the 23rd.
        (bounds(r#"{"start": "2026-11-10", "end": "2026-11-23"}"#), "", None, false),
        (bounds(r#"{"end": "2026-11-23"}"#), "", None, false),
        (bounds(r#"{"start": "2026-11-10", "end": "2026-11-30"}"#), "", Some(PERIOD), true),
        (bounds(r#"{"start": "2026-11-12"}"#), "", Some(PERIOD), true),
        (bounds(r#"{"start": "2026-11-10", "end": "2026-11-20"}"#), "", Some(PERIOD), false),
        (bounds(r#"{"start": "2026-11-10", "end": "x"}"#), "", Some(PERIOD), true),
        (begins, "", Some("daysSupply not dosageInstruction.extension (PeriodOfUse)"), false),
    ] {
        let told = told.map(|told| match told {
            PERIOD => format!("MedicationDispense/d daysSupply not {PERIOD}"),
            told => format!("MedicationDispense/d {told}"),
        });
        let expected = (told.into_iter().collect::<Vec<_>>(), open);
        assert_eq!(contradictions(&dispensed(&more, order)), expected, "{more}");
    }
    // Every other day: 7 days of use in 13 of the calendar are no contradiction.
    let alternate = r#", "whenHandedOver": "2026-11-10", "dosageInstruction": [{
        "additionalInstruction": [{"coding": [{"system":
            "http://jami.jp/CodeSystem/MedicationUsageAdditional", "code": "I1100000"}]}],
        "timing": {"repeat": {"boundsDuration": {"value": 27, "unit": "日"}}}}]"#;
    assert_eq!(contradictions(&dispensed(alternate, "")), (vec![], false));
    let shorter = alternate.replace("27", "7");
    let (told, open) = contradictions(&dispensed(&shorter, ""));
    assert_eq!((told.len(), open), (1, false), "{told:?}");
}

#[test]
fn an_element_that_no_type_has_is_named_wherever_it_stands() {
    let unread = |more: &str| {
        let import = shohosen_rx::fhir::import_all(&dispensed(more, "")).unwrap();
        import.account.not_read().iter().map(|unread| unread.place.clone()).collect::<Vec<_>>()
    };
    for (more, place) in [
        (r#", "quantity": {"vlaue": 14}"#, "quantity.vlaue"),
        (
            r#", "dosageInstruction": [{"timing": {"repeet": {}}}]"#,
            "dosageInstruction.timing.repeet",
        ),
        (
            r#", "dosageInstruction": [{"extension": [{"url": "x", "valueDuration": {"vale": 1}}]}]"#,
            "dosageInstruction.extension.valueDuration.vale",
        ),
        (r#", "performer": [{"aktor": {}}]"#, "performer.aktor"),
    ] {
        assert_eq!(unread(more), [format!("MedicationDispense/d.{place}")], "{more}");
    }
    for more in [
        r#", "extension": [{"url": "x", "valueAttachment": {"contentType": "text/plain"}}]"#,
        r#", "_status": {"extension": [{"url": "x", "valueString": "y"}]}"#,
        r#", "text": {"status": "generated", "div": "<div/>"}"#,
    ] {
        assert_eq!(unread(more), Vec::<String>::new(), "{more}");
    }
}

#[test]
fn who_prescribed_and_dispensed_goes_through_fhir_and_comes_back() {
    let cj1 = read(CJ1.as_bytes(), &ReadOptions::STANDARD).unwrap();
    let converted = convert(&cj1, Target::Fhir).unwrap();
    let import = shohosen_rx::fhir::import_all(&converted.bytes).unwrap();
    assert!(import.account.is_complete(), "{:?}", import.account.not_read());
    let [document] = &import.documents[..] else { panic!("one document") };
    // The contained order is no prescription of its own.
    assert_eq!(document.prescription, None);
    let block = &document.dispensing.as_ref().unwrap().blocks[0];
    assert_eq!(block.pharmacist, Some(("薬剤師　一郎".into(), String::new())));
    let institution = block.prescribing_institution.as_ref().unwrap();
    assert_eq!((&*institution.name, &*institution.code), ("工業会病院", "1234567"));
    assert_eq!((&*institution.prefecture, &*institution.score_table), ("13", "1"));
    for rp in &block.rps {
        assert_eq!(rp.doctor, Some(("工業会　次郎".into(), "内科".into())));
    }
}
