//! A moment in UTC.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// A moment in UTC, to the nanosecond. Printed as RFC 3339 with `Z` and only as many digits of
/// fraction as needed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    seconds: i64,
    nanos: u32,
}

/// The earliest and latest second that [`Time`] holds: the years 0000 and 9999, as RFC 3339 and
/// GeneralizedTime have them.
const SECONDS: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

impl Time {
    /// From seconds since 1970-01-01T00:00:00Z; `None` outside the years 0000 to 9999.
    pub const fn from_unix(seconds: i64) -> Option<Self> {
        Self::from_unix_nanos(seconds, 0)
    }

    /// From seconds since 1970-01-01T00:00:00Z and nanoseconds after that second.
    pub const fn from_unix_nanos(seconds: i64, nanos: u32) -> Option<Self> {
        if seconds < *SECONDS.start() || seconds > *SECONDS.end() || nanos > 999_999_999 {
            return None;
        }
        Some(Self { seconds, nanos })
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    pub const fn unix(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after [`unix`](Self::unix).
    pub const fn subsecond_nanos(self) -> u32 {
        self.nanos
    }

    /// From a UTC calendar date and time of day; `None` if there is no such moment (a leap
    /// second is refused).
    pub fn from_civil(
        (year, month, day): (i32, u8, u8),
        (hour, minute, second): (u8, u8, u8),
        nanos: u32,
    ) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        let date = time::Date::from_calendar_date(year, month, day).ok()?;
        let time = time::Time::from_hms_nano(hour, minute, second, nanos).ok()?;
        let moment = time::PrimitiveDateTime::new(date, time).assume_utc();
        Self::from_unix_nanos(moment.unix_timestamp(), nanos)
    }

    /// From RFC 3339 text with any offset, such as `2023-01-01T00:00:00Z` or
    /// `2022-09-07T17:08:01+09:00`.
    ///
    /// # Errors
    /// If the text is not RFC 3339 or the moment is outside the years 0000 to 9999.
    pub fn parse_rfc3339(text: &str) -> Result<Self, ParseTimeError> {
        let error = || ParseTimeError { text: crate::excerpt(text, 64).to_owned() };
        let moment = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| error())?;
        let moment = moment.to_offset(UtcOffset::UTC);
        Self::from_unix_nanos(moment.unix_timestamp(), moment.nanosecond()).ok_or_else(error)
    }
}

/// A moment as people read it: date and time of day in Japan, with the zone named.
///
/// Prescriptions, certificates and revocation lists of this field all come from Japan, so that one
/// zone serves the readers of both languages. Programs read [`Time`] itself, which is UTC.
///
/// ```
/// use shohosen_report::Time;
/// let time = Time::parse_rfc3339("2026-11-30T00:00:00Z")?;
/// assert_eq!(time.in_japan().to_string(), "2026-11-30 09:00:00 JST");
/// # Ok::<(), shohosen_report::ParseTimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JapanTime(Time);

/// Japan is nine hours ahead of UTC and knows no summer time (since 1952).
const JAPAN_AHEAD: i64 = 9 * 60 * 60;

impl Time {
    /// As people read it: `2026-11-30 09:00:00 JST`.
    pub const fn in_japan(self) -> JapanTime {
        JapanTime(self)
    }

    /// Date and time of day with `separator` between them, without zone.
    fn write_civil(self, f: &mut fmt::Formatter<'_>, separator: u8) -> fmt::Result {
        let moment = OffsetDateTime::from_unix_timestamp(self.seconds).map_err(|_| fmt::Error)?;
        let (year, month, day) = moment.to_calendar_date();
        let (hour, minute, second) = moment.to_hms();
        let mut text = *b"0000-00-00T00:00:00";
        // Of two digits each: the years are those of `SECONDS`.
        let (century, year) = ((year / 100) as u8, (year % 100) as u8);
        let numbers = [century, year, month.into(), day, hour, minute, second];
        for (at, number) in [0, 2, 5, 8, 11, 14, 17].into_iter().zip(numbers) {
            if let Some(digits) = text.get_mut(at..at + 2) {
                digits.copy_from_slice(&[b'0' + number / 10, b'0' + number % 10]);
            }
        }
        if let Some(between) = text.get_mut(10) {
            *between = separator;
        }
        // ASCII always is UTF-8.
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())?;
        if self.nanos == 0 {
            return Ok(());
        }
        let digits = format!("{:09}", self.nanos);
        write!(f, ".{}", digits.trim_end_matches('0'))
    }
}

impl fmt::Display for JapanTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The last nine hours of the year 9999 have no date in Japan that can be written.
        let (time, zone) = match Time::from_unix_nanos(self.0.seconds + JAPAN_AHEAD, self.0.nanos) {
            Some(time) => (time, " JST"),
            None => (self.0, " UTC"),
        };
        time.write_civil(f, b' ')?;
        f.write_str(zone)
    }
}

/// Text that is not an RFC 3339 moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseTimeError {
    text: String,
}

impl fmt::Display for ParseTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an RFC 3339 time (expected 2023-01-01T00:00:00Z): {:?}", self.text)
    }
}

impl std::error::Error for ParseTimeError {}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_civil(f, b'T')?;
        f.write_str("Z")
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_rfc3339(&text).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_3339_round_trips_with_fraction_and_offset() {
        let time = Time::parse_rfc3339("2022-09-07T17:18:25.197+09:00").unwrap();
        assert_eq!(time.to_string(), "2022-09-07T08:18:25.197Z");
        // date -u -d 2022-09-07T08:18:25Z +%s
        assert_eq!(time.unix(), 1_662_538_705);
        assert_eq!(Time::from_civil((2022, 9, 7), (8, 18, 25), 197_000_000), Some(time));
        assert_eq!(Time::from_unix(0).unwrap().to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Time::from_unix(253_402_300_800), None);
        assert_eq!(Time::from_unix(253_402_300_799).unwrap().to_string(), "9999-12-31T23:59:59Z");
        assert_eq!(Time::from_unix(-62_167_219_200).unwrap().to_string(), "0000-01-01T00:00:00Z");
        assert!(Time::parse_rfc3339("2022-13-07").is_err());
    }

    #[test]
    fn people_read_the_time_of_day_in_japan() {
        let read = |text| Time::parse_rfc3339(text).unwrap().in_japan().to_string();
        assert_eq!(read("2026-11-30T00:00:00Z"), "2026-11-30 09:00:00 JST");
        // The next day, month and year in Japan.
        assert_eq!(read("2026-12-31T15:00:00Z"), "2027-01-01 00:00:00 JST");
        assert_eq!(read("2026-12-31T14:59:59.5Z"), "2026-12-31 23:59:59.5 JST");
        assert_eq!(read("2022-09-07T17:08:01+09:00"), "2022-09-07 17:08:01 JST");
        assert_eq!(read("9999-12-31T23:59:59Z"), "9999-12-31 23:59:59 UTC");
    }
}
