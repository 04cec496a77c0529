//! Documents that somebody else has built and that lack only their signature.

use super::UnsignedDocumentError;
use super::layout::{DS, DocumentLayout, LayoutProblem, PayloadKind};
use super::unsigned::{UnsignedDocument, start_tag_length};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shohosen_report::{DocumentKind, Finding, Severity, Text, codes, excerpt};
use shohosen_xml::{Document, Limits, Node};

impl UnsignedDocument {
    /// A prescription or dispensing record that lacks only its signature, as an EHR may have built
    /// it. No octet of it changes, but that the element for the signature is opened
    /// (`<PrescriptionSign/>`) or put in where it is missing.
    ///
    /// ```
    /// use shohosen_rx::document::UnsignedDocument;
    /// let source = br#"<Document><Prescription><PrescriptionManagement/>
    ///   <PrescriptionDocument id="PrescriptionDocument">U0ox</PrescriptionDocument>
    /// </Prescription></Document>"#;
    /// let unsigned = UnsignedDocument::from_xml(source, &Default::default()).unwrap();
    /// assert_eq!(unsigned.records, b"SJ1");
    /// ```
    ///
    /// # Errors
    /// If it is something else, has a signature already, or lacks more than the signature.
    pub fn from_xml(source: &[u8], limits: &Limits) -> Result<Self, UnsignedDocumentError> {
        let document = Document::parse(source, limits)?;
        let root = document.root();
        let layout = DocumentLayout::read(&document);
        let (kind, parent, covered, holder) = match layout.kind {
            DocumentKind::Prescription => {
                let prescription = root.child("", "Prescription");
                let content = prescription.and_then(|p| p.child("", "PrescriptionDocument"));
                (PayloadKind::Prescription, prescription, content, content)
            }
            DocumentKind::Dispensing => {
                let dispensing = root.child("", "Dispensing");
                let content = dispensing.and_then(|d| d.child("", "DispensingDocument"));
                (PayloadKind::Dispensing, Some(root), dispensing, content)
            }
            _ => {
                let root = excerpt(root.local_name(), 100).to_owned();
                return Err(UnsignedDocumentError::NotADocument { root });
            }
        };
        if let Some(path) = own_signature(root, kind) {
            return Err(UnsignedDocumentError::Signed { path });
        }
        let missing: Vec<Finding> = layout
            .problems
            .iter()
            .map(LayoutProblem::finding)
            .filter(|f| matters(f, kind))
            .collect();
        let (Some(parent), Some(covered), Some(holder), true) =
            (parent, covered, holder, missing.is_empty())
        else {
            return Err(unusable(missing, root));
        };
        if covered.attribute("id") != Some(kind.covered_id()) {
            let element = kind.covered_id();
            return Err(UnsignedDocumentError::WithoutId { element, expected: element });
        }
        let records = records(holder).ok_or_else(|| {
            let finding = codes::document::PAYLOAD_MALFORMED.finding().at(holder.path());
            let finding = finding.with("element", holder.local_name().to_owned());
            UnsignedDocumentError::Unusable(vec![finding])
        })?;
        let (bytes, insert_at) =
            open(source, parent, sign_element(kind)).ok_or_else(|| unusable(Vec::new(), root))?;
        Ok(Self { bytes, insert_at, kind, records })
    }
}

/// Never without a reason.
fn unusable(mut findings: Vec<Finding>, root: Node<'_, '_>) -> UnsignedDocumentError {
    if findings.is_empty() {
        let name: String = excerpt(root.local_name(), 100).to_owned();
        findings.push(codes::document::LAYOUT_UNKNOWN.finding().with("actual", name));
    }
    UnsignedDocumentError::Unusable(findings)
}

/// The element that the signature stands in.
pub(super) const fn sign_element(kind: PayloadKind) -> &'static str {
    match kind {
        PayloadKind::Prescription => "PrescriptionSign",
        PayloadKind::Dispensing => "DispensingSign",
    }
}

/// Where a signature stands beside the one that a dispensing record carries of its prescription.
fn own_signature(root: Node<'_, '_>, kind: PayloadKind) -> Option<Text> {
    let inner = (kind == PayloadKind::Dispensing)
        .then(|| root.child("", "Dispensing")?.child("", "ReferencePrescription"))
        .flatten();
    root.descendants()
        .find(|node| node.is(DS, "Signature") && inner.is_none_or(|inner| !inner.contains(*node)))
        .map(Node::path)
}

