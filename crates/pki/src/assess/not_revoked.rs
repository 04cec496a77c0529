//! That no certificate of a path was revoked.

use super::ValidatedPath;
use crate::revocation::{RevocationFact, RevocationSource, RevocationStatus};
use crate::{RevocationReason, RevokedEntry};
use shohosen_report::Time;

/// That no certificate of a path was revoked at the time at which it was judged. Only the check of
/// revocation makes one: there is none without an answer about every certificate below the anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRevoked {
    because: Vec<NotRevokedBecause>,
}

/// Why one certificate of a path does not count as revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRevokedBecause {
    /// It is an anchor that the user has configured, which nobody can revoke but the user.
    ConfiguredAnchor,
    /// This information speaks for it.
    Source {
        /// Which.
        source: RevocationSource,
        /// It was revoked later.
        revoked_later: Option<RevokedEntry>,
    },
    /// It is a time-stamp authority's, revoked after the token was made and for a reason that
    /// leaves earlier tokens good (RFC 3161 §4).
    RevokedAfterToken {
        /// From when on.
        revoked_at: Time,
        /// Why.
        reason: RevocationReason,
        /// Which information says so.
        source: RevocationSource,
    },
}

impl NotRevoked {
    /// From what was found for each certificate of a path; `None` unless every one of them has an
    /// answer that acquits it.
    pub(super) fn establish(path: &ValidatedPath, facts: &[RevocationFact]) -> Option<Self> {
        if facts.is_empty() || facts.len() != path.certificates.len() {
            return None;
        }
        let because =
            facts.iter().zip(&path.certificates).map(|(fact, certificate)| match &fact.status {
                RevocationStatus::TrustAnchor if *certificate == path.anchor => {
                    Some(NotRevokedBecause::ConfiguredAnchor)
                }
                RevocationStatus::Good { source, revoked_later } => {
                    Some(NotRevokedBecause::Source {
                        source: source.clone(),
                        revoked_later: *revoked_later,
                    })
                }
                RevocationStatus::RevokedAfterToken { revoked_at, reason, source } => {
                    Some(NotRevokedBecause::RevokedAfterToken {
                        revoked_at: *revoked_at,
                        reason: *reason,
                        source: source.clone(),
                    })
                }
                _ => None,
            });
        Some(Self { because: because.collect::<Option<_>>()? })
    }

    /// Why, for each certificate of the path in its order: at least one.
    pub fn because(&self) -> &[NotRevokedBecause] {
        &self.because
    }
}
