//! The signature covers the element that it must cover, and that very element (検証要件 5.5.3).
//!
//! This is what defeats signature wrapping: it does not matter what a reference resolves to as
//! long as it is not the node that the reader of the document takes the content from.

use crate::facts::ReferenceFacts;
use crate::judge::JudgeInput;
use crate::octets::Target;
use crate::rules::references::shorten;
use shohosen_report::{Finding, codes};

/// Whether a reference points to the required element; true where none is required.
pub(crate) fn is_covered(input: &JudgeInput<'_>) -> bool {
    input.must_cover.as_ref().is_none_or(|required| {
        let covers = |reference: &ReferenceFacts| {
            reference.covers_target && reference.target == Some(Target::Element(required.node))
        };
        input.facts.references.iter().any(covers)
    })
}

pub(crate) fn check(input: &JudgeInput<'_>) -> Option<Finding> {
    let facts = input.facts;
    let required = input.must_cover.as_ref()?;
    if is_covered(input) {
        return Some(
            codes::xades::REFERENCE_COVERS_DOCUMENT
                .finding()
                .at(facts.path.clone())
                .with("element", required.path.clone()),
        );
    }
    // Any reference that is neither KeyInfo nor SignedProperties was meant to be the content.
    let other = facts.references.iter().find(|reference| match reference.target {
        Some(Target::Element(node)) => {
            Some(node) != facts.key_info && Some(node) != facts.signed_properties
        }
        _ => true,
    });
    let finding = match other {
        Some(reference) => codes::xades::REFERENCE_WRONG_ELEMENT
            .finding()
            .with("expected", required.path.clone())
            .with("actual", reference.uri.as_ref().map(shorten).unwrap_or_default()),
        None => codes::xades::REFERENCE_DOCUMENT_NOT_COVERED
            .finding()
            .with("expected", required.path.clone()),
    };
    Some(finding.at(facts.path.clone()))
}
