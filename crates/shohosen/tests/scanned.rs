//! Signed scans of paper: VALID only if everything that a reader is shown was signed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen::codes::{xades, xmldsig};
use shohosen::pki::{Certificate, CertificateList, TrustAnchor, TrustStore};
use shohosen::xades::ExternalData;
use shohosen::{Report, Verdict, Verifier, VerifyInput, VerifyScratch};
use shohosen_testkit::deciding::assert_report;
use shohosen_testkit::documents::{
    ExtraObject, ExtraReference, Level, Part, PrescriptionBuilder, ScannedBuilder, World,
    prescription_payload,
};
use shohosen_testkit::keys::Digest;
use shohosen_testkit::mutate;
use shohosen_testkit::pki::{DAY, Person, Usage};
use std::collections::BTreeMap;

const PICTURE: &[u8] = b"a picture of a prescription";
const INDEX: &[u8] = b"<index>\n  <page   name='1'/></index>";

struct Files(BTreeMap<&'static str, Vec<u8>>);

impl ExternalData for Files {
    fn get(&self, uri: &str) -> Option<&[u8]> {
        self.0.get(uri).map(Vec::as_slice)
    }
}

fn world() -> World {
    World::from_committed_keys(shohosen_testkit::suite::epoch())
}

fn report(world: &World, bytes: &[u8], files: &[(&'static str, &[u8])]) -> Report {
    let anchor = |der: &[u8]| TrustAnchor::certificate(Certificate::from_der(der).unwrap());
    let mut anchors = TrustStore::new();
    anchors.add(anchor(&world.hpki.root.certificate));
    let at = world.time(DAY);
    let verifier = Verifier::builder()
        .only_anchors(anchors)
        .tsa_anchor(anchor(&world.tsa.root))
        .crl(CertificateList::from_der(&world.hpki.crl(Usage::Signature, at)).unwrap())
        .crl(CertificateList::from_der(&world.hpki.sarl(at, &[])).unwrap())
        .intermediate(Certificate::from_der(&world.hpki.sign_ca.certificate).unwrap())
        .accept_scanned(true)
        .build();
    let files = Files(files.iter().map(|(uri, octets)| (*uri, octets.to_vec())).collect());
    let input = VerifyInput { external: Some(&files) };
    let scratch = &mut VerifyScratch::default();
    verifier.verify_with(bytes, at, input, scratch).unwrap().into_report()
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.errors().map(|finding| finding.code.id()).collect()
}

const PAGES: [(&str, &[u8]); 2] = [("./1.jpg", PICTURE), ("./2.jpg", b"the other page")];

/// A signed scan of two pages.
fn two_pages(world: &World) -> Vec<u8> {
    let doctor = world.hpki.credential(&Person::doctor());
    ScannedBuilder::new(&PAGES, &doctor).level(Level::Xl, world, world.time(0)).build().bytes
}

#[test]
fn a_scan_is_valid_with_all_its_files() {
    let world = world();
    let whole = report(&world, &two_pages(&world), &PAGES);
    assert_eq!(whole.verdict(), Verdict::Valid, "{}", whole.to_json());
}

#[test]
fn a_file_that_is_not_at_hand_is_missing() {
    let world = world();
    let half = report(&world, &two_pages(&world), &PAGES[..1]);
    assert_report(xades::SCAN_FILE_MISSING, &half);
    let missing = half.errors().next().unwrap();
    assert_eq!(missing.evidence.get("uri"), Some(&"./2.jpg".into()), "the file is named");
}

#[test]
fn a_file_that_was_swapped_does_not_match() {
    let world = world();
    let swapped = [PAGES[0], ("./2.jpg", b"another page".as_slice())];
    let swapped = report(&world, &two_pages(&world), &swapped);
    assert_report(xmldsig::MANIFEST_REFERENCE_MISMATCH, &swapped);
}

#[test]
fn an_object_that_nobody_signed_is_named() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let files: [(&str, &[u8]); 1] = [("./1.jpg", PICTURE)];
    let scan = ScannedBuilder::new(&files, &doctor).level(Level::Xl, &world, world.time(0)).build();
    for added in [
        "<Object MimeType=\"image/png\">iVBORw0KGgo=</Object></Signature>",
        "<Object><page>forged</page></Object></Signature>",
    ] {
        let forged = mutate::replace(&scan.bytes, "</Signature>", added);
        let forged = report(&world, &forged, &files);
        assert_report(xades::SCAN_OBJECT_NOT_COVERED, &forged);
        let place = forged.errors().next().unwrap().location.as_deref().unwrap();
        assert!(place.contains("Object[3]"), "{place}");
    }
}

#[test]
fn an_object_that_was_signed_whole_is_a_scan_and_its_content_alone_is_none() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let object = |uri: &str, octets: String| {
        let object = ExtraObject {
            id: "picture".into(),
            content: "<page xmlns=\"\" id=\"page\">iVBORw0KGgo=</page>".into(),
            after_properties: false,
        };
        let reference = ExtraReference::new(uri, octets.as_bytes());
        ScannedBuilder::new(&[("./1.jpg", PICTURE)], &doctor)
            .level(Level::Xl, &world, world.time(0))
            .customize(|recipe| {
                recipe.objects.push(object);
                recipe.references[0] = Part::Extra(reference);
            })
            .build()
            .bytes
    };
    let page = "<page id=\"page\">iVBORw0KGgo=</page>".to_owned();
    let element = report(&world, &object("#page", page), &[]);
    assert_eq!(element.verdict(), Verdict::Invalid, "{}", element.to_json());
    assert!(codes(&element).contains(&"xades.scan.nothing_signed"), "{:?}", codes(&element));
}

#[test]
fn a_scan_of_which_nothing_is_signed() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let scan = ScannedBuilder::new(&[("./1.jpg", PICTURE)], &doctor)
        .level(Level::Xl, &world, world.time(0))
        .customize(|recipe| drop(recipe.references.remove(0)))
        .build();
    // The Manifest stands in an Object as before: it would be shown, and is covered by nothing.
    let object = mutate::between(&scan.bytes, "<Object Id=\"Id-Object-1\">", "</Object>");
    let object = format!("<Object Id=\"Id-Object-1\">{object}</Object>");
    let nothing = mutate::replace(&scan.bytes, &object, "");
    assert_report(xades::SCAN_NOTHING_SIGNED, &report(&world, &nothing, &[]));
}

