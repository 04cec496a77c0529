//! The XML-DSig interoperability signatures of xmlsec's test suite, in-scope rows: core validation
//! with the key that the row says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_pki::crypto::PublicKey;
use shohosen_pki::{Certificate, SignatureCache, WorkBudget};
use shohosen_testkit::vectors::{self, Tally};
use shohosen_xades::{CollectSettings, Limits, Workspace, decode_base64, signatures, verify_core};
use shohosen_xml::{Document, Node, NodeId};
use std::path::Path;

const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
const DSIG11: &str = "http://www.w3.org/2009/xmldsig11#";

#[test]
fn in_scope_signatures_verify_or_fail_as_recorded() {
    let Some(folder) = vectors::folder("xmldsig") else { return };
    let index = std::fs::read_to_string(folder.join("index.csv")).unwrap();
    let mut tally = Tally::new("xmldsig", include_str!("xmldsig.exceptions"));
    for row in shohosen_testkit::vectors::csv(&index) {
        // Legacy algorithms, HMAC, XPath and XSLT are refused; that is tested below.
        if !row["flags"].is_empty() {
            continue;
        }
        let outcome = verify(&folder, &row["file"], &row["xmlsec_verify_args"]);
        let valid = outcome.is_ok();
        let expected = row["expected"] == "valid";
        tally.record(
            &row["id"],
            if valid == expected {
                Ok(())
            } else {
                Err(format!("{} expected {}, {outcome:?}", row["file"], row["expected"]))
            },
        );
    }
    tally.finish();
}

#[test]
fn hmac_xslt_and_xpath_signatures_never_verify() {
    let Some(folder) = vectors::folder("xmldsig") else { return };
    let index = std::fs::read_to_string(folder.join("index.csv")).unwrap();
    let mut refused = 0;
    for row in shohosen_testkit::vectors::csv(&index) {
        let flags = &row["flags"];
        if flags.contains("hmac") || flags.contains("xslt") || flags.contains("xpath") {
            let outcome = verify(&folder, &row["file"], &row["xmlsec_verify_args"]);
            assert!(outcome.is_err(), "{} {}", row["id"], row["file"]);
            refused += 1;
        }
    }
    println!("xmldsig: {refused} signatures refused by algorithm or transform");
    assert!(refused > 50);
}

fn verify(folder: &Path, file: &str, arguments: &str) -> Result<(), String> {
    let source = std::fs::read(folder.join(file)).unwrap();
    let document =
        Document::parse(&source, &Default::default()).map_err(|error| error.to_string())?;
    let node = signatures(&document).next().ok_or("no signature")?;
    let mut outcome = Err("no key".to_owned());
    // Paths are those of the file's own folder, where xmlsec was started.
    let folder = folder.join(file);
    for key in keys(document.node(node), folder.parent().unwrap(), arguments)? {
        outcome = verify_with(&document, node, &key);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

fn verify_with(document: &Document<'_>, node: NodeId, key: &PublicKey) -> Result<(), String> {
    let (limits, cache) = (Limits::default(), SignatureCache::new());
    let settings = CollectSettings {
        limits: &limits,
        external: None,
        cache: &cache,
        budget: &WorkBudget::default(),
        known: None,
    };
    let (references, value) = verify_core(document, node, key, settings, &mut Workspace::default())
        .map_err(|problem| problem.finding().code.id().to_owned())?;
    for reference in references {
        if !reference.matches() {
            return Err(format!("{:?}", reference.digests));
        }
    }
    value.outcome.map_err(|problem| format!("{problem:?}"))
}

/// The keys of the row: the certificates in KeyInfo, one named on xmlsec's command line, or a bare
/// key, which xmlsec trusts because the row says so.
fn keys(signature: Node<'_, '_>, folder: &Path, arguments: &str) -> Result<Vec<PublicKey>, String> {
    let find = |namespace, name| signature.descendants().find(|node| node.is(namespace, name));
    let decode = |node: Node<'_, '_>| decode_base64(&node.text()).ok_or("not base64");
    if let Some(words) = arguments.split("--pubkey-cert-der ").nth(1) {
        let path = words.split_whitespace().next().unwrap_or_default();
        let der = std::fs::read(folder.join(path)).unwrap();
        return Ok(vec![public_key(&der)?]);
    }
    let certificates = signature.descendants().filter(|node| node.is(DS, "X509Certificate"));
    let keys: Vec<_> =
        certificates.map(|node| public_key(&decode(node)?)).collect::<Result<_, _>>()?;
    if !keys.is_empty() {
        return Ok(keys);
    }
    let spki = if let Some(node) = find(DSIG11, "DEREncodedKeyValue") {
        decode(node)?
    } else if let Some(node) = find(DS, "RSAKeyValue") {
        let number = |name| decode(node.child(DS, name).ok_or("no number")?);
        rsa_spki(&number("Modulus")?, &number("Exponent")?)
    } else if let Some(node) = find(DSIG11, "ECKeyValue") {
        let curve = node.child(DSIG11, "NamedCurve").and_then(|c| c.attribute("URI")).unwrap_or("");
        let curve: &[u8] = match curve {
            "urn:oid:1.2.840.10045.3.1.7" => &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
            "urn:oid:1.3.132.0.34" => &[0x2b, 0x81, 4, 0, 0x22],
            _ => return Err(format!("curve {curve}")),
        };
        ec_spki(curve, &decode(node.child(DSIG11, "PublicKey").ok_or("no point")?)?)
    } else {
        return Err("no key that we read".into());
    };
    Ok(vec![PublicKey::from_spki(&spki).map_err(|error| error.to_string())?])
}

fn public_key(der: &[u8]) -> Result<PublicKey, String> {
    Ok(Certificate::from_der(der).map_err(|error| error.to_string())?.public_key().clone())
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        length @ 0..128 => out.push(length as u8),
        length @ 128..256 => out.extend([0x81, length as u8]),
        length => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    out.extend(content);
    out
}

/// SubjectPublicKeyInfo of an RSA key (RFC 3279 §2.3.1).
fn rsa_spki(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let first = number.iter().position(|&b| b != 0).unwrap_or(0);
        let mut content = number[first..].to_vec();
        if content[0] & 0x80 != 0 {
            content.insert(0, 0);
        }
        tlv(2, &content)
    };
    let key = tlv(0x30, &[integer(modulus), integer(exponent)].concat());
    let rsa = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
    let bits = tlv(3, &[&[0], key.as_slice()].concat());
    tlv(0x30, &[tlv(0x30, &rsa), bits].concat())
}

/// SubjectPublicKeyInfo of an elliptic-curve key (RFC 5480 §2).
fn ec_spki(curve: &[u8], point: &[u8]) -> Vec<u8> {
    let kind = [6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
    let algorithm = tlv(0x30, &[&kind, tlv(6, curve).as_slice()].concat());
    let bits = tlv(3, &[&[0], point].concat());
    tlv(0x30, &[algorithm, bits].concat())
}
