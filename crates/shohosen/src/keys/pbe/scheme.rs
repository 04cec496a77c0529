//! How something is encrypted: what its AlgorithmIdentifier says.

use super::cipher::Cipher;
use super::derive::{self, Hash, Kdf, Purpose};
use super::names::{self, name};
use super::{Password, Work, gcm, is_one_sequence, too_much};
use crate::keys::{SoftwareKeyError, problem};
use shohosen_pki::Oid;
use shohosen_pki::ber::{Asn1Error, Element, Reader, octet_string, tag};
use shohosen_report::Words;
use zeroize::Zeroizing;

/// The longest key that is derived: RC2 takes up to 128 octets, a MAC a block of its digest.
const MAX_KEY_OCTETS: usize = 128;

/// How something is encrypted under a password.
pub(in super::super) enum Scheme {
    /// RFC 8018 §6.2.
    Pbes2 { kdf: Kdf, cipher: Cipher, vector: Vec<u8> },
    /// RFC 7292 appendix C: SHA-1 and an old cipher.
    Pkcs12 { cipher: Cipher, salt: Vec<u8>, rounds: u32 },
}

/// Key and initial vector have other lengths than the cipher.
const PARAMETERS: Words = Words::new(
    "暗号化のパラメーターの長さが正しくありません",
    "the parameters of the encryption have a wrong length",
);

/// Reads what it can; what it cannot read or does not know is an error that says so.
pub(super) type Read<T> = Result<T, SoftwareKeyError>;

impl Scheme {
    /// From an AlgorithmIdentifier.
    pub(in super::super) fn read(algorithm: &Element<'_>) -> Read<Self> {
        let (oid, mut parameters) = identified(algorithm)?;
        let old = |cipher| -> Read<Self> {
            let mut inside = parameters
                .clone()
                .element(tag::SEQUENCE, "parameters")
                .map_err(malformed)?
                .reader();
            let salt = octet_string(&mut inside, "salt").map_err(malformed)?.into_owned();
            Ok(Self::Pkcs12 { cipher, salt, rounds: number(&mut inside, "iterations")? })
        };
        match oid {
            oid if oid == names::PBE_SHA_3DES => return old(Cipher::TripleDes),
            oid if oid == names::PBE_SHA_2DES => return old(Cipher::DoubleDes),
            oid if oid == names::PBE_SHA_RC2_128 => return old(Cipher::Rc2 { bits: 128 }),
            oid if oid == names::PBE_SHA_RC2_40 => return old(Cipher::Rc2 { bits: 40 }),
            oid if oid != names::PBES2 => return Err(SoftwareKeyError::Encryption(name(oid))),
            _ => {}
        }
        let mut inside =
            parameters.element(tag::SEQUENCE, "parameters").map_err(malformed)?.reader();
        let kdf =
            read_kdf(&inside.element(tag::SEQUENCE, "keyDerivationFunc").map_err(malformed)?)?;
        let scheme = inside.element(tag::SEQUENCE, "encryptionScheme").map_err(malformed)?;
        let (cipher, vector) = read_cipher(&scheme, kdf.key_length())?;
        Ok(Self::Pbes2 { kdf, cipher, vector })
    }

    /// What was encrypted, which is a SEQUENCE. Each form of the password is tried.
    pub(in super::super) fn decrypt(
        &self,
        octets: &[u8],
        password: &Password,
        work: &mut Work,
    ) -> Read<Zeroizing<Vec<u8>>> {
        let opened = match self {
            Self::Pbes2 { kdf, cipher, vector } => {
                kdf.spend(work)?;
                let length = kdf.key_length().unwrap_or(cipher.key_length());
                let mut opened = None;
                for form in password.octets() {
                    let key = kdf.derive(form, length)?;
                    opened = cipher.decrypt(&key, vector, octets).filter(|o| is_one_sequence(o));
                    if opened.is_some() {
                        break;
                    }
                }
                opened
            }
            Self::Pkcs12 { cipher, salt, rounds } => {
                // The key and the initial vector are derived apart.
                work.spend(2 * u64::from(*rounds))?;
                password.pkcs12().iter().find_map(|form| {
                    let derive = |purpose, length| {
                        derive::pkcs12(Hash::Sha1, purpose, form, salt, *rounds, length)
                    };
                    let key = derive(Purpose::Key, cipher.key_length());
                    let vector = derive(Purpose::InitialVector, cipher.block());
                    cipher.decrypt(&key, &vector, octets).filter(|o| is_one_sequence(o))
                })
            }
        };
        opened.ok_or(SoftwareKeyError::WrongPassword)
    }
}

/// The identifier and the parameters of an AlgorithmIdentifier.
pub(super) fn identified<'a>(algorithm: &Element<'a>) -> Read<(Oid, Reader<'a>)> {
    let mut inside = algorithm.reader();
    let oid = inside.element(tag::OID, "algorithm").and_then(|oid| oid.oid("algorithm"));
    Ok((oid.map_err(malformed)?, inside))
}

