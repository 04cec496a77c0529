//! Distinguished names: comparison, display, and names written as text.

mod text;

pub use text::{NameText, NameTextError};

use crate::Oid;
use crate::der::{self, DerError, Element, Reader, tag};
use shohosen_report::Text;
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// Attribute types of names (X.520, RFC 4519, PKCS#9).
pub mod attribute {
    use crate::Oid;

    /// commonName
    pub const COMMON_NAME: Oid = Oid::from_arcs(&[2, 5, 4, 3]);
    /// surname
    pub const SURNAME: Oid = Oid::from_arcs(&[2, 5, 4, 4]);
    /// serialNumber; in HPKI the registration number of the professional
    pub const SERIAL_NUMBER: Oid = Oid::from_arcs(&[2, 5, 4, 5]);
    /// countryName
    pub const COUNTRY: Oid = Oid::from_arcs(&[2, 5, 4, 6]);
    /// localityName
    pub const LOCALITY: Oid = Oid::from_arcs(&[2, 5, 4, 7]);
    /// stateOrProvinceName
    pub const STATE: Oid = Oid::from_arcs(&[2, 5, 4, 8]);
    /// streetAddress
    pub const STREET: Oid = Oid::from_arcs(&[2, 5, 4, 9]);
    /// organizationName
    pub const ORGANIZATION: Oid = Oid::from_arcs(&[2, 5, 4, 10]);
    /// organizationalUnitName
    pub const ORGANIZATIONAL_UNIT: Oid = Oid::from_arcs(&[2, 5, 4, 11]);
    /// title
    pub const TITLE: Oid = Oid::from_arcs(&[2, 5, 4, 12]);
    /// name
    pub const NAME: Oid = Oid::from_arcs(&[2, 5, 4, 41]);
    /// description
    pub const DESCRIPTION: Oid = Oid::from_arcs(&[2, 5, 4, 13]);
    /// businessCategory
    pub const BUSINESS_CATEGORY: Oid = Oid::from_arcs(&[2, 5, 4, 15]);
    /// postalAddress
    pub const POSTAL_ADDRESS: Oid = Oid::from_arcs(&[2, 5, 4, 16]);
    /// postalCode
    pub const POSTAL_CODE: Oid = Oid::from_arcs(&[2, 5, 4, 17]);
    /// telephoneNumber
    pub const TELEPHONE_NUMBER: Oid = Oid::from_arcs(&[2, 5, 4, 20]);
    /// initials
    pub const INITIALS: Oid = Oid::from_arcs(&[2, 5, 4, 43]);
    /// generationQualifier
    pub const GENERATION_QUALIFIER: Oid = Oid::from_arcs(&[2, 5, 4, 44]);
    /// pseudonym
    pub const PSEUDONYM: Oid = Oid::from_arcs(&[2, 5, 4, 65]);
    /// givenName
    pub const GIVEN_NAME: Oid = Oid::from_arcs(&[2, 5, 4, 42]);
    /// dnQualifier
    pub const DN_QUALIFIER: Oid = Oid::from_arcs(&[2, 5, 4, 46]);
    /// organizationIdentifier
    pub const ORGANIZATION_IDENTIFIER: Oid = Oid::from_arcs(&[2, 5, 4, 97]);
    /// domainComponent
    pub const DOMAIN_COMPONENT: Oid = Oid::from_arcs(&[0, 9, 2342, 19_200_300, 100, 1, 25]);
    /// userId
    pub const USER_ID: Oid = Oid::from_arcs(&[0, 9, 2342, 19_200_300, 100, 1, 1]);
    /// unstructuredName (PKCS#9)
    pub const UNSTRUCTURED_NAME: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 2]);
    /// unstructuredAddress (PKCS#9)
    pub const UNSTRUCTURED_ADDRESS: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 8]);
    /// emailAddress (PKCS#9)
    pub const EMAIL_ADDRESS: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 1]);
}

/// One attribute of a name.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    /// Its type.
    pub kind: Oid,
    tag: u8,
    contents: &'a [u8],
}

