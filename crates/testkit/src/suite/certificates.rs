//! Signers who may not sign, or of whom nobody knows it.

use super::case::{Case, world};
use super::good::{by, dispensing_on, prescription};
use crate::der;
use crate::documents::{Level, PRESCRIPTION_ID, SignedDocument, World};
use crate::pki::{
    CertificateTemplate, Credential, DAY, Grade, Name, OcspResponse, OcspStatus, Person, Usage,
    ValidationData, after,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = trust();
    cases.extend(roles());
    cases.extend(policies());
    cases.extend(validity());
    cases.extend(revocation());
    cases.extend(ocsp());
    cases
}

/// A prescription by a credential of one world, time-stamped by the TSA of the genuine one.
fn forged_xl(values: impl FnOnce(&World) -> ValidationData, signer: &Credential) -> SignedDocument {
    let world = world();
    let values = values(&world);
    prescription(&world, signer, Level::Xl).customize(|recipe| recipe.values = Some(values)).build()
}

/// A doctor's certificate signed with its own key.
fn self_signed(world: &World) -> Credential {
    let mut credential = world.hpki.credential(&Person::doctor());
    let name = Name::new(&[("C", "JP"), ("CN", "Hanako Shiken"), ("serialNumber", "T100001")]);
    let template = CertificateTemplate {
        serial: 1,
        issuer: name.clone(),
        subject: name,
        not_before: world.time(-DAY),
        not_after: world.time(1000 * DAY),
        extensions: Vec::new(),
    };
    credential.certificate = template.sign(&credential.key, &credential.key);
    credential
}

/// An expired certificate with another notAfter written over the old one.
fn stretched_validity(world: &World) -> Credential {
    let (from, to) = (world.time(-900 * DAY), world.time(-100 * DAY));
    let mut credential = world.hpki.credential(&Person::doctor().validity(from, to));
    let (old, new) = (der::certificate_time(to), der::certificate_time(world.time(900 * DAY)));
    let at = credential.certificate.windows(old.len()).position(|w| w == old).unwrap();
    credential.certificate[at..at + new.len()].copy_from_slice(&new);
    credential
}

/// A doctor's certificate that a nurse issued, with all that leads to the root.
fn issued_by_nurse() -> (Credential, ValidationData) {
    let mut hpki = world().hpki;
    let at = after(hpki.epoch, 30_000);
    let mut values = hpki.validation_data(at);
    let nurse = hpki.credential(&Person::nurse());
    hpki.sign_ca = nurse.as_authority();
    values.certificates.insert(0, nurse.certificate);
    values.crls.push(hpki.validation_data(at).crls.remove(0));
    (hpki.credential(&Person::doctor()), values)
}

fn trust() -> Vec<Case> {
    let code = ["pki.path.no_trust_anchor"];
    let forged = World::forged(super::epoch());
    let doctor = forged.hpki.credential(&Person::doctor());
    let minted = forged_xl(|genuine| forged.hpki.validation_data(genuine.time(30_000)), &doctor);
    let genuine = world();
    let self_signed = self_signed(&genuine);
    let own = ValidationData {
        certificates: vec![self_signed.certificate.clone()],
        ..ValidationData::default()
    };
    let stretched = stretched_validity(&genuine);
    let at = genuine.time(30_000);
    let (of_nurse, values) = issued_by_nurse();
    vec![
        Case::indeterminate(
            "self-minted-root",
            "Root, CA and doctor look like the genuine ones, on keys of the forger",
            &code,
            minted.bytes,
        )
        .signature("prescription", "XL", "INDETERMINATE"),
        Case::indeterminate(
            "issuer-missing",
            "The CA's certificate is neither in the document nor beside it",
            &["pki.path.issuer_not_found"],
            by(&Person::doctor(), Level::T).bytes,
        )
        .file_of("prescription-t")
        .with_values_outside()
        .entry(|entry| entry.intermediates.clear()),
        Case::invalid(
            "self-signed-signer",
            "The signer's certificate is self-signed and embedded as if it were a root",
            &code,
            forged_xl(|_| own, &self_signed).bytes,
        )
        .also(&["hpki.key_usage.not_non_repudiation", "hpki.policy.missing", "hpki.role.missing"])
        .signature("prescription", "T", "INVALID"),
        Case::invalid(
            "certificate-issued-by-end-entity",
            "A nurse with a genuine certificate issued the doctor's certificate",
            &["pki.ca.not_a_ca"],
            forged_xl(|_| values, &of_nurse).bytes,
        )
        .also(&["pki.ca.key_usage"])
        .signature("prescription", "XL", "INVALID"),
        Case::invalid(
            "certificate-stretched",
            "The end of an expired certificate's validity was moved: the CA did not sign that",
            &["pki.certificate.signature_invalid"],
            forged_xl(|genuine| genuine.hpki.validation_data(at), &stretched).bytes,
        )
        .signature("prescription", "XL", "INVALID"),
    ]
}

