//! Whole numbers.

/// A whole number of one to nine ASCII digits: no sign, no blank, no exponent, no separator.
/// Leading zeros are read.
///
/// ```
/// use shohosen_terms::whole_number;
///
/// assert_eq!(whole_number("014"), Some(14));
/// for other in ["", "+14", "1e3", "1_0", " 14", "14.0", "１４", "1234567890"] {
///     assert_eq!(whole_number(other), None);
/// }
/// ```
pub fn whole_number(text: &str) -> Option<u32> {
    let digits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.bytes().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0')))
}
