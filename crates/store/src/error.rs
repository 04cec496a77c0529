//! What can go wrong, with what was expected and what was found.

use crate::IdentityItem;
use shohosen_report::codes::store as codes;
use shohosen_report::{Finding, Phrase, Value, Words, masked};
use std::fmt;
use std::time::Duration;

/// Why a store cannot do what it was asked for. In every case nothing that was committed is lost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no store at this path, and making one was not asked for.
    #[error("{place}: there is no store")]
    NotFound {
        /// The path.
        place: String,
    },
    /// The file or the server cannot be opened.
    #[error("{place}: cannot be opened: {reason}")]
    CannotOpen {
        /// The path, or server and database.
        place: String,
        /// Why.
        reason: Phrase,
    },
    /// What is there is something else. It was left as it is.
    #[error("{place}: not a shohosen store, but {found}")]
    NotAStore {
        /// The path, or server and database.
        place: String,
        /// What it is.
        found: Phrase,
    },
    /// Written by a newer version of this program. It was left as it is.
    #[error("{place}: a store of version {found}; this program knows versions up to {known}")]
    NewerVersion {
        /// The path, or server and database.
        place: String,
        /// The version of the store.
        found: u32,
        /// The newest version that is known here.
        known: u32,
    },
    /// The store is damaged.
    #[error("{place}: damaged: {detail}")]
    Corrupt {
        /// The path, or server and database.
        place: String,
        /// What is damaged.
        detail: Damage,
    },
    /// What was opened is there no longer, or something else is in its place. Open the store again.
    #[error("{place}: {what}")]
    Replaced {
        /// The path, or server and database.
        place: String,
        /// What happened to it.
        what: Replacement,
    },
    /// A document names another patient than the documents that the store holds of this one.
    #[error("patient {patient}: a document of another {}", words(items))]
    OtherIdentity {
        /// The pseudonymous id.
        patient: String,
        /// What differs; what it is in either is not told.
        items: Vec<IdentityItem>,
    },
    /// The store, or its folder, may not be written.
    #[error("{place}: cannot be written: {reason}")]
    ReadOnly {
        /// The path, or server and database.
        place: String,
        /// Why.
        reason: Phrase,
    },
    /// The disk is full, or the bound on the size is reached.
    #[error("{place}: no space: {reason}")]
    Full {
        /// The path, or server and database.
        place: String,
        /// Why.
        reason: Phrase,
    },
    /// Another program writes, and did not finish in time.
    #[error("{place}: another program writes; waited {} s", waited.as_secs_f32())]
    Busy {
        /// The path, or server and database.
        place: String,
        /// How long this one waited.
        waited: Duration,
    },
    /// Larger than a bound allows.
    #[error("{what}: {actual}, at most {limit}")]
    Limit {
        /// What is too large.
        what: Words,
        /// The bound.
        limit: u64,
        /// How large it is.
        actual: u64,
    },
    /// A text given by the caller cannot be kept.
    #[error("{what}: {problem}")]
    Text {
        /// Which text.
        what: Words,
        /// What is wrong with it.
        problem: Words,
    },
    /// Anything else that the database says.
    #[error("{place}: {reason}")]
    Database {
        /// The path, or server and database.
        place: String,
        /// In the words of the database.
        reason: Phrase,
    },
}

