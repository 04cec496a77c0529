//! Documents that are about to be signed.

use super::UnsignedDocumentError;
use super::layout::PayloadKind;
use base64_simd::STANDARD;
use shohosen_report::{DocumentKind, Position, excerpt};
use shohosen_xml::{Document, Node};
use std::ops::Range;

const XSI: &str = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
const BEFORE_PRESCRIPTION: &str = " id=\"Document\" xsi:noNamespaceSchemaLocation=\"EP.xsd\">\
    <Prescription><PrescriptionManagement id=\"PrescriptionManagement\"><Version Value=\"EPS1.0\"/>\
    </PrescriptionManagement>";
/// The element that is signed: its name, its attributes, its end.
const CONTENT: [&str; 3] =
    ["<PrescriptionDocument", " id=\"PrescriptionDocument\">", "</PrescriptionDocument>"];
const PRESCRIPTION_SIGN: [&str; 2] = ["<PrescriptionSign>", "</PrescriptionSign>"];
const AFTER_PRESCRIPTION: &str = "</Prescription></Document>";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// A document without its signature: what is signed, and where the signature goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedDocument {
    /// The document.
    pub bytes: Vec<u8>,
    /// The octet before which the signature is put.
    pub insert_at: usize,
    /// Which document it is.
    pub kind: PayloadKind,
    /// The records in it.
    pub records: Vec<u8>,
}

/// The document of a prescription without its signature, and its canonical form.
#[derive(Clone, Debug)]
pub struct PrescriptionText {
    /// The document.
    pub bytes: Vec<u8>,
    /// The octet before which the signature is put.
    pub insert_at: usize,
    /// The base64 of the records.
    content: Range<usize>,
}

impl PrescriptionText {
    /// Of these records, as [`UnsignedDocument::prescription`].
    pub fn new(payload: &[u8]) -> Self {
        /// Octets beside the records, about.
        const AROUND: usize = 512;
        let [name, attributes, end] = CONTENT;
        let [sign, sign_end] = PRESCRIPTION_SIGN;
        let mut text = String::with_capacity(payload.len().div_ceil(3) * 4 + AROUND);
        text.extend([DECLARATION, "<Document ", XSI, BEFORE_PRESCRIPTION, name, attributes]);
        let start = text.len();
        STANDARD.encode_append(payload, &mut text);
        let content = start..text.len();
        text.extend([end, sign]);
        let insert_at = text.len();
        text.extend([sign_end, AFTER_PRESCRIPTION]);
        Self { bytes: text.into_bytes(), insert_at, content }
    }

    /// The canonical form of PrescriptionDocument, which is signed, in pieces: Canonical XML 1.0 for
    /// a part of a document brings the namespaces around it along (§2.4), Exclusive XML
    /// Canonicalization 1.0 leaves out those that are not used (§3).
    pub fn canonical(&self, exclusive: bool) -> [&[u8]; 6] {
        let [name, attributes, end] = CONTENT.map(str::as_bytes);
        let (space, namespace) = if exclusive { ("", "") } else { (" ", XSI) };
        let content = self.bytes.get(self.content.clone()).unwrap_or_default();
        [name, space.as_bytes(), namespace.as_bytes(), attributes, content, end]
    }
}

impl PayloadKind {
    /// The `Id` of the signature (spec: the management service).
    pub const fn signature_id(self) -> &'static str {
        match self {
            Self::Prescription => "PrescriptionSign",
            Self::Dispensing => "DispensingSign",
        }
    }

    /// The `id` of the element that is signed.
    pub const fn covered_id(self) -> &'static str {
        match self {
            Self::Prescription => "PrescriptionDocument",
            Self::Dispensing => "Dispensing",
        }
    }

    /// The first field of the records.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Prescription => "SJ1",
            Self::Dispensing => "CJ1",
        }
    }

    /// The position of its signature.
    pub const fn position(self) -> Position {
        match self {
            Self::Prescription => Position::Prescription,
            Self::Dispensing => Position::Dispensing,
        }
    }

    /// The kind of the document.
    pub const fn document(self) -> DocumentKind {
        match self {
            Self::Prescription => DocumentKind::Prescription,
            Self::Dispensing => DocumentKind::Dispensing,
        }
    }
}

