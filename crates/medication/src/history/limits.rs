//! Bounds on a history, and why one cannot be read.

use shohosen_report::{Language, Phrase, Words, json_problem};

/// Bounds on what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryLimits {
    /// Bytes of a file.
    pub bytes: usize,
    /// Records of a file: far more than a patient has in a lifetime.
    pub events: usize,
}

impl Default for HistoryLimits {
    fn default() -> Self {
        Self { bytes: 64 << 20, events: 200_000 }
    }
}

/// A history that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// More than the limits allow.
    #[error("more than {limit} {what}")]
    Limit {
        /// What there is too much of.
        what: Words,
        /// The limit.
        limit: usize,
    },
    /// Neither UTF-8 nor CP932, or rows that are too long.
    #[error(transparent)]
    Text(#[from] crate::MasterError),
    /// Not the JSON that is documented.
    #[error("history as JSON: {0}")]
    Json(
        /// What is wrong and where, without the values that stand there.
        Phrase,
    ),
    /// A CSV row that is not as documented.
    #[error("history as CSV, line {line}, column {column}: {problem}")]
    Row {
        /// Counted from 1.
        line: usize,
        /// The heading of the column.
        column: String,
        /// What is wrong, and what may stand there.
        problem: Phrase,
    },
}

impl From<serde_json::Error> for HistoryError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(json_problem(&error))
    }
}

impl HistoryError {
    /// What is wrong, in both languages.
    pub fn phrase(&self) -> Phrase {
        let japanese = match self {
            Self::Limit { what, limit } => {
                format!("{}が上限（{limit}）を超えています", what.pick(Language::Japanese))
            }
            Self::Text(error) => return error.phrase(),
            Self::Json(problem) => return problem.clone(),
            Self::Row { line, column, problem } => {
                format!("{line} 行目の {column} 列：{}", problem.pick(Language::Japanese))
            }
        };
        let english = match self {
            Self::Row { line, column, problem } => {
                format!("line {line}, column {column}: {problem}")
            }
            other => other.to_string(),
        };
        Phrase::new(japanese, english)
    }
}
