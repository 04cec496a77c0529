//! A place in the source, for people.

use memchr::memchr_iter;

/// A place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// Octets before it, a byte order mark included.
    pub offset: usize,
    /// The line, counted from 1; lines end with LF.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl Position {
    /// The position of an offset in the source. Counts lines, so it costs time linear in `offset`.
    pub(crate) fn of(source: &[u8], offset: usize) -> Self {
        let before = source.get(..offset).unwrap_or(source);
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        let line = before.get(line_start..).unwrap_or_default();
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        // Octets that continue a UTF-8 sequence do not start a character.
        let characters = line.iter().filter(|&&octet| octet & 0xC0 != 0x80).count();
        Self { offset, line: memchr_iter(b'\n', before).count() + 1, column: characters + 1 }
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_with_lf() {
        let source = "<a>\n処方<b/>".as_bytes();
        // 4 octets of the first line, 2 characters of 3 octets each before `<b/>`.
        assert_eq!(Position::of(source, 10), Position { offset: 10, line: 2, column: 3 });
        assert_eq!(Position::of(source, 0), Position { offset: 0, line: 1, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(Position::of("\u{FEFF}<a/>".as_bytes(), 3).column, 1);
    }
}
