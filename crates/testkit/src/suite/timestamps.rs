//! Time-stamps that prove nothing.

use super::case::{Case, world};
use super::good::{by, note_object, prescription};
use crate::documents::{Level, SignatureRecipe, SignedDocument, Stamp};
use crate::keys::Digest;
use crate::mutate;
use crate::pki::{DAY, Person, ValidationData, after};
use crate::tsa::{TimeStampAuthority, TsaFlaw};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = signature_stamps();
    cases.extend(authorities());
    cases.extend(beside_lists());
    cases.extend(archive_stamps());
    cases
}

/// A doctor's prescription of this level whose time-stamps were made otherwise.
fn made(level: Level, change: impl FnOnce(&mut SignatureRecipe<'_>)) -> SignedDocument {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    prescription(&world, &doctor, level).customize(change).build()
}

fn signature_stamps() -> Vec<Case> {
    let stamped = |change: fn(&mut Stamp<'_>)| {
        made(Level::T, |recipe| change(&mut recipe.signature_stamps[0]))
    };
    let invalid = |id, title, code: &str, document: SignedDocument| {
        Case::invalid(id, title, &[code], document.bytes).with_values_outside().signature(
            "prescription",
            "T",
            "INVALID",
        )
    };
    let value = by(&Person::doctor(), Level::Bes).signatures[0].signature_value.clone();
    let of_value = made(Level::T, |recipe| {
        recipe.signature_stamps[0].imprint_of = Some(value);
    });
    let mut broken = by(&Person::doctor(), Level::T);
    broken.bytes = mutate::change_base64_before(&broken.bytes, "</xa:EncapsulatedTimeStamp>", 100);
    let second = stamped(|stamp| {
        stamp.options.signing_certificate_v1 = false;
        stamp.options.digest = Digest::Sha256;
        stamp.options.accuracy_millis = Some(500);
        stamp.options.nonce = Some(0x0123_4567_89AB_CDEF);
        stamp.imprint_digest = Digest::Sha512;
    });
    let ber = stamped(|stamp| stamp.options.ber = true);
    let without_certificate = made(Level::Xl, |recipe| {
        recipe.signature_stamps[0].options.include_certificate = false;
    });
    let early = stamped(|stamp| stamp.gen_time = after(stamp.gen_time, -3600));
    let t = by(&Person::doctor(), Level::T).bytes;
    let (start, end) = ("<xa:EncapsulatedTimeStamp>", "</xa:EncapsulatedTimeStamp>");
    let token = format!("{start}{}{end}", mutate::between(&t, start, end));
    let no_token = |text: &str| mutate::replace(&t, &token, text);
    vec![
        Case::valid(
            "stamp-of-another-kind",
            "ESSCertIDv2, accuracy, nonce, SHA-512 imprint",
            &second,
        )
        .with_values_outside(),
        Case::valid("stamp-in-ber", "The token has indefinite lengths", &ber).with_values_outside(),
        Case::valid(
            "stamp-without-certificate",
            "The TSA's certificate is not in the token but in TimeStampValidationData",
            &without_certificate,
        ),
        Case::valid(
            "stamp-before-signing-time",
            "The claimed SigningTime is after the time-stamp: a warning",
            &early,
        )
        .with_values_outside()
        .entry(|e| e.codes = vec!["timestamp.order.signing_time_after_timestamp".into()]),
        invalid(
            "stamp-of-another-signature",
            "The time-stamp was made for another signature",
            "timestamp.imprint.mismatch",
            stamped(|stamp| stamp.imprint_of = Some(b"another signature".to_vec())),
        ),
        invalid(
            "stamp-of-value-octets",
            "The time-stamp hashes the octets of the value in place of the element",
            "timestamp.imprint.mismatch",
            of_value,
        ),
        invalid(
            "stamp-signature-changed",
            "The TSA's signature was changed",
            "timestamp.signature.invalid",
            broken,
        ),
        invalid(
            "stamp-without-signing-certificate",
            "The token does not say which certificate made it",
            "timestamp.signer.ess_missing",
            stamped(|stamp| stamp.options.without_signing_certificate = true),
        ),
        invalid(
            "stamp-of-other-signing-certificate",
            "The token names another certificate than the TSA's",
            "timestamp.signer.ess_mismatch",
            stamped(|stamp| {
                stamp.options.signing_certificate_of = Some(b"another certificate".to_vec());
            }),
        ),
        Case::invalid(
            "stamp-without-token",
            "The time-stamp is an element without a token",
            &["timestamp.archive.missing_data"],
            no_token(""),
        )
        .with_values_outside(),
        Case::invalid(
            "stamp-not-base64",
            "The token is not base64",
            &["timestamp.encoding.base64"],
            no_token(&format!("{start}no token{end}")),
        )
        .with_values_outside(),
        Case::invalid(
            "stamp-malformed",
            "The token is base64 of something else",
            &["timestamp.token.malformed"],
            no_token(&format!("{start}bm90IGEgdG9rZW4={end}")),
        )
        .with_values_outside(),
        Case::indeterminate(
            "stamp-sha1-imprint",
            "The imprint is SHA-1",
            &["timestamp.imprint.algorithm_not_allowed"],
            stamped(|stamp| stamp.imprint_digest = Digest::Sha1).bytes,
        )
        .with_values_outside()
        .signature("prescription", "T", "INDETERMINATE"),
    ]
}

/// An ES-XL prescription that another TSA stamped.
fn stamped_by(tsa: &TimeStampAuthority) -> Vec<u8> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let stamp = Stamp {
        authority: tsa,
        validation_data: tsa.validation_data(true),
        ..world.stamp(world.time(29_905))
    };
    prescription(&world, &doctor, Level::Xl)
        .customize(|recipe| recipe.signature_stamps = vec![stamp])
        .build()
        .bytes
}

