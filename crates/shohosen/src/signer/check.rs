//! What is checked before and after signing.

use super::{Permission, Prepared, Refusal, Signed, Signer, SigningError};
use crate::{VerifyInput, VerifyScratch};
use shohosen_pki::crypto::{PublicKey, SignatureAlgorithm, SignatureOf};
use shohosen_pki::{Certificate, TimeBasis, TrustMaterial, TrustRequest, TrustRole, WorkBudget};
use shohosen_report::{
    Finding, Phrase, Severity, Signer as SignerIdentity, Time, Weight, codes, hex,
};
use shohosen_rx::document::{PayloadKind, check_payload};

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

    /// That the policy does not allow what would be signed with.
    pub(super) fn refusal_of_algorithm(
        &self,
        algorithm: SignatureAlgorithm,
        key: &PublicKey,
        at: Time,
    ) -> Option<Refusal> {
        // What is made now is made after the end, whatever a verifier may find later.
        let rows = self.verifier.settings().policy.lifetimes.iter();
        let ended = rows
            .filter(|row| row.of.concerns(algorithm, key))
            .find_map(|row| row.check(at, at).err());
        if let Some(ended) = ended {
            return Some(Refusal::new(ended.finding(SignatureOf::Document)));
        }
        let reason = self.verifier.settings().policy.algorithms.check(algorithm, key).err()?;
        let finding = codes::xmldsig::ALGORITHM_NOT_ALLOWED.finding();
        let name = algorithm.xml_uri().map_or_else(|| algorithm.to_string(), str::to_owned);
        let finding = finding.with("algorithm", name).with("reason", reason.to_string());
        self.refusals([&finding]).pop()
    }

    /// What speaks against the certificate now, by itself and by everything at hand. That there
    /// is no path or no revocation information yet is for whoever verifies to say.
    pub(super) fn refusals_of_certificate(
        &self,
        certificate: &Certificate,
        kind: PayloadKind,
        at: Time,
        budget: &WorkBudget,
    ) -> Vec<Refusal> {
        self.check_certificate(certificate, kind, &[], at, budget).refusals
    }

    /// The same with what stands beside the certificate in a document.
    pub(super) fn check_certificate(
        &self,
        certificate: &Certificate,
        kind: PayloadKind,
        beside: &[TrustMaterial<'_>],
        at: Time,
        budget: &WorkBudget,
    ) -> CertificateCheck {
        let settings = self.verifier.settings();
        let mut findings = settings.policy.hpki.judge(certificate.hpki_profile(), kind.document());
        let material = [&[settings.trust.material()], beside].concat();
        let assessment = TrustRequest {
            certificate,
            role: TrustRole::Signer,
            anchors: &settings.trust.signers,
            material: &material,
            at,
            // It is now that is signed.
            basis: TimeBasis::Proven,
            verified_at: at,
            settings: &settings.policy.revocation_settings(),
            cache: self.verifier.cache(),
            budget,
        }
        .assess();
        findings.extend(assessment.findings());
        if assessment.path().is_err_and(|failure| !failure.anchored) {
            findings.extend(outside_validity(certificate, at));
        }
        CertificateCheck { refusals: self.refusals(&findings), has_path: assessment.path().is_ok() }
    }

    /// Verifies the document that a value was put into. What cannot be decided yet (no
    /// revocation information in a new signature) is no obstacle; what makes a signature INVALID
    /// is.
    pub(super) fn conclude(
        &self,
        prepared: &Prepared,
        value: &[u8],
        bytes: Vec<u8>,
        records: Records<'_>,
        at: Time,
        (scratch, budget): (&mut VerifyScratch, &WorkBudget),
    ) -> Result<Signed, SigningError> {
        let Prepared { kind, signature } = prepared;
        let input = VerifyInput::default();
        let verified = self.verifier.verify_within(&bytes, at, input, scratch, budget)?;
        let report = verified.report();
        let own = report.signatures.iter().find(|s| s.position == kind.position());
        let mut refusals = self.refusals(&report.findings);
        match own {
            None => refusals.push(Refusal::new(codes::document::SIGNATURE_MISSING.finding())),
            Some(own) if !is_of(own.signer.as_ref(), &signature.certificate) => {
                let finding = codes::xades::SIGNING_CERTIFICATE_NOT_FOUND.finding();
                let reason = Phrase::new(
                    "署名した文書に、署名に使用した証明書がありません",
                    "the signed document does not name the certificate that signed it",
                );
                refusals.push(Refusal::new(finding.with("reason", reason)));
            }
            Some(_) => {}
        }
        let payload = verified.unverified_payload(kind.position()).unwrap_or_default();
        match records {
            Records::Checked(records) if records == payload => {}
            Records::Checked(_) => {
                let finding = codes::document::PAYLOAD_MALFORMED.finding();
                refusals.push(Refusal::new(finding.with("element", kind.covered_id())));
            }
            Records::Unknown => {
                refusals.extend(self.refusals_of_payload(payload, *kind));
                refusals.extend(self.refusals_of_certificate(
                    &signature.certificate,
                    *kind,
                    at,
                    budget,
                ));
                let key = signature.certificate.public_key();
                refusals.extend(self.refusal_of_algorithm(signature.algorithm, key, at));
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

/// That a certificate has expired or is not valid yet, where no path says so.
fn outside_validity(certificate: &Certificate, at: Time) -> Option<Finding> {
    if certificate.is_current(at) {
        return None;
    }
    let finding = if at < certificate.not_before() {
        let finding = codes::pki::CERTIFICATE_NOT_YET_VALID.finding();
        finding.with("not_before", certificate.not_before())
    } else {
        let finding = codes::pki::CERTIFICATE_EXPIRED.finding();
        finding.with("not_after", certificate.not_after())
    };
    Some(finding.with("at", at).with("subject", certificate.subject().redacted().clone()))
}

/// How a certificate does for a signature now.
pub(super) struct CertificateCheck {
    /// What forbids it.
    pub refusals: Vec<Refusal>,
    /// Whether it leads to a trust anchor.
    pub has_path: bool,
}

/// What is known of the records of a document that was signed.
#[derive(Clone, Copy)]
pub(super) enum Records<'r> {
    /// They and the certificate were checked just now: the document must hold these very octets.
    Checked(&'r [u8]),
    /// The document comes from a state that was stored: anything may have been changed.
    Unknown,
}

/// Whether the signer who was found has this very certificate.
fn is_of(signer: Option<&SignerIdentity>, certificate: &Certificate) -> bool {
    signer.is_some_and(|signer| signer.certificate_sha256 == hex(certificate.sha256()))
}
