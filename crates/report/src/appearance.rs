//! What octets look like that are not what they were taken for: the likely cause, told with the error.

use crate::Phrase;

/// What a file looks like by its first octets. Not more than a hint: nothing is decided by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Appearance {
    /// Nothing, or nothing but a byte order mark and white space.
    Empty,
    /// A page for a browser: a proxy, a log-in or an error of a server.
    Html,
    /// XML.
    Xml,
    /// JSON.
    Json,
    /// Text in UTF-16.
    Utf16,
    /// A certificate.
    Certificate,
    /// A certificate revocation list.
    RevocationList,
    /// A request for a certificate (PKCS#10).
    CertificateRequest,
    /// A private key.
    PrivateKey,
    /// A public key.
    PublicKey,
    /// CMS (PKCS#7), such as a time-stamp token or a bundle of certificates.
    Cms,
    /// An OCSP response.
    OcspResponse,
    /// The answer of a time-stamp authority.
    TimeStampResponse,
    /// PKCS#12.
    Pkcs12,
    /// A key store of Java (JKS, JCEKS).
    JavaKeyStore,
    /// A private key of PuTTY.
    PuttyKey,
    /// A ZIP archive, or a document that is one (.xlsx, .docx).
    Zip,
    /// Compressed by gzip.
    Gzip,
    /// PDF.
    Pdf,
    /// A document of older office programs (.xls, .doc).
    OldOffice,
    /// Records of a prescription or of a notebook.
    Records,
    /// base64 of DER, without the lines of PEM around it.
    Base64,
    /// Hexadecimal digits.
    Hexadecimal,
}

impl Appearance {
    /// What these octets look like, if they look like anything.
    ///
    /// ```
    /// use shohosen_report::Appearance;
    /// assert_eq!(Appearance::of(b"<!DOCTYPE html><html>"), Some(Appearance::Html));
    /// assert_eq!(Appearance::of(b"\x02\x01"), None);
    /// ```
    pub fn of(octets: &[u8]) -> Option<Self> {
        /// So much of a file says what it is.
        const LOOKED_AT: usize = 4096;
        let octets = octets.get(..LOOKED_AT).unwrap_or(octets);
        if octets.starts_with(b"\xff\xfe") || octets.starts_with(b"\xfe\xff") {
            return Some(Self::Utf16);
        }
        let text = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets).trim_ascii_start();
        let marks: [(&[u8], Self); 17] = [
            (b"<!doctype html", Self::Html),
            (b"<html", Self::Html),
            (b"<", Self::Xml),
            (b"{", Self::Json),
            (b"[", Self::Json),
            (b"pk\x03\x04", Self::Zip),
            (b"\x1f\x8b", Self::Gzip),
            (b"%pdf-", Self::Pdf),
            (b"\xd0\xcf\x11\xe0", Self::OldOffice),
            (b"\xfe\xed\xfe\xed", Self::JavaKeyStore),
            (b"\xce\xce\xce\xce", Self::JavaKeyStore),
            (b"putty-user-key-file-", Self::PuttyKey),
            (b"sj1", Self::Records),
            (b"cj1", Self::Records),
            (b"jahis", Self::Records),
            (b"mii", Self::Base64),
            (b"-----begin ", Self::Certificate),
        ];
        let begins = |mark: &[u8]| {
            text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
        };
        match marks.into_iter().find(|(mark, _)| begins(mark)) {
            Some((b"-----begin ", _)) => pem(text),
            Some((_, appearance)) => Some(appearance),
            None if text.is_empty() => Some(Self::Empty),
            // Before DER: the digit 0 is the octet of a SEQUENCE.
            None if is_hexadecimal(text.trim_ascii()) => Some(Self::Hexadecimal),
            None if octets.starts_with(b"\x30") => der(octets),
            None => None,
        }
    }

    /// Its name in a sentence.
    pub fn phrase(self) -> Phrase {
        let (ja, en) = match self {
            Self::Empty => ("空のファイル", "an empty file"),
            Self::Html => (
                "HTML のページ（ログイン画面やエラー画面など）",
                "an HTML page (such as a log-in or error page)",
            ),
            Self::Xml => ("XML", "XML"),
            Self::Json => ("JSON", "JSON"),
            Self::Utf16 => ("UTF-16 のテキスト", "text in UTF-16"),
            Self::Certificate => ("証明書", "a certificate"),
            Self::RevocationList => ("失効リスト（CRL）", "a revocation list (CRL)"),
            Self::CertificateRequest => ("証明書の発行要求（CSR）", "a certificate request (CSR)"),
            Self::PrivateKey => ("秘密鍵", "a private key"),
            Self::PublicKey => ("公開鍵", "a public key"),
            Self::Cms => (
                "CMS（PKCS#7。証明書の束、署名データ、タイムスタンプトークンなど）",
                "CMS (PKCS#7: a bundle of certificates, signed data or a time-stamp token)",
            ),
            Self::OcspResponse => ("OCSP レスポンス", "an OCSP response"),
            Self::TimeStampResponse => ("時刻認証局の応答", "the answer of a time-stamp authority"),
            Self::Pkcs12 => ("PKCS#12 ファイル", "a PKCS#12 file"),
            Self::JavaKeyStore => (
                "Java のキーストア（keytool -importkeystore で PKCS#12 に変換できます）",
                "a key store of Java (keytool -importkeystore turns it into PKCS#12)",
            ),
            Self::PuttyKey => (
                "PuTTY 形式の鍵（PuTTYgen で OpenSSH 形式に変換できます）",
                "a key of PuTTY (PuTTYgen turns it into the form of OpenSSH)",
            ),
            Self::Zip => (
                "ZIP ファイル（Excel や Word の文書を含む）",
                "a ZIP file (or a document of Excel or Word)",
            ),
            Self::Gzip => ("gzip で圧縮されたファイル", "a file compressed by gzip"),
            Self::Pdf => ("PDF", "a PDF document"),
            Self::OldOffice => ("Excel または Word の文書", "a document of Excel or Word"),
            Self::Records => {
                ("処方・調剤・お薬手帳のレコード", "records of a prescription or a notebook")
            }
            Self::Base64 => {
                ("PEM の見出し行がない base64", "base64 without the lines of PEM around it")
            }
            Self::Hexadecimal => ("16 進表記の文字列", "hexadecimal text"),
        };
        Phrase::new(ja, en)
    }
}

