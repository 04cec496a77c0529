//! Judging certificate policies: production or test, signature or authentication.

use super::profile::{HpkiPolicy, HpkiProfile};
use super::settings::HpkiSettings;
use super::tables::{POLICY_ARC, PolicyGrade, PolicyUsage};
use crate::{Certificate, Oid};
use shohosen_report::{Finding, Value, codes::hpki as codes};

impl HpkiSettings {
    /// Judges the policies of a signer's certificate.
    ///
    /// Test certificates are issued under the production CAs, and RFC 5280 path validation
    /// without an initial policy accepts them: the policy is all that tells them apart. So every
    /// policy of the HPKI that the certificate names must be allowed, not just one of them.
    pub(super) fn judge_policies(&self, profile: &HpkiProfile, findings: &mut Vec<Finding>) {
        if profile.policies.is_empty() {
            findings.push(codes::POLICY_MISSING.finding());
            return;
        }
        let before = findings.len();
        findings.extend(profile.policies.iter().filter_map(|policy| self.judge_policy(policy)));
        if findings.len() == before {
            // Policies of others only.
            findings.push(self.unknown(&profile.policies));
        }
    }

    /// `None` for a policy that is none of the HPKI.
    fn judge_policy(&self, policy: &HpkiPolicy) -> Option<Finding> {
        let named =
            |code: shohosen_report::Code| code.finding().with("policy", policy.text.clone());
        if self.signer_policies.contains(&policy.oid) {
            return Some(named(codes::POLICY_ALLOWED));
        }
        match policy.known.map(|known| (known.usage, known.grade)) {
            Some((PolicyUsage::Signature, PolicyGrade::Test)) if self.allow_test_certificates => {
                Some(named(codes::POLICY_TEST_CERTIFICATE_ALLOWED))
            }
            Some((PolicyUsage::Signature, PolicyGrade::Test)) => {
                Some(named(codes::POLICY_TEST_CERTIFICATE))
            }
            Some((
                PolicyUsage::AuthenticationPerson | PolicyUsage::AuthenticationOrganization,
                _,
            )) => Some(named(codes::POLICY_AUTHENTICATION_CERTIFICATE)),
            Some((PolicyUsage::Signature, PolicyGrade::Production)) | None => policy
                .text
                .starts_with(POLICY_ARC)
                .then(|| self.unknown(std::slice::from_ref(policy))),
        }
    }

    fn unknown(&self, found: &[HpkiPolicy]) -> Finding {
        codes::POLICY_UNKNOWN
            .finding()
            .with("found", list(found.iter().map(|policy| &policy.oid)))
            .with("allowed", list(&self.signer_policies))
    }

    /// Judges the policies of the CA that issued the signer's certificate: an authentication CA
    /// of the HPKI stands under the same root.
    pub fn judge_issuing_ca(&self, issuer: &Certificate) -> Finding {
        let found = &issuer.hpki_profile().policies;
        match found.iter().find(|policy| self.ca_policies.contains(&policy.oid)) {
            Some(policy) => codes::CA_POLICY_ALLOWED.finding().with("policy", policy.text.clone()),
            None => codes::CA_POLICY_NOT_ALLOWED
                .finding()
                .with("found", list(found.iter().map(|policy| &policy.oid)))
                .with("allowed", list(&self.ca_policies))
                .with("subject", issuer.subject().text().clone()),
        }
    }
}

fn list<'a>(oids: impl IntoIterator<Item = &'a Oid>) -> Value {
    let oids: Vec<_> = oids.into_iter().map(|oid| Value::from(oid.to_string())).collect();
    if oids.is_empty() { "(none)".into() } else { oids.into() }
}
