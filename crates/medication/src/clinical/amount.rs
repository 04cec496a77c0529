//! The amount of a day in the unit of the price list, without binary fractions.

use super::context::Item;
use crate::tables::{SCALE, written};
use crate::{DosePer, Drug, GivenDose, MedicationEvent};
use shohosen_terms::{Decimal, kana};

/// An amount: so many hundred-thousandths of a unit, divided by a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    numerator: u128,
    divisor: u128,
}

/// What is known of the amount of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Daily {
    /// The amount of a day.
    Day(Quantity),
    /// The amount of one time; how often a day is not known.
    Single(Quantity),
    /// It cannot be computed in this unit.
    NotComputable,
}

impl Quantity {
    pub(super) const fn of(hundred_thousandths: u64) -> Self {
        Self { numerator: hundred_thousandths as u128, divisor: 1 }
    }

    pub(super) fn times(self, factor: u64) -> Option<Self> {
        Some(Self {
            numerator: self.numerator.checked_mul(u128::from(factor))?,
            divisor: self.divisor.checked_mul(u128::from(SCALE))?,
        })
    }

    /// Divided by an amount that is not nothing.
    fn per(self, strength: u64) -> Option<Self> {
        Some(Self {
            numerator: self.numerator.checked_mul(u128::from(SCALE))?,
            divisor: self.divisor.checked_mul(u128::from(strength))?,
        })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        if self.divisor == other.divisor {
            let numerator = self.numerator.checked_add(other.numerator)?;
            return Some(Self { numerator, divisor: self.divisor });
        }
        let own = self.numerator.checked_mul(other.divisor)?;
        let others = other.numerator.checked_mul(self.divisor)?;
        Some(Self {
            numerator: own.checked_add(others)?,
            divisor: self.divisor.checked_mul(other.divisor)?,
        })
    }

    /// Whether it is more than so many hundred-thousandths. What cannot be computed is more.
    pub(super) fn exceeds(self, limit: u64) -> bool {
        u128::from(limit).checked_mul(self.divisor).is_none_or(|limit| self.numerator > limit)
    }
}

impl std::fmt::Display for Quantity {
    /// To five decimal places.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&written(self.numerator / self.divisor.max(1)))
    }
}

/// How much of an ingredient is in one unit of the price list, and in which unit that is stated.
#[derive(Clone, Copy)]
pub(super) struct Strength<'t> {
    pub(super) amount: u64,
    pub(super) unit: &'t str,
}

/// An amount as a record states it, with the drug that it is of.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a> {
    dose: &'a GivenDose,
    /// As transmitted.
    unit: &'a str,
    /// Of the price list; empty if it is not known.
    price_unit: &'a str,
}

impl<'a> Stated<'a> {
    /// Of a drug of the prescription.
    pub(super) fn of(item: &'a Item<'_>) -> Self {
        let price_unit = item.drug.map_or("", |drug| drug.unit());
        Self { dose: &item.given.dose, unit: &item.given.drug.unit, price_unit }
    }

    /// Of a record of what is being taken, where it says an amount.
    pub(super) fn taken(event: &'a MedicationEvent, drug: Option<Drug<'a>>) -> Option<Self> {
        let price_unit = drug.map_or("", |drug| drug.unit());
        Some(Self { dose: event.dose.as_deref()?, unit: &event.drug.unit, price_unit })
    }
}

/// The amount of a day in the unit of the price list.
pub(super) fn in_price_unit(stated: Stated<'_>, strength: Option<Strength<'_>>) -> Daily {
    in_unit(stated, |amount| {
        let dose = stated.dose;
        if dose.potency {
            // 力価: an amount of the ingredient. Strengths are never read out of names.
            let strength = strength.filter(|known| same_unit(known.unit, stated.unit))?;
            return amount.per(strength.amount);
        }
        match dose.unit_factor {
            Some(factor) => amount.times(factor.hundred_thousandths()),
            None => same_unit(stated.price_unit, stated.unit).then_some(amount),
        }
    })
}

/// The amount of a day of the ingredient, in the unit of the strength.
pub(super) fn of_ingredient(stated: Stated<'_>, strength: Strength<'_>) -> Daily {
    if stated.dose.potency {
        let same = same_unit(strength.unit, stated.unit);
        return in_unit(stated, |amount| same.then_some(amount));
    }
    let times = |quantity: Quantity| quantity.times(strength.amount);
    match in_price_unit(stated, None) {
        Daily::Day(amount) => times(amount).map_or(Daily::NotComputable, Daily::Day),
        Daily::Single(amount) => times(amount).map_or(Daily::NotComputable, Daily::Single),
        Daily::NotComputable => Daily::NotComputable,
    }
}

fn in_unit(stated: Stated<'_>, convert: impl Fn(Quantity) -> Option<Quantity>) -> Daily {
    let dose = stated.dose;
    let amounts = |amounts: &[Decimal]| amounts.iter().map(|a| a.hundred_thousandths()).sum();
    let uneven: u64 = amounts(&dose.uneven);
    let amount = dose.amount.map(|amount| amount.hundred_thousandths());
    let amount = match (amount, uneven) {
        // 不均等: the doses of the day together. Where the record says both, the larger one.
        (Some(amount), uneven) if dose.per == DosePer::Day => amount.max(uneven),
        (None, uneven) if uneven > 0 && dose.per == DosePer::Day => uneven,
        (Some(amount), _) => amount,
        (None, _) => return Daily::NotComputable,
    };
    let Some(amount) = convert(Quantity::of(amount)) else { return Daily::NotComputable };
    match (dose.per, dose.times_a_day) {
        (DosePer::Day, _) => Daily::Day(amount),
        (DosePer::Time, Some(times)) => {
            let whole = amount.times(u64::from(times) * SCALE);
            whole.map_or(Daily::NotComputable, Daily::Day)
        }
        (DosePer::Time, None) => Daily::Single(amount),
        (DosePer::Total | DosePer::Unclear, _) => Daily::NotComputable,
    }
}

/// Whether two units are written the same after width folding; one that is not stated is none.
fn same_unit(one: &str, other: &str) -> bool {
    let folded = |unit: &str| kana::fold_name(unit);
    !one.trim().is_empty() && folded(one) == folded(other)
}
