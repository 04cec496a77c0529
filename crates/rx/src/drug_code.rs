//! Codes of drugs: their form and check digits, and the master that a caller may give.

/// What a master says of one drug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MasterDrug<'a> {
    /// The name (漢字名称).
    pub name: &'a str,
    /// The unit of the price list (薬価単位).
    pub unit: &'a str,
    /// Whether it is a narcotic (麻薬).
    pub narcotic: bool,
}

/// A drug master, given by the caller.
pub trait DrugMaster {
    /// The drug of a code (`code_type` as in record 201: 2 レセプト電算, 4 YJ, 7 一般名); `None`
    /// if the master does not have it.
    fn find(&self, code_type: &str, code: &str) -> Option<MasterDrug<'_>>;
}

/// Codes of the service that stand for no drug and are refused since 2025-08-28 (duplicate-check
/// spec §1.7).
pub(crate) fn is_dummy(code: &str) -> bool {
    matches!(code, "666660000" | "777770000" | "2000000X0000")
}

/// A code that stands for medical material without code of its own.
pub(crate) const MATERIAL_DUMMY: &str = "777770000";

/// The form that a code of this type has, if the code does not have it.
pub(crate) fn wrong_form(code_type: &str, code: &str) -> Option<&'static str> {
    let digits = |code: &[u8]| code.iter().all(u8::is_ascii_digit);
    let bytes = code.as_bytes();
    let (right, form) = match code_type {
        // 6… are drugs, 7… materials.
        "2" => (bytes.len() == 9 && digits(bytes), "999999999"),
        "3" | "4" => (is_yj_shape(bytes), "9999999X9999"),
        "6" => (matches!(bytes.len(), 7 | 9 | 11 | 13) && digits(bytes), "HOT7, 9, 11, 13"),
        "7" => (is_generic(bytes), "9999999X9ZZZ"),
        _ => (true, ""),
    };
    (!right).then_some(form)
}

/// Seven digits, a letter, four digits (薬価基準コード, YJコード).
fn is_yj_shape(code: &[u8]) -> bool {
    let (Some(head), Some(letter), Some(tail)) = (code.get(..7), code.get(7), code.get(8..)) else {
        return false;
    };
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    digits(head) && letter.is_ascii_uppercase() && tail.len() == 4 && digits(tail)
}

/// The first nine characters of a 薬価基準コード and `ZZZ`; an exception code has a letter in the
/// ninth place (一般名処方マスタ).
fn is_generic(code: &[u8]) -> bool {
    let (Some(head), Some(letter), Some(ninth)) = (code.get(..7), code.get(7), code.get(8)) else {
        return false;
    };
    head.iter().all(u8::is_ascii_digit)
        && letter.is_ascii_uppercase()
        && ninth.is_ascii_alphanumeric()
        && code.get(9..) == Some(b"ZZZ")
}

/// The check digit that a YJ, price-list or HOT code should have, if it has another one.
pub(crate) fn wrong_check_digit(code_type: &str, code: &str) -> Option<char> {
    let bytes = code.as_bytes();
    let (expected, actual) = match code_type {
        // 統一名 price-list codes keep the digit of one brand: only YJ is checked.
        "4" if is_yj_shape(bytes) => (yj_check_digit(bytes), bytes.get(11)),
        "6" if bytes.len() >= 7 => (hot_check_digit(bytes), bytes.get(6)),
        _ => return None,
    };
    (actual != Some(&expected)).then_some(char::from(expected))
}

/// Modulus 11 with the weights 6,5,4,3,2,7,6,5,4,3,2; a letter counts as its EBCDIC low nibble
/// (duplicate-check spec §2.1).
fn yj_check_digit(code: &[u8]) -> u8 {
    let value = |byte: u8| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        b'A'..=b'I' => u32::from(byte - b'A') + 1,
        b'J'..=b'R' => u32::from(byte - b'J') + 1,
        b'S'..=b'Z' => u32::from(byte - b'S') + 2,
        _ => 0,
    };
    let weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 = code.iter().zip(weights).map(|(byte, weight)| value(*byte) * weight).sum();
    let digit = (11 - sum % 11) % 11;
    if digit == 10 { b'0' } else { b'0' + digit as u8 }
}

/// Modulus 10 with the weights 1,3,1,3,1,3 (duplicate-check spec §2.5).
fn hot_check_digit(code: &[u8]) -> u8 {
    let digit = |byte: u8| u32::from(byte.saturating_sub(b'0'));
    let weights = [1, 3, 1, 3, 1, 3];
    let sum: u32 = code.iter().zip(weights).map(|(byte, weight)| digit(*byte) * weight).sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_agree_with_codes_of_the_masters() {
        for code in ["2171022F2017", "1129009F2021", "2456001F1353", "3122007F2039", "3999014M2029"]
        {
            assert_eq!(wrong_check_digit("4", code), None, "{code}");
        }
        assert_eq!(wrong_check_digit("4", "2171022F2018"), Some('7'));
        assert_eq!(wrong_check_digit("4", "2000000X0000"), Some('8'));
        for code in ["1038354", "1052718", "103835401"] {
            assert_eq!(wrong_check_digit("6", code), None, "{code}");
        }
        assert_eq!(wrong_check_digit("6", "1038355"), Some('4'));
    }

    #[test]
    fn each_code_type_has_its_form() {
        for (code_type, code) in [
            ("2", "612170709"),
            ("4", "2171022F1029"),
            ("6", "103297001"),
            ("7", "1149037F1ZZZ"),
            ("7", "2649735SBZZZ"),
        ] {
            assert_eq!(wrong_form(code_type, code), None, "{code}");
        }
        for (code_type, code) in
            [("2", "61217070"), ("4", "612170709"), ("6", "1012309020"), ("7", "1149037F1012")]
        {
            assert!(wrong_form(code_type, code).is_some(), "{code}");
        }
    }
}
