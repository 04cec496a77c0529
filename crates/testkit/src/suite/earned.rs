//! Documents in which nothing is broken, and something that VALID needs is not there.

use super::case::{Case, world};
use super::good::{DISPENSED, SIGNED, by, prescription};
use crate::documents::{
    DispensingBuilder, ExtraReference, Level, PRESCRIPTION_ID, Part, SignatureRecipe,
    SignedDocument, SigningCertificate, World, dispensing_payload,
};
use crate::keys::Digest;
use crate::mutate;
use crate::pki::{Credential, DAY, Person, Usage};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = nothing_digested();
    cases.extend(versions());
    cases.extend(values());
    cases.extend(bindings());
    cases.extend(times());
    cases.extend(sealing());
    cases
}

const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/// References that take out what they should protect: the digest is that of nothing.
fn nothing_digested() -> Vec<Case> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let made = |index: usize, uri: &str, kind: Option<&str>| {
        let reference = ExtraReference {
            transform: Some(ENVELOPED.into()),
            kind: kind.map(str::to_owned),
            ..ExtraReference::new(uri, b"")
        };
        let builder = prescription(&world, &doctor, Level::T);
        builder.customize(|recipe| recipe.references[index] = Part::Extra(reference)).build().bytes
    };
    let properties = made(
        2,
        "#PrescriptionSign-SignedProperties",
        Some("http://uri.etsi.org/01903#SignedProperties"),
    );
    vec![
        Case::invalid(
            "enveloped-key-info",
            "enveloped-signature takes KeyInfo out of its own reference",
            &["xmldsig.reference.nothing_digested"],
            made(1, "#PrescriptionSign-KeyInfo", None),
        )
        .with_values_outside(),
        Case::invalid(
            "enveloped-signed-properties",
            "enveloped-signature takes SignedProperties out of its own reference",
            &["xades.structure.signed_properties_reference_missing"],
            mutate::replace(&properties, "2024-06-03T08:08:01+00:00", "2024-06-03T08:08:02+00:00"),
        )
        .with_values_outside(),
    ]
}

/// The version is not signed: anything may stand there.
fn versions() -> Vec<Case> {
    let t = by(&Person::doctor(), Level::T).bytes;
    let version = "<Version Value=\"EPS1.0\"/>";
    let changed = |to: &str| mutate::replace(&t, version, to);
    let undecided = |id: &str, title: &str, code: &str, bytes| {
        Case::indeterminate(id, title, &[code], bytes).with_values_outside()
    };
    vec![
        undecided(
            "version-of-tomorrow",
            "A version whose layout nobody knows",
            "document.version.unknown",
            changed("<Version Value=\"EPS2.0\"/>"),
        ),
        undecided(
            "version-of-a-dispensing-record",
            "The version of another kind of document",
            "document.version.unknown",
            changed("<Version Value=\"EPD1.0\"/>"),
        ),
        undecided(
            "version-missing",
            "No version is stated",
            "document.version.missing",
            changed(""),
        ),
    ]
}

/// CertificateValues stands without RevocationValues: a matter of data, not of form.
fn values() -> Vec<Case> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let made = prescription(&world, &doctor, Level::Xl).customize(|recipe| {
        let values = recipe.values.as_mut().unwrap();
        values.crls.clear();
        values.ocsps.clear();
    });
    let document = made.build();
    vec![
        Case::indeterminate(
            "certificate-values-alone",
            "CertificateValues without RevocationValues, and no list beside the document",
            &["pki.revocation.missing"],
            document.bytes.clone(),
        ),
        Case::valid(
            "certificate-values-alone-with-lists",
            "The same with the lists beside the document",
            &document,
        )
        .file_of("certificate-values-alone")
        .with_values_outside()
        .entry(|entry| entry.signatures[0].level = "T".into()),
    ]
}

/// SHA-1 in CertDigest binds nothing; KeyInfo, where it is signed, does.
fn bindings() -> Vec<Case> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let made = |covered: bool| {
        prescription(&world, &doctor, Level::T)
            .customize(|recipe| {
                recipe.signing_certificate = SigningCertificate::V1;
                recipe.certificate_digest = Digest::Sha1;
                if !covered {
                    recipe.references = vec![Part::Document, Part::SignedProperties];
                }
            })
            .build()
    };
    vec![
        Case::indeterminate(
            "cert-digest-sha1-alone",
            "Only a SHA-1 digest says which certificate signed",
            &["xades.signing_certificate.digest_binds_nothing"],
            made(false).bytes,
        )
        .with_values_outside(),
        Case::valid(
            "cert-digest-sha1-beside-key-info",
            "A SHA-1 digest beside a KeyInfo that is signed: a warning",
            &made(true),
        )
        .with_values_outside()
        .entry(|entry| entry.codes = vec!["xades.signing_certificate.digest_weak".into()]),
    ]
}

