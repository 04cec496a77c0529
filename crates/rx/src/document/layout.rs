//! Finding the parts of a document by their fixed paths.

use super::Version;
use shohosen_report::{DocumentKind, Finding, Position, Text, codes, excerpt};
use shohosen_xml::{Document, Node, NodeId, NodeKind};

/// The namespace of `ds:Signature`.
pub(super) const DS: &str = "http://www.w3.org/2000/09/xmldsig#";

/// Which records a payload holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadKind {
    /// 処方情報 (`SJ1`), under the prescriber's signature.
    Prescription,
    /// 調剤情報 (`CJ1`), under the pharmacist's signature.
    Dispensing,
}

/// A signature at a specified place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignaturePlace {
    /// What it is for.
    pub position: Position,
    /// The `ds:Signature` element.
    pub signature: NodeId,
    /// The element that one of its references must point to; `None` where the layout does not
    /// say (a scan).
    pub must_cover: Option<NodeId>,
    /// The element whose text is the base64 of the records, inside what is covered.
    pub payload: Option<(PayloadKind, NodeId)>,
}

/// What kind of document it is and where its parts are.
#[derive(Clone, Debug)]
pub struct DocumentLayout {
    /// The kind, by the path of the elements, not by what the document says of itself.
    pub kind: DocumentKind,
    /// The root element.
    pub root: RootElement,
    /// `Version/@Value`. Unsigned in a prescription.
    pub version: Version,
    /// That of the prescription inside a dispensing record.
    pub reference_version: Version,
    /// PrescriptionId or DispensingId. Not under the signature of the one who is named there.
    pub id: Option<String>,
    /// PrescriptionId of the prescription inside a dispensing record.
    pub reference_prescription_id: Option<String>,
    /// The signatures at specified places, in document order.
    pub signatures: Vec<SignaturePlace>,
    /// What is missing or appears more than once.
    pub problems: Vec<LayoutProblem>,
    /// What no layout knows and no signature covers, the first few.
    pub unknown: Vec<UnknownContent>,
}

/// Something that stands in a document where nothing of its kind belongs. No signature covers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownContent {
    /// The path of its parent.
    pub path: Text,
    /// Its name (at most 100 characters); `None` for text.
    pub element: Option<Text>,
}

/// So much unknown content is listed: what a report names, a reader has to read.
const MAX_UNKNOWN: usize = 16;

/// The root element of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootElement {
    /// Its local name (at most 100 characters).
    pub name: Text,
    /// Its path.
    pub path: Text,
}

/// An element that must appear exactly once, and does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutProblem {
    /// The path of its parent.
    pub path: Text,
    /// Its name.
    pub element: Text,
    /// How often it appears.
    pub occurrence: Occurrence,
}

/// How often an element appears that must appear once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrence {
    /// Not at all.
    Missing,
    /// More than once.
    Repeated,
}

impl LayoutProblem {
    /// The finding.
    pub fn finding(&self) -> Finding {
        let code = match self.occurrence {
            Occurrence::Missing => codes::document::ELEMENT_MISSING,
            Occurrence::Repeated => codes::document::ELEMENT_REPEATED,
        };
        code.finding().at(self.path.clone()).with("element", self.element.clone())
    }
}

impl DocumentLayout {
    /// Reads the layout.
    ///
    /// ```
    /// use shohosen_rx::document::DocumentLayout;
    /// use shohosen_report::DocumentKind;
    ///
    /// let source = br#"<Document><Prescription/></Document>"#;
    /// let document = shohosen_xml::Document::parse(source, &Default::default()).unwrap();
    /// let layout = DocumentLayout::read(&document);
    /// assert_eq!(layout.kind, DocumentKind::Prescription);
    /// assert!(layout.signatures.is_empty());
    /// ```
    pub fn read(document: &Document<'_>) -> Self {
        let root = document.root();
        let mut layout = Self {
            kind: DocumentKind::Unknown,
            root: RootElement {
                name: excerpt(root.local_name(), 100).to_owned().into(),
                path: root.path(),
            },
            version: Version::Missing,
            reference_version: Version::Missing,
            id: None,
            reference_prescription_id: None,
            signatures: Vec::new(),
            problems: Vec::new(),
            unknown: Vec::new(),
        };
        if root.is("", "Document") {
            match (root.child("", "Prescription"), root.child("", "Dispensing")) {
                (Some(prescription), None) => layout.read_prescription(root, prescription),
                (None, Some(dispensing)) => layout.read_dispensing(root, dispensing),
                _ => {}
            }
        } else if root.is(DS, "Signature") {
            layout.kind = DocumentKind::Scanned;
            layout.signatures.push(SignaturePlace {
                position: Position::Unknown,
                signature: root.id(),
                must_cover: None,
                payload: None,
            });
        }
        layout.signatures.sort_by_key(|place| place.signature);
        layout
    }

