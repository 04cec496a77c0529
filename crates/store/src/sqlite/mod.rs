//! The store in one SQLite file.

mod delete;
mod errors;
mod import;
mod log;
mod migrate;
mod open;
mod read;

use crate::access::NewEntry;
use crate::backend::{Backend, EachDocument};
use crate::batch::Encoded;
use crate::{
    Access, Deletion, ImportCounts, LogEntry, LogQuery, Statistics, StoreError, StoreOptions,
    StoredDocument,
};
use errors::Errors;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};

/// One connection to a SQLite file.
pub(crate) struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    errors: Errors,
}

impl SqliteStore {
    pub(crate) fn open(path: &Path, options: &StoreOptions) -> Result<Self, StoreError> {
        let errors = Errors::new(path, options.wait());
        let connection = open::open(path, options, &errors)?;
        Ok(Self { connection, path: path.to_owned(), errors })
    }

    /// Runs a change in a transaction that holds the write lock from its beginning: it waits for
    /// the lock at one place, and never fails half way because another writer came first.
    fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let connection = &mut self.connection;
        let run = || {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let outcome = change(&transaction)?;
            transaction.commit()?;
            Ok(outcome)
        };
        run().map_err(|error| self.errors.of(error))
    }
}

impl Backend for SqliteStore {
    fn place(&self) -> &str {
        self.errors.place()
    }

    fn import(
        &mut self,
        documents: &mut [Encoded],
        access: &Access,
        reinstate: bool,
    ) -> Result<ImportCounts, StoreError> {
        self.write(|transaction| import::import(transaction, documents, access, reinstate))
    }

    fn read(
        &mut self,
        patient: &str,
        days: (i32, i32),
        each: EachDocument<'_>,
    ) -> Result<bool, StoreError> {
        read::events(&self.connection, patient, days, each, &self.errors)
    }

    fn documents(&mut self, patient: &str) -> Result<Vec<StoredDocument>, StoreError> {
        read::documents(&self.connection, patient).map_err(|error| self.errors.of(error))
    }

    fn patients(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        read::patients(&self.connection, after, limit).map_err(|error| self.errors.of(error))
    }

    fn delete(&mut self, patient: &str, access: &Access) -> Result<Deletion, StoreError> {
        let mut deletion =
            self.write(|transaction| delete::delete(transaction, patient, access))?;
        // The deletion is committed: a log that could not be emptied now is no failure of it.
        deletion.erased = delete::empty_log(&self.connection).unwrap_or(false);
        Ok(deletion)
    }

    fn statistics(&mut self) -> Result<Statistics, StoreError> {
        let mut statistics =
            read::statistics(&self.connection).map_err(|error| self.errors.of(error))?;
        statistics.bytes = open::bytes_on_disk(&self.path);
        Ok(statistics)
    }

    fn record(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError> {
        self.write(|transaction| log::append(transaction, entry))
    }

    fn log(&mut self, query: &LogQuery) -> Result<Vec<LogEntry>, StoreError> {
        log::read(&self.connection, query).map_err(|error| self.errors.of(error))
    }
}
