//! Distinguished names.

use crate::der;

/// A distinguished name of single-valued RDNs, in the order of encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(Vec<(&'static str, String)>);

impl Name {
    /// From `(type, value)` pairs; types are `C`, `O`, `OU`, `CN` and `serialNumber`.
    pub fn new(parts: &[(&'static str, &str)]) -> Self {
        Self(parts.iter().map(|(kind, value)| (*kind, (*value).to_owned())).collect())
    }

    /// The name with one more RDN at its end.
    #[must_use]
    pub fn with(mut self, kind: &'static str, value: &str) -> Self {
        self.0.push((kind, value.to_owned()));
        self
    }

    /// `Name` as DER: country and serialNumber as PrintableString, the rest as UTF8String, as the
    /// real certificates have it.
    pub fn der(&self) -> Vec<u8> {
        der::sequence(self.0.iter().map(|(kind, value)| {
            let (oid, value) = match *kind {
                "C" => ("2.5.4.6", der::printable_string(value)),
                "O" => ("2.5.4.10", der::utf8_string(value)),
                "OU" => ("2.5.4.11", der::utf8_string(value)),
                "CN" => ("2.5.4.3", der::utf8_string(value)),
                "serialNumber" => ("2.5.4.5", der::printable_string(value)),
                other => panic!("unknown name type {other}"),
            };
            der::set([der::sequence([der::oid(oid), value])])
        }))
    }

    /// Text in the order of RFC 4514 (last RDN first) with a space after each comma, as the
    /// `X509IssuerName` of scanned documents has it.
    pub fn text_last_first(&self) -> String {
        let parts = self.0.iter().rev().map(|(kind, value)| format!("{kind}={value}"));
        parts.collect::<Vec<_>>().join(", ")
    }
}
