//! Documents that lack something, have too much, or cannot be read.

use super::case::{Case, world};
use super::good::{SIGNED, by, dispensing_on, prescription};
use super::references::changed;
use crate::documents::{Level, Part, ScannedBuilder};
use crate::mutate;
use crate::pki::{DAY, Person, after};

/// Depth of the nested document.
const DEPTH: usize = 100_000;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = signatures();
    cases.extend(elements());
    cases.extend(unreadable());
    cases
}

fn invalid(id: &str, title: &str, code: &str, bytes: Vec<u8>) -> Case {
    Case::invalid(id, title, &[code], bytes).with_values_outside()
}

fn signatures() -> Vec<Case> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = world.hpki.credential(&Person::pharmacist());
    let t = prescription(&world, &doctor, Level::T).build().bytes;
    let signature = format!(
        "<PrescriptionSign>{}</PrescriptionSign>",
        mutate::between(&t, "<PrescriptionSign>", "</PrescriptionSign>")
    );
    let extra = prescription(&world, &doctor, Level::Bes)
        .customize(|recipe| {
            recipe.id = Some("ExtraSign".into());
            recipe.stem = "ExtraSign".into();
        })
        .signature_text();
    let extra = mutate::replace(
        &t,
        "</PrescriptionSign>",
        &format!("</PrescriptionSign><ExtraSign>{extra}</ExtraSign>"),
    );
    let second = prescription(&world, &doctor, Level::Bes)
        .customize(|recipe| {
            recipe.id = Some("PrescriptionSign2".into());
            recipe.stem = "PrescriptionSign2".into();
        })
        .signature_text();
    let second =
        mutate::replace(&t, "</PrescriptionSign>", &format!("{second}</PrescriptionSign>"));
    let scanned = ScannedBuilder::new(&[("./scan.jpg", b"a picture")], &doctor)
        .level(Level::A, &world, world.time(SIGNED))
        .build();
    let other_id = "7e57c0de-0000-4000-8000-0000000000ff";
    let mismatch = dispensing_on(&world, &doctor, &pharmacist, other_id).build();
    vec![
        invalid(
            "signature-missing",
            "PrescriptionSign without a signature",
            "document.signature.missing",
            mutate::replace(&t, &signature, "<PrescriptionSign></PrescriptionSign>"),
        )
        .also(&["document.element.missing"]),
        invalid(
            "signature-element-missing",
            "No PrescriptionSign",
            "document.signature.missing",
            mutate::replace(&t, &signature, ""),
        )
        .also(&["document.element.missing"]),
        invalid(
            "signature-unexpected",
            "A second genuine signature where none belongs",
            "document.signature.unexpected",
            extra,
        )
        .also(&["xades.proof.incomplete"]),
        invalid(
            "signature-twice",
            "Two genuine signatures in PrescriptionSign",
            "document.signature.unexpected",
            second,
        )
        .also(&["xades.proof.incomplete"]),
        Case::invalid(
            "scanned-a",
            "Scanned paper: its signature stands at no place of a prescription or dispensing \
             record",
            &["document.signature.missing"],
            scanned.bytes,
        )
        .also(&["document.signature.unexpected", "xades.scan.file_missing"]),
        Case::invalid(
            "prescription-id-mismatch",
            "Record 7 of the dispensing names another prescription than the one inside",
            &["document.prescription_id.mismatch"],
            mismatch.bytes,
        )
        .with_values_outside()
        .at(after(super::epoch(), 2 * DAY)),
    ]
}

fn elements() -> Vec<Case> {
    let missing = "xades.structure.signed_properties_reference_missing";
    let t = by(&Person::doctor(), Level::T).bytes;
    let key_info =
        format!("<xs:KeyInfo{}</xs:KeyInfo>", mutate::between(&t, "<xs:KeyInfo", "</xs:KeyInfo>"));
    vec![
        invalid(
            "signed-properties-not-referenced",
            "No reference covers SignedProperties",
            missing,
            changed(|recipe| recipe.references = vec![Part::Document, Part::KeyInfo]),
        ),
        invalid(
            "signed-properties-type-missing",
            "The reference to SignedProperties does not state its Type",
            missing,
            changed(|recipe| recipe.signed_properties_type = None),
        ),
        invalid(
            "signed-properties-type-longer",
            "The Type of that reference only begins as it should",
            missing,
            changed(|recipe| {
                recipe.signed_properties_type =
                    Some("http://uri.etsi.org/01903#SignedPropertiesX".into());
            }),
        ),
        invalid(
            "signature-id-missing",
            "The signature has no Id",
            "xades.structure.element_missing",
            changed(|recipe| recipe.id = None),
        )
        .also(&["xades.structure.target_mismatch"]),
        invalid(
            "key-info-missing",
            "KeyInfo was taken away, and a reference hangs in the air",
            "xmldsig.reference.not_found",
            mutate::replace(&t, &key_info, ""),
        )
        .also(&["xades.signing_certificate.not_found", "xmldsig.signature.not_verified"]),
    ]
}

fn unreadable() -> Vec<Case> {
    let bes = by(&Person::doctor(), Level::Bes).bytes;
    let doctype = "xml.document.doctype_refused";
    vec![
        Case::unreadable(
            "entity-bomb",
            "Nested entities that would expand to gigabytes",
            doctype,
            mutate::entity_bomb(&bes),
        ),
        Case::unreadable(
            "entity-external",
            "An entity that names a file",
            doctype,
            mutate::external_entity(&bes),
        ),
        Case::unreadable(
            "deep-nesting",
            "100 000 elements, each in the one before",
            "xml.limit.depth",
            mutate::deep_nesting(DEPTH),
        )
        .entry(|e| {
            e.file = None;
            e.generated = Some("deep_nesting".into());
        }),
    ]
}
