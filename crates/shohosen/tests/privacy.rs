//! What concerns a patient does not come out of the library in messages: marked data goes in
//! everywhere, and whatever comes out is searched for it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod medication_common;

use medication_common::checker;
use shohosen::check::CheckSettings;
use shohosen::history::{History, HistoryOptions, read, read_prescription};
use shohosen::medication::{Consent, Date};
use shohosen::records::{self, LintOptions, ReadOptions, Target, TextEncoding};
use shohosen::{Finding, Language, Time, Verifier};
use std::fmt::{Debug, Display};

/// Marks that are in the data, each in several items: a name in kanji and kana, a birth date as it
/// is written and as it is printed, numbers, an address, a note.
const MARKS: &[&str] =
    &["極秘", "花子", "ｺﾞｸﾋ", "ﾊﾅｺ", "20551231", "2055-12-31", "8765432", "他言町", "内緒の病"];

/// An SJ1 prescription with a fault in every item that concerns the patient.
const PRESCRIPTION: &str = "SJ1\n1,1,1234567,13,医療機関\n3,03-1111-2222,,\n4,2,01,内科\n\
    5,1,ｲｼ ｻﾌﾞﾛｳ,医師　三郎\n11,極秘 8765432,\"極秘花子\",ごくひﾊﾅｺ\u{7}\n12,花子\n13,20551231\n\
    21,1\n22,06132013\n23,極秘8765432,8765432極秘ｺﾞｸﾋ極秘ｺﾞｸﾋ極秘ｺﾞｸﾋ,1,花子\n27,12345678,花子\n\
    30,極秘,8765432花子\n51,20240603\n61,極秘8765432極秘8765432,他言町花子,花子の電話\n\
    81,1,,\" 内緒の病 \"\n101,1,1,,14\n111,1,3,1011100000000000,１日１回就寝前　服用,1\n\
    201,1,1,1,2,620007818,アムロジピンＯＤ錠５ｍｇ「トーワ」,1,1,錠\n301,1,,\"内緒の病\"\n302,1,'内緒の病'";

/// A notebook in UTF-8 with faults of the same kind.
const NOTEBOOK: &str = "JAHISTC08,1\r\n1,\"極秘花子\",花子,H551231,極秘,他言町\u{7}花子,花子,花子,内緒の病,花子,ｺﾞｸﾋﾊﾅｺ,8765432\r\n\
    2,1,\" 内緒の病\",1\r\n4,'内緒の病',20551231,1\r\n5,20240603,1\r\n11,薬局,13,4,1234567,,,,1\r\n\
    15,薬剤師 一郎,,1\r\n51,医院,13,1,1234567,1\r\n201,1,アムロジピン,1,錠,2,620007818,1\r\n\
    301,1,１日１回,14,日分,1,1,,1\r\n501,\" 内緒の病\",1\r\n601,\" 内緒の病\",20551231\r\n";

/// A dispensing record of the same patient, differently written.
const DISPENSING: &str = "CJ1,\n1,極秘花代,2,20551230,,,,,,,ｺﾞｸﾋﾊﾅﾖ\n5,20240604,\n6,1,06132013,極秘,8765432,01\n\
    7,00000000-0000-0000-0000-000000000000,\n11,薬局,13,4,1234567,,,,\n15,薬剤師 一郎,,\n51,医院,13,1,1234567,\n\
    201,1,アムロジピン,1,錠,2,620007818,\n301,1,１日１回,14,日分,1,3,1011100000000000,\n501,内緒の病\u{7},\n";

fn search(what: &str, said: &str) {
    for mark in MARKS {
        assert!(!said.contains(mark), "{what} says {mark}: {said}");
    }
}

fn search_findings(what: &str, findings: &[Finding]) {
    for finding in findings {
        let both = [Language::Japanese, Language::English]
            .map(|language| finding.message(language) + &finding.remedy(language));
        search(what, &format!("{both:?}{finding:?}{}", serde_json::to_string(finding).unwrap()));
    }
}

