//! What is a document and what is not: XML 1.0 (5th edition) and Namespaces in XML 1.0, rule by
//! rule. The expected outcomes follow from the productions and constraints named.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use shohosen_xml::{Document, ErrorKind, Limits};

/// The code with which a document is refused, or `ok`.
fn outcome(source: &[u8]) -> &'static str {
    match Document::parse(source, &Limits::default()) {
        Ok(_) => "ok",
        Err(error) => error.code().id(),
    }
}

fn all_are(expected: &str, sources: &[&str]) {
    for source in sources {
        assert_eq!(outcome(source.as_bytes()), expected, "{source:?}");
    }
}

const NOT_WELL_FORMED: &str = "xml.document.not_well_formed";

#[test]
fn a_document_has_one_root_with_only_comments_instructions_and_space_around() {
    all_are("ok", &["<a/>", "<?p?><!--c--> <a/>\r\n<!--c--><?p?>\n", "\u{FEFF}<a/>"]);
    all_are(
        NOT_WELL_FORMED,
        &[
            " ",
            "a",
            "<a/>b",
            "b<a/>",
            "<a/><b/>",
            "<!--c-->",
            "<a></a></a>",
            "<a>",
            "<a><b></a></b>",
            "</a>",
            "<a/>&amp;",
            "<a/><![CDATA[]]>",
            "<![CDATA[]]><a/>",
        ],
    );
}

#[test]
fn the_xml_declaration_stands_first_with_its_parts_in_order() {
    all_are(
        "ok",
        &[
            "<?xml version='1.0'?><a/>",
            "<?xml version = \"1.0\" encoding='utf-8' standalone=\"no\" ?>\n<a/>",
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>",
        ],
    );
    all_are(
        NOT_WELL_FORMED,
        &[
            " <?xml version='1.0'?><a/>",
            "<?xml?><a/>",
            "<?xml encoding='UTF-8'?><a/>",
            "<?xml version='1.0' standalone='no' encoding='UTF-8'?><a/>",
            "<?xml version='1.0'encoding='UTF-8'?><a/>",
            "<?xml version='1.0' standalone='maybe'?><a/>",
            "<?xml version='1.1'?><a/>",
            "<?xml version='1.0' ?",
            "<?xml version='1.0",
            "<a><?xml version='1.0'?></a>",
            "<?XML version='1.0'?><a/>",
        ],
    );
}

#[test]
fn other_encodings_are_told_from_broken_utf_8() {
    let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for source in [
        utf16.as_slice(),
        &[&[0xFF, 0xFE], utf16.as_slice()].concat(),
        b"\xFE\xFF\x00<\x00a\x00/\x00>",
        b"\x4C\x6F\xA7\x94",
        b"<?xml version='1.0' encoding='Shift_JIS'?><a>\x8F\x88</a>",
        b"<?xml version='1.0' encoding=\"ISO-8859-1\"?><a/>",
    ] {
        assert_eq!(outcome(source), "xml.encoding.unsupported", "{source:?}");
    }
    for source in [
        b"<a>\xFF</a>".as_slice(),
        b"<a>\xC0\x80</a>",
        b"<a>\xED\xA0\x80</a>",
        b"<a>\xE5\x87",
        b"<?xml version='1.0' encoding='UTF-8'?><a>\x8F\x88</a>",
    ] {
        assert_eq!(outcome(source), "xml.encoding.not_utf8", "{source:?}");
    }
    assert_eq!(outcome(b""), "xml.input.empty");
    assert_eq!(outcome(b"\xEF\xBB\xBF"), "xml.input.empty");
}

#[test]
fn a_document_type_declaration_is_refused_without_reading_on() {
    all_are(
        "xml.document.doctype_refused",
        &[
            "<!DOCTYPE a><a/>",
            "<?xml version='1.0'?>\n<!--c--><!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
            "<!DOCTYPE",
            "<!DOCTYPE this is not even well-formed <<<",
        ],
    );
}

#[test]
fn names_follow_the_fifth_edition() {
    all_are("ok", &["<処方箋/>", "<_/>", "<a-b.c·1/>", "<\u{10000}/>", "<é\u{300}/>", "<ａ/>"]);
    all_are(
        NOT_WELL_FORMED,
        &["<1/>", "<-a/>", "<.a/>", "<·a/>", "<\u{300}a/>", "<a×/>", "< a/>", "<a\u{3000}/>", "<>"],
    );
}

#[test]
fn qualified_names_have_at_most_one_colon_with_a_name_on_either_side() {
    all_are(
        NOT_WELL_FORMED,
        &[
            "<:a/>",
            "<a:/>",
            "<a:b:c xmlns:a='urn:a'/>",
            "<p:1 xmlns:p='urn:p'/>",
            "<a :b='1'/>",
            "<a b:='1'/>",
            "<?a:b?><a/>",
        ],
    );
}

#[test]
fn tags_and_attributes_have_their_form() {
    all_are("ok", &["<a />", "<a></a\n>", "<a\tb = '1'\nc=\"2\" />", "<a b='\"' c=\"'\" d='>'/>"]);
    all_are(
        NOT_WELL_FORMED,
        &[
            "<a b='1'c='2'/>",
            "<a b=1/>",
            "<a b/>",
            "<a b='1/>",
            "<a b='<'/>",
            "<a / >",
            "</ a>",
            "<a></a b='1'>",
            "<a></ab>",
            "<ab></a>",
            "<a",
            "<a b",
            "<a b=",
            "<a b='1'",
        ],
    );
}

