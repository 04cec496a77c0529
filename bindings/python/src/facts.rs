//! `shohosen.Facts`.

use crate::error::{Kind, Problem};
use crate::heavy::heavy;
use crate::shown::table;
use pyo3::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What is true of a document, whatever the time, the trust and the policy: collected once
/// (``Verifier.collect``) and judged as often as wanted (``Verifier.judge``), under other lists, at
/// other times, by other policies.
///
/// >>> import shohosen
/// >>> verifier = shohosen.Verifier(anchors=["pki/root.cer"], tsa_anchors=["pki/tsa-root.cer"])
/// >>> facts = verifier.collect("verify/prescription-xl.xml")
/// >>> verifier.judge(facts, at="2025-01-01T00:00:00Z").verdict
/// 'VALID'
/// >>> stored = facts.to_json()            # the document is not needed any more
/// >>> verifier.judge(verifier.read_facts(stored.encode()), at="2025-01-01T00:00:00Z").verdict
/// 'VALID'
#[pyclass(frozen, module = "shohosen")]
pub struct Facts(pub Arc<shohosen::Facts>);

#[pymethods]
impl Facts {
    /// The facts as JSON, on one line: values and no conclusions. They hold the records of the
    /// document, so they are as confidential as the document itself.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().to_json() == self.to_json())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.to_json().hash(&mut hasher);
        hasher.finish()
    }

    /// For ``pickle`` and ``copy``: the JSON. As stored facts, load only what comes from where you
    /// trust.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let again = py.import("shohosen._shohosen")?.getattr("_facts_again")?;
        Ok((again, (self.to_json(),)))
    }

    fn _repr_html_(&self) -> String {
        table(&self.__repr__(), &[])
    }

    fn __repr__(&self) -> String {
        format!("<Facts {} signatures>", self.0.signature_count())
    }
}

/// The facts that were written: for ``pickle``.
#[pyfunction]
pub fn _facts_again(py: Python<'_>, text: &str) -> PyResult<Facts> {
    let facts = heavy(py, || {
        shohosen::Verifier::builder().build().read_facts(text.as_bytes()).map_err(Problem::from)
    })?;
    Ok(Facts(Arc::new(facts)))
}

impl From<shohosen::FactsError> for Problem {
    fn from(error: shohosen::FactsError) -> Self {
        Self::of(Kind::Unreadable, error.finding())
    }
}
