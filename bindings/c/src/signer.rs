//! `ShohosenSigner`: signs records, in one step or in two, and raises the level of signatures.

use crate::arguments::{plain_options, time};
use crate::call::{free, object, octets, optional_text, options, produce};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::key::ShohosenKey;
use crate::prepared::ShohosenPrepared;
use crate::providers::ShohosenProviders;
use crate::signed::ShohosenSigned;
use crate::trust_store::ShohosenTrustStore;
use crate::values::{self, ShohosenLevel};
use crate::verifier::settings;
use shohosen_core::pki::Certificate;
use shohosen_core::pki::crypto::SignatureAlgorithm;
use shohosen_core::records::document::UnsignedDocument;
use shohosen_core::sign::{DocumentTransform, Prefixes};
use shohosen_core::{Content, Permission, Signer, SigningError};
use std::ffi::c_char;

/// Signs prescriptions and dispensing records, and hands out only what it has verified. Immutable
/// and shared between threads.
pub struct ShohosenSigner(pub(crate) Signer);

/// Permits signing with a certificate that has expired or is not valid yet.
pub const SHOHOSEN_PERMIT_CERTIFICATE_OUTSIDE_VALIDITY: u32 = 1;
/// Permits signing with a certificate of the test grade.
pub const SHOHOSEN_PERMIT_TEST_CERTIFICATE: u32 = 2;
/// Permits signing with a certificate for authentication.
pub const SHOHOSEN_PERMIT_AUTHENTICATION_CERTIFICATE: u32 = 4;
/// Permits signing with a role that may not sign the document, or with none.
pub const SHOHOSEN_PERMIT_OTHER_ROLE: u32 = 8;
/// Permits signing records that are not UTF-8 with LF, or do not begin with SJ1 or CJ1.
pub const SHOHOSEN_PERMIT_OTHER_PAYLOAD: u32 = 16;
/// Permits dispensing on a prescription that came out INDETERMINATE.
pub const SHOHOSEN_PERMIT_INDETERMINATE_PRESCRIPTION: u32 = 32;

const PERMISSIONS: [(u32, Permission); 6] = [
    (SHOHOSEN_PERMIT_CERTIFICATE_OUTSIDE_VALIDITY, Permission::CertificateOutsideValidity),
    (SHOHOSEN_PERMIT_TEST_CERTIFICATE, Permission::TestCertificate),
    (SHOHOSEN_PERMIT_AUTHENTICATION_CERTIFICATE, Permission::AuthenticationCertificate),
    (SHOHOSEN_PERMIT_OTHER_ROLE, Permission::OtherRole),
    (SHOHOSEN_PERMIT_OTHER_PAYLOAD, Permission::OtherPayload),
    (SHOHOSEN_PERMIT_INDETERMINATE_PRESCRIPTION, Permission::IndeterminatePrescription),
];

/// How to sign. All zero but `struct_size` is the default: everything doubtful is refused, the
/// signature looks as that of the management service.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenSignerOptions {
    /// sizeof(ShohosenSignerOptions)
    pub struct_size: usize,
    /// The policy by which is verified, in JSON; NULL for the default policy.
    pub policy: *const c_char,
    /// Its length in octets.
    pub policy_length: usize,
    /// What is permitted: SHOHOSEN_PERMIT_... added up.
    pub permissions: u32,
    /// Not 0: the prefixes ds, xades and xades141 in place of those of the service.
    pub common_prefixes: i32,
    /// Not 0: state exclusive canonicalization for the document, as some signing programs do.
    pub exclusive_transform: i32,
    /// 0
    pub reserved: u32,
    /// The signature algorithm as its URI in XML; NULL for the usual one of the key.
    pub algorithm: *const c_char,
    /// Its length in octets.
    pub algorithm_length: usize,
}

impl ShohosenSigner {
    fn sign(
        &self,
        content: Content<'_>,
        key: &ShohosenKey,
        at: i64,
    ) -> Result<ShohosenSigned, Failure> {
        Ok(ShohosenSigned::new(self.0.sign(content, &*key.0, time(at)?)?))
    }

