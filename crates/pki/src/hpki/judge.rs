//! Judging a profile under settings.

use super::profile::HpkiProfile;
use super::settings::{HpkiSettings, KeyUsageRule};
use crate::extensions::KeyUsage;
use shohosen_report::{DocumentKind, Finding, Severity, codes::hpki as codes};

impl HpkiSettings {
    /// Judges the certificate of a signer of this kind of document: a finding for each check of
    /// policy, key usage and role, passed or not. The issuing CA is for
    /// [`judge_issuing_ca`](Self::judge_issuing_ca), the path for path validation.
    pub fn judge(&self, profile: &HpkiProfile, document: DocumentKind) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.judge_policies(profile, &mut findings);
        findings.push(self.judge_key_usage(profile.key_usage));
        self.judge_roles(profile, document, &mut findings);
        if profile.licence_number.is_err() {
            findings.push(codes::LICENCE_NUMBER_MALFORMED.finding());
        }
        findings
    }

    fn judge_key_usage(&self, found: Option<KeyUsage>) -> Finding {
        let names = || found.map_or_else(|| "(none)".to_owned(), |usage| usage.to_string());
        match found {
            Some(KeyUsage::NON_REPUDIATION) => codes::KEY_USAGE_NON_REPUDIATION.finding(),
            Some(usage) if usage.contains(KeyUsage::NON_REPUDIATION) => {
                let additional = codes::KEY_USAGE_ADDITIONAL_BITS.finding().with("found", names());
                match self.key_usage {
                    KeyUsageRule::NonRepudiationOnly => additional,
                    KeyUsageRule::NonRepudiation => additional.severity(Severity::Warning),
                }
            }
            _ => codes::KEY_USAGE_NOT_NON_REPUDIATION.finding().with("found", names()),
        }
    }
}
