//! References inside a Manifest: held against what the caller handed over (XML-DSig §5.1).

use crate::judge::JudgeInput;
use crate::octets::ReferenceProblem;
use crate::rules::references::shorten;
use shohosen_report::{Finding, codes};

pub(crate) fn check(input: &JudgeInput<'_>, findings: &mut Vec<Finding>) {
    let mut not_verified = 0_usize;
    for reference in &input.facts.manifest_references {
        let code = match &reference.outcome {
            Ok(()) => codes::xmldsig::MANIFEST_REFERENCE_MATCH,
            Err(ReferenceProblem::External) => {
                not_verified += 1;
                continue;
            }
            Err(_) => codes::xmldsig::MANIFEST_REFERENCE_MISMATCH,
        };
        let uri = reference.uri.as_ref().map(shorten).unwrap_or_default();
        findings.push(code.finding().at(reference.path.clone()).with("uri", uri));
    }
    if not_verified > 0 {
        findings.push(
            codes::xmldsig::MANIFEST_NOT_VERIFIED
                .finding()
                .at(input.facts.path.clone())
                .with("count", not_verified),
        );
    }
}
