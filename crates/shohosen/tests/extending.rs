//! Raising signatures to ES-T, ES-XL and ES-A.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{Clock, SIGNED_AT, bare, key, revocation, settings, world};
use shohosen::keys::SoftwareKey;
use shohosen::pki::crypto::DigestAlgorithm;
use shohosen::sign::{ProviderError, RevocationMaterial, TimeStampAuthority};
use shohosen::{
    Content, Level, Position, Providers, Signed, Signer, Time, Verdict, Verified, Verifier,
};
use shohosen_testkit::documents::{
    PRESCRIPTION_ID, PrescriptionBuilder, World, dispensing_payload, prescription_payload,
};
use shohosen_testkit::pki::Person;

fn signer(world: &World) -> Signer {
    Signer::builder().verifier_settings(settings(world, world.time(SIGNED_AT))).build()
}

fn doctor(world: &World) -> SoftwareKey {
    key(&world.hpki.credential(&Person::doctor()))
}

fn sign(world: &World) -> Signed {
    let payload = prescription_payload();
    let at = world.time(SIGNED_AT);
    signer(world).sign(Content::Prescription(&payload), &doctor(world), at).unwrap()
}

fn extend(world: &World, document: &[u8], to: Level, now: Time) -> Signed {
    let revocation = revocation(world, now);
    let tsa = Clock { world, now };
    let providers = Providers { time_stamps: Some(&tsa), revocation: Some(&revocation) };
    let signer = Signer::builder().verifier_settings(settings(world, now)).build();
    signer.extend(document, to, providers, now).unwrap_or_else(|error| panic!("{to:?}: {error}"))
}

/// By the anchors alone.
fn verify_bare(world: &World, document: &[u8], at: Time) -> Verified {
    Verifier::new(bare(settings(world, at))).verify(document, at).unwrap()
}

/// The parts of `shorter` in order in `longer`: text was only put in.
fn is_contained(shorter: &[u8], longer: &[u8]) -> bool {
    let mut rest = longer.iter();
    shorter.iter().all(|octet| rest.any(|other| other == octet))
}

#[test]
fn each_level_verifies_by_the_anchors_alone_from_xl_on() {
    let world = world();
    let signed = sign(&world);
    let now = world.time(SIGNED_AT + 600);
    let mut document = signed.bytes().to_vec();
    for level in [Level::T, Level::Xl, Level::A] {
        let raised = extend(&world, &document, level, now);
        assert_eq!(raised.report().signatures[0].level, Some(level));
        assert_eq!(raised.report().verdict(), Verdict::Valid, "{}", raised.report().to_json());
        assert_eq!(raised.report().signatures[0].proven_time, Some(now));
        assert!(is_contained(&document, raised.bytes()));
        document = raised.into_bytes();
        let alone = verify_bare(&world, &document, now);
        let expected = if level < Level::Xl { Verdict::Indeterminate } else { Verdict::Valid };
        assert_eq!(alone.report().verdict(), expected, "{level:?} {}", alone.report().to_json());
    }
    let verified = verify_bare(&world, &document, now);
    assert_eq!(verified.payload(Position::Prescription), Some(&*prescription_payload()));
}

#[test]
fn all_levels_can_be_asked_for_at_once() {
    let world = world();
    let signed = sign(&world);
    let now = world.time(SIGNED_AT + 600);
    let raised = extend(&world, signed.bytes(), Level::A, now);
    assert_eq!(verify_bare(&world, raised.bytes(), now).report().verdict(), Verdict::Valid);
}

#[test]
fn archive_time_stamps_can_be_repeated() {
    let world = world();
    let signed = sign(&world);
    let mut document = signed.into_bytes();
    for hour in 1..=3 {
        let now = world.time(SIGNED_AT + hour * 3_600);
        document = extend(&world, &document, Level::A, now).into_bytes();
        let count = String::from_utf8_lossy(&document).matches("<xa141:ArchiveTimeStamp").count();
        assert_eq!(count, hour as usize);
        assert_eq!(verify_bare(&world, &document, now).report().verdict(), Verdict::Valid);
    }
}