impl StoreError {
    /// The same as a finding, with what to do about it in both languages.
    pub fn finding(&self) -> Finding {
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let of = |finding: Finding, place: &str| {
            finding.at(masked(place).into_owned()).with("place", place.to_owned())
        };
        match self {
            Self::NotFound { place } => of(codes::NOT_FOUND.finding(), place),
            Self::CannotOpen { place, reason } => {
                of(codes::CANNOT_OPEN.finding(), place).with("reason", reason.clone())
            }
            Self::NotAStore { place, found } => {
                of(codes::NOT_A_STORE.finding(), place).with("actual", found.clone())
            }
            Self::NewerVersion { place, found, known } => of(codes::NEWER_VERSION.finding(), place)
                .with("expected", i64::from(*known))
                .with("actual", i64::from(*found)),
            Self::Corrupt { place, detail } => of(detail.finding(), place),
            Self::Replaced { place, what } => {
                of(codes::REPLACED.finding(), place).with("problem", what.as_str())
            }
            Self::OtherIdentity { patient, items } => {
                codes::PATIENT_DIFFERS.finding().with("patient", patient.clone()).with(
                    "items",
                    items.iter().map(|item| Value::from(item.phrase())).collect::<Vec<_>>(),
                )
            }
            Self::ReadOnly { place, reason } => {
                of(codes::READ_ONLY.finding(), place).with("reason", reason.clone())
            }
            Self::Full { place, reason } => {
                of(codes::FULL.finding(), place).with("reason", reason.clone())
            }
            Self::Busy { place, waited } => {
                of(codes::BUSY.finding(), place).with("seconds", f64::from(waited.as_secs_f32()))
            }
            Self::Limit { what, limit, actual } => codes::LIMIT_EXCEEDED
                .finding()
                .with("what", *what)
                .with("limit", count(*limit))
                .with("actual", count(*actual)),
            Self::Text { what, problem } => {
                codes::TEXT_REFUSED.finding().with("what", *what).with("problem", *problem)
            }
            Self::Database { place, reason } => {
                of(codes::DATABASE.finding(), place).with("reason", reason.clone())
            }
        }
    }
}

fn words(items: &[IdentityItem]) -> String {
    items.iter().map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

/// What is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// What the database, or a row that is not as the schema has it, says.
    Database(String),
    /// A document is not as it was written.
    Document {
        /// The patient's id.
        patient: String,
        /// The document's id.
        document: String,
    },
    /// The documents of a patient are not all that were written, or others are among them.
    History {
        /// The patient's id.
        patient: String,
        /// How many were written.
        expected: u64,
        /// How many are there.
        actual: u64,
    },
    /// The patients are not those that were written, or not all of them.
    Patients {
        /// How many were written.
        expected: u64,
        /// How many are there.
        actual: u64,
    },
}

impl Damage {
    fn finding(&self) -> Finding {
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        match self {
            Self::Database(problem) => codes::CORRUPT.finding().with("problem", problem.clone()),
            Self::Document { patient, document } => codes::DOCUMENT_ALTERED
                .finding()
                .with("patient", patient.clone())
                .with("document", document.clone()),
            Self::History { patient, expected, actual } => codes::HISTORY_ALTERED
                .finding()
                .with("patient", patient.clone())
                .with("expected", count(*expected))
                .with("actual", count(*actual)),
            Self::Patients { expected, actual } => codes::PATIENTS_ALTERED
                .finding()
                .with("expected", count(*expected))
                .with("actual", count(*actual)),
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(problem) => f.write_str(problem),
            Self::Document { patient, document } => {
                write!(f, "document {document:?} of patient {patient} is not as it was written")
            }
            Self::History { patient, expected, actual } => write!(
                f,
                "the history of patient {patient} is not as it was written \
                 ({actual} documents, {expected} were written)"
            ),
            Self::Patients { expected, actual } => {
                write!(f, "the patients are not those written ({actual}, {expected} were written)")
            }
        }
    }
}

/// What happened to a store while it was open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Replacement {
    /// The file, or its write-ahead log, was deleted or moved.
    Gone,
    /// Another file has its name.
    OtherFile,
    /// It is another store.
    OtherStore,
    /// It is an earlier state of the store: a backup took its place.
    EarlierState,
}

impl Replacement {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::OtherFile => "other_file",
            Self::OtherStore => "other_store",
            Self::EarlierState => "earlier_state",
        }
    }
}

impl fmt::Display for Replacement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gone => "deleted or moved while it was open",
            Self::OtherFile => "another file took its place while it was open",
            Self::OtherStore => "another store took its place while it was open",
            Self::EarlierState => "an earlier state took its place while it was open",
        })
    }
}
