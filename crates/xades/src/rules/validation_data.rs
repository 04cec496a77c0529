//! Certificates and revocation values that cannot be read (検証要件 5.7: INVALID), and
//! responses that say nothing.

use super::Case;
use crate::facts::{EncapsulatedKind, ValidationData};
use shohosen_report::{Finding, codes};

/// Everything that travels with the signature can be read.
#[derive(Clone, Debug)]
pub struct Readable(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Readable> {
    let data = &case.facts().validation_data;
    find(data, &mut case.findings);
    data.problems.is_empty().then_some(Readable(()))
}

/// A finding for each value that cannot be read.
pub(super) fn find(data: &ValidationData, findings: &mut Vec<Finding>) {
    findings.extend(data.unanswered.iter().map(|unanswered| {
        let finding = codes::xades::OCSP_WITHOUT_ANSWER.finding().at(unanswered.path.clone());
        finding.with("status", u32::from(unanswered.status))
    }));
    for problem in &data.problems {
        let code = match problem.kind {
            EncapsulatedKind::Certificate => codes::xades::CERTIFICATE_VALUE_MALFORMED,
            EncapsulatedKind::CertificateList | EncapsulatedKind::OcspResponse => {
                codes::xades::REVOCATION_VALUE_MALFORMED
            }
        };
        findings
            .push(code.finding().at(problem.path.clone()).with("reason", problem.reason.clone()));
    }
}
