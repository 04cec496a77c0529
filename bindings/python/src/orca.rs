//! What `shohosen.orca` is made of: requests of ORCA, and what becomes of its answers.

use crate::argument::instance;
use crate::error::Problem;
use crate::finding::tuple;
use crate::heavy::heavy;
use crate::history::History;
use crate::master::DrugMaster;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use shohosen::medication::{CareSetting, CodeSystem, DrugCode};
use shohosen_orca::{
    Answer, AnswerKind, HistoryOptions, OrcaError, RecordsOptions, Request, SystemList, diseases,
    history, prescription_records, visits,
};
use std::sync::Arc;

/// What came out, or every reason why nothing did: a tuple, of which the Python part makes an exception.
type Outcome<'py> = PyResult<Bound<'py, PyAny>>;

fn reasons<'py>(py: Python<'py>, error: &OrcaError) -> Outcome<'py> {
    Ok(tuple(py, error.findings())?.into_any())
}

/// The path and the XML of a request.
#[pyfunction]
pub fn _orca_request(kind: &str, items: Vec<String>, push: bool) -> PyResult<(String, String)> {
    let item = |place: usize| items.get(place).map_or("", String::as_str);
    let (patient, second) = (item(0), item(1));
    let setting = setting(Some(item(2) != "False"));
    let request = match kind {
        "prescription" => Request::Prescription { patient, invoice: second, setting, push },
        "notebook" => Request::Notebook { patient, invoice: second, setting, push },
        "visits" => Request::Visits {
            patient,
            month: second,
            months: item(2).parse().map_err(|_| Problem::value("months", "1 to 12"))?,
        },
        "treatment" => {
            let (department, invoice) = (item(2), item(3));
            Request::Treatment { patient, day: second, department, invoice }
        }
        "diseases" => Request::Diseases { patient, month: second },
        "departments" => Request::System { list: SystemList::Departments },
        "doctors" => Request::System { list: SystemList::Doctors },
        "institution" => Request::System { list: SystemList::Institution },
        other => return Err(Problem::value("kind", other).into()),
    };
    Ok((request.path().to_owned(), request.body()))
}

/// An answer as it came over the wire, as JSON, if ORCA did what was asked for, or answers that there is
/// nothing.
#[pyfunction]
pub fn _orca_answer<'py>(
    py: Python<'py>,
    uri: &str,
    octets: &[u8],
    outside: Option<bool>,
    nothing: Vec<String>,
) -> Outcome<'py> {
    let read = Answer::parse(uri, octets).and_then(|answer| {
        let empty = nothing.iter().any(|status| status == answer.status());
        let answer = if empty { answer } else { answer.carried_out()? };
        Ok(answer.asked_for(outside.map(|outside| setting(Some(outside)))))
    });
    match read {
        Ok(answer) => Ok(PyString::new(py, &answer.to_json()).into_any()),
        Err(error) => reasons(py, &error),
    }
}

/// The records of a prescription form. `known` are other answers, which complete what is given.
#[pyfunction]
#[pyo3(signature = (answer, options, known, master))]
pub fn _orca_records<'py>(
    py: Python<'py>,
    answer: &[u8],
    options: &[u8],
    known: Vec<Vec<u8>>,
    master: Option<&Bound<'_, PyAny>>,
) -> Outcome<'py> {
    let mut options = RecordsOptions::from_json(options)
        .map_err(|reason| Problem::value("prescription_records", reason))?;
    let master = match master {
        None => None,
        Some(object) => Some(Arc::clone(&instance::<DrugMaster>("master", object)?.0)),
    };
    let generic = |code: &str| {
        let code = DrugCode::parse(CodeSystem::PriceList, code).ok()?;
        let code = master.as_ref()?.master().drug(code)?.generic_code()?;
        Some(code.to_string())
    };
    let made = parsed(&known).and_then(|known| {
        let answer = Answer::parse(GIVEN, answer)?;
        options.complete_from(&answer, &known);
        prescription_records(&answer, &options, Some(&generic))
    });
    match made {
        Ok(records) => Ok(PyBytes::new(py, &records).into_any()),
        Err(error) => reasons(py, &error),
    }
}

/// What a patient was given, and the registered diseases among the answers.
#[pyfunction]
#[pyo3(signature = (answers, outside, score_table))]
pub fn _orca_history<'py>(
    py: Python<'py>,
    answers: Vec<Vec<u8>>,
    outside: Option<bool>,
    score_table: String,
) -> Outcome<'py> {
    let options = HistoryOptions { setting: setting(outside), score_table };
    let read = heavy(py, || Ok(read_history(&answers, &options)))?;
    match read {
        Ok(collected) => Ok(Bound::new(py, History::of_answers(collected, &answers))?.into_any()),
        Err(error) => reasons(py, &error),
    }
}

fn read_history(
    answers: &[Vec<u8>],
    options: &HistoryOptions,
) -> Result<shohosen::history::History, OrcaError> {
    let of_diseases = |answer: &Answer| answer.kind() == AnswerKind::Diseases;
    let (facts, others): (Vec<_>, Vec<_>) = parsed(answers)?.into_iter().partition(of_diseases);
    let mut collected = match others.is_empty() && !facts.is_empty() {
        true => shohosen::history::History::default(),
        false => history(&others, options)?,
    };
    for answer in &facts {
        collected.add_facts("ORCA", diseases(answer)?);
    }
    Ok(collected)
}

/// The visits of an answer: day, department, invoice of each.
#[pyfunction]
pub fn _orca_visits<'py>(py: Python<'py>, answer: &[u8]) -> Outcome<'py> {
    match Answer::parse(GIVEN, answer).and_then(|answer| visits(&answer)) {
        Ok(visits) => {
            let each = visits.into_iter().map(|visit| (visit.day, visit.department, visit.invoice));
            Ok(pyo3::types::PyList::new(py, each.collect::<Vec<_>>())?.into_any())
        }
        Err(error) => reasons(py, &error),
    }
}

/// Where an answer that is handed over comes from, for messages.
const GIVEN: &str = "answer";

fn parsed(answers: &[Vec<u8>]) -> Result<Vec<Answer>, OrcaError> {
    answers.iter().map(|answer| Answer::parse(GIVEN, answer)).collect()
}

fn setting(outside: Option<bool>) -> CareSetting {
    match outside {
        Some(false) => CareSetting::InHouseOutpatient,
        Some(true) | None => CareSetting::default(),
    }
}
