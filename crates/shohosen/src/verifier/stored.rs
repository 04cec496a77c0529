//! Facts as JSON: an archive is judged again without its documents.

use super::Verifier;
use super::facts::{DuplicateIdFacts, Facts, MAX_SIGNATURES, PayloadFacts, SignatureEntry};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use shohosen_pki::WorkBudget;
use shohosen_report::codes::{binding, settings};
use shohosen_report::{DocumentKind, Finding, Position, Text};
use shohosen_rx::document::{
    DocumentLayout, LayoutProblem, Occurrence, RootElement, UnknownContent, Version,
};
use shohosen_xades::facts::{NoSuchEntry, StoredSignature};
use shohosen_xml::NodeId;

/// The version of the form in which facts are stored. Facts of another version are refused: they are
/// collected anew from the document.
pub const FACTS_SCHEMA_VERSION: u32 = 2;

/// Why stored facts are refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FactsError {
    /// Not JSON, or not of the form that `facts.schema.json` describes.
    // What it says is not repeated: it quotes values, and they are those of a document.
    #[error("not stored facts: line {}, column {}", .0.line(), .0.column())]
    Json(#[from] serde_json::Error),
    /// Stored by another version.
    #[error("the facts are stored in form {found}; form {expected} is read")]
    OtherVersion {
        /// The version that is read.
        expected: u32,
        /// That of the facts.
        found: u32,
    },
    /// Octets that are no base64.
    #[error("{place}: not base64")]
    NotBase64 {
        /// Where.
        place: String,
    },
    /// An entry is named that is not there.
    #[error("signatures[{signature}].facts.{problem}")]
    NoSuchEntry {
        /// In which signature.
        signature: usize,
        /// Where and which.
        problem: NoSuchEntry,
    },
    /// More signatures than are ever collected.
    #[error("{found} signatures; at most {limit} are stored")]
    TooManySignatures {
        /// The limit.
        limit: usize,
        /// How many there are.
        found: usize,
    },
}

impl FactsError {
    /// The finding that reports it: that stored facts cannot be read, and why.
    pub fn finding(&self) -> Finding {
        binding::FACTS_UNREADABLE.finding().with("reason", self.reason())
    }

