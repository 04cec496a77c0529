//! Revocation by OCSP responses (RFC 6960).

use super::checker::{Checker, Signed};
use super::{
    Freshness, MAX_RELEVANT, RevocationAttempt, RevocationProblem, RevocationSource,
    RevocationSourceKind, RevocationStatus,
};
use crate::crypto::{SignatureAlgorithm, UnsupportedAlgorithm};
use crate::extensions::{KeyUsage, oid};
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

impl Checker<'_> {
    /// What the OCSP responses say; `None` if none is about the certificate and acceptable.
    pub(super) fn by_ocsp(
        &mut self,
        certificate: &Certificate,
        issuer: &Certificate,
        tried: &mut Vec<RevocationAttempt>,
    ) -> Option<RevocationStatus> {
        let responses = self.ocsp_responses;
        let mut answers: Vec<(&OcspResponse, &OcspAnswer)> = responses
            .iter()
            .flat_map(|response| response.answers().iter().map(move |answer| (response, answer)))
            .filter(|(_, answer)| answer.is_about(certificate, issuer))
            .collect();
        answers.sort_by_key(|(_, answer)| std::cmp::Reverse(answer.this_update));
        if let Some((response, _)) = answers.get(MAX_RELEVANT) {
            self.exhausted = true;
            tried.push(response.attempt(RevocationProblem::TooMany(MAX_RELEVANT)));
            answers.truncate(MAX_RELEVANT);
        }
        let mut good = None;
        let mut revoked_later = None;
        for (response, answer) in answers {
            let attempt =
                |problem| RevocationAttempt { source: source(response, Some(answer)), problem };
            let acquits = self.answer_is_current(response, answer, certificate);
            if !acquits && answer.this_update <= self.at {
                tried.push(attempt(RevocationProblem::NotCurrent { at: self.at }));
                continue;
            }
            if let Err(problem) = self.check_responder(response, answer, issuer) {
                tried.push(attempt(problem));
                continue;
            }
            match answer.status {
                CertificateStatus::Unknown => {
                    tried.push(attempt(RevocationProblem::UnknownToResponder));
                }
                CertificateStatus::Revoked { revoked_at, reason } if revoked_at <= self.at => {
                    let source = source(response, Some(answer));
                    return Some(RevocationStatus::Revoked { revoked_at, reason, source });
                }
                status => {
                    if let CertificateStatus::Revoked { revoked_at, reason } = status {
                        revoked_later = Some(RevokedEntry { revoked_at, reason });
                    }
                    if acquits {
                        good = good.or(Some((response, answer)));
                    } else {
                        tried.push(attempt(RevocationProblem::NotCurrent { at: self.at }));
                    }
                }
            }
        }
        let (response, answer) = good?;
        Some(RevocationStatus::Good { source: source(response, Some(answer)), revoked_later })
    }

    fn answer_is_current(
        &self,
        response: &OcspResponse,
        answer: &OcspAnswer,
        certificate: &Certificate,
    ) -> bool {
        match self.settings.freshness {
            Freshness::CurrentAt => {
                // Without nextUpdate the responder vouches up to when it signed.
                let until = answer.next_update.unwrap_or(response.produced_at());
                answer.this_update <= self.at && self.at.unix() <= until.unix()
            }
            Freshness::IssuedAfter => {
                answer.this_update >= self.at && answer.this_update <= certificate.not_after()
            }
        }
    }

    /// RFC 6960 §4.2.2.2: signed by the issuer of the certificate, or by a responder with a
    /// certificate of that very issuer for this very purpose.
    fn check_responder(
        &mut self,
        response: &OcspResponse,
        answer: &OcspAnswer,
        issuer: &Certificate,
    ) -> Result<(), RevocationProblem> {
        if let Some(oid) = response.unknown_critical_extension() {
            return Err(RevocationProblem::UnknownCriticalExtension(oid));
        }
        if response.responder().matches(issuer) {
            return self.check_signature(issuer, response);
        }
        let moment = answer.this_update.max(self.at);
        let mut problem = RevocationProblem::SignerNotFound;
        for responder in response.certificates().iter().chain(self.certificates) {
            if !response.responder().matches(responder) {
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
