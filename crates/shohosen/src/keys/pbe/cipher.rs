//! The ciphers of encrypted keys: in CBC with the padding of RFC 8018 §6.1.1, or AES in GCM.

use super::{gcm, names};
use aes::{Aes128, Aes192, Aes256};
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit, KeyIvInit};
use des::TdesEde3;
use rc2::Rc2;
use shohosen_pki::Oid;
use zeroize::Zeroizing;

/// A cipher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::keys) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    /// In GCM (RFC 5084 §3.2), with a key and a tag of so many octets.
    AesGcm {
        octets: usize,
        tag: usize,
    },
    /// With three keys.
    TripleDes,
    /// With two keys.
    DoubleDes,
    /// With as many effective bits.
    Rc2 {
        bits: usize,
    },
}

impl Cipher {
    /// AES and Triple DES by identifier; RC2 has parameters that say its bits.
    pub(super) fn by_oid(oid: Oid) -> Option<Self> {
        Some(match oid {
            oid if oid == names::AES_128_CBC => Self::Aes128,
            oid if oid == names::AES_192_CBC => Self::Aes192,
            oid if oid == names::AES_256_CBC => Self::Aes256,
            oid if oid == names::DES_EDE3_CBC => Self::TripleDes,
            _ => return None,
        })
    }

    /// Octets of a key.
    pub(super) const fn key_length(self) -> usize {
        match self {
            Self::Aes128 | Self::DoubleDes => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
            Self::AesGcm { octets, .. } => octets,
            Self::Rc2 { bits } => bits.div_ceil(8),
        }
    }

    /// Octets of the initial vector: a block, but for GCM.
    pub(super) const fn block(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::TripleDes | Self::DoubleDes | Self::Rc2 { .. } => 8,
            Self::AesGcm { .. } => gcm::NONCE,
        }
    }

    /// `None` if the padding or the tag is wrong: the password is.
    pub(super) fn decrypt(
        self,
        key: &[u8],
        vector: &[u8],
        octets: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Aes128 => open(Decryptor::<Aes128>::new_from_slices(key, vector).ok()?, octets),
            Self::Aes192 => open(Decryptor::<Aes192>::new_from_slices(key, vector).ok()?, octets),
            Self::Aes256 => open(Decryptor::<Aes256>::new_from_slices(key, vector).ok()?, octets),
            Self::AesGcm { tag, .. } => gcm::open(key, vector, octets, tag),
            Self::TripleDes => triple_des(key, vector, octets),
            Self::DoubleDes => {
                let third = key.get(..8)?;
                let key = Zeroizing::new([key, third].concat());
                triple_des(&key, vector, octets)
            }
            Self::Rc2 { bits } => {
                let cipher = Rc2::new_with_eff_key_len(key, bits);
                open(Decryptor::<Rc2>::inner_iv_slice_init(cipher, vector).ok()?, octets)
            }
        }
    }
}

fn triple_des(key: &[u8], vector: &[u8], octets: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = TdesEde3::new_from_slice(key).ok()?;
    open(Decryptor::<TdesEde3>::inner_iv_slice_init(cipher, vector).ok()?, octets)
}

fn open<C: BlockCipherDecrypt>(
    decryptor: Decryptor<C>,
    octets: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let mut plain = Zeroizing::new(octets.to_vec());
    let length = decryptor.decrypt_padded::<Pkcs7>(&mut plain).ok()?.len();
    plain.truncate(length);
    Some(plain)
}
