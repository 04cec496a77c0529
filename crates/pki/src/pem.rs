//! Revocation lists as people keep them in files: DER or PEM.

use crate::{CertificateList, CrlError};

impl CertificateList {
    /// From DER, or from PEM text with a block `X509 CRL` (RFC 7468 §6).
    ///
    /// # Errors
    /// As [`from_der`](Self::from_der), or if the text has no such block.
    pub fn from_pem_or_der(octets: &[u8]) -> Result<Self, CrlError> {
        if !octets.starts_with(b"-----BEGIN") {
            return Self::from_der(octets);
        }
        let mut blocks = x509_parser::pem::Pem::iter_from_buffer(octets).filter_map(Result::ok);
        match blocks.find(|block| block.label == "X509 CRL") {
            Some(block) => Self::from_der(&block.contents),
            // Text is no DER: says what was wrong with it.
            None => Self::from_der(octets),
        }
    }
}
