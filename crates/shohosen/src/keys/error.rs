//! What can be wrong with a key from a file.

use super::KeyCandidate;
use shohosen_report::{Finding, Phrase, codes};

/// Why a private key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SoftwareKeyError {
    /// Neither DER nor PEM of a private key.
    #[error("not a private key (PKCS#8, PEM or DER): {0}")]
    Malformed(Phrase),
    /// The key is encrypted, and no password was given.
    #[error("the private key is encrypted: a password is needed")]
    Encrypted,
    /// It is encrypted in a way that is not supported.
    #[error("the private key is encrypted in a way that is not supported: {0}")]
    Encryption(Phrase),
    /// The password is not the one that the key or the PKCS#12 file was encrypted with.
    #[error("the password is wrong")]
    WrongPassword,
    /// A PKCS#12 file that cannot be read.
    #[error("not a PKCS#12 file that can be opened: {0}")]
    Pkcs12(Phrase),
    /// Several private keys in one PEM text.
    #[error("{0} private keys in one file")]
    Several(usize),
    /// A PKCS#12 file with several private keys, of which none or more than one is for signatures.
    #[error("{keys} private keys in the file, {for_signatures} of them for signatures")]
    Ambiguous {
        /// How many there are.
        keys: usize,
        /// How many of them have a certificate with the key usage nonRepudiation.
        for_signatures: usize,
        /// Those that could be meant.
        candidates: Vec<KeyCandidate>,
    },
    /// No key of the PKCS#12 file is the one that was asked for.
    #[error("no private key in the file is the one asked for by {wanted}")]
    NotInFile {
        /// What it was asked for by: `friendlyName`, `localKeyId` or `certificate`.
        wanted: &'static str,
        /// Those that are there.
        candidates: Vec<KeyCandidate>,
    },
    /// The key is not the one of the certificate.
    #[error("the private key does not belong to the certificate")]
    OtherCertificate,
    /// The certificate has a key that cannot sign here.
    #[error("keys of kind {0} are not supported")]
    Kind(String),
    /// This build does not sign with keys from files: it was made without AWS-LC (the feature
    /// `software-keys`).
    #[error("this build was made without AWS-LC and does not sign with keys from files")]
    NotBuiltIn,
}

impl SoftwareKeyError {
    /// The error as a finding: with text in both languages and remedy.
    pub fn finding(&self) -> Finding {
        use codes::signing as code;
        match self {
            Self::Malformed(reason) => code::KEY_MALFORMED.finding().with("reason", reason.clone()),
            Self::Pkcs12(reason) => code::KEY_PKCS12.finding().with("reason", reason.clone()),
            Self::Several(keys) => code::KEY_SEVERAL.finding().with("keys", *keys),
            Self::Ambiguous { keys, for_signatures, candidates } => code::KEY_AMBIGUOUS
                .finding()
                .with("keys", *keys)
                .with("for_signatures", *for_signatures)
                .with("found", listed(candidates)),
            Self::NotInFile { wanted, candidates } => code::KEY_NOT_IN_FILE
                .finding()
                .with("wanted", wanted_words(wanted))
                .with("found", listed(candidates)),
            Self::Encrypted => code::KEY_ENCRYPTED.finding(),
            Self::Encryption(reason) => {
                code::KEY_ENCRYPTION_UNSUPPORTED.finding().with("reason", reason.clone())
            }
            Self::WrongPassword => code::KEY_WRONG_PASSWORD.finding(),
            Self::OtherCertificate => code::KEY_OTHER_CERTIFICATE.finding(),
            Self::Kind(kind) => code::KEY_KIND_UNSUPPORTED.finding().with("kind", kind.clone()),
            Self::NotBuiltIn => code::KEY_NOT_BUILT_IN.finding(),
        }
    }
}

/// What was asked for: two of them are names of PKCS#9, one a word.
fn wanted_words(wanted: &'static str) -> Phrase {
    let japanese = if wanted == "certificate" { "証明書" } else { wanted };
    Phrase::new(japanese, wanted)
}

fn listed(candidates: &[KeyCandidate]) -> Vec<String> {
    candidates.iter().map(ToString::to_string).collect()
}
