//! A certificate named by its issuer and serial number: compared as values, whatever their form
//! (RFC 5280 §7.1 for names, integers for serial numbers).

use crate::cms::IssuerSerial;
use crate::name::NameText;
use crate::{Certificate, Name};
use std::fmt;

/// A serial number as a number: sign and magnitude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialNumber {
    negative: bool,
    /// Big-endian, without leading zeros; empty for zero.
    magnitude: Vec<u8>,
}

/// More digits are not read: serial numbers have at most 20 octets (RFC 5280 §4.1.2.2), and 304
/// digits make 126.
const MAX_DIGITS: usize = 304;

impl SerialNumber {
    /// From the content octets of an INTEGER (two's complement), in its shortest form or not.
    pub fn from_content(octets: &[u8]) -> Self {
        let negative = octets.first().is_some_and(|first| *first >= 0x80);
        let mut magnitude = octets.to_vec();
        if negative {
            // Two's complement: all bits turned, and one added.
            let mut carry = true;
            for octet in magnitude.iter_mut().rev() {
                let (value, overflow) = (!*octet).overflowing_add(u8::from(carry));
                (*octet, carry) = (value, overflow);
            }
            if carry {
                magnitude.insert(0, 1);
            }
        }
        Self::new(negative, magnitude)
    }

    /// From text as `ds:X509SerialNumber` has it: an `xs:integer`, with sign, leading zeros and
    /// white space around it. Hexadecimal digits, which some programs write, are read where they
    /// cannot be decimal (`0x15e`, `01:5E`, `015E`). `None`: it is no number.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim_matches([' ', '\t', '\r', '\n']);
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        if digits.is_empty() || digits.len() > MAX_DIGITS {
            return None;
        }
        if digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Some(Self::new(negative, positional(digits.bytes().map(|d| d - b'0'), 10)));
        }
        let digits = digits.strip_prefix("0x").or(digits.strip_prefix("0X")).unwrap_or(digits);
        let digits: Option<Vec<u8>> = digits
            .chars()
            .filter(|c| *c != ':')
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        let digits = digits.filter(|digits| !digits.is_empty())?;
        Some(Self::new(negative, positional(digits.into_iter(), 16)))
    }

    fn new(negative: bool, mut magnitude: Vec<u8>) -> Self {
        let zeros = magnitude.iter().take_while(|octet| **octet == 0).count();
        magnitude.drain(..zeros);
        Self { negative: negative && !magnitude.is_empty(), magnitude }
    }
}

/// The octets of a number written with these digits.
fn positional(digits: impl Iterator<Item = u8>, base: u16) -> Vec<u8> {
    let mut octets: Vec<u8> = Vec::new();
    for digit in digits {
        let mut carry = u16::from(digit);
        for octet in octets.iter_mut().rev() {
            carry += u16::from(*octet) * base;
            *octet = (carry & 0xff) as u8;
            carry >>= 8;
        }
        if carry > 0 {
            octets.insert(0, carry as u8);
        }
    }
    octets
}

/// In decimal digits.
impl fmt::Display for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Digits of base 10^9, the least first.
        let mut digits = vec![0_u64];
        for &octet in &self.magnitude {
            let mut carry = u64::from(octet);
            for digit in &mut digits {
                let value = *digit * 256 + carry;
                (*digit, carry) = (value % 1_000_000_000, value / 1_000_000_000);
            }
            if carry > 0 {
                digits.push(carry);
            }
        }
        if self.negative {
            f.write_str("-")?;
        }
        let mut rest = digits.iter().rev();
        write!(f, "{}", rest.next().copied().unwrap_or(0))?;
        rest.try_for_each(|digit| write!(f, "{digit:09}"))
    }
}

/// How an issuer and serial number compare with those of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssuerSerialComparison {
    /// They are the same values.
    Same,
    /// They are the same values, in a form that is not as it should be.
    SameInOtherForm {
        /// What is unusual.
        note: &'static str,
    },
    /// They can be read and are another certificate's.
    Different {
        /// What is written, without registration numbers.
        expected: String,
        /// What the certificate has.
        actual: String,
    },
    /// They cannot be read, so that nothing can be said.
    Unreadable {
        /// Why.
        reason: String,
    },
}

