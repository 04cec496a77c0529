//! Until when an algorithm may be used: dated rows of a policy, none of which is built in.

use super::{DigestAlgorithm, PublicKey, PublicKeyKind, SignatureAlgorithm};
use crate::JapanDay;
use shohosen_report::{Finding, Phrase, Text, Time, codes};

/// One row: until when an algorithm may be used for creating signatures, and until when for verifying
/// those that were created in time. Which dates hold is for who publishes them to say, and they change:
/// they come from the policy, each with its source.
///
/// ```
/// use shohosen_pki::crypto::{AlgorithmLifetime, LifetimeOf};
/// let row = AlgorithmLifetime {
///     of: LifetimeOf::Rsa { below_bits: 3072 },
///     create_until: Some("2030-12-31".parse()?),
///     verify_until: Some("2040-12-31".parse()?),
///     source: "CRYPTREC LS-0003-2022r1".into(),
/// };
/// # assert_eq!(row.of.phrase().to_string(), "RSA of fewer than 3072 bits");
/// # Ok::<(), shohosen_pki::ParseDayError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlgorithmLifetime {
    /// For what.
    pub of: LifetimeOf,
    /// The last day of creating signatures; `None`: no end.
    pub create_until: Option<JapanDay>,
    /// The last day of relying on signatures that were created in time; `None`: no end.
    pub verify_until: Option<JapanDay>,
    /// Who says so.
    pub source: Text,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifetimeOf {
    /// Signatures by RSA keys of fewer bits.
    Rsa {
        /// The size that is not meant any more.
        below_bits: u32,
    },
    /// Signatures by keys on curves over smaller fields.
    Ecdsa {
        /// The size of the field that is not meant any more.
        below_bits: u32,
    },
    /// Signatures over digests by this algorithm.
    Digest(DigestAlgorithm),
}

/// Whose signature a row is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureOf {
    /// A document's.
    Document,
    /// A time-stamp token's.
    TimeStamp,
}

/// What an algorithm is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlgorithmUse {
    /// A signature is made.
    Create,
    /// A signature is relied on.
    Verify,
}

/// A row by which the time of an algorithm has run out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifetimeEnded {
    /// The row.
    pub row: AlgorithmLifetime,
    /// For what.
    pub used_for: AlgorithmUse,
    /// The last day.
    pub until: JapanDay,
    /// When it was used.
    pub at: Time,
}

impl LifetimeOf {
    /// Whether it is about signatures by this algorithm and key.
    pub fn concerns(self, algorithm: SignatureAlgorithm, key: &PublicKey) -> bool {
        match (self, key.kind()) {
            (Self::Rsa { below_bits }, PublicKeyKind::Rsa | PublicKeyKind::RsaPss)
            | (Self::Ecdsa { below_bits }, PublicKeyKind::EcP256 | PublicKeyKind::EcP384) => {
                key.bits() < below_bits
            }
            (Self::Digest(digest), _) => algorithm.digest() == digest,
            _ => false,
        }
    }

    /// Its name in reports.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Rsa { below_bits } => Phrase::new(
                format!("{below_bits} ビット未満の RSA"),
                format!("RSA of fewer than {below_bits} bits"),
            ),
            Self::Ecdsa { below_bits } => Phrase::new(
                format!("{below_bits} ビット未満の ECDSA"),
                format!("ECDSA of fewer than {below_bits} bits"),
            ),
            Self::Digest(digest) => Phrase::new(digest.name(), digest.name()),
        }
    }
}

impl AlgorithmUse {
    /// Its name in reports.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Create => Phrase::new("署名の作成", "creating signatures"),
            Self::Verify => Phrase::new("署名の検証", "verifying signatures"),
        }
    }
}

impl AlgorithmLifetime {
    /// Whether a signature that was made at one time and is relied on at another is within both ends.
    /// It is relied on when it is verified, or when something that is relied on itself has sealed it.
    ///
    /// # Errors
    /// If it is not.
    pub fn check(&self, created: Time, relied_on: Time) -> Result<(), Box<LifetimeEnded>> {
        let uses = [
            (AlgorithmUse::Create, self.create_until, created),
            (AlgorithmUse::Verify, self.verify_until, relied_on),
        ];
        for (used_for, until, at) in uses {
            if let Some(until) = until.filter(|until| until.is_over(at)) {
                let row = self.clone();
                return Err(Box::new(LifetimeEnded { row, used_for, until, at }));
            }
        }
        Ok(())
    }

