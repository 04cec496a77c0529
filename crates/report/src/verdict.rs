//! The words of a judgement, and what it takes to earn one.

use crate::{Finding, Weight};
use serde::{Serialize, Serializer};

/// The conclusion of the Japanese requirements for verification (検証要件), worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every check that the policy demands has passed.
    Valid,
    /// Something that is needed to decide is missing.
    Indeterminate,
    /// A check has failed.
    Invalid,
}

impl Verdict {
    /// The word used in JSON and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "VALID",
            Self::Indeterminate => "INDETERMINATE",
            Self::Invalid => "INVALID",
        }
    }
}

/// The main status of ETSI EN 319 102-1 §5.1.3, worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indication {
    /// All checks succeeded.
    TotalPassed,
    /// The available information does not suffice to decide.
    Indeterminate,
    /// The signature is broken, or was made with a key that was provably not to be used.
    TotalFailed,
}

impl Indication {
    /// The word used by the standard and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TotalPassed => "TOTAL-PASSED",
            Self::Indeterminate => "INDETERMINATE",
            Self::TotalFailed => "TOTAL-FAILED",
        }
    }
}

macro_rules! sub_indications {
    ($($(#[$doc:meta])* $name:ident = $word:literal => $indication:ident),* $(,)?) => {
        /// The sub-indication of ETSI EN 319 102-1 §5.1.3: why the status is not
        /// `TOTAL-PASSED`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum SubIndication { $($(#[$doc])* $name),* }

        impl SubIndication {
            /// Every sub-indication.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word used by the standard and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// The main status that this sub-indication goes with.
            pub const fn indication(self) -> Indication {
                match self { $(Self::$name => Indication::$indication),* }
            }
        }
    };
}

sub_indications! {
    /// The signature does not conform to the format.
    FormatFailure = "FORMAT_FAILURE" => TotalFailed,
    /// A digest of signed data does not match.
    HashFailure = "HASH_FAILURE" => TotalFailed,
    /// The signature value does not verify.
    SigCryptoFailure = "SIG_CRYPTO_FAILURE" => TotalFailed,
    /// Revoked before the time at which the signature provably did not exist yet.
    Revoked = "REVOKED" => TotalFailed,
    /// Signed after the certificate had expired.
    Expired = "EXPIRED" => TotalFailed,
    /// Signed before the certificate became valid.
    NotYetValid = "NOT_YET_VALID" => TotalFailed,
    /// A constraint of the policy on the signature is not met.
    SigConstraintsFailure = "SIG_CONSTRAINTS_FAILURE" => Indeterminate,
    /// A constraint of the policy on the certificates is not met.
    ChainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE" => Indeterminate,
    /// The certificate path failed for another reason.
    CertificateChainGeneralFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE" => Indeterminate,
    /// An algorithm is not reliable enough.
    CryptoConstraintsFailure = "CRYPTO_CONSTRAINTS_FAILURE" => Indeterminate,
    /// As before, and no proof that the object existed while it still was.
    CryptoConstraintsFailureNoPoe = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE" => Indeterminate,
    /// The signing certificate could not be identified.
    NoSigningCertificateFound = "NO_SIGNING_CERTIFICATE_FOUND" => Indeterminate,
    /// No path to a trust anchor was found.
    NoCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND" => Indeterminate,
    /// Revoked, and no proof that the signature existed before.
    RevokedNoPoe = "REVOKED_NO_POE" => Indeterminate,
    /// A CA certificate is revoked, and no proof that the signature existed before.
    RevokedCaNoPoe = "REVOKED_CA_NO_POE" => Indeterminate,
    /// Expired or not yet valid, and no proof of when the signature was made.
    OutOfBoundsNoPoe = "OUT_OF_BOUNDS_NO_POE" => Indeterminate,
    /// As before, but known not to be revoked.
    OutOfBoundsNotRevoked = "OUT_OF_BOUNDS_NOT_REVOKED" => Indeterminate,
    /// Time-stamps contradict each other or the signing time.
    TimestampOrderFailure = "TIMESTAMP_ORDER_FAILURE" => Indeterminate,
    /// Signed data could not be obtained.
    SignedDataNotFound = "SIGNED_DATA_NOT_FOUND" => Indeterminate,
    /// A proof of existence is missing.
    NoPoe = "NO_POE" => Indeterminate,
    /// Not decidable now: revocation information is missing or too old.
    TryLater = "TRY_LATER" => Indeterminate,
    /// Another reason.
    Generic = "GENERIC" => Indeterminate,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The check was made and succeeded.
    Passed,
    /// Worth knowing; changes nothing.
    Info,
    /// Wrong or unusual, but not decisive.
    Warning,
    /// Decisive.
    Error,
}

impl Severity {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What findings say against something, taken together. That nobody objects proves nothing: a
/// [`Judgement`] needs a [`CompleteProof`] beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objections {
    /// The worse of the two verdicts that speak against it; `None`: nobody objects.
    verdict: Option<Verdict>,
    /// The worst sub-indication; the first one where several are equally bad.
    sub_indication: Option<SubIndication>,
}

impl Objections {
    /// Nobody objects.
    const NONE: Self = Self { verdict: None, sub_indication: None };

    /// Weighs findings: any INVALID objects as INVALID, else any INDETERMINATE as INDETERMINATE
    /// (検証要件, the order of the MediSignVerifier). Only findings of severity *error* weigh.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        findings.into_iter().map(Self::of_one).fold(Self::NONE, Self::worst)
    }

    fn of_one(finding: &Finding) -> Self {
        if finding.severity != Severity::Error {
            return Self::NONE;
        }
        match finding.code.entry().weight {
            Weight::Invalid(sub_indication) => {
                Self { verdict: Some(Verdict::Invalid), sub_indication }
            }
            Weight::Indeterminate(sub_indication) => {
                Self { verdict: Some(Verdict::Indeterminate), sub_indication }
            }
            Weight::Error | Weight::Warning | Weight::Info | Weight::Passed => Self::NONE,
        }
    }

    /// The worse of the two in each respect; on a tie the first one's sub-indication stays.
    fn worst(self, other: Self) -> Self {
        let rank = |objections: &Self| objections.sub_indication.map(SubIndication::indication);
        let sub_indication = match rank(&other) > rank(&self) {
            true => other.sub_indication,
            false => self.sub_indication,
        };
        Self { verdict: self.verdict.max(other.verdict), sub_indication }
    }

    /// The verdict that speaks against it: `Indeterminate` or `Invalid`. `None`: nobody objects.
    pub const fn verdict(self) -> Option<Verdict> {
        self.verdict
    }

    /// The sub-indication that speaks against it.
    pub const fn sub_indication(self) -> Option<SubIndication> {
        self.sub_indication
    }

    /// Whether nobody objects.
    pub const fn are_none(self) -> bool {
        self.verdict.is_none()
    }
}

/// That everything has been established which has to hold before something is VALID. Only what
/// carries its proof in its type implements this, and a test counts the places that do.
pub trait CompleteProof {}

/// Both conclusions on a signature, a document or a certificate.
///
/// VALID and TOTAL-PASSED come out of [`earned`](Self::earned) alone, and that takes a
/// [`CompleteProof`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    verdict: Verdict,
    sub_indication: Option<SubIndication>,
    passed: bool,
}

