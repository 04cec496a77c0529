//! cRLDistributionPoints, and the distribution point names and reasons it shares with CRLs.

use crate::der::{self, DerError, Element, tag};
use crate::{GeneralName, Name};
use std::borrow::Cow;

/// The name of a distribution point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DistributionPointName {
    /// Names of which each means the whole point.
    Full(Vec<GeneralName>),
    /// The contents of a relative distinguished name, to be put behind the CRL issuer's name.
    RelativeToIssuer(Box<[u8]>),
}

impl DistributionPointName {
    /// From the contents of the EXPLICIT tag around the CHOICE.
    pub(crate) fn read(element: Element<'_>) -> Result<Self, DerError> {
        let choice = der::single(element.contents)?;
        const FULL: u8 = tag::context_constructed(0);
        const RELATIVE: u8 = tag::context_constructed(1);
        match choice.tag {
            FULL => GeneralName::read_all(choice.reader()).map(Self::Full),
            RELATIVE => Ok(Self::RelativeToIssuer(choice.contents.into())),
            found => Err(DerError::UnexpectedTag { expected: FULL, found }),
        }
    }

    /// The names, with a relative one completed by the issuer of the CRL.
    pub(crate) fn resolve(&self, crl_issuer: &Name) -> Cow<'_, [GeneralName]> {
        match self {
            Self::Full(names) => names.into(),
            Self::RelativeToIssuer(rdn) => {
                crl_issuer.with_rdn(rdn).map(GeneralName::Directory).into_iter().collect()
            }
        }
    }
}

/// A set of reasons for revocation (`ReasonFlags`, RFC 5280 §4.2.1.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevocationReasons(u16);

impl RevocationReasons {
    /// Every reason: keyCompromise (bit 1) to aACompromise (bit 8).
    pub const ALL: Self = Self(0x7f80);
    /// No reason.
    pub const NONE: Self = Self(0);

    pub(crate) fn read(contents: &[u8]) -> Result<Self, DerError> {
        der::named_bits(contents).map(|bits| Self(bits & Self::ALL.0))
    }

    /// Those in both.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has all of the other.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// One of cRLDistributionPoints (RFC 5280 §4.2.1.13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistributionPoint {
    /// Where the CRL is.
    pub name: Option<DistributionPointName>,
    /// The reasons that the CRL covers; `None` for all.
    pub reasons: Option<RevocationReasons>,
    /// Who signs the CRL, where it is not the issuer of the certificate.
    pub crl_issuer: Vec<GeneralName>,
}

impl DistributionPoint {
    /// Where the CRL is published: every URI of the point, of whatever scheme.
    pub fn uris(&self) -> impl Iterator<Item = &str> {
        let names = match &self.name {
            Some(DistributionPointName::Full(names)) => names.as_slice(),
            _ => &[],
        };
        names.iter().filter_map(|name| match name {
            GeneralName::Uri(uri) => Some(uri.as_str()),
            _ => None,
        })
    }

    pub(crate) fn read_all(value: &[u8]) -> Result<Vec<Self>, DerError> {
        let mut reader = der::single_sequence(value)?;
        let mut points = Vec::new();
        while !reader.is_empty() {
            let mut point = reader.sequence()?;
            let name = point.optional(tag::context_constructed(0))?;
            let name = name.map(DistributionPointName::read).transpose()?;
            let reasons = point.optional(tag::context(1))?;
            let reasons = reasons.map(|e| RevocationReasons::read(e.contents)).transpose()?;
            let crl_issuer = match point.optional(tag::context_constructed(2))? {
                Some(element) => GeneralName::read_all(element.reader())?,
                None => Vec::new(),
            };
            point.finish()?;
            points.push(Self { name, reasons, crl_issuer });
        }
        if points.is_empty() { Err(DerError::Value("CRLDistributionPoints")) } else { Ok(points) }
    }
}