impl UnsignedDocument {
    /// A prescription document (`EP.xsd`, `EPS1.0`) of these records, taken byte for byte. It
    /// has no PrescriptionId: that is given by the management service.
    ///
    /// ```
    /// use shohosen_rx::document::UnsignedDocument;
    /// let unsigned = UnsignedDocument::prescription(b"SJ1");
    /// let text = String::from_utf8(unsigned.bytes).unwrap();
    /// assert!(text.contains(r#"<PrescriptionDocument id="PrescriptionDocument">U0ox</"#));
    /// ```
    pub fn prescription(payload: &[u8]) -> Self {
        let PrescriptionText { bytes, insert_at, .. } = PrescriptionText::new(payload);
        Self { bytes, insert_at, kind: PayloadKind::Prescription, records: payload.to_vec() }
    }

    /// A dispensing record (`ED.xsd`, `EPD1.0`) of these records, taken byte for byte, with the
    /// prescription it was dispensed on inside, as it stands in its own document.
    ///
    /// The prescriber's signature keeps its value in the new surroundings: the namespaces that
    /// were in scope around it are declared anew, and no others.
    ///
    /// # Errors
    /// If `prescription` is not the document of a prescription.
    pub fn dispensing(
        prescription: &Document<'_>,
        payload: &[u8],
    ) -> Result<Self, UnsignedDocumentError> {
        let root = prescription.root();
        let inner = Some(root).filter(|root| root.is("", "Document"));
        let inner = inner.and_then(|root| root.child("", "Prescription"));
        let Some(inner) = inner else {
            let root = excerpt(root.local_name(), 100).to_owned();
            return Err(UnsignedDocumentError::NotAPrescription { root });
        };
        let source = |node: Node<'_, '_>| {
            let octets = prescription.source().get(node.source_range()).unwrap_or_default();
            String::from_utf8_lossy(octets).into_owned()
        };
        let (root_tag, _) = split(&source(root));
        let (inner_tag, content) = split(&source(inner));
        let around = declarations(&root_tag);
        // Another namespace in scope would change what the prescriber signed (inclusive C14N).
        let location = if around.iter().any(|each| each == XSI) {
            " xsi:noNamespaceSchemaLocation=\"ED.xsd\""
        } else {
            ""
        };
        let spaced = |list: Vec<String>| list.iter().map(|d| format!(" {d}")).collect::<String>();
        let before = format!(
            "{DECLARATION}<Document{} id=\"Document\"{location}>\n\
             \t<DispensingManagement id=\"DispensingManagement\">\n\
             \t\t<Version Value=\"EPD1.0\"/>\n\t</DispensingManagement>\n\
             \t<Dispensing id=\"Dispensing\">\n\t\t<ReferencePrescription{}>\n\t\t\t{}\n\
             \t\t</ReferencePrescription>\n\
             \t\t<DispensingDocument id=\"DispensingDocument\">{}</DispensingDocument>\n\
             \t</Dispensing>\n\t<DispensingSign>",
            spaced(around),
            spaced(declarations(&inner_tag)),
            content.trim(),
            STANDARD.encode_to_string(payload),
        );
        Ok(Self::new(before, "</DispensingSign>\n</Document>", PayloadKind::Dispensing, payload))
    }

    fn new(before: String, after: &str, kind: PayloadKind, records: &[u8]) -> Self {
        let insert_at = before.len();
        Self { bytes: (before + after).into_bytes(), insert_at, kind, records: records.to_vec() }
    }
}

/// The start tag of an element, and what stands between its tags. The text is well-formed: it
/// was read before.
fn split(element: &str) -> (String, String) {
    let Some((tag, rest)) = start_tag_length(element).and_then(|at| element.split_at_checked(at))
    else {
        return (element.to_owned(), String::new());
    };
    let end = rest.rfind("</").unwrap_or(0);
    (tag.to_owned(), rest.get(..end).unwrap_or_default().to_owned())
}

