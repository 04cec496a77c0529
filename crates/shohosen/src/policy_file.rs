//! A policy as a JSON file.

use crate::VerifierSettings;
use serde::Deserialize;
use shohosen_pki::hpki::KeyUsageRule;
use shohosen_pki::timestamp::Sha1Inside;
use shohosen_pki::{Freshness, Oid, TrustStore};
use shohosen_report::Level;

/// Why a policy file is refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyFileError {
    /// Not JSON, an unknown key, or a value of the wrong type.
    #[error("not a policy: {0}")]
    Json(#[from] serde_json::Error),
    /// An object identifier that is none.
    #[error("{key}: {value:?} is not an object identifier")]
    Oid {
        /// The key.
        key: &'static str,
        /// The text.
        value: String,
    },
}

/// The keys of the file. An unknown key is refused: a policy that is not obeyed is worse than
/// none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "snake_case")]
#[derive(Default)]
struct PolicyFile {
    allow_test_certificates: Option<bool>,
    signer_policies: Option<Vec<String>>,
    ca_policies: Option<Vec<String>>,
    prescription_roles: Option<Vec<String>>,
    dispensing_roles: Option<Vec<String>>,
    key_usage: Option<KeyUsage>,
    required_level: Option<RequiredLevel>,
    minimum_rsa_bits: Option<u32>,
    allow_rsa_pss: Option<bool>,
    allow_ecdsa: Option<bool>,
    strict_revocation_freshness: Option<bool>,
    sha1_inside_time_stamps: Option<Sha1>,
    accept_scanned: Option<bool>,
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
    /// If it is not JSON, has a key that is unknown, or a value of the wrong type.
    pub fn from_policy_json(json: &[u8]) -> Result<Self, PolicyFileError> {
        let file: PolicyFile = serde_json::from_slice(json)?;
        let mut settings = Self::with_mhlw_root();
        let policy = &mut settings.policy;
        let hpki = &mut policy.hpki;
        set(&mut hpki.allow_test_certificates, file.allow_test_certificates);
        set(&mut hpki.signer_policies, oids("signer_policies", file.signer_policies)?);
        set(&mut hpki.ca_policies, oids("ca_policies", file.ca_policies)?);
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
        set(&mut settings.accept_scanned, file.accept_scanned);
        Ok(settings)
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn oids(
    key: &'static str,
    texts: Option<Vec<String>>,
) -> Result<Option<Vec<Oid>>, PolicyFileError> {
    let Some(texts) = texts else { return Ok(None) };
    texts
        .into_iter()
        .map(|value| value.parse().map_err(|_| PolicyFileError::Oid { key, value }))
        .collect::<Result<_, _>>()
        .map(Some)
}