fn authorities() -> Vec<Case> {
    let epoch = super::epoch();
    let anchor = ["timestamp.path.no_trust_anchor"];
    let flawed = |id, title, code: &str, flaw| {
        let bytes = stamped_by(&TimeStampAuthority::flawed(epoch, flaw));
        Case::invalid(id, title, &[code], bytes).signature("prescription", "XL", "INVALID")
    };
    vec![
        Case::indeterminate(
            "tsa-without-anchor",
            "No anchor for time-stamps was configured",
            &anchor,
            by(&Person::doctor(), Level::Xl).bytes,
        )
        .file_of("prescription-xl")
        .entry(|e| e.tsa_anchors.clear())
        .signature("prescription", "XL", "INDETERMINATE"),
        Case::indeterminate(
            "tsa-forged",
            "The TSA and its root look like the genuine ones, on keys of the forger",
            &anchor,
            stamped_by(&TimeStampAuthority::forged(epoch)),
        )
        .signature("prescription", "XL", "INDETERMINATE"),
        flawed(
            "tsa-without-usage",
            "The TSA's certificate is not for time-stamping",
            "timestamp.signer.eku",
            TsaFlaw::WithoutTimeStampingUsage,
        )
        .also(&["pki.revocation.unusable"]),
        flawed(
            "tsa-usage-not-critical",
            "The TSA's extendedKeyUsage is not critical",
            "timestamp.signer.eku",
            TsaFlaw::UsageNotCritical,
        )
        .also(&["pki.revocation.unusable"]),
        flawed(
            "tsa-expired",
            "The TSA's certificate expired a year before the time-stamp",
            "timestamp.certificate.expired",
            TsaFlaw::Expired,
        )
        .also(&["pki.revocation.unusable", "timestamp.gen_time.outside_validity"]),
    ]
}

