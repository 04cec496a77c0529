//! Why a master cannot be read.

use shohosen_report::{Language, Phrase, Words};

/// A master file, or a cached master, that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MasterError {
    /// The bytes are neither CP932 nor UTF-8.
    #[error("neither CP932 nor UTF-8 text, first fault at byte {at}")]
    Encoding {
        /// Where the text stops being CP932.
        at: usize,
    },
    /// A zip or xlsx archive is damaged or uses what is not supported.
    #[error("zip archive: {problem}")]
    Archive {
        /// What is wrong.
        problem: Words,
    },
    /// A sheet of an xlsx file is damaged.
    #[error("xlsx: {problem}")]
    Sheet {
        /// What is wrong.
        problem: Words,
    },
    /// More than the limits allow.
    #[error("more than {limit} {what}")]
    Limit {
        /// What there is too much of.
        what: Words,
        /// The limit.
        limit: usize,
    },
    /// The table is none of the known masters. Nothing of it is quoted: it may be a list of patients.
    #[error("not a known master ({columns} columns in the first row)")]
    UnknownKind {
        /// Columns of the first row.
        columns: usize,
    },
    /// A row of an official table has another number of columns than its layout: another edition of
    /// the layout, another table, or a line that was cut. Nothing of it is guessed.
    #[error("line {line}: {actual} columns, expected {expected}")]
    Columns {
        /// Counted from 1.
        line: usize,
        /// Of the layout.
        expected: usize,
        /// Of the line.
        actual: usize,
    },
    /// A row of a user's table does not say what it should.
    #[error("line {line}: {problem}")]
    Row {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        problem: Words,
    },
    /// A value of a user's table is not what its column holds.
    #[error("line {line}, column {column}: {problem}")]
    Cell {
        /// Counted from 1.
        line: usize,
        /// The name of the column.
        column: &'static str,
        /// What is wrong, and what may stand there.
        problem: Words,
    },
    /// A cached master that is damaged or of another version.
    #[error("cached master: {problem}")]
    Cache {
        /// What is wrong.
        problem: Words,
    },
}

impl MasterError {
    /// What is wrong, in both languages.
    pub fn phrase(&self) -> Phrase {
        let ja = |words: &Words| words.pick(Language::Japanese);
        let japanese = match self {
            Self::Encoding { at } => {
                format!("CP932（Shift_JIS）でも UTF-8 でもないテキストです（{at} バイト目）")
            }
            Self::Archive { problem } => format!("zip ファイル：{}", ja(problem)),
            Self::Sheet { problem } => format!("xlsx ファイル：{}", ja(problem)),
            Self::Limit { what, limit } => format!("{}が上限（{limit}）を超えています", ja(what)),
            Self::UnknownKind { columns } => {
                format!("既知のマスターではありません（先頭行は {columns} 列です）")
            }
            Self::Columns { line, expected, actual } => {
                format!("{line} 行目は {actual} 列です（{expected} 列でなければなりません）")
            }
            Self::Row { line, problem } => format!("{line} 行目：{}", ja(problem)),
            Self::Cell { line, column, problem } => {
                format!("{line} 行目の {column} 列：{}", ja(problem))
            }
            Self::Cache { problem } => format!("結合済みマスター：{}", ja(problem)),
        };
        Phrase::new(japanese, self.to_string())
    }
}
