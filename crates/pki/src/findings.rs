//! From facts to findings.

use crate::extensions::oid::ANY_POLICY;
use crate::path::PathError;
use crate::{
    Candidate, Certificate, CertificateError, CertificatePath, CrlError, OcspError, Oid,
    PathFailure, PathProblem, RevocationAttempt, RevocationFact, RevocationNote, RevocationReason,
    RevocationSource, RevocationStatus,
};
use shohosen_report::codes::pki as codes;
use shohosen_report::{Evidence, Finding, Phrase, Text, Time, Value};

/// What is known about the time for which a path was validated. The same facts weigh differently:
/// an expired certificate is EXPIRED (TOTAL-FAILED) where a time-stamp proves the time, and
/// OUT_OF_BOUNDS_NO_POE (INDETERMINATE) where it is simply the time of the verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeBasis {
    /// A valid time-stamp proves it.
    Proven,
    /// It is the time at which somebody verifies.
    VerificationTime,
}

impl TimeBasis {
    fn pick<T>(self, proven: T, no_poe: T) -> T {
        match self {
            Self::Proven => proven,
            Self::VerificationTime => no_poe,
        }
    }
}

pub(crate) fn about(mut finding: Finding, certificate: &Certificate) -> Finding {
    // With what callers add.
    finding.evidence.reserve(8);
    finding
        .with("subject", certificate.subject().redacted().clone())
        .with("serial", certificate.serial())
        .with("certificate_sha256", *certificate.sha256())
}

impl CertificatePath {
    /// The finding that the path is valid.
    pub fn finding(&self) -> Finding {
        let finding = codes::PATH_VALID.finding();
        let finding = match self.certificates.first() {
            Some(target) => about(finding, target),
            None => finding,
        };
        let policies = self.valid_policies.iter().filter(|policy| **policy != ANY_POLICY);
        let policies = policies.map(|policy| Value::from(self.policy_text(policy)));
        finding
            .with("anchor", self.anchor_name.clone())
            .with("anchor_sha256", *self.anchor.sha256())
            .with("certificates", self.certificates.len())
            .with("policies", policies.collect::<Vec<_>>())
    }

    /// A policy as text: usually one of the target's, which is written already.
    fn policy_text(&self, policy: &Oid) -> Text {
        let target = self.certificates.first();
        let mut known = target.iter().flat_map(|target| &target.hpki_profile().policies);
        let known = known.find(|known| known.oid == *policy);
        known.map_or_else(|| policy.to_string().into(), |known| known.text.clone())
    }
}

impl PathFailure {
    /// A finding for each problem of the path that came nearest. The first one carries the
    /// candidates that were tried, each with why it was refused.
    pub fn findings(&self, basis: TimeBasis) -> Vec<Finding> {
        let mut findings: Vec<_> = self.problems.iter().map(|p| p.finding(basis)).collect();
        if let Some(first) = findings.first_mut() {
            let listed = self.candidates.iter().take(MAX_CANDIDATES);
            let candidates = listed.map(|c| Value::from(describe(c))).collect();
            first.evidence.push("candidates", Value::List(candidates));
            if self.candidates.len() > MAX_CANDIDATES {
                first.evidence.push("candidates_tried", self.candidates.len());
            }
        }
        findings
    }
}

/// Candidates that a finding lists at most: a path of the HPKI has two, and whoever sends hundreds does
/// not get to fill the report.
const MAX_CANDIDATES: usize = 16;

/// A candidate as evidence.
fn describe(candidate: &Candidate) -> Evidence {
    let reason = match &candidate.reason {
        Some(error) => Phrase::from(error),
        None => Phrase::new(
            "認証パスのどの証明書の発行者でもありません",
            "not the issuer of any certificate of the path",
        ),
    };
    Evidence::new()
        .with("subject", candidate.subject.redacted().clone())
        .with("issuer", candidate.issuer.redacted().clone())
        .with("certificate_sha256", candidate.sha256)
        .with("reason", reason)
}

