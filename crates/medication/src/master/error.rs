//! Why a master cannot be read.

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
        problem: &'static str,
    },
    /// A sheet of an xlsx file is damaged.
    #[error("xlsx: {problem}")]
    Sheet {
        /// What is wrong.
        problem: &'static str,
    },
    /// More than the limits allow.
    #[error("more than {limit} {what}")]
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The table is none of the known masters.
    #[error("not a known master: {columns} columns, the first row begins {beginning:?}")]
    UnknownKind {
        /// Columns of the first row.
        columns: usize,
        /// The beginning of the first row.
        beginning: String,
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
        problem: &'static str,
    },
    /// A cached master that is damaged or of another version.
    #[error("cached master: {problem}")]
    Cache {
        /// What is wrong.
        problem: &'static str,
    },
}
