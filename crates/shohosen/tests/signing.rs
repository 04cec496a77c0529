//! Signing prescriptions and dispensing records, and what is refused.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{SIGNED_AT, key, key_kinds, settings, world};
use shohosen::sign::{DocumentTransform, Prefixes, SigningKey};
use shohosen::{
    Content, Level, Permission, Position, Prepared, Signer, SigningError, UnsignedDocument,
    Verdict, Verifier,
};
use shohosen_testkit::documents::Level as TestLevel;
use shohosen_testkit::documents::{
    PRESCRIPTION_ID, PrescriptionBuilder, World, dispensing_payload, prescription_payload,
};
use shohosen_testkit::pki::{Credential, Grade, Person, Usage};

fn signer(world: &World) -> Signer {
    Signer::builder().verifier_settings(settings(world, world.time(SIGNED_AT))).build()
}

fn codes(error: &SigningError) -> Vec<&'static str> {
    error.findings().iter().map(|finding| finding.code.id()).collect()
}

/// A prescription as a pharmacy receives it, ES-XL, made by testkit.
fn received(world: &World, doctor: &Credential) -> Vec<u8> {
    PrescriptionBuilder::new(&prescription_payload(), doctor, world.time(SIGNED_AT))
        .level(TestLevel::Xl, world)
        .build()
        .bytes
}

#[test]
fn a_signed_prescription_verifies_and_holds_the_very_records() {
    let world = world();
    let doctor = key(&world.hpki.credential(&Person::doctor()));
    let payload = prescription_payload();
    let at = world.time(SIGNED_AT);
    for prefixes in [Prefixes::Service, Prefixes::Common] {
        for transform in [DocumentTransform::None, DocumentTransform::Exclusive] {
            let signer = Signer::builder()
                .verifier_settings(settings(&world, at))
                .prefixes(prefixes)
                .document_transform(transform)
                .build();
            let signed = signer.sign(Content::Prescription(&payload), &doctor, at).unwrap();
            let verified = Verifier::new(settings(&world, at)).verify(signed.bytes(), at).unwrap();
            let report = verified.report();
            assert_eq!(report.verdict(), Verdict::Valid, "{}", report.to_json());
            assert_eq!(report.signatures[0].level, Some(Level::Bes));
            assert_eq!(report.signatures[0].claimed_time, Some(at));
            assert_eq!(verified.payload(Position::Prescription), Some(&*payload));
            assert_eq!(signed.report(), report);
        }
    }
}

#[test]
fn a_dispensing_is_signed_on_a_valid_prescription_which_stays_valid() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = key(&world.hpki.credential(&Person::pharmacist()));
    let prescription = received(&world, &doctor);
    let records = dispensing_payload(PRESCRIPTION_ID);
    let content = Content::Dispensing { prescription: &prescription, records: &records };
    let at = world.time(SIGNED_AT + 7_200);
    let signed = signer(&world).sign(content, &pharmacist, at).unwrap();
    let verified = Verifier::new(settings(&world, at)).verify(signed.bytes(), at).unwrap();
    assert_eq!(verified.report().verdict(), Verdict::Valid, "{}", verified.report().to_json());
    assert_eq!(verified.payload(Position::Dispensing), Some(&*records));
    assert_eq!(verified.payload(Position::ReferencePrescription), Some(&*prescription_payload()));
    let has = |id| verified.report().findings.iter().any(|finding| finding.code.id() == id);
    assert!(has("document.prescription_id.match"));
}