fn search_error<E: Debug + Display>(what: &str, error: &E) {
    search(what, &format!("{error} {error:?}"));
}

#[test]
fn the_check_of_records_quotes_nothing_of_the_patient() {
    let options = ReadOptions { encoding: TextEncoding::Utf8, ..ReadOptions::default() };
    for (what, text) in
        [("prescription", PRESCRIPTION), ("notebook", NOTEBOOK), ("dispensing", DISPENSING)]
    {
        let records = records::read(text.as_bytes(), &options).unwrap();
        let findings = records::lint(&records, &LintOptions::default());
        // The faults are found …
        assert!(findings.len() > 2, "{what}: {findings:?}");
        // … and not repeated.
        search_findings(what, &findings);
        for target in [Target::Sj1, Target::Jahis, Target::JahisTc, Target::Fhir] {
            if let Ok(converted) = records::convert(&records, target) {
                search_findings("conversion", &converted.findings);
            }
        }
    }
    let prescription = records::read(PRESCRIPTION.as_bytes(), &options).unwrap();
    let dispensing = records::read(DISPENSING.as_bytes(), &options).unwrap();
    let findings = records::check_dispensing(&prescription, &dispensing, None);
    assert!(findings.iter().any(|f| f.code.id() == "records.cross.patient"), "{findings:?}");
    assert!(findings.iter().any(|f| f.code.id() == "records.cross.insurance"), "{findings:?}");
    search_findings("cross", &findings);
}

/// Each record of the two formats with the patient or the prescriber in any of its items: one
/// item or one record off, whichever item it is.
#[test]
fn a_name_or_a_birth_date_in_the_item_of_another_is_described() {
    let options = ReadOptions { encoding: TextEncoding::Utf8, ..ReadOptions::default() };
    let good_prescription = PRESCRIPTION.split_once("\n11,").unwrap().0.to_owned()
        + "\n11,,患者　一,ｶﾝｼﾞｬ ｲﾁ\n12,1\n13,19500315\n21,1\n22,06132013\n23,1,2,1,01\n25,1\n31,1112\n51,20240603\n\
           101,1,1,,14\n111,1,3,1011100000000000,１日１回就寝前　服用,1\n\
           201,1,1,1,2,620007818,アムロジピンＯＤ錠５ｍｇ「トーワ」,1,1,錠";
    let good_dispensing = "CJ1,\n1,患者　一,2,19500315,,,,,,,ｶﾝｼﾞｬ ｲﾁ\n5,20240604,\n6,1,06132013,1,2,01\n\
        7,00000000-0000-0000-0000-000000000000,\n11,薬局,13,4,1234567,,,,\n15,薬剤師 一郎,,\n51,医院,13,1,1234567,\n\
        55,医師　三郎,内科,\n201,1,アムロジピン,1,錠,2,620007818,\n301,1,１日１回,14,日分,1,3,1011100000000000,";
    let notebook = good_dispensing.replace("CJ1,", "JAHISTC08,1");
    let mut described = 0;
    for text in [&*good_prescription, good_dispensing, &*notebook] {
        let lines: Vec<&str> = text.lines().collect();
        for at in 1..lines.len() {
            let items: Vec<&str> = lines[at].split(',').collect();
            for item in 1..items.len() {
                for personal in [
                    "極秘　花子",
                    " 極秘　花子",
                    "ｺﾞｸﾋ ﾊﾅｺ",
                    "20551231",
                    "20551231x",
                    "2055-12-31",
                    "\"8765432\"",
                ] {
                    let mut shifted = items.clone();
                    shifted[item] = personal;
                    let mut lines: Vec<String> = lines.iter().map(|&line| line.into()).collect();
                    lines[at] = shifted.join(",");
                    let file = lines.join("\r\n");
                    let Ok(records) = records::read(file.as_bytes(), &options) else { continue };
                    let findings = records::lint(&records, &LintOptions::default());
                    described += findings.len();
                    search_findings(&lines[at], &findings);
                    for target in [Target::Sj1, Target::Jahis, Target::JahisTc, Target::Fhir] {
                        if let Ok(converted) = records::convert(&records, target) {
                            search_findings(&lines[at], &converted.findings);
                        }
                    }
                }
            }
        }
    }
    assert!(described > 500, "{described}");
}

