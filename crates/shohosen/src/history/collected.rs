//! Several documents of one patient.

use super::{HistoryFormat, HistoryRead, PatientIdentity, rebuilt};
use crate::Verdict;
use shohosen_medication::{MedicationEvent, NotChecked, Prescription};
use shohosen_report::Finding;
use std::ops::Range;

/// What a patient takes, from any number of documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    pub(crate) events: Vec<MedicationEvent>,
    pub(crate) prescriptions: Vec<Prescription>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) not_checked: Vec<NotChecked>,
    pub(crate) files: Vec<HistoryFile>,
}

/// One document of a [`History`].
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryFile {
    /// The name that it was added under.
    pub name: String,
    /// What it was recognised as; `None` for records that came from elsewhere.
    pub format: Option<HistoryFormat>,
    /// The verdict over a signed document.
    pub verdict: Option<Verdict>,
    /// Its records among those of the history.
    pub events: Range<usize>,
    /// What was not taken over of it, among that of the history.
    pub not_checked: Range<usize>,
    /// Whose it is, as far as the document says.
    pub patient: PatientIdentity,
}

impl History {
    /// Adds what was read from a document. The name is shown where something is said of it.
    pub fn add(&mut self, name: &str, read: HistoryRead) {
        let (start, first_left_out) = (self.events.len(), self.not_checked.len());
        self.events.extend(read.events);
        self.prescriptions.extend(read.prescriptions);
        self.findings.extend(read.findings.into_iter().map(|finding| {
            let place = match &finding.location {
                Some(location) => format!("{name}: {location}"),
                None => name.to_owned(),
            };
            finding.at(place)
        }));
        self.not_checked.extend(read.not_checked.into_iter().map(|entry| {
            let item = match entry.item.as_str() {
                "" => name.to_owned(),
                item => format!("{name}: {item}"),
            };
            NotChecked { item, ..entry }
        }));
        self.files.push(HistoryFile {
            name: name.to_owned(),
            format: Some(read.format),
            verdict: read.report.map(|report| report.verdict()),
            events: start..self.events.len(),
            not_checked: first_left_out..self.not_checked.len(),
            patient: read.patient,
        });
    }

    /// Adds records that came from elsewhere: a store, a system of the caller's own. Those of one
    /// prescription (id, institution, day) count as one for the rules about all prescriptions of
    /// a day.
    pub fn add_events(&mut self, name: &str, events: impl IntoIterator<Item = MedicationEvent>) {
        let start = self.events.len();
        self.events.extend(events);
        let added = self.events.get(start..).unwrap_or_default();
        self.prescriptions.extend(rebuilt::prescriptions(added));
        self.files.push(HistoryFile {
            name: name.to_owned(),
            format: None,
            verdict: None,
            events: start..self.events.len(),
            not_checked: 0..0,
            patient: PatientIdentity::default(),
        });
    }

    /// All records, in the order in which they were added.
    pub fn events(&self) -> &[MedicationEvent] {
        &self.events
    }

    /// What was found while reading.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What was not taken over, and why.
    pub fn not_checked(&self) -> &[NotChecked] {
        &self.not_checked
    }

    /// Adds all documents of another history.
    pub fn append(&mut self, other: Self) {
        let (start, first_left_out) = (self.events.len(), self.not_checked.len());
        let after = |range: &Range<usize>, by: usize| by + range.start..by + range.end;
        self.events.extend(other.events);
        self.prescriptions.extend(other.prescriptions);
        self.findings.extend(other.findings);
        self.not_checked.extend(other.not_checked);
        self.files.extend(other.files.into_iter().map(|file| HistoryFile {
            events: after(&file.events, start),
            not_checked: after(&file.not_checked, first_left_out),
            ..file
        }));
    }

    /// The documents.
    pub fn files(&self) -> &[HistoryFile] {
        &self.files
    }

    /// The document that a record came from.
    pub fn file_of(&self, event: usize) -> Option<&HistoryFile> {
        self.files.iter().find(|file| file.events.contains(&event))
    }
}
