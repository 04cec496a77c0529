//! Canonical forms of subsets, worked out by hand from the rules of the three recommendations.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use shohosen_xml::{
    Algorithm, Document, Limits, Method, Node, Scratch, Sink, Subset, canonicalize,
};

const INCLUSIVE: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const INCLUSIVE_11: &str = "http://www.w3.org/2006/12/xml-c14n11";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

fn parse(source: &str) -> Document<'_> {
    Document::parse(source.as_bytes(), &Limits::default()).unwrap()
}

fn write(document: &Document<'_>, subset: Subset, method: &Method<'_>) -> String {
    let mut octets = Vec::new();
    canonicalize(document, subset, method, &mut Scratch::default(), &mut octets);
    String::from_utf8(octets).unwrap()
}

fn whole(source: &str, uri: &str) -> String {
    write(&parse(source), Subset::default(), &Method::from_uri(uri).unwrap())
}

/// The canonical form of the element whose `Id` is `x`.
fn of_x(source: &str, uri: &str) -> String {
    let document = parse(source);
    let apex = document.element_by_id("x").unwrap().map(Node::id);
    assert!(apex.is_some());
    write(&document, Subset { apex, omit: None }, &Method::from_uri(uri).unwrap())
}

#[test]
fn start_tags_values_and_empty_elements_get_their_one_form() {
    // C14N 1.0 §1.1 and §2.3.
    for uri in [INCLUSIVE, INCLUSIVE_11, EXCLUSIVE] {
        assert_eq!(
            whole("<?xml version='1.0'?>\n<a  c = '\"2\"'\n b='1>'/>", uri),
            "<a b=\"1>\" c=\"&quot;2&quot;\"></a>",
        );
        assert_eq!(
            whole("<a b='&#9;&#10;&#13;&lt;&amp;\t'>&#13;&#9;&gt;<![CDATA[<&>\r\n]]></a >", uri),
            "<a b=\"&#x9;&#xA;&#xD;&lt;&amp; \">&#xD;\t&gt;&lt;&amp;&gt;\n</a>",
        );
    }
}

#[test]
fn comments_are_written_only_on_request_and_line_feeds_stand_around_the_root() {
    let source = "<!--1--> <?p  q ?><a><!--2--><?r?></a><?s t?><!--3-->\n";
    assert_eq!(whole(source, INCLUSIVE), "<?p q ?>\n<a><?r?></a>\n<?s t?>");
    let with_comments = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";
    assert_eq!(
        whole(source, with_comments),
        "<!--1-->\n<?p q ?>\n<a><!--2--><?r?></a>\n<?s t?>\n<!--3-->"
    );
}

#[test]
fn attributes_stand_by_namespace_name_and_declarations_by_prefix() {
    // The namespace of `z` sorts before that of `y`; no namespace sorts first.
    assert_eq!(
        whole(
            "<a y:b='1' z:b='2' b='3' xmlns:z='urn:1' xmlns:y='urn:2' xmlns='urn:3'/>",
            INCLUSIVE
        ),
        "<a xmlns=\"urn:3\" xmlns:y=\"urn:2\" xmlns:z=\"urn:1\" b=\"3\" z:b=\"2\" y:b=\"1\"></a>",
    );
}

#[test]
fn superfluous_declarations_are_left_out() {
    assert_eq!(
        whole(
            "<a xmlns=''><b xmlns='urn:b' xmlns:p='urn:p'><c xmlns='urn:b' xmlns:p='urn:q'>\
               <d xmlns='' xmlns:p='urn:q'/></c></b></a>",
            INCLUSIVE
        ),
        "<a><b xmlns=\"urn:b\" xmlns:p=\"urn:p\"><c xmlns:p=\"urn:q\"><d xmlns=\"\"></d></c></b></a>",
    );
}

