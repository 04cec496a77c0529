//! `GeneralName`: the names of alternative-name, distribution-point and name-constraint
//! extensions.

use crate::der::{DerError, Element, Reader, tag};
use crate::{Name, Oid};

/// A general name (RFC 5280 §4.2.1.6).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GeneralName {
    /// A mail address.
    Email(String),
    /// A host name.
    Dns(String),
    /// A distinguished name. In HPKI certificates the subject's name in Japanese.
    Directory(Name),
    /// A uniform resource identifier.
    Uri(String),
    /// An address of 4 or 16 octets; in name constraints followed by a mask of the same length.
    IpAddress(Box<[u8]>),
    /// otherName, x400Address, ediPartyName or registeredID: by its tag and its contents.
    Other {
        /// The number of the context-specific tag: 0, 3, 5 or 8.
        number: u8,
        /// The contents.
        contents: Box<[u8]>,
    },
}

impl GeneralName {
    pub(crate) fn from_element(element: &Element<'_>) -> Result<Self, DerError> {
        let text = || {
            // IA5String; a name outside ASCII could be read in several ways.
            std::str::from_utf8(element.contents)
                .ok()
                .filter(|text| text.is_ascii())
                .map(str::to_owned)
                .ok_or(DerError::Value("IA5String"))
        };
        const EMAIL: u8 = tag::context(1);
        const DNS: u8 = tag::context(2);
        const URI: u8 = tag::context(6);
        const IP: u8 = tag::context(7);
        const DIRECTORY: u8 = tag::context_constructed(4);
        Ok(match element.tag {
            EMAIL => Self::Email(text()?),
            DNS => Self::Dns(text()?),
            URI => Self::Uri(text()?),
            IP => Self::IpAddress(element.contents.into()),
            DIRECTORY => Self::Directory(Name::from_der(element.contents)?),
            0xa0 | 0xa3 | 0xa5 | 0x88 => {
                Self::Other { number: element.tag & 0x1f, contents: element.contents.into() }
            }
            _ => return Err(DerError::Value("GeneralName")),
        })
    }

    /// `GeneralNames`, without its own tag.
    pub(crate) fn read_all(mut reader: Reader<'_>) -> Result<Vec<Self>, DerError> {
        let mut names = Vec::new();
        while !reader.is_empty() {
            names.push(Self::from_element(&reader.element()?)?);
        }
        if names.is_empty() { Err(DerError::Value("GeneralNames")) } else { Ok(names) }
    }

    /// The type of an otherName.
    pub fn other_name_kind(&self) -> Option<Oid> {
        match self {
            Self::Other { number: 0, contents } => Reader::new(contents).oid().ok(),
            _ => None,
        }
    }
}

impl std::fmt::Display for GeneralName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Email(text) | Self::Dns(text) | Self::Uri(text) => f.pad(text),
            // These texts go into reports.
            Self::Directory(name) => write!(f, "{name}"),
            Self::IpAddress(octets) => write!(f, "IP {octets:02x?}"),
            Self::Other { number, .. } => write!(f, "[{number}]"),
        }
    }
}
