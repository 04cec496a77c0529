//! `shohosen.Certificate` and `shohosen.CertificateReport`.

use crate::finding::{json, loads, tuple};
use crate::heavy::heavy;
use crate::moment::datetime;
use crate::settings::CertificateSource;
use crate::shown::table;
use crate::signature::SignerIdentity;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDateTime, PyTuple};
use shohosen::{SubIndication, Verdict};

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
pub struct CertificateReport(pub shohosen::CertificateReport);

#[pymethods]
impl CertificateReport {
    /// As in ``Report.verdict``: may its holder be trusted to have signed at this time?
    #[getter]
    fn verdict(&self) -> &'static str {
        self.0.judgement.verdict().as_str()
    }

    /// Whether the verdict is ``"VALID"``.
    #[getter]
    fn valid(&self) -> bool {
        self.0.judgement.verdict() == Verdict::Valid
    }

    /// As in ``Report.indication``.
    #[getter]
    fn indication(&self) -> &'static str {
        self.0.judgement.indication().as_str()
    }

    /// As in ``Report.sub_indication``.
    #[getter]
    fn sub_indication(&self) -> Option<&'static str> {
        self.0.judgement.sub_indication().map(SubIndication::as_str)
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
        json(&self.0)
    }

    /// The JSON as dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    fn __repr__(&self) -> String {
        format!("<CertificateReport {} {}>", self.verdict(), self.0.subject)
    }
}
