//! `ShohosenKey`: a private key that signs.

use crate::arguments::plain_options;
use crate::call::{free, octets, optional_text, options, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::text::look_octets;
use shohosen_core::keys::{KeyChoice, SoftwareKey};
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

/// Takes the private key and the certificate of a PKCS#12 file; of several keys the only one whose
/// certificate is for signatures. The caller wipes its own copy of the password.
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

/// Which key of a PKCS#12 file with several. Give one of the three; all zero but `struct_size`: the
/// only one whose certificate is for signatures.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenKeyOptions {
    /// sizeof(ShohosenKeyOptions)
    pub struct_size: usize,
    /// The key with this friendlyName; NULL for any.
    pub friendly_name: *const c_char,
    /// Its length in octets.
    pub friendly_name_length: usize,
    /// The key with this localKeyId; NULL for any.
    pub local_key_id: *const u8,
    /// Its length in octets.
    pub local_key_id_length: usize,
    /// The key that this certificate (PEM or DER) was issued for; NULL for any.
    pub certificate: *const u8,
    /// Its length in octets.
    pub certificate_length: usize,
}

plain_options!(ShohosenKeyOptions {
    struct_size,
    friendly_name,
    friendly_name_length,
    local_key_id,
    local_key_id_length,
    certificate,
    certificate_length
});

/// As shohosen_key_from_pkcs12, with the key of this choice. Where it is not one key, the error lists
/// those that could be meant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_key_from_pkcs12_choosing(
    file: *const u8,
    file_length: usize,
    password: *const c_char,
    password_length: usize,
    options: *const ShohosenKeyOptions,
    out: *mut *mut ShohosenKey,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let file = octets!(file, file_length);
        let password = text!(password, password_length);
        let options = options!(options);
        let name =
            optional_text!(options.friendly_name, options.friendly_name_length, "friendly_name");
        let (local_key_id, length) = (options.local_key_id, options.local_key_id_length);
        let id = octets!(local_key_id, length);
        let id = (!local_key_id.is_null()).then_some(id);
        let (certificate, length) = (options.certificate, options.certificate_length);
        let octets = octets!(certificate, length);
        let certificate = (!certificate.is_null()).then_some(octets);
        let choice = match (name, id, certificate) {
            (None, None, None) => KeyChoice::default(),
            (Some(name), None, None) => KeyChoice::FriendlyName(name.to_owned()),
            (None, Some(id), None) => KeyChoice::LocalKeyId(id.to_vec()),
            (None, None, Some(octets)) => {
                KeyChoice::Certificate(Certificate::from_pem_or_der(octets)?)
            }
            _ => {
                let given = "more than one choice";
                return Err(Failure::unknown_value(
                    "options",
                    given,
                    "one choice, the others NULL",
                ));
            }
        };
        let (key, _) = SoftwareKey::from_pkcs12_choosing(file, password, &choice)?;
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
