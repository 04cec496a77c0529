//! How the text of a file is encoded, where it is not as its format has it.
//!
//! Nothing is guessed unless that is asked for: what the octets show is named in the error, with the
//! option that reads it.

use super::ReadError;
use crate::{Charset, charset};
use encoding_rs::{EUC_JP, Encoding as Rule, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How to take the octets of a file for text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextEncoding {
    /// As the format has it: UTF-8 for SJ1, CJ1, JSON and FHIR, CP932 for JAHIS and JAHISTC. What is
    /// encoded otherwise is not read.
    #[default]
    Standard,
    /// As the octets show: UTF-16, UTF-8, else CP932.
    Auto,
    /// UTF-8: some readers of 2D symbols hand out JAHIS in it.
    Utf8,
    /// Shift_JIS as Windows has it (CP932).
    ShiftJis,
    /// UTF-16 of either octet order, with and without byte order mark.
    Utf16,
}

impl TextEncoding {
    /// Those that can be asked for, by their words.
    pub const NAMED: [(&'static str, Self); 4] = [
        ("auto", Self::Auto),
        ("utf-8", Self::Utf8),
        ("shift_jis", Self::ShiftJis),
        ("utf-16", Self::Utf16),
    ];

    /// The encoding of a word; `None` if it is none of [`NAMED`](Self::NAMED).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, encoding)| *encoding)
    }
}

/// What the octets of a file show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SeenEncoding {
    /// UTF-8.
    Utf8,
    /// Shift_JIS as Windows has it (CP932).
    ShiftJis,
    /// UTF-16.
    Utf16,
    /// EUC-JP, which is recognised and not read.
    EucJp,
    /// ISO-2022-JP, the text of old mail, which is recognised and not read.
    Iso2022Jp,
}

impl SeenEncoding {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::ShiftJis => "CP932 (Shift_JIS)",
            Self::Utf16 => "UTF-16",
            Self::EucJp => "EUC-JP",
            Self::Iso2022Jp => "ISO-2022-JP",
        }
    }

    /// The word of the option that reads it; `None` if nothing does.
    pub const fn option(self) -> Option<&'static str> {
        match self {
            Self::Utf8 => Some("utf-8"),
            Self::ShiftJis => Some("shift_jis"),
            Self::Utf16 => Some("utf-16"),
            Self::EucJp | Self::Iso2022Jp => None,
        }
    }

    /// That of the character set of a format.
    pub(crate) const fn of(charset: Charset) -> Self {
        match charset {
            Charset::Utf8 => Self::Utf8,
            Charset::Cp932 => Self::ShiftJis,
        }
    }
}

/// The octets of a document that is no records (JSON, CSV, FHIR) as UTF-8; XML stays as it is, for it
/// may be signed. `standard` is the character set that the document ought to have; `None` where both
/// UTF-8 and CP932 are read.
///
/// # Errors
/// If the octets are not of the encoding that was asked for; with [`TextEncoding::Standard`], if they
/// show another one.
pub fn to_utf8(
    bytes: &[u8],
    encoding: TextEncoding,
    standard: Option<Charset>,
) -> Result<Cow<'_, [u8]>, ReadError> {
    let content = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wide = utf16(bytes);
    let is_xml = match wide {
        Some(_) => bytes.iter().find(|byte| !matches!(byte, 0 | 0xfe | 0xff)) == Some(&b'<'),
        None => content.trim_ascii_start().first() == Some(&b'<'),
    };
    if is_xml || encoding == TextEncoding::Standard && standard.is_none() && wide.is_none() {
        return Ok(Cow::Borrowed(bytes));
    }
    let seen = match encoding {
        TextEncoding::Standard => {
            let expected = SeenEncoding::of(standard.unwrap_or(Charset::Utf8));
            match seen(bytes) {
                // Damaged UTF-8 is for the reader to place.
                None => return Ok(Cow::Borrowed(bytes)),
                Some(actual) if actual == expected => return Ok(Cow::Borrowed(bytes)),
                Some(actual) => return Err(ReadError::OtherEncoding { expected, actual }),
            }
        }
        _ => chosen(bytes, encoding)?,
    };
    match seen {
        SeenEncoding::Utf8 => Ok(Cow::Borrowed(bytes)),
        seen => Ok(Cow::Owned(text(bytes, content, seen)?.into_bytes())),
    }
}

/// The encoding that an option stands for. [`TextEncoding::Standard`] is decided by the header.
pub(super) fn chosen(bytes: &[u8], encoding: TextEncoding) -> Result<SeenEncoding, ReadError> {
    Ok(match encoding {
        TextEncoding::Utf8 | TextEncoding::Standard => SeenEncoding::Utf8,
        TextEncoding::ShiftJis => SeenEncoding::ShiftJis,
        TextEncoding::Utf16 => SeenEncoding::Utf16,
        TextEncoding::Auto => match seen(bytes) {
            Some(seen) if seen.option().is_none() => {
                let expected = SeenEncoding::Utf8;
                return Err(ReadError::OtherEncoding { expected, actual: seen });
            }
            // Of what is neither the better fault is that of CP932: all of old Windows.
            seen => seen.unwrap_or(SeenEncoding::ShiftJis),
        },
    })
}

