//! `ShohosenVerifier`: verifies documents and certificates.

use crate::arguments::{array, named, plain_options, time};
use crate::call::{free, object, octets, optional_text, options, produce};
use crate::certificate_report::ShohosenCertificateReport;
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::octets::ShohosenOctets;
use crate::report::ShohosenReport;
use crate::trust_store::ShohosenTrustStore;
use shohosen_core::pki::Certificate;
use shohosen_core::{
    ExternalFiles, Language, SCHEMA_VERSION, Verifier, VerifierSettings, VerifyInput,
    VerifyScratch, hex,
};
use std::ffi::c_char;

/// Verifies documents. Immutable and shared between threads; what was parsed and verified once
/// (issuer certificates, revocation lists) is remembered within bounds.
pub struct ShohosenVerifier(pub(crate) Verifier);

/// How to verify. All zero but `struct_size` is the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenVerifierOptions {
    /// sizeof(ShohosenVerifierOptions)
    pub struct_size: usize,
    /// A policy in JSON (the keys are in the README); NULL for the default policy.
    pub policy: *const c_char,
    /// Its length in octets.
    pub policy_length: usize,
    /// Not 0: accept certificates of the test grade (…1.5.1.1.0.1); the report says so.
    pub allow_test_certificates: i32,
    /// Not 0: judge signed scans of paper prescriptions by their signature.
    pub accept_scanned: i32,
}

plain_options!(ShohosenVerifierOptions {
    struct_size,
    policy,
    policy_length,
    allow_test_certificates,
    accept_scanned
});

/// Octets that lie outside the document: under the URI by which the document refers to them, or
/// under the path of their file, by whose name they are found (a relative URI without ".."; of
/// several files of one name the one whose folders agree; where that leaves a choice, none).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenExternalData {
    /// The URI as it stands in the document, or the path of the file.
    pub uri: *const c_char,
    /// Its length in octets.
    pub uri_length: usize,
    /// The octets.
    pub data: *const u8,
    /// How many.
    pub data_length: usize,
}

/// The settings of a verifier, or of the verifier inside a signer: without a trust store the
/// built-in root alone is trusted, without a policy it is the default one.
///
/// # Safety
/// The rules of the header.
pub(crate) unsafe fn settings(
    trust_store: *const ShohosenTrustStore,
    policy: *const c_char,
    policy_length: usize,
) -> Result<VerifierSettings, Failure> {
    let mut settings = match optional_text!(policy, policy_length, "policy") {
        Some(policy) => VerifierSettings::from_policy_json(policy.as_bytes())?,
        None => VerifierSettings::with_mhlw_root(),
    };
    // SAFETY: as this function's.
    if let Some(trust_store) = unsafe { trust_store.as_ref() } {
        settings.trust = trust_store.trust();
    }
    Ok(settings)
}

/// Makes a verifier. `trust_store` NULL: the MHLW HPKI Root CA V2 is trusted for signers, nobody
/// for time-stamps. `options` NULL: the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_new(
    trust_store: *const ShohosenTrustStore,
    options: *const ShohosenVerifierOptions,
    out: *mut *mut ShohosenVerifier,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let options: ShohosenVerifierOptions = options!(options);
        // SAFETY: the rules of the header.
        let settings = unsafe { settings(trust_store, options.policy, options.policy_length) };
        let mut settings = settings?;
        settings.policy.hpki.allow_test_certificates |= options.allow_test_certificates != 0;
        settings.accept_scanned |= options.accept_scanned != 0;
        Ok(ShohosenVerifier(Verifier::new(settings)))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Frees a verifier. NULL is allowed. Its reports stay as they are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_free(verifier: *mut ShohosenVerifier) {
    // SAFETY: the rules of the header.
    unsafe { free(verifier) }
}

/// Verifies a document (its octets as they were received) as of `at`, in seconds since
/// 1970-01-01T00:00:00Z. Fails only if the octets are not XML that can be read; anything wrong
/// with the signature is in the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_verify(
    verifier: *const ShohosenVerifier,
    document: *const u8,
    document_length: usize,
    at: i64,
    out: *mut *mut ShohosenReport,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let verifier = object!(verifier);
        let document = octets!(document, document_length);
        Ok(ShohosenReport::new(verifier.0.verify(document, time(at)?)?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// As shohosen_verifier_verify, with data outside the document that it refers to (the manifest of
/// a signed scan). Nothing is ever fetched.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_verify_with(
    verifier: *const ShohosenVerifier,
    document: *const u8,
    document_length: usize,
    at: i64,
    external: *const ShohosenExternalData,
    external_count: usize,
    out: *mut *mut ShohosenReport,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let verifier = object!(verifier);
        let document = octets!(document, document_length);
        // SAFETY: the rules of the header.
        let external = unsafe { self::external(external, external_count) }?;
        let input = VerifyInput { external: Some(&external) };
        let scratch = &mut VerifyScratch::default();
        Ok(ShohosenReport::new(verifier.0.verify_with(document, time(at)?, input, scratch)?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Says for each reference of a document that does not match what was digested and the likely
/// cause, as a JSON array of objects: schema_version, path and uri of the reference, octets (what was
/// digested, as text), expected and actual (the digests, in hexadecimal), cause_ja, cause_en.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_explain(
    verifier: *const ShohosenVerifier,
    document: *const u8,
    document_length: usize,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let verifier = object!(verifier);
        let document = octets!(document, document_length);
        let explanations = verifier.0.explain(document, VerifyInput::default())?;
        let explanations: Vec<_> = explanations
            .iter()
            .map(|explanation| {
                serde_json::json!({
                    "schema_version": SCHEMA_VERSION,
                    "path": explanation.path,
                    "uri": explanation.uri,
                    "octets": String::from_utf8_lossy(&explanation.octets),
                    "expected": hex(&explanation.expected),
                    "actual": hex(&explanation.actual),
                    "cause_ja": explanation.cause.message(Language::Japanese),
                    "cause_en": explanation.cause.message(Language::English),
                })
            })
            .collect();
        Ok(ShohosenOctets::new(serde_json::Value::from(explanations).to_string().into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Judges a certificate (PEM or DER) as of `at`, in seconds since 1970-01-01T00:00:00Z: path,
/// revocation, policies, key usage, and whether it names a qualification.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_verify_certificate(
    verifier: *const ShohosenVerifier,
    certificate: *const u8,
    certificate_length: usize,
    at: i64,
    out: *mut *mut ShohosenCertificateReport,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let verifier = object!(verifier);
        let certificate = Certificate::from_pem_or_der(octets!(certificate, certificate_length))?;
        let report = verifier.0.verify_certificate(&certificate, time(at)?);
        Ok(ShohosenCertificateReport::new(report))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// # Safety
/// `count` structures can be read at `data`, and what they point to.
pub(crate) unsafe fn external<'e>(
    data: *const ShohosenExternalData,
    count: usize,
) -> Result<ExternalFiles<'e>, Failure> {
    // SAFETY: as this function's.
    let entries = unsafe { array(data, count, "external") }?;
    let mut files = ExternalFiles::default();
    for entry in entries {
        let (uri, data) = ((entry.uri, entry.uri_length), (entry.data, entry.data_length));
        // SAFETY: as this function's.
        let (uri, octets): (Option<&'e str>, &'e [u8]) = unsafe { named(uri, data, "external") }?;
        files.add(uri.ok_or_else(|| Failure::missing("external.uri"))?, octets);
    }
    Ok(files)
}
