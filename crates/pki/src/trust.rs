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
