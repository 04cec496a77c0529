//! Text as the masters have it: CP932 or UTF-8.

use super::MasterError;
use std::borrow::Cow;

/// UTF-8 (with or without a byte order mark) if the bytes are that, else CP932.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, MasterError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    encoding_rs::SHIFT_JIS
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| MasterError::Encoding { at: first_fault(bytes) })
}

fn first_fault(bytes: &[u8]) -> usize {
    let mut decoder = encoding_rs::SHIFT_JIS.new_decoder_without_bom_handling();
    // Decoding without replacement stops after the malformed sequence.
    let mut text = String::with_capacity(bytes.len().saturating_mul(3).saturating_add(16));
    decoder.decode_to_string_without_replacement(bytes, &mut text, true).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cp932_and_utf_8_are_told_apart() {
        assert_eq!(decode(b"\xEF\xBB\xBFabc").unwrap(), "abc");
        assert_eq!(decode(b"\x83K\x83X").unwrap(), "ガス");
        assert_eq!(decode(b"ab\xFF").unwrap_err(), MasterError::Encoding { at: 3 });
    }
}
