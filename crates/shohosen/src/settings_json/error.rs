//! What is wrong with settings, and where.

use shohosen_report::codes::{binding, medication, settings as codes, signing};
use shohosen_report::{Code, Finding, Language, Value};
use std::fmt;

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingsKind {
    /// A policy.
    Policy,
    /// The settings of a check.
    Check,
    /// What [`Signer::prepare`](crate::Signer::prepare) made.
    Prepared,
}

impl SettingsKind {
    fn finding(self, reason: Finding) -> Finding {
        match self {
            Self::Policy => binding::POLICY_UNREADABLE.finding().with("reason", reason),
            Self::Check => medication::SETTINGS_UNREADABLE.finding().with("problem", reason),
            Self::Prepared => signing::STATE_MALFORMED.finding().with("reason", reason),
        }
    }
}

/// Why settings, a policy or a state cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsError {
    pub(super) kind: SettingsKind,
    pub(super) place: String,
    pub(super) problem: Box<SettingsProblem>,
}

/// What is wrong. Nothing that stands in the file is quoted, but names that look like names of ours:
/// it may be another file than was meant.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SettingsProblem {
    /// Not UTF-8.
    Encoding {
        /// The first octet that is not, counted from 0.
        offset: usize,
    },
    /// Not JSON.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The octet in it, from 1; 0 before the first.
        column: usize,
    },
    /// Something stands behind the end of the object.
    Trailing {
        /// The line, from 1.
        line: usize,
        /// The octet in it, from 1.
        column: usize,
    },
    /// Not an object.
    NotAnObject {
        /// What it is, in JSON's own words.
        actual: &'static str,
    },
    /// A name that is not known.
    UnknownKey {
        /// The names that are.
        expected: &'static [&'static str],
    },
    /// A name that appears twice.
    DuplicateKey,
    /// A name that has to be there.
    MissingKey,
    /// A value of another form.
    Form {
        /// The form that it has to have, as in `true / false`.
        expected: String,
        /// What it is, in JSON's own words.
        actual: &'static str,
    },
    /// A value of the right form that cannot be used, and why.
    Unusable(Finding),
}

impl SettingsError {
    /// With a problem of this crate's own.
    pub(crate) fn new(kind: SettingsKind, place: &str, problem: SettingsProblem) -> Self {
        Self { kind, place: place.to_owned(), problem: Box::new(problem) }
    }

    /// Where: `/name/of/the/value` (RFC 6901), or line and column where it is not JSON.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong there.
    pub const fn problem(&self) -> &SettingsProblem {
        &self.problem
    }

    /// The finding that reports it: what cannot be read, with the problem as its reason.
    pub fn finding(&self) -> Finding {
        let finding = self.kind.finding(self.problem.finding(&self.place));
        if self.place.is_empty() { finding } else { finding.at(self.place.clone()) }
    }
}

impl SettingsProblem {
    /// The code of the problem.
    pub fn code(&self) -> Code {
        match self {
            Self::Encoding { .. } => codes::JSON_ENCODING,
            Self::Syntax { .. } => codes::JSON_SYNTAX,
            Self::Trailing { .. } => codes::JSON_TRAILING,
            Self::NotAnObject { .. } => codes::ROOT_NOT_OBJECT,
            Self::UnknownKey { .. } => codes::KEY_UNKNOWN,
            Self::DuplicateKey => codes::KEY_DUPLICATE,
            Self::MissingKey => codes::KEY_MISSING,
            Self::Form { .. } => codes::VALUE_FORM,
            Self::Unusable(_) => codes::VALUE_UNUSABLE,
        }
    }

    fn finding(&self, place: &str) -> Finding {
        let finding = self.code().finding();
        match self {
            Self::Encoding { offset } => finding.with("offset", *offset),
            Self::Syntax { line, column } | Self::Trailing { line, column } => {
                finding.with("line", *line).with("column", *column)
            }
            Self::NotAnObject { actual } => finding.with("actual", *actual),
            Self::UnknownKey { expected } => {
                let names = expected.iter().map(|name| Value::from(*name)).collect();
                finding.with("place", place.to_owned()).with("expected", Value::List(names))
            }
            Self::DuplicateKey | Self::MissingKey => finding.with("place", place.to_owned()),
            Self::Form { expected, actual } => finding
                .with("place", place.to_owned())
                .with("expected", expected.clone())
                .with("actual", *actual),
            Self::Unusable(reason) => {
                finding.with("place", place.to_owned()).with("reason", reason.clone())
            }
        }
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding().message(Language::English))
    }
}

impl std::error::Error for SettingsError {}
