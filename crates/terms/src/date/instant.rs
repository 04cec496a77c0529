//! Instants become days: the check works with calendar days of Japan (duplicate-check.md §7.2).

use super::Date;

/// Seconds by which clocks in Japan are ahead of UTC; no summer time.
const JAPAN: i64 = 9 * 3600;
const DAY: i64 = 86_400;

/// The day in Japan (Asia/Tokyo) of a date or an instant as FHIR writes them.
///
/// ```
/// use shohosen_terms::{Date, DayInJapan, InstantZone};
///
/// // Half past midnight in Japan: the day after that of UTC.
/// let read = DayInJapan::parse("2026-11-07T15:30:00Z").expect("an instant");
/// assert_eq!(Some(read.day), Date::new(2026, 11, 8));
/// assert_eq!((read.zone, read.converted), (InstantZone::Stated, true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayInJapan {
    /// The day.
    pub day: Date,
    /// What the text says of its time zone.
    pub zone: InstantZone,
    /// The day is another one than the text begins with.
    pub converted: bool,
}

/// What an instant says of its time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstantZone {
    /// It is a date without a time: taken as it stands.
    DateOnly,
    /// A time without an offset, which FHIR does not allow: taken as Japanese time.
    NotStated,
    /// A time with an offset or Z.
    Stated,
}

impl DayInJapan {
    /// Reads `YYYY-MM-DD` and `YYYY-MM-DDThh:mm[:ss[.fff]][Z|±hh:mm]` (FHIR R4 `date`,
    /// `dateTime`, `instant`); `None` for anything else, dates without a day among it.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let written = Date::from_iso(date)?;
        if rest.is_empty() {
            return Some(Self { day: written, zone: InstantZone::DateOnly, converted: false });
        }
        let rest = rest.strip_prefix(['T', 't'])?;
        let (time, offset) = match rest.find(['Z', 'z', '+', '-']) {
            Some(place) => rest.split_at(place),
            None => (rest, ""),
        };
        let seconds = time_of_day(time)?;
        let (offset, zone) = match offset {
            "" => (JAPAN, InstantZone::NotStated),
            "Z" | "z" => (0, InstantZone::Stated),
            offset => (offset_seconds(offset)?, InstantZone::Stated),
        };
        let day = Date::in_japan(i64::from(written.days()) * DAY + seconds - offset)?;
        Some(Self { day, zone, converted: day != written })
    }
}

impl Date {
    /// The day that it is in Japan so many seconds after 1970-01-01T00:00:00Z; `None` outside the
    /// years 1 to 9999.
    pub fn in_japan(unix_seconds: i64) -> Option<Self> {
        let days = unix_seconds.checked_add(JAPAN)?.div_euclid(DAY);
        Self::from_days(i32::try_from(days).ok()?)
    }
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff` in seconds; a leap second counts as the one before it.
fn time_of_day(text: &str) -> Option<i64> {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = clock.split(':');
    let hours = two_digits(parts.next()?, 23)?;
    let minutes = two_digits(parts.next()?, 59)?;
    let seconds = match parts.next() {
        Some(seconds) => Some(two_digits(seconds, 60)?),
        None => None,
    };
    if parts.next().is_some() || fraction.is_some_and(|f| !digits(f) || seconds.is_none()) {
        return None;
    }
    Some(hours * 3600 + minutes * 60 + seconds.unwrap_or(0).min(59))
}

/// `±hh:mm`, at most 14 hours, in seconds.
fn offset_seconds(text: &str) -> Option<i64> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    Some(sign * (two_digits(hours, 14)? * 3600 + two_digits(minutes, 59)? * 60))
}

fn two_digits(text: &str, most: i64) -> Option<i64> {
    let [tens, ones] = text.as_bytes() else { return None };
    if !tens.is_ascii_digit() || !ones.is_ascii_digit() {
        return None;
    }
    let number = i64::from(tens - b'0') * 10 + i64::from(ones - b'0');
    (number <= most).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        DayInJapan::parse(text).map_or_else(|| "none".into(), |read| read.day.to_string())
    }

    // 15:00 UTC is midnight in Japan.
    #[test]
    fn the_day_is_that_of_japan() {
        for (text, expected) in [
            ("2026-11-08T14:59:59Z", "2026-11-08"),
            ("2026-11-08T15:00:00Z", "2026-11-09"),
            ("2026-11-08T23:59:59+09:00", "2026-11-08"),
            ("2026-11-08T00:00:00+09:00", "2026-11-08"),
            ("2026-11-08T10:00:00-05:00", "2026-11-09"),
            ("2026-11-08T00:30:00+14:00", "2026-11-07"),
            ("2026-12-31T15:00:00.000Z", "2027-01-01"),
            ("2026-11-08T23:00", "2026-11-08"),
            ("2026-11-08T14:59:60Z", "2026-11-08"),
            ("2026-11-08", "2026-11-08"),
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        assert_eq!(DayInJapan::parse("2026-11-08T23:00").unwrap().zone, InstantZone::NotStated);
        assert!(!DayInJapan::parse("2026-11-08T14:59:59Z").unwrap().converted);
        // 1970-01-01T14:59:59Z is 54 000 − 1 seconds.
        assert_eq!(Date::in_japan(53_999), Date::new(1970, 1, 1));
        assert_eq!(Date::in_japan(54_000), Date::new(1970, 1, 2));
        assert_eq!(Date::in_japan(i64::MAX), None);
    }

    #[test]
    fn what_is_no_instant_is_not_read() {
        for text in [
            "2026-11",
            "2026",
            "2026-11-08T",
            "2026-11-08 10:00",
            "2026-11-08T24:00:00Z",
            "2026-11-08T10:60:00Z",
            "2026-11-08T10:00:00+9",
            "2026-11-08T10:00:00+15:00",
            "2026-02-30T10:00:00Z",
            "2026-11-08T1:00:00Z",
            "2026-11-08T10:00.5Z",
            "２０２６-11-08",
        ] {
            assert_eq!(day(text), "none", "{text}");
        }
    }
}
