//! Exactly the SignedProperties of this signature are referenced with their Type, and digested
//! whole (XAdES §6.3.1).

use super::Case;
use crate::namespace::SIGNED_PROPERTIES_TYPE;
use shohosen_report::codes;

/// SignedProperties is signed.
#[derive(Clone, Debug)]
pub struct Signed(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Signed> {
    let facts = case.facts();
    let signed = facts.signed_properties.is_some_and(|properties| {
        facts.references.iter().any(|reference| {
            reference.covers(properties)
                && reference.reference_type.as_deref() == Some(SIGNED_PROPERTIES_TYPE)
        })
    });
    if !signed {
        case.push(codes::xades::SIGNED_PROPERTIES_REFERENCE_MISSING.finding());
    }
    signed.then_some(Signed(()))
}
