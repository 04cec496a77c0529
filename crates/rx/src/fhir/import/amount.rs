//! Amount, days and times out of dosage and supply.

use crate::fhir::not_carried;
use crate::fhir::resources::{Dosage, DoseAndRate, Quantity};
use crate::fhir::systems::{self, POTENCY};
use crate::fhir::{dosage, resources::Extension};
use crate::prescription::SingleDose;
use crate::{Decimal, DosageForm, Potency};
use shohosen_report::Finding;

/// How much of a drug, for how long.
#[derive(Default)]
pub(super) struct Amount {
    pub(super) amount: Option<Decimal>,
    pub(super) unit: String,
    pub(super) quantity: Option<u32>,
    pub(super) potency: Option<Potency>,
    pub(super) single_dose: Option<SingleDose>,
}

/// What the supply says.
pub(super) struct Supply<'a> {
    /// The whole quantity.
    pub(super) total: &'a Quantity,
    /// For how many days.
    pub(super) duration: &'a Quantity,
    /// Where the times of 頓服 stand.
    pub(super) extensions: &'a [Extension],
}

/// Reads them. The amount is that of a day (内服), of one time (頓服), else the whole quantity, or
/// that of a day where the resource says both rate and days.
pub(super) fn read(
    place: &str,
    form: Option<DosageForm>,
    dosages: &[Dosage],
    supply: &Supply<'_>,
    findings: &mut Vec<Finding>,
) -> Amount {
    let empty = Dosage::default();
    let first = dosages.first().unwrap_or(&empty);
    let dose = first.dose_and_rate.first().cloned().unwrap_or_default();
    let single = Some(&dose.dose_quantity).filter(|quantity| quantity.value.is_some());
    let rate = per_day(&dose);
    let days = days(dosages, supply);
    for duration in durations(dosages, supply) {
        if duration.is_unclear() {
            let said = duration.value.as_ref().map(ToString::to_string).unwrap_or_default();
            let said = format!("{said} {}{}", duration.unit, duration.code);
            findings.push(not_carried(&format!("{place} duration"), &said));
        }
    }
    let mut read = Amount {
        potency: dose.r#type.code(&POTENCY).and_then(Potency::from_code),
        ..Amount::default()
    };
    let times = dosage::times_per_day(first);
    let (amount, unit) = match form {
        Some(DosageForm::Oral) => {
            read.quantity = days;
            if let Some(dose) = single.and_then(Quantity::decimal) {
                read.single_dose =
                    Some(SingleDose { dose: dose.to_string(), times_per_day: times });
            }
            oral(rate, single, times, first, supply, days)
        }
        Some(DosageForm::AsNeeded) => {
            read.quantity = repeat_count(supply.extensions).or(days);
            let total = supply.total.decimal();
            let divided = total.zip(read.quantity).and_then(|(total, n)| total.exact_div(n));
            let one = single.and_then(Quantity::decimal);
            let unit = single.map_or(&supply.total.unit, |single| &single.unit);
            (one.or(divided), unit.clone())
        }
        // What the days are of is not known; that there are so many must not be lost.
        None if days.is_some() => {
            read.quantity = days;
            oral(rate, single, times, first, supply, days)
        }
        _ => match (rate, days) {
            (Some((rate, unit)), Some(days)) => {
                read.quantity = Some(days);
                (Some(rate), unit)
            }
            _ => {
                read.quantity = Some(1);
                (supply.total.decimal(), supply.total.unit.clone())
            }
        },
    };
    (read.amount, read.unit) = (amount, unit);
    if read.amount.is_none() {
        findings.push(not_carried(&format!("{place} amount"), "–"));
    }
    disagreement(place, &read, supply, findings);
    for timing in dosages.iter().filter_map(dosage::other_timing) {
        findings.push(not_carried(&format!("{place} timing.repeat"), &timing));
    }
    // Calendar days with days of rest in them; the records count days of use only.
    let bounds = dosage::calendar_days(dosages);
    if let (Some(bounds), Some(days)) = (bounds, days)
        && bounds != days
    {
        findings.push(not_carried(&format!("{place} boundsDuration"), &bounds.to_string()));
    }
    read
}

/// Amount of a day and its unit.
fn per_day(dose: &DoseAndRate) -> Option<(Decimal, String)> {
    let one_day = dose.rate_ratio.denominator.as_days() == Some(1);
    let numerator = Some(&dose.rate_ratio.numerator).filter(|_| one_day)?;
    Some((numerator.decimal()?, numerator.unit.clone()))
}

/// The rate, else the sum of uneven doses, else single dose times the times a day, else the
/// whole quantity over the days, where that comes out.
fn oral(
    rate: Option<(Decimal, String)>,
    single: Option<&Quantity>,
    times: Option<u32>,
    first: &Dosage,
    supply: &Supply<'_>,
    days: Option<u32>,
) -> (Option<Decimal>, String) {
    if let Some((rate, unit)) = rate {
        return (Some(rate), unit);
    }
    let unit = single.map_or(&supply.total.unit, |single| &single.unit).clone();
    let uneven = dosage::uneven_doses(first).filter(|doses| !doses.is_empty()).and_then(|doses| {
        doses.iter().try_fold(Decimal::default(), |sum, dose| sum.checked_add(dose.amount))
    });
    let by_dose = || {
        let times = Decimal::from_integer(times?)?;
        single.and_then(Quantity::decimal)?.checked_mul(times)
    };
    let by_total = || supply.total.decimal()?.exact_div(days?);
    (uneven.or_else(by_dose).or_else(by_total), unit)
}

/// The days of supply, else those of use, else the calendar days of the dosage. Of several
/// dosages none says the days of all.
fn days(dosages: &[Dosage], supply: &Supply<'_>) -> Option<u32> {
    let of_use = || {
        let [only] = dosages else { return None };
        use_duration(only)?.as_days()
    };
    supply.duration.as_days().or_else(of_use).or_else(|| dosage::calendar_days(dosages))
}

fn use_duration(dosage: &Dosage) -> Option<&Quantity> {
    let found = dosage.extension.iter().find(|extension| extension.url == systems::USAGE_DURATION);
    found.map(|extension| &extension.value_duration)
}

/// Everything that says for how long.
fn durations<'d>(
    dosages: &'d [Dosage],
    supply: &Supply<'d>,
) -> impl Iterator<Item = &'d Quantity> + use<'d> {
    let of_dosage = |dosage: &'d Dosage| {
        use_duration(dosage).into_iter().chain([&dosage.timing.repeat.bounds_duration])
    };
    std::iter::once(supply.duration).chain(dosages.iter().flat_map(of_dosage))
}

fn repeat_count(extensions: &[Extension]) -> Option<u32> {
    let name = systems::EXPECTED_REPEAT_COUNT.rsplit('_').next().unwrap_or_default();
    let found = extensions.iter().find(|extension| extension.url.ends_with(name))?;
    found.value_integer.and_then(|count| u32::try_from(count).ok())
}

/// A whole quantity that is not amount times days: which of them is right cannot be known.
fn disagreement(place: &str, read: &Amount, supply: &Supply<'_>, findings: &mut Vec<Finding>) {
    let count = read.quantity.and_then(Decimal::from_integer);
    let computed = read.amount.zip(count).and_then(|(amount, count)| amount.checked_mul(count));
    if let (Some(total), Some(computed)) = (supply.total.decimal(), computed)
        && supply.total.unit == read.unit
        && total != computed
    {
        let said = format!("{total}{} ≠ {computed}{}", supply.total.unit, read.unit);
        findings.push(not_carried(&format!("{place} quantity"), &said));
    }
}
