//! `ShohosenKey`: a private key that signs.

use crate::call::{free, octets, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::text::look_octets;
use shohosen_core::keys::SoftwareKey;
use shohosen_core::pki::Certificate;
use shohosen_core::sign::SigningKey;
use std::ffi::c_char;

/// A private key, in memory or on a card, with the certificate of its holder. Immutable and shared
/// between threads; a card makes one signature after the other. What is in memory is wiped when
/// the key is freed.
pub struct ShohosenKey(pub(crate) Box<dyn SigningKey + Send + Sync>);

/// Takes a private key that is not encrypted (PKCS#8, PKCS#1 or SEC 1; PEM or DER) and the
/// certificate of its holder (PEM or DER). The caller wipes its own copy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_key_from_pem_or_der(
    key: *const u8,
    key_length: usize,
    certificate: *const u8,
    certificate_length: usize,
    out: *mut *mut ShohosenKey,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let certificate = Certificate::from_pem_or_der(octets!(certificate, certificate_length))?;
        let key = SoftwareKey::from_pem_or_der(octets!(key, key_length), certificate)?;
        Ok(ShohosenKey(Box::new(key)))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Takes an encrypted private key (PKCS#8 with PBES2; PEM or DER) and the certificate of its holder
/// (PEM or DER). The caller wipes its own copy of the password.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_key_from_encrypted(
    key: *const u8,
    key_length: usize,
    password: *const u8,
    password_length: usize,
    certificate: *const u8,
    certificate_length: usize,
    out: *mut *mut ShohosenKey,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let certificate = Certificate::from_pem_or_der(octets!(certificate, certificate_length))?;
        let password = octets!(password, password_length);
        let key = SoftwareKey::from_encrypted(octets!(key, key_length), password, certificate)?;
        Ok(ShohosenKey(Box::new(key)))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Takes the private key and the certificate of a PKCS#12 file. The caller wipes its own copy of
/// the password. What decrypts the file does not wipe its memory: where that matters use a card.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_key_from_pkcs12(
    file: *const u8,
    file_length: usize,
    password: *const c_char,
    password_length: usize,
    out: *mut *mut ShohosenKey,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let file = octets!(file, file_length);
        let (key, _) = SoftwareKey::from_pkcs12(file, text!(password, password_length))?;
        Ok(ShohosenKey(Box::new(key)))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Frees a key and wipes it. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_key_free(key: *mut ShohosenKey) {
    // SAFETY: the rules of the header.
    unsafe { free(key) }
}

/// The certificate of the holder, DER. Borrowed from the key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_key_certificate(
    key: *const ShohosenKey,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe { look_octets(key, length, |key| Some(key.0.certificate().der())) }
}
