//! A strict reader of DER (X.690 §10): definite lengths in their shortest form, low tag numbers,
//! nothing left over.
//!
//! `x509-parser` reads the outer structure of certificates and CRLs. It is lenient where a
//! verifier must not be (trailing fields of a subtree, malformed optional parts), so what path
//! validation decides on — extension values, algorithm parameters, OCSP — is read here.

use shohosen_report::Time;

/// Universal tags with their class and constructed bits.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const NULL: u8 = 0x05;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    pub(crate) const NUMERIC_STRING: u8 = 0x12;
    pub(crate) const PRINTABLE_STRING: u8 = 0x13;
    pub(crate) const TELETEX_STRING: u8 = 0x14;
    pub(crate) const IA5_STRING: u8 = 0x16;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const VISIBLE_STRING: u8 = 0x1a;
    pub(crate) const UNIVERSAL_STRING: u8 = 0x1c;
    pub(crate) const BMP_STRING: u8 = 0x1e;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;

    /// `[n]` of a primitive type with IMPLICIT tagging.
    pub(crate) const fn context(number: u8) -> u8 {
        0x80 | number
    }

    /// `[n]` EXPLICIT, or IMPLICIT of a constructed type.
    pub(crate) const fn context_constructed(number: u8) -> u8 {
        0xa0 | number
    }
}

/// Why octets are not the DER that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DerError {
    /// The octets end inside an element.
    #[error("the octets end inside an element")]
    Truncated,
    /// An indefinite length, or one that is not in its shortest form.
    #[error("a length is indefinite or not in its shortest form")]
    Length,
    /// A tag number above 30, which none of the structures has.
    #[error("a tag number above 30")]
    HighTagNumber,
    /// Another element than expected.
    #[error("expected tag {expected:#04x}, found {found:#04x}")]
    UnexpectedTag {
        /// The identifier octet expected.
        expected: u8,
        /// The identifier octet found.
        found: u8,
    },
    /// Octets after the last element.
    #[error("octets after the last element")]
    TrailingOctets,
    /// A value that its type does not allow; says which.
    #[error("not a valid {0}")]
    Value(&'static str),
}

/// One element: identifier, contents and both together as encoded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) contents: &'a [u8],
    /// Identifier, length and contents.
    pub(crate) encoded: &'a [u8],
}

impl<'a> Element<'a> {
    /// A reader over the elements inside.
    pub(crate) fn reader(self) -> Reader<'a> {
        Reader::new(self.contents)
    }
}

/// Reads elements one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(octets: &'a [u8]) -> Self {
        Self { rest: octets }
    }

    /// What was not read yet.
    pub(crate) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Succeeds if everything was read.
    pub(crate) const fn finish(self) -> Result<(), DerError> {
        if self.rest.is_empty() { Ok(()) } else { Err(DerError::TrailingOctets) }
    }

    /// The identifier octet of the next element.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next element, whatever it is.
    pub(crate) fn element(&mut self) -> Result<Element<'a>, DerError> {
        let (&tag, after_tag) = self.rest.split_first().ok_or(DerError::Truncated)?;
        if tag & 0x1f == 0x1f {
            return Err(DerError::HighTagNumber);
        }
        let (&first, mut after) = after_tag.split_first().ok_or(DerError::Truncated)?;
        let length = if first < 0x80 {
            usize::from(first)
        } else {
            let count = usize::from(first & 0x7f);
            if !(1..=4).contains(&count) {
                return Err(DerError::Length);
            }
            let (octets, rest) = after.split_at_checked(count).ok_or(DerError::Truncated)?;
            after = rest;
            let length = octets.iter().fold(0_u64, |sum, &octet| sum << 8 | u64::from(octet));
            let shortest =
                if count == 1 { length >= 0x80 } else { length >> (8 * (count - 1)) != 0 };
            if !shortest {
                return Err(DerError::Length);
            }
            usize::try_from(length).map_err(|_| DerError::Length)?
        };
        let (contents, rest) = after.split_at_checked(length).ok_or(DerError::Truncated)?;
        let encoded = self.rest.get(..self.rest.len() - rest.len()).ok_or(DerError::Truncated)?;
        self.rest = rest;
        Ok(Element { tag, contents, encoded })
    }

    /// The next element, which must have this identifier.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<Element<'a>, DerError> {
        match self.peek() {
            None => Err(DerError::Truncated),
            Some(found) if found != tag => Err(DerError::UnexpectedTag { expected: tag, found }),
            Some(_) => self.element(),
        }
    }

    /// The next element if it has this identifier.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>, DerError> {
        if self.peek() == Some(tag) { self.element().map(Some) } else { Ok(None) }
    }

    pub(crate) fn sequence(&mut self) -> Result<Reader<'a>, DerError> {
        Ok(self.expect(tag::SEQUENCE)?.reader())
    }

    /// The content octets of an OBJECT IDENTIFIER.
    pub(crate) fn oid(&mut self) -> Result<crate::Oid, DerError> {
        crate::Oid::from_content(self.expect(tag::OID)?.contents)
    }

    /// `BOOLEAN DEFAULT FALSE`; an encoded FALSE is not DER but seen in practice, and harmless.
    pub(crate) fn boolean_default_false(&mut self) -> Result<bool, DerError> {
        self.optional(tag::BOOLEAN)?.map_or(Ok(false), |element| boolean(element.contents))
    }

    /// The content octets of an INTEGER, in their shortest form.
    pub(crate) fn integer(&mut self) -> Result<&'a [u8], DerError> {
        integer(self.expect(tag::INTEGER)?.contents)
    }

    /// A `Time` (RFC 5280 §4.1.2.5): UTCTime or GeneralizedTime.
    pub(crate) fn time(&mut self) -> Result<Time, DerError> {
        let element = self.element()?;
        time(element.tag, element.contents)
    }
}

