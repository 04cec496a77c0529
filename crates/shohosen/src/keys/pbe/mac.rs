//! What proves that a PKCS#12 file was not changed and that the password is its own: an HMAC under
//! a key of PKCS#12 (RFC 7292 §4), or PBMAC1 (RFC 9579).

use super::derive::{self, Hash, Kdf, Purpose, with_digest};
use super::names::{self, name};
use super::scheme::{Read, identified, malformed, number, read_kdf};
use super::{Password, Work};
use crate::keys::SoftwareKeyError;
use hmac::{Hmac, KeyInit, Mac as _};
use shohosen_pki::ber::{Element, octet_string, tag};

/// MacData of a PKCS#12 file.
pub(in super::super) struct Mac {
    value: Vec<u8>,
    hash: Hash,
    key: Key,
}

enum Key {
    Pkcs12 { salt: Vec<u8>, rounds: u32 },
    Pbmac1(Kdf),
}

impl Mac {
    /// From MacData.
    pub(in super::super) fn read(data: &Element<'_>) -> Read<Self> {
        let mut inside = data.reader();
        let mut digest_info = inside.element(tag::SEQUENCE, "mac").map_err(malformed)?.reader();
        let algorithm = digest_info.element(tag::SEQUENCE, "digestAlgorithm").map_err(malformed)?;
        let value = octet_string(&mut digest_info, "digest").map_err(malformed)?.into_owned();
        let (oid, mut parameters) = identified(&algorithm)?;
        if oid == names::PBMAC1 {
            let mut parameters =
                parameters.element(tag::SEQUENCE, "parameters").map_err(malformed)?.reader();
            let kdf = parameters.element(tag::SEQUENCE, "keyDerivationFunc").map_err(malformed)?;
            let scheme =
                parameters.element(tag::SEQUENCE, "messageAuthScheme").map_err(malformed)?;
            let (oid, _) = identified(&scheme)?;
            let hash = Hash::by_hmac(oid).ok_or_else(|| SoftwareKeyError::Encryption(name(oid)))?;
            return Ok(Self { value, hash, key: Key::Pbmac1(read_kdf(&kdf)?) });
        }
        let hash = Hash::by_digest(oid).ok_or_else(|| SoftwareKeyError::Encryption(name(oid)))?;
        let salt = octet_string(&mut inside, "macSalt").map_err(malformed)?.into_owned();
        let rounds = match inside.is_empty() {
            true => 1, // DEFAULT 1
            false => number(&mut inside, "iterations")?,
        };
        Ok(Self { value, hash, key: Key::Pkcs12 { salt, rounds } })
    }

    /// Whether the password is that of these octets, in one of its forms.
    pub(in super::super) fn verify(
        &self,
        octets: &[u8],
        password: &Password,
        work: &mut Work,
    ) -> Read<()> {
        let proves = |key: &[u8]| {
            with_digest!(self.hash, D => Hmac::<D>::new_from_slice(key)
                .is_ok_and(|mac| mac.chain_update(octets).verify_slice(&self.value).is_ok()))
        };
        let proved = match &self.key {
            Key::Pkcs12 { salt, rounds } => {
                work.spend((*rounds).into())?;
                password.pkcs12().iter().any(|form| {
                    let (hash, size) = (self.hash, self.hash.size());
                    proves(&derive::pkcs12(hash, Purpose::Integrity, form, salt, *rounds, size))
                })
            }
            Key::Pbmac1(kdf) => {
                kdf.spend(work)?;
                let length = kdf.key_length().unwrap_or_else(|| self.hash.size());
                let mut proved = false;
                for form in password.octets() {
                    proved = proved || proves(&kdf.derive(form, length)?);
                }
                proved
            }
        };
        if proved { Ok(()) } else { Err(SoftwareKeyError::WrongPassword) }
    }
}
