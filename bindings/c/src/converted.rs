//! `ShohosenConverted`: records in another format.

use crate::call::{free, look};
use crate::findings::ShohosenFindings;
use crate::text::look_octets;
use shohosen_core::records::Converted;
use std::ptr;

/// Records in another format, and what was lost or changed. Immutable.
pub struct ShohosenConverted {
    file: Vec<u8>,
    findings: ShohosenFindings,
}

impl ShohosenConverted {
    pub(crate) fn new(converted: Converted) -> Self {
        Self { file: converted.bytes, findings: ShohosenFindings::new(converted.findings) }
    }
}

/// Frees it. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_converted_free(converted: *mut ShohosenConverted) {
    // SAFETY: the rules of the header.
    unsafe { free(converted) }
}

/// The file, in the character set of its format (JAHIS: Shift_JIS). Nothing stands after the last
/// octet. Borrowed from the object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_converted_file(
    converted: *const ShohosenConverted,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe { look_octets(converted, length, |converted| Some(&converted.file)) }
}

/// What was lost or changed. Borrowed from the object: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_converted_findings(
    converted: *const ShohosenConverted,
) -> *const ShohosenFindings {
    // SAFETY: the rules of the header.
    unsafe { look(converted, ptr::null(), |converted| ptr::from_ref(&converted.findings)) }
}
