//! Whether a certificate is for the purpose for which it is used (RFC 5280 §4.2.1.12).

use super::TrustRole;
use crate::extensions::oid;
use crate::{Certificate, Oid};

/// Purposes that signing a document falls under: id-kp-documentSigning (RFC 9336) and Microsoft's
/// purpose of the same name, which is older.
const DOCUMENT_SIGNING: [Oid; 2] = [oid::DOCUMENT_SIGNING, oid::MICROSOFT_DOCUMENT_SIGNING];
const TIME_STAMPING: [Oid; 1] = [oid::TIME_STAMPING];

/// The purposes of which an issuer must name one, if its extKeyUsage is critical.
pub(super) const fn of_issuers(role: TrustRole) -> &'static [Oid] {
    match role {
        TrustRole::Signer => &DOCUMENT_SIGNING,
        TrustRole::TimeStampAuthority { .. } => &TIME_STAMPING,
    }
}

/// That a certificate is for the purpose for which it is used. Only its check makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeFits {
    /// What the certificate says for it, kept so that the part cannot be made without looking.
    named: Option<Oid>,
}

/// A certificate that is for another purpose.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("extKeyUsage does not allow {required}")]
pub struct PurposeProblem {
    /// The purpose for which it is used.
    pub required: Oid,
    /// Whether the extension is critical.
    pub critical: bool,
    /// The purposes that it names; empty where the extension is not there.
    pub found: Vec<Oid>,
}

impl PurposeFits {
    /// A signer's certificate may leave its purposes open, and what is not critical is a
    /// recommendation; a critical extKeyUsage must name one that fits, or any. A time-stamp
    /// authority's must name time-stamping and nothing else, critically (RFC 3161 §2.3).
    pub(super) fn check(
        role: TrustRole,
        certificate: &Certificate,
    ) -> Result<Self, PurposeProblem> {
        let usage = certificate.extensions().extended_key_usage.as_ref();
        let problem = |required| PurposeProblem {
            required,
            critical: usage.is_some_and(|usage| usage.critical),
            found: usage.map(|usage| usage.purposes.clone()).unwrap_or_default(),
        };
        match (role, usage) {
            (TrustRole::TimeStampAuthority { .. }, Some(usage))
                if usage.critical && usage.purposes == TIME_STAMPING =>
            {
                Ok(Self { named: Some(oid::TIME_STAMPING) })
            }
            (TrustRole::TimeStampAuthority { .. }, _) => Err(problem(oid::TIME_STAMPING)),
            (TrustRole::Signer, None) => Ok(Self { named: None }),
            (TrustRole::Signer, Some(usage)) => {
                let named = DOCUMENT_SIGNING.into_iter().find(|purpose| usage.allows(purpose));
                if named.is_some() || !usage.critical {
                    Ok(Self { named })
                } else {
                    Err(problem(oid::DOCUMENT_SIGNING))
                }
            }
        }
    }

    /// The purpose that the certificate names or allows by naming any; `None` where it leaves
    /// that open.
    pub const fn named(&self) -> Option<&Oid> {
        self.named.as_ref()
    }
}