fn refused(id: &str, title: &str, code: &str, person: &Person) -> Case {
    Case::invalid(id, title, &[code], by(person, Level::T).bytes).with_values_outside().signature(
        "prescription",
        "T",
        "INVALID",
    )
}

fn roles() -> Vec<Case> {
    let not_authorised = "hpki.role.not_authorised";
    let doctor_dispenses = {
        let world = world();
        let doctor = world.hpki.credential(&Person::doctor());
        dispensing_on(&world, &doctor, &doctor, PRESCRIPTION_ID).build()
    };
    let nurse_inside = {
        let world = world();
        let nurse = world.hpki.credential(&Person::nurse());
        let pharmacist = world.hpki.credential(&Person::pharmacist());
        dispensing_on(&world, &nurse, &pharmacist, PRESCRIPTION_ID).build()
    };
    let misspelt = Person::doctor().roles(&["medical doctor"]);
    let scheme = Person::doctor().role_scheme("1.2.392.100495.1.6.1.2");
    vec![
        refused("role-nurse", "A nurse signs a prescription", not_authorised, &Person::nurse()),
        refused(
            "role-pharmacist",
            "A pharmacist signs a prescription",
            not_authorised,
            &Person::pharmacist(),
        ),
        Case::invalid(
            "role-doctor-dispensing",
            "A doctor signs a dispensing record",
            &[not_authorised],
            doctor_dispenses.bytes,
        )
        .with_values_outside()
        .at(after(super::epoch(), 2 * DAY))
        .signature("reference_prescription", "XL", "VALID")
        .signature("dispensing", "BES", "INVALID"),
        Case::invalid(
            "role-nurse-in-dispensing",
            "A pharmacist dispenses on a prescription that a nurse signed",
            &[not_authorised],
            nurse_inside.bytes,
        )
        .with_values_outside()
        .at(after(super::epoch(), 2 * DAY))
        .signature("reference_prescription", "XL", "INVALID")
        .signature("dispensing", "BES", "VALID"),
        refused(
            "role-misspelt",
            "A role that is not spelt as the policy has it",
            not_authorised,
            &misspelt,
        ),
        refused("role-missing", "No role", "hpki.role.missing", &Person::without_role()),
        refused(
            "role-wrong-scheme",
            "The right name under another scheme OID",
            "hpki.role.wrong_scheme",
            &scheme,
        )
        .also(&["hpki.role.missing"]),
    ]
}

fn policies() -> Vec<Case> {
    let authentication = {
        let world = world();
        let signer = world.hpki.credential(&Person::doctor().usage(Usage::Authentication));
        prescription(&world, &signer, Level::T).build()
    };
    vec![
        refused(
            "policy-test-certificate",
            "A test-grade certificate under the genuine CA",
            "hpki.policy.test_certificate",
            &Person::doctor().grade(Grade::Test),
        ),
        Case::invalid(
            "policy-authentication-certificate",
            "Signed with the authentication certificate",
            &["hpki.policy.authentication_certificate"],
            authentication.bytes,
        )
        .also(&["hpki.ca_policy.not_allowed", "hpki.key_usage.not_non_repudiation"])
        .with_values_outside()
        .entry(|e| {
            e.intermediates = vec!["pki/auth-ca.cer".into()];
            e.crls[0] = "pki/auth-ca.crl".into();
        })
        .signature("prescription", "T", "INVALID"),
        refused(
            "key-usage-digital-signature",
            "keyUsage is digitalSignature in place of nonRepudiation",
            "hpki.key_usage.not_non_repudiation",
            &Person::doctor().key_usage(&[0]),
        ),
        refused(
            "key-usage-both",
            "keyUsage has digitalSignature beside nonRepudiation",
            "hpki.key_usage.additional_bits",
            &Person::doctor().key_usage(&[0, 1]),
        ),
    ]
}

fn validity() -> Vec<Case> {
    let time = |days| after(super::epoch(), days * DAY);
    let expired = Person::doctor().validity(time(-900), time(-100));
    let expires = Person::doctor().validity(time(-900), after(super::epoch(), 40_000));
    let future = Person::doctor().validity(time(100), time(900));
    let bes = |id, title, code: &str, person| {
        Case::invalid(id, title, &[code], by(person, Level::Bes).bytes)
            .with_values_outside()
            .signature("prescription", "BES", "INVALID")
    };
    let expired_later = by(&expires, Level::T);
    vec![
        refused(
            "expired-at-stamp",
            "The certificate had expired before the time-stamp",
            "pki.certificate.expired",
            &expired,
        ),
        bes(
            "expired-without-stamp",
            "The certificate has expired, and nothing proves an earlier signature",
            "pki.certificate.expired_no_poe",
            &expires,
        ),
        Case::valid(
            "expired-after-stamp",
            "The certificate expired after the time-stamp",
            &expired_later,
        )
        .with_values_outside(),
        refused(
            "not-yet-valid-at-stamp",
            "The certificate was not yet valid at the time-stamp",
            "pki.certificate.not_yet_valid",
            &future,
        ),
        bes(
            "not-yet-valid-without-stamp",
            "The certificate is not yet valid",
            "pki.certificate.not_yet_valid_no_poe",
            &future,
        ),
    ]
}

