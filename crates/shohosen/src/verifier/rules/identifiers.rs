//! No identifier appears twice: a reference must mean one element (XML 1.0 §3.3.1).

use super::Case;
use shohosen_report::codes::xml as codes;

/// None does.
#[derive(Debug)]
pub(crate) struct Unique(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Unique> {
    let facts = case.facts;
    for duplicate in &facts.duplicate_ids {
        let finding = codes::ID_DUPLICATE.finding().with("id", duplicate.id.clone());
        case.findings.push(finding.with("count", duplicate.count));
    }
    let more = facts.duplicate_id_count.saturating_sub(facts.duplicate_ids.len());
    if more > 0 {
        case.findings.push(codes::ID_DUPLICATE_MORE.finding().with("count", more));
    }
    (facts.duplicate_id_count == 0).then_some(Unique(()))
}
