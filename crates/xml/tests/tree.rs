//! Finding one's way about a document.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use shohosen_xml::{Document, Limits, NodeId, NodeKind, Storage};

fn parse(source: &str) -> Document<'_> {
    Document::parse(source.as_bytes(), &Limits::default()).unwrap()
}

#[test]
fn line_ends_and_attribute_values_are_normalised_as_the_standard_says() {
    // XML 1.0 §2.11 and §3.3.3: CR LF and CR are one line feed; in attributes white space
    // becomes a space; what comes from character references stays.
    let document = parse("<a b='x\r\ny\rz\tw\n&#13;&#10;&#9;&lt;'>1\r\n2\r3\n&#13;4\r\r\n5</a>");
    assert_eq!(document.root().attribute("b"), Some("x y z w \r\n\t<"));
    assert_eq!(document.root().text(), "1\n2\n3\n\r4\n\n5");
    let document = parse("<a><!--1\r\n2--><?p 1\r2?><![CDATA[1\r\n\r2]]></a>");
    let values: Vec<_> = document.root().children().map(|child| child.text()).collect();
    assert_eq!(values, ["1\n2", "1\n2", "1\n\n2"]);
}

#[test]
fn text_joins_what_stands_directly_in_an_element() {
    let document = parse("<a>1<b>no</b><![CDATA[<2>]]><!--no-->&#51;</a>");
    assert_eq!(document.root().text(), "1<2>3");
}

#[test]
fn namespaces_are_those_in_scope() {
    let document = parse(
        "<a xmlns='urn:1' xmlns:p='urn:2' p:x='1' x='2'>\
         <p:b xmlns:p='urn:3' p:x='3'/><p:c/><d xmlns=''><e p:y='4'/></d></a>",
    );
    let root = document.root();
    let names: Vec<_> = root
        .descendants()
        .map(|node| (node.namespace(), node.prefix(), node.local_name()))
        .collect();
    assert_eq!(names, [("urn:3", "p", "b"), ("urn:2", "p", "c"), ("", "", "d"), ("", "", "e")]);
    assert!(root.is("urn:1", "a") && !root.is("", "a"));
    assert_eq!((root.attribute("x"), root.attribute_ns("urn:2", "x")), (Some("2"), Some("1")));
    assert_eq!(root.child("urn:3", "b").unwrap().attribute("x"), None);
    let attributes: Vec<_> =
        root.attributes().map(|a| (a.namespace(), a.prefix(), a.local_name(), a.value())).collect();
    assert_eq!(attributes, [("", "", "x", "2"), ("urn:2", "p", "x", "1")]);
}

#[test]
fn children_descendants_and_parents_agree() {
    let document = parse("<?p q?><a>t<b><c/>u<d/></b><!--x--><e/></a><!--y-->");
    let root = document.root();
    let kinds: Vec<_> = root.children().map(|node| node.kind()).collect();
    assert_eq!(kinds, [NodeKind::Text, NodeKind::Element, NodeKind::Comment, NodeKind::Element]);
    let names: Vec<_> = root.descendants().map(|node| node.local_name()).collect();
    assert_eq!(names, ["b", "c", "d", "e"]);
    let names: Vec<_> = root.elements().map(|node| node.local_name()).collect();
    assert_eq!(names, ["b", "e"]);
    assert!(root.parent().is_none());
    for node in root.descendants() {
        let parent = node.parent().unwrap();
        assert!(parent.elements().any(|child| child == node));
        assert!(parent.contains(node) && !node.contains(parent) && node.contains(node));
        assert!(parent.id() < node.id());
        assert_eq!(document.node(node.id()), node);
    }
}

#[test]
fn a_node_knows_its_source_its_place_and_its_path() {
    let source = "<Document>\n <s:Cert xmlns:s='urn:s'/><Cert >x</Cert\n><Other/></Document>";
    let document = parse(source);
    let of = |index: usize| document.root().descendants().nth(index).unwrap();
    assert_eq!(&source[of(1).source_range()], "<Cert >x</Cert\n>");
    assert_eq!((of(0).position().line, of(0).position().column), (2, 2));
    assert_eq!(of(0).path(), "/Document/Cert[1]");
    assert_eq!(of(1).path(), "/Document/Cert[2]");
    assert_eq!(of(2).path(), "/Document/Other");
    assert_eq!(document.root().path(), "/Document");
    assert_eq!(of(1).children().next().unwrap().path(), "/Document/Cert[2]");
}

