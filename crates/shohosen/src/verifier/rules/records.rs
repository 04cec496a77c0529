//! Under each signature of a prescription or dispensing record its records can be had: base64 and
//! nothing else, in the element that the signature covers.

use super::Case;
use shohosen_report::DocumentKind;

/// They can.
#[derive(Debug)]
pub(crate) struct Read(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Read> {
    let facts = case.facts;
    let mut read = !facts.signatures.is_empty();
    for (index, entry) in facts.signatures.iter().enumerate() {
        match &entry.payload {
            Some(payload) if payload.octets.is_some() => {}
            Some(payload) => {
                read = false;
                case.findings.push(payload.malformed().of_signature(index));
            }
            // A scan holds none.
            None => read &= facts.layout.kind == DocumentKind::Scanned,
        }
    }
    read.then_some(Read(()))
}
