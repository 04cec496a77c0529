//! Bounds on what one signature may ask of us.

/// What one signature may hold and cost. Beyond a limit the signature is refused, never cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// References in SignedInfo, and those of all Manifests together. A service document has
    /// three; the work is linear in their number, but nobody signs more than a few hundred things.
    pub references: usize,
    /// Transforms of one reference; more than two make no sense in this profile.
    pub transforms: usize,
    /// Time-stamps of all kinds. One archive time-stamp a decade lasts longer than the records.
    pub time_stamps: usize,
    /// Certificates in all containers together.
    pub certificates: usize,
    /// CRLs and OCSP responses in all containers together.
    pub revocation_values: usize,
    /// Octets digested for one signature, all references and time-stamps together: a few bytes
    /// of exclusive canonicalization can expand to a thousandfold of the document.
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
