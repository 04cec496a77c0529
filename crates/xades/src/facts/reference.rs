//! Facts about references: what they point to and whether the digest matches.

use crate::base64;
use crate::facts::identifier;
use crate::model::{Reference, Signature};
use crate::namespace::{DS, EXCLUSIVE, SIGNED_PROPERTIES_TYPE};
use crate::octets::{
    DEFAULT_METHOD, DigestId, Digested, PendingDigests, ReferenceProblem, Source, Target,
    Workspace, Written, dereference, write_reference,
};
use shohosen_pki::crypto::{Digest, DigestAlgorithm};
use shohosen_report::Text;
use shohosen_xml::{Document, Node, NodeId};
use std::collections::HashMap;

/// One reference.
#[derive(Clone, Debug)]
pub struct ReferenceFacts {
    /// The URI as it stands.
    pub uri: Option<Text>,
    /// The Type as it stands.
    pub reference_type: Option<Text>,
    /// Where the reference stands.
    pub path: Text,
    /// What it points to, if that could be found out.
    pub target: Option<Target>,
    /// What of its target is digested; `None` if nothing could be.
    pub digested: Option<Digested>,
    /// DigestMethod as it stands.
    pub digest_method: Text,
    /// The digest algorithm, if known.
    pub digest_algorithm: Option<DigestAlgorithm>,
    /// Both digests, or why there are none.
    pub digests: Result<Digests, ReferenceProblem>,
}

/// The digest that a reference states, and that of the octets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digests {
    /// In the signature.
    pub expected: Vec<u8>,
    /// Of the octets; `None` as long as it is not computed.
    pub actual: Option<Digest>,
}

impl ReferenceFacts {
    /// Whether the digest of the octets is the one that the reference states.
    pub fn matches(&self) -> bool {
        self.digests.as_ref().is_ok_and(|digests| {
            digests.actual.as_ref().is_some_and(|actual| **actual == *digests.expected)
        })
    }

    /// Whether all of this element is digested, and nothing else.
    pub fn covers(&self, element: NodeId) -> bool {
        self.target == Some(Target::Element(element)) && self.digested == Some(Digested::Whole)
    }
}

/// References whose octets are known and whose digests are not yet.
#[derive(Default)]
pub(super) struct PendingReferences {
    facts: Vec<ReferenceFacts>,
    /// Which of them has which digest.
    outstanding: Vec<(usize, DigestId)>,
    /// What was written for the same target under the same transforms: it has the same digest.
    written: HashMap<Vec<String>, (DigestId, Written)>,
}

impl PendingReferences {
    /// With the digests.
    pub(super) fn settle(mut self, digests: &PendingDigests) -> Vec<ReferenceFacts> {
        for (index, id) in self.outstanding {
            if let Some(Ok(fact)) = self.facts.get_mut(index).map(|fact| &mut fact.digests) {
                fact.actual = digests.get(id).copied();
            }
        }
        self.facts
    }
}

/// A Manifest that a reference of SignedInfo points to (XML-DSig §5.1).
#[derive(Clone, Debug)]
pub struct ManifestFacts {
    /// The `ds:Manifest`.
    pub node: NodeId,
    /// Its path.
    pub path: Text,
    /// Its references, one level deep.
    pub references: Vec<ReferenceFacts>,
}

pub(super) fn collect(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    workspace: &mut Workspace,
) -> PendingReferences {
    let mut collected = PendingReferences::default();
    collect_children(source, signature, signature.signed_info, workspace, &mut collected);
    collected
}

/// The Manifests that a reference of SignedInfo points to (XML-DSig §5.1), wherever they stand in
/// the document; each once, however often it is referenced.
pub(super) fn manifests<'d, 'a>(
    document: &'d Document<'a>,
    signature: &Signature<'d, 'a>,
) -> Vec<Node<'d, 'a>> {
    let mut manifests: Vec<Node<'d, 'a>> = Vec::new();
    for reference in signature.signed_info.elements().filter(|child| child.is(DS, "Reference")) {
        let uri = reference.attribute("URI");
        let Ok((Target::Element(id), _)) = dereference(document, uri) else { continue };
        let node = document.node(id);
        if node.is(DS, "Manifest") && !manifests.iter().any(|known| known.id() == id) {
            manifests.push(node);
        }
    }
    manifests
}

