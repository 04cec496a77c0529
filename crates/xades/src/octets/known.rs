//! Digests that somebody has computed already.

use super::PendingDigests;
use shohosen_pki::crypto::{Digest, DigestAlgorithm};

/// Octets with their digests, as a signer has them before it when it verifies what it signed. They are
/// compared octet by octet, and only what differs is digested anew.
#[derive(Default)]
pub struct KnownDigests(pub(crate) PendingDigests);

impl KnownDigests {
    /// The digest of these very octets, if it is among them.
    pub fn digest_of(&self, algorithm: DigestAlgorithm, octets: &[u8]) -> Option<Digest> {
        self.0.digest_of(algorithm, octets)
    }
}
