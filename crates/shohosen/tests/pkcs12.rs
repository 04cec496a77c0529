//! Keys in PKCS#12 files as OpenSSL writes them, and the same files in BER.

#![cfg(feature = "pkcs12")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod common;
mod openssl;

use common::world;
use openssl::Folder;
use shohosen::Phrase;
use shohosen::keys::{KeyChoice, SoftwareKey, SoftwareKeyError};
use shohosen::pki::Certificate;
use shohosen::sign::SigningKey as _;
use shohosen_pki::ber::{Reader, Rules};
use shohosen_testkit::der;
use shohosen_testkit::pki::{Person, Usage};

/// A PKCS#12 file of OpenSSL with the doctor's key; `None` where there is no OpenSSL.
fn exported(name: &str, options: &str, password: &[u8]) -> Option<Vec<u8>> {
    let doctor = world().hpki.credential(&Person::doctor());
    let folder = Folder::new(name, doctor.key.pkcs8());
    folder.write("certificate.der", &doctor.certificate);
    folder.openssl("pkcs8 -topk8 -nocrypt -inform DER -in key.der -out key.pem", None)?;
    folder.openssl("x509 -inform DER -in certificate.der -out certificate.pem", None)?;
    let command = format!("pkcs12 -export -inkey key.pem -in certificate.pem {options}");
    folder.openssl(&command, Some(password))
}

fn doctors_certificate() -> Vec<u8> {
    world().hpki.credential(&Person::doctor()).certificate
}

fn opens(file: &[u8], password: &str) -> Result<(), SoftwareKeyError> {
    let (key, _) = SoftwareKey::from_pkcs12(file, password)?;
    assert_eq!(key.certificate().der(), doctors_certificate());
    Ok(())
}

#[test]
fn every_encryption_and_integrity_in_use_is_opened_with_its_password_and_no_other() {
    const OLD: &str = "-provider legacy -provider default";
    for (number, options) in [
        // What OpenSSL 3 writes without being told, then what others write.
        String::new(),
        "-keypbe AES-128-CBC -certpbe AES-128-CBC -macalg sha1".into(),
        "-keypbe AES-192-CBC -certpbe AES-192-CBC -macalg sha224".into(),
        "-keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha384 -iter 100000".into(),
        "-keypbe DES-EDE3-CBC -certpbe NONE -macalg sha512 -nomaciter".into(),
        "-keypbe NONE -certpbe NONE".into(),
        "-keypbe AES-256-CBC -certpbe AES-256-CBC -nomac".into(),
        format!("-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-RC2-40 -macalg sha1 {OLD}"),
        format!("-keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-RC2-128 -macalg sha1 {OLD}"),
        format!("-keypbe PBE-SHA1-RC2-40 -certpbe PBE-SHA1-3DES -macalg sha1 -noiter {OLD}"),
    ]
    .iter()
    .enumerate()
    {
        let Some(file) = exported(&format!("p12-scheme-{number}"), options, b"geheim") else {
            return;
        };
        assert_eq!(opens(&file, "geheim"), Ok(()), "{options}");
        if options.contains("NONE -certpbe NONE") {
            // Nothing in it is encrypted: the integrity alone proves the password.
            assert_eq!(opens(&file, "Geheim"), Err(SoftwareKeyError::WrongPassword));
        }
        for wrong in ["", "Geheim", "geheim "] {
            assert_eq!(opens(&file, wrong), Err(SoftwareKeyError::WrongPassword), "{options}");
        }
    }
}

#[test]
fn an_encryption_that_was_broken_long_ago_is_called_by_its_name() {
    for (number, (options, name)) in [
        ("-keypbe PBE-SHA1-RC4-128", "pbeWithSHAAnd128BitRC4"),
        ("-keypbe PBE-SHA1-RC4-40", "pbeWithSHAAnd40BitRC4"),
        ("-keypbe PBE-MD5-DES", "pbeWithMD5AndDES-CBC"),
        ("-keypbe PBE-SHA1-DES", "pbeWithSHA1AndDES-CBC"),
        ("-keypbe PBE-MD5-RC2-64", "pbeWithMD5AndRC2-CBC"),
        ("-keypbe PBE-SHA1-RC2-64", "pbeWithSHA1AndRC2-CBC"),
    ]
    .into_iter()
    .enumerate()
    {
        let options =
            format!("{options} -certpbe NONE -macalg sha1 -provider legacy -provider default");
        let Some(file) = exported(&format!("p12-broken-{number}"), &options, b"geheim") else {
            return;
        };
        assert_eq!(
            opens(&file, "geheim"),
            Err(SoftwareKeyError::Encryption(Phrase::new(name, name)))
        );
    }
}

