//! A calendar day.

use crate::digits::{ascii, digits};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use shohosen_report::{Value, excerpt};
use std::fmt;

/// A day of the Gregorian calendar, without time zone: all dates of Japanese prescriptions are
/// days in Japan. Years 1 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Julian day of 1970-01-01.
const EPOCH: i32 = 2_440_588;
/// Days from 1970-01-01 of the first and last day of the years 1 to 9999.
const RANGE: std::ops::RangeInclusive<i32> = -719_162..=2_932_896;

impl Date {
    /// From year, month (1–12) and day (1–31); `None` if there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        let date = time::Date::from_calendar_date(year, month, day).ok()?;
        Self::from_days(date.to_julian_day() - EPOCH)
    }

    /// From days since 1970-01-01; `None` outside the years 1 to 9999.
    pub fn from_days(days: i32) -> Option<Self> {
        RANGE.contains(&days).then_some(Self(days))
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
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
        // years, of 146,097 days each; counted from 1 March 0000, 719,468 days before 1970.
        let days = self.0 + 719_468;
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

impl Date {
    /// `YYYY-MM-DD`.
    pub(crate) fn ascii(self) -> [u8; 10] {
        let (year, month, day) = self.civil();
        let [a, b, c, d] = digits(year.unsigned_abs());
        let [e, f] = digits(month.into());
        let [g, h] = digits(day.into());
        [a, b, c, d, b'-', e, f, b'-', g, h]
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ascii(&self.ascii()))
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::from(ascii(&date.ascii()).to_owned())
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
        for days in RANGE {
            let date = time::Date::from_julian_day(days + EPOCH).unwrap();
            let expected = (date.year(), u8::from(date.month()), date.day());
            assert_eq!(Date(days).civil(), expected);
        }
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