    fn prepare(
        &self,
        content: Content<'_>,
        certificate: &[u8],
        at: i64,
    ) -> Result<ShohosenPrepared, Failure> {
        let certificate = Certificate::from_pem_or_der(certificate)?;
        Ok(ShohosenPrepared::new(self.0.prepare(content, &certificate, time(at)?)?))
    }

    /// A document that lacks its signature, within the limits of the verifier.
    fn unsigned(&self, document: &[u8]) -> Result<UnsignedDocument, Failure> {
        let limits = &self.0.verifier().settings().xml_limits;
        Ok(UnsignedDocument::from_xml(document, limits).map_err(SigningError::from)?)
    }
}

plain_options!(ShohosenSignerOptions {
    struct_size,
    policy,
    policy_length,
    permissions,
    common_prefixes,
    exclusive_transform,
    reserved,
    algorithm,
    algorithm_length
});

/// Makes a signer. What it signs is verified by `trust_store` (NULL: the MHLW HPKI Root CA V2
/// alone) before it is handed out. `options` NULL: the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_new(
    trust_store: *const ShohosenTrustStore,
    options: *const ShohosenSignerOptions,
    out: *mut *mut ShohosenSigner,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let options: ShohosenSignerOptions = options!(options);
        // SAFETY: the rules of the header.
        let settings = unsafe { settings(trust_store, options.policy, options.policy_length) };
        let mut builder = Signer::builder().verifier_settings(settings?);
        for permission in permissions(options.permissions)? {
            builder = builder.permit(permission);
        }
        if options.common_prefixes != 0 {
            builder = builder.prefixes(Prefixes::Common);
        }
        if options.exclusive_transform != 0 {
            builder = builder.document_transform(DocumentTransform::Exclusive);
        }
        if let Some(uri) = optional_text!(options.algorithm, options.algorithm_length, "algorithm")
        {
            let unknown = |_| Failure::unknown_value("algorithm", uri, "a URI of XML signatures");
            builder = builder.algorithm(SignatureAlgorithm::from_xml_uri(uri).map_err(unknown)?);
        }
        Ok(ShohosenSigner(builder.build()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

fn permissions(bits: u32) -> Result<impl Iterator<Item = Permission>, Failure> {
    let known = PERMISSIONS.iter().fold(0, |known, (bit, _)| known | bit);
    if bits & !known != 0 {
        return Err(Failure::unknown_value("permissions", bits, "SHOHOSEN_PERMIT_..."));
    }
    Ok(PERMISSIONS.into_iter().filter(move |(bit, _)| bits & bit != 0).map(|(_, name)| name))
}

/// Frees a signer. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_free(signer: *mut ShohosenSigner) {
    // SAFETY: the rules of the header.
    unsafe { free(signer) }
}

/// Signs the records of a prescription (SJ1, UTF-8, LF) at `at`, in seconds since
/// 1970-01-01T00:00:00Z. Nothing comes out that does not verify.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_sign_prescription(
    signer: *const ShohosenSigner,
    key: *const ShohosenKey,
    records: *const u8,
    records_length: usize,
    at: i64,
    out: *mut *mut ShohosenSigned,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let content = Content::Prescription(octets!(records, records_length));
        object!(signer).sign(content, object!(key), at)
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Signs the records of what was dispensed (CJ1, UTF-8, LF) on a prescription (the signed
/// document, which has to verify) at `at`, in seconds since 1970-01-01T00:00:00Z.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_sign_dispensing(
    signer: *const ShohosenSigner,
    key: *const ShohosenKey,
    prescription: *const u8,
    prescription_length: usize,
    records: *const u8,
    records_length: usize,
    at: i64,
    out: *mut *mut ShohosenSigned,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let prescription = octets!(prescription, prescription_length);
        let records = octets!(records, records_length);
        object!(signer).sign(Content::Dispensing { prescription, records }, object!(key), at)
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Signs a document (XML) that somebody else has built and that lacks only its signature. Its octets
/// are kept.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_sign_document(
    signer: *const ShohosenSigner,
    key: *const ShohosenKey,
    document: *const u8,
    document_length: usize,
    at: i64,
    out: *mut *mut ShohosenSigned,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let (signer, key) = (object!(signer), object!(key));
        let document = signer.unsigned(octets!(document, document_length))?;
        signer.sign(Content::Document(&document), key, at)
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The first of two steps, for a signer elsewhere: everything of a signed prescription but the
/// signature value. `certificate` (PEM or DER) is that of the signer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_prepare_prescription(
    signer: *const ShohosenSigner,
    certificate: *const u8,
    certificate_length: usize,
    records: *const u8,
    records_length: usize,
    at: i64,
    out: *mut *mut ShohosenPrepared,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let content = Content::Prescription(octets!(records, records_length));
        object!(signer).prepare(content, octets!(certificate, certificate_length), at)
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The first of two steps for a dispensing record, as shohosen_signer_prepare_prescription.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_prepare_dispensing(
    signer: *const ShohosenSigner,
    certificate: *const u8,
    certificate_length: usize,
    prescription: *const u8,
    prescription_length: usize,
    records: *const u8,
    records_length: usize,
    at: i64,
    out: *mut *mut ShohosenPrepared,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let prescription = octets!(prescription, prescription_length);
        let records = octets!(records, records_length);
        let content = Content::Dispensing { prescription, records };
        object!(signer).prepare(content, octets!(certificate, certificate_length), at)
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The first of two steps for a document (XML) that somebody else has built and that lacks only its
/// signature, as shohosen_signer_prepare_prescription.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_prepare_document(
    signer: *const ShohosenSigner,
    certificate: *const u8,
    certificate_length: usize,
    document: *const u8,
    document_length: usize,
    at: i64,
    out: *mut *mut ShohosenPrepared,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let signer = object!(signer);
        let certificate = octets!(certificate, certificate_length);
        let document = signer.unsigned(octets!(document, document_length))?;
        signer.prepare(Content::Document(&document), certificate, at)
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The second step: puts the signature value in its place (RSA: as it is; ECDSA: r and s one after
/// the other) and verifies the document. Nothing in `prepared` is believed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_finish(
    signer: *const ShohosenSigner,
    prepared: *const ShohosenPrepared,
    value: *const u8,
    value_length: usize,
    at: i64,
    out: *mut *mut ShohosenSigned,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let (signer, prepared) = (object!(signer), object!(prepared));
        let value = octets!(value, value_length);
        Ok(ShohosenSigned::new(signer.0.finish(prepared.prepared(), value, time(at)?)?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Raises the level of the signature of a document, whoever made it: the prescriber's of a
/// prescription, the pharmacist's of a dispensing record. Every level on the way is added. No
/// signed octet changes. `at` is the time now, in seconds since 1970-01-01T00:00:00Z.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_signer_extend(
    signer: *const ShohosenSigner,
    document: *const u8,
    document_length: usize,
    level: ShohosenLevel,
    providers: *const ShohosenProviders,
    at: i64,
    out: *mut *mut ShohosenSigned,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let signer = object!(signer);
        let document = octets!(document, document_length);
        let (level, at) = (values::level_of(level)?, time(at)?);
        // SAFETY: the rules of the header.
        let sources = unsafe { providers.as_ref() }.map(ShohosenProviders::snapshot);
        let sources = sources.unwrap_or_default();
        Ok(ShohosenSigned::new(signer.0.extend(document, level, sources.borrow(), at)?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_has_a_bit_of_its_own_and_no_other_bit_means_anything() {
        let all = PERMISSIONS.iter().fold(0, |bits, (bit, _)| bits | bit);
        let permitted: Vec<_> = permissions(all).unwrap().collect();
        assert_eq!(permitted, Permission::ALL);
        assert_eq!(permissions(0).unwrap().count(), 0);
        assert!(permissions(all + 1).is_err());
    }
}
