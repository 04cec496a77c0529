//! `ShohosenTrustStore`: who is trusted, and the certificates and revocation lists at hand.

use crate::call::{free, object, octets, perform, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use shohosen_core::VerifierSettings;
use shohosen_core::pki::{Certificate, CertificateList, OcspResponse, TrustAnchor};
use shohosen_core::xades::Trust;
use std::ffi::c_char;
use std::sync::{Mutex, PoisonError};

/// Who is trusted, and the certificates and revocation lists at hand. It may be added to from
/// several threads; verifiers and signers copy what is in it when they are made.
pub struct ShohosenTrustStore(Mutex<Trust>);

impl ShohosenTrustStore {
    pub(crate) fn trust(&self) -> Trust {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Makes a trust store that trusts the MHLW HPKI Root CA V2 for signers, and nobody for
/// time-stamps.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_new(
    out: *mut *mut ShohosenTrustStore,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let trust = || VerifierSettings::with_mhlw_root().trust;
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, || Ok(ShohosenTrustStore(Mutex::new(trust())))) }
}

/// Makes a trust store that trusts nobody.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_new_empty(
    out: *mut *mut ShohosenTrustStore,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, || Ok(ShohosenTrustStore(Mutex::default()))) }
}

/// Frees a trust store. NULL is allowed. What was made of it stays as it is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_free(trust_store: *mut ShohosenTrustStore) {
    // SAFETY: the rules of the header.
    unsafe { free(trust_store) }
}

/// Trusts this certificate (PEM or DER) for signers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_add_anchor(
    trust_store: *const ShohosenTrustStore,
    certificate: *const u8,
    certificate_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let read = || anchor(octets!(certificate, certificate_length));
    // SAFETY: the rules of the header.
    unsafe { add(trust_store, error, read, |trust, anchor| trust.signers.add(anchor)) }
}

/// Trusts the certificate with this SHA-256 (64 hexadecimal digits, colons allowed) for signers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_add_anchor_sha256(
    trust_store: *const ShohosenTrustStore,
    sha256: *const c_char,
    sha256_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let read = || pinned(text!(sha256, sha256_length));
    // SAFETY: the rules of the header.
    unsafe { add(trust_store, error, read, |trust, anchor| trust.signers.add(anchor)) }
}

/// Trusts this certificate (PEM or DER) for time-stamps.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_add_tsa_anchor(
    trust_store: *const ShohosenTrustStore,
    certificate: *const u8,
    certificate_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let read = || anchor(octets!(certificate, certificate_length));
    // SAFETY: the rules of the header.
    unsafe {
        add(trust_store, error, read, |trust, anchor| trust.time_stamp_authorities.add(anchor))
    }
}

/// Trusts the certificate with this SHA-256 (64 hexadecimal digits, colons allowed) for
/// time-stamps.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_add_tsa_anchor_sha256(
    trust_store: *const ShohosenTrustStore,
    sha256: *const c_char,
    sha256_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let read = || pinned(text!(sha256, sha256_length));
    // SAFETY: the rules of the header.
    unsafe {
        add(trust_store, error, read, |trust, anchor| trust.time_stamp_authorities.add(anchor))
    }
}

/// Adds certificates (PEM, one or several, or DER) that may be needed for a path. They are not
/// trusted for being here.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_add_intermediates(
    trust_store: *const ShohosenTrustStore,
    certificates: *const u8,
    certificates_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let read = || {
        let certificates = octets!(certificates, certificates_length);
        Ok(Certificate::all_from_pem_or_der(certificates)?)
    };
    // SAFETY: the rules of the header.
    unsafe { add(trust_store, error, read, |trust, these| trust.certificates.extend(these)) }
}

/// Adds a certificate revocation list (DER), or every one of PEM text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_add_crl(
    trust_store: *const ShohosenTrustStore,
    crl: *const u8,
    crl_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let read = || Ok(CertificateList::all_from_pem_or_der(octets!(crl, crl_length))?);
    // SAFETY: the rules of the header.
    unsafe { add(trust_store, error, read, |trust, lists| trust.crls.extend(lists)) }
}

/// Adds an OCSP response (DER).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_trust_store_add_ocsp_response(
    trust_store: *const ShohosenTrustStore,
    response: *const u8,
    response_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let read = || Ok(OcspResponse::from_der(octets!(response, response_length))?);
    // SAFETY: the rules of the header.
    unsafe { add(trust_store, error, read, |trust, response| trust.ocsp_responses.push(response)) }
}

/// Reads what is handed over, and adds it; the store is locked only for that.
///
/// # Safety
/// The rules of the header.
unsafe fn add<T>(
    trust_store: *const ShohosenTrustStore,
    error: *mut *mut ShohosenError,
    read: impl FnOnce() -> Result<T, Failure>,
    add: impl FnOnce(&mut Trust, T),
) -> ShohosenStatus {
    let call = || {
        let trust_store = object!(trust_store);
        let value = read()?;
        // Adding cannot leave anything half-done.
        add(&mut trust_store.0.lock().unwrap_or_else(PoisonError::into_inner), value);
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { perform(error, call) }
}

fn anchor(certificate: &[u8]) -> Result<TrustAnchor, Failure> {
    Ok(TrustAnchor::certificate(Certificate::from_pem_or_der(certificate)?))
}

fn pinned(text: &str) -> Result<TrustAnchor, Failure> {
    let unknown = || Failure::unknown_value("sha256", text, "64 hexadecimal digits");
    TrustAnchor::from_fingerprint(text).ok_or_else(unknown)
}
