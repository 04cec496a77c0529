//! Weighing facts: in which order, and what is judged at which time.
//!
//! Times go from the outside in (検証要件 5.6, 5.7): the last archive time-stamp is judged at the
//! time of verification, each earlier one at the genTime of the next, the signature time-stamp at
//! the genTime of the first archive time-stamp, and the signer's certificate at the genTime of
//! the signature time-stamp. A time is only ever used when its time-stamp has passed every check;
//! otherwise the time from further outside stays in force.

use crate::facts::{SignatureFacts, TimeStampKind};
use crate::policy::{Policy, Trust};
use crate::rules;
use shohosen_pki::hpki::HpkiProfile;
use shohosen_pki::{SignatureCache, TimeBasis};
use shohosen_report::{DocumentKind, Finding, Judgement, Severity, Text, Time, codes};
use shohosen_xml::NodeId;
use std::sync::Arc;

/// An element that a reference must point to.
#[derive(Clone, Debug)]
pub struct RequiredElement {
    /// The element.
    pub node: NodeId,
    /// Its path, for reports.
    pub path: Text,
}

/// What is weighed, and how.
#[derive(Clone)]
pub struct JudgeInput<'j> {
    /// The facts.
    pub facts: &'j SignatureFacts,
    /// The element that must be signed; `None` if that is for the signature to say.
    pub must_cover: Option<RequiredElement>,
    /// Which document is signed, and so which roles may sign it.
    pub document: DocumentKind,
    /// The time of verification.
    pub at: Time,
    /// The proven time of a signature that seals this one (a dispensing's over its prescription):
    /// used in place of `at` for the outermost time-stamp.
    pub sealed_at: Option<Time>,
    /// Who is trusted.
    pub trust: &'j Trust,
    /// What is demanded.
    pub policy: &'j Policy,
    /// What was verified before.
    pub cache: &'j SignatureCache,
}

/// How a signature came out.
#[derive(Clone, Debug)]
pub struct JudgedSignature {
    /// Both conclusions.
    pub judgement: Judgement,
    /// Every check that was made.
    pub findings: Vec<Finding>,
    /// The genTime of the earliest signature time-stamp that passed every check.
    pub proven_time: Option<Time>,
    /// The time at which everything that this signature covers provably existed: `proven_time`,
    /// if the signature value and the reference to the required element hold. Whether the signer
    /// may be trusted does not matter for that.
    pub sealing_time: Option<Time>,
    /// What the signer's certificate says; `None` if there is none.
    pub profile: Option<Arc<HpkiProfile>>,
}

/// How far a time-stamp has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StampOutcome {
    /// Every check has passed.
    Proven(Time),
    /// Something is missing to decide (an anchor, a CRL).
    Undecided,
    /// A check has failed.
    Failed,
}

/// What the time-stamps prove.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proof {
    /// The time at which the signer's certificate is judged.
    pub at: Time,
    /// Whether that time is proven.
    pub basis: TimeBasis,
    /// Whether there is a signature time-stamp about which nothing could be decided.
    pub undecided: bool,
}

/// Findings of a signature without time-stamps; others have twice as many.
const USUAL_FINDINGS: usize = 20;

