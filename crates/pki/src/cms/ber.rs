//! A small reader of ASN.1 in BER and DER (X.690) over borrowed bytes.
//!
//! Time-stamp tokens exist in BER, with indefinite lengths and octet strings in pieces, and
//! signatures must be checked over the bytes as they came: every element keeps its own octets.
//! Only one-octet identifiers are read, as nothing that CMS, RFC 3161 or the HPKI profile
//! defines has a tag number above 30.

use super::asn1_error::MAX_DEPTH;
pub use super::asn1_error::{Asn1Error, Asn1Problem};
use crate::Oid;
use std::borrow::Cow;

/// Identifier octets.
pub mod tag {
    /// BOOLEAN.
    pub const BOOLEAN: u8 = 0x01;
    /// INTEGER.
    pub const INTEGER: u8 = 0x02;
    /// BIT STRING.
    pub const BIT_STRING: u8 = 0x03;
    /// OCTET STRING, primitive.
    pub const OCTET_STRING: u8 = 0x04;
    /// NULL.
    pub const NULL: u8 = 0x05;
    /// OBJECT IDENTIFIER.
    pub const OID: u8 = 0x06;
    /// UTF8String.
    pub const UTF8_STRING: u8 = 0x0c;
    /// NumericString.
    pub const NUMERIC_STRING: u8 = 0x12;
    /// PrintableString.
    pub const PRINTABLE_STRING: u8 = 0x13;
    /// TeletexString.
    pub const TELETEX_STRING: u8 = 0x14;
    /// GeneralizedTime.
    pub const GENERALIZED_TIME: u8 = 0x18;
    /// UniversalString.
    pub const UNIVERSAL_STRING: u8 = 0x1c;
    /// BMPString.
    pub const BMP_STRING: u8 = 0x1e;
    /// SEQUENCE.
    pub const SEQUENCE: u8 = 0x30;
    /// SET.
    pub const SET: u8 = 0x31;
    /// The bit of a constructed encoding.
    pub const CONSTRUCTED: u8 = 0x20;

    /// `[n]`, primitive.
    pub const fn context(number: u8) -> u8 {
        0x80 | number
    }

    /// `[n]`, constructed.
    pub const fn context_constructed(number: u8) -> u8 {
        0xa0 | number
    }
}

/// Which encoding rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Indefinite and over-long lengths and strings in pieces are allowed.
    Ber,
    /// The one encoding that X.690 §10 leaves.
    Der,
}

/// One element: identifier, content and the octets of the whole.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// The identifier octet.
    pub tag: u8,
    /// The content octets, without the end-of-contents octets of an indefinite length.
    pub content: &'a [u8],
    /// All octets of the element, as they came.
    pub raw: &'a [u8],
    /// The offset of the first content octet.
    content_offset: usize,
    /// The offset of the identifier octet.
    pub offset: usize,
    rules: Rules,
}

/// Reads elements one after the other.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    offset: usize,
    rules: Rules,
}

/// What the identifier and length octets say.
struct Header {
    tag: u8,
    /// Octets of identifier and length.
    octets: usize,
    /// `None`: indefinite.
    length: Option<usize>,
}

