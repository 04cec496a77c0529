//! The signatures of the HPKI by the RSA operation in vector registers: RSA of 2048 bits with the
//! exponent 65537 and PKCS#1 v1.5 padding. It confirms signatures and refuses none: what it does not
//! confirm is for a general library to judge, which so has the last word on every refusal.

use super::{Digest, DigestAlgorithm, PublicKey, SignatureAlgorithm};
use shohosen_simd::{MODULUS_OCTETS, RsaModulus};
use std::sync::OnceLock;

/// The modulus in the form that is computed with; `None` for keys of another kind or size, and on
/// processors on which the general library is faster.
#[derive(Clone, Default)]
pub(super) struct ReadyModulus(OnceLock<Option<RsaModulus>>);

impl ReadyModulus {
    fn of(key: &PublicKey) -> Option<&RsaModulus> {
        let make = || {
            let (modulus, exponent) = key.rsa_numbers()?;
            if exponent != [0x01, 0x00, 0x01] {
                return None;
            }
            RsaModulus::new(modulus)
        };
        key.ready_modulus().0.get_or_init(make).as_ref()
    }
}

/// Whether the signature is certainly that of the digest: the encoded message is the only one that
/// RFC 8017 §8.2.2 allows, octet by octet.
pub(super) fn confirms(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    digest: &Digest,
    signature: &[u8],
) -> bool {
    let SignatureAlgorithm::RsaPkcs1(digest_algorithm) = algorithm else { return false };
    let message = ReadyModulus::of(key).and_then(|modulus| modulus.power_65537(signature));
    message.is_some() && message == encoded(digest_algorithm, digest)
}

/// EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 0x00, 0x01, octets 0xff, 0x00, DigestInfo.
fn encoded(algorithm: DigestAlgorithm, digest: &[u8]) -> Option<[u8; MODULUS_OCTETS]> {
    let prefix = algorithm.digest_info_prefix();
    let mut message = [0xff; MODULUS_OCTETS];
    let padding = MODULUS_OCTETS.checked_sub(prefix.len() + digest.len())?;
    let (padded, info) = message.split_at_mut_checked(padding)?;
    *padded.first_chunk_mut()? = [0x00, 0x01];
    *padded.last_mut()? = 0x00;
    let (before, own) = info.split_at_mut_checked(prefix.len())?;
    before.copy_from_slice(prefix);
    own.copy_from_slice(digest);
    Some(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_testkit::keys::{Digest as SignedDigest, KeyStore, SigningKey};

    fn public(key: &SigningKey) -> PublicKey {
        PublicKey::from_spki(&key.public_key_info()).unwrap()
    }

    #[test]
    fn signatures_of_aws_lc_are_confirmed_and_nothing_near_them() {
        let keys = KeyStore::committed();
        let (signer, other) = (keys.key("sign-ca"), keys.key("root"));
        let key = public(&signer);
        if ReadyModulus::of(&key).is_none() {
            println!("skipped: this processor has neither AVX-512 IFMA nor AVX2 with FMA");
            return;
        }
        for (number, algorithm) in
            [SignedDigest::Sha256, SignedDigest::Sha384, SignedDigest::Sha512].into_iter().zip([
                DigestAlgorithm::Sha256,
                DigestAlgorithm::Sha384,
                DigestAlgorithm::Sha512,
            ])
        {
            let (digest, other_digest) =
                (algorithm.digest(b"message"), algorithm.digest(b"Message"));
            let signature = signer.sign(number, b"message");
            let pkcs1 = SignatureAlgorithm::RsaPkcs1(algorithm);
            assert!(confirms(&key, pkcs1, &digest, &signature), "{algorithm}");
            assert!(!confirms(&key, pkcs1, &other_digest, &signature));
            assert!(!confirms(&key, SignatureAlgorithm::pss(algorithm), &digest, &signature));
            assert!(!confirms(&public(&other), pkcs1, &digest, &signature));
            for at in 0..signature.len() {
                let mut changed = signature.clone();
                changed[at] ^= 1 << (at % 8);
                assert!(!confirms(&key, pkcs1, &digest, &changed), "{at}");
            }
            assert!(!confirms(&key, pkcs1, &digest, &signature[1..]));
            assert!(!confirms(&key, pkcs1, &digest, &[&[0], &signature[..]].concat()));
        }
    }

    #[test]
    fn keys_of_another_size_are_for_the_library() {
        let longer = KeyStore::committed().key("rsa-3072");
        assert!(ReadyModulus::of(&public(&longer)).is_none());
        assert!(ReadyModulus::of(&public(&SigningKey::generate_p256())).is_none());
    }

    #[test]
    fn the_message_is_padded_as_rfc_8017_says() {
        let digest = DigestAlgorithm::Sha256.digest(b"abc");
        let message = encoded(DigestAlgorithm::Sha256, &digest).unwrap();
        // 256 octets: two, 202 of padding, one, and a DigestInfo of 51 (RFC 8017 §9.2 note 1).
        let info = [
            0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
            0x01, 0x05, 0x00, 0x04, 0x20,
        ];
        let expected = [&[0, 1][..], &[0xff; 202], &[0], &info, &digest].concat();
        assert_eq!(message[..], expected);
    }
}
