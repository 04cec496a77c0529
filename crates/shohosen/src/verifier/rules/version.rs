//! The version of the document is one whose layout is known (EP.xsd, ED.xsd).

use super::Case;
use shohosen_report::DocumentKind;
use shohosen_report::{Finding, codes::document as codes};
use shohosen_rx::document::Version;

/// It is, or a policy names it.
#[derive(Debug)]
pub(crate) struct Known(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Known> {
    let layout = &case.facts.layout;
    let accepted = &case.settings.accepted_versions;
    let mut findings = Vec::new();
    let mut known = check_one(&layout.version, layout.kind, accepted, &mut findings);
    if layout.kind == DocumentKind::Dispensing {
        let (version, kind) = (&layout.reference_version, DocumentKind::Prescription);
        known &= check_one(version, kind, accepted, &mut findings);
    }
    let root = &layout.root.path;
    case.findings.extend(findings.into_iter().map(|finding| finding.at(root.clone())));
    known.then_some(Known(()))
}

fn check_one(
    version: &Version,
    kind: DocumentKind,
    accepted: &[String],
    findings: &mut Vec<Finding>,
) -> bool {
    // A scan has no version.
    let Some(expected) = Version::expected(kind) else { return true };
    match version.name() {
        Some(name) if name == expected => true,
        Some(name) if accepted.iter().any(|accepted| accepted == name) => {
            let finding = codes::VERSION_PERMITTED.finding().with("actual", name.to_owned());
            findings.push(finding.with("expected", expected));
            true
        }
        Some(name) => {
            let finding = codes::VERSION_UNKNOWN.finding().with("actual", name.to_owned());
            findings.push(finding.with("expected", expected));
            false
        }
        None => {
            findings.push(codes::VERSION_MISSING.finding().with("expected", expected));
            false
        }
    }
}
