//! One certificate that stands for itself.

use super::Verifier;
use super::identity;
use serde::{Serialize, Serializer};
use shohosen_pki::{Certificate, TimeBasis};
use shohosen_report::{DocumentKind, Finding, Judgement, Signer, Time, hex};
use shohosen_xades::{CertificateCheck, judge_certificate};

/// What was found about a certificate.
#[derive(Clone, Debug)]
pub struct CertificateReport {
    /// Both conclusions: may its holder be trusted to have signed at this time?
    pub judgement: Judgement,
    /// The time at which was judged.
    pub at: Time,
    /// Whose certificate it is.
    pub signer: Signer,
    /// The subject without its serialNumber (personal data), RFC 4514.
    pub subject: String,
    /// The issuer, RFC 4514.
    pub issuer: String,
    /// The serial number in hexadecimal.
    pub serial: String,
    /// The beginning of the validity.
    pub not_before: Time,
    /// The end of the validity.
    pub not_after: Time,
    /// The kind and size of the key.
    pub key: String,
    /// The certificate policies.
    pub policies: Vec<String>,
    /// Every check.
    pub findings: Vec<Finding>,
}

impl Serialize for CertificateReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let judgement = self.judgement;
        serde_json::json!({
            "schema_version": shohosen_report::SCHEMA_VERSION,
            "verdict": judgement.verdict(),
            "indication": judgement.indication(),
            "sub_indication": judgement.sub_indication(),
            "verified_at": self.at,
            "signer": self.signer,
            "subject": self.subject,
            "issuer": self.issuer,
            "serial": self.serial,
            "not_before": self.not_before,
            "not_after": self.not_after,
            "key": self.key,
            "policies": self.policies,
            "findings": self.findings,
        })
        .serialize(serializer)
    }
}

impl Verifier {
    /// Judges a certificate as of a time, as the signer's certificate of no particular document:
    /// path, revocation, policies, key usage, and whether it names a qualification at all.
    pub fn verify_certificate(&self, certificate: &Certificate, at: Time) -> CertificateReport {
        let settings = self.settings();
        let profile = certificate.hpki_profile();
        let (judgement, findings) = judge_certificate(&CertificateCheck {
            certificate,
            profile,
            material: &[],
            document: DocumentKind::Unknown,
            at,
            basis: TimeBasis::VerificationTime,
            verified_at: at,
            trust: &settings.trust,
            policy: &settings.policy,
            cache: self.cache(),
            budget: &self.budget(),
        });
        CertificateReport {
            judgement,
            at,
            signer: identity::of_certificate(certificate, profile),
            subject: certificate.subject().redacted().to_string(),
            issuer: certificate.issuer().to_string(),
            serial: hex(certificate.serial()),
            not_before: certificate.not_before(),
            not_after: certificate.not_after(),
            key: key(certificate),
            policies: profile.policies.iter().map(|policy| policy.text.to_string()).collect(),
            findings,
        }
    }
}

/// The kind and size of its key, as in "RSA 2048".
fn key(certificate: &Certificate) -> String {
    let key = certificate.public_key();
    format!("{} {}", key.kind(), key.bits())
}
