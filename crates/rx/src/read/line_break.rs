//! Where a line ends.
//!
//! LF and CR LF always end one. CR alone (old Macs), VT, FF, NUL and the separators of Unicode
//! swallow the record behind them if they are not taken for line ends, so they are wherever a
//! record begins after them; elsewhere they are damage inside a value.

use crate::{Format, RecordLayout};

/// A character, other than LF, that stands where a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Break {
    /// Its name, for people.
    pub(crate) name: &'static str,
    /// How many octets of UTF-8 it has.
    pub(super) length: usize,
}

impl Break {
    /// The break at the beginning of the octets (UTF-8, or ASCII of any set), LF aside.
    pub(super) fn at(bytes: &[u8]) -> Option<Self> {
        let (name, length) = match bytes {
            [b'\r', ..] => ("CR", 1),
            [0x0b, ..] => ("VT (U+000B)", 1),
            [0x0c, ..] => ("FF (U+000C)", 1),
            [0, ..] => ("NUL (U+0000)", 1),
            [0x1d, ..] => ("GS (U+001D)", 1),
            [0x1e, ..] => ("RS (U+001E)", 1),
            [0xc2, 0x85, ..] => ("NEL (U+0085)", 2),
            [0xe2, 0x80, 0xa8, ..] => ("LS (U+2028)", 3),
            [0xe2, 0x80, 0xa9, ..] => ("PS (U+2029)", 3),
            _ => return None,
        };
        Some(Self { name, length })
    }

    /// The same where it ends a line: a record of the format begins after it.
    pub(super) fn before_record(bytes: &[u8], format: Format) -> Option<Self> {
        let found = Self::at(bytes)?;
        begins_record(bytes.get(found.length..)?, format).then_some(found)
    }
}

/// Whether a record number that the format has and a comma stand there.
fn begins_record(bytes: &[u8], format: Format) -> bool {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=3).contains(&digits) || bytes.get(digits) != Some(&b',') {
        return false;
    }
    let number = bytes.iter().take(digits).fold(0, |sum, byte| sum * 10 + u16::from(byte - b'0'));
    bytes.first() != Some(&b'0') && RecordLayout::find(format, number).is_some()
}

/// The first line, whatever ends it; the octets may be of any set.
pub(super) fn first_line(bytes: &[u8]) -> &[u8] {
    let ends = |place: &usize| {
        let rest = bytes.get(*place..).unwrap_or_default();
        rest.first() == Some(&b'\n') || Break::at(rest).is_some()
    };
    let end = (0..bytes.len()).find(ends).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or(bytes)
}
