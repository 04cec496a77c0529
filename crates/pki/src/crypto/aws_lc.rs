//! Verification with AWS-LC.

use super::{
    Digest, DigestAlgorithm, PublicKey, PublicKeyKind, SignatureAlgorithm, SignatureError,
};
use aws_lc_rs::digest as aws_digest;
use aws_lc_rs::signature::{
    self as aws, ParsedPublicKey, RsaParameters, UnparsedPublicKey, VerificationAlgorithm,
};
use std::sync::{Arc, OnceLock};

/// A key in the form that AWS-LC computes with, for the algorithm that it was first used with; the
/// certificates of a warm cache are not made ready anew for each document. `None` if AWS-LC does
/// not take the key.
#[derive(Clone, Default)]
pub(super) struct ReadyKey(OnceLock<Option<(SignatureAlgorithm, Arc<ParsedPublicKey>)>>);

/// PSS with each salt length that is accepted needs a value that lives for ever; the digest's own
/// length is what XML and RFC 8692 prescribe, 32 is common for all, 20 the default of RFC 4055.
static PSS: [(DigestAlgorithm, u32, RsaParameters); 7] = {
    use DigestAlgorithm::{Sha256, Sha384, Sha512};
    const fn salt(length: u16) -> aws::RsaPssSaltLength {
        aws::RsaPssSaltLength::Custom(length)
    }
    [
        (Sha256, 32, aws::RSA_PSS_2048_8192_SHA256),
        (Sha384, 48, aws::RSA_PSS_2048_8192_SHA384),
        (Sha512, 64, aws::RSA_PSS_2048_8192_SHA512),
        (Sha384, 32, aws::RSA_PSS_2048_8192_SHA384.with_pss_salt_length(salt(32))),
        (Sha512, 32, aws::RSA_PSS_2048_8192_SHA512.with_pss_salt_length(salt(32))),
        (Sha256, 20, aws::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(salt(20))),
        (Sha256, 0, aws::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(salt(0))),
    ]
};

pub(super) fn verify(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    digest: &Digest,
    signature: &[u8],
) -> Result<(), SignatureError> {
    let unsupported = SignatureError::Unsupported { algorithm, bits: key.bits() };
    let parameters = select(algorithm, key.kind()).ok_or(unsupported)?;
    let mismatch = |_| SignatureError::Mismatch;
    let digest = aws_digest::Digest::import_less_safe(digest, algorithm_of(algorithm.digest()))
        .map_err(mismatch)?;
    let ready = key.ready().0.get_or_init(|| {
        let parsed = ParsedPublicKey::new(parameters, key.key_octets()).ok()?;
        Some((algorithm, Arc::new(parsed)))
    });
    match ready {
        Some((known, parsed)) if *known == algorithm => {
            parsed.verify_digest_sig(&digest, signature).map_err(mismatch)
        }
        _ => UnparsedPublicKey::new(parameters, key.key_octets())
            .verify_digest(&digest, signature)
            .map_err(mismatch),
    }
}

/// AWS-LC's own name of a digest algorithm.
pub(super) const fn algorithm_of(algorithm: DigestAlgorithm) -> &'static aws_digest::Algorithm {
    match algorithm {
        DigestAlgorithm::Sha1 => &aws_digest::SHA1_FOR_LEGACY_USE_ONLY,
        DigestAlgorithm::Sha256 => &aws_digest::SHA256,
        DigestAlgorithm::Sha384 => &aws_digest::SHA384,
        DigestAlgorithm::Sha512 => &aws_digest::SHA512,
    }
}

fn select(
    algorithm: SignatureAlgorithm,
    kind: PublicKeyKind,
) -> Option<&'static dyn VerificationAlgorithm> {
    use DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
    Some(match (algorithm, kind) {
        (SignatureAlgorithm::RsaPkcs1(digest), _) => match digest {
            Sha1 => &aws::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY,
            Sha256 => &aws::RSA_PKCS1_2048_8192_SHA256,
            Sha384 => &aws::RSA_PKCS1_2048_8192_SHA384,
            Sha512 => &aws::RSA_PKCS1_2048_8192_SHA512,
        },
        (SignatureAlgorithm::RsaPss { digest, salt_length }, _) => PSS
            .iter()
            .find(|(d, length, _)| (*d, *length) == (digest, salt_length))
            .map(|p| &p.2)?,
        (SignatureAlgorithm::Ecdsa(Sha256), PublicKeyKind::EcP256) => &aws::ECDSA_P256_SHA256_ASN1,
        (SignatureAlgorithm::Ecdsa(Sha384), PublicKeyKind::EcP256) => &aws::ECDSA_P256_SHA384_ASN1,
        (SignatureAlgorithm::Ecdsa(Sha512), PublicKeyKind::EcP256) => &aws::ECDSA_P256_SHA512_ASN1,
        (SignatureAlgorithm::Ecdsa(Sha256), PublicKeyKind::EcP384) => &aws::ECDSA_P384_SHA256_ASN1,
        (SignatureAlgorithm::Ecdsa(Sha384), PublicKeyKind::EcP384) => &aws::ECDSA_P384_SHA384_ASN1,
        (SignatureAlgorithm::Ecdsa(Sha512), PublicKeyKind::EcP384) => &aws::ECDSA_P384_SHA512_ASN1,
        (SignatureAlgorithm::Ecdsa(_), _) => return None,
    })
}
