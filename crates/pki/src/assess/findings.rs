//! From an assessment to findings: those of a signer's certificate are `pki.…`, those of a
//! time-stamp authority's `timestamp.…`.

use super::{Assessment, PurposeProblem, TrustRole};
use crate::findings::{TimeBasis, about, note_findings, status_finding, tried_evidence};
use crate::path::PathError;
use crate::revocation::{RevocationFact, RevocationStatus};
use crate::{Certificate, PathFailure, PathProblem, RevocationReason};
use shohosen_report::codes::{pki, timestamp};
use shohosen_report::{Finding, Phrase, Time, Value};

impl Assessment {
    /// A finding for each check, passed or not. That a time-stamp authority's certificate is for
    /// time-stamping is told with its token
    /// ([`TokenJudgement::findings`](crate::timestamp::TokenJudgement::findings)).
    pub fn findings(&self) -> Vec<Finding> {
        match self.role {
            TrustRole::Signer => self.signer_findings(),
            TrustRole::TimeStampAuthority { .. } => self.authority_findings(),
        }
    }

    fn signer_findings(&self) -> Vec<Finding> {
        let mut findings = Vec::with_capacity(6);
        match &self.path {
            Ok(path) => findings.push(path.finding()),
            Err(failure) => findings.extend(failure.findings(self.basis)),
        }
        if let Err(problem) = &self.purpose {
            findings.push(purpose_finding(&self.certificate, problem));
        }
        if let Ok(path) = &self.path {
            for (position, (certificate, fact)) in
                path.certificates.iter().zip(&self.revocation).enumerate()
            {
                status_finding(position, certificate, &fact.status, self.basis, &mut findings);
                note_findings(certificate, &fact.notes, &mut findings);
            }
        }
        findings
    }

    fn authority_findings(&self) -> Vec<Finding> {
        let path = match &self.path {
            Ok(path) => path,
            Err(failure) => return authority_path_failure(&self.certificate, failure),
        };
        let trusted = timestamp::PATH_TRUSTED.finding();
        let mut findings = vec![trusted.with("anchor", path.anchor_name.clone())];
        for (certificate, fact) in path.certificates.iter().zip(&self.revocation) {
            authority_status(certificate, fact, self.at, &mut findings);
        }
        findings
    }
}

fn purpose_finding(certificate: &Certificate, problem: &PurposeProblem) -> Finding {
    about(pki::CERTIFICATE_EXTENDED_KEY_USAGE.finding(), certificate)
        .with("expected", problem.required.to_string())
        .with("found", crate::timestamp::oids(&problem.found))
}

fn authority_path_failure(signer: &Certificate, failure: &PathFailure) -> Vec<Finding> {
    if !failure.anchored {
        let subject = signer.subject().redacted().clone();
        let finding = timestamp::PATH_NO_TRUST_ANCHOR.finding().with("subject", subject);
        let details = failure.findings(TimeBasis::VerificationTime);
        let candidates = details.first().and_then(|details| details.evidence.get("candidates"));
        let candidates = candidates.cloned().unwrap_or(Value::List(Vec::new()));
        return vec![finding.with("candidates", candidates)];
    }
    failure.problems.iter().map(authority_path_problem).collect()
}

fn authority_path_problem(problem: &PathProblem) -> Finding {
    match &problem.error {
        PathError::Expired { not_after, at } => {
            timestamp::CERTIFICATE_EXPIRED.finding().with("not_after", *not_after).with("at", *at)
        }
        PathError::NotYetValid { not_before, at } => timestamp::CERTIFICATE_NOT_YET_VALID
            .finding()
            .with("not_before", *not_before)
            .with("at", *at),
        error => timestamp::PATH_INVALID
            .finding()
            .with("subject", problem.certificate.subject().redacted().clone())
            .with("reason", Phrase::from(error)),
    }
}

fn authority_status(
    certificate: &Certificate,
    fact: &RevocationFact,
    at: Time,
    findings: &mut Vec<Finding>,
) {
    let of = |code: shohosen_report::Code| {
        code.finding().with("subject", certificate.subject().redacted().clone())
    };
    let later = |revoked_at: Time, reason: Option<RevocationReason>| {
        let reason = reason.map_or("unspecified", RevocationReason::name);
        let finding = of(timestamp::CERTIFICATE_REVOKED_LATER);
        finding.with("revoked_at", revoked_at).with("reason", reason)
    };
    match &fact.status {
        RevocationStatus::TrustAnchor => {}
        RevocationStatus::Good { revoked_later, .. } => {
            findings.push(of(timestamp::CERTIFICATE_NOT_REVOKED).with("at", at));
            findings.extend(revoked_later.map(|entry| later(entry.revoked_at, entry.reason)));
        }
        RevocationStatus::RevokedAfterToken { revoked_at, reason, .. } => {
            findings.push(later(*revoked_at, Some(*reason)));
        }
        RevocationStatus::Revoked { revoked_at, reason, .. } => {
            let reason = reason.map_or("unspecified", RevocationReason::name);
            findings.push(
                of(timestamp::CERTIFICATE_REVOKED)
                    .with("revoked_at", *revoked_at)
                    .with("reason", reason)
                    .with("at", at),
            );
        }
        RevocationStatus::Unknown { tried } => {
            let finding = of(timestamp::CERTIFICATE_REVOCATION_UNKNOWN).with("at", at);
            findings.push(match tried.is_empty() {
                true => finding,
                false => finding.with("tried", tried_evidence(tried)),
            });
        }
    }
    note_findings(certificate, &fact.notes, findings);
}
