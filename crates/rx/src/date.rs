//! Calendar dates as the records write them.

use std::fmt;

/// A day of the Gregorian calendar. No time zone: a date written in Japan (UTC+9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if the calendar has it; years 1800 to 2999.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1 {
            return None;
        }
        if day > days_in_month(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The year of the Christian era (西暦).
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// From `YYYYMMDD`.
    pub fn from_compact(text: &str) -> Option<Self> {
        let number = number(text.as_bytes())?;
        if text.len() != 8 {
            return None;
        }
        Self::new((number / 10_000) as u16, (number / 100 % 100) as u8, (number % 100) as u8)
    }

    /// From `YYYY-MM-DD`, the FHIR form.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let part = |text: &str| number(text.as_bytes());
        Self::new(part(year)? as u16, part(month)? as u8, part(day)? as u8)
    }

    /// The canonical form of the records, `YYYYMMDD`.
    pub fn compact(self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month, self.day)
    }

    /// Days since 0000-03-01; only differences mean anything.
    pub const fn day_number(self) -> i32 {
        let (year, month) = if self.month <= 2 {
            (self.year as i32 - 1, self.month as i32 + 9)
        } else {
            (self.year as i32, self.month as i32 - 3)
        };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + self.day as i32
    }

    /// The whole years from birth to another day.
    pub fn age_on(self, day: Self) -> i32 {
        let years = i32::from(day.year) - i32::from(self.year);
        years - i32::from((day.month, day.day) < (self.month, self.day))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A date of which the day, or month and day, may be unknown (生年月日 in JAHIS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year of the Christian era.
    pub year: u16,
    /// The month, where known.
    pub month: Option<u8>,
    /// The day, where known; never without a month.
    pub day: Option<u8>,
}

impl PartialDate {
    /// The day, if all of it is known.
    pub fn full(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?)
    }

    /// The canonical form: `YYYYMMDD`, `YYYYMM` or `YYYY`.
    pub fn compact(self) -> String {
        self.write("")
    }

    fn write(self, separator: &str) -> String {
        match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{:04}{separator}{m:02}{separator}{d:02}", self.year),
            (Some(m), None) => format!("{:04}{separator}{m:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }

    /// From the FHIR forms `YYYY-MM-DD`, `YYYY-MM` and `YYYY`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let compact: String = text.chars().filter(|c| *c != '-').collect();
        let right_length = matches!(text.len(), 4 | 7 | 10);
        right_length.then(|| parse(&compact, Era::None, true).ok()).flatten().map(|d| d.date)
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year, month: Some(date.month), day: Some(date.day) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.write("-"))
    }
}

/// How a field may write the Japanese era (元号).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// Not at all: 西暦 only (SJ1, CJ1).
    None,
    /// As a digit: 1 明治 to 5 令和 (JAHIS).
    Digit,
    /// As a letter: M T S H R (JAHISTC).
    Letter,
}

/// A date as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedDate {
    /// The date.
    pub date: PartialDate,
    /// It was written with an era.
    pub japanese: bool,
    /// The era had not begun or was over on that day (平成31年5月1日).
    pub outside_era: bool,
}

/// Why text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// The calendar has no such day, or it is no date at all.
    Invalid,
    /// It is a date with an era, which this format does not allow.
    EraNotAllowed,
}

/// First and last day of the eras; the day of a change belongs to both where the emperor died.
const ERAS: [(u16, u32, u32); 5] = [
    (1867, 18680125, 19120730),
    (1911, 19120730, 19261225),
    (1925, 19261225, 19890107),
    (1988, 19890108, 20190430),
    (2018, 20190501, 99991231),
];

/// Reads `YYYYMMDD` and, as far as allowed, the form with an era and the forms without day or
/// without month and day.
///
/// # Errors
/// If there is no such day, or if an era is written where none is allowed.
pub fn parse(text: &str, era: Era, partial: bool) -> Result<ParsedDate, DateError> {
    let bytes = text.as_bytes();
    let (first, rest) = bytes.split_first().ok_or(DateError::Invalid)?;
    let era_index = match first {
        b'1'..=b'5' if bytes.len() % 2 == 1 => Some(usize::from(first - b'1')),
        b'M' | b'T' | b'S' | b'H' | b'R' => b"MTSHR".iter().position(|letter| letter == first),
        _ => None,
    };
    let (year, tail, japanese) = match era_index.and_then(|index| ERAS.get(index)) {
        Some(era_row) => {
            let (year, tail) = rest.split_at_checked(2).ok_or(DateError::Invalid)?;
            let year = number(year).filter(|y| *y >= 1).ok_or(DateError::Invalid)?;
            (u32::from(era_row.0) + year, tail, Some(*era_row))
        }
        None => {
            let (year, tail) = bytes.split_at_checked(4).ok_or(DateError::Invalid)?;
            (number(year).ok_or(DateError::Invalid)?, tail, None)
        }
    };
    let year = u16::try_from(year).map_err(|_| DateError::Invalid)?;
    let date = civil(year, tail, partial).ok_or(DateError::Invalid)?;
    let written = if first.is_ascii_digit() { Era::Digit } else { Era::Letter };
    if japanese.is_some() && written != era {
        return Err(DateError::EraNotAllowed);
    }
    let outside_era = japanese.is_some_and(|(_, begin, end)| !within(date, begin, end));
    Ok(ParsedDate { date, japanese: japanese.is_some(), outside_era })
}

