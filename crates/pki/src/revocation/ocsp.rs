//! Revocation by OCSP responses (RFC 6960).

use super::checker::{Checker, Signed, Speaking};
use super::evidence::{Evidence, Statement};
use super::{
    MAX_RELEVANT, RevocationAttempt, RevocationProblem, RevocationSource, RevocationSourceKind,
};
use crate::crypto::{SignatureAlgorithm, UnsupportedAlgorithm};
use crate::extensions::{KeyUsage, RevocationReasons, oid};
use crate::{Certificate, CertificateStatus, OcspAnswer, OcspResponse, ResponderId, RevokedEntry};

impl Signed for OcspResponse {
    fn signed(&self) -> &[u8] {
        self.tbs()
    }

    fn signature(&self) -> &[u8] {
        self.signature_value()
    }

    fn hash(&self) -> &[u8; 32] {
        self.sha256()
    }

    fn algorithm(&self) -> Result<SignatureAlgorithm, &UnsupportedAlgorithm> {
        self.signature_algorithm()
    }

    fn attempt(&self, problem: RevocationProblem) -> RevocationAttempt {
        let answer = self.answers().first();
        RevocationAttempt { source: source(self, answer), problem }
    }
}

fn source(response: &OcspResponse, answer: Option<&OcspAnswer>) -> RevocationSource {
    RevocationSource {
        kind: RevocationSourceKind::Ocsp,
        issuer: match response.responder() {
            ResponderId::Name(name) => name.redacted().clone(),
            ResponderId::KeyHash(hash) => shohosen_report::hex(hash).into(),
        },
        sha256: *response.sha256(),
        this_update: answer.map_or(response.produced_at(), |answer| answer.this_update),
        next_update: answer.and_then(|answer| answer.next_update),
    }
}

impl<'a> Checker<'a> {
    /// What the OCSP responses state.
    pub(super) fn by_ocsp(
        &mut self,
        certificate: &Certificate,
        issuer: &Certificate,
        evidence: &mut Evidence<'a>,
        tried: &mut Vec<RevocationAttempt>,
    ) {
        let responses = self.ocsp_responses;
        let mut answers: Vec<(&OcspResponse, &OcspAnswer)> = responses
            .iter()
            .flat_map(|response| response.answers().iter().map(move |answer| (response, answer)))
            .filter(|(_, answer)| answer.is_about(certificate, issuer))
            .collect();
        answers.sort_by_key(|(response, answer)| {
            (std::cmp::Reverse(answer.this_update), response.sha256())
        });
        if let Some((response, _)) = answers.get(MAX_RELEVANT) {
            self.exhausted = true;
            tried.push(response.attempt(RevocationProblem::TooMany(MAX_RELEVANT)));
            answers.truncate(MAX_RELEVANT);
        }
        for (response, answer) in answers {
            let mut refuse = |problem| {
                tried.push(RevocationAttempt { source: source(response, Some(answer)), problem });
            };
            let entry = match answer.status {
                CertificateStatus::Revoked { revoked_at, reason } => {
                    Some(RevokedEntry { revoked_at, reason })
                }
                CertificateStatus::Good | CertificateStatus::Unknown => None,
            };
            let current = self.answer_is_current(response, answer, certificate);
            // Of older answers only those matter that revoke, since that is final.
            let older = answer.this_update <= self.at;
            if entry.is_none() && !current && older && !self.may_lift(answer, evidence) {
                refuse(RevocationProblem::NotCurrent { at: self.at });
                continue;
            }
            if let Err(problem) = self.check_responder(response, answer, issuer, entry.is_some()) {
                refuse(problem);
                continue;
            }
            if answer.status == CertificateStatus::Unknown {
                refuse(RevocationProblem::UnknownToResponder);
                continue;
            }
            if !current {
                refuse(RevocationProblem::NotCurrent { at: self.at });
            }
            evidence.statements.push(Statement {
                source: source(response, Some(answer)),
                entry,
                current,
                reasons: RevocationReasons::ALL,
                list: None,
            });
        }
    }

    /// Whether an answer that is not current may say that a hold was lifted.
    fn may_lift(&self, answer: &OcspAnswer, evidence: &Evidence<'_>) -> bool {
        evidence.earliest_hold(self.at).is_some_and(|hold| answer.this_update > hold)
    }

