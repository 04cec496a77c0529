//! What a `History` was read from, on its way between processes: documents, which are read again there.
//! What a history says of how complete it is comes of reading, and of nothing that was written down.

use crate::error::{Kind, Problem};
use crate::history::Reading;
use crate::verifier::Verifier;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use shohosen::codes::binding as codes;
use std::sync::Arc;

/// A document with the name that it was added under.
type Named = (String, Arc<[u8]>);

/// What one call handed over.
#[derive(Clone)]
pub enum Kept {
    /// Documents, facts of the patient, and how they are read.
    Documents { documents: Vec<Named>, facts: Vec<Named>, reading: Arc<Reading> },
    /// Records out of a store or of ORCA: they are read from there.
    Elsewhere,
}

/// A verifier and the moment as of which it verifies: seconds and nanoseconds.
pub type Verifying = (Py<Verifier>, i64, u32);

/// As it stands in a pickle: documents, facts, and how they are read.
pub type Written<'py> = (
    Vec<(String, Bound<'py, PyBytes>)>,
    Vec<(String, Bound<'py, PyBytes>)>,
    Option<Verifying>,
    (bool, String),
);

impl Kept {
    /// For ``pickle``.
    pub fn written<'py>(&self, py: Python<'py>) -> PyResult<Written<'py>> {
        let bytes = |named: &[Named]| {
            let octets = |(name, octets): &Named| (name.clone(), PyBytes::new(py, octets));
            named.iter().map(octets).collect::<Vec<_>>()
        };
        match self {
            Self::Documents { documents, facts, reading } => {
                let (verifier, accept_unverified, encoding) = reading.parts(py);
                let how = (accept_unverified, encoding);
                Ok((bytes(documents), bytes(facts), verifier, how))
            }
            Self::Elsewhere => {
                let finding = codes::ARGUMENT_VALUE.finding().with("argument", "History");
                let reason = shohosen::Phrase::new(
                    "薬歴データベースや日レセから読んだ薬歴は、別のプロセスでも同じところから読んでください",
                    "a history out of a store or of ORCA is read from there in the other process, too",
                );
                Err(Problem::of(Kind::Argument, finding.with("reason", reason)).into())
            }
        }
    }

    /// Out of a pickle.
    pub fn again(_: Python<'_>, written: Written<'_>) -> Option<Self> {
        let (documents, facts, verifier, (accept_unverified, encoding)) = written;
        let named = |named: Vec<(String, Bound<'_, PyBytes>)>| -> Vec<Named> {
            named.into_iter().map(|(name, octets)| (name, Arc::from(octets.as_bytes()))).collect()
        };
        let documents = named(documents);
        let reading = Arc::new(Reading::of_parts(verifier, accept_unverified, &encoding)?);
        Some(Self::Documents { documents, facts: named(facts), reading })
    }
}
