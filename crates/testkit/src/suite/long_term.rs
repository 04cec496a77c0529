//! Documents that are good because of the time that one of their time-stamps proves, and for no other reason.

use super::case::{Case, world};
use super::good::prescription;
use crate::documents::{Level, Stamp};
use crate::pki::{DAY, Person, Usage, after};
use crate::tsa::{TimeStampAuthority, TsaFlaw};

/// Seconds after the epoch when the service stamps a prescription: 08:18:25 UTC.
const STAMPED: i64 = 29_905;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = archives();
    cases.push(two_signature_stamps());
    cases
}

/// Judged half a year later, when the authority of an inner time-stamp has long expired: each is judged at
/// the time that the next one outside proves.
fn archives() -> Vec<Case> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let expires = TimeStampAuthority::flawed(super::epoch(), TsaFlaw::ExpiresSoon);
    // It expires twelve hours after the epoch.
    let inner = |seconds| Stamp {
        authority: &expires,
        validation_data: expires.validation_data(true),
        ..world.stamp(world.time(seconds))
    };
    let signature = prescription(&world, &doctor, Level::A)
        .customize(|recipe| recipe.signature_stamps = vec![inner(STAMPED)])
        .build();
    let archive = prescription(&world, &doctor, Level::A)
        .customize(|recipe| {
            recipe.archive_stamps = vec![inner(STAMPED + 60), world.stamp(world.time(10 * 3600))];
        })
        .build();
    vec![
        Case::valid(
            "prescription-a-authority-of-signature-stamp-expired",
            "The authority of the signature time-stamp has expired; the archive time-stamp is from before",
            &signature,
        ),
        Case::valid(
            "prescription-a-authority-of-first-archive-stamp-expired",
            "The authority of the first archive time-stamp has expired; the second is from before",
            &archive,
        ),
    ]
}

/// The certificate was revoked between two signature time-stamps: what the first one proves stays proven.
fn two_signature_stamps() -> Case {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor().revoked(world.time(DAY)));
    let document = prescription(&world, &doctor, Level::T)
        .customize(|recipe| recipe.signature_stamps.push(world.stamp(world.time(2 * DAY))))
        .build();
    let crl = world.hpki.crl(Usage::Signature, world.time(3 * DAY));
    Case::valid(
        "prescription-t-revoked-between-two-stamps",
        "The certificate was revoked after the first of two signature time-stamps",
        &document,
    )
    .with_values_outside()
    .own_crl(crl)
    .at(after(super::epoch(), 4 * DAY))
}
