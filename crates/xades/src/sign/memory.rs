//! What a signer remembers.

use super::SignatureText;
use crate::octets::KnownDigests;
use shohosen_pki::crypto::{Digest, DigestAlgorithm};

/// What a signer remembers: from preparing a signature until the document was verified, the octets
/// that it has digested; from document to document, the text of its signature.
///
/// [`prepare`](super::prepare) forgets the digests of the document before and fills in those of its
/// own. Verifying the document with them ([`CollectSettings::known`](crate::CollectSettings::known))
/// compares octets and digests anew what differs: nothing is believed for being remembered.
#[derive(Default)]
pub struct SigningMemory {
    pub(super) known: KnownDigests,
    pub(super) text: Option<Box<SignatureText>>,
}

impl SigningMemory {
    /// What was digested for the signature prepared last.
    pub const fn known(&self) -> &KnownDigests {
        &self.known
    }

    /// The digest of these very octets, if it is among that.
    pub fn digest_of(&self, algorithm: DigestAlgorithm, octets: &[u8]) -> Option<Digest> {
        self.known.digest_of(algorithm, octets)
    }

    /// Forgets what was digested: the document was verified.
    pub fn forget_digests(&mut self) {
        self.known.0.clear();
    }
}