/// A signer remembers what it has digested: every document must hold by itself all the same.
#[test]
fn documents_signed_one_after_the_other_hold_each_by_itself() {
    let world = world();
    let keys = [Person::doctor(), Person::dentist()].map(|p| key(&world.hpki.credential(&p)));
    let at = world.time(SIGNED_AT);
    let plain = signer(&world);
    let layout = || Signer::builder().verifier_settings(settings(&world, at));
    let exclusive = layout().document_transform(DocumentTransform::Exclusive).build();
    let mut seen = Vec::new();
    for round in 0..6_i64 {
        // The same records come again, at another time and by another hand.
        let mut records = prescription_payload();
        records.extend(format!("\n81,1,{}", round / 2).bytes());
        for (key, signer) in
            keys.iter().zip([&plain, &exclusive]).chain(keys.iter().zip([&plain; 2]))
        {
            let at = world.time(SIGNED_AT + round);
            let signed = signer.sign(Content::Prescription(&records), key, at).unwrap();
            let alone = Verifier::new(settings(&world, at)).verify(signed.bytes(), at).unwrap();
            assert_eq!(alone.report().verdict(), Verdict::Valid, "{}", alone.report().to_json());
            assert_eq!(alone.report(), signed.report());
            assert_eq!(alone.payload(Position::Prescription), Some(&*records));
            // In two steps the very same comes out: there is no chance in PKCS#1 v1.5.
            let prepared = signer.prepare(Content::Prescription(&records), key.certificate(), at);
            let prepared = prepared.unwrap();
            let value = key.sign(prepared.octets(), prepared.algorithm()).unwrap();
            assert_eq!(signer.finish(&prepared, &value, at).unwrap().bytes(), signed.bytes());
            // And where the document is read before it is signed, as one that others have built.
            let unsigned = UnsignedDocument::prescription(&records);
            let read = signer.sign(Content::Document(&unsigned), key, at).unwrap();
            assert_eq!(read.bytes(), signed.bytes());
            seen.push(signed.into_bytes());
        }
    }
    // The doctor signs with the same signer twice in a round.
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 6 * 3);
}

#[test]
fn a_dispensing_on_a_forged_prescription_is_refused() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = key(&world.hpki.credential(&Person::pharmacist()));
    let mut prescription = received(&world, &doctor);
    let mark = b"<PrescriptionDocument id=\"PrescriptionDocument\">";
    let at = prescription.windows(mark.len()).position(|window| window == mark).unwrap();
    prescription[at + mark.len() + 10] ^= 1;
    let records = dispensing_payload(PRESCRIPTION_ID);
    let content = Content::Dispensing { prescription: &prescription, records: &records };
    let time = world.time(SIGNED_AT + 7_200);
    let permissive = Signer::builder()
        .verifier_settings(settings(&world, time))
        .permit(Permission::IndeterminatePrescription)
        .build();
    for signer in [signer(&world), permissive] {
        let error = signer.sign(content, &pharmacist, time).unwrap_err();
        let codes = codes(&error);
        assert_eq!(codes[0], "signing.prescription.not_valid");
        assert!(codes.contains(&"xmldsig.reference.digest_mismatch"), "{codes:?}");
    }
}

#[test]
fn a_dispensing_that_names_another_prescription_is_refused() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = key(&world.hpki.credential(&Person::pharmacist()));
    let prescription = received(&world, &doctor);
    let records = dispensing_payload("00000000-0000-4000-8000-000000000000");
    let content = Content::Dispensing { prescription: &prescription, records: &records };
    // The prescription was time-stamped ten minutes after it was signed.
    let error = signer(&world).sign(content, &pharmacist, world.time(SIGNED_AT + 7_200));
    assert_eq!(codes(&error.unwrap_err()), ["document.prescription_id.mismatch"]);
}

#[test]
fn each_refusal_has_a_permission_of_its_own() {
    let world = world();
    let at = world.time(SIGNED_AT);
    let doctor = Person::doctor();
    let good = prescription_payload();
    let year = 365 * 86_400;
    let expired = doctor.clone().validity(world.time(-2 * year), world.time(-year));
    let future = doctor.clone().validity(world.time(year), world.time(2 * year));
    let dos: &[u8] = b"SJ1\r\n1,1,1312345";
    let cases: [(Person, &[u8], &str, Permission); 8] = [
        (expired, &good, "pki.certificate.expired", Permission::CertificateOutsideValidity),
        (future, &good, "pki.certificate.not_yet_valid", Permission::CertificateOutsideValidity),
        (
            doctor.clone().grade(Grade::Test),
            &good,
            "hpki.policy.test_certificate",
            Permission::TestCertificate,
        ),
        (
            doctor.clone().usage(Usage::Authentication),
            &good,
            "hpki.policy.authentication_certificate",
            Permission::AuthenticationCertificate,
        ),
        (Person::pharmacist(), &good, "hpki.role.not_authorised", Permission::OtherRole),
        (Person::without_role(), &good, "hpki.role.missing", Permission::OtherRole),
        (doctor.clone(), dos, "signing.payload.carriage_return", Permission::OtherPayload),
        (doctor, b"CJ1,", "signing.payload.header", Permission::OtherPayload),
    ];
    for (person, payload, code, permission) in cases {
        let key = key(&world.hpki.credential(&person));
        let content = Content::Prescription(payload);
        let error = signer(&world).sign(content, &key, at).unwrap_err();
        let SigningError::Refused(refusals) = &error else { panic!("{code}: {error}") };
        assert_eq!(refusals[0].finding.code.id(), code);
        assert!(refusals.iter().all(|r| r.permission == Some(permission)), "{code}: {error}");
        for other in Permission::ALL.into_iter().filter(|other| *other != permission) {
            let signer = Signer::builder().verifier_settings(settings(&world, at)).permit(other);
            assert!(signer.build().sign(content, &key, at).is_err(), "{code} with {other}");
        }
        let signer = Signer::builder().verifier_settings(settings(&world, at)).permit(permission);
        let signed = signer.build().sign(content, &key, at);
        assert!(signed.is_ok(), "{code}: {}", signed.err().unwrap());
    }
}