#[test]
fn a_password_may_be_empty_or_japanese_and_of_programs_of_the_past() {
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode("ひみつ");
    for (number, (typed, password)) in [
        (&b""[..], ""),
        ("ひみつ".as_bytes(), "ひみつ"),
        ("パスワード 123".as_bytes(), "パスワード 123"),
        // Beyond the Basic Multilingual Plane: two units of UTF-16.
        ("𠮷野家".as_bytes(), "𠮷野家"),
        // OpenSSL takes what is no UTF-8 octet by octet, as it always did before 1.1.0.
        (&*shift_jis, "ひみつ"),
        (b"with blanks  ", "with blanks  "),
    ]
    .into_iter()
    .enumerate()
    {
        for options in [
            "",
            "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -provider legacy -provider default",
        ] {
            let name = format!("p12-password-{number}-{}", options.len());
            let Some(file) = exported(&name, options, typed) else { return };
            assert_eq!(opens(&file, password), Ok(()), "{password} {options}");
            let wrong = format!("{password}x");
            assert_eq!(opens(&file, &wrong), Err(SoftwareKeyError::WrongPassword), "{wrong}");
        }
    }
}

/// How a file is written anew in BER (X.690 §8.1.3.6, §8.7.3, §8.1.3.5).
#[derive(Clone, Copy, Debug)]
struct Style {
    indefinite: bool,
    /// The octets of a piece of a string; 0: strings in one.
    pieces: usize,
    /// Pieces of pieces.
    nested: bool,
    long_lengths: bool,
    /// The content of strings that hold ASN.1, too.
    inside: bool,
}

const PLAIN: Style =
    Style { indefinite: false, pieces: 0, nested: false, long_lengths: false, inside: false };

impl Style {
    fn element(self, tag: u8, content: &[u8]) -> Vec<u8> {
        if self.indefinite && tag & 0x20 != 0 {
            return der::indefinite(tag, content);
        }
        if self.long_lengths {
            let length = u32::try_from(content.len()).unwrap().to_be_bytes();
            return der::concat([&[tag, 0x85, 0][..], &length, content]);
        }
        der::tlv(tag, content)
    }

    fn string(self, tag: u8, content: &[u8]) -> Vec<u8> {
        if self.pieces == 0 {
            return self.element(tag, content);
        }
        let pieces = content.chunks(self.pieces).map(|piece| {
            let piece = self.element(0x04, piece);
            if self.nested { self.element(0x24, &piece) } else { piece }
        });
        self.element(tag | 0x20, &der::concat(pieces))
    }

    fn rewritten(self, der: &[u8]) -> Vec<u8> {
        let mut reader = Reader::new(der, Rules::Der);
        let mut out = Vec::new();
        while !reader.is_empty() {
            let element = reader.any("test").unwrap();
            let written = match element.tag {
                // OCTET STRING, and [0] IMPLICIT OCTET STRING of EncryptedContentInfo.
                0x04 | 0x80 if self.inside && is_asn1(element.content) => {
                    self.string(element.tag, &self.rewritten(element.content))
                }
                0x04 | 0x80 => self.string(element.tag, element.content),
                tag if tag & 0x20 != 0 => self.element(tag, &self.rewritten(element.content)),
                tag => self.element(tag, element.content),
            };
            out.extend(written);
        }
        out
    }
}

/// SafeContents and AuthenticatedSafe, not a certificate: that is signed as it is.
fn is_asn1(octets: &[u8]) -> bool {
    let mut reader = Reader::new(octets, Rules::Der);
    let whole = reader.element(0x30, "test");
    let first = whole.and_then(|whole| whole.reader().element(0x30, "test"));
    reader.is_empty() && first.is_ok_and(|first| first.reader().peek() == Some(0x06))
}

