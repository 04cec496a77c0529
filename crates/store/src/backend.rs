//! What a database does for a [`Store`](crate::Store).

use crate::access::NewEntry;
use crate::batch::Encoded;
use crate::{
    Access, Deletion, ImportCounts, LogEntry, LogQuery, Statistics, StoreError, StoredDocument,
};

/// Takes the events of one document, as they are kept.
pub(crate) type EachDocument<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), StoreError>;

/// The operations that both databases have; texts are within their bounds.
pub(crate) trait Backend: Send {
    /// Where the store is: a path, or a server and a database.
    fn place(&self) -> &str;

    /// Writes the documents with their log entries in one transaction.
    fn import(
        &mut self,
        documents: &mut [Encoded],
        access: &Access,
        reinstate: bool,
    ) -> Result<ImportCounts, StoreError>;

    /// The documents of a patient that have events on these days (since 1970) or without a day.
    /// Says whether the patient is known.
    fn read(
        &mut self,
        patient: &str,
        days: (i32, i32),
        each: EachDocument<'_>,
    ) -> Result<bool, StoreError>;

    fn documents(&mut self, patient: &str) -> Result<Vec<StoredDocument>, StoreError>;

    fn patients(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError>;

    fn delete(&mut self, patient: &str, access: &Access) -> Result<Deletion, StoreError>;

    fn statistics(&mut self) -> Result<Statistics, StoreError>;

    fn record(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError>;

    fn log(&mut self, query: &LogQuery) -> Result<Vec<LogEntry>, StoreError>;
}