#[test]
fn what_is_not_understood_is_not_quoted() {
    let documents = [
        // No headings, a shifted column, a broken line, a list of patients, damaged JSON.
        "花子,receipt,610443048,極秘,oral,2055-12-31,8765432\n",
        "kind,code_system,code,name,category,dispensed_on,days\n極秘花子,receipt,610443048,マイスリー,oral,2026-11-15,14\n",
        "kind,code_system,code,name,category,dispensed_on,days\ndispensed,receipt,1,x,極秘,2026-11-15,14\n",
        "kind,code_system,code,name,category,dispensed_on,days\ndispensed,receipt,1,x,oral,20551231極秘,14\n",
        "kind,code_system,code,name,category,dispensed_on,days\ndispensed,receipt,1,x,oral,2026-11-15,極秘花子\n",
        "SJ1\n1,1,1234567,13,医院\n極秘花子,20551231\n",
        "氏名,極秘花子,20551231\n",
        "極秘花子",
        "[{\"kind\":\"極秘花子\"}]",
        "[{\"kind\":\"dispensed\",\"days\":\"極秘\\\"花子\"}]",
        "[{\"kind\":\"dispensed\",\"days\":20551231}]",
        "{\"resourceType\":\"Bundle\",\"entry\":\"極秘花子\"}",
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"MedicationRequest\",\
          \"subject\":{\"display\":\"極秘花子\"},\"authoredOn\":8765432}}]}",
        "{\"drugs\":\"極秘花子\"}",
        "<極秘花子",
        "<a>極秘花子 & 花子</a>",
    ];
    let verifier = Verifier::builder().build();
    let at = Time::parse_rfc3339("2026-11-22T00:00:00Z").unwrap();
    let options = HistoryOptions::verified_by(&verifier, at);
    for document in documents {
        match read(document.as_bytes(), &options) {
            Ok(read) => search_findings(document, &read.findings),
            Err(error) => {
                search_error("history", &error);
                search_findings("history", &[error.finding()]);
            }
        }
        if let Err(error) = read_prescription(document.as_bytes(), &options) {
            search_error("prescription", &error);
            search_findings("prescription", &[error.finding()]);
        }
        if let Err(error) = records::read(document.as_bytes(), &ReadOptions::default()) {
            search_error("records", &error);
        }
        // Names of elements are markup, which is quoted: `<極秘花子` is no list of patients.
        if !document.starts_with('<') {
            match verifier.verify(document.as_bytes(), at) {
                Ok(verified) => search_findings("verify", &verified.report().findings),
                Err(error) => {
                    search_error("verify", &error);
                    search_findings("verify", &[error.finding()]);
                }
            }
        }
    }
}

