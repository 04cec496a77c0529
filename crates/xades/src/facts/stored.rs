//! Facts as they are stored, and read back.
//!
//! What is stored are values and no conclusions: both digests of a reference, the digest of
//! SignedInfo and the signature value, the tokens. Whether a digest matches and a signature
//! verifies is found out again when facts are read. Certificates, lists and tokens stand in base64.

use super::{
    Digests, ManifestFacts, ReferenceFacts, ShownFacts, SignatureFacts, SignatureValueFacts,
    SignatureValueProblem, SignedDigest, SigningCertificateFacts, Structure, TimeStampFacts,
    TimeStampKind, TimeStampProblem, UnreadProperty, ValidationData,
};
use crate::encoding;
use crate::octets::{Digested, ReferenceProblem, Target};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use shohosen_pki::crypto::{Digest, DigestAlgorithm, SignatureAlgorithm};
use shohosen_pki::{SignatureCache, WorkBudget};
use shohosen_report::{Level, Text, Time};
use shohosen_xml::NodeId;
use std::sync::Arc;

/// The facts of a signature as they are stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredSignature {
    node: u32,
    path: Text,
    level: Option<Level>,
    structure: Structure,
    signing_time: Option<Text>,
    references: Vec<StoredReference>,
    key_info: Option<u32>,
    signed_properties: Option<u32>,
    signing_certificate: SigningCertificateFacts,
    signature_value: StoredValue,
    time_stamps: Vec<StoredTimeStamp>,
    /// Their TimeStampValidationData, each once.
    time_stamp_data: Vec<ValidationData>,
    validation_data: ValidationData,
    manifests: Vec<StoredManifest>,
    shown: Vec<ShownFacts>,
    unread_properties: Vec<UnreadProperty>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredReference {
    uri: Option<Text>,
    #[serde(rename = "type")]
    reference_type: Option<Text>,
    path: Text,
    target: Option<Target>,
    digested: Option<Digested>,
    digest_method: Text,
    digests: Result<StoredDigests, ReferenceProblem>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredDigests {
    #[serde(with = "encoding::octets")]
    expected: Vec<u8>,
    actual: StoredDigest,
}

/// A digest; `None` where none was computed.
#[derive(Clone, Copy, Debug)]
struct StoredDigest(Option<Digest>);

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredManifest {
    node: u32,
    path: Text,
    references: Vec<StoredReference>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredValue {
    signature_method: Text,
    canonicalization_method: Text,
    /// The digest of SignedInfo.
    digest: StoredDigest,
    #[serde(with = "encoding::optional_octets")]
    value: Option<Vec<u8>>,
    /// Why there is no digest or no value.
    problem: Option<SignatureValueProblem>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredTimeStamp {
    kind: TimeStampKind,
    path: Text,
    #[serde(with = "encoding::optional_octets")]
    token: Option<Vec<u8>>,
    /// The digest of what the time-stamp should be over.
    imprint: StoredDigest,
    /// Why there is no token or no digest, unless the token says it.
    problem: Option<TimeStampProblem>,
    /// Which of `time_stamp_data` are its own.
    validation_data: usize,
}

/// Stored facts that name an entry which they do not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: entry {found} of {entries}")]
pub struct NoSuchEntry {
    /// Where it is named, below the facts of the signature.
    pub place: String,
    /// Its number, from 0.
    pub found: usize,
    /// How many there are.
    pub entries: usize,
}

impl Serialize for StoredDigest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        encoding::optional_octets::serialize(&self.0.map(|digest| digest.to_vec()), serializer)
    }
}

impl<'de> Deserialize<'de> for StoredDigest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let octets = encoding::optional_octets::deserialize(deserializer)?;
        let read = |octets: Vec<u8>| {
            Digest::from_octets(&octets).ok_or_else(|| D::Error::custom("expected a digest"))
        };
        octets.map(read).transpose().map(Self)
    }
}

impl From<&SignatureFacts> for StoredSignature {
    fn from(facts: &SignatureFacts) -> Self {
        let references = |facts: &[ReferenceFacts]| facts.iter().map(Into::into).collect();
        let mut data: Vec<&Arc<ValidationData>> = Vec::new();
        let time_stamps = facts.time_stamps.iter().map(|stamp| {
            let known = data.iter().position(|known| Arc::ptr_eq(known, &stamp.validation_data));
            let number = known.unwrap_or_else(|| {
                data.push(&stamp.validation_data);
                data.len() - 1
            });
            StoredTimeStamp::of(stamp, number)
        });
        let time_stamps = time_stamps.collect();
        Self {
            node: facts.node.number(),
            path: facts.path.clone(),
            level: facts.level,
            structure: facts.structure.clone(),
            signing_time: facts.signing_time.as_ref().map(|(text, _)| text.clone().into()),
            references: references(&facts.references),
            key_info: facts.key_info.map(NodeId::number),
            signed_properties: facts.signed_properties.map(NodeId::number),
            signing_certificate: facts.signing_certificate.clone(),
            signature_value: (&facts.signature_value).into(),
            time_stamps,
            time_stamp_data: data.into_iter().map(|data| (**data).clone()).collect(),
            validation_data: facts.validation_data.clone(),
            manifests: facts
                .manifests
                .iter()
                .map(|manifest| StoredManifest {
                    node: manifest.node.number(),
                    path: manifest.path.clone(),
                    references: references(&manifest.references),
                })
                .collect(),
            shown: facts.shown.clone(),
            unread_properties: facts.unread_properties.clone(),
        }
    }
}