/// A base64 transform digests what the text of the Manifest decodes to, which says nothing of the elements
/// around it: which file it is about may be changed.
#[test]
fn a_manifest_of_which_only_the_text_is_digested_is_not_signed() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let text = ExtraReference {
        transform: Some("http://www.w3.org/2000/09/xmldsig#base64".into()),
        ..ExtraReference::new("#Id-Manifest-1", &Digest::Sha256.of(PICTURE))
    };
    let scan = ScannedBuilder::new(&[("./1.jpg", PICTURE)], &doctor)
        .level(Level::Xl, &world, world.time(0))
        .customize(|recipe| recipe.references[0] = Part::Extra(text))
        .build();
    let report = report(&world, &scan.bytes, &[("./1.jpg", PICTURE)]);
    assert_eq!(report.verdict(), Verdict::Invalid);
    assert!(codes(&report).contains(&"xades.scan.nothing_signed"), "{:?}", codes(&report));
    // The reference itself is as it should be.
    assert!(!codes(&report).contains(&"xmldsig.reference.digest_mismatch"));
}

/// The signature of a genuine prescription, moved beside a picture: its references match, and it covers
/// no scan.
#[test]
fn a_prescriptions_signature_is_no_signature_of_a_scan() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let payload = prescription_payload();
    let genuine = PrescriptionBuilder::new(&payload, &doctor, world.time(0))
        .level(Level::Xl, &world)
        .build()
        .bytes;
    let document = mutate::between(&genuine, "<PrescriptionDocument", "</PrescriptionDocument>");
    let document = format!("<PrescriptionDocument{document}</PrescriptionDocument>");
    let signature = mutate::between(&genuine, "<PrescriptionSign>", "</PrescriptionSign>");
    for picture in
        ["", "<Object xmlns=\"http://www.w3.org/2000/09/xmldsig#\">iVBORw0KGgo=</Object>"]
    {
        let (start, end) = signature.rsplit_once("</").unwrap();
        let moved = format!(
            "<?xml version=\"1.0\"?>{start}<Object xmlns=\"http://www.w3.org/2000/09/xmldsig#\">\
             {document}</Object>{picture}</{end}"
        );
        let moved = report(&world, moved.as_bytes(), &[]);
        assert_ne!(moved.verdict(), Verdict::Valid, "{}", moved.to_json());
        assert!(codes(&moved).contains(&"xades.scan.nothing_signed"), "{:?}", codes(&moved));
    }
}

/// A reference with a canonicalization digests the canonical octets of an XML file, which differ from
/// those on disk (XML-DSig §4.4.3.2).
#[test]
fn an_xml_file_is_parsed_where_its_reference_names_a_canonicalization() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    // What `xmllint --exc-c14n` writes for INDEX: attributes in double quotes, empty elements in pairs.
    let canonical: &[u8] = b"<index>\n  <page name=\"1\"></page></index>";
    let builder = ScannedBuilder::new(&[("./index.xml", canonical)], &doctor);
    let stated = builder.transform("http://www.w3.org/2001/10/xml-exc-c14n#");
    let scan = stated.level(Level::Xl, &world, world.time(0)).build();
    let whole = report(&world, &scan.bytes, &[("./index.xml", INDEX)]);
    assert_eq!(whole.verdict(), Verdict::Valid, "{}", whole.to_json());
    let changed = report(&world, &scan.bytes, &[("./index.xml", b"<index/>")]);
    assert_eq!(codes(&changed), ["xmldsig.manifest.digest_mismatch"]);
    let no_xml = report(&world, &scan.bytes, &[("./index.xml", PICTURE)]);
    assert_eq!(no_xml.verdict(), Verdict::Invalid);
}
