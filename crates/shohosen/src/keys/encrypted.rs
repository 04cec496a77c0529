//! Encrypted private keys (PKCS#8 `EncryptedPrivateKeyInfo`, RFC 5958 §3).

use super::{SoftwareKey, SoftwareKeyError, pem};
use pkcs8::pkcs5::pbes2::{Kdf, Parameters};
use pkcs8::pkcs5::{self, EncryptionScheme};
use pkcs8::{EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef, SecretDocument};
use shohosen_pki::{Certificate, Oid};

/// A larger file is refused: a key of 8192 bits has less than 5 KB.
const MAX_OCTETS: usize = 64 * 1024;
/// More rounds of PBKDF2 are refused: that many take some seconds. OpenSSL writes 2048, others
/// about a million.
const MAX_ROUNDS: u32 = 10_000_000;
/// More memory for scrypt (128·N·r octets) is refused. OpenSSL takes 16 MiB.
const MAX_SCRYPT_OCTETS: u64 = 256 * 1024 * 1024;

impl SoftwareKey {
    /// From an encrypted PKCS#8 key, DER or PEM (`BEGIN ENCRYPTED PRIVATE KEY`): PBES2 (RFC 8018
    /// §6.2) with PBKDF2 or scrypt, and AES or Triple DES: what `openssl pkcs8 -topk8` and
    /// `openssl genpkey` write. What is decrypted is cleared; the caller clears the password.
    ///
    /// There is no way to tell a wrong password from a damaged file, so that both come out as
    /// [`SoftwareKeyError::WrongPassword`].
    ///
    /// # Errors
    /// If it is no such key, is encrypted in another way (PBES1, PEM with header lines), the
    /// password is wrong, or the key is not the one of the certificate.
    pub fn from_encrypted(
        key: &[u8],
        password: &[u8],
        certificate: Certificate,
    ) -> Result<Self, SoftwareKeyError> {
        if key.len() > MAX_OCTETS {
            let reason = format!("{} octets are too many", key.len());
            return Err(SoftwareKeyError::Malformed(reason));
        }
        let decoded = match key.first() {
            Some(0x30) => None,
            _ => match pem::private_key(key) {
                Some((label, der)) if label.starts_with("ENCRYPTED") => Some(der),
                _ if super::is_old_encrypted_pem(key) => {
                    return Err(SoftwareKeyError::Encryption("PEM with header lines".into()));
                }
                _ => {
                    let reason = "no block ENCRYPTED PRIVATE KEY".into();
                    return Err(SoftwareKeyError::Malformed(reason));
                }
            },
        };
        let der = decoded.as_deref().map_or(key, Vec::as_slice);
        let info = EncryptedPrivateKeyInfoRef::try_from(der).map_err(|error| {
            // Well formed, but of a scheme that the reader does not know: said by its name.
            match encryption_scheme(der) {
                Some(scheme) if scheme != PBES2 => SoftwareKeyError::Encryption(scheme.to_string()),
                _ => SoftwareKeyError::Malformed(error.to_string()),
            }
        })?;
        check_costs(&info.encryption_algorithm)?;
        let plain = info.decrypt(password).map_err(refused)?;
        Self::from_decrypted(&plain, certificate)
    }

    fn from_decrypted(
        plain: &SecretDocument,
        certificate: Certificate,
    ) -> Result<Self, SoftwareKeyError> {
        // The padding of what a wrong password decrypts comes out right once in 256 times.
        PrivateKeyInfoRef::try_from(plain.as_bytes())
            .map_err(|_| SoftwareKeyError::WrongPassword)?;
        Self::from_der(plain.as_bytes(), certificate)
    }
}

/// RFC 8018 §A.4.
const PBES2: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 5, 13]);

/// The object identifier of the encryption.
fn encryption_scheme(der: &[u8]) -> Option<Oid> {
    let algorithm = super::software::content_of_sequence(der)?;
    let [0x06, length, rest @ ..] = super::software::content_of_sequence(algorithm)? else {
        return None;
    };
    Oid::from_content(rest.get(..usize::from(*length))?).ok()
}

/// The file says how long deriving the key takes, and how much memory.
fn check_costs(scheme: &EncryptionScheme) -> Result<(), SoftwareKeyError> {
    let refused = match scheme {
        EncryptionScheme::Pbes2(Parameters { kdf: Kdf::Pbkdf2(pbkdf2), .. }) => {
            pbkdf2.iteration_count > MAX_ROUNDS
        }
        EncryptionScheme::Pbes2(Parameters { kdf: Kdf::Scrypt(scrypt), .. }) => {
            let octets = scrypt.cost_parameter.saturating_mul(128 * u64::from(scrypt.block_size));
            // RFC 7914 §6: N is a power of two above 1.
            scrypt.cost_parameter < 2
                || octets.saturating_mul(u64::from(scrypt.parallelization)) > MAX_SCRYPT_OCTETS
        }
        _ => false,
    };
    if refused {
        let reason = "deriving the key would take too long or too much memory";
        return Err(SoftwareKeyError::Encryption(reason.into()));
    }
    Ok(())
}

fn refused(error: pkcs8::Error) -> SoftwareKeyError {
    match error {
        pkcs8::Error::EncryptedPrivateKey(pkcs5::Error::DecryptFailed) | pkcs8::Error::Asn1(_) => {
            SoftwareKeyError::WrongPassword
        }
        error => SoftwareKeyError::Encryption(error.to_string()),
    }
}
