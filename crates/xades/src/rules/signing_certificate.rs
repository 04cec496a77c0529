//! The signing certificate is named, is there, and is the one that was signed
//! (検証要件 5.7: 指定確認, 実体確認, 一致確認).

use super::Case;
use crate::facts::{
    CertDigestFact, IssuerSerialFact, Place, SigningCertificateFacts, SigningCertificateProblem,
};
use crate::limits::QUOTED;
use shohosen_pki::crypto::AlgorithmPolicy;
use shohosen_report::{Finding, Phrase, codes, excerpt};

/// The signature says which certificate is the signer's, and it is this one.
#[derive(Clone, Debug)]
pub struct Bound(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Bound> {
    let facts = &case.facts().signing_certificate;
    if let Some(problem) = &facts.problem {
        case.push(missing(problem));
        return None;
    }
    let mut bound = facts.certificate.is_some();
    match cert_digest(facts, &case.input.policy.algorithms) {
        CertDigest::Binds(finding) => case.push(finding),
        CertDigest::Weak(finding) => case.push(finding),
        CertDigest::NotNeeded => {}
        CertDigest::Fails(finding) => {
            bound = false;
            case.push(finding);
        }
    }
    // CertDigest decides; what IssuerSerial says is reported beside it.
    match &facts.issuer_serial {
        IssuerSerialFact::Absent | IssuerSerialFact::Match => {}
        IssuerSerialFact::MatchInOtherForm { note } => {
            case.push(codes::xades::ISSUER_SERIAL_FORM.finding().with("reason", note.clone()));
        }
        IssuerSerialFact::Mismatch { expected, actual } => {
            bound = false;
            case.push(
                codes::xades::ISSUER_SERIAL_MISMATCH
                    .finding()
                    .with("expected", excerpt(expected, QUOTED).to_owned())
                    .with("actual", excerpt(actual, QUOTED).to_owned()),
            );
        }
        IssuerSerialFact::Malformed { reason } => case.push(
            codes::xades::ISSUER_SERIAL_MALFORMED
                .finding()
                .with("reason", excerpt(reason, QUOTED).to_owned()),
        ),
    }
    bound.then_some(Bound(()))
}

fn not_base64() -> Phrase {
    Phrase::new("Base64 として読み取れません", "not valid base64")
}

fn missing(problem: &SigningCertificateProblem) -> Finding {
    use SigningCertificateProblem as Problem;
    use codes::xades as code;
    match problem {
        Problem::NotNamed => code::SIGNING_CERTIFICATE_NOT_FOUND.finding().with(
            "reason",
            Phrase::new("署名で証明書が指定されていません", "the signature does not identify one"),
        ),
        Problem::NotFound => code::SIGNING_CERTIFICATE_NOT_FOUND.finding().with(
            "reason",
            Phrase::new(
                "指定された証明書が文書内にありません",
                "the one identified is not in the document",
            ),
        ),
        Problem::NotBase64 => {
            code::SIGNING_CERTIFICATE_MALFORMED.finding().with("reason", not_base64())
        }
        Problem::Malformed { reason } => code::SIGNING_CERTIFICATE_MALFORMED
            .finding()
            .with("reason", excerpt(reason, QUOTED).to_owned()),
    }
}

/// What CertDigest comes to.
enum CertDigest {
    /// It binds the certificate.
    Binds(Finding),
    /// Its algorithm binds nothing any more, but KeyInfo, which is signed, does.
    Weak(Finding),
    /// There is none, and KeyInfo, which is signed, binds the certificate (XAdES §5.2.2 note).
    NotNeeded,
    /// Nothing binds it.
    Fails(Finding),
}

fn cert_digest(facts: &SigningCertificateFacts, algorithms: &AlgorithmPolicy) -> CertDigest {
    use codes::xades as code;
    // What names the certificate is signed either way: a place is only told where it is.
    let place = facts.place.map(|place| place.as_str()).unwrap_or_default();
    let by_key_info = facts.key_info_covered && facts.place == Some(Place::KeyInfo);
    match &facts.cert_digest {
        CertDigestFact::Match { algorithm } => match algorithms.check_digest(*algorithm) {
            Ok(()) => {
                CertDigest::Binds(code::SIGNING_CERTIFICATE_MATCH.finding().with("place", place))
            }
            Err(_) if by_key_info => CertDigest::Weak(
                code::SIGNING_CERTIFICATE_DIGEST_WEAK.finding().with("algorithm", algorithm.name()),
            ),
            Err(_) => CertDigest::Fails(
                code::SIGNING_CERTIFICATE_DIGEST_BINDS_NOTHING
                    .finding()
                    .with("algorithm", algorithm.name()),
            ),
        },
        CertDigestFact::Mismatch { expected, actual } => CertDigest::Fails(
            code::SIGNING_CERTIFICATE_DIGEST_MISMATCH
                .finding()
                .with("expected", expected.as_slice())
                .with("actual", actual.as_slice()),
        ),
        CertDigestFact::UnknownAlgorithm { algorithm } => {
            CertDigest::Fails(code::SIGNING_CERTIFICATE_DIGEST_UNREADABLE.finding().with(
                "reason",
                Phrase::new(
                    format!("未対応のハッシュ関数 {algorithm}"),
                    format!("unsupported digest algorithm {algorithm}"),
                ),
            ))
        }
        CertDigestFact::NotBase64 => CertDigest::Fails(
            code::SIGNING_CERTIFICATE_DIGEST_UNREADABLE.finding().with("reason", not_base64()),
        ),
        CertDigestFact::Absent if by_key_info => CertDigest::NotNeeded,
        CertDigestFact::Absent => {
            CertDigest::Fails(code::SIGNING_CERTIFICATE_DIGEST_MISSING.finding())
        }
    }
}
