//! The archive time-stamp's imprint (XAdES 1.4.1 §8.2.1, non-distributed case; JIS X 5093).

use super::{ReferenceProblem, Source, time_stamp_method, write_element, write_reference};
use crate::limits::QUOTED;
use crate::model::Signature;
use crate::namespace::XADES;
use serde::{Deserialize, Serialize};
use shohosen_report::{Text, excerpt};
use shohosen_xml::{NodeId, Scratch, Sink};

/// Why the octets that a time-stamp should be over could not be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImprintProblem {
    /// It names what it is over (`Include`): not of this profile.
    Include,
    /// The canonicalization is unknown.
    CanonicalizationMethod {
        /// Its identifier.
        algorithm: Text,
    },
    /// The octets of a reference that an archive time-stamp is over could not be had.
    Reference {
        /// Which reference.
        index: usize,
        /// Why.
        problem: ReferenceProblem,
    },
    /// An element that the imprint is computed over is missing.
    MissingElement {
        /// Which.
        element: Text,
    },
}

impl ImprintProblem {
    /// That this canonicalization is unknown.
    pub(crate) fn of_method(algorithm: &str) -> Self {
        Self::CanonicalizationMethod { algorithm: excerpt(algorithm, QUOTED).to_owned().into() }
    }
}

/// Writes, in this order:
///
/// 1. for each reference of SignedInfo the octets that it digests (a Manifest's inner references
///    are not followed),
/// 2. SignedInfo, SignatureValue and, if present, KeyInfo,
/// 3. every unsigned property that stands before this time-stamp,
/// 4. every `ds:Object` but the one that holds QualifyingProperties. That one is skipped, the
///    ones after it count.
///
/// Each element is canonicalized in its document context.
pub(crate) fn write_archive_imprint(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    time_stamp: NodeId,
    scratch: &mut Scratch,
    sink: &mut dyn Sink,
) -> Result<(), ImprintProblem> {
    let document = source.document;
    let property = document.node(time_stamp);
    if property.child(XADES, "Include").is_some() {
        return Err(ImprintProblem::Include);
    }
    let named = time_stamp_method(property).map_err(ImprintProblem::of_method)?;
    let method = named.without_comments();
    let qualifying = signature
        .qualifying_properties
        .ok_or(ImprintProblem::MissingElement { element: "QualifyingProperties".into() })?;

    for (index, reference) in signature.references().enumerate() {
        let reference = reference
            .map_err(|_| ImprintProblem::MissingElement { element: "Reference".into() })?;
        write_reference(source, signature, &reference, &method, scratch, sink)
            .map_err(|problem| ImprintProblem::Reference { index, problem })?;
    }
    let parts = [Some(signature.signed_info), Some(signature.signature_value), signature.key_info];
    let before = qualifying.unsigned().map(|p| p.node).take_while(|node| node.id() != time_stamp);
    let objects = signature.objects().filter(|object| object.id() != qualifying.object.id());
    for element in parts.into_iter().flatten().chain(before).chain(objects) {
        write_element(document, element.id(), &method, scratch, sink);
    }
    Ok(())
}
