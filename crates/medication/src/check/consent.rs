//! What may be shown under which consent.

use super::Consent;

/// What a finding may say of the past drug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Ingredient and name of the causing drug.
    pub(super) drug: bool,
    /// Days, institutions, pharmacies.
    pub(super) circumstances: bool,
}

impl Shown {
    pub(super) const fn under(consent: Consent) -> Self {
        match consent {
            Consent::None => Self { drug: false, circumstances: false },
            Consent::Oral => Self { drug: true, circumstances: false },
            Consent::Given => Self { drug: true, circumstances: true },
        }
    }
}
