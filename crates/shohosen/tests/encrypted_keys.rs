//! Encrypted private keys as OpenSSL writes them.

#![cfg(feature = "encrypted-keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod common;
mod openssl;

use common::{key_kinds, world};
use openssl::Folder;
use shohosen::Phrase;
use shohosen::keys::{SoftwareKey, SoftwareKeyError};
use shohosen::pki::Certificate;
use shohosen_testkit::der;
use shohosen_testkit::pki::Person;

const PASSWORD: &str = "ひみつ secret";

fn certificate() -> (Vec<u8>, Certificate) {
    let doctor = world().hpki.credential(&Person::doctor());
    (doctor.key.pkcs8().to_vec(), Certificate::from_der(&doctor.certificate).unwrap())
}

#[test]
fn keys_that_openssl_encrypted_are_opened_with_their_password_and_no_other() {
    let (pkcs8, certificate) = certificate();
    let folder = Folder::new("encrypted-keys", &pkcs8);
    // The first is what OpenSSL 3 writes without being told; the others are of its past.
    for options in [
        "",
        "-v2 aes-128-cbc -v2prf hmacWithSHA512 -iter 10000",
        "-v2 aes-192-cbc -v2prf hmacWithSHA224",
        "-v2 aes-256-cbc -v2prf hmacWithSHA256",
        "-v2 aes-128-cbc -v2prf hmacWithSHA384",
        "-v2 aes-256-cbc -v2prf hmacWithSHA512-224",
        "-v2 aes-256-cbc -v2prf hmacWithSHA512-256",
        "-v2 aes-256-cbc -v2prf hmacWithSHA1",
        "-v2 des3 -v2prf hmacWithSHA1",
        "-v2 rc2-40-cbc -provider legacy -provider default",
        "-v2 rc2-64-cbc -provider legacy -provider default",
        "-v2 rc2-cbc -provider legacy -provider default",
        "-v1 PBE-SHA1-3DES",
        "-v1 PBE-SHA1-2DES",
        "-v1 PBE-SHA1-RC2-40 -provider legacy -provider default",
        "-scrypt",
    ] {
        for form in ["PEM", "DER"] {
            let command = format!("pkcs8 -topk8 -inform DER -in key.der -outform {form} {options}");
            let Some(encrypted) = folder.openssl(&command, Some(PASSWORD.as_bytes())) else {
                return;
            };
            let open = |password: &str| {
                SoftwareKey::from_encrypted(&encrypted, password.as_bytes(), certificate.clone())
            };
            assert!(open(PASSWORD).is_ok(), "{options} {form}: {:?}", open(PASSWORD).err());
            for wrong in ["", "secret", "ひみつ secret "] {
                let error = open(wrong).unwrap_err();
                assert_eq!(error, SoftwareKeyError::WrongPassword, "{options} {form}");
                assert_eq!(error.finding().code.id(), "signing.key.wrong_password");
            }
            // Whoever gives no password learns that one is needed.
            let error = SoftwareKey::from_pem_or_der(&encrypted, certificate.clone()).unwrap_err();
            assert_eq!(error, SoftwareKeyError::Encrypted, "{options} {form}");
        }
    }
}

#[test]
fn an_encrypted_key_of_every_kind_belongs_to_its_certificate_only() {
    let world = world();
    let (_, other) = certificate();
    for (name, key) in key_kinds() {
        let folder = Folder::new(&format!("encrypted-{name}"), key.pkcs8());
        let credential = world.hpki.credential_for(&Person::doctor(), key);
        let own = Certificate::from_der(&credential.certificate).unwrap();
        let Some(encrypted) =
            folder.openssl("pkcs8 -topk8 -inform DER -in key.der", Some(PASSWORD.as_bytes()))
        else {
            return;
        };
        let open =
            |certificate| SoftwareKey::from_encrypted(&encrypted, PASSWORD.as_bytes(), certificate);
        assert!(open(own).is_ok(), "{name}: {:?}", open(other.clone()).err());
        assert!(open(other.clone()).is_err(), "{name}");
    }
}

