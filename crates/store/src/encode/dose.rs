//! 用量 of one event.

use super::DecodeError;
use super::bytes::{Reader, Writer};
use super::words::Word;
use shohosen_medication::{Decimal, DosePer, GivenDose};

// Above the number of what it is the amount of: what is there.
const AMOUNT: u8 = 1 << 2;
const FACTOR: u8 = 1 << 3;
const POTENCY: u8 = 1 << 4;
const UNEVEN: u8 = 1 << 5;
const TIMES: u8 = 1 << 6;

pub(super) fn write(writer: &mut Writer, dose: &GivenDose) {
    let flags = [
        (dose.amount.is_some(), AMOUNT),
        (dose.unit_factor.is_some(), FACTOR),
        (dose.potency, POTENCY),
        (!dose.uneven.is_empty(), UNEVEN),
        (dose.times_a_day.is_some(), TIMES),
    ];
    let flags: u8 = flags.into_iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum();
    writer.byte(dose.per.number() | flags);
    for amount in [dose.amount, dose.unit_factor].into_iter().flatten() {
        writer.number(amount.hundred_thousandths());
    }
    if !dose.uneven.is_empty() {
        writer.number(dose.uneven.len() as u64);
        dose.uneven.iter().for_each(|amount| writer.number(amount.hundred_thousandths()));
    }
    if let Some(times) = dose.times_a_day {
        writer.byte(times);
    }
}

pub(super) fn read(reader: &mut Reader<'_>) -> Result<GivenDose, DecodeError> {
    let flags = reader.byte()?;
    let has = |bit| flags & bit != 0;
    let unknown = reader.error("a word that is not known");
    if flags & 1 << 7 != 0 {
        return Err(unknown);
    }
    let mut dose = GivenDose {
        per: DosePer::of_number(flags & 3).ok_or(unknown)?,
        potency: has(POTENCY),
        ..GivenDose::default()
    };
    if has(AMOUNT) {
        dose.amount = Some(amount(reader)?);
    }
    if has(FACTOR) {
        dose.unit_factor = Some(amount(reader)?);
    }
    if has(UNEVEN) {
        let count: u32 = reader.small()?;
        for _ in 0..count {
            dose.uneven.push(amount(reader)?);
        }
    }
    if has(TIMES) {
        dose.times_a_day = Some(reader.byte()?);
    }
    Ok(dose)
}

fn amount(reader: &mut Reader<'_>) -> Result<Decimal, DecodeError> {
    let problem = reader.error("an amount that is too large");
    Decimal::from_hundred_thousandths(reader.number()?).ok_or(problem)
}
