//! `ShohosenChecker`: checks prescriptions against what a patient takes.

use crate::arguments::plain_options;
use crate::call::{free, object, optional_text, options, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::files::{ShohosenFile, files};
use crate::history::{ShohosenHistory, ShohosenPrescription};
use crate::master::ShohosenMaster;
use crate::outcome::ShohosenOutcome;
use shohosen_core::check::{CheckSettings, Checker, CheckerBuilder};
use shohosen_core::history::History;
use std::ffi::c_char;

/// Checks prescriptions: duplicates, contraindicated pairs, prescribing rules, and codes that do
/// not belong to their drugs. Immutable and shared between threads.
pub struct ShohosenChecker(Checker);

/// What to check with. All zero but `struct_size` is the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenCheckerOptions {
    /// sizeof(ShohosenCheckerOptions)
    pub struct_size: usize,
    /// Tables of contraindicated pairs: the check master of the 支払基金, or the simple CSV. NULL
    /// for none: then contraindications come out as not checked.
    pub pairs: *const ShohosenFile,
    /// How many.
    pub pairs_count: usize,
    /// Prescribing rules in JSON, in place of the built-in ones; NULL for those.
    pub rules: *const c_char,
    /// Its length in octets.
    pub rules_length: usize,
    /// The table of classes (class,drug), of which there is one at most; NULL for none.
    pub classes: *const ShohosenFile,
    /// How many: 0 or 1.
    pub classes_count: usize,
}

plain_options!(ShohosenCheckerOptions {
    struct_size,
    pairs,
    pairs_count,
    rules,
    rules_length,
    classes,
    classes_count
});

/// Makes a checker. Without a master (NULL) drugs are told apart by their codes alone; what then
/// cannot be checked comes out as not checked. `options` NULL: the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_checker_new(
    master: *const ShohosenMaster,
    options: *const ShohosenCheckerOptions,
    out: *mut *mut ShohosenChecker,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let options = options!(options);
        let mut builder = CheckerBuilder::new();
        // SAFETY: the rules of the header.
        if let Some(master) = unsafe { master.as_ref() } {
            builder.masters_of(&master.0);
        }
        // SAFETY: the rules of the header.
        for (name, octets) in unsafe { files(options.pairs, options.pairs_count, "pairs") }? {
            builder.pairs_file(name, octets)?;
        }
        // SAFETY: the rules of the header.
        for (name, octets) in unsafe { files(options.classes, options.classes_count, "classes") }? {
            builder.classes_file(name, octets)?;
        }
        if let Some(rules) = optional_text!(options.rules, options.rules_length, "rules") {
            builder.rules_json(rules.as_bytes())?;
        }
        Ok(ShohosenChecker(builder.build()?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Frees a checker. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_checker_free(checker: *mut ShohosenChecker) {
    // SAFETY: the rules of the header.
    unsafe { free(checker) }
}

/// Checks a prescription against a history (NULL: against nothing but itself). `settings` is JSON
/// and says at least the day and the patient's consent (none, oral, given):
///
///   {"check_day": "2026-11-22", "consent": "given"}
///
/// The other keys are in the README. A duplicate that is found is no failure.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_checker_check(
    checker: *const ShohosenChecker,
    prescription: *const ShohosenPrescription,
    history: *const ShohosenHistory,
    settings: *const c_char,
    settings_length: usize,
    out: *mut *mut ShohosenOutcome,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let (checker, prescription) = (object!(checker), object!(prescription));
        let settings = CheckSettings::from_json(text!(settings, settings_length).as_bytes())?;
        // SAFETY: the rules of the header.
        let outcome = match unsafe { history.as_ref() } {
            Some(history) => checker.0.check(&prescription.0, &history.shared(), &settings),
            None => checker.0.check(&prescription.0, &History::none(), &settings),
        };
        Ok(ShohosenOutcome::new(outcome?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}
