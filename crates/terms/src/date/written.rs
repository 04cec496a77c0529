//! Dates as records write them: of the Christian era (西暦) or with a Japanese one (元号), whole or
//! in part.

use super::{Date, PartialDate};

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
pub enum WrittenDateError {
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

/// The years that a record can mean.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2999;

/// Reads `YYYYMMDD` and, as far as allowed, the form with an era and the forms without day or
/// without month and day. Years 1800 to 2999.
///
/// ```
/// use shohosen_terms::{Era, parse_written};
///
/// // 昭和 35 年 is 1960.
/// let parsed = parse_written("3350606", Era::Digit, false).expect("a date");
/// assert_eq!(parsed.date.to_string(), "1960-06-06");
/// ```
///
/// # Errors
/// If there is no such day, or if an era is written where none is allowed.
pub fn parse_written(text: &str, era: Era, partial: bool) -> Result<ParsedDate, WrittenDateError> {
    let bytes = text.as_bytes();
    let (first, rest) = bytes.split_first().ok_or(WrittenDateError::Invalid)?;
    let era_index = match first {
        b'1'..=b'5' if bytes.len() % 2 == 1 => Some(usize::from(first - b'1')),
        b'M' | b'T' | b'S' | b'H' | b'R' => b"MTSHR".iter().position(|letter| letter == first),
        _ => None,
    };
    let (year, tail, japanese) = match era_index.and_then(|index| ERAS.get(index)) {
        Some(era_row) => {
            let (year, tail) = rest.split_at_checked(2).ok_or(WrittenDateError::Invalid)?;
            let year = number(year).filter(|y| *y >= 1).ok_or(WrittenDateError::Invalid)?;
            (u32::from(era_row.0) + year, tail, Some(*era_row))
        }
        None => {
            let (year, tail) = bytes.split_at_checked(4).ok_or(WrittenDateError::Invalid)?;
            (number(year).ok_or(WrittenDateError::Invalid)?, tail, None)
        }
    };
    let year = u16::try_from(year).map_err(|_| WrittenDateError::Invalid)?;
    let date = civil(year, tail, partial).ok_or(WrittenDateError::Invalid)?;
    let written = if first.is_ascii_digit() { Era::Digit } else { Era::Letter };
    if japanese.is_some() && written != era {
        return Err(WrittenDateError::EraNotAllowed);
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
    Date::new(year.into(), month.unwrap_or(1), day.unwrap_or(1))?;
    if !YEARS.contains(&year) {
        return None;
    }
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
        parse_written(text, era, true).map_or_else(|e| format!("{e:?}"), |d| d.date.to_string())
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
        let parsed = parse_written("4310501", Era::Digit, false).unwrap();
        assert_eq!(parsed.date.full(), Date::new(2019, 5, 1));
        assert!(parsed.outside_era);
        assert!(!parse_written("4310430", Era::Digit, false).unwrap().outside_era);
        // 1989-01-07 is 昭和64年1月7日; the change day of 1912 belongs to both eras.
        assert!(!parse_written("3640107", Era::Digit, false).unwrap().outside_era);
        assert!(parse_written("3640108", Era::Digit, false).unwrap().outside_era);
        assert!(!parse_written("2010730", Era::Digit, false).unwrap().outside_era);
    }
}
