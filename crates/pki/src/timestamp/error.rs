//! Why octets are not a time-stamp token, and why a token is not what it claims to be.

use crate::Oid;
use crate::certificate::CertificateError;
use crate::cms::{Asn1Error, CmsError};
use crate::crypto::{AlgorithmRefused, SignatureAlgorithm, UnsupportedAlgorithm};
use shohosen_report::{Evidence, Finding, Phrase, Text, Value, codes::timestamp as codes};

/// Why octets are not a time-stamp token or response.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeStampError {
    /// The encoding or structure is not that of RFC 3161 and RFC 5652.
    #[error("not a time-stamp token: {0}")]
    Malformed(#[from] Asn1Error),
    /// Octets follow the token.
    #[error("{octets} octets follow the time-stamp token")]
    TrailingData {
        /// How many.
        octets: usize,
    },
    /// It is another kind of object.
    #[error("{field} is {actual} where {expected} belongs")]
    ContentType {
        /// The field that says so.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        actual: Oid,
    },
    /// It has a critical extension that is not understood.
    #[error("the critical extension {extension} is not understood")]
    CriticalExtension {
        /// The extension.
        extension: Oid,
    },
    /// The authority did not grant a token.
    #[error("the time-stamp authority refused: status {status}, failInfo {failure}")]
    Rejected {
        /// `PKIStatus`: 2 rejection, 3 waiting, 4 and 5 about revocation.
        status: u32,
        /// The names of the bits of `PKIFailureInfo`.
        failure: String,
        /// `PKIFreeText`.
        text: String,
    },
    /// The authority granted a token but sent none.
    #[error("the response is granted (status {status}) but holds no token")]
    WithoutToken {
        /// `PKIStatus`: 0 granted, 1 granted with modifications.
        status: u32,
    },
}

impl From<CmsError> for TimeStampError {
    fn from(error: CmsError) -> Self {
        match error {
            CmsError::Encoding(error) => error.into(),
            CmsError::TrailingData(octets) => Self::TrailingData { octets },
            CmsError::NotSignedData(actual) => Self::ContentType {
                field: "ContentInfo.contentType",
                expected: "id-signedData",
                actual,
            },
        }
    }
}

impl TimeStampError {
    /// The finding that reports this error.
    pub fn finding(&self) -> Finding {
        match self {
            Self::Malformed(error) => asn1_evidence(codes::TOKEN_MALFORMED.finding(), error),
            Self::TrailingData { octets } => {
                codes::TOKEN_TRAILING_DATA.finding().with("octets", *octets)
            }
            Self::ContentType { field, expected, actual } => codes::TOKEN_CONTENT_TYPE
                .finding()
                .with("field", *field)
                .with("expected", *expected)
                .with("actual", actual.to_string()),
            Self::CriticalExtension { extension } => {
                codes::TOKEN_CRITICAL_EXTENSION.finding().with("extension", extension.to_string())
            }
            Self::Rejected { status, failure, text } => codes::RESPONSE_REJECTED
                .finding()
                .with("status", *status)
                .with("failure", failure.clone())
                .with("text", text.clone()),
            Self::WithoutToken { status } => {
                codes::RESPONSE_WITHOUT_TOKEN.finding().with("status", *status)
            }
        }
    }
}

/// A finding with the evidence of an encoding error.
pub(crate) fn asn1_evidence(finding: Finding, error: &Asn1Error) -> Finding {
    finding
        .with("field", error.field)
        .with("offset", error.offset)
        .with("problem", Phrase::from(&error.problem))
}

