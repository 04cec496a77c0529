//! Public keys.

use super::{DigestAlgorithm, SignatureAlgorithm};
use crate::Oid;
use crate::der::{self, DerError, tag};
use std::fmt;
use std::sync::OnceLock;

const RSA_ENCRYPTION: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 1]);
const RSASSA_PSS: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 10]);
const EC_PUBLIC_KEY: Oid = Oid::from_arcs(&[1, 2, 840, 10045, 2, 1]);
const DSA: Oid = Oid::from_arcs(&[1, 2, 840, 10040, 4, 1]);
const P256: Oid = Oid::from_arcs(&[1, 2, 840, 10045, 3, 1, 7]);
const P384: Oid = Oid::from_arcs(&[1, 3, 132, 0, 34]);

/// What kind of key a [`PublicKey`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PublicKeyKind {
    /// RSA.
    Rsa,
    /// RSA, bound by its identifier to RSASSA-PSS.
    RsaPss,
    /// On the curve NIST P-256.
    EcP256,
    /// On the curve NIST P-384.
    EcP384,
    /// DSA: recognised, never verified with.
    Dsa,
    /// Anything else, by its object identifier (of the curve, where it is a curve).
    Other(Oid),
}

impl fmt::Display for PublicKeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa => f.pad("RSA"),
            Self::RsaPss => f.pad("RSASSA-PSS"),
            Self::EcP256 => f.pad("EC P-256"),
            Self::EcP384 => f.pad("EC P-384"),
            Self::Dsa => f.pad("DSA"),
            Self::Other(oid) => write!(f, "{oid}"),
        }
    }
}

/// A public key: a `SubjectPublicKeyInfo` (RFC 5280 §4.1.2.7).
#[derive(Clone)]
pub struct PublicKey {
    spki: Box<[u8]>,
    kind: PublicKeyKind,
    bits: u32,
    /// Where `subjectPublicKey` without its unused-bits octet starts in `spki`.
    key_start: usize,
    sha256: OnceLock<[u8; 32]>,
    #[cfg(feature = "aws-lc")]
    ready: super::aws_lc::ReadyKey,
    #[cfg(feature = "simd")]
    ready_modulus: super::vector::ReadyModulus,
    /// What the parameters of an RSASSA-PSS key restrict it to (RFC 4055 §3.3).
    restriction: Option<SignatureAlgorithm>,
}

impl PublicKey {
    /// From the DER of a `SubjectPublicKeyInfo`.
    ///
    /// # Errors
    /// If it is not DER or the key is not what its algorithm says. Keys of unknown algorithms
    /// are read; they verify nothing.
    pub fn from_spki(spki: &[u8]) -> Result<Self, DerError> {
        let mut reader = der::single_sequence(spki)?;
        let mut algorithm = reader.sequence()?;
        let oid = algorithm.oid()?;
        let key = der::bit_string_octets(reader.expect(tag::BIT_STRING)?.contents)?;
        reader.finish()?;
        let mut restriction = None;
        let (kind, bits) = match oid {
            RSA_ENCRYPTION => (PublicKeyKind::Rsa, rsa_bits(key)?),
            RSASSA_PSS => {
                if !algorithm.is_empty() {
                    restriction = Some(super::algorithm::read_pss(algorithm.rest())?);
                }
                (PublicKeyKind::RsaPss, rsa_bits(key)?)
            }
            EC_PUBLIC_KEY => match algorithm.oid()? {
                P256 => (PublicKeyKind::EcP256, 256),
                P384 => (PublicKeyKind::EcP384, 384),
                other => (PublicKeyKind::Other(other), 0),
            },
            DSA => (PublicKeyKind::Dsa, 0),
            other => (PublicKeyKind::Other(other), 0),
        };
        let key_start = spki.len() - key.len();
        // Only issuers' keys are ever looked up by it.
        let sha256 = OnceLock::new();
        Ok(Self {
            spki: spki.into(),
            kind,
            bits,
            key_start,
            sha256,
            #[cfg(feature = "aws-lc")]
            ready: Default::default(),
            #[cfg(feature = "simd")]
            ready_modulus: Default::default(),
            restriction,
        })
    }

