//! A token that an authority has just made: whether it may be put into a document.

use super::TimeStampToken;
use super::error::TokenProblem;
use super::facts::TokenFacts;
use super::gen_time::ClockTolerance;
use super::judge::{MESSAGE_DIGEST, SIGNATURE, TokenPolicy};
use crate::crypto::{AlgorithmRefused, DigestAlgorithm};
use crate::{Certificate, WorkBudget};
use shohosen_report::{Finding, Severity, Time};

/// With what a fresh token is checked.
#[derive(Clone, Copy, Debug)]
pub struct FreshTokenCheck<'a> {
    /// Certificates beside the embedded ones that a verifier will have as well.
    pub certificates: &'a [Certificate],
    /// What is demanded of tokens.
    pub policy: TokenPolicy<'a>,
    /// The time of whoever asked for it.
    pub at: Time,
    /// How far the authority's clock may be ahead.
    pub tolerance: ClockTolerance,
}

impl TimeStampToken {
    /// Whether a token that was just obtained may be put into a document. Verifying tolerates in
    /// old tokens what nobody makes any more; in a new one a SHA-1 digest or signature is refused,
    /// as is one whose certificate nobody could find, or whose time cannot be right by the clock
    /// of whoever asked: the time that an authority claims is never taken for the present.
    ///
    /// # Errors
    /// Everything that speaks against it.
    pub fn check_fresh(&self, check: &FreshTokenCheck<'_>) -> Result<TokenFacts, Vec<Finding>> {
        let facts = self.facts(check.certificates, &WorkBudget::default());
        let mut judgement = facts.judge(&check.policy);
        // SHA-1 in ESSCertID is the service's, and no use to a forger who has no collision with a
        // certificate of a trusted authority; in digest and signature it has had its day.
        let outdated = judgement.legacy_sha1.iter().copied();
        let outdated: Vec<_> =
            outdated.filter(|field| [MESSAGE_DIGEST, SIGNATURE].contains(field)).collect();
        for field in outdated {
            let refused = AlgorithmRefused::Digest(DigestAlgorithm::Sha1);
            let algorithm = format!("{field}: {}", DigestAlgorithm::Sha1);
            judgement.problems.push(TokenProblem::NotAllowed { algorithm, refused });
        }
        let mut findings = judgement.findings();
        if let Some(Err(problem)) = facts.judge_time(check.at, check.tolerance) {
            findings.push(problem.finding());
        }
        findings.retain(|finding| finding.severity == Severity::Error);
        if findings.is_empty() && judgement.is_genuine() { Ok(facts) } else { Err(findings) }
    }
}