impl Judgement {
    /// What is proven is VALID unless a finding objects. A finding may object to the verdict and
    /// not to the indication: a broken time-stamp is no part of what EN 319 102-1 demands.
    pub fn earned(_proof: &impl CompleteProof, objections: Objections) -> Self {
        Self {
            verdict: objections.verdict.unwrap_or(Verdict::Valid),
            sub_indication: objections.sub_indication,
            passed: objections.sub_indication.is_none(),
        }
    }

    /// What is not proven is INDETERMINATE at best, whatever findings say or do not say.
    pub fn unproven(objections: Objections) -> Self {
        Self {
            verdict: objections.verdict.unwrap_or(Verdict::Indeterminate),
            sub_indication: objections.sub_indication.or(Some(SubIndication::Generic)),
            passed: false,
        }
    }

    /// The three-valued conclusion of the 検証要件.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The main status of EN 319 102-1.
    pub const fn indication(&self) -> Indication {
        match self.sub_indication {
            Some(sub_indication) => sub_indication.indication(),
            None if self.passed => Indication::TotalPassed,
            None => Indication::Indeterminate,
        }
    }

    /// Its sub-indication: that of the first finding that caused the indication.
    pub const fn sub_indication(&self) -> Option<SubIndication> {
        self.sub_indication
    }

    /// The worse of the two in each respect; on a tie the first one's sub-indication stays.
    #[must_use]
    pub fn worst(self, other: Self) -> Self {
        let worse = other.indication() > self.indication();
        Self {
            verdict: self.verdict.max(other.verdict),
            sub_indication: if worse { other.sub_indication } else { self.sub_indication },
            passed: self.passed && other.passed,
        }
    }
}

macro_rules! serialize_as_str {
    ($($name:ty),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    )*};
}
pub(crate) use serialize_as_str;

/// The word of a closed list, read back.
macro_rules! deserialize_from_str {
    ($($name:ident: $($variant:ident),+;)*) => {$(
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const ALL: &[$name] = &[$($name::$variant),+];
                const WORDS: &[&str] = &[$($name::$variant.as_str()),+];
                let text = String::deserialize(deserializer)?;
                let known = ALL.iter().find(|known| known.as_str() == text);
                known.copied().ok_or_else(|| serde::de::Error::unknown_variant(&text, WORDS))
            }
        }
    )*};
}
pub(crate) use deserialize_from_str;

serialize_as_str!(Verdict, Indication, SubIndication, Severity);
deserialize_from_str! {
    Verdict: Valid, Indeterminate, Invalid;
    Indication: TotalPassed, Indeterminate, TotalFailed;
}

impl SubIndication {
    /// By the word used by the standard and in JSON.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.as_str() == word)
    }
}
