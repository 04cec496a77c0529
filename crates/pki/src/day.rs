//! A day, as policies and published lists have it.

use shohosen_report::Time;
use std::fmt;
use std::str::FromStr;

/// A day in Japan: from midnight to midnight, Japan Standard Time. Lists and policies of this field are
/// published in Japan, and name days and not moments.
///
/// ```
/// use shohosen_pki::JapanDay;
/// use shohosen_report::Time;
/// let day: JapanDay = "2030-12-31".parse()?;
/// assert!(!day.is_over(Time::parse_rfc3339("2030-12-31T14:59:59Z")?));
/// assert!(day.is_over(Time::parse_rfc3339("2030-12-31T15:00:00Z")?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JapanDay(Time);

/// Text that is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a day: YYYY-MM-DD")]
pub struct ParseDayError;

/// Seconds of a day; Japan has no summer time.
const SECONDS: i64 = 24 * 60 * 60;

impl JapanDay {
    /// Whether it has begun.
    pub fn has_begun(self, at: Time) -> bool {
        self.0 <= at
    }

    /// Whether it is over.
    pub const fn is_over(self, at: Time) -> bool {
        at.unix() >= self.0.unix() + SECONDS
    }
}

impl FromStr for JapanDay {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        // Nothing but the ten characters of a date.
        if text.len() != 10 {
            return Err(ParseDayError);
        }
        let start = Time::parse_rfc3339(&format!("{text}T00:00:00+09:00"));
        start.map(Self).map_err(|_| ParseDayError)
    }
}

impl fmt::Display for JapanDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.in_japan().to_string();
        f.pad(text.get(..10).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_it_is_read_and_nothing_else_is_one() {
        for text in ["2023-02-16", "2028-02-29", "0001-01-01"] {
            assert_eq!(text.parse::<JapanDay>().unwrap().to_string(), text);
        }
        for text in ["2023-2-16", "2023-02-29", "20230216", "2023-02-16Z", "", "2023/02/16"] {
            assert_eq!(text.parse::<JapanDay>(), Err(ParseDayError), "{text}");
        }
    }

    #[test]
    fn a_day_begins_and_ends_at_midnight_in_japan() {
        let day: JapanDay = "2023-02-16".parse().unwrap();
        let at = |text: &str| Time::parse_rfc3339(text).unwrap();
        // Midnight in Japan is 15:00 UTC of the day before.
        assert!(!day.has_begun(at("2023-02-15T14:59:59.999Z")));
        assert!(day.has_begun(at("2023-02-15T15:00:00Z")));
        assert!(!day.is_over(at("2023-02-16T14:59:59.999Z")));
        assert!(day.is_over(at("2023-02-16T15:00:00Z")));
    }
}
