//! The encoding and the XML declaration (XML 1.0 §2.8, §4.3.3).

use super::Reader;
use crate::characters::is_space;
use crate::error::{Error, ErrorKind, excerpt};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// First octets of other encodings (XML 1.0 appendix F), the longer first.
const OTHER_ENCODINGS: [(&[u8], &str); 9] = [
    (b"\x00\x00\xFE\xFF", "UTF-32BE"),
    (b"\xFF\xFE\x00\x00", "UTF-32LE"),
    (b"\x00\x00\x00<", "UTF-32BE"),
    (b"<\x00\x00\x00", "UTF-32LE"),
    (b"\xFE\xFF", "UTF-16BE"),
    (b"\xFF\xFE", "UTF-16LE"),
    (b"\x00<", "UTF-16BE"),
    (b"<\x00", "UTF-16LE"),
    (b"\x4C\x6F\xA7\x94", "EBCDIC"),
];

/// The source as text, where it is UTF-8.
pub(super) fn decode(source: &[u8]) -> Result<&str, Error> {
    if source.is_empty() || source == BYTE_ORDER_MARK {
        return Err(Error::new(ErrorKind::Empty, source, 0));
    }
    for (start, name) in OTHER_ENCODINGS {
        if source.starts_with(start) {
            let kind = ErrorKind::UnsupportedEncoding { actual: name.into() };
            return Err(Error::new(kind, source, 0));
        }
    }
    match simdutf8::basic::from_utf8(source) {
        Ok(text) => Ok(text),
        Err(_) => Err(not_utf8(source)),
    }
}

/// The error for octets that are no UTF-8: what matters is whether they pretend to be.
#[cold]
fn not_utf8(source: &[u8]) -> Error {
    let valid = match std::str::from_utf8(source) {
        Ok(_) => source.len(),
        Err(error) => error.valid_up_to(),
    };
    let start = source.get(..valid).and_then(|start| std::str::from_utf8(start).ok());
    match start.and_then(declared_encoding) {
        Some((name, at)) if !is_utf8(name) => {
            Error::new(ErrorKind::UnsupportedEncoding { actual: excerpt(name) }, source, at)
        }
        _ => Error::new(ErrorKind::NotUtf8, source, valid),
    }
}

fn is_utf8(name: &str) -> bool {
    name.eq_ignore_ascii_case("UTF-8")
}

/// The encoding named in an XML declaration, well-formed or not, and where it stands.
fn declared_encoding(text: &str) -> Option<(&str, usize)> {
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let (before, after) = declaration.split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some((value.split(quote).nth(1)?, "<?xml".len() + before.len()))
}

impl<'a> Reader<'a, '_> {
    /// A byte order mark and `XMLDecl`, where they are.
    pub(super) fn xml_declaration(&mut self) -> Result<(), Error> {
        if self.starts_with(BYTE_ORDER_MARK) {
            self.position += BYTE_ORDER_MARK.len();
        }
        let after = self.bytes.get(self.position + 5).copied();
        if !self.starts_with(b"<?xml") || !after.is_some_and(is_space) {
            return Ok(());
        }
        self.position += 5;
        let Some((version, at)) = self.pseudo_attribute("version")? else {
            return self.not_well_formed("XMLDecl", "version");
        };
        if version != "1.0" {
            return self.not_well_formed_at("VersionNum", "1.0", at);
        }
        if let Some((encoding, at)) = self.pseudo_attribute("encoding")?
            && !is_utf8(encoding)
        {
            return Err(self.at(ErrorKind::UnsupportedEncoding { actual: excerpt(encoding) }, at));
        }
        if let Some((standalone, at)) = self.pseudo_attribute("standalone")?
            && !matches!(standalone, "yes" | "no")
        {
            return self.not_well_formed_at("SDDecl", "yes | no", at);
        }
        self.skip_space();
        if !self.starts_with(b"?>") {
            return self.not_well_formed("XMLDecl", "?>");
        }
        self.position += 2;
        Ok(())
    }

    /// `S name Eq quoted`, if it is that one, and where the value stands.
    fn pseudo_attribute(&mut self, name: &str) -> Result<Option<(&'a str, usize)>, Error> {
        let start = self.position;
        if !self.skip_space() || !self.starts_with(name.as_bytes()) {
            self.position = start;
            return Ok(None);
        }
        self.position += name.len();
        let quote = self.equals("XMLDecl")?;
        let start = self.position;
        let Some(length) = memchr::memchr(quote, self.rest()) else {
            return self.not_well_formed("XMLDecl", "quote");
        };
        self.position += length + 1;
        Ok(Some((self.slice(start, start + length), start)))
    }
}
