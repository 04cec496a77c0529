//! A policy as a JSON file.

use crate::VerifierSettings;
use crate::settings_json::{self, Null, SettingsError, SettingsKind};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Unexpected};
use shohosen_pki::crypto::{AlgorithmLifetime, Backend, DigestAlgorithm, LifetimeOf};
use shohosen_pki::hpki::KeyUsageRule;
use shohosen_pki::timestamp::{AccreditedService, ClockTolerance, Sha1Inside};
use shohosen_pki::{Freshness, JapanDay, Oid, TrustAnchor, TrustStore};
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
    algorithm_lifetimes: Option<Vec<Lifetime>>,
    accredited_time_stamp_services: Option<Vec<Service>>,
    require_accredited_time_stamps: Option<bool>,
    accept_scanned: Option<bool>,
    accepted_versions: Option<Vec<String>>,
    backend: Option<BackendName>,
}

/// Who verifies signatures: of the implementations those that are compiled in.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum BackendName {
    #[cfg(feature = "aws-lc")]
    AwsLc,
    #[cfg(feature = "pure-rust")]
    PureRust,
    #[cfg(feature = "simd")]
    Vector,
}

/// Until when an algorithm may be used, and who says so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lifetime {
    algorithm: LifetimeAlgorithm,
    /// Of keys: the size from which the row does not hold any more.
    #[serde(default)]
    below_bits: Option<u32>,
    #[serde(default, deserialize_with = "day")]
    create_until: Option<JapanDay>,
    #[serde(default, deserialize_with = "day")]
    verify_until: Option<JapanDay>,
    source: String,
}

#[derive(Deserialize)]
enum LifetimeAlgorithm {
    #[serde(rename = "RSA")]
    Rsa,
    #[serde(rename = "ECDSA")]
    Ecdsa,
    #[serde(rename = "SHA-1")]
    Sha1,
    #[serde(rename = "SHA-256")]
    Sha256,
    #[serde(rename = "SHA-384")]
    Sha384,
    #[serde(rename = "SHA-512")]
    Sha512,
}

/// A time-stamp service that was accredited.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    service: String,
    #[serde(deserialize_with = "fingerprint")]
    certificate_sha256: [u8; 32],
    #[serde(deserialize_with = "first_day")]
    from: JapanDay,
    #[serde(default, deserialize_with = "day")]
    until: Option<JapanDay>,
    source: String,
}

impl Lifetime {
    /// Without a size a row about keys holds for all of them.
    fn read(self) -> AlgorithmLifetime {
        use LifetimeAlgorithm as Named;
        let below_bits = self.below_bits.unwrap_or(u32::MAX);
        AlgorithmLifetime {
            of: match self.algorithm {
                Named::Rsa => LifetimeOf::Rsa { below_bits },
                Named::Ecdsa => LifetimeOf::Ecdsa { below_bits },
                Named::Sha1 => LifetimeOf::Digest(DigestAlgorithm::Sha1),
                Named::Sha256 => LifetimeOf::Digest(DigestAlgorithm::Sha256),
                Named::Sha384 => LifetimeOf::Digest(DigestAlgorithm::Sha384),
                Named::Sha512 => LifetimeOf::Digest(DigestAlgorithm::Sha512),
            },
            create_until: self.create_until,
            verify_until: self.verify_until,
            source: self.source.into(),
        }
    }
}

impl Service {
    fn read(self) -> AccreditedService {
        AccreditedService {
            service: self.service.into(),
            certificate_sha256: self.certificate_sha256,
            from: self.from,
            until: self.until,
            source: self.source.into(),
        }
    }
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
        let rows = file.algorithm_lifetimes.map(|rows| rows.into_iter().map(Lifetime::read));
        set(&mut policy.lifetimes, rows.map(Iterator::collect));
        let services = file.accredited_time_stamp_services;
        let services = services.map(|list| list.into_iter().map(Service::read).collect());
        set(&mut policy.accreditation.services, services);
        set(&mut policy.accreditation.required, file.require_accredited_time_stamps);
        set(&mut settings.accept_scanned, file.accept_scanned);
        set(&mut settings.accepted_versions, file.accepted_versions);
        let backend = file.backend.map(|name| match name {
            #[cfg(feature = "aws-lc")]
            BackendName::AwsLc => Backend::AwsLc,
            #[cfg(feature = "pure-rust")]
            BackendName::PureRust => Backend::PureRust,
            #[cfg(feature = "simd")]
            BackendName::Vector => Backend::Vector,
        });
        set(&mut settings.backend, backend);
        Ok(settings)
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn first_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<JapanDay, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| D::Error::invalid_value(Unexpected::Str(""), &"\"YYYY-MM-DD\""))
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<JapanDay>, D::Error> {
    first_day(deserializer).map(Some)
}

