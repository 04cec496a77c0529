//! `shohosen.Checker` and `shohosen.CheckReport`.

use crate::argument::{Day, Flag, Text, instance, items, one_of, optional, wrong_type};
use crate::error::{Kind, Problem};
use crate::finding::{json, loads, tuple};
use crate::heavy::heavy;
use crate::history::{History, Reading, not_checked, unreadable};
use crate::master::{DrugMaster, is_empty};
use crate::moment::Moment;
use crate::recorded;
use crate::records::encoding as encoding_of;
use crate::shown::table;
use crate::source::Source;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple};
use shohosen::Language;
use shohosen::check::{
    self, CheckDataError, CheckOutcome, CheckSettings, CheckStatus, CheckerBuilder, Shown, page,
};
use shohosen::history::{self, PrescriptionRead, read_prescription};
use shohosen::medication::{Date, PeriodPolicy};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Checks prescriptions against what the patient takes: duplicates, contraindicated pairs,
/// prescribing rules, and codes that do not belong to their drugs. Immutable, and shared between
/// threads.
///
/// ``masters`` are the official files as they come (CSV, xlsx, zip, in any order), or one cached
/// master (``DrugMaster.to_bytes``); ``master`` is one that is loaded already, in place of files.
/// ``pairs`` are tables of contraindicated pairs, ``ingredients`` tables of components that go
/// before the built-in one, ``classes`` the user's table of classes (``class,drug``), ``rules``
/// prescribing rules as JSON. The check master and the disease master stand among the masters. What is not given is not checked,
/// and the report says so. A file of masters or pairs may have 256 MiB.
#[pyclass(frozen, module = "shohosen")]
pub struct Checker(Arc<check::Checker>, Arc<Files>);

/// What another checker is made of, in another process: the files beside the master.
#[derive(Default, PartialEq, Eq, Hash)]
struct Files {
    pairs: Vec<(String, Vec<u8>)>,
    classes: Vec<(String, Vec<u8>)>,
    rules: Option<Vec<u8>>,
}

