//! What a remote signing service returned is taken only if it is what was sent and one good signature.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{SIGNED_AT, key, settings, world};
use shohosen::pki::{Certificate, TrustStore};
use shohosen::{
    Content, Language, Permission, Position, Signer, SigningError, UnsignedDocument, Verdict,
    VerifierSettings,
};
use shohosen_testkit::documents::{
    PRESCRIPTION_ID, PrescriptionBuilder, World, dispensing_payload, prescription_payload,
};
use shohosen_testkit::pki::{Credential, Grade, Person};

/// A service that signs whatever it is handed, as this person.
fn service(world: &World, sent: &UnsignedDocument, person: &Person) -> Vec<u8> {
    signed_by(world, sent, &world.hpki.credential(person))
}

fn signed_by(world: &World, sent: &UnsignedDocument, credential: &Credential) -> Vec<u8> {
    let mut builder = Signer::builder().verifier_settings(settings(world, world.time(SIGNED_AT)));
    for permission in Permission::ALL {
        builder = builder.permit(permission);
    }
    let key = key(credential);
    let signed = builder.build().sign(Content::Document(sent), &key, world.time(SIGNED_AT));
    signed.unwrap().into_bytes()
}

fn signer(settings: VerifierSettings) -> Signer {
    Signer::builder().verifier_settings(settings).build()
}

fn codes(error: &SigningError) -> Vec<&'static str> {
    assert!(matches!(error, SigningError::NotAdopted(_)), "{error}");
    let findings = error.findings();
    for finding in &findings {
        for language in [Language::Japanese, Language::English] {
            assert!(!finding.remedy(language).is_empty(), "{}", finding.code);
        }
    }
    findings.iter().map(|finding| finding.code.id()).collect()
}

fn replaced(document: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(document).unwrap();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1).into_bytes()
}

/// The signature of a document, as it stands there.
fn signature(document: &[u8]) -> String {
    let text = std::str::from_utf8(document).unwrap();
    let (start, end) = ("<PrescriptionSign>", "</PrescriptionSign>");
    let start = text.find(start).unwrap() + start.len();
    text[start..text.find(end).unwrap()].to_owned()
}

#[test]
fn an_answer_is_adopted_octet_for_octet() {
    let world = world();
    let at = world.time(SIGNED_AT);
    let signer = signer(settings(&world, at));
    let records = prescription_payload();
    let sent = signer.unsigned(Content::Prescription(&records), at).unwrap();
    let credential = world.hpki.credential(&Person::doctor());
    let answer = signed_by(&world, &sent, &credential);
    let certificate = Certificate::from_der(&credential.certificate).unwrap();
    for expected in [None, Some(&certificate)] {
        let adopted = signer.adopt(&sent.bytes, &answer, expected, at).unwrap();
        assert_eq!(adopted.bytes(), answer);
        assert_eq!(adopted.report().verdict(), Verdict::Valid);
        assert_eq!(adopted.verified().payload(Position::Prescription), Some(&*records));
    }
    // Of another hand, with its own line ends around the elements and another form of the sign element.
    let text = String::from_utf8(sent.bytes.clone()).unwrap();
    let ours = text.replace("<PrescriptionSign></PrescriptionSign>", "\n");
    assert!(signer.adopt(ours.as_bytes(), &answer, None, at).is_ok());
}

#[test]
fn a_dispensing_record_is_adopted_with_its_prescription_inside() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let received =
        PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(SIGNED_AT))
            .level(shohosen_testkit::documents::Level::Xl, &world)
            .build();
    let at = world.time(SIGNED_AT + 7_200);
    let signer = signer(settings(&world, world.time(SIGNED_AT)));
    let records = dispensing_payload(PRESCRIPTION_ID);
    let content = Content::Dispensing { prescription: &received.bytes, records: &records };
    let sent = signer.unsigned(content, at).unwrap();
    let key = key(&world.hpki.credential(&Person::pharmacist()));
    let answer = signer.sign(Content::Document(&sent), &key, at).unwrap().into_bytes();
    let adopted = signer.adopt(&sent.bytes, &answer, None, at).unwrap();
    assert_eq!(adopted.report().verdict(), Verdict::Valid);
    // The prescription inside is another one: its signature verifies, and it was not sent.
    let other = replaced(&answer, "id=\"PrescriptionManagement\"", "id=\"Management\"");
    let error = signer.adopt(&sent.bytes, &other, None, at).unwrap_err();
    assert_eq!(codes(&error), ["signing.answer.document_changed"]);
}

