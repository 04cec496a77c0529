//! `ShohosenFindings`: what was checked, how it came out, and why.

use crate::call::{free, look};
use crate::text::{self, Text};
use crate::values::{self, ShohosenLanguage, ShohosenSeverity};
use shohosen_core::{Evidence, Finding, Language, SCHEMA_VERSION};
use std::ffi::c_char;
use std::sync::OnceLock;

/// Findings. Immutable; their order is that of the checks.
pub struct ShohosenFindings {
    findings: Vec<Finding>,
    /// The texts of each, written when one is first asked for.
    texts: Box<[OnceLock<FindingTexts>]>,
    json: OnceLock<Text>,
}

struct FindingTexts {
    code: Text,
    location: Option<Text>,
    evidence: Text,
    message: [Text; 2],
    remedy: [Text; 2],
}

impl FindingTexts {
    fn new(finding: &Finding) -> Self {
        let both = |text: &dyn Fn(Language) -> String| {
            [Language::Japanese, Language::English].map(|language| Text::new(text(language)))
        };
        Self {
            code: Text::new(finding.code.id()),
            location: Text::optional(finding.location.as_deref()),
            evidence: Text::new(evidence_json(&finding.evidence)),
            message: both(&|language| finding.message(language)),
            remedy: both(&|language| finding.remedy(language)),
        }
    }
}

fn evidence_json(evidence: &Evidence) -> String {
    serde_json::to_string(evidence).unwrap_or_else(|_| "{}".into())
}

/// The text in a language: first the Japanese one, then the English.
pub(crate) fn of_language(texts: &[Text; 2], language: ShohosenLanguage) -> Option<&Text> {
    let [japanese, english] = texts;
    match values::language_of(language)? {
        Language::Japanese => Some(japanese),
        Language::English => Some(english),
    }
}

impl ShohosenFindings {
    pub(crate) fn new(findings: Vec<Finding>) -> Self {
        let texts = findings.iter().map(|_| OnceLock::new()).collect();
        Self { findings, texts, json: OnceLock::new() }
    }

    fn texts(&self, index: usize) -> Option<&FindingTexts> {
        let finding = self.findings.get(index)?;
        Some(self.texts.get(index)?.get_or_init(|| FindingTexts::new(finding)))
    }

    pub(crate) fn code(&self, index: usize) -> Option<&Text> {
        Some(&self.texts(index)?.code)
    }

    pub(crate) fn message(&self, index: usize, language: ShohosenLanguage) -> Option<&Text> {
        of_language(&self.texts(index)?.message, language)
    }

    pub(crate) fn remedy(&self, index: usize, language: ShohosenLanguage) -> Option<&Text> {
        of_language(&self.texts(index)?.remedy, language)
    }

    fn json(&self) -> &Text {
        self.json.get_or_init(|| {
            let object = serde_json::json!({
                "schema_version": SCHEMA_VERSION,
                "findings": self.findings,
            });
            Text::new(object.to_string())
        })
    }
}

/// Frees findings that came from an `out` argument (not those borrowed from a report or an error).
/// NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_free(findings: *mut ShohosenFindings) {
    // SAFETY: the rules of the header.
    unsafe { free(findings) }
}

/// How many findings there are; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_count(findings: *const ShohosenFindings) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(findings, 0, |findings| findings.findings.len()) }
}

/// The stable code of a finding, such as "xmldsig.reference.digest_mismatch". NULL beyond the last
/// one. Borrowed from the findings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_code(
    findings: *const ShohosenFindings,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(findings, length, |findings| findings.code(index)) }
}

/// How much a finding matters; 0 beyond the last one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_severity(
    findings: *const ShohosenFindings,
    index: usize,
) -> ShohosenSeverity {
    let severity = |findings: &ShohosenFindings| {
        findings.findings.get(index).map_or(0, |finding| values::severity(finding.severity))
    };
    // SAFETY: the rules of the header.
    unsafe { look(findings, 0, severity) }
}

/// Which signature of the report a finding concerns (from 0); -1 if none in particular.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_signature(
    findings: *const ShohosenFindings,
    index: usize,
) -> i64 {
    let signature = |findings: &ShohosenFindings| {
        let signature = findings.findings.get(index).and_then(|finding| finding.signature);
        signature.and_then(|index| i64::try_from(index).ok()).unwrap_or(-1)
    };
    // SAFETY: the rules of the header.
    unsafe { look(findings, -1, signature) }
}

/// Where it was found: a path in the document, "line 4 item 2" of records. NULL if nowhere in
/// particular. Borrowed from the findings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_location(
    findings: *const ShohosenFindings,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(findings, length, |findings| findings.texts(index)?.location.as_ref()) }
}

/// What a finding rests on, as a JSON object. NULL beyond the last one. Borrowed from the findings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_evidence_json(
    findings: *const ShohosenFindings,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(findings, length, |findings| Some(&findings.texts(index)?.evidence)) }
}

/// A finding as a sentence for people. NULL beyond the last one. Borrowed from the findings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_message(
    findings: *const ShohosenFindings,
    index: usize,
    language: ShohosenLanguage,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(findings, length, |findings| findings.message(index, language)) }
}

/// What to do about a finding; empty where there is nothing to do. NULL beyond the last one.
/// Borrowed from the findings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_remedy(
    findings: *const ShohosenFindings,
    index: usize,
    language: ShohosenLanguage,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(findings, length, |findings| findings.remedy(index, language)) }
}

/// All findings as JSON, on one line: {"findings":[...],"schema_version":1}. Borrowed from the
/// findings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_findings_json(
    findings: *const ShohosenFindings,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(findings, length, |findings| Some(findings.json())) }
}
