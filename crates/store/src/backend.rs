//! What a database does for a [`Store`](crate::Store).

use crate::access::NewEntry;
use crate::batch::Encoded;
use crate::sum::{Kept, Sum};
use crate::{
    Access, Damage, Deletion, ImportCounts, ImportOptions, LogEntry, LogQuery, Statistics,
    StoreError,
};

/// Takes the documents of a patient, one by one, in no order.
pub(crate) type EachDocument<'a> = &'a mut dyn FnMut(&Kept<'_>) -> Result<(), StoreError>;

/// Takes what is found wrong with a store.
pub(crate) type EachDamage<'a> = &'a mut dyn FnMut(Damage);

/// What is kept of a patient beside the documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// How many documents there are.
    pub documents: u64,
    /// [`HeldMarks`](crate::identity::HeldMarks) as they are written.
    pub identity: Vec<u8>,
    pub sum: Vec<u8>,
    /// Which store it is.
    pub store: Vec<u8>,
}

/// What is kept of all patients.
#[derive(Clone, Debug, Default)]
pub(crate) struct Register {
    /// Which store it is.
    pub store: Vec<u8>,
    /// How many transactions changed it.
    pub generation: u64,
    pub patients: u64,
    pub sum: Vec<u8>,
}

impl Register {
    /// The total over the ids of all patients.
    pub(crate) fn total(&self) -> Option<Sum> {
        Sum::of_bytes(&self.sum)
    }
}

/// The operations that both databases have; texts are within their bounds.
pub(crate) trait Backend: Send {
    /// Where the store is: a path, or a server and a database.
    fn place(&self) -> &str;

    /// Writes the documents with their log entries in one transaction.
    fn import(
        &mut self,
        documents: &mut [Encoded],
        access: &Access,
        options: &ImportOptions,
    ) -> Result<ImportCounts, StoreError>;

    /// All documents of a patient as they are kept, none of which was looked at. `None`: the
    /// patient is in none of the places where patients are found, and was not lost.
    fn read(&mut self, patient: &str, each: EachDocument<'_>) -> Result<Option<Head>, StoreError>;

    /// Looks at everything, and says what does not hold.
    fn verify(&mut self, each: EachDamage<'_>) -> Result<Statistics, StoreError>;

    fn patients(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError>;

    fn delete(&mut self, patient: &str, access: &Access) -> Result<Deletion, StoreError>;

    fn statistics(&mut self) -> Result<Statistics, StoreError>;

    fn record(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError>;

    fn log(&mut self, query: &LogQuery) -> Result<Vec<LogEntry>, StoreError>;
}
