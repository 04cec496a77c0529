//! Text as the masters have it: CP932 or UTF-8, half and full width.

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

/// Full-width kana without and with (semi-)voiced mark, from U+FF66 on.
const HALF_KANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// For comparing names: full-width ASCII becomes half-width, half-width kana full-width, small
/// letters capital, hyphens of all kinds one, spaces go.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' | '\u{3000}' | '\t' | '\r' | '\n' => {}
            '‐' | '‑' | '–' | '—' | '―' | '−' | '－' => folded.push('-'),
            '～' | '〜' => folded.push('~'),
            '\u{FF01}'..='\u{FF5E}' => {
                let ascii = char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character);
                folded.push(ascii.to_ascii_uppercase());
            }
            '\u{FF66}'..='\u{FF9D}' => {
                let place = u32::from(character) - 0xFF66;
                let kana = usize::try_from(place).ok().and_then(|n| HALF_KANA.chars().nth(n));
                folded.push(kana.unwrap_or(character));
            }
            'ﾞ' => voice(&mut folded, 1),
            'ﾟ' => voice(&mut folded, 2),
            'µ' | 'μ' => folded.push('μ'),
            other => folded.push(other.to_ascii_uppercase()),
        }
    }
    folded
}

/// Replaces the last kana by its voiced (1) or semi-voiced (2) form, which follow it in Unicode.
fn voice(text: &mut String, step: u32) {
    let Some(last) = text.pop() else { return };
    let voiced = match (last, step) {
        ('ウ', 1) => Some('ヴ'),
        ('カ'..='ト', 1) | ('ハ'..='ホ', 1 | 2) => char::from_u32(u32::from(last) + step),
        _ => None,
    };
    text.push(voiced.unwrap_or(last));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_equal_over_widths() {
        assert_eq!(fold("マイスリー錠１０ｍｇ"), fold("ﾏｲｽﾘｰ錠10MG"));
        assert_eq!(fold("ｶﾞｽﾀｰﾊﾟﾝ ヴ"), "ガスターパンヴ");
        assert_ne!(fold("ハ"), fold("パ"));
    }

    #[test]
    fn cp932_and_utf_8_are_told_apart() {
        assert_eq!(decode(b"\xEF\xBB\xBFabc").unwrap(), "abc");
        assert_eq!(decode(b"\x83K\x83X").unwrap(), "ガス");
        assert_eq!(decode(b"ab\xFF").unwrap_err(), MasterError::Encoding { at: 3 });
    }
}
