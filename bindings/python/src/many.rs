//! `shohosen.VerifyMany` and `shohosen.Outcome`: any number of documents in bounded memory.
//!
//! A window of a few documents a thread is on its way at any time: taking a result out of the
//! front lets the next document in at the back. So results come in the order of the documents,
//! and neither a long list nor a slow consumer lets memory grow.

use crate::error::Problem;
use crate::finding::loads;
use crate::heavy::guarded;
use crate::report::Report;
use crate::shown::table;
use crate::source::Source;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyTuple};
use rayon::{ThreadPool, ThreadPoolBuilder};
use shohosen::Time;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, TryLockError};
use std::time::Duration;

/// Documents on their way, for each thread.
const WINDOW_PER_THREAD: usize = 8;
/// How often a waiting call looks whether the user pressed Ctrl-C.
const SIGNALS: Duration = Duration::from_millis(100);

/// What became of one of many documents.
#[pyclass(frozen, module = "shohosen")]
pub struct Outcome {
    pub index: usize,
    /// As it was handed over, in front of the document.
    id: Option<Py<PyAny>>,
    source: Py<PyAny>,
    pub name: Option<String>,
    pub result: Result<Report, Problem>,
}

#[pymethods]
impl Outcome {
    /// Its number, from 0.
    #[getter]
    fn index(&self) -> usize {
        self.index
    }

    /// The id that was handed over in a pair with the document; else ``None``.
    #[getter]
    fn id(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        self.id.as_ref().map(|id| id.clone_ref(py))
    }

    /// The document as it was handed over.
    #[getter]
    fn source(&self, py: Python<'_>) -> Py<PyAny> {
        self.source.clone_ref(py)
    }

    /// Its path, if it is one.
    #[getter]
    fn file(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What was found; ``None`` if the document could not be read.
    #[getter]
    fn report(&self) -> Option<Report> {
        self.result.as_ref().ok().cloned()
    }

    /// Why it could not be read (a ``shohosen.Error``, not raised); else ``None``.
    #[getter]
    fn error<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.result.as_ref().err().map(|problem| problem.instance(py)).transpose()
    }

    /// The verdict of the report.
    #[getter]
    fn verdict(&self) -> Option<&'static str> {
        self.result.as_ref().ok().map(|report| report.record().verdict.as_str())
    }

    /// The report, or the error raised.
    fn unwrap(&self) -> PyResult<Report> {
        Ok(self.result.clone()?)
    }

    /// The report with its ``file``, the same octets as the command prints for one of several files;
    /// of what could not be read, ``file``, ``error`` (a finding) and ``reason``.
    fn to_json(&self) -> String {
        let outcome = match &self.result {
            Ok(report) => Ok(report.record()),
            Err(problem) => match problem.findings() {
                [finding, ..] => Err(finding),
                [] => return "null".to_owned(),
            },
        };
        shohosen::json_line(self.name.as_deref(), outcome.as_ref().map_err(|finding| *finding))
    }

    /// The same as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    /// For ``pickle`` and ``copy``; the id and the document must be such that they can be, too.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let again = py.import("shohosen._shohosen")?.getattr("_outcome_again")?;
        let arguments = (
            self.index,
            self.id(py),
            self.source(py),
            self.name.as_deref(),
            self.report(),
            self.error(py)?,
        );
        (again, arguments).into_pyobject(py)
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        let (one, two) = (self.__reduce__(py)?, other.get().__reduce__(py)?);
        one.eq(two)
    }

    fn __hash__(&self) -> u64 {
        self.index as u64
    }

    fn _repr_html_(&self) -> String {
        match &self.result {
            Ok(report) => table(&self.__repr__(), report.all_findings()),
            Err(problem) => table(&self.__repr__(), problem.findings()),
        }
    }

    fn __repr__(&self) -> String {
        let verdict = self.verdict().unwrap_or("unreadable");
        format!("<Outcome {} {verdict}>", self.index)
    }
}

/// The outcome that was written: for ``pickle`` and ``copy``.
#[pyfunction]
pub fn _outcome_again(
    index: usize,
    id: Option<Py<PyAny>>,
    source: Py<PyAny>,
    name: Option<String>,
    report: Option<&Bound<'_, Report>>,
    error: Option<&Bound<'_, PyAny>>,
) -> PyResult<Outcome> {
    let result = match (report, error) {
        (Some(report), None) => Ok(report.get().clone()),
        (None, Some(error)) => Err(Problem::of_instance(error)?),
        _ => return Err(Problem::value("report", "neither report nor error").into()),
    };
    Ok(Outcome { index, id, source, name, result })
}

/// A document that may stand in a pair behind its id.
struct Item<'py> {
    id: Option<Py<PyAny>>,
    source: Bound<'py, PyAny>,
}