/// Year, then `MMDD`, `MM` or nothing.
fn civil(year: u16, tail: &[u8], partial: bool) -> Option<PartialDate> {
    let part = |bytes: &[u8]| number(bytes).map(|n| n as u8);
    let (month, day) = match tail.len() {
        4 => {
            let (month, day) = tail.split_at(2);
            (Some(part(month)?), Some(part(day)?))
        }
        2 if partial => (Some(part(tail)?), None),
        0 if partial => (None, None),
        _ => return None,
    };
    // A whole day is made of the known parts so that an impossible month is caught, too.
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1))?;
    Some(PartialDate { year, month, day })
}

/// Whether some day of the date lies in the era.
fn within(date: PartialDate, begin: u32, end: u32) -> bool {
    let number = |month: u8, day: u8| {
        u32::from(date.year) * 10_000 + u32::from(month) * 100 + u32::from(day)
    };
    let earliest = number(date.month.unwrap_or(1), date.day.unwrap_or(1));
    let latest = number(date.month.unwrap_or(12), date.day.unwrap_or(31));
    latest >= begin && earliest <= end
}

const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// A number of at most eight ASCII digits.
fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, era: Era) -> String {
        parse(text, era, true).map_or_else(|e| format!("{e:?}"), |d| d.date.to_string())
    }

    #[test]
    fn the_forms_of_jahis_are_told_apart_by_their_length() {
        // 昭和35年 = 1925 + 35 = 1960.
        for (text, date) in [
            ("19600606", "1960-06-06"),
            ("3350606", "1960-06-06"),
            ("196006", "1960-06"),
            ("33506", "1960-06"),
            ("1960", "1960"),
            ("335", "1960"),
            ("4160119", "2004-01-19"),
        ] {
            assert_eq!(shown(text, Era::Digit), date, "{text}");
        }
        assert_eq!(shown("3350606", Era::None), "EraNotAllowed");
        assert_eq!(shown("R020406", Era::Letter), "2020-04-06");
        assert_eq!(shown("R020406", Era::Digit), "EraNotAllowed");
        assert_eq!(shown("20230229", Era::Digit), "Invalid");
        assert_eq!(shown("20240229", Era::Digit), "2024-02-29");
        assert_eq!(shown("R00101", Era::Letter), "Invalid");
        assert_eq!(shown("２０２３", Era::Letter), "Invalid");
    }

    #[test]
    fn a_day_after_the_end_of_its_era_is_converted_and_marked() {
        let parsed = parse("4310501", Era::Digit, false).unwrap();
        assert_eq!(parsed.date.full(), Date::new(2019, 5, 1));
        assert!(parsed.outside_era);
        assert!(!parse("4310430", Era::Digit, false).unwrap().outside_era);
        // 1989-01-07 is 昭和64年1月7日; the change day of 1912 belongs to both eras.
        assert!(!parse("3640107", Era::Digit, false).unwrap().outside_era);
        assert!(parse("3640108", Era::Digit, false).unwrap().outside_era);
        assert!(!parse("2010730", Era::Digit, false).unwrap().outside_era);
    }

    #[test]
    fn day_numbers_count_leap_days() {
        let day = |y, m, d| Date::new(y, m, d).unwrap().day_number();
        assert_eq!(day(2024, 3, 1) - day(2024, 2, 28), 2);
        assert_eq!(day(2023, 3, 1) - day(2023, 2, 28), 1);
        assert_eq!(day(2023, 1, 1) - day(2022, 12, 31), 1);
        assert_eq!(Date::new(2000, 5, 2).unwrap().age_on(Date::new(2020, 5, 1).unwrap()), 19);
    }
}
