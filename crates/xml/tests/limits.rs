//! Hostile size: what is beyond a limit is refused, what is within takes linear work.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use shohosen_report::codes::xml;
use shohosen_testkit::deciding::assert_refused;
use shohosen_xml::{Document, Limits, Method, Scratch, Sink, Subset, canonicalize};
use std::fmt::Write;

fn refusal(source: &str, limits: &Limits) -> &'static str {
    Document::parse(source.as_bytes(), limits).map_or_else(|error| error.code().id(), |_| "ok")
}

/// Counts octets and calls.
#[derive(Default)]
struct Count {
    octets: usize,
    calls: usize,
}

impl Sink for Count {
    fn write(&mut self, octets: &[u8]) {
        self.octets += octets.len();
        self.calls += 1;
    }
}

fn count(document: &Document<'_>, subset: Subset, uri: &str) -> Count {
    let mut count = Count::default();
    let method = Method::from_uri(uri).unwrap();
    canonicalize(document, subset, &method, &mut Scratch::default(), &mut count);
    count
}

const INCLUSIVE: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const INCLUSIVE_11: &str = "http://www.w3.org/2006/12/xml-c14n11";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

#[test]
fn a_file_larger_than_the_limit() {
    let limits = Limits { bytes: 8, ..Limits::default() };
    assert_eq!(refusal("<abcde/>", &limits), "ok");
    let error = Document::parse(b"<abcdef/>", &limits).unwrap_err();
    assert_refused(xml::INPUT_TOO_LARGE, error.code());
}

#[test]
fn more_levels_than_the_limit() {
    let limits = Limits { depth: 2, ..Limits::default() };
    assert_eq!(refusal("<a><b/><c></c></a>", &limits), "ok");
    let error = Document::parse(b"<a><b><c/></b></a>", &limits).unwrap_err();
    assert_refused(xml::LIMIT_DEPTH, error.code());
}

#[test]
fn more_nodes_than_the_limit() {
    let limits = Limits { nodes: 3, ..Limits::default() };
    assert_eq!(refusal("<a>t<b/></a>", &limits), "ok");
    let error = Document::parse(b"<a>t<b/>u</a>", &limits).unwrap_err();
    assert_refused(xml::LIMIT_NODES, error.code());
}

#[test]
fn more_attributes_than_the_limit() {
    let limits = Limits { attributes: 2, ..Limits::default() };
    assert_eq!(refusal("<a b='1' xmlns='urn:c'/>", &limits), "ok");
    let error = Document::parse(b"<a b='1' c='2' xmlns='urn:c'/>", &limits).unwrap_err();
    assert_refused(xml::LIMIT_ATTRIBUTES, error.code());
}

#[test]
fn a_namespace_name_longer_than_the_limit() {
    let limits = Limits { namespace_name: 5, ..Limits::default() };
    assert_eq!(refusal("<a xmlns='urn:a'/>", &limits), "ok");
    let error = Document::parse(b"<a xmlns='urn:ab'/>", &limits).unwrap_err();
    assert_refused(xml::LIMIT_NAMESPACE_NAME, error.code());
}

#[test]
fn the_defaults_refuse_hostile_shapes() {
    let limits = Limits::default();
    let mut many = String::from("<a");
    for number in 0..200_000 {
        write!(many, " a{number}=''").unwrap();
    }
    assert_eq!(refusal(&many, &limits), "xml.limit.attributes");
    assert_eq!(refusal(&"<a>".repeat(100_000), &limits), "xml.limit.depth");
    assert_eq!(refusal(&format!("<a>{}", "<b/>".repeat(1 << 20)), &limits), "xml.limit.nodes");
}

/// All limits so high that only the algorithms bound the work: anything quadratic in these
/// shapes would take 10¹⁰ steps, anything recursive would exhaust the stack.
fn unlimited() -> Limits {
    let most = usize::MAX;
    Limits { bytes: most, depth: most, nodes: most, attributes: most, namespace_name: most }
}

#[test]
fn two_hundred_thousand_attributes_are_read_and_written() {
    let mut source = String::from("<a");
    for number in 0..200_000 {
        write!(source, " a{number}=\"\"").unwrap();
    }
    source.push_str("></a>");
    let document = Document::parse(source.as_bytes(), &unlimited()).unwrap();
    assert_eq!(document.root().attributes().count(), 200_000);
    // Canonical but for the order of its attributes: as long as its source.
    assert_eq!(count(&document, Subset::default(), INCLUSIVE).octets, source.len());
}

#[test]
fn a_hundred_thousand_levels_are_read_and_written() {
    let levels = 100_000;
    let source = format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels));
    let document = Document::parse(source.as_bytes(), &unlimited()).unwrap();
    for uri in [INCLUSIVE, INCLUSIVE_11, EXCLUSIVE] {
        let whole = count(&document, Subset::default(), uri);
        // Every octet in place: handed on as one piece of the source.
        assert_eq!((whole.octets, whole.calls), (source.len(), 1), "{uri}");
    }
    let innermost = document.root().descendants().last().unwrap();
    let subset = Subset { apex: Some(innermost.id()), omit: None };
    assert_eq!(count(&document, subset, INCLUSIVE).octets, "<a></a>".len());
}

