//! Documents that a service elsewhere signs and returns whole.

use crate::arguments::time;
use crate::call::{object, octets, produce};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::octets::ShohosenOctets;
use crate::signed::ShohosenSigned;
use crate::signer::ShohosenSigner;
use shohosen_core::Content;
use shohosen_core::pki::Certificate;

/// The document of a prescription without its signature, for a service that signs whole documents:
/// what it returns is for shohosen_signer_adopt. The records (SJ1, UTF-8, LF) are embedded octet for
/// octet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_unsigned_prescription(
    signer: *const ShohosenSigner,
    records: *const u8,
    records_length: usize,
    at: i64,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let content = Content::Prescription(octets!(records, records_length));
        Ok(ShohosenOctets::new(object!(signer).0.unsigned(content, time(at)?)?.bytes))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The same for what was dispensed (CJ1) on a prescription (the signed document, which has to verify).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_unsigned_dispensing(
    signer: *const ShohosenSigner,
    prescription: *const u8,
    prescription_length: usize,
    records: *const u8,
    records_length: usize,
    at: i64,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let prescription = octets!(prescription, prescription_length);
        let records = octets!(records, records_length);
        let content = Content::Dispensing { prescription, records };
        Ok(ShohosenOctets::new(object!(signer).0.unsigned(content, time(at)?)?.bytes))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Takes a document that a remote signing service (HPKI second certificate) was sent without a
/// signature and returned signed. It is taken as it stands, and only if it is what was sent and one
/// signature more that verifies, by a certificate that may sign this at `at`, in seconds since
/// 1970-01-01T00:00:00Z. `certificate` (PEM or DER) is the one that was to sign; NULL: any that leads
/// to a trust anchor. For keys that sign a digest see shohosen_signer_prepare_prescription.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_adopt(
    signer: *const ShohosenSigner,
    sent: *const u8,
    sent_length: usize,
    answer: *const u8,
    answer_length: usize,
    certificate: *const u8,
    certificate_length: usize,
    at: i64,
    out: *mut *mut ShohosenSigned,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let signer = object!(signer);
        let (sent, answer) = (octets!(sent, sent_length), octets!(answer, answer_length));
        let certificate = match certificate.is_null() {
            true => None,
            false => Some(Certificate::from_pem_or_der(octets!(certificate, certificate_length))?),
        };
        let signed = signer.0.adopt(sent, answer, certificate.as_ref(), time(at)?)?;
        Ok(ShohosenSigned::new(signed))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}