/// Weighs the facts of one signature.
pub fn judge(input: &JudgeInput<'_>) -> JudgedSignature {
    let facts = input.facts;
    let profile =
        facts.signing_certificate.certificate.as_ref().map(|c| Arc::clone(c.hpki_profile()));
    let mut findings: Vec<Finding> = Vec::with_capacity(USUAL_FINDINGS);
    findings.extend(facts.structure.iter().cloned());
    if findings.is_empty() {
        findings.extend(facts.requirements.iter().cloned());
        findings.extend(rules::structure::check_signed_properties_reference(facts));
    }
    if !findings.is_empty() {
        // Nothing of a signature with a broken structure is to be relied on (§3.1 step 1).
        let judgement = Judgement::of(&findings);
        return JudgedSignature {
            judgement,
            findings,
            proven_time: None,
            sealing_time: None,
            profile,
        };
    }
    findings.push(
        codes::xades::STRUCTURE_VALID
            .finding()
            .at(facts.path.clone())
            .with("level", facts.level.as_str()),
    );
    findings.extend(rules::coverage::check(input));
    rules::references::check(input, &mut findings);
    rules::manifest::check(input, &mut findings);
    rules::signing_certificate::check(input, &mut findings);
    rules::signature_value::check(input, &mut findings);
    rules::validation_data::check(&facts.validation_data, &mut findings);
    findings.extend(rules::level::check(input));
    signing_time(input, &mut findings);

    let (proof, proven_time) = time_stamps(input, &mut findings);
    rules::order::check(input, &mut findings);
    let at_signing = findings.len();
    rules::signer::check(input, profile.as_deref(), proof, &mut findings);
    let judgement = Judgement::of(&findings);
    if proof.undecided {
        tone_down_consequences(&mut findings[at_signing..]);
    }
    let seals = facts.signature_value.outcome.is_ok()
        && facts.references.iter().all(|reference| reference.outcome.is_ok())
        && rules::coverage::is_covered(input);
    let sealing_time = proven_time.filter(|_| seals);
    JudgedSignature { judgement, findings, proven_time, sealing_time, profile }
}

/// Judges the time-stamps from the outermost to the signature's own. Returns what they prove for
/// the signer's certificate, and the earliest time that a signature time-stamp proves.
fn time_stamps(input: &JudgeInput<'_>, findings: &mut Vec<Finding>) -> (Proof, Option<Time>) {
    let stamps = &input.facts.time_stamps;
    let of_kind = |kind| stamps.iter().filter(move |stamp| stamp.kind == kind);
    // An outer signature's time-stamp and an archive time-stamp prove as well that the signature
    // was there, though not how much earlier.
    let (mut at, mut basis) = match input.sealed_at {
        Some(time) => (time, TimeBasis::Proven),
        None => (input.at, TimeBasis::VerificationTime),
    };
    for stamp in of_kind(TimeStampKind::Archive).rev() {
        if let StampOutcome::Proven(time) = rules::time_stamp::check(input, stamp, at, findings) {
            (at, basis) = (time, TimeBasis::Proven);
        }
    }
    let mut proven: Option<Time> = None;
    let mut undecided = false;
    for stamp in of_kind(TimeStampKind::Signature) {
        match rules::time_stamp::check(input, stamp, at, findings) {
            StampOutcome::Proven(time) => proven = Some(proven.map_or(time, |p| p.min(time))),
            StampOutcome::Undecided => undecided = true,
            StampOutcome::Failed => {}
        }
    }
    if let Some(time) = proven {
        return (Proof { at: time, basis: TimeBasis::Proven, undecided: false }, proven);
    }
    let finding = codes::xades::TIME_NOT_PROVEN.finding().at(input.facts.path.clone());
    findings.push(finding.with("at", at));
    (Proof { at, basis, undecided }, None)
}

fn signing_time(input: &JudgeInput<'_>, findings: &mut Vec<Finding>) {
    if let Some((text, None)) = &input.facts.signing_time {
        findings.push(
            codes::xades::SIGNING_TIME_MALFORMED
                .finding()
                .at(input.facts.path.clone())
                .with("actual", text.clone()),
        );
    }
}

/// When the time of signing hangs on a time-stamp that is merely undecided, what cannot be
/// decided at the time of verification follows from that: the reader is told the cause as an
/// error and the consequence as a warning. The judgement was made before and keeps both.
fn tone_down_consequences(findings: &mut [Finding]) {
    for finding in findings {
        let weight = finding.code.entry().weight;
        if finding.severity == Severity::Error
            && matches!(weight, shohosen_report::Weight::Indeterminate(_))
            && [codes::pki::REVOCATION_MISSING, codes::pki::REVOCATION_UNUSABLE]
                .contains(&finding.code)
        {
            finding.severity = Severity::Warning;
        }
    }
}
