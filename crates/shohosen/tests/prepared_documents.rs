//! Documents that an EHR or a pharmacy system has built itself, and that lack only the signature.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{SIGNED_AT, key, settings, world};
use shohosen::records::document::UnsignedDocument as Parts;
use shohosen::{
    Content, Permission, Position, Signer, SigningError, UnsignedDocument, Verdict, Verifier,
    XmlLimits,
};
use shohosen_testkit::documents::{
    Level, PRESCRIPTION_ID, PrescriptionBuilder, World, dispensing_payload, prescription_payload,
};
use shohosen_testkit::pki::Person;

fn read(source: &[u8]) -> UnsignedDocument {
    UnsignedDocument::from_xml(source, &XmlLimits::default()).unwrap()
}

fn signer(world: &World) -> Signer {
    let at = world.time(SIGNED_AT);
    Signer::builder().verifier_settings(settings(world, at)).build()
}

/// A prescription as an EHR may write it: indented, other quotes, an identifier of its own.
fn prescription_of_an_ehr() -> String {
    use base64::Engine as _;
    let records = base64::engine::general_purpose::STANDARD.encode(prescription_payload());
    let (first, second) = records.split_at(76);
    format!(
        "<?xml version='1.0' encoding='utf-8'?>\n<Document \
         xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
         xsi:noNamespaceSchemaLocation='EP.xsd' id='Document'>\n  <Prescription>\n    \
         <PrescriptionManagement id='PrescriptionManagement'>\n      <Version Value='EPS1.0' />\n\
         <!-- made by hand -->    </PrescriptionManagement>\n    \
         <PrescriptionDocument id='PrescriptionDocument'>\n{first}\n{second}\n\
         </PrescriptionDocument>\n    <PrescriptionSign />\n  </Prescription>\n</Document>\n"
    )
}

#[test]
fn a_prescription_of_an_ehr_is_signed_as_it_stands() {
    let world = world();
    let doctor = key(&world.hpki.credential(&Person::doctor()));
    let at = world.time(SIGNED_AT);
    let source = prescription_of_an_ehr();
    let unsigned = read(source.as_bytes());
    let signed = signer(&world).sign(Content::Document(&unsigned), &doctor, at).unwrap();
    let verified = Verifier::new(settings(&world, at)).verify(signed.bytes(), at).unwrap();
    assert_eq!(verified.report().verdict(), Verdict::Valid, "{}", verified.report().to_json());
    assert_eq!(verified.payload(Position::Prescription), Some(&*prescription_payload()));
    // Around the signature every octet is the EHR's.
    let text = String::from_utf8(signed.into_bytes()).unwrap();
    let (before, after) = source.split_once("<PrescriptionSign />").unwrap();
    assert!(text.starts_with(before) && text.ends_with(after));
}

#[test]
fn a_dispensing_record_of_a_pharmacy_is_signed_only_on_a_valid_prescription() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = key(&world.hpki.credential(&Person::pharmacist()));
    let received =
        PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(SIGNED_AT))
            .level(Level::Xl, &world)
            .build()
            .bytes;
    let document = shohosen_xml::Document::parse(&received, &XmlLimits::default()).unwrap();
    let records = dispensing_payload(PRESCRIPTION_ID);
    let built = Parts::dispensing(&document, &records).unwrap().bytes;
    let at = world.time(SIGNED_AT + 7_200);
    let unsigned = read(&built);
    let signed = signer(&world).sign(Content::Document(&unsigned), &pharmacist, at).unwrap();
    let verified = Verifier::new(settings(&world, at)).verify(signed.bytes(), at).unwrap();
    assert_eq!(verified.report().verdict(), Verdict::Valid, "{}", verified.report().to_json());
    assert_eq!(verified.payload(Position::Dispensing), Some(&*records));

    // The prescription inside is forged.
    let mark = b"<PrescriptionDocument id=\"PrescriptionDocument\">";
    let place = built.windows(mark.len()).position(|window| window == mark).unwrap();
    let mut forged = built.clone();
    forged[place + mark.len() + 10] ^= 1;
    // The prescription inside has no signature.
    let text = String::from_utf8(built).unwrap();
    let start = text.find("<xs:Signature ").unwrap();
    let end = text.rfind("</xs:Signature>").unwrap() + "</xs:Signature>".len();
    let permissive = Signer::builder()
        .verifier_settings(settings(&world, at))
        .permit(Permission::IndeterminatePrescription)
        .build();
    let error = permissive.sign(Content::Document(&read(&forged)), &pharmacist, at).unwrap_err();
    let SigningError::Prescription(report) = &error else { panic!("{error}") };
    assert_eq!(report.verdict(), Verdict::Invalid);
    let found = |id: &str| error.findings().iter().any(|finding| finding.code.id() == id);
    assert!(found("signing.prescription.not_valid") && found("xmldsig.reference.digest_mismatch"));
    let unsigned_inside = format!("{}{}", &text[..start], &text[end..]);
    let error = UnsignedDocument::from_xml(unsigned_inside.as_bytes(), &XmlLimits::default());
    assert_eq!(error.unwrap_err().findings()[0].code.id(), "document.element.missing");
}

#[test]
fn the_same_is_refused_as_when_the_records_are_given_alone() {
    let world = world();
    let at = world.time(SIGNED_AT);
    let source = prescription_of_an_ehr();
    let unsigned = read(source.as_bytes());
    let pharmacist = key(&world.hpki.credential(&Person::pharmacist()));
    let error = signer(&world).sign(Content::Document(&unsigned), &pharmacist, at).unwrap_err();
    assert_eq!(error.code().id(), "hpki.role.not_authorised");
    // base64 of SJ1, CR, LF
    let carriage_return = r#"<Document><Prescription><PrescriptionManagement/>
        <PrescriptionDocument id="PrescriptionDocument">U0oxDQo=</PrescriptionDocument>
        </Prescription></Document>"#;
    let doctor = key(&world.hpki.credential(&Person::doctor()));
    let unsigned = read(carriage_return.as_bytes());
    let error = signer(&world).sign(Content::Document(&unsigned), &doctor, at).unwrap_err();
    assert_eq!(error.code().id(), "signing.payload.carriage_return");
}

#[test]
fn what_was_signed_is_not_signed_again() {
    let world = world();
    let at = world.time(SIGNED_AT);
    let doctor = key(&world.hpki.credential(&Person::doctor()));
    let signed =
        signer(&world).sign(Content::Prescription(&prescription_payload()), &doctor, at).unwrap();
    let error = UnsignedDocument::from_xml(signed.bytes(), &XmlLimits::default()).unwrap_err();
    assert_eq!(error.findings()[0].code.id(), "signing.document.signed");
    // An element that takes the identifiers of the signature is no way around the references.
    let squatter = prescription_of_an_ehr().replace("id='Document'", "id='PrescriptionSign'");
    let unsigned = read(squatter.as_bytes());
    let error = signer(&world).sign(Content::Document(&unsigned), &doctor, at).unwrap_err();
    assert_eq!(error.code().id(), "signing.reference.failed");
}
