//! Mandatory parts of an XAdES signature beyond the schema (検証要件 5.5.3, step S2).

use crate::facts::SignatureFacts;
use crate::limits::QUOTED;
use crate::model::Signature;
use crate::namespace::{SIGNED_PROPERTIES_TYPE, XADES};
use crate::octets::Target;
use shohosen_report::{Finding, codes, excerpt};
use shohosen_xml::Document;

/// What is missing; empty if nothing is.
pub(crate) fn collect(document: &Document<'_>, signature: &Signature<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut missing = |element: &'static str, expected: &'static str| {
        findings.push(
            codes::xades::STRUCTURE_ELEMENT_MISSING
                .finding()
                .at(signature.node.path())
                .with("element", element)
                .with("expected", expected),
        );
    };
    if signature.node.attribute("Id").is_none() {
        missing("Signature", "Id");
    }
    let Some(properties) = signature.qualifying_properties else {
        missing("Object", "QualifyingProperties");
        return findings;
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
    if signature.level() >= shohosen_report::Level::Xl {
        use crate::model::UnsignedPropertyKind as Kind;
        let has = |kind| properties.unsigned().any(|property| property.kind == kind);
        for (kind, name) in [
            (Kind::SignatureTimeStamp, "SignatureTimeStamp"),
            (Kind::CertificateValues, "CertificateValues"),
            (Kind::RevocationValues, "RevocationValues"),
        ] {
            if !has(kind) {
                missing("UnsignedSignatureProperties", name);
            }
        }
    }
    let target = properties.node.attribute("Target").unwrap_or_default();
    let named = target.strip_prefix('#').and_then(|id| document.element_by_id(id).ok().flatten());
    if named.is_none_or(|node| node.id() != signature.node.id()) {
        findings.push(
            codes::xades::TARGET_MISMATCH
                .finding()
                .at(properties.node.path())
                .with("actual", excerpt(target, QUOTED).to_owned()),
        );
    }
    findings
}

/// Exactly the SignedProperties of this signature must be referenced with their Type.
pub(crate) fn check_signed_properties_reference(facts: &SignatureFacts) -> Option<Finding> {
    let covered = facts.signed_properties.is_some_and(|properties| {
        facts.references.iter().any(|reference| {
            reference.target == Some(Target::Element(properties))
                && reference.reference_type.as_deref() == Some(SIGNED_PROPERTIES_TYPE)
                && reference.covers_target
        })
    });
    (!covered)
        .then(|| codes::xades::SIGNED_PROPERTIES_REFERENCE_MISSING.finding().at(facts.path.clone()))
}
