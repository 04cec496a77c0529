//! What must be valid.

use super::case::{Case, world};
use crate::documents::{
    C14n, DispensingBuilder, ExtraObject, Level, PRESCRIPTION_ID, Part, PrescriptionBuilder,
    SignedDocument, SigningCertificate, Style, Transform, World, dispensing_payload,
    prescription_payload,
};
use crate::mutate;
use crate::pki::{Credential, DAY, Grade, Person, Usage};

/// Seconds after the epoch when the doctor signs: 08:08:01 UTC.
pub(super) const SIGNED: i64 = 29_281;
/// Seconds after the epoch when the pharmacist signs: the next day, 09:25:11 UTC.
pub(super) const DISPENSED: i64 = DAY + 33_911;

/// A prescription of this level by this signer at the usual time.
pub(super) fn prescription<'a>(
    world: &'a World,
    signer: &'a Credential,
    level: Level,
) -> PrescriptionBuilder<'a> {
    PrescriptionBuilder::new(&prescription_payload(), signer, world.time(SIGNED))
        .level(level, world)
}

/// A prescription by a person in a new world.
pub(super) fn by(person: &Person, level: Level) -> SignedDocument {
    let world = world();
    let signer = world.hpki.credential(person);
    prescription(&world, &signer, level).build()
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = levels();
    cases.extend(people());
    cases.extend(spellings());
    cases.extend(dispensing());
    cases
}

fn levels() -> Vec<Case> {
    let doctor = Person::doctor();
    let xl = by(&doctor, Level::Xl);
    let two = {
        let world = world();
        let signer = world.hpki.credential(&doctor);
        prescription(&world, &signer, Level::A)
            .customize(|recipe| recipe.archive_stamps.push(world.stamp(world.time(30 * DAY))))
            .build()
    };
    vec![
        Case::valid("prescription-bes", "ES-BES as a hospital sends it", &by(&doctor, Level::Bes))
            .with_values_outside(),
        Case::valid("prescription-t", "ES-T", &by(&doctor, Level::T)).with_values_outside(),
        Case::valid("prescription-xl", "ES-XL as the service keeps it", &xl),
        Case::valid(
            "prescription-xl-tsa-root-without-constraints",
            "The TSA's root has no basicConstraints, but is a configured anchor",
            &xl,
        )
        .file_of("prescription-xl")
        .entry(|e| e.tsa_anchors = vec!["pki/tsa-root-without-constraints.cer".into()]),
        Case::valid("prescription-a", "ES-A", &by(&doctor, Level::A)),
        Case::valid("prescription-a-two-stamps", "ES-A with two archive time-stamps", &two),
    ]
}

fn people() -> Vec<Case> {
    let two_roles = Person::doctor().roles(&["Medical Doctor", "Pharmacist"]);
    let test = Person::doctor().grade(Grade::Test);
    let later = {
        let world = world();
        let signer = world.hpki.credential(&Person::doctor().revoked(world.time(10 * DAY)));
        let document = prescription(&world, &signer, Level::T).build();
        let crl = world.hpki.crl(Usage::Signature, world.time(11 * DAY));
        (document, crl, world.time(12 * DAY))
    };
    vec![
        Case::valid(
            "prescription-t-dentist",
            "Signed by a dentist",
            &by(&Person::dentist(), Level::T),
        )
        .with_values_outside(),
        Case::valid(
            "prescription-t-two-roles",
            "The certificate has two roles, one of which may sign",
            &by(&two_roles, Level::T),
        )
        .with_values_outside(),
        Case::valid(
            "prescription-t-plain-subject",
            "The certificate has no organisation and no Japanese name",
            &by(&Person::doctor().plain_subject(), Level::T),
        )
        .with_values_outside(),
        Case::valid(
            "prescription-t-test-grade-allowed",
            "A test certificate where test certificates are allowed",
            &by(&test, Level::T),
        )
        .with_values_outside()
        .entry(|e| e.allow_test_certificates = true),
        Case::valid(
            "prescription-t-revoked-after-stamp",
            "The certificate was revoked ten days after the time-stamp",
            &later.0,
        )
        .with_values_outside()
        .own_crl(later.1)
        .at(later.2),
    ]
}

