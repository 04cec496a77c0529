//! A policy as a JSON file.

use crate::VerifierSettings;
use crate::settings_json::{self, Null, SettingsError, SettingsKind};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Unexpected};
use shohosen_pki::hpki::KeyUsageRule;
use shohosen_pki::timestamp::{ClockTolerance, Sha1Inside};
use shohosen_pki::{Freshness, Oid, TrustStore};
use shohosen_report::Level;

/// The keys of the file. An unknown key is refused: a policy that is not obeyed is worse than
/// none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "snake_case")]
#[derive(Default)]
struct PolicyFile {
    allow_test_certificates: Option<bool>,
    #[serde(deserialize_with = "oids")]
    signer_policies: Option<Vec<Oid>>,
    #[serde(deserialize_with = "oids")]
    ca_policies: Option<Vec<Oid>>,
    prescription_roles: Option<Vec<String>>,
    dispensing_roles: Option<Vec<String>>,
    key_usage: Option<KeyUsage>,
    required_level: Option<RequiredLevel>,
    minimum_rsa_bits: Option<u32>,
    allow_rsa_pss: Option<bool>,
    allow_ecdsa: Option<bool>,
    strict_revocation_freshness: Option<bool>,
    sha1_inside_time_stamps: Option<Sha1>,
    clock_tolerance_seconds: Option<u32>,
    accept_scanned: Option<bool>,
    accepted_versions: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeyUsage {
    NonRepudiationOnly,
    NonRepudiation,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum RequiredLevel {
    Bes,
    T,
    Xl,
    A,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sha1 {
    Warn,
    Refuse,
}

impl VerifierSettings {
    /// The default settings: the default policy, and the MHLW HPKI Root CA V2 for signers.
    pub fn with_mhlw_root() -> Self {
        let mut settings = Self::default();
        settings.trust.signers = TrustStore::mhlw_hpki();
        settings
    }

    /// The default settings as changed by a policy file (JSON; the keys are in the README).
    ///
    /// ```
    /// use shohosen::VerifierSettings;
    /// let settings = VerifierSettings::from_policy_json(br#"{"required_level": "T"}"#).unwrap();
    /// assert_eq!(settings.policy.required_level, Some(shohosen::Level::T));
    /// assert!(VerifierSettings::from_policy_json(br#"{"requierd_level": "T"}"#).is_err());
    /// ```
    ///
    /// # Errors
    /// If it is not one JSON object, has a key that is unknown or appears twice, or a value of the
    /// wrong form (`null` has none).
    pub fn from_policy_json(json: &[u8]) -> Result<Self, SettingsError> {
        let file: PolicyFile = settings_json::read(json, Null::Refused, SettingsKind::Policy)?;
        let mut settings = Self::with_mhlw_root();
        let policy = &mut settings.policy;
        let hpki = &mut policy.hpki;
        set(&mut hpki.allow_test_certificates, file.allow_test_certificates);
        set(&mut hpki.signer_policies, file.signer_policies);
        set(&mut hpki.ca_policies, file.ca_policies);
        if file.prescription_roles.is_some() {
            hpki.roles.prescription = file.prescription_roles;
        }
        if file.dispensing_roles.is_some() {
            hpki.roles.dispensing = file.dispensing_roles;
        }
        let key_usage = file.key_usage.map(|rule| match rule {
            KeyUsage::NonRepudiationOnly => KeyUsageRule::NonRepudiationOnly,
            KeyUsage::NonRepudiation => KeyUsageRule::NonRepudiation,
        });
        set(&mut hpki.key_usage, key_usage);
        policy.required_level = file.required_level.map(|level| match level {
            RequiredLevel::Bes => Level::Bes,
            RequiredLevel::T => Level::T,
            RequiredLevel::Xl => Level::Xl,
            RequiredLevel::A => Level::A,
        });
        let mut algorithms = std::mem::take(&mut policy.algorithms);
        if let Some(bits) = file.minimum_rsa_bits {
            algorithms = algorithms.minimum_rsa_bits(bits);
        }
        if let Some(allowed) = file.allow_rsa_pss {
            algorithms = algorithms.allow_rsa_pss(allowed);
        }
        if let Some(allowed) = file.allow_ecdsa {
            algorithms = algorithms.allow_ecdsa(allowed);
        }
        policy.algorithms = algorithms;
        let freshness = file
            .strict_revocation_freshness
            .map(|strict| if strict { Freshness::IssuedAfter } else { Freshness::CurrentAt });
        set(&mut policy.revocation_freshness, freshness);
        let sha1 = file.sha1_inside_time_stamps.map(|sha1| match sha1 {
            Sha1::Warn => Sha1Inside::Warn,
            Sha1::Refuse => Sha1Inside::Refuse,
        });
        set(&mut policy.sha1_inside_time_stamps, sha1);
        let tolerance = file.clock_tolerance_seconds.map(|seconds| ClockTolerance { seconds });
        set(&mut policy.clock_tolerance, tolerance);
        set(&mut settings.accept_scanned, file.accept_scanned);
        set(&mut settings.accepted_versions, file.accepted_versions);
        Ok(settings)
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn oids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Oid>>, D::Error> {
    let oid = |text: String| {
        let parsed = text.parse();
        parsed.map_err(|_| D::Error::invalid_value(Unexpected::Str(""), &"[\"1.2.392.…\", …]"))
    };
    Vec::<String>::deserialize(deserializer)?
        .into_iter()
        .map(oid)
        .collect::<Result<_, _>>()
        .map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_report::Language;

    #[test]
    fn every_key_of_the_readme_is_read() {
        let policy = br#"{"allow_test_certificates": true, "signer_policies": ["1.2.392.100495.1.5.1.1.3.1"],
            "ca_policies": [], "prescription_roles": ["Medical Doctor"], "dispensing_roles": [],
            "key_usage": "non_repudiation", "required_level": "XL", "minimum_rsa_bits": 3072,
            "allow_rsa_pss": false, "allow_ecdsa": false, "strict_revocation_freshness": true,
            "sha1_inside_time_stamps": "refuse", "clock_tolerance_seconds": 0,
            "accept_scanned": true}"#;
        let settings = VerifierSettings::from_policy_json(policy).unwrap();
        assert!(settings.accept_scanned && settings.policy.hpki.allow_test_certificates);
        assert_eq!(settings.policy.hpki.signer_policies.len(), 1);
        assert_eq!(settings.policy.required_level, Some(Level::Xl));
        assert_eq!(settings.policy.sha1_inside_time_stamps, Sha1Inside::Refuse);
        assert_eq!(settings.policy.clock_tolerance, ClockTolerance { seconds: 0 });
    }

    #[test]
    fn a_policy_that_is_not_an_object_of_known_names_and_types_is_refused_in_both_languages() {
        for (policy, place, expected) in [
            // What a list of values in the order of the keys would be.
            (&br#"[true, ["1.2.3"], null]"#[..], "", "array"),
            (b"[]", "", "array"),
            (b"null", "", "null"),
            (br#"{"required_level": "t"}"#, "/required_level", r#""BES" / "T" / "XL" / "A""#),
            (br#"{"required_level": null}"#, "/required_level", "null"),
            (br#"{"minimum_rsa_bits": "3072"}"#, "/minimum_rsa_bits", "4294967295"),
            (br#"{"signer_policies": ["1.2.x"]}"#, "/signer_policies", "1.2.392."),
            (br#"{"signer_policies": [7]}"#, "/signer_policies/0", "number"),
            (br#"{"accept_scanned": true, "accept_scanned": false}"#, "/accept_scanned", ""),
            (br#"{"accept_scanned": true}{}"#, "1:25", ""),
            (br#"{"accept_scaned": true}"#, "/accept_scaned", ""),
        ] {
            let finding =
                VerifierSettings::from_policy_json(policy).map(drop).unwrap_err().finding();
            assert_eq!(finding.code.id(), "binding.policy.unreadable");
            assert_eq!(finding.location.as_deref().unwrap_or_default(), place);
            for language in [Language::Japanese, Language::English] {
                let message = finding.message(language);
                assert!(message.contains(expected), "{message}");
            }
        }
    }
}