impl PathProblem {
    /// The finding of this problem.
    pub fn finding(&self, basis: TimeBasis) -> Finding {
        let is_target = self.position == 0;
        let issuer = || self.certificate.issuer().redacted().clone();
        let of = |code: shohosen_report::Code| about(code.finding(), &self.certificate);
        match &self.error {
            PathError::IssuerNotFound { .. } | PathError::OtherKey | PathError::Loop => {
                of(codes::PATH_ISSUER_NOT_FOUND).with("issuer", issuer())
            }
            PathError::NotTrusted => of(codes::PATH_NO_TRUST_ANCHOR).with("issuer", issuer()),
            PathError::Signature(error) => of(codes::CERTIFICATE_SIGNATURE_INVALID)
                .with("issuer", issuer())
                .with("problem", Phrase::from(error)),
            PathError::UnsupportedAlgorithm(error) => of(codes::CERTIFICATE_ALGORITHM_UNSUPPORTED)
                .with("algorithm", error.name.unwrap_or(&error.identifier).to_owned()),
            PathError::AlgorithmRefused(error) => {
                let code = basis.pick(
                    codes::CERTIFICATE_ALGORITHM_REFUSED,
                    codes::CERTIFICATE_ALGORITHM_REFUSED_NO_POE,
                );
                of(code).with("problem", Phrase::from(error))
            }
            PathError::LimitReached { limit, value } => {
                of(codes::PATH_LIMIT_REACHED).with("limit", *limit).with("value", *value)
            }
            PathError::Expired { not_after, at } => {
                let code = match is_target {
                    true => {
                        basis.pick(codes::CERTIFICATE_EXPIRED, codes::CERTIFICATE_EXPIRED_NO_POE)
                    }
                    false => codes::CA_EXPIRED,
                };
                of(code).with("not_after", *not_after).with("at", *at)
            }
            PathError::NotYetValid { not_before, at } => {
                let code = match is_target {
                    true => basis.pick(
                        codes::CERTIFICATE_NOT_YET_VALID,
                        codes::CERTIFICATE_NOT_YET_VALID_NO_POE,
                    ),
                    false => codes::CA_NOT_YET_VALID,
                };
                of(code).with("not_before", *not_before).with("at", *at)
            }
            PathError::NotACa => of(codes::CA_NOT_A_CA),
            PathError::KeyUsage { actual } => {
                of(codes::CA_KEY_USAGE).with("actual", actual.to_string())
            }
            PathError::PathLength { limit } => of(codes::CA_PATH_LENGTH).with("limit", *limit),
            PathError::UnknownCriticalExtension { oid } => {
                of(codes::CERTIFICATE_UNKNOWN_CRITICAL_EXTENSION).with("extension", oid.to_string())
            }
            PathError::ExtendedKeyUsage { required } => {
                of(codes::CERTIFICATE_EXTENDED_KEY_USAGE).with("expected", required.to_string())
            }
            PathError::NameConstraints { .. } => of(codes::CERTIFICATE_NAME_CONSTRAINTS),
            PathError::AnyPolicyMapped => of(codes::CA_ANY_POLICY_MAPPED),
            PathError::NoValidPolicy => of(codes::PATH_NO_VALID_POLICY),
        }
    }
}

/// The findings of [`check_revocation`](crate::check_revocation) for the same path, as those of a
/// signer's. The anchor has none.
pub fn revocation_findings(
    path: &CertificatePath,
    facts: &[RevocationFact],
    basis: TimeBasis,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, (certificate, fact)) in path.certificates.iter().zip(facts).enumerate() {
        status_finding(position, certificate, &fact.status, basis, &mut findings);
        note_findings(certificate, &fact.notes, &mut findings);
    }
    findings
}

/// What is known of the revocation of one certificate of a signer's path.
pub(crate) fn status_finding(
    position: usize,
    certificate: &Certificate,
    status: &RevocationStatus,
    basis: TimeBasis,
    findings: &mut Vec<Finding>,
) {
    let of = |code: shohosen_report::Code| about(code.finding(), certificate);
    match status {
        RevocationStatus::TrustAnchor => {}
        RevocationStatus::Good { source, revoked_later } => {
            let finding = of(codes::REVOCATION_GOOD)
                .with("kind", source.kind.name())
                .with("this_update", source.this_update);
            findings.push(match source.next_update {
                Some(next_update) => finding.with("next_update", next_update),
                None => finding,
            });
            if let Some(entry) = revoked_later {
                let finding = of(codes::CERTIFICATE_REVOKED_LATER);
                findings.push(with_revocation(finding, entry.revoked_at, entry.reason));
            }
        }
        RevocationStatus::Revoked { revoked_at, reason, source } => {
            let code = match position {
                0 => basis.pick(codes::CERTIFICATE_REVOKED, codes::CERTIFICATE_REVOKED_NO_POE),
                _ => codes::CA_REVOKED,
            };
            findings.push(
                with_revocation(of(code), *revoked_at, *reason)
                    .with("kind", source.kind.name())
                    .with("this_update", source.this_update),
            );
        }
        // Only ever the status of a time-stamp authority.
        RevocationStatus::RevokedAfterToken { revoked_at, reason, .. } => {
            let finding = of(codes::CERTIFICATE_REVOKED_LATER);
            findings.push(with_revocation(finding, *revoked_at, Some(*reason)));
        }
        RevocationStatus::Unknown { tried } => {
            let finding = match tried.last() {
                None => of(codes::REVOCATION_MISSING),
                Some(last) => of(codes::REVOCATION_UNUSABLE)
                    .with("problem", Phrase::from(&last.problem))
                    .with("tried", tried_evidence(tried)),
            };
            findings.push(finding.with("issuer", certificate.issuer().redacted().clone()));
        }
    }
}

