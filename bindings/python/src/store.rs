//! `shohosen.Store`.

use crate::argument::{Count, Day, Flag, Number, Text, count, items, optional, wrong_type};
use crate::error::{Kind, Problem};
use crate::finding::loads;
use crate::heavy::heavy;
use crate::history::History;
use crate::moment::{Moment, datetime};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use shohosen::medication::Date;
use shohosen::store::{self, Access, Action, ImportOptions, LogQuery, StoreError, StoreOptions};
use std::ops::Bound as Limit;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// The shared medication history (薬歴) in one SQLite file: what patients take, document by
/// document, and who looked at it.
///
/// Patients are known by a pseudonymous id of the caller's. Whatever reads, writes or removes what
/// is known of a patient names an ``actor`` (who) and a ``purpose`` (why) for the access log, which
/// nobody can change; ``patients``, ``statistics`` and ``access_log`` itself leave no entry.
/// ``create`` makes the file where there is none. Where the package was built with the feature
/// ``postgres``, ``path`` may be the URL of a server: ``postgresql://USER@HOST/DATABASE``.
///
/// ``with Store(path) as store:`` closes the file at the end, as ``close`` does.
#[pyclass(frozen, module = "shohosen")]
pub struct Store(Mutex<Option<store::Store>>);

#[pymethods]
impl Store {
    #[new]
    #[pyo3(signature = (path, *, create = Flag::default(true)))]
    fn new(py: Python<'_>, path: &Bound<'_, PyAny>, create: Flag) -> PyResult<Self> {
        let path: PathBuf =
            path.extract().map_err(|_| wrong_type("path", "str or os.PathLike", path).raise(py))?;
        let mut options = StoreOptions::default();
        options.create = create.named("create")?;
        let store = heavy(py, || store::Store::open_at(&path, &options).map_err(failed))?;
        Ok(Self(Mutex::new(Some(store))))
    }

