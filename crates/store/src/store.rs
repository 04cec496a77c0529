//! The store, over either database.

use crate::access::NewEntry;
use crate::backend::Backend;
use crate::batch::Batch;
use crate::document::{day_of, stored};
use crate::intact::{Intact, contents};
use crate::once::once;
#[cfg(feature = "postgres")]
use crate::postgres::PostgresStore;
use crate::sqlite::SqliteStore;
use crate::{
    Access, Action, Deletion, HeldIdentity, ImportCounts, ImportError, ImportOptions, LogEntry,
    LogQuery, SourceDocument, Statistics, StoreError, StoreOptions, StoredDocument, StoredHistory,
    Verification, text,
};
use shohosen_medication::{Date, MedicationEvent};
#[cfg(not(feature = "postgres"))]
use shohosen_report::Phrase;
use shohosen_report::Words;
use std::fmt;
use std::ops::RangeBounds;
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

    /// Opens the store at a place: the path of a file, or the URL of a server (`postgresql://…`,
    /// `postgres://…`), for which the feature `postgres` is needed. No file is looked for by a URL.
    ///
    /// # Errors
    /// See [`StoreError`]. Nothing of a user or a password in a URL is told.
    pub fn open_at(place: &Path, options: &StoreOptions) -> Result<Self, StoreError> {
        const SCHEMES: [&str; 2] = ["postgresql://", "postgres://"];
        let is_url = |text: &&str| {
            let begins = |scheme: &str| {
                text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            };
            SCHEMES.into_iter().any(begins)
        };
        match place.to_str().filter(is_url) {
            None => Self::open(place, options),
            #[cfg(feature = "postgres")]
            Some(url) => Self::connect(url, options),
            #[cfg(not(feature = "postgres"))]
            Some(url) => {
                let place = match url.split_once("://") {
                    Some((scheme, rest)) if rest.contains(['@', '?', '#']) => {
                        format!("{scheme}://***")
                    }
                    _ => url.to_owned(),
                };
                let reason = Phrase::new(
                    "このプログラムは PostgreSQL に対応していません（feature postgres が必要です）",
                    "this build has no PostgreSQL (feature postgres)",
                );
                Err(StoreError::CannotOpen { place, reason })
            }
        }
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
    /// state that was corrected since is left out, unless `options` say otherwise. A document that
    /// names another patient than the documents that are there is refused. Each transaction writes an
    /// entry a patient into the access log.
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
            let counts = self.backend.import(encoded, access, options)?;
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
    /// If the store cannot be read, holds more than 100,000 such events, or holds something else than
    /// what was written: of a history that is not whole nothing is handed out.
    pub fn events(
        &mut self,
        patient: &str,
        days: impl RangeBounds<Date>,
    ) -> Result<Option<Vec<MedicationEvent>>, StoreError> {
        Ok(self.history(patient, days)?.map(|history| history.events))
    }

    /// As [`events`](Self::events), with what was not taken over of the documents, whatever their
    /// days: that nothing is found among the events says nothing of these. A dispensing that two
    /// documents tell of (same day, pharmacy, code and number of days) is there once.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn history(
        &mut self,
        patient: &str,
        days: impl RangeBounds<Date>,
    ) -> Result<Option<StoredHistory>, StoreError> {
        text::name(text::PATIENT_ID, patient, text::PATIENT)?;
        let place = self.place().to_owned();
        let corrupt = |detail| StoreError::Corrupt { place: place.clone(), detail };
        let mut intact = Intact::new(patient);
        let mut history = StoredHistory::default();
        let (mut documents, mut count) = (Vec::new(), 0);
        let head = self.backend.read(patient, &mut |kept| {
            intact.document(kept).map_err(corrupt)?;
            let (decoded, left_out) = contents(patient, kept).map_err(corrupt)?;
            let of_document = |part| (kept.id.to_owned(), part);
            history.left_out.extend(left_out.into_iter().map(of_document));
            let wanted =
                |event: &MedicationEvent| day_of(event).is_none_or(|day| days.contains(&day));
            let events: Vec<_> = decoded.into_iter().filter(wanted).collect();
            count += events.len() as u64;
            documents.push((kept.id.to_owned(), events));
            if count > EVENTS_OF_A_PATIENT {
                return Err(StoreError::Limit {
                    what: Words::new("患者の薬剤の件数", "events of a patient"),
                    limit: EVENTS_OF_A_PATIENT,
                    actual: count,
                });
            }
            Ok(())
        })?;
        let Some(head) = head else { return Ok(None) };
        intact.end(&head).map_err(corrupt)?;
        history.documents = head.documents;
        documents.sort_by(|(one, _), (other, _)| one.cmp(other));
        history.events = once(documents.into_iter().map(|(_, events)| events).collect());
        history.identity = HeldIdentity::of(&head);
        history.events.sort_by_key(|event| day_of(event).map_or(i32::MAX, Date::days));
        history.left_out.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Some(history))
    }

    /// The documents of a patient, by their ids. None for a patient who is not known.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn documents(&mut self, patient: &str) -> Result<Vec<StoredDocument>, StoreError> {
        text::name(text::PATIENT_ID, patient, text::PATIENT)?;
        let place = self.place().to_owned();
        let corrupt = |detail| StoreError::Corrupt { place: place.clone(), detail };
        let mut intact = Intact::new(patient);
        let mut documents = Vec::new();
        let head = self.backend.read(patient, &mut |kept| {
            intact.document(kept).map_err(corrupt)?;
            documents.push(stored(patient, kept).map_err(corrupt)?);
            Ok(())
        })?;
        let Some(head) = head else { return Ok(Vec::new()) };
        intact.end(&head).map_err(corrupt)?;
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(documents)
    }

    /// Looks at everything: whether every document of every patient is as it was written, and none
    /// is missing. Reads all of it: a minute or two for ten million events. Nothing is changed, and
    /// the damage is told one by one up to the first thousand.
    ///
    /// # Errors
    /// If the store cannot be read at all. Damage is no error here: [`Verification::damage`] has it.
    pub fn verify(&mut self) -> Result<Verification, StoreError> {
        let mut verification = Verification::of(self.place().to_owned());
        match self.backend.verify(&mut |damage| verification.push(damage)) {
            Ok(statistics) => verification.statistics = statistics,
            // Damage that ends it.
            Err(StoreError::Corrupt { detail, .. }) => verification.push(detail),
            Err(error) => return Err(error),
        }
        Ok(verification)
    }

    /// The ids of patients in the order of their bytes, beginning after `after` (empty: with the
    /// first), at most `limit`.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn patients(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        text::text_of(text::PATIENT_ID, after, text::PATIENT)?;
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
        text::name(text::PATIENT_ID, patient, text::PATIENT)?;
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
            text::name(text::PATIENT_ID, patient, text::PATIENT)?;
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
    text::name(text::WHO, &access.actor, text::ACTOR)?;
    text::text_of(text::WHY, &access.purpose, text::PURPOSE)
}
