//! Why a document was not read.

use crate::Report;
use shohosen_medication::HistoryError;
use shohosen_report::{Finding, Language, Phrase, codes::medication as codes};
use shohosen_rx::{ReadError, fhir::FhirError};
use std::fmt;

/// Why a document was not read at all.
#[derive(Debug)]
#[non_exhaustive]
pub enum HistoryReadError {
    /// There is nothing in it.
    Empty,
    /// It is of no known format.
    UnknownFormat,
    /// Records that cannot be read.
    Records(ReadError),
    /// FHIR that cannot be read.
    Fhir(FhirError),
    /// Plain JSON or CSV that cannot be read.
    Plain(HistoryError),
    /// A prescription as plain JSON that cannot be read.
    PlainPrescription(
        /// What is wrong and where, without the values that stand there.
        Phrase,
    ),
    /// XML that cannot be read.
    Document(crate::Error),
    /// More bytes than the limits allow.
    TooLarge {
        /// How many there are.
        actual: usize,
        /// The limit.
        limit: usize,
    },
    /// More records than the limits allow.
    TooManyEvents {
        /// How many there are.
        actual: usize,
        /// The limit.
        limit: usize,
    },
    /// A signed document, and nothing to verify it with.
    NoVerifier,
    /// A document that holds no records of a prescription or dispensing.
    NoRecords {
        /// What it is.
        kind: &'static str,
    },
    /// The prescription to be checked did not verify.
    NotVerified(Box<Report>),
    /// Not a prescription.
    NotAPrescription {
        /// What it is.
        format: String,
    },
    /// Several prescriptions, of which one is to be checked.
    SeveralPrescriptions {
        /// How many.
        count: usize,
    },
    /// A prescription without a drug.
    NoDrugs,
}

impl HistoryReadError {
    /// The error as a finding: with evidence, text in both languages and remedy.
    pub fn finding(&self) -> Finding {
        let unreadable = |format: &'static str, problem: Phrase| {
            codes::HISTORY_UNREADABLE.finding().with("format", format).with("problem", problem)
        };
        match self {
            Self::Empty => codes::HISTORY_EMPTY.finding(),
            Self::UnknownFormat => codes::HISTORY_FORMAT_UNKNOWN.finding(),
            Self::Records(error) => error.finding(),
            Self::Fhir(error) => unreadable("FHIR R4", error.phrase()),
            Self::Plain(error) => unreadable("JSON/CSV", error.phrase()),
            Self::PlainPrescription(error) => unreadable("JSON", error.clone()),
            Self::Document(error) => error.finding(),
            Self::TooLarge { actual, limit } => {
                unreadable("JSON/CSV", beyond("バイト", "bytes", *actual, *limit))
            }
            Self::TooManyEvents { actual, limit } => {
                unreadable("JSON/CSV", beyond("件", "records", *actual, *limit))
            }
            Self::NoVerifier => codes::HISTORY_NO_VERIFIER.finding(),
            Self::NoRecords { kind } => codes::HISTORY_NO_RECORDS.finding().with("kind", *kind),
            Self::NotVerified(report) => codes::PRESCRIPTION_NOT_VERIFIED
                .finding()
                .with("verdict", report.verdict().to_string())
                .with("reasons", super::signed::reasons(report)),
            Self::NotAPrescription { format } => {
                codes::PRESCRIPTION_NONE.finding().with("format", format.clone())
            }
            Self::SeveralPrescriptions { count } => {
                codes::PRESCRIPTION_SEVERAL.finding().with("count", *count)
            }
            Self::NoDrugs => codes::PRESCRIPTION_WITHOUT_DRUGS.finding(),
        }
    }
}

fn beyond(japanese: &str, english: &str, actual: usize, limit: usize) -> Phrase {
    Phrase::new(
        format!("{actual} {japanese}あります（上限は {limit} {japanese}です）"),
        format!("{actual} {english}, limit {limit}"),
    )
}

impl fmt::Display for HistoryReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding().message(Language::English))
    }
}

impl std::error::Error for HistoryReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Records(error) => Some(error),
            Self::Fhir(error) => Some(error),
            Self::Plain(error) => Some(error),
            Self::Document(error) => Some(error),
            _ => None,
        }
    }
}

impl From<ReadError> for HistoryReadError {
    fn from(error: ReadError) -> Self {
        Self::Records(error)
    }
}

impl From<FhirError> for HistoryReadError {
    fn from(error: FhirError) -> Self {
        Self::Fhir(error)
    }
}

impl From<HistoryError> for HistoryReadError {
    fn from(error: HistoryError) -> Self {
        Self::Plain(error)
    }
}

impl From<crate::Error> for HistoryReadError {
    fn from(error: crate::Error) -> Self {
        Self::Document(error)
    }
}
