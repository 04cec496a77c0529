//! A private key in memory.

use super::{SoftwareKeyError, pem, problem};
use aws_lc_rs::signature::{
    self, EcdsaKeyPair, EcdsaSigningAlgorithm, KeyPair, RsaEncoding, RsaKeyPair,
};
use shohosen_pki::ber::{Asn1Error, Reader, Rules, tag};
use shohosen_pki::crypto::{Digest, DigestAlgorithm, PublicKeyKind, SignatureAlgorithm};
use shohosen_pki::{Certificate, Oid};
use shohosen_report::codes;
use shohosen_xades::sign::{ProviderError, SigningKey};
use std::fmt;
use std::ops::RangeInclusive;

/// The RSA keys that sign.
const RSA_BITS: RangeInclusive<usize> = 2048..=8192;

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

/// A key pair of a kind that signs here.
pub(super) enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ecdsa(Box<EcdsaKeyPair>),
}

impl Pair {
    /// From PKCS#8 (RFC 5958), which says its kind itself.
    #[cfg(feature = "pkcs12")]
    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, SoftwareKeyError> {
        match pkcs8_kind(der) {
            Some(kind) => Self::read(der, kind?),
            None => Err(SoftwareKeyError::Malformed(problem::no_key(der))),
        }
    }

    fn read(key: &[u8], kind: PublicKeyKind) -> Result<Self, SoftwareKeyError> {
        // AWS-LC does not say why it refuses a key in a way that helps anybody.
        let malformed = |_| match rsa_bits(key) {
            Some(bits) if !RSA_BITS.contains(&bits) => {
                SoftwareKeyError::Kind(format!("RSA {bits}"))
            }
            _ => SoftwareKeyError::Malformed(problem::no_key(key)),
        };
        let ecdsa = |algorithm: &'static EcdsaSigningAlgorithm| {
            EcdsaKeyPair::from_pkcs8(algorithm, key)
                .or_else(|_| EcdsaKeyPair::from_private_key_der(algorithm, key))
                .map(|pair| Self::Ecdsa(Box::new(pair)))
                .map_err(malformed)
        };
        match kind {
            PublicKeyKind::Rsa => RsaKeyPair::from_pkcs8(key)
                .or_else(|_| RsaKeyPair::from_der(key))
                .map(|pair| Self::Rsa(Box::new(pair)))
                .map_err(malformed),
            PublicKeyKind::EcP256 => ecdsa(&signature::ECDSA_P256_SHA256_FIXED_SIGNING),
            PublicKeyKind::EcP384 => ecdsa(&signature::ECDSA_P384_SHA384_FIXED_SIGNING),
            kind => Err(SoftwareKeyError::Kind(kind.to_string())),
        }
    }

    /// Whether the certificate was issued for this key.
    pub(super) fn belongs_to(&self, certificate: &Certificate) -> bool {
        let own = match self {
            Self::Rsa(pair) => pair.public_key().as_ref(),
            Self::Ecdsa(pair) => pair.public_key().as_ref(),
        };
        own == certificate.public_key().key_octets()
    }
}

impl SoftwareKey {
    /// From PKCS#8, PKCS#1 or SEC 1, DER or PEM, not encrypted (`from_encrypted` takes those, with
    /// the feature `encrypted-keys`). The caller clears what it has read.
    ///
    /// # Errors
    /// If it is not such a key, or not the one of the certificate; [`SoftwareKeyError::Encrypted`].
    pub fn from_pem_or_der(key: &[u8], certificate: Certificate) -> Result<Self, SoftwareKeyError> {
        let Some(blocks) = pem::private_keys(key) else {
            return match is_encrypted_der(key) {
                true => Err(SoftwareKeyError::Encrypted),
                false => Self::from_der(key, certificate),
            };
        };
        let block = pem::only(&blocks, key)?;
        match &block.der {
            _ if block.label.starts_with("ENCRYPTED") => Err(SoftwareKeyError::Encrypted),
            Some(der) => Self::from_der(der, certificate),
            // The old way to encrypt PEM has header lines, which are not base64.
            None if super::is_old_encrypted_pem(key) => Err(SoftwareKeyError::Encrypted),
            None => Err(SoftwareKeyError::Malformed(problem::NO_BASE64.phrase())),
        }
    }

