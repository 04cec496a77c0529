//! References, transforms and algorithms that try to mislead.

use super::case::{Case, world};
use super::good::{SIGNED, by, dispensing_on, prescription};
use crate::documents::{
    C14n, ExtraReference, Level, PRESCRIPTION_ID, Part, PrescriptionBuilder, SignatureMethod,
    SignatureRecipe, Transform, prescription_payload,
};
use crate::keys::Digest;
use crate::mutate::{self, Hiding};
use crate::pki::{DAY, Person, after};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = wrapping();
    cases.extend(signing_certificate());
    cases.extend(algorithms());
    cases.extend(changes());
    cases
}

/// A doctor's ES-T whose recipe was changed before it was signed.
pub(super) fn changed(change: impl FnOnce(&mut SignatureRecipe<'_>)) -> Vec<u8> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(SIGNED))
        .customize(change)
        .level(Level::T, &world)
        .build()
        .bytes
}

fn invalid(id: &str, title: &str, code: &str, bytes: Vec<u8>) -> Case {
    Case::invalid(id, title, &[code], bytes).with_values_outside()
}

fn forged_payload() -> Vec<u8> {
    let text = String::from_utf8(prescription_payload()).unwrap();
    assert_eq!(text.matches(",3,1,錠").count(), 1);
    text.replace(",3,1,錠", ",30,1,錠").into_bytes()
}

fn wrapping() -> Vec<Case> {
    let bes = by(&Person::doctor(), Level::Bes).bytes;
    let forged = forged_payload();
    let wrong = "xades.reference.wrong_element";
    let duplicate = "xml.id.duplicate";
    let exclusive = changed(|recipe| {
        recipe.document_transform = Transform::C14n(C14n::Exclusive);
    });
    let hide = |id, to| mutate::move_document(&bes, &forged, id, to);
    let in_object = mutate::move_document(&exclusive, &forged, None, Hiding::SignatureObject);
    let unsigned = mutate::replace(
        &by(&Person::doctor(), Level::T).bytes,
        "<ConversionYJcode>201,1,1,1,4,9999001F1010",
        "<ConversionYJcode>201,1,1,1,4,9999002F1010",
    );
    vec![
        invalid(
            "moved-document",
            "The signed records are hidden in unsigned data, forged ones without id take their \
             place",
            wrong,
            hide(None, Hiding::AdditionalInformation),
        ),
        invalid(
            "moved-document-other-id",
            "The same, the forged records with an id of their own",
            wrong,
            hide(Some("PrescriptionDocument2"), Hiding::AdditionalInformation),
        ),
        invalid(
            "moved-document-into-signature",
            "The signed records are hidden in an Object of the signature",
            wrong,
            in_object,
        ),
        invalid(
            "duplicate-id-after",
            "Forged records with the same id after the signed ones",
            duplicate,
            mutate::duplicate_document(&bes, &forged, false),
        )
        .also(&[
            "document.element.repeated",
            "xades.reference.wrong_element",
            "xmldsig.reference.duplicate_id",
        ]),
        invalid(
            "duplicate-id-before",
            "Forged records with the same id before the signed ones",
            duplicate,
            mutate::duplicate_document(&bes, &forged, true),
        )
        .also(&[
            "document.element.repeated",
            "xades.reference.wrong_element",
            "xmldsig.reference.duplicate_id",
        ]),
        invalid(
            "second-document",
            "Forged records without id before the signed ones",
            "document.element.repeated",
            mutate::second_document(&bes, &forged),
        )
        .also(&["xades.reference.wrong_element"]),
        dispensing_wrapping(),
        invalid(
            "document-not-referenced",
            "A genuine signature over KeyInfo and SignedProperties only",
            "xades.reference.document_not_covered",
            changed(|recipe| drop(recipe.references.remove(0))),
        ),
        invalid(
            "other-element-referenced",
            "The signature covers PrescriptionManagement in place of the records",
            "xades.reference.wrong_element",
            management_signed(),
        ),
        Case::valid(
            "unsigned-data-changed",
            "A conversion code that the service added, and nobody signed, was changed",
            &{
                let mut document = by(&Person::doctor(), Level::T);
                document.bytes = unsigned;
                document
            },
        )
        .with_values_outside(),
    ]
}

/// Attack 3: the signed prescription outside ReferencePrescription, a forged one inside.
fn dispensing_wrapping() -> Case {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = world.hpki.credential(&Person::pharmacist());
    let builder = dispensing_on(&world, &doctor, &pharmacist, PRESCRIPTION_ID);
    let (start, end) =
        ("<PrescriptionDocument id=\"PrescriptionDocument\">", "</PrescriptionDocument>");
    let text = builder.prescription_text();
    let genuine = format!("{start}{}{end}", mutate::between(text.as_bytes(), start, end));
    let document = builder
        .edit_prescription(|text| {
            let out = mutate::duplicate_document(text.as_bytes(), &forged_payload(), true);
            let out = String::from_utf8(out).unwrap();
            // The forged one stays without id, the genuine one goes away.
            let (start, end) =
                ("<PrescriptionDocument id=\"PrescriptionDocument\">", "</PrescriptionDocument>");
            let second = out.rfind(start).unwrap();
            let after = second + out[second..].find(end).unwrap() + end.len();
            format!("{}{}", &out[..second], &out[after..])
                .replace(start, "<PrescriptionDocument id=\"ForgedDocument\">")
        })
        .additional(&genuine)
        .build();
    Case::invalid(
        "moved-document-dispensing",
        "The signed prescription stands outside ReferencePrescription, a forged one inside",
        &["xades.reference.wrong_element"],
        document.bytes,
    )
    .with_values_outside()
    .at(after(super::epoch(), 2 * DAY))
}

fn management_signed() -> Vec<u8> {
    let element = "<PrescriptionManagement xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                   id=\"PrescriptionManagement\"><Version Value=\"EPS1.0\"></Version>\
                   </PrescriptionManagement>";
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let extra = ExtraReference::new("#PrescriptionManagement", element.as_bytes());
    prescription(&world, &doctor, Level::Bes)
        .customize(|recipe| recipe.references[0] = Part::Extra(extra))
        .build()
        .bytes
}

fn signing_certificate() -> Vec<Case> {
    let code = "xades.signing_certificate.digest_mismatch";
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    // Two certificates of one key: only CertDigest tells which one signed.
    let second = world.hpki.credential(&Person::doctor()).certificate;
    let other = world.hpki.credential(&Person::nurse()).certificate;
    let bes = prescription(&world, &doctor, Level::Bes);
    let same_key =
        bes.clone().customize(|recipe| recipe.key_info_certificate = Some(second)).build();
    let digest =
        bes.clone().customize(|recipe| recipe.certificate_digest_of = Some(other.clone())).build();
    let unreferenced = bes
        .clone()
        .customize(|recipe| recipe.references = vec![Part::Document, Part::SignedProperties])
        .build();
    let referenced = bes.build().bytes;
    vec![
        invalid(
            "key-info-other-certificate-same-key",
            "KeyInfo holds another certificate of the same key, referenced and signed",
            code,
            same_key.bytes,
        ),
        invalid(
            "key-info-swapped",
            "KeyInfo was swapped for a nurse's certificate after signing",
            code,
            mutate::swap_key_info(&referenced, &other),
        )
        .also(&[
            "hpki.role.not_authorised",
            "xmldsig.reference.digest_mismatch",
            "xmldsig.signature.invalid",
        ]),
        invalid(
            "key-info-swapped-unreferenced",
            "The same where no reference covers KeyInfo",
            code,
            mutate::swap_key_info(&unreferenced.bytes, &other),
        )
        .also(&["hpki.role.not_authorised", "xmldsig.signature.invalid"]),
        invalid(
            "cert-digest-of-other-certificate",
            "CertDigest is that of another certificate",
            code,
            digest.bytes,
        ),
    ]
}

fn algorithms() -> Vec<Case> {
    let algorithm = "xmldsig.algorithm.not_allowed";
    let external = "xmldsig.reference.external";
    let transform = "xmldsig.transform.not_allowed";
    let method = |method| changed(|recipe| recipe.method = method);
    let extra = |uri: &str| {
        let reference = ExtraReference::new(uri, b"outside");
        changed(|recipe| recipe.references.push(Part::Extra(reference)))
    };
    let transformed = |uri: &str, content: &str| {
        let transform = Transform::Other(uri.into(), content.into());
        changed(|recipe| recipe.document_transform = transform)
    };
    let stylesheet = "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" \
                      version=\"1.0\"></xsl:stylesheet>";
    vec![
        invalid(
            "sha1-digest",
            "References with SHA-1",
            algorithm,
            changed(|recipe| recipe.digest = Digest::Sha1),
        ),
        invalid(
            "sha1-signature",
            "RSA with SHA-1, a signature that verifies",
            algorithm,
            method(SignatureMethod::Rsa(Digest::Sha1)),
        ),
        invalid(
            "hmac-with-public-key",
            "HMAC keyed with the public key in place of a signature",
            algorithm,
            method(SignatureMethod::HmacSha256WithPublicKey),
        ),
        invalid(
            "external-http",
            "A reference to a web address",
            external,
            extra("http://attacker.test.invalid/x"),
        ),
        invalid("external-file", "A reference to a file", external, extra("file:///etc/hostname")),
        invalid("external-relative", "A reference to a file beside", external, extra("other.xml")),
        invalid(
            "transform-xslt",
            "An XSLT transform on the document",
            transform,
            transformed("http://www.w3.org/TR/1999/REC-xslt-19991116", stylesheet),
        )
        .also(&["xades.reference.wrong_element"]),
        invalid(
            "transform-xpath",
            "An XPath transform on the document",
            transform,
            transformed(
                "http://www.w3.org/TR/1999/REC-xpath-19991116",
                "<xs:XPath>true()</xs:XPath>",
            ),
        )
        .also(&["xades.reference.wrong_element"]),
        invalid(
            "transform-unknown",
            "An unknown transform on the document",
            transform,
            transformed("urn:shohosen:test:no-such-transform", ""),
        )
        .also(&["xades.reference.wrong_element"]),
    ]
}

fn changes() -> Vec<Case> {
    let t = by(&Person::doctor(), Level::T).bytes;
    let (start, end) =
        ("<PrescriptionDocument id=\"PrescriptionDocument\">", "</PrescriptionDocument>");
    let old = format!("{start}{}{end}", mutate::between(&t, start, end));
    let records = {
        use base64::Engine as _;
        let text = base64::engine::general_purpose::STANDARD.encode(forged_payload());
        mutate::replace(&t, &old, &format!("{start}{text}{end}"))
    };
    let time = mutate::replace(
        &t,
        "<xa:SigningTime>2024-06-03T08:08:01",
        "<xa:SigningTime>2024-06-02T08:08:01",
    );
    let bes = by(&Person::doctor(), Level::Bes).bytes;
    let digest = "xmldsig.reference.digest_mismatch";
    vec![
        invalid("changed-records", "The records were changed after signing", digest, records),
        invalid("changed-signing-time", "SigningTime was changed after signing", digest, time),
        invalid(
            "changed-signature-value",
            "The signature value was changed",
            "xmldsig.signature.invalid",
            mutate::change_base64(&bes, "<xs:SignatureValue", 100),
        ),
        invalid(
            "changed-digest-value",
            "A DigestValue was changed: neither the reference nor the signature holds",
            "xmldsig.signature.invalid",
            mutate::change_base64(&bes, "<xs:DigestValue", 10),
        )
        .also(&["xmldsig.reference.digest_mismatch"]),
    ]
}
