//! How an import goes, and how far it came.

use crate::StoreError;
use std::fmt;

/// How to import.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportOptions {
    /// A transaction is committed when it holds so many events (or 64 MiB). Default: 200,000, a second
    /// or two: others who write wait no longer. Larger ones import faster, as the documents of many
    /// patients share pages of the index.
    pub events_a_transaction: usize,
    /// Take a state of a document again that was corrected since. Default: no, so that importing a
    /// folder of old and new states again, in any order, changes nothing.
    pub reinstate: bool,
    /// Take documents that name another patient than those that the store holds of the same id: a
    /// name, a sex or a birth date that differs. Default: no,
    /// [`StoreError::OtherIdentity`](crate::StoreError::OtherIdentity). What was taken once is of this
    /// patient from then on.
    pub accept_other_identity: bool,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self { events_a_transaction: 200_000, reinstate: false, accept_other_identity: false }
    }
}

/// What an import did. Everything counted is committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Documents that were new.
    pub added: u64,
    /// Documents that took the place of an earlier state.
    pub corrected: u64,
    /// Documents that were there already, the same.
    pub unchanged: u64,
    /// States of documents that were corrected since: left out.
    pub outdated: u64,
    /// Events of the documents added and corrected.
    pub events: u64,
}

impl ImportCounts {
    /// How many documents it came to.
    pub const fn documents(&self) -> u64 {
        self.added + self.corrected + self.unchanged + self.outdated
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.added += other.added;
        self.corrected += other.corrected;
        self.unchanged += other.unchanged;
        self.outdated += other.outdated;
        self.events += other.events;
    }
}

/// An import that came to a halt. What was committed before stays; importing the same again does
/// the rest.
#[derive(Debug)]
pub struct ImportError {
    /// Why.
    pub error: StoreError,
    /// What is committed.
    pub committed: ImportCounts,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let committed = self.committed.documents();
        write!(f, "{} (documents committed before: {committed})", self.error)
    }
}

impl std::error::Error for ImportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
