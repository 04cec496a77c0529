//! Records that stand for themselves: SJ1, CJ1, JAHIS, JAHISTC.

use super::notebook_parts::Part;
use super::{
    HistoryFormat, HistoryOptions, HistoryRead, HistoryReadError, account, dispensed, doubts,
    prescribed,
};
use shohosen_medication::HistorySource;
use shohosen_report::{Account, Finding, Severity, Unread, UnreadReason, codes};
use shohosen_rx::{Dispensing, Format, LintOptions, PartsError, Prescription, Purpose, ReadError};
use shohosen_rx::{Records, lint, model};

pub(super) fn read(
    bytes: &[u8],
    options: &HistoryOptions<'_>,
) -> Result<HistoryRead, HistoryReadError> {
    match shohosen_rx::read(bytes, &options.records) {
        Ok(records) => {
            let part = Part::of(&records, bytes, options);
            Ok(HistoryRead { part, ..from_records(&records, None) })
        }
        // Other files may have the rest.
        Err(ReadError::Parts(error)) => match (&*error, shohosen_rx::split_parts(bytes).first()) {
            (PartsError::Missing { .. }, Some(first)) => {
                let records = shohosen_rx::read(first, &options.records)?;
                let part = Part::of(&records, bytes, options);
                Ok(HistoryRead { part, ..from_records(&records, None) })
            }
            _ => Err(ReadError::Parts(error).into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// `id` is that of the document around the records.
pub(super) fn from_records(records: &Records, id: Option<&str>) -> HistoryRead {
    let format = HistoryFormat::Records(records.format());
    let mut read = HistoryRead::new(format, account::of(records));
    read.findings = examined(records, &mut read.account);
    read.allergies = account::remarks(records);
    if let Some(prescription) = Prescription::from_records(records) {
        prescribed::add(&prescription, id, HistorySource::Prescription, &mut read);
    } else if let Some(dispensing) = Dispensing::from_records(records) {
        let source = match records.format() {
            Format::Cj1 => HistorySource::Dispensing,
            _ => HistorySource::MedicationNotebook,
        };
        dispensed::add(&dispensing, source, &mut read);
    }
    incomplete(records, &mut read);
    read
}

/// One finding for all that is wrong with the records themselves: `lint` shows them. What the
/// faults leave open of what is being taken goes into the account.
pub(super) fn examined(records: &Records, account: &mut Account) -> Vec<Finding> {
    let options = LintOptions { purpose: Purpose::DuplicateCheck, ..LintOptions::default() };
    let findings = lint(records, &options);
    doubts::note(records, &findings, account);
    let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let Some(first) = errors.next() else { return Vec::new() };
    let finding = codes::medication::HISTORY_RECORDS_FAULTY
        .finding()
        .with("count", errors.count() + 1)
        .with("problem", first.code.id());
    vec![match &first.location {
        Some(location) => finding.at(location.clone()),
        None => finding,
    }]
}

/// One part of a notebook that was split over several files is not all of it.
fn incomplete(records: &Records, read: &mut HistoryRead) {
    let Some(control) = records.all::<model::SplitControl<'_>>().last() else { return };
    let total = control.total().integer().unwrap_or(0);
    if total == 1 {
        return;
    }
    let part = control.seq().integer().unwrap_or(0);
    let missing: Vec<_> = (1..=total.min(99))
        .filter(|number| *number != part)
        .map(shohosen_report::Value::from)
        .collect();
    let finding = codes::records::SPLIT_SET_INCOMPLETE.finding().with("missing", missing);
    read.findings.push(finding.with("total", total));
    read.account.missing(Unread::new("", UnreadReason::Incomplete));
}
