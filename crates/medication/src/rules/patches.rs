//! 湿布薬: so many sheets a prescription, all kinds together.

use super::data::{PrescribingRules, on};
use super::prescription::{RuleContext, RuleItem, RuleReport};
use crate::Date;
use crate::check::NotCheckedReason;
use shohosen_report::codes::medication as codes;

impl PrescribingRules {
    /// Whether a drug is a 湿布薬 as the data has it.
    pub(super) fn is_patch(&self, item: &RuleItem<'_>, day: Date) -> bool {
        on(&self.patches, day).is_some_and(|rule| {
            let unit = item.drug.map_or(item.item.drug.unit.as_str(), |drug| drug.unit());
            item.code_begins_with(&rule.code_beginnings)
                && char::from(item.resolved.form_letter) == rule.form_letter
                && (unit.is_empty() || unit == rule.unit)
        })
    }

    pub(super) fn check_patches(
        &self,
        items: &[RuleItem<'_>],
        day: Date,
        context: &RuleContext<'_>,
        report: &mut RuleReport,
    ) {
        let Some(rule) = on(&self.patches, day) else { return };
        let mut sheets = 0.0;
        for item in items.iter().filter(|item| self.is_patch(item, day)) {
            match item.item.total_amount.filter(|amount| amount.is_finite() && *amount >= 0.0) {
                Some(amount) => sheets += amount * item.item.unit_conversion.unwrap_or(1.0),
                None => {
                    report.not_checked.push(item.not_checked(NotCheckedReason::MissingInformation));
                }
            }
        }
        if sheets > f64::from(rule.sheets) {
            let code = match context.patch_reason {
                true => codes::PATCHES_JUSTIFIED,
                false => codes::PATCHES_OVER_LIMIT,
            };
            report.findings.push(code.finding().with("actual", sheets).with("limit", rule.sheets));
        }
    }
}
