//! Characters and names of XML 1.0 (5th edition) §2.2 and §2.3.

use memchr::memmem;

const SPACE: u8 = 1;
const NAME: u8 = 2;
const NAME_START: u8 = 4;

/// The classes of the ASCII characters; other octets are in none. Neither is the colon: Namespaces
/// in XML gives it a meaning of its own.
static CLASSES: [u8; 256] = {
    let mut table = [0; 256];
    let mut octet = 0;
    while octet < 128 {
        table[octet] = match octet as u8 {
            b' ' | b'\t' | b'\r' | b'\n' => SPACE,
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => NAME | NAME_START,
            b'0'..=b'9' | b'-' | b'.' => NAME,
            _ => 0,
        };
        octet += 1;
    }
    table
};

#[inline]
fn class(octet: u8) -> u8 {
    // An octet is never beyond the table.
    CLASSES[usize::from(octet)]
}

/// `S`: white space.
#[inline]
pub(crate) fn is_space(octet: u8) -> bool {
    class(octet) & SPACE != 0
}

/// Whether the octet is an ASCII character that can stand in a name, other than the colon.
#[inline]
pub(crate) fn is_ascii_name(octet: u8) -> bool {
    class(octet) & NAME != 0
}

/// Whether the octet is an ASCII character that can start a name, other than the colon.
#[inline]
pub(crate) fn is_ascii_name_start(octet: u8) -> bool {
    class(octet) & NAME_START != 0
}

/// `NameStartChar` without the colon.
pub(crate) fn is_name_start(character: char) -> bool {
    match character {
        '\0'..='\x7F' => class(character as u8) & NAME_START != 0,
        '\u{C0}'..='\u{D6}'
        | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}'
        | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}' => true,
        _ => false,
    }
}

/// `NameChar` without the colon.
pub(crate) fn is_name(character: char) -> bool {
    match character {
        '\0'..='\x7F' => is_ascii_name(character as u8),
        '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}' => true,
        _ => is_name_start(character),
    }
}

/// `Char`: what can stand in a document at all.
pub(crate) fn is_char(character: char) -> bool {
    !matches!(character, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

/// What one pass over a document finds out.
pub(crate) struct Survey {
    /// Whether line endings have to be normalised anywhere.
    pub(crate) carriage_return: bool,
    /// Where the first character stands that is no `Char`.
    pub(crate) forbidden: Option<usize>,
}

/// Looks for what concerns the document as a whole, so that the reader need not look at each
/// character: nowhere in a document may a character stand that is no `Char`.
pub(crate) fn survey(text: &str) -> Survey {
    let bytes = text.as_bytes();
    let (mut carriage_return, mut control, mut specials) = (false, None, false);
    for (chunk, start) in bytes.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
        let (unusual, high) = glance(chunk);
        specials |= high;
        if unusual {
            carriage_return |= memchr::memchr(b'\r', chunk).is_some();
            let forbidden = |octet| (octet < 0x20) & !matches!(octet, b'\t' | b'\n' | b'\r');
            control = control.or_else(|| find(chunk, forbidden).map(|within| start + within));
        }
    }
    // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    let noncharacter = specials
        .then(|| {
            let ends_so = |at: &usize| matches!(bytes.get(at + 2), Some(0xBE | 0xBF));
            memmem::find_iter(bytes, b"\xEF\xBF").find(ends_so)
        })
        .flatten();
    let forbidden = match (control, noncharacter) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    Survey { carriage_return, forbidden }
}

const CHUNK: usize = 4096;

/// Whether there is a control character other than the line feed, and an octet from EF on.
/// Written so that the compiler makes vector instructions of it.
fn glance(chunk: &[u8]) -> (bool, bool) {
    let (mut least, mut greatest) = (u8::MAX, 0);
    for &octet in chunk {
        // The line feed becomes the greatest number, other controls the 31 least.
        least = least.min((octet ^ b'\n').wrapping_sub(1));
        greatest = greatest.max(octet);
    }
    (least < 31, greatest >= 0xEF)
}

/// Where the first octet stands that satisfies `stop`, looking at sixteen at a time.
#[inline]
pub(crate) fn find(bytes: &[u8], stop: impl Fn(u8) -> bool) -> Option<usize> {
    let (chunks, rest) = bytes.as_chunks::<16>();
    for (index, chunk) in chunks.iter().enumerate() {
        if chunk.iter().fold(0, |hits, &octet| hits | u8::from(stop(octet))) != 0 {
            let within = chunk.iter().position(|&octet| stop(octet)).unwrap_or(0);
            return Some(index * 16 + within);
        }
    }
    let tail = bytes.len() - rest.len();
    rest.iter().position(|&octet| stop(octet)).map(|within| tail + within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_forbidden_character_is_found_wherever_it_stands() {
        let padding = "処方".repeat(50);
        for forbidden in ["\0", "\x08", "\x1F", "\u{FFFE}", "\u{FFFF}"] {
            let text = format!("{padding}{forbidden}{padding}\u{FFFF}\0");
            assert_eq!(survey(&text).forbidden, Some(padding.len()), "{forbidden:?}");
        }
        assert_eq!(survey(&format!("{padding}\t\r\n\x7F\u{FFFD}\u{10FFFF}")).forbidden, None);
    }

    #[test]
    fn find_agrees_with_a_plain_search_at_every_place() {
        for length in 0..70 {
            let mut bytes = vec![b'a'; length];
            assert_eq!(find(&bytes, |b| b == b'&'), None);
            for at in (0..length).rev() {
                bytes[at] = b'&';
                assert_eq!(find(&bytes, |b| b == b'&'), Some(at));
            }
        }
    }
}