impl<'a> Attribute<'a> {
    /// Its value, if it is a character string of any of the types that names use.
    /// TeletexString is taken for ISO 8859-1, as everyone does.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        text(self.tag, self.contents)
    }
}

/// The text of a character string.
pub(crate) fn text(tag: u8, contents: &[u8]) -> Option<Cow<'_, str>> {
    match tag {
        tag::UTF8_STRING => std::str::from_utf8(contents).ok().map(Cow::Borrowed),
        tag::PRINTABLE_STRING | tag::IA5_STRING | tag::NUMERIC_STRING | tag::VISIBLE_STRING => {
            contents.is_ascii().then(|| std::str::from_utf8(contents).ok().map(Cow::Borrowed))?
        }
        tag::TELETEX_STRING => {
            Some(Cow::Owned(contents.iter().map(|&octet| char::from(octet)).collect()))
        }
        tag::BMP_STRING => {
            let units = contents.chunks(2).map(|pair| match pair {
                [high, low] => Some(u16::from_be_bytes([*high, *low])),
                _ => None,
            });
            String::from_utf16(&units.collect::<Option<Vec<_>>>()?).ok().map(Cow::Owned)
        }
        tag::UNIVERSAL_STRING => {
            let units = contents
                .chunks(4)
                .map(|four| char::from_u32(u32::from_be_bytes(<[u8; 4]>::try_from(four).ok()?)));
            units.collect::<Option<String>>().map(Cow::Owned)
        }
        _ => None,
    }
}

/// A distinguished name (RFC 5280 §4.1.2.4), in the order in which it is encoded.
///
/// Names are equal when they have the same attributes in the same order, where text is compared
/// without regard to its string type, letter case and repeated or outer white space (RFC 5280
/// §7.1). Compatibility forms of characters (full-width and half-width) are *not* brought
/// together (NFKC): such names count as different.
///
/// [`Display`](fmt::Display) is [`redacted`](Self::redacted), so that no registration number comes
/// into a message unless somebody asks for [`text`](Self::text).
#[derive(Clone)]
pub struct Name(Arc<Inner>);

struct Inner {
    der: Box<[u8]>,
    /// What comparison looks at, an item for each relative distinguished name.
    canonical: OnceLock<Vec<Box<[u8]>>>,
    /// [`Name::text`] and [`Name::redacted`].
    text: OnceLock<Text>,
    redacted: OnceLock<Text>,
}

impl Name {
    /// From the DER of a `Name`.
    ///
    /// # Errors
    /// If it is not one.
    pub fn from_der(der: &[u8]) -> Result<Self, DerError> {
        let mut sequence = der::single_sequence(der)?;
        while !sequence.is_empty() {
            let mut set = sequence.expect(tag::SET)?.reader();
            if set.is_empty() {
                return Err(DerError::Value("RelativeDistinguishedName"));
            }
            while !set.is_empty() {
                read_attribute(&mut set)?;
            }
        }
        Ok(Self(Arc::new(Inner {
            der: der.into(),
            canonical: OnceLock::new(),
            text: OnceLock::new(),
            redacted: OnceLock::new(),
        })))
    }

    /// The DER from which it was read.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// Whether it has no attributes.
    pub fn is_empty(&self) -> bool {
        self.0.der.len() <= 2
    }

