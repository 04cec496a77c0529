//! Signed documents: verified first, then read.

use super::{HistoryFormat, HistoryOptions, HistoryRead, HistoryReadError, records};
use crate::verifier::Unverified;
use crate::{Report, Verdict, Verified};
use shohosen_report::{
    Account, DocumentKind, Finding, Position, Unread, UnreadReason, Value,
    codes::medication as codes,
};

/// A signed document and what may be used of it.
pub(super) struct Opened {
    pub(super) format: HistoryFormat,
    /// PrescriptionId or DispensingId.
    pub(super) id: Option<String>,
    /// The records; `None` if the document did not verify and is not to be used all the same.
    pub(super) payload: Option<Vec<u8>>,
    pub(super) findings: Vec<Finding>,
    /// `None` if nothing was given to verify with.
    pub(super) report: Option<Report>,
}

/// Verifies a document and takes the records out of what was verified; or, where nothing is given
/// to verify with and that is accepted by name, reads what stands in it.
pub(super) fn open(bytes: &[u8], options: &HistoryOptions<'_>) -> Result<Opened, HistoryReadError> {
    match options.verifier {
        Some((verifier, at)) => verified(&verifier.verify(bytes, at)?, options.accept_unverified),
        None if options.accept_unverified => unverified(bytes),
        None => Err(HistoryReadError::NoVerifier),
    }
}

fn verified(verified: &Verified, accept_unverified: bool) -> Result<Opened, HistoryReadError> {
    let report = verified.report();
    let (format, position) = place(report.document.kind)?;
    let mut findings = Vec::new();
    let payload = match verified.payload(position) {
        Some(payload) => {
            findings.push(codes::HISTORY_VERIFIED.finding().with("kind", format.to_string()));
            Some(payload.to_vec())
        }
        None if accept_unverified => {
            let payload = verified
                .unverified_payload(position)
                .ok_or(HistoryReadError::NoRecords { kind: report.document.kind.as_str() })?;
            let verdict = report.verdict().to_string();
            findings.push(codes::HISTORY_USED_UNVERIFIED.finding().with("verdict", verdict));
            Some(payload.to_vec())
        }
        None => None,
    };
    let id = report.document.id.clone();
    Ok(Opened { format, id, payload, findings, report: Some(report.clone()) })
}

fn unverified(bytes: &[u8]) -> Result<Opened, HistoryReadError> {
    let read = Unverified::read(bytes, &shohosen_xml::Limits::default())?;
    let (format, position) = place(read.kind)?;
    let payload = read.payloads.into_iter().find(|(at, _)| *at == position);
    let (_, payload) = payload.ok_or(HistoryReadError::NoRecords { kind: read.kind.as_str() })?;
    let finding = codes::HISTORY_USED_UNVERIFIED.finding().with("verdict", "–");
    let (payload, findings) = (Some(payload), vec![finding]);
    Ok(Opened { format, id: read.id, payload, findings, report: None })
}

/// Which records a document holds, and where.
fn place(kind: DocumentKind) -> Result<(HistoryFormat, Position), HistoryReadError> {
    match kind {
        DocumentKind::Prescription => {
            Ok((HistoryFormat::SignedPrescription, Position::Prescription))
        }
        DocumentKind::Dispensing => Ok((HistoryFormat::SignedDispensing, Position::Dispensing)),
        kind => Err(HistoryReadError::NoRecords { kind: kind.as_str() }),
    }
}

pub(super) fn read(
    bytes: &[u8],
    options: &HistoryOptions<'_>,
) -> Result<HistoryRead, HistoryReadError> {
    let opened = open(bytes, options)?;
    let mut read = match &opened.payload {
        Some(payload) => {
            let records = shohosen_rx::read(payload, &options.records)?;
            records::from_records(&records, opened.id.as_deref())
        }
        None => {
            let mut account = Account::of(1);
            account.unread(Unread::new("", UnreadReason::Unverified));
            let findings = not_used(&opened);
            HistoryRead { findings, ..HistoryRead::new(opened.format, account) }
        }
    };
    read.format = opened.format;
    read.findings.splice(0..0, opened.findings);
    read.report = opened.report;
    Ok(read)
}

fn not_used(opened: &Opened) -> Vec<Finding> {
    let verdict = opened.report.as_ref().map_or(Verdict::Indeterminate, Report::verdict);
    let reasons = opened.report.as_ref().map(reasons).unwrap_or_default();
    let finding = codes::HISTORY_NOT_VERIFIED.finding().with("verdict", verdict.to_string());
    vec![finding.with("reasons", reasons)]
}

/// The codes of the first few errors of a report.
pub(super) fn reasons(report: &Report) -> Vec<Value> {
    report.errors().take(5).map(|finding| Value::from(finding.code.id())).collect()
}
