//! What people hand over as a key: one table of files that are none, each with its code and its cause
//! in both languages; and the forms of keys that are one.

#![cfg(feature = "pkcs12")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod common;
mod openssl;

use base64::Engine as _;
use common::world;
use openssl::Folder;
use shohosen::Language;
use shohosen::keys::{SoftwareKey, SoftwareKeyError};
use shohosen::pki::Certificate;
use shohosen_testkit::der;
use shohosen_testkit::documents::prescription_payload;
use shohosen_testkit::keys::SigningKey;
use shohosen_testkit::pki::Person;

const MALFORMED: &str = "signing.key.malformed";
const KIND: &str = "signing.key.kind_unsupported";
const PKCS12: &str = "signing.key.pkcs12";
const OTHER: &str = "signing.key.other_certificate";

/// What it is called here, what it is, the code, and a part of the cause in both languages.
type Row = (&'static str, Vec<u8>, &'static str, (&'static str, &'static str));

fn pem(label: &str, der: &[u8]) -> Vec<u8> {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines = text.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line) + "\n");
    let body: String = lines.collect();
    format!("-----BEGIN {label}-----\n{body}-----END {label}-----\n").into_bytes()
}

fn utf16(text: &[u8]) -> Vec<u8> {
    let units = text.iter().flat_map(|&octet| [octet, 0]);
    [0xff, 0xfe].into_iter().chain(units).collect()
}

fn hex(octets: &[u8]) -> Vec<u8> {
    octets.iter().flat_map(|octet| format!("{octet:02x}").into_bytes()).collect()
}

/// PKCS#8 (RFC 5958 §2) of this algorithm, with a key of nothing.
fn pkcs8(algorithm: &[&str]) -> Vec<u8> {
    let identifiers = algorithm.iter().map(|identifier| der::oid(identifier));
    der::sequence([der::integer(0), der::sequence(identifiers), der::octet_string(&[4, 0])])
}

/// RSA in PKCS#1 with a modulus of so many octets.
fn rsa_of(octets: usize) -> Vec<u8> {
    let modulus = der::tlv(2, &[&[0][..], &vec![0xab; octets]].concat());
    let rest = (0..7).map(|_| der::integer(3));
    der::sequence([der::integer(0), modulus].into_iter().chain(rest))
}

/// No library's words, no empty place, nothing of a file, and no English in the Japanese.
fn checked(name: &str, error: &SoftwareKeyError, code: &str, cause: (&str, &str)) {
    let finding = error.finding();
    let (ja, en) = (finding.message(Language::Japanese), finding.message(Language::English));
    assert_eq!(finding.code.id(), code, "{name}: {en}");
    assert!(ja.contains(cause.0), "{name}: {ja}");
    assert!(en.contains(cause.1), "{name}: {en}");
    for text in [&ja, &en] {
        assert!(!text.contains("Error") && !text.contains('–') && !text.contains("()"), "{text}");
    }
    let words = ja.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
    let sentence = words.max_by_key(|part| part.split_whitespace().count()).unwrap_or_default();
    assert!(sentence.split_whitespace().count() < 4, "{name}: English in {ja}");
    assert!(!finding.remedy(Language::Japanese).is_empty());
    assert!(!finding.remedy(Language::English).is_empty());
}

