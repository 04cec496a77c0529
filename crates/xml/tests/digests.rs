//! The octets of references in signatures that others made: their digests stand in the documents.
//!
//! Whole-document oracles say nothing about an element in its document; a signature does.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use base64::{Engine, engine::general_purpose::STANDARD};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use shohosen_testkit::vectors::{Tally, folder};
use shohosen_xml::{Document, Limits, Method, Node, Scratch, Subset, canonicalize};
use std::path::{Path, PathBuf};

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const INCLUSIVE: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

/// Every XML file below a folder, in order.
fn xml_files(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The digest of the octets of a reference; `None` where it is not a reference into the document
/// with no transforms but canonicalisation and the enveloped signature, or its digest method is unknown.
fn digest_of_reference(reference: Node<'_, '_>) -> Option<Result<Vec<u8>, String>> {
    let document = reference.document();
    let uri = reference.attribute("URI")?;
    let mut subset = Subset::default();
    // XML Signature §4.4.3.3: only the forms with `xpointer` select comments.
    let pointer = uri.strip_prefix("#xpointer(").and_then(|rest| rest.strip_suffix(')'));
    if !(uri.is_empty() || pointer == Some("/")) {
        let id = match pointer {
            Some(pointer) => pointer.strip_prefix("id('")?.strip_suffix("')")?,
            None => uri.strip_prefix('#')?,
        };
        match document.element_by_id(id) {
            Ok(element) => subset.apex = Some(element?.id()),
            Err(duplicate) => return Some(Err(duplicate.to_string())),
        }
    }
    let mut method = None;
    let mut prefixes = Vec::new();
    let transforms = reference.child(DSIG, "Transforms");
    for transform in transforms.into_iter().flat_map(Node::elements) {
        let algorithm = transform.attribute("Algorithm")?;
        if algorithm == "http://www.w3.org/2000/09/xmldsig#enveloped-signature" {
            subset.omit = Some(reference.parent()?.parent()?.id());
            continue;
        }
        if method.is_some() {
            return None;
        }
        method = Some(Method::from_uri(algorithm)?);
        if let Some(list) = transform.child(EXCLUSIVE, "InclusiveNamespaces") {
            prefixes.extend(list.attribute("PrefixList")?.split_ascii_whitespace());
        }
    }
    let method = method.or_else(|| Method::from_uri(INCLUSIVE))?;
    let with_comments = method.with_comments && pointer.is_some();
    let method = Method { with_comments, inclusive_prefixes: &prefixes, ..method };
    let mut octets = Vec::new();
    canonicalize(document, subset, &method, &mut Scratch::default(), &mut octets);
    let algorithm = reference.child(DSIG, "DigestMethod")?.attribute("Algorithm")?;
    Some(Ok(match algorithm.rsplit('#').next()? {
        "sha1" => Sha1::digest(&octets).to_vec(),
        "sha256" => Sha256::digest(&octets).to_vec(),
        "sha384" => Sha384::digest(&octets).to_vec(),
        "sha512" => Sha512::digest(&octets).to_vec(),
        _ => return None,
    }))
}

fn check(reference: Node<'_, '_>) -> Option<Result<(), String>> {
    let digest = match digest_of_reference(reference)? {
        Ok(digest) => digest,
        Err(problem) => return Some(Err(problem)),
    };
    let mut stated = reference.child(DSIG, "DigestValue")?.text().into_owned();
    stated.retain(|c| !c.is_ascii_whitespace());
    let agrees = STANDARD.decode(stated).is_ok_and(|stated| stated == digest);
    let uri = reference.attribute("URI").unwrap_or_default();
    Some(if agrees { Ok(()) } else { Err(format!("the digest of {uri:?} differs")) })
}

fn run(set: &str, exceptions: &str) {
    let Some(folder) = folder(set) else { return };
    let mut tally = Tally::new(set, exceptions);
    for path in xml_files(&folder) {
        let source = std::fs::read(&path).unwrap();
        let Ok(document) = Document::parse(&source, &Limits::default()) else { continue };
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        let root = document.root();
        let all = std::iter::once(root).chain(root.descendants());
        let of_signatures = all.filter(|node| {
            node.is(DSIG, "Reference") && node.parent().is_some_and(|p| p.is(DSIG, "SignedInfo"))
        });
        for (number, reference) in of_signatures.enumerate() {
            if let Some(outcome) = check(reference) {
                tally.record(&format!("{name}#{number}"), outcome);
            }
        }
    }
    tally.finish();
}

#[test]
fn references_of_japanese_prescriptions_have_their_stated_digests() {
    run("jp-eprescription", include_str!("digests-jp-eprescription.exceptions"));
}

#[test]
fn references_of_european_signatures_have_their_stated_digests() {
    run("xades-dss", include_str!("digests-xades-dss.exceptions"));
}

#[test]
fn references_of_the_interoperability_signatures_have_their_stated_digests() {
    run("xmldsig", include_str!("digests-xmldsig.exceptions"));
}
