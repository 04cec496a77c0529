//! A dispensing record names its prescription in record 7, the only signed mention of the
//! PrescriptionId.

use super::Case;
use shohosen_report::{DocumentKind, Position, codes::document as codes};

/// It names the prescription that it holds, or names none and the reader is told.
#[derive(Debug)]
pub(crate) struct Bound(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Bound> {
    let layout = &case.facts.layout;
    if layout.kind != DocumentKind::Dispensing {
        if layout.kind == DocumentKind::Prescription && layout.id.is_some() {
            case.findings.push(codes::PRESCRIPTION_ID_UNSIGNED.finding());
        }
        return Some(Bound(()));
    }
    let own = case.facts.signatures.iter().find(|e| e.position() == Position::Dispensing);
    let octets = own.and_then(|entry| entry.payload.as_ref()?.octets.as_deref());
    let record = octets.and_then(shohosen_rx::document::referenced_prescription_id);
    let (bound, finding) = match (record, &layout.reference_prescription_id) {
        (Some(record), Some(id)) if record.eq_ignore_ascii_case(id) => {
            (true, codes::PRESCRIPTION_ID_MATCH.finding().with("actual", id.clone()))
        }
        (Some(record), Some(id)) => {
            let finding = codes::PRESCRIPTION_ID_MISMATCH.finding().with("expected", record);
            (false, finding.with("actual", id.clone()))
        }
        _ => (true, codes::PRESCRIPTION_ID_ABSENT.finding()),
    };
    case.findings.push(finding);
    bound.then_some(Bound(()))
}
