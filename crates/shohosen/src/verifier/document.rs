//! One document: its layout, its signatures from the outside in, and what binds them together.

use super::Verifier;
use super::identity;
use crate::Verified;
use shohosen_report::{
    DocumentKind, DocumentReport, Finding, Judgement, Position, Report, SignatureReport, Time,
    codes,
};
use shohosen_rx::document::{DocumentLayout, SignaturePlace};
use shohosen_xades::{
    CollectSettings, ExternalData, JudgeInput, JudgedSignature, RequiredElement, SignatureFacts,
    Workspace, collect, judge, signatures,
};
use shohosen_xml::{Document, NodeId};

/// More signatures are not looked at but reported: a dispensing record has two.
pub(super) const MAX_SIGNATURES: usize = 16;

/// One signature on its way through the verification.
struct Entry {
    place: SignaturePlace,
    facts: SignatureFacts,
    judged: Option<JudgedSignature>,
}

pub(super) fn verify(
    verifier: &Verifier,
    document: &Document<'_>,
    at: Time,
    external: Option<&dyn ExternalData>,
    workspace: &mut Workspace,
) -> Verified {
    let settings = verifier.settings();
    let mut layout = DocumentLayout::read(document);
    let mut findings = std::mem::take(&mut layout.findings);
    let places = places(document, &layout, settings.accept_scanned, &mut findings);
    let collect_settings = CollectSettings {
        limits: &settings.signature_limits,
        external,
        certificates: &settings.trust.certificates,
        cache: verifier.cache(),
    };
    let mut entries: Vec<Entry> = places
        .into_iter()
        .map(|place| {
            let facts = collect(document, place.signature, collect_settings, workspace);
            Entry { place, facts, judged: None }
        })
        .collect();
    judge_all(verifier, document, at, &mut entries);

    let mut judgement = Judgement::PASSED;
    let mut signatures = Vec::with_capacity(entries.len());
    let mut payloads = Vec::new();
    let mut of_signatures = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let Some(judged) = entry.judged else { continue };
        judgement = judgement.worst(judged.judgement);
        if let Some((_, node)) = entry.place.payload {
            match payload(document, node) {
                Ok(bytes) => payloads.push((entry.place.position, bytes)),
                Err(finding) => findings.push(finding.of_signature(index)),
            }
        }
        let own = judged.findings.into_iter().map(|finding| finding.of_signature(index));
        // Those of the first signature stay where they are.
        if index == 0 {
            of_signatures = own.collect();
        } else {
            of_signatures.extend(own);
        }
        signatures.push(SignatureReport {
            position: entry.place.position,
            level: entry.facts.level,
            judgement: judged.judgement,
            claimed_time: entry.facts.signing_time.as_ref().and_then(|(_, time)| *time),
            proven_time: judged.proven_time,
            signer: identity::describe(&entry.facts, judged.profile.as_deref()),
        });
    }
    bind(&layout, &payloads, &mut findings);
    judgement = judgement.worst(Judgement::of(&findings));
    of_signatures.splice(..0, findings);
    let report = Report {
        judgement,
        at,
        document: DocumentReport { kind: layout.kind, id: layout.id },
        signatures,
        findings: of_signatures,
    };
    Verified { report, payloads }
}

