//! A calendar day, and the ways in which days are written.

mod instant;
mod partial;
mod written;

pub use instant::{DayInJapan, InstantZone};
pub use partial::PartialDate;
pub use written::{Era, ParsedDate, WrittenDateError, parse_written};

use crate::digits::{ascii, digits};
use crate::excerpt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A day of the Gregorian calendar, without time zone: all dates of Japanese prescriptions are
/// days in Japan. Years 1 to 9999.
///
/// ```
/// use shohosen_terms::Date;
///
/// let day = Date::parse("2026-11-22")?;
/// assert_eq!(day, Date::parse("20261122")?);
/// assert_eq!(day.plus_days(9).to_string(), "2026-12-01");
/// assert_eq!((day.year(), day.month(), day.day()), (2026, 11, 22));
/// # Ok::<(), shohosen_terms::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Days from 0000-03-01 to 1970-01-01.
const MARCH_OF_YEAR_0: i32 = 719_468;
/// Days from 1970-01-01 of the first and last day of the years 1 to 9999.
const RANGE: std::ops::RangeInclusive<i32> = -719_162..=2_932_896;

impl Date {
    /// From year, month (1–12) and day (1–31); `None` if there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let possible =
            (1..=9999).contains(&year) && (1..=days_in_month(year, month)).contains(&day);
        if !possible {
            return None;
        }
        // Years that begin on 1 March, as in `civil`.
        let (month, day) = (i32::from(month), i32::from(day));
        let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
        let days =
            year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
        Self::from_days(days - MARCH_OF_YEAR_0)
    }

    /// From days since 1970-01-01; `None` outside the years 1 to 9999.
    pub fn from_days(days: i32) -> Option<Self> {
        RANGE.contains(&days).then_some(Self(days))
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// From `YYYYMMDD`, as records have it.
    pub fn from_compact(text: &str) -> Option<Self> {
        if text.len() == 8 { Self::parse(text).ok() } else { None }
    }

    /// From `YYYY-MM-DD`, as FHIR has it.
    pub fn from_iso(text: &str) -> Option<Self> {
        if text.len() == 10 { Self::parse(text).ok() } else { None }
    }

    /// From `YYYYMMDD` or `YYYY-MM-DD`.
    ///
    /// # Errors
    /// If the text is neither, or there is no such day.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let error = || DateError { text: excerpt(text, 32).to_owned() };
        let bytes = text.as_bytes();
        let digits: [u8; 8] = match bytes.len() {
            8 => bytes.try_into().map_err(|_| error())?,
            10 => match bytes {
                [a, b, c, d, b'-', e, f, b'-', g, h] => [*a, *b, *c, *d, *e, *f, *g, *h],
                _ => return Err(error()),
            },
            _ => return Err(error()),
        };
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(error());
        }
        let number = digits.iter().fold(0i32, |n, d| n * 10 + i32::from(d - b'0'));
        let (month, day) = (number / 100 % 100, number % 100);
        let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day)) else {
            return Err(error());
        };
        Self::new(number / 10_000, month, day).ok_or_else(error)
    }

    /// So many days later (earlier if negative); the first or last day there is, beyond it.
    #[must_use]
    #[inline]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(*RANGE.start(), *RANGE.end()))
    }

    /// Year, month, day.
    pub fn civil(self) -> (i32, u8, u8) {
        // Years that begin on 1 March, so that the leap day is the last of its year, in eras of 400
        // years, of 146,097 days each; counted from 1 March 0000.
        let days = self.0 + MARCH_OF_YEAR_0;
        let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        // A fourth, a hundredth and a four-hundredth of the years have 1,460 days before them, ….
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        // From March on, five months have 153 days.
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let small = |number| u8::try_from(number).unwrap_or(1);
        (era * 400 + year + next, small(month), small(day))
    }

    /// The year of the Christian era (西暦).
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.civil().1
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.civil().2
    }

    /// The whole years from birth to another day.
    pub fn age_on(self, day: Self) -> i32 {
        let (born, month, of_month) = self.civil();
        let (year, this_month, this_day) = day.civil();
        year - born - i32::from((this_month, this_day) < (month, of_month))
    }

    /// The first day of the month after this one.
    #[must_use]
    pub fn first_of_next_month(self) -> Self {
        let (year, month, _) = self.civil();
        let (year, month) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
        Self::new(year, month, 1).unwrap_or(self)
    }

    /// The same day of the next year; 1 March for 29 February.
    #[must_use]
    pub fn next_year(self) -> Self {
        let (year, month, day) = self.civil();
        Self::new(year + 1, month, day).or_else(|| Self::new(year + 1, 3, 1)).unwrap_or(self)
    }

    /// 0 Sunday … 6 Saturday.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((self.0 + 4).rem_euclid(7)).unwrap_or(0)
    }
}

