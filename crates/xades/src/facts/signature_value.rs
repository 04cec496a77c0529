//! Facts about the signature value (XML-DSig §3.2.2).

use super::identifier;
use crate::base64;
use crate::model::Signature;
use crate::namespace::EXCLUSIVE;
use crate::octets::{DigestId, NamedMethod, PendingDigests, Source, Workspace, write_element};
use shohosen_pki::crypto::{self, PublicKey, SignatureAlgorithm, SignatureError};
use shohosen_report::Text;

/// Whether the value verifies with the signer's key.
#[derive(Clone, Debug)]
pub struct SignatureValueFacts {
    /// SignatureMethod as it stands.
    pub signature_method: Text,
    /// CanonicalizationMethod as it stands.
    pub canonicalization_method: Text,
    /// The algorithm, if it is a public-key algorithm that we know.
    pub algorithm: Option<SignatureAlgorithm>,
    /// The kind and size of the key, as in "RSA 2048".
    pub key: Option<String>,
    /// The outcome.
    pub outcome: Result<(), SignatureValueProblem>,
}

/// Why the value does not verify.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureValueProblem {
    /// Not collected: the structure does not allow it.
    NotCollected,
    /// The signature algorithm is unknown, or not a public-key algorithm (HMAC).
    UnknownAlgorithm,
    /// The canonicalization of SignedInfo is unknown.
    UnknownCanonicalization,
    /// SignatureValue is not base64.
    NotBase64,
    /// There is no key to verify with.
    NoKey,
    /// The algorithm and the key do not belong together, or the key is of no use.
    Key(SignatureError),
    /// The value is not that of this SignedInfo and this key.
    Invalid,
    /// The budget for digesting is spent.
    TooManyOctets,
}

impl Default for SignatureValueFacts {
    fn default() -> Self {
        Self {
            signature_method: Text::default(),
            canonicalization_method: Text::default(),
            algorithm: None,
            key: None,
            outcome: Err(SignatureValueProblem::NotCollected),
        }
    }
}

/// A signature value whose SignedInfo is not digested yet.
pub(super) struct PendingSignatureValue {
    signature_method: Text,
    canonicalization_method: Text,
    algorithm: Option<SignatureAlgorithm>,
    /// The digest of SignedInfo, and the value.
    prepared: Result<(SignatureAlgorithm, DigestId, Vec<u8>), SignatureValueProblem>,
}

impl PendingSignatureValue {
    pub(super) fn collect(
        source: &Source<'_, '_>,
        signature: &Signature<'_, '_>,
        workspace: &mut Workspace,
    ) -> Self {
        let signature_method =
            signature.signature_method.attribute("Algorithm").unwrap_or_default();
        let algorithm = SignatureAlgorithm::from_xml_uri(signature_method).ok();
        let canonicalization_method =
            signature.canonicalization_method.attribute("Algorithm").unwrap_or_default();
        Self {
            canonicalization_method: identifier(canonicalization_method, Some(EXCLUSIVE)),
            algorithm,
            prepared: prepare(source, signature, algorithm, workspace),
            signature_method: identifier(
                signature_method,
                algorithm.and_then(SignatureAlgorithm::xml_uri),
            ),
        }
    }

    /// With the outcome.
    pub(super) fn settle(
        self,
        key: Option<&PublicKey>,
        digests: &PendingDigests,
    ) -> SignatureValueFacts {
        let outcome = self.prepared.and_then(|(algorithm, id, value)| {
            let key = key.ok_or(SignatureValueProblem::NoKey)?;
            let digest = digests.get(id).ok_or(SignatureValueProblem::NotCollected)?;
            crypto::verify_digest_fixed(key, algorithm, digest, &value).map_err(|error| match error
            {
                SignatureError::Mismatch => SignatureValueProblem::Invalid,
                error => SignatureValueProblem::Key(error),
            })
        });
        SignatureValueFacts {
            signature_method: self.signature_method,
            canonicalization_method: self.canonicalization_method,
            algorithm: self.algorithm,
            key: key.map(|key| format!("{} {}", key.kind(), key.bits())),
            outcome,
        }
    }
}

fn prepare(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    algorithm: Option<SignatureAlgorithm>,
    workspace: &mut Workspace,
) -> Result<(SignatureAlgorithm, DigestId, Vec<u8>), SignatureValueProblem> {
    let algorithm = algorithm.ok_or(SignatureValueProblem::UnknownAlgorithm)?;
    let method = NamedMethod::read(signature.canonicalization_method)
        .map_err(|_| SignatureValueProblem::UnknownCanonicalization)?;
    let value = base64::decode(&signature.signature_value.text())
        .ok_or(SignatureValueProblem::NotBase64)?;
    let mut sink = workspace.digests.sink(algorithm.digest(), source.budget);
    // SignedInfo is an apex of its own, so comments stay if the method says so (XML-DSig §4.4.1).
    let (element, scratch) = (signature.signed_info.id(), &mut workspace.scratch);
    write_element(source.document, element, &method.method(), scratch, &mut sink);
    if source.budget.is_spent() {
        return Err(SignatureValueProblem::TooManyOctets);
    }
    Ok((algorithm, sink.keep(), value))
}
