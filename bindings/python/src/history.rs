//! `shohosen.History`.

use crate::argument::{Flag, instance, items};
use crate::checker::sources;
use crate::error::{Kind, Problem};
use crate::finding::{loads, tuple};
use crate::heavy::heavy;
use crate::moment::Moment;
use crate::source::Source;
use crate::verifier::Verifier;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use shohosen::facts::{FactsReadError, read_facts};
use shohosen::history::{self, HistoryOptions, HistoryReadError, ImportRefused, read};
use shohosen::medication::{NotChecked, history_to_json};
use shohosen::pki::crypto::DigestAlgorithm;
use shohosen::records::ReadOptions;
use shohosen::store::{SourceDocument, StoredHistory};
use shohosen::{Time, hex};
use std::sync::Arc;

/// What a patient takes, from documents of any format: SJ1, CJ1, JAHIS, JAHISTC (電子版お薬手帳),
/// signed prescriptions and dispensing records, FHIR R4, plain JSON and CSV.
///
/// Signed documents are verified by ``verifier`` as of ``at``; without one they are refused, unless
/// ``accept_unverified`` (**their content may be forged**). ``utf8`` reads JAHIS and JAHISTC as
/// UTF-8. ``facts`` are documents that say of allergies, side effects and diseases: FHIR
/// (AllergyIntolerance, Condition), plain JSON or CSV. Without documents it says that nothing is known to be taken. Nothing is left out in silence: see ``not_checked``. ``a + b`` joins two histories.
///
/// >>> import shohosen
/// >>> csv = b"kind,code_system,code,category,dispensed_on,days\ndispensed,yj,1129009F2021,oral,20261115,14"
/// >>> history = shohosen.History([csv])
/// >>> len(history), history.to_dict()["events"][0]["days"]
/// (1, 14)
#[pyclass(frozen, module = "shohosen")]
pub struct History {
    pub collected: Arc<history::History>,
    /// The SHA-256 of each document; `None` for records that came out of a store.
    digests: Vec<Option<[u8; 32]>>,
}

#[pymethods]
impl History {
    #[new]
    #[pyo3(signature = (documents = None, *, verifier = None, at = None,
        accept_unverified = Flag::default(false), utf8 = Flag::default(false), facts = None))]
    fn new(
        py: Python<'_>,
        documents: Option<&Bound<'_, PyAny>>,
        verifier: Option<&Bound<'_, PyAny>>,
        at: Option<Moment>,
        accept_unverified: Flag,
        utf8: Flag,
        facts: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let reading = Reading::new(verifier, at, accept_unverified, utf8)?;
        let facts = sources("facts", facts)?;
        let documents = items("documents", documents)?;
        let sources: Vec<Source> =
            documents.iter().map(PyAnyMethods::extract).collect::<PyResult<_>>()?;
        let (collected, digests) = heavy(py, || {
            let (mut collected, mut digests) = (history::History::none(), Vec::new());
            for source in sources {
                let name = source.name();
                let octets = source.octets()?;
                let digest = DigestAlgorithm::Sha256.digest(&octets);
                let name = name.unwrap_or_else(|| by_digest(digest.as_ref()));
                collected.add(&name, read(&octets, &reading.options()).map_err(unreadable)?);
                digests.push(digest.as_ref().try_into().ok());
            }
            for (name, source) in facts {
                let unreadable =
                    |error: FactsReadError| Problem::of(Kind::Unreadable, error.finding());
                let read = read_facts(&source.octets()?).map_err(unreadable)?;
                collected.add_facts(&name, read);
            }
            Ok((collected, digests))
        })?;
        Ok(Self { collected: Arc::new(collected), digests })
    }

    /// What was found while reading.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.collected.findings())
    }

    /// What was not taken over, and why: dictionaries as in the JSON of a check.
    #[getter]
    fn not_checked<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        not_checked(py, self.collected.not_checked())
    }

    /// The records as plain JSON, which ``History`` reads again.
    fn to_json(&self) -> String {
        history_to_json(self.collected.events())
    }

    /// The same as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    fn __add__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<Self> {
        let other: &Self = instance("other", other)?;
        let joined = heavy(py, || {
            let mut joined = (*self.collected).clone();
            joined.append((*other.collected).clone());
            Ok(joined)
        })?;
        let digests = [self.digests.as_slice(), &other.digests].concat();
        Ok(Self { collected: Arc::new(joined), digests })
    }

    fn __len__(&self) -> usize {
        self.collected.events().len()
    }

    fn __repr__(&self) -> String {
        let (events, files) = (self.collected.events().len(), self.collected.files().len());
        format!("<History {events} records of {files} documents>")
    }
}