#[test]
fn references_are_to_characters_and_the_five_entities() {
    all_are("ok", &["<a b='&#9;&#x10FFFF;&lt;'>&amp;&lt;&gt;&quot;&apos;&#0065;&#xFFFD;</a>"]);
    all_are(
        NOT_WELL_FORMED,
        &[
            "<a>&</a>",
            "<a>& </a>",
            "<a>&amp</a>",
            "<a>&#;</a>",
            "<a>&#x;</a>",
            "<a>&#a;</a>",
            "<a>&#X41;</a>",
            "<a>&#0;</a>",
            "<a>&#31;</a>",
            "<a>&#xD800;</a>",
            "<a>&#xFFFE;</a>",
            "<a>&#x110000;</a>",
            "<a>&#99999999999999999999;</a>",
            "<a b='&'/>",
            "<a>&1;</a>",
        ],
    );
    all_are("xml.entity.undefined", &["<a>&nbsp;</a>", "<a b='&e;'/>", "<a>&AMP;</a>"]);
}

#[test]
fn characters_that_are_no_char_stand_nowhere() {
    all_are("ok", &["<a>\t\r\n\u{7F}\u{FFFD}\u{E000}</a>"]);
    all_are(
        NOT_WELL_FORMED,
        &[
            "<a>\0</a>",
            "<a b='\u{1}'/>",
            "<!--\u{B}--><a/>",
            "<a><![CDATA[\u{FFFE}]]></a>",
            "<a/>\u{FFFF}",
            "<?p \u{1F}?><a/>",
        ],
    );
}

#[test]
fn text_comments_cdata_and_instructions_end_where_they_end() {
    all_are(
        "ok",
        &[
            "<a>]] > ]]&gt; ]&gt;</a>",
            "<a><![CDATA[]]]]><![CDATA[>&<]]></a>",
            "<a><![CDATA[]]]></a>".replace("]]]>", "]]]]>").as_str(),
            "<!-- - --><a/>",
            "<?p a?b??><a/>",
            "<a>]]<b/>></a>",
        ],
    );
    all_are(
        NOT_WELL_FORMED,
        &[
            "<a>]]></a>",
            "<a>x]]]]>y</a>",
            "<a><![CDATA[</a>",
            "<a><![cdata[]]></a>",
            "<!----->",
            "<!-- -- --><a/>",
            "<!-- --->",
            "<!-- <a/>",
            "<a><!ENTITY x 'y'></a>",
            "<?p",
            "<?p a<a/>",
            "<? p?><a/>",
            "<?p/?><a/>",
        ],
    );
}

#[test]
fn namespaces_are_declared_before_use_and_reserved_names_stay_reserved() {
    all_are(
        "ok",
        &[
            "<p:a xmlns:p='urn:p' p:b='1' b='2'/>",
            "<a xml:lang='ja' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns='urn:a'><b xmlns=''/></a>",
            "<a xmlns:xmlfoo='urn:x' xmlfoo:b=''/>",
        ],
    );
    all_are(
        "xml.namespace.undeclared_prefix",
        &[
            "<p:a/>",
            "<a p:b='1'/>",
            "<a><b xmlns:p='urn:p'/><p:c/></a>",
            "<a><b xmlns:p='urn:p'></b><p:c/></a>",
            "<xmlns:a/>",
        ],
    );
    all_are(
        NOT_WELL_FORMED,
        &[
            "<a xmlns:p=''/>",
            "<a xmlns:xml='urn:x'/>",
            "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns:xmlns='urn:x'/>",
            "<a xmlns:xmlns='http://www.w3.org/2000/xmlns/'/>",
            "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
            "<a xmlns:='urn:x'/>",
        ],
    );
    all_are("xml.namespace.not_absolute", &["<a xmlns='b'/>", "<a xmlns:p='../c:d'/>"]);
}

#[test]
fn attributes_are_unique_after_prefixes_are_resolved() {
    all_are("ok", &["<a b='1' p:b='2' q:b='3' xmlns:p='urn:p' xmlns:q='urn:q'/>"]);
    all_are(
        "xml.attribute.duplicate",
        &[
            "<a b='1' b='2'/>",
            "<a p:b='1' q:b='2' xmlns:p='urn:x' xmlns:q='urn:x'/>",
            "<a xmlns='urn:x' xmlns='urn:y'/>",
            "<a xmlns:p='urn:x' xmlns:p='urn:x'/>",
            "<a xml:id='1' c='2' xml:id='3'/>",
        ],
    );
}

#[test]
fn no_document_is_still_one_after_its_end_is_cut_off() {
    let source = "<?xml version='1.0'?><!--c--><p:a xmlns:p='urn:p' b='&lt;'>t&#65;\
                  <?p d?><![CDATA[x]]><c/>処方</p:a>";
    assert_eq!(outcome(source.as_bytes()), "ok");
    for length in 0..source.len() {
        let cut = source.as_bytes().get(..length).unwrap();
        assert_ne!(outcome(cut), "ok", "{length} octets");
    }
}

#[test]
fn an_error_says_where_what_and_instead_of_what() {
    let source = "<Document>\n  <処方></処法>\n</Document>".as_bytes();
    let error = Document::parse(source, &Limits::default()).unwrap_err();
    // Two spaces, then `<処方>` of four characters: the end tag starts in column 7.
    assert_eq!((error.position().line, error.position().column), (2, 7));
    assert_eq!(
        error.kind(),
        &ErrorKind::NotWellFormed {
            rule: "WFC: Element Type Match",
            expected: "</処方>".into(),
            actual: "</処法>".into(),
        }
    );
    assert_eq!(
        error.to_string(),
        "line 2, column 7: not well-formed (WFC: Element Type Match): \
         expected </処方>, found </処法>"
    );
    let finding = error.finding();
    assert_eq!(finding.code.id(), NOT_WELL_FORMED);
    let message = finding.message(shohosen_report::Language::English);
    assert!(message.contains("line 2, column 7") && message.contains("</処方>"), "{message}");
}
