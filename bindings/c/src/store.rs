//! `ShohosenStore`: the shared medication history on disk.

use crate::arguments::{plain_options, time};
use crate::call::{assign, free, object, octets, optional_text, options, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::history::{ShohosenHistory, ShohosenHistoryOptions};
use crate::octets::ShohosenOctets;
use shohosen_core::history::read;
use shohosen_core::medication::Date;
use shohosen_core::store::{
    Access, Action, ImportOptions, LogEntry, LogQuery, Store, StoreOptions,
};
use std::ffi::c_char;
use std::ops::Bound;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The shared medication history in one SQLite file. Threads that share one object take turns; any
/// number of objects and programs may have the same file open.
pub struct ShohosenStore(Mutex<Store>);

/// How a store is opened. All zero but `struct_size` is the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenStoreOptions {
    /// sizeof(ShohosenStoreOptions)
    pub struct_size: usize,
    /// Not 0: fail where there is no store; by default one is made.
    pub must_exist: i32,
    /// How long to wait for another writer, in milliseconds; 0 for 10 s.
    pub busy_timeout_ms: u32,
    /// The store grows no larger than this; 0 for what the disk holds.
    pub max_bytes: u64,
}

plain_options!(ShohosenStoreOptions { struct_size, must_exist, busy_timeout_ms, max_bytes });

/// Who does something, when and why: written into the access log.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenAccess {
    /// sizeof(ShohosenAccess)
    pub struct_size: usize,
    /// Who: a user, a terminal, a program.
    pub actor: *const c_char,
    /// Its length in octets.
    pub actor_length: usize,
    /// Why, in words of the caller's own; may be empty.
    pub purpose: *const c_char,
    /// Its length in octets.
    pub purpose_length: usize,
    /// When, in seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
}

plain_options!(ShohosenAccess { struct_size, actor, actor_length, purpose, purpose_length, at });

/// What happened to a document that was imported.
pub type ShohosenImport = i32;
/// It was new.
pub const SHOHOSEN_IMPORT_ADDED: i32 = 1;
/// It took the place of an earlier state.
pub const SHOHOSEN_IMPORT_CORRECTED: i32 = 2;
/// It was there already, the same.
pub const SHOHOSEN_IMPORT_UNCHANGED: i32 = 3;
/// It was corrected since: left out (unless `reinstate` of the options is set).
pub const SHOHOSEN_IMPORT_OUTDATED: i32 = 4;

impl ShohosenStore {
    fn turn(&self) -> MutexGuard<'_, Store> {
        // What a panic left undone the database undoes.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ShohosenAccess {
    /// # Safety
    /// The rules of the header.
    unsafe fn access(&self) -> Result<Access, Failure> {
        let actor = optional_text!(self.actor, self.actor_length, "actor");
        let purpose = optional_text!(self.purpose, self.purpose_length, "purpose");
        let actor = actor.ok_or_else(|| Failure::missing("actor"))?;
        Ok(Access::new(actor, purpose.unwrap_or_default(), time(self.at)?))
    }
}

/// Opens the store at this path, or makes one. Where the library was built with the feature `postgres`,
/// `path` may be the URL of a server (postgresql://USER@HOST/DATABASE). `options` NULL: the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_open(
    path: *const c_char,
    path_length: usize,
    options: *const ShohosenStoreOptions,
    out: *mut *mut ShohosenStore,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let path = text!(path, path_length);
        let options = options!(options);
        let mut own = StoreOptions::default();
        own.create = options.must_exist == 0;
        if options.busy_timeout_ms != 0 {
            own.busy_timeout = Duration::from_millis(options.busy_timeout_ms.into());
        }
        own.max_bytes = Some(options.max_bytes).filter(|&bytes| bytes != 0);
        Ok(ShohosenStore(Mutex::new(Store::open_at(Path::new(path), &own)?)))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Closes and frees a store. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_free(store: *mut ShohosenStore) {
    // SAFETY: the rules of the header.
    unsafe { free(store) }
}

/// Imports what a document says that a patient takes. `patient` is a pseudonymous id;
/// `document_id` is what the source calls the document, and still calls it when it is corrected
/// (NULL: its digest). The same again changes nothing. `*out` says what happened:
/// SHOHOSEN_IMPORT_....
///
/// SHOHOSEN_REFUSED, with the reasons, if a part of the document cannot be taken over (unless
/// `partial` of the options is set), if nothing of it can, if it is signed and does not verify, or if
/// it names another patient than the documents in the store (unless `accept_other_identity` is set).
/// What is stored then stays as it is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_import(
    store: *const ShohosenStore,
    patient: *const c_char,
    patient_length: usize,
    document_id: *const c_char,
    document_id_length: usize,
    document: *const u8,
    document_length: usize,
    options: *const ShohosenHistoryOptions,
    access: *const ShohosenAccess,
    out: *mut ShohosenImport,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let store = object!(store);
        let patient = text!(patient, patient_length);
        let id = optional_text!(document_id, document_id_length, "document_id");
        let document = octets!(document, document_length);
        let options: ShohosenHistoryOptions = options!(options);
        let access: ShohosenAccess = options!(access);
        // SAFETY: the rules of the header.
        let (reading, access) = unsafe { (options.reading()?, access.access()?) };
        let read = read(document, &reading)?;
        let id = id.map(str::to_owned);
        let source = read.into_source(patient, document, id, options.partial != 0)?;
        let mut import = ImportOptions::default();
        import.reinstate = options.reinstate != 0;
        import.accept_other_identity = options.accept_other_identity != 0;
        let counts = store.turn().import([source], &access, &import, |_| ());
        let counts = counts.map_err(|error| Failure::from(error.error))?;
        Ok(match (counts.added, counts.corrected, counts.outdated) {
            (1.., _, _) => SHOHOSEN_IMPORT_ADDED,
            (_, 1.., _) => SHOHOSEN_IMPORT_CORRECTED,
            (_, _, 1..) => SHOHOSEN_IMPORT_OUTDATED,
            _ => SHOHOSEN_IMPORT_UNCHANGED,
        })
    };
    // SAFETY: the rules of the header.
    unsafe { assign(out, error, call) }
}

