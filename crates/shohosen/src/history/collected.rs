//! Several documents of one patient.

use super::known::Known;
use super::notebook_parts::Part;
#[cfg(feature = "store")]
use super::patient::differs;
use super::{HistoryFormat, HistoryRead, PatientIdentity, rebuilt, unclear};
use crate::Verdict;
use shohosen_medication::{
    AllergyRecord, DiseaseRecord, Institution, MedicationEvent, NotChecked, Prescription,
};
use shohosen_report::{Account, Finding, NoBearing, Unread};
use std::borrow::Cow;
use std::ops::Range;

/// What a patient takes, from any number of documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    pub(crate) events: Vec<MedicationEvent>,
    pub(crate) prescriptions: Vec<Prescription>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) not_checked: Vec<NotChecked>,
    pub(crate) files: Vec<HistoryFile>,
    /// That there is none was said by name.
    pub(crate) waived: bool,
    /// Allergies and side effects that the documents name, each with its file.
    pub(super) allergies: Vec<(usize, AllergyRecord)>,
    /// Diseases that the documents name, each with its file.
    pub(super) diseases: Vec<(usize, DiseaseRecord)>,
    /// What is known of the patient from elsewhere.
    pub(crate) known: Known,
    /// Parts of notebooks that are not complete, with the file of each.
    pub(super) parts: Vec<(usize, Part)>,
}

/// Whose the records of a document are, where they lack the code of their institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    /// Nobody said.
    NotKnown,
    /// The institution's that prescribes, where they have its name.
    ByName,
    /// The institution's that prescribes, where they name none.
    Asked,
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
    /// What was found while reading it, among that of the history.
    pub findings: Range<usize>,
    /// Whose it is, as far as the document says.
    pub patient: PatientIdentity,
    /// What became of each of its parts.
    pub account: Account,
    /// Whose its records are, where they lack the code of their institution.
    pub(crate) own: Own,
    /// Whose it is, as far as a store knows.
    #[cfg(feature = "store")]
    pub(crate) held: shohosen_store::HeldIdentity,
}

impl HistoryFile {
    /// What differs between its patient and another, as findings.
    pub(crate) fn differences(&self, patient: &PatientIdentity) -> Vec<Finding> {
        #[cfg(feature = "store")]
        if self.format.is_none() {
            let items = self.held.differences(&patient.marks());
            return items.into_iter().map(|item| differs(item.phrase())).collect();
        }
        patient.differences(&self.patient)
    }
}

impl History {
    /// The history of a patient of whom the caller says that nothing is known to be taken, or who
    /// checks a prescription by itself. `History::default()` says nothing of the kind: a check
    /// against it never comes out as *nothing*.
    pub fn none() -> Self {
        Self { waived: true, ..Self::default() }
    }

    /// The account of all documents.
    pub fn account(&self) -> Account {
        if self.files.is_empty() {
            return if self.waived { Account::waived() } else { Account::not_given("history") };
        }
        let mut all = Account::of(0);
        self.files.iter().for_each(|file| all.take(file.account.clone()));
        all
    }

    /// Adds what was read from a document. The name is shown where something is said of it. The
    /// parts of a notebook (分割制御) become one document, that of the last, once all are added.
    pub fn add(&mut self, name: &str, read: HistoryRead) {
        let (start, first_left_out) = (self.events.len(), self.not_checked.len());
        let first_finding = self.findings.len();
        self.events.extend(read.events);
        self.prescriptions.extend(read.prescriptions);
        self.findings.extend(read.findings.into_iter().map(|finding| {
            let place = match &finding.location {
                Some(location) => format!("{name}: {location}"),
                None => name.to_owned(),
            };
            finding.at(place)
        }));
        let gaps = read.account.gaps().into_iter();
        self.not_checked.extend(gaps.map(|unread| placed(name, unread)));
        self.files.push(HistoryFile {
            name: name.to_owned(),
            format: Some(read.format),
            verdict: read.report.map(|report| report.verdict()),
            events: start..self.events.len(),
            not_checked: first_left_out..self.not_checked.len(),
            findings: first_finding..self.findings.len(),
            patient: read.patient,
            account: read.account,
            own: Own::NotKnown,
            #[cfg(feature = "store")]
            held: Default::default(),
        });
        let file = self.files.len() - 1;
        let placed = |place: String| format!("{name}: {place}");
        self.allergies.extend(
            read.allergies
                .into_iter()
                .map(|allergy| (file, AllergyRecord { place: placed(allergy.place), ..allergy })),
        );
        self.diseases.extend(
            read.diseases
                .into_iter()
                .map(|disease| (file, DiseaseRecord { place: placed(disease.place), ..disease })),
        );
        if let Some(part) = read.part {
            self.add_part(file, part);
        }
    }

    /// Adds what the institution that prescribes has itself of the patient. Where a record lacks the
    /// code of its institution and has the name of the one that prescribes, it counts as that
    /// institution's own: ORCA leaves the code out of the clinic's notebook.
    pub fn add_own(&mut self, name: &str, read: HistoryRead) {
        self.add_of(name, read, Own::ByName);
    }

