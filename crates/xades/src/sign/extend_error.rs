//! Why the level of a signature was not raised.

use super::ProviderError;
use crate::facts::StructureProblem;
use crate::octets::ImprintProblem;
use shohosen_pki::timestamp::TimeStampError;
use shohosen_report::{Finding, codes};

/// Why the level of a signature was not raised. The document given stays as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExtendError {
    /// The document is not XML within the limits.
    #[error(transparent)]
    Xml(#[from] shohosen_xml::Error),
    /// The time-stamp authority or the source of revocation information failed.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The document has no such signature.
    #[error("the document has no signature number {index}")]
    NoSignature {
        /// Its number, from 0.
        index: usize,
    },
    /// The signature lacks a part that every signature has.
    #[error("the signature is incomplete: {}", .0.finding().message(shohosen_report::Language::English))]
    Structure(StructureProblem),
    /// The signature is no XAdES signature.
    #[error("the signature has no QualifyingProperties")]
    NoQualifyingProperties,
    /// There is no such time-stamp, or none that can be named.
    #[error("there is no time-stamp number {index} that validation data could name")]
    NoTimeStamp {
        /// Its number, from 0.
        index: usize,
    },
    /// The identifier for the new time-stamp stands in the document already.
    #[error("the identifier {id} stands in the document already")]
    IdentifierTaken {
        /// The identifier.
        id: String,
    },
    /// The octets of an archive time-stamp could not be had.
    #[error("the imprint cannot be computed: {0:?}")]
    Imprint(ImprintProblem),
    /// What the authority sent is no token.
    #[error("not a time-stamp token: {0}")]
    Token(TimeStampError),
    /// The token is over something else.
    #[error("the token is over another imprint")]
    OtherImprint {
        /// The digest that was sent.
        expected: Vec<u8>,
        /// The digest in the token.
        actual: Vec<u8>,
    },
    /// The token is not one to be put into a document.
    #[error("the time-stamp is refused: {}", .0.iter().map(|f| f.message(shohosen_report::Language::English)).collect::<Vec<_>>().join("; "))]
    TokenRefused(Vec<Finding>),
    /// Validation data could not be collected.
    #[error("validation data: {}", .0.iter().map(|f| f.message(shohosen_report::Language::English)).collect::<Vec<_>>().join("; "))]
    Values(Vec<Finding>),
}

impl ExtendError {
    /// Every reason as a finding: with evidence, text in both languages and remedy.
    pub fn findings(&self) -> Vec<Finding> {
        use codes::signing as code;
        let not_extendable = || code::NOT_EXTENDABLE.finding().with("reason", self.to_string());
        vec![match self {
            Self::Xml(error) => error.finding(),
            Self::Provider(error) => error.finding().clone(),
            Self::Structure(problem) => problem.finding(),
            Self::Token(error) => error.finding(),
            Self::OtherImprint { expected, actual } => codes::timestamp::IMPRINT_MISMATCH
                .finding()
                .with("expected", expected.clone())
                .with("actual", actual.clone()),
            Self::Values(findings) | Self::TokenRefused(findings) => return findings.clone(),
            Self::NoSignature { .. }
            | Self::NoQualifyingProperties
            | Self::NoTimeStamp { .. }
            | Self::IdentifierTaken { .. }
            | Self::Imprint(_) => not_extendable(),
        }]
    }
}
