//! subjectKeyIdentifier and authorityKeyIdentifier: hints for finding an issuer, never proof.

use crate::GeneralName;
use crate::der::{self, DerError, tag};

/// authorityKeyIdentifier (RFC 5280 §4.2.1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorityKeyIdentifier {
    /// The subjectKeyIdentifier of the issuer.
    pub key_identifier: Option<Box<[u8]>>,
    /// The issuer of the issuer's certificate.
    pub issuer: Vec<GeneralName>,
    /// The serial number of the issuer's certificate, as content octets.
    pub serial: Option<Box<[u8]>>,
}

impl AuthorityKeyIdentifier {
    pub(crate) fn read(value: &[u8]) -> Result<Self, DerError> {
        let mut reader = der::single_sequence(value)?;
        let key_identifier = reader.optional(tag::context(0))?.map(|e| e.contents.into());
        let issuer = match reader.optional(tag::context_constructed(1))? {
            Some(element) => GeneralName::read_all(element.reader())?,
            None => Vec::new(),
        };
        let serial = reader.optional(tag::context(2))?.map(|e| e.contents.into());
        reader.finish()?;
        Ok(Self { key_identifier, issuer, serial })
    }
}

/// The octets of a subjectKeyIdentifier.
pub(super) fn subject_key(value: &[u8]) -> Result<Box<[u8]>, DerError> {
    let element = der::single(value)?;
    if element.tag != tag::OCTET_STRING {
        return Err(DerError::UnexpectedTag { expected: tag::OCTET_STRING, found: element.tag });
    }
    Ok(element.contents.into())
}
