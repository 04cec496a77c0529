//! `ShohosenReport`: what the verification of one document found.

use crate::call::{free, look};
use crate::findings::ShohosenFindings;
use crate::identity::ShohosenIdentity;
use crate::text::{self, Text, look_octets};
use crate::values::{
    self, SHOHOSEN_VERDICT_NONE, ShohosenDocumentKind, ShohosenIndication, ShohosenLevel,
    ShohosenPosition, ShohosenVerdict,
};
use shohosen_core::pki::Certificate;
use shohosen_core::{Report, SignatureReport, SubIndication, Verified};
use std::ffi::c_char;
use std::ptr;
use std::sync::OnceLock;

/// What the verification of one document found. Immutable.
pub struct ShohosenReport {
    /// The report, with the records that the signatures cover.
    verified: Verified,
    /// What is handed out as text, written when it is first asked for.
    texts: OnceLock<ReportTexts>,
    findings: OnceLock<ShohosenFindings>,
    json: OnceLock<Text>,
}

struct ReportTexts {
    sub_indication: Option<Text>,
    verified_at: Text,
    document_id: Option<Text>,
    signatures: Vec<SignatureTexts>,
}

struct SignatureTexts {
    sub_indication: Option<Text>,
    claimed_time: Option<Text>,
    proven_time: Option<Text>,
    signer: Option<ShohosenIdentity>,
}

impl SignatureTexts {
    fn new(signature: &SignatureReport) -> Self {
        let sub_indication = signature.judgement.sub_indication().map(SubIndication::as_str);
        Self {
            sub_indication: Text::optional(sub_indication),
            claimed_time: Text::optional(signature.claimed_time.map(|time| time.to_string())),
            proven_time: Text::optional(signature.proven_time.map(|time| time.to_string())),
            signer: signature.signer.as_ref().map(ShohosenIdentity::new),
        }
    }
}

impl ShohosenReport {
    pub(crate) const fn new(verified: Verified) -> Self {
        Self { verified, texts: OnceLock::new(), findings: OnceLock::new(), json: OnceLock::new() }
    }

    const fn report(&self) -> &Report {
        self.verified.report()
    }

    fn texts(&self) -> &ReportTexts {
        self.texts.get_or_init(|| {
            let report = self.report();
            let sub_indication = report.judgement.sub_indication().map(SubIndication::as_str);
            ReportTexts {
                sub_indication: Text::optional(sub_indication),
                verified_at: Text::new(report.at.to_string()),
                document_id: Text::optional(report.document.id.clone()),
                signatures: report.signatures.iter().map(SignatureTexts::new).collect(),
            }
        })
    }

    fn signature(&self, index: usize) -> Option<&SignatureReport> {
        self.report().signatures.get(index)
    }

    fn signature_texts(&self, index: usize) -> Option<&SignatureTexts> {
        self.texts().signatures.get(index)
    }

    fn findings(&self) -> &ShohosenFindings {
        self.findings.get_or_init(|| ShohosenFindings::new(self.report().findings.clone()))
    }

    fn json(&self) -> &Text {
        self.json.get_or_init(|| Text::new(self.report().to_json()))
    }

    fn payload(&self, position: ShohosenPosition) -> Option<&[u8]> {
        self.verified.payload(values::position_of(position)?)
    }

    fn unverified_payload(&self, position: ShohosenPosition) -> Option<&[u8]> {
        self.verified.unverified_payload(values::position_of(position)?)
    }
}

/// Frees a report that came from an `out` argument (not one borrowed from another object). NULL is
/// allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_free(report: *mut ShohosenReport) {
    // SAFETY: the rules of the header.
    unsafe { free(report) }
}

/// The conclusion over the whole document; SHOHOSEN_VERDICT_NONE for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_verdict(report: *const ShohosenReport) -> ShohosenVerdict {
    let verdict = |report: &ShohosenReport| values::verdict(report.report().verdict());
    // SAFETY: the rules of the header.
    unsafe { look(report, SHOHOSEN_VERDICT_NONE, verdict) }
}

/// The conclusion in the terms of ETSI EN 319 102-1; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_indication(
    report: *const ShohosenReport,
) -> ShohosenIndication {
    let indication =
        |report: &ShohosenReport| values::indication(report.report().judgement.indication());
    // SAFETY: the rules of the header.
    unsafe { look(report, 0, indication) }
}

/// Why the indication is not TOTAL-PASSED, such as "HASH_FAILURE"; NULL if it is. Borrowed from
/// the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_sub_indication(
    report: *const ShohosenReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| report.texts().sub_indication.as_ref()) }
}

/// The moment as of which was judged, in RFC 3339. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_verified_at(
    report: *const ShohosenReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| Some(&report.texts().verified_at)) }
}

/// What the document is; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_document_kind(
    report: *const ShohosenReport,
) -> ShohosenDocumentKind {
    let kind = |report: &ShohosenReport| values::document_kind(report.report().document.kind);
    // SAFETY: the rules of the header.
    unsafe { look(report, 0, kind) }
}

