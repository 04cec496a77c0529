use super::forms::{code, notebook_form, of};
use shohosen::medication::{CareSetting, EventKind};
use shohosen_orca::{Client, HistoryOptions, OrcaError, Request, SystemList, Transport, history};
use std::cell::RefCell;
use std::rc::Rc;

/// Paths and bodies.
type Asked = Rc<RefCell<Vec<(String, String)>>>;

/// Answers with the same, and remembers what it was asked.
struct Saved {
    answer: String,
    asked: Asked,
}

impl Transport for Saved {
    fn post(&self, path: &str, body: &str) -> Result<Vec<u8>, OrcaError> {
        self.asked.borrow_mut().push((path.to_owned(), body.to_owned()));
        Ok(self.answer.clone().into_bytes())
    }

    fn shown(&self, path: &str) -> String {
        format!("http://orca.example{path}")
    }
}

fn client(answer: &str) -> (Client<Saved>, Asked) {
    let asked = Rc::default();
    (Client::new(Saved { answer: answer.to_owned(), asked: Rc::clone(&asked) }), asked)
}

#[test]
fn requests_are_the_xml_that_is_published() {
    let (orca, asked) = client(r#"{"Api_Result":"0000"}"#);
    let setting = CareSetting::default();
    orca.ask(&Request::Prescription { patient: "00110", invoice: "37<2", setting, push: false })
        .unwrap();
    orca.ask(&Request::Diseases { patient: "00110", month: "2026-11" }).unwrap();
    orca.ask(&Request::System { list: SystemList::Doctors }).unwrap();
    let asked = asked.borrow();
    assert_eq!(asked[0].0, "/api01rv2/prescriptionv2");
    assert_eq!(
        asked[0].1,
        "<data><prescriptionv2req type=\"record\"><Request_Number type=\"string\">02</Request_Number>\
         <Patient_ID type=\"string\">00110</Patient_ID>\
         <Invoice_Number type=\"string\">37&lt;2</Invoice_Number>\
         <Outside_Class type=\"string\">True</Outside_Class></prescriptionv2req></data>"
    );
    assert_eq!(asked[1].0, "/api01rv2/diseasegetv2?class=01&format=json");
    assert_eq!(
        asked[1].1,
        "<data><disease_inforeq type=\"record\"><Patient_ID type=\"string\">00110</Patient_ID>\
         <Base_Date type=\"string\">2026-11</Base_Date></disease_inforeq></data>"
    );
    assert!(asked[2].1.contains("<Request_Number type=\"string\">02</Request_Number>"));
}

#[test]
fn what_was_asked_for_goes_with_the_answer_into_the_history() {
    let (orca, _) = client(&of(&notebook_form()).to_json());
    for (setting, kind) in [
        (CareSetting::OutsidePharmacy, EventKind::Prescribed),
        (CareSetting::InHouseOutpatient, EventKind::Dispensed),
    ] {
        let request = Request::Notebook { patient: "00110", invoice: "360", setting, push: false };
        let answer = orca.ask(&request).unwrap();
        // It is kept where the answer is saved.
        let saved = super::forms::read(&serde_json::from_str(&answer.to_json()).unwrap());
        for answer in [answer, saved] {
            let read = history(&[answer], &HistoryOptions::default()).unwrap();
            assert_eq!(read.events()[0].kind, kind);
        }
    }
}

#[test]
fn a_refusal_has_the_words_of_orca_and_an_answer_that_is_none_names_its_place() {
    let request = Request::Diseases { patient: "1", month: "" };
    let (orca, _) = client(r#"{"a":{"Api_Result":"10","Api_Result_Message":"存在しません"}}"#);
    let error = orca.ask(&request).unwrap_err();
    assert_eq!(code(&error), "orca.request.refused");
    assert!(error.to_string().contains("存在しません"), "{error}");
    let (orca, _) = client("<html>login");
    let error = orca.ask(&request).unwrap_err();
    assert_eq!(code(&error), "orca.response.malformed");
    assert!(error.to_string().contains("http://orca.example/api01rv2/diseasegetv2"), "{error}");
    // 21: there is no disease, which is an answer.
    let (orca, _) = client(r#"{"disease_infores":{"Api_Result":"21","Disease_Infores":{}}}"#);
    assert!(orca.ask(&request).is_ok());
}
