//! The state between the two steps of signing.

use crate::settings_json::{self, Null, SettingsError, SettingsKind, SettingsProblem};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use shohosen_pki::Certificate;
use shohosen_pki::crypto::SignatureAlgorithm;
use shohosen_rx::document::PayloadKind;
use shohosen_xades::sign::PreparedSignature;

/// A document that lacks only the signature value. It can be stored as JSON and finished in
/// another process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub(super) kind: PayloadKind,
    pub(super) signature: PreparedSignature,
}

const VERSION: u32 = 1;
/// The usual algorithm, as an example of how one is written.
const RSA_SHA256: &str = "\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\", …";

/// The keys of the JSON. `digest` and `digest_info` are for whoever signs; nothing goes by them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    schema_version: u32,
    kind: Kind,
    signature_method: String,
    octets: String,
    digest: String,
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
    pub fn from_json(json: &[u8]) -> Result<Self, SettingsError> {
        let state: State = settings_json::read(json, Null::Refused, SettingsKind::Prepared)?;
        let refused = |place, problem| SettingsError::new(SettingsKind::Prepared, place, problem);
        let form = |place, expected: &str, actual| {
            refused(place, SettingsProblem::Form { expected: expected.to_owned(), actual })
        };
        if state.schema_version != VERSION {
            return Err(form("/schema_version", &VERSION.to_string(), "number"));
        }
        let octets =
            |place, text: &str| STANDARD.decode(text).map_err(|_| form(place, "base64", "string"));
        let certificate = Certificate::from_der(&octets("/certificate", &state.certificate)?);
        let algorithm = SignatureAlgorithm::from_xml_uri(&state.signature_method);
        Ok(Self {
            kind: match state.kind {
                Kind::Prescription => PayloadKind::Prescription,
                Kind::Dispensing => PayloadKind::Dispensing,
            },
            signature: PreparedSignature {
                document: octets("/document", &state.document)?,
                value_at: state.value_at,
                octets: octets("/octets", &state.octets)?,
                algorithm: algorithm
                    .map_err(|_| form("/signature_method", RSA_SHA256, "string"))?,
                certificate: certificate.map_err(|error| {
                    refused("/certificate", SettingsProblem::Unusable(error.finding()))
                })?,
            },
        })
    }
}
