//! Names as text: RFC 4514, and what is written in its place.

use super::{Name, attribute, canonical_octets, canonical_rdn, canonical_text, encode};
use crate::Oid;
use crate::der;
use std::fmt;

/// Keywords of attribute types in text, as RFC 4514, RFC 4519, X.520 and the libraries that write
/// names have them; the first of a type is the one that is printed.
const KEYWORDS: [(&str, Oid); 49] = [
    ("CN", attribute::COMMON_NAME),
    ("SN", attribute::SURNAME),
    ("serialNumber", attribute::SERIAL_NUMBER),
    ("C", attribute::COUNTRY),
    ("L", attribute::LOCALITY),
    ("ST", attribute::STATE),
    ("STREET", attribute::STREET),
    ("O", attribute::ORGANIZATION),
    ("OU", attribute::ORGANIZATIONAL_UNIT),
    ("title", attribute::TITLE),
    ("givenName", attribute::GIVEN_NAME),
    ("initials", attribute::INITIALS),
    ("generationQualifier", attribute::GENERATION_QUALIFIER),
    ("dnQualifier", attribute::DN_QUALIFIER),
    ("pseudonym", attribute::PSEUDONYM),
    ("postalCode", attribute::POSTAL_CODE),
    ("postalAddress", attribute::POSTAL_ADDRESS),
    ("telephoneNumber", attribute::TELEPHONE_NUMBER),
    ("businessCategory", attribute::BUSINESS_CATEGORY),
    ("description", attribute::DESCRIPTION),
    ("name", attribute::NAME),
    ("organizationIdentifier", attribute::ORGANIZATION_IDENTIFIER),
    ("DC", attribute::DOMAIN_COMPONENT),
    ("UID", attribute::USER_ID),
    ("emailAddress", attribute::EMAIL_ADDRESS),
    ("unstructuredName", attribute::UNSTRUCTURED_NAME),
    ("unstructuredAddress", attribute::UNSTRUCTURED_ADDRESS),
    ("commonName", attribute::COMMON_NAME),
    ("surname", attribute::SURNAME),
    ("countryName", attribute::COUNTRY),
    ("localityName", attribute::LOCALITY),
    ("stateOrProvinceName", attribute::STATE),
    ("S", attribute::STATE),
    ("SP", attribute::STATE),
    ("streetAddress", attribute::STREET),
    ("organizationName", attribute::ORGANIZATION),
    ("organizationalUnitName", attribute::ORGANIZATIONAL_UNIT),
    ("T", attribute::TITLE),
    ("G", attribute::GIVEN_NAME),
    ("GN", attribute::GIVEN_NAME),
    ("I", attribute::INITIALS),
    ("generation", attribute::GENERATION_QUALIFIER),
    ("DNQ", attribute::DN_QUALIFIER),
    ("DN", attribute::DN_QUALIFIER),
    ("domainComponent", attribute::DOMAIN_COMPONENT),
    ("userId", attribute::USER_ID),
    ("E", attribute::EMAIL_ADDRESS),
    ("email", attribute::EMAIL_ADDRESS),
    ("MAIL", attribute::EMAIL_ADDRESS),
];

/// Longer text is not read as a name.
const MAX_TEXT: usize = 8192;
/// Names have about five elements.
const MAX_ELEMENTS: usize = 64;

/// Why text cannot be read as a name. The text itself is not quoted: it may name a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameTextError {
    /// It is longer than a name can be, or has more elements.
    #[error("longer than a name")]
    TooLong,
    /// An element without an attribute type and an equals sign.
    #[error("element {element} has no attribute type")]
    NoType {
        /// Its number, from 1.
        element: usize,
    },
    /// An attribute type that is not known.
    #[error("the attribute type of element {element} is not known")]
    UnknownType {
        /// Its number, from 1.
        element: usize,
    },
    /// An escape, a quotation or a hexadecimal value that is not finished.
    #[error("the value of element {element} is not well-formed")]
    Value {
        /// Its number, from 1.
        element: usize,
    },
}

/// A name read from text, such as `ds:X509IssuerName`: for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameText {
    /// The elements in the order of the text, in the form that is compared.
    rdns: Vec<Box<[u8]>>,
    /// The same where SN is read as serialNumber, as one library writes it.
    other_reading: Option<Vec<Box<[u8]>>>,
    /// For messages, without the values of serialNumber.
    redacted: String,
}