/// Text that is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    text: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date (expected 20261122 or 2026-11-22): {:?}", self.text)
    }
}

impl std::error::Error for DateError {}

const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl Date {
    /// `YYYYMMDD`, the form of the records.
    pub fn compact(self) -> String {
        let [a, b, c, d, _, e, f, _, g, h] = self.iso_octets();
        ascii(&[a, b, c, d, e, f, g, h]).to_owned()
    }

    /// `YYYY-MM-DD`, as [`Display`](fmt::Display) has it, without the machinery of formatting.
    pub fn iso(self) -> String {
        ascii(&self.iso_octets()).to_owned()
    }

    /// `YYYY-MM-DD` in ASCII.
    pub fn iso_octets(self) -> [u8; 10] {
        let (year, month, day) = self.civil();
        let [a, b, c, d] = digits(year.unsigned_abs());
        let [e, f] = digits(month.into());
        let [g, h] = digits(day.into());
        [a, b, c, d, b'-', e, f, b'-', g, h]
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ascii(&self.iso_octets()))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.iso()
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn every_day_is_the_one_that_the_calendar_of_the_time_crate_has() {
        // Julian day of 1970-01-01.
        const EPOCH: i32 = 2_440_588;
        for days in RANGE {
            let date = time::Date::from_julian_day(days + EPOCH).unwrap();
            let expected = (date.year(), u8::from(date.month()), date.day());
            assert_eq!(Date(days).civil(), expected);
            let (year, month, day) = expected;
            assert_eq!(Date::new(year, month, day), Some(Date(days)));
        }
        for (year, month) in
            [(1, 1), (1900, 2), (2000, 2), (2023, 2), (2024, 2), (2026, 4), (9999, 12)]
        {
            let length = time::Month::try_from(month).unwrap().length(year);
            assert!(Date::new(year, month, length).is_some());
            assert_eq!(Date::new(year, month, length + 1), None);
        }
        for (year, month, day) in
            [(0, 1, 1), (10_000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0)]
        {
            assert_eq!(Date::new(year, month, day), None);
        }
    }

    #[test]
    fn an_age_is_counted_in_birthdays() {
        let age = |day_of| Date::new(2000, 5, 2).unwrap().age_on(day(day_of));
        assert_eq!((age("2020-05-01"), age("2020-05-02")), (19, 20));
        assert_eq!(day("2026-11-22").compact(), "20261122");
    }

    #[test]
    fn dates_follow_the_calendar() {
        // `date -u -d 2026-11-22 +%s` is 1795305600; divided by 86400: 20779.
        assert_eq!(day("2026-11-22").days(), 20_779);
        assert_eq!(day("20261122"), day("2026-11-22"));
        // `date -d 2026-11-22 +%w` is 0: a Sunday.
        assert_eq!(day("2026-11-22").weekday(), 0);
        assert_eq!(day("2024-02-28").plus_days(1).to_string(), "2024-02-29");
        assert_eq!(day("2024-02-29").next_year(), day("2025-03-01"));
        assert_eq!(day("2026-12-31").first_of_next_month(), day("2027-01-01"));
        for text in ["2026-02-30", "2026/11/22", "2026112", "００００００００", "00000000", ""]
        {
            assert!(Date::parse(text).is_err(), "{text}");
        }
        assert_eq!(Date::new(9999, 12, 31).unwrap().plus_days(1).to_string(), "9999-12-31");
    }
}
