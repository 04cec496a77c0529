//! Verifying signatures.

use super::{Digest, PublicKey, PublicKeyKind, SignatureAlgorithm};

/// Why a signature does not verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// The key is of another kind than the algorithm needs.
    #[error("{algorithm} does not go with a key of kind {kind}")]
    KeyMismatch {
        /// The algorithm.
        algorithm: SignatureAlgorithm,
        /// The kind of the key.
        kind: PublicKeyKind,
    },
    /// The algorithm with these parameters, or a key of this size, is not implemented.
    #[error("{algorithm} with a key of {bits} bits is not implemented")]
    Unsupported {
        /// The algorithm.
        algorithm: SignatureAlgorithm,
        /// The size of the key.
        bits: u32,
    },
    /// The signature is not that of this message by this key.
    #[error("the signature does not match")]
    Mismatch,
}

/// An implementation of the public-key operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Backend {
    /// AWS-LC through `aws-lc-rs`.
    #[cfg(feature = "aws-lc")]
    AwsLc,
    /// The crates `rsa`, `p256` and `p384`.
    #[cfg(feature = "pure-rust")]
    PureRust,
    /// RSA of 2048 bits with PKCS#1 v1.5 in vector registers where the processor has them. What it
    /// does not confirm, and everything else, is AWS-LC's or, without it, the pure Rust crates'.
    #[cfg(feature = "simd")]
    Vector,
}

impl Default for Backend {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Backend {
    /// The one that [`verify`] uses.
    pub const DEFAULT: Self = {
        #[cfg(feature = "simd")]
        let backend = Self::Vector;
        #[cfg(not(feature = "simd"))]
        let backend = Self::GENERAL;
        backend
    };

    /// The general one.
    const GENERAL: Self = {
        #[cfg(feature = "aws-lc")]
        let backend = Self::AwsLc;
        #[cfg(not(feature = "aws-lc"))]
        let backend = Self::PureRust;
        backend
    };
}

#[cfg(not(any(feature = "aws-lc", feature = "pure-rust")))]
compile_error!("shohosen-pki needs the feature `aws-lc` (default) or `pure-rust`");

/// RSA keys beyond this size are refused: their cost grows with the cube of the size.
const MAX_RSA_BITS: u32 = 8192;
/// RSA keys below this size are refused whatever the policy says.
const MIN_RSA_BITS: u32 = 2048;

/// Verifies the signature of a message. ECDSA signatures are DER (`Ecdsa-Sig-Value`, RFC 3279
/// §2.2.3), as X.509 and CMS have them.
///
/// Whether the algorithm is allowed is for [`AlgorithmPolicy`](super::AlgorithmPolicy) to say.
///
/// # Errors
/// If the signature does not match, or the key does not go with the algorithm, or its size is
/// outside 2048 to 8192 bits (RSA).
pub fn verify(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    verify_with(Backend::DEFAULT, key, algorithm, message, signature)
}

/// As [`verify`], for a message whose digest by the algorithm's own digest algorithm the caller has
/// computed. ECDSA signatures are here the two numbers r‖s, each as long as the field of the
/// curve, as XML Signature has them (RFC 4050 §3.3, XML Signature 1.1 §6.4.3). RSA signatures
/// have one form only.
///
/// # Errors
/// As [`verify`]; numbers of another length and the digest of another algorithm do not match.
pub fn verify_digest_fixed(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    digest: &Digest,
    signature: &[u8],
) -> Result<(), SignatureError> {
    verify_digest_fixed_with(Backend::DEFAULT, key, algorithm, digest, signature)
}

/// As [`verify_digest_fixed`] with an implementation of one's choice.
///
/// # Errors
/// As there.
pub fn verify_digest_fixed_with(
    backend: Backend,
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    digest: &Digest,
    signature: &[u8],
) -> Result<(), SignatureError> {
    if !matches!(algorithm, SignatureAlgorithm::Ecdsa(_)) {
        return verify_digest(backend, key, algorithm, digest, signature);
    }
    let field = match key.kind() {
        PublicKeyKind::EcP256 => 32,
        PublicKeyKind::EcP384 => 48,
        kind => return Err(SignatureError::KeyMismatch { algorithm, kind }),
    };
    let (r, s) = signature.split_at_checked(field).ok_or(SignatureError::Mismatch)?;
    if s.len() != field {
        return Err(SignatureError::Mismatch);
    }
    verify_digest(backend, key, algorithm, digest, &ecdsa_der(r, s))
}

/// As [`verify`] with an implementation of one's choice, to hold one against the other.
///
/// # Errors
/// As [`verify`].
pub fn verify_with(
    backend: Backend,
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    verify_digest(backend, key, algorithm, &algorithm.digest().digest(message), signature)
}

fn verify_digest(
    backend: Backend,
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    digest: &Digest,
    signature: &[u8],
) -> Result<(), SignatureError> {
    use PublicKeyKind::{EcP256, EcP384, Rsa, RsaPss};
    let fits = match algorithm {
        SignatureAlgorithm::RsaPkcs1(_) => key.kind() == Rsa,
        SignatureAlgorithm::RsaPss { .. } => matches!(key.kind(), Rsa | RsaPss),
        SignatureAlgorithm::Ecdsa(_) => matches!(key.kind(), EcP256 | EcP384),
    };
    if !fits || !key.allows(algorithm) {
        return Err(SignatureError::KeyMismatch { algorithm, kind: key.kind() });
    }
    if digest.len() != algorithm.digest().length() {
        return Err(SignatureError::Mismatch);
    }
    let rsa = matches!(key.kind(), Rsa | RsaPss);
    if rsa && !(MIN_RSA_BITS..=MAX_RSA_BITS).contains(&key.bits()) {
        return Err(SignatureError::Unsupported { algorithm, bits: key.bits() });
    }
    match backend {
        #[cfg(feature = "aws-lc")]
        Backend::AwsLc => super::aws_lc::verify(key, algorithm, digest, signature),
        #[cfg(feature = "pure-rust")]
        Backend::PureRust => super::pure_rust::verify(key, algorithm, digest, signature),
        #[cfg(feature = "simd")]
        Backend::Vector if super::vector::confirms(key, algorithm, digest, signature) => Ok(()),
        #[cfg(feature = "simd")]
        Backend::Vector => verify_digest(Backend::GENERAL, key, algorithm, digest, signature),
    }
}

/// `Ecdsa-Sig-Value` of two unsigned numbers of at most 48 octets.
fn ecdsa_der(r: &[u8], s: &[u8]) -> Vec<u8> {
    fn push_integer(der: &mut Vec<u8>, number: &[u8]) {
        let zeros = number.iter().take_while(|&&octet| octet == 0).count();
        let significant = number.get(zeros..).unwrap_or_default();
        let pad = significant.first().is_none_or(|&octet| octet >= 0x80);
        // At most 48 octets and one of padding: the length takes one octet.
        der.extend([0x02, (significant.len() + usize::from(pad)) as u8]);
        der.extend(pad.then_some(0));
        der.extend(significant);
    }
    let mut numbers = Vec::with_capacity(r.len() + s.len() + 6);
    push_integer(&mut numbers, r);
    push_integer(&mut numbers, s);
    let mut der = vec![0x30, numbers.len() as u8];
    der.append(&mut numbers);
    der
}
