//! `ds:Signature` and its references.

use super::QualifyingProperties;
use crate::namespace::DS;
use crate::schema::StructureProblem;
use shohosen_report::Level;
use shohosen_xml::{Document, Node, NodeId};

/// A `ds:Signature` (XML-DSig §4.2) whose mandatory parts are there.
///
/// Only direct children count: a `SignedInfo` or `KeyInfo` anywhere deeper is not the
/// signature's own.
#[derive(Clone, Copy)]
pub struct Signature<'d, 'a> {
    /// The element itself.
    pub node: Node<'d, 'a>,
    /// `ds:SignedInfo`.
    pub signed_info: Node<'d, 'a>,
    /// `ds:CanonicalizationMethod`.
    pub canonicalization_method: Node<'d, 'a>,
    /// `ds:SignatureMethod`.
    pub signature_method: Node<'d, 'a>,
    /// `ds:SignatureValue`.
    pub signature_value: Node<'d, 'a>,
    /// `ds:KeyInfo`, if present.
    pub key_info: Option<Node<'d, 'a>>,
    /// `xades:QualifyingProperties`, if exactly one `ds:Object` child holds exactly one.
    pub qualifying_properties: Option<QualifyingProperties<'d, 'a>>,
}

/// A `ds:Reference` of SignedInfo (XML-DSig §4.4.3).
#[derive(Clone, Copy)]
pub struct Reference<'d, 'a> {
    /// The element itself.
    pub node: Node<'d, 'a>,
    /// `ds:DigestMethod/@Algorithm`.
    pub digest_method: &'d str,
    /// `ds:DigestValue`.
    pub digest_value: Node<'d, 'a>,
}

impl<'d, 'a> Signature<'d, 'a> {
    /// Finds the parts of the signature at this element.
    ///
    /// # Errors
    /// Which part is missing.
    pub fn read(document: &'d Document<'a>, node: NodeId) -> Result<Self, StructureProblem> {
        let node = document.node(node);
        if !node.is(DS, "Signature") {
            return Err(StructureProblem::missing(node, "Signature"));
        }
        let child = |parent: Node<'d, 'a>, name| {
            parent.child(DS, name).ok_or_else(|| StructureProblem::missing(parent, name))
        };
        let signed_info = child(node, "SignedInfo")?;
        Ok(Self {
            node,
            signed_info,
            canonicalization_method: child(signed_info, "CanonicalizationMethod")?,
            signature_method: child(signed_info, "SignatureMethod")?,
            signature_value: child(node, "SignatureValue")?,
            key_info: node.child(DS, "KeyInfo"),
            qualifying_properties: QualifyingProperties::find(node),
        })
    }

    /// The references in the order of SignedInfo.
    pub fn references(self) -> impl Iterator<Item = Result<Reference<'d, 'a>, StructureProblem>> {
        let children = self.signed_info.elements();
        children.filter(|child| child.is(DS, "Reference")).map(Reference::read)
    }

    /// The `ds:Object` children in document order.
    pub fn objects(self) -> impl Iterator<Item = Node<'d, 'a>> {
        self.node.elements().filter(|child| child.is(DS, "Object"))
    }

    /// The level by the properties that are present: BES; T with a SignatureTimeStamp; XL with
    /// CertificateValues and RevocationValues as well; A with an ArchiveTimeStamp.
    pub fn level(self) -> Level {
        use super::UnsignedPropertyKind as Kind;
        let has = |kind| {
            self.qualifying_properties
                .is_some_and(|properties| properties.unsigned().any(|p| p.kind == kind))
        };
        if has(Kind::ArchiveTimeStamp) {
            Level::A
        } else if has(Kind::CertificateValues) && has(Kind::RevocationValues) {
            Level::Xl
        } else if has(Kind::SignatureTimeStamp) {
            Level::T
        } else {
            Level::Bes
        }
    }
}

impl<'d, 'a> Reference<'d, 'a> {
    /// The reference that this element is.
    ///
    /// # Errors
    /// Which part is missing.
    pub fn read(node: Node<'d, 'a>) -> Result<Self, StructureProblem> {
        let child =
            |name| node.child(DS, name).ok_or_else(|| StructureProblem::missing(node, name));
        let digest_method = child("DigestMethod")?;
        let algorithm = digest_method.attribute("Algorithm");
        Ok(Self {
            node,
            digest_method: algorithm
                .ok_or_else(|| StructureProblem::missing(digest_method, "Algorithm"))?,
            digest_value: child("DigestValue")?,
        })
    }

    /// The `URI` attribute.
    pub fn uri(self) -> Option<&'d str> {
        self.node.attribute("URI")
    }

    /// The `Type` attribute.
    pub fn reference_type(self) -> Option<&'d str> {
        self.node.attribute("Type")
    }

    /// The `ds:Transform` elements in order.
    pub fn transforms(self) -> impl Iterator<Item = Node<'d, 'a>> {
        self.node
            .child(DS, "Transforms")
            .into_iter()
            .flat_map(|transforms| transforms.elements())
            .filter(|child| child.is(DS, "Transform"))
    }
}