/// What is odd about the information on one certificate, whatever it says in the end.
pub(crate) fn note_findings(
    certificate: &Certificate,
    notes: &[RevocationNote],
    findings: &mut Vec<Finding>,
) {
    let of = |code: shohosen_report::Code| {
        code.finding().with("subject", certificate.subject().redacted().clone())
    };
    findings.extend(notes.iter().map(|note| {
        match note {
            RevocationNote::Contradiction { revoking, entry, acquitting } => {
                with_revocation(of(codes::REVOCATION_CONTRADICTION), entry.revoked_at, entry.reason)
                    .with("kind", revoking.kind.name())
                    .with("this_update", revoking.this_update)
                    .with("sha256", revoking.sha256)
                    .with("other_kind", acquitting.kind.name())
                    .with("other_this_update", acquitting.this_update)
                    .with("other_sha256", acquitting.sha256)
            }
            RevocationNote::ListsOfEqualTimeDiffer { first, second } => {
                pair(of(codes::CRL_EQUAL_TIME_DIFFERS), first, second)
            }
            RevocationNote::NumbersContradict { newer, older } => {
                pair(of(codes::CRL_NUMBERS_CONTRADICT), newer, older)
            }
            RevocationNote::DeltaUnusable { delta, problem } => of(codes::CRL_DELTA_UNUSABLE)
                .with("this_update", delta.this_update)
                .with("sha256", delta.sha256)
                .with("problem", Phrase::from(problem)),
        }
    }));
}

fn pair(finding: Finding, first: &RevocationSource, second: &RevocationSource) -> Finding {
    finding
        .with("issuer", first.issuer.clone())
        .with("this_update", first.this_update)
        .with("sha256", first.sha256)
        .with("other_this_update", second.this_update)
        .with("other_sha256", second.sha256)
}

fn with_revocation(finding: Finding, at: Time, reason: Option<RevocationReason>) -> Finding {
    let reason = reason.map_or("unspecified", RevocationReason::name);
    finding.with("revoked_at", at).with("reason", reason)
}

/// What was tried in vain, as evidence.
pub(crate) fn tried_evidence(tried: &[RevocationAttempt]) -> Value {
    Value::List(tried.iter().take(TOLD_ATTEMPTS).map(attempt).collect())
}

/// Attempts that a finding tells: what a flood of lists says a hundred times need not be read so
/// often.
const TOLD_ATTEMPTS: usize = 16;

fn attempt(attempt: &RevocationAttempt) -> Value {
    let source = &attempt.source;
    let mut evidence = Evidence::new()
        .with("kind", source.kind.name())
        .with("issuer", source.issuer.clone())
        .with("sha256", source.sha256)
        .with("this_update", source.this_update);
    if let Some(next_update) = source.next_update {
        evidence.push("next_update", next_update);
    }
    Value::Record(evidence.with("problem", Phrase::from(&attempt.problem)))
}

impl CertificateError {
    /// The finding that a certificate cannot be read.
    pub fn finding(&self) -> Finding {
        codes::CERTIFICATE_MALFORMED.finding().with("problem", Phrase::from(self))
    }
}

impl CrlError {
    /// The finding that a CRL cannot be read.
    pub fn finding(&self) -> Finding {
        codes::CRL_MALFORMED.finding().with("problem", Phrase::from(self))
    }
}

impl OcspError {
    /// The finding that an OCSP response cannot be read.
    pub fn finding(&self) -> Finding {
        codes::OCSP_MALFORMED.finding().with("problem", Phrase::from(self))
    }
}
