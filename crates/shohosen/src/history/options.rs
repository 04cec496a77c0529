//! How documents are read.

use crate::Verifier;
use shohosen_medication::{CareSetting, HistoryLimits};
use shohosen_report::Time;
use shohosen_rx::ReadOptions;

/// How documents are read. Without a verifier signed documents are refused.
#[derive(Clone, Copy, Default)]
pub struct HistoryOptions<'v> {
    /// What verifies signed documents, and as of which time.
    pub verifier: Option<(&'v Verifier, Time)>,
    /// Use signed documents that did not come out VALID, or that nothing was given to verify
    /// with; findings say so. **Their content may be forged.**
    pub accept_unverified: bool,
    /// Where the patient was treated, where the caller knows it: the documents do not say. Records
    /// of a stay in hospital (入院) are left out of the check.
    pub setting: Option<CareSetting>,
    /// How records are read.
    pub records: ReadOptions,
    /// Bounds on what is read.
    pub limits: HistoryLimits,
}

impl<'v> HistoryOptions<'v> {
    /// Verifies signed documents with this verifier as of this time.
    pub fn verified_by(verifier: &'v Verifier, at: Time) -> Self {
        Self { verifier: Some((verifier, at)), ..Self::default() }
    }
}

impl std::fmt::Debug for HistoryOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HistoryOptions")
            .field("verified_at", &self.verifier.map(|(_, at)| at))
            .field("accept_unverified", &self.accept_unverified)
            .field("setting", &self.setting)
            .finish_non_exhaustive()
    }
}
