//! Signed documents: verified first, then read.

use super::{HistoryFormat, HistoryOptions, HistoryRead, HistoryReadError, records};
use crate::{Report, Verdict, Verifier};
use shohosen_report::{
    Account, DocumentKind, Finding, Position, Time, Unread, UnreadReason, Value,
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

/// Verifies a document and takes the records out of what was verified.
pub(super) fn open(bytes: &[u8], options: &HistoryOptions<'_>) -> Result<Opened, HistoryReadError> {
    let verified = match options.verifier {
        Some((verifier, at)) => verifier.verify(bytes, at)?,
        None if options.accept_unverified => {
            // Only the layout is wanted; the verdict is thrown away.
            let nobody = Time::from_unix(0).ok_or(HistoryReadError::NoVerifier)?;
            Verifier::builder().build().verify(bytes, nobody)?
        }
        None => return Err(HistoryReadError::NoVerifier),
    };
    let (format, position) = match verified.report().document.kind {
        DocumentKind::Prescription => (HistoryFormat::SignedPrescription, Position::Prescription),
        DocumentKind::Dispensing => (HistoryFormat::SignedDispensing, Position::Dispensing),
        kind => return Err(HistoryReadError::NoRecords { kind: kind.as_str() }),
    };
    let known = options.verifier.is_some();
    let mut findings = Vec::new();
    let payload = match verified.payload(position).filter(|_| known) {
        Some(payload) => {
            findings.push(codes::HISTORY_VERIFIED.finding().with("kind", format.to_string()));
            Some(payload.to_vec())
        }
        None if options.accept_unverified => {
            let payload = verified.unverified_payload(position).ok_or_else(|| {
                HistoryReadError::NoRecords { kind: verified.report().document.kind.as_str() }
            })?;
            let verdict = match known {
                true => verified.report().verdict().to_string(),
                false => "–".to_owned(),
            };
            findings.push(codes::HISTORY_USED_UNVERIFIED.finding().with("verdict", verdict));
            Some(payload.to_vec())
        }
        None => None,
    };
    let id = verified.report().document.id.clone();
    let report = known.then(|| verified.into_report());
    Ok(Opened { format, id, payload, findings, report })
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
