//! HOT コード (医薬品 HOT コード, MEDIS-DC).

use super::error::{characters, gs1_check_digit};
use super::{CheckDigit, CodeError, CodeProblem, CodeSystem};
use std::fmt;

/// HOT7 (six digits and a check digit), then two digits each for company, dispensing pack and
/// logistics pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HotCode {
    digits: u64,
    kind: HotKind,
}

/// How much of the 13 digits a HOT code has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HotKind {
    /// 処方用番号: the drug as prescribed.
    Hot7,
    /// With the company.
    Hot9,
    /// With the dispensing pack.
    Hot11,
    /// With the logistics pack.
    Hot13,
}

impl HotKind {
    /// The number of digits.
    pub const fn length(self) -> u32 {
        match self {
            Self::Hot7 => 7,
            Self::Hot9 => 9,
            Self::Hot11 => 11,
            Self::Hot13 => 13,
        }
    }
}

impl HotCode {
    /// Reads 7, 9, 11 or 13 digits.
    ///
    /// # Errors
    /// If the text is not so many digits.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let system = CodeSystem::Hot;
        let kind = match text.len() {
            7 => HotKind::Hot7,
            9 => HotKind::Hot9,
            11 => HotKind::Hot11,
            13 => HotKind::Hot13,
            length => return Err(CodeError::new(system, text, CodeProblem::Length(length))),
        };
        characters(system, text, |_, byte| byte.is_ascii_digit())?;
        let digits = text.bytes().fold(0, |number, byte| number * 10 + u64::from(byte - b'0'));
        Ok(Self { digits, kind })
    }

    /// How much of the 13 digits it has.
    pub const fn kind(self) -> HotKind {
        self.kind
    }

    /// The first seven digits.
    pub const fn hot7(self) -> u32 {
        // At most seven digits remain.
        (self.digits / 10u64.pow(self.kind.length() - 7)) as u32
    }

    /// The first nine digits, if it has so many.
    pub fn hot9(self) -> Option<u32> {
        let drop = self.kind.length().checked_sub(9)?;
        u32::try_from(self.digits / 10u64.pow(drop)).ok()
    }

    /// Digit 7 and what it should be (GS1 modulo 10 over the first six).
    pub fn check_digit(self) -> CheckDigit {
        let hot7 = self.hot7();
        let digit = |place: u32| u8::try_from(hot7 / 10u32.pow(6 - place) % 10).unwrap_or(0);
        // The weights are 1,3,1,3,1,3 from the left, which is 3,1,… from the right.
        CheckDigit { expected: gs1_check_digit((0..6).map(digit)), actual: digit(6) }
    }
}

impl fmt::Display for HotCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = usize::try_from(self.kind.length()).unwrap_or(13);
        write!(f, "{:0width$}", self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seventh_digit_checks_the_first_six() {
        // Of the MEDIS master: ムコダイン錠250mg and プレドニン注.
        for text in ["1038354", "1001372", "100137201", "1001372010101"] {
            assert!(HotCode::parse(text).unwrap().check_digit().agrees(), "{text}");
        }
        let wrong = HotCode::parse("1038355").unwrap().check_digit();
        assert_eq!((wrong.expected, wrong.actual), (4, 5));
        let full = HotCode::parse("1001372010203").unwrap();
        assert_eq!((full.hot7(), full.hot9()), (1_001_372, Some(100_137_201)));
        // Ten digits are no HOT code, though a published example has them.
        assert!(HotCode::parse("1012309020").is_err());
    }
}
