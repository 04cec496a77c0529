//! keyUsage and extKeyUsage.

use super::oid;
use crate::Oid;
use crate::der::{self, DerError, tag};
use std::fmt;

/// keyUsage (RFC 5280 §4.2.1.3): what the key may be used for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyUsage(u16);

impl KeyUsage {
    /// digitalSignature
    pub const DIGITAL_SIGNATURE: Self = Self(0x8000);
    /// nonRepudiation, now also called contentCommitment: the one use of HPKI signature keys
    pub const NON_REPUDIATION: Self = Self(0x4000);
    /// keyEncipherment
    pub const KEY_ENCIPHERMENT: Self = Self(0x2000);
    /// dataEncipherment
    pub const DATA_ENCIPHERMENT: Self = Self(0x1000);
    /// keyAgreement
    pub const KEY_AGREEMENT: Self = Self(0x0800);
    /// keyCertSign
    pub const KEY_CERT_SIGN: Self = Self(0x0400);
    /// cRLSign
    pub const CRL_SIGN: Self = Self(0x0200);
    /// encipherOnly
    pub const ENCIPHER_ONLY: Self = Self(0x0100);
    /// decipherOnly
    pub const DECIPHER_ONLY: Self = Self(0x0080);

    const NAMES: [(Self, &'static str); 9] = [
        (Self::DIGITAL_SIGNATURE, "digitalSignature"),
        (Self::NON_REPUDIATION, "nonRepudiation"),
        (Self::KEY_ENCIPHERMENT, "keyEncipherment"),
        (Self::DATA_ENCIPHERMENT, "dataEncipherment"),
        (Self::KEY_AGREEMENT, "keyAgreement"),
        (Self::KEY_CERT_SIGN, "keyCertSign"),
        (Self::CRL_SIGN, "cRLSign"),
        (Self::ENCIPHER_ONLY, "encipherOnly"),
        (Self::DECIPHER_ONLY, "decipherOnly"),
    ];

    pub(super) fn read(value: &[u8]) -> Result<Self, DerError> {
        let element = der::single(value)?;
        if element.tag != tag::BIT_STRING {
            return Err(DerError::UnexpectedTag { expected: tag::BIT_STRING, found: element.tag });
        }
        der::named_bits(element.contents).map(Self)
    }

    /// Whether it has all uses of the other.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The names of its uses.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(move |(use_, _)| self.contains(*use_)).map(|(_, name)| name)
    }
}

impl std::ops::BitOr for KeyUsage {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl fmt::Display for KeyUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.names().collect::<Vec<_>>().join(", "))
    }
}

impl fmt::Debug for KeyUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyUsage({self})")
    }
}

/// extKeyUsage (RFC 5280 §4.2.1.12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtendedKeyUsage {
    /// Whether the extension is critical, which RFC 3161 demands of time-stamp authorities.
    pub critical: bool,
    /// The purposes.
    pub purposes: Vec<Oid>,
}

impl ExtendedKeyUsage {
    pub(super) fn read(value: &[u8], critical: bool) -> Result<Self, DerError> {
        let mut reader = der::single_sequence(value)?;
        let mut purposes = Vec::new();
        while !reader.is_empty() {
            purposes.push(reader.oid()?);
        }
        if purposes.is_empty() {
            return Err(DerError::Value("ExtKeyUsageSyntax"));
        }
        Ok(Self { critical, purposes })
    }

    /// Whether it names this purpose or any purpose.
    pub fn allows(&self, purpose: &Oid) -> bool {
        self.purposes.iter().any(|each| each == purpose || *each == oid::ANY_EXTENDED_KEY_USAGE)
    }
}
