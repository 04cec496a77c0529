//! Limits and conditions as a row states them: none, one that can be computed, or one that cannot.

use shohosen_terms::Sex;

/// A number that a row states as a limit. A sentinel is *none*, never a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// At most so much; amounts in hundred-thousandths.
    Most(u64),
    /// What stands there cannot be computed.
    Unclear,
    /// No limit.
    None,
}

/// The decimal places of amounts in the tables.
pub(crate) const SCALE: u64 = 100_000;

/// An amount in hundred-thousandths: up to nine digits before and five after the point; more places
/// only if they are zeros.
pub(crate) fn amount(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let kept = part.get(..part.len().min(5))?;
    let beyond = part.get(kept.len()..)?;
    if whole.is_empty() || whole.len() > 9 || !digits(whole) || !digits(part) {
        return None;
    }
    if !beyond.bytes().all(|byte| byte == b'0') {
        return None;
    }
    let places = 5_u32.saturating_sub(u32::try_from(kept.len()).ok()?);
    let part: u64 = if kept.is_empty() { 0 } else { kept.parse().ok()? };
    Some(whole.parse::<u64>().ok()? * SCALE + part * 10_u64.pow(places))
}

/// An amount in hundred-thousandths as it is written.
pub(crate) fn written(amount: u128) -> String {
    let (whole, part) = (amount / u128::from(SCALE), amount % u128::from(SCALE));
    if part == 0 {
        return whole.to_string();
    }
    let part = format!("{part:05}");
    format!("{whole}.{}", part.trim_end_matches('0'))
}

impl Limit {
    /// An amount of a row; `none` and more are no limit, and so is nothing. A limit of zero is no
    /// amount that anything could be compared with.
    pub(super) fn of_amount(text: &str, none: u64) -> Self {
        match (text, amount(text)) {
            ("", _) => Self::None,
            (_, Some(amount)) if amount >= none => Self::None,
            (_, Some(amount)) if amount > 0 => Self::Most(amount),
            _ => Self::Unclear,
        }
    }

    /// Days of a row: 999 is no limit.
    pub(super) fn of_days(text: &str) -> Self {
        let digits =
            !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
        match (text, text.parse::<u64>()) {
            ("", _) => Self::None,
            (_, Ok(days)) if digits && days >= 999 => Self::None,
            (_, Ok(days)) if digits && days > 0 => Self::Most(days),
            _ => Self::Unclear,
        }
    }

    pub(super) const fn packed(self) -> u64 {
        match self {
            Self::None => u64::MAX,
            Self::Unclear => u64::MAX - 1,
            Self::Most(most) => most,
        }
    }

    pub(super) const fn from_packed(packed: u64) -> Self {
        match packed {
            u64::MAX => Self::None,
            packed if packed == u64::MAX - 1 => Self::Unclear,
            most => Self::Most(most),
        }
    }
}

/// Of which patients a row holds: sex and age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonRule {
    /// 0 either sex, 1 male, 2 female, 9 what cannot be computed.
    pub(super) sex: u8,
    /// Full years, both inclusive.
    pub(super) youngest: u16,
    /// As `youngest`; [`u16::MAX`] for none.
    pub(super) oldest: u16,
    /// The bounds can be computed.
    pub(super) age_known: bool,
}

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applies {
    /// It does not.
    No,
    /// It cannot be told.
    Unknown(Missing),
    /// It does.
    Yes,
}

/// Why it cannot be told whether a row applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The date of birth.
    BirthDate,
    /// The sex.
    Sex,
    /// The row says what cannot be computed.
    Row,
}

impl PersonRule {
    pub(super) fn of(sex: &str, youngest: &str, oldest: &str) -> Self {
        let sex = match sex {
            "" | "0" | "3" => 0,
            "1" => 1,
            "2" => 2,
            _ => 9,
        };
        let years = |text: &str, none: u16| match text {
            "" => Some(none),
            text if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse::<u16>().ok(),
            // Letters stand for small ages in other tables; whether here, too, is not known.
            _ => None,
        };
        let (youngest, oldest) = (years(youngest, 0), years(oldest, u16::MAX));
        let oldest = oldest.map(|years| if years >= 999 { u16::MAX } else { years });
        let known =
            matches!((youngest, oldest), (Some(low), Some(high)) if low <= high && high > 0);
        Self {
            sex,
            youngest: youngest.unwrap_or(0),
            oldest: oldest.unwrap_or(u16::MAX),
            age_known: known,
        }
    }