impl<'py> Item<'py> {
    fn of(object: Bound<'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyTuple>() {
            Ok(pair) if pair.len() == 2 => {
                Ok(Self { id: Some(pair.get_item(0)?.unbind()), source: pair.get_item(1)? })
            }
            _ => Ok(Self { id: None, source: object }),
        }
    }
}

/// An iterator of outcomes, in the order of the documents; see ``Verifier.verify_many``.
#[pyclass(frozen, module = "shohosen")]
pub struct VerifyMany {
    verifier: Arc<shohosen::Verifier>,
    at: Time,
    window: usize,
    state: Mutex<State>,
    stop: Arc<AtomicBool>,
}

struct State {
    /// `None` when it has come to its end.
    source: Option<Py<PyIterator>>,
    underway: VecDeque<Underway>,
    next: usize,
    pool: ThreadPool,
}

type Answer = Result<Report, Problem>;

/// A document on its way, or why none was to be had.
enum Underway {
    Document {
        index: usize,
        id: Option<Py<PyAny>>,
        source: Py<PyAny>,
        name: Option<String>,
        answer: Arc<Slot>,
    },
    Failed(PyErr),
}

/// Where a worker puts its answer.
#[derive(Default)]
struct Slot {
    answer: Mutex<Option<Answer>>,
    ready: Condvar,
}

impl Slot {
    fn put(&self, answer: Answer) {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        self.ready.notify_one();
    }

    fn take(&self, timeout: Duration) -> Option<Answer> {
        let answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.ready.wait_timeout_while(answer, timeout, |answer| answer.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }
}

impl VerifyMany {
    pub fn new(
        verifier: Arc<shohosen::Verifier>,
        source: Bound<'_, PyIterator>,
        at: Time,
        threads: Option<usize>,
    ) -> PyResult<Self> {
        let available = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = threads.unwrap_or_else(available).min(256);
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|index| format!("shohosen-{index}"))
            .build()
            .map_err(|error| Problem::value("threads", error))?;
        let state =
            State { source: Some(source.unbind()), underway: VecDeque::new(), next: 0, pool };
        Ok(Self {
            verifier,
            at,
            window: threads.saturating_mul(WINDOW_PER_THREAD),
            state: Mutex::new(state),
            stop: Arc::default(),
        })
    }

    /// Lets documents in until the window is full or there are no more.
    fn fill(&self, py: Python<'_>, state: &mut State) {
        while state.underway.len() < self.window {
            let Some(source) = &state.source else { return };
            let mut iterator = source.bind(py).clone();
            match iterator.next() {
                None => state.source = None,
                Some(item) => match item.and_then(|item| {
                    let item = Item::of(item)?;
                    Ok((item.source.extract::<Source>()?, item))
                }) {
                    Ok((document, item)) => {
                        let entry = self.start(state, document, item);
                        state.underway.push_back(entry);
                    }
                    Err(error) => {
                        state.underway.push_back(Underway::Failed(error));
                        state.source = None;
                    }
                },
            }
        }
    }

    fn start(&self, state: &mut State, document: Source, item: Item<'_>) -> Underway {
        let answer = Arc::new(Slot::default());
        let slot = Arc::clone(&answer);
        let (verifier, stop, at) = (Arc::clone(&self.verifier), Arc::clone(&self.stop), self.at);
        let name = document.name();
        state.pool.spawn(move || {
            if !stop.load(Ordering::Relaxed) {
                slot.put(guarded(|| Ok(verifier.verify(&document.octets()?, at)?.into())));
            }
        });
        let index = state.next;
        state.next += 1;
        Underway::Document { index, id: item.id, source: item.source.unbind(), name, answer }
    }
}

#[pymethods]
impl VerifyMany {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Outcome>> {
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            // As a generator: two threads that take turns would wait for each other's lock.
            Err(TryLockError::WouldBlock) => {
                return Err(Problem::value("self", "in use by another thread").into());
            }
        };
        self.fill(py, &mut state);
        let (index, id, source, name, answer) = match state.underway.front() {
            None => return Ok(None),
            Some(Underway::Failed(_)) => {
                return match state.underway.pop_front() {
                    Some(Underway::Failed(error)) => Err(error),
                    _ => Ok(None),
                };
            }
            Some(Underway::Document { index, id, source, name, answer }) => {
                let id = id.as_ref().map(|id| id.clone_ref(py));
                (*index, id, source.clone_ref(py), name.clone(), Arc::clone(answer))
            }
        };
        let result = loop {
            match py.detach(|| answer.take(SIGNALS)) {
                Some(result) => break result,
                None => py.check_signals()?,
            }
        };
        state.underway.pop_front();
        Ok(Some(Outcome { index, id, source, name, result }))
    }
}

impl Drop for VerifyMany {
    /// What has not begun is not begun any more.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
