//! AES in Galois/Counter Mode (NIST SP 800-38D), as encrypted keys use it: with a nonce of 12 octets
//! and nothing beside that is authenticated. It only decrypts, some kilobytes at a time.

use super::names;
use aes::{Aes128, Aes192, Aes256, Block};
use cbc::cipher::{BlockCipherEncrypt, KeyInit};
use shohosen_pki::Oid;
use std::ops::RangeInclusive;
use zeroize::Zeroizing;

/// Octets of a nonce: RFC 5084 §3.2 recommends 12, and nothing else is in use.
pub(super) const NONCE: usize = 12;
/// Octets of a tag (RFC 5084 §3.2).
pub(super) const TAGS: RangeInclusive<usize> = 12..=16;
/// Where nothing is said.
pub(super) const DEFAULT_TAG: usize = 12;

/// Octets of the key of AES in GCM; `None` if it is another algorithm.
pub(super) fn key_octets(oid: Oid) -> Option<usize> {
    Some(match oid {
        oid if oid == names::AES_128_GCM => 16,
        oid if oid == names::AES_192_GCM => 24,
        oid if oid == names::AES_256_GCM => 32,
        _ => return None,
    })
}

/// What was encrypted; `None` if the tag behind it is not the one of this key.
pub(super) fn open(
    key: &[u8],
    nonce: &[u8],
    octets: &[u8],
    tag: usize,
) -> Option<Zeroizing<Vec<u8>>> {
    match key.len() {
        16 => open_with(&Aes128::new_from_slice(key).ok()?, nonce, octets, tag),
        24 => open_with(&Aes192::new_from_slice(key).ok()?, nonce, octets, tag),
        _ => open_with(&Aes256::new_from_slice(key).ok()?, nonce, octets, tag),
    }
}

fn open_with(
    aes: &impl BlockCipherEncrypt<BlockSize = cbc::cipher::consts::U16>,
    nonce: &[u8],
    octets: &[u8],
    tag: usize,
) -> Option<Zeroizing<Vec<u8>>> {
    let (text, given) = octets.split_at_checked(octets.len().checked_sub(tag)?)?;
    let encrypted = |block: [u8; 16]| {
        let mut block = Block::from(block);
        aes.encrypt_block(&mut block);
        <[u8; 16]>::from(block)
    };
    let counter = |number: u32| {
        let mut block = [0; 16];
        block.get_mut(..NONCE)?.copy_from_slice(nonce);
        block.get_mut(NONCE..)?.copy_from_slice(&number.to_be_bytes());
        Some(block)
    };
    let sum = ghash(u128::from_be_bytes(encrypted([0; 16])), text);
    let sum = sum ^ u128::from_be_bytes(encrypted(counter(1)?));
    // Every octet is compared, whichever differs.
    let differs =
        sum.to_be_bytes().iter().zip(given).fold(0, |all, (own, given)| all | (own ^ given));
    if differs != 0 {
        return None;
    }
    let mut plain = Zeroizing::new(Vec::with_capacity(text.len()));
    for (number, block) in (2..).zip(text.chunks(16)) {
        let stream = Zeroizing::new(encrypted(counter(number)?));
        plain.extend(block.iter().zip(stream.iter()).map(|(octet, key)| octet ^ key));
    }
    Some(plain)
}

/// GHASH (§6.4) of the text alone, with its length behind it.
fn ghash(subkey: u128, text: &[u8]) -> u128 {
    let blocks = text.chunks(16).map(|chunk| {
        let mut block = [0; 16];
        block.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        u128::from_be_bytes(block)
    });
    let length = text.len() as u128 * 8;
    blocks.chain([length]).fold(0, |sum, block| product(sum ^ block, subkey))
}

/// The product in the field of GCM (§6.3), without a branch that depends on either.
fn product(left: u128, mut right: u128) -> u128 {
    /// x¹²⁸ = x⁷ + x² + x + 1, the bits in the order of GCM.
    const REDUCTION: u128 = 0xe1 << 120;
    let mut sum = 0;
    for bit in (0..128).rev() {
        sum ^= right & (left >> bit & 1).wrapping_neg();
        right = right >> 1 ^ REDUCTION & (right & 1).wrapping_neg();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn octets(hex: &str) -> Vec<u8> {
        let digits: Vec<_> = hex.chars().filter_map(|digit| digit.to_digit(16)).collect();
        digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
    }

    #[test]
    fn the_examples_of_the_authors_of_gcm_are_decrypted_and_nothing_else() {
        // McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B: test cases 1, 2, 3,
        // 8, 9, 14 and 15.
        const KEY: &str = "feffe9928665731c6d6a8f9467308308";
        const NONCE_3: &str = "cafebabefacedbaddecaf888";
        const PLAIN: &str = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95\
                             956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
        const ZERO: &str = "00000000000000000000000000000000";
        const ZERO_12: &str = "000000000000000000000000";
        for (key, nonce, sealed, tag, plain) in [
            (ZERO.to_owned(), ZERO_12, "", "58e2fccefa7e3061367f1d57a4e7455a", ""),
            (
                ZERO.to_owned(),
                ZERO_12,
                "0388dace60b6a392f328c2b971b2fe78",
                "ab6e47d42cec13bdf53a67b21257bddf",
                ZERO,
            ),
            (
                KEY.to_owned(),
                NONCE_3,
                "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c\
                 7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985",
                "4d5c2af327cd64a62cf35abd2ba6fab4",
                PLAIN,
            ),
            (
                ZERO.to_owned() + "0000000000000000",
                ZERO_12,
                "98e7247c07f0fe411c267e4384b0f600",
                "2ff58d80033927ab8ef4d4587514f0fb",
                ZERO,
            ),
            (
                KEY.to_owned() + "feffe9928665731c",
                NONCE_3,
                "3980ca0b3c00e841eb06fac4872a2757859e1ceaa6efd984628593b40ca1e19c7d773d00c144c525\
                 ac619d18c84a3f4718e2448b2fe324d9ccda2710acade256",
                "9924a7c8587336bfb118024db8674a14",
                PLAIN,
            ),
            (
                ZERO.to_owned() + ZERO,
                ZERO_12,
                "cea7403d4d606b6e074ec5d3baf39d18",
                "d0d1c8a799996bf0265b98b5d48ab919",
                ZERO,
            ),
            (
                KEY.to_owned() + KEY,
                NONCE_3,
                "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3d\
                 a7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
                "b094dac5d93471bdec1a502270e3cc6c",
                PLAIN,
            ),
        ] {
            let (key, nonce) = (octets(&key), octets(nonce));
            let both = [octets(sealed), octets(tag)].concat();
            for tag in TAGS {
                let shorter = &both[..both.len() - 16 + tag];
                let opened = open(&key, &nonce, shorter, tag).unwrap();
                assert_eq!(*opened, octets(plain), "{tag}");
                for position in 0..shorter.len() {
                    let mut changed = shorter.to_vec();
                    changed[position] ^= 1;
                    assert!(open(&key, &nonce, &changed, tag).is_none(), "{position}");
                }
            }
            assert!(open(&key, &nonce, &both[..4], 16).is_none());
        }
    }
}
