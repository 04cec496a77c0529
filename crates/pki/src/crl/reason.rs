//! Why a certificate was revoked.

/// Why a certificate was revoked (`CRLReason`, RFC 5280 §5.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RevocationReason(u8);

impl RevocationReason {
    /// removeFromCRL, which in a delta CRL takes an entry back.
    pub const REMOVE_FROM_CRL: Self = Self(8);

    pub(crate) const fn from_code(code: u8) -> Self {
        Self(code)
    }

    /// The number of the reason.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// Its name in RFC 5280, such as `cessationOfOperation`.
    pub const fn name(self) -> &'static str {
        match self.0 {
            1 => "keyCompromise",
            2 => "cACompromise",
            3 => "affiliationChanged",
            4 => "superseded",
            5 => "cessationOfOperation",
            6 => "certificateHold",
            8 => "removeFromCRL",
            9 => "privilegeWithdrawn",
            10 => "aACompromise",
            _ => "unspecified",
        }
    }
}
