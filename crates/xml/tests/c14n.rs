//! Canonical XML against the published pairs of input and expected octets.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use shohosen_testkit::vectors::{Tally, folder};
use shohosen_xml::{Document, Limits, Method, NodeId, Scratch, Subset, canonicalize};
use std::path::Path;

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

fn canonical(document: &Document<'_>, subset: Subset, method: &Method<'_>) -> Vec<u8> {
    let mut octets = Vec::new();
    canonicalize(document, subset, method, &mut Scratch::default(), &mut octets);
    octets
}

/// Splits a line of the index; a field in quotes may hold commas.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(character),
        }
    }
    fields
}

/// The names in `ancestor-or-self::p or ancestor-or-self::q:r`, if the expression is such.
fn names(expression: &str) -> Option<Vec<(&str, &str)>> {
    expression.split(" or ").map(qualified).collect()
}

fn qualified(term: &str) -> Option<(&str, &str)> {
    let name = term.trim().strip_prefix("ancestor-or-self::")?;
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':');
    plain.then(|| name.split_once(':').unwrap_or(("", name)))
}

/// The outermost elements with one of these names.
fn outermost(document: &Document<'_>, names: &[(&str, &str)]) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = Vec::new();
    for node in std::iter::once(document.root()).chain(document.root().descendants()) {
        let inside = found.last().is_some_and(|&last| document.node(last).contains(node));
        if !inside && names.contains(&(node.prefix(), node.local_name())) {
            found.push(node.id());
        }
    }
    found
}

/// The subsets that together make up the node set of an expression of the form
/// `ancestor-or-self::p or … and not(ancestor-or-self::q)`: whole subtrees, with at most one
/// left out. Prefixes are taken as the document spells them.
fn subtrees(document: &Document<'_>, expression: &str) -> Result<Vec<Subset>, String> {
    let all = "(//. | //@* | //namespace::*)";
    let filter = expression.trim();
    let filter = filter.strip_prefix(all).map_or(filter, str::trim_start);
    let filter = filter.strip_prefix('[').and_then(|f| f.strip_suffix(']')).unwrap_or(filter);
    let (taken, left_out) = match filter.split_once(" and not(") {
        Some((taken, rest)) => (taken, rest.strip_suffix(')')),
        None => (filter, None),
    };
    let unsupported = || format!("XPath {filter}");
    let taken = outermost(document, &names(taken).ok_or_else(unsupported)?);
    let omit = match left_out {
        Some(left_out) => outermost(document, &names(left_out).ok_or_else(unsupported)?),
        None => Vec::new(),
    };
    if omit.len() > 1 {
        return Err(unsupported());
    }
    let subset = |apex| Subset { apex: Some(apex), omit: omit.first().copied() };
    Ok(taken.into_iter().map(subset).collect())
}

/// What a reference of a signature selects, where it can be said in subsets.
fn of_reference(document: &Document<'_>, number: usize) -> Result<Vec<Subset>, String> {
    let root = document.root();
    let mut all = std::iter::once(root).chain(root.descendants());
    let info = all.find(|node| node.is(DSIG, "SignedInfo")).ok_or("no SignedInfo")?;
    let references = info.elements().filter(|node| node.is(DSIG, "Reference"));
    let reference = references.into_iter().nth(number).ok_or("no such Reference")?;
    let mut subset = Subset::default();
    match reference.attribute("URI") {
        Some("") => {}
        Some(uri) => {
            let id = uri.strip_prefix('#').ok_or("external reference")?;
            let id = id.strip_prefix("xpointer(id('").map_or(id, |id| id.trim_end_matches("'))"));
            let element = document.element_by_id(id).map_err(|error| error.to_string())?;
            subset.apex = Some(element.ok_or("no such identifier")?.id());
        }
        None => return Err("no URI".into()),
    }
    let transforms = reference.child(DSIG, "Transforms");
    for transform in transforms.into_iter().flat_map(|transforms| transforms.elements()) {
        let algorithm = transform.attribute("Algorithm").unwrap_or_default();
        if Method::from_uri(algorithm).is_some() {
        } else if algorithm.ends_with("#enveloped-signature") {
            subset.omit = info.parent().map(|signature| signature.id());
        } else if algorithm.ends_with("REC-xpath-19991116") && subset.apex.is_none() {
            let expression = transform.child(DSIG, "XPath").ok_or("no XPath")?.text();
            return subtrees(document, &expression);
        } else {
            return Err(format!("transform {algorithm}"));
        }
    }
    Ok(vec![subset])
}

/// Asserts that a document with a document type declaration is refused, and gives the document
/// without it.
fn without_doctype(source: Vec<u8>) -> Vec<u8> {
    let Some(start) = source.windows(9).position(|window| window == b"<!DOCTYPE") else {
        return source;
    };
    let error = Document::parse(&source, &Limits::default()).expect_err("has a DOCTYPE");
    assert_eq!(error.code().id(), "xml.document.doctype_refused");
    let rest = &source[start..];
    let close: &[u8] = if rest.contains(&b'[') { b"]>" } else { b">" };
    let end = rest.windows(close.len()).position(|window| window == close).unwrap() + close.len();
    [&source[..start], &rest[end..]].concat()
}

fn run(folder: &Path, row: &[String]) -> Result<(), String> {
    let [_, uri, input, select, xpath_file, prefixes, expected, ..] = row else {
        return Err("a row is too short".into());
    };
    let read = |name: &str| std::fs::read(folder.join(name)).map_err(|e| format!("{name}: {e}"));
    let source = without_doctype(read(input)?);
    let document =
        Document::parse(&source, &Limits::default()).map_err(|e| format!("{}: {e}", e.code()))?;
    let prefixes: Vec<&str> = prefixes.split_whitespace().collect();
    let mut method = Method::from_uri(uri).ok_or_else(|| format!("unknown method {uri}"))?;
    method = Method { inclusive_prefixes: &prefixes, ..method };
    let subsets = if select == "document" {
        vec![Subset::default()]
    } else if let Some(name) = select.strip_prefix("element:{") {
        let (namespace, local) = name.split_once('}').ok_or("element without a name")?;
        let root = document.root();
        let mut all = std::iter::once(root).chain(root.descendants());
        let element = all.find(|node| node.is(namespace, local)).ok_or("no such element")?;
        vec![Subset { apex: Some(element.id()), omit: None }]
    } else if let Some(number) = select.strip_prefix("signedinfo-reference:") {
        of_reference(&document, number.parse().map_err(|_| "not a number")?)?
    } else {
        subtrees(&document, &String::from_utf8(read(xpath_file)?).map_err(|e| e.to_string())?)?
    };
    // Subtrees that do not stand in one another are written one after the other.
    let actual: Vec<u8> =
        subsets.iter().flat_map(|&subset| canonical(&document, subset, &method)).collect();
    let expected = read(expected)?;
    if actual == expected {
        return Ok(());
    }
    let (actual, expected) = (String::from_utf8_lossy(&actual), String::from_utf8_lossy(&expected));
    Err(format!("expected\n{expected}\ngot\n{actual}"))
}

#[test]
fn canonical_forms_agree_with_the_published_vectors() {
    let Some(folder) = folder("c14n") else { return };
    let index = std::fs::read_to_string(folder.join("index.csv")).unwrap();
    let mut tally = Tally::new("c14n", include_str!("c14n.exceptions"));
    for line in index.lines().skip(1) {
        let row = fields(line);
        tally.record(&row[0], run(&folder, &row));
    }
    tally.finish();
}
