//! `shohosen.Finding`.

use crate::error::Problem;
use crate::pickled::written;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use shohosen::{Code, Language};

/// One check and how it came out.
#[pyclass(frozen, module = "shohosen")]
pub struct Finding(pub shohosen::Finding);

#[pymethods]
impl Finding {
    /// The stable name, `area.object.problem`.
    #[getter]
    fn code(&self) -> &'static str {
        self.0.code.id()
    }

    /// `"error"`, `"warning"`, `"info"` or `"passed"`.
    #[getter]
    fn severity(&self) -> &'static str {
        self.0.severity.as_str()
    }

    /// Which signature of the report it concerns.
    #[getter]
    fn signature(&self) -> Option<usize> {
        self.0.signature
    }

    /// Where: a path in the document, a line of records, the name of a file.
    #[getter]
    fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// What it rests on; times and octets as in JSON.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &json(&self.0.evidence))
    }

    /// The sentence for people in Japanese.
    #[getter]
    fn message_ja(&self) -> String {
        self.0.message(Language::Japanese)
    }

    /// The sentence for people in English.
    #[getter]
    fn message_en(&self) -> String {
        self.0.message(Language::English)
    }

    /// What to do about it, in Japanese; empty where there is nothing to do.
    #[getter]
    fn remedy_ja(&self) -> String {
        self.0.remedy(Language::Japanese)
    }

    /// What to do about it, in English; empty where there is nothing to do.
    #[getter]
    fn remedy_en(&self) -> String {
        self.0.remedy(Language::English)
    }

    /// As in the JSON of a report.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    /// As in the JSON of a report.
    fn to_json(&self) -> String {
        json(&self.0)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0 == self.0)
    }

    fn __hash__(&self) -> u64 {
        u64::from(self.0.code.number())
    }

    /// For ``pickle`` and ``copy``.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let again = py.import("shohosen._shohosen")?.getattr("_finding_again")?;
        Ok((again, (written(&self.0),)))
    }

    fn _repr_html_(&self) -> String {
        self.shown()
    }

    fn __repr__(&self) -> String {
        let place = self.0.location.as_deref().map(|at| format!(" at {at:?}")).unwrap_or_default();
        format!("<Finding {} {}{place}>", self.severity(), self.code())
    }
}

/// A finding of the one table of codes, with text as evidence: for the Python part of the package.
#[pyfunction]
#[pyo3(signature = (code, *, location = None, evidence = None))]
pub fn _finding(
    code: &str,
    location: Option<String>,
    evidence: Option<&Bound<'_, PyDict>>,
) -> PyResult<Finding> {
    let code = Code::from_id(code).ok_or_else(|| Problem::value("code", code))?;
    let mut finding = code.finding();
    finding.location = location.map(Into::into);
    for (key, value) in evidence.into_iter().flatten() {
        let key = key.str()?.to_string();
        let Some(key) = EVIDENCE.iter().find(|name| **name == key) else {
            return Err(Problem::value("evidence", key).into());
        };
        finding.evidence.push(key, value.str()?.to_string());
    }
    Ok(Finding(finding))
}

/// The keys that the Python part uses.
const EVIDENCE: &[&str] =
    &["actual", "argument", "expected", "field", "reason", "source", "status", "uri"];

/// As a tuple of Python objects.
pub fn tuple<'f, 'py>(
    py: Python<'py>,
    findings: impl IntoIterator<Item = &'f shohosen::Finding>,
) -> PyResult<Bound<'py, PyTuple>> {
    let findings: Vec<_> = findings.into_iter().cloned().map(Finding).collect();
    PyTuple::new(py, findings)
}

/// The JSON of something whose JSON cannot fail: text, numbers, lists and objects.
pub fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// From JSON to Python's own objects.
pub fn loads<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}
