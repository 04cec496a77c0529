//! A PKI and a TSA that belong together, and the usual times.

use super::Stamp;
use crate::pki::{HpkiLookAlike, after};
use crate::tsa::TimeStampAuthority;
use shohosen_report::Time;

/// How far a signature has come (JIS X 5093: ES-BES, ES-T, ES-XL, ES-A).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Signature alone.
    Bes,
    /// With a signature time-stamp.
    T,
    /// With certificates and revocation data.
    Xl,
    /// With archive time-stamps.
    A,
}

impl Level {
    /// `BES`, `T`, `XL` or `A`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bes => "BES",
            Self::T => "T",
            Self::Xl => "XL",
            Self::A => "A",
        }
    }
}

/// Whoever takes part: the PKI of the signers and the TSA.
pub struct World {
    /// The PKI of the signers.
    pub hpki: HpkiLookAlike,
    /// The TSA of the service.
    pub tsa: TimeStampAuthority,
}

impl World {
    /// With fresh keys.
    pub fn generate(epoch: Time) -> Self {
        Self { hpki: HpkiLookAlike::generate(epoch), tsa: TimeStampAuthority::generate(epoch) }
    }

    /// With the committed keys: the same bytes for the same calls in the same order.
    pub fn from_committed_keys(epoch: Time) -> Self {
        Self {
            hpki: HpkiLookAlike::from_committed_keys(epoch),
            tsa: TimeStampAuthority::from_committed_keys(epoch),
        }
    }

    /// The forger's world: all names the same, all keys different.
    pub fn forged(epoch: Time) -> Self {
        Self { hpki: HpkiLookAlike::forged(epoch), tsa: TimeStampAuthority::forged(epoch) }
    }

    /// A moment so many seconds after the epoch.
    pub fn time(&self, seconds: i64) -> Time {
        after(self.hpki.epoch, seconds)
    }

    /// A time-stamp of this world's TSA with everything needed to verify it.
    pub fn stamp(&self, gen_time: Time) -> Stamp<'_> {
        Stamp {
            authority: &self.tsa,
            gen_time,
            imprint_digest: crate::keys::Digest::Sha256,
            options: crate::tsa::TokenOptions::default(),
            validation_data: self.tsa.validation_data(true),
            imprint_of: None,
            c14n: None,
            skip_objects_after_properties: false,
        }
    }
}