    /// From the DER of PKCS#8 (RFC 5958), PKCS#1 (RSA) or SEC 1 (EC).
    ///
    /// # Errors
    /// As [`from_pem_or_der`](Self::from_pem_or_der).
    pub fn from_der(key: &[u8], certificate: Certificate) -> Result<Self, SoftwareKeyError> {
        let kind = certificate.public_key().kind();
        match pkcs8_kind(key) {
            Some(Ok(other)) if other != kind => return Err(SoftwareKeyError::OtherCertificate),
            Some(Err(error)) => return Err(error),
            Some(Ok(_)) => {}
            // PKCS#1 and SEC 1 say no more than that they are RSA or EC: tried as the kind that the
            // certificate has.
            None => match is_traditional_rsa(key) {
                Some(is_rsa) if is_rsa == (kind == PublicKeyKind::Rsa) => {}
                Some(_) => return Err(SoftwareKeyError::OtherCertificate),
                None => return Err(SoftwareKeyError::Malformed(problem::no_key(key))),
            },
        }
        let pair = Pair::read(key, kind)?;
        match pair.belongs_to(&certificate) {
            true => Ok(Self { certificate, pair }),
            false => Err(SoftwareKeyError::OtherCertificate),
        }
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

/// Whether this is an `EncryptedPrivateKeyInfo` (RFC 5958 §3): it begins with an
/// AlgorithmIdentifier, and that with an OID, where every private key that is not encrypted begins
/// with a version and a certificate with a sequence of numbers; and an OCTET STRING follows, where a
/// public key has a BIT STRING.
fn is_encrypted_der(key: &[u8]) -> bool {
    let begins = || {
        let mut key = Reader::new(key, Rules::Ber).element(tag::SEQUENCE, "key")?.reader();
        let first = key.element(tag::SEQUENCE, "algorithm")?.reader().peek();
        Ok::<_, Asn1Error>((first, key.peek()))
    };
    const STRINGS: [u8; 2] = [tag::OCTET_STRING, tag::OCTET_STRING | tag::CONSTRUCTED];
    begins().is_ok_and(|(first, second)| {
        first == Some(tag::OID) && second.is_some_and(|second| STRINGS.contains(&second))
    })
}

/// The kind that PKCS#8 says; `None` if it is no PKCS#8, an error if keys of the kind do not sign
/// here.
fn pkcs8_kind(key: &[u8]) -> Option<Result<PublicKeyKind, SoftwareKeyError>> {
    const RSA: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 1]);
    const EC: Oid = Oid::from_arcs(&[1, 2, 840, 10_045, 2, 1]);
    const P256: Oid = Oid::from_arcs(&[1, 2, 840, 10_045, 3, 1, 7]);
    const P384: Oid = Oid::from_arcs(&[1, 3, 132, 0, 34]);
    let mut info = Reader::new(key, Rules::Ber).element(tag::SEQUENCE, "key").ok()?.reader();
    // RFC 5958 §2: 0, or 1 where the public key stands beside it.
    if info.element(tag::INTEGER, "version").ok()?.small_integer("version").ok()? > 1 {
        return None;
    }
    let mut algorithm = info.element(tag::SEQUENCE, "algorithm").ok()?.reader();
    let mut oid = || algorithm.element(tag::OID, "algorithm")?.oid("algorithm");
    let (first, second) = (oid().ok()?, oid().ok());
    Some(match (first, second) {
        (RSA, _) => Ok(PublicKeyKind::Rsa),
        (EC, Some(P256)) => Ok(PublicKeyKind::EcP256),
        (EC, Some(P384)) => Ok(PublicKeyKind::EcP384),
        (EC, Some(curve)) => {
            Err(SoftwareKeyError::Kind(format!("EC {}", problem::kind_name(curve))))
        }
        (other, _) => Err(SoftwareKeyError::Kind(problem::kind_name(other))),
    })
}

/// Whether this has the form of PKCS#1 (RFC 8017 appendix A.1.2: `true`) or of SEC 1 (RFC 5915 §3:
/// `false`); `None` if of neither.
fn is_traditional_rsa(key: &[u8]) -> Option<bool> {
    let mut key = Reader::new(key, Rules::Ber).element(tag::SEQUENCE, "key").ok()?.reader();
    let version = key.element(tag::INTEGER, "version").ok()?.small_integer("version").ok()?;
    match (version, key.peek()) {
        (0 | 1, Some(tag::INTEGER)) => Some(true),
        (1, Some(tag::OCTET_STRING)) => Some(false),
        _ => None,
    }
}

/// The bits of the modulus of an RSA key, PKCS#8 or PKCS#1, as far as it can be read.
fn rsa_bits(key: &[u8]) -> Option<usize> {
    let mut inside = Reader::new(key, Rules::Ber).element(tag::SEQUENCE, "key").ok()?.reader();
    inside.element(tag::INTEGER, "version").ok()?;
    if inside.peek() == Some(tag::SEQUENCE) {
        inside.element(tag::SEQUENCE, "algorithm").ok()?;
        let own = inside.element(tag::OCTET_STRING, "privateKey").ok()?;
        return rsa_bits(own.content);
    }
    let modulus = inside.element(tag::INTEGER, "modulus").ok()?.integer("modulus").ok()?;
    let first = modulus.iter().position(|octet| *octet != 0)?;
    let (top, rest) = modulus.get(first..)?.split_first()?;
    Some(rest.len() * 8 + top.checked_ilog2()? as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::is_encrypted_der;

    #[test]
    fn only_what_begins_with_an_algorithm_is_an_encrypted_key() {
        // RFC 5958 §3: SEQUENCE { SEQUENCE { OBJECT IDENTIFIER …; RFC 5208 §5: SEQUENCE { INTEGER 0 …;
        // RFC 5280 §4.1: SEQUENCE { SEQUENCE { [0] …, or an INTEGER in version 1.
        for (der, encrypted) in [
            (&[0x30, 6, 0x30, 2, 0x06, 0, 0x04, 0][..], true),
            (&[0x30, 0x81, 6, 0x30, 2, 0x06, 0, 0x04, 0], true),
            // BER, as it comes out of some containers.
            (&[0x30, 0x80, 0x30, 0x80, 0x06, 0, 0, 0, 0x04, 0, 0, 0], true),
            (&[0x30, 5, 0x02, 1, 0, 0x30, 0], false),
            (&[0x30, 4, 0x30, 2, 0xa0, 0], false),
            // RFC 5280 §4.1: a public key has a BIT STRING behind its algorithm.
            (&[0x30, 6, 0x30, 2, 0x06, 0, 0x03, 0], false),
            (&[0x30, 4, 0x30, 2, 0x02, 0], false),
            (&[0x30, 0x82, 1], false),
            (&[], false),
        ] {
            assert_eq!(is_encrypted_der(der), encrypted, "{der:x?}");
        }
    }
}
