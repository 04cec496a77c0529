//! From a document to its facts.

use super::Verifier;
use super::facts::{
    DuplicateIdFacts, Facts, MAX_DUPLICATE_IDS, MAX_SIGNATURES, PayloadFacts, SignatureEntry,
};
use shohosen_pki::WorkBudget;
use shohosen_report::excerpt;
use shohosen_rx::document::{DocumentLayout, SignaturePlace};
use shohosen_xades::{
    CollectSettings, ExternalData, KnownDigests, Workspace, collect as collect_signature,
    signatures,
};
use shohosen_xml::{Document, NodeId};

/// Characters of an identifier that are quoted at most.
const QUOTED: usize = 100;

pub(super) fn collect(
    verifier: &Verifier,
    document: &Document<'_>,
    external: Option<&dyn ExternalData>,
    workspace: &mut Workspace,
    known: Option<&KnownDigests>,
    budget: &WorkBudget,
) -> Facts {
    let settings = verifier.settings();
    let layout = DocumentLayout::read(document);
    let collect_settings = CollectSettings {
        limits: &settings.signature_limits,
        external,
        cache: verifier.cache(),
        budget,
        known,
    };
    let mut entries = Vec::new();
    let mut beyond = 0_usize;
    for node in signatures(document) {
        if entries.len() >= MAX_SIGNATURES {
            beyond += 1;
            continue;
        }
        let place = layout.signatures.iter().find(|place| place.signature == node).copied();
        let must_cover = place.and_then(|place: SignaturePlace| place.must_cover);
        entries.push(SignatureEntry {
            place: place.map(|place| place.position),
            must_cover: must_cover.map(|node| (node, document.node(node).path())),
            facts: collect_signature(document, node, collect_settings, workspace),
            payload: place.and_then(|place| place.payload).map(|(_, node)| payload(document, node)),
        });
    }
    let duplicates = document.duplicate_ids();
    Facts {
        layout,
        duplicate_ids: duplicates
            .iter()
            .take(MAX_DUPLICATE_IDS)
            .map(|duplicate| DuplicateIdFacts {
                id: excerpt(&duplicate.value, QUOTED).to_owned().into(),
                count: duplicate.nodes.len(),
            })
            .collect(),
        duplicate_id_count: duplicates.len(),
        signatures: entries,
        signatures_beyond: beyond,
        spent: budget.spent(),
    }
}

/// The records: base64 in the element that the signature has to cover.
pub(super) fn payload(document: &Document<'_>, node: NodeId) -> PayloadFacts {
    let element = document.node(node);
    let plain = element.elements().next().is_none();
    let octets = plain.then(|| shohosen_xades::decode_base64(&element.text())).flatten();
    PayloadFacts {
        path: element.path(),
        element: excerpt(element.local_name(), QUOTED).to_owned().into(),
        octets,
    }
}
