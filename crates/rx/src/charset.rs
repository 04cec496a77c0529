//! CP932 to text and back, and the characters on which encoders differ.

use encoding_rs::{DecoderResult, EncoderResult, SHIFT_JIS};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Decodes CP932 strictly; on failure gives the offset of the first octet that is none.
pub(crate) fn decode_cp932(bytes: &[u8]) -> Result<String, usize> {
    if let Some(text) = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let mut scratch = [0_u8; 1024];
    let mut offset = 0;
    loop {
        let rest = bytes.get(offset..).unwrap_or_default();
        let (result, read, _) =
            decoder.decode_to_utf8_without_replacement(rest, &mut scratch, true);
        offset += read;
        match result {
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return Err(offset),
            DecoderResult::Malformed(length, after) => {
                return Err(offset.saturating_sub(usize::from(length) + usize::from(after)));
            }
        }
    }
}

/// Encodes to CP932; on failure gives the first character that has no code there. User-defined
/// characters (外字) keep the code they were read from.
pub(crate) fn encode_cp932(text: &str) -> Result<Vec<u8>, char> {
    let mut encoder = SHIFT_JIS.new_encoder();
    let mut bytes = Vec::with_capacity(text.len() + 16);
    let mut rest = text;
    loop {
        bytes.reserve(rest.len() + 16);
        let (result, read) =
            encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            EncoderResult::InputEmpty => return Ok(bytes),
            EncoderResult::OutputFull => {}
            EncoderResult::Unmappable(c) => bytes.extend(user_defined(c).ok_or(c)?),
        }
    }
}

/// Whether CP932 has a code for the character, by the table of the coding itself; 外字 have none
/// that others understand.
pub(crate) fn is_in_cp932(c: char) -> bool {
    if c.is_ascii() {
        return true;
    }
    static TABLE: OnceLock<Table> = OnceLock::new();
    let Ok(point) = u16::try_from(u32::from(c)) else { return false };
    let word = TABLE.get_or_init(table).get(usize::from(point) / 64);
    word.is_some_and(|word| word >> (point % 64) & 1 == 1)
}

/// A bit for each character of the basic plane; CP932 has no others.
type Table = Box<[u64; 1024]>;

/// Every character that some code of CP932 decodes to. Encoders put more into it than that: they
/// write a hyphen or a yen sign as another character, which comes back as that one.
fn table() -> Table {
    let mut table = Box::new([0_u64; 1024]);
    let mut enter = |bytes: &[u8]| {
        let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
        let mut characters = text.as_deref().unwrap_or_default().chars();
        if let (Some(c), None) = (characters.next(), characters.next())
            && !is_user_defined(c)
            && let Ok(point) = u16::try_from(u32::from(c))
            && let Some(word) = table.get_mut(usize::from(point) / 64)
        {
            *word |= 1 << (point % 64);
        }
    };
    // Half-width kana, then two octets.
    (0xa1..=0xdf).for_each(|byte| enter(&[byte]));
    for lead in (0x81..=0x9f).chain(0xe0..=0xfc) {
        for trail in 0x40..=0xfc {
            enter(&[lead, trail]);
        }
    }
    table
}

/// Whether the octets are UTF-8, perhaps cut at the end, with kana or kanji in it. Text in CP932
/// is not: kana begin with octets that begin no character of UTF-8.
pub(crate) fn is_japanese_utf8(bytes: &[u8]) -> bool {
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    valid.chars().any(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}'))
}

/// Whether it is a user-defined character (外字), of which each site has its own.
pub(crate) const fn is_user_defined(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// The length of the text in CP932: one octet for ASCII and half-width kana, two for others.
pub(crate) fn cp932_length(text: &str) -> usize {
    text.chars()
        .map(|c| if c.is_ascii() || matches!(c, '\u{ff61}'..='\u{ff9f}') { 1 } else { 2 })
        .sum()
}

/// Puts the code points that CP932 has in the place of those that other encoders write for the
/// same character (波ダッシュ, 負符号 …).
pub(crate) fn unify(text: &str) -> Cow<'_, str> {
    let unified = |c: char| match c {
        '\u{301c}' => '\u{ff5e}',
        '\u{2212}' => '\u{ff0d}',
        '\u{2014}' => '\u{2015}',
        '\u{2016}' => '\u{2225}',
        '\u{a5}' => '\\',
        other => other,
    };
    if text.chars().any(|c| unified(c) != c) {
        Cow::Owned(text.chars().map(unified).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The CP932 code F040 to F9FC of U+E000 to U+E757; encoding_rs reads these but does not write
/// them (Encoding Standard, Shift_JIS decoder step 5).
fn user_defined(c: char) -> Option<[u8; 2]> {
    let pointer = u32::from(c).checked_sub(0xe000).filter(|pointer| *pointer <= 0x757)?;
    let lead = 0xf0 + pointer / 188;
    let trail = pointer % 188;
    let trail = trail + if trail < 0x3f { 0x40 } else { 0x41 };
    Some([u8::try_from(lead).ok()?, u8::try_from(trail).ok()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_decodes_to_a_user_defined_character_is_written_back() {
        for lead in 0xf0..=0xf9_u8 {
            for trail in (0x40..=0xfc_u8).filter(|trail| *trail != 0x7f) {
                let text = decode_cp932(&[lead, trail]).unwrap();
                assert!(text.chars().all(is_user_defined));
                assert_eq!(encode_cp932(&text), Ok(vec![lead, trail]));
            }
        }
    }

    #[test]
    fn the_offset_of_the_first_bad_octet_is_told() {
        assert_eq!(decode_cp932(b"ab\x82\xa0c"), Ok("abあc".into()));
        assert_eq!(decode_cp932(b"ab\x82\xa0\xfdc"), Err(4));
        assert_eq!(decode_cp932(b"abc\x82"), Err(3));
        assert_eq!(encode_cp932("a😀"), Err('😀'));
        for c in "ｱ①髙﨑～あ".chars() {
            assert!(is_in_cp932(c), "{c}");
        }
        // Kanji that JIS X 0213 added, simplified ones, kana in two characters, wave dash, minus.
        for c in "𠮷剝頰塡𠮟药\u{3099}\u{309a}〜−¥\u{fffd}é".chars() {
            assert!(!is_in_cp932(c), "{c}");
        }
    }
}
