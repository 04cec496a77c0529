//! `ShohosenReports`: many documents at once.

use crate::arguments::{array, time};
use crate::call::{free, guarded, look, object, produce};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::report::ShohosenReport;
use crate::verifier::ShohosenVerifier;
use shohosen_core::{Time, Verifier, VerifyInput, VerifyScratch};
use std::num::NonZero;
use std::ptr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More threads than this are not started.
const MAX_THREADS: usize = 256;

/// The octets of one document.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenDocument {
    /// The octets.
    pub data: *const u8,
    /// How many.
    pub length: usize,
}

/// What became of each of many documents, in their order. Immutable.
pub struct ShohosenReports(Vec<Result<ShohosenReport, ShohosenError>>);

/// Verifies many documents as of `at`, in seconds since 1970-01-01T00:00:00Z, on so many threads;
/// 0 for one a core. All reports are held in memory: hand over large archives in parts.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_verify_many(
    verifier: *const ShohosenVerifier,
    documents: *const ShohosenDocument,
    documents_count: usize,
    at: i64,
    threads: u32,
    out: *mut *mut ShohosenReports,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let verifier = object!(verifier);
        // SAFETY: the rules of the header.
        let documents = unsafe { slices(documents, documents_count, "documents") }?;
        let threads = usize::try_from(threads).ok().filter(|&threads| threads > 0);
        let cores = || thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.unwrap_or_else(cores).min(documents.len()).min(MAX_THREADS);
        let reports = verify_all(&verifier.0, &documents, time(at)?, threads);
        Ok(ShohosenReports(reports))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Frees the outcome with all its reports and errors. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_reports_free(reports: *mut ShohosenReports) {
    // SAFETY: the rules of the header.
    unsafe { free(reports) }
}

/// How many documents there were; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_reports_count(reports: *const ShohosenReports) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(reports, 0, |reports| reports.0.len()) }
}

/// The report of a document; NULL if it could not be read. Borrowed from `reports`: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_reports_report(
    reports: *const ShohosenReports,
    index: usize,
) -> *const ShohosenReport {
    let report = |reports: &ShohosenReports| match reports.0.get(index) {
        Some(Ok(report)) => ptr::from_ref(report),
        _ => ptr::null(),
    };
    // SAFETY: the rules of the header.
    unsafe { look(reports, ptr::null(), report) }
}

/// Why a document could not be read; NULL if it has a report. Borrowed from `reports`: do not free
/// it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_reports_error(
    reports: *const ShohosenReports,
    index: usize,
) -> *const ShohosenError {
    let error = |reports: &ShohosenReports| match reports.0.get(index) {
        Some(Err(error)) => ptr::from_ref(error),
        _ => ptr::null(),
    };
    // SAFETY: the rules of the header.
    unsafe { look(reports, ptr::null(), error) }
}

/// # Safety
/// `count` structures can be read at `documents`, and the octets of each.
pub(crate) unsafe fn slices<'d>(
    documents: *const ShohosenDocument,
    count: usize,
    name: &'static str,
) -> Result<Vec<&'d [u8]>, Failure> {
    // SAFETY: as this function's.
    let documents = unsafe { array(documents, count, name) }?;
    let octets = |document: &ShohosenDocument| {
        // SAFETY: the caller's promise.
        unsafe { array(document.data, document.length, name) }
    };
    documents.iter().map(octets).collect()
}

/// Each thread takes the next document until there are none left. No thread outlives the call.
fn verify_all(
    verifier: &Verifier,
    documents: &[&[u8]],
    at: Time,
    threads: usize,
) -> Vec<Result<ShohosenReport, ShohosenError>> {
    let outcomes: Vec<OnceLock<_>> = documents.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut scratch = VerifyScratch::default();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(document), Some(outcome)) = (documents.get(index), outcomes.get(index))
            else {
                break;
            };
            let verified = guarded(|| {
                let input = VerifyInput::default();
                Ok(verifier.verify_with(document, at, input, &mut scratch)?)
            });
            let _ = outcome.set(verified.map(ShohosenReport::new).map_err(ShohosenError::new));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Without another thread it takes longer, that is all.
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    let none = || Err(ShohosenError::new(Failure::panicked("no outcome".into())));
    outcomes.into_iter().map(|outcome| outcome.into_inner().unwrap_or_else(none)).collect()
}