impl<'a> Reader<'a> {
    /// Reads these octets under these rules.
    pub fn new(bytes: &'a [u8], rules: Rules) -> Self {
        Self { rest: bytes, offset: 0, rules }
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The identifier octet of the next element.
    pub fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The error that this problem is here.
    pub fn error(&self, field: &'static str, problem: Asn1Problem) -> Asn1Error {
        Asn1Error { field, offset: self.offset, problem }
    }

    /// The next element, whatever it is.
    ///
    /// # Errors
    /// If the octets are no element under the rules.
    pub fn any(&mut self, field: &'static str) -> Result<Element<'a>, Asn1Error> {
        let error = |problem| self.error(field, problem);
        let header = header(self.rest, self.rules).map_err(error)?;
        let (content_length, total) = match header.length {
            Some(length) => (length, header.octets.checked_add(length)),
            None => {
                let body = self.rest.get(header.octets..).unwrap_or_default();
                let length = indefinite_length(body, self.rules).map_err(error)?;
                (length, header.octets.checked_add(length + END_OF_CONTENTS))
            }
        };
        let total = total.ok_or_else(|| error(Asn1Problem::Header))?;
        let (Some(raw), Some(rest)) = (self.rest.get(..total), self.rest.get(total..)) else {
            return Err(error(Asn1Problem::Truncated));
        };
        let content = raw.get(header.octets..header.octets + content_length).unwrap_or_default();
        let offset = self.offset;
        self.rest = rest;
        self.offset += total;
        Ok(Element {
            tag: header.tag,
            content,
            raw,
            content_offset: offset + header.octets,
            offset,
            rules: self.rules,
        })
    }

    /// The next element, which must have this tag.
    ///
    /// # Errors
    /// As [`any`](Self::any), or if the tag is another.
    pub fn element(&mut self, tag: u8, field: &'static str) -> Result<Element<'a>, Asn1Error> {
        match self.peek() {
            Some(found) if found != tag => {
                Err(self.error(field, Asn1Problem::UnexpectedTag { expected: tag, found }))
            }
            _ => self.any(field),
        }
    }

    /// The next element if it has this tag.
    ///
    /// # Errors
    /// As [`any`](Self::any).
    pub fn optional(
        &mut self,
        tag: u8,
        field: &'static str,
    ) -> Result<Option<Element<'a>>, Asn1Error> {
        if self.peek() == Some(tag) { self.any(field).map(Some) } else { Ok(None) }
    }

    /// Nothing may remain.
    ///
    /// # Errors
    /// If octets remain.
    pub fn finish(&self, field: &'static str) -> Result<(), Asn1Error> {
        match self.rest.len() {
            0 => Ok(()),
            octets => Err(self.error(field, Asn1Problem::TrailingData { octets })),
        }
    }
}

impl<'a> Element<'a> {
    /// The error that this problem is here.
    pub fn error(&self, field: &'static str, problem: Asn1Problem) -> Asn1Error {
        Asn1Error { field, offset: self.offset, problem }
    }

    /// A reader of this element alone.
    pub fn itself(&self) -> Reader<'a> {
        Reader { rest: self.raw, offset: self.offset, rules: self.rules }
    }

    /// A reader of the elements inside.
    pub fn reader(&self) -> Reader<'a> {
        Reader { rest: self.content, offset: self.content_offset, rules: self.rules }
    }

    /// The single element inside an EXPLICIT tag.
    ///
    /// # Errors
    /// If there is another element, or more than one.
    pub fn explicit(&self, tag: u8, field: &'static str) -> Result<Element<'a>, Asn1Error> {
        let mut inside = self.reader();
        let element = inside.element(tag, field)?;
        inside.finish(field)?;
        Ok(element)
    }

    /// The content of an INTEGER: two's complement, most significant octet first.
    ///
    /// # Errors
    /// If it is empty or not in its shortest form.
    pub fn integer(&self, field: &'static str) -> Result<&'a [u8], Asn1Error> {
        match *self.content {
            [] => Err(self.error(field, Asn1Problem::Value)),
            [0x00, second, ..] if second < 0x80 => Err(self.error(field, Asn1Problem::NotDer)),
            [0xff, second, ..] if second >= 0x80 => Err(self.error(field, Asn1Problem::NotDer)),
            _ => Ok(self.content),
        }
    }

    /// An INTEGER that fits 32 bits and is not negative.
    ///
    /// # Errors
    /// As [`integer`](Self::integer), or if it does not fit.
    pub fn small_integer(&self, field: &'static str) -> Result<u32, Asn1Error> {
        let octets = self.integer(field)?;
        if octets.len() > 5 || octets.first().is_some_and(|first| *first >= 0x80) {
            return Err(self.error(field, Asn1Problem::Value));
        }
        let value = octets.iter().fold(0u64, |value, octet| value << 8 | u64::from(*octet));
        u32::try_from(value).map_err(|_| self.error(field, Asn1Problem::Value))
    }

    /// The value of an OBJECT IDENTIFIER.
    ///
    /// # Errors
    /// If it is none.
    pub fn oid(&self, field: &'static str) -> Result<Oid, Asn1Error> {
        Oid::from_content(self.content).map_err(|_| self.error(field, Asn1Problem::Value))
    }

    /// The value of a BOOLEAN.
    ///
    /// # Errors
    /// If it is none under the rules.
    pub fn boolean(&self, field: &'static str) -> Result<bool, Asn1Error> {
        match (*self.content).as_ref() {
            [0x00] => Ok(false),
            [0xff] => Ok(true),
            [_] if self.rules == Rules::Ber => Ok(true),
            _ => Err(self.error(field, Asn1Problem::Value)),
        }
    }
}

/// The content of an OCTET STRING that is next, its pieces put together (X.690 §8.7).
///
/// # Errors
/// If there is another element, or the pieces are something else.
pub fn octet_string<'a>(
    reader: &mut Reader<'a>,
    field: &'static str,
) -> Result<Cow<'a, [u8]>, Asn1Error> {
    octet_string_under(tag::OCTET_STRING, reader, field)
}

