//! Encrypted private keys (PKCS#8 `EncryptedPrivateKeyInfo`, RFC 5958 §3).

use super::pbe::{Password, Scheme, Work, malformed};
use super::{SoftwareKey, SoftwareKeyError, pem, problem};
use shohosen_pki::Certificate;
use shohosen_pki::ber::{Element, Reader, Rules, octet_string, tag};
use std::borrow::Cow;

/// A larger file is refused: a key of 8192 bits has less than 5 KB.
const MAX_OCTETS: usize = 64 * 1024;

impl SoftwareKey {
    /// From an encrypted PKCS#8 key, DER or PEM (`BEGIN ENCRYPTED PRIVATE KEY`): PBES2 (RFC 8018
    /// §6.2) with PBKDF2 or scrypt, and AES, Triple DES or RC2, as `openssl pkcs8 -topk8` and
    /// `openssl genpkey` write it, or SHA-1 with Triple DES or RC2 as PKCS#12 has it. What is decrypted
    /// is cleared; the caller clears the password.
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
            return Err(SoftwareKeyError::Malformed(problem::too_large(key.len())));
        }
        let blocks = pem::private_keys(key);
        let der = match &blocks {
            None => key,
            Some(blocks) => {
                let block = pem::only(blocks, key)?;
                match &block.der {
                    Some(der) if block.label.starts_with("ENCRYPTED") => der,
                    _ if super::is_old_encrypted_pem(key) => {
                        return Err(SoftwareKeyError::Encryption(problem::OLD_PEM.phrase()));
                    }
                    Some(_) => {
                        let reason = problem::NOT_ENCRYPTED.phrase();
                        return Err(SoftwareKeyError::Malformed(reason));
                    }
                    None => {
                        return Err(SoftwareKeyError::Malformed(problem::NO_BASE64.phrase()));
                    }
                }
            }
        };
        let info = Reader::new(der, Rules::Ber).element(tag::SEQUENCE, "EncryptedPrivateKeyInfo");
        let (scheme, octets) = encrypted_key(&info.map_err(malformed)?)?;
        let plain = scheme.decrypt(&octets, &Password::new(password), &mut Work::new())?;
        Self::from_der(&plain, certificate)
    }
}

/// EncryptedPrivateKeyInfo: how the key is encrypted, and what.
pub(super) fn encrypted_key<'a>(
    info: &Element<'a>,
) -> Result<(Scheme, Cow<'a, [u8]>), SoftwareKeyError> {
    let mut inside = info.reader();
    let algorithm = inside.element(tag::SEQUENCE, "encryptionAlgorithm").map_err(malformed)?;
    let scheme = Scheme::read(&algorithm)?;
    Ok((scheme, octet_string(&mut inside, "encryptedData").map_err(malformed)?))
}
