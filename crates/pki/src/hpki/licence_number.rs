//! The licence number, kept out of logs.

use std::fmt;

/// The registration number of the professional (医籍登録番号, 薬剤師名簿登録番号 …): the
/// serialNumber of the subject, an opaque text. Personal data: `Debug` and `Display` print stars
/// only, and no finding carries it. Whoever needs it asks for it by name.
#[derive(Clone, PartialEq, Eq)]
pub struct LicenceNumber(String);

impl LicenceNumber {
    /// X.520: `ub-serial-number`.
    pub(super) const MAX_CHARACTERS: usize = 64;

    pub(super) fn new(text: &str) -> Option<Self> {
        let fits = (1..=Self::MAX_CHARACTERS).contains(&text.chars().count());
        fits.then(|| Self(text.to_owned()))
    }

    /// The number itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LicenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LicenceNumber(***)")
    }
}

impl fmt::Display for LicenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("***")
    }
}
