//! Keys in PKCS#12 files.

use super::{SoftwareKey, SoftwareKeyError};
use p12_keystore::error::Error;
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use shohosen_pki::Certificate;

/// A larger file is refused: one holds a key and some certificates.
const MAX_OCTETS: usize = 1 << 20;

impl SoftwareKey {
    /// From a PKCS#12 file (RFC 7292) with one private key and its certificate: those of today
    /// (PBES2) and of old (RC2 and Triple DES). Also returns the other certificates of the file,
    /// which may be needed for the path.
    ///
    /// The crate that decrypts the file (`p12-keystore`) does not clear its memory; where that
    /// matters use a card, or PKCS#8.
    ///
    /// # Errors
    /// If it is no such file, the password is wrong ([`SoftwareKeyError::WrongPassword`]), or the
    /// key is of no use here.
    pub fn from_pkcs12(
        file: &[u8],
        password: &str,
    ) -> Result<(Self, Vec<Certificate>), SoftwareKeyError> {
        if file.len() > MAX_OCTETS {
            return Err(SoftwareKeyError::Pkcs12(format!("{} octets are too many", file.len())));
        }
        let store = KeyStore::from_pkcs12(file, password, Pkcs12ImportPolicy::Relaxed).map_err(
            |error| match error {
                Error::MacError(_) | Error::UnpadError => SoftwareKeyError::WrongPassword,
                error => SoftwareKeyError::Pkcs12(error.to_string()),
            },
        )?;
        let (_, chain) = store
            .private_key_chain()
            .ok_or_else(|| SoftwareKeyError::Pkcs12("no private key in it".into()))?;
        let mut certificates = chain
            .certs()
            .iter()
            .map(|certificate| Certificate::from_der(certificate.as_der()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| SoftwareKeyError::Pkcs12(error.to_string()))?;
        if certificates.is_empty() {
            return Err(SoftwareKeyError::Pkcs12("no certificate of the key in it".into()));
        }
        let own = certificates.remove(0);
        Ok((Self::from_der(chain.key().as_der(), own)?, certificates))
    }
}
