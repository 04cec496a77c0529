//! A date of which the day may be unknown.

use super::{Date, Era, parse_written};
use std::fmt;

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
        Date::new(self.year.into(), self.month?, self.day?)
    }

    /// The form of the records: `YYYYMMDD`, `YYYYMM` or `YYYY`.
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
        let hyphens: &[usize] = match text.len() {
            4 => &[],
            7 => &[4],
            10 => &[4, 7],
            _ => return None,
        };
        let in_place = |(place, byte): (usize, u8)| (byte == b'-') == hyphens.contains(&place);
        if !text.bytes().enumerate().all(in_place) {
            return None;
        }
        let compact: String = text.chars().filter(|c| *c != '-').collect();
        parse_written(&compact, Era::None, true).ok().map(|parsed| parsed.date)
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        let (year, month, day) = date.civil();
        // Years are 1 to 9999.
        Self { year: u16::try_from(year).unwrap_or(0), month: Some(month), day: Some(day) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.write("-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_fhir_are_read_and_no_others() {
        for text in ["1960-06-06", "1960-06", "1960"] {
            assert_eq!(PartialDate::from_iso(text).unwrap().to_string(), text);
        }
        for text in ["196-0606", "1960-0606-", "1960606", "1960-13", "", "----"] {
            assert_eq!(PartialDate::from_iso(text), None, "{text}");
        }
    }
}
