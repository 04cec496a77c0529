//! `xades:QualifyingProperties`: what is signed about the signature, and what was added later.

use crate::namespace::{DS, XADES, XADES141};
use shohosen_xml::Node;

/// `xades:QualifyingProperties` (XAdES §6.2).
#[derive(Clone, Copy)]
pub struct QualifyingProperties<'d, 'a> {
    /// The element itself.
    pub node: Node<'d, 'a>,
    /// The `ds:Object` that holds it.
    pub object: Node<'d, 'a>,
    /// `xades:SignedProperties`, if present.
    pub signed_properties: Option<Node<'d, 'a>>,
    /// `xades:SignedSignatureProperties`, if present.
    pub signed_signature_properties: Option<Node<'d, 'a>>,
    /// `xades:UnsignedSignatureProperties`, if present.
    pub unsigned_signature_properties: Option<Node<'d, 'a>>,
}

/// What kind of unsigned property it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsignedPropertyKind {
    /// `xades:SignatureTimeStamp`.
    SignatureTimeStamp,
    /// `xades141:ArchiveTimeStamp`.
    ArchiveTimeStamp,
    /// `xades141:TimeStampValidationData`.
    TimeStampValidationData,
    /// `xades:CertificateValues`.
    CertificateValues,
    /// `xades:RevocationValues`.
    RevocationValues,
    /// Any other: covered by archive time-stamps, but not looked at.
    Other,
}

/// A child of `xades:UnsignedSignatureProperties`.
#[derive(Clone, Copy)]
pub struct UnsignedProperty<'d, 'a> {
    /// The element itself.
    pub node: Node<'d, 'a>,
    /// Its kind.
    pub kind: UnsignedPropertyKind,
}

impl<'d, 'a> QualifyingProperties<'d, 'a> {
    /// The only QualifyingProperties below a `ds:Object` of this signature. Two of them are none:
    /// nothing may depend on which one a reader looks at.
    pub(super) fn find(signature: Node<'d, 'a>) -> Option<Self> {
        let mut found = None;
        for object in signature.elements().filter(|child| child.is(DS, "Object")) {
            for node in object.elements().filter(|n| n.is(XADES, "QualifyingProperties")) {
                if found.replace((object, node)).is_some() {
                    return None;
                }
            }
        }
        let (object, node) = found?;
        let signed_properties = node.child(XADES, "SignedProperties");
        Some(Self {
            node,
            object,
            signed_properties,
            signed_signature_properties: signed_properties
                .and_then(|properties| properties.child(XADES, "SignedSignatureProperties")),
            unsigned_signature_properties: node
                .child(XADES, "UnsignedProperties")
                .and_then(|properties| properties.child(XADES, "UnsignedSignatureProperties")),
        })
    }

    /// The unsigned properties in document order.
    pub fn unsigned(self) -> impl Iterator<Item = UnsignedProperty<'d, 'a>> {
        self.unsigned_signature_properties
            .into_iter()
            .flat_map(|properties| properties.elements())
            .map(|node| UnsignedProperty { node, kind: kind(node) })
    }
}

fn kind(node: Node<'_, '_>) -> UnsignedPropertyKind {
    use UnsignedPropertyKind as Kind;
    match (node.namespace(), node.local_name()) {
        (XADES, "SignatureTimeStamp") => Kind::SignatureTimeStamp,
        (XADES141, "ArchiveTimeStamp") => Kind::ArchiveTimeStamp,
        (XADES141, "TimeStampValidationData") => Kind::TimeStampValidationData,
        (XADES, "CertificateValues") => Kind::CertificateValues,
        (XADES, "RevocationValues") => Kind::RevocationValues,
        _ => Kind::Other,
    }
}