#[test]
fn what_is_encrypted_in_another_way_says_how_to_encrypt_it_anew() {
    let (pkcs8, certificate) = certificate();
    let folder = Folder::new("encrypted-otherwise", &pkcs8);
    let code = |octets: &[u8]| {
        let opened = SoftwareKey::from_encrypted(octets, PASSWORD.as_bytes(), certificate.clone());
        opened.unwrap_err().finding().code.id()
    };
    // PBES1 (RFC 8018 §6.1) and RC4, broken for decades: told by name.
    for (scheme, name) in [
        ("PBE-MD5-DES", "pbeWithMD5AndDES-CBC"),
        ("PBE-SHA1-DES", "pbeWithSHA1AndDES-CBC"),
        ("PBE-MD5-RC2-64", "pbeWithMD5AndRC2-CBC"),
        ("PBE-SHA1-RC2-64", "pbeWithSHA1AndRC2-CBC"),
        ("PBE-SHA1-RC4-128", "pbeWithSHAAnd128BitRC4"),
        ("PBE-SHA1-RC4-40", "pbeWithSHAAnd40BitRC4"),
    ] {
        let command = format!(
            "pkcs8 -topk8 -inform DER -in key.der -v1 {scheme} -provider legacy -provider default"
        );
        let Some(old) = folder.openssl(&command, Some(PASSWORD.as_bytes())) else { return };
        let opened = SoftwareKey::from_encrypted(&old, PASSWORD.as_bytes(), certificate.clone());
        assert_eq!(opened.unwrap_err(), SoftwareKeyError::Encryption(Phrase::new(name, name)));
        assert_eq!(code(&old), "signing.key.encryption_unsupported");
    }
    // PEM with header lines (RFC 1421).
    let old = folder
        .openssl("rsa -inform DER -in key.der -aes128 -traditional", Some(PASSWORD.as_bytes()))
        .unwrap();
    assert_eq!(code(&old), "signing.key.encryption_unsupported");
    let error = SoftwareKey::from_pem_or_der(&old, certificate.clone()).unwrap_err();
    assert_eq!(error, SoftwareKeyError::Encrypted);
    // Not encrypted at all, or nothing of the kind.
    assert_eq!(code(&pkcs8), "signing.key.malformed");
    assert_eq!(code(b"-----BEGIN CERTIFICATE-----"), "signing.key.malformed");
}

#[test]
fn a_key_under_aes_in_gcm_is_opened_with_its_password_and_no_other() {
    // OpenSSL writes none; AWS-LC encrypts here, and OpenSSL's PBKDF2 is compared with elsewhere.
    use aws_lc_rs::aead::{
        AES_128_GCM, AES_192_GCM, AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey,
    };
    use aws_lc_rs::pbkdf2;
    let (pkcs8, certificate) = certificate();
    // RFC 5084 §3.2.
    for (oid, algorithm, length) in [
        ("2.16.840.1.101.3.4.1.6", &AES_128_GCM, 16),
        ("2.16.840.1.101.3.4.1.26", &AES_192_GCM, 24),
        ("2.16.840.1.101.3.4.1.46", &AES_256_GCM, 32),
    ] {
        let (salt, nonce) = ([5; 16], [9; 12]);
        let mut key = vec![0; length];
        let rounds = std::num::NonZeroU32::new(2048).unwrap();
        let sha256 = pbkdf2::PBKDF2_HMAC_SHA256;
        pbkdf2::derive(sha256, rounds, &salt, PASSWORD.as_bytes(), &mut key);
        let key = LessSafeKey::new(UnboundKey::new(algorithm, &key).unwrap());
        let mut sealed = pkcs8.clone();
        let nonce_of = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(nonce_of, Aad::empty(), &mut sealed).unwrap();
        let file = |tag_octets: Option<u64>, sealed: &[u8]| {
            let prf = der::sequence([der::oid("1.2.840.113549.2.9"), der::null()]);
            let derivation = der::sequence([
                der::oid("1.2.840.113549.1.5.12"),
                der::sequence([der::octet_string(&salt), der::integer(2048), prf]),
            ]);
            let parameters = std::iter::once(der::octet_string(&nonce));
            let parameters = parameters.chain(tag_octets.map(der::integer));
            let encryption = der::sequence([der::oid(oid), der::sequence(parameters)]);
            let pbes2 = der::sequence([
                der::oid("1.2.840.113549.1.5.13"),
                der::sequence([derivation, encryption]),
            ]);
            der::sequence([pbes2, der::octet_string(sealed)])
        };
        let open = |file: &[u8], password: &str| {
            SoftwareKey::from_encrypted(file, password.as_bytes(), certificate.clone()).map(drop)
        };
        assert_eq!(open(&file(Some(16), &sealed), PASSWORD), Ok(()), "{oid}");
        // Twelve octets of the tag are the default.
        let shorter = &sealed[..sealed.len() - 4];
        assert_eq!(open(&file(None, shorter), PASSWORD), Ok(()), "{oid}");
        let wrong = Err(SoftwareKeyError::WrongPassword);
        assert_eq!(open(&file(Some(16), &sealed), "secret"), wrong);
        assert_eq!(open(&file(None, &sealed), PASSWORD), wrong);
        let mut changed = sealed.clone();
        changed[40] ^= 1;
        assert_eq!(open(&file(Some(16), &changed), PASSWORD), wrong);
        for tag_octets in [0, 8, 17] {
            let error = open(&file(Some(tag_octets), &sealed), PASSWORD).unwrap_err();
            assert!(matches!(error, SoftwareKeyError::Malformed(_)), "{tag_octets}: {error}");
        }
    }
}

