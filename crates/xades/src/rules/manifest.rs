//! References inside a Manifest: held against what the caller handed over (XML-DSig §5.1).

use super::references::{algorithm_refused, mismatch};
use super::{Case, shorten};
use crate::octets::ReferenceProblem;
use shohosen_report::codes::xmldsig as codes;

/// What Manifests list does not differ from what was at hand. Whether all of it was at hand is for
/// [coverage](super::coverage) to say, where the content rests on it.
#[derive(Clone, Debug)]
pub struct Compared(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Compared> {
    let algorithms = &case.input.policy.algorithms;
    let (mut not_at_hand, mut good) = (0_usize, true);
    for reference in case.facts().manifests.iter().flat_map(|manifest| &manifest.references) {
        let finding = match &reference.digests {
            Err(ReferenceProblem::External) => {
                not_at_hand += 1;
                continue;
            }
            Ok(_) if reference.matches() => codes::MANIFEST_REFERENCE_MATCH.finding(),
            Ok(digests) => mismatch(codes::MANIFEST_REFERENCE_MISMATCH.finding(), digests),
            Err(_) => codes::MANIFEST_REFERENCE_MISMATCH.finding(),
        };
        let refused = algorithm_refused(reference, algorithms);
        good &= refused.is_none() && reference.matches();
        case.findings.extend(refused);
        let uri = reference.uri.as_ref().map(shorten).unwrap_or_default();
        case.findings.push(finding.at(reference.path.clone()).with("uri", uri));
    }
    if not_at_hand > 0 {
        case.push(codes::MANIFEST_NOT_VERIFIED.finding().with("count", not_at_hand));
    }
    good.then_some(Compared(()))
}