fn fingerprint<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(deserializer)?;
    let anchor = TrustAnchor::from_fingerprint(&text).map(|anchor| *anchor.sha256());
    let expected = &"SHA-256: 64 × 0–9, a–f";
    anchor.ok_or_else(|| D::Error::invalid_value(Unexpected::Str(""), expected))
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
            "algorithm_lifetimes": [{"algorithm": "RSA", "below_bits": 3072,
              "create_until": "2030-12-31", "verify_until": "2040-12-31", "source": "a table"},
              {"algorithm": "SHA-1", "create_until": "2013-12-31", "source": "another"}],
            "accredited_time_stamp_services": [{"service": "A service", "from": "2023-02-16",
              "certificate_sha256": "6ed2796b1b101736d952185787cb36da9ce80522cc8cb7b5ce728b61be1b674c",
              "until": "2028-02-15", "source": "a list"}],
            "require_accredited_time_stamps": true,
            "accept_scanned": true, "backend": "aws_lc"}"#;
        let settings = VerifierSettings::from_policy_json(policy).unwrap();
        assert!(settings.accept_scanned && settings.policy.hpki.allow_test_certificates);
        assert_eq!(settings.policy.hpki.signer_policies.len(), 1);
        assert_eq!(settings.policy.required_level, Some(Level::Xl));
        assert_eq!(settings.policy.sha1_inside_time_stamps, Sha1Inside::Refuse);
        assert_eq!(settings.policy.clock_tolerance, ClockTolerance { seconds: 0 });
        let [rsa, sha1] = &settings.policy.lifetimes[..] else { panic!() };
        assert_eq!(rsa.of, LifetimeOf::Rsa { below_bits: 3072 });
        assert_eq!(rsa.create_until.unwrap().to_string(), "2030-12-31");
        assert_eq!(rsa.verify_until.unwrap().to_string(), "2040-12-31");
        assert_eq!(&*rsa.source, "a table");
        assert_eq!(sha1.of, LifetimeOf::Digest(DigestAlgorithm::Sha1));
        assert_eq!(sha1.verify_until, None);
        let accreditation = &settings.policy.accreditation;
        assert!(accreditation.required);
        assert_eq!(accreditation.services[0].certificate_sha256[..2], [0x6e, 0xd2]);
        assert_eq!(accreditation.services[0].from.to_string(), "2023-02-16");
        assert_eq!(settings.backend, Backend::AwsLc);
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
            (
                br#"{"algorithm_lifetimes": [{"algorithm": "RSA"}]}"#,
                "/algorithm_lifetimes/0/source",
                "",
            ),
            (
                br#"{"algorithm_lifetimes": [{"algorithm": "RSA", "create_until": "2030"}]}"#,
                "/algorithm_lifetimes/0/create_until",
                "YYYY-MM-DD",
            ),
            (
                br#"{"algorithm_lifetimes": [{"algorithm": "MD5"}]}"#,
                "/algorithm_lifetimes/0/algorithm",
                r#""RSA" / "ECDSA""#,
            ),
            (
                br#"{"accredited_time_stamp_services": [{"certificate_sha256": "6e"}]}"#,
                "/accredited_time_stamp_services/0/certificate_sha256",
                "64",
            ),
            (br#"{"accept_scanned": true}{}"#, "1:25", ""),
            (br#"{"accept_scaned": true}"#, "/accept_scaned", ""),
            (br#"{"backend": "openssl"}"#, "/backend", "aws_lc"),
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