fn revocation() -> Vec<Case> {
    let (missing, unusable) = (["pki.revocation.missing"], ["pki.revocation.unusable"]);
    let revoked_world = world();
    let revoked =
        revoked_world.hpki.credential(&Person::doctor().revoked(revoked_world.time(-10 * DAY)));
    let with = |level| prescription(&revoked_world, &revoked, level).build().bytes;
    let crl = revoked_world.hpki.crl(Usage::Signature, revoked_world.time(-6 * 3600));

    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let xl_with = |crls: Vec<Vec<u8>>| {
        prescription(&world, &doctor, Level::Xl)
            .customize(|recipe| recipe.values.as_mut().unwrap().crls = crls)
            .build()
            .bytes
    };
    let genuine = world.hpki.validation_data(world.time(30_000)).crls;
    let forged_crl =
        World::forged(super::epoch()).hpki.crl(Usage::Signature, world.time(-6 * 3600));
    let stale = world.hpki.crl(Usage::Signature, world.time(-10 * DAY));
    let ca_revoked = world.hpki.sarl(world.time(-29 * 3600), &[(4, world.time(-3 * DAY))]);
    let backdated = prescription(&revoked_world, &revoked, Level::Xl)
        .customize(|recipe| recipe.signing_time = Some(revoked_world.time(-20 * DAY)))
        .build()
        .bytes;
    let without = |case: Case| case.signature("prescription", "XL", "INDETERMINATE");
    vec![
        Case::invalid(
            "revoked-before-stamp",
            "The embedded CRL says that the certificate was revoked before the time-stamp",
            &["pki.certificate.revoked"],
            with(Level::Xl),
        )
        .signature("prescription", "XL", "INVALID"),
        Case::invalid(
            "revoked-before-stamp-backdated",
            "The same with a SigningTime from before the revocation: only a claim",
            &["pki.certificate.revoked"],
            backdated,
        )
        .signature("prescription", "XL", "INVALID"),
        Case::invalid(
            "revoked-without-stamp",
            "The certificate is revoked, and nothing proves an earlier signature",
            &["pki.certificate.revoked_no_poe"],
            with(Level::Bes),
        )
        .with_values_outside()
        .entry(|e| drop(e.crls.remove(0)))
        .own_crl(crl)
        .signature("prescription", "BES", "INVALID"),
        Case::invalid(
            "ca-revoked-before-stamp",
            "The root's list says that the CA was revoked before the time-stamp",
            &["pki.ca.revoked"],
            xl_with(vec![genuine[0].clone(), ca_revoked]),
        )
        .signature("prescription", "XL", "INVALID"),
        without(Case::indeterminate(
            "crl-none",
            "No revocation list at all",
            &missing,
            xl_with(Vec::new()),
        ))
        // Without RevocationValues it is no ES-XL.
        .entry(|entry| entry.signatures[0].level = "T".into()),
        without(Case::indeterminate(
            "crl-of-ca-missing",
            "The list of the root, but none for the signer",
            &missing,
            xl_with(vec![genuine[1].clone()]),
        )),
        without(Case::indeterminate(
            "crl-forged",
            "The list for the signer is not signed by the CA",
            &unusable,
            xl_with(vec![forged_crl, genuine[1].clone()]),
        )),
        without(Case::indeterminate(
            "crl-stale",
            "The list for the signer had run out six days before the time-stamp",
            &unusable,
            xl_with(vec![stale, genuine[1].clone()]),
        )),
    ]
}

/// The signer's status comes from an embedded OCSP response in place of a CRL.
fn ocsp() -> Vec<Case> {
    let with = |status: fn(&World) -> OcspStatus| {
        let world = world();
        let doctor = world.hpki.credential(&Person::doctor());
        let at = world.time(30_000);
        let response = OcspResponse {
            serial: doctor.serial,
            status: status(&world),
            this_update: world.time(0),
            next_update: world.time(4 * DAY),
        };
        let mut values = world.hpki.validation_data(at);
        values.crls.remove(0);
        values.ocsps.push(response.sign(&world.hpki.sign_ca));
        prescription(&world, &doctor, Level::Xl)
            .customize(|recipe| recipe.values = Some(values))
            .build()
    };
    vec![
        Case::valid(
            "ocsp-good",
            "An embedded OCSP response of the CA says that the certificate is good",
            &with(|_| OcspStatus::Good),
        ),
        Case::invalid(
            "ocsp-revoked",
            "An embedded OCSP response says that the certificate was revoked before the time-stamp",
            &["pki.certificate.revoked"],
            with(|world| OcspStatus::Revoked(world.time(-DAY))).bytes,
        )
        .signature("prescription", "XL", "INVALID"),
        Case::indeterminate(
            "ocsp-unknown",
            "An embedded OCSP response does not know the certificate",
            &["pki.revocation.unusable"],
            with(|_| OcspStatus::Unknown).bytes,
        )
        .signature("prescription", "XL", "INDETERMINATE"),
    ]
}
