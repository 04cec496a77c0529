//! Message digests.

use super::UnsupportedAlgorithm;
use crate::Oid;
use shohosen_report::excerpt;
use std::fmt;

/// A message digest algorithm. SHA-1 is here to read the inside of old time-stamps;
/// [`AlgorithmPolicy`](super::AlgorithmPolicy) refuses it unless asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DigestAlgorithm {
    /// SHA-1, 20 octets.
    Sha1,
    /// SHA-256, 32 octets.
    Sha256,
    /// SHA-384, 48 octets.
    Sha384,
    /// SHA-512, 64 octets.
    Sha512,
}

impl DigestAlgorithm {
    /// Every algorithm, weakest first.
    pub const ALL: [Self; 4] = [Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512];

    /// Its usual name, such as `SHA-256`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// Octets of a digest.
    pub const fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The DER that stands before the digest in its `DigestInfo` (RFC 8017 §9.2 note 1). The
    /// parameters of the algorithm are NULL.
    pub const fn digest_info_prefix(self) -> &'static [u8] {
        match self {
            Self::Sha1 => b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
            Self::Sha256 => {
                b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"
            }
            Self::Sha384 => {
                b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30"
            }
            Self::Sha512 => {
                b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40"
            }
        }
    }

    /// Its object identifier (RFC 4055 §2.1).
    pub const fn oid(self) -> Oid {
        match self {
            Self::Sha1 => Oid::from_arcs(&[1, 3, 14, 3, 2, 26]),
            Self::Sha256 => Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 1]),
            Self::Sha384 => Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 2]),
            Self::Sha512 => Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 3]),
        }
    }

    /// Its identifier in XML (`ds:DigestMethod/@Algorithm`).
    pub const fn xml_uri(self) -> &'static str {
        match self {
            Self::Sha1 => "http://www.w3.org/2000/09/xmldsig#sha1",
            Self::Sha256 => "http://www.w3.org/2001/04/xmlenc#sha256",
            Self::Sha384 => "http://www.w3.org/2001/04/xmldsig-more#sha384",
            Self::Sha512 => "http://www.w3.org/2001/04/xmlenc#sha512",
        }
    }

    /// The algorithm with this object identifier.
    ///
    /// # Errors
    /// If it is none of [`ALL`](Self::ALL); well-known others (MD5, SHA-224 …) are named.
    pub fn from_oid(oid: &Oid) -> Result<Self, UnsupportedAlgorithm> {
        Self::ALL.into_iter().find(|algorithm| algorithm.oid() == *oid).ok_or_else(|| {
            let text = oid.to_string();
            let name = match text.as_str() {
                "1.2.840.113549.2.5" => Some("MD5"),
                "2.16.840.1.101.3.4.2.4" => Some("SHA-224"),
                "2.16.840.1.101.3.4.2.8" => Some("SHA3-256"),
                _ => None,
            };
            UnsupportedAlgorithm { identifier: text, name }
        })
    }

    /// The algorithm with this `ds:DigestMethod/@Algorithm`.
    ///
    /// # Errors
    /// If it is none of [`ALL`](Self::ALL); well-known others (MD5, SHA-224 …) are named.
    pub fn from_xml_uri(uri: &str) -> Result<Self, UnsupportedAlgorithm> {
        Self::ALL.into_iter().find(|algorithm| algorithm.xml_uri() == uri).ok_or_else(|| {
            let name = match uri {
                "http://www.w3.org/2001/04/xmldsig-more#md5" => Some("MD5"),
                "http://www.w3.org/2001/04/xmldsig-more#sha224" => Some("SHA-224"),
                "http://www.w3.org/2001/04/xmlenc#ripemd160" => Some("RIPEMD-160"),
                "http://www.w3.org/2007/05/xmldsig-more#sha3-256" => Some("SHA3-256"),
                _ => None,
            };
            UnsupportedAlgorithm { identifier: excerpt(uri, 200).to_owned(), name }
        })
    }

    /// The digest of a message.
    pub fn digest(self, message: &[u8]) -> Digest {
        backend::digest(self, message)
    }

    /// The digest of each message, in their order: all at the same time where the processor is
    /// faster so.
    pub fn digest_each(self, messages: &[&[u8]]) -> Vec<Digest> {
        #[cfg(feature = "simd")]
        if self == Self::Sha256
            && let Some(digests) = shohosen_simd::sha256_each(messages)
        {
            return digests.iter().map(|octets| Digest::new(octets)).collect();
        }
        messages.iter().map(|message| self.digest(message)).collect()
    }
}

impl fmt::Display for DigestAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The value of a digest, without allocation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest {
    length: u8,
    octets: [u8; 64],
}

impl Digest {
    /// A digest that was stored; `None` if no algorithm has so many octets.
    pub fn from_octets(octets: &[u8]) -> Option<Self> {
        let known = DigestAlgorithm::ALL.iter().any(|a| a.digest(b"").len() == octets.len());
        known.then(|| Self::new(octets))
    }

    fn new(octets: &[u8]) -> Self {
        let mut digest = Self { length: 0, octets: [0; 64] };
        // No algorithm has more octets.
        if let (Some(to), Ok(length)) =
            (digest.octets.get_mut(..octets.len()), octets.len().try_into())
        {
            to.copy_from_slice(octets);
            digest.length = length;
        }
        digest
    }
}

impl std::ops::Deref for Digest {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.octets.get(..usize::from(self.length)).unwrap_or_default()
    }
}

