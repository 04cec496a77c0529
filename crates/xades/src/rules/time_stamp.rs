//! One time-stamp: token, imprint, and the authority's certificate at a given time
//! (検証要件 5.6.1 and 5.7).
//!
//! The certificates and revocation lists that count are those in the token, those of the
//! TimeStampValidationData that names the time-stamp, and the caller's (spec §3.2 T4).

use super::undecided;
use crate::facts::{TimeStampFacts, TimeStampKind, TimeStampProblem};
use crate::input::JudgeInput;
use crate::octets::ImprintProblem;
use shohosen_pki::crypto::SignatureOf;
use shohosen_pki::timestamp::{GenTimeProblem, TokenFacts};
use shohosen_pki::{Assessment, Certificate, TimeBasis, TrustMaterial, TrustRequest, TrustRole};
use shohosen_report::{Finding, Objections, Phrase, Time, Verdict, codes};

/// How far a time-stamp has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StampOutcome {
    /// Every check has passed.
    Proven(Time),
    /// Something is missing to decide about this time (an anchor, a CRL).
    Undecided(Time),
    /// A check has failed.
    Failed,
}

/// Judges a time-stamp as of a time, which may be proven; `around` is an earlier one that a time-stamp
/// around it claims, and about which nothing could be decided. Its own time is proven only where the imprint is that of the octets,
/// the token is genuine, its time can be right, and its authority is trusted to the end.
pub(crate) fn check(
    input: &JudgeInput<'_>,
    stamp: &TimeStampFacts,
    (at, basis): (Time, TimeBasis),
    around: Option<Time>,
    findings: &mut Vec<Finding>,
) -> StampOutcome {
    let start = findings.len();
    let place = |finding: Finding| finding.at(stamp.path.clone());
    let imprint = imprint(stamp, findings);
    super::validation_data::find(&stamp.validation_data, findings);
    let mut time = None;
    let (mut genuine, mut trusted, mut in_time) = (false, None, true);
    if let Some(facts) = &stamp.verification {
        let token = facts.judge(&input.policy.token_policy());
        genuine = token.is_genuine();
        findings.extend(token.findings().into_iter().map(place));
        time = facts.judge_time(input.at, input.policy.clock_tolerance);
        findings.extend(match &time {
            Some(Ok(accepted)) => accepted.finding().map(place),
            Some(Err(problem)) => Some(place(GenTimeProblem::finding(problem))),
            None => None,
        });
        if let Some(signer) = facts.signer.certificate() {
            in_time = lifetime(input, facts, signer, at, findings);
            findings.extend(input.policy.accreditation.finding(signer, facts.gen_time));
            let assessment = assess_authority(input, stamp, facts, signer, at, basis);
            findings.extend(assessment.findings().into_iter().map(place));
            trusted = assessment.trusted();
        }
    }
    let own = findings.get_mut(start..).unwrap_or_default();
    for finding in own.iter_mut().filter(|finding| finding.location.is_none()) {
        finding.location = Some(stamp.path.clone());
    }
    if around.is_some_and(|around| undecided::soften(own, around)) {
        findings.push(place(codes::xades::TIME_UNDECIDED.finding()));
    }
    let objection = Objections::of(findings.iter().skip(start)).verdict();
    match (time, objection, trusted) {
        (Some(Ok(time)), None, Some(_)) if imprint && genuine => {
            let gen_time = time.gen_time();
            findings.push(place(codes::timestamp::PROVEN.finding().with("gen_time", gen_time)));
            StampOutcome::Proven(gen_time)
        }
        // A time that cannot be right proves nothing, whatever may be supplied.
        (Some(Err(_)), _, _) => StampOutcome::Failed,
        (Some(Ok(_)), _, _) if !in_time => StampOutcome::Failed,
        (Some(Ok(time)), None | Some(Verdict::Indeterminate), _) => {
            StampOutcome::Undecided(time.gen_time())
        }
        _ => StampOutcome::Failed,
    }
}

/// Whether the time of the algorithm and key that signed the token has not run out. It was made at
/// genTime, and is relied on at the time at which it is judged.
fn lifetime(
    input: &JudgeInput<'_>,
    facts: &TokenFacts,
    signer: &Certificate,
    at: Time,
    findings: &mut Vec<Finding>,
) -> bool {
    let Some(algorithm) = facts.signature.algorithm() else { return true };
    let (by, times) = ((algorithm, signer.public_key()), (facts.gen_time, at));
    super::lifetime::weigh(&input.policy.lifetimes, SignatureOf::TimeStamp, by, times, findings)
}