#[test]
fn an_apex_takes_the_namespaces_in_scope_with_it() {
    let source = "<p:a xmlns:p='urn:p' xmlns='urn:1' xmlns:q='urn:q'><b xmlns:q='urn:r'>\
                  <c Id='x'><p:d/><e xmlns=''/></c></b></p:a>";
    assert_eq!(
        of_x(source, INCLUSIVE),
        "<c xmlns=\"urn:1\" xmlns:p=\"urn:p\" xmlns:q=\"urn:r\" Id=\"x\">\
         <p:d></p:d><e xmlns=\"\"></e></c>",
    );
    // Exclusive C14N §3: what is visibly used, where it is used.
    assert_eq!(
        of_x(source, EXCLUSIVE),
        "<c xmlns=\"urn:1\" Id=\"x\"><p:d xmlns:p=\"urn:p\"></p:d><e xmlns=\"\"></e></c>",
    );
}

#[test]
fn an_undeclared_default_namespace_is_said_only_where_another_is_in_force() {
    let source =
        "<a xmlns='urn:1'><b xmlns='' Id='x'><c/><d xmlns='urn:2'><e xmlns=''/></d></b></a>";
    let expected = "<b Id=\"x\"><c></c><d xmlns=\"urn:2\"><e xmlns=\"\"></e></d></b>";
    for uri in [INCLUSIVE, INCLUSIVE_11, EXCLUSIVE] {
        assert_eq!(of_x(source, uri), expected);
    }
}

#[test]
fn siblings_do_not_inherit_what_was_rendered_for_one_another() {
    let source = "<a xmlns:p='urn:p' Id='x'><p:b/><p:c p:d=''/><e p:f=''><p:g/></e></a>";
    assert_eq!(
        of_x(source, EXCLUSIVE),
        "<a Id=\"x\"><p:b xmlns:p=\"urn:p\"></p:b><p:c xmlns:p=\"urn:p\" p:d=\"\"></p:c>\
         <e xmlns:p=\"urn:p\" p:f=\"\"><p:g></p:g></e></a>",
    );
}

#[test]
fn inclusive_prefixes_are_rendered_at_the_apex_used_or_not() {
    let source = "<a xmlns='urn:1' xmlns:p='urn:p' xmlns:q='urn:q' xmlns:r='urn:r'>\
                  <p:b Id='x'><c xmlns:q='urn:s'/><r:d xmlns='urn:1' xmlns:q='urn:q'/></p:b></a>";
    let document = parse(source);
    let apex = document.element_by_id("x").unwrap().map(Node::id);
    let with = |inclusive_prefixes: &[&str]| {
        let method =
            Method { algorithm: Algorithm::Exclusive, with_comments: false, inclusive_prefixes };
        write(&document, Subset { apex, omit: None }, &method)
    };
    assert_eq!(
        with(&["q", "#default", "unknown"]),
        "<p:b xmlns=\"urn:1\" xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" Id=\"x\">\
         <c xmlns:q=\"urn:s\"></c><r:d xmlns:r=\"urn:r\"></r:d></p:b>",
    );
    assert_eq!(
        with(&[]),
        "<p:b xmlns:p=\"urn:p\" Id=\"x\"><c xmlns=\"urn:1\"></c>\
         <r:d xmlns:r=\"urn:r\"></r:d></p:b>",
    );
}

#[test]
fn attributes_of_the_xml_namespace_are_inherited_as_each_recommendation_says() {
    let source = "<a xml:lang='ja' xml:space='preserve' xml:base='http://e/x/y' xml:id='i'>\
                  <b xml:lang='en' xml:base='../z/'>\
                  <c Id='x' xmlns:y='urn:y' y:q='1' xmlns:n='gopher:n' n:q='2' xml:space='default'/>\
                  </b></a>";
    let namespaces = " xmlns:n=\"gopher:n\" xmlns:y=\"urn:y\" Id=\"x\" n:q=\"2\"";
    // C14N 1.0 §2.4: all of them, the nearest of each; `http:` sorts between `gopher:` and `urn:`.
    assert_eq!(
        of_x(source, INCLUSIVE),
        format!(
            "<c{namespaces} xml:base=\"../z/\" xml:id=\"i\" xml:lang=\"en\" \
             xml:space=\"default\" y:q=\"1\"></c>"
        ),
    );
    // C14N 1.1 §2.4: not `xml:id`, and the bases joined.
    assert_eq!(
        of_x(source, INCLUSIVE_11),
        format!(
            "<c{namespaces} xml:base=\"http://e/z/\" xml:lang=\"en\" \
             xml:space=\"default\" y:q=\"1\"></c>"
        ),
    );
    // Exclusive C14N §3: none.
    assert_eq!(
        of_x(source, EXCLUSIVE),
        format!("<c{namespaces} xml:space=\"default\" y:q=\"1\"></c>"),
    );
}