#[test]
fn what_is_not_what_was_sent_is_not_adopted() {
    let world = world();
    let at = world.time(SIGNED_AT);
    let records = prescription_payload();
    let sent = UnsignedDocument::prescription(&records);
    let doctor = Person::doctor();
    let answer = service(&world, &sent, &doctor);
    let with_crlf = {
        let text = String::from_utf8(records.clone()).unwrap().replace('\n', "\r\n");
        service(&world, &UnsignedDocument::prescription(text.as_bytes()), &doctor)
    };
    let with_another_drug = {
        let mut other = records.clone();
        *other.last_mut().unwrap() ^= 1;
        service(&world, &UnsignedDocument::prescription(&other), &doctor)
    };
    let second = signature(&service(&world, &sent, &Person::dentist()));
    let doubled = replaced(&answer, "</PrescriptionSign>", &format!("{second}</PrescriptionSign>"));
    let (payload, changed) = ("signing.answer.payload_changed", "signing.answer.document_changed");
    for (name, answer, expected) in [
        ("LF became CRLF", with_crlf, &[payload][..]),
        ("another drug", with_another_drug, &[payload]),
        ("two signatures", doubled, &["signing.answer.signatures", changed]),
        ("no signature", sent.bytes.clone(), &["signing.answer.not_signed"]),
        ("another version", replaced(&answer, "EPS1.0", "EPS1.1"), &[changed]),
        (
            "a prescription identifier",
            replaced(&answer, "<Version ", "<PrescriptionId Value=\"1\"/><Version "),
            &[changed],
        ),
        ("a comment", replaced(&answer, "<Prescription>", "<Prescription><!-- x -->"), &[changed]),
        ("an HTML page", b"<!DOCTYPE html><html></html>".to_vec(), &["signing.answer.unreadable"]),
        ("JSON", b"{\"error\":1}".to_vec(), &["signing.answer.unreadable"]),
        ("nothing", Vec::new(), &["signing.answer.unreadable"]),
        ("a document cut off", answer[..answer.len() / 2].to_vec(), &["signing.answer.unreadable"]),
    ] {
        let signer = signer(settings(&world, at));
        let error = signer.adopt(&sent.bytes, &answer, None, at).unwrap_err();
        assert_eq!(codes(&error), expected, "{name}");
    }
}

#[test]
fn a_signature_that_does_not_do_is_not_adopted() {
    let world = world();
    let at = world.time(SIGNED_AT);
    let sent = UnsignedDocument::prescription(&prescription_payload());
    let by = |person: &Person| service(&world, &sent, person);
    let doctor = Person::doctor();
    let credential = world.hpki.credential(&doctor);
    let good = signed_by(&world, &sent, &credential);
    let value = {
        let text = std::str::from_utf8(&good).unwrap();
        let at = text.find("SignatureValue").unwrap();
        let at = at + text[at..].find('>').unwrap() + 1;
        text[at..at + 8].to_owned()
    };
    let other_value = if value.starts_with('A') { "BBBBBBBB" } else { "AAAAAAAA" };
    let certificate = Certificate::from_der(&credential.certificate).unwrap();
    let known = || settings(&world, at);
    let unknown = || {
        let mut settings = settings(&world, at);
        settings.trust.signers = TrustStore::default();
        settings
    };
    let test_grade = Person { grade: Grade::Test, ..doctor.clone() };
    for (name, answer, certificate, settings, expected) in [
        ("a pharmacist", by(&Person::pharmacist()), None, known(), "hpki.role.not_authorised"),
        ("a test certificate", by(&test_grade), None, known(), "hpki.policy.test_certificate"),
        (
            "another value",
            replaced(&good, &value, other_value),
            None,
            known(),
            "xmldsig.signature.invalid",
        ),
        (
            "another person than expected",
            by(&Person::dentist()),
            Some(&certificate),
            known(),
            "signing.answer.other_certificate",
        ),
        ("nobody knows who", good.clone(), None, unknown(), "signing.answer.signer_unknown"),
    ] {
        let error = signer(settings).adopt(&sent.bytes, &answer, certificate, at);
        let codes = codes(&error.unwrap_err());
        assert!(codes.contains(&expected), "{name}: {codes:?}");
    }
    // Whose it is was said, and whether it was revoked nobody knows: undecided, and adopted.
    let adopted = signer(unknown()).adopt(&sent.bytes, &good, Some(&certificate), at);
    assert_eq!(adopted.unwrap().report().verdict(), Verdict::Indeterminate);
    let mut without_lists = known();
    without_lists.trust.crls.clear();
    let adopted = signer(without_lists).adopt(&sent.bytes, &good, None, at);
    assert_eq!(adopted.unwrap().report().verdict(), Verdict::Indeterminate);
}

#[test]
fn what_was_sent_must_be_a_document_without_its_signature() {
    let world = world();
    let at = world.time(SIGNED_AT);
    let sent = UnsignedDocument::prescription(&prescription_payload());
    let answer = service(&world, &sent, &Person::doctor());
    let signer = signer(settings(&world, at));
    for (sent, expected) in [
        (answer.clone(), "signing.document.signed"),
        (prescription_payload(), "xml.document.not_well_formed"),
        (b"<Document/>".to_vec(), "document.layout.unknown"),
        (Vec::new(), "xml.input.empty"),
        (replaced(&sent.bytes, " id=\"PrescriptionDocument\"", ""), "signing.document.without_id"),
    ] {
        let error = signer.adopt(&sent, &answer, None, at).unwrap_err();
        assert_eq!(error.code().id(), expected);
    }
}
