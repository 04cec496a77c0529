//! 薬価基準収載医薬品コード and YJ コード, which share one form.

use super::error::characters;
use super::{CheckDigit, CodeError, CodeProblem, CodeSystem, Route};
use std::fmt;

/// `\d{7}[A-Z]\d{4}`: digits 1–4 薬効分類, 5–7 route and ingredient, 8 dosage form, 9 strength,
/// 10–11 brand, 12 check digit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct YjCode([u8; 12]);

/// The dummy that the service defined for drugs without a code.
const DUMMY: [u8; 12] = *b"2000000X0000";

impl YjCode {
    /// Reads twelve characters.
    ///
    /// # Errors
    /// If they are not of the form `\d{7}[A-Z]\d{4}`.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        Self::parse_as(CodeSystem::Yj, text)
    }

    pub(super) fn parse_as(system: CodeSystem, text: &str) -> Result<Self, CodeError> {
        let Ok(bytes) = <[u8; 12]>::try_from(text.as_bytes()) else {
            return Err(CodeError::new(system, text, CodeProblem::Length(text.len())));
        };
        characters(system, text, |place, byte| match place {
            7 => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit(),
        })?;
        Ok(Self(bytes))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// The first seven digits: same ingredient and route, with the exceptions that the
    /// ingredient table knows.
    pub fn ingredient_prefix(self) -> u32 {
        prefix(&self.0)
    }

    /// 薬効分類: the first four digits.
    pub fn therapeutic_class(self) -> u16 {
        u16::try_from(self.ingredient_prefix() / 1000).unwrap_or(0)
    }

    /// The route class of digits 5 to 7.
    pub fn route(self) -> Route {
        Route::of_prefix(self.ingredient_prefix())
    }

    /// The letter of the dosage form. What it means depends on the route.
    pub const fn form_letter(self) -> u8 {
        self.0[7]
    }

    /// The dosage form in Japanese, where the letter says it.
    pub fn form_ja(self) -> Option<&'static str> {
        form_ja(self.route(), self.form_letter())
    }

    /// Digit 9, which tells strengths apart.
    pub const fn strength(self) -> u8 {
        self.0[8] - b'0'
    }

    /// Digits 10 and 11, the brand; 1 is the official (統一) name.
    pub const fn brand(self) -> u8 {
        (self.0[9] - b'0') * 10 + self.0[10] - b'0'
    }

    /// Digit 12 and what it should be: modulo 11 with the weights 6,5,4,3,2,7,6,5,4,3,2, a
    /// letter counting as the low half of its EBCDIC code. No public text states this; every
    /// code of the national master of 2024 agrees, a few old ones do not, so a mismatch is a
    /// warning.
    pub fn check_digit(self) -> CheckDigit {
        const WEIGHTS: [u32; 11] = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
        let sum: u32 = self.0.iter().zip(WEIGHTS).map(|(byte, w)| value(*byte) * w).sum();
        let rest = (11 - sum % 11) % 11;
        CheckDigit {
            expected: if rest == 10 { 0 } else { u8::try_from(rest).unwrap_or(0) },
            actual: self.0[11] - b'0',
        }
    }

    /// Whether it is the service's dummy `2000000X0000`.
    pub fn is_dummy(self) -> bool {
        self.0 == DUMMY
    }

    /// A number that stands for the code in indexes; never 0.
    pub fn packed(self) -> u64 {
        pack(&self.0)
    }

    /// The code of a number that [`packed`](Self::packed) gave.
    pub fn from_packed(packed: u64) -> Option<Self> {
        let text = unpack(packed);
        Self::parse(std::str::from_utf8(&text).ok()?).ok()
    }
}

/// Digit, or low half of the EBCDIC letter (A–I and J–R 1–9, S–Z 2–9).
fn value(byte: u8) -> u32 {
    u32::from(match byte {
        b'A'..=b'I' => byte - b'A' + 1,
        b'J'..=b'R' => byte - b'J' + 1,
        b'S'..=b'Z' => byte - b'S' + 2,
        _ => byte.wrapping_sub(b'0'),
    })
}

/// The first seven digits as a number.
pub(super) fn prefix(code: &[u8; 12]) -> u32 {
    code.iter().take(7).fold(0, |number, byte| number * 10 + u32::from(byte.wrapping_sub(b'0')))
}

/// Twelve characters of 0–9 and A–Z in base 36; never 0 for a code.
pub(super) fn pack(code: &[u8; 12]) -> u64 {
    code.iter().fold(0, |number, byte| {
        let digit = if byte.is_ascii_digit() { byte - b'0' } else { byte.wrapping_sub(b'A') + 10 };
        number * 36 + u64::from(digit.min(35))
    })
}

pub(super) fn unpack(mut packed: u64) -> [u8; 12] {
    let mut code = [b'0'; 12];
    for byte in code.iter_mut().rev() {
        let digit = u8::try_from(packed % 36).unwrap_or(0);
        *byte = if digit < 10 { b'0' + digit } else { b'A' + digit - 10 };
        packed /= 36;
    }
    code
}

/// The dosage form of a letter under a route, where it is generally used so.
pub(super) fn form_ja(route: Route, letter: u8) -> Option<&'static str> {
    match (route, letter) {
        (Route::Oral, b'A'..=b'E') => Some("散剤"),
        (Route::Oral, b'F'..=b'L') => Some("錠剤"),
        (Route::Oral, b'M'..=b'P') => Some("カプセル"),
        (Route::Oral, b'Q'..=b'S') => Some("液剤"),
        (Route::External, b'J') => Some("坐剤"),
        (Route::External, b'M') => Some("軟膏"),
        (Route::External, b'N') => Some("クリーム"),
        (Route::External, b'Q') => Some("液剤"),
        (Route::External, b'S') => Some("貼付剤"),
        _ => None,
    }
}

impl fmt::Display for YjCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for YjCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_of_known_codes_agrees() {
        for text in ["2171022F2017", "1129009F2021", "2456001F1353", "3122007F2039", "3999014M2029"]
        {
            assert!(YjCode::parse(text).unwrap().check_digit().agrees(), "{text}");
        }
        // The valid digit of 2171022F201_ is 7; that of the dummy would be 8.
        let wrong = YjCode::parse("2171022F2018").unwrap().check_digit();
        assert_eq!((wrong.expected, wrong.actual), (7, 8));
        assert_eq!(YjCode::parse("2000000X0000").unwrap().check_digit().expected, 8);
    }

    #[test]
    fn each_digit_says_what_the_standard_has_it_say() {
        let code = YjCode::parse("2649735S3020").unwrap();
        assert_eq!(code.therapeutic_class(), 2649);
        assert_eq!(code.route(), Route::External);
        assert_eq!(code.form_ja(), Some("貼付剤"));
        assert_eq!((code.strength(), code.brand()), (3, 2));
        assert_eq!(YjCode::from_packed(code.packed()), Some(code));
    }

    #[test]
    fn other_text_is_refused_with_the_place() {
        assert_eq!(YjCode::parse("112900902021").unwrap_err().problem, CodeProblem::Character(7));
        assert_eq!(YjCode::parse("1129009F202").unwrap_err().problem, CodeProblem::Length(11));
        assert!(YjCode::parse("１１２９").is_err());
    }
}
