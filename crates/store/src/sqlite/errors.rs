//! From SQLite's errors to ours, with the path as evidence.

use crate::{Damage, Replacement, StoreError};
use rusqlite::types::FromSqlError;
use rusqlite::{Error, ErrorCode};
use shohosen_report::{Phrase, io_problem};
use std::path::Path;
use std::time::Duration;

/// What ends a transaction.
pub(super) enum Fault {
    /// The database's.
    Sqlite(Error),
    /// Our own.
    Ours(StoreError),
    /// What is there is not what was written.
    Damaged(Damage),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<FromSqlError> for Fault {
    fn from(error: FromSqlError) -> Self {
        Self::Sqlite(error.into())
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Ours(error)
    }
}

impl From<Damage> for Fault {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}

/// What the errors of one store have in common.
pub(super) struct Errors {
    place: String,
    waited: Duration,
}

impl Errors {
    pub(super) fn new(path: &Path, waited: Duration) -> Self {
        Self { place: path.display().to_string(), waited }
    }

    pub(super) fn place(&self) -> &str {
        &self.place
    }

    pub(super) fn of_fault(&self, fault: Fault) -> StoreError {
        match fault {
            Fault::Sqlite(error) => self.of(error),
            Fault::Ours(error) => error,
            Fault::Damaged(detail) => StoreError::Corrupt { place: self.place.clone(), detail },
        }
    }

    pub(super) fn replaced(&self, what: Replacement) -> StoreError {
        StoreError::Replaced { place: self.place.clone(), what }
    }

    pub(super) fn of(&self, error: Error) -> StoreError {
        let place = self.place.clone();
        let text = error.to_string();
        let reason = Phrase::new(format!("SQLite のメッセージ：{text}"), text.clone());
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                StoreError::Busy { place, waited: self.waited }
            }
            // The file itself was opened before: what cannot be opened is the write-ahead log.
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                StoreError::ReadOnly { place, reason }
            }
            Some(ErrorCode::DiskFull) => StoreError::Full { place, reason },
            Some(ErrorCode::DatabaseCorrupt) => {
                StoreError::Corrupt { place, detail: Damage::Database(text) }
            }
            Some(ErrorCode::NotADatabase) => StoreError::NotAStore {
                place,
                found: Phrase::new("SQLite のファイルではありません", "not a SQLite file"),
            },
            Some(_) => StoreError::Database { place, reason },
            // Not SQLite's, but of reading its values: a row is not as the schema has it.
            None => match error {
                Error::FromSqlConversionFailure(..)
                | Error::IntegralValueOutOfRange(..)
                | Error::Utf8Error(..)
                | Error::InvalidColumnType(..)
                // A row of the schema's own that is there no longer.
                | Error::QueryReturnedNoRows => {
                    StoreError::Corrupt { place, detail: Damage::Database(text) }
                }
                _ => StoreError::Database { place, reason },
            },
        }
    }

    /// Of a file that is opened without SQLite.
    pub(super) fn of_file(&self, error: &std::io::Error) -> StoreError {
        use std::io::ErrorKind;
        let (place, reason) = (self.place.clone(), io_problem(error));
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly { place, reason }
            }
            ErrorKind::IsADirectory => {
                StoreError::NotAStore { place, found: Phrase::new("フォルダー", "a folder") }
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full { place, reason },
            _ => StoreError::CannotOpen { place, reason },
        }
    }
}
