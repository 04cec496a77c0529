//! The maximum of days (医薬品適応, 最長投与日数): of 内服 only, which counts days.

use super::context::{Context, Result};
use super::limits::Against;
use crate::tables::{CheckMaster, Limit};
use crate::{DosageCategory, NotCheckedReason};
use shohosen_report::codes::clinical as codes;

pub(super) fn check(context: &Context<'_>, table: &CheckMaster) -> Result {
    let mut result = context.result(vec![table.to_string()]);
    let input = &context.input;
    for item in &context.items {
        let Some(listed) = item.indications(input, false) else {
            result.open.push(item.open(NotCheckedReason::DrugNotInTable));
            continue;
        };
        let finding = |code: shohosen_report::Code| {
            let finding = item.finding(code).with("source", CheckMaster::SOURCE);
            finding.with("edition", table.edition()).with("basis", listed.basis.as_str())
        };
        let Some(bounds) = context.bounds_of(listed, |row| row.days) else {
            result.open.push(item.open(NotCheckedReason::NoRowApplies));
            continue;
        };
        if bounds.lower == Limit::None {
            result.findings.push(finding(codes::DAYS_NO_MAXIMUM));
            continue;
        }
        let days = match (item.given.category, item.given.days) {
            (DosageCategory::Oral, Some(days)) => u64::from(days),
            // These count times or pieces: the table has no rule for them.
            (
                DosageCategory::AsNeeded | DosageCategory::External | DosageCategory::Injection,
                _,
            ) => {
                continue;
            }
            _ => {
                result.open.push(item.open(NotCheckedReason::DaysNotComputable));
                continue;
            }
        };
        let stated = |code, limit: u64| {
            finding(code)
                .with("actual", days.to_string())
                .with("limit", limit.to_string())
                .with("listed", listed.name(input.master))
        };
        match bounds.judge(|limit| days > limit) {
            Against::NoLimit => result.findings.push(finding(codes::DAYS_NO_MAXIMUM)),
            Against::Within(limit) => {
                result.findings.push(stated(codes::DAYS_WITHIN_MAXIMUM, limit));
            }
            Against::Over(limit) => result.findings.push(stated(codes::DAYS_OVER_MAXIMUM, limit)),
            Against::Unclear(limit) => {
                result.findings.push(stated(codes::DAYS_MAY_EXCEED, limit));
                result.open.push(item.open(bounds.why));
            }
        }
    }
    result
}
