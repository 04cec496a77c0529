//! `shohosen.Certificate` and `shohosen.CertificateReport`.

use crate::error::Problem;
use crate::finding::{json, loads, tuple};
use crate::heavy::heavy;
use crate::moment::datetime;
use crate::recorded;
use crate::settings::CertificateSource;
use crate::shown::table;
use crate::signature::SignerIdentity;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDateTime, PyTuple};
use serde_json::Value as Json;
use shohosen::{Indication, SubIndication, Time, Verdict};
use std::hash::{DefaultHasher, Hash, Hasher};

/// An X.509 certificate, from PEM or DER: bytes, a buffer, or a path.
///
/// >>> import shohosen
/// >>> shohosen.Certificate("pki/doctor.cer").not_after.year
/// 2028
#[pyclass(frozen, module = "shohosen")]
pub struct Certificate(pub shohosen::pki::Certificate);

#[pymethods]
impl Certificate {
    #[new]
    fn new(py: Python<'_>, source: CertificateSource) -> PyResult<Self> {
        Ok(Self(heavy(py, || source.read())?))
    }

    /// The subject without its serialNumber (personal data), RFC 4514.
    #[getter]
    fn subject(&self) -> String {
        self.0.subject().redacted().to_string()
    }

    /// The issuer, RFC 4514.
    #[getter]
    fn issuer(&self) -> String {
        self.0.issuer().to_string()
    }

    /// SHA-256 of the DER in lower-case hexadecimal.
    #[getter]
    fn sha256(&self) -> String {
        shohosen::hex(self.0.sha256())
    }

    /// The beginning of the validity.
    #[getter]
    fn not_before<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        datetime(py, self.0.not_before())
    }

    /// The end of the validity.
    #[getter]
    fn not_after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        datetime(py, self.0.not_after())
    }

    /// The certificate itself.
    #[getter]
    fn der<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.der())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0.der() == self.0.der())
    }

    fn __hash__(&self) -> u64 {
        self.0.sha256().iter().take(8).fold(0, |hash, octet| hash << 8 | u64::from(*octet))
    }

    /// For ``pickle`` and ``copy``: the DER.
    fn __getnewargs__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyBytes>,) {
        (self.der(py),)
    }

    fn _repr_html_(&self) -> String {
        table(&self.__repr__(), &[])
    }

    fn __repr__(&self) -> String {
        format!("<Certificate {}>", self.subject())
    }
}

/// What was found about a certificate.
#[pyclass(frozen, module = "shohosen")]
pub struct CertificateReport(Told);

/// What a report says: of one that was loaded, what was written, and no verification.
#[derive(PartialEq)]
struct Told {
    verdict: Verdict,
    indication: Indication,
    sub_indication: Option<SubIndication>,
    at: Time,
    signer: shohosen::SignerIdentity,
    subject: String,
    issuer: String,
    serial: String,
    not_before: Time,
    not_after: Time,
    key: String,
    policies: Vec<String>,
    findings: Vec<shohosen::Finding>,
    json: String,
}

impl CertificateReport {
    pub fn new(report: shohosen::CertificateReport) -> Self {
        let json = json(&report);
        let judgement = report.judgement;
        Self(Told {
            verdict: judgement.verdict(),
            indication: judgement.indication(),
            sub_indication: judgement.sub_indication(),
            at: report.at,
            signer: report.signer,
            subject: report.subject,
            issuer: report.issuer,
            serial: report.serial,
            not_before: report.not_before,
            not_after: report.not_after,
            key: report.key,
            policies: report.policies,
            findings: report.findings,
            json,
        })
    }

    fn written(&self) -> Json {
        let told = &self.0;
        let times = [told.at, told.not_before, told.not_after].map(recorded::moment);
        serde_json::json!({
            "verdict": told.verdict,
            "indication": told.indication,
            "sub_indication": told.sub_indication,
            "times": times,
            "signer": recorded::signer(&told.signer),
            "texts": [&told.subject, &told.issuer, &told.serial, &told.key],
            "policies": told.policies,
            "findings": recorded::findings(&told.findings),
            "json": told.json,
        })
    }
}