    /// Whether the sex is one for which it holds.
    pub(crate) fn holds_for_sex(&self, sex: Option<Sex>) -> Applies {
        match (self.sex, sex) {
            (0, _) => Applies::Yes,
            (1 | 2, None) => Applies::Unknown(Missing::Sex),
            (1 | 2, Some(sex)) if sex.code() == if self.sex == 1 { "1" } else { "2" } => {
                Applies::Yes
            }
            (1 | 2, Some(_)) => Applies::No,
            _ => Applies::Unknown(Missing::Row),
        }
    }

    /// Whether the age in full years is within the bounds.
    pub(crate) fn holds_for_age(&self, age: Option<i32>) -> Applies {
        if !self.age_known {
            return Applies::Unknown(Missing::Row);
        }
        if self.youngest == 0 && self.oldest == u16::MAX {
            return Applies::Yes;
        }
        let Some(age) = age else { return Applies::Unknown(Missing::BirthDate) };
        let (low, high) = (i32::from(self.youngest), i32::from(self.oldest));
        let within = (low..=high).contains(&age);
        if within { Applies::Yes } else { Applies::No }
    }

    /// Both.
    pub(crate) fn holds(&self, sex: Option<Sex>, age: Option<i32>) -> Applies {
        self.holds_for_sex(sex).min(self.holds_for_age(age))
    }

    /// The bounds as they are shown: `15–`, `0–14`.
    pub(crate) fn years(&self) -> String {
        match self.oldest {
            u16::MAX => format!("{}–", self.youngest),
            oldest => format!("{}–{oldest}", self.youngest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Date;

    #[test]
    fn sentinels_are_no_limit_and_what_cannot_be_computed_is_said() {
        let most = Limit::of_amount("0.5", 9_999_999_999);
        assert_eq!(most, Limit::Most(50_000));
        assert_eq!(Limit::of_amount("99999.99999", 9_999_999_999), Limit::None);
        assert_eq!(Limit::of_amount("", 9_999_999_999), Limit::None);
        for unclear in ["0", "x", "1,5", "-1", "1.000001", "0.0"] {
            assert_eq!(Limit::of_amount(unclear, 9_999_999_999), Limit::Unclear, "{unclear}");
        }
        assert_eq!((Limit::of_days("999"), Limit::of_days("014")), (Limit::None, Limit::Most(14)));
        assert_eq!((Limit::of_days("0"), Limit::of_days("3W")), (Limit::Unclear, Limit::Unclear));
        assert_eq!(written(u128::from(amount("4.10").unwrap())), "4.1");
        for limit in [Limit::None, Limit::Unclear, Limit::Most(3)] {
            assert_eq!(Limit::from_packed(limit.packed()), limit);
        }
    }

    #[test]
    fn bounds_of_age_are_full_years_and_inclusive() {
        let rule = PersonRule::of("2", "15", "999");
        let day = Date::new(2026, 11, 22).unwrap();
        let born = |month, date| Some(Date::new(2011, month, date).unwrap().age_on(day));
        assert_eq!(rule.holds_for_age(born(11, 22)), Applies::Yes);
        assert_eq!(rule.holds_for_age(born(11, 23)), Applies::No);
        assert_eq!(rule.holds_for_age(None), Applies::Unknown(Missing::BirthDate));
        assert_eq!(rule.holds_for_sex(None), Applies::Unknown(Missing::Sex));
        let letters = PersonRule::of("", "AA", "999");
        assert_eq!(letters.holds(None, None), Applies::Unknown(Missing::Row));
        assert_eq!(PersonRule::of("0", "0", "999").holds(None, None), Applies::Yes);
    }
}
