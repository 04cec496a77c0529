//! The signing certificate is named, is there, and is the one that was signed
//! (検証要件 5.7: 指定確認, 実体確認, 一致確認).

use crate::facts::{
    CertDigestFact, IssuerSerialFact, SigningCertificateFacts, SigningCertificateProblem,
};
use crate::judge::JudgeInput;
use crate::limits::QUOTED;
use shohosen_report::{Finding, codes, excerpt};

pub(crate) fn check(input: &JudgeInput<'_>, findings: &mut Vec<Finding>) {
    let facts = &input.facts.signing_certificate;
    let at = |finding: Finding| finding.at(input.facts.path.clone());
    if let Some(problem) = &facts.problem {
        findings.push(at(missing(problem)));
        return;
    }
    if let Some(finding) = cert_digest(facts) {
        findings.push(at(finding));
    }
    // CertDigest decides; what IssuerSerial says is reported beside it.
    match &facts.issuer_serial {
        IssuerSerialFact::Absent | IssuerSerialFact::Match => {}
        IssuerSerialFact::MatchInOtherForm { note } => {
            findings.push(at(codes::xades::ISSUER_SERIAL_FORM.finding().with("reason", *note)));
        }
        IssuerSerialFact::Mismatch { expected, actual } => {
            findings.push(at(codes::xades::ISSUER_SERIAL_MISMATCH
                .finding()
                .with("expected", excerpt(expected, QUOTED).to_owned())
                .with("actual", excerpt(actual, QUOTED).to_owned())))
        }
        IssuerSerialFact::Malformed { reason } => {
            findings.push(at(codes::xades::ISSUER_SERIAL_MALFORMED
                .finding()
                .with("reason", excerpt(reason, QUOTED).to_owned())))
        }
    }
}

fn missing(problem: &SigningCertificateProblem) -> Finding {
    use SigningCertificateProblem as Problem;
    use codes::xades as code;
    match problem {
        Problem::NotNamed => {
            code::SIGNING_CERTIFICATE_NOT_FOUND.finding().with("reason", "not named")
        }
        Problem::NotFound => code::SIGNING_CERTIFICATE_NOT_FOUND
            .finding()
            .with("reason", "named, but not in the document"),
        Problem::NotBase64 => {
            code::SIGNING_CERTIFICATE_MALFORMED.finding().with("reason", "not base64")
        }
        Problem::Malformed { reason } => code::SIGNING_CERTIFICATE_MALFORMED
            .finding()
            .with("reason", excerpt(reason, QUOTED).to_owned()),
    }
}

fn cert_digest(facts: &SigningCertificateFacts) -> Option<Finding> {
    use codes::xades as code;
    let place = facts.place.map_or("–", |place| place.as_str());
    Some(match &facts.cert_digest {
        CertDigestFact::Match => code::SIGNING_CERTIFICATE_MATCH.finding().with("place", place),
        CertDigestFact::Mismatch { expected, actual } => code::SIGNING_CERTIFICATE_DIGEST_MISMATCH
            .finding()
            .with("expected", expected.as_slice())
            .with("actual", actual.as_slice()),
        CertDigestFact::UnknownAlgorithm { algorithm } => {
            code::SIGNING_CERTIFICATE_DIGEST_UNREADABLE
                .finding()
                .with("reason", format!("digest algorithm {algorithm}"))
        }
        CertDigestFact::NotBase64 => {
            code::SIGNING_CERTIFICATE_DIGEST_UNREADABLE.finding().with("reason", "not base64")
        }
        // A KeyInfo that a reference covers binds the certificate as well (XAdES §5.2.2 note).
        CertDigestFact::Absent if facts.key_info_covered => return None,
        CertDigestFact::Absent => code::SIGNING_CERTIFICATE_DIGEST_MISSING.finding(),
    })
}
