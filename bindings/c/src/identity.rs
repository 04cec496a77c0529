//! `ShohosenIdentity`: who signed, as the certificate says it.

use crate::call::look;
use crate::text::{self, Text};
use shohosen_core::SignerIdentity;
use std::ffi::c_char;

/// Who signed, as the certificate says it. Part of a report, and borrowed from it.
pub struct ShohosenIdentity {
    common_name: Option<Text>,
    name_ja: Option<Text>,
    organization: Option<Text>,
    roles: Vec<(Text, Option<Text>)>,
    certificate_sha256: Text,
    licence_number: Option<Text>,
}

impl ShohosenIdentity {
    pub(crate) fn new(signer: &SignerIdentity) -> Self {
        let japanese = signer.hc_roles_ja.iter().cloned().chain(std::iter::repeat(None));
        let roles = signer.hc_roles.iter().cloned().zip(japanese);
        Self {
            common_name: Text::optional(signer.common_name.clone()),
            name_ja: Text::optional(signer.name_ja.clone()),
            organization: Text::optional(signer.organization.clone()),
            roles: roles.map(|(role, ja)| (Text::new(role), Text::optional(ja))).collect(),
            certificate_sha256: Text::new(signer.certificate_sha256.clone()),
            licence_number: Text::optional(signer.licence_number.clone()),
        }
    }
}

/// The name in Latin letters (subject CN); NULL if there is none. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_identity_common_name(
    identity: *const ShohosenIdentity,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(identity, length, |identity| identity.common_name.as_ref()) }
}

/// The name in Japanese; NULL if there is none. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_identity_name_ja(
    identity: *const ShohosenIdentity,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(identity, length, |identity| identity.name_ja.as_ref()) }
}

/// The institution (subject O); NULL if there is none. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_identity_organization(
    identity: *const ShohosenIdentity,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(identity, length, |identity| identity.organization.as_ref()) }
}

/// How many qualifications (hcRole, 国家資格) the certificate names; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_identity_role_count(identity: *const ShohosenIdentity) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(identity, 0, |identity| identity.roles.len()) }
}

/// A qualification as the certificate has it, such as "Medical Doctor". NULL beyond the last one.
/// Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_identity_role(
    identity: *const ShohosenIdentity,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe {
        text::look(identity, length, |identity| identity.roles.get(index).map(|(role, _)| role))
    }
}

/// A qualification in Japanese, such as 医師. NULL if its name is not known. Borrowed from the
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_identity_role_ja(
    identity: *const ShohosenIdentity,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(identity, length, |identity| identity.roles.get(index)?.1.as_ref()) }
}

/// SHA-256 of the certificate, in lower-case hexadecimal. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_identity_certificate_sha256(
    identity: *const ShohosenIdentity,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(identity, length, |identity| Some(&identity.certificate_sha256)) }
}

/// The registration number of the qualification (医籍登録番号 ...); NULL if there is none.
/// Personal data: it is in no JSON. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_identity_licence_number(
    identity: *const ShohosenIdentity,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(identity, length, |identity| identity.licence_number.as_ref()) }
}
