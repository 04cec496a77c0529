//! `ShohosenError`: why a call failed.

use crate::call::{free, look};
use crate::failure::Failure;
use crate::findings::ShohosenFindings;
use crate::text;
use crate::values::ShohosenLanguage;
use std::ffi::c_char;
use std::ptr;

/// How a call ended: SHOHOSEN_OK, or what kind of failure it was.
pub type ShohosenStatus = i32;
/// Done. A document that is INVALID is no failure: it has a report.
pub const SHOHOSEN_OK: i32 = 0;
/// A fault of the calling program: NULL where an object is needed, text that is not UTF-8 or too
/// long, an unknown value, options that were not initialised.
pub const SHOHOSEN_MISUSE: i32 = 1;
/// Input that cannot be read at all: not XML, not a certificate, a wrong password of a PKCS#12.
pub const SHOHOSEN_UNREADABLE: i32 = 2;
/// Something is not signed, extended, converted, read or imported: it may not be, it does not
/// verify, or a part of it would be lost. The findings are the reasons.
pub const SHOHOSEN_REFUSED: i32 = 3;
/// A card, a server or a store did not do what it was asked for.
pub const SHOHOSEN_UNAVAILABLE: i32 = 4;
/// A fault of the library.
pub const SHOHOSEN_INTERNAL: i32 = 5;

/// Why a call failed. Immutable.
pub struct ShohosenError {
    status: ShohosenStatus,
    findings: ShohosenFindings,
}

impl ShohosenError {
    pub(crate) fn new(failure: Failure) -> Self {
        Self { status: failure.status, findings: ShohosenFindings::new(failure.findings) }
    }
}

/// Frees an error. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_error_free(error: *mut ShohosenError) {
    // SAFETY: the rules of the header.
    unsafe { free(error) }
}

/// The status that the call returned; SHOHOSEN_OK for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_error_status(error: *const ShohosenError) -> ShohosenStatus {
    // SAFETY: the rules of the header.
    unsafe { look(error, SHOHOSEN_OK, |error| error.status) }
}

/// The stable code of the (first) reason, such as "signing.key.other_certificate". Borrowed from
/// the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_error_code(
    error: *const ShohosenError,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(error, length, |error| error.findings.code(0)) }
}

/// The (first) reason as a sentence for people. Borrowed from the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_error_message(
    error: *const ShohosenError,
    language: ShohosenLanguage,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(error, length, |error| error.findings.message(0, language)) }
}

/// What to do about the (first) reason. Borrowed from the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_error_remedy(
    error: *const ShohosenError,
    language: ShohosenLanguage,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(error, length, |error| error.findings.remedy(0, language)) }
}

/// Every reason. Borrowed from the error: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_error_findings(
    error: *const ShohosenError,
) -> *const ShohosenFindings {
    // SAFETY: the rules of the header.
    unsafe { look(error, ptr::null(), |error| &raw const error.findings) }
}
