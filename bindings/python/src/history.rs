//! `shohosen.History`.

use crate::argument::{Flag, Text, instance, items};
use crate::checker::sources;
use crate::error::{Kind, Problem};
use crate::finding::{loads, tuple};
use crate::heavy::heavy;
use crate::kept::{Kept, Verifying, Written};
use crate::moment::Moment;
use crate::records::encoding as encoding_of;
use crate::shown::table;
use crate::source::Source;
use crate::verifier::Verifier;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use shohosen::facts::{FactsReadError, read_facts_in};
use shohosen::history::{self, HistoryOptions, HistoryReadError, ImportRefused, read};
use shohosen::medication::{NotChecked, history_to_json};
use shohosen::pki::crypto::DigestAlgorithm;
use shohosen::records::{ReadOptions, TextEncoding};
use shohosen::store::{SourceDocument, StoredHistory};
use shohosen::{Time, hex};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What a history is made of again.
type Reduced<'py> = (Bound<'py, PyAny>, (Vec<Written<'py>>,));

/// What a patient takes, from documents of any format: SJ1, CJ1, JAHIS, JAHISTC (電子版お薬手帳),
/// signed prescriptions and dispensing records, FHIR R4, plain JSON and CSV.
///
/// Signed documents are verified by ``verifier`` as of ``at``; without one they are refused, unless
/// ``accept_unverified`` (**their content may be forged**). ``encoding``
/// (``"auto"``, ``"utf-8"``, ``"shift_jis"``, ``"utf-16"``) is that of all documents and facts; ``utf8`` is
/// ``encoding="utf-8"``. ``facts`` are documents that say of allergies, side effects and diseases: FHIR
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
    /// What it was read from: for ``pickle``, which reads it again.
    kept: Vec<Kept>,
    /// The SHA-256 of each document; `None` for records that came out of a store.
    digests: Vec<Option<[u8; 32]>>,
}

#[pymethods]
impl History {
    #[new]
    #[pyo3(signature = (documents = None, *, verifier = None, at = None,
        accept_unverified = Flag::default(false), utf8 = Flag::default(false), encoding = None,
        facts = None))]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        py: Python<'_>,
        documents: Option<&Bound<'_, PyAny>>,
        verifier: Option<&Bound<'_, PyAny>>,
        at: Option<Moment>,
        accept_unverified: Flag,
        utf8: Flag,
        encoding: Option<Text>,
        facts: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let reading = Reading::new(verifier, at, accept_unverified, encoding_of(utf8, encoding)?)?;
        let facts = sources("facts", facts)?;
        let documents = items("documents", documents)?;
        let sources: Vec<Source> =
            documents.iter().map(PyAnyMethods::extract).collect::<PyResult<_>>()?;
        Ok(heavy(py, || {
            let mut documents = Vec::new();
            for source in sources {
                let name = source.name();
                let octets = source.octets()?;
                let name = name.unwrap_or_else(|| by_digest(&octets));
                documents.push((name, Arc::from(&*octets)));
            }
            let mut of_facts = Vec::new();
            for (name, source) in facts {
                of_facts.push((name, Arc::from(&*source.octets()?)));
            }
            Self::read(Kept::Documents { documents, facts: of_facts, reading: Arc::new(reading) })
        })?)
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
        let kept = [self.kept.as_slice(), &other.kept].concat();
        Ok(Self { collected: Arc::new(joined), kept, digests })
    }

    fn __len__(&self) -> usize {
        self.collected.events().len()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| {
            let other = other.get();
            other.digests == self.digests && other.collected == self.collected
        })
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.digests.hash(&mut hasher);
        self.collected.events().len().hash(&mut hasher);
        hasher.finish()
    }

    /// For ``pickle`` and ``copy``: the documents, which are read again. One out of a store is read
    /// from the store by whoever needs it.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let again = py.import("shohosen._shohosen")?.getattr("_history_again")?;
        let kept = self.kept.iter().map(|kept| kept.written(py));
        Ok((again, (kept.collect::<PyResult<_>>()?,)))
    }

    /// Nothing in it changes: a copy is the same.
    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    #[pyo3(signature = (memo, /))]
    fn __deepcopy__(this: Py<Self>, memo: &Bound<'_, PyAny>) -> Py<Self> {
        let _ = memo;
        this
    }

    fn _repr_html_(&self) -> String {
        let findings: Vec<_> = self.collected.findings().to_vec();
        table(&self.__repr__(), &findings)
    }

    fn __repr__(&self) -> String {
        let (events, files) = (self.collected.events().len(), self.collected.files().len());
        format!("<History {events} records of {files} documents>")
    }
}