    /// The DER of the `SubjectPublicKeyInfo`.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// The contents of `subjectPublicKey`: an `RSAPublicKey`, a point on the curve. Its SHA-1 is
    /// the key hash of OCSP and the usual key identifier.
    pub fn key_octets(&self) -> &[u8] {
        self.spki.get(self.key_start..).unwrap_or_default()
    }

    /// Which kind of key it is.
    pub const fn kind(&self) -> PublicKeyKind {
        self.kind
    }

    /// Modulus and public exponent of an RSA key, unsigned, most significant octet first, without
    /// leading zeros (RFC 8017 §A.1.1). A card is asked for its key by them.
    pub fn rsa_numbers(&self) -> Option<(&[u8], &[u8])> {
        match self.kind {
            PublicKeyKind::Rsa | PublicKeyKind::RsaPss => rsa_numbers(self.key_octets()).ok(),
            _ => None,
        }
    }

    /// The bits of the RSA modulus or of the field of the curve; 0 where unknown.
    pub const fn bits(&self) -> u32 {
        self.bits
    }

    /// Whether the parameters of the key allow this algorithm: an RSASSA-PSS key may name its
    /// digest and the shortest salt (RFC 4055 §3.3).
    pub(super) fn allows(&self, algorithm: SignatureAlgorithm) -> bool {
        match (self.restriction, algorithm) {
            (
                Some(SignatureAlgorithm::RsaPss { digest, salt_length }),
                SignatureAlgorithm::RsaPss { digest: used, salt_length: length },
            ) => used == digest && length >= salt_length,
            (Some(_), _) => false,
            (None, _) => true,
        }
    }

    #[cfg(feature = "aws-lc")]
    pub(super) const fn ready(&self) -> &super::aws_lc::ReadyKey {
        &self.ready
    }

    #[cfg(feature = "simd")]
    pub(super) const fn ready_modulus(&self) -> &super::vector::ReadyModulus {
        &self.ready_modulus
    }

    /// The SHA-256 of [`spki`](Self::spki).
    pub fn sha256(&self) -> &[u8; 32] {
        self.sha256.get_or_init(|| sha256(&self.spki))
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.spki == other.spki
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({}, {} bits)", self.kind, self.bits)
    }
}

pub(crate) fn sha256(octets: &[u8]) -> [u8; 32] {
    DigestAlgorithm::Sha256.digest(octets).first_chunk().copied().unwrap_or_default()
}

/// The bits of the modulus of an `RSAPublicKey`.
fn rsa_bits(key: &[u8]) -> Result<u32, DerError> {
    let (modulus, _) = rsa_numbers(key)?;
    let first = modulus.first().ok_or(NO_RSA_KEY)?;
    let octets = u32::try_from(modulus.len()).map_err(|_| NO_RSA_KEY)?;
    Ok(octets.saturating_mul(8) - first.leading_zeros())
}

const NO_RSA_KEY: DerError = DerError::Value("RSAPublicKey");

/// Modulus and exponent of an `RSAPublicKey` (RFC 8017 §A.1.1).
fn rsa_numbers(key: &[u8]) -> Result<(&[u8], &[u8]), DerError> {
    let mut reader = der::single_sequence(key)?;
    let modulus = reader.integer()?;
    let exponent = reader.integer()?;
    reader.finish()?;
    let negative = |number: &[u8]| number.first().is_none_or(|&octet| octet >= 0x80);
    if negative(modulus) || negative(exponent) {
        return Err(NO_RSA_KEY);
    }
    Ok((
        modulus.strip_prefix(&[0]).unwrap_or(modulus),
        exponent.strip_prefix(&[0]).unwrap_or(exponent),
    ))
}
