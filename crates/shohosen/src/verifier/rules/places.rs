//! Every signature of the document stands at a specified place, and every specified place has one
//! (検証要件 5.5.3).

use super::Case;
use crate::verifier::facts::MAX_SIGNATURES;
use shohosen_report::{DocumentKind, Position, codes};

/// That is so.
#[derive(Debug)]
pub(crate) struct Specified(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Specified> {
    let facts = case.facts;
    let before = case.findings.len();
    let scanned = facts.layout.kind == DocumentKind::Scanned && case.settings.accept_scanned;
    for (index, entry) in facts.signatures.iter().enumerate() {
        let known = entry.position() != Position::Unknown || scanned && entry.place.is_some();
        if !known {
            let finding = codes::document::SIGNATURE_UNEXPECTED.finding();
            case.findings.push(finding.at(entry.facts.path.clone()).of_signature(index));
        }
    }
    if facts.signatures_beyond > 0 {
        case.findings.push(
            codes::xades::LIMIT_EXCEEDED
                .finding()
                .with("what", "signatures")
                .with("limit", MAX_SIGNATURES)
                .with("actual", MAX_SIGNATURES + facts.signatures_beyond),
        );
    }
    let at = |position| facts.signatures.iter().any(|entry| entry.position() == position);
    let any = [Position::Prescription, Position::Dispensing, Position::ReferencePrescription];
    if !any.into_iter().any(at) && !scanned {
        let finding = codes::document::SIGNATURE_MISSING.finding();
        case.findings.push(finding.at(facts.layout.root.path.clone()));
    }
    let complete = match facts.layout.kind {
        DocumentKind::Prescription => at(Position::Prescription),
        DocumentKind::Dispensing => at(Position::Dispensing) && at(Position::ReferencePrescription),
        DocumentKind::Scanned => scanned && !facts.signatures.is_empty(),
        DocumentKind::Unknown => false,
    };
    (complete && case.findings.len() == before).then_some(Specified(()))
}
