//! What we sign verifies with tools of others: xmlsec1, signxml, OpenSSL. They are not everywhere:
//! a test says aloud what it skipped.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{Clock, SIGNED_AT, key, key_kinds, revocation, settings, world};
use shohosen::sign::{DocumentTransform, Prefixes};
use shohosen::{Content, Level, Position, Providers, Signer, Verdict, Verifier};
use shohosen_testkit::documents::{
    PRESCRIPTION_ID, PrescriptionBuilder, World, dispensing_payload, prescription_payload,
};
use shohosen_testkit::pki::Person;
use std::path::{Path, PathBuf};
use std::process::Command;

const LEVELS: [Level; 4] = [Level::Bes, Level::T, Level::Xl, Level::A];
const PRESCRIPTION: &str = "/Document/Prescription/PrescriptionSign/*[local-name()='Signature']";
const DISPENSING: &str = "/Document/DispensingSign/*[local-name()='Signature']";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, octets: &[u8]) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, octets).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Whether the tool succeeded, and what it said; `None`, said aloud, where it is not installed.
fn run(tool: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let Ok(output) = Command::new(tool).args(arguments).output() else {
        println!("SKIPPED: {tool} is not installed");
        return None;
    };
    let text = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
}

/// Both kinds of document at this level, with the XPath of the signature.
fn documents(world: &World, level: Level) -> [(Vec<u8>, &'static str); 2] {
    let at = world.time(SIGNED_AT);
    let now = world.time(SIGNED_AT + 600);
    let doctor = world.hpki.credential(&Person::doctor());
    let records = prescription_payload();
    let signer = Signer::builder().verifier_settings(settings(world, now)).build();
    let prescription = signer.sign(Content::Prescription(&records), &key(&doctor), at).unwrap();
    let received = PrescriptionBuilder::new(&records, &doctor, at)
        .level(shohosen_testkit::documents::Level::Xl, world)
        .build();
    let records = dispensing_payload(PRESCRIPTION_ID);
    let content = Content::Dispensing { prescription: &received.bytes, records: &records };
    let pharmacist = key(&world.hpki.credential(&Person::pharmacist()));
    let later = world.time(SIGNED_AT + 3_600);
    let dispensing = signer.sign(content, &pharmacist, later).unwrap();
    let raise = |document: &[u8], now| {
        if level == Level::Bes {
            return document.to_vec();
        }
        let tsa = Clock { world, now };
        let revocation = revocation(world, now);
        let providers = Providers { time_stamps: Some(&tsa), revocation: Some(&revocation) };
        signer.extend(document, level, providers, now).unwrap().into_bytes()
    };
    [
        (raise(prescription.bytes(), now), PRESCRIPTION),
        (raise(dispensing.bytes(), world.time(SIGNED_AT + 4_000)), DISPENSING),
    ]
}

/// With one character of what is signed exchanged.
fn changed(document: &[u8], path: &str) -> Vec<u8> {
    let mark: &[u8] = match path {
        PRESCRIPTION => b"<PrescriptionDocument id=\"PrescriptionDocument\">",
        _ => b"<DispensingDocument id=\"DispensingDocument\">",
    };
    let start = document.windows(mark.len()).position(|window| window == mark).unwrap();
    let mut document = document.to_vec();
    let place = &mut document[start + mark.len() + 40];
    *place = if *place == b'A' { b'B' } else { b'A' };
    document
}

fn xmlsec(file: &str, path: &str) -> Option<(bool, String)> {
    let mut arguments = vec!["--verify", "--insecure"];
    for (attribute, element) in [
        ("--id-attr:id", "PrescriptionDocument"),
        ("--id-attr:id", "Dispensing"),
        ("--id-attr:Id", "http://www.w3.org/2000/09/xmldsig#:KeyInfo"),
        ("--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"),
    ] {
        arguments.extend([attribute, element]);
    }
    arguments.extend(["--node-xpath", path, file]);
    run("xmlsec1", &arguments)
}

#[test]
fn xmlsec_verifies_every_level_and_refuses_what_was_changed() {
    let folder = Folder::new("signed-xmlsec");
    let world = world();
    for level in LEVELS {
        for (document, path) in documents(&world, level) {
            let Some((accepted, text)) = xmlsec(&folder.put("good.xml", &document), path) else {
                return;
            };
            assert!(accepted, "{level:?} {path}: {text}");
            let file = folder.put("bad.xml", &changed(&document, path));
            assert!(!xmlsec(&file, path).unwrap().0, "{level:?} {path}");
        }
    }
}

#[test]
fn our_own_verifier_finds_every_level_and_refuses_what_was_changed() {
    let world = world();
    let at = world.time(SIGNED_AT + 4_000);
    let verifier = Verifier::new(settings(&world, at));
    for level in LEVELS {
        for (document, path) in documents(&world, level) {
            let verified = verifier.verify(&document, at).unwrap();
            let report = verified.report();
            assert_eq!(report.verdict(), Verdict::Valid, "{level:?} {path}");
            let own = match path {
                PRESCRIPTION => Position::Prescription,
                _ => Position::Dispensing,
            };
            let own = report.signatures.iter().find(|s| s.position == own).unwrap();
            assert_eq!(own.level, Some(level), "{path}");
            let bad = verifier.verify(&changed(&document, path), at).unwrap();
            assert_eq!(bad.report().verdict(), Verdict::Invalid, "{level:?} {path}");
        }
    }
}

/// Every spelling of a signature and every kind of key.
fn variants(world: &World) -> Vec<(String, Vec<u8>)> {
    let at = world.time(SIGNED_AT);
    let records = prescription_payload();
    let mut settings = settings(world, at);
    let algorithms = std::mem::take(&mut settings.policy.algorithms);
    settings.policy.algorithms = algorithms.allow_ecdsa(true);
    let rsa_2048 = ("rsa-2048", world.hpki.credential(&Person::doctor()).key);
    let mut variants = Vec::new();
    for (name, test_key) in std::iter::once(rsa_2048).chain(key_kinds()) {
        let holder = key(&world.hpki.credential_for(&Person::doctor(), test_key));
        for prefixes in [Prefixes::Service, Prefixes::Common] {
            for transform in [DocumentTransform::None, DocumentTransform::Exclusive] {
                let signer = Signer::builder().verifier_settings(settings.clone());
                let signer = signer.prefixes(prefixes).document_transform(transform).build();
                let signed = signer.sign(Content::Prescription(&records), &holder, at).unwrap();
                let name = format!("{name} {prefixes:?} {transform:?}");
                variants.push((name, signed.into_bytes()));
            }
        }
    }
    variants
}

#[test]
fn xmlsec_verifies_every_spelling_and_kind_of_key() {
    let folder = Folder::new("variants-xmlsec");
    for (name, document) in variants(&world()) {
        let Some((accepted, text)) = xmlsec(&folder.put("good.xml", &document), PRESCRIPTION)
        else {
            return;
        };
        assert!(accepted, "{name}: {text}");
        let file = folder.put("bad.xml", &changed(&document, PRESCRIPTION));
        assert!(!xmlsec(&file, PRESCRIPTION).unwrap().0, "{name}");
    }
}

#[test]
fn signxml_verifies_every_spelling_and_kind_of_key() {
    let variants = variants(&world());
    let documents: Vec<_> = variants.into_iter().map(|(n, d)| (n, d, PRESCRIPTION)).collect();
    assert_signxml_agrees(&Folder::new("variants-signxml"), &documents);
}

/// Takes the files of signature and certificate, and the XPath of the signature; any number of
/// times, for starting Python takes longer than all else.
const SIGNXML: &str = r#"
import sys
from lxml import etree
from signxml import SignatureConfiguration, XMLVerifier
config = SignatureConfiguration(location="./", expect_references=3)
for document, certificate, path in zip(*[iter(sys.argv[1:])] * 3):
    root = etree.parse(document).getroot()
    signature = root.xpath(path)[0]
    class AtPath(XMLVerifier):
        def _get_signature(self, root):
            return signature
    try:
        AtPath().verify(root, x509_cert=open(certificate).read(), expect_config=config)
        print("accepted")
    except Exception as error:
        print(type(error).__name__, error)
"#;

/// What signxml says of each document, and of each with a character changed.
fn assert_signxml_agrees(folder: &Folder, documents: &[(String, Vec<u8>, &str)]) {
    let Some(python) = python() else { return };
    let mut arguments = vec![folder.put("verify.py", SIGNXML.as_bytes())];
    for (index, (_, document, path)) in documents.iter().enumerate() {
        let certificate = folder.put(&format!("{index}.pem"), &certificate(document));
        let good = folder.put(&format!("{index}.xml"), document);
        let bad = folder.put(&format!("{index}-bad.xml"), &changed(document, path));
        for file in [good, bad] {
            arguments.extend([file, certificate.clone(), (*path).to_owned()]);
        }
    }
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let (finished, text) = run(&python, &arguments).unwrap();
    assert!(finished, "{text}");
    let said: Vec<_> = text.lines().collect();
    assert_eq!(said.len(), 2 * documents.len(), "{text}");
    for ((name, ..), said) in documents.iter().zip(said.chunks(2)) {
        assert_eq!(said[0], "accepted", "{name}");
        assert!(said[1].starts_with("InvalidDigest"), "{name}: {}", said[1]);
    }
}

/// The interpreter of a virtual environment with signxml, where CI has made one.
fn python() -> Option<String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?;
    let python = target.join("signxml-venv/bin/python");
    if !python.exists() {
        assert!(std::env::var_os("CI").is_none(), "CI has to install signxml");
        println!("SKIPPED: no signxml in {}", target.join("signxml-venv").display());
        return None;
    }
    Some(python.to_str()?.to_owned())
}