#[test]
fn a_path_has_a_step_for_every_ancestor_however_deep() {
    for depth in [1, 14, 15, 16, 60] {
        let source = format!("{}<b/>{}", "<a>".repeat(depth), "</a>".repeat(depth));
        let document = parse(&source);
        let deepest = document.root().descendants().last().unwrap_or(document.root());
        assert_eq!(deepest.path().as_str(), format!("{}/b", "/a".repeat(depth)), "{depth}");
    }
    let many = format!("<a>{}</a>", "<b/>".repeat(12));
    let document = parse(&many);
    let paths: Vec<_> = document.root().elements().map(|b| b.path()).collect();
    assert_eq!((&*paths[8], &*paths[9], &*paths[11]), ("/a/b[9]", "/a/b[10]", "/a/b[12]"));
    let numbered: Vec<_> = document.root().numbered("b").map(|(_, path)| path).collect();
    assert_eq!(numbered, paths);
}

#[test]
fn instructions_have_a_target_and_data() {
    let document = parse("<a><?target  some data ?><?alone?></a>");
    let parts: Vec<_> =
        document.root().children().map(|node| (node.local_name(), node.text())).collect();
    assert_eq!(parts, [("target", "some data ".into()), ("alone", "".into())]);
}

#[test]
fn an_element_is_found_by_any_spelling_of_its_identifier() {
    let document = parse(
        "<a Id='1'><b id='2' Other='x'/><c ID='3'/><d xml:id=' 4 '/><e p:Id='5' xmlns:p='urn:p'/></a>",
    );
    let found = |id: &str| document.element_by_id(id).unwrap().map(|node| node.local_name());
    assert_eq!([found("1"), found("2"), found("3"), found("4")], ["a", "b", "c", "d"].map(Some));
    assert_eq!([found("5"), found("x"), found(""), found(" 4 ")], [None; 4]);
    assert!(document.duplicate_ids().is_empty());
}

#[test]
fn an_identifier_that_stands_twice_finds_nothing_whatever_its_spelling() {
    for second in ["id", "ID", "Id", "xml:id"] {
        let source = format!("<a><b Id='x'/><c {second}='x'/><d Id='y'/></a>");
        let document = parse(&source);
        let duplicate = document.element_by_id("x").unwrap_err();
        assert_eq!((duplicate.value.as_str(), duplicate.nodes.len()), ("x", 2));
        let names: Vec<_> =
            duplicate.nodes.iter().map(|&node| document.node(node).local_name()).collect();
        assert_eq!(names, ["b", "c"]);
        assert_eq!(document.duplicate_ids(), std::slice::from_ref(&duplicate));
        assert_eq!(duplicate.finding().code.id(), "xml.id.duplicate");
        assert_eq!(document.element_by_id("y").unwrap().unwrap().local_name(), "d");
    }
}

#[test]
fn one_element_may_say_its_identifier_twice() {
    let document = parse("<a><b Id='x' ID='x' xml:id='x'/></a>");
    assert_eq!(document.element_by_id("x").unwrap().unwrap().local_name(), "b");
}

#[test]
fn many_identifiers_are_all_found() {
    let ids: Vec<String> = (0..500).map(|number| format!("id-{number}")).collect();
    let elements: String = ids.iter().map(|id| format!("<e Id='{id}'/>")).collect();
    let source = format!("<a>{elements}<e Id='id-77'/></a>");
    let document = parse(&source);
    for id in &ids {
        match document.element_by_id(id) {
            Ok(found) => assert_eq!(found.unwrap().attribute("Id"), Some(id.as_str())),
            Err(duplicate) => {
                assert_eq!((duplicate.value.as_str(), id.as_str()), ("id-77", "id-77"))
            }
        }
    }
    assert_eq!(document.duplicate_ids().len(), 1);
}

#[test]
fn storage_carries_nothing_over_to_the_next_document() {
    let first = "<a xmlns:p='urn:p' Id='x'>&lt;<p:b Id='x'/></a>";
    let storage = parse(first).into_storage();
    let second = b"<c d='1'/>";
    let document = Document::parse_with(storage, second, &Limits::default()).unwrap();
    assert!(document.duplicate_ids().is_empty());
    assert_eq!(document.element_by_id("x"), Ok(None));
    assert_eq!(document.root().local_name(), "c");
    let storage = document.into_storage();
    let error = Document::parse_with(storage, b"<p:a/>", &Limits::default()).unwrap_err();
    assert_eq!(error.code().id(), "xml.namespace.undeclared_prefix");
    let _: Storage = Storage::default();
}

#[test]
fn a_number_of_another_document_gives_the_root() {
    let large = parse("<a><b/><c/><d/></a>");
    let last: NodeId = large.root().descendants().last().unwrap().id();
    let small = parse("<x/>");
    assert_eq!(small.node(last).local_name(), "x");
}
