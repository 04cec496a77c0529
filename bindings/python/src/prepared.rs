//! `shohosen.Prepared`.

use crate::certificate::Certificate;
use crate::error::{Kind, Problem};
use crate::heavy::heavy;
use crate::source::Source;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// A document that lacks only the signature value.
#[pyclass(frozen, module = "shohosen")]
pub struct Prepared(pub shohosen::Prepared);

#[pymethods]
impl Prepared {
    /// From ``to_json``, maybe of another process.
    #[staticmethod]
    fn from_json(py: Python<'_>, json: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = json.cast::<PyString>().ok().map(|text| text.to_string_lossy().into_owned());
        let source = if text.is_none() { Some(json.extract::<Source>()?) } else { None };
        let prepared = heavy(py, || {
            let octets = source.map(Source::octets).transpose()?;
            let octets = octets.as_deref().or(text.as_deref().map(str::as_bytes));
            shohosen::Prepared::from_json(octets.unwrap_or_default())
                .map_err(|error| Problem::of(Kind::Unreadable, error.finding()))
        })?;
        Ok(Self(prepared))
    }

    /// ``"prescription"`` or ``"dispensing"``.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.0.kind() {
            shohosen::PayloadKind::Prescription => "prescription",
            shohosen::PayloadKind::Dispensing => "dispensing",
        }
    }

    /// The octets to be signed (SignedInfo in its canonical form). Whoever signs digests them.
    #[getter]
    fn octets<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.octets())
    }

    /// The DER of the DigestInfo of the octets, for a signer that only pads.
    #[getter]
    fn digest_info<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.digest_info())
    }

    /// The algorithm that the value must be of.
    #[getter]
    fn algorithm(&self) -> String {
        self.0.algorithm().to_string()
    }

    /// The certificate with whose key the value must verify.
    #[getter]
    fn certificate(&self) -> Certificate {
        Certificate(self.0.certificate().clone())
    }

    /// To be stored, and finished in another process.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn __repr__(&self) -> String {
        format!("<Prepared {} {}>", self.kind(), self.algorithm())
    }
}