#[test]
fn signxml_verifies_every_level_and_refuses_what_was_changed() {
    let world = world();
    let at_level =
        |level| documents(&world, level).map(|(d, path)| (format!("{level:?}"), d, path));
    let documents: Vec<_> = LEVELS.into_iter().flat_map(at_level).collect();
    assert_signxml_agrees(&Folder::new("signed-signxml"), &documents);
}

/// The certificate of the last signature as PEM.
fn certificate(document: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(document).unwrap();
    // Before the last end tag, whatever its prefix.
    let (before, _) = text.rsplit_once(":X509Certificate>").unwrap();
    let (before, _) = before.rsplit_once('<').unwrap();
    let (_, body) = before.rsplit_once('>').unwrap();
    format!("-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n").into_bytes()
}

#[test]
fn openssl_verifies_the_tokens() {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    let folder = Folder::new("signed-openssl");
    let world = world();
    let pem = |der: &[u8]| {
        let body = engine.encode(der);
        format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n").into_bytes()
    };
    let root = folder.put("root.pem", &pem(&world.tsa.root));
    let tsa = folder.put("tsa.pem", &pem(&world.tsa.certificate));
    let attime = world.time(SIGNED_AT + 600).unix().to_string();
    for (document, _) in documents(&world, Level::T) {
        let text = String::from_utf8(document).unwrap();
        let between = |text: &str, open: &str, close: &str| {
            let (_, after) = text.rsplit_once(open).unwrap();
            after.split_once(close).unwrap().0.to_owned()
        };
        let token = between(&text, "<xa:EncapsulatedTimeStamp>", "<").replace('\n', "");
        let token = folder.put("token.der", &engine.decode(token).unwrap());
        // Inclusive canonical XML of SignatureValue, put together by hand: our prefixes and
        // `xmlns:xsi` of the root are in scope.
        let value = between(&text, "<xs:SignatureValue ", "</xs:SignatureValue>");
        let data = format!(
            "<xs:SignatureValue xmlns:xs=\"http://www.w3.org/2000/09/xmldsig#\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" {value}</xs:SignatureValue>"
        );
        let data = folder.put("data", data.as_bytes());
        let arguments = ["ts", "-verify", "-data", &data, "-in", &token, "-token_in"];
        let trust = ["-attime", &attime, "-CAfile", &root, "-untrusted", &tsa];
        let Some((accepted, text)) = run("openssl", &[&arguments[..], &trust].concat()) else {
            return;
        };
        assert!(accepted, "{text}");
        let other = folder.put("data", b"something else");
        let arguments = ["ts", "-verify", "-data", &other, "-in", &token, "-token_in"];
        assert!(!run("openssl", &[&arguments[..], &trust].concat()).unwrap().0);
    }
}