/// An issuer and serial number written as text (`ds:X509IssuerSerial`), read once.
#[derive(Clone, Debug)]
pub struct IssuerSerialText {
    issuer: Result<NameText, crate::name::NameTextError>,
    serial: Option<SerialNumber>,
}

impl IssuerSerialText {
    /// Reads the texts of `ds:X509IssuerName` and `ds:X509SerialNumber`.
    pub fn read(issuer: &str, serial: &str) -> Self {
        Self { issuer: NameText::read(issuer), serial: SerialNumber::from_text(serial) }
    }

    /// Compares it with a certificate. What can be read and differs is another certificate's,
    /// whatever the rest is; what cannot be read says nothing.
    pub fn compare(&self, certificate: &Certificate) -> IssuerSerialComparison {
        let own = SerialNumber::from_content(certificate.serial());
        let issuer_differs =
            self.issuer.as_ref().is_ok_and(|issuer| !issuer.means(certificate.issuer()));
        let serial_differs = self.serial.as_ref().is_some_and(|serial| *serial != own);
        if issuer_differs || serial_differs {
            let issuer = self.issuer.as_ref().map_or("?".to_owned(), ToString::to_string);
            let serial = self.serial.as_ref().map_or("?".to_owned(), ToString::to_string);
            return IssuerSerialComparison::Different {
                expected: format!("{issuer} / {serial}"),
                actual: format!("{} / {own}", certificate.issuer()),
            };
        }
        match (&self.issuer, &self.serial) {
            (Ok(_), Some(_)) => IssuerSerialComparison::Same,
            (Err(error), _) => {
                IssuerSerialComparison::Unreadable { reason: format!("X509IssuerName: {error}") }
            }
            (Ok(_), None) => IssuerSerialComparison::Unreadable {
                reason: "X509SerialNumber: not an integer".to_owned(),
            },
        }
    }
}

impl IssuerSerial {
    /// Compares it with a certificate: the name in either order, the number by its value.
    pub fn compare(&self, certificate: &Certificate) -> IssuerSerialComparison {
        let own = SerialNumber::from_content(certificate.serial());
        let serial = SerialNumber::from_content(&self.serial);
        let issuer = match Name::from_der(&self.issuer) {
            Ok(issuer) => issuer,
            Err(error) if serial == own => {
                return IssuerSerialComparison::Unreadable { reason: format!("issuer: {error}") };
            }
            Err(_) => {
                return IssuerSerialComparison::Different {
                    expected: format!("? / {serial}"),
                    actual: format!("{} / {own}", certificate.issuer()),
                };
            }
        };
        if serial != own || !issuer.matches_in_either_order(certificate.issuer()) {
            return IssuerSerialComparison::Different {
                expected: format!("{issuer} / {serial}"),
                actual: format!("{} / {own}", certificate.issuer()),
            };
        }
        if !self.is_der {
            return IssuerSerialComparison::SameInOtherForm { note: "not DER" };
        }
        if issuer != *certificate.issuer() {
            let note = "the elements of the name are in the opposite order";
            return IssuerSerialComparison::SameInOtherForm { note };
        }
        IssuerSerialComparison::Same
    }

