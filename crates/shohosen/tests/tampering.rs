//! Any single byte of a signed region changed, at every level: never VALID.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use proptest::prelude::*;
use shohosen::pki::{Certificate, CertificateList, TrustAnchor, TrustStore};
use shohosen::{Time, Verdict, Verifier, VerifyInput, VerifyScratch};
use shohosen_testkit::documents::{
    DispensingBuilder, Level, PRESCRIPTION_ID, PrescriptionBuilder, SignedDocument, World,
    dispensing_payload, prescription_payload,
};
use shohosen_testkit::pki::Person;
use std::sync::LazyLock;

struct Scene {
    documents: Vec<SignedDocument>,
    verifier: Verifier,
    at: Time,
}

static SCENE: LazyLock<Scene> = LazyLock::new(|| {
    let world = World::from_committed_keys(shohosen_testkit::suite::epoch());
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = world.hpki.credential(&Person::pharmacist());
    let mut documents = Vec::new();
    for level in [Level::Bes, Level::T, Level::Xl, Level::A] {
        let prescription =
            PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(30_000))
                .level(level, &world);
        documents.push(prescription.build());
        let inner = PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(30_000))
            .level(Level::Xl, &world);
        let payload = dispensing_payload(PRESCRIPTION_ID);
        documents.push(
            DispensingBuilder::new(&payload, inner, &pharmacist, world.time(40_000))
                .level(level, &world)
                .build(),
        );
    }
    let anchor = |der: &[u8]| TrustAnchor::certificate(Certificate::from_der(der).unwrap());
    let mut anchors = TrustStore::new();
    anchors.add(anchor(&world.hpki.root.certificate));
    let mut builder = Verifier::builder().only_anchors(anchors).tsa_anchor(anchor(&world.tsa.root));
    // What a BES document does not bring with it.
    // A dispensing record is stamped a day after it was signed: lists from before and after that.
    let lists = [45_000, 130_000].map(|at| world.hpki.validation_data(world.time(at)));
    for der in lists.iter().flat_map(|data| &data.certificates) {
        builder = builder.intermediate(Certificate::from_der(der).unwrap());
    }
    for der in lists.iter().flat_map(|data| &data.crls).chain([&world.tsa.crl]) {
        builder = builder.crl(CertificateList::from_der(der).unwrap());
    }
    Scene { documents, verifier: builder.build(), at: world.time(140_000) }
});

fn verdict(bytes: &[u8]) -> Option<Verdict> {
    let mut scratch = VerifyScratch::default();
    let verified =
        SCENE.verifier.verify_with(bytes, SCENE.at, VerifyInput::default(), &mut scratch);
    verified.ok().map(|verified| verified.report().verdict())
}

#[test]
fn the_documents_are_valid_as_they_are() {
    for document in &SCENE.documents {
        let verified = SCENE.verifier.verify(&document.bytes, SCENE.at).unwrap();
        let errors: Vec<_> = verified.report().errors().map(|f| f.code.id()).collect();
        assert_eq!(verified.report().verdict(), Verdict::Valid, "{errors:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: shohosen_testkit::cases(4000), ..ProptestConfig::default() })]

    #[test]
    fn a_changed_byte_in_a_signed_region_is_never_valid(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        xor in 1_u8..=255,
    ) {
        let document = &SCENE.documents[which.index(SCENE.documents.len())];
        let ranges = document.signed_ranges();
        let total: usize = ranges.iter().map(ExactSizeIterator::len).sum();
        let mut offset = place.index(total);
        let range = ranges.iter().find(|range| {
            let inside = offset < range.len();
            if !inside {
                offset -= range.len();
            }
            inside
        }).unwrap();
        let mut bytes = document.bytes.clone();
        bytes[range.start + offset] ^= xor;
        prop_assert_ne!(verdict(&bytes), Some(Verdict::Valid), "byte {}", range.start + offset);
    }

    #[test]
    fn a_document_cut_anywhere_is_never_valid(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
    ) {
        let document = &SCENE.documents[which.index(SCENE.documents.len())];
        let bytes = &document.bytes[..place.index(document.bytes.len())];
        prop_assert_ne!(verdict(bytes), Some(Verdict::Valid));
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert_ne!(verdict(&bytes), Some(Verdict::Valid));
    }
}

#[test]
fn every_truncation_of_a_prescription_is_an_error_and_not_a_report() {
    let bytes = &SCENE.documents[4].bytes;
    for length in 0..bytes.len() {
        assert_eq!(verdict(&bytes[..length]), None, "cut at {length}");
    }
}