#[test]
fn a_revoked_certificate_signs_nothing_that_is_handed_out() {
    let world = world();
    let person = Person::doctor().revoked(world.time(-500_000));
    let revoked = key(&world.hpki.credential(&person));
    let at = world.time(SIGNED_AT);
    let payload = prescription_payload();
    let error = signer(&world).sign(Content::Prescription(&payload), &revoked, at).unwrap_err();
    // By the lists at hand it is refused before the key is used.
    assert!(matches!(error, SigningError::Refused(_)), "{error}");
    assert!(codes(&error)[0].starts_with("pki.certificate.revoked"), "{error}");
}

#[test]
fn keys_of_every_kind_sign_by_the_algorithm_that_goes_with_them() {
    let world = world();
    let at = world.time(SIGNED_AT);
    let payload = prescription_payload();
    for (name, test_key) in key_kinds() {
        // The octets of the value: RSA as long as the modulus, ECDSA r‖s (XML Signature 1.1 §6.4.3).
        let (method, length) = match name {
            "rsa-3072" => ("xmldsig-more#rsa-sha256", 3072 / 8),
            "rsa-4096" => ("xmldsig-more#rsa-sha256", 4096 / 8),
            "p-256" => ("xmldsig-more#ecdsa-sha256", 64),
            _ => ("xmldsig-more#ecdsa-sha384", 96),
        };
        let credential = world.hpki.credential_for(&Person::doctor(), test_key);
        let mut settings = settings(&world, at);
        if method.contains("ecdsa") {
            // Not what the service writes today: refused until the policy allows it.
            let signer = Signer::builder().verifier_settings(settings.clone()).build();
            let error = signer.sign(Content::Prescription(&payload), &key(&credential), at);
            assert_eq!(codes(&error.unwrap_err())[0], "xmldsig.algorithm.not_allowed", "{name}");
        }
        let algorithms = std::mem::take(&mut settings.policy.algorithms);
        settings.policy.algorithms = algorithms.allow_ecdsa(true);
        let signer = Signer::builder().verifier_settings(settings.clone()).build();
        let signed = signer.sign(Content::Prescription(&payload), &key(&credential), at).unwrap();
        let verified = Verifier::new(settings).verify(signed.bytes(), at).unwrap();
        assert_eq!(verified.report().verdict(), Verdict::Valid, "{name}");
        assert_eq!(verified.payload(Position::Prescription), Some(&*payload), "{name}");
        let text = std::str::from_utf8(signed.bytes()).unwrap();
        assert!(text.contains(method), "{name}");
        let (_, value) = text.split_once("-SignatureValue\">").unwrap();
        let (value, _) = value.split_once('<').unwrap();
        assert_eq!(shohosen::sign::decode_base64(value).unwrap().len(), length, "{name}");
    }
}