impl History {
    /// What answers of ORCA say. Each file of it is known by the digest of its answer.
    pub fn of_answers(collected: history::History, answers: &[Vec<u8>]) -> Self {
        let digest =
            |answer: &Vec<u8>| DigestAlgorithm::Sha256.digest(answer).as_ref().try_into().ok();
        let mut digests: Vec<_> = answers.iter().map(digest).collect();
        // An answer of several forms is several files, and none of them is known by it.
        if digests.len() != collected.files().len() {
            digests = vec![None; collected.files().len()];
        }
        Self { collected: Arc::new(collected), digests }
    }

    /// Records that came out of a store.
    pub fn of_stored(name: &str, stored: StoredHistory) -> Self {
        let mut collected = history::History::default();
        collected.add_stored(name, stored);
        Self { collected: Arc::new(collected), digests: vec![None] }
    }

    /// What a store keeps of the documents. Each is known by its digest, which nothing corrects, or
    /// by its name.
    pub fn sources(
        &self,
        patient: &str,
        partial: bool,
        by_name: bool,
    ) -> Result<Vec<SourceDocument>, ImportRefused> {
        let mut sources = self.collected.to_sources(patient, partial)?;
        let files = self.collected.files().iter().zip(&self.digests);
        for (source, (file, digest)) in sources.iter_mut().zip(files) {
            if !by_name {
                source.id = digest.map(|digest| hex(&digest));
            }
            // Once all of a partial document can be taken over, that is a correction.
            if file.not_checked.is_empty() {
                source.digest = *digest;
            }
        }
        Ok(sources)
    }
}

/// How documents are read.
pub struct Reading {
    verifier: Option<(Arc<shohosen::Verifier>, Time)>,
    accept_unverified: bool,
    utf8: bool,
}

impl Reading {
    pub fn new(
        verifier: Option<&Bound<'_, PyAny>>,
        at: Option<Moment>,
        accept_unverified: Flag,
        utf8: Flag,
    ) -> PyResult<Self> {
        let verifier = match verifier {
            None => None,
            Some(object) => {
                let verifier: &Verifier = instance("verifier", object)?;
                Some((Arc::clone(&verifier.0), Moment::or_now(at)?))
            }
        };
        let accept_unverified = accept_unverified.named("accept_unverified")?;
        let utf8 = utf8.named("utf8")?;
        Ok(Self { verifier, accept_unverified, utf8 })
    }

    pub fn options(&self) -> HistoryOptions<'_> {
        HistoryOptions {
            verifier: self.verifier.as_ref().map(|(verifier, at)| (&**verifier, *at)),
            accept_unverified: self.accept_unverified,
            records: ReadOptions { jahis_in_utf8: self.utf8, ..ReadOptions::STANDARD },
            ..HistoryOptions::default()
        }
    }
}

/// A name by content: what has none of its own must not take the place of something else in a
/// store.
fn by_digest(digest: &[u8]) -> String {
    format!("sha256:{}", hex(digest.get(..8).unwrap_or(digest)))
}

pub fn unreadable(error: HistoryReadError) -> Problem {
    Problem::of(Kind::Unreadable, error.finding())
}

/// As a list of dictionaries.
pub fn not_checked<'py>(py: Python<'py>, entries: &[NotChecked]) -> PyResult<Bound<'py, PyAny>> {
    loads(py, &crate::finding::json(&entries))
}
