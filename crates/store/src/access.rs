//! Who did what, when, for which patient and why.

use shohosen_report::{SCHEMA_VERSION, Time};
use std::fmt;

/// Who does something, when and why: written into the access log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Who: a user, a terminal, a program. 1 to 256 bytes.
    pub actor: String,
    /// Why, in words of the caller's own; may be empty. At most 1024 bytes.
    pub purpose: String,
    /// When, kept to the second. This crate reads no clock.
    pub at: Time,
}

impl Access {
    /// Somebody, for a purpose, at a time.
    pub fn new(actor: impl Into<String>, purpose: impl Into<String>, at: Time) -> Self {
        Self { actor: actor.into(), purpose: purpose.into(), at }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Documents were imported. Written by [`Store::import`](crate::Store::import).
    Import,
    /// A patient was deleted. Written by [`Store::delete_patient`](crate::Store::delete_patient).
    Delete,
    /// A history was shown.
    Show,
    /// A prescription was checked against a history.
    Check,
    /// The access log was read.
    ReadLog,
}

impl Action {
    /// The word used in the log and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Delete => "delete",
            Self::Show => "show",
            Self::Check => "check",
            Self::ReadLog => "read_log",
        }
    }

    /// From the word of [`as_str`](Self::as_str).
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Import, Self::Delete, Self::Show, Self::Check, Self::ReadLog]
            .into_iter()
            .find(|action| action.as_str() == word)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One entry of the access log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number: later entries have larger ones. There may be gaps.
    pub number: u64,
    /// Who, when and why.
    pub access: Access,
    /// What.
    pub action: Action,
    /// Which patient; `None` where it concerned no single one.
    pub patient: Option<String>,
    /// How many documents were imported, corrected or deleted.
    pub documents: u64,
    /// How many events these held.
    pub events: u64,
}

impl LogEntry {
    /// As JSON: an object with `schema_version` and the fields, those of [`Access`] among them.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "schema_version": SCHEMA_VERSION,
            "number": self.number,
            "at": self.access.at,
            "actor": self.access.actor,
            "purpose": self.access.purpose,
            "action": self.action.as_str(),
            "patient": self.patient,
            "documents": self.documents,
            "events": self.events,
        })
    }
}

/// Which entries of the access log to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogQuery {
    /// Those of this patient only.
    pub patient: Option<String>,
    /// Those with a larger number than this, to read on: 0 from the beginning.
    pub after: u64,
    /// At most so many.
    pub limit: u32,
}

impl Default for LogQuery {
    /// The first thousand of all.
    fn default() -> Self {
        Self { patient: None, after: 0, limit: 1000 }
    }
}

/// What a back-end writes into the log.
pub(crate) struct NewEntry<'a> {
    pub access: &'a Access,
    pub action: Action,
    pub patient: Option<&'a str>,
    pub documents: u64,
    pub events: u64,
}
