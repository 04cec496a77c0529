//! xmlsec1 and OpenSSL agree with what the builders write. They are not everywhere: a test says
//! aloud when it is skipped.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers stand outside test functions

use shohosen_report::Time;
use shohosen_testkit::documents::*;
use shohosen_testkit::keys::{Digest, SigningKey};
use shohosen_testkit::pki::{OcspResponse, OcspStatus, Person, Usage};
use shohosen_testkit::tsa::TokenOptions;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("shohosen-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn write_pem(&self, name: &str, label: &str, ders: &[&[u8]]) -> String {
        use base64::Engine as _;
        let pem = ders.iter().map(|der| {
            let text = base64::engine::general_purpose::STANDARD.encode(der);
            let lines = text.as_bytes().chunks(64).map(|l| std::str::from_utf8(l).unwrap());
            let body = lines.collect::<Vec<_>>().join("\n");
            format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
        });
        self.write(name, pem.collect::<String>().as_bytes())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

/// Whether the tool succeeded and what it said; `None`, said aloud, where it is not installed.
fn run(tool: &str, arguments: &[&str]) -> Option<(bool, String)> {
    match Command::new(tool).args(arguments).output() {
        Ok(output) => {
            let text = [output.stdout, output.stderr].concat();
            Some((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
        }
        Err(_) => {
            println!("SKIPPED: {tool} is not installed");
            None
        }
    }
}

fn epoch() -> Time {
    Time::parse_rfc3339("2024-06-03T00:00:00Z").unwrap()
}

/// Whether xmlsec1 verifies the signature at this XPath.
fn xmlsec(
    folder: &Folder,
    name: &str,
    document: &SignedDocument,
    node: &str,
) -> Option<(bool, String)> {
    let file = folder.write(name, &document.bytes);
    let ids = [
        ("id", "PrescriptionDocument"),
        ("id", "Dispensing"),
        ("Id", "http://www.w3.org/2000/09/xmldsig#:KeyInfo"),
        ("Id", "http://www.w3.org/2000/09/xmldsig#:Manifest"),
        ("Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"),
    ];
    let mut arguments = vec!["--verify".to_owned(), "--insecure".into()];
    for (attribute, element) in ids {
        arguments.extend([format!("--id-attr:{attribute}"), element.to_owned()]);
    }
    arguments.extend(["--node-xpath".to_owned(), node.into(), "--store-references".into(), file]);
    run("xmlsec1", &arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

const PRESCRIPTION: &str = "/Document/Prescription/PrescriptionSign/*[local-name()='Signature']";
const DISPENSING: &str = "/Document/DispensingSign/*[local-name()='Signature']";
const INNER: &str =
    "/Document/Dispensing/ReferencePrescription/PrescriptionSign/*[local-name()='Signature']";

fn assert_accepted(outcome: Option<(bool, String)>) {
    if let Some((accepted, text)) = outcome {
        assert!(accepted, "{text}");
    }
}

#[test]
fn xmlsec_verifies_prescriptions_of_every_level_style_and_algorithm() {
    let folder = Folder::new("prescriptions");
    let world = World::from_committed_keys(epoch());
    let doctor = world.hpki.credential(&Person::doctor());
    let p256 = Arc::new(SigningKey::generate_p256());
    let p256_doctor = world.hpki.credential_for(&Person::doctor(), p256);
    let new =
        |signer| PrescriptionBuilder::new(&prescription_payload(), signer, world.time(29_280));
    for level in [Level::Bes, Level::T, Level::Xl, Level::A] {
        for style in [Style::Service, Style::Vendor, Style::Scanned] {
            for c14n in [C14n::Exclusive, C14n::Inclusive10, C14n::Inclusive11] {
                if (style, c14n) == (Style::Scanned, C14n::Exclusive) {
                    continue;
                }
                let document = new(&doctor)
                    .customize(|recipe| {
                        recipe.style = style;
                        recipe.c14n = c14n;
                        recipe.document_transform = Transform::C14n(c14n);
                    })
                    .level(level, &world)
                    .build();
                let name = format!("{}-{style:?}-{c14n:?}.xml", level.as_str());
                assert_accepted(xmlsec(&folder, &name, &document, PRESCRIPTION));
            }
        }
    }
    for digest in [Digest::Sha384, Digest::Sha512] {
        let document = new(&doctor).customize(|recipe| {
            recipe.digest = digest;
            recipe.method = SignatureMethod::Rsa(digest);
            recipe.signing_certificate = SigningCertificate::V2WithIssuerSerial;
        });
        assert_accepted(xmlsec(&folder, "digest.xml", &document.build(), PRESCRIPTION));
    }
    assert_accepted(xmlsec(&folder, "p256.xml", &new(&p256_doctor).build(), PRESCRIPTION));
    assert_accepted(xmlsec(&folder, "service.xml", &new(&doctor).build(), PRESCRIPTION));
}

#[test]
fn xmlsec_verifies_dispensing_records_and_the_prescription_in_them() {
    let folder = Folder::new("dispensing");
    let world = World::from_committed_keys(epoch());
    let doctor = world.hpki.credential(&Person::doctor());
    let pharmacist = world.hpki.credential(&Person::pharmacist());
    for style in [Style::Service, Style::Vendor] {
        let inner = PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(29_280))
            .customize(|recipe| recipe.style = style)
            .level(Level::Xl, &world);
        let payload = dispensing_payload(PRESCRIPTION_ID);
        let mut builder = DispensingBuilder::new(&payload, inner, &pharmacist, world.time(120_000));
        if style == Style::Vendor {
            builder = builder.inner_is_exclusive().customize(|recipe| {
                recipe.style = style;
                recipe.document_transform = Transform::C14n(C14n::Exclusive);
            });
        }
        let document = builder.level(Level::A, &world).build();
        let name = format!("{style:?}.xml");
        assert_accepted(xmlsec(&folder, &name, &document, DISPENSING));
        assert_accepted(xmlsec(&folder, &name, &document, INNER));
    }
}

#[test]
fn xmlsec_refuses_every_changed_byte_that_it_can_read() {
    let folder = Folder::new("flips");
    let world = World::from_committed_keys(epoch());
    let doctor = world.hpki.credential(&Person::doctor());
    let document =
        PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(29_280)).build();
    let ranges = document.signed_ranges();
    let bytes: Vec<usize> = ranges.into_iter().flatten().collect();
    assert!(bytes.len() > 3000, "{}", bytes.len());
    for position in bytes.into_iter().step_by(97) {
        let mut changed = document.clone();
        changed.bytes[position] ^= 1;
        if let Some((accepted, _)) = xmlsec(&folder, "flip.xml", &changed, PRESCRIPTION) {
            assert!(!accepted, "byte {position}");
        }
    }
}

#[test]
fn openssl_verifies_the_certificate_paths_with_their_revocation_lists() {
    let folder = Folder::new("paths");
    let world = World::from_committed_keys(epoch());
    let at = world.time(30_000);
    let person = Person::doctor();
    let signer = world.hpki.credential(&person);
    let revoked = world.hpki.credential(&person.clone().revoked(world.time(-500_000)));
    let authentication = world.hpki.credential(&person.usage(Usage::Authentication));
    let data = world.hpki.validation_data(at);
    let crls: Vec<&[u8]> = data.crls.iter().map(Vec::as_slice).collect();
    let crls = folder.write_pem("crls.pem", "X509 CRL", &crls);
    let root = folder.write_pem("root.pem", "CERTIFICATE", &[&world.hpki.root.certificate]);
    let cas = [&*world.hpki.sign_ca.certificate, &*world.hpki.auth_ca.certificate];
    let cas = folder.write_pem("cas.pem", "CERTIFICATE", &cas);
    let attime = at.unix().to_string();
    let verify = |certificate: &[u8], more: &[&str]| {
        let file = folder.write_pem("ee.pem", "CERTIFICATE", &[certificate]);
        let mut arguments = vec!["verify", "-x509_strict", "-attime", &attime, "-CAfile", &root];
        arguments.extend(["-untrusted", &cas, "-CRLfile", &crls]);
        arguments.extend_from_slice(more);
        arguments.push(&file);
        run("openssl", &arguments)
    };
    let policy = ["-crl_check", "-explicit_policy", "-policy", "1.2.392.100495.1.5.1.1.3.1"];
    assert_accepted(verify(&signer.certificate, &policy));
    assert_accepted(verify(&world.hpki.sign_ca.certificate, &["-crl_check"]));
    assert_accepted(verify(&authentication.certificate, &[]));
    if let Some((accepted, text)) = verify(&revoked.certificate, &policy) {
        assert!(!accepted && text.contains("certificate revoked"), "{text}");
    }
    if let Some((accepted, text)) = verify(&authentication.certificate, &policy[1..]) {
        assert!(!accepted && text.contains("no explicit policy"), "{text}");
    }
}

#[test]
fn openssl_verifies_time_stamp_tokens_of_every_kind() {
    let folder = Folder::new("tokens");
    let world = World::from_committed_keys(epoch());
    let time = Time::parse_rfc3339("2024-06-03T08:18:25.197Z").unwrap();
    let data = folder.write("data", b"stamped");
    let root = folder.write_pem("root.pem", "CERTIFICATE", &[&world.tsa.root]);
    let tsa = folder.write_pem("tsa.pem", "CERTIFICATE", &[&world.tsa.certificate]);
    let attime = time.unix().to_string();
    let service = TokenOptions::default();
    let second = TokenOptions {
        signing_certificate_v1: false,
        accuracy_millis: Some(1500),
        nonce: Some(u64::MAX),
        digest: Digest::Sha256,
        ..service.clone()
    };
    let old = TokenOptions { digest: Digest::Sha1, ..service.clone() };
    let ber = TokenOptions { ber: true, ..service.clone() };
    for options in [service, second, old, ber] {
        for digest in [Digest::Sha256, Digest::Sha512] {
            let token = world.tsa.token(digest, &digest.of(b"stamped"), time, &options);
            let file = folder.write("token.der", &token);
            let arguments = ["ts", "-verify", "-data", &data, "-in", &file, "-token_in"];
            let trust = ["-attime", &attime, "-CAfile", &root, "-untrusted", &tsa];
            assert_accepted(run("openssl", &[&arguments[..], &trust].concat()));
            let text = ["ts", "-reply", "-token_in", "-token_out", "-in", &file, "-text"];
            if let Some((_, text)) = run("openssl", &text) {
                assert!(text.contains("Time stamp: Jun  3 08:18:25.197 2024 GMT"), "{text}");
            }
        }
    }
}

#[test]
fn openssl_reads_ocsp_responses() {
    let folder = Folder::new("ocsp");
    let world = World::from_committed_keys(epoch());
    let authority = &world.hpki.sign_ca;
    let issuer = folder.write_pem("issuer.pem", "CERTIFICATE", &[&authority.certificate]);
    let revoked = OcspStatus::Revoked(world.time(-3600));
    for (status, word) in [(OcspStatus::Good, "good"), (revoked, "revoked")] {
        let response = OcspResponse {
            serial: 350,
            status,
            this_update: world.time(0),
            next_update: world.time(86_400),
        };
        let file = folder.write("response.der", &response.sign(authority));
        let arguments = ["ocsp", "-respin", &file, "-issuer", &issuer, "-serial", "350"];
        let trust = ["-verify_other", &issuer, "-trust_other", "-no_nonce", "-no_cert_verify"];
        if let Some((_, text)) = run("openssl", &[&arguments[..], &trust].concat()) {
            assert!(text.contains("Response verify OK"), "{text}");
            // The tool also complains that the response is old: it has no option for the time.
            assert!(text.lines().any(|line| line.trim_start_matches("350: ") == word), "{text}");
        }
    }
}

#[test]
fn temporary_folders_do_not_stay() {
    let path = Folder::new("gone").0.clone();
    assert!(!Path::new(&path).exists());
}

#[test]
fn xmlsec_verifies_scanned_documents() {
    let folder = Folder::new("scanned");
    let world = World::from_committed_keys(epoch());
    let doctor = world.hpki.credential(&Person::doctor());
    let document = ScannedBuilder::new(&[("./scan.jpg", b"a picture")], &doctor)
        .level(Level::A, &world, world.time(29_280))
        .build();
    // The tool also reads the files of the manifest, from its working directory.
    folder.write("scan.jpg", b"a picture");
    let file = folder.write("scanned.xml", &document.bytes);
    let arguments = ["--verify", "--insecure", "--ignore-manifests"];
    let ids = [
        "--id-attr:Id",
        "http://www.w3.org/2000/09/xmldsig#:Manifest",
        "--id-attr:Id",
        "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
        &file,
    ];
    assert_accepted(run("xmlsec1", &[&arguments[..], &ids].concat()));
}