#[pymethods]
impl Checker {
    #[new]
    #[pyo3(signature = (*, masters = None, master = None, pairs = None, ingredients = None,
        classes = None, rules = None))]
    fn new(
        py: Python<'_>,
        masters: Option<&Bound<'_, PyAny>>,
        master: Option<&Bound<'_, PyAny>>,
        pairs: Option<&Bound<'_, PyAny>>,
        ingredients: Option<&Bound<'_, PyAny>>,
        classes: Option<&Bound<'_, PyAny>>,
        rules: Option<Source>,
    ) -> PyResult<Self> {
        let master = master.map(|master| instance::<DrugMaster>("master", master)).transpose()?;
        let master = master.map(|master| Arc::clone(&master.0));
        let masters = sources("masters", masters)?;
        let (pairs, ingredients) = (sources("pairs", pairs)?, sources("ingredients", ingredients)?);
        let classes = sources("classes", classes)?;
        // What is loaded already takes nothing more in.
        if master.is_some() && !masters.is_empty() {
            return Err(Problem::value("masters", "master is given, too").into());
        }
        if master.is_some() && !ingredients.is_empty() {
            let reason = "master is given: load it with them (DrugMaster)";
            return Err(Problem::value("ingredients", reason).into());
        }
        let checker = heavy(py, || {
            let mut builder = CheckerBuilder::new();
            for (name, source) in ingredients {
                builder.ingredients_file(&name, &source.octets()?).map_err(refused)?;
            }
            for (name, source) in masters {
                builder.master_file(&name, &source.table()?).map_err(refused)?;
            }
            let mut files = Files::default();
            for (name, source) in pairs {
                files.pairs.push((name, source.table()?.to_vec()));
            }
            for (name, source) in classes {
                files.classes.push((name, source.table()?.to_vec()));
            }
            files.rules = rules.map(Source::octets).transpose()?.map(|rules| rules.to_vec());
            if let Some(master) = master {
                builder.masters_of(&master);
            }
            files.finish(builder)
        })?;
        Ok(checker)
    }

    /// The drugs that it knows.
    #[getter]
    fn master(&self) -> DrugMaster {
        DrugMaster(Arc::clone(&self.0))
    }

    /// Checks a prescription (SJ1, JAHIS, a signed document, FHIR, plain JSON) against a history,
    /// as of a day in Japan.
    ///
    /// ``consent`` says whether the patient agrees that others' records are shown: ``"given"``,
    /// ``"oral"`` or ``"none"``. ``settings`` has the other keys of the settings (README, "Checking
    /// medication"), such as ``{"requester": {"code": "1341234567"}}``.
    /// A signed prescription is verified by ``verifier`` as of ``at``.
    ///
    /// >>> import shohosen
    /// >>> prescription = b"SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x"
    /// >>> csv = b"kind,code_system,code,category,dispensed_on,days\ndispensed,yj,1129009F2021,oral,20261115,14"
    /// >>> report = shohosen.Checker().check(prescription, shohosen.History([csv]),
    /// ...                                   day="2026-11-22", consent="given")
    /// >>> report.status, [f.code for f in report.findings if "duplicate" in f.code]
    /// ('found', ['medication.duplicate.same_ingredient'])
    #[pyo3(signature = (prescription, history, *, day, consent, settings = None, verifier = None,
        at = None, accept_unverified = Flag::default(false), utf8 = Flag::default(false),
        encoding = None))]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn check(
        &self,
        py: Python<'_>,
        prescription: Source,
        history: &Bound<'_, PyAny>,
        day: Day,
        consent: Text,
        settings: Option<&Bound<'_, PyAny>>,
        verifier: Option<&Bound<'_, PyAny>>,
        at: Option<Moment>,
        accept_unverified: Flag,
        utf8: Flag,
        encoding: Option<Text>,
    ) -> PyResult<CheckReport> {
        let history = Arc::clone(&instance::<History>("history", history)?.collected);
        let settings = self::settings(py, day.named("day")?, &consent.named("consent")?, settings)?;
        let reading = Reading::new(verifier, at, accept_unverified, encoding_of(utf8, encoding)?)?;
        let outcome = heavy(py, || {
            let octets = prescription.octets()?;
            let read = read_prescription(&octets, &reading.options()).map_err(unreadable)?;
            let limit = |error| Problem::value("history", error);
            let outcome = self.0.check(&read, &history, &settings).map_err(limit)?;
            Ok((outcome, read))
        })?;
        let ((outcome, prescription), periods) = (outcome, settings.options.periods);
        let checked = Checked { outcome, prescription, history, periods };
        Ok(CheckReport(Kept::Checked(Box::new(checked))))
    }

    /// For ``pickle`` and ``copy``: the master in its cached form, and the other files.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let again = py.import("shohosen._shohosen")?.getattr("_checker_again")?;
        let masters = &self.0;
        let masters = heavy(py, || Ok((!is_empty(masters)).then(|| masters.to_cache())))?;
        let masters = masters.map(|octets| PyBytes::new(py, &octets));
        let octets = |files: &[(String, Vec<u8>)]| -> Vec<_> {
            let files = files.iter();
            files.map(|(name, octets)| (name.clone(), PyBytes::new(py, octets))).collect()
        };
        let rules = self.1.rules.as_ref().map(|octets| PyBytes::new(py, octets));
        let files = (octets(&self.1.pairs), octets(&self.1.classes), rules);
        (again, (masters, files.0, files.1, files.2)).into_pyobject(py)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Self>() else { return false };
        let (one, two) = (&self.0, &other.get().0);
        let alike = one.master().len() == two.master().len();
        *self.1 == *other.get().1
            && (Arc::ptr_eq(one, two) || (alike && one.to_cache() == two.to_cache()))
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.0.master().len(), &*self.1).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        format!("<Checker {} drugs>", self.0.master().len())
    }
}

