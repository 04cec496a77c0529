//! `shohosen.Explanation`.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use shohosen::Language;

/// Why a reference does not match.
#[pyclass(frozen, module = "shohosen")]
pub struct Explanation(pub shohosen::explain::Explanation);

#[pymethods]
impl Explanation {
    /// Where the reference stands.
    #[getter]
    fn path(&self) -> &str {
        &self.0.path
    }

    /// Its URI.
    #[getter]
    fn uri(&self) -> &str {
        &self.0.uri
    }

    /// The octets that were digested.
    #[getter]
    fn octets<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.octets)
    }

    /// The digest in the signature.
    #[getter]
    fn expected<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.expected)
    }

    /// The digest of the octets.
    #[getter]
    fn actual<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.actual)
    }

    /// The likely cause, in Japanese.
    #[getter]
    fn cause_ja(&self) -> String {
        self.0.cause.message(Language::Japanese)
    }

    /// The likely cause, in English.
    #[getter]
    fn cause_en(&self) -> String {
        self.0.cause.message(Language::English)
    }

    fn __repr__(&self) -> String {
        format!("<Explanation {}: {}>", self.0.uri, self.cause_en())
    }
}
