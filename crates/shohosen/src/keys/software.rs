//! A private key in memory.

use super::{SoftwareKeyError, pem};
use aws_lc_rs::signature::{
    self, EcdsaKeyPair, EcdsaSigningAlgorithm, KeyPair, RsaEncoding, RsaKeyPair,
};
use shohosen_pki::Certificate;
use shohosen_pki::crypto::{Digest, DigestAlgorithm, PublicKeyKind, SignatureAlgorithm};
use shohosen_report::codes;
use shohosen_xades::sign::{ProviderError, SigningKey};
use std::fmt;

/// A private key in memory with the certificate of its holder: RSA (2048 to 8192 bits), P-256 or
/// P-384, signing by AWS-LC.
///
/// HPKI keys live on cards and in remote signers; this is for keys of tests, of organisations,
/// and of those who hold theirs in files. AWS-LC clears the memory of the key when it is dropped;
/// what this type decodes on the way there it clears itself.
pub struct SoftwareKey {
    certificate: Certificate,
    pair: Pair,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ecdsa(Box<EcdsaKeyPair>),
}

impl SoftwareKey {
    /// From PKCS#8, PKCS#1 or SEC 1, DER or PEM, not encrypted (`from_encrypted` takes those, with
    /// the feature `encrypted-keys`). The caller clears what it has read.
    ///
    /// # Errors
    /// If it is not such a key, or not the one of the certificate; [`SoftwareKeyError::Encrypted`].
    pub fn from_pem_or_der(key: &[u8], certificate: Certificate) -> Result<Self, SoftwareKeyError> {
        if key.first() == Some(&0x30) {
            if is_encrypted_der(key) {
                return Err(SoftwareKeyError::Encrypted);
            }
            return Self::from_der(key, certificate);
        }
        match pem::private_key(key) {
            Some((label, _)) if label.starts_with("ENCRYPTED") => Err(SoftwareKeyError::Encrypted),
            Some((_, der)) => Self::from_der(&der, certificate),
            // The old way to encrypt PEM has header lines, which are not base64.
            None if super::is_old_encrypted_pem(key) => Err(SoftwareKeyError::Encrypted),
            None => Err(SoftwareKeyError::Malformed("no block PRIVATE KEY".into())),
        }
    }

    /// From the DER of PKCS#8 (RFC 5958), PKCS#1 (RSA) or SEC 1 (EC).
    ///
    /// # Errors
    /// As [`from_pem_or_der`](Self::from_pem_or_der).
    pub fn from_der(key: &[u8], certificate: Certificate) -> Result<Self, SoftwareKeyError> {
        let public = certificate.public_key();
        let malformed =
            |error: aws_lc_rs::error::KeyRejected| SoftwareKeyError::Malformed(error.to_string());
        let ecdsa = |algorithm: &'static EcdsaSigningAlgorithm| {
            EcdsaKeyPair::from_pkcs8(algorithm, key)
                .or_else(|_| EcdsaKeyPair::from_private_key_der(algorithm, key))
                .map(|pair| Pair::Ecdsa(Box::new(pair)))
                .map_err(malformed)
        };
        let pair = match public.kind() {
            PublicKeyKind::Rsa => RsaKeyPair::from_pkcs8(key)
                .or_else(|_| RsaKeyPair::from_der(key))
                .map(|pair| Pair::Rsa(Box::new(pair)))
                .map_err(malformed)?,
            PublicKeyKind::EcP256 => ecdsa(&signature::ECDSA_P256_SHA256_FIXED_SIGNING)?,
            PublicKeyKind::EcP384 => ecdsa(&signature::ECDSA_P384_SHA384_FIXED_SIGNING)?,
            kind => return Err(SoftwareKeyError::Kind(kind.to_string())),
        };
        let own = match &pair {
            Pair::Rsa(pair) => pair.public_key().as_ref(),
            Pair::Ecdsa(pair) => pair.public_key().as_ref(),
        };
        if own != public.key_octets() {
            return Err(SoftwareKeyError::OtherCertificate);
        }
        Ok(Self { certificate, pair })
    }

    fn unsupported(&self, algorithm: SignatureAlgorithm) -> ProviderError {
        let key = self.certificate.public_key();
        let finding = codes::signing::KEY_ALGORITHM_UNSUPPORTED.finding();
        let finding = finding.with("key", format!("{} {}", key.kind(), key.bits()));
        ProviderError::new(finding.with("algorithm", algorithm.to_string()))
    }
}

impl SigningKey for SoftwareKey {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn sign(&self, octets: &[u8], algorithm: SignatureAlgorithm) -> Result<Vec<u8>, ProviderError> {
        self.sign_digested(octets, &algorithm.digest().digest(octets), algorithm)
    }