/// As [`octet_string`], under an IMPLICIT tag: the pieces have the universal one (X.690 §8.14).
///
/// # Errors
/// As [`octet_string`].
pub fn octet_string_under<'a>(
    tag: u8,
    reader: &mut Reader<'a>,
    field: &'static str,
) -> Result<Cow<'a, [u8]>, Asn1Error> {
    const PIECES: u8 = tag::OCTET_STRING | tag::CONSTRUCTED;
    if reader.peek() != Some(tag | tag::CONSTRUCTED) {
        return Ok(Cow::Borrowed(reader.element(tag, field)?.content));
    }
    let whole = reader.any(field)?;
    if whole.rules == Rules::Der {
        return Err(whole.error(field, Asn1Problem::NotDer));
    }
    let mut octets = Vec::with_capacity(whole.content.len());
    let mut open = vec![whole.reader()];
    while let Some(mut inside) = open.pop() {
        if inside.is_empty() {
            continue;
        }
        let piece = match inside.peek() {
            Some(PIECES) => inside.any(field)?,
            _ => inside.element(tag::OCTET_STRING, field)?,
        };
        open.push(inside);
        if piece.tag == PIECES {
            if open.len() >= MAX_DEPTH {
                return Err(piece.error(field, Asn1Problem::TooDeep));
            }
            open.push(piece.reader());
        } else {
            octets.extend_from_slice(piece.content);
        }
    }
    Ok(Cow::Owned(octets))
}

const END_OF_CONTENTS: usize = 2;

fn header(bytes: &[u8], rules: Rules) -> Result<Header, Asn1Problem> {
    let [tag, first, rest @ ..] = bytes else { return Err(Asn1Problem::Truncated) };
    let (tag, first) = (*tag, *first);
    if tag & 0x1f == 0x1f || tag == 0 {
        return Err(Asn1Problem::Header);
    }
    if first < 0x80 {
        return Ok(Header { tag, octets: 2, length: Some(first.into()) });
    }
    if first == 0x80 {
        return match rules {
            Rules::Der => Err(Asn1Problem::NotDer),
            Rules::Ber if tag & tag::CONSTRUCTED == 0 => Err(Asn1Problem::Header),
            Rules::Ber => Ok(Header { tag, octets: 2, length: None }),
        };
    }
    let count = usize::from(first & 0x7f);
    let octets = rest.get(..count).ok_or(Asn1Problem::Truncated)?;
    let mut length = 0usize;
    for octet in octets {
        length = length.checked_mul(256).ok_or(Asn1Problem::Header)? | usize::from(*octet);
    }
    let minimal = length >= 0x80 && octets.first() != Some(&0);
    if rules == Rules::Der && !minimal {
        return Err(Asn1Problem::NotDer);
    }
    Ok(Header { tag, octets: 2 + count, length: Some(length) })
}

