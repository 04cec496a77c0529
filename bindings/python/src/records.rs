//! `shohosen.Records`, `shohosen.LintReport` and `shohosen.Converted`.

use crate::argument::{Flag, Text, items, one_of};
use crate::error::{Kind, Problem};
use crate::finding::{loads, tuple};
use crate::heavy::heavy;
use crate::master::DrugMaster;
use crate::moment::Moment;
use crate::recorded;
use crate::shown::table;
use crate::source::Source;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};
use shohosen::records::{
    self, Date, LintOptions, Purpose, ReadOptions, Target, TextEncoding, UsagesOn, convert,
    has_errors, lint, merge_parts, read,
};
use shohosen::{Finding, Severity};
use std::sync::Arc;

/// The records of prescriptions and dispensing records: SJ1, CJ1, JAHIS, JAHISTC; read without
/// loss. Take the records of a signed document from ``Report.payload``, never from its XML.
///
/// ``encoding`` is ``"auto"``, ``"utf-8"``, ``"shift_jis"`` or ``"utf-16"``; without it the text is read
/// as the format has it. ``utf8`` is ``encoding="utf-8"``, as some readers of 2D symbols write JAHIS.
/// The parts of a split notebook (分割制御) in one file are one document; see also ``merge``.
///
/// >>> import shohosen
/// >>> records = shohosen.Records(b"SJ1\n12,3")
/// >>> records.format
/// 'SJ1'
/// >>> [finding.location for finding in records.lint().findings
/// ...  if finding.code == "records.field.value"]
/// ['line 2 item 1']
/// >>> records.convert("json").output[:20]
/// b'{"schema_version":1,'
#[pyclass(frozen, module = "shohosen")]
pub struct Records(records::Records);

/// The encoding of two arguments, of which one may be given.
pub fn encoding(utf8: Flag, encoding: Option<Text>) -> PyResult<TextEncoding> {
    match (utf8.named("utf8")?, encoding) {
        (false, None) => Ok(TextEncoding::Standard),
        (true, None) => Ok(TextEncoding::Utf8),
        (false, Some(word)) => {
            Ok(one_of("encoding", &word.named("encoding")?, &TextEncoding::NAMED)?)
        }
        (true, Some(_)) => Err(Problem::value("encoding", "utf8 is given, too").into()),
    }
}

#[pymethods]
impl Records {
    #[new]
    #[pyo3(signature = (source, *, utf8 = Flag::default(false), encoding = None))]
    fn new(py: Python<'_>, source: Source, utf8: Flag, encoding: Option<Text>) -> PyResult<Self> {
        let encoding = self::encoding(utf8, encoding)?;
        let reading = ReadOptions { encoding, ..ReadOptions::STANDARD };
        let records = heavy(py, || {
            let octets = source.octets()?;
            read(&octets, &reading).map_err(|error| Problem::of(Kind::Unreadable, error.finding()))
        })?;
        Ok(Self(records))
    }

    /// The parts of a split notebook (分割制御), in any order, as one document.
    #[staticmethod]
    #[pyo3(signature = (sources, *, utf8 = Flag::default(false), encoding = None))]
    fn merge(
        py: Python<'_>,
        sources: &Bound<'_, PyAny>,
        utf8: Flag,
        encoding: Option<Text>,
    ) -> PyResult<Self> {
        let sources = items("sources", Some(sources))?;
        let sources: Vec<Source> =
            sources.iter().map(PyAnyMethods::extract).collect::<PyResult<_>>()?;
        let encoding = self::encoding(utf8, encoding)?;
        let reading = ReadOptions { encoding, ..ReadOptions::STANDARD };
        let records = heavy(py, || {
            let octets = sources.into_iter().map(Source::octets).collect::<Result<Vec<_>, _>>()?;
            let octets: Vec<&[u8]> = octets.iter().map(|octets| &**octets).collect();
            merge_parts(&octets, &reading)
                .map_err(|error| Problem::of(Kind::Unreadable, error.finding()))
        })?;
        Ok(Self(records))
    }

    /// The first item of the header line: ``"SJ1"``, ``"CJ1"``, ``"JAHIS10"``, ``"JAHISTC08"`` …
    #[getter]
    fn format(&self) -> String {
        self.0.format().name()
    }

