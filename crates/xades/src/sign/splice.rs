//! Adding unsigned properties to a document by its text: nothing else in it is touched.

use super::text::insert;
use crate::model::Signature;
use shohosen_xml::{Document, Node};

/// Puts properties at the end of UnsignedSignatureProperties, which is made where it is missing.
/// `write` is given the prefix of XAdES 1.3.2 that is in scope there, with its colon. `None` if
/// the signature has no QualifyingProperties.
pub(super) fn add_property(
    document: &Document<'_>,
    signature: &Signature<'_, '_>,
    write: impl FnOnce(&str) -> String,
) -> Option<Vec<u8>> {
    let qualifying = signature.qualifying_properties?;
    let unsigned = qualifying
        .node
        .elements()
        .find(|node| node.is(crate::namespace::XADES, "UnsignedProperties"));
    let target = qualifying.unsigned_signature_properties.or(unsigned).unwrap_or(qualifying.node);
    let prefix = match target.prefix() {
        "" => String::new(),
        prefix => format!("{prefix}:"),
    };
    let mut text = write(&prefix);
    let wrap = |text: String, name: &str| format!("<{prefix}{name}>{text}</{prefix}{name}>");
    if qualifying.unsigned_signature_properties.is_none() {
        text = wrap(text, "UnsignedSignatureProperties");
        if unsigned.is_none() {
            text = wrap(text, "UnsignedProperties");
        }
    }
    // UnsignedSignatureProperties stands before UnsignedDataObjectProperties (XAdES §6.2.2).
    let first = unsigned.is_some() && qualifying.unsigned_signature_properties.is_none();
    put_inside(document.source(), target, &text, first)
}

/// Puts text into an element: before its first child or after its last one.
fn put_inside(source: &[u8], element: Node<'_, '_>, text: &str, first: bool) -> Option<Vec<u8>> {
    let range = element.source_range();
    let own = std::str::from_utf8(source.get(range.clone())?).ok()?;
    let tag_end = start_tag_end(own)?;
    if let Some(tag) = own.get(..tag_end)?.strip_suffix("/>") {
        // An empty element gets an end tag.
        let name: String =
            tag.trim_start_matches('<').chars().take_while(|c| !c.is_whitespace()).collect();
        let (before, after) = source.split_at_checked(range.start + tag.len())?;
        let opened = format!(">{text}</{name}>");
        return Some([before, opened.as_bytes(), after.get(2..)?].concat());
    }
    let at = if first { tag_end } else { own.rfind("</")? };
    insert(source, range.start + at, text)
}

/// The octet after the start tag of a well-formed element.
pub(super) fn start_tag_end(element: &str) -> Option<usize> {
    let mut quote = None;
    for (at, octet) in element.bytes().enumerate() {
        match quote {
            Some(open) if octet == open => quote = None,
            Some(_) => {}
            None if matches!(octet, b'"' | b'\'') => quote = Some(octet),
            None if octet == b'>' => return Some(at + 1),
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'><s:SignedInfo>\
        <s:CanonicalizationMethod/><s:SignatureMethod/></s:SignedInfo><s:SignatureValue/><s:Object>\
        <Q:QualifyingProperties xmlns:Q='http://uri.etsi.org/01903/v1.3.2#' a='>'>";
    const TAIL: &str = "</Q:QualifyingProperties ></s:Object></s:Signature>";

    fn add(inside: &str) -> String {
        let source = format!("{HEAD}{inside}{TAIL}");
        let document = Document::parse(source.as_bytes(), &Default::default()).unwrap();
        let signature = Signature::read(&document, document.root().id()).unwrap();
        let added = add_property(&document, &signature, |prefix| format!("<{prefix}New/>"));
        let added = String::from_utf8(added.unwrap()).unwrap();
        Document::parse(added.as_bytes(), &Default::default()).unwrap();
        added.strip_prefix(HEAD).unwrap().strip_suffix(TAIL).unwrap().to_owned()
    }

    #[test]
    fn missing_containers_are_made_and_empty_ones_opened() {
        let new = "<Q:UnsignedSignatureProperties><Q:New/></Q:UnsignedSignatureProperties>";
        assert_eq!(add("<x/>"), format!("<x/><Q:UnsignedProperties>{new}</Q:UnsignedProperties>"));
        assert_eq!(
            add("<Q:UnsignedProperties Id='>'/>"),
            format!("<Q:UnsignedProperties Id='>'>{new}</Q:UnsignedProperties>")
        );
        assert_eq!(
            add("<Q:UnsignedProperties><Q:Other/></Q:UnsignedProperties>"),
            format!("<Q:UnsignedProperties>{new}<Q:Other/></Q:UnsignedProperties>")
        );
        assert_eq!(
            add("<Q:UnsignedProperties><Q:UnsignedSignatureProperties/></Q:UnsignedProperties>"),
            format!("<Q:UnsignedProperties>{new}</Q:UnsignedProperties>")
        );
        assert_eq!(
            add("<Q:UnsignedProperties><Q:UnsignedSignatureProperties><Q:A/>\n\
                 </Q:UnsignedSignatureProperties ></Q:UnsignedProperties>"),
            "<Q:UnsignedProperties><Q:UnsignedSignatureProperties><Q:A/>\n<Q:New/>\
             </Q:UnsignedSignatureProperties ></Q:UnsignedProperties>"
        );
    }
}