#[test]
fn the_pharmacists_signature_is_raised_and_the_prescription_left_alone() {
    let world = world();
    let credential = world.hpki.credential(&Person::doctor());
    let prescription =
        PrescriptionBuilder::new(&prescription_payload(), &credential, world.time(SIGNED_AT))
            .level(shohosen_testkit::documents::Level::Xl, &world)
            .build()
            .bytes;
    let pharmacist = key(&world.hpki.credential(&Person::pharmacist()));
    let records = dispensing_payload(PRESCRIPTION_ID);
    let content = Content::Dispensing { prescription: &prescription, records: &records };
    let at = world.time(SIGNED_AT + 7_200);
    let signed = signer(&world).sign(content, &pharmacist, at).unwrap();
    let now = world.time(SIGNED_AT + 10_800);
    for level in [Level::T, Level::Xl, Level::A] {
        let raised = extend(&world, signed.bytes(), level, now);
        let report = raised.report();
        assert_eq!(report.verdict(), Verdict::Valid, "{}", report.to_json());
        let level_of = |position| {
            report.signatures.iter().find(|s| s.position == position).and_then(|s| s.level)
        };
        assert_eq!(level_of(Position::Dispensing), Some(level));
        assert_eq!(level_of(Position::ReferencePrescription), Some(Level::Xl));
    }
}

#[test]
fn a_level_that_is_reached_is_not_added_again() {
    let world = world();
    let now = world.time(SIGNED_AT + 600);
    let raised = extend(&world, sign(&world).bytes(), Level::T, now);
    let tsa = Clock { world: &world, now };
    let providers = Providers { time_stamps: Some(&tsa), revocation: None };
    for level in [Level::Bes, Level::T] {
        let error = signer(&world).extend(raised.bytes(), level, providers, now).unwrap_err();
        assert_eq!(error.code().id(), "signing.extend.level_reached");
    }
}

#[test]
fn without_what_a_level_needs_nothing_comes_out() {
    let world = world();
    let now = world.time(SIGNED_AT + 600);
    let signed = sign(&world);
    let error = signer(&world).extend(signed.bytes(), Level::T, Providers::default(), now);
    assert_eq!(error.unwrap_err().code().id(), "signing.extend.provider_missing");

    let tsa = Clock { world: &world, now };
    let nothing = RevocationMaterial::default();
    let providers = Providers { time_stamps: Some(&tsa), revocation: Some(&nothing) };
    let mut without_crls = settings(&world, now);
    without_crls.trust.crls.clear();
    let signer = Signer::builder().verifier_settings(without_crls).build();
    let error = signer.extend(signed.bytes(), Level::Xl, providers, now).unwrap_err();
    assert_eq!(error.code().id(), "signing.values.revocation_not_found");

    let mut without_anchor = settings(&world, now);
    without_anchor.trust.time_stamp_authorities = Default::default();
    let signer = Signer::builder().verifier_settings(without_anchor).build();
    let revocation = revocation(&world, now);
    let providers = Providers { time_stamps: Some(&tsa), revocation: Some(&revocation) };
    let error = signer.extend(signed.bytes(), Level::Xl, providers, now).unwrap_err();
    assert_eq!(error.code().id(), "pki.path.issuer_not_found");
}

/// Answers with a token over something else.
struct Confused<'w>(Clock<'w>);

impl TimeStampAuthority for Confused<'_> {
    fn time_stamp(&self, algorithm: DigestAlgorithm, _: &[u8]) -> Result<Vec<u8>, ProviderError> {
        self.0.time_stamp(algorithm, &[0; 32])
    }
}

/// Answers with no token.
struct Silent;

impl TimeStampAuthority for Silent {
    fn time_stamp(&self, _: DigestAlgorithm, _: &[u8]) -> Result<Vec<u8>, ProviderError> {
        Ok(Vec::new())
    }
}