/// How many octets stand before the end-of-contents octets that close this body. Elements of
/// definite length are skipped whole, so that the work is linear in each level.
fn indefinite_length(body: &[u8], rules: Rules) -> Result<usize, Asn1Problem> {
    let mut position = 0usize;
    let mut depth = 1usize;
    loop {
        let rest = body.get(position..).ok_or(Asn1Problem::Truncated)?;
        if let [0, 0, ..] = rest {
            depth -= 1;
            if depth == 0 {
                return Ok(position);
            }
            position += END_OF_CONTENTS;
            continue;
        }
        let header = header(rest, rules)?;
        if header.length.is_none() {
            depth += 1;
            if depth > MAX_DEPTH {
                return Err(Asn1Problem::TooDeep);
            }
        }
        position = position
            .checked_add(header.octets)
            .and_then(|position| position.checked_add(header.length.unwrap_or(0)))
            .ok_or(Asn1Problem::Header)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], rules: Rules) -> Result<(u8, Vec<u8>, usize), Asn1Problem> {
        let mut reader = Reader::new(bytes, rules);
        let element = reader.any("test").map_err(|e| e.problem)?;
        reader.finish("test").map_err(|e| e.problem)?;
        Ok((element.tag, element.content.to_vec(), element.raw.len()))
    }

    #[test]
    fn definite_lengths_are_read_and_der_refuses_long_forms() {
        assert_eq!(read(&[0x04, 2, 7, 8], Rules::Der), Ok((0x04, vec![7, 8], 4)));
        assert_eq!(read(&[0x04, 0x81, 1, 7], Rules::Der), Err(Asn1Problem::NotDer));
        assert_eq!(read(&[0x04, 0x81, 1, 7], Rules::Ber), Ok((0x04, vec![7], 4)));
        let mut long = vec![0x04, 0x81, 0x80];
        long.resize(3 + 128, 9);
        assert_eq!(read(&long, Rules::Der).map(|e| e.1.len()), Ok(128));
    }

    #[test]
    fn indefinite_lengths_nest_and_end_at_their_own_end() {
        // SEQUENCE { SEQUENCE { INTEGER 5 }, OCTET STRING 00 00 } with both lengths indefinite:
        // the two zeros inside the octet string do not end anything.
        let bytes = [0x30, 0x80, 0x30, 0x80, 2, 1, 5, 0, 0, 4, 2, 0, 0, 0, 0];
        let (tag, content, raw) = read(&bytes, Rules::Ber).unwrap();
        assert_eq!((tag, raw), (0x30, bytes.len()));
        assert_eq!(content, &bytes[2..13]);
        assert_eq!(read(&bytes, Rules::Der), Err(Asn1Problem::NotDer));
        assert_eq!(read(&bytes[..14], Rules::Ber), Err(Asn1Problem::Truncated));
    }

    #[test]
    fn what_is_cut_off_or_followed_by_more_is_refused() {
        assert_eq!(read(&[], Rules::Ber), Err(Asn1Problem::Truncated));
        assert_eq!(read(&[0x30], Rules::Ber), Err(Asn1Problem::Truncated));
        assert_eq!(read(&[0x30, 1], Rules::Ber), Err(Asn1Problem::Truncated));
        assert_eq!(
            read(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], Rules::Ber),
            Err(Asn1Problem::Truncated)
        );
        assert_eq!(read(&[5, 0, 0], Rules::Ber), Err(Asn1Problem::TrailingData { octets: 1 }));
        assert_eq!(read(&[0x30; 60], Rules::Ber), Err(Asn1Problem::TrailingData { octets: 10 }));
    }

    #[test]
    fn depth_is_bounded_for_indefinite_lengths_and_for_pieces() {
        let open: Vec<u8> = [0x30, 0x80].repeat(4000);
        assert_eq!(read(&open, Rules::Ber), Err(Asn1Problem::TooDeep));
        let mut pieces = vec![0x04, 1, 7];
        for _ in 0..40 {
            let length = u8::try_from(pieces.len()).unwrap();
            pieces.splice(0..0, [0x24, length]);
        }
        let error = octet_string(&mut Reader::new(&pieces, Rules::Ber), "test").unwrap_err();
        assert_eq!(error.problem, Asn1Problem::TooDeep);
    }

    #[test]
    fn pieces_of_an_octet_string_are_put_together_in_order() {
        // X.690 §8.7.3.2: a string may be encoded as the sum of strings, themselves in pieces.
        let bytes = [0x24, 0x80, 4, 1, b'a', 0x24, 4, 4, 2, b'b', b'c', 4, 0, 4, 1, b'd', 0, 0];
        let mut reader = Reader::new(&bytes, Rules::Ber);
        assert_eq!(&*octet_string(&mut reader, "test").unwrap(), b"abcd");
        assert!(reader.is_empty());
    }

    #[test]
    fn integers_must_be_minimal() {
        let element = |bytes: &'static [u8]| Reader::new(bytes, Rules::Ber).any("test").unwrap();
        assert_eq!(element(&[2, 2, 1, 0]).small_integer("n"), Ok(256));
        assert!(element(&[2, 2, 0, 1]).integer("n").is_err());
        assert!(element(&[2, 0]).integer("n").is_err());
        assert!(element(&[2, 1, 0xff]).small_integer("n").is_err());
    }
}
