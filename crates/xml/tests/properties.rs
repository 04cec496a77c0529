//! Properties that hold for whatever comes in.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use shohosen_xml::{Algorithm, Document, Limits, Method, Scratch, Subset, canonicalize};

const ALGORITHMS: [Algorithm; 3] =
    [Algorithm::Inclusive10, Algorithm::Inclusive11, Algorithm::Exclusive];

fn write(document: &Document<'_>, subset: Subset, algorithm: Algorithm) -> Vec<u8> {
    let mut octets = Vec::new();
    let method = Method { algorithm, with_comments: true, inclusive_prefixes: &["p", "#default"] };
    canonicalize(document, subset, &method, &mut Scratch::default(), &mut octets);
    octets
}

/// Walks over everything that a document offers.
fn visit(document: &Document<'_>) {
    let root = document.root();
    for node in std::iter::once(root).chain(root.descendants()) {
        let _ = (node.path(), node.position(), node.text(), node.namespace(), node.prefix());
        assert!(document.source().get(node.source_range()).is_some_and(|s| s.starts_with(b"<")));
        for attribute in node.attributes() {
            assert_eq!(
                node.attribute_ns(attribute.namespace(), attribute.local_name()),
                Some(attribute.value())
            );
        }
        for child in node.children() {
            assert!(child.parent() == Some(node) && node.contains(child));
        }
    }
}

/// Pieces of which documents, nearly documents and nonsense are put together.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<a>",
        "</a>",
        "<b",
        "/>",
        ">",
        "<p:c xmlns:p='urn:p'>",
        "</p:c>",
        " xmlns='urn:d'",
        " xmlns=''",
        " xmlns:p=\"urn:q\"",
        " Id='x'",
        " xml:id=\"x\"",
        " p:e='1'",
        " e=\"2\"",
        " xml:base='../f'",
        "&lt;",
        "&#13;",
        "&",
        "\r\n",
        "\t",
        " ",
        "処方",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "<?g ",
        "?>",
        "<!DOCTYPE",
        "'",
        "\"",
        "\u{FFFE}",
        "x",
        "<?xml version='1.0'?>",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Documents: an element with attributes and content, nested.
fn element() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "",
        "x",
        "&amp;",
        "&#13;\r\n",
        "処方",
        "<![CDATA[<&]]>",
        "<!--c-->",
        "<?p d?>",
        " > ",
    ]);
    let attributes = prop::sample::subsequence(
        vec![
            "b='1'",
            "a=\"2\"",
            "p:a='3'",
            "q:a='4'",
            "xml:lang='ja'",
            "xml:base='s/t'",
            "c='&#9;\n&quot;'",
            "xml:space=\"preserve\"",
        ],
        0..5,
    );
    let declarations = prop::sample::subsequence(
        vec!["xmlns='urn:1'", "xmlns:r='urn:3'", "xmlns:r2=\"urn:4\""],
        0..3,
    );
    let q = prop::sample::select(vec!["", "xmlns:q='urn:5'", "xmlns:q='urn:q'"]);
    let name = prop::sample::select(vec!["a", "p:b", "q:b", "処方"]);
    let empty = Just(String::new()).boxed();
    let leaf = text.prop_map(str::to_owned);
    let content = prop_oneof![leaf, empty];
    content.prop_recursive(5, 40, 5, move |inner| {
        let inner = prop::collection::vec(inner, 0..4).prop_map(|parts| parts.concat());
        (name.clone(), attributes.clone(), declarations.clone(), q.clone(), inner).prop_map(
            |(name, attributes, declarations, q, inner)| {
                let (attributes, declarations) = (attributes.join(" "), declarations.join("  "));
                format!("<{name} {declarations} {q} {attributes}>{inner}</{name}>")
            },
        )
    })
}

fn document() -> impl Strategy<Value = String> {
    element().prop_map(|inner| format!("<r xmlns:p='urn:p' xmlns:q='urn:q'>{inner}</r>"))
}

proptest! {
    #[test]
    fn no_octets_make_the_reader_fail_otherwise_than_by_an_error(
        source in prop::collection::vec(any::<u8>(), 0..200)
    ) {
        if let Ok(document) = Document::parse(&source, &Limits::default()) {
            visit(&document);
        }
    }

    #[test]
    fn what_is_read_can_be_visited_and_written(source in pieces()) {
        let source = format!("<r xmlns:p='urn:p'>{source}</r>");
        if let Ok(document) = Document::parse(source.as_bytes(), &Limits::default()) {
            visit(&document);
            for algorithm in ALGORITHMS {
                write(&document, Subset::default(), algorithm);
            }
        }
    }

    #[test]
    fn a_canonical_form_is_its_own_canonical_form(source in document()) {
        let document = Document::parse(source.as_bytes(), &Limits::default()).unwrap();
        visit(&document);
        for algorithm in ALGORITHMS {
            let once = write(&document, Subset::default(), algorithm);
            let again = Document::parse(&once, &Limits::default()).unwrap();
            let twice = write(&again, Subset::default(), algorithm);
            prop_assert_eq!(String::from_utf8(once).unwrap(), String::from_utf8(twice).unwrap());
        }
    }

    #[test]
    fn a_subset_is_a_document_of_its_own_with_the_same_canonical_form(
        source in document(),
        choice in any::<prop::sample::Index>(),
    ) {
        let document = Document::parse(source.as_bytes(), &Limits::default()).unwrap();
        let root = document.root();
        let elements: Vec<_> = std::iter::once(root).chain(root.descendants()).collect();
        let apex = elements[choice.index(elements.len())];
        for algorithm in ALGORITHMS {
            let octets = write(&document, Subset { apex: Some(apex.id()), omit: None }, algorithm);
            let alone = Document::parse(&octets, &Limits::default()).unwrap();
            let names = |node: shohosen_xml::Node<'_, '_>| -> Vec<String> {
                std::iter::once(node).chain(node.descendants())
                    .map(|node| format!("{{{}}}{}", node.namespace(), node.local_name()))
                    .collect()
            };
            prop_assert_eq!(names(apex), names(alone.root()));
            prop_assert_eq!(apex.text(), alone.root().text());
            prop_assert_eq!(
                String::from_utf8(write(&alone, Subset::default(), algorithm)).unwrap(),
                String::from_utf8(octets.clone()).unwrap()
            );
        }
    }

    #[test]
    fn a_document_cut_off_or_changed_in_one_octet_is_an_error_or_a_document(
        source in document(),
        at in any::<prop::sample::Index>(),
        octet in any::<u8>(),
    ) {
        let mut octets = source.into_bytes();
        let at = at.index(octets.len());
        prop_assert!(Document::parse(&octets[..at], &Limits::default()).is_err());
        octets[at] = octet;
        if let Ok(document) = Document::parse(&octets, &Limits::default()) {
            visit(&document);
            for algorithm in ALGORITHMS {
                write(&document, Subset::default(), algorithm);
            }
        }
    }
}
