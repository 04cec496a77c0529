//! Text as the masters have it: CP932 or UTF-8; tables of users in UTF-16, too.

use super::MasterError;
use std::borrow::Cow;

/// UTF-16 with a byte order mark, UTF-8 (with or without one) if the bytes are that, else CP932.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, MasterError> {
    // What a spreadsheet calls Unicode text.
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((encoding_rs::UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => Some((encoding_rs::UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = wide {
        let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
        return text.ok_or(MasterError::Encoding { at: bytes.len() });
    }
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
        assert_eq!(decode(b"\xFF\xFE\xAC\x30a\x00").unwrap(), "ガa");
        assert_eq!(decode(b"\xFE\xFF\x30\xAC\x00a").unwrap(), "ガa");
        assert!(decode(b"\xFF\xFEa").is_err());
        assert_eq!(decode(b"ab\xFF").unwrap_err(), MasterError::Encoding { at: 3 });
    }
}
