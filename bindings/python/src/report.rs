//! `shohosen.Report`.

use crate::argument::{Text, one_of, optional};
use crate::error::Problem;
use crate::finding::{json, loads, tuple};
use crate::moment::datetime;
use crate::recorded::{again, written};
use crate::shown::table;
use crate::signature::Signature;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDateTime, PyTuple};
use shohosen::{DocumentReport, Finding, Position, ReportRecord, Severity, Verdict, Verified};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What was found about a document.
#[pyclass(frozen, module = "shohosen")]
#[derive(Clone)]
pub struct Report(Kept);

#[derive(Clone)]
enum Kept {
    Verified(Arc<Verified>),
    /// Out of a pickle.
    Recorded(Arc<Recorded>),
}

struct Recorded {
    record: ReportRecord<'static>,
    payloads: Vec<(Position, Vec<u8>)>,
}

/// Where there can be records under a signature.
const POSITIONS: [Position; 4] = [
    Position::Prescription,
    Position::Dispensing,
    Position::ReferencePrescription,
    Position::Unknown,
];

impl From<Verified> for Report {
    fn from(verified: Verified) -> Self {
        Self(Kept::Verified(Arc::new(verified)))
    }
}

impl Report {
    /// What it says.
    pub fn record(&self) -> ReportRecord<'_> {
        match &self.0 {
            Kept::Verified(verified) => verified.report().record(),
            Kept::Recorded(recorded) => recorded.record.clone(),
        }
    }

    /// Every check.
    pub fn all_findings(&self) -> &[Finding] {
        match &self.0 {
            Kept::Verified(verified) => &verified.report().findings,
            Kept::Recorded(recorded) => &recorded.record.findings,
        }
    }

    fn document(&self) -> &DocumentReport {
        match &self.0 {
            Kept::Verified(verified) => &verified.report().document,
            Kept::Recorded(recorded) => &recorded.record.document,
        }
    }

    fn octets(&self, position: Position) -> Option<&[u8]> {
        match &self.0 {
            Kept::Verified(verified) => verified.unverified_payload(position),
            Kept::Recorded(recorded) => {
                let found = recorded.payloads.iter().find(|(at, _)| *at == position);
                found.map(|(_, octets)| octets.as_slice())
            }
        }
    }

    fn payloads(&self) -> impl Iterator<Item = (Position, &[u8])> {
        POSITIONS.into_iter().filter_map(|at| Some((at, self.octets(at)?)))
    }
}

#[pymethods]
impl Report {
    /// ``"VALID"``, ``"INVALID"`` or ``"INDETERMINATE"``, as the Japanese requirements (検証要件)
    /// have it.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.record().verdict.as_str()
    }

    /// Whether the verdict is ``"VALID"``. Never take ``not valid`` for forged: something may just
    /// be missing.
    #[getter]
    fn valid(&self) -> bool {
        self.record().verdict == Verdict::Valid
    }

    /// ``"TOTAL-PASSED"``, ``"TOTAL-FAILED"`` or ``"INDETERMINATE"`` of ETSI EN 319 102-1.
    #[getter]
    fn indication(&self) -> &'static str {
        self.record().indication.as_str()
    }

    /// The sub-indication of ETSI EN 319 102-1, such as ``"HASH_FAILURE"``.
    #[getter]
    fn sub_indication(&self) -> Option<&'static str> {
        self.record().sub_indication.map(shohosen::SubIndication::as_str)
    }

    /// The moment at which was judged.
    #[getter]
    fn verified_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        datetime(py, self.record().verified_at)
    }

    /// ``"prescription"``, ``"dispensing"``, ``"scanned"`` or ``"unknown"``.
    #[getter]
    fn document_kind(&self) -> &'static str {
        self.document().kind.as_str()
    }

    /// PrescriptionId or DispensingId. The prescriber's signature does not cover it.
    #[getter]
    fn document_id(&self) -> Option<&str> {
        self.document().id.as_deref()
    }

    /// The signatures in document order.
    #[getter]
    fn signatures<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.record().signatures.into_iter().map(Signature::of))
    }

    /// Every check, passed ones included.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.all_findings())
    }

    /// The findings of severity *error*.
    #[getter]
    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.all_findings().iter().filter(|f| f.severity == Severity::Error))
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
        let octets = self.octets(position).filter(|_| self.valid());
        Ok(octets.map(|octets| PyBytes::new(py, octets)))
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
        Ok(self.octets(position).map(|octets| PyBytes::new(py, octets)))
    }

    /// The JSON of the report on one line: the same octets as from Rust and the command.
    fn to_json(&self) -> String {
        self.record().to_json()
    }

    /// The JSON of the report as dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| {
            let other = other.get();
            other.record() == self.record() && other.payloads().eq(self.payloads())
        })
    }

    fn __hash__(&self) -> u64 {
        let record = self.record();
        let mut hasher = DefaultHasher::new();
        (record.verdict, record.findings.len()).hash(&mut hasher);
        record.verified_at.unix().hash(&mut hasher);
        hasher.finish()
    }

    /// It does not change: a copy is the same.
    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, memo: &Bound<'_, PyAny>) -> Py<Self> {
        let _ = memo;
        this
    }

    /// For ``pickle``: what it says, and the records. As with every pickle, load only what comes from
    /// where you trust: a loaded report says what was written, and nothing is verified again.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let again = py.import("shohosen._shohosen")?.getattr("_report_again")?;
        let payloads = self.payloads().map(|(at, octets)| (at.as_str(), PyBytes::new(py, octets)));
        Ok((again, (json(&written(&self.record())), payloads.collect())))
    }

    fn _repr_html_(&self) -> String {
        table(&self.__repr__(), self.all_findings())
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
            return Ok(match self.document().kind {
                shohosen::DocumentKind::Dispensing => Position::Dispensing,
                _ => Position::Prescription,
            });
        };
        let all = [Position::Prescription, Position::Dispensing, Position::ReferencePrescription];
        one_of("position", &text, &all.map(|position| (position.as_str(), position)))
    }
}

type Reduced<'py> = (Bound<'py, PyAny>, (String, Vec<(&'static str, Bound<'py, PyBytes>)>));

/// The report that was written: for ``pickle``.
#[pyfunction]
pub fn _report_again(text: &str, payloads: Vec<(String, Vec<u8>)>) -> PyResult<Report> {
    let record = || again(&serde_json::from_str(text).ok()?);
    let payloads = payloads.into_iter().map(|(at, octets)| {
        let at = POSITIONS.into_iter().find(|position| position.as_str() == at)?;
        Some((at, octets))
    });
    let (Some(record), Some(payloads)) = (record(), payloads.collect::<Option<Vec<_>>>()) else {
        return Err(Problem::value("text", "no report").into());
    };
    Ok(Report(Kept::Recorded(Arc::new(Recorded { record, payloads }))))
}
