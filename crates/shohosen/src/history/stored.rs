//! From what was read to what a store keeps of it.

use super::{History, HistoryRead};
use crate::{Report, Verdict};
use shohosen_medication::{AllergyRecord, NotChecked, NotCheckedReason};
use shohosen_report::{Account, Finding, Language, Unread, UnreadReason, codes::store as codes};
use shohosen_store::{LeftOut, SourceDocument, StoredHistory};
use std::fmt;

/// Why a document is not imported into a store: whoever asks the store later could not see that a
/// part of it, or all of it, is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRefused {
    /// The reasons (at least one), and after them what was found while reading.
    pub findings: Vec<Finding>,
}

impl HistoryRead {
    /// What a store keeps of the document. `document` are the bytes that it was read from; `id` is
    /// what its source calls it, also when it is corrected (`None`: the SHA-256 of the bytes).
    ///
    /// With `partial`, a document is taken although [`not_checked`](Self::not_checked) names parts
    /// of it. Its digest is then that of the events, so that the same document is a correction once
    /// all of it can be taken over.
    ///
    /// # Errors
    /// If a part cannot be taken over and that was not accepted. If nothing at all can be taken
    /// over: a document without events would withdraw what it said before. If it is a signed
    /// document that did not verify.
    pub fn into_source(
        mut self,
        patient: impl Into<String>,
        document: &[u8],
        id: Option<String>,
        partial: bool,
    ) -> Result<SourceDocument, ImportRefused> {
        let verdict = self.report.as_ref().map(Report::verdict);
        let not_checked = &self.not_checked;
        let mut findings = reasons(self.events.is_empty(), verdict, not_checked, partial);
        if !findings.is_empty() {
            findings.append(&mut self.findings);
            return Err(ImportRefused { findings });
        }
        let mut source = SourceDocument::new(patient, self.events).with_digest_of(document);
        source.id = id;
        source.marks = self.patient.marks();
        source.left_out = left_out_of(&self.account, self.allergies);
        let compared = |entry: &NotChecked| entry.reason == NotCheckedReason::NotCompared;
        if !not_checked.iter().all(compared) {
            // The id by which the whole document is known.
            let digest = source.digest.take();
            source.id = source.id.or(digest.map(|digest| shohosen_report::hex(&digest)));
        }
        Ok(source)
    }

    /// What a store does not get to know of the document: a finding for each part.
    pub fn left_out(&self) -> Vec<Finding> {
        self.not_checked.iter().map(left_out).collect()
    }
}

impl History {
    /// What a store keeps of the documents, each of which has its name for an id and the digest of
    /// its events.
    ///
    /// # Errors
    /// As [`HistoryRead::into_source`], with the reasons of all documents.
    pub fn to_sources(
        &self,
        patient: &str,
        partial: bool,
    ) -> Result<Vec<SourceDocument>, ImportRefused> {
        let mut findings = Vec::new();
        let mut sources = Vec::with_capacity(self.files.len());
        for (place, file) in self.files.iter().enumerate() {
            let own = self.allergies.iter().filter(|(of, _)| *of == place);
            // The name of the file is the id of its document.
            let prefix = format!("{}: ", file.name);
            let within = |place: &str| place.strip_prefix(&prefix).unwrap_or(place).to_owned();
            let allergies: Vec<AllergyRecord> = own
                .map(|(_, own)| AllergyRecord { place: within(&own.place), ..own.clone() })
                .collect();
            let events = self.events.get(file.events.clone()).unwrap_or_default();
            let not_checked = self.not_checked.get(file.not_checked.clone()).unwrap_or_default();
            let reasons = reasons(events.is_empty(), file.verdict, not_checked, partial);
            findings.extend(reasons.into_iter().map(|finding| finding.at(file.name.clone())));
            let mut source = SourceDocument::new(patient, events.to_vec());
            source.id = Some(file.name.clone());
            source.marks = file.patient.marks();
            source.left_out = left_out_of(&file.account, allergies);
            sources.push(source);
        }
        if findings.is_empty() {
            return Ok(sources);
        }
        findings.extend_from_slice(&self.findings);
        Err(ImportRefused { findings })
    }
}

impl History {
    /// Adds what a store has of a patient. What was not read of the documents when they were imported
    /// is not checked either, and is named; so is a prescription of somebody else than the store's
    /// patient.
    pub fn add_stored(&mut self, name: &str, stored: StoredHistory) {
        // That these are all documents is a part, too.
        let mut account = Account::whole(stored.events.len() + 1);
        let mut allergies = Vec::new();
        for (document, part) in stored.left_out {
            let place = match part.item.as_str() {
                "" => document,
                item => format!("{document}: {item}"),
            };
            if let Some(allergy) = part.allergy {
                let place = format!("{name}: {place}");
                allergies.push(AllergyRecord { place, ..allergy });
                continue;
            }
            let reason = UnreadReason::ALL.into_iter().find(|each| each.as_str() == part.reason);
            // A word of a newer version.
            let reason = reason.unwrap_or(UnreadReason::NotUnderstood);
            account.missing(Unread::new(place, reason));
        }
        self.add_account(name, stored.events, account);
        let place = self.files.len().saturating_sub(1);
        self.allergies.extend(allergies.into_iter().map(|allergy| (place, allergy)));
        if let Some(file) = self.files.last_mut() {
            file.held = stored.identity;
        }
    }
}

/// What was not read, as a store keeps it; and allergies, which are no events.
fn left_out_of(account: &Account, allergies: Vec<AllergyRecord>) -> Vec<LeftOut> {
    let kept = |unread: Unread, allergy: Option<AllergyRecord>| LeftOut {
        item: unread.place,
        code: String::new(),
        reason: unread.reason.as_str().to_owned(),
        allergy,
    };
    let gaps = account.gaps().into_iter().map(|unread| kept(unread, None));
    let allergies = allergies.into_iter().map(|allergy| {
        // As versions understand it that know of no allergies here.
        let unread = Unread::new(allergy.place.clone(), UnreadReason::NotCompared);
        kept(unread, Some(AllergyRecord { place: String::new(), ..allergy }))
    });
    gaps.chain(allergies).collect()
}

/// Why a document is not imported; empty if it is.
fn reasons(
    no_events: bool,
    verdict: Option<Verdict>,
    not_checked: &[NotChecked],
    partial: bool,
) -> Vec<Finding> {
    if not_checked.iter().any(|entry| entry.reason == NotCheckedReason::Unverified) {
        let verdict = verdict.unwrap_or(Verdict::Indeterminate).to_string();
        return vec![codes::DOCUMENT_NOT_VERIFIED.finding().with("verdict", verdict)];
    }
    if no_events && !not_checked.is_empty() {
        return vec![codes::DOCUMENT_NOTHING_TAKEN.finding().with("count", not_checked.len())];
    }
    match partial {
        true => Vec::new(),
        // What is kept with the document and named in every check is not lost.
        false => not_checked
            .iter()
            .filter(|entry| entry.reason != NotCheckedReason::NotCompared)
            .map(left_out)
            .collect(),
    }
}

fn left_out(entry: &NotChecked) -> Finding {
    let finding = codes::DOCUMENT_PARTIAL.finding().with("item", entry.item.clone());
    finding.with("reason", entry.reason.as_str())
}

impl fmt::Display for ImportRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.findings.first() {
            Some(finding) => f.write_str(&finding.message(Language::English)),
            None => f.write_str("the document is not imported"),
        }
    }
}

impl std::error::Error for ImportRefused {}
