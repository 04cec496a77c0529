//! `shohosen.Signed`.

use crate::report::Report;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use shohosen::Verified;
use std::sync::Arc;

/// A document that was signed, and how it verifies.
#[pyclass(frozen, module = "shohosen")]
pub struct Signed {
    document: Vec<u8>,
    verified: Arc<Verified>,
}

impl Signed {
    pub fn new(signed: shohosen::Signed) -> Self {
        let (document, verified) = signed.into_parts();
        Self { document, verified: Arc::new(verified) }
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
        Report(Arc::clone(&self.verified))
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        self.document(py)
    }

    fn __repr__(&self) -> String {
        let verdict = self.verified.report().verdict();
        format!("<Signed {} bytes, {verdict}>", self.document.len())
    }
}