impl NameText {
    /// Reads the forms in which names are written: RFC 4514 with its predecessors (RFC 2253, RFC
    /// 1779: quotation marks, semicolons), quotation marks written twice in a quotation, elements
    /// in either order, and the form with slashes (`/C=JP/O=…`).
    ///
    /// # Errors
    /// If it follows none of them.
    pub fn read(text: &str) -> Result<Self, NameTextError> {
        if text.len() > MAX_TEXT {
            return Err(NameTextError::TooLong);
        }
        let elements = parse_text(text.trim())?;
        let reading = |sn: &Oid| {
            let canonical = |element: &Element| {
                canonical_rdn(element.iter().map(|attribute| attribute.canonical(sn)))
            };
            elements.iter().map(canonical).collect::<Vec<_>>()
        };
        let ambiguous = elements.iter().flatten().any(|attribute| attribute.is_sn);
        Ok(Self {
            rdns: reading(&attribute::SURNAME),
            other_reading: ambiguous.then(|| reading(&attribute::SERIAL_NUMBER)),
            redacted: redacted_text(&elements),
        })
    }

    /// Whether it means this name: as RFC 5280 §7.1 compares names, in either order.
    pub fn means(&self, name: &Name) -> bool {
        let own = name.canonical();
        same_in_either_order(own, &self.rdns)
            || self.other_reading.as_ref().is_some_and(|other| same_in_either_order(own, other))
    }
}

impl fmt::Display for NameText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.redacted)
    }
}