/// Whether the certificate had expired hangs on a time-stamp that nobody can verify here.
fn times() -> Vec<Case> {
    let xl = by(&Person::doctor(), Level::Xl).bytes;
    vec![
        Case::indeterminate(
            "expired-beside-undecided-stamp",
            "The certificate has expired since, and there is no anchor for the time-stamp",
            &["xades.time.undecided", "timestamp.path.no_trust_anchor"],
            xl,
        )
        .entry(|entry| {
            entry.at = crate::pki::after(super::epoch(), 10 * 365 * DAY);
            entry.tsa_anchors.clear();
        }),
    ]
}

/// A dispensing record around a prescription whose signer was revoked the day after it.
fn sealed<'w>(
    world: &'w World,
    doctor: &'w Credential,
    outer: &'w Credential,
    change: impl FnOnce(&mut SignatureRecipe<'w>),
) -> SignedDocument {
    let inner = prescription(world, doctor, Level::Bes);
    let payload = dispensing_payload(PRESCRIPTION_ID);
    DispensingBuilder::new(&payload, inner, outer, world.time(DISPENSED))
        .customize(|recipe| recipe.signature_stamps.push(world.stamp(world.time(DISPENSED + 600))))
        .customize(change)
        .build()
}

/// The doctor was revoked between the time-stamp of the seal and the verification.
fn revoked(world: &World) -> Credential {
    world.hpki.credential(&Person::doctor().revoked(world.time(SIGNED + 3 * DAY)))
}

/// Judged by a list that knows of the revocation.
fn revoked_since(case: Case, world: &World) -> Case {
    let crl = world.hpki.crl(Usage::Signature, world.time(9 * DAY));
    case.with_values_outside().own_crl(crl).at(crate::pki::after(super::epoch(), 10 * DAY))
}

/// A seal counts only where everything is right with it, and its own signer is trusted.
fn sealing() -> Vec<Case> {
    let trusted = {
        let world = world();
        let (doctor, pharmacist) = (revoked(&world), world.hpki.credential(&Person::pharmacist()));
        let document = sealed(&world, &doctor, &pharmacist, |_| ());
        let made = Case::valid(
            "sealed-by-a-trusted-pharmacist",
            "The time-stamp of a trusted pharmacist is from before the revocation",
            &document,
        );
        revoked_since(made, &world)
    };
    let nobody = {
        let (world, forged) = (world(), World::forged(super::epoch()));
        let (doctor, pharmacist) = (revoked(&world), forged.hpki.credential(&Person::pharmacist()));
        let document = sealed(&world, &doctor, &pharmacist, |_| ());
        let made = Case::invalid(
            "sealed-by-nobody",
            "The same by a key that nobody trusts",
            &["pki.certificate.revoked_no_poe", "pki.path.issuer_not_found"],
            document.bytes,
        )
        .also(&["pki.revocation.unusable"]);
        revoked_since(made, &world).signature("reference_prescription", "BES", "INVALID").signature(
            "dispensing",
            "T",
            "INDETERMINATE",
        )
    };
    let mut cases = vec![trusted, nobody];
    cases.extend(bad_seals());
    cases
}

/// Seals with one thing wrong with them. Each was time-stamped as it is, by a trusted authority.
fn bad_seals() -> Vec<Case> {
    type Change = fn(&mut SignatureRecipe<'_>);
    let bad =
        |id, title, code: &str, person: fn(&World) -> Person, change: Change| {
            let world = world();
            let (doctor, outer) = (revoked(&world), world.hpki.credential(&person(&world)));
            let document = sealed(&world, &doctor, &outer, change);
            let made = Case::invalid(id, title, &[code], document.bytes)
                .also(&["pki.certificate.revoked_no_poe", "pki.revocation.unusable"]);
            revoked_since(made, &world)
                .signature("reference_prescription", "BES", "INVALID")
                .signature("dispensing", "T", "INVALID")
        };
    vec![
        bad(
            "sealed-with-bad-value",
            "The pharmacist's signature value is over other octets",
            "xmldsig.signature.invalid",
            |_| Person::pharmacist(),
            |recipe| recipe.signature_of = Some(b"something else".to_vec()),
        ),
        bad(
            "sealed-with-bad-digest",
            "One of the pharmacist's references has another digest",
            "xmldsig.reference.digest_mismatch",
            |_| Person::pharmacist(),
            |recipe| {
                let other = ExtraReference::new("#DispensingManagement", b"something else");
                recipe.references.push(Part::Extra(other));
            },
        ),
        bad(
            "sealed-without-coverage",
            "The pharmacist's signature does not cover the dispensing",
            "xades.reference.document_not_covered",
            |_| Person::pharmacist(),
            |recipe| drop(recipe.references.remove(0)),
        ),
        bad(
            "sealed-by-a-dentist",
            "A dentist signs the dispensing, who may not",
            "hpki.role.not_authorised",
            |_| Person::dentist(),
            |_| (),
        ),
        bad(
            "sealed-by-a-revoked-pharmacist",
            "The pharmacist's certificate was revoked before the seal",
            "pki.certificate.revoked",
            |world| Person::pharmacist().revoked(world.time(0)),
            |_| (),
        ),
    ]
}
