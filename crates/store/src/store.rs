//! The store, over either database.

use crate::access::NewEntry;
use crate::backend::Backend;
use crate::batch::Batch;
use crate::document::day_of;
#[cfg(feature = "postgres")]
use crate::postgres::PostgresStore;
use crate::sqlite::SqliteStore;
use crate::{
    Access, Action, Deletion, ImportCounts, ImportError, ImportOptions, LogEntry, LogQuery,
    SourceDocument, Statistics, StoreError, StoreOptions, StoredDocument, encode, text,
};
use shohosen_medication::{Date, MedicationEvent};
use std::fmt;
use std::ops::{Bound, RangeBounds};
use std::path::Path;

/// Events of one patient that are read at once: a thousand a year for a lifetime.
const EVENTS_OF_A_PATIENT: u64 = 100_000;

/// A shared medication history. One program or thread uses one `Store`; any number may have the
/// same file or server open.
pub struct Store {
    backend: Box<dyn Backend>,
}

impl Store {
    /// Opens the SQLite file at this path, or makes one, readable for its owner only. A store of an
    /// older version is carried forward.
    ///
    /// # Errors
    /// See [`StoreError`]; a file that is not a store is left as it is.
    pub fn open(path: &Path, options: &StoreOptions) -> Result<Self, StoreError> {
        Ok(Self { backend: Box::new(SqliteStore::open(path, options)?) })
    }

    /// Connects to a PostgreSQL server: `postgresql://USER@HOST/DATABASE` or the words of libpq
    /// (`host=… dbname=… user=… password=…`). The tables `shohosen_…` are made in the first schema of
    /// the search path; server 13 or newer. **Without TLS**: over a network, connect through a tunnel
    /// or a Unix socket.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "postgres")]
    pub fn connect(url: &str, options: &StoreOptions) -> Result<Self, StoreError> {
        Ok(Self { backend: Box::new(PostgresStore::connect(url, options)?) })
    }

    /// Where the store is: a path, or a server and a database (without a password).
    pub fn place(&self) -> &str {
        self.backend.place()
    }

    /// Imports documents in transactions of bounded size. After each commit, `progress` is told what
    /// is committed so far: that much survives a crash.
    ///
    /// A document that is there already, by patient, id and digest, changes nothing. Another digest
    /// under the same id is a correction, and the document takes the place of the earlier one. A
    /// state that was corrected since is left out, unless `options` say otherwise. Each transaction
    /// writes an entry a patient into the access log.
    ///
    /// # Errors
    /// With what is committed; the transaction at hand is undone.
    pub fn import(
        &mut self,
        documents: impl IntoIterator<Item = SourceDocument>,
        access: &Access,
        options: &ImportOptions,
        mut progress: impl FnMut(&ImportCounts),
    ) -> Result<ImportCounts, ImportError> {
        let mut committed = ImportCounts::default();
        let mut documents = documents.into_iter();
        let mut batch = Batch::new(options.events_a_transaction);
        let mut step = || -> Result<bool, StoreError> {
            while !batch.is_full()
                && let Some(document) = documents.next()
            {
                batch.push(document)?;
            }
            if batch.documents.is_empty() {
                return Ok(false);
            }
            let encoded = &mut batch.documents;
            let counts = self.backend.import(encoded, access, options.reinstate)?;
            batch.clear();
            committed.add(counts);
            progress(&committed);
            Ok(true)
        };
        let outcome = access_is_sound(access).and_then(|()| {
            while step()? {}
            Ok(())
        });
        match outcome {
            Ok(()) => Ok(committed),
            Err(error) => Err(ImportError { error, committed }),
        }
    }

