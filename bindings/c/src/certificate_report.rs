//! `ShohosenCertificateReport`: what was found about one certificate.

use crate::call::{free, look};
use crate::findings::ShohosenFindings;
use crate::identity::ShohosenIdentity;
use crate::text::{self, Text};
use crate::values::{self, SHOHOSEN_VERDICT_NONE, ShohosenIndication, ShohosenVerdict};
use shohosen_core::{CertificateReport, Judgement, SubIndication};
use std::ffi::c_char;
use std::ptr;

/// What was found about one certificate. Immutable.
pub struct ShohosenCertificateReport {
    judgement: Judgement,
    sub_indication: Option<Text>,
    signer: ShohosenIdentity,
    subject: Text,
    issuer: Text,
    serial: Text,
    not_before: Text,
    not_after: Text,
    findings: ShohosenFindings,
    json: Text,
}

impl ShohosenCertificateReport {
    pub(crate) fn new(report: CertificateReport) -> Self {
        let sub_indication = report.judgement.sub_indication().map(SubIndication::as_str);
        Self {
            judgement: report.judgement,
            sub_indication: Text::optional(sub_indication),
            signer: ShohosenIdentity::new(&report.signer),
            // Text and numbers only: writing them as JSON cannot fail.
            json: Text::new(serde_json::to_string(&report).unwrap_or_default()),
            subject: Text::new(report.subject),
            issuer: Text::new(report.issuer),
            serial: Text::new(report.serial),
            not_before: Text::new(report.not_before.to_string()),
            not_after: Text::new(report.not_after.to_string()),
            findings: ShohosenFindings::new(report.findings),
        }
    }
}

/// Frees a report on a certificate. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_free(report: *mut ShohosenCertificateReport) {
    // SAFETY: the rules of the header.
    unsafe { free(report) }
}

/// May its holder be trusted to have signed at this time? SHOHOSEN_VERDICT_NONE for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_verdict(
    report: *const ShohosenCertificateReport,
) -> ShohosenVerdict {
    let verdict = |report: &ShohosenCertificateReport| values::verdict(report.judgement.verdict());
    // SAFETY: the rules of the header.
    unsafe { look(report, SHOHOSEN_VERDICT_NONE, verdict) }
}

/// The same in the terms of ETSI EN 319 102-1; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_indication(
    report: *const ShohosenCertificateReport,
) -> ShohosenIndication {
    let indication =
        |report: &ShohosenCertificateReport| values::indication(report.judgement.indication());
    // SAFETY: the rules of the header.
    unsafe { look(report, 0, indication) }
}

/// Why the indication is not TOTAL-PASSED; NULL if it is. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_sub_indication(
    report: *const ShohosenCertificateReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| report.sub_indication.as_ref()) }
}

/// Whose certificate it is. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_signer(
    report: *const ShohosenCertificateReport,
) -> *const ShohosenIdentity {
    // SAFETY: the rules of the header.
    unsafe { look(report, ptr::null(), |report| ptr::from_ref(&report.signer)) }
}

/// The subject without its serialNumber (personal data), RFC 4514. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_subject(
    report: *const ShohosenCertificateReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| Some(&report.subject)) }
}

/// The issuer, RFC 4514. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_issuer(
    report: *const ShohosenCertificateReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| Some(&report.issuer)) }
}

/// The serial number in hexadecimal. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_serial(
    report: *const ShohosenCertificateReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| Some(&report.serial)) }
}

/// The beginning of the validity, in RFC 3339. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_not_before(
    report: *const ShohosenCertificateReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| Some(&report.not_before)) }
}

/// The end of the validity, in RFC 3339. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_not_after(
    report: *const ShohosenCertificateReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| Some(&report.not_after)) }
}

/// Everything that was checked. Borrowed from the report: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_findings(
    report: *const ShohosenCertificateReport,
) -> *const ShohosenFindings {
    // SAFETY: the rules of the header.
    unsafe { look(report, ptr::null(), |report| ptr::from_ref(&report.findings)) }
}

/// The whole report as JSON, on one line, as the command `cert` prints it. Borrowed from the
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_certificate_report_json(
    report: *const ShohosenCertificateReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| Some(&report.json)) }
}
