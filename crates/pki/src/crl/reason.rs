//! Why a certificate was revoked.

/// Why a certificate was revoked (`CRLReason`, RFC 5280 §5.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RevocationReason(u8);

impl RevocationReason {
    /// certificateHold: the one revocation that can be taken back.
    pub const CERTIFICATE_HOLD: Self = Self(6);

    /// removeFromCRL, which in a delta CRL takes an entry back.
    pub const REMOVE_FROM_CRL: Self = Self(8);

    pub(crate) const fn from_code(code: u8) -> Self {
        Self(code)
    }

    /// Whether time-stamps made before a revocation of the authority for this reason stay good:
    /// unspecified, affiliationChanged, superseded, cessationOfOperation (RFC 3161 §4 no. 1).
    pub const fn leaves_tokens_good(self) -> bool {
        matches!(self.0, 0 | 3 | 4 | 5)
    }

    /// How much a reason, or none, tells against the key: compromise most, a hold least. None
    /// weighs more than one that says the key is harmless.
    pub(crate) const fn gravity(reason: Option<Self>) -> u8 {
        match reason {
            Some(Self(1 | 2 | 10)) => 5,
            None => 4,
            Some(Self(9)) => 3,
            Some(Self(6)) => 1,
            Some(Self(8)) => 0,
            Some(_) => 2,
        }
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
