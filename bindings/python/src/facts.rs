//! `shohosen.Facts`.

use crate::error::{Kind, Problem};
use pyo3::prelude::*;
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

    fn __repr__(&self) -> &'static str {
        "<Facts>"
    }
}

impl From<shohosen::FactsError> for Problem {
    fn from(error: shohosen::FactsError) -> Self {
        Self::of(Kind::Unreadable, error.finding())
    }
}