    /// Imports what was read from documents: pairs of a patient's id and a ``History``, each of whose
    /// documents is one in the store. The same document again changes nothing. Gives counts:
    /// ``added``, ``corrected``, ``unchanged``, ``outdated``, ``events``.
    ///
    /// A document is known by its SHA-256, and nothing corrects it; ``by_name`` makes that the name
    /// of its file, so that another state of the file takes the place of this one. Nothing at all is
    /// imported where a document did not verify, where nothing of it can be taken over, or where
    /// ``not_checked`` names a part of it (``StoreError``). ``partial`` takes the latter all the same,
    /// and a check against the store names what was left out. Nor where name, sex or birth date differ
    /// from the patient's documents in the store, unless ``accept_other_identity`` (a new name, a
    /// correction). A state of a document that was corrected since is left out (``outdated``);
    /// ``reinstate`` takes it again.
    #[pyo3(signature = (patients, *, actor, purpose, partial = Flag::default(false),
        by_name = Flag::default(false), reinstate = Flag::default(false),
        accept_other_identity = Flag::default(false), at = None))]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn import_histories<'py>(
        &self,
        py: Python<'py>,
        patients: &Bound<'py, PyAny>,
        actor: Text,
        purpose: Text,
        partial: Flag,
        by_name: Flag,
        reinstate: Flag,
        accept_other_identity: Flag,
        at: Option<Moment>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let access = access(actor, purpose, at)?;
        let (partial, by_name) = (partial.named("partial")?, by_name.named("by_name")?);
        let mut options = ImportOptions::default();
        options.reinstate = reinstate.named("reinstate")?;
        options.accept_other_identity = accept_other_identity.named("accept_other_identity")?;
        let pairs = items("patients", Some(patients))?;
        let pairs: Vec<_> = pairs.iter().map(pair).collect::<PyResult<_>>()?;
        let documents = heavy(py, || {
            let mut documents = Vec::new();
            let mut findings = Vec::new();
            for (patient, history) in pairs {
                match history.get().sources(&patient, partial, by_name) {
                    Ok(sources) => documents.extend(sources),
                    Err(refused) => findings.extend(refused.findings),
                }
            }
            if findings.is_empty() {
                Ok(documents)
            } else {
                Err(Problem::new(Kind::Store, findings))
            }
        })?;
        let counts = self.with(py, |store| {
            store.import(documents, &access, &options, |_| ()).map_err(|error| failed(error.error))
        })?;
        let dictionary = PyDict::new(py);
        dictionary.set_item("added", counts.added)?;
        dictionary.set_item("corrected", counts.corrected)?;
        dictionary.set_item("unchanged", counts.unchanged)?;
        dictionary.set_item("outdated", counts.outdated)?;
        dictionary.set_item("events", counts.events)?;
        Ok(dictionary)
    }

    /// What a patient takes, for a check, from the day ``since`` to the day ``until``; ``None`` if the
    /// patient is not known here, which is not the same as one who takes nothing. That it was read
    /// is written into the access log first.
    #[pyo3(signature = (patient, *, actor, purpose, since = None, until = None, at = None))]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn history(
        &self,
        py: Python<'_>,
        patient: Text,
        actor: Text,
        purpose: Text,
        since: Option<Day>,
        until: Option<Day>,
        at: Option<Moment>,
    ) -> PyResult<Option<History>> {
        let access = access(actor, purpose, at)?;
        let limit = |day: Option<Date>| day.map_or(Limit::Unbounded, Limit::Included);
        let days = (limit(optional("since", since)?), limit(optional("until", until)?));
        let patient = patient.named("patient")?;
        let found = self.with(py, |store| {
            store.record(Action::Check, Some(&patient), &access).map_err(failed)?;
            let place = store.place().to_owned();
            let stored = store.history(&patient, days).map_err(failed)?;
            Ok(stored.map(|stored| History::of_stored(&place, stored)))
        })?;
        Ok(found)
    }

    /// Closes the file: it can be moved and deleted from now on, and whatever is asked of the store is
    /// an error. Once more does nothing.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        let close = || {
            drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
            Ok(())
        };
        Ok(heavy(py, close)?)
    }

    fn __enter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    #[pyo3(signature = (*exception))]
    fn __exit__(&self, py: Python<'_>, exception: &Bound<'_, PyTuple>) -> PyResult<()> {
        let _ = exception;
        self.close(py)
    }

    /// Looks at everything: ``holds`` is true where every document is as it was written, and none is
    /// missing; beside it what was looked at as in ``statistics``, ``findings`` (dictionaries), and in
    /// ``more`` how many are not among these. Damage raises nothing here.
    fn verify<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let found = self.with(py, |store| store.verify().map_err(failed))?;
        loads(py, &found.to_json().to_string())
    }

    /// The ids of patients in the order of their bytes, beginning after ``after``.
    #[pyo3(signature = (*, after = None, limit = count(1000)))]
    fn patients(&self, py: Python<'_>, after: Option<Text>, limit: Count) -> PyResult<Vec<String>> {
        let after = optional("after", after)?.unwrap_or_default();
        let limit = u32::try_from(limit.named("limit")?.get()).unwrap_or(u32::MAX);
        Ok(self.with(py, |store| store.patients(&after, limit).map_err(failed))?)
    }

    /// Removes a patient with all documents and overwrites the bytes. Gives ``documents``, ``events``
    /// and whether they are ``erased`` by now.
    #[pyo3(signature = (patient, *, actor, purpose, at = None))]
    fn delete_patient<'py>(
        &self,
        py: Python<'py>,
        patient: Text,
        actor: Text,
        purpose: Text,
        at: Option<Moment>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let access = access(actor, purpose, at)?;
        let patient = patient.named("patient")?;
        let gone =
            self.with(py, |store| store.delete_patient(&patient, &access).map_err(failed))?;
        let dictionary = PyDict::new(py);
        dictionary.set_item("documents", gone.documents)?;
        dictionary.set_item("events", gone.events)?;
        dictionary.set_item("erased", gone.erased)?;
        Ok(dictionary)
    }

    /// What is in the store, as in the JSON of the command: ``patients``, ``documents``, ``events``,
    /// ``first`` and ``last`` (days of events), ``log_entries``, ``bytes``.
    fn statistics<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let found = self.with(py, |store| store.statistics().map_err(failed))?;
        loads(py, &found.to_json().to_string())
    }

    /// The access log, the earliest entry first: dictionaries with ``number``, ``at``, ``actor``,
    /// ``purpose``, ``action``, ``patient``, ``documents`` and ``events``. ``after`` is the number of the
    /// last entry that was read before, 0 for none.
    #[pyo3(signature = (*, patient = None, after = None, limit = count(1000)))]
    fn access_log<'py>(
        &self,
        py: Python<'py>,
        patient: Option<Text>,
        after: Option<Number>,
        limit: Count,
    ) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let query = LogQuery {
            patient: optional("patient", patient)?,
            after: optional("after", after)?.unwrap_or_default(),
            limit: u32::try_from(limit.named("limit")?.get()).unwrap_or(u32::MAX),
        };
        let entries = self.with(py, |store| store.access_log(&query).map_err(failed))?;
        let dictionary = |entry: store::LogEntry| {
            let dictionary = PyDict::new(py);
            dictionary.set_item("number", entry.number)?;
            dictionary.set_item("at", datetime(py, entry.access.at)?)?;
            dictionary.set_item("actor", entry.access.actor)?;
            dictionary.set_item("purpose", entry.access.purpose)?;
            dictionary.set_item("action", entry.action.as_str())?;
            dictionary.set_item("patient", entry.patient)?;
            dictionary.set_item("documents", entry.documents)?;
            dictionary.set_item("events", entry.events)?;
            Ok(dictionary)
        };
        entries.into_iter().map(dictionary).collect()
    }

    fn __repr__(&self) -> &'static str {
        "<Store>"
    }
}

impl Store {
    /// One call at a time, without the interpreter lock while it waits and works.
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut store::Store) -> Result<T, Problem> + Send,
    ) -> Result<T, Problem> {
        heavy(py, || {
            let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let closed = || Problem::value("store", "it was closed");
            work(store.as_mut().ok_or_else(closed)?)
        })
    }
}

/// A patient and what was read of this patient.
fn pair(item: &Bound<'_, PyAny>) -> PyResult<(String, Py<History>)> {
    let pair = item.cast::<PyTuple>().ok().filter(|pair| pair.len() == 2);
    let pair = pair.ok_or_else(|| wrong_type("patients", "(str, History)", item))?;
    let patient = pair.get_item(0)?.extract::<Text>()?.named("patients")?;
    let history = pair.get_item(1)?;
    let history = history.cast().map_err(|_| wrong_type("patients", "History", &history))?;
    Ok((patient, history.clone().unbind()))
}

fn access(actor: Text, purpose: Text, at: Option<Moment>) -> Result<Access, Problem> {
    Ok(Access::new(actor.named("actor")?, purpose.named("purpose")?, Moment::or_now(at)?))
}

fn failed(error: StoreError) -> Problem {
    Problem::of(Kind::Store, error.finding())
}