/// The history that was written: for ``pickle``.
#[pyfunction]
pub fn _history_again(py: Python<'_>, kept: Vec<Written<'_>>) -> PyResult<History> {
    let refused = || Problem::value("kept", "no history");
    let kept = kept.into_iter().map(|written| Kept::again(py, written).ok_or_else(refused));
    let kept: Vec<Kept> = kept.collect::<Result<_, _>>()?;
    let history = heavy(py, || {
        let mut parts = kept.into_iter().map(History::read);
        let mut whole = parts.next().ok_or_else(refused)??;
        for part in parts {
            let part = part?;
            let mut joined = (*whole.collected).clone();
            joined.append((*part.collected).clone());
            whole.collected = Arc::new(joined);
            whole.digests.extend(part.digests);
            whole.kept.extend(part.kept);
        }
        Ok(whole)
    })?;
    Ok(history)
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
        Self { collected: Arc::new(collected), kept: vec![Kept::Elsewhere], digests }
    }

    /// Records that came out of a store.
    pub fn of_stored(name: &str, stored: StoredHistory) -> Self {
        let mut collected = history::History::default();
        collected.add_stored(name, stored);
        Self { collected: Arc::new(collected), kept: vec![Kept::Elsewhere], digests: vec![None] }
    }

    /// Reads what was handed over.
    fn read(kept: Kept) -> Result<Self, Problem> {
        let digest =
            |octets: &[u8]| DigestAlgorithm::Sha256.digest(octets).as_ref().try_into().ok();
        let (collected, digests) = match &kept {
            Kept::Documents { documents, facts, reading } => {
                let (mut collected, mut digests) = (history::History::none(), Vec::new());
                for (name, octets) in documents {
                    collected.add(name, read(octets, &reading.options()).map_err(unreadable)?);
                    digests.push(digest(octets));
                }
                for (name, octets) in facts {
                    let unreadable =
                        |error: FactsReadError| Problem::of(Kind::Unreadable, error.finding());
                    let facts = read_facts_in(octets, reading.encoding);
                    collected.add_facts(name, facts.map_err(unreadable)?);
                }
                (collected, digests)
            }
            Kept::Elsewhere => return Err(Problem::value("kept", "no history")),
        };
        Ok(Self { collected: Arc::new(collected), kept: vec![kept], digests })
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
    verifier: Option<(Py<Verifier>, Arc<shohosen::Verifier>, Time)>,
    accept_unverified: bool,
    encoding: TextEncoding,
}

impl Reading {
    /// As it is written for ``pickle``, and read again.
    pub fn parts(&self, py: Python<'_>) -> (Option<Verifying>, bool, String) {
        let verifier = self
            .verifier
            .as_ref()
            .map(|(verifier, _, at)| (verifier.clone_ref(py), at.unix(), at.subsecond_nanos()));
        let named = TextEncoding::NAMED.iter().find(|(_, encoding)| *encoding == self.encoding);
        (verifier, self.accept_unverified, named.map_or("", |(name, _)| name).to_owned())
    }

    pub fn of_parts(
        verifier: Option<Verifying>,
        accept_unverified: bool,
        encoding: &str,
    ) -> Option<Self> {
        let verifier = match verifier {
            None => None,
            Some((verifier, unix, nanos)) => {
                let core = Arc::clone(&verifier.get().0);
                Some((verifier, core, Time::from_unix_nanos(unix, nanos)?))
            }
        };
        let encoding = TextEncoding::from_name(encoding).unwrap_or_default();
        Some(Self { verifier, accept_unverified, encoding })
    }

    pub fn new(
        verifier: Option<&Bound<'_, PyAny>>,
        at: Option<Moment>,
        accept_unverified: Flag,
        encoding: TextEncoding,
    ) -> PyResult<Self> {
        let verifier = match verifier {
            None => None,
            Some(object) => {
                let verifier: &Verifier = instance("verifier", object)?;
                let kept = object.cast::<Verifier>().map_err(PyErr::from)?.clone().unbind();
                Some((kept, Arc::clone(&verifier.0), Moment::or_now(at)?))
            }
        };
        let accept_unverified = accept_unverified.named("accept_unverified")?;
        Ok(Self { verifier, accept_unverified, encoding })
    }

    pub fn options(&self) -> HistoryOptions<'_> {
        HistoryOptions {
            verifier: self.verifier.as_ref().map(|(_, verifier, at)| (&**verifier, *at)),
            accept_unverified: self.accept_unverified,
            records: ReadOptions { encoding: self.encoding, ..ReadOptions::STANDARD },
            ..HistoryOptions::default()
        }
    }
}

/// A name by content: what has none of its own must not take the place of something else in a
/// store.
fn by_digest(octets: &[u8]) -> String {
    let digest = DigestAlgorithm::Sha256.digest(octets);
    let digest: &[u8] = digest.as_ref();
    format!("sha256:{}", hex(digest.get(..8).unwrap_or(digest)))
}

pub fn unreadable(error: HistoryReadError) -> Problem {
    Problem::of(Kind::Unreadable, error.finding())
}

/// As a list of dictionaries.
pub fn not_checked<'py>(py: Python<'py>, entries: &[NotChecked]) -> PyResult<Bound<'py, PyAny>> {
    loads(py, &crate::finding::json(&entries))
}
