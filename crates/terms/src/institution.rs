//! Numbers of institutions and insurers and their check digit (検証番号).

use crate::CheckDigit;
use crate::excerpt;
use std::fmt;

/// 医療機関コード, 薬局コード with all ten digits: 都道府県 2, 点数表 1, 郡市区 2, 医療機関 4,
/// 検証番号 1. The check digit is computed over the nine digits before it, so seven digits alone
/// cannot be checked.
///
/// ```
/// use shohosen_terms::InstitutionCode;
///
/// let code = InstitutionCode::parse("0110113719")?;
/// assert!(code.check_digit().agrees());
/// assert_eq!((code.prefecture(), code.score_table(), code.number()), (1, 1, "0113719"));
/// # Ok::<(), shohosen_terms::InstitutionCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstitutionCode([u8; 10]);

/// Text that is not ten digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstitutionCodeError {
    /// The text, at most 32 characters of it.
    pub text: String,
}

impl fmt::Display for InstitutionCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not the ten digits of an institution: {:?}", self.text)
    }
}

impl std::error::Error for InstitutionCodeError {}

impl InstitutionCode {
    /// Reads ten digits.
    ///
    /// # Errors
    /// If the text is anything else.
    pub fn parse(text: &str) -> Result<Self, InstitutionCodeError> {
        let bytes = <[u8; 10]>::try_from(text.as_bytes()).ok();
        let bytes = bytes.filter(|bytes| bytes.iter().all(u8::is_ascii_digit));
        bytes.map(Self).ok_or_else(|| InstitutionCodeError { text: excerpt(text, 32).to_owned() })
    }

    /// Of the items of records: 都道府県コード (two digits), 点数表 (one) and 医療機関コード (seven);
    /// `None` if one of them is missing, for a part of a code names no institution.
    pub fn of_parts(prefecture: &str, score_table: &str, number: &str) -> Option<Self> {
        let lengths = (prefecture.len(), score_table.len(), number.len()) == (2, 1, 7);
        lengths.then(|| Self::parse(&[prefecture, score_table, number].concat()).ok()).flatten()
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// 都道府県コード, 1 to 47 (99 in data of the verification environment).
    pub const fn prefecture(self) -> u8 {
        (self.0[0] - b'0') * 10 + self.0[1] - b'0'
    }

    /// 点数表: 1 医科, 3 歯科, 4 調剤, 6 訪問看護.
    pub const fn score_table(self) -> u8 {
        self.0[2] - b'0'
    }

    /// The seven digits that stand on claims.
    pub fn number(&self) -> &str {
        self.as_str().get(3..).unwrap_or("")
    }

    /// The last digit and what it should be (設定要領: weights 2 and 1 in turn from the right, the
    /// digits of the products added up, to the next ten).
    pub fn check_digit(self) -> CheckDigit {
        verification(&self.0)
    }
}

impl fmt::Display for InstitutionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for InstitutionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is to be said of the form of a 保険者番号.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsurerNumberForm {
    /// Six digits (国民健康保険) or eight (法別番号 before them), and their check digit.
    Right(CheckDigit),
    /// Another number of digits. Seven or five are what is left where a spreadsheet took a
    /// leading zero away.
    Length(usize),
    /// Something else than digits.
    NotDigits,
}

/// The form of a 保険者番号.
///
/// ```
/// use shohosen_terms::{InsurerNumberForm, insurer_number_form};
///
/// assert!(matches!(insurer_number_form("33120015"), InsurerNumberForm::Right(d) if d.agrees()));
/// assert_eq!(insurer_number_form("1130012"), InsurerNumberForm::Length(7));
/// ```
pub fn insurer_number_form(text: &str) -> InsurerNumberForm {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return InsurerNumberForm::NotDigits;
    }
    match text.len() {
        6 | 8 => InsurerNumberForm::Right(verification(text.as_bytes())),
        length => InsurerNumberForm::Length(length),
    }
}

/// 検証番号: the digits before the last with the weights 2 and 1 in turn from the right, the
/// digits of each product added up, and what is missing to the next ten.
fn verification(digits: &[u8]) -> CheckDigit {
    let Some((last, before)) = digits.split_last() else {
        return CheckDigit { expected: 0, actual: 0 };
    };
    let sum: u32 = before
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let product = u32::from(byte - b'0') * if place % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    CheckDigit { expected: u8::try_from((10 - sum % 10) % 10).unwrap_or(0), actual: last - b'0' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_have_the_check_digit_that_the_rule_gives() {
        // 54016027 and 33120015 are worked through in explanations of the rule:
        // 5×2=10→1, 4, 0×2=0, 1, 6×2=12→3, 0, 2×2=4: 13, 10−3 = 7.
        for text in ["54016027", "33120015"] {
            let form = insurer_number_form(text);
            assert!(matches!(form, InsurerNumberForm::Right(d) if d.agrees()), "{text}");
        }
        // One digit changed: 5→6 makes 6×2=12→3, sum 15, expected 5.
        let wrong = CheckDigit { expected: 5, actual: 7 };
        assert_eq!(insurer_number_form("64016027"), InsurerNumberForm::Right(wrong));
        assert_eq!(insurer_number_form("1234a6"), InsurerNumberForm::NotDigits);
        assert_eq!(insurer_number_form(""), InsurerNumberForm::Length(0));
    }

    #[test]
    fn an_institution_is_named_by_ten_digits_or_not_at_all() {
        let code = InstitutionCode::of_parts("01", "1", "0113719").unwrap();
        assert_eq!(code, InstitutionCode::parse("0110113719").unwrap());
        // Another prefecture, the same seven digits: another check digit.
        assert!(!InstitutionCode::of_parts("13", "1", "0113719").unwrap().check_digit().agrees());
        for (prefecture, table, number) in [
            ("1", "1", "0113719"),
            ("01", "", "0113719"),
            ("01", "1", "113719"),
            ("01", "x", "0113719"),
        ] {
            assert_eq!(InstitutionCode::of_parts(prefecture, table, number), None);
        }
        assert!(InstitutionCode::parse("０１１").is_err());
    }
}