#[test]
fn a_token_over_something_else_is_refused() {
    let world = world();
    let now = world.time(SIGNED_AT + 600);
    let signed = sign(&world);
    let confused = Confused(Clock { world: &world, now });
    let forged = World::forged(shohosen_testkit::suite::epoch());
    let other = Clock { world: &forged, now };
    let cases: [(&dyn TimeStampAuthority, &str); 2] =
        [(&confused, "timestamp.imprint.mismatch"), (&Silent, "timestamp.token.malformed")];
    for (tsa, code) in cases {
        let providers = Providers { time_stamps: Some(tsa), revocation: None };
        let error = signer(&world).extend(signed.bytes(), Level::T, providers, now).unwrap_err();
        assert_eq!(error.code().id(), code);
    }
    // A token of an authority that nobody trusts proves nothing, and the report says so.
    let providers = Providers { time_stamps: Some(&other), revocation: None };
    let raised = signer(&world).extend(signed.bytes(), Level::T, providers, now).unwrap();
    assert_ne!(raised.report().verdict(), Verdict::Valid);
    assert_eq!(raised.report().signatures[0].proven_time, None);
}

#[test]
fn a_forged_document_is_not_time_stamped() {
    let world = world();
    let now = world.time(SIGNED_AT + 600);
    let mut document = sign(&world).into_bytes();
    let mark = b"<PrescriptionDocument id=\"PrescriptionDocument\">";
    let at = document.windows(mark.len()).position(|window| window == mark).unwrap();
    document[at + mark.len() + 10] ^= 1;
    let tsa = Clock { world: &world, now };
    let providers = Providers { time_stamps: Some(&tsa), revocation: None };
    let error = signer(&world).extend(&document, Level::T, providers, now).unwrap_err();
    assert_eq!(error.code().id(), "xmldsig.reference.digest_mismatch");
}

mod round_trip {
    use super::*;
    use proptest::prelude::*;
    use shohosen_testkit::keys::SigningKey;
    use std::sync::Arc;

    proptest! {
        #![proptest_config(ProptestConfig { cases: shohosen_testkit::cases(24), ..ProptestConfig::default() })]

        /// Whatever the records and the key: signed, raised and verified they are the same.
        #[test]
        fn any_records_signed_by_any_key_come_back_unchanged(
            tail in "(\\n|[^\\p{C}\\p{Zl}\\p{Zp}\u{FFFD}]){0,400}",
            elliptic in any::<bool>(),
            level in prop::sample::select(vec![Level::Bes, Level::T, Level::Xl, Level::A]),
        ) {
            let world = world();
            let fresh = match elliptic {
                true => SigningKey::generate_p256(),
                false => SigningKey::generate_rsa(),
            };
            let doctor = key(&world.hpki.credential_for(&Person::doctor(), Arc::new(fresh)));
            let payload = format!("SJ1\n{tail}").into_bytes();
            let at = world.time(SIGNED_AT);
            let now = world.time(SIGNED_AT + 600);
            let mut settings = settings(&world, now);
            let algorithms = std::mem::take(&mut settings.policy.algorithms);
            settings.policy.algorithms = algorithms.allow_ecdsa(true);
            let signer = Signer::builder().verifier_settings(settings.clone()).build();
            let mut signed = signer.sign(Content::Prescription(&payload), &doctor, at).unwrap();
            if level > Level::Bes {
                let revocation = revocation(&world, now);
                let tsa = Clock { world: &world, now };
                let providers =
                    Providers { time_stamps: Some(&tsa), revocation: Some(&revocation) };
                signed = signer.extend(signed.bytes(), level, providers, now).unwrap();
            }
            let verified = Verifier::new(settings).verify(signed.bytes(), now).unwrap();
            prop_assert_eq!(verified.report().verdict(), Verdict::Valid);
            prop_assert_eq!(verified.report().signatures[0].level, Some(level));
            prop_assert_eq!(verified.payload(Position::Prescription), Some(&*payload));
        }
    }
}