fn same_in_either_order(own: &[Box<[u8]>], other: &[Box<[u8]>]) -> bool {
    own.len() == other.len() && (own.iter().eq(other) || own.iter().eq(other.iter().rev()))
}

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
        NameText::read(text).is_ok_and(|text| text.means(self))
    }

    /// Whether the other name has the same elements in the same or the opposite order, compared
    /// as RFC 5280 §7.1 has it: some programs write them the other way round into DER.
    pub fn matches_in_either_order(&self, other: &Self) -> bool {
        same_in_either_order(self.canonical(), other.canonical())
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
                    _ if redacted && is_personal(&attribute.kind) => {
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

/// Whether an attribute holds a number by which a person is registered.
fn is_personal(kind: &Oid) -> bool {
    *kind == attribute::SERIAL_NUMBER || *kind == attribute::USER_ID
}

/// An attribute as text has it.
struct TextAttribute {
    kind: Oid,
    /// Written SN: surname for most, serialNumber for some.
    is_sn: bool,
    value: TextValue,
}

enum TextValue {
    Text(String),
    /// `#` and hexadecimal digits: the DER of the value.
    Der(Vec<u8>),
}

/// The attributes of one relative distinguished name.
type Element = Vec<TextAttribute>;

impl TextAttribute {
    fn kind<'k>(&'k self, sn: &'k Oid) -> &'k Oid {
        if self.is_sn { sn } else { &self.kind }
    }

    fn canonical(&self, sn: &Oid) -> Vec<u8> {
        let kind = self.kind(sn);
        match &self.value {
            TextValue::Text(text) => canonical_text(kind, text),
            TextValue::Der(octets) => match der::single(octets) {
                Ok(element) => match super::text(element.tag, element.contents) {
                    Some(text) => canonical_text(kind, &text),
                    None => canonical_octets(kind, element.tag, element.contents),
                },
                // Reading has refused what is not one element.
                Err(_) => Vec::new(),
            },
        }
    }
}

/// The elements as RFC 4514 writes them, without numbers by which a person is registered. SN may
/// be such a number.
fn redacted_text(elements: &[Element]) -> String {
    let mut out = String::new();
    for (index, element) in elements.iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        for (index, attribute) in element.iter().enumerate() {
            out.push_str(if index > 0 { "+" } else { "" });
            let keyword = KEYWORDS.iter().find(|(_, oid)| *oid == attribute.kind);
            out += &keyword.map_or_else(|| attribute.kind.to_string(), |(k, _)| (*k).to_owned());
            out.push('=');
            match &attribute.value {
                _ if attribute.is_sn || is_personal(&attribute.kind) => out.push_str("***"),
                // Writing into a string does not fail.
                TextValue::Text(text) => drop(write_escaped(&mut out, text)),
                TextValue::Der(_) => out.push_str("#…"),
            }
        }
    }
    out
}

/// The elements of a name written as text, in the order of the text.
fn parse_text(text: &str) -> Result<Vec<Element>, NameTextError> {
    if let Some(parts) = text.strip_prefix('/') {
        return parse_slashes(parts);
    }
    let mut elements = Vec::new();
    let mut attributes = Vec::new();
    let mut rest = text;
    if rest.is_empty() {
        return Ok(elements);
    }
    loop {
        let element = elements.len() + 1;
        if element + attributes.len() > MAX_ELEMENTS {
            return Err(NameTextError::TooLong);
        }
        let (keyword, after) = rest.split_once('=').ok_or(NameTextError::NoType { element })?;
        let (kind, is_sn) = kind_of(keyword, element)?;
        let parsed = parse_value(after.trim_start()).ok_or(NameTextError::Value { element })?;
        let (value, separator, after) = parsed;
        attributes.push(TextAttribute { kind, is_sn, value });
        if separator != Some('+') {
            elements.push(std::mem::take(&mut attributes));
        }
        if separator.is_none() {
            return Ok(elements);
        }
        rest = after;
    }
}

/// `C=JP/O=…`, as OpenSSL writes names in one line: without escapes, so that a slash belongs to a
/// value where no attribute type follows it.
fn parse_slashes(text: &str) -> Result<Vec<Element>, NameTextError> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split('/') {
        let typed = part.split_once('=').is_some_and(|(keyword, _)| kind_of(keyword, 1).is_ok());
        match parts.last_mut() {
            Some(last) if !typed => {
                last.push('/');
                last.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
    }
    if parts.len() > MAX_ELEMENTS {
        return Err(NameTextError::TooLong);
    }
    let read = |(index, part): (usize, &String)| {
        let element = index + 1;
        let (keyword, value) = part.split_once('=').ok_or(NameTextError::NoType { element })?;
        let (kind, is_sn) = kind_of(keyword, element)?;
        Ok(vec![TextAttribute { kind, is_sn, value: TextValue::Text(value.to_owned()) }])
    };
    parts.iter().enumerate().map(read).collect()
}

/// The attribute type of a keyword or of an object identifier, and whether it was written SN.
fn kind_of(keyword: &str, element: usize) -> Result<(Oid, bool), NameTextError> {
    let keyword = keyword.trim();
    let prefix = keyword.get(..4).filter(|prefix| prefix.eq_ignore_ascii_case("OID."));
    let keyword = prefix.map_or(keyword, |prefix| keyword.get(prefix.len()..).unwrap_or_default());
    let known = KEYWORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(keyword));
    let kind = known.map(|(_, oid)| *oid).or_else(|| keyword.parse().ok());
    let kind = kind.ok_or(NameTextError::UnknownType { element })?;
    Ok((kind, keyword.eq_ignore_ascii_case("SN")))
}

/// An attribute value with its escapes undone, the separator after it, and what follows.
fn parse_value(text: &str) -> Option<(TextValue, Option<char>, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let (value, after) = parse_quoted(quoted)?;
        let after = after.trim_start();
        let mut rest = after.chars();
        return match rest.next() {
            None => Some((TextValue::Text(value), None, "")),
            Some(c @ (',' | ';' | '+')) => Some((
                TextValue::Text(value),
                Some(if c == '+' { '+' } else { ',' }),
                rest.as_str(),
            )),
            Some(_) => None,
        };
    }
    let mut octets = Vec::new();
    let mut chars = text.char_indices();
    let mut end = None;
    while let Some((index, c)) = chars.next() {
        match c {
            '\\' => unescape(text, &mut chars, &mut octets)?,
            ',' | ';' | '+' => {
                end = Some((index, if c == '+' { '+' } else { ',' }));
                break;
            }
            _ => octets.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    let value = String::from_utf8(octets).ok()?;
    let value = match text.strip_prefix('#').and(value.trim_end().strip_prefix('#')) {
        Some(digits) => {
            let octets = unhex(digits)?;
            der::single(&octets).ok()?;
            TextValue::Der(octets)
        }
        None => TextValue::Text(value),
    };
    Some(match end {
        Some((index, separator)) => (value, Some(separator), text.get(index + 1..)?),
        None => (value, None, ""),
    })
}

/// What stands between quotation marks, and what follows them. Inside, one is written twice or
/// after a backslash.
fn parse_quoted(text: &str) -> Option<(String, &str)> {
    let mut octets = Vec::new();
    let mut chars = text.char_indices();
    while let Some((index, c)) = chars.next() {
        match c {
            '"' => {
                let after = text.get(index + 1..)?;
                if !after.starts_with('"') {
                    return Some((String::from_utf8(octets).ok()?, after));
                }
                octets.push(b'"');
                chars.next();
            }
            '\\' => unescape(text, &mut chars, &mut octets)?,
            _ => octets.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    None
}

/// What follows a backslash: two hexadecimal digits, or a character that stands for itself.
fn unescape(text: &str, chars: &mut std::str::CharIndices<'_>, octets: &mut Vec<u8>) -> Option<()> {
    let (at, escaped) = chars.next()?;
    match text.get(at..at + 2).and_then(unhex) {
        Some(octet) => {
            octets.extend(octet);
            chars.next();
        }
        None => octets.extend(escaped.encode_utf8(&mut [0; 4]).bytes()),
    }
    Some(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_testkit::pki::Name as TestName;

    fn name(pairs: &[(&'static str, &str)]) -> Name {
        Name::from_der(&TestName::new(pairs).der()).unwrap()
    }

    #[test]
    fn keywords_of_many_libraries_mean_the_same_types() {
        // OpenSSL, RFC 4519, Java's X500Principal, .NET and Bouncy Castle write these.
        let issuer = name(&[("C", "JP"), ("O", "MEDIS"), ("OU", "HPKI CA"), ("CN", "sign CA")]);
        for text in [
            "CN=sign CA,OU=HPKI CA,O=MEDIS,C=JP",
            "C=JP, O=MEDIS, OU=HPKI CA, CN=sign CA",
            "commonName=sign CA; organizationalUnitName=HPKI CA; organizationName=MEDIS; countryName=JP",
            "oid.2.5.4.3=sign CA,2.5.4.11=HPKI CA,O=medis,c=jp",
            "/C=JP/O=MEDIS/OU=HPKI CA/CN=sign CA",
            "CN=\"sign CA\",OU=\"HPKI CA\",O=MEDIS,C=JP",
        ] {
            assert!(NameText::read(text).unwrap().means(&issuer), "{text}");
        }
        for text in ["CN=sign CA,OU=HPKI CA,O=OTHER,C=JP", "CN=sign CA,O=MEDIS,C=JP", ""] {
            assert!(!NameText::read(text).unwrap().means(&issuer), "{text}");
        }
    }

    #[test]
    fn quotation_marks_are_written_twice_or_escaped() {
        let issuer = name(&[("C", "JP"), ("O", "Test \"Iryo\" KK")]);
        for text in [
            "O=\"Test \"\"Iryo\"\" KK\", C=JP",
            "O=Test \\\"Iryo\\\" KK,C=JP",
            "O=\"Test \\\"Iryo\\\" KK\";C=JP",
        ] {
            assert!(NameText::read(text).unwrap().means(&issuer), "{text}");
        }
        for text in ["O=\"Test, C=JP", "O=\"Test\" x,C=JP", "O=Test,C=JP\\"] {
            assert!(matches!(NameText::read(text), Err(NameTextError::Value { .. })), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_from_what_differs() {
        let error = |text: &str| NameText::read(text).unwrap_err();
        assert_eq!(error("HPKI CA; Japan"), NameTextError::NoType { element: 1 });
        assert_eq!(error("CN=a,shoeSize=42"), NameTextError::UnknownType { element: 2 });
        assert_eq!(error("CN=#1302"), NameTextError::Value { element: 1 });
        assert_eq!(error(&"x".repeat(10_000)), NameTextError::TooLong);
        assert_eq!(error(&vec!["CN=a"; 100].join(",")), NameTextError::TooLong);
    }

    #[test]
    fn sn_is_a_surname_or_a_serial_number_and_is_not_printed() {
        let person = name(&[("C", "JP"), ("serialNumber", "T100001")]);
        let text = NameText::read("SN=T100001,C=JP").unwrap();
        assert!(text.means(&person));
        assert_eq!(text.to_string(), "SN=***,C=JP");
        let text = NameText::read("2.5.4.5=T100001,C=JP").unwrap();
        assert_eq!(text.to_string(), "serialNumber=***,C=JP");
    }

    #[test]
    fn an_escaped_hash_is_text() {
        let issuer = name(&[("O", "#13024a50")]);
        assert!(NameText::read("O=\\#13024a50").unwrap().means(&issuer));
        assert!(!NameText::read("O=#13024a50").unwrap().means(&issuer));
        assert!(NameText::read("O=#13024a50").unwrap().means(&name(&[("O", "JP")])));
    }
}
