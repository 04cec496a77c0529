//! Why a signature was not made.

use super::ProviderError;
use crate::octets::ReferenceProblem;
use shohosen_pki::crypto::{PublicKey, SignatureAlgorithm, SignatureError};
use shohosen_report::{Code, Finding, codes};

/// Why a signature was not made. Nothing half-made is ever returned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The document is not XML within the limits.
    #[error(transparent)]
    Xml(#[from] shohosen_xml::Error),
    /// The key, or what stands behind it, did not sign.
    #[error(transparent)]
    Key(#[from] ProviderError),
    /// The algorithm does not go with the key.
    #[error("a key of kind {key} cannot sign with {algorithm}")]
    Algorithm {
        /// The algorithm.
        algorithm: SignatureAlgorithm,
        /// The kind and size of the key, as in "RSA 2048".
        key: String,
    },
    /// A reference of the new signature finds nothing to digest, or more than one thing.
    #[error("the reference {uri} cannot be digested: {problem:?}")]
    Reference {
        /// Its URI.
        uri: String,
        /// Why.
        problem: ReferenceProblem,
    },
    /// The place for the signature is not inside the document.
    #[error("the document has no place for a signature at octet {at}")]
    Place {
        /// The octet.
        at: usize,
    },
    /// The value is not that of these octets and this certificate's key.
    #[error("the signature value does not verify with the certificate: {reason}")]
    Value {
        /// Why.
        reason: SignatureError,
    },
}

impl SignError {
    /// The stable code of the error.
    pub fn code(&self) -> Code {
        self.finding().code
    }

    /// The error as a finding: with evidence, text in both languages and remedy.
    pub fn finding(&self) -> Finding {
        use codes::signing as code;
        match self {
            Self::Xml(error) => error.finding(),
            Self::Key(error) => error.finding().clone(),
            Self::Algorithm { algorithm, key } => code::KEY_ALGORITHM_UNSUPPORTED
                .finding()
                .with("algorithm", algorithm.to_string())
                .with("key", key.clone()),
            Self::Reference { uri, problem } => code::REFERENCE_FAILED
                .finding()
                .with("uri", uri.clone())
                .with("problem", format!("{problem:?}")),
            Self::Place { at } => code::PLACE_MISSING.finding().with("offset", *at),
            Self::Value { reason } => {
                code::VALUE_MISMATCH.finding().with("reason", reason.to_string())
            }
        }
    }
}

/// The algorithm of a key that nobody chose one for: RSA PKCS#1 v1.5 with SHA-256 as in every
/// HPKI signature, ECDSA with the digest as long as the field of the curve. `None` for a key that
/// cannot sign here.
pub fn default_algorithm(key: &PublicKey) -> Option<SignatureAlgorithm> {
    use shohosen_pki::crypto::{DigestAlgorithm, PublicKeyKind};
    match key.kind() {
        PublicKeyKind::Rsa => Some(SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256)),
        PublicKeyKind::EcP256 => Some(SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256)),
        PublicKeyKind::EcP384 => Some(SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha384)),
        _ => None,
    }
}

/// Whether the algorithm can be had of the key.
pub(super) fn check_algorithm(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
) -> Result<&'static str, SignError> {
    let fits = match default_algorithm(key) {
        Some(SignatureAlgorithm::RsaPkcs1(_)) => {
            matches!(algorithm, SignatureAlgorithm::RsaPkcs1(_) | SignatureAlgorithm::RsaPss { .. })
        }
        Some(SignatureAlgorithm::Ecdsa(_)) => matches!(algorithm, SignatureAlgorithm::Ecdsa(_)),
        _ => false,
    };
    let key = || format!("{} {}", key.kind(), key.bits());
    algorithm
        .xml_uri()
        .filter(|_| fits)
        .ok_or_else(|| SignError::Algorithm { algorithm, key: key() })
}
