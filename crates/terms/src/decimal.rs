//! Amounts: up to six digits before and five after the point.

use std::fmt;

/// A non-negative amount with five decimal places (用量, 係数, 服用量).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(u64);

/// An amount as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedDecimal {
    /// The amount.
    pub value: Decimal,
    /// It is written as the standard has it: no leading zeros, no trailing decimal zeros.
    pub canonical: bool,
}

impl Decimal {
    const SCALE: u64 = 100_000;
    /// The largest amount that the records can write.
    pub const MAX: Self = Self(999_999 * Self::SCALE + 99_999);

    /// A whole amount, at most 999999.
    pub const fn from_integer(number: u32) -> Option<Self> {
        if number > 999_999 { None } else { Some(Self(number as u64 * Self::SCALE)) }
    }

    /// Reads an amount; what is not written canonically is read, too, and marked.
    pub fn parse(text: &str) -> Option<ParsedDecimal> {
        let (integer, fraction) = match text.split_once('.') {
            Some((integer, fraction)) => (integer, Some(fraction)),
            None => (text, None),
        };
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(integer, 6) || fraction.is_some_and(|f| !digits(f, 5)) {
            return None;
        }
        let mut value = integer.bytes().fold(0, |sum, b| sum * 10 + u64::from(b - b'0'));
        let fraction = fraction.unwrap_or_default();
        for place in 0..5 {
            let digit = fraction.as_bytes().get(place).map_or(0, |b| u64::from(b - b'0'));
            value = value * 10 + digit;
        }
        let leading_zero = integer.len() > 1 && integer.starts_with('0');
        let canonical = !leading_zero && !fraction.ends_with('0');
        Some(ParsedDecimal { value: Self(value), canonical })
    }

    /// From a floating-point number (JSON), rounded half up at the sixth place.
    pub fn from_f64(number: f64) -> Option<Self> {
        let scaled = (number * 100_000.0).round();
        // NaN fails both comparisons.
        (scaled >= 0.0 && scaled <= Self::MAX.0 as f64).then_some(Self(scaled as u64))
    }

    /// The nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 100_000.0
    }

    /// How many hundred-thousandths it is: its last decimal place, for exact sums and products.
    pub const fn hundred_thousandths(self) -> u64 {
        self.0
    }

    /// From so many hundred-thousandths, up to [`MAX`](Self::MAX).
    pub const fn from_hundred_thousandths(number: u64) -> Option<Self> {
        if number > Self::MAX.0 { None } else { Some(Self(number)) }
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, if it can be written.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self(self.0 + other.0)).filter(|sum| *sum <= Self::MAX)
    }

    /// The product, rounded half up at the sixth place, if it can be written.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let scale = u128::from(Self::SCALE);
        let product = (u128::from(self.0) * u128::from(other.0) + scale / 2) / scale;
        u64::try_from(product).ok().map(Self).filter(|product| *product <= Self::MAX)
    }

    /// The amount divided by a count, if that comes out exactly.
    pub fn exact_div(self, count: u32) -> Option<Self> {
        let count = u64::from(count);
        (count != 0 && self.0.is_multiple_of(count)).then(|| Self(self.0 / count))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (integer, fraction) = (self.0 / Self::SCALE, self.0 % Self::SCALE);
        if fraction == 0 {
            return write!(f, "{integer}");
        }
        let digits = format!("{fraction:05}");
        write!(f, "{integer}.{}", digits.trim_end_matches('0'))
    }
}

/// A single dose: an amount or a fraction such as `2/3` (1回服用量).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: Decimal,
    denominator: Decimal,
}

impl Ratio {
    /// Reads `1`, `1.5` or `2/3`.
    pub fn parse(text: &str) -> Option<Self> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let numerator = Decimal::parse(numerator)?.value;
        let denominator = Decimal::parse(denominator)?.value;
        (!denominator.is_zero()).then_some(Self { numerator, denominator })
    }

    /// Whether so many of it make up the amount.
    pub fn times_is(self, count: u32, amount: Decimal) -> bool {
        let scale = u128::from(Decimal::SCALE);
        u128::from(self.numerator.0) * u128::from(count) * scale
            == u128::from(amount.0) * u128::from(self.denominator.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_is_canonical() {
        let canonical = |text| Decimal::parse(text).map(|d| d.canonical);
        for text in ["0", "1", "750", "0.5", "1.25", "999999.99999"] {
            assert_eq!(canonical(text), Some(true), "{text}");
            assert_eq!(Decimal::parse(text).unwrap().value.to_string(), text);
        }
        for text in ["1.50", "007", "1.0", "00.5"] {
            assert_eq!(canonical(text), Some(false), "{text}");
        }
        for text in ["", ".5", "5.", "-1", "+1", "1,000", "１", "1234567", "0.123456", "1e3"] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }

    #[test]
    fn products_round_half_up_and_fractions_compare_exactly() {
        let decimal = |text| Decimal::parse(text).unwrap().value;
        // 0.00001 × 0.5 = 0.000005, half up at the sixth place: 0.00001.
        assert_eq!(decimal("0.00001").checked_mul(decimal("0.5")), Some(decimal("0.00001")));
        assert_eq!(decimal("999999").checked_mul(decimal("2")), None);
        assert!(Ratio::parse("2/3").unwrap().times_is(3, decimal("2")));
        assert!(!Ratio::parse("2/3").unwrap().times_is(2, decimal("2")));
        assert_eq!(Ratio::parse("1/0"), None);
        assert_eq!(Decimal::from_f64(f64::NAN), None);
        assert_eq!(Decimal::from_f64(0.1), Some(decimal("0.1")));
    }
}