#[test]
fn a_base_of_its_own_is_joined_to_those_of_the_ancestors_or_left_alone() {
    let of = |outer: &str, own: &str| {
        of_x(&format!("<a {outer}><b xml:base='{own}' Id='x'/></a>"), INCLUSIVE_11)
    };
    assert_eq!(of("xml:base='p/q'", "r"), "<b Id=\"x\" xml:base=\"p/r\"></b>");
    assert_eq!(of("", "p/../r"), "<b Id=\"x\" xml:base=\"p/../r\"></b>");
    // An empty result is no attribute.
    assert_eq!(of("xml:base='p/q'", ".."), "<b Id=\"x\"></b>");
}

#[test]
fn an_enveloped_signature_is_left_out_with_all_that_is_in_it() {
    let source = "<a xmlns:p='urn:p'>1<s Id='x'><p:t/>2</s>3<p:b/></a>";
    let document = parse(source);
    let omit = document.element_by_id("x").unwrap().map(Node::id);
    for (apex, uri, expected) in [
        (None, INCLUSIVE, "<a xmlns:p=\"urn:p\">13<p:b></p:b></a>"),
        (Some(document.root().id()), INCLUSIVE, "<a xmlns:p=\"urn:p\">13<p:b></p:b></a>"),
        (None, EXCLUSIVE, "<a>13<p:b xmlns:p=\"urn:p\"></p:b></a>"),
        (omit, INCLUSIVE, ""),
        (document.root().descendants().nth(1).map(Node::id), INCLUSIVE, ""),
    ] {
        assert_eq!(
            write(&document, Subset { apex, omit }, &Method::from_uri(uri).unwrap()),
            expected
        );
    }
}

#[test]
fn long_and_short_pieces_arrive_in_order() {
    let long = "処方".repeat(2000);
    let source = format!("<a><b/>{long}<c  d='{long}'/>&lt;{long}<!--{long}-->x</a>");
    assert_eq!(
        whole(&source, INCLUSIVE),
        format!("<a><b></b>{long}<c d=\"{long}\"></c>&lt;{long}x</a>"),
    );
}

#[test]
fn a_document_that_is_canonical_goes_to_the_sink_as_one_piece_of_its_source() {
    struct Pieces(Vec<*const u8>);
    impl Sink for Pieces {
        fn write(&mut self, octets: &[u8]) {
            self.0.push(octets.as_ptr());
        }
    }
    let source = format!("<a b=\"1\" c=\"2\"><p>{}</p>\n処方</a>", "x".repeat(2000));
    let document = parse(&source);
    let mut pieces = Pieces(Vec::new());
    let method = Method::from_uri(EXCLUSIVE).unwrap();
    canonicalize(&document, Subset::default(), &method, &mut Scratch::default(), &mut pieces);
    assert_eq!(pieces.0, [source.as_ptr()]);
}

#[test]
fn every_method_has_the_identifier_it_is_found_by() {
    for uri in [INCLUSIVE, INCLUSIVE_11, EXCLUSIVE] {
        let comments = format!("{}#WithComments", uri.trim_end_matches('#'));
        for uri in [uri, &comments] {
            assert_eq!(Method::from_uri(uri).unwrap().uri(), uri);
        }
    }
    assert_eq!(Method::from_uri("http://www.w3.org/TR/1999/REC-xpath-19991116"), None);
}
