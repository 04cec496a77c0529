//! The rules at the pharmacy: validity and the window of a refill.

use super::data::{PrescribingRules, on};
use crate::Date;
use shohosen_report::{Finding, codes::medication as codes};

impl PrescribingRules {
    /// 使用期間: four days with the day of issue, holidays included, or through a 使用期限 that is
    /// written on the prescription. `None` if the rules have none for that day.
    pub fn check_validity(
        &self,
        issued_on: Date,
        use_by: Option<Date>,
        presented_on: Date,
    ) -> Option<Finding> {
        let days = on(&self.validity_days, issued_on)?.days;
        let last = use_by.unwrap_or_else(|| issued_on.plus_days(i32::from(days) - 1));
        let code = if presented_on < issued_on {
            codes::VALIDITY_NOT_YET
        } else if presented_on > last {
            codes::VALIDITY_EXPIRED
        } else {
            codes::VALIDITY_VALID
        };
        Some(
            code.finding()
                .with("issued_on", issued_on.to_string())
                .with("not_after", last.to_string())
                .with("at", presented_on.to_string()),
        )
    }

    /// The second and later use of a refill: within seven days before or after the day on which
    /// the previous supply ends (前回調剤日 + 投薬日数). The first use is within the ordinary validity.
    /// `None` if there was no refill on that day.
    pub fn check_refill(
        &self,
        previous_dispensing: Date,
        days: u16,
        presented_on: Date,
    ) -> Option<Finding> {
        let rule = on(&self.refill, presented_on)?;
        let due = previous_dispensing.plus_days(i32::from(days));
        let first = due.plus_days(-i32::from(rule.days_before));
        let last = due.plus_days(i32::from(rule.days_after));
        let inside = first <= presented_on && presented_on <= last;
        let code = if inside { codes::REFILL_IN_WINDOW } else { codes::REFILL_OUTSIDE_WINDOW };
        Some(
            code.finding()
                .with("due", due.to_string())
                .with("not_before", first.to_string())
                .with("not_after", last.to_string())
                .with("at", presented_on.to_string()),
        )
    }
}
