//! Where AWS-LC is not built in there is no private key in memory: every way to one says so, and
//! programs need not know with what they were built.

use super::{KeyChoice, SoftwareKeyError};
use shohosen_pki::Certificate;
use shohosen_pki::crypto::SignatureAlgorithm;
use shohosen_xades::sign::{ProviderError, SigningKey};
use std::convert::Infallible;

/// A private key in memory. This build was made without AWS-LC (the feature `software-keys`), so
/// that there is none: whatever makes one says [`SoftwareKeyError::NotBuiltIn`].
#[derive(Debug)]
pub struct SoftwareKey(Infallible);

impl SoftwareKey {
    /// Not built in.
    ///
    /// # Errors
    /// [`SoftwareKeyError::NotBuiltIn`].
    pub fn from_pem_or_der(_: &[u8], _: Certificate) -> Result<Self, SoftwareKeyError> {
        Err(SoftwareKeyError::NotBuiltIn)
    }

    /// Not built in.
    ///
    /// # Errors
    /// [`SoftwareKeyError::NotBuiltIn`].
    pub fn from_der(_: &[u8], _: Certificate) -> Result<Self, SoftwareKeyError> {
        Err(SoftwareKeyError::NotBuiltIn)
    }

    /// Not built in.
    ///
    /// # Errors
    /// [`SoftwareKeyError::NotBuiltIn`].
    pub fn from_encrypted(_: &[u8], _: &[u8], _: Certificate) -> Result<Self, SoftwareKeyError> {
        Err(SoftwareKeyError::NotBuiltIn)
    }

    /// Not built in.
    ///
    /// # Errors
    /// [`SoftwareKeyError::NotBuiltIn`].
    pub fn from_pkcs12(_: &[u8], _: &str) -> Result<(Self, Vec<Certificate>), SoftwareKeyError> {
        Err(SoftwareKeyError::NotBuiltIn)
    }

    /// Not built in.
    ///
    /// # Errors
    /// [`SoftwareKeyError::NotBuiltIn`].
    pub fn from_pkcs12_choosing(
        _: &[u8],
        _: &str,
        _: &KeyChoice,
    ) -> Result<(Self, Vec<Certificate>), SoftwareKeyError> {
        Err(SoftwareKeyError::NotBuiltIn)
    }
}

impl SigningKey for SoftwareKey {
    fn certificate(&self) -> &Certificate {
        match self.0 {}
    }

    fn sign(&self, _: &[u8], _: SignatureAlgorithm) -> Result<Vec<u8>, ProviderError> {
        match self.0 {}
    }
}