/// PrescriptionId or DispensingId; NULL if there is none. The prescriber's signature does not cover
/// it. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_document_id(
    report: *const ShohosenReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| report.texts().document_id.as_ref()) }
}

/// How many signatures the document has; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_count(report: *const ShohosenReport) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(report, 0, |report| report.report().signatures.len()) }
}

/// Where a signature stands (`index` from 0, in the order of the document); 0 beyond the last one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_position(
    report: *const ShohosenReport,
    index: usize,
) -> ShohosenPosition {
    let position = |report: &ShohosenReport| {
        report.signature(index).map_or(0, |signature| values::position(signature.position))
    };
    // SAFETY: the rules of the header.
    unsafe { look(report, 0, position) }
}

/// The level of a signature; 0 where its structure fails, so that it has none, and beyond the last
/// one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_level(
    report: *const ShohosenReport,
    index: usize,
) -> ShohosenLevel {
    let level = |report: &ShohosenReport| {
        report.signature(index).and_then(|signature| signature.level).map_or(0, values::level)
    };
    // SAFETY: the rules of the header.
    unsafe { look(report, 0, level) }
}

/// The conclusion on one signature; SHOHOSEN_VERDICT_NONE beyond the last one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_verdict(
    report: *const ShohosenReport,
    index: usize,
) -> ShohosenVerdict {
    let verdict = |report: &ShohosenReport| {
        let signature = report.signature(index);
        signature.map_or(SHOHOSEN_VERDICT_NONE, |s| values::verdict(s.judgement.verdict()))
    };
    // SAFETY: the rules of the header.
    unsafe { look(report, SHOHOSEN_VERDICT_NONE, verdict) }
}

/// The conclusion on one signature in the terms of ETSI EN 319 102-1; 0 beyond the last one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_indication(
    report: *const ShohosenReport,
    index: usize,
) -> ShohosenIndication {
    let indication = |report: &ShohosenReport| {
        report.signature(index).map_or(0, |s| values::indication(s.judgement.indication()))
    };
    // SAFETY: the rules of the header.
    unsafe { look(report, 0, indication) }
}

/// Why the indication of a signature is not TOTAL-PASSED; NULL if it is. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_sub_indication(
    report: *const ShohosenReport,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe {
        text::look(report, length, |report| report.signature_texts(index)?.sub_indication.as_ref())
    }
}

/// When the signer says to have signed, in RFC 3339: a claim, nothing more. NULL if there is none.
/// Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_claimed_time(
    report: *const ShohosenReport,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe {
        text::look(report, length, |report| report.signature_texts(index)?.claimed_time.as_ref())
    }
}

/// When the signature provably existed, in RFC 3339, by the oldest valid time-stamp. NULL if
/// nothing proves it. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_proven_time(
    report: *const ShohosenReport,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe {
        text::look(report, length, |report| report.signature_texts(index)?.proven_time.as_ref())
    }
}

/// Who made a signature; NULL if the certificate was not found. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_signer(
    report: *const ShohosenReport,
    index: usize,
) -> *const ShohosenIdentity {
    let signer = |report: &ShohosenReport| {
        let signer = report.signature_texts(index).and_then(|texts| texts.signer.as_ref());
        signer.map_or(ptr::null(), ptr::from_ref)
    };
    // SAFETY: the rules of the header.
    unsafe { look(report, ptr::null(), signer) }
}

/// The certificate (DER) that a signature was made with; NULL if the document does not have it, and in
/// the report of judged facts. Whether it is trusted says the report. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_signature_certificate(
    report: *const ShohosenReport,
    index: usize,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe {
        look_octets(report, length, |report| {
            report.verified.signer_certificate(index).map(Certificate::der)
        })
    }
}

/// The records (SJ1 or CJ1, UTF-8) that the signature at a position covers, exactly as signed;
/// NULL unless the document is VALID. Nothing stands after the last octet. Borrowed from the
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_payload(
    report: *const ShohosenReport,
    position: ShohosenPosition,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe { look_octets(report, length, |report| report.payload(position)) }
}

/// The same records whatever the verdict, to show to a person together with the report. They may
/// be forged: never dispense or store by them. Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_unverified_payload(
    report: *const ShohosenReport,
    position: ShohosenPosition,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe { look_octets(report, length, |report| report.unverified_payload(position)) }
}

/// Everything that was checked. Borrowed from the report: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_findings(
    report: *const ShohosenReport,
) -> *const ShohosenFindings {
    // SAFETY: the rules of the header.
    unsafe { look(report, ptr::null(), |report| ptr::from_ref(report.findings())) }
}

/// The whole report as JSON, on one line, as the command prints it (schema:
/// report.schema.json). Borrowed from the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_report_json(
    report: *const ShohosenReport,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(report, length, |report| Some(report.json())) }
}
