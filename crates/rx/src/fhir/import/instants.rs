//! Days of FHIR instants: the calendar day in Japan.

use crate::Date;
use crate::fhir::not_carried;
use shohosen_report::{Finding, codes::records as codes};
use shohosen_terms::DayInJapan;

/// The day in Japan of a `date`, `dateTime` or `instant`; `None` where there is no such day.
pub(super) fn day(text: &str) -> Option<Date> {
    DayInJapan::parse(text).map(|read| read.day)
}

/// As [`day`]; what changed on the way, and what is no date, goes into the findings.
pub(super) fn said(
    place: &str,
    element: &str,
    text: &str,
    findings: &mut Vec<Finding>,
) -> Option<Date> {
    if text.is_empty() {
        return None;
    }
    let read = DayInJapan::parse(text);
    match read {
        Some(read) if read.converted => {
            let finding = codes::FHIR_DAY_IN_JAPAN.finding().at(format!("{place}.{element}"));
            let finding = finding.with("actual", crate::lint::shown(text));
            findings.push(finding.with("result", read.day.iso()));
        }
        Some(_) => {}
        None => findings.push(not_carried(&format!("{place} {element}"), text)),
    }
    read.map(|read| read.day)
}
