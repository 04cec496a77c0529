//! One time-stamp: token, imprint, and the authority's certificate at a given time
//! (検証要件 5.6.1 and 5.7).
//!
//! The certificates and revocation lists that count are those in the token, those of the
//! TimeStampValidationData that names the time-stamp, and the caller's (spec §3.2 T4).

use crate::facts::{TimeStampFacts, TimeStampKind, TimeStampProblem};
use crate::judge::{JudgeInput, StampOutcome};
use crate::limits::QUOTED;
use shohosen_pki::{
    Certificate, CertificatePath, PathError, PathFailure, PathRequest, RevocationData,
    RevocationStatus, TimeBasis, check_revocation, find_path,
};
use shohosen_report::{Finding, Judgement, Time, Value, Verdict, codes, excerpt};

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
    if let Some(facts) = &stamp.verification {
        findings.extend(facts.findings().into_iter().map(place));
        if let Some(signer) = &facts.signer {
            let authority = check_authority(input, stamp, signer, at);
            findings.extend(authority.into_iter().map(place));
        }
    }
    let gen_time = stamp.token.as_ref().map(|token| token.info().gen_time);
    match (Judgement::of(findings.iter().skip(start)).verdict, gen_time) {
        (Verdict::Valid, Some(time)) => {
            findings.push(place(codes::timestamp::PROVEN.finding().with("gen_time", time)));
            StampOutcome::Proven(time)
        }
        (Verdict::Indeterminate, Some(_)) => StampOutcome::Undecided,
        _ => StampOutcome::Failed,
    }
}

/// The authority's certificate: a path to an anchor for time-stamps, and not revoked.
fn check_authority(
    input: &JudgeInput<'_>,
    stamp: &TimeStampFacts,
    signer: &Certificate,
    at: Time,
) -> Vec<Finding> {
    let trust = input.trust;
    let embedded = stamp.token.iter().flat_map(|token| token.certificates());
    let candidates: Vec<Certificate> = embedded
        .chain(&stamp.validation_data.certificates)
        .chain(&trust.certificates)
        .cloned()
        .collect();
    let settings = input.policy.path_settings();
    let path = find_path(&PathRequest {
        target: signer,
        intermediates: &candidates,
        anchors: &trust.time_stamp_authorities,
        at,
        settings: &settings,
        cache: input.cache,
    });
    match path {
        Ok(path) => {
            let mut findings = vec![
                codes::timestamp::PATH_TRUSTED.finding().with("anchor", path.anchor_name.clone()),
            ];
            revocation(input, stamp, &path, &candidates, at, &mut findings);
            findings
        }
        Err(failure) => path_failure(signer, &failure),
    }
}

fn path_failure(signer: &Certificate, failure: &PathFailure) -> Vec<Finding> {
    use codes::timestamp as code;
    if !failure.anchored {
        let subject = signer.subject().text().clone();
        let finding = code::PATH_NO_TRUST_ANCHOR.finding().with("subject", subject);
        let details = failure.findings(TimeBasis::VerificationTime);
        let candidates = details.first().and_then(|details| details.evidence.get("candidates"));
        let candidates = candidates.cloned().unwrap_or(Value::List(Vec::new()));
        return vec![finding.with("candidates", candidates)];
    }
    let finding = |problem: &shohosen_pki::PathProblem| match &problem.error {
        PathError::Expired { not_after, at } => {
            code::CERTIFICATE_EXPIRED.finding().with("not_after", *not_after).with("at", *at)
        }
        PathError::NotYetValid { not_before, at } => code::CERTIFICATE_NOT_YET_VALID
            .finding()
            .with("not_before", *not_before)
            .with("at", *at),
        error => code::PATH_INVALID
            .finding()
            .with("subject", problem.certificate.subject().text().clone())
            .with("reason", error.to_string()),
    };
    failure.problems.iter().map(finding).collect()
}

fn revocation(
    input: &JudgeInput<'_>,
    stamp: &TimeStampFacts,
    path: &CertificatePath,
    candidates: &[Certificate],
    at: Time,
    findings: &mut Vec<Finding>,
) {
    use codes::timestamp as code;
    let trust = input.trust;
    let embedded = stamp.token.iter().flat_map(|token| token.crls());
    let embedded = embedded.filter_map(|der| input.cache.certificate_list(der).ok());
    let data = &stamp.validation_data;
    let crls: Vec<_> = embedded.chain(data.crls.iter().chain(&trust.crls).cloned()).collect();
    let ocsp: Vec<_> = data.ocsp_responses.iter().chain(&trust.ocsp_responses).cloned().collect();
    let data = RevocationData { crls: &crls, ocsp_responses: &ocsp, certificates: candidates };
    let statuses =
        check_revocation(path, &data, at, &input.policy.revocation_settings(), input.cache);
    for (certificate, status) in path.certificates.iter().zip(statuses) {
        let subject = certificate.subject().text().clone();
        findings.push(match status {
            RevocationStatus::TrustAnchor => continue,
            RevocationStatus::Good { .. } => {
                code::CERTIFICATE_NOT_REVOKED.finding().with("subject", subject).with("at", at)
            }
            RevocationStatus::Revoked { revoked_at, .. } => code::CERTIFICATE_REVOKED
                .finding()
                .with("subject", subject)
                .with("revoked_at", revoked_at)
                .with("at", at),
            RevocationStatus::Unknown { .. } => code::CERTIFICATE_REVOCATION_UNKNOWN
                .finding()
                .with("subject", subject)
                .with("at", at),
        });
    }
}

fn problem_finding(problem: &TimeStampProblem, kind: TimeStampKind) -> Finding {
    use codes::timestamp as code;
    let missing = |element: String| code::ARCHIVE_MISSING_DATA.finding().with("element", element);
    match problem {
        TimeStampProblem::NoToken => missing("EncapsulatedTimeStamp".to_owned()),
        TimeStampProblem::UnsupportedForm => code::TOKEN_MALFORMED
            .finding()
            .with("reason", "several tokens, XMLTimeStamp or Include"),
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
