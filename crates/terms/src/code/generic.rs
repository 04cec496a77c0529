//! 一般名コード.

use super::error::characters;
use super::yj::{form_ja, pack, prefix, unpack};
use super::{CodeError, CodeProblem, CodeSystem, Route};
use std::fmt;

/// `\d{7}[A-Z][0-9A-Z]ZZZ`: the first nine characters of the price-list code, then `ZZZ`. A
/// letter in place nine makes it one of the 例外コード, whose members the 一般名処方マスタ lists.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GenericCode([u8; 12]);

impl GenericCode {
    /// Reads twelve characters.
    ///
    /// # Errors
    /// If they are not of the form `\d{7}[A-Z][0-9A-Z]ZZZ`.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let system = CodeSystem::Generic;
        let Ok(bytes) = <[u8; 12]>::try_from(text.as_bytes()) else {
            return Err(CodeError::new(system, text, CodeProblem::Length(text.len())));
        };
        characters(system, text, |place, byte| match place {
            0..=6 => byte.is_ascii_digit(),
            7 => byte.is_ascii_uppercase(),
            8 => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            _ => byte == b'Z',
        })?;
        Ok(Self(bytes))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// The first seven digits, as in [`YjCode`](super::YjCode); exception codes have them, too.
    pub fn ingredient_prefix(self) -> u32 {
        prefix(&self.0)
    }

    /// The route class of digits 5 to 7.
    pub fn route(self) -> Route {
        Route::of_prefix(self.ingredient_prefix())
    }

    /// The letter of the dosage form.
    pub const fn form_letter(self) -> u8 {
        self.0[7]
    }

    /// The dosage form in Japanese, where the letter says it.
    pub fn form_ja(self) -> Option<&'static str> {
        form_ja(self.route(), self.form_letter())
    }

    /// 例外コード: its members are listed, not derived from the digits.
    pub const fn is_exception(self) -> bool {
        self.0[8].is_ascii_uppercase()
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

impl fmt::Display for GenericCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for GenericCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exception_codes_are_told_apart_and_keep_their_prefix() {
        let plain = GenericCode::parse("1129009F2ZZZ").unwrap();
        assert!(!plain.is_exception());
        let exception = GenericCode::parse("2649735SBZZZ").unwrap();
        assert!(exception.is_exception());
        assert_eq!(exception.ingredient_prefix(), 2_649_735);
        assert_eq!(GenericCode::from_packed(exception.packed()), Some(exception));
        assert!(GenericCode::parse("1129009F2021").is_err());
    }
}
