//! The level is at least the one that the policy asks for.

use super::Case;
use shohosen_report::codes;

/// The level is one that the policy accepts.
#[derive(Clone, Debug)]
pub struct Accepted(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Accepted> {
    let actual = case.facts().level?;
    match case.input.policy.required_level {
        Some(expected) if actual < expected => {
            let finding = codes::xades::LEVEL_TOO_LOW.finding();
            let finding = finding.with("expected", expected.as_str());
            case.push(finding.with("actual", actual.as_str()));
            None
        }
        _ => Some(Accepted(())),
    }
}