    /// Whether it names this certificate.
    pub fn matches(&self, certificate: &Certificate) -> bool {
        use IssuerSerialComparison::{Same, SameInOtherForm};
        matches!(self.compare(certificate), Same | SameInOtherForm { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_report::Time;
    use shohosen_testkit::der;
    use shohosen_testkit::keys::KeyStore;
    use shohosen_testkit::pki::{CertificateTemplate, Name as TestName, after};

    fn number(text: &str) -> String {
        SerialNumber::from_text(text).map_or("–".into(), |number| number.to_string())
    }

    #[test]
    fn an_integer_of_xml_schema_has_a_value_not_a_spelling() {
        for text in ["350", "0350", "+350", "\n   000350 \n", "0x15e", "01:5E", "015E"] {
            assert_eq!(number(text), "350", "{text}");
        }
        assert_eq!(number("-28671"), "-28671");
        assert_eq!(number("-0"), "0");
        // 2^64 and 2^127, as `bc` prints them.
        assert_eq!(number("18446744073709551616"), "18446744073709551616");
        assert_eq!(
            number("00170141183460469231731687303715884105728"),
            "170141183460469231731687303715884105728"
        );
        for text in ["", " ", "+", "--1", "3 50", "x", "0x", "350.0", "３５０"] {
            assert_eq!(number(text), "–", "{text}");
        }
    }

    #[test]
    fn content_octets_are_twos_complement_in_any_length() {
        let content = |octets: &[u8]| SerialNumber::from_content(octets).to_string();
        assert_eq!(content(&[0x01, 0x5e]), "350");
        assert_eq!(content(&[0, 0, 0x07]), "7");
        // 0x9001 = 36865; 36865 - 65536 = -28671.
        assert_eq!(content(&[0x90, 0x01]), "-28671");
        assert_eq!(content(&[0xff, 0x90, 0x01]), "-28671");
        assert_eq!(content(&[0x00, 0x90, 0x01]), "36865");
        assert_eq!(content(&[0x80]), "-128");
        assert_eq!(content(&[0x85]), "-123");
        assert_eq!(content(&[0]), "0");
        assert_eq!(content(&[1, 0, 0, 0, 0, 0, 0, 0, 0]), "18446744073709551616");
    }

    fn issuer() -> TestName {
        TestName::new(&[("C", "JP"), ("O", "TEST"), ("CN", "sign CA")])
    }

    fn certificate(serial: u64) -> Certificate {
        let at = Time::from_unix(1_775_000_000).unwrap();
        let key = KeyStore::committed().key("other");
        let template = CertificateTemplate {
            serial,
            issuer: issuer(),
            subject: TestName::new(&[("CN", "somebody")]),
            not_before: after(at, -60),
            not_after: after(at, 60),
            extensions: Vec::new(),
        };
        Certificate::from_der(&template.sign(&key, &key)).unwrap()
    }

    /// `IssuerSerial` with these elements of the name and the content octets of the number.
    fn written(name: &TestName, serial: &[u8]) -> IssuerSerial {
        let names = der::sequence([der::explicit(4, &name.der())]);
        IssuerSerial::from_der(&der::sequence([names, der::tlv(2, serial)])).unwrap()
    }

    #[test]
    fn der_in_the_opposite_order_or_with_a_longer_number_is_equal_with_a_note() {
        let certificate = certificate(7);
        let compare = |name: &TestName, serial: &[u8]| written(name, serial).compare(&certificate);
        assert_eq!(compare(&issuer(), &[7]), IssuerSerialComparison::Same);
        let reversed = TestName::new(&[("CN", "sign CA"), ("O", "TEST"), ("C", "JP")]);
        let noted =
            |comparison| matches!(comparison, IssuerSerialComparison::SameInOtherForm { .. });
        assert!(noted(compare(&reversed, &[7])));
        assert!(noted(compare(&issuer(), &[0, 7])));
        let different = |comparison| matches!(comparison, IssuerSerialComparison::Different { .. });
        assert!(different(compare(&issuer(), &[8])));
        assert!(different(compare(&TestName::new(&[("C", "JP"), ("CN", "sign CA")]), &[7])));
    }

    #[test]
    fn text_that_cannot_be_read_is_not_another_certificate_s() {
        let certificate = certificate(350);
        let compare =
            |name: &str, serial: &str| IssuerSerialText::read(name, serial).compare(&certificate);
        let name = "CN=sign CA,O=TEST,C=JP";
        assert_eq!(compare(name, " 0350"), IssuerSerialComparison::Same);
        let unreadable =
            |comparison| matches!(comparison, IssuerSerialComparison::Unreadable { .. });
        assert!(unreadable(compare("sign CA; Japan", "350")));
        assert!(unreadable(compare(name, "three hundred and fifty")));
        let IssuerSerialComparison::Different { expected, .. } =
            compare("serialNumber=T100001,O=TEST,C=JP", "350")
        else {
            panic!()
        };
        assert_eq!(expected, "serialNumber=***,O=TEST,C=JP / 350");
        // A number that can be read and differs is enough.
        assert!(!unreadable(compare("sign CA; Japan", "351")));
    }
}
