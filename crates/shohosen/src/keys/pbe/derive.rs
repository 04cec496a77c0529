//! Keys from passwords: PBKDF2 (RFC 8018 §5.2), scrypt (RFC 7914), and the derivation of PKCS#12
//! (RFC 7292 appendix B.2).

use super::names;
use super::{MAX_SCRYPT_OCTETS, Work, too_much};
use crate::keys::SoftwareKeyError;
use sha2::Digest;
use shohosen_pki::Oid;
use zeroize::{Zeroize, Zeroizing};

/// A digest that keys are derived with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::keys) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512_224,
    Sha512_256,
}

/// Runs the same with the type of each digest.
macro_rules! with_digest {
    ($hash:expr, $digest:ident => $run:expr) => {
        match $hash {
            $crate::keys::pbe::derive::Hash::Sha1 => {
                type $digest = sha1::Sha1;
                $run
            }
            $crate::keys::pbe::derive::Hash::Sha224 => {
                type $digest = sha2::Sha224;
                $run
            }
            $crate::keys::pbe::derive::Hash::Sha256 => {
                type $digest = sha2::Sha256;
                $run
            }
            $crate::keys::pbe::derive::Hash::Sha384 => {
                type $digest = sha2::Sha384;
                $run
            }
            $crate::keys::pbe::derive::Hash::Sha512 => {
                type $digest = sha2::Sha512;
                $run
            }
            $crate::keys::pbe::derive::Hash::Sha512_224 => {
                type $digest = sha2::Sha512_224;
                $run
            }
            $crate::keys::pbe::derive::Hash::Sha512_256 => {
                type $digest = sha2::Sha512_256;
                $run
            }
        }
    };
}
pub(super) use with_digest;

impl Hash {
    /// By the identifier of the digest itself.
    pub(super) fn by_digest(oid: Oid) -> Option<Self> {
        Some(match oid {
            oid if oid == names::SHA1 => Self::Sha1,
            oid if oid == names::SHA224 => Self::Sha224,
            oid if oid == names::SHA256 => Self::Sha256,
            oid if oid == names::SHA384 => Self::Sha384,
            oid if oid == names::SHA512 => Self::Sha512,
            oid if oid == names::SHA512_224 => Self::Sha512_224,
            oid if oid == names::SHA512_256 => Self::Sha512_256,
            _ => return None,
        })
    }

    /// By the identifier of its HMAC, which PBKDF2 takes as its PRF.
    pub(super) fn by_hmac(oid: Oid) -> Option<Self> {
        Some(match oid {
            oid if oid == names::HMAC_SHA1 => Self::Sha1,
            oid if oid == names::HMAC_SHA224 => Self::Sha224,
            oid if oid == names::HMAC_SHA256 => Self::Sha256,
            oid if oid == names::HMAC_SHA384 => Self::Sha384,
            oid if oid == names::HMAC_SHA512 => Self::Sha512,
            oid if oid == names::HMAC_SHA512_224 => Self::Sha512_224,
            oid if oid == names::HMAC_SHA512_256 => Self::Sha512_256,
            _ => return None,
        })
    }

    /// Octets of a digest.
    pub(super) fn size(self) -> usize {
        with_digest!(self, D => <D as Digest>::output_size())
    }

    /// Octets of a block: `v` of RFC 7292 appendix B.2.
    const fn block(self) -> usize {
        match self {
            Self::Sha1 | Self::Sha224 | Self::Sha256 => 64,
            Self::Sha384 | Self::Sha512 | Self::Sha512_224 | Self::Sha512_256 => 128,
        }
    }
}

/// How PBES2 and PBMAC1 derive their key.
#[derive(Debug)]
pub(in crate::keys) enum Kdf {
    Pbkdf2 { hash: Hash, salt: Vec<u8>, rounds: u32, key_length: Option<usize> },
    Scrypt { salt: Vec<u8>, log_n: u8, r: u32, p: u32, key_length: Option<usize> },
}

impl Kdf {
    /// The length of the key that the file itself says.
    pub(super) const fn key_length(&self) -> Option<usize> {
        match self {
            Self::Pbkdf2 { key_length, .. } | Self::Scrypt { key_length, .. } => *key_length,
        }
    }

    /// Takes what it costs out of the work that the file may make.
    pub(super) fn spend(&self, work: &mut Work) -> Result<(), SoftwareKeyError> {
        match self {
            Self::Pbkdf2 { rounds, .. } => work.spend((*rounds).into()),
            Self::Scrypt { log_n, r, p, .. } => {
                let octets = 1_u64.checked_shl((*log_n).into()).unwrap_or(u64::MAX);
                let octets = octets.saturating_mul(128 * u64::from(*r));
                if octets.saturating_mul((*p).into()) > MAX_SCRYPT_OCTETS {
                    return Err(too_much());
                }
                // Mixing a block takes about as long as a round for each 64 octets of it.
                work.spend(octets.saturating_mul((*p).into()) / 64)
            }
        }
    }

