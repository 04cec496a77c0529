//! Which algorithms and key sizes are allowed.

use super::{DigestAlgorithm, PublicKey, PublicKeyKind, SignatureAlgorithm};

/// An allow-list of algorithms and key sizes.
///
/// The default is what HPKI uses: RSA PKCS#1 v1.5 of at least 2048 bits with SHA-256, SHA-384 or
/// SHA-512. RSASSA-PSS and ECDSA (P-256, P-384) are allowed by switch. SHA-1 is for the inside of
/// old time-stamps only: never allow it for a certificate or a document.
///
/// ```
/// use shohosen_pki::crypto::{AlgorithmPolicy, DigestAlgorithm};
/// let policy = AlgorithmPolicy::default().allow_ecdsa(true).minimum_rsa_bits(3072);
/// assert!(policy.check_digest(DigestAlgorithm::Sha1).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AlgorithmPolicy {
    minimum_rsa_bits: u32,
    rsa_pss: bool,
    ecdsa: bool,
    digests: [bool; 4],
}

impl Default for AlgorithmPolicy {
    fn default() -> Self {
        let digests = DigestAlgorithm::ALL.map(|digest| digest != DigestAlgorithm::Sha1);
        Self { minimum_rsa_bits: 2048, rsa_pss: false, ecdsa: false, digests }
    }
}

impl AlgorithmPolicy {
    /// RSA keys must have at least so many bits. Fewer than 2048 are never verified with.
    #[must_use]
    pub const fn minimum_rsa_bits(mut self, bits: u32) -> Self {
        self.minimum_rsa_bits = bits;
        self
    }

    /// Whether RSASSA-PSS is allowed.
    #[must_use]
    pub const fn allow_rsa_pss(mut self, allowed: bool) -> Self {
        self.rsa_pss = allowed;
        self
    }

    /// Whether ECDSA over P-256 and P-384 is allowed.
    #[must_use]
    pub const fn allow_ecdsa(mut self, allowed: bool) -> Self {
        self.ecdsa = allowed;
        self
    }

    /// Whether a digest algorithm is allowed.
    #[must_use]
    pub fn allow_digest(mut self, digest: DigestAlgorithm, allowed: bool) -> Self {
        for (switch, each) in self.digests.iter_mut().zip(DigestAlgorithm::ALL) {
            if each == digest {
                *switch = allowed;
            }
        }
        self
    }

    /// Whether this digest is allowed.
    ///
    /// # Errors
    /// If it is not.
    pub fn check_digest(&self, digest: DigestAlgorithm) -> Result<(), AlgorithmRefused> {
        let mut pairs = self.digests.iter().zip(DigestAlgorithm::ALL);
        if pairs.any(|(allowed, each)| each == digest && *allowed) {
            Ok(())
        } else {
            Err(AlgorithmRefused::Digest(digest))
        }
    }

    /// Whether signatures of this algorithm with this key are allowed.
    ///
    /// # Errors
    /// If the algorithm, its digest or the key is not allowed.
    pub fn check(
        &self,
        algorithm: SignatureAlgorithm,
        key: &PublicKey,
    ) -> Result<(), AlgorithmRefused> {
        self.check_digest(algorithm.digest())?;
        let allowed = match algorithm {
            SignatureAlgorithm::RsaPkcs1(_) => true,
            SignatureAlgorithm::RsaPss { .. } => self.rsa_pss,
            SignatureAlgorithm::Ecdsa(_) => self.ecdsa,
        };
        if !allowed {
            return Err(AlgorithmRefused::Signature(algorithm));
        }
        self.check_key(key)
    }

    /// Whether signatures by this key can be allowed at all.
    ///
    /// # Errors
    /// If it is of a kind that is not allowed, or too small.
    pub fn check_key(&self, key: &PublicKey) -> Result<(), AlgorithmRefused> {
        let (kind, bits) = (key.kind(), key.bits());
        let allowed = match kind {
            PublicKeyKind::Rsa => true,
            PublicKeyKind::RsaPss => self.rsa_pss,
            PublicKeyKind::EcP256 | PublicKeyKind::EcP384 => self.ecdsa,
            PublicKeyKind::Dsa | PublicKeyKind::Other(_) => false,
        };
        if !allowed {
            return Err(AlgorithmRefused::KeyKind(kind));
        }
        let rsa = matches!(kind, PublicKeyKind::Rsa | PublicKeyKind::RsaPss);
        if rsa && bits < self.minimum_rsa_bits {
            return Err(AlgorithmRefused::KeySize { kind, bits, minimum: self.minimum_rsa_bits });
        }
        Ok(())
    }
}

/// Why an [`AlgorithmPolicy`] refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AlgorithmRefused {
    /// The digest is not allowed.
    #[error("{0} is not allowed")]
    Digest(DigestAlgorithm),
    /// The signature algorithm is not allowed.
    #[error("{0} is not allowed")]
    Signature(SignatureAlgorithm),
    /// The kind of key is not allowed.
    #[error("a key of kind {0} is not allowed")]
    KeyKind(PublicKeyKind),
    /// The key is too small.
    #[error("a key of {bits} bits ({kind}) is too small; at least {minimum} are required")]
    KeySize {
        /// The kind of key.
        kind: PublicKeyKind,
        /// Its size.
        bits: u32,
        /// The least that is allowed.
        minimum: u32,
    },
}
