//! What authentic sources state about one certificate, and what follows from all of it: the worse
//! answer wins, in whatever order the sources were given.

use super::{RevocationAttempt, RevocationStatus};
use super::{RevocationFact, RevocationNote, RevocationSource, RevocationSourceKind};
use crate::crl::{RevocationReason, compare_numbers};
use crate::extensions::RevocationReasons;
use crate::{CertificateList, RevokedEntry};
use shohosen_report::Time;
use std::cmp::Reverse;

/// What one source whose signature and scope are right states.
#[derive(Clone, Debug)]
pub(super) struct Statement<'a> {
    pub(super) source: RevocationSource,
    /// The entry of the certificate; `None`: it is not revoked, as far as this source knows.
    pub(super) entry: Option<RevokedEntry>,
    /// Whether it may acquit: it speaks for the time at which the certificate is judged.
    pub(super) current: bool,
    /// For which reasons it does.
    pub(super) reasons: RevocationReasons,
    /// The list, unless this is an answer of a responder.
    pub(super) list: Option<&'a CertificateList>,
}

impl Statement<'_> {
    fn is_hold(&self) -> bool {
        self.entry.is_some_and(|entry| entry.reason == Some(RevocationReason::CERTIFICATE_HOLD))
    }

    /// In which order sources learn of things: a delta CRL after a complete list of the same time.
    fn order(&self) -> (Time, bool) {
        (self.source.this_update, self.source.kind == RevocationSourceKind::DeltaCrl)
    }

    /// Whether this later information takes a hold back: what is not listed any more, or was
    /// taken off by a delta CRL.
    fn lifts(&self, hold: &Self, at: Time) -> bool {
        self.entry.is_none() && self.source.this_update <= at && self.order() > hold.order()
    }
}

/// Everything that authentic sources state about one certificate.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    pub(super) statements: Vec<Statement<'a>>,
    pub(super) notes: Vec<RevocationNote>,
}