#[test]
fn what_is_no_private_key_is_told_by_what_it_is() {
    let world = world();
    let doctor = world.hpki.credential(&Person::doctor());
    let certificate = Certificate::from_der(&doctor.certificate).unwrap();
    let crl = world.hpki.validation_data(world.time(29_280)).crls.swap_remove(0);
    let key = doctor.key.pkcs8();
    let spki = certificate.public_key().spki().to_vec();
    let p12 = der::sequence([
        der::integer(3),
        der::sequence([der::oid("1.2.840.113549.1.7.1"), der::tlv(0xa0, &der::octet_string(&[]))]),
    ]);
    let cms = der::sequence([
        der::oid("1.2.840.113549.1.7.2"),
        der::tlv(0xa0, &der::sequence::<Vec<u8>>([])),
    ]);
    let plain = pem("PRIVATE KEY", key);
    let cut = plain[..plain.len() - 60].to_vec();
    let rows: Vec<Row> = vec![
        ("nothing", vec![], MALFORMED, ("空のファイル", "an empty file")),
        ("certificate", doctor.certificate.clone(), MALFORMED, ("証明書です", "a certificate")),
        (
            "certificate in PEM",
            pem("CERTIFICATE", &doctor.certificate),
            MALFORMED,
            ("証明書です", "a certificate"),
        ),
        ("list", crl.clone(), MALFORMED, ("失効リスト", "a revocation list")),
        ("public key", spki.clone(), MALFORMED, ("公開鍵", "a public key")),
        ("public key in PEM", pem("PUBLIC KEY", &spki), MALFORMED, ("公開鍵", "a public key")),
        ("request", pem("CERTIFICATE REQUEST", &spki), MALFORMED, ("発行要求", "request")),
        ("PKCS#12", p12, MALFORMED, ("--pkcs12", "--pkcs12")),
        ("PKCS#7", cms.clone(), MALFORMED, ("PKCS#7", "PKCS#7")),
        ("OpenSSH", pem("OPENSSH PRIVATE KEY", &[0; 90]), MALFORMED, ("ssh-keygen", "ssh-keygen")),
        (
            "PuTTY",
            b"PuTTY-User-Key-File-3: ssh-rsa\n".to_vec(),
            MALFORMED,
            ("PuTTYgen", "PuTTYgen"),
        ),
        ("Java", b"\xfe\xed\xfe\xed\0\0\0\x02".to_vec(), MALFORMED, ("keytool", "keytool")),
        ("JWK", b"{\"kty\":\"RSA\"}".to_vec(), MALFORMED, ("JSON", "JSON")),
        ("page", b"<!DOCTYPE html>".to_vec(), MALFORMED, ("HTML", "HTML")),
        ("document", b"<Prescription/>".to_vec(), MALFORMED, ("XML", "XML")),
        ("records", prescription_payload(), MALFORMED, ("レコード", "records")),
        ("UTF-16", utf16(&plain), MALFORMED, ("UTF-16", "UTF-16")),
        ("hexadecimal", hex(key), MALFORMED, ("16 進", "hexadecimal")),
        (
            "base64",
            base64::engine::general_purpose::STANDARD.encode(key).into_bytes(),
            MALFORMED,
            ("base64", "base64"),
        ),
        ("cut off", cut, MALFORMED, ("途中で切れています", "cut off")),
        ("cut off in DER", key[..key.len() / 2].to_vec(), MALFORMED, ("いずれの形式", "neither")),
        (
            "no base64",
            b"-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n".to_vec(),
            MALFORMED,
            ("base64 ではありません", "no base64"),
        ),
        ("other text", b"geheim".to_vec(), MALFORMED, ("いずれの形式", "neither")),
        ("Ed25519", pkcs8(&["1.3.101.112"]), KIND, ("Ed25519", "Ed25519")),
        ("X25519", pkcs8(&["1.3.101.110"]), KIND, ("X25519", "X25519")),
        ("DSA", pkcs8(&["1.2.840.10040.4.1"]), KIND, ("DSA", "DSA")),
        ("PSS", pkcs8(&["1.2.840.113549.1.1.10"]), KIND, ("RSASSA-PSS", "RSASSA-PSS")),
        ("P-521", pkcs8(&["1.2.840.10045.2.1", "1.3.132.0.35"]), KIND, ("EC P-521", "EC P-521")),
        (
            "secp256k1",
            pkcs8(&["1.2.840.10045.2.1", "1.3.132.0.10"]),
            KIND,
            ("secp256k1", "secp256k1"),
        ),
        ("RSA 1024", rsa_of(128), KIND, ("RSA 1024", "RSA 1024")),
        ("RSA 512", rsa_of(64), KIND, ("RSA 512", "RSA 512")),
        (
            "SEC 1 for a certificate of RSA",
            der::sequence([der::integer(1), der::octet_string(&[7; 32])]),
            OTHER,
            ("証明書", "certificate"),
        ),
    ];
    for (name, octets, code, cause) in &rows {
        let error = SoftwareKey::from_pem_or_der(octets, certificate.clone()).unwrap_err();
        checked(name, &error, code, *cause);
    }

    let pkcs12 = |octets: &[u8]| SoftwareKey::from_pkcs12(octets, "geheim").unwrap_err();
    for (name, octets, cause) in [
        ("nothing", vec![], ("空のファイル", "an empty file")),
        ("key", key.to_vec(), ("--key", "--key")),
        ("key in PEM", plain, ("--key", "--key")),
        ("certificate", doctor.certificate.clone(), ("証明書です", "a certificate")),
        ("list", crl, ("失効リスト", "a revocation list")),
        ("PKCS#7", cms, ("PKCS#7", "PKCS#7")),
        ("Java", b"\xfe\xed\xfe\xed\0\0\0\x02".to_vec(), ("keytool", "keytool")),
        ("page", b"<html>".to_vec(), ("HTML", "HTML")),
        ("archive", b"PK\x03\x04\x14".to_vec(), ("ZIP", "a ZIP file")),
        ("records", prescription_payload(), ("レコード", "records")),
        ("other text", b"geheim".to_vec(), ("バイト目", "at octet 0")),
        (
            "cut off",
            der::sequence([der::integer(3), der::octet_string(&[0; 200])])[..40].to_vec(),
            ("途中で終わっています", "the data end"),
        ),
    ] {
        checked(name, &pkcs12(&octets), PKCS12, cause);
    }
}

