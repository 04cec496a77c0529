//! Keys in PKCS#12 files.

mod choose;
mod container;

use super::pbe::Password;
use super::{KeyChoice, SoftwareKey, SoftwareKeyError};
use container::Container;
use shohosen_pki::Certificate;

/// A larger file is refused: one holds a key and some certificates.
const MAX_OCTETS: usize = 1 << 20;

impl SoftwareKey {
    /// From a PKCS#12 file (RFC 7292) with a private key and its certificate: those of today
    /// (PBES2) and of old (RC2 and Triple DES), in DER or in BER. Also returns the other certificates
    /// of the file, which may be needed for the path.
    ///
    /// Of several keys it is, wherever it stands, the one whose certificate is for signatures (key
    /// usage nonRepudiation), as on a card; where that is none or several, nothing is guessed
    /// ([`SoftwareKeyError::Ambiguous`], which lists them) and
    /// [`from_pkcs12_choosing`](Self::from_pkcs12_choosing) takes the one that is meant.
    ///
    /// # Errors
    /// If it is no such file, the password is wrong ([`SoftwareKeyError::WrongPassword`]), or the
    /// key is of no use here.
    pub fn from_pkcs12(
        file: &[u8],
        password: &str,
    ) -> Result<(Self, Vec<Certificate>), SoftwareKeyError> {
        Self::from_pkcs12_choosing(file, password, &KeyChoice::ForSignatures)
    }

    /// As [`from_pkcs12`](Self::from_pkcs12), with the key of this choice.
    ///
    /// # Errors
    /// As there; [`SoftwareKeyError::NotInFile`].
    pub fn from_pkcs12_choosing(
        file: &[u8],
        password: &str,
        choice: &KeyChoice,
    ) -> Result<(Self, Vec<Certificate>), SoftwareKeyError> {
        if file.len() > MAX_OCTETS {
            return Err(SoftwareKeyError::Pkcs12(format!("{} octets are too many", file.len())));
        }
        let container = Container::open(file, &Password::new(password.as_bytes()))?;
        let held = choose::choose(&container, choice)?;
        let own = held
            .certificate
            .ok_or_else(|| SoftwareKeyError::Pkcs12("no certificate of the key in it".into()))?;
        let others = container.certificates.iter().map(|(certificate, _)| certificate);
        let others = others.filter(|certificate| **certificate != own).cloned().collect();
        let (der, _) = container.keys.get(held.key).ok_or(SoftwareKeyError::OtherCertificate)?;
        Ok((Self::from_der(der, own)?, others))
    }
}