/// Every signature of the document in document order: those at specified places and any other.
fn places(
    document: &Document<'_>,
    layout: &DocumentLayout,
    accept_scanned: bool,
    findings: &mut Vec<Finding>,
) -> Vec<SignaturePlace> {
    let specified = |node: NodeId| layout.signatures.iter().find(|p| p.signature == node).copied();
    let mut places = Vec::new();
    let mut beyond = 0_usize;
    for node in signatures(document) {
        let place = specified(node);
        let scanned = layout.kind == DocumentKind::Scanned && accept_scanned && place.is_some();
        let known = place.is_some_and(|p| p.position != Position::Unknown) || scanned;
        if places.len() >= MAX_SIGNATURES {
            beyond += 1;
            continue;
        }
        if !known {
            let finding = codes::document::SIGNATURE_UNEXPECTED.finding();
            findings.push(finding.at(document.node(node).path()).of_signature(places.len()));
        }
        places.push(place.unwrap_or(SignaturePlace {
            position: Position::Unknown,
            signature: node,
            must_cover: None,
            payload: None,
        }));
    }
    if beyond > 0 {
        findings.push(
            codes::xades::LIMIT_EXCEEDED
                .finding()
                .with("what", "signatures")
                .with("limit", MAX_SIGNATURES)
                .with("actual", MAX_SIGNATURES + beyond),
        );
    }
    let at_specified_place = places.iter().any(|place| place.position != Position::Unknown);
    let scanned = accept_scanned && layout.kind == DocumentKind::Scanned;
    if !at_specified_place && !scanned {
        findings.push(codes::document::SIGNATURE_MISSING.finding().at(document.root().path()));
    }
    for duplicate in document.duplicate_ids() {
        findings.push(duplicate.finding());
    }
    places
}

/// Judges each signature; a dispensing's before the prescription's that it seals, because its
/// proven time is the one at which the inner time-stamp is judged.
fn judge_all(verifier: &Verifier, document: &Document<'_>, at: Time, entries: &mut [Entry]) {
    let mut sealed_at = None;
    for inner in [false, true] {
        for entry in entries.iter_mut() {
            let is_inner = entry.place.position == Position::ReferencePrescription;
            if is_inner != inner {
                continue;
            }
            let judged = judge(&JudgeInput {
                facts: &entry.facts,
                must_cover: entry
                    .place
                    .must_cover
                    .map(|node| RequiredElement { node, path: document.node(node).path() }),
                document: document_kind(entry.place.position),
                at,
                sealed_at: if is_inner { sealed_at } else { None },
                trust: &verifier.settings().trust,
                policy: &verifier.settings().policy,
                cache: verifier.cache(),
            });
            if entry.place.position == Position::Dispensing {
                sealed_at = judged.sealing_time;
            }
            entry.judged = Some(judged);
        }
    }
}

/// Whose signature it has to be.
const fn document_kind(position: Position) -> DocumentKind {
    match position {
        Position::Prescription | Position::ReferencePrescription => DocumentKind::Prescription,
        Position::Dispensing => DocumentKind::Dispensing,
        Position::Unknown => DocumentKind::Unknown,
    }
}

/// The records: base64 in the element that the signature was verified for.
fn payload(document: &Document<'_>, node: NodeId) -> Result<Vec<u8>, Finding> {
    let element = document.node(node);
    let malformed = || {
        codes::document::PAYLOAD_MALFORMED
            .finding()
            .at(element.path())
            .with("element", element.local_name().to_owned())
    };
    if element.elements().next().is_some() {
        return Err(malformed());
    }
    shohosen_xades::decode_base64(&element.text()).ok_or_else(malformed)
}

/// A dispensing record names its prescription in record 7, the only signed mention of the
/// PrescriptionId.
fn bind(layout: &DocumentLayout, payloads: &[(Position, Vec<u8>)], findings: &mut Vec<Finding>) {
    if layout.kind != DocumentKind::Dispensing {
        if layout.kind == DocumentKind::Prescription && layout.id.is_some() {
            findings.push(codes::document::PRESCRIPTION_ID_UNSIGNED.finding());
        }
        return;
    }
    let record = payloads
        .iter()
        .find(|(position, _)| *position == Position::Dispensing)
        .and_then(|(_, bytes)| shohosen_rx::document::referenced_prescription_id(bytes));
    let finding = match (record, &layout.reference_prescription_id) {
        (Some(record), Some(id)) if record.eq_ignore_ascii_case(id) => {
            codes::document::PRESCRIPTION_ID_MATCH.finding().with("actual", id.clone())
        }
        (Some(record), Some(id)) => codes::document::PRESCRIPTION_ID_MISMATCH
            .finding()
            .with("expected", record)
            .with("actual", id.clone()),
        _ => codes::document::PRESCRIPTION_ID_ABSENT.finding(),
    };
    findings.push(finding);
}
