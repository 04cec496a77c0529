//! `ShohosenHistory`: what a patient takes. `ShohosenPrescription`: the one to be checked.

use crate::arguments::{plain_options, time};
use crate::call::{free, look, object, octets, options, perform, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::octets::ShohosenOctets;
use crate::records::{ShohosenEncoding, encoding};
use crate::verifier::ShohosenVerifier;
use shohosen_core::facts::read_facts;
use shohosen_core::history::{History, HistoryOptions, PrescriptionRead, read, read_prescription};
use shohosen_core::medication::{CareSetting, history_to_json};
use shohosen_core::records::ReadOptions;
use std::ffi::c_char;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// What one patient takes, from any number of documents. It may be added to from several threads.
pub struct ShohosenHistory(RwLock<History>);

/// The prescription that is to be checked. Immutable.
pub struct ShohosenPrescription(pub(crate) PrescriptionRead);

/// Where a patient was treated; 0 where it is not known: documents do not say it.
pub type ShohosenCareSetting = i32;
/// 院外処方
pub const SHOHOSEN_CARE_OUTSIDE_PHARMACY: i32 = 1;
/// 院内処方 of an outpatient
pub const SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT: i32 = 2;
/// 退院時の院内処方
pub const SHOHOSEN_CARE_IN_HOUSE_DISCHARGE: i32 = 3;
/// 入院中の院内処方: left out of the check
pub const SHOHOSEN_CARE_IN_HOUSE_INPATIENT: i32 = 4;

/// How documents are read. All zero but `struct_size` is the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenHistoryOptions {
    /// sizeof(ShohosenHistoryOptions)
    pub struct_size: usize,
    /// What verifies signed documents; NULL: they are refused.
    pub verifier: *const ShohosenVerifier,
    /// As of when they are verified, in seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Not 0: use signed documents that did not come out VALID, too. They may be forged.
    pub accept_unverified: i32,
    /// Where the patient was treated: SHOHOSEN_CARE_..., or 0.
    pub care_setting: ShohosenCareSetting,
    /// Not 0: as SHOHOSEN_ENCODING_UTF_8.
    pub jahis_in_utf8: i32,
    /// Not 0: shohosen_store_import imports a document although parts of it cannot be taken over.
    /// A check against the store names these parts as not checked.
    pub partial: i32,
    /// Not 0: shohosen_store_import takes a state of a document again that was corrected since.
    pub reinstate: i32,
    /// Not 0: shohosen_store_import takes a document although name, sex or birth date differ from the
    /// patient's documents in the store (a new name, a correction). From then on it is held to be of
    /// this patient.
    pub accept_other_identity: i32,
    /// How the text of the documents is encoded: SHOHOSEN_ENCODING_...
    pub encoding: ShohosenEncoding,
    /// 0
    pub reserved: u32,
}

plain_options!(ShohosenHistoryOptions {
    struct_size,
    verifier,
    at,
    accept_unverified,
    care_setting,
    jahis_in_utf8,
    partial,
    reinstate,
    accept_other_identity,
    encoding,
    reserved
});

impl ShohosenHistory {
    pub(crate) fn change(&self, change: impl FnOnce(&mut History)) {
        // Adding cannot leave anything half-done.
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }

    pub(crate) fn shared(&self) -> RwLockReadGuard<'_, History> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ShohosenHistoryOptions {
    /// # Safety
    /// The verifier is NULL or not freed for `'v`.
    pub(crate) unsafe fn reading<'v>(&self) -> Result<HistoryOptions<'v>, Failure> {
        let setting = match self.care_setting {
            0 => None,
            SHOHOSEN_CARE_OUTSIDE_PHARMACY => Some(CareSetting::OutsidePharmacy),
            SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT => Some(CareSetting::InHouseOutpatient),
            SHOHOSEN_CARE_IN_HOUSE_DISCHARGE => Some(CareSetting::InHouseDischarge),
            SHOHOSEN_CARE_IN_HOUSE_INPATIENT => Some(CareSetting::InHouseInpatient),
            other => {
                return Err(Failure::unknown_value("care_setting", other, "SHOHOSEN_CARE_..."));
            }
        };
        // SAFETY: as this function's.
        let verifier = match unsafe { self.verifier.as_ref() } {
            Some(verifier) => Some((&verifier.0, time(self.at)?)),
            None => None,
        };
        let encoding = encoding(self.encoding, self.jahis_in_utf8)?;
        let records = ReadOptions { encoding, ..ReadOptions::STANDARD };
        Ok(HistoryOptions {
            verifier,
            accept_unverified: self.accept_unverified != 0,
            setting,
            records,
            ..HistoryOptions::default()
        })
    }
}

