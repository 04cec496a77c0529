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
                prefix: digest_info_prefix(digest_algorithm).into(),
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

/// The DER that stands before the digest in a PKCS#1 v1.5 signature (RFC 8017 §9.2 note 1).
const fn digest_info_prefix(digest: DigestAlgorithm) -> &'static [u8] {
    match digest {
        DigestAlgorithm::Sha1 => b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
        DigestAlgorithm::Sha256 => {
            b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"
        }
        DigestAlgorithm::Sha384 => {
            b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30"
        }
        DigestAlgorithm::Sha512 => {
            b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40"
        }
    }
}
