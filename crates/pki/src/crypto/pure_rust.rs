//! Verification with the crates `rsa`, `p256` and `p384`: the second opinion in tests, and the
//! verifier where there is no C compiler. It only ever sees public keys, so the timing of
//! private-key operations in `rsa` (RUSTSEC-2023-0071) does not concern it.

use super::{
    Digest, DigestAlgorithm, PublicKey, PublicKeyKind, SignatureAlgorithm, SignatureError,
};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::RsaPublicKey;
use rsa::pkcs1::DecodeRsaPublicKey;

pub(super) fn verify(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    digest: &Digest,
    signature: &[u8],
) -> Result<(), SignatureError> {
    use DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
    let unsupported = SignatureError::Unsupported { algorithm, bits: key.bits() };
    let good = match (algorithm, key.kind()) {
        (SignatureAlgorithm::RsaPkcs1(digest_algorithm), _) => {
            let scheme = rsa::Pkcs1v15Sign {
                hash_len: Some(digest.len()),
                prefix: digest_algorithm.digest_info_prefix().into(),
            };
            rsa_key(key)?.verify(scheme, digest, signature).is_ok()
        }
        (SignatureAlgorithm::RsaPss { digest: digest_algorithm, salt_length }, _) => {
            let salt = salt_length as usize;
            let scheme = match digest_algorithm {
                Sha1 => return Err(unsupported),
                Sha256 => rsa::Pss::new_with_salt::<rsa::sha2::Sha256>(salt),
                Sha384 => rsa::Pss::new_with_salt::<rsa::sha2::Sha384>(salt),
                Sha512 => rsa::Pss::new_with_salt::<rsa::sha2::Sha512>(salt),
            };
            rsa_key(key)?.verify(scheme, digest, signature).is_ok()
        }
        (SignatureAlgorithm::Ecdsa(Sha1), _) => return Err(unsupported),
        (SignatureAlgorithm::Ecdsa(_), PublicKeyKind::EcP256) => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(key.key_octets());
            let signature = p256::ecdsa::Signature::from_der(signature);
            matches!((key, signature), (Ok(key), Ok(s)) if key.verify_prehash(digest, &s).is_ok())
        }
        (SignatureAlgorithm::Ecdsa(_), PublicKeyKind::EcP384) => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(key.key_octets());
            let signature = p384::ecdsa::Signature::from_der(signature);
            matches!((key, signature), (Ok(key), Ok(s)) if key.verify_prehash(digest, &s).is_ok())
        }
        (SignatureAlgorithm::Ecdsa(_), _) => return Err(unsupported),
    };
    if good { Ok(()) } else { Err(SignatureError::Mismatch) }
}

fn rsa_key(key: &PublicKey) -> Result<RsaPublicKey, SignatureError> {
    // `rsa` limits keys to 4096 bits by default; `verify_with` has checked ours.
    RsaPublicKey::from_pkcs1_der(key.key_octets()).map_err(|_| SignatureError::Mismatch)
}
