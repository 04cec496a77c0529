//! The shared medication history (薬歴) on disk, for a clinic, a pharmacy chain or a regional
//! network: what the patients take, document by document, and who looked at it.
//!
//! * [`Store::open`]: one SQLite file, no set-up. With the feature `postgres`, `Store::connect`:
//!   a PostgreSQL server for many sites. Everything else is the same for both.
//! * [`Store::import`] takes [`SourceDocument`]s in bounded transactions. A document is there whole
//!   or not at all; the same document again changes nothing; a corrected one takes the place of
//!   what it corrects. What was reported as imported survives a crash and a power cut.
//! * [`Store::events`] is what [`MedicationChecker`](shohosen_medication::MedicationChecker) takes;
//!   reading never waits for a writer.
//! * Nothing else than what was written is handed out: check sums over every document, over the
//!   documents of each patient and over all patients show what a disk, a bit or a hand changed, and
//!   [`Store::verify`] looks at all of it. A file that was deleted or replaced under a running program
//!   is noticed, and a document of somebody else is refused.
//! * [`Store::delete_patient`] removes a patient and overwrites the bytes.
//! * [`Store::access_log`]: who did what, when, for which patient and why; the database refuses to
//!   change or delete an entry.
//!
//! Patients are known by a pseudonymous id that the caller gives. What this crate does *not* do: it
//! reads no clock (times are parameters) and no document formats, it neither encrypts the file
//! (that is the file system's work) nor decides who may read it, and a SQLite file does not belong
//! on a network share: several sites need a server.
//!
//! ```
//! use shohosen_medication::{CodeSystem, Date, EventKind, GivenCode, GivenDrug, MedicationEvent};
//! use shohosen_report::Time;
//! use shohosen_store::{Access, ImportOptions, SourceDocument, Store, StoreOptions};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("shohosen-store-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! let mut store = Store::open(&folder.join("history.db"), &StoreOptions::default())?;
//! let now = Time::parse_rfc3339("2026-11-22T09:00:00+09:00")?;
//! let access = Access::new("reception-1", "nightly import", now);
//!
//! let drug = GivenDrug::new(GivenCode::parse(CodeSystem::Yj, "1129009F2021"), "マイスリー錠10mg");
//! let mut event = MedicationEvent::new(EventKind::Dispensed, drug);
//! (event.dispensed_on, event.days) = (Date::new(2026, 11, 15), Some(14));
//! let document = SourceDocument::new("patient-0042", vec![event]).with_id("dispensing-7001");
//!
//! let counts = store.import([document], &access, &ImportOptions::default(), |_| ())?;
//! assert_eq!((counts.added, counts.events), (1, 1));
//! assert_eq!(store.events("patient-0042", ..)?.map(|events| events.len()), Some(1));
//! assert_eq!(store.events("patient-0043", ..)?, None); // not known, not "takes nothing"
//! # drop(store);
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod access;
mod backend;
mod batch;
mod document;
mod encode;
mod error;
mod identity;
mod import;
mod intact;
mod once;
mod options;
#[cfg(feature = "postgres")]
mod postgres;
mod sqlite;
mod statistics;
mod store;
mod sum;
mod text;
mod verification;
mod writing;

pub use access::{Access, Action, LogEntry, LogQuery};
pub use document::{LeftOut, SourceDocument, StoredDocument, StoredHistory};
pub use error::{Damage, Replacement, StoreError};
pub use identity::{HeldIdentity, IdentityItem, PatientMarks};
pub use import::{ImportCounts, ImportError, ImportOptions};
pub use options::StoreOptions;
pub use statistics::{Deletion, Statistics};
pub use store::Store;
pub use verification::Verification;
