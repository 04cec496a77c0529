//! Digests, signature algorithms, public keys, and which of them are allowed.
//!
//! Digests are computed and signatures verified by AWS-LC (feature `aws-lc`, the default) or by the
//! pure Rust crates `sha1`, `sha2`, `rsa`, `p256` and `p384` (feature `pure-rust`: portable, no C
//! compiler, several times slower). With both features AWS-LC is used, and [`Backend`] lets tests
//! hold one against the other. With the feature `simd` (a default), signatures by keys as the HPKI has
//! them are confirmed in vector registers before either, where the processor can do that
//! (`shohosen-simd`); what is not confirmed is judged by the library.

mod algorithm;
#[cfg(feature = "aws-lc")]
mod aws_lc;
mod digest;
mod key;
mod lifetime;
mod policy;
#[cfg(feature = "pure-rust")]
mod pure_rust;
#[cfg(feature = "simd")]
mod vector;
mod verify;

pub use algorithm::{SignatureAlgorithm, UnsupportedAlgorithm};
pub use digest::{Digest, DigestAlgorithm, Digester};
pub(crate) use key::sha256;
pub use key::{PublicKey, PublicKeyKind};
pub use lifetime::{AlgorithmLifetime, AlgorithmUse, LifetimeEnded, LifetimeOf, SignatureOf};
pub use policy::{AlgorithmPolicy, AlgorithmRefused};
pub use verify::{Backend, SignatureError, verify, verify_with};
pub use verify::{verify_digest_fixed, verify_digest_fixed_with};
