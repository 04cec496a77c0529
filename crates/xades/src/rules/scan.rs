//! A signed scan (紙の処方箋のスキャン): what a reader is shown is what was signed.
//!
//! The picture is what people believe, so each `ds:Object` and each file of a Manifest has to be
//! covered in its whole content. What is signed must be the scan: a genuine prescription's signature
//! that was moved beside a picture covers records, and no `ds:Object` and no Manifest.

use super::{Case, shorten};
use crate::facts::{ManifestFacts, ReferenceFacts, Shown as Kind, ShownFacts, SignatureFacts};
use crate::octets::ReferenceProblem;
use shohosen_report::{Finding, codes::xades as codes};

/// Everything that is shown is covered.
#[derive(Clone, Debug)]
pub struct Shown(());

pub(super) fn check(case: &mut Case<'_>) -> Option<Shown> {
    let facts = case.facts();
    let signed: Vec<&ManifestFacts> =
        facts.manifests.iter().filter(|m| is_signed(facts, m)).collect();
    let files = signed.iter().map(|manifest| manifest.references.len()).sum::<usize>();
    let objects = facts.shown.iter().filter(|shown| is_object_signed(facts, shown)).count();
    let before = case.findings.len();
    if files + objects == 0 {
        case.push(codes::SCAN_NOTHING_SIGNED.finding());
    }
    for shown in &facts.shown {
        if !is_covered(facts, shown) {
            case.findings.push(codes::SCAN_OBJECT_NOT_COVERED.finding().at(shown.path.clone()));
        }
    }
    for manifest in &signed {
        case.findings.extend(manifest.references.iter().filter_map(not_at_hand));
        if manifest.references.is_empty() {
            case.findings.push(codes::SCAN_NOTHING_SIGNED.finding().at(manifest.path.clone()));
        }
    }
    if case.findings.len() > before {
        return None;
    }
    case.push(codes::SCAN_COVERED.finding().with("objects", objects).with("files", files));
    Some(Shown(()))
}

/// What a signature shows and does not sign, where it is no scan: nobody takes it for the content, and
/// the reader has to know that it is there.
pub(super) fn not_signed(facts: &SignatureFacts) -> impl Iterator<Item = Finding> {
    let shown = facts.shown.iter().filter(|shown| !is_covered(facts, shown));
    shown.map(|shown| codes::OBJECT_NOT_SIGNED.finding().at(shown.path.clone()))
}

/// Whether SignedInfo digests all of a Manifest.
fn is_signed(facts: &SignatureFacts, manifest: &ManifestFacts) -> bool {
    facts.references.iter().any(|reference| reference.covers(manifest.node) && reference.matches())
        || facts.shown.iter().any(|shown| shown.node == manifest.node && signed_info(facts, shown))
}

/// Whether a reference of SignedInfo digests all of what is shown.
fn signed_info(facts: &SignatureFacts, shown: &ShownFacts) -> bool {
    let reference = |number: &usize| facts.references.get(*number);
    shown.digested_by.iter().filter_map(reference).any(ReferenceFacts::matches)
}

/// Whether what is shown is a `ds:Object` that is signed as such.
fn is_object_signed(facts: &SignatureFacts, shown: &ShownFacts) -> bool {
    let covers = |r: &&ReferenceFacts| r.covers(shown.object) && r.matches();
    shown.kind != Kind::Manifest && facts.references.iter().any(|reference| covers(&reference))
}

/// Whether what is shown is digested whole, by SignedInfo or by a Manifest that is signed itself.
fn is_covered(facts: &SignatureFacts, shown: &ShownFacts) -> bool {
    signed_info(facts, shown)
        || shown.digested_by_manifest.iter().any(|(manifest, number)| {
            facts.manifests.get(*manifest).is_some_and(|manifest| {
                is_signed(facts, manifest)
                    && manifest.references.get(*number).is_some_and(ReferenceFacts::matches)
            })
        })
}

/// The finding of a file that nobody handed over.
fn not_at_hand(reference: &ReferenceFacts) -> Option<Finding> {
    let missing = matches!(reference.digests, Err(ReferenceProblem::External));
    let uri = reference.uri.as_ref().map(shorten).unwrap_or_default();
    missing.then(|| codes::SCAN_FILE_MISSING.finding().with("uri", uri).at(reference.path.clone()))
}