/// The report that was written: for ``pickle``.
#[pyfunction]
pub fn _certificate_report_again(text: &str) -> PyResult<CertificateReport> {
    let read = || -> Option<Told> {
        let value: Json = serde_json::from_str(text).ok()?;
        let time = |index| recorded::moment_again(value.get("times")?.get(index)?);
        let told = |index| recorded::word(value.get("texts")?.get(index)?);
        let sub_indication = match value.get("sub_indication")? {
            Json::Null => None,
            word => Some(SubIndication::from_word(word.as_str()?)?),
        };
        Some(Told {
            verdict: recorded::word(value.get("verdict")?)?,
            indication: recorded::word(value.get("indication")?)?,
            sub_indication,
            at: time(0)?,
            signer: recorded::signer_again(value.get("signer")?)?,
            subject: told(0)?,
            issuer: told(1)?,
            serial: told(2)?,
            not_before: time(1)?,
            not_after: time(2)?,
            key: told(3)?,
            policies: recorded::word(value.get("policies")?)?,
            findings: recorded::findings_again(value.get("findings")?)?,
            json: recorded::word(value.get("json")?)?,
        })
    };
    read().map(CertificateReport).ok_or_else(|| Problem::value("text", "no report").into())
}

#[pymethods]
impl CertificateReport {
    /// As in ``Report.verdict``: may its holder be trusted to have signed at this time?
    #[getter]
    fn verdict(&self) -> &'static str {
        self.0.verdict.as_str()
    }

    /// Whether the verdict is ``"VALID"``.
    #[getter]
    fn valid(&self) -> bool {
        self.0.verdict == Verdict::Valid
    }

    /// As in ``Report.indication``.
    #[getter]
    fn indication(&self) -> &'static str {
        self.0.indication.as_str()
    }

    /// As in ``Report.sub_indication``.
    #[getter]
    fn sub_indication(&self) -> Option<&'static str> {
        self.0.sub_indication.map(SubIndication::as_str)
    }

    /// The moment at which was judged.
    #[getter]
    fn verified_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        datetime(py, self.0.at)
    }

    /// Whose certificate it is.
    #[getter]
    fn signer(&self) -> SignerIdentity {
        SignerIdentity(self.0.signer.clone())
    }

    /// The subject without its serialNumber (personal data), RFC 4514.
    #[getter]
    fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The issuer, RFC 4514.
    #[getter]
    fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// The serial number in hexadecimal.
    #[getter]
    fn serial(&self) -> &str {
        &self.0.serial
    }

    /// The beginning of the validity.
    #[getter]
    fn not_before<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        datetime(py, self.0.not_before)
    }

    /// The end of the validity.
    #[getter]
    fn not_after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        datetime(py, self.0.not_after)
    }

    /// The kind and size of the key.
    #[getter]
    fn key(&self) -> &str {
        &self.0.key
    }

    /// The certificate policies.
    #[getter]
    fn policies<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.policies)
    }

    /// Every check.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.0.findings)
    }

    /// The JSON: the same octets as from the command.
    fn to_json(&self) -> String {
        self.0.json.clone()
    }

    /// The JSON as dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0 == self.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.json.hash(&mut hasher);
        hasher.finish()
    }

    /// For ``pickle`` and ``copy``: what it says. A loaded report says what was written, and nothing
    /// is verified again.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let again = py.import("shohosen._shohosen")?.getattr("_certificate_report_again")?;
        Ok((again, (self.written().to_string(),)))
    }

    fn _repr_html_(&self) -> String {
        table(&self.__repr__(), &self.0.findings)
    }

    fn __repr__(&self) -> String {
        format!("<CertificateReport {} {}>", self.verdict(), self.0.subject)
    }
}