    /// The events of a patient on these days (調剤日, else 処方日; `..` for all), the earliest first.
    /// Events without a day are always among them, at the end. A check needs those that *began* up
    /// to their longest period before: 100 days as the national service keeps them, or all.
    ///
    /// `None` if the patient is not known here, which is not the same as a patient who takes
    /// nothing: perhaps the id is wrong.
    ///
    /// Nobody is told: [`record`](Self::record) what the events are used for. It is not done here
    /// so that reading never waits for a writer.
    ///
    /// # Errors
    /// If the store cannot be read, or holds more than 100,000 such events.
    pub fn events(
        &mut self,
        patient: &str,
        days: impl RangeBounds<Date>,
    ) -> Result<Option<Vec<MedicationEvent>>, StoreError> {
        text::name("patient id", patient, text::PATIENT)?;
        let first = match days.start_bound() {
            Bound::Included(day) => day.days(),
            Bound::Excluded(day) => day.days().saturating_add(1),
            Bound::Unbounded => i32::MIN,
        };
        let last = match days.end_bound() {
            Bound::Included(day) => day.days(),
            Bound::Excluded(day) => day.days().saturating_sub(1),
            Bound::Unbounded => i32::MAX,
        };
        let place = self.place().to_owned();
        let mut events = Vec::new();
        let known = self.backend.read(patient, (first, last), &mut |bytes| {
            let decoded = encode::decode(bytes).map_err(|error| StoreError::Corrupt {
                place: place.clone(),
                detail: format!("events, byte {}: {}", error.offset, error.problem),
            })?;
            let wanted =
                |event: &MedicationEvent| day_of(event).is_none_or(|day| days.contains(&day));
            events.extend(decoded.into_iter().filter(wanted));
            if events.len() as u64 > EVENTS_OF_A_PATIENT {
                return Err(StoreError::Limit {
                    what: "events of a patient",
                    limit: EVENTS_OF_A_PATIENT,
                    actual: events.len() as u64,
                });
            }
            Ok(())
        })?;
        events.sort_by_key(|event| day_of(event).map_or(i32::MAX, Date::days));
        Ok(known.then_some(events))
    }

    /// The documents of a patient, by their ids. None for a patient who is not known.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn documents(&mut self, patient: &str) -> Result<Vec<StoredDocument>, StoreError> {
        text::name("patient id", patient, text::PATIENT)?;
        self.backend.documents(patient)
    }

    /// The ids of patients in the order of their bytes, beginning after `after` (empty: with the
    /// first), at most `limit`.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn patients(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        text::text_of("patient id", after, text::PATIENT)?;
        self.backend.patients(after, limit)
    }

    /// Removes a patient with all documents, and overwrites the bytes. That it happened stays in the
    /// access log, as do earlier entries: they name the patient's id and hold no medication.
    ///
    /// # Errors
    /// If the store cannot be written; nothing is removed then.
    pub fn delete_patient(
        &mut self,
        patient: &str,
        access: &Access,
    ) -> Result<Deletion, StoreError> {
        text::name("patient id", patient, text::PATIENT)?;
        access_is_sound(access)?;
        self.backend.delete(patient, access)
    }

    /// What is in the store. Reads all of it: seconds for ten million events.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn statistics(&mut self) -> Result<Statistics, StoreError> {
        self.backend.statistics()
    }

    /// Writes an entry into the access log: what the events that were read are used for.
    ///
    /// # Errors
    /// If the store cannot be written; then do not show what was read.
    pub fn record(
        &mut self,
        action: Action,
        patient: Option<&str>,
        access: &Access,
    ) -> Result<(), StoreError> {
        if let Some(patient) = patient {
            text::name("patient id", patient, text::PATIENT)?;
        }
        access_is_sound(access)?;
        self.backend.record(&NewEntry { access, action, patient, documents: 0, events: 0 })
    }

    /// Reads the access log, the earliest entry first.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn access_log(&mut self, query: &LogQuery) -> Result<Vec<LogEntry>, StoreError> {
        self.backend.log(query)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("place", &self.place()).finish_non_exhaustive()
    }
}

fn access_is_sound(access: &Access) -> Result<(), StoreError> {
    text::name("actor", &access.actor, text::ACTOR)?;
    text::text_of("purpose", &access.purpose, text::PURPOSE)
}
