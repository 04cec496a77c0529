//! Signatures and documents whose form is wrong in one place: what is not there, or cannot be read.
//!
//! Where it can be, the fault was signed: nothing but its form is wrong with the signature then.

use super::case::{Case, world};
use super::good::{SIGNED, by, prescription};
use super::references::changed;
use crate::documents::{
    Edit, ExtraReference, Level, Part, PrescriptionBuilder, SignatureRecipe, SignedPart,
    SigningCertificate, prescription_payload,
};
use crate::mutate;
use crate::pki::Person;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = references();
    cases.extend(values());
    cases.extend(structure());
    cases.extend(signing_certificate());
    cases.extend(validation_data());
    cases.extend(documents());
    cases.extend(unreadable());
    cases
}

fn invalid(id: &str, title: &str, code: &str, bytes: Vec<u8>) -> Case {
    Case::invalid(id, title, &[code], bytes).with_values_outside()
}

/// A doctor's ES-T in which something was written otherwise before it was signed.
fn edited(part: SignedPart, from: &str, to: &str) -> Vec<u8> {
    changed(|recipe| recipe.edits.push(Edit::new(part, from, to)))
}

fn extra(uri: &str, transform: Option<&str>) -> Vec<u8> {
    let transform = transform.map(str::to_owned);
    let reference = ExtraReference { transform, ..ExtraReference::new(uri, b"") };
    changed(|recipe| recipe.references.push(Part::Extra(reference)))
}

const BASE64: &str = "http://www.w3.org/2000/09/xmldsig#base64";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
/// One more than the verifier's limit, together with the one that is there.
const TRANSFORMS: usize = 8;

fn references() -> Vec<Case> {
    let key_info = " URI=\"#PrescriptionSign-KeyInfo\"";
    let transform = format!("<xs:Transform Algorithm=\"{EXCLUSIVE}\"></xs:Transform>");
    let first = format!("{key_info}><xs:Transforms>");
    let many = format!("{first}{}", transform.repeat(TRANSFORMS));
    let next = "</xs:DigestValue></xs:Reference><xs:Reference Id=\"PrescriptionSign-Reference3";
    let twice = mutate::replace(
        &by(&Person::doctor(), Level::T).bytes,
        "</AdditionalPrescriptionInformation>",
        "<Note id=\"PrescriptionSign-KeyInfo\"/></AdditionalPrescriptionInformation>",
    );
    vec![
        invalid(
            "reference-without-uri",
            "A reference without URI: only the signer knows what it means",
            "xmldsig.reference.no_uri",
            edited(SignedPart::SignedInfo, key_info, ""),
        ),
        invalid(
            "reference-xpointer",
            "A reference by an XPointer that is more than an identifier",
            "xmldsig.reference.unknown_pointer",
            extra("#xpointer(//Version)", None),
        ),
        invalid(
            "reference-id-twice",
            "Two elements have the identifier of KeyInfo, to which a reference points",
            "xmldsig.reference.duplicate_id",
            twice,
        )
        .also(&["xml.id.duplicate"]),
        invalid(
            "reference-to-nothing",
            "A reference to an identifier that no element has",
            "xmldsig.reference.not_found",
            extra("#nothing", None),
        ),
        invalid(
            "transform-unknown-beside",
            "An unknown transform of something beside the document",
            "xmldsig.transform.not_allowed",
            extra(
                "#AdditionalPrescriptionInformation",
                Some("urn:shohosen:test:no-such-transform"),
            ),
        ),
        invalid(
            "transform-base64-of-text",
            "A base64 transform of something that is not base64",
            "xmldsig.transform.failed",
            extra("#AdditionalPrescriptionInformation", Some(BASE64)),
        ),
        invalid(
            "transforms-too-many",
            "A reference with nine transforms",
            "xmldsig.transform.too_many",
            edited(SignedPart::SignedInfo, &first, &many),
        ),
        invalid(
            "digest-value-not-base64",
            "A DigestValue that is not base64",
            "xmldsig.digest_value.malformed",
            edited(SignedPart::SignedInfo, next, &format!("!{next}")),
        ),
    ]
}

fn values() -> Vec<Case> {
    let bes = by(&Person::doctor(), Level::Bes).bytes;
    let value = "<xs:SignatureValue Id=\"PrescriptionSign-SignatureValue\">";
    let method = format!("<xs:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\">");
    let unknown = "<xs:CanonicalizationMethod Algorithm=\"urn:shohosen:test:no-such-c14n\">";
    vec![
        invalid(
            "signature-value-not-base64",
            "A SignatureValue that is not base64",
            "xmldsig.signature.malformed",
            mutate::replace(&bes, value, &format!("{value}!")),
        ),
        invalid(
            "canonicalization-unknown",
            "SignedInfo names a canonicalization that nobody knows",
            "xmldsig.canonicalization.unknown",
            edited(SignedPart::SignedInfo, &method, unknown),
        ),
    ]
}

