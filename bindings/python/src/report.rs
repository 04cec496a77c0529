//! `shohosen.Report`.

use crate::argument::{Text, one_of, optional};
use crate::error::Problem;
use crate::finding::{json, loads, tuple};
use crate::moment::datetime;
use crate::signature::Signature;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDateTime, PyTuple};
use shohosen::{Position, Verdict, Verified};
use std::sync::Arc;

/// What was found about a document.
#[pyclass(frozen, module = "shohosen")]
pub struct Report(pub Arc<Verified>);

impl Report {
    fn report(&self) -> &shohosen::Report {
        self.0.report()
    }
}

#[pymethods]
impl Report {
    /// ``"VALID"``, ``"INVALID"`` or ``"INDETERMINATE"``, as the Japanese requirements (検証要件)
    /// have it.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.report().verdict().as_str()
    }

    /// Whether the verdict is ``"VALID"``. Never take ``not valid`` for forged: something may just
    /// be missing.
    #[getter]
    fn valid(&self) -> bool {
        self.report().verdict() == Verdict::Valid
    }

    /// ``"TOTAL-PASSED"``, ``"TOTAL-FAILED"`` or ``"INDETERMINATE"`` of ETSI EN 319 102-1.
    #[getter]
    fn indication(&self) -> &'static str {
        self.report().judgement.indication().as_str()
    }

    /// The sub-indication of ETSI EN 319 102-1, such as ``"HASH_FAILURE"``.
    #[getter]
    fn sub_indication(&self) -> Option<&'static str> {
        self.report().judgement.sub_indication().map(shohosen::SubIndication::as_str)
    }

    /// The moment at which was judged.
    #[getter]
    fn verified_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        datetime(py, self.report().at)
    }

    /// ``"prescription"``, ``"dispensing"``, ``"scanned"`` or ``"unknown"``.
    #[getter]
    fn document_kind(&self) -> &'static str {
        self.report().document.kind.as_str()
    }

    /// PrescriptionId or DispensingId. The prescriber's signature does not cover it.
    #[getter]
    fn document_id(&self) -> Option<&str> {
        self.report().document.id.as_deref()
    }

    /// The signatures in document order.
    #[getter]
    fn signatures<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.report().signatures.iter().cloned().map(Signature))
    }

    /// Every check, passed ones included.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.report().findings)
    }

    /// The findings of severity *error*.
    #[getter]
    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.report().errors())
    }

    /// The records (SJ1 or CJ1, exactly as signed) under the signature at this position, if the
    /// document is VALID; else ``None``. By default those of the document's own signature.
    #[pyo3(signature = (position = None))]
    fn payload<'py>(
        &self,
        py: Python<'py>,
        position: Option<Text>,
    ) -> PyResult<Option<Bound<'py, PyBytes>>> {
        let position = self.position(position)?;
        Ok(self.0.payload(position).map(|octets| PyBytes::new(py, octets)))
    }

    /// The same records whatever the verdict, to show to a person together with the report.
    /// **They may be forged**: never dispense or store by them.
    #[pyo3(signature = (position = None))]
    fn unverified_payload<'py>(
        &self,
        py: Python<'py>,
        position: Option<Text>,
    ) -> PyResult<Option<Bound<'py, PyBytes>>> {
        let position = self.position(position)?;
        Ok(self.0.unverified_payload(position).map(|octets| PyBytes::new(py, octets)))
    }

    /// The JSON of the report on one line: the same octets as from Rust and the command.
    fn to_json(&self) -> String {
        self.report().to_json()
    }

    /// The JSON of the report as dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &json(self.report()))
    }

    fn __repr__(&self) -> String {
        let (kind, verdict) = (self.document_kind(), self.verdict());
        match self.sub_indication() {
            Some(sub) => format!("<Report {verdict} {kind} {sub}>"),
            None => format!("<Report {verdict} {kind}>"),
        }
    }
}

impl Report {
    /// The position asked for, else that of the document's own signature.
    fn position(&self, text: Option<Text>) -> Result<Position, Problem> {
        let Some(text) = optional("position", text)? else {
            return Ok(match self.report().document.kind {
                shohosen::DocumentKind::Dispensing => Position::Dispensing,
                _ => Position::Prescription,
            });
        };
        let all = [Position::Prescription, Position::Dispensing, Position::ReferencePrescription];
        one_of("position", &text, &all.map(|position| (position.as_str(), position)))
    }
}
