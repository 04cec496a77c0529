//! The content models, one line an element type, in the order of the schemas.

use crate::namespace;
use Space::{Ds as DS, Xades as XADES, Xades141 as XADES141};
use shohosen_xml::same;
use std::sync::LazyLock;

/// The namespaces of the schemas. A number is compared sooner than a URI.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// XML Signature.
    Ds,
    /// XAdES 1.3.2.
    Xades,
    /// XAdES 1.4.1.
    Xades141,
    /// Any other, or none.
    Other,
}

impl Space {
    pub fn of(namespace: &str) -> Self {
        let known = [
            (namespace::DS, Self::Ds),
            (namespace::XADES, Self::Xades),
            (namespace::XADES141, Self::Xades141),
        ];
        known
            .iter()
            .find(|(name, _)| same(name, namespace))
            .map_or(Self::Other, |(_, space)| *space)
    }
}

/// What an element type allows.
pub(super) struct Model {
    pub space: Space,
    name: &'static str,
    pub required: &'static [&'static str],
    pub content: Content,
}

/// The kinds of content that the schemas use.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// Mixed or wildcard content.
    Any,
    /// Text only.
    Text,
    /// These in this order.
    Sequence(&'static [Particle]),
    /// Any of these names of the element's own namespace, or any of another namespace, in any
    /// order.
    Choice { names: &'static [&'static str], at_least: usize },
}

/// One member of a sequence.
pub(super) struct Particle {
    space: Space,
    pub name: &'static str,
    pub min: usize,
    pub max: usize,
}

impl Particle {
    pub fn accepts(&self, space: Space, name: &str) -> bool {
        match self.name {
            // `##other`: any element of a foreign namespace.
            "*" => space != self.space,
            own => self.space == space && same(own, name),
        }
    }
}

const MANY: usize = usize::MAX;

const fn particle(space: Space, name: &'static str, min: usize, max: usize) -> Particle {
    Particle { space, name, min, max }
}
const fn one(space: Space, name: &'static str) -> Particle {
    particle(space, name, 1, 1)
}
const fn optional(space: Space, name: &'static str) -> Particle {
    particle(space, name, 0, 1)
}
const fn many(space: Space, name: &'static str) -> Particle {
    particle(space, name, 0, MANY)
}
const fn some(space: Space, name: &'static str) -> Particle {
    particle(space, name, 1, MANY)
}

const fn model(
    space: Space,
    name: &'static str,
    required: &'static [&'static str],
    content: Content,
) -> Model {
    Model { space, name, required, content }
}

use Content::{Any, Choice, Sequence, Text};

/// `GenericTimeStampType` without XMLTimeStamp, which nobody emits: refused where it is read.
const TIME_STAMP: Content = Sequence(&[
    many(XADES, "Include"),
    many(XADES, "ReferenceInfo"),
    optional(DS, "CanonicalizationMethod"),
    many(XADES, "EncapsulatedTimeStamp"),
    many(XADES, "XMLTimeStamp"),
]);