    /// Whether it may say that the certificate was not revoked. producedAt is only when it was
    /// signed: what it says was known to be right at thisUpdate (RFC 6960 §2.4, §4.2.2.1).
    fn answer_is_current(
        &self,
        response: &OcspResponse,
        answer: &OcspAnswer,
        certificate: &Certificate,
    ) -> bool {
        // Nothing is signed that has not happened yet, or before what it states.
        if response.produced_at() > self.verified_at || response.produced_at() < answer.this_update
        {
            return false;
        }
        match (self.speaking(), answer.next_update) {
            (Speaking::CurrentThen, Some(next_update)) => {
                answer.this_update <= self.at.min(self.verified_at)
                    && self.at.unix() <= next_update.unix()
            }
            // Without nextUpdate newer information is to be had at any time: it speaks up to its
            // thisUpdate.
            (Speaking::CurrentThen, None) => {
                answer.this_update.unix() >= self.at.unix()
                    && answer.this_update <= self.verified_at
                    && answer.this_update <= certificate.not_after()
            }
            (Speaking::IssuedSince, _) => self.is_issued_since(answer.this_update, certificate),
        }
    }

    /// RFC 6960 §4.2.2.2: signed by the issuer of the certificate, or by a responder with a
    /// certificate of that very issuer for this very purpose. A responder may bear the name of
    /// the issuer: its key tells which of them signed.
    fn check_responder(
        &mut self,
        response: &OcspResponse,
        answer: &OcspAnswer,
        issuer: &Certificate,
        revokes: bool,
    ) -> Result<(), RevocationProblem> {
        if let Some(oid) = response.unknown_critical_extension() {
            return Err(RevocationProblem::UnknownCriticalExtension(oid));
        }
        let mut problem = RevocationProblem::SignerNotFound;
        if response.responder().matches(issuer) {
            let was_valid =
                *issuer == self.path.anchor || revokes || issuer.is_current(response.produced_at());
            match self.check_signature(issuer, response) {
                Ok(()) if was_valid => return Ok(()),
                Ok(()) => problem = RevocationProblem::SignedOutsideValidity,
                Err(error) => problem = error,
            }
        }
        let late = answer.this_update.max(self.at);
        let moment = if revokes { response.produced_at() } else { late };
        for responder in response.certificates().iter().chain(self.certificates) {
            if responder == issuer || !response.responder().matches(responder) {
                continue;
            }
            match self.check_delegation(response, responder, issuer, moment) {
                Ok(()) => return Ok(()),
                Err(error) => problem = error,
            }
        }
        Err(problem)
    }

    fn check_delegation(
        &mut self,
        response: &OcspResponse,
        responder: &Certificate,
        issuer: &Certificate,
        moment: shohosen_report::Time,
    ) -> Result<(), RevocationProblem> {
        use RevocationProblem::SignerNotAuthorised as Refused;
        let extensions = responder.extensions();
        if responder.issuer() != issuer.subject() {
            return Err(Refused("it is not issued by the issuer of the certificate"));
        }
        let purposes = extensions.extended_key_usage.as_ref();
        if !purposes.is_some_and(|usage| usage.purposes.contains(&oid::OCSP_SIGNING)) {
            return Err(Refused("its extKeyUsage lacks OCSPSigning"));
        }
        let usage = extensions.key_usage;
        if usage.is_some_and(|usage| !usage.contains(KeyUsage::DIGITAL_SIGNATURE)) {
            return Err(Refused("its keyUsage lacks digitalSignature"));
        }
        if !responder.is_current(moment) {
            return Err(Refused("expired or not yet valid"));
        }
        if !responder.is_current(response.produced_at()) {
            return Err(RevocationProblem::SignedOutsideValidity);
        }
        if let Some(oid) = responder.unknown_critical_extensions().next() {
            return Err(RevocationProblem::UnknownCriticalExtension(oid));
        }
        self.check_issued_by(responder, issuer)?;
        self.check_signature(responder, response)?;
        let never_checked = responder.raw_extension(&oid::OCSP_NO_CHECK).is_some();
        if !never_checked && !self.responder_is_unrevoked(responder, issuer) {
            return Err(RevocationProblem::SignerRevocation);
        }
        Ok(())
    }
}
