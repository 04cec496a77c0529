//! What is checked before and after signing.

use super::{Permission, Prepared, Refusal, Signed, Signer, SigningError};
use shohosen_pki::Certificate;
use shohosen_pki::hpki::HpkiProfile;
use shohosen_report::{Finding, Severity, Time, Weight, codes};
use shohosen_rx::document::{PayloadKind, check_payload};

impl Signer {
    pub(super) fn permits(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Those findings that forbid the signature.
    pub(super) fn refusals(&self, findings: impl IntoIterator<Item = Finding>) -> Vec<Refusal> {
        let forbids = |finding: &Finding| {
            let weight = finding.code.entry().weight;
            finding.severity == Severity::Error && !matches!(weight, Weight::Indeterminate(_))
        };
        let permitted = |refusal: &Refusal| refusal.permission.is_some_and(|p| self.permits(p));
        let refusals = findings.into_iter().filter(forbids).map(Refusal::new);
        refusals.filter(|refusal| !permitted(refusal)).collect()
    }

    pub(super) fn refusals_of_payload(&self, payload: &[u8], kind: PayloadKind) -> Vec<Refusal> {
        self.refusals(check_payload(payload, kind))
    }

    /// What speaks against the certificate by itself; the path to its anchor is looked at when
    /// the signed document is verified.
    pub(super) fn refusals_of_certificate(
        &self,
        certificate: &Certificate,
        kind: PayloadKind,
        at: Time,
    ) -> Vec<Refusal> {
        let profile = HpkiProfile::of(certificate);
        let hpki = &self.verifier.settings().policy.hpki;
        let mut findings = hpki.judge(&profile, kind.document());
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
        self.refusals(findings)
    }

    /// Verifies what was signed. What cannot be decided yet (no revocation information in a new
    /// signature) is no obstacle; what makes a signature INVALID is.
    pub(super) fn conclude(
        &self,
        bytes: Vec<u8>,
        prepared: &Prepared,
        at: Time,
    ) -> Result<Signed, SigningError> {
        let kind = prepared.kind;
        let certificate = &prepared.signature.certificate;
        let verified = self.verifier.verify(&bytes, at)?;
        let report = verified.report();
        let own = report.signatures.iter().position(|s| s.position == kind.position());
        let mut refusals = self.refusals(report.findings.iter().cloned());
        match own {
            None => refusals.push(Refusal::new(codes::document::SIGNATURE_MISSING.finding())),
            Some(index) => {
                let signer = report.signatures.get(index).and_then(|s| s.signer.as_ref());
                let sha256: String =
                    certificate.sha256().iter().map(|octet| format!("{octet:02x}")).collect();
                if signer.is_none_or(|signer| signer.certificate_sha256 != sha256) {
                    let finding = codes::xades::SIGNING_CERTIFICATE_NOT_FOUND.finding();
                    refusals.push(Refusal::new(finding));
                }
            }
        }
        let payload = verified.unverified_payload(kind.position()).unwrap_or_default();
        refusals.extend(self.refusals_of_payload(payload, kind));
        refusals.extend(self.refusals_of_certificate(certificate, kind, at));
        refusals.dedup();
        if refusals.is_empty() {
            Ok(Signed { bytes, verified })
        } else {
            Err(SigningError::Unverified(refusals))
        }
    }
}
