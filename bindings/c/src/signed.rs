//! `ShohosenSigned`: a document that was signed, and how it verifies.

use crate::call::{free, look};
use crate::report::ShohosenReport;
use crate::text::look_octets;
use shohosen_core::Signed;
use std::ptr;

/// A document that was signed, and how it verifies. Immutable.
pub struct ShohosenSigned {
    report: ShohosenReport,
    document: Vec<u8>,
}

impl ShohosenSigned {
    pub(crate) fn new(signed: Signed) -> Self {
        let (document, verified) = signed.into_parts();
        Self { report: ShohosenReport::new(verified), document }
    }
}

/// Frees it. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signed_free(signed: *mut ShohosenSigned) {
    // SAFETY: the rules of the header.
    unsafe { free(signed) }
}

/// The document. Nothing stands after the last octet. Borrowed from the object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signed_document(
    signed: *const ShohosenSigned,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe { look_octets(signed, length, |signed| Some(&signed.document)) }
}

/// How the document verifies. A signature without revocation information (ES-BES) comes out
/// INDETERMINATE: whether the certificate was revoked is not known yet. Borrowed from the object: do
/// not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signed_report(
    signed: *const ShohosenSigned,
) -> *const ShohosenReport {
    // SAFETY: the rules of the header.
    unsafe { look(signed, ptr::null(), |signed| ptr::from_ref(&signed.report)) }
}