    /// Checks them by the rules of their format. ``strict`` makes unknown records and sequence
    /// numbers errors; ``before_issue`` takes the content as it is before a prescription is issued
    /// (確定前処方箋情報). With ``usages``, a ``DrugMaster`` that holds the usage master, usage codes are
    /// checked: whether they exist, are in force on the day of issue (today, where the records say
    /// none), and go with dosage form and text.
    #[pyo3(signature = (*, strict = Flag::default(false), before_issue = Flag::default(false), usages = None))]
    fn lint(
        &self,
        py: Python<'_>,
        strict: Flag,
        before_issue: Flag,
        usages: Option<PyRef<'_, DrugMaster>>,
    ) -> PyResult<LintReport> {
        let purpose = match before_issue.named("before_issue")? {
            true => Purpose::DuplicateCheck,
            false => Purpose::Prescription,
        };
        let strict = strict.named("strict")?;
        let checker = usages.map(|master| Arc::clone(&master.0));
        let findings = heavy(py, || {
            let master = checker.as_ref().and_then(|checker| checker.tables().usages());
            if checker.is_some() && master.is_none() {
                return Err(Problem::value("usages", "a master without the usage master"));
            }
            let day = Date::in_japan(Moment::or_now(None)?.unix());
            let usages = master.zip(day).map(|(master, day)| UsagesOn { master, day });
            let options = LintOptions { purpose, strict, usages, ..LintOptions::default() };
            Ok(lint(&self.0, &options))
        })?;
        Ok(LintReport(findings))
    }

    /// Converts them to ``"json"``, ``"sj1"``, ``"jahis"``, ``"jahistc"`` or ``"fhir"``. What is
    /// lost or changed is named in the findings.
    fn convert(&self, py: Python<'_>, to: Text) -> PyResult<Converted> {
        let all = [Target::Json, Target::Sj1, Target::Jahis, Target::JahisTc, Target::Fhir];
        let target = one_of("to", &to.named("to")?, &all.map(|target| (target.name(), target)))?;
        let converted = heavy(py, || {
            convert(&self.0, target).map_err(|error| Problem::of(Kind::Unreadable, error.finding()))
        })?;
        Ok(Converted(converted))
    }

    /// The records as they are written: canonical input comes out octet for octet.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.to_bytes())
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        self.to_bytes(py)
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<Records {}, {} lines>", self.format(), self.0.len())
    }
}

/// The findings of a check of records.
#[pyclass(frozen, module = "shohosen")]
pub struct LintReport(Vec<Finding>);

#[pymethods]
impl LintReport {
    /// Every finding.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.0)
    }

    /// Whether one is an error: the records are not to be used, unless somebody looks at them.
    #[getter]
    fn has_errors(&self) -> bool {
        has_errors(&self.0)
    }

    /// The octets of ``shohosen lint --json``.
    fn to_json(&self) -> String {
        findings_json(&self.0)
    }

    /// The same as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0 == self.0)
    }

    fn __hash__(&self) -> u64 {
        let numbers = self.0.iter().map(|finding| u64::from(finding.code.number()));
        numbers.fold(0, |hash, number| hash.wrapping_mul(31).wrapping_add(number))
    }

    /// For ``pickle`` and ``copy``.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let again = py.import("shohosen._shohosen")?.getattr("_lint_report_again")?;
        Ok((again, (recorded::findings(&self.0).to_string(),)))
    }

    fn _repr_html_(&self) -> String {
        table(&self.__repr__(), &self.0)
    }

    fn __repr__(&self) -> String {
        let errors = self.0.iter().filter(|finding| finding.severity == Severity::Error).count();
        format!("<LintReport {} findings, {errors} errors>", self.0.len())
    }
}

/// The report that was written: for ``pickle``.
#[pyfunction]
pub fn _lint_report_again(text: &str) -> PyResult<LintReport> {
    let findings = || recorded::findings_again(&serde_json::from_str(text).ok()?);
    findings().map(LintReport).ok_or_else(|| Problem::value("text", "no report").into())
}

/// What a conversion gave.
#[pyclass(frozen, module = "shohosen")]
pub struct Converted(records::Converted);

#[pymethods]
impl Converted {
    /// The file.
    #[getter]
    fn output<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.bytes)
    }

    /// What was lost or changed, and what the check of the result says.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.0.findings)
    }

    /// Whether one is an error: the file is not valid then.
    #[getter]
    fn has_errors(&self) -> bool {
        has_errors(&self.0.findings)
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        self.output(py)
    }

    fn __repr__(&self) -> String {
        format!("<Converted {} bytes>", self.0.bytes.len())
    }
}

/// As the command prints findings.
pub fn findings_json(findings: &[Finding]) -> String {
    let object = serde_json::json!({
        "schema_version": shohosen::SCHEMA_VERSION,
        "findings": findings,
    });
    object.to_string()
}
