//! Each reference's digest matches, with an allowed algorithm (XML-DSig §3.2.1).

use crate::facts::ReferenceFacts;
use crate::judge::JudgeInput;
use crate::limits::QUOTED;
use crate::octets::ReferenceProblem;
use shohosen_report::{Finding, Text, codes, excerpt};

pub(crate) fn check(input: &JudgeInput<'_>, findings: &mut Vec<Finding>) {
    for reference in &input.facts.references {
        let allowed = reference
            .digest_algorithm
            .is_some_and(|digest| input.policy.algorithms.check_digest(digest).is_ok());
        if !allowed {
            findings.push(
                codes::xmldsig::ALGORITHM_NOT_ALLOWED
                    .finding()
                    .at(reference.path.clone())
                    .with("algorithm", shorten(&reference.digest_method)),
            );
        }
        if let Some(finding) = finding(reference) {
            findings.push(finding);
        }
    }
}

/// How one reference came out; `None` where another finding says it already.
fn finding(reference: &ReferenceFacts) -> Option<Finding> {
    use ReferenceProblem as Problem;
    use codes::xmldsig as code;
    let finding = match &reference.outcome {
        Ok(()) => code::REFERENCE_DIGEST_MATCH.finding(),
        Err(Problem::Mismatch { expected, actual }) => code::REFERENCE_DIGEST_MISMATCH
            .finding()
            .with("expected", expected.as_slice())
            .with("actual", actual.as_slice()),
        Err(Problem::NotFound) => code::REFERENCE_NOT_FOUND.finding(),
        Err(Problem::DuplicateId) => code::REFERENCE_DUPLICATE_ID.finding(),
        Err(Problem::External) => code::REFERENCE_EXTERNAL.finding(),
        Err(Problem::NoUri) => code::REFERENCE_NO_URI.finding(),
        Err(Problem::UnknownPointer) => code::REFERENCE_UNKNOWN_POINTER.finding(),
        Err(Problem::TransformNotAllowed { algorithm }) => {
            code::TRANSFORM_NOT_ALLOWED.finding().with("algorithm", algorithm.clone())
        }
        Err(Problem::TransformFailed { algorithm }) => {
            code::TRANSFORM_FAILED.finding().with("algorithm", algorithm.clone())
        }
        Err(Problem::TooManyTransforms { limit }) => {
            code::TRANSFORM_TOO_MANY.finding().with("limit", *limit)
        }
        Err(Problem::DigestValueNotBase64) => code::DIGEST_VALUE_MALFORMED.finding(),
        Err(Problem::TooManyOctets) => code::LIMIT_OCTETS.finding(),
        Err(Problem::UnknownDigest) => return None,
    };
    let uri = reference.uri.as_ref().map(shorten).unwrap_or_default();
    Some(finding.at(reference.path.clone()).with("uri", uri))
}

/// As much of it as is quoted.
pub(super) fn shorten(text: &Text) -> Text {
    match excerpt(text, QUOTED) {
        whole if whole.len() == text.len() => text.clone(),
        beginning => beginning.to_owned().into(),
    }
}
