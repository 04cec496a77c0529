//! What is known of the patient beside what is taken: allergies, side effects, diseases.
//!
//! [`read_facts`] reads FHIR (AllergyIntolerance, Condition), plain JSON and CSV; a
//! [`History`](crate::history::History) takes them, beside those that stand in the documents of a
//! history (record 2 of a notebook, AllergyIntolerances of a bundle).
//!
//! ```
//! use shohosen::facts::read_facts;
//!
//! let json = r#"{ "patient": {
//!     "birth_date": "1960-02-29", "sex": "female",
//!     "allergies": [{ "kind": "allergy", "text": "セフェム系（発熱）",
//!                     "codes": [{ "system": "jfagy", "code": "YCM1149019F1013" }] }],
//!     "diseases": [{ "code": "8830592", "text": "腰痛症", "started_on": "2026-10-01" }] } }"#;
//! let facts = read_facts(json.as_bytes())?;
//! assert_eq!(facts.diseases.as_ref().map(Vec::len), Some(1));
//! # Ok::<(), shohosen::facts::FactsReadError>(())
//! ```

mod csv;
mod fhir;
mod json;

pub(crate) use fhir::{allergy, condition};

use crate::history::PatientIdentity;
use shohosen_medication::{AllergyRecord, Date, DiseaseRecord};
use shohosen_report::{Account, Finding, Language, Phrase, Words, codes::clinical as codes};
use shohosen_rx::{Charset, Sex, TextEncoding, to_utf8};

/// What a document says of the patient. Of a list, `None` says that the document has none; an empty
/// one that there is nothing.
#[derive(Clone, PartialEq)]
pub struct FactsRead {
    /// 生年月日, where the whole day is known.
    pub birth_date: Option<Date>,
    /// 性別.
    pub sex: Option<Sex>,
    /// Allergies and side effects.
    pub allergies: Option<Vec<AllergyRecord>>,
    /// Registered diseases.
    pub diseases: Option<Vec<DiseaseRecord>>,
    /// What became of each part of the document. Allergies and diseases are accounted for once more
    /// by the check that compares them.
    pub account: Account,
    /// Whose it is, as far as the document says.
    pub patient: PatientIdentity,
}

impl std::fmt::Debug for FactsRead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FactsRead").field("account", &self.account).finish_non_exhaustive()
    }
}

impl FactsRead {
    /// Nothing yet, of a document of this account.
    pub(super) fn new(account: Account) -> Self {
        Self {
            birth_date: None,
            sex: None,
            allergies: None,
            diseases: None,
            account,
            patient: PatientIdentity::default(),
        }
    }
}

/// Facts that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct FactsReadError {
    /// What is wrong, without anything of what stands there.
    pub problem: Phrase,
}

impl FactsReadError {
    pub(super) fn new(problem: impl Into<Phrase>) -> Self {
        Self { problem: problem.into() }
    }

    /// The error as a finding: with text in both languages and remedy.
    pub fn finding(&self) -> Finding {
        codes::PATIENT_FACTS_UNREADABLE.finding().with("problem", self.problem.clone())
    }
}

/// Octets of a document that is read.
const LIMIT: usize = 16 << 20;
/// Allergies or diseases of one document: a list of diseases over a life has hundreds.
const ENTRIES: usize = 10_000;

/// Reads what a document says of the patient: FHIR, plain JSON (as in the example), or CSV with the
/// columns `kind,system,code,text,status,started_on,ended_on`, where the kind is `allergy`,
/// `side_effect`, `other` or `disease`.
///
/// # Errors
/// If it is none of these, has names or words that are not known, or is beyond the limits.
pub fn read_facts(bytes: &[u8]) -> Result<FactsRead, FactsReadError> {
    read_facts_in(bytes, TextEncoding::Standard)
}

/// The same of a document that is encoded as said: JSON and FHIR are UTF-8 else, CSV is UTF-8 or CP932.
///
/// # Errors
/// As [`read_facts`], and if the octets are not of that encoding.
pub fn read_facts_in(bytes: &[u8], encoding: TextEncoding) -> Result<FactsRead, FactsReadError> {
    let json = matches!(begin(bytes).first(), Some(b'{' | b'['));
    let text = to_utf8(bytes, encoding, json.then_some(Charset::Utf8)).map_err(|error| {
        let finding = error.finding();
        let said = |language| format!("{}{}", finding.message(language), finding.remedy(language));
        FactsReadError::new(Phrase::new(said(Language::Japanese), said(Language::English)))
    })?;
    read_text(&text)
}

fn begin(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

fn read_text(bytes: &[u8]) -> Result<FactsRead, FactsReadError> {
    if bytes.len() > LIMIT {
        return Err(FactsReadError::new(Phrase::new(
            format!("{} バイトあります（上限は {LIMIT} バイトです）", bytes.len()),
            format!("{} octets, limit {LIMIT}", bytes.len()),
        )));
    }
    let content = begin(bytes);
    let read = match content.first() {
        None => {
            return Err(FactsReadError::new(Words::new("ファイルが空です", "the file is empty")));
        }
        Some(b'{') if is_fhir(content) => fhir::read(content)?,
        Some(b'{') => json::read(content)?,
        Some(_) => csv::read(bytes)?,
    };
    let entries = [read.allergies.as_ref().map(Vec::len), read.diseases.as_ref().map(Vec::len)];
    match entries.iter().flatten().any(|entries| *entries > ENTRIES) {
        true => Err(FactsReadError::new(Phrase::new(
            format!("{ENTRIES} 件を超えています"),
            format!("more than {ENTRIES} entries"),
        ))),
        false => Ok(read),
    }
}

/// Whether a document is FHIR: its outermost object names a resource.
fn is_fhir(content: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Probe {
        #[serde(rename = "resourceType")]
        resource_type: Option<serde::de::IgnoredAny>,
    }
    serde_json::from_slice::<Probe>(content).is_ok_and(|probe| probe.resource_type.is_some())
}