/// The references of a Manifest, one level deep. Only those whose data the caller has handed over,
/// or that stand in the document, can match.
pub(super) fn collect_manifest(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    manifest: Node<'_, '_>,
    workspace: &mut Workspace,
) -> PendingReferences {
    let mut collected = PendingReferences::default();
    collect_children(source, signature, manifest, workspace, &mut collected);
    collected
}

/// The references that stand in SignedInfo or in a Manifest.
fn collect_children(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    parent: Node<'_, '_>,
    workspace: &mut Workspace,
    collected: &mut PendingReferences,
) {
    for (node, path) in parent.numbered("Reference") {
        if !node.is(DS, "Reference") {
            continue;
        }
        match Reference::read(node) {
            Ok(reference) => {
                collect_one(source, signature, &reference, path, workspace, collected);
            }
            Err(_) => collected.facts.push(ReferenceFacts {
                uri: node.attribute("URI").map(Text::shared),
                reference_type: None,
                path,
                target: None,
                digested: None,
                digest_method: Text::default(),
                digest_algorithm: None,
                digests: Err(ReferenceProblem::Malformed),
            }),
        }
    }
}

fn collect_one(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    reference: &Reference<'_, '_>,
    path: Text,
    workspace: &mut Workspace,
    collected: &mut PendingReferences,
) {
    let digest_algorithm = DigestAlgorithm::from_xml_uri(reference.digest_method).ok();
    let written = digest_algorithm
        .ok_or(ReferenceProblem::UnknownDigest)
        .and_then(|algorithm| write(source, signature, reference, algorithm, workspace, collected));
    let target = match &written {
        Ok((_, written)) => Some(written.target),
        Err(_) => dereference(source.document, reference.uri()).ok().map(|(target, _)| target),
    };
    let digested = written.as_ref().ok().map(|(_, written)| written.digested);
    let digests = written.and_then(|(id, _)| {
        let expected = base64::decode(&reference.digest_value.text())
            .ok_or(ReferenceProblem::DigestValueNotBase64)?;
        collected.outstanding.push((collected.facts.len(), id));
        Ok(Digests { expected, actual: None })
    });
    collected.facts.push(ReferenceFacts {
        uri: reference.uri().map(Text::shared),
        reference_type: reference.reference_type().map(|text| match text {
            SIGNED_PROPERTIES_TYPE => SIGNED_PROPERTIES_TYPE.into(),
            other => other.to_owned().into(),
        }),
        path,
        target,
        digested,
        digest_method: identifier(
            reference.digest_method,
            digest_algorithm.map(DigestAlgorithm::xml_uri),
        ),
        digest_algorithm,
        digests,
    });
}

/// References up to this number are written one by one; of more than a document has, those that
/// digest the same are written once.
const USUAL_REFERENCES: usize = 8;

/// Writes the octets of a reference, or finds them written.
fn write(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    reference: &Reference<'_, '_>,
    algorithm: DigestAlgorithm,
    workspace: &mut Workspace,
    collected: &mut PendingReferences,
) -> Result<(DigestId, Written), ReferenceProblem> {
    let same = (collected.facts.len() >= USUAL_REFERENCES).then(|| same_octets(reference));
    if let Some(known) = same.as_ref().and_then(|same| collected.written.get(same)) {
        return Ok(*known);
    }
    let mut sink = workspace.digests.sink(algorithm, source.budget);
    let scratch = &mut workspace.scratch;
    let written =
        write_reference(source, signature, reference, &DEFAULT_METHOD, scratch, &mut sink)?;
    if sink.is_empty() {
        return Err(ReferenceProblem::NothingDigested);
    }
    let known = (sink.keep(), written);
    if let Some(same) = same {
        collected.written.insert(same, known);
    }
    Ok(known)
}

/// What decides on the octets that a reference digests: it is the same for those that digest the
/// same ones in the same way.
fn same_octets(reference: &Reference<'_, '_>) -> Vec<String> {
    let mut same = vec![reference.digest_method.to_owned()];
    same.push(reference.uri().unwrap_or_default().to_owned());
    for transform in reference.transforms() {
        let prefixes = transform.child(EXCLUSIVE, "InclusiveNamespaces");
        let prefixes = prefixes.and_then(|prefixes| prefixes.attribute("PrefixList"));
        same.push(transform.attribute("Algorithm").unwrap_or_default().to_owned());
        same.push(prefixes.unwrap_or_default().to_owned());
    }
    same
}