    fn reason(&self) -> Finding {
        let form = |place: &str, expected: String, actual: String| {
            let finding = settings::VALUE_FORM.finding().with("place", place.to_owned());
            finding.with("expected", expected).with("actual", actual)
        };
        match self {
            Self::Json(error) => {
                let code = match error.is_data() {
                    true => binding::FACTS_FORM,
                    false => settings::JSON_SYNTAX,
                };
                code.finding().with("line", error.line()).with("column", error.column())
            }
            Self::OtherVersion { expected, found } => {
                let finding = binding::FACTS_VERSION.finding();
                finding.with("expected", u64::from(*expected)).with("actual", u64::from(*found))
            }
            Self::NotBase64 { place } => form(place, "base64".into(), "string".into()),
            Self::NoSuchEntry { signature, problem } => {
                let place = format!("signatures[{signature}].facts.{}", problem.place);
                form(&place, format!("< {}", problem.entries), problem.found.to_string())
            }
            Self::TooManySignatures { limit, found } => {
                form("signatures", format!("≤ {limit}"), found.to_string())
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredFacts {
    schema_version: u32,
    document: StoredDocument,
    duplicate_ids: StoredDuplicates,
    signatures: Vec<StoredEntry>,
    signatures_beyond: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredDocument {
    kind: DocumentKind,
    root_name: Text,
    root_path: Text,
    version: Option<String>,
    reference_version: Option<String>,
    id: Option<String>,
    reference_prescription_id: Option<String>,
    problems: Vec<StoredProblem>,
    unknown: Vec<StoredUnknown>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredUnknown {
    path: Text,
    /// `null`: text.
    element: Option<Text>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredProblem {
    path: Text,
    element: Text,
    repeated: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredDuplicates {
    count: usize,
    first: Vec<(Text, usize)>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredEntry {
    /// `null`: at no specified place.
    position: Option<Position>,
    must_cover: Option<(u32, Text)>,
    payload: Option<StoredPayload>,
    facts: StoredSignature,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredPayload {
    path: Text,
    element: Text,
    octets: Option<String>,
}

impl Facts {
    /// The facts as JSON, on one line: values and no conclusions (`facts.schema.json`). They hold the
    /// records of the document, so they are as confidential as the document itself.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&StoredFacts::from(self)).unwrap_or_default()
    }
}

impl Verifier {
    /// Reads facts that were stored by [`Facts::to_json`]. Digests are compared and signatures verified
    /// again. Whoever can change stored facts can change what they say of the document: keep them as
    /// you keep documents that you trust.
    ///
    /// # Errors
    /// If they are not of that form, or of another version of it.
    pub fn read_facts(&self, json: &[u8]) -> Result<Facts, FactsError> {
        #[derive(Deserialize)]
        struct Versioned {
            schema_version: u32,
        }
        let Versioned { schema_version: found } = serde_json::from_slice(json)?;
        if found != FACTS_SCHEMA_VERSION {
            return Err(FactsError::OtherVersion { expected: FACTS_SCHEMA_VERSION, found });
        }
        let stored: StoredFacts = serde_json::from_slice(json)?;
        let found = stored.signatures.len();
        if found > MAX_SIGNATURES {
            return Err(FactsError::TooManySignatures { limit: MAX_SIGNATURES, found });
        }
        let budget = self.budget();
        let signatures = stored.signatures.into_iter().enumerate();
        let signatures = signatures.map(|(index, entry)| entry.read(index, self, &budget));
        let signatures = signatures.collect::<Result<_, _>>()?;
        Ok(Facts {
            layout: stored.document.read(),
            duplicate_id_count: stored.duplicate_ids.count,
            duplicate_ids: stored
                .duplicate_ids
                .first
                .into_iter()
                .map(|(id, count)| DuplicateIdFacts { id, count })
                .collect(),
            signatures,
            signatures_beyond: stored.signatures_beyond,
            spent: budget.spent(),
        })
    }
}

impl From<&Facts> for StoredFacts {
    fn from(facts: &Facts) -> Self {
        let layout = &facts.layout;
        let version = |version: &Version| version.name().map(str::to_owned);
        Self {
            schema_version: FACTS_SCHEMA_VERSION,
            document: StoredDocument {
                kind: layout.kind,
                root_name: layout.root.name.clone(),
                root_path: layout.root.path.clone(),
                version: version(&layout.version),
                reference_version: version(&layout.reference_version),
                id: layout.id.clone(),
                reference_prescription_id: layout.reference_prescription_id.clone(),
                problems: layout
                    .problems
                    .iter()
                    .map(|problem| StoredProblem {
                        path: problem.path.clone(),
                        element: problem.element.clone(),
                        repeated: problem.occurrence == Occurrence::Repeated,
                    })
                    .collect(),
                unknown: layout
                    .unknown
                    .iter()
                    .map(|unknown| StoredUnknown {
                        path: unknown.path.clone(),
                        element: unknown.element.clone(),
                    })
                    .collect(),
            },
            duplicate_ids: StoredDuplicates {
                count: facts.duplicate_id_count,
                first: facts.duplicate_ids.iter().map(|d| (d.id.clone(), d.count)).collect(),
            },
            signatures: facts.signatures.iter().map(Into::into).collect(),
            signatures_beyond: facts.signatures_beyond,
        }
    }
}

impl From<&SignatureEntry> for StoredEntry {
    fn from(entry: &SignatureEntry) -> Self {
        let must_cover = entry.must_cover.as_ref();
        Self {
            position: entry.place,
            must_cover: must_cover.map(|(node, path)| (node.number(), path.clone())),
            payload: entry.payload.as_ref().map(|payload| StoredPayload {
                path: payload.path.clone(),
                element: payload.element.clone(),
                octets: payload.octets.as_ref().map(|octets| STANDARD.encode(octets)),
            }),
            facts: (&entry.facts).into(),
        }
    }
}

impl StoredDocument {
    fn read(self) -> DocumentLayout {
        let occurrence = |repeated| match repeated {
            true => Occurrence::Repeated,
            false => Occurrence::Missing,
        };
        DocumentLayout {
            kind: self.kind,
            root: RootElement { name: self.root_name, path: self.root_path },
            version: Version::read(self.version.as_deref()),
            reference_version: Version::read(self.reference_version.as_deref()),
            id: self.id,
            reference_prescription_id: self.reference_prescription_id,
            // They stand with their signatures.
            signatures: Vec::new(),
            unknown: self
                .unknown
                .into_iter()
                .map(|unknown| UnknownContent { path: unknown.path, element: unknown.element })
                .collect(),
            problems: self
                .problems
                .into_iter()
                .map(|problem| LayoutProblem {
                    path: problem.path,
                    element: problem.element,
                    occurrence: occurrence(problem.repeated),
                })
                .collect(),
        }
    }
}

impl StoredEntry {
    fn read(
        self,
        index: usize,
        verifier: &Verifier,
        budget: &WorkBudget,
    ) -> Result<SignatureEntry, FactsError> {
        let decode = |text: String| {
            STANDARD.decode(text).map_err(|_| FactsError::NotBase64 {
                place: format!("signatures[{index}].payload.octets"),
            })
        };
        let payload = self.payload.map(|payload| {
            Ok::<_, FactsError>(PayloadFacts {
                path: payload.path,
                element: payload.element,
                octets: payload.octets.map(decode).transpose()?,
            })
        });
        let facts = self.facts.read(verifier.cache(), budget);
        Ok(SignatureEntry {
            place: self.position,
            must_cover: self.must_cover.map(|(node, path)| (NodeId::from_number(node), path)),
            facts: facts
                .map_err(|problem| FactsError::NoSuchEntry { signature: index, problem })?,
            payload: payload.transpose()?,
        })
    }
}