impl Files {
    fn finish(self, mut builder: CheckerBuilder) -> Result<Checker, Problem> {
        for (name, octets) in &self.pairs {
            builder.pairs_file(name, octets).map_err(refused)?;
        }
        for (name, octets) in &self.classes {
            builder.classes_file(name, octets).map_err(refused)?;
        }
        if let Some(rules) = &self.rules {
            builder.rules_json(rules).map_err(refused)?;
        }
        Ok(Checker(Arc::new(builder.build().map_err(refused)?), Arc::new(self)))
    }
}

/// The checker that was written: for ``pickle`` and ``copy``.
#[pyfunction]
pub fn _checker_again(
    py: Python<'_>,
    master: Option<Vec<u8>>,
    pairs: Vec<(String, Vec<u8>)>,
    classes: Vec<(String, Vec<u8>)>,
    rules: Option<Vec<u8>>,
) -> PyResult<Checker> {
    let checker = heavy(py, || {
        let mut builder = CheckerBuilder::new();
        if let Some(octets) = master {
            builder.master_file("master", &octets).map_err(refused)?;
        }
        Files { pairs, classes, rules }.finish(builder)
    })?;
    Ok(checker)
}

/// The settings by the library's own reader, so that names and words are those of the command.
fn settings(
    py: Python<'_>,
    day: Date,
    consent: &str,
    more: Option<&Bound<'_, PyAny>>,
) -> PyResult<CheckSettings> {
    let all = PyDict::new(py);
    if let Some(more) = more {
        let more = more.cast::<PyDict>().map_err(|_| wrong_type("settings", "dict", more))?;
        all.update(more.as_mapping())?;
    }
    all.set_item("check_day", day.to_string())?;
    all.set_item("consent", consent)?;
    let json = py.import("json")?.call_method1("dumps", (all,));
    let json = json.map_err(|error| Problem::value("settings", error))?;
    let json = json.extract::<String>()?;
    let refused = |error: CheckDataError| Problem::of(Kind::Argument, error.finding());
    Ok(CheckSettings::from_json(json.as_bytes()).map_err(refused)?)
}

