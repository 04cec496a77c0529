//! The level is at least the one that the policy asks for.

use crate::judge::JudgeInput;
use shohosen_report::{Finding, codes};

pub(crate) fn check(input: &JudgeInput<'_>) -> Option<Finding> {
    let (expected, actual) = (input.policy.required_level?, input.facts.level);
    (actual < expected).then(|| {
        codes::xades::LEVEL_TOO_LOW
            .finding()
            .at(input.facts.path.clone())
            .with("expected", expected.as_str())
            .with("actual", actual.as_str())
    })
}
