//! Times ascend: SigningTime ≤ signature time-stamp ≤ first archive time-stamp ≤ … (spec item 9).

use super::Case;
use crate::facts::{TimeStampFacts, TimeStampKind};
use shohosen_report::{Time, codes};

/// No time contradicts another. What is claimed (SigningTime) decides nothing.
#[derive(Clone, Debug)]
pub struct Ascending(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Ascending> {
    let facts = case.facts();
    let stamps = &facts.time_stamps;
    // A time that cannot be right is used nowhere, also not for the order.
    let (at, tolerance) = (case.input.at, case.input.policy.clock_tolerance);
    let time = move |stamp: &TimeStampFacts| {
        let accepted = stamp.verification.as_ref()?.judge_time(at, tolerance)?.ok()?;
        Some(accepted.gen_time())
    };
    let times = |kind| {
        stamps.iter().filter(move |s| s.kind == kind).filter_map(move |s| Some((s, time(s)?)))
    };
    let mut previous: Option<Time> = None;
    let mut ascending = true;
    // All signature time-stamps come before all archive time-stamps, whatever their place.
    let latest_signature_stamp = times(TimeStampKind::Signature).max_by_key(|(_, time)| *time);
    for (stamp, time) in latest_signature_stamp.into_iter().chain(times(TimeStampKind::Archive)) {
        if let Some(earlier) = previous.filter(|previous| *previous > time) {
            ascending = false;
            case.findings.push(
                codes::timestamp::ORDER_NOT_ASCENDING
                    .finding()
                    .at(stamp.path.clone())
                    .with("earlier", earlier)
                    .with("later", time),
            );
        }
        previous = Some(time);
    }
    if ascending && let Some(last) = previous {
        case.findings.push(
            codes::timestamp::ORDER_ASCENDING
                .finding()
                .at(facts.path.clone())
                .with("gen_time", last),
        );
    }
    let claimed = facts.signing_time.as_ref().and_then(|(_, time)| *time);
    let stamped = times(TimeStampKind::Signature).map(|(_, time)| time).min();
    if let (Some(claimed), Some(stamped)) = (claimed, stamped)
        && claimed > stamped
    {
        case.findings.push(
            codes::timestamp::ORDER_SIGNING_TIME_AFTER_TIMESTAMP
                .finding()
                .at(facts.path.clone())
                .with("signing_time", claimed)
                .with("gen_time", stamped),
        );
    }
    ascending.then_some(Ascending(()))
}
