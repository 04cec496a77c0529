//! Why a table cannot be read.

use crate::MasterError;
use shohosen_report::{Language, Phrase, Words};

/// A table that cannot be read: which file, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct TableError {
    /// The name of the file, or of the file inside the archive.
    pub file: String,
    /// What is wrong.
    pub problem: TableProblem,
}

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableProblem {
    /// The rows have another number of columns than the layout that is known: another edition of the
    /// layout, another table, or a line that was cut. Nothing of it is guessed.
    #[error("line {line}: {actual} columns, expected {expected}")]
    Columns {
        /// Counted from 1.
        line: usize,
        /// Of the layout.
        expected: usize,
        /// Of the line.
        actual: usize,
    },
    /// The name of the file begins like none of the tables.
    #[error("not a known table (expected {expected})")]
    Unknown {
        /// How names of known tables begin.
        expected: &'static str,
    },
    /// A line does not say what it should.
    #[error("line {line}: {problem}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        problem: Words,
    },
    /// The file holds no row that could be used.
    #[error("no row that can be used")]
    Empty,
    /// More than the limits allow.
    #[error("more than {limit} {what}")]
    Limit {
        /// What there is too much of.
        what: Words,
        /// The limit.
        limit: usize,
    },
    /// The archive is damaged, or something else that every master may have.
    #[error("{0}")]
    Master(MasterError),
}

impl TableProblem {
    /// What is wrong, in both languages.
    pub fn phrase(&self) -> Phrase {
        let ja = |words: &Words| words.pick(Language::Japanese);
        let japanese = match self {
            Self::Columns { line, expected, actual } => {
                format!("{line} 行目は {actual} 列です（{expected} 列でなければなりません）")
            }
            Self::Unknown { expected } => {
                format!("既知の表ではありません（ファイル名は {expected} で始まります）")
            }
            Self::Line { line, problem } => format!("{line} 行目：{}", ja(problem)),
            Self::Empty => "使える行がありません".to_owned(),
            Self::Limit { what, limit } => format!("{}が上限（{limit}）を超えています", ja(what)),
            Self::Master(error) => return error.phrase(),
        };
        Phrase::new(japanese, self.to_string())
    }
}

impl TableError {
    pub(super) fn new(file: &str, problem: TableProblem) -> Self {
        Self { file: file.to_owned(), problem }
    }
}

/// Bounds on what is read of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableLimits {
    /// Bytes of one file after unpacking: the largest of the check master, 1.2 million rows, has
    /// about 130 MB.
    pub file_bytes: usize,
    /// Rows of one file: three times those of the largest.
    pub rows: usize,
    /// Bytes of one row.
    pub row_bytes: usize,
}

impl Default for TableLimits {
    fn default() -> Self {
        Self { file_bytes: 512 << 20, rows: 4 << 20, row_bytes: 16 << 10 }
    }
}
