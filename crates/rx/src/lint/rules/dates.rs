//! Dates that contradict each other: birth ≤ issue, issue ≤ last day of validity (records spec §0.2).

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::{IssuedOn, PatientBirthDate, ValidUntil};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let issued = prescription.common::<IssuedOn<'_>>().map(|issued| issued.issued_on());
    let Some(issued) = issued.and_then(|issued| issued.date()?.full()) else { return };
    if let Some(birth) =
        prescription.common::<PatientBirthDate<'_>>().map(|birth| birth.birth_date())
        && let Some(date) = birth.date().and_then(|date| date.full())
        && date > issued
    {
        out.push(codes::DATE_BIRTH_AFTER_ISSUE.of(birth));
    }
    if let Some(until) = prescription.common::<ValidUntil<'_>>().map(|until| until.valid_until())
        && let Some(date) = until.date().and_then(|date| date.full())
        && date < issued
    {
        let finding = codes::DATE_EXPIRY_BEFORE_ISSUE.of(until);
        out.push(finding.with("days", i64::from(issued.days() - date.days())));
    }
}
