//! What can go wrong, with what was expected and what was found.

use shohosen_report::Finding;
use shohosen_report::codes::store as codes;
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
        /// Why, in the words of the system.
        reason: String,
    },
    /// What is there is something else. It was left as it is.
    #[error("{place}: not a shohosen store, but {found}")]
    NotAStore {
        /// The path, or server and database.
        place: String,
        /// What it is.
        found: String,
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
        detail: String,
    },
    /// The store, or its folder, may not be written.
    #[error("{place}: cannot be written: {reason}")]
    ReadOnly {
        /// The path, or server and database.
        place: String,
        /// Why, in the words of the system.
        reason: String,
    },
    /// The disk is full, or the bound on the size is reached.
    #[error("{place}: no space: {reason}")]
    Full {
        /// The path, or server and database.
        place: String,
        /// Why, in the words of the system.
        reason: String,
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
        what: &'static str,
        /// The bound.
        limit: u64,
        /// How large it is.
        actual: u64,
    },
    /// A text given by the caller cannot be kept.
    #[error("{what}: {problem}")]
    Text {
        /// Which text.
        what: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Anything else that the database says.
    #[error("{place}: {reason}")]
    Database {
        /// The path, or server and database.
        place: String,
        /// In the words of the database.
        reason: String,
    },
}

impl StoreError {
    /// The same as a finding, with what to do about it in both languages.
    pub fn finding(&self) -> Finding {
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let of = |finding: Finding, place: &str| {
            finding.at(place.to_owned()).with("place", place.to_owned())
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
            Self::Corrupt { place, detail } => {
                of(codes::CORRUPT.finding(), place).with("problem", detail.clone())
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
