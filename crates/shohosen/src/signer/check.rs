//! What is checked before and after signing.

use super::{Permission, Prepared, Refusal, Signed, Signer, SigningError};
use crate::VerifyInput;
use shohosen_pki::Certificate;
use shohosen_report::{Finding, Severity, Signer as SignerIdentity, Time, Weight, codes, hex};
use shohosen_rx::document::{PayloadKind, check_payload};
use shohosen_xades::DigestedOctets;

impl Signer {
    pub(super) fn permits(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Those findings that forbid the signature.
    pub(super) fn refusals<'f>(
        &self,
        findings: impl IntoIterator<Item = &'f Finding>,
    ) -> Vec<Refusal> {
        let forbids = |finding: &&Finding| {
            let weight = finding.code.entry().weight;
            finding.severity == Severity::Error && !matches!(weight, Weight::Indeterminate(_))
        };
        let permitted = |refusal: &Refusal| refusal.permission.is_some_and(|p| self.permits(p));
        let refusals = findings.into_iter().filter(forbids).cloned().map(Refusal::new);
        refusals.filter(|refusal| !permitted(refusal)).collect()
    }

    pub(super) fn refusals_of_payload(&self, payload: &[u8], kind: PayloadKind) -> Vec<Refusal> {
        self.refusals(&check_payload(payload, kind))
    }

    /// What speaks against the certificate by itself; the path to its anchor is looked at when
    /// the signed document is verified.
    pub(super) fn refusals_of_certificate(
        &self,
        certificate: &Certificate,
        kind: PayloadKind,
        at: Time,
    ) -> Vec<Refusal> {
        let profile = certificate.hpki_profile();
        let hpki = &self.verifier.settings().policy.hpki;
        let mut findings = hpki.judge(profile, kind.document());
        let subject = || certificate.subject().redacted().to_string();
        if at < certificate.not_before() {
            let finding = codes::pki::CERTIFICATE_NOT_YET_VALID.finding();
            let finding = finding.with("not_before", certificate.not_before());
            findings.push(finding.with("at", at).with("subject", subject()));
        } else if !certificate.is_current(at) {
            let finding = codes::pki::CERTIFICATE_EXPIRED.finding();
            let finding = finding.with("not_after", certificate.not_after());
            findings.push(finding.with("at", at).with("subject", subject()));
        }
        self.refusals(&findings)
    }

    /// Verifies the document with the value in its place. What cannot be decided yet (no
    /// revocation information in a new signature) is no obstacle; what makes a signature INVALID
    /// is.
    pub(super) fn conclude(
        &self,
        prepared: &Prepared,
        value: &[u8],
        bytes: Vec<u8>,
        mut origin: Origin<'_>,
        at: Time,
    ) -> Result<Signed, SigningError> {
        let Prepared { kind, signature } = prepared;
        let (input, digested) = (VerifyInput::default(), origin.take_digested());
        let verified = self.verifier.scratches().with(bytes.len(), |scratch| {
            let verified =
                self.verifier.verify_digested(&bytes, at, input, digested.as_ref(), scratch);
            if let Some(digested) = digested {
                scratch.workspace.give_back(digested);
            }
            verified
        })?;
        let report = verified.report();
        let own = report.signatures.iter().find(|s| s.position == kind.position());
        let mut refusals = self.refusals(&report.findings);
        match own {
            None => refusals.push(Refusal::new(codes::document::SIGNATURE_MISSING.finding())),
            Some(own) if !is_of(own.signer.as_ref(), &signature.certificate) => {
                let finding = codes::xades::SIGNING_CERTIFICATE_NOT_FOUND.finding();
                refusals.push(Refusal::new(finding));
            }
            Some(_) => {}
        }
        let payload = verified.unverified_payload(kind.position()).unwrap_or_default();
        match origin {
            Origin::Here { records, .. } if records == payload => {}
            Origin::Here { .. } => {
                let finding = codes::document::PAYLOAD_MALFORMED.finding();
                refusals.push(Refusal::new(finding.with("element", kind.covered_id())));
            }
            Origin::Elsewhere => {
                refusals.extend(self.refusals_of_payload(payload, *kind));
                refusals.extend(self.refusals_of_certificate(&signature.certificate, *kind, at));
            }
        }
        refusals.dedup();
        if refusals.is_empty() {
            return Ok(Signed { bytes, verified });
        }
        // A value of something else is named as such: of all that follows from it, it is the cause.
        signature.check(value)?;
        Err(SigningError::Unverified(refusals))
    }
}

/// Where a document comes from that was signed.
pub(super) enum Origin<'o> {
    /// It was prepared just now.
    Here {
        /// They were checked, and the certificate was: the document must hold these very octets.
        records: &'o [u8],
        /// What was digested.
        digested: DigestedOctets,
    },
    /// From a state that was stored: anything may have been changed.
    Elsewhere,
}

impl Origin<'_> {
    fn take_digested(&mut self) -> Option<DigestedOctets> {
        match self {
            Self::Here { digested, .. } => Some(std::mem::take(digested)),
            Self::Elsewhere => None,
        }
    }
}

/// Whether the signer who was found has this very certificate.
fn is_of(signer: Option<&SignerIdentity>, certificate: &Certificate) -> bool {
    signer.is_some_and(|signer| signer.certificate_sha256 == hex(certificate.sha256()))
}
