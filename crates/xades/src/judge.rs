//! Weighing facts: the rules are applied one after the other, and what they have established
//! together is the proof.

use crate::input::{JudgeInput, Seal};
use crate::proof::{Part, Parts, SignatureProof};
use crate::registry::RULES;
use crate::rules::Case;
use shohosen_pki::Certificate;
use shohosen_pki::hpki::HpkiProfile;
use shohosen_report::{
    Finding, Judgement, Level, Objections, Severity, Time, Value, Weight, codes,
};
use std::sync::Arc;

/// How a signature came out.
#[derive(Clone, Debug)]
pub struct JudgedSignature {
    /// Both conclusions.
    pub judgement: Judgement,
    /// The proof, if it is complete. A finding may object all the same.
    pub proof: Option<SignatureProof>,
    /// Its level; `None` where the structure fails, so that no level may be stated.
    pub level: Option<Level>,
    /// Every check that was made.
    pub findings: Vec<Finding>,
    /// The genTime of the earliest signature time-stamp that passed every check.
    pub proven_time: Option<Time>,
    /// The time at which everything that this signature covers provably existed.
    pub seal: Option<Seal>,
    /// The signer's certificate, if it was found.
    pub certificate: Option<Certificate>,
    /// What it says.
    pub profile: Option<Arc<HpkiProfile>>,
}

/// Findings of a signature without time-stamps; others have twice as many.
const USUAL_FINDINGS: usize = 20;

/// Weighs the facts of one signature.
pub fn judge(input: &JudgeInput<'_>) -> JudgedSignature {
    judge_by(input, &Wanted::Everything)
}

/// What is left out in the test that nothing is VALID without it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing is left out.
    Everything,
    /// A rule, by its name.
    WithoutRule(&'static str),
    /// A part of the proof.
    WithoutPart(Part),
}

/// As [`judge`], for the test that nothing is VALID without each rule and each part of the proof.
#[doc(hidden)]
pub fn judge_by(input: &JudgeInput<'_>, wanted: &Wanted) -> JudgedSignature {
    let facts = input.facts.with_certificates(&input.trust.certificates, input.budget);
    let certificate = facts.signing_certificate.certificate.as_ref();
    let case = Case {
        input,
        facts: &facts,
        findings: Vec::with_capacity(USUAL_FINDINGS),
        counted: 0,
        profile: certificate.map(|certificate| Arc::clone(certificate.hpki_profile())),
    };
    let mut draft = Draft { case, parts: Parts::default() };
    for rule in RULES.iter().filter(|rule| *wanted != Wanted::WithoutRule(rule.id)) {
        (rule.check)(&mut draft.case, &mut draft.parts);
        if !draft.may_go_on() {
            break;
        }
        if !draft.case.may_go_on() {
            let finding = codes::xades::LIMIT_WORK.finding();
            draft.case.push(finding.with("limit", "findings"));
            break;
        }
    }
    if let Wanted::WithoutPart(part) = wanted {
        draft.parts.remove(*part);
    }
    draft.conclude()
}

/// A signature while it is judged, with what was established.
struct Draft<'j> {
    case: Case<'j>,
    parts: Parts,
}

impl Draft<'_> {
    /// Nothing of a signature whose structure is broken is to be relied on (検証要件 5.5.3): the
    /// first rule that objects to the structure is the last one.
    fn may_go_on(&self) -> bool {
        let broken = codes::xades::SIGNED_PROPERTIES_REFERENCE_MISSING;
        self.parts.structure.is_some() && self.case.findings.iter().all(|f| f.code != broken)
    }

    fn conclude(mut self) -> JudgedSignature {
        let objections = Objections::of(&self.case.findings);
        let conforms = self.parts.structure.is_some() && self.parts.signed_properties.is_some();
        let level = self.case.facts().level.filter(|_| conforms);
        let time = self.parts.time.clone();
        let proven_time = time.as_ref().and_then(|time| time.proven());
        let seal = self.seal();
        let Self { parts, case } = &mut self;
        let proof = match std::mem::take(parts).complete() {
            Ok(proof) => Some(proof),
            Err(missing) => {
                // Where somebody objects the reader knows why; else he is told what is missing.
                if objections.are_none() {
                    let missing = missing.iter().map(|part| Value::from(part.as_str()));
                    let missing: Vec<_> = missing.collect();
                    let finding = codes::xades::PROOF_INCOMPLETE.finding();
                    case.push(finding.with("missing", missing));
                }
                None
            }
        };
        let judgement = match &proof {
            Some(proof) => Judgement::earned(proof, objections),
            None => Judgement::unproven(Objections::of(&case.findings)),
        };
        if time.is_some_and(|time| time.undecided().is_some()) {
            tone_down_consequences(&mut case.findings);
        }
        let Case { findings, profile, facts, .. } = self.case;
        let certificate = facts.signing_certificate.certificate.clone();
        JudgedSignature {
            judgement,
            proof,
            level,
            findings,
            proven_time,
            seal,
            certificate,
            profile,
        }
    }

    /// A signature gives a time to what it covers if it is good itself and its signer is trusted.
    /// What else its policy demands of it (its level, the order of its archive time-stamps) does
    /// not matter for that.
    fn seal(&self) -> Option<Seal> {
        let Parts {
            structure: Some(_),
            coverage: Some(_),
            references: Some(_),
            binding: Some(_),
            signature_value: Some(_),
            time: Some(time),
            lifetime: Some(_),
            role: Some(_),
            path: Some(_),
            purpose: Some(_),
            revocation: Some(_),
            ..
        } = &self.parts
        else {
            return None;
        };
        time.proven().map(Seal::at)
    }
}

/// When the time of signing hangs on a time-stamp that is merely undecided, what cannot be
/// decided at the time of verification follows from that: the reader is told the cause as an
/// error and the consequence as a warning. The judgement was made before and keeps both.
fn tone_down_consequences(findings: &mut [Finding]) {
    for finding in findings {
        let weight = finding.code.entry().weight;
        if finding.severity == Severity::Error
            && matches!(weight, Weight::Indeterminate(_))
            && [codes::pki::REVOCATION_MISSING, codes::pki::REVOCATION_UNUSABLE]
                .contains(&finding.code)
        {
            finding.severity = Severity::Warning;
        }
    }
}
