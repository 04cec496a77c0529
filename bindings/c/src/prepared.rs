//! `ShohosenPrepared`: a document that lacks only the signature value.

use crate::call::{free, octets, produce};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::text::{self, Text, look_octets};
use shohosen_core::Prepared;
use std::ffi::c_char;

/// A document that lacks only the signature value. Immutable. It may be stored as JSON and finished
/// in another process.
pub struct ShohosenPrepared {
    prepared: Prepared,
    digest_info: Vec<u8>,
    algorithm: Text,
    json: Text,
}

impl ShohosenPrepared {
    pub(crate) fn new(prepared: Prepared) -> Self {
        Self {
            digest_info: prepared.digest_info(),
            algorithm: Text::new(prepared.algorithm().xml_uri().unwrap_or_default()),
            json: Text::new(prepared.to_json()),
            prepared,
        }
    }

    pub(crate) const fn prepared(&self) -> &Prepared {
        &self.prepared
    }
}

/// Reads the JSON that shohosen_prepared_json gave.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prepared_from_json(
    json: *const c_char,
    json_length: usize,
    out: *mut *mut ShohosenPrepared,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || Ok(ShohosenPrepared::new(Prepared::from_json(octets!(json, json_length))?));
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Frees it. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prepared_free(prepared: *mut ShohosenPrepared) {
    // SAFETY: the rules of the header.
    unsafe { free(prepared) }
}

/// The octets to be signed (SignedInfo in its canonical form); whoever signs digests them. Borrowed
/// from the object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prepared_octets(
    prepared: *const ShohosenPrepared,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe { look_octets(prepared, length, |prepared| Some(prepared.prepared.octets())) }
}

/// The DER of the DigestInfo of the octets (RFC 8017 §9.2), for a signer that only pads, such as
/// CKM_RSA_PKCS. Borrowed from the object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prepared_digest_info(
    prepared: *const ShohosenPrepared,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe { look_octets(prepared, length, |prepared| Some(&prepared.digest_info)) }
}

/// The algorithm that the value must be of, as its URI in XML. Borrowed from the object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prepared_algorithm(
    prepared: *const ShohosenPrepared,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(prepared, length, |prepared| Some(&prepared.algorithm)) }
}

/// The state as JSON, to be stored. Borrowed from the object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prepared_json(
    prepared: *const ShohosenPrepared,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(prepared, length, |prepared| Some(&prepared.json)) }
}
