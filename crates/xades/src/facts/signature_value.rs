//! Facts about the signature value (XML-DSig §3.2.2).

use super::identifier;
use crate::base64;
use crate::model::Signature;
use crate::namespace::EXCLUSIVE;
use crate::octets::{DigestId, NamedMethod, PendingDigests, Source, Workspace, write_element};
use serde::{Deserialize, Serialize};
use shohosen_pki::WorkBudget;
use shohosen_pki::crypto::{Digest, PublicKey, SignatureAlgorithm, SignatureError};
use shohosen_report::Text;

/// The signature value, what it is over, and whether it verifies with the signer's key.
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
    /// The digest of SignedInfo under `algorithm`, and the value, where both could be had.
    pub signed: Option<SignedDigest>,
    /// The outcome.
    pub outcome: Result<(), SignatureValueProblem>,
}

/// What a signature value is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedDigest {
    /// The digest of the canonical SignedInfo.
    pub digest: Digest,
    /// SignatureValue: as XML-DSig has it (ECDSA: r‖s).
    pub value: Vec<u8>,
}

impl SignatureValueFacts {
    /// The same held against another key.
    #[must_use]
    pub fn with_key(mut self, key: &PublicKey, budget: &WorkBudget) -> Self {
        if let (Some(algorithm), Some(signed)) = (self.algorithm, &self.signed) {
            self.outcome = verify(key, algorithm, signed, budget);
        }
        self.key = Some(name_of(key));
        self
    }
}

fn name_of(key: &PublicKey) -> String {
    format!("{} {}", key.kind(), key.bits())
}

fn verify(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    signed: &SignedDigest,
    budget: &WorkBudget,
) -> Result<(), SignatureValueProblem> {
    let operation = budget.take_operation().map_err(|_| SignatureValueProblem::NotTried)?;
    let outcome = operation.verify_digest_fixed(key, algorithm, &signed.digest, &signed.value);
    outcome.map_err(|error| match error {
        SignatureError::Mismatch => SignatureValueProblem::Invalid,
        error => SignatureValueProblem::Key(error),
    })
}

/// Why the value does not verify.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    #[serde(skip)]
    Key(SignatureError),
    /// The value is not that of this SignedInfo and this key.
    #[serde(skip)]
    Invalid,
    /// The budget for digesting is spent.
    TooManyOctets,
    /// The work allowed for one document was spent before.
    #[serde(skip)]
    NotTried,
}

impl Default for SignatureValueFacts {
    fn default() -> Self {
        Self {
            signature_method: Text::default(),
            canonicalization_method: Text::default(),
            algorithm: None,
            key: None,
            signed: None,
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
        budget: &WorkBudget,
    ) -> SignatureValueFacts {
        let prepared = self.prepared.and_then(|(algorithm, id, value)| {
            let digest = *digests.get(id).ok_or(SignatureValueProblem::NotCollected)?;
            Ok((algorithm, SignedDigest { digest, value }))
        });
        let outcome = prepared.as_ref().map_err(Clone::clone).and_then(|(algorithm, signed)| {
            verify(key.ok_or(SignatureValueProblem::NoKey)?, *algorithm, signed, budget)
        });
        SignatureValueFacts {
            signature_method: self.signature_method,
            canonicalization_method: self.canonicalization_method,
            algorithm: self.algorithm,
            key: key.map(name_of),
            signed: prepared.ok().map(|(_, signed)| signed),
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
    if source.budget.octets_are_spent() {
        return Err(SignatureValueProblem::TooManyOctets);
    }
    Ok((algorithm, sink.keep(), value))
}