#[test]
fn the_second_step_can_be_taken_in_another_process() {
    let world = world();
    let doctor = key(&world.hpki.credential(&Person::doctor()));
    let at = world.time(SIGNED_AT);
    let payload = prescription_payload();
    let content = Content::Prescription(&payload);
    let prepared = signer(&world).prepare(content, doctor.certificate(), at).unwrap();
    // What a remote signer gets: the DigestInfo ends with the digest of the octets.
    let digest = shohosen_testkit::keys::Digest::Sha256.of(prepared.octets());
    assert_eq!(prepared.digest_info().len(), 51);
    assert!(prepared.digest_info().ends_with(&digest));
    let json = prepared.to_json();
    drop(prepared);

    let value = |octets: &[u8]| {
        doctor.sign(octets, Prepared::from_json(json.as_bytes()).unwrap().algorithm()).unwrap()
    };
    let state = Prepared::from_json(json.as_bytes()).unwrap();
    let later = world.time(SIGNED_AT + 600);
    let signed = signer(&world).finish(&state, &value(state.octets()), later).unwrap();
    assert_eq!(signed.report().verdict(), Verdict::Valid);
    // The value is deterministic (PKCS#1 v1.5): one step gives the same document.
    let at_once = signer(&world).sign(content, &doctor, at).unwrap();
    assert_eq!(signed.bytes(), at_once.bytes());

    let error = signer(&world).finish(&state, &value(b"something else"), later).unwrap_err();
    assert_eq!(codes(&error), ["signing.value.mismatch"]);
}

#[test]
fn a_state_that_was_changed_is_refused() {
    let world = world();
    let doctor = key(&world.hpki.credential(&Person::doctor()));
    let at = world.time(SIGNED_AT);
    let payload = prescription_payload();
    let prepared =
        signer(&world).prepare(Content::Prescription(&payload), doctor.certificate(), at).unwrap();
    let value = doctor.sign(prepared.octets(), prepared.algorithm()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&prepared.to_json()).unwrap();
    // Another payload in the document, with the value that was asked for the first one.
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    let document = engine.decode(json["document"].as_str().unwrap()).unwrap();
    let document = String::from_utf8(document).unwrap();
    let forged = document.replacen(">U0ox", ">U0oy", 1);
    assert_ne!(document, forged);
    let mut changed = json.clone();
    changed["document"] = engine.encode(forged).into();
    let state = Prepared::from_json(changed.to_string().as_bytes()).unwrap();
    let error = signer(&world).finish(&state, &value, at).unwrap_err();
    assert!(codes(&error).contains(&"xmldsig.reference.digest_mismatch"), "{error}");

    for (key, value) in
        [("schema_version", 2.into()), ("octets", "%".into()), ("signature_method", "x".into())]
    {
        let mut changed = json.clone();
        changed[key] = value;
        assert!(Prepared::from_json(changed.to_string().as_bytes()).is_err(), "{key}");
    }
    let mut moved = json;
    moved["value_at"] = usize::MAX.into();
    let state = Prepared::from_json(moved.to_string().as_bytes()).unwrap();
    assert_eq!(
        codes(&signer(&world).finish(&state, &value, at).unwrap_err()),
        ["signing.place.missing"]
    );
}

#[test]
fn every_changed_byte_of_what_is_signed_is_found() {
    let world = world();
    let doctor = key(&world.hpki.credential(&Person::doctor()));
    let at = world.time(SIGNED_AT);
    let payload = prescription_payload();
    let signed = signer(&world).sign(Content::Prescription(&payload), &doctor, at).unwrap();
    let verifier = Verifier::new(settings(&world, at));
    let bytes = signed.bytes();
    let start = bytes.windows(22).position(|w| w == b"<PrescriptionDocument ").unwrap();
    let mut changed = bytes.to_vec();
    let mut tried = 0;
    for at_byte in (start..bytes.len() - 40).step_by(61) {
        changed[at_byte] ^= 1;
        let accepted = verifier
            .verify(&changed, at)
            .is_ok_and(|verified| verified.report().verdict() == Verdict::Valid);
        // Ids of elements that no reference names, and line feeds, mean nothing.
        let around =
            String::from_utf8_lossy(&bytes[at_byte.saturating_sub(60)..at_byte]).into_owned();
        let meaningless =
            around.contains("SignatureValue Id=") || around.contains("QualifyingProperties Id=");
        assert!(!accepted || meaningless || bytes[at_byte] == b'\n', "byte {at_byte}: …{around}");
        changed[at_byte] ^= 1;
        tried += 1;
    }
    assert!(tried > 80, "{tried}");
}
