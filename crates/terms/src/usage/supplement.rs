//! The 8-character supplement (用法補足) of a usage code, and the days on which a drug is taken.

use super::UsageCodeError;
use serde::{Deserialize, Serialize};

/// On which days a drug is taken; without one, every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakePattern {
    /// Taken `take` days, then not for `rest` days: 隔日 is 1 and 1.
    Alternate {
        /// Days with a dose.
        take: u8,
        /// Days without.
        rest: u8,
    },
    /// 曜日指定: bit 0 Sunday … bit 6 Saturday.
    Weekdays(u8),
    /// Days of the month: bit 1 the first … bit 31 the thirty-first.
    DaysOfMonth(u32),
    /// 週n回, the days not stated.
    TimesAWeek(u8),
}

/// A supplement of eight characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UsageSupplement([u8; 8]);

impl UsageSupplement {
    /// Reads eight digits and capital letters.
    ///
    /// # Errors
    /// If the text is anything else.
    pub fn parse(text: &str) -> Result<Self, UsageCodeError> {
        let bytes =
            <[u8; 8]>::try_from(text.as_bytes()).map_err(|_| UsageCodeError::new(text, 8))?;
        let allowed = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
        if bytes.iter().all(allowed) { Ok(Self(bytes)) } else { Err(UsageCodeError::new(text, 8)) }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// The days of intake, where it is about days (`I` 隔日, `W` 曜日, `D` 日付, `CW` 週n回).
    pub fn pattern(self) -> Option<IntakePattern> {
        match self.0 {
            [b'I', take, rest, ..] => {
                let (take, rest) = (digit(take)?, digit(rest)?);
                (take > 0 && rest > 0).then_some(IntakePattern::Alternate { take, rest })
            }
            [b'W', days @ ..] => {
                let mut bits = 0;
                for (place, day) in days.into_iter().enumerate() {
                    match day {
                        b'0' => {}
                        b'1' => bits |= 1 << place,
                        _ => return None,
                    }
                }
                (bits != 0).then_some(IntakePattern::Weekdays(bits))
            }
            [b'D', days @ ..] => {
                let mut bits = 0u32;
                for day in days {
                    // 0 fills; 1–9, then A for the tenth … V for the thirty-first.
                    let day = match day {
                        b'0' => continue,
                        b'1'..=b'9' => day - b'0',
                        b'A'..=b'V' => day - b'A' + 10,
                        _ => return None,
                    };
                    bits |= 1 << day;
                }
                (bits != 0).then_some(IntakePattern::DaysOfMonth(bits))
            }
            [b'C', b'W', times, ..] => {
                digit(times).filter(|n| (1..=7).contains(n)).map(IntakePattern::TimesAWeek)
            }
            _ => None,
        }
    }

    /// 不均等 (`V`): which dose of the day, and the amount's digit.
    pub fn uneven_dose(self) -> Option<(u8, u8)> {
        match self.0 {
            [b'V', dose, amount, ..] => Some((digit(dose)?, digit(amount)?)),
            _ => None,
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Option<IntakePattern> {
        UsageSupplement::parse(text).unwrap().pattern()
    }

    #[test]
    fn supplements_decode_to_the_days_they_name() {
        // 1日おき; 月曜と木曜 (Sunday first: bits 1 and 4); 10日と20日; 週2回.
        assert_eq!(pattern("I1100000"), Some(IntakePattern::Alternate { take: 1, rest: 1 }));
        assert_eq!(pattern("W0100100"), Some(IntakePattern::Weekdays(0b001_0010)));
        assert_eq!(pattern("D0AK0000"), Some(IntakePattern::DaysOfMonth(1 << 10 | 1 << 20)));
        assert_eq!(pattern("CW200000"), Some(IntakePattern::TimesAWeek(2)));
        assert_eq!(pattern("V12NNNNN"), None);
        assert_eq!(UsageSupplement::parse("V12NNNNN").unwrap().uneven_dose(), Some((1, 2)));
        assert_eq!(pattern("W0000000"), None);
        assert!(UsageSupplement::parse("I110000").is_err());
    }
}