    /// The relative distinguished names, each with its attributes.
    pub fn rdns(&self) -> impl Iterator<Item = Vec<Attribute<'_>>> {
        // `from_der` has read all of it, so nothing is dropped here.
        let mut sequence = der::single_sequence(&self.0.der).unwrap_or(Reader::new(&[]));
        std::iter::from_fn(move || sequence.element().ok()).map(rdn_attributes)
    }

    /// All attributes in their order.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'_>> {
        self.rdns().flatten()
    }

    /// The text of the last attribute of this type, which is the most specific one.
    pub fn text_of(&self, kind: &Oid) -> Option<Cow<'_, str>> {
        self.attributes().filter(|a| a.kind == *kind).last().and_then(|a| a.text())
    }

    /// commonName (CN).
    pub fn common_name(&self) -> Option<Cow<'_, str>> {
        self.text_of(&attribute::COMMON_NAME)
    }

    /// organizationName (O).
    pub fn organization(&self) -> Option<Cow<'_, str>> {
        self.text_of(&attribute::ORGANIZATION)
    }

    /// organizationalUnitName (OU).
    pub fn organizational_unit(&self) -> Option<Cow<'_, str>> {
        self.text_of(&attribute::ORGANIZATIONAL_UNIT)
    }

    /// countryName (C).
    pub fn country(&self) -> Option<Cow<'_, str>> {
        self.text_of(&attribute::COUNTRY)
    }

    /// serialNumber, the attribute of the name: in HPKI certificates understood to be the
    /// registration number of the professional. Personal data.
    pub fn serial_number(&self) -> Option<Cow<'_, str>> {
        self.text_of(&attribute::SERIAL_NUMBER)
    }

    /// RFC 4514: last element first, `CN=…,O=…,C=JP`, with everything that the name says: not for
    /// messages.
    pub fn text(&self) -> &Text {
        self.0.text.get_or_init(|| Text::shared(self.written(false)))
    }

    /// For logs and findings: as [`text`](Self::text), but without the values of serialNumber, which
    /// in HPKI certificates is a professional's registration number, and of userId. Written once:
    /// the names of authorities stand in every report.
    pub fn redacted(&self) -> &Text {
        self.0.redacted.get_or_init(|| Text::shared(self.written(true)))
    }

    /// Whether this name begins with all of `base`: it lies in the subtree (RFC 5280 §4.2.1.10).
    pub fn is_within(&self, base: &Self) -> bool {
        self.canonical().starts_with(base.canonical())
    }

    /// The relative distinguished names in the form that is compared.
    fn canonical(&self) -> &[Box<[u8]>] {
        self.0.canonical.get_or_init(|| {
            self.rdns()
                .map(|attributes| {
                    canonical_rdn(attributes.iter().map(|a| match a.text() {
                        Some(text) => canonical_text(&a.kind, &text),
                        None => canonical_octets(&a.kind, a.tag, a.contents),
                    }))
                })
                .collect()
        })
    }

    /// This name with one more element: how a name relative to the issuer is completed.
    pub(crate) fn with_rdn(&self, rdn_contents: &[u8]) -> Result<Self, DerError> {
        let inner = der::single(&self.0.der)?.contents;
        let rdn = encode(tag::SET, rdn_contents);
        Self::from_der(&encode(tag::SEQUENCE, &[inner, &rdn].concat()))
    }
}

/// One element of DER.
fn encode(tag: u8, contents: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    let length = contents.len();
    if length < 0x80 {
        der.push(length as u8);
    } else {
        let octets = length.to_be_bytes();
        let zeros = octets.iter().take_while(|&&octet| octet == 0).count();
        der.push(0x80 | (octets.len() - zeros) as u8);
        der.extend(octets.iter().skip(zeros));
    }
    der.extend(contents);
    der
}

fn read_attribute<'a>(set: &mut Reader<'a>) -> Result<Attribute<'a>, DerError> {
    let mut sequence = set.sequence()?;
    let kind = sequence.oid()?;
    let Element { tag, contents, .. } = sequence.element()?;
    sequence.finish()?;
    Ok(Attribute { kind, tag, contents })
}

