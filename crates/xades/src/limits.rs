//! Bounds on what one signature may ask of us.

/// What one signature may hold. Beyond a limit the signature is refused, never cut. What all of a
/// document may cost is for a [`WorkBudget`](shohosen_pki::WorkBudget) to say.
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
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            references: 1024,
            transforms: 8,
            time_stamps: 64,
            certificates: 256,
            revocation_values: 128,
        }
    }
}

/// Characters of the document that are quoted at most: hostile input does not get to fill a report.
pub(crate) const QUOTED: usize = 200;