impl AsRef<[u8]> for Digest {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

/// Computes a digest over octets given piece by piece.
///
/// ```
/// use shohosen_pki::crypto::{DigestAlgorithm, Digester};
/// let mut digester = Digester::new(DigestAlgorithm::Sha256);
/// digester.update(b"a");
/// digester.update(b"bc");
/// assert_eq!(digester.finish(), DigestAlgorithm::Sha256.digest(b"abc"));
/// ```
#[derive(Clone)]
pub struct Digester {
    algorithm: DigestAlgorithm,
    state: State,
}

impl Digester {
    /// Over nothing yet.
    pub fn new(algorithm: DigestAlgorithm) -> Self {
        Self { algorithm, state: State::new(algorithm) }
    }

    /// Which algorithm it computes.
    pub const fn algorithm(&self) -> DigestAlgorithm {
        self.algorithm
    }

    /// Adds octets.
    pub fn update(&mut self, octets: &[u8]) {
        self.state.update(octets);
    }

    /// The digest of all that was added.
    pub fn finish(self) -> Digest {
        self.state.finish()
    }
}

#[cfg(feature = "aws-lc")]
use aws_lc as backend;
#[cfg(not(feature = "aws-lc"))]
use pure_rust as backend;

use backend::State;

/// Without the SHA instructions of newer processors AWS-LC takes half the time of the pure Rust
/// crates, with them the same.
#[cfg(feature = "aws-lc")]
mod aws_lc {
    use super::{Digest, DigestAlgorithm};
    use crate::crypto::aws_lc::algorithm_of;
    use aws_lc_rs::digest::Context;

    pub(super) fn digest(algorithm: DigestAlgorithm, message: &[u8]) -> Digest {
        Digest::new(aws_lc_rs::digest::digest(algorithm_of(algorithm), message).as_ref())
    }

    #[derive(Clone)]
    pub(super) struct State(Context);

    impl State {
        pub(super) fn new(algorithm: DigestAlgorithm) -> Self {
            Self(Context::new(algorithm_of(algorithm)))
        }

        pub(super) fn update(&mut self, octets: &[u8]) {
            self.0.update(octets);
        }

        pub(super) fn finish(self) -> Digest {
            Digest::new(self.0.finish().as_ref())
        }
    }
}

#[cfg(all(feature = "pure-rust", any(test, not(feature = "aws-lc"))))]
mod pure_rust {
    use super::{Digest, DigestAlgorithm};
    use sha2::Digest as _;

    #[cfg(not(feature = "aws-lc"))]
    pub(super) fn digest(algorithm: DigestAlgorithm, message: &[u8]) -> Digest {
        let mut state = State::new(algorithm);
        state.update(message);
        state.finish()
    }

    #[derive(Clone)]
    pub(super) enum State {
        Sha1(sha1::Sha1),
        Sha256(sha2::Sha256),
        Sha384(sha2::Sha384),
        Sha512(sha2::Sha512),
    }

    impl State {
        pub(super) fn new(algorithm: DigestAlgorithm) -> Self {
            match algorithm {
                DigestAlgorithm::Sha1 => Self::Sha1(sha1::Sha1::new()),
                DigestAlgorithm::Sha256 => Self::Sha256(sha2::Sha256::new()),
                DigestAlgorithm::Sha384 => Self::Sha384(sha2::Sha384::new()),
                DigestAlgorithm::Sha512 => Self::Sha512(sha2::Sha512::new()),
            }
        }

        pub(super) fn update(&mut self, octets: &[u8]) {
            match self {
                Self::Sha1(state) => state.update(octets),
                Self::Sha256(state) => state.update(octets),
                Self::Sha384(state) => state.update(octets),
                Self::Sha512(state) => state.update(octets),
            }
        }

        pub(super) fn finish(self) -> Digest {
            match self {
                Self::Sha1(state) => Digest::new(&state.finalize()),
                Self::Sha256(state) => Digest::new(&state.finalize()),
                Self::Sha384(state) => Digest::new(&state.finalize()),
                Self::Sha512(state) => Digest::new(&state.finalize()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_of_abc_are_those_of_fips_180() {
        let cases = [
            (DigestAlgorithm::Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                DigestAlgorithm::Sha256,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
            (
                DigestAlgorithm::Sha384,
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed\
                 8086072ba1e7cc2358baeca134c825a7",
            ),
            (
                DigestAlgorithm::Sha512,
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                 2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            ),
        ];
        for (algorithm, expected) in cases {
            let digest = algorithm.digest(b"abc");
            assert_eq!(format!("{digest:?}"), expected);
            assert_eq!(digest.len(), algorithm.length());
            assert_eq!(DigestAlgorithm::from_oid(&algorithm.oid()), Ok(algorithm));
            assert_eq!(DigestAlgorithm::from_xml_uri(algorithm.xml_uri()), Ok(algorithm));
        }
    }

    #[cfg(all(feature = "aws-lc", feature = "pure-rust"))]
    #[test]
    fn both_implementations_agree_around_every_block_boundary() {
        let message: Vec<u8> = (0..400_u32).map(|n| (n * 7 % 251) as u8).collect();
        for algorithm in DigestAlgorithm::ALL {
            for (cut, length) in (0..message.len()).map(|length| (length / 3, length)) {
                let (first, rest) = message[..length].split_at(cut);
                let mut pure = pure_rust::State::new(algorithm);
                let mut aws = aws_lc::State::new(algorithm);
                for part in [first, rest] {
                    pure.update(part);
                    aws.update(part);
                }
                let digest = aws.finish();
                assert_eq!(pure.finish(), digest, "{algorithm} of {length} octets");
                assert_eq!(
                    algorithm.digest(&message[..length]),
                    digest,
                    "at once, {length} octets"
                );
            }
        }
    }
}
