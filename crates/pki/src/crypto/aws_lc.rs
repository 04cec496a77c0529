//! Verification with AWS-LC.

use super::{DigestAlgorithm, PublicKey, PublicKeyKind, SignatureAlgorithm, SignatureError};
use aws_lc_rs::signature::{self as aws, RsaParameters, UnparsedPublicKey, VerificationAlgorithm};

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
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    let unsupported = SignatureError::Unsupported { algorithm, bits: key.bits() };
    let parameters = select(algorithm, key.kind()).ok_or(unsupported)?;
    UnparsedPublicKey::new(parameters, key.key_octets())
        .verify(message, signature)
        .map_err(|_| SignatureError::Mismatch)
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
