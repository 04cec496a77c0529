//! The archive time-stamp's imprint (XAdES 1.4.1 §8.2.1, non-distributed case; JIS X 5093).

use super::{Source, time_stamp_method, write_element, write_reference};
use crate::facts::TimeStampProblem;
use crate::model::Signature;
use crate::namespace::XADES;
use shohosen_xml::{NodeId, Scratch, Sink};

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
) -> Result<(), TimeStampProblem> {
    let document = source.document;
    let property = document.node(time_stamp);
    if property.child(XADES, "Include").is_some() {
        return Err(TimeStampProblem::UnsupportedForm);
    }
    let named = time_stamp_method(property)
        .map_err(|uri| TimeStampProblem::CanonicalizationMethod { algorithm: uri.to_owned() })?;
    let method = named.without_comments();
    let qualifying = signature
        .qualifying_properties
        .ok_or(TimeStampProblem::MissingElement { element: "QualifyingProperties" })?;

    for (index, reference) in signature.references().enumerate() {
        let reference =
            reference.map_err(|_| TimeStampProblem::MissingElement { element: "Reference" })?;
        write_reference(source, signature, &reference, &method, scratch, sink)
            .map_err(|problem| TimeStampProblem::Reference { index, problem })?;
    }
    let parts = [Some(signature.signed_info), Some(signature.signature_value), signature.key_info];
    let before = qualifying.unsigned().map(|p| p.node).take_while(|node| node.id() != time_stamp);
    let objects = signature.objects().filter(|object| object.id() != qualifying.object.id());
    for element in parts.into_iter().flatten().chain(before).chain(objects) {
        write_element(document, element.id(), &method, scratch, sink);
    }
    Ok(())
}