/// The single element that these octets are.
pub(crate) fn single(octets: &[u8]) -> Result<Element<'_>, DerError> {
    let mut reader = Reader::new(octets);
    let element = reader.element()?;
    reader.finish()?;
    Ok(element)
}

/// The elements inside the single SEQUENCE that these octets are.
pub(crate) fn single_sequence(octets: &[u8]) -> Result<Reader<'_>, DerError> {
    let mut reader = Reader::new(octets);
    let inner = reader.sequence()?;
    reader.finish()?;
    Ok(inner)
}

/// The value of a BOOLEAN.
pub(crate) const fn boolean(contents: &[u8]) -> Result<bool, DerError> {
    match contents {
        [0] => Ok(false),
        [0xff] => Ok(true),
        _ => Err(DerError::Value("BOOLEAN")),
    }
}

/// The content octets of an INTEGER if they are in their shortest form.
pub(crate) const fn integer(contents: &[u8]) -> Result<&[u8], DerError> {
    match contents {
        [] => Err(DerError::Value("INTEGER")),
        [0x00, second, ..] if *second < 0x80 => Err(DerError::Value("INTEGER")),
        [0xff, second, ..] if *second >= 0x80 => Err(DerError::Value("INTEGER")),
        _ => Ok(contents),
    }
}

/// The value of an INTEGER that must not be negative; beyond `u32` it is the greatest `u32`,
/// which is as good for counts of certificates.
pub(crate) fn small_unsigned(contents: &[u8]) -> Result<u32, DerError> {
    let contents = integer(contents)?;
    if contents.first().is_some_and(|&octet| octet >= 0x80) {
        return Err(DerError::Value("non-negative INTEGER"));
    }
    let significant = contents.strip_prefix(&[0]).unwrap_or(contents);
    if significant.len() > 4 {
        return Ok(u32::MAX);
    }
    Ok(significant.iter().fold(0, |sum, &octet| sum << 8 | u32::from(octet)))
}

/// The octets of a BIT STRING that is a whole number of octets.
pub(crate) const fn bit_string_octets(contents: &[u8]) -> Result<&[u8], DerError> {
    match contents {
        [0, octets @ ..] => Ok(octets),
        _ => Err(DerError::Value("BIT STRING of whole octets")),
    }
}

/// The first 16 bits of a BIT STRING of named bits, bit 0 in the most significant place. Bits
/// beyond are ignored; unused bits must be 0.
pub(crate) fn named_bits(contents: &[u8]) -> Result<u16, DerError> {
    const ERROR: DerError = DerError::Value("BIT STRING of named bits");
    let (&unused, octets) = contents.split_first().ok_or(ERROR)?;
    let last = octets.last().copied().unwrap_or(0);
    if unused > 7 || octets.is_empty() && unused != 0 || last & ((1_u8 << unused) - 1) != 0 {
        return Err(ERROR);
    }
    let octet = |index: usize| u16::from(octets.get(index).copied().unwrap_or(0));
    Ok(octet(0) << 8 | octet(1))
}