/// An ES-T prescription that another TSA stamped, with all that is needed beside it: nothing but the
/// time-stamp is in question.
fn beside_lists() -> Vec<Case> {
    let epoch = super::epoch();
    let by_flawed = |flaw| {
        let (tsa, world) = (TimeStampAuthority::flawed(epoch, flaw), world());
        let doctor = world.hpki.credential(&Person::doctor());
        let stamp = Stamp {
            authority: &tsa,
            validation_data: ValidationData::default(),
            ..world.stamp(world.time(29_905))
        };
        prescription(&world, &doctor, Level::T)
            .customize(|recipe| recipe.signature_stamps = vec![stamp])
            .build()
            .bytes
    };
    let flawed = |id, title, code: &str, flaw| {
        Case::invalid(id, title, &[code], by_flawed(flaw)).with_values_outside()
    };
    vec![
        Case::indeterminate(
            "stamp-without-anchor",
            "No anchor for time-stamps was configured",
            &["timestamp.path.no_trust_anchor"],
            by(&Person::doctor(), Level::T).bytes,
        )
        .file_of("prescription-t")
        .with_values_outside()
        .entry(|entry| entry.tsa_anchors.clear()),
        flawed(
            "stamp-of-tsa-without-usage",
            "The TSA's certificate is not for time-stamping",
            "timestamp.signer.eku",
            TsaFlaw::WithoutTimeStampingUsage,
        ),
        flawed(
            "stamp-of-tsa-with-unknown-critical-extension",
            "The TSA's certificate has a critical extension that nobody knows",
            "timestamp.path.invalid",
            TsaFlaw::UnknownCriticalExtension,
        ),
        flawed(
            "stamp-of-tsa-expired-since",
            "The TSA's certificate expired between the time-stamp and the verification",
            "timestamp.certificate.expired",
            TsaFlaw::ExpiresSoon,
        ),
        Case::indeterminate(
            "stamp-of-tsa-not-yet-valid",
            "The TSA's certificate became valid the day after the time-stamp",
            &["timestamp.gen_time.outside_validity"],
            by_flawed(TsaFlaw::NotYetValid),
        )
        .with_values_outside()
        .at(after(epoch, 2 * DAY)),
    ]
}

fn archive_stamps() -> Vec<Case> {
    let mismatch = "timestamp.archive.imprint_mismatch";
    let order = "timestamp.order.not_ascending";
    let invalid = |id, title, document: SignedDocument| {
        Case::invalid(id, title, &[mismatch], document.bytes).signature(
            "prescription",
            "A",
            "INVALID",
        )
    };
    let unordered = |id, title, document: SignedDocument| {
        Case::indeterminate(id, title, &[order], document.bytes).signature(
            "prescription",
            "A",
            "INDETERMINATE",
        )
    };
    let skipped = made(Level::A, |recipe| {
        recipe.objects.push(note_object());
        recipe.archive_stamps[0].skip_objects_after_properties = true;
    });
    let mut crl_changed = by(&Person::doctor(), Level::A);
    let inside = "<xa:RevocationValues Id=\"PrescriptionSign-RevocationValues\"><xa:CRLValues>\
                  <xa:EncapsulatedCRLValue";
    crl_changed.bytes = mutate::change_base64(&crl_changed.bytes, inside, 200);
    let early = made(Level::A, |recipe| {
        let stamp = &mut recipe.archive_stamps[0];
        stamp.gen_time = after(stamp.gen_time, -3600);
    });
    let swapped = made(Level::A, |recipe| {
        let mut second = recipe.archive_stamps[0].clone();
        second.gen_time = after(second.gen_time, 30 * DAY);
        recipe.archive_stamps.insert(0, second);
    });
    let nothing = made(Level::A, |recipe| {
        recipe.archive_stamps[0].imprint_of = Some(b"another archive".to_vec());
        recipe.archive_stamps[0].validation_data = ValidationData::default();
    });
    vec![
        invalid(
            "archive-object-skipped",
            "The archive time-stamp leaves out the Object after that of QualifyingProperties",
            skipped,
        ),
        invalid(
            "archive-of-another-document",
            "The archive time-stamp was made for another document",
            nothing,
        )
        .also(&["timestamp.certificate.revocation_unknown"]),
        invalid(
            "archive-crl-changed",
            "An embedded CRL was changed after the archive time-stamp",
            crl_changed,
        )
        .also(&["pki.revocation.missing"]),
        unordered(
            "archive-before-signature-stamp",
            "The archive time-stamp is an hour before the signature time-stamp",
            early,
        ),
        unordered(
            "archive-stamps-descending",
            "The second archive time-stamp is thirty days before the first",
            swapped,
        ),
    ]
}
