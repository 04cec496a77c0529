//! The documented form of what is read and written: JSON Schemas (draft 2020-12), and for CSV the metadata
//! of CSV on the Web (W3C CSVW).

use shohosen_report::Words;
use std::fmt;
use std::str::FromStr;

/// The JSON Schema (draft 2020-12) of [`Report::to_json`](crate::Report::to_json).
pub const REPORT_SCHEMA: &str = include_str!("../schema/report.schema.json");

/// The JSON Schema of stored facts ([`Facts::to_json`](crate::Facts::to_json)).
pub const FACTS_SCHEMA: &str = include_str!("../schema/facts.schema.json");

/// Something with a documented form.
///
/// ```
/// use shohosen::Schema;
/// let schema: Schema = "history".parse()?;
/// assert!(schema.text().contains("urn:shohosen:history:1"));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Schema {
    /// What a patient takes, as JSON ([`history::read`](crate::history::read)).
    History,
    /// The same as CSV.
    HistoryCsv,
    /// A prescription that is checked, as JSON.
    Prescription,
    /// What is known of a patient, as JSON ([`facts::read_facts`](crate::facts::read_facts)).
    Patient,
    /// The same as CSV.
    PatientCsv,
    /// A table of contraindicated pairs, as CSV.
    Pairs,
    /// A table of classes of drugs, as CSV.
    Classes,
    /// A policy ([`VerifierSettings::from_policy_json`](crate::VerifierSettings::from_policy_json)).
    Policy,
    /// The settings of a check ([`CheckSettings::from_json`](crate::check::CheckSettings::from_json)).
    Settings,
    /// The report of a verification.
    Report,
    /// Stored facts of a document.
    Facts,
    /// The outcome of a check.
    Check,
}

impl Schema {
    /// Every schema.
    pub const ALL: [Self; 12] = [
        Self::History,
        Self::HistoryCsv,
        Self::Prescription,
        Self::Patient,
        Self::PatientCsv,
        Self::Pairs,
        Self::Classes,
        Self::Policy,
        Self::Settings,
        Self::Report,
        Self::Facts,
        Self::Check,
    ];

    /// Its name, such as `history-csv`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::History => "history",
            Self::HistoryCsv => "history-csv",
            Self::Prescription => "prescription",
            Self::Patient => "patient",
            Self::PatientCsv => "patient-csv",
            Self::Pairs => "pairs",
            Self::Classes => "classes",
            Self::Policy => "policy",
            Self::Settings => "settings",
            Self::Report => "report",
            Self::Facts => "facts",
            Self::Check => "check",
        }
    }

    /// What has this form.
    pub const fn about(self) -> Words {
        match self {
            Self::History => Words::new(
                "薬歴の JSON（check --history、history import）",
                "a history as JSON (check --history, history import)",
            ),
            Self::HistoryCsv => Words::new("薬歴の CSV", "a history as CSV"),
            Self::Prescription => Words::new(
                "確認する処方の JSON（check）",
                "the prescription that is checked, as JSON (check)",
            ),
            Self::Patient => Words::new(
                "患者の情報の JSON（check --facts）",
                "facts of a patient as JSON (check --facts)",
            ),
            Self::PatientCsv => Words::new("患者の情報の CSV", "facts of a patient as CSV"),
            Self::Pairs => {
                Words::new("併用禁忌の表（check --pairs）", "the table of pairs (check --pairs)")
            }
            Self::Classes => Words::new(
                "薬効分類の表（check --classes）",
                "the table of classes (check --classes)",
            ),
            Self::Policy => Words::new("検証ポリシー（--policy）", "the policy (--policy)"),
            Self::Settings => {
                Words::new("確認の設定（C と Python）", "the settings of a check (C and Python)")
            }
            Self::Report => Words::new("検証結果（verify --json）", "a report (verify --json)"),
            Self::Facts => Words::new(
                "検証用データ（verify --facts-out）",
                "stored facts (verify --facts-out)",
            ),
            Self::Check => {
                Words::new("確認結果（check --json）", "the outcome of a check (check --json)")
            }
        }
    }

    /// The schema: JSON Schema, of CSV the metadata of CSV on the Web.
    pub const fn text(self) -> &'static str {
        match self {
            Self::History => include_str!("../schema/history.schema.json"),
            Self::HistoryCsv => include_str!("../schema/history.csv-metadata.json"),
            Self::Prescription => include_str!("../schema/prescription.schema.json"),
            Self::Patient => include_str!("../schema/patient.schema.json"),
            Self::PatientCsv => include_str!("../schema/patient.csv-metadata.json"),
            Self::Pairs => include_str!("../schema/pairs.csv-metadata.json"),
            Self::Classes => include_str!("../schema/classes.csv-metadata.json"),
            Self::Policy => include_str!("../schema/policy.schema.json"),
            Self::Settings => include_str!("../schema/settings.schema.json"),
            Self::Report => REPORT_SCHEMA,
            Self::Facts => FACTS_SCHEMA,
            Self::Check => crate::check::CHECK_SCHEMA,
        }
    }
}

impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Schema {
    type Err = String;

    /// From its [`name`](Self::name).
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|schema| schema.name() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|schema| schema.name()).collect();
            format!("one of {}", names.join(", "))
        })
    }
}
