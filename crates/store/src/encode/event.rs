//! One event.

use super::DecodeError;
use super::bytes::{Reader, Writer};
use super::dose;
use super::drug;
use super::words::Word;
use shohosen_medication::{
    CareSetting, Date, DosageCategory, EventKind, HistorySource, Institution, IntakePattern,
    ItemKind, MedicationEvent, SplitPart,
};

/// What the event before had: events of one document share most of it.
#[derive(Default)]
pub(super) struct Shared<'t> {
    unit: &'t str,
    prescription_id: &'t str,
    institution_code: &'t str,
    institution_name: &'t str,
    pharmacy_code: &'t str,
    pharmacy_name: &'t str,
    prescribed_on: Option<Date>,
    dispensed_on: Option<Date>,
}

// First byte, beside kind and source.
const DOSE: u8 = 1 << 3;

// Third byte: what is there.
const AS_NEEDED: u8 = 1;
const CANCELLED: u8 = 1 << 1;
const PRESCRIPTION_ID: u8 = 1 << 2;
const DAYS: u8 = 1 << 3;
const SPLIT: u8 = 1 << 4;
const SPLIT_DAYS: u8 = 1 << 5;
const PATTERN: u8 = 1 << 6;
const BOUNDS_DAYS: u8 = 1 << 7;

pub(super) fn write<'e>(writer: &mut Writer, event: &'e MedicationEvent, shared: &mut Shared<'e>) {
    let dose = if event.dose.is_some() { DOSE } else { 0 };
    writer.byte(event.kind.number() | dose | event.source.number() << 4);
    writer.byte(event.setting.number() | event.category.number() << 2 | event.item.number() << 6);
    let split_days = event.split.and_then(|split| split.days);
    let flags = [
        (event.as_needed, AS_NEEDED),
        (event.cancelled, CANCELLED),
        (event.prescription_id.is_some(), PRESCRIPTION_ID),
        (event.days.is_some(), DAYS),
        (event.split.is_some(), SPLIT),
        (split_days.is_some(), SPLIT_DAYS),
        (event.pattern.is_some(), PATTERN),
        (event.bounds_days.is_some(), BOUNDS_DAYS),
    ];
    writer.byte(flags.into_iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum());
    drug::write(writer, &event.drug, &mut shared.unit);
    if let Some(id) = &event.prescription_id {
        writer.shared_text(id, &mut shared.prescription_id);
    }
    day(writer, event.prescribed_on, &mut shared.prescribed_on);
    day(writer, event.dispensed_on, &mut shared.dispensed_on);
    for days in [event.days, split_days, event.bounds_days].into_iter().flatten() {
        writer.number(days.into());
    }
    if let Some(split) = event.split {
        writer.byte(split.part);
        writer.byte(split.parts);
    }
    if let Some(days) = event.pattern {
        pattern(writer, days);
    }
    if let Some(own) = &event.dose {
        dose::write(writer, own);
    }
    writer.shared_text(&event.institution.code, &mut shared.institution_code);
    writer.shared_text(&event.institution.name, &mut shared.institution_name);
    writer.shared_text(&event.pharmacy.code, &mut shared.pharmacy_code);
    writer.shared_text(&event.pharmacy.name, &mut shared.pharmacy_name);
}

pub(super) fn read<'b>(
    reader: &mut Reader<'b>,
    shared: &mut Shared<'b>,
) -> Result<MedicationEvent, DecodeError> {
    let (first, second, flags) = (reader.byte()?, reader.byte()?, reader.byte()?);
    let has = |bit| flags & bit != 0;
    let unknown = reader.error("a word that is not known");
    let kind = EventKind::of_number(first & 7).ok_or(unknown)?;
    let mut event = MedicationEvent::new(kind, drug::read(reader, &mut shared.unit)?);
    event.source = HistorySource::of_number(first >> 4).ok_or(unknown)?;
    event.setting = CareSetting::of_number(second & 3).ok_or(unknown)?;
    event.category = DosageCategory::of_number(second >> 2 & 15).ok_or(unknown)?;
    event.item = ItemKind::of_number(second >> 6).ok_or(unknown)?;
    (event.as_needed, event.cancelled) = (has(AS_NEEDED), has(CANCELLED));
    if has(PRESCRIPTION_ID) {
        event.prescription_id = Some(reader.shared_text(&mut shared.prescription_id)?);
    }
    event.prescribed_on = read_day(reader, &mut shared.prescribed_on)?;
    event.dispensed_on = read_day(reader, &mut shared.dispensed_on)?;
    let mut days = |bit| has(bit).then(|| reader.small::<u16>()).transpose();
    event.days = days(DAYS)?;
    let split_days = days(SPLIT_DAYS)?;
    event.bounds_days = days(BOUNDS_DAYS)?;
    if has(SPLIT) {
        let (part, parts) = (reader.byte()?, reader.byte()?);
        event.split = Some(SplitPart { part, parts, days: split_days });
    }
    if has(PATTERN) {
        event.pattern = Some(read_pattern(reader)?);
    }
    if first & DOSE != 0 {
        event.dose = Some(Box::new(dose::read(reader)?));
    }
    event.institution = Institution {
        code: reader.shared_text(&mut shared.institution_code)?,
        name: reader.shared_text(&mut shared.institution_name)?,
    };
    event.pharmacy = Institution {
        code: reader.shared_text(&mut shared.pharmacy_code)?,
        name: reader.shared_text(&mut shared.pharmacy_name)?,
    };
    Ok(event)
}

/// 0: as before; 1: none; else the days since 1970 and two more, of either sign.
fn day(writer: &mut Writer, day: Option<Date>, previous: &mut Option<Date>) {
    if day == *previous {
        return writer.byte(0);
    }
    *previous = day;
    match day {
        None => writer.byte(1),
        Some(day) => {
            let days = i64::from(day.days());
            // 0, -1, 1, -2 … as 0, 1, 2, 3 …
            writer.number((days << 1 ^ days >> 63) as u64 + 2);
        }
    }
}

fn read_day(
    reader: &mut Reader<'_>,
    previous: &mut Option<Date>,
) -> Result<Option<Date>, DecodeError> {
    match reader.number()? {
        0 => {}
        1 => *previous = None,
        number => {
            let number = number - 2;
            let days = (number >> 1) as i64 ^ -((number & 1) as i64);
            let date = i32::try_from(days).ok().and_then(Date::from_days);
            *previous = Some(date.ok_or(reader.error("a day outside the years 1 to 9999"))?);
        }
    }
    Ok(*previous)
}

fn pattern(writer: &mut Writer, pattern: IntakePattern) {
    match pattern {
        IntakePattern::Alternate { take, rest } => {
            writer.byte(0);
            writer.byte(take);
            writer.byte(rest);
        }
        IntakePattern::Weekdays(bits) => {
            writer.byte(1);
            writer.byte(bits);
        }
        IntakePattern::DaysOfMonth(bits) => {
            writer.byte(2);
            writer.number(bits.into());
        }
        IntakePattern::TimesAWeek(times) => {
            writer.byte(3);
            writer.byte(times);
        }
    }
}

fn read_pattern(reader: &mut Reader<'_>) -> Result<IntakePattern, DecodeError> {
    Ok(match reader.byte()? {
        0 => IntakePattern::Alternate { take: reader.byte()?, rest: reader.byte()? },
        1 => IntakePattern::Weekdays(reader.byte()?),
        2 => IntakePattern::DaysOfMonth(reader.small()?),
        3 => IntakePattern::TimesAWeek(reader.byte()?),
        _ => return Err(reader.error("a pattern of days that is not known")),
    })
}
