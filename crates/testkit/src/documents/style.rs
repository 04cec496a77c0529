//! Prefixes and the other habits of those who write signatures.

use super::element::Scope;

pub(crate) const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(crate) const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";
pub(crate) const XADES141: &str = "http://uri.etsi.org/01903/v1.4.1#";
pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Whose habits a signature follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The management service: `xs`, `xa`, `xa141`; base64 wrapped at 76 columns with a line feed
    /// at its end; default namespaces inside `TimeStampValidationData`.
    Service,
    /// Signing programs of vendors: `ds`, `xades`, `xades141`; base64 in one line.
    Vendor,
    /// Scanned documents: default namespaces declared anew wherever they change.
    Scanned,
}

/// One of the three namespaces of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    Ds,
    Xa,
    Xa141,
}

impl Ns {
    pub(crate) fn uri(self) -> &'static str {
        match self {
            Self::Ds => XMLDSIG,
            Self::Xa => XADES,
            Self::Xa141 => XADES141,
        }
    }
}

impl Style {
    fn prefix(self, ns: Ns) -> &'static str {
        match (self, ns) {
            (Self::Service, Ns::Ds) => "xs",
            (Self::Service, Ns::Xa) => "xa",
            (Self::Service, Ns::Xa141) => "xa141",
            (Self::Vendor, Ns::Ds) => "ds",
            (Self::Vendor, Ns::Xa) => "xades",
            (Self::Vendor, Ns::Xa141) => "xades141",
            (Self::Scanned, _) => "",
        }
    }

    /// The qualified name.
    pub(crate) fn name(self, ns: Ns, local: &str) -> String {
        match self.prefix(ns) {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        }
    }

    /// The declaration of a namespace.
    pub(crate) fn declaration(self, ns: Ns) -> Scope {
        vec![(self.prefix(ns).to_owned(), ns.uri().to_owned())]
    }

    /// What an element of namespace `to` declares inside one of namespace `from`: something only
    /// where default namespaces are used.
    pub(crate) fn switch(self, from: Ns, to: Ns) -> Scope {
        if self == Self::Scanned && from != to { self.declaration(to) } else { Vec::new() }
    }

    /// Base64 as this writer spells it.
    pub(crate) fn base64(self, octets: &[u8]) -> String {
        use base64::Engine as _;
        let text = base64::engine::general_purpose::STANDARD.encode(octets);
        if self != Self::Service {
            return text;
        }
        let lines = text.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap());
        lines.flat_map(|line| [line, "\n"]).collect()
    }
}