/// Files with the names that they are called by.
pub fn sources(
    argument: &'static str,
    object: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<(String, Source)>> {
    let name = |index: usize, source: Source| {
        (source.name().unwrap_or_else(|| format!("{argument} {}", index + 1)), source)
    };
    let items = items(argument, object)?.into_iter().enumerate();
    items.map(|(index, item)| Ok(name(index, item.extract()?))).collect()
}

pub fn refused(error: CheckDataError) -> Problem {
    let kind = match error {
        // Good files that do not go together.
        CheckDataError::CachedWithOthers { .. }
        | CheckDataError::IngredientsWithoutFiles { .. } => Kind::Argument,
        _ => Kind::Unreadable,
    };
    Problem::of(kind, error.finding())
}

/// What a check found, what it did not check and why, and what all of it rests on.
#[pyclass(frozen, module = "shohosen")]
pub struct CheckReport(Kept);

enum Kept {
    Checked(Box<Checked>),
    /// Out of a pickle.
    Recorded(Box<Recorded>),
}

struct Checked {
    outcome: CheckOutcome,
    prescription: PrescriptionRead,
    history: Arc<history::History>,
    periods: PeriodPolicy,
}

/// What a report says, in its JSON, its findings and its pages.
struct Recorded {
    status: CheckStatus,
    json: String,
    findings: Vec<shohosen::Finding>,
    pages: [String; 2],
}

const LANGUAGES: [Language; 2] = [Language::Japanese, Language::English];

impl CheckReport {
    fn all_findings(&self) -> &[shohosen::Finding] {
        match &self.0 {
            Kept::Checked(checked) => &checked.outcome.findings,
            Kept::Recorded(recorded) => &recorded.findings,
        }
    }

    fn page(&self, py: Python<'_>, language: Language) -> Result<String, Problem> {
        match &self.0 {
            Kept::Checked(checked) => {
                let shown = Shown {
                    outcome: &checked.outcome,
                    prescription: &checked.prescription,
                    history: &checked.history,
                    periods: &checked.periods,
                };
                heavy(py, || Ok(page(&shown, language)))
            }
            Kept::Recorded(recorded) => {
                let [japanese, english] = &recorded.pages;
                Ok(language.pick(japanese, english).to_owned())
            }
        }
    }
}

#[pymethods]
impl CheckReport {
    /// ``"found"``, ``"not_checked"`` (nothing was found, but not everything could be checked) or
    /// ``"nothing"``. Never take ``"not_checked"`` for nothing.
    #[getter]
    fn status(&self) -> &'static str {
        match &self.0 {
            Kept::Checked(checked) => checked.outcome.status().as_str(),
            Kept::Recorded(recorded) => recorded.status.as_str(),
        }
    }

    /// Everything that was found, passed checks included.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.all_findings())
    }

    /// The findings that say that something is wrong with the prescription.
    #[getter]
    fn decisive<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.all_findings().iter().filter(|finding| finding.decides()))
    }

    /// What was not checked, or not fully, and why: dictionaries with ``item``, ``code`` and
    /// ``reason``.
    #[getter]
    fn not_checked<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            Kept::Checked(checked) => not_checked(py, &checked.outcome.not_checked),
            Kept::Recorded(_) => self.to_dict(py)?.get_item("not_checked"),
        }
    }

    /// The JSON: the same octets as from Rust.
    fn to_json(&self) -> String {
        match &self.0 {
            Kept::Checked(checked) => checked.outcome.to_json(),
            Kept::Recorded(recorded) => recorded.json.clone(),
        }
    }

    /// A page for a screen or a printer, in ``"ja"`` or ``"en"``: one HTML file with a timeline of
    /// what is taken when, without script and without anything from outside.
    #[pyo3(signature = (*, language = None))]
    fn to_html(&self, py: Python<'_>, language: Option<Text>) -> PyResult<String> {
        let languages = [("ja", Language::Japanese), ("en", Language::English)];
        let language = match optional("language", language)? {
            Some(language) => one_of("language", &language, &languages)?,
            None => Language::Japanese,
        };
        Ok(self.page(py, language)?)
    }

    /// The same as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| {
            let other = other.get();
            other.to_json() == self.to_json() && other.all_findings() == self.all_findings()
        })
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.status(), self.all_findings().len()).hash(&mut hasher);
        hasher.finish()
    }

    /// It does not change: a copy is the same.
    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, memo: &Bound<'_, PyAny>) -> Py<Self> {
        let _ = memo;
        this
    }

    /// For ``pickle``: what it says, with its pages. As with every pickle, load only what comes from
    /// where you trust: a loaded report says what was written, and nothing is checked again.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let again = py.import("shohosen._shohosen")?.getattr("_check_report_again")?;
        let [japanese, english] = LANGUAGES.map(|language| self.page(py, language));
        let findings = json(&recorded::findings(self.all_findings()));
        (again, (self.status(), self.to_json(), findings, japanese?, english?)).into_pyobject(py)
    }

    fn _repr_html_(&self) -> String {
        table(&self.__repr__(), self.all_findings())
    }

    fn __repr__(&self) -> String {
        format!("<CheckReport {}>", self.status())
    }
}

/// The report that was written: for ``pickle``.
#[pyfunction]
pub fn _check_report_again(
    status: &str,
    json: String,
    findings: &str,
    japanese: String,
    english: String,
) -> PyResult<CheckReport> {
    let all = [CheckStatus::Nothing, CheckStatus::Found, CheckStatus::NotChecked];
    let status = all.into_iter().find(|known| known.as_str() == status);
    let findings = || recorded::findings_again(&serde_json::from_str(findings).ok()?);
    let (Some(status), Some(findings)) = (status, findings()) else {
        return Err(Problem::value("findings", "no report of a check").into());
    };
    let pages = [japanese, english];
    Ok(CheckReport(Kept::Recorded(Box::new(Recorded { status, json, findings, pages }))))
}