    fn sign_digested(
        &self,
        _: &[u8],
        digest: &Digest,
        algorithm: SignatureAlgorithm,
    ) -> Result<Vec<u8>, ProviderError> {
        use DigestAlgorithm::{Sha256, Sha384, Sha512};
        let failed = |_| {
            let finding = codes::signing::KEY_FAILED.finding();
            ProviderError::new(finding.with("reason", "AWS-LC refused to sign"))
        };
        let name = match algorithm.digest() {
            Sha384 => &aws_lc_rs::digest::SHA384,
            Sha512 => &aws_lc_rs::digest::SHA512,
            _ => &aws_lc_rs::digest::SHA256,
        };
        let digest = || aws_lc_rs::digest::Digest::import_less_safe(digest, name).map_err(failed);
        match &self.pair {
            Pair::Rsa(pair) => {
                let encoding: &'static dyn RsaEncoding = match algorithm {
                    SignatureAlgorithm::RsaPkcs1(Sha256) => &signature::RSA_PKCS1_SHA256,
                    SignatureAlgorithm::RsaPkcs1(Sha384) => &signature::RSA_PKCS1_SHA384,
                    SignatureAlgorithm::RsaPkcs1(Sha512) => &signature::RSA_PKCS1_SHA512,
                    _ if algorithm == SignatureAlgorithm::pss(Sha256) => &signature::RSA_PSS_SHA256,
                    _ if algorithm == SignatureAlgorithm::pss(Sha384) => &signature::RSA_PSS_SHA384,
                    _ if algorithm == SignatureAlgorithm::pss(Sha512) => &signature::RSA_PSS_SHA512,
                    _ => return Err(self.unsupported(algorithm)),
                };
                let mut value = vec![0; pair.public_modulus_len()];
                pair.sign_digest(encoding, &digest()?, &mut value).map_err(failed)?;
                Ok(value)
            }
            Pair::Ecdsa(pair) => {
                let own = match self.certificate.public_key().kind() {
                    PublicKeyKind::EcP384 => Sha384,
                    _ => Sha256,
                };
                if algorithm != SignatureAlgorithm::Ecdsa(own) {
                    return Err(self.unsupported(algorithm));
                }
                Ok(pair.sign_digest(&digest()?).map_err(failed)?.as_ref().to_vec())
            }
        }
    }
}

/// Without the key.
impl fmt::Debug for SoftwareKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoftwareKey")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

/// Whether the DER is an `EncryptedPrivateKeyInfo`: it begins with an AlgorithmIdentifier, and that
/// with an OID, where every private key that is not encrypted begins with a version and a certificate
/// with a sequence of numbers.
fn is_encrypted_der(key: &[u8]) -> bool {
    const OBJECT_IDENTIFIER: u8 = 0x06;
    let algorithm = content_of_sequence(key).and_then(content_of_sequence);
    algorithm.is_some_and(|algorithm| algorithm.first() == Some(&OBJECT_IDENTIFIER))
}

/// What stands behind the header of a SEQUENCE.
pub(super) fn content_of_sequence(der: &[u8]) -> Option<&[u8]> {
    let [0x30, length, ..] = der else { return None };
    let header = match length {
        0x81..=0x84 => 2 + usize::from(length & 0x7f),
        _ => 2,
    };
    der.get(header..)
}

#[cfg(test)]
mod tests {
    use super::is_encrypted_der;

    #[test]
    fn only_what_begins_with_an_algorithm_is_an_encrypted_key() {
        // RFC 5958 §3: SEQUENCE { SEQUENCE { OBJECT IDENTIFIER …; RFC 5208 §5: SEQUENCE { INTEGER 0 …;
        // RFC 5280 §4.1: SEQUENCE { SEQUENCE { [0] …, or an INTEGER in version 1.
        for (der, encrypted) in [
            (&[0x30, 0x82, 1, 0, 0x30, 0x40, 0x06, 9][..], true),
            (&[0x30, 0x40, 0x30, 0x81, 0x90, 0x06, 9], true),
            (&[0x30, 0x82, 1, 0, 0x02, 1, 0, 0x30], false),
            (&[0x30, 0x82, 1, 0, 0x30, 0x82, 1, 0, 0xa0, 3], false),
            (&[0x30, 0x82, 1, 0, 0x30, 0x82, 1, 0, 0x02, 1], false),
            (&[0x30, 0x82, 1], false),
            (&[], false),
        ] {
            assert_eq!(is_encrypted_der(der), encrypted, "{der:x?}");
        }
    }
}