/// By the label of PEM (RFC 7468).
fn pem(text: &[u8]) -> Option<Appearance> {
    let label = text.get(b"-----BEGIN ".len()..)?;
    let label = label.split(|octet| *octet == b'-').next()?.to_ascii_uppercase();
    let ends: [(&[u8], Appearance); 9] = [
        (b"CERTIFICATE", Appearance::Certificate),
        (b"CRL", Appearance::RevocationList),
        (b"CERTIFICATE REQUEST", Appearance::CertificateRequest),
        (b"PRIVATE KEY", Appearance::PrivateKey),
        (b"PUBLIC KEY", Appearance::PublicKey),
        (b"PKCS7", Appearance::Cms),
        (b"CMS", Appearance::Cms),
        (b"PKCS12", Appearance::Pkcs12),
        (b"OCSP RESPONSE", Appearance::OcspResponse),
    ];
    ends.into_iter().find(|(end, _)| label.ends_with(end)).map(|(_, appearance)| appearance)
}

/// By what a SEQUENCE begins with.
fn der(octets: &[u8]) -> Option<Appearance> {
    let inner = content(octets)?;
    let first = inner.first()?;
    match first {
        // OBJECT IDENTIFIER: 1.2.840.113549.1.7, PKCS#7 and CMS.
        0x06 if inner.starts_with(b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07") => {
            Some(Appearance::Cms)
        }
        // ENUMERATED: the status of OCSP (RFC 6960 §4.2.1).
        0x0a => Some(Appearance::OcspResponse),
        // INTEGER: a version. PFX has 3 (RFC 7292 §4), keys 0 or 1 (RFC 5958 §2).
        0x02 if inner.starts_with(b"\x02\x01\x03") => Some(Appearance::Pkcs12),
        0x02 => Some(Appearance::PrivateKey),
        0x30 => {
            let of_second = content(inner)?;
            match of_second {
                // [0]: the version of a certificate (RFC 5280 §4.1).
                [0xa0, ..] => Some(Appearance::Certificate),
                // PKIStatusInfo: nothing but a status, or texts after it (RFC 3161 §2.4.2).
                [0x02, 0x01, status] if *status <= 5 => Some(Appearance::TimeStampResponse),
                // OBJECT IDENTIFIER: the algorithm of SubjectPublicKeyInfo, or of an encrypted key.
                [0x06, ..] => {
                    let is_pbe = of_second.starts_with(b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05");
                    Some(if is_pbe { Appearance::PrivateKey } else { Appearance::PublicKey })
                }
                // The version of a list is 1, that of a request 0.
                [0x02, 0x01, 0x01, 0x30, ..] => Some(Appearance::RevocationList),
                [0x02, 0x01, 0x00, 0x30, ..] => Some(Appearance::CertificateRequest),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What stands in a SEQUENCE, as much of it as is there.
fn content(octets: &[u8]) -> Option<&[u8]> {
    let (_, rest) = octets.split_first()?;
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0x80 => (usize::MAX, rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            let length = digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit));
            (length, rest)
        }
        short => (usize::from(*short), rest),
    };
    Some(rest.get(..length).unwrap_or(rest))
}

/// Digits of a digest or more: four may be anything.
fn is_hexadecimal(text: &[u8]) -> bool {
    text.len() >= 16 && text.iter().all(|octet| octet.is_ascii_hexdigit() || *octet == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        for (octets, expected) in [
            (&b""[..], Some(Appearance::Empty)),
            (b"\xef\xbb\xbf \r\n", Some(Appearance::Empty)),
            (b"\xef\xbb\xbf<!DOCTYPE HTML>", Some(Appearance::Html)),
            (b"\n<HTML lang=ja>", Some(Appearance::Html)),
            (b"<?xml version='1.0'?>", Some(Appearance::Xml)),
            (b" [1]", Some(Appearance::Json)),
            (b"\xfe\xed\xfe\xed\0\0\0\x02", Some(Appearance::JavaKeyStore)),
            (b"PuTTY-User-Key-File-3: ssh-rsa", Some(Appearance::PuttyKey)),
            (b"{}", Some(Appearance::Json)),
            (b"\xff\xfe<\0", Some(Appearance::Utf16)),
            (b"-----BEGIN CERTIFICATE-----\n", Some(Appearance::Certificate)),
            (b"-----BEGIN X509 CRL-----\n", Some(Appearance::RevocationList)),
            (b"-----BEGIN NEW CERTIFICATE REQUEST-----", Some(Appearance::CertificateRequest)),
            (b"-----BEGIN RSA PRIVATE KEY-----", Some(Appearance::PrivateKey)),
            (b"-----BEGIN PKCS7-----", Some(Appearance::Cms)),
            (b"-----BEGIN OTHER-----", None),
            (b"PK\x03\x04\x14", Some(Appearance::Zip)),
            (b"%PDF-1.7", Some(Appearance::Pdf)),
            (b"SJ1\n", Some(Appearance::Records)),
            (b"MIIDdzCCAl+gAwIBAgI", Some(Appearance::Base64)),
            (b"0123456789abcdef0123\n", Some(Appearance::Hexadecimal)),
            (b"2024", None),
            // By hand, after the modules of the RFCs named above.
            (b"\x30\x82\x01\x00\x30\x81\xf0\xa0\x03", Some(Appearance::Certificate)),
            (b"\x30\x82\x01\x00\x30\x81\xf0\x02\x01\x01\x30\x0d", Some(Appearance::RevocationList)),
            (
                b"\x30\x82\x01\x00\x30\x81\xf0\x02\x01\x00\x30\x0d",
                Some(Appearance::CertificateRequest),
            ),
            (b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", Some(Appearance::Cms)),
            (b"\x30\x82\x01\x00\x02\x01\x03\x30", Some(Appearance::Pkcs12)),
            (b"\x30\x82\x01\x00\x02\x01\x00\x30", Some(Appearance::PrivateKey)),
            (b"\x30\x03\x0a\x01\x06", Some(Appearance::OcspResponse)),
            (b"\x30\x05\x30\x03\x02\x01\x02", Some(Appearance::TimeStampResponse)),
            (
                b"\x30\x82\x01\x00\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01",
                Some(Appearance::PublicKey),
            ),
            (b"\x30", None),
            (b"\x30\x84\xff", None),
        ] {
            assert_eq!(Appearance::of(octets), expected, "{octets:?}");
        }
    }

    #[test]
    fn every_appearance_has_a_name_in_both_languages() {
        for appearance in [Appearance::Html, Appearance::Json, Appearance::Pkcs12] {
            let phrase = appearance.phrase();
            let [ja, en] = [crate::Language::Japanese, crate::Language::English]
                .map(|language| phrase.pick(language).to_owned());
            assert!(!ja.is_empty() && en.is_ascii());
        }
    }
}