#[test]
fn files_in_ber_are_read_as_those_in_der() {
    let (Some(proved), Some(bare)) =
        (exported("p12-ber", "", b"geheim"), exported("p12-ber-bare", "-nomac", b"geheim"))
    else {
        return;
    };
    for style in [
        Style { indefinite: true, ..PLAIN },
        Style { pieces: 1000, ..PLAIN },
        Style { indefinite: true, pieces: 1000, ..PLAIN },
        Style { indefinite: true, pieces: 7, nested: true, ..PLAIN },
        Style { long_lengths: true, ..PLAIN },
        Style { long_lengths: true, pieces: 64, ..PLAIN },
    ] {
        // The proof of integrity is over the content of a string, however it is written.
        assert_eq!(opens(&style.rewritten(&proved), "geheim"), Ok(()), "{style:?}");
        let wrong = opens(&style.rewritten(&proved), "falsch");
        assert_eq!(wrong, Err(SoftwareKeyError::WrongPassword), "{style:?}");
        // Without it every level can be written anew.
        let inside = Style { inside: true, ..style };
        assert_eq!(opens(&inside.rewritten(&bare), "geheim"), Ok(()), "{inside:?}");
    }
}

#[test]
fn what_is_damaged_cut_off_or_no_pkcs12_file_is_an_error_and_nothing_else() {
    let Some(file) = exported("p12-damaged", "", b"geheim") else { return };
    for length in (0..file.len()).step_by(97) {
        assert!(opens(&file[..length], "geheim").is_err(), "{length}");
    }
    for at in (0..file.len()).step_by(61) {
        let mut damaged = file.clone();
        damaged[at] ^= 0x20;
        // A name may be damaged without anything else being so; the key never is another.
        let _ = opens(&damaged, "geheim");
    }
    let pem = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for wrong in [&b""[..], b"geheim", pem, &doctors_certificate(), &[0x30, 0x80].repeat(4000)] {
        let error = opens(wrong, "geheim").unwrap_err();
        assert!(matches!(error, SoftwareKeyError::Pkcs12(_)), "{error}");
    }
}

#[test]
fn integrity_by_pbmac1_is_proved_with_the_password_and_no_other() {
    // RFC 9579: OpenSSL 3.0 does not write it, but computes both of its parts.
    let Some(bare) = exported("p12-pbmac1", "-nomac", "ひみつ".as_bytes()) else { return };
    let folder = Folder::new("p12-pbmac1-parts", b"");
    let mut pfx = Reader::new(&bare, Rules::Der).any("pfx").unwrap().reader();
    let (version, safe) = (pfx.any("version").unwrap(), pfx.any("authSafe").unwrap());
    let mut info = safe.reader();
    info.any("type").unwrap();
    let content = info.any("content").unwrap().reader().any("octets").unwrap().content;
    folder.write("content", content);
    let derive = "kdf -binary -keylen 32 -kdfopt digest:SHA256 -kdfopt iter:2048 -kdfopt \
                  hexsalt:0102030405060708 -kdfopt hexpass:e381b2e381bfe381a4 PBKDF2";
    let key = folder.openssl(derive, None).unwrap();
    let key: String = key.iter().map(|octet| format!("{octet:02x}")).collect();
    let command = format!("dgst -sha256 -mac HMAC -macopt hexkey:{key} -binary content");
    let mac = folder.openssl(&command, None).unwrap();
    let hmac = || der::sequence([der::oid("1.2.840.113549.2.9"), der::null()]);
    let kdf = der::sequence([
        der::octet_string(&[1, 2, 3, 4, 5, 6, 7, 8]),
        der::integer(2048),
        der::integer(32),
        hmac(),
    ]);
    let kdf = der::sequence([der::oid("1.2.840.113549.1.5.12"), kdf]);
    let algorithm =
        der::sequence([der::oid("1.2.840.113549.1.5.14"), der::sequence([kdf, hmac()])]);
    let file = |mac: &[u8]| {
        let digest_info = der::sequence([algorithm.clone(), der::octet_string(mac)]);
        let data = der::sequence([digest_info, der::octet_string(b"NOT USED"), der::integer(1)]);
        der::sequence([version.raw.to_vec(), safe.raw.to_vec(), data])
    };
    assert_eq!(opens(&file(&mac), "ひみつ"), Ok(()));
    assert_eq!(opens(&file(&mac), "ひみつ "), Err(SoftwareKeyError::WrongPassword));
    assert_eq!(opens(&file(&mac[..31]), "ひみつ"), Err(SoftwareKeyError::WrongPassword));
}

