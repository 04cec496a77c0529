//! The state between the two steps of signing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use shohosen_pki::crypto::SignatureAlgorithm;
use shohosen_pki::{Certificate, CertificateError};
use shohosen_report::{Finding, codes};
use shohosen_rx::document::PayloadKind;
use shohosen_xades::sign::PreparedSignature;

/// A document that lacks only the signature value. It can be stored as JSON and finished in
/// another process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub(super) kind: PayloadKind,
    pub(super) signature: PreparedSignature,
}

/// Why a stored state cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PreparedStateError {
    /// Not JSON, or not with these keys.
    #[error("not a state of `prepare`: {0}")]
    Json(#[from] serde_json::Error),
    /// Another version than this library reads.
    #[error("a state of version {0}, this library reads version {VERSION}")]
    Version(u32),
    /// Octets that are not base64.
    #[error("{0} is not base64")]
    Base64(&'static str),
    /// An unknown signature algorithm.
    #[error("unknown signature algorithm {0}")]
    Algorithm(String),
    /// The certificate cannot be read.
    #[error("the certificate: {0}")]
    Certificate(#[from] CertificateError),
}

impl PreparedStateError {
    /// The error as a finding.
    pub fn finding(&self) -> Finding {
        codes::signing::STATE_MALFORMED.finding().with("reason", self.to_string())
    }
}

const VERSION: u32 = 1;

/// The keys of the JSON. `digest` and `digest_info` are for whoever signs; they are not read.
#[derive(Serialize, Deserialize)]
struct State {
    schema_version: u32,
    kind: Kind,
    signature_method: String,
    octets: String,
    #[serde(skip_deserializing)]
    digest: String,
    #[serde(skip_deserializing)]
    digest_info: String,
    certificate: String,
    value_at: usize,
    document: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Prescription,
    Dispensing,
}

impl Prepared {
    /// Which document it is.
    pub const fn kind(&self) -> PayloadKind {
        self.kind
    }

    /// The octets to be signed: SignedInfo in its canonical form. Whoever signs digests them.
    pub fn octets(&self) -> &[u8] {
        &self.signature.octets
    }

    /// The DER of the DigestInfo of the octets (RFC 8017 §9.2), for a signer that only pads.
    pub fn digest_info(&self) -> Vec<u8> {
        self.signature.digest_info()
    }

    /// The algorithm that the value must be of.
    pub const fn algorithm(&self) -> SignatureAlgorithm {
        self.signature.algorithm
    }

    /// The certificate with whose key the value must verify.
    pub const fn certificate(&self) -> &Certificate {
        &self.signature.certificate
    }

    /// As JSON: the octets (`octets`), their digest (`digest`) and its DigestInfo
    /// (`digest_info`), the algorithm as in XML (`signature_method`), the certificate and the
    /// document, octets in base64.
    pub fn to_json(&self) -> String {
        let signature = &self.signature;
        let algorithm = signature.algorithm;
        let state = State {
            schema_version: VERSION,
            kind: match self.kind {
                PayloadKind::Prescription => Kind::Prescription,
                PayloadKind::Dispensing => Kind::Dispensing,
            },
            signature_method: algorithm.xml_uri().unwrap_or_default().to_owned(),
            octets: STANDARD.encode(&signature.octets),
            digest: STANDARD.encode(algorithm.digest().digest(&signature.octets)),
            digest_info: STANDARD.encode(signature.digest_info()),
            certificate: STANDARD.encode(signature.certificate.der()),
            value_at: signature.value_at,
            document: STANDARD.encode(&signature.document),
        };
        // Text and numbers only: writing them as JSON cannot fail.
        serde_json::to_string_pretty(&state).unwrap_or_default()
    }

    /// From [`to_json`](Self::to_json).
    ///
    /// # Errors
    /// If it is something else. That it was not changed meanwhile is checked by
    /// [`Signer::finish`](crate::Signer::finish).
    pub fn from_json(json: &[u8]) -> Result<Self, PreparedStateError> {
        let state: State = serde_json::from_slice(json)?;
        if state.schema_version != VERSION {
            return Err(PreparedStateError::Version(state.schema_version));
        }
        let octets =
            |key, text: &str| STANDARD.decode(text).map_err(|_| PreparedStateError::Base64(key));
        Ok(Self {
            kind: match state.kind {
                Kind::Prescription => PayloadKind::Prescription,
                Kind::Dispensing => PayloadKind::Dispensing,
            },
            signature: PreparedSignature {
                document: octets("document", &state.document)?,
                value_at: state.value_at,
                octets: octets("octets", &state.octets)?,
                algorithm: SignatureAlgorithm::from_xml_uri(&state.signature_method)
                    .map_err(|error| PreparedStateError::Algorithm(error.identifier))?,
                certificate: Certificate::from_der(&octets("certificate", &state.certificate)?)?,
            },
        })
    }
}