/// `YYMMDDHHMMSSZ` (two-digit years from 50 are 19YY) or `YYYYMMDDHHMMSSZ`.
pub(crate) fn time(tag: u8, contents: &[u8]) -> Result<Time, DerError> {
    const ERROR: DerError = DerError::Value("UTCTime or GeneralizedTime in UTC with seconds");
    let digits = contents.strip_suffix(b"Z").ok_or(ERROR)?;
    let pairs: Option<Vec<u8>> = digits
        .chunks(2)
        .map(|pair| match pair {
            [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some((a - b'0') * 10 + (b - b'0')),
            _ => None,
        })
        .collect();
    let (year, rest) = match (tag, pairs.ok_or(ERROR)?.as_slice()) {
        (tag::UTC_TIME, [year, rest @ ..]) => {
            (i32::from(*year) + if *year < 50 { 2000 } else { 1900 }, <[u8; 5]>::try_from(rest))
        }
        (tag::GENERALIZED_TIME, [century, year, rest @ ..]) => {
            (i32::from(*century) * 100 + i32::from(*year), <[u8; 5]>::try_from(rest))
        }
        _ => return Err(ERROR),
    };
    let [month, day, hour, minute, second] = rest.map_err(|_| ERROR)?;
    Time::from_civil((year, month, day), (hour, minute, second), 0).ok_or(ERROR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_must_be_definite_and_shortest() {
        let read = |octets: &[u8]| Reader::new(octets).element().map(|e| e.contents.len());
        assert_eq!(read(&[0x04, 0x01, 0xaa]), Ok(1));
        assert_eq!(read(&[0x04, 0x81, 0x01, 0xaa]), Err(DerError::Length));
        assert_eq!(read(&[0x30, 0x80, 0x00, 0x00]), Err(DerError::Length));
        assert_eq!(read(&[0x04, 0x82, 0x00, 0x80]), Err(DerError::Length));
        assert_eq!(read(&[0x04, 0x02, 0xaa]), Err(DerError::Truncated));
        assert_eq!(read(&[0x04, 0x85, 0, 0, 0, 0, 1]), Err(DerError::Length));
        assert_eq!(read(&[0x1f, 0x81, 0x01, 0x00]), Err(DerError::HighTagNumber));
        let mut long = vec![0x04, 0x81, 0x80];
        long.extend([0; 0x80]);
        assert_eq!(read(&long), Ok(0x80));
    }

    #[test]
    fn two_digit_years_turn_at_1950() {
        // RFC 5280 §4.1.2.5.1
        let utc = |text: &str| time(tag::UTC_TIME, text.as_bytes()).map(|t| t.to_string());
        assert_eq!(utc("500101000000Z").unwrap(), "1950-01-01T00:00:00Z");
        assert_eq!(utc("491231235959Z").unwrap(), "2049-12-31T23:59:59Z");
        let general = |text: &str| time(tag::GENERALIZED_TIME, text.as_bytes());
        assert_eq!(general("20500101120000Z").unwrap().to_string(), "2050-01-01T12:00:00Z");
        for wrong in ["5001010000Z", "500101000000+0900", "501301000000Z", "5x0101000000Z", ""] {
            assert!(utc(wrong).is_err(), "{wrong}");
        }
        assert!(general("20500101120000.5Z").is_err());
    }

    #[test]
    fn named_bits_count_from_the_most_significant() {
        // keyUsage with nonRepudiation only is 03 02 06 40
        assert_eq!(named_bits(&[0x06, 0x40]), Ok(0x4000));
        assert_eq!(named_bits(&[0x07, 0x00, 0x80]), Ok(0x0080));
        assert!(named_bits(&[0x06, 0x41]).is_err());
        assert!(named_bits(&[0x08, 0x40]).is_err());
        assert!(named_bits(&[]).is_err());
    }

    #[test]
    fn integers_must_be_shortest() {
        assert_eq!(small_unsigned(&[0x00, 0xff]), Ok(255));
        assert_eq!(small_unsigned(&[0x01, 0, 0, 0, 0]), Ok(u32::MAX));
        assert!(small_unsigned(&[0x80]).is_err());
        assert!(integer(&[0x00, 0x7f]).is_err());
        assert!(integer(&[0xff, 0x80]).is_err());
        assert!(integer(&[]).is_err());
    }
}
