//! From SQLite's errors to ours, with the path as evidence.

use crate::StoreError;
use rusqlite::{Error, ErrorCode};
use std::path::Path;
use std::time::Duration;

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

    pub(super) fn of(&self, error: Error) -> StoreError {
        let place = self.place.clone();
        let reason = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                StoreError::Busy { place, waited: self.waited }
            }
            // The file itself was opened before: what cannot be opened is the write-ahead log.
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                StoreError::ReadOnly { place, reason }
            }
            Some(ErrorCode::DiskFull) => StoreError::Full { place, reason },
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt { place, detail: reason },
            Some(ErrorCode::NotADatabase) => {
                StoreError::NotAStore { place, found: "not a SQLite file".to_owned() }
            }
            Some(_) => StoreError::Database { place, reason },
            // Not SQLite's, but of reading its values: a row is not as the schema has it.
            None => match error {
                Error::FromSqlConversionFailure(..)
                | Error::IntegralValueOutOfRange(..)
                | Error::Utf8Error(..)
                | Error::InvalidColumnType(..) => StoreError::Corrupt { place, detail: reason },
                _ => StoreError::Database { place, reason },
            },
        }
    }

    /// Of a file that is opened without SQLite.
    pub(super) fn of_file(&self, error: &std::io::Error) -> StoreError {
        use std::io::ErrorKind;
        let (place, reason) = (self.place.clone(), error.to_string());
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly { place, reason }
            }
            ErrorKind::IsADirectory => {
                StoreError::NotAStore { place, found: "a folder".to_owned() }
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full { place, reason },
            _ => StoreError::CannotOpen { place, reason },
        }
    }
}