/// Adds what a patient takes to a history, from `first_day` to `last_day` as YYYYMMDD (0: without
/// a bound), and writes into the access log that it is checked (`access`). `*out` is 1, or 0 if the
/// patient is not known here, which is not the same as a patient who takes nothing: perhaps the id
/// is wrong.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_add_to_history(
    store: *const ShohosenStore,
    patient: *const c_char,
    patient_length: usize,
    first_day: u32,
    last_day: u32,
    access: *const ShohosenAccess,
    history: *const ShohosenHistory,
    out: *mut i32,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let (store, history) = (object!(store), object!(history));
        let patient = text!(patient, patient_length);
        let days = (day("first_day", first_day)?, day("last_day", last_day)?);
        let access = options!(access);
        // SAFETY: the rules of the header.
        let access = unsafe { access.access() }?;
        let (stored, place) = {
            let mut store = store.turn();
            // Nothing is shown that is not in the log.
            store.record(Action::Check, Some(patient), &access)?;
            (store.history(patient, days)?, store.place().to_owned())
        };
        let known = i32::from(stored.is_some());
        history.change(|history| history.add_stored(&place, stored.unwrap_or_default()));
        Ok(known)
    };
    // SAFETY: the rules of the header.
    unsafe { assign(out, error, call) }
}

/// Removes a patient with all documents and overwrites the bytes. `*out` is how many documents
/// went; 0: there was no such patient here, perhaps the id is wrong. `*erased` (NULL: not asked) is 1
/// if the bytes are overwritten by now, and 0 if another program was reading just then: they are
/// overwritten when the last program closes the store. That it happened stays in the access log.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_delete_patient(
    store: *const ShohosenStore,
    patient: *const c_char,
    patient_length: usize,
    access: *const ShohosenAccess,
    out: *mut u64,
    erased: *mut i32,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let store = object!(store);
        let patient = text!(patient, patient_length);
        let access = options!(access);
        // SAFETY: the rules of the header.
        let access = unsafe { access.access() }?;
        let deletion = store.turn().delete_patient(patient, &access)?;
        if !erased.is_null() {
            // SAFETY: not NULL, so it may be written.
            unsafe { erased.write(deletion.erased.into()) };
        }
        Ok(deletion.documents)
    };
    // SAFETY: the rules of the header.
    unsafe { assign(out, error, call) }
}

/// Looks at everything in the store, as the command `history verify` does: JSON with holds (true: every
/// document is as it was written, and none is missing), what was looked at as in
/// shohosen_store_statistics, findings, and in more how many are not among these. Damage is no error
/// of the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_verify(
    store: *const ShohosenStore,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let verification = object!(store).turn().verify()?;
        Ok(ShohosenOctets::new(verification.to_json().to_string().into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// What is in the store, as the command `history stats` prints it: JSON with schema_version,
/// patients, documents, events, first and last (days as YYYY-MM-DD; null without events),
/// log_entries, bytes (on disk).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_statistics(
    store: *const ShohosenStore,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let statistics = object!(store).turn().statistics()?;
        Ok(ShohosenOctets::new(statistics.to_json().to_string().into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The pseudonymous ids of the patients in the store as a JSON array, in their order: those after `after`
/// (NULL: from the first), at most `limit`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_patients(
    store: *const ShohosenStore,
    after: *const c_char,
    after_length: usize,
    limit: u32,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let store = object!(store);
        let after = optional_text!(after, after_length, "after").unwrap_or_default();
        let patients: serde_json::Value = store.turn().patients(after, limit)?.into();
        Ok(ShohosenOctets::new(patients.to_string().into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The access log as a JSON array, the earliest entry first: those of a patient (NULL: of all) with
/// a larger number than `after`, at most `limit`. Each entry is an object as the command
/// `history log` prints it: schema_version, number, at (RFC 3339), actor, purpose, action (import,
/// delete, show, check, read_log), patient (null: no single one), documents, events.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_store_access_log(
    store: *const ShohosenStore,
    patient: *const c_char,
    patient_length: usize,
    after: u64,
    limit: u32,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let store = object!(store);
        let patient = optional_text!(patient, patient_length, "patient");
        let query = LogQuery { patient: patient.map(str::to_owned), after, limit };
        let entries = store.turn().access_log(&query)?;
        let entries: serde_json::Value = entries.iter().map(LogEntry::to_json).collect();
        Ok(ShohosenOctets::new(entries.to_string().into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// A bound of days as YYYYMMDD; unbounded for 0.
fn day(argument: &'static str, number: u32) -> Result<Bound<Date>, Failure> {
    if number == 0 {
        return Ok(Bound::Unbounded);
    }
    let unknown = |_| Failure::unknown_value(argument, number, "YYYYMMDD");
    Date::parse(&number.to_string()).map(Bound::Included).map_err(unknown)
}
