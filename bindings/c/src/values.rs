//! The words of a report as numbers. 0 never means anything good: it is what a getter gives where
//! there is nothing.

use crate::failure::Failure;
use shohosen_core::{DocumentKind, Indication, Language, Level, Position, Severity, Verdict};
use std::ffi::{CStr, c_char};
use std::ptr;

/// The conclusion of the Japanese requirements for verification (検証要件). Only
/// SHOHOSEN_VERDICT_VALID means that a document may be used.
pub type ShohosenVerdict = i32;
/// There is no report (NULL was handed over).
pub const SHOHOSEN_VERDICT_NONE: i32 = 0;
/// Every check that the policy demands has passed.
pub const SHOHOSEN_VERDICT_VALID: i32 = 1;
/// A check has failed.
pub const SHOHOSEN_VERDICT_INVALID: i32 = 2;
/// Something that is needed to decide is missing.
pub const SHOHOSEN_VERDICT_INDETERMINATE: i32 = 3;

/// The main status of ETSI EN 319 102-1; 0 where there is no report.
pub type ShohosenIndication = i32;
/// All checks succeeded.
pub const SHOHOSEN_INDICATION_TOTAL_PASSED: i32 = 1;
/// The signature is broken, or was made with a key that was provably not to be used.
pub const SHOHOSEN_INDICATION_TOTAL_FAILED: i32 = 2;
/// The available information does not suffice to decide.
pub const SHOHOSEN_INDICATION_INDETERMINATE: i32 = 3;

/// What a document is; 0 where there is no report.
pub type ShohosenDocumentKind = i32;
/// 処方箋: an electronic prescription.
pub const SHOHOSEN_DOCUMENT_PRESCRIPTION: i32 = 1;
/// 調剤情報: an electronic dispensing record.
pub const SHOHOSEN_DOCUMENT_DISPENSING: i32 = 2;
/// A signed scan of a paper prescription.
pub const SHOHOSEN_DOCUMENT_SCANNED: i32 = 3;
/// None of these.
pub const SHOHOSEN_DOCUMENT_UNKNOWN: i32 = 4;

/// Where a signature stands; 0 where there is no such signature.
pub type ShohosenPosition = i32;
/// The prescriber's, of a prescription.
pub const SHOHOSEN_POSITION_PRESCRIPTION: i32 = 1;
/// The pharmacist's, of a dispensing record.
pub const SHOHOSEN_POSITION_DISPENSING: i32 = 2;
/// The prescriber's, of the prescription inside a dispensing record.
pub const SHOHOSEN_POSITION_REFERENCE_PRESCRIPTION: i32 = 3;
/// Anywhere else.
pub const SHOHOSEN_POSITION_UNKNOWN: i32 = 4;

/// The XAdES level of a signature; 0 where there is no such signature.
pub type ShohosenLevel = i32;
/// ES-BES: the signature with its signed properties.
pub const SHOHOSEN_LEVEL_BES: i32 = 1;
/// ES-T: with a signature time-stamp.
pub const SHOHOSEN_LEVEL_T: i32 = 2;
/// ES-XL: with certificates and revocation information.
pub const SHOHOSEN_LEVEL_XL: i32 = 3;
/// ES-A: with archive time-stamps.
pub const SHOHOSEN_LEVEL_A: i32 = 4;

/// How much a finding matters; 0 where there is no such finding.
pub type ShohosenSeverity = i32;
/// Decisive.
pub const SHOHOSEN_SEVERITY_ERROR: i32 = 1;
/// Wrong or unusual, but not decisive.
pub const SHOHOSEN_SEVERITY_WARNING: i32 = 2;
/// Worth knowing; changes nothing.
pub const SHOHOSEN_SEVERITY_INFO: i32 = 3;
/// The check was made and succeeded.
pub const SHOHOSEN_SEVERITY_PASSED: i32 = 4;

