//! Facts about references: what they point to and whether the digest matches.

use crate::base64;
use crate::facts::identifier;
use crate::model::{Reference, Signature};
use crate::namespace::{DS, SIGNED_PROPERTIES_TYPE};
use crate::octets::{
    DEFAULT_METHOD, DigestId, PendingDigests, ReferenceProblem, Source, Target, Workspace,
    dereference, write_reference,
};
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_report::Text;
use shohosen_xml::{Document, Node};

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
    /// Whether the octets of `target` are digested unchanged: every transform is a
    /// canonicalization, or takes the signature itself out.
    pub covers_target: bool,
    /// DigestMethod as it stands.
    pub digest_method: Text,
    /// The digest algorithm, if known.
    pub digest_algorithm: Option<DigestAlgorithm>,
    /// Whether the digest matches.
    pub outcome: Result<(), ReferenceProblem>,
}

/// References whose octets are known and whose digests are not yet.
#[derive(Default)]
pub(super) struct PendingReferences {
    facts: Vec<ReferenceFacts>,
    /// Which of them has which digest.
    outstanding: Vec<(usize, DigestId)>,
}

impl PendingReferences {
    /// With the outcome. A reference counts as a mismatch until its digest says otherwise.
    pub(super) fn settle(mut self, digests: &PendingDigests) -> Vec<ReferenceFacts> {
        for (index, id) in self.outstanding {
            let (Some(fact), Some(digest)) = (self.facts.get_mut(index), digests.get(id)) else {
                continue;
            };
            if let Err(ReferenceProblem::Mismatch { expected, actual }) = &mut fact.outcome {
                if **expected == **digest {
                    fact.outcome = Ok(());
                } else {
                    *actual = digest.to_vec();
                }
            }
        }
        self.facts
    }
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

/// The references of Manifests, one level deep. Only those whose data the caller has handed over,
/// or that stand in the document, can match.
pub(super) fn collect_manifests(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    manifests: &[Node<'_, '_>],
    workspace: &mut Workspace,
) -> PendingReferences {
    let mut collected = PendingReferences::default();
    for manifest in manifests {
        collect_children(source, signature, *manifest, workspace, &mut collected);
    }
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
        if let Ok(reference) = Reference::read(node) {
            collect_one(source, signature, &reference, path, workspace, collected);
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
    let mut target = None;
    let pending = digest_algorithm.ok_or(ReferenceProblem::UnknownDigest).and_then(|algorithm| {
        let mut sink = workspace.digests.sink(algorithm, source.budget);
        let scratch = &mut workspace.scratch;
        let method = &DEFAULT_METHOD;
        target = Some(write_reference(source, signature, reference, method, scratch, &mut sink)?);
        let expected = base64::decode(&reference.digest_value.text())
            .ok_or(ReferenceProblem::DigestValueNotBase64)?;
        Ok((sink.keep(), expected))
    });
    let outcome = Err(match pending {
        Ok((id, expected)) => {
            collected.outstanding.push((collected.facts.len(), id));
            ReferenceProblem::Mismatch { expected, actual: Vec::new() }
        }
        Err(problem) => problem,
    });
    collected.facts.push(ReferenceFacts {
        uri: reference.uri().map(Text::shared),
        reference_type: reference.reference_type().map(|text| match text {
            SIGNED_PROPERTIES_TYPE => SIGNED_PROPERTIES_TYPE.into(),
            other => other.to_owned().into(),
        }),
        path,
        target: target.or_else(|| Some(dereference(source.document, reference.uri()).ok()?.0)),
        covers_target: !reference.transforms().any(|t| {
            t.attribute("Algorithm").is_some_and(|a| a == crate::namespace::BASE64_TRANSFORM)
        }),
        digest_method: identifier(
            reference.digest_method,
            digest_algorithm.map(DigestAlgorithm::xml_uri),
        ),
        digest_algorithm,
        outcome,
    });
}