#[test]
fn a_file_that_asks_for_hours_of_work_is_refused_before_any_is_done() {
    let safe = der::sequence([
        der::oid("1.2.840.113549.1.7.1"),
        der::explicit(0, &der::octet_string(&der::sequence([b""; 0]))),
    ]);
    let file = |algorithm: Vec<u8>, rounds: u64| {
        let digest_info = der::sequence([algorithm, der::octet_string(&[7; 20])]);
        let data = der::sequence([digest_info, der::octet_string(&[7; 8]), der::integer(rounds)]);
        der::sequence([der::integer(3), safe.clone(), data])
    };
    let sha1 = || der::sequence([der::oid("1.3.14.3.2.26"), der::null()]);
    assert_eq!(opens(&file(sha1(), 2048), ""), Err(SoftwareKeyError::WrongPassword));
    for rounds in [20_000_000, 4_000_000_000, 1 << 40, u64::MAX] {
        let error = opens(&file(sha1(), rounds), "").unwrap_err();
        assert!(matches!(error, SoftwareKeyError::Encryption(_)), "{rounds}: {error}");
    }
}

#[test]
fn of_the_keys_that_others_put_into_one_file_the_one_that_is_meant_is_taken() {
    let hpki = world().hpki;
    let folder = Folder::new("p12-several", b"");
    let mut parts = Vec::new();
    let people = [
        (Person::doctor().usage(Usage::Authentication), "ninsho", 1),
        (Person::pharmacist(), "shomei 薬剤師", 2),
    ];
    let mut certificates = Vec::new();
    for (person, name, id) in &people {
        let credential = hpki.credential(person);
        let attribute =
            |oid: &str, value: Vec<u8>| der::sequence([der::oid(oid), der::set([value])]);
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let names = der::set([
            attribute("1.2.840.113549.1.9.20", der::tlv(0x1e, &units)),
            attribute("1.2.840.113549.1.9.21", der::octet_string(&[*id])),
        ]);
        let bag = |kind: &str, value: &[u8]| {
            der::sequence([der::oid(kind), der::explicit(0, value), names.clone()])
        };
        let certificate = der::sequence([
            der::oid("1.2.840.113549.1.9.22.1"),
            der::explicit(0, &der::octet_string(&credential.certificate)),
        ]);
        parts.push(bag("1.2.840.113549.1.12.10.1.3", &certificate));
        parts.push(bag("1.2.840.113549.1.12.10.1.1", credential.key.pkcs8()));
        certificates.push(Certificate::from_der(&credential.certificate).unwrap());
    }
    let contents = der::sequence(parts);
    let data = |octets: &[u8]| {
        let content = der::explicit(0, &der::octet_string(octets));
        der::sequence([der::oid("1.2.840.113549.1.7.1"), content])
    };
    let file = der::sequence([der::integer(3), data(&der::sequence([data(&contents)]))]);
    folder.write("file.p12", &file);
    // Another implementation reads it, so that it is not ours alone.
    if folder.openssl("pkcs12 -in file.p12 -nodes -nomacver -passin pass:", None).is_none() {
        return;
    }
    let take = |choice: &KeyChoice| {
        let (key, others) = SoftwareKey::from_pkcs12_choosing(&file, "", choice).unwrap();
        assert_eq!(others.len(), 1, "the other certificate of the file");
        certificates.iter().position(|one| one == key.certificate()).unwrap()
    };
    assert_eq!(take(&KeyChoice::ForSignatures), 1);
    for at in 0..2 {
        assert_eq!(take(&KeyChoice::FriendlyName(people[at].1.into())), at);
        assert_eq!(take(&KeyChoice::LocalKeyId(vec![people[at].2])), at);
        assert_eq!(take(&KeyChoice::Certificate(certificates[at].clone())), at);
    }
    let error = SoftwareKey::from_pkcs12_choosing(&file, "", &KeyChoice::LocalKeyId(vec![3]));
    let finding = error.unwrap_err().finding();
    assert_eq!(finding.code.id(), "signing.key.not_in_file");
    assert!(!format!("{finding:?}").contains("薬剤師"), "a friendlyName is often a person's");
}
