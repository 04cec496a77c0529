//! ORCA (日医標準レセプトソフト): from its answers to records and a history.

use crate::call::{object, octets, optional_text, perform, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::files::{ShohosenFile, files};
use crate::history::{
    SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT, SHOHOSEN_CARE_OUTSIDE_PHARMACY, ShohosenCareSetting,
    ShohosenHistory,
};
use crate::master::ShohosenMaster;
use crate::octets::ShohosenOctets;
use shohosen_core::medication::{CareSetting, CodeSystem, DrugCode};
use shohosen_orca::{
    Answer, AnswerKind, Client, HistoryOptions, Http, OrcaError, RecordsOptions, RequestForm,
    diseases, history as read_history, prescription_records,
};
use std::ffi::c_char;
use std::time::Duration;
use zeroize::Zeroizing;

/// Asks ORCA, and gives its answer as JSON, if it did what was asked for: a file to keep for
/// shohosen_orca_records and shohosen_history_add_orca. `url` is http:// only; what stands before the
/// host in it stands in no message. `prefix` is "/api" for WebORCA, else "". The password travels
/// unencrypted. `timeout` is in milliseconds; 0: ten seconds. `request` is JSON: {"request":
/// "prescription"|"notebook", "patient": …, "invoice": …, "outside": true}, {"request": "visits",
/// "patient": …, "month": "2026-11", "months": 3}, {"request": "treatment", "patient": …, "day": …,
/// "department": …, "invoice": …}, {"request": "diseases", "patient": …, "month": …}, or {"request":
/// "departments"|"doctors"|"institution"}. Free the answer with shohosen_octets_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_orca_fetch(
    url: *const c_char,
    url_length: usize,
    prefix: *const c_char,
    prefix_length: usize,
    user: *const c_char,
    user_length: usize,
    password: *const c_char,
    password_length: usize,
    timeout: u32,
    request: *const c_char,
    request_length: usize,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let (url, prefix) = (text!(url, url_length), text!(prefix, prefix_length));
        let user = text!(user, user_length);
        let mut password = Zeroizing::new(text!(password, password_length).to_owned());
        let form = RequestForm::from_json(text!(request, request_length).as_bytes())
            .map_err(|reason| Failure::unknown_value("request", reason, "a request as JSON"))?;
        let timeout = match timeout {
            0 => Duration::from_secs(10),
            milliseconds => Duration::from_millis(milliseconds.into()),
        };
        let http = Http::new(url, prefix, user, &mut password, timeout)?;
        let answer = Client::new(http).ask(&form.request())?;
        Ok(ShohosenOctets::new(answer.to_json().into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The records (SJ1) of the one prescription form among these answers, checked. The others (lists of
/// departments and doctors, the institution, the patient) complete it; notebooks, treatments, visits and
/// diseases are left alone. Fails with everything that is missing at once, each finding with where to
/// get it and the option that takes it. `options` is JSON with these names (usages, department_name,
/// doctor_name, overrides, …; see docs); NULL for none. `master` finds codes of generic names; NULL for
/// none. Free the records with shohosen_octets_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_orca_records(
    answers: *const ShohosenFile,
    answers_count: usize,
    options: *const c_char,
    options_length: usize,
    master: *const ShohosenMaster,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let given = optional_text!(options, options_length, "options");
        let mut options = RecordsOptions::from_json(given.unwrap_or("{}").as_bytes())
            .map_err(|reason| Failure::unknown_value("options", reason, "options as JSON"))?;
        // SAFETY: the rules of the header.
        let answers = unsafe { files(answers, answers_count, "answers") }?;
        let parsed = answers.iter().map(|(name, octets)| Answer::parse(name, octets)?.known());
        let parsed = parsed.collect::<Result<Vec<_>, OrcaError>>()?;
        let is_form = |answer: &Answer| answer.kind() == AnswerKind::Prescription;
        let (mut forms, known): (Vec<_>, Vec<_>) = parsed.into_iter().partition(is_form);
        let form = match (forms.pop(), forms.is_empty()) {
            (Some(form), true) => form,
            _ => {
                return Err(Failure::unknown_value(
                    "answers",
                    "not one answer of prescriptionv2",
                    "exactly one, and any others",
                ));
            }
        };
        options.complete_from(&form, &known);
        // SAFETY: the rules of the header.
        let master = unsafe { master.as_ref() };
        let generic = |code: &str| {
            let code = DrugCode::parse(CodeSystem::PriceList, code).ok()?;
            Some(master?.0.master().drug(code)?.generic_code()?.to_string())
        };
        let records = prescription_records(&form, &options, Some(&generic))?;
        Ok(ShohosenOctets::new(records))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Adds an answer of ORCA to a history: a notebook (medicinenotebookv2), what was given at a visit
/// (medicalgetv2, class 02), or the registered diseases (diseasegetv2). A record that lacks the code of
/// the institution is of the one that prescribes, where the name agrees or none is named. `care_setting`
/// says where the drugs of a notebook were handed out, SHOHOSEN_CARE_OUTSIDE_PHARMACY or
/// SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT; 0: what shohosen_orca_fetch asked for, else outside.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_add_orca(
    history: *const ShohosenHistory,
    name: *const c_char,
    name_length: usize,
    answer: *const u8,
    answer_length: usize,
    care_setting: ShohosenCareSetting,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let collected = object!(history);
        let name = text!(name, name_length);
        let setting = match care_setting {
            0 | SHOHOSEN_CARE_OUTSIDE_PHARMACY => CareSetting::OutsidePharmacy,
            SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT => CareSetting::InHouseOutpatient,
            other => {
                let expected = "SHOHOSEN_CARE_OUTSIDE_PHARMACY, _IN_HOUSE_OUTPATIENT or 0";
                return Err(Failure::unknown_value("care_setting", other, expected));
            }
        };
        let answer = Answer::parse(name, octets!(answer, answer_length))?;
        if answer.kind() == AnswerKind::Diseases {
            let facts = diseases(&answer)?;
            collected.change(|history| history.add_facts(name, facts));
            return Ok(());
        }
        let options = HistoryOptions { setting, ..HistoryOptions::default() };
        let read = read_history(&[answer], &options)?;
        collected.change(|history| history.append(read));
        Ok(())
    };
    // SAFETY: the rules of the header.
    unsafe { perform(error, call) }
}