fn spellings() -> Vec<Case> {
    let doctor = Person::doctor();
    let vendor = {
        let world = world();
        let signer = world.hpki.credential(&doctor);
        PrescriptionBuilder::new(&prescription_payload(), &signer, world.time(SIGNED))
            .customize(|recipe| {
                recipe.style = Style::Vendor;
                recipe.document_transform = Transform::C14n(C14n::Exclusive);
                recipe.references = vec![Part::Document, Part::SignedProperties, Part::KeyInfo];
                recipe.signing_certificate = SigningCertificate::V2WithIssuerSerial;
            })
            .level(Level::Xl, &world)
            .build()
    };
    let inclusive = {
        let world = world();
        let signer = world.hpki.credential(&doctor);
        PrescriptionBuilder::new(&prescription_payload(), &signer, world.time(SIGNED))
            .customize(|recipe| {
                recipe.style = Style::Scanned;
                recipe.c14n = C14n::Inclusive10;
                recipe.document_transform = Transform::C14n(C14n::Inclusive10);
                recipe.signing_certificate = SigningCertificate::V1;
            })
            .level(Level::A, &world)
            .build()
    };
    let object = {
        let world = world();
        let signer = world.hpki.credential(&doctor);
        prescription(&world, &signer, Level::A)
            .customize(|recipe| recipe.objects.push(note_object()))
            .build()
    };
    let mut respelled = by(&doctor, Level::T);
    respelled.bytes = mutate::respell(&respelled.bytes);
    let mut comment = by(&doctor, Level::T);
    let text = String::from_utf8(comment.bytes).unwrap();
    let middle = text.find("</PrescriptionDocument>").unwrap() - 400;
    comment.bytes =
        format!("{}<!-- a comment -->{}", &text[..middle], &text[middle..]).into_bytes();
    vec![
        Case::valid(
            "prescription-xl-vendor",
            "Prefixes ds and xades, exclusive transform on the document, another order of \
             references, IssuerSerialV2",
            &vendor,
        ),
        Case::valid(
            "prescription-a-default-namespaces",
            "Default namespaces, inclusive canonicalisation stated everywhere, SigningCertificate \
             of version 1",
            &inclusive,
        ),
        Case::valid(
            "prescription-a-object-after-properties",
            "An Object after that of QualifyingProperties, sealed by the archive time-stamp",
            &object,
        ),
        Case::valid(
            "prescription-t-respelled",
            "CRLF line ends, another quote, a character reference: another spelling of the same",
            &respelled,
        )
        .with_values_outside(),
        Case::valid(
            "prescription-t-comment",
            "A comment inside the signed records: no digest has it, the records are whole",
            &comment,
        )
        .with_values_outside(),
    ]
}

/// An Object after that of QualifyingProperties.
pub(super) fn note_object() -> ExtraObject {
    ExtraObject {
        id: "PrescriptionSign-Note".into(),
        content: "a note kept with the signature".into(),
        after_properties: true,
    }
}

/// A dispensing record on an ES-XL prescription.
pub(super) fn dispensing_on<'a>(
    world: &'a World,
    doctor: &'a Credential,
    signer: &'a Credential,
    prescription_id: &str,
) -> DispensingBuilder<'a> {
    let inner = prescription(world, doctor, Level::Xl);
    let payload = dispensing_payload(prescription_id);
    DispensingBuilder::new(&payload, inner, signer, world.time(DISPENSED))
}

fn dispensing() -> Vec<Case> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = world.hpki.credential(&Person::pharmacist());
    let new = || dispensing_on(&world, &doctor, &pharmacist, PRESCRIPTION_ID);
    let bes = new().build();
    let service = new()
        .level(Level::A, &world)
        .customize(|recipe| recipe.archive_stamps[0].validation_data.crls.clear())
        .build();
    let codes = ["timestamp.certificate.revocation_unknown"];
    vec![
        Case::valid("dispensing-bes", "A pharmacy's ES-BES around an ES-XL prescription", &bes)
            .with_values_outside()
            .at(world.time(2 * DAY)),
        Case::valid("dispensing-xl", "ES-XL", &new().level(Level::Xl, &world).build()),
        Case::valid("dispensing-a", "ES-A", &new().level(Level::A, &world).build()),
        Case::valid(
            "dispensing-a-service",
            "ES-A as the service writes it: no CRL for the last time-stamp inside, but one given",
            &service,
        )
        .entry(|e| e.crls = vec!["pki/tsa.crl".into()]),
        Case::indeterminate(
            "dispensing-a-service-no-crl",
            "ES-A as the service writes it: no CRL for the last time-stamp",
            &codes,
            service.bytes.clone(),
        )
        .file_of("dispensing-a-service")
        .signature("reference_prescription", "XL", "VALID")
        .signature("dispensing", "A", "INDETERMINATE"),
    ]
}
