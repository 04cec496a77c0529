//! GTIN of drug packs.

use super::error::{characters, gs1_check_digit};
use super::{CheckDigit, CodeError, CodeProblem, CodeSystem};
use std::fmt;

/// GTIN-13 (JAN) or GTIN-14. The first digit of 14 is the packaging level: 0 調剤包装 (a GTIN-13
/// with a zero before it), 1 販売包装, 2 元梱包.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Gtin {
    /// All fourteen digits; that of a GTIN-13 begins with 0.
    digits: u64,
    thirteen: bool,
}

impl Gtin {
    /// Reads 13 or 14 digits.
    ///
    /// # Errors
    /// If the text is not so many digits.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let system = CodeSystem::Gtin;
        if !matches!(text.len(), 13 | 14) {
            return Err(CodeError::new(system, text, CodeProblem::Length(text.len())));
        }
        characters(system, text, |_, byte| byte.is_ascii_digit())?;
        let digits = text.bytes().fold(0, |number, byte| number * 10 + u64::from(byte - b'0'));
        Ok(Self { digits, thirteen: text.len() == 13 })
    }

    /// The packaging level (indicator digit).
    pub fn packaging_level(self) -> u8 {
        self.digit(0)
    }

    /// The item without packaging level and check digit: the same for all packs of one JAN.
    pub const fn item(self) -> u64 {
        self.digits / 10 % 1_000_000_000_000
    }

    /// The last digit and what it should be (GS1 modulo 10).
    pub fn check_digit(self) -> CheckDigit {
        CheckDigit {
            expected: gs1_check_digit((0..13).map(|place| self.digit(place))),
            actual: self.digit(13),
        }
    }

    fn digit(self, place: u32) -> u8 {
        u8::try_from(self.digits / 10u64.pow(13 - place) % 10).unwrap_or(0)
    }
}

impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.thirteen {
            write!(f, "{:013}", self.digits)
        } else {
            write!(f, "{:014}", self.digits)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_checks_the_others() {
        for text in ["4987035184614", "04987035184614", "14987035184611"] {
            assert!(Gtin::parse(text).unwrap().check_digit().agrees(), "{text}");
        }
        let wrong = Gtin::parse("14987035184614").unwrap();
        assert_eq!(wrong.check_digit(), CheckDigit { expected: 1, actual: 4 });
        assert_eq!(wrong.packaging_level(), 1);
        assert_eq!(wrong.item(), Gtin::parse("4987035184614").unwrap().item());
    }
}
