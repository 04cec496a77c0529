//! Documents of the service: ours have their shape, and theirs, cut back, are raised again.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use base64::Engine as _;
use common::{Clock, SIGNED_AT, key, settings, world};
use shohosen::pki::crypto::DigestAlgorithm;
use shohosen::pki::{Certificate, CertificateList, TrustAnchor};
use shohosen::sign::{ProviderError, RevocationMaterial, TimeStampAuthority};
use shohosen::{Content, Level, Permission, Providers, Signer, Time, Verdict, VerifierSettings};
use shohosen_testkit::documents::{
    PRESCRIPTION_ID, PrescriptionBuilder, World, dispensing_payload, prescription_payload,
};
use shohosen_testkit::pki::Person;
use shohosen_testkit::vectors;
use shohosen_xml::{Document, Node};

/// A sample of the service, or `None` where the samples are not at hand.
fn sample(name: &str) -> Option<String> {
    let folder = vectors::folder("jp-eprescription")?;
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|file| file == name) {
                return Some(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    panic!("no {name}")
}

/// One line an element: depth, namespace, name, names of attributes. What only the service adds
/// to a document is left out.
fn shape(node: Node<'_, '_>, depth: usize, lines: &mut Vec<String>) {
    const OF_THE_SERVICE: [&str; 4] = [
        "PrescriptionId",
        "DispensingId",
        "AdditionalPrescriptionInformation",
        "AdditionalDispensedInformation",
    ];
    if node.namespace().is_empty() && OF_THE_SERVICE.contains(&node.local_name()) {
        return;
    }
    let attributes: Vec<_> = node.attributes().map(|attribute| attribute.local_name()).collect();
    let name = node.local_name();
    lines.push(format!("{depth} {{{}}}{name} {}", node.namespace(), attributes.join(" ")));
    node.elements().for_each(|child| shape(child, depth + 1, lines));
}

fn shape_of(document: &[u8]) -> Vec<String> {
    let parsed = Document::parse(document, &Default::default()).unwrap();
    let mut lines = Vec::new();
    shape(parsed.root(), 0, &mut lines);
    lines
}

fn octets(document: &str, element: &str) -> Vec<Vec<u8>> {
    let parsed = Document::parse(document.as_bytes(), &Default::default()).unwrap();
    let found = parsed.root().descendants().filter(|node| node.local_name() == element);
    let text = |node: Node<'_, '_>| -> String {
        node.text().chars().filter(|c| !c.is_ascii_whitespace()).collect()
    };
    let engine = base64::engine::general_purpose::STANDARD;
    found.map(|node| engine.decode(text(node)).unwrap()).collect()
}

/// Without the unsigned properties of the last signature.
fn cut_to_bes(document: &str) -> String {
    let start = document.rfind("<xa:UnsignedProperties>").unwrap();
    let end = "</xa:UnsignedProperties>";
    let stop = document.rfind(end).unwrap() + end.len();
    format!("{}{}", &document[..start], &document[stop..])
}

/// Hands out the token that the sample had, in its order.
struct Recorded(Vec<u8>);

impl TimeStampAuthority for Recorded {
    fn time_stamp(&self, _: DigestAlgorithm, _: &[u8]) -> Result<Vec<u8>, ProviderError> {
        Ok(self.0.clone())
    }
}

/// The trust of the samples: the national root and the service's test TSA; and what they carry.
fn trust_of(document: &str) -> (VerifierSettings, RevocationMaterial) {
    let certificates: Vec<_> = octets(document, "EncapsulatedX509Certificate")
        .iter()
        .map(|der| Certificate::from_der(der).unwrap())
        .collect();
    let crls = octets(document, "EncapsulatedCRLValue");
    let crls = crls.iter().map(|der| CertificateList::from_der(der).unwrap()).collect();
    let mut settings = VerifierSettings::with_mhlw_root();
    let is_tsa =
        |c: &&Certificate| c.is_self_issued() && c.subject().to_string().contains("TimeStamp");
    let tsa = certificates.iter().find(is_tsa).unwrap();
    settings.trust.time_stamp_authorities.add(TrustAnchor::certificate(tsa.clone()));
    (settings, RevocationMaterial { certificates, crls, ..Default::default() })
}

#[test]
fn a_prescription_of_the_service_that_was_cut_back_is_raised_to_its_old_shape() {
    let Some(sample) = sample("Prescription-004_01.xml") else { return };
    let (settings, material) = trust_of(&sample);
    let signer =
        Signer::builder().verifier_settings(settings).permit(Permission::TestCertificate).build();
    let token = octets(&sample, "EncapsulatedTimeStamp").remove(0);
    let tsa = Recorded(token);
    let providers = Providers { time_stamps: Some(&tsa), revocation: Some(&material) };
    let at = Time::parse_rfc3339("2022-09-07T12:00:00Z").unwrap();
    let cut = cut_to_bes(&sample);
    let raised = signer.extend(cut.as_bytes(), Level::T, providers, at).unwrap();
    let raised = signer.extend(raised.bytes(), Level::Xl, providers, at).unwrap();
    assert_eq!(raised.report().verdict(), Verdict::Valid, "{}", raised.report().to_json());
    assert_eq!(raised.report().signatures[0].level, Some(Level::Xl));
    assert_eq!(shape_of(raised.bytes()), shape_of(sample.as_bytes()));
    // The very certificates and lists that the service had chosen, in its order.
    let text = String::from_utf8(raised.into_bytes()).unwrap();
    for element in ["EncapsulatedX509Certificate", "EncapsulatedCRLValue", "EncapsulatedTimeStamp"]
    {
        assert_eq!(octets(&text, element), octets(&sample, element), "{element}");
    }
}

#[test]
fn a_dispensing_of_the_service_that_was_cut_back_is_raised_to_its_old_shape() {
    let Some(sample) = sample("Dispensing-005_03.xml") else { return };
    let (mut settings, material) = trust_of(&sample);
    let world = world();
    let root = Certificate::from_der(&world.tsa.root).unwrap();
    settings.trust.time_stamp_authorities.add(TrustAnchor::certificate(root));
    let signer =
        Signer::builder().verifier_settings(settings).permit(Permission::TestCertificate).build();
    let recorded = Recorded(octets(&sample, "EncapsulatedTimeStamp").remove(1));
    let at = Time::parse_rfc3339("2022-09-30T12:00:00Z").unwrap();
    let providers = Providers { time_stamps: Some(&recorded), revocation: Some(&material) };
    let cut = cut_to_bes(&sample);
    let raised = signer.extend(cut.as_bytes(), Level::Xl, providers, at).unwrap();
    // The archive imprint is of our own properties: no recorded token is over it.
    let own = Clock { world: &world, now: at };
    let providers = Providers { time_stamps: Some(&own), revocation: Some(&material) };
    let raised = signer.extend(raised.bytes(), Level::A, providers, at).unwrap();
    assert_eq!(shape_of(raised.bytes()), shape_of(sample.as_bytes()));
    let report = raised.report();
    assert!(report.signatures.iter().any(|signature| signature.level == Some(Level::A)));
    assert_ne!(report.verdict(), Verdict::Invalid, "{}", report.to_json());
}

#[test]
fn our_documents_have_the_shape_of_the_service() {
    let (Some(prescription), Some(dispensing)) =
        (sample("Prescription-004_01.xml"), sample("Dispensing-005_03.xml"))
    else {
        return;
    };
    let world = world();
    let credential = world.hpki.credential(&Person::doctor());
    let at = world.time(SIGNED_AT);
    let now = world.time(SIGNED_AT + 600);
    let own = settings(&world, now);
    let material = RevocationMaterial { crls: own.trust.crls.clone(), ..Default::default() };
    let tsa = Clock { world: &world, now };
    let providers = Providers { time_stamps: Some(&tsa), revocation: Some(&material) };
    let signer = Signer::builder().verifier_settings(own.clone()).build();

    let records = prescription_payload();
    let signed = signer.sign(Content::Prescription(&records), &key(&credential), at).unwrap();
    let raised = signer.extend(signed.bytes(), Level::Xl, providers, now).unwrap();
    assert_eq!(shape_of(raised.bytes()), shape_of(prescription.as_bytes()));
    let bes = cut_to_bes(&prescription);
    assert_eq!(shape_of(signed.bytes()), shape_of(bes.as_bytes()));

    let received = PrescriptionBuilder::new(&records, &credential, at)
        .level(shohosen_testkit::documents::Level::Xl, &world)
        .build();
    let pharmacist = key(&world.hpki.credential(&Person::pharmacist()));
    let records = dispensing_payload(PRESCRIPTION_ID);
    let content = Content::Dispensing { prescription: &received.bytes, records: &records };
    let later = world.time(SIGNED_AT + 3_600);
    let tsa = Clock { world: &world, now: later };
    let providers = Providers { time_stamps: Some(&tsa), revocation: Some(&material) };
    let signed = signer.sign(content, &pharmacist, later).unwrap();
    let raised = signer.extend(signed.bytes(), Level::Xl, providers, later).unwrap();
    // After its archive time-stamp the service adds the certificates alone: as here, where no
    // list of the authority is at hand.
    let mut without_tsa_crl = own;
    without_tsa_crl.trust.crls.clear();
    let signer = Signer::builder().verifier_settings(without_tsa_crl).build();
    let providers = Providers { time_stamps: Some(&tsa), revocation: None };
    let document = raised.bytes();
    let raised = signer.extend(document, Level::A, providers, later);
    let raised = raised.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(shape_of(raised.bytes()), shape_of(dispensing.as_bytes()));
}

/// Without everything from the first of one mark to the last of another.
fn cut(document: &str, from: &str, to: &str) -> String {
    let (start, stop) = (document.find(from).unwrap(), document.rfind(to).unwrap());
    format!("{}{}", &document[..start], &document[stop..])
}

#[test]
fn a_signed_scan_of_others_that_was_cut_back_is_raised_again() {
    let Some(sample) = sample("Scan_20170511154438586_ESXLA.xml") else { return };
    // An authority of the time of the scan.
    let world = World::from_committed_keys(Time::parse_rfc3339("2017-01-01T00:00:00Z").unwrap());
    let mut settings = VerifierSettings { accept_scanned: true, ..VerifierSettings::default() };
    let embedded = octets(&sample, "EncapsulatedX509Certificate");
    let embedded: Vec<_> = embedded.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
    for certificate in embedded.iter().filter(|certificate| certificate.is_self_issued()) {
        let anchor = TrustAnchor::certificate(certificate.clone());
        settings.trust.signers.add(anchor.clone());
        settings.trust.time_stamp_authorities.add(anchor);
    }
    let own_root = Certificate::from_der(&world.tsa.root).unwrap();
    settings.trust.time_stamp_authorities.add(TrustAnchor::certificate(own_root));
    let crls = octets(&sample, "EncapsulatedCRLValue");
    let crls = crls.iter().map(|der| CertificateList::from_der(der).unwrap()).collect();
    let material = RevocationMaterial { certificates: embedded, crls, ..Default::default() };
    let signer = Signer::builder().verifier_settings(settings);
    let signer = signer.permit(Permission::TestCertificate).permit(Permission::OtherRole).build();
    let level = |report: &shohosen::Report| report.signatures[0].level;

    // Their archive time-stamps off, ours on.
    let at = Time::parse_rfc3339("2017-05-11T12:00:00Z").unwrap();
    let own = Clock { world: &world, now: at };
    let providers = Providers { time_stamps: Some(&own), revocation: Some(&material) };
    let xl = cut(&sample, "<ArchiveTimeStamp ", "</UnsignedSignatureProperties>");
    let raised = signer.extend(xl.as_bytes(), Level::A, providers, at);
    let raised = raised.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(level(raised.report()), Some(Level::A));
    assert_ne!(raised.report().verdict(), Verdict::Invalid, "{}", raised.report().to_json());

    // Everything that is not signed off; a time-stamp of ours on.
    let bes = cut(&sample, "<UnsignedProperties>", "</QualifyingProperties>");
    let raised = signer.extend(bes.as_bytes(), Level::T, providers, at);
    let raised = raised.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(level(raised.report()), Some(Level::T));
    assert_ne!(raised.report().verdict(), Verdict::Invalid, "{}", raised.report().to_json());
    let matched = |code: &str| raised.report().findings.iter().any(|f| f.code.id() == code);
    assert!(matched("timestamp.imprint.match"), "{}", raised.report().to_json());
}
