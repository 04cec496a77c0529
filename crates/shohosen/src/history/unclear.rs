//! Records of which the source does not say for how long the drug is taken.

use shohosen_medication::{ItemKind, MedicationEvent, Period, PeriodPolicy, PeriodRule};
use shohosen_report::{Finding, codes::medication as codes};

/// Whether the days of a record are assumed: neither its form nor its numbers tell them, so that the
/// flat days apply, and what is found (or not) rests on an assumption. `PeriodRule::FlatUnknown` does
/// not depend on the policy.
fn is_unclear(event: &MedicationEvent) -> bool {
    let period = Period::of(event, &PeriodPolicy::default());
    !event.cancelled
        && matches!(event.item, ItemKind::Medicine | ItemKind::NotInsured)
        && period.is_some_and(|period| period.rule == PeriodRule::FlatUnknown)
}

/// What is said of them: the check takes the flat days, and names the record once they have passed.
/// The place is that among the events of the document.
pub(super) fn periods(events: &[MedicationEvent]) -> Option<Finding> {
    let first = events.iter().position(is_unclear)?;
    let count = events.iter().filter(|event| is_unclear(event)).count();
    let finding = codes::HISTORY_PERIOD_UNCLEAR.finding();
    Some(finding.with("location_in", format!("history {}", first + 1)).with("count", count))
}