/// The language of a text for people.
pub type ShohosenLanguage = i32;
/// 日本語
pub const SHOHOSEN_JAPANESE: i32 = 1;
/// English
pub const SHOHOSEN_ENGLISH: i32 = 2;

pub(crate) const fn verdict(value: Verdict) -> ShohosenVerdict {
    match value {
        Verdict::Valid => SHOHOSEN_VERDICT_VALID,
        Verdict::Invalid => SHOHOSEN_VERDICT_INVALID,
        Verdict::Indeterminate => SHOHOSEN_VERDICT_INDETERMINATE,
    }
}

pub(crate) const fn indication(value: Indication) -> ShohosenIndication {
    match value {
        Indication::TotalPassed => SHOHOSEN_INDICATION_TOTAL_PASSED,
        Indication::TotalFailed => SHOHOSEN_INDICATION_TOTAL_FAILED,
        Indication::Indeterminate => SHOHOSEN_INDICATION_INDETERMINATE,
    }
}

pub(crate) const fn document_kind(value: DocumentKind) -> ShohosenDocumentKind {
    match value {
        DocumentKind::Prescription => SHOHOSEN_DOCUMENT_PRESCRIPTION,
        DocumentKind::Dispensing => SHOHOSEN_DOCUMENT_DISPENSING,
        DocumentKind::Scanned => SHOHOSEN_DOCUMENT_SCANNED,
        DocumentKind::Unknown => SHOHOSEN_DOCUMENT_UNKNOWN,
    }
}

pub(crate) const fn position(value: Position) -> ShohosenPosition {
    match value {
        Position::Prescription => SHOHOSEN_POSITION_PRESCRIPTION,
        Position::Dispensing => SHOHOSEN_POSITION_DISPENSING,
        Position::ReferencePrescription => SHOHOSEN_POSITION_REFERENCE_PRESCRIPTION,
        Position::Unknown => SHOHOSEN_POSITION_UNKNOWN,
    }
}

pub(crate) const fn position_of(number: ShohosenPosition) -> Option<Position> {
    Some(match number {
        SHOHOSEN_POSITION_PRESCRIPTION => Position::Prescription,
        SHOHOSEN_POSITION_DISPENSING => Position::Dispensing,
        SHOHOSEN_POSITION_REFERENCE_PRESCRIPTION => Position::ReferencePrescription,
        SHOHOSEN_POSITION_UNKNOWN => Position::Unknown,
        _ => return None,
    })
}

pub(crate) const fn level(value: Level) -> ShohosenLevel {
    match value {
        Level::Bes => SHOHOSEN_LEVEL_BES,
        Level::T => SHOHOSEN_LEVEL_T,
        Level::Xl => SHOHOSEN_LEVEL_XL,
        Level::A => SHOHOSEN_LEVEL_A,
    }
}

pub(crate) fn level_of(number: ShohosenLevel) -> Result<Level, Failure> {
    Ok(match number {
        SHOHOSEN_LEVEL_BES => Level::Bes,
        SHOHOSEN_LEVEL_T => Level::T,
        SHOHOSEN_LEVEL_XL => Level::Xl,
        SHOHOSEN_LEVEL_A => Level::A,
        _ => return Err(Failure::unknown_value("level", number, "SHOHOSEN_LEVEL_...")),
    })
}

pub(crate) const fn severity(value: Severity) -> ShohosenSeverity {
    match value {
        Severity::Error => SHOHOSEN_SEVERITY_ERROR,
        Severity::Warning => SHOHOSEN_SEVERITY_WARNING,
        Severity::Info => SHOHOSEN_SEVERITY_INFO,
        Severity::Passed => SHOHOSEN_SEVERITY_PASSED,
    }
}

pub(crate) const fn language_of(number: ShohosenLanguage) -> Option<Language> {
    match number {
        SHOHOSEN_JAPANESE => Some(Language::Japanese),
        SHOHOSEN_ENGLISH => Some(Language::English),
        _ => None,
    }
}