#[test]
fn keys_as_other_programs_write_them_are_read() {
    let world = world();
    for (name, key) in [
        ("rsa", world.hpki.credential(&Person::doctor()).key),
        ("p-256", std::sync::Arc::new(SigningKey::generate_p256())),
        ("p-384", std::sync::Arc::new(SigningKey::generate_p384())),
    ] {
        let credential = world.hpki.credential_for(&Person::doctor(), key.clone());
        let certificate = Certificate::from_der(&credential.certificate).unwrap();
        let folder = Folder::new(&format!("key-forms-{name}"), key.pkcs8());
        let commands = match name {
            "rsa" => ["pkey -inform DER -in key.der", "rsa -inform DER -in key.der -traditional"],
            // With and without the parameters beside the key, as `openssl ecparam -genkey` has it.
            _ => ["pkey -inform DER -in key.der", "ec -inform DER -in key.der"],
        };
        for command in commands {
            for form in ["PEM", "DER"] {
                let Some(octets) = folder.openssl(&format!("{command} -outform {form}"), None)
                else {
                    return;
                };
                let read = SoftwareKey::from_pem_or_der(&octets, certificate.clone());
                assert!(read.is_ok(), "{name} {command} {form}: {:?}", read.err());
                if form == "PEM" {
                    let dos = String::from_utf8(octets.clone()).unwrap().replace('\n', "\r\n");
                    for around in [
                        dos.into_bytes(),
                        [b"\xef\xbb\xbf", &octets[..]].concat(),
                        [
                            b"-----BEGIN EC PARAMETERS-----\nBg==\n-----END EC PARAMETERS-----\n",
                            &octets[..],
                        ]
                        .concat(),
                        [&octets[..], &pem("CERTIFICATE", &credential.certificate)].concat(),
                    ] {
                        let read = SoftwareKey::from_pem_or_der(&around, certificate.clone());
                        assert!(read.is_ok(), "{name} {command}: {:?}", read.err());
                    }
                }
            }
        }
    }
}

#[test]
fn a_pkcs12_file_in_pem_is_opened_as_gnutls_writes_it() {
    let doctor = world().hpki.credential(&Person::doctor());
    let folder = Folder::new("p12-in-pem", doctor.key.pkcs8());
    folder.write("certificate.pem", &pem("CERTIFICATE", &doctor.certificate));
    folder.write("key.pem", &pem("PRIVATE KEY", doctor.key.pkcs8()));
    let command = "pkcs12 -export -inkey key.pem -in certificate.pem";
    let Some(file) = folder.openssl(command, Some(b"geheim")) else { return };
    for (text, opens) in [
        (pem("PKCS12", &file), true),
        ([b"encrypted with AES\n", &pem("PKCS12", &file)[..]].concat(), true),
        (pem("PKCS7", &file), false),
    ] {
        assert_eq!(SoftwareKey::from_pkcs12(&text, "geheim").is_ok(), opens);
    }
}