fn structure() -> Vec<Case> {
    let t = by(&Person::doctor(), Level::T).bytes;
    let method = format!("<xs:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\">");
    let key_info = mutate::between(&t, "<xs:X509Data>", "</xs:X509Data>").to_owned();
    let key_info = format!("<xs:X509Data>{key_info}</xs:X509Data>");
    let target = "Target=\"#PrescriptionSign\"";
    vec![
        invalid(
            "structure-attribute-missing",
            "CanonicalizationMethod without Algorithm",
            "xades.structure.attribute_missing",
            edited(SignedPart::SignedInfo, &method, "<xs:CanonicalizationMethod>"),
        ),
        invalid(
            "structure-key-info-empty",
            "KeyInfo without content",
            "xades.structure.nothing_of_choice",
            mutate::replace(&t, &key_info, ""),
        ),
        invalid(
            "structure-unexpected-element",
            "KeyInfo holds an element that the schema does not know",
            "xades.structure.unexpected_element",
            edited(SignedPart::KeyInfo, "<xs:X509Data>", "<xs:Note></xs:Note><xs:X509Data>"),
        ),
        invalid(
            "structure-unexpected-text",
            "SignedInfo holds text",
            "xades.structure.unexpected_text",
            edited(SignedPart::SignedInfo, &method, &format!("a note{method}")),
        ),
        invalid(
            "structure-other-target",
            "QualifyingProperties belongs to another signature",
            "xades.structure.target_mismatch",
            mutate::replace(&t, target, "Target=\"#OtherSign\""),
        ),
        invalid(
            "cert-digest-missing",
            "The signed property names a certificate without its digest",
            "xades.structure.element_missing",
            changed(without_cert_digest),
        ),
    ]
}

/// A Cert without CertDigest: it goes by another name.
fn without_cert_digest(recipe: &mut SignatureRecipe<'_>) {
    recipe.signing_certificate = SigningCertificate::V1;
    for (from, to) in [("<xa:CertDigest>", "<xa:Digest>"), ("</xa:CertDigest>", "</xa:Digest>")] {
        recipe.edits.push(Edit::new(SignedPart::SignedProperties, from, to));
    }
}

fn signing_certificate() -> Vec<Case> {
    let nothing = |recipe: &mut SignatureRecipe<'_>| {
        recipe.signing_certificate = SigningCertificate::None;
        recipe.references = vec![Part::Document, Part::SignedProperties];
    };
    let without_key = |id, title, code, bytes| {
        invalid(id, title, code, bytes).also(&["xmldsig.signature.not_verified"])
    };
    let other_serial = |recipe: &mut SignatureRecipe<'_>| {
        recipe.signing_certificate = SigningCertificate::V1;
        let serial = recipe.signer.serial;
        let text = |serial| format!(">{serial}</xs:X509SerialNumber>");
        let edit =
            Edit::new(SignedPart::SignedProperties, &text(serial), &text(serial.wrapping_add(1)));
        recipe.edits.push(edit);
    };
    let sha256 = "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"";
    let unknown = "Algorithm=\"urn:shohosen:test:no-such-digest\"";
    vec![
        without_key(
            "signing-certificate-not-named",
            "Nothing that is signed names a certificate",
            "xades.signing_certificate.not_found",
            changed(nothing),
        ),
        without_key(
            "signing-certificate-malformed",
            "KeyInfo holds octets that are no certificate",
            "xades.signing_certificate.malformed",
            changed(|recipe| recipe.key_info_certificate = Some(b"no certificate".to_vec())),
        ),
        invalid(
            "cert-digest-of-unknown-algorithm",
            "CertDigest names a digest algorithm that nobody knows",
            "xades.signing_certificate.digest_unreadable",
            edited(SignedPart::SignedProperties, sha256, unknown),
        ),
        invalid(
            "issuer-serial-of-other-certificate",
            "IssuerSerial names the next serial number of the same issuer",
            "xades.signing_certificate.issuer_serial_mismatch",
            changed(other_serial),
        ),
    ]
}