/// Whether a finding about the layout is about more than the missing signature.
fn matters(finding: &Finding, kind: PayloadKind) -> bool {
    let own = sign_element(kind);
    let element = finding.evidence.get("element");
    let about_own = element == Some(&own.into())
        || element == Some(&"Signature".into())
            && finding.location.as_ref().is_some_and(|path| path.ends_with(own));
    let lacks_signature = finding.code == codes::document::ELEMENT_MISSING && about_own;
    finding.severity == Severity::Error && !lacks_signature
}

/// base64 in an element without elements.
pub(super) fn records(holder: Node<'_, '_>) -> Option<Vec<u8>> {
    if holder.elements().next().is_some() {
        return None;
    }
    let text = holder.text();
    let packed: Vec<u8> = text.bytes().filter(|octet| !octet.is_ascii_whitespace()).collect();
    STANDARD.decode(packed).ok()
}

/// The document with an element for the signature, and the octet before its end tag.
fn open(source: &[u8], parent: Node<'_, '_>, name: &str) -> Option<(Vec<u8>, usize)> {
    let with = |at: usize, text: &str, skipped: usize| {
        let (before, after) = source.split_at_checked(at)?;
        Some([before, text.as_bytes(), after.get(skipped..)?].concat())
    };
    let end_tag = |node: Node<'_, '_>| {
        let range = node.source_range();
        let text = source.get(range.clone())?;
        let at = text.windows(2).rposition(|window| window == b"</")?;
        Some(range.start + at)
    };
    let Some(sign) = parent.child("", name) else {
        let at = end_tag(parent)?;
        let bytes = with(at, &format!("<{name}></{name}>"), 0)?;
        return Some((bytes, at + name.len() + 2));
    };
    let range = sign.source_range();
    let text = std::str::from_utf8(source.get(range.clone())?).ok()?;
    let tag = range.start + start_tag_length(text)?;
    if source.get(..tag)?.ends_with(b"/>") {
        let bytes = with(tag - 2, &format!("></{name}>"), 2)?;
        return Some((bytes, tag - 1));
    }
    Some((source.to_vec(), end_tag(sign)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<Document><Prescription><PrescriptionManagement/>\n<PrescriptionDocument \
        id='PrescriptionDocument'>U0\nox</PrescriptionDocument>";

    fn read(source: &str) -> Result<UnsignedDocument, UnsignedDocumentError> {
        UnsignedDocument::from_xml(source.as_bytes(), &Limits::default())
    }

    #[test]
    fn the_signature_finds_its_place_in_every_form_of_the_element() {
        for (before, after) in [
            ("<PrescriptionSign>", "</PrescriptionSign></Prescription ></Document>"),
            ("<PrescriptionSign a='/>'>\n", "</PrescriptionSign></Prescription></Document>"),
        ] {
            let source = format!("{HEAD}{before}{after}");
            let unsigned = read(&source).unwrap();
            assert_eq!(unsigned.bytes, source.as_bytes());
            assert_eq!(unsigned.insert_at, HEAD.len() + before.len());
            assert_eq!(unsigned.records, b"SJ1");
        }
        let open = "<PrescriptionSign></PrescriptionSign></Prescription></Document>";
        for closed in
            ["<PrescriptionSign/></Prescription></Document>", "</Prescription></Document>"]
        {
            let unsigned = read(&format!("{HEAD}{closed}")).unwrap();
            assert_eq!(unsigned.bytes, format!("{HEAD}{open}").as_bytes());
            assert_eq!(unsigned.insert_at, HEAD.len() + "<PrescriptionSign>".len());
        }
    }

    #[test]
    fn what_has_a_signature_or_lacks_more_than_that_is_refused() {
        let tail = "</Prescription></Document>";
        let code = |source: &str| {
            let findings = read(source).unwrap_err().findings();
            findings.iter().map(|finding| finding.code.id()).collect::<Vec<_>>()
        };
        let signed = format!("<PrescriptionSign><Signature xmlns='{DS}'/></PrescriptionSign>");
        assert_eq!(code(&format!("{HEAD}{signed}{tail}")), ["signing.document.signed"]);
        assert_eq!(code("<Signature/>"), ["document.layout.unknown"]);
        assert_eq!(code("SJ1"), ["xml.document.not_well_formed"]);
        let without_id = HEAD.replace("id='Pre", "Id='Pre") + tail;
        assert_eq!(code(&without_id), ["signing.document.without_id"]);
        let twice = format!("{HEAD}<PrescriptionDocument/>{tail}");
        assert_eq!(code(&twice), ["document.element.repeated"]);
        let not_base64 = HEAD.replace("ox<", "o<") + tail;
        assert_eq!(code(&not_base64), ["document.payload.malformed"]);
        let unmanaged = HEAD.replace("<PrescriptionManagement/>", "") + tail;
        assert_eq!(code(&unmanaged), ["document.element.missing"]);
    }
}
