//! At what time is what judged (検証要件 5.6, 5.7).
//!
//! Times go from the outside in: the last archive time-stamp is judged at the time of verification,
//! each earlier one at the genTime of the next, the signature time-stamp at the genTime of the first
//! archive time-stamp, and the signer's certificate at the genTime of the signature time-stamp. A
//! time is only ever used when its time-stamp has passed every check; otherwise the time from further
//! outside stays in force.

use super::Case;
use super::time_stamp::{self, StampOutcome};
use crate::facts::TimeStampKind;
use shohosen_pki::TimeBasis;
use shohosen_report::{Time, codes};

/// The time at which the signer is judged, after every time-stamp was.
#[derive(Clone, Debug)]
pub struct JudgedAt {
    at: Time,
    relied_on: Time,
    basis: TimeBasis,
    proven: Option<Time>,
    undecided: Option<Time>,
}

impl JudgedAt {
    /// The time at which the signer's certificate is judged.
    pub(crate) const fn at(&self) -> Time {
        self.at
    }

    /// The time at which the signature itself is relied on: that of verification, or when a trusted
    /// archive time-stamp or outer signature sealed it.
    pub(crate) const fn relied_on(&self) -> Time {
        self.relied_on
    }

    /// Whether that time is proven.
    pub(crate) const fn basis(&self) -> TimeBasis {
        self.basis
    }

    /// The earliest time that a signature time-stamp proves.
    pub(crate) const fn proven(&self) -> Option<Time> {
        self.proven
    }

    /// The earliest time that a signature time-stamp claims about which nothing could be decided;
    /// `None` where there is none, or where another one is proven.
    pub(crate) const fn undecided(&self) -> Option<Time> {
        self.undecided
    }
}

pub(crate) fn check(case: &mut Case<'_>) -> Option<JudgedAt> {
    let (input, stamps) = (case.input, &case.facts().time_stamps);
    let of_kind = |kind| stamps.iter().filter(move |stamp| stamp.kind == kind);
    // An outer signature's time-stamp and an archive time-stamp prove as well that the signature
    // was there, though not how much earlier.
    let (mut at, mut basis) = match input.seal {
        Some(seal) => (seal.time(), TimeBasis::Proven),
        None => (input.at, TimeBasis::VerificationTime),
    };
    // The earliest time that is claimed around the stamp at hand, and not decided.
    let mut around: Option<Time> = None;
    let earlier = |time: Time, known: Option<Time>| known.map_or(time, |known| known.min(time));
    for stamp in of_kind(TimeStampKind::Archive).rev() {
        // What was not looked at any more may be what decides.
        if !case.may_go_on() {
            return None;
        }
        match time_stamp::check(input, stamp, (at, basis), around, &mut case.findings) {
            StampOutcome::Proven(time) => (at, basis, around) = (time, TimeBasis::Proven, None),
            StampOutcome::Undecided(time) => around = Some(earlier(time, around)),
            StampOutcome::Failed => {}
        }
    }
    let mut proven: Option<Time> = None;
    // What an archive time-stamp may prove counts for the signer, too.
    let mut undecided = around;
    for stamp in of_kind(TimeStampKind::Signature) {
        if !case.may_go_on() {
            return None;
        }
        match time_stamp::check(input, stamp, (at, basis), around, &mut case.findings) {
            StampOutcome::Proven(time) => proven = Some(earlier(time, proven)),
            StampOutcome::Undecided(time) => undecided = Some(earlier(time, undecided)),
            StampOutcome::Failed => {}
        }
    }
    let judged_at = match proven {
        Some(time) => {
            let basis = TimeBasis::Proven;
            JudgedAt { at: time, relied_on: at, basis, proven, undecided: None }
        }
        None => JudgedAt { at, relied_on: at, basis, proven, undecided },
    };
    if proven.is_none() {
        case.push(codes::xades::TIME_NOT_PROVEN.finding().with("at", at));
    }
    Some(judged_at)
}