impl StoredSignature {
    /// The facts. Digests are compared and signatures verified again, within the budget of the document.
    ///
    /// # Errors
    /// If they name what they do not hold.
    pub fn read(
        self,
        cache: &SignatureCache,
        budget: &WorkBudget,
    ) -> Result<SignatureFacts, NoSuchEntry> {
        let data: Vec<_> = self.time_stamp_data.into_iter().map(Arc::new).collect();
        let mut time_stamps: Vec<TimeStampFacts> = Vec::with_capacity(self.time_stamps.len());
        for (index, stamp) in self.time_stamps.into_iter().enumerate() {
            let validation_data = data.get(stamp.validation_data).ok_or_else(|| NoSuchEntry {
                place: format!("time_stamps[{index}].validation_data"),
                found: stamp.validation_data,
                entries: data.len(),
            })?;
            let validation_data = Arc::clone(validation_data);
            time_stamps.push(stamp.read(validation_data, &time_stamps, cache, budget));
        }
        // In the order in which they were verified first.
        let certificate = self.signing_certificate.certificate.as_ref();
        let key = certificate.map(|certificate| certificate.public_key());
        let signature_value = self.signature_value.read(key, budget);
        Ok(SignatureFacts {
            node: NodeId::from_number(self.node),
            path: self.path,
            level: self.level,
            structure: self.structure,
            signing_time: self.signing_time.map(|text| {
                let time = Time::parse_rfc3339(&text).ok();
                (text.into_string(), time)
            }),
            references: self.references.into_iter().map(StoredReference::read).collect(),
            key_info: self.key_info.map(NodeId::from_number),
            signed_properties: self.signed_properties.map(NodeId::from_number),
            signing_certificate: self.signing_certificate,
            signature_value,
            time_stamps,
            validation_data: self.validation_data,
            manifests: self
                .manifests
                .into_iter()
                .map(|manifest| ManifestFacts {
                    node: NodeId::from_number(manifest.node),
                    path: manifest.path,
                    references: manifest
                        .references
                        .into_iter()
                        .map(StoredReference::read)
                        .collect(),
                })
                .collect(),
            shown: self.shown,
            unread_properties: self.unread_properties,
        })
    }
}

impl From<&ReferenceFacts> for StoredReference {
    fn from(facts: &ReferenceFacts) -> Self {
        let digests = facts.digests.as_ref().map_err(Clone::clone);
        Self {
            uri: facts.uri.clone(),
            reference_type: facts.reference_type.clone(),
            path: facts.path.clone(),
            target: facts.target,
            digested: facts.digested,
            digest_method: facts.digest_method.clone(),
            digests: digests.map(|digests| StoredDigests {
                expected: digests.expected.clone(),
                actual: StoredDigest(digests.actual),
            }),
        }
    }
}

impl StoredReference {
    fn read(self) -> ReferenceFacts {
        ReferenceFacts {
            uri: self.uri,
            reference_type: self.reference_type,
            path: self.path,
            target: self.target,
            digested: self.digested,
            digest_algorithm: DigestAlgorithm::from_xml_uri(&self.digest_method).ok(),
            digest_method: self.digest_method,
            digests: self
                .digests
                .map(|digests| Digests { expected: digests.expected, actual: digests.actual.0 }),
        }
    }
}

impl From<&SignatureValueFacts> for StoredValue {
    fn from(facts: &SignatureValueFacts) -> Self {
        let signed = facts.signed.as_ref();
        Self {
            signature_method: facts.signature_method.clone(),
            canonicalization_method: facts.canonicalization_method.clone(),
            digest: StoredDigest(signed.map(|signed| signed.digest)),
            value: signed.map(|signed| signed.value.clone()),
            problem: facts.outcome.as_ref().err().filter(|_| signed.is_none()).cloned(),
        }
    }
}

impl StoredValue {
    fn read(
        self,
        key: Option<&shohosen_pki::crypto::PublicKey>,
        budget: &WorkBudget,
    ) -> SignatureValueFacts {
        let signed = self.digest.0.zip(self.value);
        let facts = SignatureValueFacts {
            algorithm: SignatureAlgorithm::from_xml_uri(&self.signature_method).ok(),
            signature_method: self.signature_method,
            canonicalization_method: self.canonicalization_method,
            key: None,
            outcome: Err(match (self.problem, &signed) {
                (Some(problem), None) => problem,
                (None, None) => SignatureValueProblem::NotCollected,
                (_, Some(_)) => SignatureValueProblem::NoKey,
            }),
            signed: signed.map(|(digest, value)| SignedDigest { digest, value }),
        };
        match key {
            Some(key) => facts.with_key(key, budget),
            None => facts,
        }
    }
}

impl StoredTimeStamp {
    fn of(facts: &TimeStampFacts, validation_data: usize) -> Self {
        let token = facts.token.as_ref().map(|token| token.octets());
        Self {
            kind: facts.kind,
            path: facts.path.clone(),
            token: token.or(facts.unread_token.as_deref()).map(<[u8]>::to_vec),
            imprint: StoredDigest(facts.imprint),
            problem: facts.problem.clone().filter(|p| !matches!(p, TimeStampProblem::Token(_))),
            validation_data,
        }
    }

    fn read(
        self,
        validation_data: Arc<ValidationData>,
        before: &[TimeStampFacts],
        cache: &SignatureCache,
        budget: &WorkBudget,
    ) -> TimeStampFacts {
        let mut facts = TimeStampFacts {
            kind: self.kind,
            path: self.path,
            token: None,
            unread_token: None,
            verification: None,
            imprint: self.imprint.0,
            problem: self.problem,
            validation_data,
        };
        if let Some(octets) = self.token
            && let Err(error) = facts.read_token(octets, before.iter(), cache, budget)
        {
            facts.problem = Some(TimeStampProblem::Token(error));
        }
        facts
    }
}