    /// The finding that a signature is within both ends.
    pub fn finding(&self, of: SignatureOf, created: Time) -> Finding {
        let day = |day: Option<JapanDay>| match day {
            Some(day) => Phrase::new(day.to_string(), day.to_string()),
            None => Phrase::new("期限なし", "no end"),
        };
        let code = match of {
            SignatureOf::Document => codes::xmldsig::ALGORITHM_WITHIN_LIFETIME,
            SignatureOf::TimeStamp => codes::timestamp::SIGNATURE_WITHIN_LIFETIME,
        };
        code.finding()
            .with("lifetime_of", self.of.phrase())
            .with("created", created)
            .with("create_until", day(self.create_until))
            .with("verify_until", day(self.verify_until))
            .with("source", self.source.clone())
    }
}

impl LifetimeEnded {
    /// The finding that reports it.
    pub fn finding(&self, of: SignatureOf) -> Finding {
        let code = match of {
            SignatureOf::Document => codes::xmldsig::ALGORITHM_LIFETIME_ENDED,
            SignatureOf::TimeStamp => codes::timestamp::SIGNATURE_LIFETIME_ENDED,
        };
        code.finding()
            .with("lifetime_of", self.row.of.phrase())
            .with("use", self.used_for.phrase())
            .with("until", self.until.to_string())
            .with("at", self.at)
            .with("source", self.row.source.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_testkit::keys::{KeyStore, SigningKey};

    fn row(of: LifetimeOf) -> AlgorithmLifetime {
        AlgorithmLifetime {
            of,
            create_until: Some("2030-12-31".parse().unwrap()),
            verify_until: Some("2040-12-31".parse().unwrap()),
            source: "test".into(),
        }
    }

    /// X21 of the spec: create until 2030-12-31, verify until 2040-12-31.
    #[test]
    fn each_use_has_its_own_end() {
        let at = |text: &str| Time::parse_rfc3339(text).unwrap();
        let row = row(LifetimeOf::Rsa { below_bits: 3072 });
        let ended = |created: &str, relied_on: &str| {
            row.check(at(created), at(relied_on)).err().map(|ended| ended.used_for)
        };
        assert_eq!(ended("2029-06-01T00:00:00Z", "2035-01-01T00:00:00Z"), None);
        let created_late = ended("2031-01-01T00:00:00Z", "2035-01-01T00:00:00Z");
        assert_eq!(created_late, Some(AlgorithmUse::Create));
        let relied_on_late = ended("2029-06-01T00:00:00Z", "2041-01-01T00:00:00Z");
        assert_eq!(relied_on_late, Some(AlgorithmUse::Verify));
        let endless = AlgorithmLifetime { create_until: None, verify_until: None, ..row.clone() };
        let (late, later) = (at("2031-01-01T00:00:00Z"), at("2041-01-01T00:00:00Z"));
        assert_eq!(endless.check(late, later), Ok(()));
    }

    #[test]
    fn a_row_is_about_its_algorithm_and_the_keys_below_its_size() {
        let key = |key: &SigningKey| PublicKey::from_spki(&key.public_key_info()).unwrap();
        let keys = KeyStore::committed();
        let (rsa_2048, rsa_3072) = (key(&keys.key("root")), key(&keys.key("rsa-3072")));
        let p256 = key(&SigningKey::generate_p256());
        let sha256 = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256);
        let ecdsa = SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256);
        let rsa = LifetimeOf::Rsa { below_bits: 3072 };
        assert!(rsa.concerns(sha256, &rsa_2048));
        assert!(!rsa.concerns(sha256, &rsa_3072));
        assert!(!rsa.concerns(ecdsa, &p256));
        let curve = LifetimeOf::Ecdsa { below_bits: 384 };
        assert!(curve.concerns(ecdsa, &p256));
        assert!(!curve.concerns(sha256, &rsa_2048));
        assert!(!LifetimeOf::Ecdsa { below_bits: 256 }.concerns(ecdsa, &p256));
        assert!(LifetimeOf::Digest(DigestAlgorithm::Sha256).concerns(sha256, &rsa_3072));
        assert!(!LifetimeOf::Digest(DigestAlgorithm::Sha1).concerns(sha256, &rsa_2048));
    }
}