#[test]
fn a_hundred_thousand_declarations_are_read_and_written() {
    let number_of = 100_000;
    let mut source = String::from("<a");
    for number in 0..number_of {
        write!(source, " xmlns:p{number}=\"urn:{number}\"").unwrap();
    }
    source.push('>');
    for number in 0..number_of {
        write!(source, "<p{number}:b></p{number}:b>").unwrap();
    }
    source.push_str("</a>");
    let document = Document::parse(source.as_bytes(), &unlimited()).unwrap();
    assert_eq!(count(&document, Subset::default(), INCLUSIVE).octets, source.len());
    // Each declaration is used once: it moves to where it is used.
    assert_eq!(count(&document, Subset::default(), EXCLUSIVE).octets, source.len());
    let last = document.root().descendants().last().unwrap();
    let subset = Subset { apex: Some(last.id()), omit: None };
    // All declarations and the element with its name twice.
    let declarations = source.find('>').unwrap() - "<a".len();
    let element = "<p99999:b></p99999:b>".len();
    assert_eq!(count(&document, subset, INCLUSIVE).octets, declarations + element);
}

#[test]
fn attributes_of_many_ancestors_are_inherited_in_linear_work() {
    let levels = 50_000;
    let mut source = String::new();
    for level in 0..levels {
        write!(source, "<a xml:base='{level}/' xml:a{level}=''>").unwrap();
    }
    source.push_str(&"</a>".repeat(levels));
    let document = Document::parse(source.as_bytes(), &unlimited()).unwrap();
    let innermost = document.root().descendants().last().unwrap();
    let subset = Subset { apex: Some(innermost.id()), omit: None };
    // 1.0: the attribute of each level and the last base; 1.1: all bases joined. The
    // numbers below 50,000 have 10 + 2·90 + 3·900 + 4·9,000 + 5·40,000 = 238,890 digits.
    let own = "<a xml:base=\"\" xml:a49999=\"\"></a>".len();
    assert_eq!(count(&document, subset, INCLUSIVE_11).octets, own + 238_890 + levels);
    let others = (levels - 1) * " xml:a=\"\"".len() + 238_890 - "49999".len();
    assert_eq!(count(&document, subset, INCLUSIVE).octets, own + "49999/".len() + others);
}

#[test]
fn declarations_on_nested_elements_are_undone_in_order() {
    let levels = 20_000;
    let mut source = String::new();
    for level in 0..levels {
        write!(source, "<p:a xmlns:p=\"urn:{level}\" xmlns:q{level}=\"urn:q\">").unwrap();
    }
    source.push_str(&"</p:a>".repeat(levels));
    let document = Document::parse(source.as_bytes(), &unlimited()).unwrap();
    for (level, node) in document.root().descendants().enumerate().step_by(997) {
        assert_eq!(node.namespace(), format!("urn:{}", level + 1));
    }
    assert_eq!(count(&document, Subset::default(), INCLUSIVE).octets, source.len());
}

#[test]
fn many_duplicate_identifiers_are_one_group() {
    let source = format!("<a>{}</a>", "<b Id='x'/>".repeat(100_000));
    let document = Document::parse(source.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(document.element_by_id("x").unwrap_err().nodes.len(), 100_000);
}

#[test]
fn exclusive_canonical_forms_grow_by_the_limit_on_namespace_names_at_most() {
    // The shape that makes exclusive canonicalisation repeat: declared once, used by each child.
    let uri = format!("urn:{}", "u".repeat(508));
    let children = 10_000;
    let source = format!("<a xmlns:p=\"{uri}\">{}</a>", "<p:b/>".repeat(children));
    let document = Document::parse(source.as_bytes(), &Limits::default()).unwrap();
    let written = count(&document, Subset::default(), EXCLUSIVE).octets;
    let child = "<p:b xmlns:p=\"\"></p:b>".len() + Limits::default().namespace_name;
    assert_eq!(written, "<a></a>".len() + children * child);
}

#[test]
fn unfinished_pieces_are_looked_through_once() {
    for piece in ["<!--", "<![CDATA[", "<?p ", "&", "&#", "<a b='", "<a b=\"&#9;", "]]", "<b "] {
        let source = format!("<a>{}", piece.repeat(100_000));
        assert_ne!(refusal(&source, &unlimited()), "ok", "{piece}");
    }
    // Text with something to replace at every other octet.
    for piece in ["x\r", "&#13;", "x>", "\r\n"] {
        let source = format!("<a b='{0}'>{0}</a>", piece.repeat(300_000));
        let document = Document::parse(source.as_bytes(), &unlimited()).unwrap();
        assert!(count(&document, Subset::default(), INCLUSIVE).octets >= 600_000, "{piece}");
    }
}
