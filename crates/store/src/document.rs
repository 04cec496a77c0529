//! The unit of import: what one document says about one patient.

use crate::sum::Kept;
use crate::{Damage, HeldIdentity, PatientMarks};
use sha2::{Digest, Sha256};
use shohosen_medication::{AllergyRecord, Date, MedicationEvent};
use shohosen_report::Time;

/// What one document (a prescription, a dispensing record, a file) says about one patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDocument {
    /// The pseudonymous id of the patient: 1 to 128 bytes without control characters.
    pub patient: String,
    /// What the source calls the document, and still calls it when it is corrected: a prescription's
    /// id, a file name. 1 to 512 bytes. `None`: the digest takes its place, and nothing can ever
    /// correct the document.
    pub id: Option<String>,
    /// SHA-256 of the document, by which an unchanged one is known; `None`: that of the events.
    pub digest: Option<[u8; 32]>,
    /// Its events. None at all is a document that withdraws everything that it said before.
    pub events: Vec<MedicationEvent>,
    /// What was not taken over of it, whoever reads the history is told; and allergies, which are no
    /// events.
    pub left_out: Vec<LeftOut>,
    /// What it says of its patient: a store refuses a document of somebody else.
    pub marks: PatientMarks,
}

/// A part of a document that is not among its events.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LeftOut {
    /// Which part.
    pub item: String,
    /// The code that stands there, if any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Why, as a word of the check.
    pub reason: String,
    /// The allergy or side effect that stands there. It is no event, and not lost: a check compares it.
    /// What was imported by older versions says no more than that there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allergy: Option<AllergyRecord>,
}

/// What a store has of a patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredHistory {
    /// What was prescribed or dispensed, the earliest first; what has no day at the end.
    pub events: Vec<MedicationEvent>,
    /// What was not taken over of which document, whatever its days: its id and the parts.
    pub left_out: Vec<(String, LeftOut)>,
    /// How many documents there are.
    pub documents: u64,
    /// Whose history it is.
    pub identity: HeldIdentity,
}

impl SourceDocument {
    /// A document without id and digest.
    pub fn new(patient: impl Into<String>, events: Vec<MedicationEvent>) -> Self {
        Self {
            patient: patient.into(),
            id: None,
            digest: None,
            events,
            left_out: Vec::new(),
            marks: PatientMarks::new(),
        }
    }

    /// With the id that it keeps when it is corrected.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// With the SHA-256 of these bytes: those of the file that it was read from.
    #[must_use]
    pub fn with_digest_of(self, bytes: &[u8]) -> Self {
        self.with_digest(Sha256::digest(bytes).into())
    }

    /// With what it says of its patient.
    #[must_use]
    pub fn with_marks(mut self, marks: PatientMarks) -> Self {
        self.marks = marks;
        self
    }

    /// With this digest.
    #[must_use]
    pub fn with_digest(mut self, digest: [u8; 32]) -> Self {
        self.digest = Some(digest);
        self
    }
}

/// A document in the store, without its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// Its id; the digest in hexadecimal where it was imported without one.
    pub id: String,
    /// Its SHA-256, as given or that of the events.
    pub digest: [u8; 32],
    /// When this state of it was imported.
    pub imported_at: Time,
    /// How many events it holds.
    pub events: u64,
    /// The first day of its events.
    pub first: Option<Date>,
    /// The last day of its events.
    pub last: Option<Date>,
}

/// A document as it is listed.
pub(crate) fn stored(patient: &str, kept: &Kept<'_>) -> Result<StoredDocument, Damage> {
    let wrong = || Damage::Document { patient: patient.to_owned(), document: kept.id.to_owned() };
    let day = |day: Option<i32>| match day {
        Some(day) => Date::from_days(day).map(Some).ok_or_else(wrong),
        None => Ok(None),
    };
    Ok(StoredDocument {
        id: kept.id.to_owned(),
        digest: kept.digest.try_into().map_err(|_| wrong())?,
        imported_at: Time::from_unix(kept.imported_at).ok_or_else(wrong)?,
        events: u64::try_from(kept.count).map_err(|_| wrong())?,
        first: day(kept.first)?,
        last: day(kept.last)?,
    })
}

/// The day by which an event is found: 調剤日, else 処方日.
pub(crate) fn day_of(event: &MedicationEvent) -> Option<Date> {
    event.dispensed_on.or(event.prescribed_on)
}
