//! Keys of the demo: made when it is told, and gone with it.

use super::der;
use crate::exit::Failure;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use shohosen::pki::crypto::DigestAlgorithm;
use zeroize::Zeroizing;

/// An RSA key of 2048 bits, as the HPKI has them.
pub struct Key(RsaKeyPair);

impl Key {
    /// A fresh one: about a tenth of a second.
    pub fn generate() -> Result<Self, Failure> {
        RsaKeyPair::generate(KeySize::Rsa2048).map(Self).map_err(failed)
    }

    /// As PKCS#8.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let pkcs8: Pkcs8V1Der<'_> = self.0.as_der().map_err(failed)?;
        Ok(Zeroizing::new(pkcs8.as_ref().to_vec()))
    }

    /// `SubjectPublicKeyInfo`.
    pub fn public(&self) -> Vec<u8> {
        let algorithm = der::sequence([&der::oid(&[1, 2, 840, 113_549, 1, 1, 1]), der::NULL]);
        der::sequence([&algorithm, &der::bits(self.0.public_key().as_ref())])
    }

    /// The key identifier: 160 bits of SHA-256 over the key (RFC 7093 §2, method 1).
    pub fn identifier(&self) -> Vec<u8> {
        let digest = DigestAlgorithm::Sha256.digest(self.0.public_key().as_ref());
        digest.iter().take(20).copied().collect()
    }

    /// Signs with [`signature_algorithm`].
    pub fn sign(&self, octets: &[u8]) -> Result<Vec<u8>, Failure> {
        let mut value = vec![0; self.0.public_modulus_len()];
        let random = SystemRandom::new();
        self.0.sign(&RSA_PKCS1_SHA256, &random, octets, &mut value).map_err(failed)?;
        Ok(value)
    }

    /// A certificate or list: what is signed, the algorithm, the value (RFC 5280 §4.1, §5.1).
    pub fn seal(&self, signed: &[u8]) -> Result<Vec<u8>, Failure> {
        let value = der::bits(&self.sign(signed)?);
        Ok(der::sequence([signed, &signature_algorithm(), &value]))
    }
}

/// sha256WithRSAEncryption.
pub fn signature_algorithm() -> Vec<u8> {
    der::sequence([&der::oid(&[1, 2, 840, 113_549, 1, 1, 11]), der::NULL])
}

fn failed(_: aws_lc_rs::error::Unspecified) -> Failure {
    Failure::Internal("AWS-LC makes no key".into())
}