impl Evidence<'_> {
    /// The earliest issue of a hold that stands at a time by information from before it: whether
    /// it was lifted is for information between the two to say.
    pub(super) fn earliest_hold(&self, at: Time) -> Option<Time> {
        let holds = self.statements.iter().filter(|statement| statement.is_hold());
        holds.map(|statement| statement.source.this_update).filter(|issued| *issued <= at).min()
    }

    /// What follows. `tried` is what could not be used, `exhausted` that a limit was reached, so
    /// that something that revokes may have been passed over.
    pub(super) fn conclude(
        mut self,
        at: Time,
        not_after: Time,
        exhausted: bool,
        tried: Vec<RevocationAttempt>,
    ) -> RevocationFact {
        // The newest first, answers of responders before lists.
        self.statements.sort_by_key(|statement| {
            let of_list = statement.source.kind != RevocationSourceKind::Ocsp;
            (of_list, Reverse(statement.order()), statement.source.sha256)
        });
        let mut notes = std::mem::take(&mut self.notes);
        notes.extend(self.contradiction(not_after));
        notes.extend(self.lists_of_equal_time());
        notes.extend(self.numbers());
        let covered = self.covered(|_| true);
        let status = match self.conviction(at) {
            Some(status) => status,
            None if !exhausted && self.covered(|s| !s.is_revoked_by(at)) => {
                let revoked_later = self.merged(|entry| entry.revoked_at > at).map(|(e, _)| e);
                let acquits = |s: &&Statement<'_>| s.current && !s.is_revoked_by(at);
                match self.statements.iter().find(acquits) {
                    Some(first) => {
                        RevocationStatus::Good { source: first.source.clone(), revoked_later }
                    }
                    None => RevocationStatus::Unknown { tried },
                }
            }
            None => RevocationStatus::Unknown { tried },
        };
        RevocationFact { status, notes, covered: covered && !exhausted }
    }

    /// Whether what is current covers every reason for revocation.
    fn covered(&self, which: impl Fn(&Statement<'_>) -> bool) -> bool {
        let current = self.statements.iter().filter(|s| s.current && which(s));
        let covered = current.fold(RevocationReasons::NONE, |covered, s| covered.union(s.reasons));
        covered == RevocationReasons::ALL
    }

    /// Revoked by then, if any statement says so that nothing takes back. A revocation that is not
    /// a hold is never taken back (RFC 5280 §3.3, §5.3.1), by whatever newer or current
    /// information does not know of it.
    fn conviction(&self, at: Time) -> Option<RevocationStatus> {
        let stands = |statement: &Statement<'_>| {
            !statement.is_hold() || !self.statements.iter().any(|s| s.lifts(statement, at))
        };
        let convicting = self.statements.iter().filter(|s| s.is_revoked_by(at) && stands(s));
        let (entry, source) = merge(convicting)?;
        let RevokedEntry { revoked_at, reason } = entry;
        Some(RevocationStatus::Revoked { revoked_at, reason, source: source.clone() })
    }

    fn merged(
        &self,
        which: impl Fn(&RevokedEntry) -> bool,
    ) -> Option<(RevokedEntry, &RevocationSource)> {
        merge(self.statements.iter().filter(|s| s.entry.as_ref().is_some_and(&which)))
    }

    /// One source knows of a final revocation, and another does not that was issued after it.
    fn contradiction(&self, not_after: Time) -> Option<RevocationNote> {
        let revoking = self.statements.iter().filter(|s| !s.is_hold());
        revoking.filter_map(|s| s.entry.map(|entry| (s, entry))).find_map(|(revoking, entry)| {
            let knows_not = |other: &&Statement<'_>| {
                other.entry.is_none()
                    && other.reasons == RevocationReasons::ALL
                    && other.source.this_update.unix() >= entry.revoked_at.unix()
                    // What has expired may have left the list.
                    && other.source.this_update <= not_after
                    // A complete list that a delta brings up to date is merely older.
                    && (revoking.source.kind != RevocationSourceKind::DeltaCrl
                        || other.order() > revoking.order())
            };
            let acquitting = self.statements.iter().find(knows_not)?;
            Some(RevocationNote::Contradiction {
                revoking: revoking.source.clone(),
                entry,
                acquitting: acquitting.source.clone(),
            })
        })
    }

    /// Complete lists of one scope, the newest first.
    fn lists(&self) -> impl Iterator<Item = (&Statement<'_>, &CertificateList)> {
        let lists = self.statements.iter().filter_map(|s| Some((s, s.list?)));
        lists.filter(|(_, list)| list.delta_base().is_none())
    }

    fn pairs_of_one_scope(&self) -> impl Iterator<Item = [(&Statement<'_>, &CertificateList); 2]> {
        self.lists().enumerate().flat_map(move |(index, newer)| {
            let older = self.lists().skip(index + 1);
            let same = move |other: &(&Statement<'_>, &CertificateList)| {
                newer.1.issuer() == other.1.issuer()
                    && newer.1.issuing_distribution_point() == other.1.issuing_distribution_point()
            };
            older.filter(same).map(move |older| [newer, older])
        })
    }

    fn lists_of_equal_time(&self) -> Option<RevocationNote> {
        let [first, second] = self
            .pairs_of_one_scope()
            .find(|[a, b]| a.1.this_update() == b.1.this_update() && a.0.entry != b.0.entry)?;
        Some(RevocationNote::ListsOfEqualTimeDiffer {
            first: first.0.source.clone(),
            second: second.0.source.clone(),
        })
    }

    fn numbers(&self) -> Option<RevocationNote> {
        let [newer, older] = self.pairs_of_one_scope().find(|[newer, older]| {
            newer.1.this_update() > older.1.this_update()
                && matches!(
                    (newer.1.number(), older.1.number()),
                    (Some(newer), Some(older)) if compare_numbers(newer, older).is_le()
                )
        })?;
        Some(RevocationNote::NumbersContradict {
            newer: newer.0.source.clone(),
            older: older.0.source.clone(),
        })
    }
}

impl Statement<'_> {
    fn is_revoked_by(&self, at: Time) -> bool {
        self.entry.is_some_and(|entry| entry.revoked_at <= at)
    }
}

/// The earliest date and the worst reason of several, and the source of that date.
fn merge<'s>(
    statements: impl Iterator<Item = &'s Statement<'s>>,
) -> Option<(RevokedEntry, &'s RevocationSource)> {
    let mut merged: Option<(RevokedEntry, &RevocationSource)> = None;
    for statement in statements {
        let Some(entry) = statement.entry else { continue };
        merged = Some(match merged {
            None => (entry, &statement.source),
            Some((before, source)) => {
                let earlier = entry.revoked_at < before.revoked_at;
                (before.worse(entry), if earlier { &statement.source } else { source })
            }
        });
    }
    merged
}
