//! 投与日数の上限 (掲示事項等告示 第十・二): 14, 30 and 90 days, new drugs, 二枚処方箋.

use super::data::{PrescribingRules, on};
use super::prescription::{RuleContext, RuleItem, RuleReport, items};
use crate::check::NotCheckedReason;
use crate::{Date, DrugMaster, ResolvedPrescription};
use shohosen_report::{Code, Finding, codes::medication as codes};
use std::collections::HashMap;

/// Why a drug is limited.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    /// Listed by name, or 麻薬・向精神薬 as such.
    Listed { days: u16 },
    /// 新医薬品, until the day before `ends`.
    NewDrug { days: u16, listed: Date, ends: Date },
}

/// A drug that was listed of late.
enum Recent {
    /// Its ingredient is new.
    New(Limit),
    /// Its ingredient was listed before, under this name or another: a generic that was renamed, a
    /// new strength. Some of them are limited all the same, and the masters do not say which.
    Perhaps(Limit),
}

impl Limit {
    pub(super) const fn days(self) -> u16 {
        match self {
            Self::Listed { days } | Self::NewDrug { days, .. } => days,
        }
    }
}

impl PrescribingRules {
    /// The limit of a drug on a day: that of the lists, else 14 days of 麻薬・向精神薬, and not more
    /// than that of a new drug.
    pub(super) fn limit(
        &self,
        master: &DrugMaster,
        item: &RuleItem<'_>,
        day: Date,
    ) -> Option<Limit> {
        let listed = self.limits_by_code.get(&item.resolved.prefix).into_iter().flatten();
        let listed = listed
            .filter_map(|place| self.day_limits.get(*place))
            .find(|limit| limit.holds_on(day) && limit.rule.route == item.resolved.route());
        let controlled = || on(&self.controlled_days, day).filter(|_| item.is_controlled());
        let listed = listed.map(|limit| limit.rule.days).or_else(|| Some(controlled()?.days));
        let new_drug = match self.new_drug(master, item, day) {
            Some(Recent::New(limit)) => Some(limit),
            Some(Recent::Perhaps(_)) | None => None,
        };
        match (listed, new_drug) {
            (Some(days), Some(new)) if days <= new.days() => Some(Limit::Listed { days }),
            (_, Some(new)) => Some(new),
            (listed, None) => listed.map(|days| Limit::Listed { days }),
        }
    }

    /// 新医薬品 until one year from the first of the month after its listing. Old drugs have no
    /// date of listing, and 後発品 are not new drugs.
    fn new_drug(&self, master: &DrugMaster, item: &RuleItem<'_>, day: Date) -> Option<Recent> {
        let rule = on(&self.new_drug_days, day)?;
        let drug = item.drug.filter(|drug| !drug.is_generic_product())?;
        let listed = drug.listed_on()?;
        let ends = listed.first_of_next_month().next_year();
        let exempt = item.code_begins_with(&rule.exempt_codes);
        if day >= ends || exempt {
            return None;
        }
        let limit = Limit::NewDrug { days: rule.days, listed, ends };
        let known = master.listed_before(listed).holds(&drug);
        Some(if known { Recent::Perhaps(limit) } else { Recent::New(limit) })
    }

    pub(super) fn check_days(
        &self,
        master: &DrugMaster,
        own: &[RuleItem<'_>],
        day: Date,
        context: &RuleContext<'_>,
        report: &mut RuleReport,
    ) {
        let elsewhere = self.days_elsewhere(master, day, context);
        let (mut limited, mut over) = (0usize, 0usize);
        for item in own {
            let Some(limit) = self.limit(master, item, day) else {
                self.perhaps_new(master, item, day, report);
                continue;
            };
            limited += 1;
            let Some(days) = item.item.days.filter(|_| item.counts_days()) else {
                report.not_checked.push(item.not_checked(NotCheckedReason::MissingInformation));
                continue;
            };
            let others = elsewhere.get(&item.resolved.prefix).copied().unwrap_or(0);
            let sum = u32::from(days).saturating_add(others);
            let allowed = u32::from(limit.days());
            let special = on(&self.special_circumstances_days, day)
                .filter(|rule| context.special_circumstances && limit.days() < rule.days)
                .filter(|rule| sum <= u32::from(rule.days));
            let describe = |code: Code, days: u32| describe(code, item, limit, days);
            if u32::from(days) > allowed && special.is_none() {
                over += 1;
                let code = match limit {
                    Limit::Listed { .. } => codes::DAYS_OVER_LIMIT,
                    Limit::NewDrug { .. } => codes::DAYS_NEW_DRUG_OVER_LIMIT,
                };
                report.findings.push(describe(code, days.into()));
            } else if sum > allowed && special.is_none() {
                over += 1;
                report.findings.push(describe(codes::DAYS_ACROSS_PRESCRIPTIONS, sum));
            } else if sum > allowed {
                report.findings.push(describe(codes::DAYS_SPECIAL_CIRCUMSTANCES, sum));
            } else if context.others_not_shown {
                report.not_checked.push(item.not_checked(NotCheckedReason::MissingInformation));
            }
        }
        if over == 0 && report.not_checked.is_empty() {
            report.findings.push(codes::DAYS_WITHIN_LIMIT.finding().with("count", limited));
        }
    }

    /// More days than a new drug may have, of a drug that may be one.
    fn perhaps_new(
        &self,
        master: &DrugMaster,
        item: &RuleItem<'_>,
        day: Date,
        report: &mut RuleReport,
    ) {
        let days = item.item.days.filter(|_| item.counts_days());
        let Some(days) = days else { return };
        let least = on(&self.new_drug_days, day).map_or(u16::MAX, |rule| rule.days);
        if days <= least {
            return;
        }
        if let Some(Recent::Perhaps(limit)) = self.new_drug(master, item, day) {
            let code = codes::DAYS_MAY_BE_NEW_DRUG;
            report.findings.push(describe(code, item, limit, days.into()));
        }
    }

    /// Days of limited drugs on the other prescriptions of the day, by seven-digit code: of each
    /// prescription the longest.
    fn days_elsewhere(
        &self,
        master: &DrugMaster,
        day: Date,
        context: &RuleContext<'_>,
    ) -> HashMap<u32, u32> {
        let mut days: HashMap<u32, u32> = HashMap::new();
        let same_day = |other: &&crate::Prescription| other.issued_on == Some(day);
        for other in context.others_of_the_day.iter().filter(same_day) {
            let mut longest: HashMap<u32, u32> = HashMap::new();
            let other = ResolvedPrescription::new(master, other, day);
            for item in items(&other, &mut Vec::new()) {
                if let Some(days) = item.item.days.filter(|_| item.counts_days()) {
                    let known = longest.entry(item.resolved.prefix).or_default();
                    *known = (*known).max(u32::from(days));
                }
            }
            for (prefix, longest) in longest {
                *days.entry(prefix).or_default() += longest;
            }
        }
        days
    }
}

fn describe(code: Code, item: &RuleItem<'_>, limit: Limit, days: u32) -> Finding {
    let finding = code
        .finding()
        .at(item.item.place())
        .with("drug", item.name.clone())
        .with("days", days)
        .with("limit", limit.days());
    match limit {
        Limit::NewDrug { listed, ends, .. } => finding
            .with("listed_on", listed.to_string())
            .with("not_after", ends.plus_days(-1).to_string()),
        Limit::Listed { .. } => finding.with("class", item.class().as_ja()),
    }
}
