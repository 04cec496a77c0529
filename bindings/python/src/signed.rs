//! `shohosen.Signed`.

use crate::report::Report;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A document that was signed, and how it verifies.
#[pyclass(frozen, module = "shohosen")]
pub struct Signed {
    document: Vec<u8>,
    report: Report,
}

impl Signed {
    pub fn new(signed: shohosen::Signed) -> Self {
        let (document, verified) = signed.into_parts();
        Self { document, report: verified.into() }
    }
}

impl Signed {
    /// The octets of the document.
    pub fn octets(&self) -> &[u8] {
        &self.document
    }
}

#[pymethods]
impl Signed {
    /// The document.
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.document)
    }

    /// How it verifies. A signature without revocation information (ES-BES) comes out
    /// INDETERMINATE.
    #[getter]
    fn report(&self) -> Report {
        self.report.clone()
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        self.document(py)
    }

    fn __repr__(&self) -> String {
        let verdict = self.report.record().verdict;
        format!("<Signed {} bytes, {verdict}>", self.document.len())
    }
}
