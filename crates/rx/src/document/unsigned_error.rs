//! Why there is no document to be signed.

use shohosen_report::{Finding, Text, codes};

/// Why there is no document to be signed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum UnsignedDocumentError {
    /// It is not XML within the limits.
    #[error(transparent)]
    Xml(#[from] shohosen_xml::Error),
    /// What should be a prescription document is none.
    #[error("not a prescription document (its root element is {root})")]
    NotAPrescription {
        /// The local name of the root element.
        root: String,
    },
    /// It is neither a prescription nor a dispensing record.
    #[error("neither a prescription nor a dispensing record (its root element is {root})")]
    NotADocument {
        /// The local name of the root element.
        root: String,
    },
    /// It has a signature already.
    #[error("the document has a signature already ({path})")]
    Signed {
        /// Where the signature stands.
        path: Text,
    },
    /// The element to be signed does not have the identifier that the reference names.
    #[error("{element} does not have id=\"{expected}\"")]
    WithoutId {
        /// The element.
        element: &'static str,
        /// The identifier.
        expected: &'static str,
    },
    /// Something is missing, stands more than once, or is malformed.
    #[error("the document cannot be signed: {}", list(.0))]
    Unusable(Vec<Finding>),
}

impl UnsignedDocumentError {
    /// The error as findings: with evidence, text in both languages and remedy.
    pub fn findings(&self) -> Vec<Finding> {
        use codes::{document, signing};
        match self {
            Self::Xml(error) => vec![error.finding()],
            Self::NotAPrescription { root } | Self::NotADocument { root } => {
                vec![document::LAYOUT_UNKNOWN.finding().with("actual", root.clone())]
            }
            Self::Signed { path } => vec![signing::DOCUMENT_SIGNED.finding().at(path.clone())],
            Self::WithoutId { element, expected } => vec![
                signing::DOCUMENT_WITHOUT_ID
                    .finding()
                    .with("element", *element)
                    .with("expected", *expected),
            ],
            Self::Unusable(findings) => findings.clone(),
        }
    }
}

fn list(findings: &[Finding]) -> String {
    findings.iter().map(|finding| finding.code.id()).collect::<Vec<_>>().join(", ")
}
