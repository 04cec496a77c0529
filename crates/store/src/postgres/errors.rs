//! From PostgreSQL's errors to ours, with server and database as evidence.

use crate::{Damage, Replacement, StoreError};
use postgres::config::Host;
use postgres::error::SqlState;
use postgres::types::FromSql;
use postgres::{Config, Error, Row};
use shohosen_report::{Phrase, io_problem};
use std::time::Duration;

/// What ends a transaction.
pub(super) enum Fault {
    /// The database's.
    Postgres(Error),
    /// Our own.
    Ours(StoreError),
    /// What is there is not what was written.
    Damaged(Damage),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Postgres(error)
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
#[derive(Clone)]
pub(super) struct Errors {
    place: String,
    waited: Duration,
}

impl Errors {
    /// Without the password.
    pub(super) fn new(config: &Config, waited: Duration) -> Self {
        let host = match config.get_hosts().first() {
            Some(Host::Tcp(name)) => name.clone(),
            #[cfg(unix)]
            Some(Host::Unix(path)) => path.display().to_string(),
            None => String::new(),
        };
        let port = config.get_ports().first().map_or(String::new(), |port| format!(":{port}"));
        let (user, database) = (config.get_user(), config.get_dbname());
        let user = user.map_or(String::new(), |user| format!("{user}@"));
        let database = database.or(config.get_user()).unwrap_or_default();
        Self { place: format!("postgresql://{user}{host}{port}/{database}"), waited }
    }

    pub(super) fn place(&self) -> &str {
        &self.place
    }

    pub(super) fn of_fault(&self, fault: Fault) -> StoreError {
        match fault {
            Fault::Postgres(error) => self.of(&error),
            Fault::Ours(error) => error,
            Fault::Damaged(detail) => StoreError::Corrupt { place: self.place.clone(), detail },
        }
    }

    pub(super) fn replaced(&self, what: Replacement) -> StoreError {
        StoreError::Replaced { place: self.place.clone(), what }
    }

    pub(super) fn of(&self, error: &Error) -> StoreError {
        let place = self.place.clone();
        let text = match error.as_db_error() {
            Some(detail) => format!("{} ({})", detail.message(), detail.code().code()),
            None => chain(error),
        };
        let reason = in_words(error);
        let code = error.code();
        // Waited for a lock in vain, or two waited for each other, or a serialisation failed.
        if [
            &SqlState::LOCK_NOT_AVAILABLE,
            &SqlState::T_R_DEADLOCK_DETECTED,
            &SqlState::T_R_SERIALIZATION_FAILURE,
            // Cancelled by `statement_timeout`.
            &SqlState::QUERY_CANCELED,
        ]
        .into_iter()
        .any(|busy| code == Some(busy))
        {
            return StoreError::Busy { place, waited: self.waited };
        }
        match code {
            Some(code)
                if *code == SqlState::INSUFFICIENT_PRIVILEGE
                    || *code == SqlState::READ_ONLY_SQL_TRANSACTION =>
            {
                StoreError::ReadOnly { place, reason }
            }
            Some(code) if *code == SqlState::DISK_FULL => StoreError::Full { place, reason },
            Some(code)
                if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED =>
            {
                StoreError::Corrupt { place, detail: Damage::Database(text) }
            }
            _ => StoreError::Database { place, reason },
        }
    }

    /// Of connecting.
    pub(super) fn of_connecting(&self, error: &Error) -> StoreError {
        StoreError::CannotOpen { place: self.place.clone(), reason: in_words(error) }
    }

    pub(super) fn corrupt(&self, detail: String) -> StoreError {
        StoreError::Corrupt { place: self.place.clone(), detail: Damage::Database(detail) }
    }

    /// A column of a row, which is as the schema has it or the store is damaged.
    pub(super) fn column<'r, T: FromSql<'r>>(
        &self,
        row: &'r Row,
        column: usize,
    ) -> Result<T, StoreError> {
        row.try_get(column).map_err(|error| self.corrupt(chain(&error)))
    }
}

/// What the system or the server says. What a server says is in the language that it is set to.
fn in_words(error: &Error) -> Phrase {
    if let Some(detail) = error.as_db_error() {
        let text = format!("{} ({})", detail.message(), detail.code().code());
        return Phrase::new(format!("サーバーのメッセージ：{text}"), text);
    }
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<std::io::Error>() {
            return io_problem(error);
        }
        cause = error.source();
    }
    let text = chain(error);
    Phrase::new(format!("接続ライブラリのメッセージ：{text}"), text)
}

/// An error with its causes: the first alone says "db error" or "error connecting to server".
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