/// An EncryptedPrivateKeyInfo (RFC 5958 §3) under PBES2 with this key derivation.
fn under(derivation: &str, parameters: &[u64]) -> Vec<u8> {
    let octets = |count| der::octet_string(&vec![7; count]);
    let parameters: Vec<_> = parameters.iter().map(|number| der::integer(*number)).collect();
    let parameters = std::iter::once(octets(8)).chain(parameters);
    let derivation = der::sequence([der::oid(derivation), der::sequence(parameters)]);
    // AES-256-CBC
    let encryption = der::sequence([der::oid("2.16.840.1.101.3.4.1.42"), octets(16)]);
    let pbes2 =
        der::sequence([der::oid("1.2.840.113549.1.5.13"), der::sequence([derivation, encryption])]);
    der::sequence([pbes2, octets(64)])
}

#[test]
fn a_file_that_asks_for_hours_of_work_or_all_memory_is_refused() {
    let (_, certificate) = certificate();
    let (pbkdf2, scrypt) = ("1.2.840.113549.1.5.12", "1.3.6.1.4.1.11591.4.11");
    let error = |derivation, parameters: &[u64]| {
        let file = under(derivation, parameters);
        SoftwareKey::from_encrypted(&file, b"", certificate.clone()).unwrap_err()
    };
    // What is not too much is tried. RFC 7914 §6: N, r, p; the memory is 128·N·r·p octets.
    assert_eq!(error(pbkdf2, &[2048]), SoftwareKeyError::WrongPassword);
    assert_eq!(error(scrypt, &[16_384, 8, 1]), SoftwareKeyError::WrongPassword);
    for (derivation, parameters) in [
        (pbkdf2, &[2_000_000_000][..]),
        (scrypt, &[1 << 40, 8, 1]),
        (scrypt, &[16_384, 8, 1000]),
        (scrypt, &[0, 8, 1]),
        (scrypt, &[1, 8, 1]),
    ] {
        let error = error(derivation, parameters);
        assert!(matches!(error, SoftwareKeyError::Encryption(_)), "{parameters:?}: {error}");
    }
}

#[test]
fn several_private_keys_in_one_text_are_counted_and_none_is_picked() {
    let (pkcs8, certificate) = certificate();
    let folder = Folder::new("encrypted-several", &pkcs8);
    let password = Some(PASSWORD.as_bytes());
    let Some(encrypted) = folder.openssl("pkcs8 -topk8 -inform DER -in key.der", password) else {
        return;
    };
    let plain = folder.openssl("pkcs8 -topk8 -nocrypt -inform DER -in key.der", None).unwrap();
    let (encrypted, plain) = (encrypted.as_slice(), plain.as_slice());
    for (text, keys) in [
        (vec![plain, plain], 2),
        (vec![encrypted, plain], 2),
        (vec![plain, encrypted, plain], 3),
        (vec![b"0 text\n", encrypted, encrypted], 2),
        (vec![plain, b"\xef\xbb\xbf", plain, b"text", plain, plain], 4),
    ] {
        let text = text.concat();
        for opened in [
            SoftwareKey::from_pem_or_der(&text, certificate.clone()),
            SoftwareKey::from_encrypted(&text, PASSWORD.as_bytes(), certificate.clone()),
        ] {
            let error = opened.unwrap_err();
            assert_eq!(error, SoftwareKeyError::Several(keys));
            assert_eq!(error.finding().code.id(), "signing.key.several");
        }
    }
    // Text around the only one is passed over.
    let around = [b"Bag Attributes: \x96\xf2\n", encrypted, b"the end"].concat();
    assert!(SoftwareKey::from_encrypted(&around, PASSWORD.as_bytes(), certificate).is_ok());
}
