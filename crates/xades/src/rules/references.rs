//! Each reference's digest matches, with an allowed algorithm (XML-DSig §3.2.1).

use super::{Case, shorten};
use crate::facts::{Digests, ReferenceFacts};
use crate::octets::ReferenceProblem;
use shohosen_pki::crypto::AlgorithmPolicy;
use shohosen_report::{Finding, codes};

/// There are references, and the digest of each one matches.
#[derive(Clone, Debug)]
pub struct Match(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Match> {
    let references = &case.facts().references;
    let mut good = !references.is_empty();
    for reference in references {
        let refused = algorithm_refused(reference, &case.input.policy.algorithms);
        good &= refused.is_none() && reference.matches();
        case.findings.extend(refused);
        case.findings.extend(finding(reference));
    }
    good.then_some(Match(()))
}

/// The finding that the policy does not allow a reference's digest algorithm.
pub(super) fn algorithm_refused(
    reference: &ReferenceFacts,
    algorithms: &AlgorithmPolicy,
) -> Option<Finding> {
    let allowed =
        reference.digest_algorithm.is_some_and(|digest| algorithms.check_digest(digest).is_ok());
    (!allowed).then(|| {
        codes::xmldsig::ALGORITHM_NOT_ALLOWED
            .finding()
            .at(reference.path.clone())
            .with("algorithm", shorten(&reference.digest_method))
    })
}

/// How one reference came out; `None` where another finding says it already.
fn finding(reference: &ReferenceFacts) -> Option<Finding> {
    use ReferenceProblem as Problem;
    use codes::xmldsig as code;
    let finding = match &reference.digests {
        Ok(_) if reference.matches() => code::REFERENCE_DIGEST_MATCH.finding(),
        Ok(digests) => mismatch(code::REFERENCE_DIGEST_MISMATCH.finding(), digests),
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
        Err(Problem::NothingDigested) => code::REFERENCE_NOTHING_DIGESTED.finding(),
        Err(Problem::Malformed) => code::REFERENCE_MALFORMED.finding(),
        Err(Problem::DigestValueNotBase64) => code::DIGEST_VALUE_MALFORMED.finding(),
        Err(Problem::TooManyOctets) => code::LIMIT_OCTETS.finding(),
        Err(Problem::UnknownDigest) => return None,
    };
    let uri = reference.uri.as_ref().map(shorten).unwrap_or_default();
    Some(finding.at(reference.path.clone()).with("uri", uri))
}

/// Both digests as evidence.
pub(super) fn mismatch(finding: Finding, digests: &Digests) -> Finding {
    let actual = digests.actual.as_deref().unwrap_or_default();
    finding.with("expected", digests.expected.as_slice()).with("actual", actual)
}
