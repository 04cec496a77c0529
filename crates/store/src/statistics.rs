//! What is in a store, and what went out of it.

use shohosen_medication::Date;
use shohosen_report::SCHEMA_VERSION;

/// What is in a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Patients with at least one document.
    pub patients: u64,
    /// Documents, corrected ones counted once.
    pub documents: u64,
    /// Events.
    pub events: u64,
    /// The first day of an event (調剤日, else 処方日).
    pub first: Option<Date>,
    /// The last day of an event.
    pub last: Option<Date>,
    /// Entries of the access log.
    pub log_entries: u64,
    /// Bytes on disk.
    pub bytes: u64,
}

impl Statistics {
    /// As JSON: an object with `schema_version` and the fields; a day is `YYYY-MM-DD`, or null.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "schema_version": SCHEMA_VERSION,
            "patients": self.patients,
            "documents": self.documents,
            "events": self.events,
            "first": self.first,
            "last": self.last,
            "log_entries": self.log_entries,
            "bytes": self.bytes,
        })
    }
}

/// A patient that was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deletion {
    /// How many documents went; 0 if there was no such patient.
    pub documents: u64,
    /// How many events went.
    pub events: u64,
    /// Whether the bytes are overwritten in the files by now. If not, another program was reading
    /// just then (SQLite: they go when the write-ahead log is next emptied, at the latest when the
    /// last program closes the store), or the server keeps them until its next `VACUUM`
    /// (PostgreSQL). Backups are the caller's affair.
    pub erased: bool,
}