/// The octets of the start tag of a well-formed element.
pub(super) fn start_tag_length(element: &str) -> Option<usize> {
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

/// The namespace declarations and `xml:` attributes of a start tag: what canonicalization takes
/// over from ancestors.
fn declarations(tag: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = tag.trim_start_matches('<').trim_end_matches(['>', '/']);
    rest = rest.find(char::is_whitespace).and_then(|at| rest.get(at..)).unwrap_or_default();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next() else { break };
        let Some((value, tail)) = after.get(1..).and_then(|after| after.split_once(quote)) else {
            break;
        };
        let name = name.trim();
        if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xml:") {
            let text = format!("{name}={quote}{value}{quote}");
            let as_usual = text.replace('\'', "\"");
            found.push(if as_usual == XSI { as_usual } else { text });
        }
        rest = tail;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Document<'_> {
        Document::parse(source.as_bytes(), &Default::default()).unwrap()
    }

    #[test]
    fn the_signature_goes_into_the_sign_element() {
        let unsigned = UnsignedDocument::prescription(b"SJ1\n1,1");
        let (before, after) = unsigned.bytes.split_at(unsigned.insert_at);
        assert!(before.ends_with(b"<PrescriptionSign>"));
        assert!(after.starts_with(b"</PrescriptionSign>"));
        // `printf 'SJ1\n1,1' | base64`
        assert!(String::from_utf8_lossy(before).contains(">U0oxCjEsMQ==<"));
    }

    #[test]
    fn the_canonical_form_of_what_is_signed_is_that_of_the_document() {
        use shohosen_xml::{Algorithm, Method, Scratch, Subset, canonicalize};
        let text = PrescriptionText::new(b"SJ1\n1,1");
        let document = Document::parse(&text.bytes, &Default::default()).unwrap();
        let apex = document.element_by_id("PrescriptionDocument").unwrap().map(|node| node.id());
        // By hand.
        let inclusive = "<PrescriptionDocument xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-\
                         instance\" id=\"PrescriptionDocument\">U0oxCjEsMQ==</PrescriptionDocument>";
        let exclusive =
            "<PrescriptionDocument id=\"PrescriptionDocument\">U0oxCjEsMQ==</PrescriptionDocument>";
        for (algorithm, expected) in
            [(Algorithm::Inclusive10, inclusive), (Algorithm::Exclusive, exclusive)]
        {
            let canonical = text.canonical(algorithm == Algorithm::Exclusive).concat();
            assert_eq!(String::from_utf8(canonical).unwrap(), expected);
            let method = Method { algorithm, with_comments: false, inclusive_prefixes: &[] };
            let (subset, mut octets) = (Subset { apex, omit: None }, Vec::new());
            canonicalize(&document, subset, &method, &mut Scratch::default(), &mut octets);
            assert_eq!(String::from_utf8(octets).unwrap(), expected);
        }
    }

    #[test]
    fn a_prescription_is_embedded_with_the_namespaces_around_it() {
        let source = "<Document xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'\n id=\"a>b\" \
                      xmlns:q = \"urn:q\" xml:lang='ja'><Prescription xmlns:p='urn:p'> <A b='>'/>\
                      <PrescriptionSign/></Prescription></Document>";
        let unsigned = UnsignedDocument::dispensing(&parse(source), b"CJ1,").unwrap();
        let text = String::from_utf8(unsigned.bytes).unwrap();
        assert!(
            text.contains(
                "<Document xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                 xmlns:q=\"urn:q\" xml:lang='ja' id=\"Document\" \
                 xsi:noNamespaceSchemaLocation=\"ED.xsd\">"
            ),
            "{text}"
        );
        assert!(text.contains("<ReferencePrescription xmlns:p='urn:p'>\n\t\t\t<A b='>'/><Pre"));
        parse(&text);
    }

    #[test]
    fn a_prescription_without_xsi_gets_none() {
        let source = "<Document><Prescription/></Document>";
        let unsigned = UnsignedDocument::dispensing(&parse(source), b"CJ1,").unwrap();
        assert!(!String::from_utf8_lossy(&unsigned.bytes).contains("xsi"));
    }

    #[test]
    fn only_a_prescription_can_be_dispensed_on() {
        let error = UnsignedDocument::dispensing(&parse("<Signature/>"), b"CJ1,").unwrap_err();
        assert_eq!(error, UnsignedDocumentError::NotAPrescription { root: "Signature".into() });
    }
}
