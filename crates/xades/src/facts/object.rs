//! Facts about the `ds:Object`s of a signature: what a reader would be shown, and which references
//! digest it.

use super::{ManifestFacts, ReferenceFacts};
use crate::model::Signature;
use crate::octets::{Digested, Target};
use serde::{Deserialize, Serialize};
use shohosen_report::Text;
use shohosen_xml::{Document, Node, NodeId, NodeKind};

/// Something inside a signature that a reader would be shown: a `ds:Object` with text, or an element
/// in one. What belongs to the signature itself (QualifyingProperties) is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShownFacts {
    /// The element.
    #[serde(with = "crate::encoding::node")]
    pub node: NodeId,
    /// Its path.
    pub path: Text,
    /// What it is.
    pub kind: Shown,
    /// The `ds:Object` that it is or stands in.
    #[serde(with = "crate::encoding::node")]
    pub object: NodeId,
    /// The references of SignedInfo that digest all of it, by their number.
    pub digested_by: Vec<usize>,
    /// The references of Manifests that do: the number of the Manifest and of the reference.
    pub digested_by_manifest: Vec<(usize, usize)>,
}

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// A whole `ds:Object`.
    Object,
    /// A `ds:Manifest`, which lists what is signed.
    Manifest,
    /// Another element.
    Element,
}

/// What a signature shows, in document order.
pub(super) fn collect(
    document: &Document<'_>,
    signature: &Signature<'_, '_>,
    references: &[ReferenceFacts],
    manifests: &[ManifestFacts],
) -> Vec<ShownFacts> {
    let qualifying = signature.qualifying_properties.map(|properties| properties.node.id());
    let mut shown = Vec::new();
    let mut add = |object: Node<'_, '_>, node: Node<'_, '_>, kind| {
        let digests = |reference: &ReferenceFacts| digests_all(document, reference, node);
        let numbers = |references: &[ReferenceFacts]| -> Vec<usize> {
            let all = references.iter().enumerate();
            all.filter(|(_, reference)| digests(reference)).map(|(number, _)| number).collect()
        };
        let of_manifests = manifests.iter().enumerate().flat_map(|(manifest, facts)| {
            numbers(&facts.references).into_iter().map(move |number| (manifest, number))
        });
        shown.push(ShownFacts {
            node: node.id(),
            path: node.path(),
            kind,
            object: object.id(),
            digested_by: numbers(references),
            digested_by_manifest: of_manifests.collect(),
        });
    };
    for object in signature.objects() {
        let others = || object.elements().filter(|element| Some(element.id()) != qualifying);
        let holds_qualifying = others().count() != object.elements().count();
        if has_text(object) || (!holds_qualifying && others().next().is_none()) {
            add(object, object, Shown::Object);
            continue;
        }
        for element in others() {
            let is_manifest = manifests.iter().any(|manifest| manifest.node == element.id());
            add(object, element, if is_manifest { Shown::Manifest } else { Shown::Element });
        }
    }
    shown
}

/// Whether there is anything between the elements but white space.
fn has_text(object: Node<'_, '_>) -> bool {
    let is_text = |node: &Node<'_, '_>| matches!(node.kind(), NodeKind::Text | NodeKind::CData);
    object.children().filter(is_text).any(|node| !node.text().trim_ascii().is_empty())
}

/// Whether a reference digests this element with everything in it.
fn digests_all(document: &Document<'_>, reference: &ReferenceFacts, node: Node<'_, '_>) -> bool {
    if reference.digested != Some(Digested::Whole) {
        return false;
    }
    match reference.target {
        Some(Target::Document) => true,
        Some(Target::Element(id)) => {
            let (outer, inner) = (document.node(id).source_range(), node.source_range());
            outer.start <= inner.start && inner.end <= outer.end
        }
        Some(Target::External) | None => false,
    }
}