    /// As [`add_own`](Self::add_own), of records that name no institution at all, since it is the one
    /// that was asked: what ORCA says of a visit.
    pub fn add_asked(&mut self, name: &str, read: HistoryRead) {
        self.add_of(name, read, Own::Asked);
    }

    fn add_of(&mut self, name: &str, read: HistoryRead, own: Own) {
        self.add(name, read);
        if let Some(file) = self.files.last_mut() {
            file.own = own;
        }
    }

    /// The records as a prescription of this institution is compared with them.
    pub(crate) fn events_for(&self, institution: &Institution) -> Cow<'_, [MedicationEvent]> {
        let mut events = Cow::Borrowed(self.events.as_slice());
        let known = !institution.code.is_empty();
        for file in self.files.iter().filter(|file| file.own != Own::NotKnown && known) {
            for event in events.to_mut().get_mut(file.events.clone()).unwrap_or_default() {
                let own = &mut event.institution;
                let asked = file.own == Own::Asked && own.name.is_empty();
                let is_own = asked || same_name(&own.name, &institution.name);
                if own.code.is_empty() && is_own {
                    own.code.clone_from(&institution.code);
                }
            }
        }
        events
    }

    /// Takes out what a file said.
    pub(super) fn clear(&mut self, file: usize) {
        self.allergies.retain(|(of, _)| *of != file);
        self.diseases.retain(|(of, _)| *of != file);
        let Some(place) = self.files.get_mut(file) else { return };
        // It went into the whole, whose account is that of another file.
        let mut account = Account::of(place.account.given());
        (0..account.given()).for_each(|_| account.no_bearing(NoBearing::Repeated));
        place.account = account;
        let file = place.clone();
        self.events.drain(file.events.clone());
        self.not_checked.drain(file.not_checked.clone());
        self.findings.drain(file.findings.clone());
        for other in &mut self.files {
            close(&mut other.events, &file.events);
            close(&mut other.not_checked, &file.not_checked);
            close(&mut other.findings, &file.findings);
        }
    }

    /// Adds records that came from elsewhere: a store, a system of the caller's own. Those of one
    /// prescription (id, institution, day) count as one for the rules about all prescriptions of
    /// a day. The caller vouches that they are all that there is; see
    /// [`add_account`](Self::add_account).
    pub fn add_events(&mut self, name: &str, events: impl IntoIterator<Item = MedicationEvent>) {
        let events: Vec<MedicationEvent> = events.into_iter().collect();
        // That there are so many was said: that is a part, too.
        let account = Account::whole(events.len() + 1);
        self.add_account(name, events, account);
    }

    /// As [`add_events`](Self::add_events), with the account of whoever read them. What was not read
    /// comes out as not checked.
    pub fn add_account(&mut self, name: &str, events: Vec<MedicationEvent>, account: Account) {
        let (start, first_left_out) = (self.events.len(), self.not_checked.len());
        self.not_checked.extend(account.gaps().into_iter().map(|unread| placed(name, unread)));
        self.events.extend(events);
        let added = self.events.get(start..).unwrap_or_default();
        self.prescriptions.extend(rebuilt::prescriptions(added));
        let first_finding = self.findings.len();
        let unclear = unclear::periods(added);
        self.findings.extend(unclear.map(|finding| finding.at(name.to_owned())));
        self.files.push(HistoryFile {
            name: name.to_owned(),
            format: None,
            verdict: None,
            events: start..self.events.len(),
            not_checked: first_left_out..self.not_checked.len(),
            findings: first_finding..self.findings.len(),
            patient: PatientIdentity::default(),
            account,
            own: Own::NotKnown,
            #[cfg(feature = "store")]
            held: Default::default(),
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
        let (first_finding, first_file) = (self.findings.len(), self.files.len());
        let after = |range: &Range<usize>, by: usize| by + range.start..by + range.end;
        self.waived |= other.waived;
        self.known.append(other.known);
        let placed = |(file, record)| (first_file + file, record);
        self.allergies.extend(other.allergies.into_iter().map(placed));
        let placed = |(file, record)| (first_file + file, record);
        self.diseases.extend(other.diseases.into_iter().map(placed));
        self.events.extend(other.events);
        self.prescriptions.extend(other.prescriptions);
        self.findings.extend(other.findings);
        self.not_checked.extend(other.not_checked);
        self.files.extend(other.files.into_iter().map(|file| HistoryFile {
            events: after(&file.events, start),
            not_checked: after(&file.not_checked, first_left_out),
            findings: after(&file.findings, first_finding),
            ..file
        }));
        other.parts.into_iter().for_each(|(file, part)| self.add_part(first_file + file, part));
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

/// What was not read, with the name of the document before its place.
pub(super) fn placed(name: &str, unread: Unread) -> NotChecked {
    let place = match unread.place.as_str() {
        "" => name.to_owned(),
        place => format!("{name}: {place}"),
    };
    Unread { place, ..unread }.into()
}

/// Whether two names of an institution are the same but for blanks; one that is not given is no name.
fn same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    !letters(one).is_empty() && letters(one) == letters(other)
}

/// Moves a range to where it stands once another one is taken out.
fn close(range: &mut Range<usize>, out: &Range<usize>) {
    let moved = |place: usize| place - place.min(out.end).saturating_sub(out.start);
    *range = moved(range.start)..moved(range.end);
}