/// Whether the token is over the octets that it should be over.
fn imprint(stamp: &TimeStampFacts, findings: &mut Vec<Finding>) -> bool {
    let (matches, finding) = match &stamp.problem {
        Some(problem) => (false, problem_finding(problem)),
        None => match compared(stamp) {
            Some(compared) => compared,
            // Nothing was compared, and nothing is established.
            None => return false,
        },
    };
    findings.push(finding.at(stamp.path.clone()));
    matches
}

fn compared(stamp: &TimeStampFacts) -> Option<(bool, Finding)> {
    use codes::timestamp as code;
    let matches = stamp.imprint_matches()?;
    let imprint = &stamp.token.as_ref()?.info().imprint;
    let code = match (stamp.kind, matches) {
        (TimeStampKind::Signature, true) => code::IMPRINT_MATCH,
        (TimeStampKind::Signature, false) => code::IMPRINT_MISMATCH,
        (TimeStampKind::Archive, true) => code::ARCHIVE_IMPRINT_MATCH,
        (TimeStampKind::Archive, false) => code::ARCHIVE_IMPRINT_MISMATCH,
    };
    let finding = code.finding();
    let finding = match matches {
        true => finding.with("algorithm", imprint.algorithm.as_ref().ok()?.name()),
        false => finding
            .with("expected", imprint.digest.as_slice())
            .with("actual", stamp.imprint.as_deref().unwrap_or_default()),
    };
    Some((matches, finding))
}

/// Whether the authority's certificate may be trusted for this token: a path to an anchor for
/// time-stamps, not revoked, and for time-stamping.
fn assess_authority(
    input: &JudgeInput<'_>,
    stamp: &TimeStampFacts,
    facts: &TokenFacts,
    signer: &Certificate,
    at: Time,
    basis: TimeBasis,
) -> Assessment {
    let embedded = stamp.token.as_ref().map(|token| token.certificates()).unwrap_or_default();
    let lists = stamp.token.iter().flat_map(|token| token.crls());
    let lists: Vec<_> = lists.filter_map(|der| input.cache.certificate_list(der).ok()).collect();
    let material = [
        TrustMaterial { certificates: embedded, crls: &lists, ocsp_responses: &[] },
        stamp.validation_data.material(),
        input.trust.material(),
    ];
    TrustRequest {
        certificate: signer,
        role: TrustRole::TimeStampAuthority { gen_time: facts.gen_time },
        anchors: &input.trust.time_stamp_authorities,
        material: &material,
        at,
        basis,
        verified_at: input.at,
        settings: &input.policy.revocation_settings(),
        cache: input.cache,
        budget: input.budget,
    }
    .assess()
}

fn problem_finding(problem: &TimeStampProblem) -> Finding {
    use codes::timestamp as code;
    let missing = |element: String| code::ARCHIVE_MISSING_DATA.finding().with("element", element);
    let unsupported = || {
        let problem = Phrase::new(
            "トークンが複数あるか、XMLTimeStamp または Include が使われています",
            "several tokens, XMLTimeStamp or Include",
        );
        let finding = code::TOKEN_MALFORMED.finding().with("field", "EncapsulatedTimeStamp");
        finding.with("offset", 0).with("problem", problem)
    };
    match problem {
        TimeStampProblem::NoToken => missing("EncapsulatedTimeStamp".to_owned()),
        TimeStampProblem::UnsupportedForm | TimeStampProblem::Imprint(ImprintProblem::Include) => {
            unsupported()
        }
        TimeStampProblem::NotBase64 => code::ENCODING_BASE64.finding(),
        TimeStampProblem::Token(error) => error.finding(),
        TimeStampProblem::UnknownImprintAlgorithm => {
            code::IMPRINT_ALGORITHM_NOT_ALLOWED.finding().with("algorithm", "unknown")
        }
        TimeStampProblem::Imprint(ImprintProblem::CanonicalizationMethod { algorithm }) => {
            missing(format!("CanonicalizationMethod {algorithm}"))
        }
        TimeStampProblem::Imprint(ImprintProblem::Reference { index, .. }) => {
            missing(format!("Reference {}", index + 1))
        }
        TimeStampProblem::Imprint(ImprintProblem::MissingElement { element }) => {
            missing(element.to_string())
        }
        TimeStampProblem::TooManyOctets => codes::xmldsig::LIMIT_OCTETS.finding(),
    }
}
