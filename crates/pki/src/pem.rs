//! Certificates and revocation lists as people keep them in files: DER, or PEM (RFC 7468) with text
//! around it and several objects in one file.

use crate::{Certificate, CertificateError, CertificateList, CrlError};
use shohosen_report::Appearance;
use std::borrow::Cow;

/// The byte order mark that some editors put in front of text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

const BEGIN: &[u8] = b"-----BEGIN ";
/// The end of a block and the beginning of the next in one line.
const JOINED: &[u8] = b"----------BEGIN ";

fn contains(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|window| window == wanted)
}

/// With a line end between blocks that stand in one line.
fn apart(text: &[u8]) -> Vec<u8> {
    const DASHES: usize = JOINED.len() - BEGIN.len();
    let mut apart = Vec::with_capacity(text.len() + 1);
    for (at, octet) in text.iter().enumerate() {
        let is_joint = at.checked_sub(DASHES).and_then(|start| text.get(start..));
        if is_joint.is_some_and(|rest| rest.starts_with(JOINED)) {
            apart.push(b'\n');
        }
        apart.push(*octet);
    }
    apart
}

/// What a file holds.
enum Held {
    /// One object in DER.
    Der,
    /// The contents of every PEM block of the kind that was asked for.
    Blocks(Vec<Vec<u8>>),
}

/// Text before, between and behind the blocks is not part of them (RFC 7468 §2), and blocks of
/// another kind (a key beside its certificate) are passed over. A block that is broken is an error,
/// not one less.
fn held(octets: &[u8], labels: &[&str]) -> Result<Held, String> {
    const SEQUENCE: u8 = 0x30;
    let text = octets.strip_prefix(BYTE_ORDER_MARK).unwrap_or(octets);
    if !text.windows(BEGIN.len()).any(|window| window == BEGIN) {
        let der = octets.first() == Some(&SEQUENCE);
        return if der { Ok(Held::Der) } else { Err("neither DER nor PEM".to_owned()) };
    }
    // Old Macintosh line ends: RFC 7468 §3 takes all three.
    let text: Cow<'_, [u8]> = match text.contains(&b'\n') {
        true => text.into(),
        false => text.iter().map(|&octet| if octet == b'\r' { b'\n' } else { octet }).collect(),
    };
    // Files that were joined without a line end between them: the second begins behind the first.
    let text = match contains(&text, JOINED) {
        true => apart(&text).into(),
        false => text,
    };
    let (mut blocks, mut others) = (Vec::new(), Vec::new());
    for block in x509_parser::pem::Pem::iter_from_buffer(&text) {
        let block = block.map_err(|error| error.to_string())?;
        match labels.contains(&block.label.as_str()) {
            true => blocks.push(block.contents),
            false => others.push(block.label),
        }
    }
    // What begins within a line is no block for the reader, and would be dropped in silence.
    let begun = text.windows(BEGIN.len()).filter(|window| *window == BEGIN).count();
    if begun != blocks.len() + others.len() {
        return Err("a block does not begin at the beginning of a line".to_owned());
    }
    match blocks.is_empty() {
        false => Ok(Held::Blocks(blocks)),
        true => Err(format!("no block {} but {}", labels.join(", "), others.join(", "))),
    }
}

impl Certificate {
    /// From DER or from PEM text with exactly one certificate. Text around it is passed over.
    ///
    /// # Errors
    /// As [`from_der`](Self::from_der), or if there are several.
    pub fn from_pem_or_der(octets: &[u8]) -> Result<Self, CertificateError> {
        let mut all = Self::all_from_pem_or_der(octets)?;
        match (all.pop(), all.len()) {
            (Some(certificate), 0) => Ok(certificate),
            (last, others) => Err(CertificateError::Count(others + usize::from(last.is_some()))),
        }
    }

    /// From DER, or every certificate of PEM text.
    ///
    /// # Errors
    /// As [`from_der`](Self::from_der), or if there is none.
    pub fn all_from_pem_or_der(octets: &[u8]) -> Result<Vec<Self>, CertificateError> {
        const LABELS: &[&str] = &["CERTIFICATE", "X509 CERTIFICATE"];
        let read = || match held(octets, LABELS).map_err(CertificateError::Pem)? {
            Held::Der => Ok(vec![Self::from_der(octets)?]),
            Held::Blocks(blocks) => blocks.iter().map(|der| Self::from_der(der)).collect(),
        };
        read().map_err(|error| match Appearance::of(octets) {
            // What it is helps more than where it stops being a certificate.
            Some(seen) if seen != Appearance::Certificate => CertificateError::SomethingElse(seen),
            _ => error,
        })
    }
}

impl CertificateList {
    /// From DER or from PEM text with exactly one revocation list (RFC 7468 §6). Text around it is
    /// passed over.
    ///
    /// # Errors
    /// As [`from_der`](Self::from_der), or if the text has none or several.
    pub fn from_pem_or_der(octets: &[u8]) -> Result<Self, CrlError> {
        let mut all = Self::all_from_pem_or_der(octets)?;
        match (all.pop(), all.len()) {
            (Some(list), 0) => Ok(list),
            (last, others) => Err(CrlError::Count(others + usize::from(last.is_some()))),
        }
    }