    pub(super) fn derive(
        &self,
        password: &[u8],
        octets: usize,
    ) -> Result<Zeroizing<Vec<u8>>, SoftwareKeyError> {
        let mut key = Zeroizing::new(vec![0; octets]);
        match self {
            Self::Pbkdf2 { hash, salt, rounds, .. } => {
                with_digest!(*hash, D => pbkdf2::pbkdf2_hmac::<D>(password, salt, *rounds, &mut key));
            }
            Self::Scrypt { salt, log_n, r, p, .. } => {
                let parameters = scrypt::Params::new(*log_n, *r, *p).map_err(|_| too_much())?;
                scrypt::scrypt(password, salt, &parameters, &mut key).map_err(|_| too_much())?;
            }
        }
        Ok(key)
    }
}

/// What a key of PKCS#12 is for: the diversifier of RFC 7292 appendix B.3.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Key = 1,
    InitialVector = 2,
    Integrity = 3,
}

/// RFC 7292 appendix B.2, with the password as a terminated BMPString.
pub(super) fn pkcs12(
    hash: Hash,
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    octets: usize,
) -> Zeroizing<Vec<u8>> {
    with_digest!(hash, D => pkcs12_with::<D>(hash.block(), purpose, password, salt, rounds, octets))
}

fn pkcs12_with<D: Digest>(
    block: usize,
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    octets: usize,
) -> Zeroizing<Vec<u8>> {
    let repeated = |octets: &[u8]| -> Vec<u8> {
        let length = octets.len().div_ceil(block) * block;
        octets.iter().copied().cycle().take(length).collect()
    };
    let diversifier = vec![purpose as u8; block];
    let mut input = Zeroizing::new(repeated(salt));
    let password = Zeroizing::new(repeated(password));
    // Of the very length, so that growing leaves no copy of the password behind.
    input.reserve_exact(password.len());
    input.extend_from_slice(&password);
    let mut key = Zeroizing::new(Vec::with_capacity(octets + 64));
    loop {
        let mut digest = D::new().chain_update(&diversifier).chain_update(&*input).finalize();
        for _ in 1..rounds {
            digest = D::digest(&digest);
        }
        key.extend_from_slice(&digest);
        if key.len() >= octets {
            digest.zeroize();
            break;
        }
        // Each block of the input plus the repeated digest plus one, modulo 2^(8·block).
        for part in input.chunks_mut(block) {
            let mut carry = 1_u16;
            for (octet, index) in part.iter_mut().rev().zip((0..block).rev()) {
                let addend = digest.get(index % digest.len()).copied().unwrap_or_default();
                carry += u16::from(*octet) + u16::from(addend);
                *octet = (carry & 0xff) as u8;
                carry >>= 8;
            }
        }
    }
    key.truncate(octets);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by another implementation (Bouncy Castle's PKCS12 tests, also in OpenSSL's
    /// `test/recipes/30-test_evp_data/evpkdf_pkcs12.txt`): password "smeg" and "queeg", SHA-1.
    #[test]
    fn the_derivation_of_pkcs12_gives_the_keys_of_other_implementations() {
        let smeg = [0, 0x73, 0, 0x6d, 0, 0x65, 0, 0x67, 0, 0];
        let queeg = [0, 0x71, 0, 0x75, 0, 0x65, 0, 0x65, 0, 0x67, 0, 0];
        for (purpose, password, salt, rounds, expected) in [
            (
                Purpose::Key,
                &smeg[..],
                "0a58cf64530d823f",
                1,
                "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3",
            ),
            (Purpose::InitialVector, &smeg, "0a58cf64530d823f", 1, "79993dfe048d3b76"),
            (
                Purpose::Key,
                &smeg,
                "642b99ab44fb4b1f",
                1,
                "f3a95fec48d7711e985cfe67908c5ab79fa3d7c5caa5d966",
            ),
            (Purpose::InitialVector, &smeg, "642b99ab44fb4b1f", 1, "c0a38d64a79bea1d"),
            (
                Purpose::Integrity,
                &smeg,
                "3d83c0e4546ac140",
                1,
                "8d967d88f6caa9d714800ab3d48051d63f73a312",
            ),
            (
                Purpose::Key,
                &queeg,
                "05dec959acff72f7",
                1000,
                "ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4",
            ),
            (Purpose::InitialVector, &queeg, "05dec959acff72f7", 1000, "11dedad7758d4860"),
        ] {
            let key = pkcs12(Hash::Sha1, purpose, password, &hex(salt), rounds, expected.len() / 2);
            assert_eq!(*key, hex(expected), "{salt}");
        }
    }

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len() / 2)
            .map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
            .collect()
    }
}
