//! What the elements of one resource say of its days, where they do not agree: named, with what was
//! taken.

use super::{Found, instants};
use crate::Date;
use crate::fhir::resources::{Dosage, MedicationDispense, Period, Quantity};
use crate::fhir::{dosage, named};
use shohosen_report::{Account, Finding, Unread, UnreadReason, codes::records as codes};
use shohosen_terms::UsageSupplement;

/// Two elements that do not go together.
struct Contradiction {
    /// The resource.
    place: String,
    /// The element that was taken, and the other one.
    elements: [&'static str; 2],
    /// Whether the drug may still be being taken by the other one, when it is not by this one.
    open: bool,
}

impl Found {
    /// Names them. Where nobody knows when the use began, or whether it goes on, the account is open.
    pub(super) fn contradictions(&self, account: &mut Account, findings: &mut Vec<Finding>) {
        let mut all: Vec<Contradiction> = Vec::new();
        for request in &self.requests {
            let use_of = Use {
                place: named("MedicationRequest", &request.id),
                start: instants::day(&request.authored_on),
                supply: &request.dispense_request.expected_supply_duration,
                element: "expectedSupplyDuration",
            };
            all.extend(use_of.periods(&request.dosage_instruction));
        }
        for dispense in &self.dispenses {
            let start = super::dispenses::day(dispense);
            let use_of = Use {
                place: named("MedicationDispense", &dispense.id),
                start,
                supply: &dispense.days_supply,
                element: "daysSupply",
            };
            all.extend(self.handed_over(dispense, &use_of.place));
            all.extend(use_of.periods(&dispense.dosage_instruction));
        }
        for Contradiction { place, elements: [taken, other], open } in all {
            if open {
                let element = format!("{place}.{other}");
                account.missing(Unread::new(element, UnreadReason::Contradictory));
            }
            let finding = codes::FHIR_DAYS_CONTRADICTORY.finding().at(place);
            findings.push(finding.with("result", taken).with("actual", other));
        }
    }

    /// What was handed over before it was prepared (FHIR R4, invariant mdd-1), or prescribed.
    fn handed_over(&self, dispense: &MedicationDispense, place: &str) -> Vec<Contradiction> {
        let Some(day) = instants::day(&dispense.when_handed_over) else { return Vec::new() };
        let contradiction = |other| Contradiction {
            place: place.to_owned(),
            elements: ["whenHandedOver", other],
            open: true,
        };
        let after = |text: &str| instants::day(text).is_some_and(|other| other > day);
        let prescribed_after = self.orders(dispense).iter().any(|order| after(&order.authored_on));
        let prepared_after = after(&dispense.when_prepared);
        let found = [(prepared_after, "whenPrepared"), (prescribed_after, "authoredOn")];
        found
            .into_iter()
            .filter(|(there, _)| *there)
            .map(|(_, other)| contradiction(other))
            .collect()
    }
}

/// From when and for how long a resource says that a drug is taken.
struct Use<'r> {
    place: String,
    start: Option<Date>,
    supply: &'r Quantity,
    element: &'static str,
}

impl Use<'_> {
    /// Where a period of the dosage is not that of day and supply. The rule counts from the day of the
    /// record (起算日) for the days of supply.
    fn periods(&self, dosages: &[Dosage]) -> Vec<Contradiction> {
        let mut found = Vec::new();
        let mut add = |other, open| {
            let elements = [self.element, other];
            found.push(Contradiction { place: self.place.clone(), elements, open });
        };
        // Of several dosages each has a part of the whole.
        let whole = dosages.len() == 1;
        for dosage in dosages {
            let repeat = &dosage.timing.repeat;
            if let Some(later) = self.differs(&repeat.bounds_period, whole) {
                add("dosageInstruction.timing.repeat.boundsPeriod", later && !has_rest(dosage));
            }
            let supply = self.supply.as_days().filter(|_| whole);
            if let Some((supply, bounds)) = supply.zip(repeat.bounds_duration.as_days())
                // Calendar days with those of rest are never fewer.
                && bounds < supply
            {
                add("dosageInstruction.timing.repeat.boundsDuration", false);
            }
            let begins = dosage::begins(dosage).filter(|_| whole);
            if self.start.zip(begins).is_some_and(|(start, begins)| start != begins) {
                add("dosageInstruction.extension (PeriodOfUse)", false);
            }
        }
        found
    }

    /// `None` where the period says what day and supply say; else whether it goes on beyond them.
    fn differs(&self, bounds: &Period, whole: bool) -> Option<bool> {
        let day = |text: &str| {
            if text.is_empty() { Ok(None) } else { instants::day(text).map(Some).ok_or(()) }
        };
        let (Ok(first), Ok(last)) = (day(&bounds.start), day(&bounds.end)) else {
            return Some(true);
        };
        first.or(last)?;
        let days = i32::try_from(self.supply.as_days()?).ok().filter(|days| *days > 0)?;
        let end = self.start.or(first)?.plus_days(days - 1);
        let begins = !whole || first.is_none() || first == self.start;
        // A period without an end goes on; that of a part of the whole may end before.
        let ends = last.is_some_and(|last| last == end || !whole && last < end);
        (!begins || !ends).then(|| last.is_none_or(|last| last > end))
    }
}

/// Whether there are days of rest between those of use: then the calendar days are more.
fn has_rest(dosage: &Dosage) -> bool {
    let codes = dosage::supplements(dosage).into_iter().filter_map(|each| each.usage_code);
    let codes = codes.filter_map(|code| UsageSupplement::parse(&code).ok());
    dosage::other_timing(dosage).is_some() || codes.into_iter().any(|code| code.pattern().is_some())
}
