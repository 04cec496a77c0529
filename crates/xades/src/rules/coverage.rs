//! The signature covers the element that it must cover, and that very element (検証要件 5.5.3).
//!
//! This is what defeats signature wrapping: it does not matter what a reference resolves to as
//! long as it is not the node that the reader of the document takes the content from.

use super::{Case, scan, shorten};
use crate::input::{MustCover, RequiredElement};
use crate::octets::Target;
use shohosen_report::codes::xades as codes;

/// What must be signed is.
#[derive(Clone, Debug)]
pub enum Covered {
    /// The required element.
    Element(Element),
    /// Everything that a scan shows.
    Scan(scan::Shown),
}

/// That the required element is digested whole.
#[derive(Clone, Debug)]
pub struct Element(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Covered> {
    match &case.input.must_cover {
        MustCover::Element(required) => check_element(case, required).map(Covered::Element),
        MustCover::WhatIsShown => scan::check(case).map(Covered::Scan),
        // Nothing is established.
        MustCover::Unknown => None,
    }
}

fn check_element(case: &mut Case<'_>, required: &RequiredElement) -> Option<Element> {
    let facts = case.facts();
    if facts.references.iter().any(|reference| reference.covers(required.node)) {
        let finding = codes::REFERENCE_COVERS_DOCUMENT.finding();
        case.push(finding.with("element", required.path.clone()));
        return Some(Element(()));
    }
    // Any reference that is neither KeyInfo nor SignedProperties was meant to be the content.
    let other = facts.references.iter().find(|reference| match reference.target {
        Some(Target::Element(node)) => {
            Some(node) != facts.key_info && Some(node) != facts.signed_properties
        }
        _ => true,
    });
    let finding = match other {
        Some(reference) => codes::REFERENCE_WRONG_ELEMENT
            .finding()
            .with("expected", required.path.clone())
            .with("actual", reference.uri.as_ref().map(shorten).unwrap_or_default()),
        None => {
            codes::REFERENCE_DOCUMENT_NOT_COVERED.finding().with("expected", required.path.clone())
        }
    };
    case.push(finding);
    None
}