/// The words of JSON, in the order of their numbers.
const VERDICTS: &[&CStr] = &[c"VALID", c"INVALID", c"INDETERMINATE"];
const INDICATIONS: &[&CStr] = &[c"TOTAL-PASSED", c"TOTAL-FAILED", c"INDETERMINATE"];
const DOCUMENT_KINDS: &[&CStr] = &[c"prescription", c"dispensing", c"scanned", c"unknown"];
const POSITIONS: &[&CStr] =
    &[c"prescription", c"dispensing", c"reference_prescription", c"unknown"];
const LEVELS: &[&CStr] = &[c"BES", c"T", c"XL", c"A"];
const SEVERITIES: &[&CStr] = &[c"error", c"warning", c"info", c"passed"];

fn word(words: &[&'static CStr], number: i32) -> *const c_char {
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    index.and_then(|index| words.get(index)).map_or(ptr::null(), |word| word.as_ptr())
}

/// The word for a verdict, as in JSON: "VALID". NULL if there is none. The text lives for ever, as
/// that of the other words.
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_verdict_word(verdict: ShohosenVerdict) -> *const c_char {
    word(VERDICTS, verdict)
}

/// The word for an indication, as in JSON: "TOTAL-PASSED".
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_indication_word(indication: ShohosenIndication) -> *const c_char {
    word(INDICATIONS, indication)
}

/// The word for a kind of document, as in JSON: "prescription".
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_document_kind_word(kind: ShohosenDocumentKind) -> *const c_char {
    word(DOCUMENT_KINDS, kind)
}

/// The word for the position of a signature, as in JSON: "reference_prescription".
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_position_word(position: ShohosenPosition) -> *const c_char {
    word(POSITIONS, position)
}

/// The word for a level, as in JSON: "BES".
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_level_word(level: ShohosenLevel) -> *const c_char {
    word(LEVELS, level)
}

/// The word for a severity, as in JSON: "error".
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_severity_word(severity: ShohosenSeverity) -> *const c_char {
    word(SEVERITIES, severity)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word that the interface gives for a number.
    fn word_of(word: *const c_char) -> String {
        assert!(!word.is_null());
        // SAFETY: words are C strings that live for ever.
        unsafe { CStr::from_ptr(word) }.to_str().unwrap().to_owned()
    }

    #[test]
    fn every_number_has_the_word_that_json_has() {
        for value in [Verdict::Valid, Verdict::Invalid, Verdict::Indeterminate] {
            assert_eq!(word_of(shohosen_verdict_word(verdict(value))), value.as_str());
        }
        let all = [Indication::TotalPassed, Indication::TotalFailed, Indication::Indeterminate];
        for value in all {
            assert_eq!(word_of(shohosen_indication_word(indication(value))), value.as_str());
        }
        use DocumentKind as Kind;
        for value in [Kind::Prescription, Kind::Dispensing, Kind::Scanned, Kind::Unknown] {
            assert_eq!(word_of(shohosen_document_kind_word(document_kind(value))), value.as_str());
        }
        use Position as P;
        for value in [P::Prescription, P::Dispensing, P::ReferencePrescription, P::Unknown] {
            assert_eq!(word_of(shohosen_position_word(position(value))), value.as_str());
            assert_eq!(position_of(position(value)), Some(value));
        }
        for value in [Level::Bes, Level::T, Level::Xl, Level::A] {
            assert_eq!(word_of(shohosen_level_word(level(value))), value.as_str());
            assert_eq!(level_of(level(value)).unwrap(), value);
        }
        use Severity as S;
        for value in [S::Error, S::Warning, S::Info, S::Passed] {
            assert_eq!(word_of(shohosen_severity_word(severity(value))), value.as_str());
        }
    }

    #[test]
    fn a_number_that_means_nothing_has_no_word() {
        for number in [i32::MIN, -1, 0, 5, i32::MAX] {
            assert!(shohosen_verdict_word(number).is_null());
            assert!(shohosen_level_word(number).is_null());
            assert!(level_of(number).is_err() && position_of(number).is_none());
        }
    }
}
