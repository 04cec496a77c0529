//! Whether the structure conforms: the schemas, and what the profile demands beyond them
//! (検証要件 5.5.3).

use crate::limits::QUOTED;
use crate::model::{Signature, UnsignedPropertyKind};
use crate::namespace::XADES;
use crate::schema::{Deviation, StructureProblem};
use serde::{Deserialize, Serialize};
use shohosen_report::{Text, excerpt};
use shohosen_xml::Document;

/// Whether a signature has the structure that XML-DSig, XAdES and the profile demand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// Nobody has looked.
    #[default]
    NotRead,
    /// It deviates: in the order of the document, and not everywhere where it does so often. Where
    /// it is the schemas or a limit from which it deviates, nothing else was collected.
    Deviates(Vec<StructureProblem>),
    /// It conforms.
    Conforms,
}

/// What an XAdES signature must have beyond the schema, and this one lacks.
pub(super) fn requirements(
    document: &Document<'_>,
    signature: &Signature<'_, '_>,
) -> Vec<StructureProblem> {
    let mut problems = Vec::new();
    let mut missing = |element: &'static str, expected: &'static str| {
        let deviation =
            Deviation::ElementMissing { element: element.into(), expected: expected.into() };
        problems.push(StructureProblem::of(signature.node, deviation));
    };
    if signature.node.attribute("Id").is_none() {
        missing("Signature", "Id");
    }
    let Some(properties) = signature.qualifying_properties else {
        missing("Object", "QualifyingProperties");
        return problems;
    };
    if properties.signed_properties.is_none() {
        missing("QualifyingProperties", "SignedProperties");
    } else if properties.signed_signature_properties.is_none() {
        missing("SignedProperties", "SignedSignatureProperties");
    }
    let names_certificate = properties.signed_signature_properties.is_some_and(|p| {
        p.child(XADES, "SigningCertificateV2").is_some()
            || p.child(XADES, "SigningCertificate").is_some()
    });
    if signature.key_info.is_none() && !names_certificate {
        missing("Signature", "KeyInfo or SigningCertificate");
    }
    for property in missing_properties(signature) {
        missing("UnsignedSignatureProperties", property);
    }
    let target = properties.node.attribute("Target").unwrap_or_default();
    let named = target.strip_prefix('#').and_then(|id| document.element_by_id(id).ok().flatten());
    if named.is_none_or(|node| node.id() != signature.node.id()) {
        let actual = Text::from(excerpt(target, QUOTED).to_owned());
        problems.push(StructureProblem::of(properties.node, Deviation::OtherTarget { actual }));
    }
    problems
}

/// Unsigned properties that others make no sense without. CertificateValues and RevocationValues
/// stand independently of each other (XAdES §7.6): only an archive time-stamp needs both.
fn missing_properties(signature: &Signature<'_, '_>) -> impl Iterator<Item = &'static str> {
    use UnsignedPropertyKind as Kind;
    let has = |kind| {
        let properties = signature.qualifying_properties;
        properties.is_some_and(|p| p.unsigned().any(|property| property.kind == kind))
    };
    let archived = has(Kind::ArchiveTimeStamp);
    let with_values = archived || has(Kind::CertificateValues);
    [
        (Kind::SignatureTimeStamp, "SignatureTimeStamp", with_values),
        (Kind::CertificateValues, "CertificateValues", archived),
        (Kind::RevocationValues, "RevocationValues", archived),
    ]
    .into_iter()
    .filter(move |(kind, _, wanted)| *wanted && !has(*kind))
    .map(|(_, name, _)| name)
}