/// A key derivation function: PBKDF2 or scrypt.
pub(super) fn read_kdf(algorithm: &Element<'_>) -> Read<Kdf> {
    let (oid, mut parameters) = identified(algorithm)?;
    if oid != names::PBKDF2 && oid != names::SCRYPT {
        return Err(SoftwareKeyError::Encryption(name(oid)));
    }
    let mut inside = parameters.element(tag::SEQUENCE, "parameters").map_err(malformed)?.reader();
    // RFC 8018 appendix A.2 leaves room for other sources of a salt; none exists.
    let salt = octet_string(&mut inside, "salt").map_err(malformed)?.into_owned();
    if oid == names::SCRYPT {
        let cost = number(&mut inside, "costParameter")?;
        let (r, p) = (number(&mut inside, "blockSize")?, number(&mut inside, "parallelization")?);
        // RFC 7914 §6: N is a power of two above 1.
        if cost < 2 || !cost.is_power_of_two() {
            return Err(too_much());
        }
        let log_n = u8::try_from(cost.ilog2()).map_err(|_| too_much())?;
        return Ok(Kdf::Scrypt { salt, log_n, r, p, key_length: key_length(&mut inside)? });
    }
    let rounds = number(&mut inside, "iterationCount")?;
    let key_length = key_length(&mut inside)?;
    let hash = match inside.optional(tag::SEQUENCE, "prf").map_err(malformed)? {
        // DEFAULT algid-hmacWithSHA1
        None => Hash::Sha1,
        Some(prf) => {
            let (oid, _) = identified(&prf)?;
            Hash::by_hmac(oid).ok_or_else(|| SoftwareKeyError::Encryption(name(oid)))?
        }
    };
    Ok(Kdf::Pbkdf2 { hash, salt, rounds, key_length })
}

fn read_cipher(scheme: &Element<'_>, key_length: Option<usize>) -> Read<(Cipher, Vec<u8>)> {
    let (oid, mut parameters) = identified(scheme)?;
    let (cipher, vector) = if oid == names::RC2_CBC {
        // RFC 8018 appendix B.2.3: the version stands for the effective bits; 32 without it.
        let mut inside =
            parameters.element(tag::SEQUENCE, "parameters").map_err(malformed)?.reader();
        let bits = match inside.peek() {
            Some(tag::INTEGER) => match number(&mut inside, "rc2ParameterVersion")? {
                160 => 40,
                120 => 64,
                58 => 128,
                bits @ 256..=1024 => bits as usize,
                _ => return Err(SoftwareKeyError::Encryption(problem::name("rc2CBC"))),
            },
            _ => 32,
        };
        let vector = octet_string(&mut inside, "iv").map_err(malformed)?;
        (Cipher::Rc2 { bits }, vector)
    } else if let Some(octets) = gcm::key_octets(oid) {
        // RFC 5084 §3.2: the tag has 12 octets where nothing else is said.
        let mut inside =
            parameters.element(tag::SEQUENCE, "parameters").map_err(malformed)?.reader();
        let nonce = octet_string(&mut inside, "aes-nonce").map_err(malformed)?;
        let tag = match inside.is_empty() {
            true => gcm::DEFAULT_TAG,
            false => number(&mut inside, "aes-ICVlen")? as usize,
        };
        if !gcm::TAGS.contains(&tag) {
            return Err(SoftwareKeyError::Malformed(PARAMETERS.phrase()));
        }
        (Cipher::AesGcm { octets, tag }, nonce)
    } else {
        let cipher = Cipher::by_oid(oid).ok_or_else(|| SoftwareKeyError::Encryption(name(oid)))?;
        (cipher, octet_string(&mut parameters, "iv").map_err(malformed)?)
    };
    // RC2 alone takes keys of another length than its effective bits.
    let fits = match (cipher, key_length) {
        (_, None) => true,
        (Cipher::Rc2 { .. }, Some(length)) => (1..=128).contains(&length),
        (cipher, Some(length)) => length == cipher.key_length(),
    };
    if !fits || vector.len() != cipher.block() {
        return Err(SoftwareKeyError::Malformed(PARAMETERS.phrase()));
    }
    Ok((cipher, vector.into_owned()))
}

fn key_length(reader: &mut Reader<'_>) -> Read<Option<usize>> {
    match reader.peek() {
        Some(tag::INTEGER) => match number(reader, "keyLength")? as usize {
            length @ 1..=MAX_KEY_OCTETS => Ok(Some(length)),
            _ => Err(too_much()),
        },
        _ => Ok(None),
    }
}

/// A number that is not negative. One that takes more than 32 bits is too much of whatever it is.
pub(super) fn number(reader: &mut Reader<'_>, field: &'static str) -> Read<u32> {
    let element = reader.element(tag::INTEGER, field).map_err(malformed)?;
    let octets = element.integer(field).map_err(malformed)?;
    match element.small_integer(field) {
        Ok(number) => Ok(number),
        Err(_) if octets.first().is_some_and(|first| *first < 0x80) => Err(too_much()),
        Err(error) => Err(malformed(error)),
    }
}

pub(in super::super) fn malformed(error: Asn1Error) -> SoftwareKeyError {
    SoftwareKeyError::Malformed(problem::encoding(&error))
}