/// Makes a history without records. Until a document is added, a check against it comes out as not
/// checked: that there is no history says NULL (shohosen_checker_check).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_new(
    out: *mut *mut ShohosenHistory,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, || Ok(ShohosenHistory(RwLock::default()))) }
}

/// Frees a history. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_free(history: *mut ShohosenHistory) {
    // SAFETY: the rules of the header.
    unsafe { free(history) }
}

/// Adds what a document says that the patient takes: SJ1, CJ1, JAHIS, JAHISTC, signed documents,
/// FHIR R4, or the plain JSON and CSV. `name` is what the outcome of a check calls it. A signed
/// document that does not verify is no failure: it is not used, and the outcome says so. `options`
/// NULL: the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_add(
    history: *const ShohosenHistory,
    name: *const c_char,
    name_length: usize,
    document: *const u8,
    document_length: usize,
    options: *const ShohosenHistoryOptions,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let history = object!(history);
        let name = text!(name, name_length);
        let options = options!(options);
        // SAFETY: the rules of the header.
        let reading = unsafe { options.reading() }?;
        let read = read(octets!(document, document_length), &reading)?;
        history.change(|history| history.add(name, read));
        Ok(())
    };
    // SAFETY: the rules of the header.
    unsafe { perform(error, call) }
}

/// Adds what a document says of allergies, side effects and diseases: FHIR (AllergyIntolerance,
/// Condition), or the plain JSON and CSV. `name` is what the outcome of a check calls it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_add_facts(
    history: *const ShohosenHistory,
    name: *const c_char,
    name_length: usize,
    document: *const u8,
    document_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let history = object!(history);
        let name = text!(name, name_length);
        let read = read_facts(octets!(document, document_length))?;
        history.change(|history| history.add_facts(name, read));
        Ok(())
    };
    // SAFETY: the rules of the header.
    unsafe { perform(error, call) }
}

/// How many records there are: one a drug that was prescribed or dispensed. 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_count(history: *const ShohosenHistory) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(history, 0, |history| history.shared().events().len()) }
}

/// The records as the plain JSON that shohosen_history_add reads. It has the records alone: not what
/// was not taken over of the documents (shohosen_history_not_checked_json), not their findings, and
/// not which records belong to one prescription, which some prescribing rules need. What is read
/// back therefore no longer says that something was not checked: to keep a history, keep the
/// documents.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_json(
    history: *const ShohosenHistory,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let json = history_to_json(object!(history).shared().events());
        Ok(ShohosenOctets::new(json.into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// How many things were not taken over of the documents, so that a check does not see them: every
/// check against this history comes out as not checked, or found. 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_not_checked_count(
    history: *const ShohosenHistory,
) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(history, 0, |history| history.shared().not_checked().len()) }
}

/// What was not taken over of the documents, as a JSON array of objects: item (the name of the
/// document and the place in it), code (of the drug; may be empty), reason, reason_ja, reason_en.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_history_not_checked_json(
    history: *const ShohosenHistory,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let history = object!(history).shared();
        let json = serde_json::to_vec(history.not_checked());
        // Text only: writing it as JSON cannot fail.
        Ok(ShohosenOctets::new(json.unwrap_or_default()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Reads the prescription that is to be checked: SJ1 or JAHIS, a signed document, FHIR
/// MedicationRequests, or plain JSON. `options` NULL: the default. Fails if it is no prescription,
/// or a signed one that does not verify.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prescription_read(
    document: *const u8,
    document_length: usize,
    options: *const ShohosenHistoryOptions,
    out: *mut *mut ShohosenPrescription,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let options = options!(options);
        // SAFETY: the rules of the header.
        let reading = unsafe { options.reading() }?;
        let read = read_prescription(octets!(document, document_length), &reading)?;
        Ok(ShohosenPrescription(read))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Frees a prescription. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prescription_free(prescription: *mut ShohosenPrescription) {
    // SAFETY: the rules of the header.
    unsafe { free(prescription) }
}

/// How many drugs it has; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_prescription_count(
    prescription: *const ShohosenPrescription,
) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(prescription, 0, |prescription| prescription.0.prescription.items.len()) }
}
