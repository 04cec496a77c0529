//! The store in one SQLite file.

mod delete;
mod errors;
mod import;
mod log;
mod migrate;
mod open;
mod opened;
mod read;
mod verify;

use crate::access::NewEntry;
use crate::backend::{Backend, EachDamage, EachDocument, Head, Register};
use crate::batch::Encoded;
use crate::{
    Access, Deletion, ImportCounts, ImportOptions, LogEntry, LogQuery, Statistics, StoreError,
    StoreOptions,
};
use errors::{Errors, Fault};
use opened::Opened;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};

/// One connection to a SQLite file.
pub(crate) struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    opened: Opened,
    /// Whether the patients were compared with the register since the file was opened: before the
    /// first new one is written.
    compared: bool,
    errors: Errors,
}

impl SqliteStore {
    pub(crate) fn open(path: &Path, options: &StoreOptions) -> Result<Self, StoreError> {
        let errors = Errors::new(path, options.wait());
        let connection = open::open(path, options, &errors)?;
        let opened = Opened::new(path);
        let path = path.to_owned();
        let mut store = Self { connection, path, opened, compared: false, errors };
        store.look(|_, _| Ok(()))?;
        Ok(store)
    }

    /// Runs a change in a transaction that holds the write lock from its beginning: it waits for
    /// the lock at one place, and never fails half way because another writer came first.
    ///
    /// The files are looked at again after it: what went into a file that was deleted meanwhile is
    /// not there.
    fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>, &Register) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let outcome = self
            .transaction(TransactionBehavior::Immediate, |transaction, register| {
                change(transaction, register)
            })?;
        self.opened.files(&self.errors)?;
        Ok(outcome)
    }

    /// Looks at one state of the store.
    fn look<T>(
        &mut self,
        look: impl FnOnce(&Transaction<'_>, &Register) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        self.transaction(TransactionBehavior::Deferred, look)
    }

    fn transaction<T>(
        &mut self,
        behaviour: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>, &Register) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let Self { connection, opened, errors, .. } = self;
        opened.files(errors)?;
        let run = || {
            let transaction = connection.transaction_with_behavior(behaviour)?;
            let register = opened.store(&transaction, errors)?;
            let outcome = work(&transaction, &register)?;
            transaction.commit()?;
            Ok(outcome)
        };
        run().map_err(|fault| errors.of_fault(fault))
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
        options: &ImportOptions,
    ) -> Result<ImportCounts, StoreError> {
        let mut compared = self.compared;
        let counts = self.write(|transaction, register| {
            import::import(transaction, documents, access, options, register, &mut compared)
        })?;
        self.compared = compared;
        Ok(counts)
    }

    fn read(&mut self, patient: &str, each: EachDocument<'_>) -> Result<Option<Head>, StoreError> {
        self.look(|transaction, register| read::history(transaction, patient, each, register))
    }

    fn patients(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        self.look(|transaction, _| Ok(read::patients(transaction, after, limit)?))
    }

    fn delete(&mut self, patient: &str, access: &Access) -> Result<Deletion, StoreError> {
        let mut deletion = self.write(|transaction, register| {
            delete::delete(transaction, patient, access, register)
        })?;
        // The deletion is committed: a log that could not be emptied now is no failure of it.
        deletion.erased = delete::empty_log(&self.connection).unwrap_or(false);
        Ok(deletion)
    }

    fn statistics(&mut self) -> Result<Statistics, StoreError> {
        let mut statistics = self.look(|transaction, _| Ok(read::statistics(transaction)?))?;
        statistics.bytes = open::bytes_on_disk(&self.path);
        Ok(statistics)
    }

    fn verify(&mut self, each: EachDamage<'_>) -> Result<Statistics, StoreError> {
        let mut statistics =
            self.look(|transaction, register| verify::verify(transaction, register, each))?;
        statistics.bytes = open::bytes_on_disk(&self.path);
        Ok(statistics)
    }

    fn record(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError> {
        self.write(|transaction, _| Ok(log::append(transaction, entry)?))
    }

    fn log(&mut self, query: &LogQuery) -> Result<Vec<LogEntry>, StoreError> {
        self.look(|transaction, _| Ok(log::read(transaction, query)?))
    }
}