/// Something about a token that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenProblem {
    /// No certificate at hand is the one that the signer identifier names.
    #[error("the TSA certificate is not at hand: issuer {issuer}, serial {serial:02x?}")]
    SignerNotFound {
        /// The issuer, or `subjectKeyIdentifier`.
        issuer: Text,
        /// The serial number, or the key identifier.
        serial: Vec<u8>,
        /// How many certificates the token holds.
        embedded: usize,
    },
    /// A certificate is at hand, but its digest or issuer and serial number are not those in the
    /// signed attributes.
    #[error("the TSA certificate is not the one that {field} names")]
    EssMismatch {
        /// `ESSCertID.certHash`, `ESSCertIDv2.issuerSerial` …
        field: String,
        /// What the signed attributes say.
        expected: Vec<u8>,
        /// What the certificate has.
        actual: Vec<u8>,
    },
    /// The signed attributes name no certificate.
    #[error("the signed attributes do not say which certificate signed")]
    EssMissing,
    /// `extKeyUsage` is not critical and timeStamping alone (RFC 3161 §2.3).
    #[error("extKeyUsage is not critical and timeStamping alone")]
    ExtendedKeyUsage {
        /// Whether it is critical.
        critical: bool,
        /// What it has; empty where the extension is not there.
        found: Vec<Oid>,
    },
    /// The digest of the content is not the one that was signed.
    #[error("the digest of the time-stamp information is not the one that was signed")]
    DigestMismatch {
        /// `messageDigest`.
        expected: Vec<u8>,
        /// The digest of the content.
        actual: Vec<u8>,
    },
    /// CMSAlgorithmProtection names other algorithms than are used (RFC 6211).
    #[error("CMSAlgorithmProtection deviates in {field}")]
    AlgorithmProtection {
        /// The field.
        field: &'static str,
    },
    /// The signature is not that of the TSA certificate's key over the signed attributes.
    #[error("the signature does not match ({algorithm})")]
    SignatureMismatch {
        /// The algorithm.
        algorithm: SignatureAlgorithm,
    },
    /// An algorithm is not implemented.
    #[error("{0}")]
    Unsupported(UnsupportedAlgorithm),
    /// The key does not go with the algorithm, or its size is not supported.
    #[error("{algorithm}: {reason}")]
    KeyUnsupported {
        /// The algorithm.
        algorithm: SignatureAlgorithm,
        /// What is wrong.
        reason: String,
    },
    /// The policy does not allow an algorithm of the signature.
    #[error("{algorithm}: {refused}")]
    NotAllowed {
        /// The algorithm.
        algorithm: String,
        /// What the policy says.
        refused: AlgorithmRefused,
    },
    /// The policy does not allow the digest algorithm of the time-stamped data.
    #[error("the time-stamped data were digested with {algorithm}")]
    ImprintNotAllowed {
        /// The algorithm.
        algorithm: String,
    },
    /// The work allowed for one document was spent before the signature was verified.
    #[error("the signature was not verified: the work allowed for one document is spent")]
    NotTried,
}

impl TokenProblem {
    /// The finding that reports this problem.
    pub fn finding(&self) -> Finding {
        let refused = |algorithm: String, reason: String| {
            codes::SIGNATURE_ALGORITHM_NOT_ALLOWED
                .finding()
                .with("algorithm", algorithm)
                .with("reason", reason)
        };
        match self {
            Self::SignerNotFound { issuer, serial, embedded } => codes::SIGNER_NOT_FOUND
                .finding()
                .with("issuer", issuer.clone())
                .with("serial", serial.clone())
                .with("embedded", *embedded),
            Self::EssMismatch { field, expected, actual } => codes::SIGNER_ESS_MISMATCH
                .finding()
                .with("field", field.clone())
                .with("expected", expected.clone())
                .with("actual", actual.clone()),
            Self::EssMissing => codes::SIGNER_ESS_MISSING.finding(),
            Self::ExtendedKeyUsage { critical, found } => {
                codes::SIGNER_EKU.finding().with("found", oids(found)).with("critical", *critical)
            }
            Self::DigestMismatch { expected, actual } => codes::SIGNED_ATTRIBUTES_DIGEST_MISMATCH
                .finding()
                .with("expected", expected.clone())
                .with("actual", actual.clone()),
            Self::AlgorithmProtection { field } => {
                codes::SIGNED_ATTRIBUTES_ALGORITHM_MISMATCH.finding().with("field", *field)
            }
            Self::SignatureMismatch { algorithm } => {
                codes::SIGNATURE_INVALID.finding().with("algorithm", algorithm.to_string())
            }
            Self::Unsupported(algorithm) => {
                refused(algorithm.identifier.clone(), algorithm.to_string())
            }
            Self::KeyUnsupported { algorithm, reason } => {
                refused(algorithm.to_string(), reason.clone())
            }
            Self::NotAllowed { algorithm, refused: reason } => {
                refused(algorithm.clone(), reason.to_string())
            }
            Self::ImprintNotAllowed { algorithm } => {
                codes::IMPRINT_ALGORITHM_NOT_ALLOWED.finding().with("algorithm", algorithm.clone())
            }
            Self::NotTried => codes::SIGNATURE_NOT_TRIED.finding(),
        }
    }
}

/// Object identifiers as evidence.
pub(crate) fn oids(oids: &[Oid]) -> Value {
    Value::List(oids.iter().map(|oid| oid.to_string().into()).collect())
}

/// An embedded certificate that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableCertificate {
    /// Its place among the embedded certificates, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub error: CertificateError,
}

impl UnreadableCertificate {
    /// The finding that reports it.
    pub fn finding(&self) -> Finding {
        Finding {
            evidence: Evidence::new()
                .with("index", self.index)
                .with("problem", Phrase::from(&self.error)),
            ..codes::SIGNER_CERTIFICATE_UNREADABLE.finding()
        }
    }
}