/// A history in each plain form and in FHIR, with the marks in the place of each value in turn; what
/// reading and the check against it say.
#[test]
fn whatever_stands_in_the_place_of_a_value_is_not_quoted_by_the_readers_or_the_check() {
    let json = r#"{"schema_version":1,"events":[{"kind":"dispensed","category":"oral","days":14,
        "codes":[{"system":"receipt","code":"610443048"},{"system":"yj","code":"1129009F2021"}],
        "name":"マイスリー錠１０ｍｇ","unit":"錠","dispensed_on":"2026-11-15",
        "prescription_id":"a","pharmacy":{"code":"1341354321","name":"ある薬局"}}]}"#;
    let fhir = r#"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{
        "resourceType":"MedicationDispense","id":"d","status":"completed",
        "medicationCodeableConcept":{"coding":[{"system":"urn:oid:1.2.392.100495.20.2.73",
        "code":"1129009F2021","display":"マイスリー錠１０ｍｇ"}],"text":"マイスリー錠１０ｍｇ"},
        "daysSupply":{"value":14,"unit":"日","code":"d"},"whenHandedOver":"2026-11-15",
        "note":[{"text":"note"}],"dosageInstruction":[{"text":"寝る前"}]}}]}"#;
    let csv = "kind,code_system,code,name,unit,category,dispensed_on,days,prescription_id\n\
        dispensed,receipt,610443048,マイスリー錠１０ｍｇ,錠,oral,2026-11-15,14,a\n";
    let mut read_at_all = 0;
    for mark in ["極秘花子", "ｺﾞｸﾋ ﾊﾅｺ", "20551231", "2055-12-31"] {
        for text in [json, fhir] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            for place in 0.. {
                let mut marked = value.clone();
                if !put(&mut marked, mark, &mut place.clone()) {
                    break;
                }
                read_at_all += usize::from(say(&marked.to_string(), mark));
            }
        }
        for column in 0..9 {
            let mut lines: Vec<String> = csv.lines().map(str::to_owned).collect();
            let mut items: Vec<&str> = lines[1].split(',').collect();
            items[column] = mark;
            lines[1] = items.join(",");
            read_at_all += usize::from(say(&(lines.join("\n") + "\n"), mark));
        }
    }
    assert!(read_at_all > 60, "{read_at_all}");
}

/// Puts a mark in the place of one text or name of a document; `false` where there are no more.
fn put(value: &mut serde_json::Value, mark: &str, place: &mut usize) -> bool {
    use serde_json::Value::{Array, Object, String};
    let mut here = || {
        let is_here = *place == 0;
        *place = place.wrapping_sub(1);
        is_here
    };
    match value {
        String(text) if here() => {
            *text = mark.to_owned();
            true
        }
        Array(values) => values.iter_mut().any(|value| put(value, mark, place)),
        Object(object) => {
            for name in object.keys().cloned().collect::<Vec<_>>() {
                let is_here = *place == 0;
                *place = place.wrapping_sub(1);
                if is_here {
                    let value = object.remove(&name).unwrap();
                    object.insert(mark.to_owned(), value);
                    return true;
                }
                if put(&mut object[&name], mark, place) {
                    return true;
                }
            }
            false
        }
        _ => false,
    }
}

/// Reads a history and checks against it; whether it was read.
fn say(document: &str, mark: &str) -> bool {
    let read = match read(document.as_bytes(), &HistoryOptions::default()) {
        Ok(read) => read,
        Err(error) => {
            search_error(document, &error);
            search_findings(document, &[error.finding()]);
            return false;
        }
    };
    search_findings(document, &read.findings);
    search(document, &format!("{:?}", read.not_checked));
    let mut history = History::default();
    history.add("history", read);
    let settings = CheckSettings::new(Date::parse("2026-11-22").unwrap(), Consent::Given);
    let new = format!(
        r#"{{"prescription":{{"issued_on":"2026-11-22","items":[
        {{"codes":[{{"system":"receipt","code":"622142001"}}],"name":"{mark}","unit":"{mark}",
          "category":"oral","days":14}},
        {{"codes":[{{"system":"yj","code":"{mark}"}}],"name":"{mark}"}}]}}}}"#
    );
    let new = read_prescription(new.as_bytes(), &HistoryOptions::default()).unwrap();
    let outcome = checker().check(&new, &history, &settings).unwrap();
    // Names of institutions, and a day of dispensing, are what the finding is about.
    let messages = outcome.findings.iter().flat_map(|finding| {
        [Language::Japanese, Language::English].map(|language| finding.message(language))
    });
    let messages: Vec<String> = messages.collect();
    search(document, &format!("{messages:?}{:?}", outcome.not_checked));
    true
}

#[test]
fn the_debug_form_of_what_was_read_shows_no_patient() {
    let options = HistoryOptions { accept_unverified: true, ..HistoryOptions::default() };
    let read = read(PRESCRIPTION.as_bytes(), &options).unwrap();
    search("identity", &format!("{:?}", read.patient));
    search_findings("history", &read.findings);
}