const MODELS: &[Model] = &[
    // xmldsig-core-schema.xsd
    model(
        DS,
        "Signature",
        &[],
        Sequence(&[
            one(DS, "SignedInfo"),
            one(DS, "SignatureValue"),
            optional(DS, "KeyInfo"),
            many(DS, "Object"),
        ]),
    ),
    model(
        DS,
        "SignedInfo",
        &[],
        Sequence(&[
            one(DS, "CanonicalizationMethod"),
            one(DS, "SignatureMethod"),
            some(DS, "Reference"),
        ]),
    ),
    model(DS, "CanonicalizationMethod", &["Algorithm"], Any),
    model(DS, "SignatureMethod", &["Algorithm"], Any),
    model(DS, "SignatureValue", &[], Text),
    model(
        DS,
        "Reference",
        &[],
        Sequence(&[optional(DS, "Transforms"), one(DS, "DigestMethod"), one(DS, "DigestValue")]),
    ),
    model(DS, "Transforms", &[], Sequence(&[some(DS, "Transform")])),
    model(DS, "Transform", &["Algorithm"], Any),
    model(DS, "DigestMethod", &["Algorithm"], Any),
    model(DS, "DigestValue", &[], Text),
    model(
        DS,
        "KeyInfo",
        &[],
        Choice {
            names: &[
                "KeyName",
                "KeyValue",
                "RetrievalMethod",
                "X509Data",
                "PGPData",
                "SPKIData",
                "MgmtData",
            ],
            at_least: 1,
        },
    ),
    model(
        DS,
        "X509Data",
        &[],
        Choice {
            names: &[
                "X509IssuerSerial",
                "X509SKI",
                "X509SubjectName",
                "X509Certificate",
                "X509CRL",
            ],
            at_least: 1,
        },
    ),
    model(
        DS,
        "X509IssuerSerial",
        &[],
        Sequence(&[one(DS, "X509IssuerName"), one(DS, "X509SerialNumber")]),
    ),
    model(DS, "X509Certificate", &[], Text),
    model(DS, "Manifest", &[], Sequence(&[some(DS, "Reference")])),
    // XAdES.xsd 1.3.2
    model(
        XADES,
        "QualifyingProperties",
        &["Target"],
        Sequence(&[optional(XADES, "SignedProperties"), optional(XADES, "UnsignedProperties")]),
    ),
    model(
        XADES,
        "SignedProperties",
        &[],
        Sequence(&[
            optional(XADES, "SignedSignatureProperties"),
            optional(XADES, "SignedDataObjectProperties"),
        ]),
    ),
    model(
        XADES,
        "SignedSignatureProperties",
        &[],
        Sequence(&[
            optional(XADES, "SigningTime"),
            optional(XADES, "SigningCertificate"),
            optional(XADES, "SigningCertificateV2"),
            optional(XADES, "SignaturePolicyIdentifier"),
            optional(XADES, "SignatureProductionPlace"),
            optional(XADES, "SignatureProductionPlaceV2"),
            optional(XADES, "SignerRole"),
            optional(XADES, "SignerRoleV2"),
            many(XADES, "*"),
        ]),
    ),
    model(XADES, "SigningTime", &[], Text),
    model(XADES, "SigningCertificate", &[], Sequence(&[some(XADES, "Cert")])),
    model(XADES, "SigningCertificateV2", &[], Sequence(&[some(XADES, "Cert")])),
    model(
        XADES,
        "Cert",
        &[],
        Sequence(&[
            one(XADES, "CertDigest"),
            optional(XADES, "IssuerSerial"),
            optional(XADES, "IssuerSerialV2"),
        ]),
    ),
    model(XADES, "CertDigest", &[], Sequence(&[one(DS, "DigestMethod"), one(DS, "DigestValue")])),
    model(
        XADES,
        "IssuerSerial",
        &[],
        Sequence(&[one(DS, "X509IssuerName"), one(DS, "X509SerialNumber")]),
    ),
    model(XADES, "IssuerSerialV2", &[], Text),
    model(
        XADES,
        "UnsignedProperties",
        &[],
        Sequence(&[
            optional(XADES, "UnsignedSignatureProperties"),
            optional(XADES, "UnsignedDataObjectProperties"),
        ]),
    ),
    model(
        XADES,
        "UnsignedSignatureProperties",
        &[],
        Choice {
            names: &[
                "CounterSignature",
                "SignatureTimeStamp",
                "CompleteCertificateRefs",
                "CompleteRevocationRefs",
                "AttributeCertificateRefs",
                "AttributeRevocationRefs",
                "SigAndRefsTimeStamp",
                "RefsOnlyTimeStamp",
                "CertificateValues",
                "RevocationValues",
                "AttrAuthoritiesCertValues",
                "AttributeRevocationValues",
                "ArchiveTimeStamp",
            ],
            at_least: 1,
        },
    ),
    model(XADES, "SignatureTimeStamp", &[], TIME_STAMP),
    model(XADES, "EncapsulatedTimeStamp", &[], Text),
    model(
        XADES,
        "CertificateValues",
        &[],
        Choice { names: &["EncapsulatedX509Certificate", "OtherCertificate"], at_least: 0 },
    ),
    model(XADES, "EncapsulatedX509Certificate", &[], Text),
    model(
        XADES,
        "RevocationValues",
        &[],
        Sequence(&[
            optional(XADES, "CRLValues"),
            optional(XADES, "OCSPValues"),
            optional(XADES, "OtherValues"),
        ]),
    ),
    model(XADES, "CRLValues", &[], Sequence(&[some(XADES, "EncapsulatedCRLValue")])),
    model(XADES, "OCSPValues", &[], Sequence(&[some(XADES, "EncapsulatedOCSPValue")])),
    model(XADES, "EncapsulatedCRLValue", &[], Text),
    model(XADES, "EncapsulatedOCSPValue", &[], Text),
    // XAdESv141.xsd
    model(XADES141, "ArchiveTimeStamp", &[], TIME_STAMP),
    model(
        XADES141,
        "TimeStampValidationData",
        &[],
        Sequence(&[optional(XADES, "CertificateValues"), optional(XADES, "RevocationValues")]),
    ),
];

/// The models by the length of their names: some three have the same.
static BY_LENGTH: LazyLock<Vec<Vec<&'static Model>>> = LazyLock::new(|| {
    let longest = MODELS.iter().map(|model| model.name.len()).max().unwrap_or_default();
    let of_length = |length| MODELS.iter().filter(|model| model.name.len() == length).collect();
    (0..=longest).map(of_length).collect()
});

/// The content model of an element type; `None` for those that the table leaves alone.
pub(super) fn find(space: Space, name: &str) -> Option<&'static Model> {
    let of_this_length = BY_LENGTH.get(name.len()).filter(|_| space != Space::Other)?;
    of_this_length.iter().find(|m| m.space == space && same(m.name, name)).copied()
}