fn rdn_attributes(set: Element<'_>) -> Vec<Attribute<'_>> {
    let mut reader = set.reader();
    std::iter::from_fn(|| read_attribute(&mut reader).ok()).collect()
}

/// Attributes of one element in an order that does not depend on their encoding.
fn canonical_rdn(attributes: impl Iterator<Item = Vec<u8>>) -> Box<[u8]> {
    let mut attributes: Vec<_> = attributes.collect();
    attributes.sort_unstable();
    attributes.concat().into()
}

fn canonical_text(kind: &Oid, text: &str) -> Vec<u8> {
    let words = text.split_whitespace().map(str::to_lowercase);
    canonical_octets(kind, 0, words.collect::<Vec<_>>().join(" ").as_bytes())
}

/// Type, tag (0 for text) and value, with lengths so that nothing runs together.
fn canonical_octets(kind: &Oid, tag: u8, value: &[u8]) -> Vec<u8> {
    let kind = kind.content();
    let mut octets = Vec::with_capacity(kind.len() + value.len() + 6);
    octets.push(kind.len() as u8);
    octets.extend(kind);
    octets.push(tag);
    octets.extend((value.len() as u32).to_be_bytes());
    octets.extend(value);
    octets
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || self.0.der == other.0.der
            || self.canonical() == other.canonical()
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical().hash(state);
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.redacted())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({})", self.redacted())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(attributes: &[(&[u8], u8, &[u8])]) -> Name {
        let rdns: Vec<u8> = attributes
            .iter()
            .flat_map(|(kind, tag, value)| {
                let pair = [encode(tag::OID, kind), encode(*tag, value)].concat();
                encode(tag::SET, &encode(tag::SEQUENCE, &pair))
            })
            .collect();
        Name::from_der(&encode(tag::SEQUENCE, &rdns)).unwrap()
    }

    const C: &[u8] = &[0x55, 4, 6];
    const O: &[u8] = &[0x55, 4, 10];
    const CN: &[u8] = &[0x55, 4, 3];

    #[test]
    fn string_type_case_and_inner_space_do_not_matter() {
        let printable = name(&[(C, 0x13, b"JP"), (O, 0x13, b"Some  Hospital ")]);
        let utf8 = name(&[(C, 0x13, b"jp"), (O, 0x0c, b"some hospital")]);
        let bmp = name(&[(C, 0x13, b"JP"), (O, 0x1e, b"\0s\0o\0m\0e\0 \0h\0o\0s\0p\0i\0t\0a\0l")]);
        assert_eq!(printable, utf8);
        assert_eq!(printable, bmp);
        assert_ne!(printable, name(&[(C, 0x13, b"JP"), (O, 0x13, b"SomeHospital")]));
        assert_ne!(printable, name(&[(O, 0x13, b"Some Hospital"), (C, 0x13, b"JP")]));
        assert!(printable.is_within(&name(&[(C, 0x0c, b"JP")])));
        assert!(!name(&[(C, 0x0c, b"JP")]).is_within(&printable));
    }

    #[test]
    fn text_in_either_order_with_escapes_matches() {
        let subject = name(&[
            (C, 0x13, b"JP"),
            (O, 0x0c, b"a, b+c"),
            (CN, 0x0c, "神楽坂　三十四".as_bytes()),
        ]);
        assert_eq!(subject.to_string(), "CN=神楽坂　三十四,O=a\\, b\\+c,C=JP");
        assert!(subject.matches_text(&subject.to_string()));
        assert!(subject.matches_text("C=JP, O=\"a, b+c\", CN=神楽坂 三十四"));
        assert!(subject.matches_text("c=JP;o=a\\2c b\\2Bc;2.5.4.3=神楽坂　三十四"));
        assert!(subject.matches_text("C=#13024a50,O=a\\, b\\+c,CN=神楽坂　三十四"));
        for wrong in ["", "C=JP", "C=JP,O=a,CN=神楽坂　三十四", "C=JP,O=\"a, b+c,CN=x", "JP", "C="]
        {
            assert!(!subject.matches_text(wrong), "{wrong}");
        }
    }

    #[test]
    fn neither_control_characters_nor_licence_numbers_reach_a_log() {
        let evil = name(&[(CN, 0x0c, b"a\x1b[31m\n")]);
        assert_eq!(evil.to_string(), "CN=a\\1b[31m\\0a");
        let doctor = name(&[(CN, 0x0c, b"Doctor"), (&[0x55, 4, 5], 0x13, b"117120")]);
        assert_eq!(doctor.text(), "serialNumber=117120,CN=Doctor");
        assert_eq!(doctor.to_string(), "serialNumber=***,CN=Doctor");
        assert_eq!(doctor.redacted().to_string(), "serialNumber=***,CN=Doctor");
        assert_eq!(evil.common_name().as_deref(), Some("a\x1b[31m\n"));
    }
}
