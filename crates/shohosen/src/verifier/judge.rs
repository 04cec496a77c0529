//! From facts to a report: signatures from the outside in, then the document as a whole.

use super::Verifier;
use super::bounded::Omitted;
use super::facts::{Facts, SignatureEntry};
use super::identity;
use super::proof::{Part, Parts};
use super::registry::RULES;
use super::rules::Case;
use shohosen_pki::WorkBudget;
use shohosen_report::{
    DocumentKind, DocumentReport, Finding, Judgement, Objections, Position, Report,
    SignatureReport, Time, Value, codes,
};
use shohosen_xades::{JudgeInput, JudgedSignature, MustCover, RequiredElement, Seal, judge_by};

/// What is left out in the test that nothing is VALID without it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Something about each signature, or nothing.
    OfSignatures(shohosen_xades::Wanted),
    /// A rule about the document, by its name.
    WithoutRule(&'static str),
    /// A part of its proof.
    WithoutPart(Part),
}

impl Wanted {
    pub const EVERYTHING: Self = Self::OfSignatures(shohosen_xades::Wanted::Everything);
}

pub(super) fn judge(
    verifier: &Verifier,
    facts: &Facts,
    at: Time,
    wanted: Wanted,
    budget: &WorkBudget,
) -> Report {
    let mut omitted = Omitted::default();
    let judged = judge_signatures(verifier, facts, at, wanted, budget, &mut omitted);
    let settings = verifier.settings();
    let mut case = Case { facts, settings, judged: &judged, findings: Vec::new() };
    let mut parts = Parts::default();
    for rule in RULES.iter().filter(|rule| wanted != Wanted::WithoutRule(rule.id)) {
        (rule.check)(&mut case, &mut parts);
    }
    let mut findings = case.findings;
    if let Wanted::WithoutPart(part) = wanted {
        parts.remove(part);
    }
    let judgement = conclude(parts, &judged, &mut findings);

    let mut signatures = Vec::with_capacity(judged.len());
    let mut of_signatures = Vec::new();
    for (index, (entry, judged)) in facts.signatures.iter().zip(judged).enumerate() {
        let own = judged.findings.into_iter().map(|finding| finding.of_signature(index));
        // Those of the first signature stay where they are.
        if index == 0 {
            of_signatures = own.collect();
        } else {
            of_signatures.extend(own);
        }
        let signing_time = entry.facts.signing_time.as_ref();
        signatures.push(SignatureReport {
            position: entry.position(),
            level: judged.level,
            judgement: judged.judgement,
            claimed_time: signing_time.and_then(|(_, time)| *time),
            proven_time: judged.proven_time,
            signer: identity::describe(judged.certificate.as_ref(), judged.profile.as_deref()),
        });
    }
    of_signatures.splice(..0, findings);
    omitted.thin(&mut of_signatures);
    omitted.tell(&mut of_signatures);
    Report {
        judgement,
        at,
        document: DocumentReport { kind: facts.layout.kind, id: facts.layout.id.clone() },
        signatures,
        findings: of_signatures,
    }
}

/// The document is as good as its proof, and no better than any of its signatures.
fn conclude(parts: Parts, judged: &[JudgedSignature], findings: &mut Vec<Finding>) -> Judgement {
    let objections = Objections::of(&*findings);
    let own = match parts.complete() {
        Ok(proof) => Judgement::earned(&proof, objections),
        Err(missing) => {
            let objected = !objections.are_none() || judged.iter().any(|j| j.proof.is_none());
            if !objected {
                let missing: Vec<_> =
                    missing.iter().map(|part| Value::from(part.as_str())).collect();
                let finding = codes::document::PROOF_INCOMPLETE.finding();
                findings.push(finding.with("missing", missing));
            }
            Judgement::unproven(objections)
        }
    };
    // A signature says why it fails better than the document, which fails because of it.
    judged
        .iter()
        .map(|judged| judged.judgement)
        .chain([own])
        .reduce(Judgement::worst)
        .unwrap_or(own)
}

/// Judges each signature; a dispensing's before the prescription's that it seals, because its
/// proven time is the one at which the inner time-stamp is judged.
fn judge_signatures(
    verifier: &Verifier,
    facts: &Facts,
    at: Time,
    wanted: Wanted,
    budget: &WorkBudget,
    omitted: &mut Omitted,
) -> Vec<JudgedSignature> {
    let wanted = match wanted {
        Wanted::OfSignatures(wanted) => wanted,
        Wanted::WithoutRule(_) | Wanted::WithoutPart(_) => shohosen_xades::Wanted::Everything,
    };
    let mut judge_one = |entry: &SignatureEntry, seal: Option<Seal>| {
        let input = JudgeInput {
            facts: &entry.facts,
            must_cover: must_cover(facts.layout.kind, entry),
            document: document_kind(entry.position()),
            at,
            seal,
            trust: &verifier.settings().trust,
            policy: &verifier.settings().policy,
            cache: verifier.cache(),
            budget,
        };
        let mut judged = judge_by(&input, &wanted);
        omitted.thin(&mut judged.findings);
        judged
    };
    let mut seal = None;
    let mut judged: Vec<Option<JudgedSignature>> = Vec::new();
    for entry in &facts.signatures {
        judged.push((!entry.is_inner()).then(|| {
            let judged = judge_one(entry, None);
            if entry.position() == Position::Dispensing {
                seal = judged.seal;
            }
            judged
        }));
    }
    let both = facts.signatures.iter().zip(judged);
    both.map(|(entry, judged)| judged.unwrap_or_else(|| judge_one(entry, seal))).collect()
}

/// What a signature has to cover.
fn must_cover(kind: DocumentKind, entry: &SignatureEntry) -> MustCover {
    match &entry.must_cover {
        Some((node, path)) => {
            MustCover::Element(RequiredElement { node: *node, path: path.clone() })
        }
        None if kind == DocumentKind::Scanned && entry.place.is_some() => MustCover::WhatIsShown,
        None => MustCover::Unknown,
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
