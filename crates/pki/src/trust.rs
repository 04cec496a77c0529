//! What is trusted.

use crate::Certificate;
use shohosen_report::Text;
use std::sync::Arc;

/// The SHA-256 of the MHLW HPKI Root CA V2 (厚生労働省ＨＰＫＩルート認証局Ｖ２), 2014-01-17 to
/// 2044-01-16.
const MHLW_HPKI_ROOT_CA_V2: [u8; 32] = [
    0x6e, 0xd2, 0x79, 0x6b, 0x1b, 0x10, 0x17, 0x36, 0xd9, 0x52, 0x18, 0x57, 0x87, 0xcb, 0x36, 0xda,
    0x9c, 0xe8, 0x05, 0x22, 0xcc, 0x8c, 0xb7, 0xb5, 0xce, 0x72, 0x8b, 0x61, 0xbe, 0x1b, 0x67, 0x4c,
];

/// A trust anchor: a certificate, or the fingerprint of one that must be found among the
/// candidates.
///
/// An anchor is trusted as given. Neither its dates nor its extensions nor its own signature nor
/// its revocation are looked at (RFC 5280 §6.1.1 (d)); that is for who configures it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustAnchor {
    name: Text,
    kind: Kind,
    constrained: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Certificate(Certificate),
    Fingerprint([u8; 32]),
}

impl TrustAnchor {
    /// Trusts this certificate. Reports call it by its subject.
    pub fn certificate(certificate: Certificate) -> Self {
        Self {
            name: certificate.subject().text().clone(),
            kind: Kind::Certificate(certificate),
            constrained: false,
        }
    }

    /// Trusts the certificate with this SHA-256 fingerprint; reports call it by this name.
    pub fn pinned(name: impl Into<Arc<str>>, sha256: [u8; 32]) -> Self {
        Self { name: Text::shared(name), kind: Kind::Fingerprint(sha256), constrained: false }
    }

    /// Trusts the certificate with the SHA-256 fingerprint that is written here: 64 hexadecimal
    /// digits, with or without colons between the octets. Reports call it as it is written. `None`
    /// if it is no such fingerprint.
    pub fn from_fingerprint(text: &str) -> Option<Self> {
        let digits: Vec<char> = text.chars().filter(|&digit| digit != ':').collect();
        let mut sha256 = [0; 32];
        if digits.len() != 2 * sha256.len() {
            return None;
        }
        for (octet, pair) in sha256.iter_mut().zip(digits.as_chunks::<2>().0) {
            let [high, low] = pair.map(|digit| digit.to_digit(16));
            *octet = u8::try_from(high? * 16 + low?).ok()?;
        }
        Some(Self::pinned(text, sha256))
    }

    /// Holds paths to the name constraints and the path length constraint of the anchor's
    /// certificate (RFC 5937). Its other extensions stay without effect.
    #[must_use]
    pub const fn with_constraints(mut self) -> Self {
        self.constrained = true;
        self
    }

    /// Whether paths are held to the anchor's own constraints.
    pub const fn is_constrained(&self) -> bool {
        self.constrained
    }

    /// Its name in reports.
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// The SHA-256 fingerprint of the certificate that is trusted.
    pub fn sha256(&self) -> &[u8; 32] {
        match &self.kind {
            Kind::Certificate(certificate) => certificate.sha256(),
            Kind::Fingerprint(sha256) => sha256,
        }
    }

    /// The certificate, unless only its fingerprint is known.
    pub fn as_certificate(&self) -> Option<&Certificate> {
        match &self.kind {
            Kind::Certificate(certificate) => Some(certificate),
            Kind::Fingerprint(_) => None,
        }
    }
}

/// A set of trust anchors. Keep one for signers and another one for time-stamp authorities: the
/// trust put in one kind must not serve the other.
///
/// ```
/// use shohosen_pki::{TrustAnchor, TrustStore};
/// let signers = TrustStore::mhlw_hpki();
/// let mut time_stamps = TrustStore::new();
/// time_stamps.add(TrustAnchor::pinned("our time-stamp authority", [0x5a; 32]));
/// assert_eq!(signers.anchors().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    anchors: Vec<TrustAnchor>,
}

impl TrustStore {
    /// Trusts nothing.
    pub const fn new() -> Self {
        Self { anchors: Vec::new() }
    }

    /// Trusts the root of HPKI, MHLW HPKI Root CA V2, by its fingerprint. The certificate itself
    /// stands in every prescription from level XL on.
    pub fn mhlw_hpki() -> Self {
        let anchor = TrustAnchor::pinned("MHLW HPKI Root CA V2", MHLW_HPKI_ROOT_CA_V2);
        Self { anchors: vec![anchor] }
    }

    /// Trusts one more; what is trusted already is not added again.
    pub fn add(&mut self, anchor: TrustAnchor) {
        match self.anchors.iter_mut().find(|known| known.sha256() == anchor.sha256()) {
            Some(known) if known.as_certificate().is_none() => known.kind = anchor.kind,
            Some(_) => {}
            None => self.anchors.push(anchor),
        }
    }

    /// The anchors.
    pub fn anchors(&self) -> &[TrustAnchor] {
        &self.anchors
    }

    /// Whether nothing is trusted.
    pub fn is_empty(&self) -> bool {
        self.anchors.is_empty()
    }

    /// The anchor that this certificate is, if it is one.
    pub fn anchor_of(&self, certificate: &Certificate) -> Option<&TrustAnchor> {
        self.anchors.iter().find(|anchor| anchor.sha256() == certificate.sha256())
    }
}

impl FromIterator<TrustAnchor> for TrustStore {
    fn from_iter<T: IntoIterator<Item = TrustAnchor>>(anchors: T) -> Self {
        let mut store = Self::new();
        anchors.into_iter().for_each(|anchor| store.add(anchor));
        store
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_64_hexadecimal_digits_with_or_without_colons() {
        // As `openssl x509 -fingerprint -sha256` and a web page of the ministry write the same.
        let plain = "6ed2796b1b101736d952185787cb36da9ce80522cc8cb7b5ce728b61be1b674c";
        let colons = "6E:D2:79:6B:1B:10:17:36:D9:52:18:57:87:CB:36:DA:\
                      9C:E8:05:22:CC:8C:B7:B5:CE:72:8B:61:BE:1B:67:4C";
        for text in [plain, colons] {
            let anchor = TrustAnchor::from_fingerprint(text).unwrap();
            assert_eq!(*anchor.sha256(), MHLW_HPKI_ROOT_CA_V2);
            assert_eq!(anchor.name().as_str(), text);
        }
        let signed = format!("+e{}", &plain[2..]);
        for text in ["", "root.cer", &plain[1..], &format!("{plain}00"), &signed] {
            assert_eq!(TrustAnchor::from_fingerprint(text), None, "{text}");
        }
    }
}
