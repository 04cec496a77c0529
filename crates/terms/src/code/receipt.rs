//! レセプト電算処理システム用コード.

use super::error::characters;
use super::{CodeError, CodeProblem, CodeSystem};
use std::fmt;

/// Nine digits, the first a 6 (medicine) or a 7 (特定器材, material).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReceiptCode(u32);

/// What a receipt code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptKind {
    /// A medicine, or one of the reductions and surcharges that share `63…` with a few medicines:
    /// which of them it is only the master says.
    Medicine,
    /// `7…`: 特定器材.
    Material,
    /// A dummy of the service (`666660000`, `777770000`), or `666666666`, with which the HOT
    /// master says that there is no code.
    Dummy,
}

impl ReceiptCode {
    /// Reads nine digits.
    ///
    /// # Errors
    /// If they are not nine digits that begin with 6 or 7.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let system = CodeSystem::Receipt;
        if text.len() != 9 {
            return Err(CodeError::new(system, text, CodeProblem::Length(text.len())));
        }
        characters(system, text, |place, byte| match place {
            0 => matches!(byte, b'6' | b'7'),
            _ => byte.is_ascii_digit(),
        })?;
        Ok(Self(text.bytes().fold(0, |number, byte| number * 10 + u32::from(byte - b'0'))))
    }

    /// What it stands for.
    #[inline]
    pub const fn kind(self) -> ReceiptKind {
        match self.0 {
            666_660_000 | 777_770_000 | 666_666_666 => ReceiptKind::Dummy,
            700_000_000.. => ReceiptKind::Material,
            _ => ReceiptKind::Medicine,
        }
    }

    /// Whether it is of the series `63…`, in which reductions and surcharges (薬剤料逓減 …) stand
    /// beside a few medicines.
    pub const fn may_be_adjustment(self) -> bool {
        self.0 / 10_000_000 == 63
    }

    /// As a number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The code of a [`number`](Self::number).
    pub fn from_number(number: u32) -> Option<Self> {
        (600_000_000..=799_999_999).contains(&number).then_some(Self(number))
    }
}

impl fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dummies_and_materials_are_no_medicine() {
        let kind = |text| ReceiptCode::parse(text).unwrap().kind();
        assert_eq!(kind("610443048"), ReceiptKind::Medicine);
        assert_eq!(kind("666660000"), ReceiptKind::Dummy);
        assert_eq!(kind("777770000"), ReceiptKind::Dummy);
        // フォルテオ皮下注キット is a medicine of the series 63.
        assert_eq!(kind("630011001"), ReceiptKind::Medicine);
        assert_eq!(kind("710010001"), ReceiptKind::Material);
        for text in ["510443048", "61044304", "61044304x", "6104430480"] {
            assert!(ReceiptCode::parse(text).is_err(), "{text}");
        }
    }
}
