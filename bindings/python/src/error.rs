//! From findings to Python exceptions.

use crate::finding;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use shohosen::codes::binding as codes;
use shohosen::{Code, Finding};

/// A class of `shohosen._errors`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Argument,
    ArgumentType,
    Unreadable,
    File,
    Signing,
    Card,
    Network,
    Store,
    Internal,
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::Argument,
        Self::ArgumentType,
        Self::Unreadable,
        Self::File,
        Self::Signing,
        Self::Card,
        Self::Network,
        Self::Store,
        Self::Internal,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Argument => "ArgumentError",
            Self::ArgumentType => "ArgumentTypeError",
            Self::Unreadable => "UnreadableError",
            Self::File => "FileError",
            Self::Signing => "SigningError",
            Self::Card => "CardError",
            Self::Network => "NetworkError",
            Self::Store => "StoreError",
            Self::Internal => "InternalError",
        }
    }
}

/// Why something did not come about; not yet an exception, so that it can be made without the
/// interpreter.
#[derive(Clone, Debug)]
pub struct Problem {
    kind: Kind,
    findings: Vec<Finding>,
    /// `errno` and the path, for files.
    file: Option<(Option<i32>, String)>,
}

impl Problem {
    /// Of this kind, unless the finding says that a card or the network failed.
    pub fn new(kind: Kind, findings: Vec<Finding>) -> Self {
        let area = findings.first().and_then(|finding| finding.code.id().split('.').next());
        let kind = match area {
            Some("card") => Kind::Card,
            Some("network") => Kind::Network,
            _ => kind,
        };
        Self { kind, findings, file: None }
    }

    /// Of one finding.
    pub fn of(kind: Kind, finding: Finding) -> Self {
        Self::new(kind, vec![finding])
    }

    /// Something that cannot be read as what it should be.
    pub fn unreadable(code: Code, reason: impl std::fmt::Display) -> Self {
        Self::of(Kind::Unreadable, code.finding().with("reason", reason.to_string()))
    }

    /// An argument with a value that it cannot have.
    pub fn value(argument: &str, reason: impl std::fmt::Display) -> Self {
        let finding = codes::ARGUMENT_VALUE.finding();
        let finding =
            finding.with("argument", argument.to_owned()).with("reason", reason.to_string());
        Self::of(Kind::Argument, finding)
    }

    /// A file that the operating system does not give.
    pub fn file(path: &str, error: &std::io::Error) -> Self {
        let finding = codes::FILE_UNREADABLE.finding().with("file", path.to_owned());
        let finding = finding.with("reason", shohosen::io_problem(error));
        let mut problem = Self::of(Kind::File, finding);
        problem.file = Some((error.raw_os_error(), path.to_owned()));
        problem
    }

    /// A panic: a fault of ours.
    pub fn panic(message: &str) -> Self {
        let finding = codes::INTERNAL_PANIC.finding().with("reason", message.to_owned());
        Self::of(Kind::Internal, finding)
    }

    /// What it consists of.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The exception, not raised.
    pub fn instance<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
        let module =
            MODULE.get_or_try_init(py, || py.import("shohosen._errors").map(Bound::unbind))?;
        let findings = PyTuple::new(py, self.findings.iter().cloned().map(finding::Finding))?;
        let class = module.bind(py).getattr(self.kind.name())?;
        let exception = class.call1((findings,))?;
        if let Some((errno, path)) = &self.file {
            exception.setattr("errno", *errno)?;
            exception.setattr("filename", path)?;
        }
        Ok(exception)
    }

    /// What an exception of ours consists of.
    pub fn of_instance(exception: &Bound<'_, PyAny>) -> PyResult<Self> {
        let name = exception.get_type().name()?.to_string();
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        let kind = kind.ok_or_else(|| Self::value("error", "no error of shohosen"))?;
        let findings = exception
            .getattr("findings")?
            .try_iter()?
            .map(|each| Ok::<_, PyErr>(each?.cast::<finding::Finding>()?.get().0.clone()));
        let mut problem = Self { kind, findings: findings.collect::<PyResult<_>>()?, file: None };
        if kind == Kind::File {
            let path: Option<String> = exception.getattr("filename")?.extract()?;
            let errno = exception.getattr("errno")?.extract()?;
            problem.file = path.map(|path| (errno, path));
        }
        Ok(problem)
    }

    /// The exception.
    pub fn raise(&self, py: Python<'_>) -> PyErr {
        match self.instance(py) {
            Ok(exception) => PyErr::from_value(exception),
            Err(error) => error,
        }
    }
}

/// For `?` in functions that Python calls.
impl From<Problem> for PyErr {
    fn from(problem: Problem) -> Self {
        Python::attach(|py| problem.raise(py))
    }
}

impl From<shohosen::Error> for Problem {
    fn from(error: shohosen::Error) -> Self {
        Self::of(Kind::Unreadable, error.finding())
    }
}
