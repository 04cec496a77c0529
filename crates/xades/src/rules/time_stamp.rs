//! One time-stamp: token, imprint, and the authority's certificate at a given time
//! (検証要件 5.6.1 and 5.7).
//!
//! The certificates and revocation lists that count are those in the token, those of the
//! TimeStampValidationData that names the time-stamp, and the caller's (spec §3.2 T4).

use crate::facts::{TimeStampFacts, TimeStampKind, TimeStampProblem};
use crate::judge::{JudgeInput, StampOutcome};
use crate::limits::QUOTED;
use shohosen_pki::timestamp::TokenFacts;
use shohosen_pki::{
    Assessment, Certificate, TimeBasis, TrustMaterial, TrustRequest, TrustRole, WorkBudget,
};
use shohosen_report::{Finding, Judgement, Phrase, Time, Verdict, codes, excerpt};

/// Judges a time-stamp as of `at`.
pub(crate) fn check(
    input: &JudgeInput<'_>,
    stamp: &TimeStampFacts,
    at: Time,
    findings: &mut Vec<Finding>,
) -> StampOutcome {
    let start = findings.len();
    let place = |finding: Finding| finding.at(stamp.path.clone());
    match &stamp.problem {
        Some(problem) => findings.push(place(problem_finding(problem, stamp.kind))),
        None => {
            let code = match stamp.kind {
                TimeStampKind::Signature => codes::timestamp::IMPRINT_MATCH,
                TimeStampKind::Archive => codes::timestamp::ARCHIVE_IMPRINT_MATCH,
            };
            let algorithm =
                stamp.token.as_ref().and_then(|t| t.info().imprint.algorithm.as_ref().ok());
            let algorithm = algorithm.map_or("–", |algorithm| algorithm.name());
            findings.push(place(code.finding().with("algorithm", algorithm)));
        }
    }
    super::validation_data::check(&stamp.validation_data, findings);
    let mut time = None;
    if let Some(facts) = &stamp.verification {
        findings
            .extend(facts.judge(&input.policy.token_policy()).findings().into_iter().map(place));
        time = facts.judge_time(input.at, input.policy.clock_tolerance);
        findings.extend(match &time {
            Some(Ok(accepted)) => accepted.finding().map(place),
            Some(Err(problem)) => Some(place(problem.finding())),
            None => None,
        });
        if let Some(signer) = facts.signer.certificate() {
            let assessment = assess_authority(input, stamp, facts, signer, at);
            findings.extend(assessment.findings().into_iter().map(place));
        }
    }
    match (Judgement::of(findings.iter().skip(start)).verdict, time) {
        (Verdict::Valid, Some(Ok(time))) => {
            let gen_time = time.gen_time();
            findings.push(place(codes::timestamp::PROVEN.finding().with("gen_time", gen_time)));
            StampOutcome::Proven(gen_time)
        }
        // A time that cannot be right proves nothing, whatever may be supplied.
        (_, Some(Err(_))) => StampOutcome::Failed,
        (Verdict::Indeterminate, _) if stamp.token.is_some() => StampOutcome::Undecided,
        _ => StampOutcome::Failed,
    }
}

/// Whether the authority's certificate may be trusted for this token: a path to an anchor for
/// time-stamps, not revoked, and for time-stamping.
fn assess_authority(
    input: &JudgeInput<'_>,
    stamp: &TimeStampFacts,
    facts: &TokenFacts,
    signer: &Certificate,
    at: Time,
) -> Assessment {
    let embedded = stamp.token.as_ref().map(|token| token.certificates()).unwrap_or_default();
    let lists = stamp.token.iter().flat_map(|token| token.crls());
    let lists: Vec<_> = lists.filter_map(|der| input.cache.certificate_list(der).ok()).collect();
    let material = [
        TrustMaterial { certificates: embedded, crls: &lists, ocsp_responses: &[] },
        stamp.validation_data.material(),
        input.trust.material(),
    ];
    // Every time from further outside that is used in place of that of verification is proven.
    let proven = at < input.at || input.sealed_at.is_some();
    TrustRequest {
        certificate: signer,
        role: TrustRole::TimeStampAuthority { gen_time: facts.gen_time },
        anchors: &input.trust.time_stamp_authorities,
        material: &material,
        at,
        basis: if proven { TimeBasis::Proven } else { TimeBasis::VerificationTime },
        verified_at: input.at,
        settings: &input.policy.revocation_settings(),
        cache: input.cache,
        budget: &WorkBudget::default(),
    }
    .assess()
}

fn problem_finding(problem: &TimeStampProblem, kind: TimeStampKind) -> Finding {
    use codes::timestamp as code;
    let missing = |element: String| code::ARCHIVE_MISSING_DATA.finding().with("element", element);
    match problem {
        TimeStampProblem::NoToken => missing("EncapsulatedTimeStamp".to_owned()),
        TimeStampProblem::UnsupportedForm => code::TOKEN_MALFORMED
            .finding()
            .with("field", "EncapsulatedTimeStamp")
            .with("offset", 0)
            .with(
                "problem",
                Phrase::new(
                    "トークンが複数あるか、XMLTimeStamp または Include が使われています",
                    "several tokens, XMLTimeStamp or Include",
                ),
            ),
        TimeStampProblem::NotBase64 => code::ENCODING_BASE64.finding(),
        TimeStampProblem::Token(error) => error.finding(),
        TimeStampProblem::UnknownImprintAlgorithm => {
            code::IMPRINT_ALGORITHM_NOT_ALLOWED.finding().with("algorithm", "unknown")
        }
        TimeStampProblem::ImprintMismatch { expected, actual } => match kind {
            TimeStampKind::Signature => code::IMPRINT_MISMATCH,
            TimeStampKind::Archive => code::ARCHIVE_IMPRINT_MISMATCH,
        }
        .finding()
        .with("expected", expected.as_slice())
        .with("actual", actual.as_slice()),
        TimeStampProblem::CanonicalizationMethod { algorithm } => {
            missing(format!("CanonicalizationMethod {}", excerpt(algorithm, QUOTED)))
        }
        TimeStampProblem::Reference { index, .. } => missing(format!("Reference {}", index + 1)),
        TimeStampProblem::MissingElement { element } => missing((*element).to_owned()),
        TimeStampProblem::TooManyOctets => codes::xmldsig::LIMIT_OCTETS.finding(),
    }
}
