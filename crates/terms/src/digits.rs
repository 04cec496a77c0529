//! Numbers as text, put together without the machinery of formatting: a check writes dozens.

/// Adds a number.
pub fn push(text: &mut String, number: u16) {
    if number > 9 {
        push(text, number / 10);
    }
    let [digit] = digits(number.into());
    text.push(char::from(digit));
}

/// A seven-digit code.
pub fn seven(prefix: u32) -> String {
    ascii(&digits::<7>(prefix)).to_owned()
}

/// The last digits of a number.
pub fn digits<const N: usize>(number: u32) -> [u8; N] {
    let mut digits = [b'0'; N];
    let mut rest = number;
    for digit in digits.iter_mut().rev() {
        *digit += u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    digits
}

/// ASCII as text.
pub fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for number in [0, 7, 10, 99, 100, 9_999, 10_000, u16::MAX] {
            let mut text = String::new();
            push(&mut text, number);
            assert_eq!(text, number.to_string());
        }
        for prefix in [0, 7, 1_129_009, 9_999_999] {
            assert_eq!(seven(prefix), format!("{prefix:07}"));
        }
    }
}
