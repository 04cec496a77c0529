//! `ShohosenOutcome`: what a check came to.

use crate::call::{free, look, object, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::findings::{ShohosenFindings, of_language};
use crate::history::{ShohosenHistory, ShohosenPrescription};
use crate::octets::ShohosenOctets;
use crate::text::{self as texts, Text};
use crate::values::{ShohosenLanguage, language_of};
use shohosen_core::check::{CheckOutcome, CheckSettings, CheckStatus, Shown, page};
use shohosen_core::history::History;
use std::ffi::c_char;
use std::ptr;
use std::sync::OnceLock;

/// What a check came to. Immutable.
pub struct ShohosenOutcome {
    outcome: CheckOutcome,
    findings: OnceLock<ShohosenFindings>,
    decisive: OnceLock<ShohosenFindings>,
    not_checked: OnceLock<Vec<NotCheckedTexts>>,
    json: OnceLock<Text>,
}

struct NotCheckedTexts {
    item: Text,
    code: Text,
    reason: [Text; 2],
}

/// What a check came to; 0 where there is no outcome.
pub type ShohosenCheckStatus = i32;
/// Nothing was found, and everything was checked.
pub const SHOHOSEN_CHECK_NOTHING: i32 = 1;
/// Something was found. Something may not have been checked, too.
pub const SHOHOSEN_CHECK_FOUND: i32 = 2;
/// Nothing was found, but something was not checked: this is not "nothing found".
pub const SHOHOSEN_CHECK_NOT_CHECKED: i32 = 3;

impl ShohosenOutcome {
    fn decisive(&self) -> &ShohosenFindings {
        self.decisive
            .get_or_init(|| ShohosenFindings::new(self.outcome.decisive().cloned().collect()))
    }

    pub(crate) const fn new(outcome: CheckOutcome) -> Self {
        Self {
            outcome,
            findings: OnceLock::new(),
            decisive: OnceLock::new(),
            not_checked: OnceLock::new(),
            json: OnceLock::new(),
        }
    }

    fn findings(&self) -> &ShohosenFindings {
        self.findings.get_or_init(|| ShohosenFindings::new(self.outcome.findings.clone()))
    }

    fn json(&self) -> &Text {
        self.json.get_or_init(|| Text::new(self.outcome.to_json()))
    }

    fn not_checked(&self, index: usize) -> Option<&NotCheckedTexts> {
        let texts = self.not_checked.get_or_init(|| {
            let entries = self.outcome.not_checked.iter();
            entries
                .map(|entry| NotCheckedTexts {
                    item: Text::new(entry.item.clone()),
                    code: Text::new(entry.code.clone()),
                    reason: [entry.reason.as_ja(), entry.reason.as_en()].map(Text::new),
                })
                .collect()
        });
        texts.get(index)
    }

    fn reason(&self, index: usize, language: ShohosenLanguage) -> Option<&Text> {
        of_language(&self.not_checked(index)?.reason, language)
    }
}

/// Frees an outcome. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_free(outcome: *mut ShohosenOutcome) {
    // SAFETY: the rules of the header.
    unsafe { free(outcome) }
}

/// What the check came to; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_status(
    outcome: *const ShohosenOutcome,
) -> ShohosenCheckStatus {
    let status = |outcome: &ShohosenOutcome| match outcome.outcome.status() {
        CheckStatus::Nothing => SHOHOSEN_CHECK_NOTHING,
        CheckStatus::Found => SHOHOSEN_CHECK_FOUND,
        CheckStatus::NotChecked => SHOHOSEN_CHECK_NOT_CHECKED,
    };
    // SAFETY: the rules of the header.
    unsafe { look(outcome, 0, status) }
}

/// What was found. Borrowed from the outcome: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_findings(
    outcome: *const ShohosenOutcome,
) -> *const ShohosenFindings {
    // SAFETY: the rules of the header.
    unsafe { look(outcome, ptr::null(), |outcome| ptr::from_ref(outcome.findings())) }
}

/// Those of the findings that decide: what makes the outcome SHOHOSEN_CHECK_FOUND. Borrowed from the
/// outcome: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_decisive(
    outcome: *const ShohosenOutcome,
) -> *const ShohosenFindings {
    // SAFETY: the rules of the header.
    unsafe { look(outcome, ptr::null(), |outcome| ptr::from_ref(outcome.decisive())) }
}

/// How many things were not checked, or not fully; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_not_checked_count(
    outcome: *const ShohosenOutcome,
) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(outcome, 0, |outcome| outcome.outcome.not_checked.len()) }
}

/// What was not checked, such as "RP1-1" or "history 3". NULL beyond the last one. Borrowed from
/// the outcome.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_not_checked_item(
    outcome: *const ShohosenOutcome,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(outcome, length, |outcome| Some(&outcome.not_checked(index)?.item)) }
}

/// The code of the drug that was not checked; empty if it has none. NULL beyond the last one.
/// Borrowed from the outcome.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_not_checked_code(
    outcome: *const ShohosenOutcome,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(outcome, length, |outcome| Some(&outcome.not_checked(index)?.code)) }
}

/// Why it was not checked, as a sentence for people. NULL beyond the last one. Borrowed from the
/// outcome.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_not_checked_reason(
    outcome: *const ShohosenOutcome,
    index: usize,
    language: ShohosenLanguage,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(outcome, length, |outcome| outcome.reason(index, language)) }
}

/// The whole outcome as JSON, on one line, as the command `check` prints it (schema:
/// check.schema.json). Borrowed from the outcome.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_json(
    outcome: *const ShohosenOutcome,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(outcome, length, |outcome| Some(outcome.json())) }
}

/// The outcome as a page for a screen or a printer: one HTML file in UTF-8 with a timeline of what
/// is taken when, without script and without anything from outside. `prescription`, `history` (NULL:
/// none) and `settings` are those of the check.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_outcome_page(
    outcome: *const ShohosenOutcome,
    prescription: *const ShohosenPrescription,
    history: *const ShohosenHistory,
    settings: *const c_char,
    settings_length: usize,
    language: ShohosenLanguage,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let (outcome, prescription) = (object!(outcome), object!(prescription));
        let settings = CheckSettings::from_json(text!(settings, settings_length).as_bytes())?;
        let expected = "SHOHOSEN_JAPANESE or SHOHOSEN_ENGLISH";
        let language = language_of(language)
            .ok_or_else(|| Failure::unknown_value("language", language, expected))?;
        let write = |history: &History| {
            let shown = Shown {
                outcome: &outcome.outcome,
                prescription: &prescription.0,
                history,
                periods: &settings.options.periods,
            };
            page(&shown, language).into_bytes()
        };
        // SAFETY: the rules of the header.
        let page = match unsafe { history.as_ref() } {
            Some(history) => write(&history.shared()),
            None => write(&History::default()),
        };
        Ok(ShohosenOctets::new(page))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}