    /// `/Document/Prescription`.
    fn read_prescription(&mut self, root: Node<'_, '_>, prescription: Node<'_, '_>) {
        self.kind = DocumentKind::Prescription;
        self.look_for_unknown(root, &["Prescription"]);
        self.look_for_unknown(
            prescription,
            &[
                "PrescriptionManagement",
                "PrescriptionDocument",
                "AdditionalPrescriptionInformation",
                "PrescriptionSign",
            ],
        );
        self.only(root, "Prescription");
        let management = self.only(prescription, "PrescriptionManagement");
        if let Some(management) = management {
            self.look_for_unknown(management, &["Version", "PrescriptionId"]);
        }
        self.version = Version::read(value_of(management, "Version").as_deref());
        self.id = value_of(management, "PrescriptionId");
        let content = self.only(prescription, "PrescriptionDocument");
        let payload = content.map(|node| (PayloadKind::Prescription, node.id()));
        let sign = self.only(prescription, "PrescriptionSign");
        self.signature(Position::Prescription, sign, content, payload);
    }

    /// `/Document/Dispensing` with the prescription inside.
    fn read_dispensing(&mut self, root: Node<'_, '_>, dispensing: Node<'_, '_>) {
        self.kind = DocumentKind::Dispensing;
        // What stands in `Dispensing` is signed.
        self.look_for_unknown(
            root,
            &[
                "DispensingManagement",
                "Dispensing",
                "AdditionalDispensedInformation",
                "DispensingSign",
            ],
        );
        self.only(root, "Dispensing");
        let management = self.only(root, "DispensingManagement");
        self.version = Version::read(value_of(management, "Version").as_deref());
        self.id = value_of(management, "DispensingId");
        if let Some(prescription) = self.only(dispensing, "ReferencePrescription") {
            let management = self.only(prescription, "PrescriptionManagement");
            self.reference_version = Version::read(value_of(management, "Version").as_deref());
            self.reference_prescription_id = value_of(management, "PrescriptionId");
            let content = self.only(prescription, "PrescriptionDocument");
            let payload = content.map(|node| (PayloadKind::Prescription, node.id()));
            let sign = self.only(prescription, "PrescriptionSign");
            self.signature(Position::ReferencePrescription, sign, content, payload);
        }
        let content = self.only(dispensing, "DispensingDocument");
        let payload = content.map(|node| (PayloadKind::Dispensing, node.id()));
        let sign = self.only(root, "DispensingSign");
        self.signature(Position::Dispensing, sign, Some(dispensing), payload);
    }

    /// The only child of this name; a second one is a problem, and so is none.
    fn only<'d, 'a>(&mut self, parent: Node<'d, 'a>, name: &'static str) -> Option<Node<'d, 'a>> {
        let mut found = parent.elements().filter(|child| child.is("", name));
        let first = found.next();
        let occurrence = match (first, found.next()) {
            (Some(_), None) => return first,
            (Some(_), Some(_)) => Occurrence::Repeated,
            (None, _) => Occurrence::Missing,
        };
        self.problem(parent, name, occurrence);
        first
    }

    fn problem(&mut self, parent: Node<'_, '_>, element: &'static str, occurrence: Occurrence) {
        let problem = LayoutProblem { path: parent.path(), element: element.into(), occurrence };
        self.problems.push(problem);
    }

    fn signature(
        &mut self,
        position: Position,
        sign: Option<Node<'_, '_>>,
        must_cover: Option<Node<'_, '_>>,
        payload: Option<(PayloadKind, NodeId)>,
    ) {
        let Some(sign) = sign else { return };
        if position != Position::ReferencePrescription {
            for child in sign.elements().filter(|child| !child.is(DS, "Signature")) {
                self.add_unknown(sign, Some(child));
            }
            self.look_for_text(sign);
        }
        let mut signatures = sign.elements().filter(|child| child.is(DS, "Signature"));
        if let Some(signature) = signatures.next() {
            self.signatures.push(SignaturePlace {
                position,
                signature: signature.id(),
                must_cover: must_cover.map(|node| node.id()),
                payload,
            });
        } else {
            self.problem(sign, "Signature", Occurrence::Missing);
        }
    }
}

impl DocumentLayout {
    /// Elements that do not belong into this one, and text.
    fn look_for_unknown(&mut self, parent: Node<'_, '_>, known: &[&str]) {
        let belongs = |child: &Node<'_, '_>| known.iter().any(|name| child.is("", name));
        for child in parent.elements().filter(|child| !belongs(child)) {
            self.add_unknown(parent, Some(child));
        }
        self.look_for_text(parent);
    }

    fn look_for_text(&mut self, parent: Node<'_, '_>) {
        let is_text = |node: &Node<'_, '_>| matches!(node.kind(), NodeKind::Text | NodeKind::CData);
        let mut texts = parent.children().filter(is_text);
        if texts.any(|node| !node.text().trim_ascii().is_empty()) {
            self.add_unknown(parent, None);
        }
    }

    fn add_unknown(&mut self, parent: Node<'_, '_>, child: Option<Node<'_, '_>>) {
        if self.unknown.len() < MAX_UNKNOWN {
            let name = |child: Node<'_, '_>| excerpt(child.local_name(), 100).to_owned().into();
            let element = child.map(name);
            self.unknown.push(UnknownContent { path: parent.path(), element });
        }
    }
}

/// `<name Value="…"/>` below a management element.
fn value_of(management: Option<Node<'_, '_>>, name: &str) -> Option<String> {
    let value = management?.child("", name)?.attribute("Value")?;
    Some(excerpt(value, 200).to_owned())
}