/// What the octets show, if they show anything.
pub(super) fn seen(bytes: &[u8]) -> Option<SeenEncoding> {
    if utf16(bytes).is_some() {
        return Some(SeenEncoding::Utf16);
    }
    if is_iso_2022_jp(bytes) {
        return Some(SeenEncoding::Iso2022Jp);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Some(SeenEncoding::Utf8);
    }
    let euc = EUC_JP.decode_without_bom_handling_and_without_replacement(bytes);
    match (charset::decode_cp932(bytes).ok(), euc) {
        (Some(cp932), Some(euc)) if half_width(&cp932) > half_width(&euc) => {
            Some(SeenEncoding::EucJp)
        }
        (Some(_), _) => Some(SeenEncoding::ShiftJis),
        (None, Some(_)) => Some(SeenEncoding::EucJp),
        (None, None) => None,
    }
}

/// Half-width kana, which EUC-JP taken for CP932 is full of: each of its octets is one.
fn half_width(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{ff61}'..='\u{ff9f}')).count()
}

/// Whether an escape sequence for JIS X 0208 stands in it.
pub(super) fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let escapes = bytes.iter().enumerate().filter(|(_, byte)| **byte == 0x1b);
    escapes
        .into_iter()
        .any(|(at, _)| matches!(bytes.get(at + 1..at + 3), Some([b'$', b'B' | b'@'])))
}

/// The octet order of UTF-16: by its mark, or by the zeros that every second octet of the header is.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Rule> {
    match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(UTF_16LE),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// The text. `content` is without a byte order mark of UTF-8.
pub(super) fn text(
    bytes: &[u8],
    content: &[u8],
    encoding: SeenEncoding,
) -> Result<String, ReadError> {
    let undecodable = |offset| ReadError::undecodable(content, offset, encoding.name());
    match encoding {
        SeenEncoding::ShiftJis => charset::decode_cp932(content).map_err(undecodable),
        SeenEncoding::Utf16 => from_utf16(bytes),
        // Others are never chosen.
        SeenEncoding::Utf8 | SeenEncoding::EucJp | SeenEncoding::Iso2022Jp => {
            let text = std::str::from_utf8(content).map(str::to_owned);
            text.map_err(|error| undecodable(error.valid_up_to()))
        }
    }
}

fn from_utf16(bytes: &[u8]) -> Result<String, ReadError> {
    // Where nothing tells the order it is that of Windows.
    let rule = utf16(bytes).unwrap_or(UTF_16LE);
    let marked = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let content = bytes.get(if marked { 2 } else { 0 }..).unwrap_or_default();
    let unit = |pair: &[u8]| match (pair, rule == UTF_16LE) {
        ([low, high], true) | ([high, low], false) => u16::from_be_bytes([*high, *low]),
        _ => 0,
    };
    let (mut text, mut line, mut at) = (String::with_capacity(bytes.len()), 1, 0);
    let broken = |at: usize, line| ReadError::Undecodable {
        charset: SeenEncoding::Utf16.name(),
        offset: at * 2 + if marked { 2 } else { 0 },
        line,
    };
    for character in char::decode_utf16(content.chunks_exact(2).map(unit)) {
        let character = character.map_err(|_| broken(at, line))?;
        line += u32::from(character == '\n');
        at += character.len_utf16();
        text.push(character);
    }
    match content.len() % 2 {
        0 => Ok(text),
        _ => Err(broken(at, line)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        let units = mark.into_iter().chain(text.chars()).collect::<String>();
        units
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn the_encoding_of_octets_is_seen() {
        let text = "JAHISTC08,1\r\n1,試験　ﾊﾅｺ,2\r\n201,1,ゾルピデム錠";
        for (big, mark) in [(false, true), (true, true), (false, false), (true, false)] {
            let bytes = wide(text, big, mark);
            assert_eq!(seen(&bytes), Some(SeenEncoding::Utf16), "{big} {mark}");
            assert_eq!(from_utf16(&bytes).unwrap(), text, "{big} {mark}");
        }
        assert_eq!(seen(text.as_bytes()), Some(SeenEncoding::Utf8));
        assert_eq!(seen(&charset::encode_cp932(text).unwrap()), Some(SeenEncoding::ShiftJis));
        let (euc, _, _) = EUC_JP.encode(text);
        assert_eq!(seen(&euc), Some(SeenEncoding::EucJp));
        assert_eq!(seen(b"JAHISTC08,1\r\n1,\x1b$B;n83\x1b(B"), Some(SeenEncoding::Iso2022Jp));
        assert_eq!(seen(b"\x81\xff\xff"), None);
    }

    #[test]
    fn utf16_that_is_cut_or_broken_is_placed() {
        let mut bytes = wide("SJ1\n12", false, true);
        bytes.pop();
        let error = from_utf16(&bytes).unwrap_err();
        assert!(matches!(error, ReadError::Undecodable { offset: 12, line: 2, .. }), "{error:?}");
        let mut bytes = wide("SJ1\n", false, true);
        bytes.extend([0x00, 0xdc]);
        let error = from_utf16(&bytes).unwrap_err();
        assert!(matches!(error, ReadError::Undecodable { offset: 10, line: 2, .. }), "{error:?}");
    }

    #[test]
    fn a_signed_document_is_never_written_otherwise() {
        let xml = wide("<Document/>", false, true);
        for encoding in [TextEncoding::Standard, TextEncoding::Auto, TextEncoding::Utf16] {
            assert_eq!(to_utf8(&xml, encoding, Some(Charset::Utf8)).unwrap(), xml);
        }
    }
}
