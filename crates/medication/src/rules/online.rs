//! What must not be prescribed at an online first visit (オンライン診療の適切な実施に関する指針).

use super::data::{PrescribingRules, on};
use super::prescription::{RuleContext, RuleItem, RuleReport};
use crate::Date;
use crate::check::NotCheckedReason;
use shohosen_report::codes::medication as codes;

impl PrescribingRules {
    pub(super) fn check_online(
        &self,
        items: &[RuleItem<'_>],
        day: Date,
        context: &RuleContext<'_>,
        report: &mut RuleReport,
    ) {
        let (Some(visit), Some(rule)) =
            (context.online_first_visit, on(&self.online_first_visit, day))
        else {
            return;
        };
        for item in items {
            let finding = |code: shohosen_report::Code| {
                code.finding().at(item.item.place()).with("drug", item.name.clone())
            };
            if item.is_controlled() {
                let finding = finding(codes::ONLINE_CONTROLLED_DRUG);
                report.findings.push(finding.with("class", item.class().as_ja()));
                continue;
            }
            if visit.history_known {
                continue;
            }
            if item.code_begins_with(&rule.high_risk_codes) {
                report.findings.push(finding(codes::ONLINE_HIGH_RISK_DRUG));
            } else if rule.high_risk_codes.is_empty() {
                // The masters do not say which drugs these are.
                report.not_checked.push(item.not_checked(NotCheckedReason::MissingInformation));
            }
            if let Some(days) = item.item.days.filter(|days| *days > rule.days_without_history) {
                report.findings.push(
                    finding(codes::ONLINE_OVER_LIMIT)
                        .with("days", days)
                        .with("limit", rule.days_without_history),
                );
            }
        }
    }
}
