//! The prescription that is to be checked.

use super::collected::placed;
use super::{
    HistoryFormat, HistoryOptions, HistoryReadError, PatientIdentity, account, fhir,
    plain_prescription, prescribed, records, signed,
};
use crate::{Report, facts};
use shohosen_medication::{AllergyRecord, DiseaseRecord, NotChecked, Prescription};
use shohosen_report::{Account, Finding};
use shohosen_rx::{Prescription as RecordsPrescription, Records, fhir::import_all};

/// The prescription that is to be checked, as read from a document.
#[derive(Clone, Debug, PartialEq)]
pub struct PrescriptionRead {
    /// The prescription.
    pub prescription: Prescription,
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
    /// Whether the patient's address is on it, as a narcotic requires; `None` if it cannot be told.
    pub patient_address: Option<bool>,
    /// Whether the prescriber's 麻薬施用者免許番号 is on it; `None` if it cannot be told.
    pub narcotics_licence: Option<bool>,
    /// The verification of a signed document.
    pub report: Option<Report>,
    /// Allergies that it names beside the drugs (FHIR).
    pub allergies: Vec<AllergyRecord>,
    /// Diseases that it names (FHIR).
    pub diseases: Vec<DiseaseRecord>,
}

impl PrescriptionRead {
    /// A prescription of which nothing else is known.
    pub(crate) fn new(prescription: Prescription, format: HistoryFormat, account: Account) -> Self {
        Self {
            prescription,
            findings: Vec::new(),
            not_checked: Vec::new(),
            account,
            format,
            patient: PatientIdentity::default(),
            patient_address: None,
            narcotics_licence: None,
            report: None,
            allergies: Vec::new(),
            diseases: Vec::new(),
        }
    }
}

/// Reads the prescription that is to be checked: SJ1 or JAHIS records, the document of an
/// electronic prescription, FHIR MedicationRequests, or plain JSON (the keys are those of the
/// prescription and its drugs in [`crate::medication`], written as in the example).
///
/// ```
/// use shohosen::history::{HistoryOptions, read_prescription};
///
/// let json = r#"{ "prescription": {
///     "institution": { "code": "1311234567" }, "issued_on": "2026-11-22",
///     "items": [{ "rp": 1, "codes": [{ "system": "receipt", "code": "622142001" }],
///                 "name": "ゾルピデム錠10mg", "unit": "錠", "category": "oral", "days": 14 }] } }"#;
/// let read = read_prescription(json.as_bytes(), &HistoryOptions::default())?;
/// assert_eq!(read.prescription.items[0].place(), "RP1-1");
/// # Ok::<(), shohosen::history::HistoryReadError>(())
/// ```
///
/// # Errors
/// As [`read`](super::read), and if it is no prescription, several of them, one without a drug,
/// or a signed one that does not verify.
pub fn read_prescription(
    bytes: &[u8],
    options: &HistoryOptions<'_>,
) -> Result<PrescriptionRead, HistoryReadError> {
    let (bytes, format) = HistoryFormat::recognise(bytes, options)?;
    let bytes = &*bytes;
    let mut read = match format {
        HistoryFormat::Records(_) => {
            let records = shohosen_rx::read(bytes, &options.records)?;
            from_records(&records, None, format)?
        }
        HistoryFormat::SignedPrescription | HistoryFormat::SignedDispensing => {
            from_document(bytes, options)?
        }
        HistoryFormat::Fhir => from_fhir(bytes)?,
        HistoryFormat::Json => plain_prescription::read(bytes)?,
        HistoryFormat::Csv => {
            return Err(HistoryReadError::NotAPrescription { format: format.to_string() });
        }
    };
    if read.prescription.items.is_empty() {
        return Err(HistoryReadError::NoDrugs);
    }
    if let Some(setting) = options.setting {
        read.prescription.setting = setting;
    }
    let gaps = read.account.gaps().into_iter();
    read.not_checked = gaps.map(|unread| placed("prescription", unread)).collect();
    Ok(read)
}

fn from_document(
    bytes: &[u8],
    options: &HistoryOptions<'_>,
) -> Result<PrescriptionRead, HistoryReadError> {
    let opened = signed::open(bytes, options)?;
    let Some(payload) = opened.payload else {
        return Err(match opened.report {
            Some(report) => HistoryReadError::NotVerified(Box::new(report)),
            None => HistoryReadError::NoVerifier,
        });
    };
    let records = shohosen_rx::read(&payload, &options.records)?;
    let mut read = from_records(&records, opened.id.as_deref(), opened.format)?;
    read.findings.splice(0..0, opened.findings);
    read.report = opened.report;
    Ok(read)
}

fn from_records(
    records: &Records,
    id: Option<&str>,
    format: HistoryFormat,
) -> Result<PrescriptionRead, HistoryReadError> {
    let Some(prescription) = RecordsPrescription::from_records(records) else {
        return Err(HistoryReadError::NotAPrescription { format: format.to_string() });
    };
    let mut account = account::of(records);
    let findings = records::examined(records, &mut account);
    Ok(PrescriptionRead { findings, ..of(&prescription, id, format, account) })
}

fn from_fhir(bytes: &[u8]) -> Result<PrescriptionRead, HistoryReadError> {
    let (mut read, mut count, mut findings) = (None, 0, Vec::new());
    let import = import_all(bytes)?;
    for document in import.documents {
        if let Some(prescription) = &document.prescription {
            count += 1;
            read = Some(of(prescription, None, HistoryFormat::Fhir, import.account.clone()));
        }
        fhir::carry(document, &mut findings);
    }
    match read {
        None => Err(HistoryReadError::NotAPrescription { format: HistoryFormat::Fhir.to_string() }),
        Some(read) if count == 1 => Ok(PrescriptionRead {
            findings,
            allergies: import.facts.allergies.into_iter().map(facts::allergy).collect(),
            diseases: import.facts.conditions.into_iter().map(facts::condition).collect(),
            ..read
        }),
        Some(_) => Err(HistoryReadError::SeveralPrescriptions { count }),
    }
}

fn of(
    prescription: &RecordsPrescription,
    id: Option<&str>,
    format: HistoryFormat,
    account: Account,
) -> PrescriptionRead {
    // The address and the licence may stand in a note instead (備考).
    let noted = !prescription.notes.is_empty();
    let stated = |text: Option<&str>| match text {
        Some(text) => Some(!text.is_empty()),
        None if noted || format == HistoryFormat::Fhir => None,
        None => Some(false),
    };
    let narcotic = prescription.narcotic.as_ref();
    let read = prescribed::prescription(prescription, id);
    PrescriptionRead {
        patient: prescribed::patient(prescription),
        patient_address: stated(narcotic.map(|narcotic| narcotic.patient_address.as_str())),
        narcotics_licence: stated(narcotic.map(|narcotic| narcotic.license_number.as_str())),
        ..PrescriptionRead::new(read, format, account)
    }
}