    /// From DER, or every revocation list of PEM text.
    ///
    /// # Errors
    /// As [`from_der`](Self::from_der), or if there is none.
    pub fn all_from_pem_or_der(octets: &[u8]) -> Result<Vec<Self>, CrlError> {
        let read = || match held(octets, &["X509 CRL"]).map_err(CrlError::Pem)? {
            Held::Der => Ok(vec![Self::from_der(octets)?]),
            Held::Blocks(blocks) => blocks.iter().map(|der| Self::from_der(der)).collect(),
        };
        read().map_err(|error| match Appearance::of(octets) {
            Some(seen) if seen != Appearance::RevocationList => CrlError::SomethingElse(seen),
            _ => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use shohosen_report::Time;
    use shohosen_testkit::documents::World;
    use shohosen_testkit::pki::Usage;

    fn pem(label: &str, der: &[u8], line_end: &str) -> String {
        let text = base64::engine::general_purpose::STANDARD.encode(der);
        let lines = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap());
        let lines: Vec<_> = lines.collect();
        let body = lines.join(line_end);
        format!("-----BEGIN {label}-----{line_end}{body}{line_end}-----END {label}-----{line_end}")
    }

    struct Files {
        certificate: Vec<u8>,
        lists: [Vec<u8>; 2],
    }

    fn files() -> Files {
        let at = Time::parse_rfc3339("2026-11-01T00:00:00Z").unwrap();
        let world = World::from_committed_keys(at);
        let lists = [world.hpki.crl(Usage::Signature, at), world.hpki.sarl(at, &[])];
        Files { certificate: world.hpki.root.certificate, lists }
    }

    #[test]
    fn text_around_a_block_and_the_mark_of_an_editor_are_passed_over() {
        let Files { certificate, lists: [list, _] } = files();
        for line_end in ["\n", "\r\n", "\r"] {
            let (own, other) =
                (pem("X509 CRL", &list, line_end), pem("CERTIFICATE", &certificate, line_end));
            for around in [
                own.clone(),
                format!("\u{feff}{own}"),
                format!(
                    "Certificate Revocation List (CRL):{line_end}    Version 2 (0x1){line_end}{own}the end"
                ),
                // As OpenSSL writes it out of a PKCS#12 file.
                format!("Bag Attributes{line_end}    friendlyName: {line_end}{own}"),
                format!("0 is no DER{line_end}{own}"),
                format!("{other}{own}"),
            ] {
                let read = CertificateList::from_pem_or_der(around.as_bytes());
                assert_eq!(read.unwrap().der(), list, "{around}");
            }
            let both = format!("issuer=CN 処方箋{line_end}{own}{line_end}{other}");
            let read = Certificate::from_pem_or_der(both.as_bytes()).unwrap();
            assert_eq!(read.der(), certificate);
        }
        assert_eq!(CertificateList::from_pem_or_der(&list).unwrap().der(), list);
        assert_eq!(Certificate::from_pem_or_der(&certificate).unwrap().der(), certificate);
    }

    #[test]
    fn no_object_of_a_file_is_dropped() {
        let Files { certificate, lists } = files();
        let both: String = lists.iter().map(|list| pem("X509 CRL", list, "\n")).collect();
        let read = CertificateList::all_from_pem_or_der(both.as_bytes()).unwrap();
        assert!(read.iter().map(CertificateList::der).eq(lists.iter().map(Vec::as_slice)));
        assert_eq!(CertificateList::from_pem_or_der(both.as_bytes()), Err(CrlError::Count(2)));
        // Joined where the first had no end of line; and where a block begins within a line, which no
        // reader takes for one.
        let joined: String = lists.iter().map(|list| pem("X509 CRL", list, "\n")).collect();
        let joined = joined.replace("-----\n-----BEGIN", "----------BEGIN");
        let read = CertificateList::all_from_pem_or_der(joined.as_bytes()).unwrap();
        assert!(read.iter().map(CertificateList::der).eq(lists.iter().map(Vec::as_slice)));
        for between in [" ", "# ", "x"] {
            let within = both.replacen("\n-----BEGIN", &format!("\n{between}-----BEGIN"), 1);
            let read = CertificateList::all_from_pem_or_der(within.as_bytes());
            assert!(read.is_err(), "{between:?}");
        }
        // A block that is broken is no reason to go by the other alone.
        let cut = both.replacen("-----END", "----END", 2);
        assert!(CertificateList::all_from_pem_or_der(cut.as_bytes()).is_err());
        let damaged = format!(
            "{}{}",
            pem("X509 CRL", &lists[0], "\n"),
            pem("X509 CRL", &lists[1][1..], "\n")
        );
        assert!(CertificateList::all_from_pem_or_der(damaged.as_bytes()).is_err());
        let twice = pem("CERTIFICATE", &certificate, "\n").repeat(2);
        let error = Certificate::from_pem_or_der(twice.as_bytes()).unwrap_err();
        assert_eq!(error, CertificateError::Count(2));
    }

    #[test]
    fn what_a_file_holds_instead_is_said() {
        let Files { certificate, .. } = files();
        let error =
            CertificateList::from_pem_or_der(pem("CERTIFICATE", &certificate, "\n").as_bytes());
        let error = error.unwrap_err().to_string();
        assert_eq!(error, "it is a certificate and no CRL");
        for wrong in [&b""[..], b"not found", b"\xef\xbb\xbf", b"<html>"] {
            assert!(CertificateList::from_pem_or_der(wrong).is_err());
            assert!(Certificate::from_pem_or_der(wrong).is_err());
        }
    }
}