fn validation_data() -> Vec<Case> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let with = |change: fn(&mut crate::pki::ValidationData)| {
        prescription(&world, &doctor, Level::Xl)
            .customize(|recipe| change(recipe.values.as_mut().unwrap()))
            .build()
            .bytes
    };
    let case = |id, title, code: &str, bytes| {
        Case::invalid(id, title, &[code], bytes).signature("prescription", "XL", "INVALID")
    };
    vec![
        case(
            "certificate-values-malformed",
            "CertificateValues holds octets that are no certificate",
            "xades.certificate_values.malformed",
            with(|values| values.certificates.push(b"no certificate".to_vec())),
        ),
        case(
            "revocation-values-malformed",
            "CRLValues holds octets that are no revocation list",
            "xades.revocation_values.malformed",
            with(|values| values.crls.push(b"no list".to_vec())),
        ),
        case(
            "ocsp-values-malformed",
            "OCSPValues holds octets that are no OCSP response",
            "xades.revocation_values.malformed",
            with(|values| values.ocsps.push(b"no response".to_vec())),
        ),
    ]
}

fn documents() -> Vec<Case> {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let no_records = PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(SIGNED))
        .content("not base64!")
        .level(Level::T, &world)
        .build()
        .bytes;
    let t = by(&Person::doctor(), Level::T).bytes;
    // Each of seventeen identifiers twice: one more than a report lists.
    let note = |number: usize| format!("<Note id=\"note-{number}\"/>").repeat(2);
    let notes: String = (0..=16).map(note).collect();
    let end = "</AdditionalPrescriptionInformation>";
    let start = "<PrescriptionManagement";
    let management = format!(
        "{start}{}</PrescriptionManagement>",
        mutate::between(&t, start, "</PrescriptionManagement>")
    );
    let second = management.replace(" id=\"PrescriptionManagement\"", "");
    vec![
        invalid(
            "management-missing",
            "A prescription without PrescriptionManagement, which no signature covers",
            "document.element.missing",
            mutate::replace(&t, &management, ""),
        )
        .also(&["document.version.missing"]),
        invalid(
            "management-twice",
            "A prescription with a second PrescriptionManagement, which no signature covers",
            "document.element.repeated",
            mutate::replace(&t, &management, &format!("{management}{second}")),
        ),
        invalid(
            "records-not-base64",
            "What is signed in place of the records is not base64",
            "document.payload.malformed",
            no_records,
        ),
        invalid(
            "id-twice-in-unsigned-data",
            "An identifier in unsigned data appears twice, and no reference points to it",
            "xml.id.duplicate",
            mutate::replace(&t, end, &format!("{}{end}", note(0))),
        ),
        invalid(
            "ids-twice-many",
            "Seventeen identifiers in unsigned data appear twice",
            "xml.id.duplicate_more",
            mutate::replace(&t, end, &format!("{notes}{end}")),
        )
        .also(&["xml.id.duplicate"]),
    ]
}

fn unreadable() -> Vec<Case> {
    let bes = by(&Person::doctor(), Level::Bes).bytes;
    let root = "<Document ";
    let declared = |attribute: &str| mutate::replace(&bes, root, &format!("{root}{attribute} "));
    let mut not_utf8 = bes.clone();
    let at = not_utf8.len() - "</Document>".len();
    // 処 in Shift_JIS.
    not_utf8.splice(at..at, [0x8F, 0x88]);
    let cut = bes[..bes.len() - "</Document>".len()].to_vec();
    let case = |id, title, code, bytes| Case::unreadable(id, title, code, bytes);
    vec![
        case("empty", "An empty file", "xml.input.empty", Vec::new()),
        case("not-utf8", "Shift_JIS inside", "xml.encoding.not_utf8", not_utf8),
        case(
            "encoding-declared-shift-jis",
            "The XML declaration names Shift_JIS",
            "xml.encoding.unsupported",
            mutate::replace(&bes, "encoding=\"UTF-8\"", "encoding=\"Shift_JIS\""),
        ),
        case("cut", "The last end tag is missing", "xml.document.not_well_formed", cut),
        case(
            "entity-undefined",
            "A reference to an entity that nobody defines",
            "xml.entity.undefined",
            mutate::replace(&bes, "</Prescription>", "&nbsp;</Prescription>"),
        ),
        case(
            "prefix-undeclared",
            "A prefix that nobody declares",
            "xml.namespace.undeclared_prefix",
            declared("x:note=\"a\""),
        ),
        case(
            "namespace-relative",
            "A namespace name without a scheme, of which Canonical XML makes nothing",
            "xml.namespace.not_absolute",
            declared("xmlns:x=\"note\""),
        ),
        case(
            "attribute-twice",
            "An attribute that appears twice",
            "xml.attribute.duplicate",
            declared("id=\"Document\""),
        ),
    ]
}
