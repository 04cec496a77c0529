//! Names as text: RFC 4514, and what is written in its place.

use super::{Name, attribute, canonical_octets, canonical_rdn, canonical_text, encode};
use crate::Oid;
use crate::der;
use std::fmt;

/// Keywords of attribute types in text; the first of a type is the one that is printed.
const KEYWORDS: [(&str, Oid); 20] = [
    ("CN", attribute::COMMON_NAME),
    ("SN", attribute::SURNAME),
    ("serialNumber", attribute::SERIAL_NUMBER),
    ("C", attribute::COUNTRY),
    ("L", attribute::LOCALITY),
    ("ST", attribute::STATE),
    ("S", attribute::STATE),
    ("STREET", attribute::STREET),
    ("O", attribute::ORGANIZATION),
    ("OU", attribute::ORGANIZATIONAL_UNIT),
    ("title", attribute::TITLE),
    ("T", attribute::TITLE),
    ("givenName", attribute::GIVEN_NAME),
    ("G", attribute::GIVEN_NAME),
    ("dnQualifier", attribute::DN_QUALIFIER),
    ("organizationIdentifier", attribute::ORGANIZATION_IDENTIFIER),
    ("DC", attribute::DOMAIN_COMPONENT),
    ("UID", attribute::USER_ID),
    ("emailAddress", attribute::EMAIL_ADDRESS),
    ("E", attribute::EMAIL_ADDRESS),
];

impl Name {
    /// Whether text such as `CN=…, OU=…, O=…, C=JP` (RFC 4514, RFC 2253, and with the elements in
    /// either order, as `ds:X509IssuerName` is written in practice) means this name.
    ///
    /// ```
    /// # use shohosen_pki::Name;
    /// // SEQUENCE { SET { C=JP }, SET { O=MEDIS } }
    /// let der = b"\x30\x1d\x31\x0b\x30\x09\x06\x03\x55\x04\x06\x13\x02JP\
    ///             \x31\x0e\x30\x0c\x06\x03\x55\x04\x0a\x13\x05MEDIS";
    /// let name = Name::from_der(der)?;
    /// assert_eq!(name.to_string(), "O=MEDIS,C=JP");
    /// assert!(name.matches_text("C=JP,O=MEDIS") && name.matches_text("o=Medis, c=JP"));
    /// assert!(!name.matches_text("C=JP"));
    /// # Ok::<(), shohosen_pki::DerError>(())
    /// ```
    pub fn matches_text(&self, text: &str) -> bool {
        // A text that means this name cannot be many times longer than it.
        if text.len() > 64 + self.der().len().saturating_mul(16) {
            return false;
        }
        let Some(rdns) = parse_text(text) else { return false };
        let own = self.canonical();
        own.len() == rdns.len() && (own.iter().eq(rdns.iter()) || own.iter().eq(rdns.iter().rev()))
    }

    /// It as text; `redacted` without the value of serialNumber.
    pub(super) fn written(&self, redacted: bool) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = self.write(&mut text, redacted);
        text
    }

    fn write(&self, f: &mut impl fmt::Write, redacted: bool) -> fmt::Result {
        let mut rdns: Vec<_> = self.rdns().collect();
        rdns.reverse();
        for (index, rdn) in rdns.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            for (index, attribute) in rdn.iter().enumerate() {
                if index > 0 {
                    f.write_str("+")?;
                }
                match KEYWORDS.iter().find(|(_, oid)| *oid == attribute.kind) {
                    Some((keyword, _)) => write!(f, "{keyword}=")?,
                    None => write!(f, "{}=", attribute.kind)?,
                }
                match attribute.text() {
                    _ if redacted && attribute.kind == attribute::SERIAL_NUMBER => {
                        f.write_str("***")?;
                    }
                    Some(text) => write_escaped(f, &text)?,
                    None => {
                        let whole = encode(attribute.tag, attribute.contents);
                        f.write_str("#")?;
                        whole.iter().try_for_each(|octet| write!(f, "{octet:02x}"))?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The elements of a name written as text, in the order of the text.
fn parse_text(text: &str) -> Option<Vec<Box<[u8]>>> {
    let mut rdns = Vec::new();
    let mut attributes = Vec::new();
    let mut rest = text.trim();
    if rest.is_empty() {
        return Some(rdns);
    }
    loop {
        let (keyword, after) = rest.split_once('=')?;
        let keyword = keyword.trim();
        let keyword = keyword.strip_prefix("OID.").unwrap_or(keyword);
        let kind = KEYWORDS
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(keyword))
            .map(|(_, oid)| *oid)
            .or_else(|| keyword.parse().ok())?;
        let (value, separator, after) = parse_value(after.trim_start())?;
        attributes.push(match value.strip_prefix('#').and_then(unhex) {
            Some(octets) => {
                let element = der::single(&octets).ok()?;
                match super::text(element.tag, element.contents) {
                    Some(text) => canonical_text(&kind, &text),
                    None => canonical_octets(&kind, element.tag, element.contents),
                }
            }
            None => canonical_text(&kind, &value),
        });
        if separator != Some('+') {
            rdns.push(canonical_rdn(attributes.drain(..)));
        }
        if separator.is_none() {
            return Some(rdns);
        }
        rest = after;
    }
}

/// An attribute value with its escapes undone, the separator after it, and what follows.
fn parse_value(text: &str) -> Option<(String, Option<char>, &str)> {
    let mut octets = Vec::new();
    let mut chars = text.char_indices();
    let mut quoted = false;
    while let Some((index, c)) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' => {
                let (at, escaped) = chars.next()?;
                match text.get(at..at + 2).and_then(unhex) {
                    Some(octet) => {
                        octets.extend(octet);
                        chars.next();
                    }
                    None => octets.extend(escaped.encode_utf8(&mut [0; 4]).bytes()),
                }
            }
            ',' | ';' | '+' if !quoted => {
                let separator = if c == '+' { '+' } else { ',' };
                let value = String::from_utf8(octets).ok()?;
                return Some((value, Some(separator), text.get(index + 1..)?));
            }
            _ => octets.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    if quoted { None } else { Some((String::from_utf8(octets).ok()?, None, "")) }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair.iter().fold(0, |sum, digit| sum << 4 | digit)).collect())
}

/// RFC 4514 §2.4; control characters are written as escapes so that a name cannot disturb a
/// terminal or a log.
fn write_escaped(f: &mut impl fmt::Write, text: &str) -> fmt::Result {
    // Nearly every name is plain: nothing to escape in the middle, nothing odd at the ends.
    let is_plain =
        |c: char| !c.is_control() && !matches!(c, '"' | '+' | ',' | ';' | '<' | '>' | '\\' | '#');
    if text.chars().all(is_plain) && !text.starts_with(' ') && !text.ends_with(' ') {
        return f.write_str(text);
    }
    let last = text.chars().count().saturating_sub(1);
    for (index, c) in text.chars().enumerate() {
        match c {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => write!(f, "\\{c}")?,
            '#' if index == 0 => f.write_str("\\#")?,
            ' ' if index == 0 || index == last => f.write_str("\\ ")?,
            c if c.is_control() => {
                c.encode_utf8(&mut [0; 4])
                    .bytes()
                    .try_for_each(|octet| write!(f, "\\{octet:02x}"))?;
            }
            c => write!(f, "{c}")?,
        }
    }
    Ok(())
}
