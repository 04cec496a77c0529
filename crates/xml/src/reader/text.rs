//! Character data, attribute values and references (XML 1.0 §2.4, §2.11, §3.3.3, §4.1).

use super::Reader;
use crate::characters::{self, is_char, is_name, is_name_start};
use crate::error::{Error, ErrorKind, excerpt};
use crate::storage::{Kind, NodeRecord, Span};
use memchr::{memchr, memchr3};

impl Reader<'_, '_> {
    /// A run of text up to the next markup.
    pub(super) fn character_data(&mut self) -> Result<(), Error> {
        let (start, rest) = (self.position, self.rest());
        if let Some(length) = memchr3(b'<', b'&', b'>', rest)
            && rest.get(length) == Some(&b'<')
            && !(self.carriage_return
                && memchr(b'\r', rest.get(..length).unwrap_or_default()).is_some())
        {
            self.position += length;
            let value = Span::source(start, start + length);
            let node = self.push_node(Kind::Text, start, start + length, value)?;
            node.flags = NodeRecord::TEXT_VERBATIM;
            return Ok(());
        }
        let end = start + memchr(b'<', rest).unwrap_or(rest.len());
        let value = self.text_value(start, end)?;
        self.position = end;
        self.push_node(Kind::Text, start, end, value)?;
        Ok(())
    }

    /// The value of text that has references, line ends to normalise or a `>`.
    fn text_value(&mut self, start: usize, end: usize) -> Result<Span, Error> {
        let from = self.storage.pool.len();
        // Up to where the source is copied into the pool; at `start` for as long as the value
        // is its source.
        let mut copied = start;
        self.position = start;
        loop {
            let stretch = self.bytes.get(self.position..end).unwrap_or_default();
            let Some(length) = memchr3(b'&', b'\r', b'>', stretch) else { break };
            self.position += length;
            match stretch.get(length) {
                Some(b'>') => {
                    let before = self.bytes.get(start..self.position).unwrap_or_default();
                    if before.ends_with(b"]]") {
                        return self.not_well_formed_at("CharData", "]]&gt;", self.position - 2);
                    }
                    self.position += 1;
                }
                Some(b'\r') => {
                    self.copy(copied);
                    self.storage.pool.push('\n');
                    self.position += if self.starts_with(b"\r\n") { 2 } else { 1 };
                    copied = self.position;
                }
                _ => {
                    self.copy(copied);
                    let character = self.reference()?;
                    self.storage.pool.push(character);
                    copied = self.position;
                }
            }
        }
        if copied == start {
            return Ok(Span::source(start, end));
        }
        self.position = end;
        self.copy(copied);
        Ok(Span::pool(from, self.storage.pool.len()))
    }

    /// The value of an attribute up to its closing quote, and whether it is its own canonical
    /// form (in double quotes).
    pub(super) fn attribute_value(&mut self, quote: u8) -> Result<(Span, bool), Error> {
        let (start, rest) = (self.position, self.rest());
        // Most values are their source.
        if let Some(length) = memchr3(quote, b'<', b'&', rest)
            && rest.get(length) == Some(&quote)
            && let Some(value) = rest.get(..length)
            && memchr3(b'\t', b'\n', b'\r', value).is_none()
        {
            self.position += length + 1;
            return Ok((Span::source(start, start + length), quote == b'"'));
        }
        Ok((self.normalised_value(quote)?, false))
    }

    /// The value of an attribute that has references or white space to normalise (§3.3.3).
    fn normalised_value(&mut self, quote: u8) -> Result<Span, Error> {
        let stop = |octet: u8| {
            (octet == quote)
                | (octet == b'<')
                | (octet == b'&')
                | (octet == b'\t')
                | (octet == b'\n')
                | (octet == b'\r')
        };
        let start = self.position;
        let from = self.storage.pool.len();
        let mut copied = start;
        loop {
            let rest = self.rest();
            let Some(length) = characters::find(rest, stop) else {
                self.position = self.bytes.len();
                return self.not_well_formed("AttValue", &char::from(quote).to_string());
            };
            self.position += length;
            match rest.get(length) {
                Some(b'<') => return self.not_well_formed("AttValue", "&lt;"),
                Some(b'&') => {
                    self.copy(copied);
                    let character = self.reference()?;
                    self.storage.pool.push(character);
                }
                Some(&octet) if octet == quote => break,
                _ => {
                    // White space becomes a space, and a line end is one piece of it.
                    self.copy(copied);
                    self.storage.pool.push(' ');
                    self.position += if self.starts_with(b"\r\n") { 2 } else { 1 };
                }
            }
            copied = self.position;
        }
        self.copy(copied);
        self.position += 1;
        Ok(Span::pool(from, self.storage.pool.len()))
    }

    /// Copies the source from `start` to the present position into the pool.
    fn copy(&mut self, start: usize) {
        let stretch = self.slice(start, self.position);
        self.storage.pool.push_str(stretch);
    }

    /// `Reference`: a character reference or one of the five entities that XML declares.
    fn reference(&mut self) -> Result<char, Error> {
        let start = self.position;
        if self.starts_with(b"&#") {
            return self.character_reference();
        }
        let rest = self.slice(start + 1, self.text.len());
        let mut characters = rest.char_indices();
        let named =
            characters.next().is_some_and(|(_, first)| is_name_start(first) || first == ':');
        let end = characters.find(|&(_, c)| !is_name(c) && c != ':');
        let Some((length, ';')) = end.filter(|_| named) else {
            return self.not_well_formed("Reference", "Name ;");
        };
        let name = self.slice(start + 1, start + 1 + length);
        self.position += length + 2;
        match name {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(self.at(ErrorKind::UndefinedEntity { name: excerpt(name) }, start)),
        }
    }

    fn character_reference(&mut self) -> Result<char, Error> {
        let start = self.position;
        let (skip, radix) = if self.starts_with(b"&#x") { (3, 16) } else { (2, 10) };
        self.position += skip;
        let digits = self.position;
        let mut number = 0u32;
        while let Some(digit) = self.peek().and_then(|octet| char::from(octet).to_digit(radix)) {
            number = number.saturating_mul(radix).saturating_add(digit);
            self.position += 1;
        }
        if self.position == digits || self.peek() != Some(b';') {
            return self.not_well_formed(
                "CharRef",
                if radix == 16 { "[0-9a-fA-F]+ ;" } else { "[0-9]+ ;" },
            );
        }
        self.position += 1;
        match char::from_u32(number).filter(|&character| is_char(character)) {
            Some(character) => Ok(character),
            None => self.not_well_formed_at("WFC: Legal Character", "Char", start),
        }
    }
}
