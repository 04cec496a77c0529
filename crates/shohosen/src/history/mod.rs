//! From documents to what a patient takes.
//!
//! [`read`] recognises what it is given: the records `SJ1`, `CJ1`, `JAHIS` and `JAHISTC`
//! (電子版お薬手帳), the documents of electronic prescriptions (EP) and dispensing records (ED),
//! FHIR R4, and plain JSON or CSV. [`read_prescription`] reads the prescription that is to be
//! checked in the same way. A [`History`] collects several of them.
//!
//! Signed documents are verified first; the records are taken from what was verified. What cannot
//! be taken over is named in [`HistoryRead::not_checked`]: nothing is left out in silence, and
//! nothing is ever guessed from a name.
//!
//! ```
//! use shohosen::history::{History, HistoryOptions, read};
//!
//! let notebook = "JAHISTC07,1\r\n1,A,1,19600229\r\n5,20261115\r\n11,B,13,4,1354321\r\n\
//!                 201,1,C,1,T,2,610443048,1\r\n301,1,D,14,E,1,1,,1\r\n";
//! let mut history = History::default();
//! history.add("notebook.csv", read(notebook.as_bytes(), &HistoryOptions::default())?);
//! assert_eq!(history.events()[0].days, Some(14));
//! # Ok::<(), shohosen::history::HistoryReadError>(())
//! ```

mod account;
mod collected;
mod dispensed;
mod doubts;
mod drug;
mod error;
mod fhir;
mod format;
mod intolerance;
mod known;
mod notebook_parts;
mod options;
mod patient;
mod plain;
mod plain_prescription;
mod prescribed;
mod prescription;
mod rebuilt;
mod records;
mod signed;
#[cfg(feature = "store")]
mod stored;
mod unclear;

pub use collected::{History, HistoryFile};
pub use error::HistoryReadError;
pub use format::HistoryFormat;
pub use options::HistoryOptions;
pub use patient::PatientIdentity;
pub use prescription::{PrescriptionRead, read_prescription};
#[cfg(feature = "store")]
pub use stored::ImportRefused;

use crate::Report;
use shohosen_medication::{
    AllergyRecord, DiseaseRecord, MedicationEvent, NotChecked, Prescription,
};
use shohosen_report::{Account, Finding, codes::medication as codes};

/// What a document says a patient takes.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRead {
    /// What was prescribed or dispensed.
    pub events: Vec<MedicationEvent>,
    /// The prescriptions among it, as a whole: rules about all prescriptions of a day need them.
    pub prescriptions: Vec<Prescription>,
    /// What was found while reading.
    pub findings: Vec<Finding>,
    /// What was not taken over, and why: what the account says was not read.
    pub not_checked: Vec<NotChecked>,
    /// What became of each record or resource of the document.
    pub account: Account,
    /// What it was recognised as.
    pub format: HistoryFormat,
    /// Whose it is, as far as the document says.
    pub patient: PatientIdentity,
    /// The verification of a signed document.
    pub report: Option<Report>,
    /// Allergies and side effects that it names. The check that compares them accounts for each.
    pub allergies: Vec<AllergyRecord>,
    /// Diseases that it names (Condition): compared where a table of them is loaded.
    pub diseases: Vec<DiseaseRecord>,
    /// One of several files of a notebook: a [`History`] joins them.
    pub(crate) part: Option<notebook_parts::Part>,
}

impl HistoryRead {
    /// What a system of the caller's own says of a patient: its events, with the account of whoever
    /// read them. `source` names it in what is found.
    pub fn of_events(
        source: &'static str,
        events: Vec<MedicationEvent>,
        account: Account,
        patient: PatientIdentity,
    ) -> Self {
        let mut read = Self { events, patient, ..Self::new(HistoryFormat::Json, account) };
        read.not_checked = read.account.gaps().into_iter().map(NotChecked::from).collect();
        read.findings.extend(unclear::periods(&read.events));
        let finding = codes::HISTORY_READ.finding().with("format", source);
        read.findings.push(finding.with("count", read.events.len()));
        read
    }

    /// Nothing yet, of a document of this format and account.
    pub(crate) fn new(format: HistoryFormat, account: Account) -> Self {
        Self {
            events: Vec::new(),
            prescriptions: Vec::new(),
            findings: Vec::new(),
            not_checked: Vec::new(),
            account,
            format,
            patient: PatientIdentity::default(),
            report: None,
            allergies: Vec::new(),
            diseases: Vec::new(),
            part: None,
        }
    }
}

/// Reads what a patient takes out of a document of any known format.
///
/// # Errors
/// If the bytes are empty, of no known format, damaged, or beyond the limits. A signed document
/// that does not verify is no error: it is not used, and [`HistoryRead::not_checked`] says so.
pub fn read(bytes: &[u8], options: &HistoryOptions<'_>) -> Result<HistoryRead, HistoryReadError> {
    let (bytes, format) = HistoryFormat::recognise(bytes, options)?;
    let bytes = &*bytes;
    let read = match format {
        HistoryFormat::Records(_) => records::read(bytes, options)?,
        HistoryFormat::SignedPrescription | HistoryFormat::SignedDispensing => {
            signed::read(bytes, options)?
        }
        HistoryFormat::Fhir => fhir::read(bytes)?,
        HistoryFormat::Json => plain::json(bytes, &options.limits)?,
        HistoryFormat::Csv => plain::csv(bytes, &options.limits)?,
    };
    finish(read, options)
}

/// What the options say of records of every format.
fn finish(
    mut read: HistoryRead,
    options: &HistoryOptions<'_>,
) -> Result<HistoryRead, HistoryReadError> {
    if read.events.len() > options.limits.events {
        let limit = options.limits.events;
        return Err(HistoryReadError::TooManyEvents { actual: read.events.len(), limit });
    }
    read.not_checked = read.account.gaps().into_iter().map(NotChecked::from).collect();
    if let Some(setting) = options.setting {
        read.events.iter_mut().for_each(|event| event.setting = setting);
    }
    read.findings.extend(unclear::periods(&read.events));
    let finding = codes::HISTORY_READ.finding().with("format", read.format.to_string());
    read.findings.push(finding.with("count", read.events.len()));
    Ok(read)
}
