//! Bounds on what one signature may ask of us.

/// What one signature may hold and cost. Beyond a limit the signature is refused, never cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// References in SignedInfo and in the Manifests that it points to, together. A service
    /// document has three, and nobody signs more than a few hundred things.
    pub references: usize,
    /// Transforms of one reference; more than two make no sense in this profile.
    pub transforms: usize,
    /// Time-stamps of all kinds. One archive time-stamp a decade lasts longer than the records.
    pub time_stamps: usize,
    /// Certificates in all containers together, KeyInfo's too, and what names one (`Cert`): each
    /// name is held against each certificate.
    pub certificates: usize,
    /// CRLs and OCSP responses in all containers together.
    pub revocation_values: usize,
    /// Octets that references point to and that are digested for one signature, all references
    /// and time-stamps together: a few bytes of exclusive canonicalization can expand to a
    /// thousandfold of the document, and a thousand references can walk a document that has
    /// nothing to digest.
    pub digested_octets: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            references: 1024,
            transforms: 8,
            time_stamps: 64,
            certificates: 256,
            revocation_values: 128,
            digested_octets: 1 << 30,
        }
    }
}

/// Characters of the document that are quoted at most: hostile input does not get to fill a report.
pub(crate) const QUOTED: usize = 200;
