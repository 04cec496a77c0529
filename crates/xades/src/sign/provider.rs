//! What signing takes from outside: keys, time-stamps, revocation information.

use shohosen_pki::crypto::{Digest, DigestAlgorithm, SignatureAlgorithm};
use shohosen_pki::{Certificate, CertificateList, OcspResponse};
use shohosen_report::{Code, Finding, Language, Time};
use std::error::Error;
use std::fmt;

/// A private key with the certificate of its holder: a file, a card, a remote signer.
///
/// The trait is object-safe; a key that cannot be used by two threads at a time (a card) locks
/// inside.
///
/// ```
/// use shohosen_pki::Certificate;
/// use shohosen_pki::crypto::SignatureAlgorithm;
/// use shohosen_xades::sign::{ProviderError, SigningKey, digest_info};
///
/// /// A card that pads and signs a DigestInfo (CKM_RSA_PKCS).
/// struct Card {
///     certificate: Certificate,
/// }
///
/// impl SigningKey for Card {
///     fn certificate(&self) -> &Certificate {
///         &self.certificate
///     }
///
///     fn sign(&self, octets: &[u8], algorithm: SignatureAlgorithm) -> Result<Vec<u8>, ProviderError> {
///         let info = digest_info(algorithm.digest(), octets);
///         # fn send_to_card(_: &[u8]) -> Result<Vec<u8>, ProviderError> { Ok(Vec::new()) }
///         send_to_card(&info)
///     }
/// }
/// ```
pub trait SigningKey: Send + Sync {
    /// The certificate of the holder; its public key is the one that this key's signatures
    /// verify with.
    fn certificate(&self) -> &Certificate;

    /// Signs octets (not their digest). The value is as XML Signature has it: RSA as long as the
    /// modulus, ECDSA the two numbers r‖s, each as long as the field of the curve (XML Signature
    /// 1.1 §6.4.3).
    ///
    /// The caller verifies the value before it uses it.
    ///
    /// # Errors
    /// If the key cannot sign with this algorithm, or cannot be reached or unlocked.
    fn sign(&self, octets: &[u8], algorithm: SignatureAlgorithm) -> Result<Vec<u8>, ProviderError>;

    /// As [`sign`](Self::sign), for a caller who has the digest of the octets by the algorithm's own
    /// digest algorithm at hand. Worth implementing for a key that can sign a digest.
    ///
    /// # Errors
    /// As [`sign`](Self::sign).
    fn sign_digested(
        &self,
        octets: &[u8],
        digest: &Digest,
        algorithm: SignatureAlgorithm,
    ) -> Result<Vec<u8>, ProviderError> {
        let _ = digest;
        self.sign(octets, algorithm)
    }
}

/// A time-stamp authority (RFC 3161).
pub trait TimeStampAuthority: Send + Sync {
    /// Has a digest time-stamped. Returns the token: the DER (or BER) of the CMS ContentInfo
    /// inside the answer, not the answer itself.
    ///
    /// The caller checks that the token is over this very imprint and verifies it; what only the
    /// requester can know (the nonce, the status of the answer) is for the implementation to
    /// check.
    ///
    /// # Errors
    /// If the authority cannot be reached, refuses, or answers something else.
    fn time_stamp(
        &self,
        algorithm: DigestAlgorithm,
        imprint: &[u8],
    ) -> Result<Vec<u8>, ProviderError>;
}

/// Where certificates and revocation information come from: files, memory, HTTP.
pub trait RevocationSource: Send + Sync {
    /// Revocation information for each certificate of a path: the end entity first, then its
    /// issuers, without the trust anchor (which is never checked for revocation). `at` is the
    /// time at which the information has to be current: now, for a source that fetches.
    ///
    /// What is found may be too much (lists of other issuers): it is selected and verified by
    /// the caller. What is not found is left out; that is no error. What could not be fetched is
    /// named in [`RevocationMaterial::failures`]: it may be at hand elsewhere.
    ///
    /// # Errors
    /// If nothing could be read or fetched at all. It counts as a failure of that kind.
    fn revocation_for(
        &self,
        path: &[Certificate],
        at: Time,
    ) -> Result<RevocationMaterial, ProviderError>;

    /// Certificates that may be needed to complete a path. They are not trusted for coming from
    /// here. None by default.
    ///
    /// # Errors
    /// If something could not be read or fetched.
    fn certificates(&self) -> Result<Vec<Certificate>, ProviderError> {
        Ok(Vec::new())
    }
}

/// What a [`RevocationSource`] has found.
#[derive(Clone, Debug, Default)]
pub struct RevocationMaterial {
    /// Revocation lists.
    pub crls: Vec<CertificateList>,
    /// OCSP responses.
    pub ocsp_responses: Vec<OcspResponse>,
    /// Certificates needed to verify those (of an OCSP responder, of an issuer of lists).
    pub certificates: Vec<Certificate>,
    /// Why something could not be read or fetched. It is told where that is missed, and no
    /// obstacle where other information does.
    pub failures: Vec<Finding>,
}

impl RevocationMaterial {
    /// Nothing.
    pub const EMPTY: Self = Self {
        crls: Vec::new(),
        ocsp_responses: Vec::new(),
        certificates: Vec::new(),
        failures: Vec::new(),
    };
}

/// Everything it holds, for every path: files that were read beforehand.
impl RevocationSource for RevocationMaterial {
    fn revocation_for(&self, _: &[Certificate], _: Time) -> Result<Self, ProviderError> {
        Ok(self.clone())
    }

    fn certificates(&self) -> Result<Vec<Certificate>, ProviderError> {
        Ok(self.certificates.clone())
    }
}

/// Why a key, a time-stamp authority or a source of revocation information did not do what it
/// was asked for: a finding with a code, evidence and a remedy in both languages, and the error
/// behind it, if there is one, for callers who know its type.
#[derive(Debug)]
pub struct ProviderError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    finding: Finding,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl ProviderError {
    /// With this finding.
    pub fn new(finding: Finding) -> Self {
        Self(Box::new(Inner { finding, source: None }))
    }

    /// With the error behind it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What happened.
    pub fn finding(&self) -> &Finding {
        &self.0.finding
    }

    /// The stable code of [`finding`](Self::finding).
    pub fn code(&self) -> Code {
        self.0.finding.code
    }
}

impl fmt::Display for ProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.finding.message(Language::English))
    }
}

impl Error for ProviderError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_traits_can_be_used_behind_a_pointer_from_several_threads() {
        fn shared<T: ?Sized + Send + Sync>() {}
        shared::<dyn SigningKey>();
        shared::<dyn TimeStampAuthority>();
        shared::<dyn RevocationSource>();
        shared::<ProviderError>();
    }

    #[test]
    fn an_error_of_a_provider_keeps_the_one_behind_it() {
        let behind = std::io::Error::other("the reader is gone");
        let finding = shohosen_report::codes::xades::LIMIT_EXCEEDED.finding();
        let error = ProviderError::new(finding).with_source(behind);
        assert_eq!(error.code().id(), "xades.limit.exceeded");
        let source = error.source().unwrap();
        assert!(source.downcast_ref::<std::io::Error>().is_some());
        assert_eq!(source.to_string(), "the reader is gone");
    }
}
