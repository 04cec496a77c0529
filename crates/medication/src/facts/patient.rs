//! Allergies, side effects and diseases of a patient, and what tables depend on: age and sex.

use super::Allergen;
use crate::Date;
use serde::{Deserialize, Serialize};
use shohosen_terms::Sex;
use std::fmt;

/// What is known of a patient. Of a list, `None` says that nothing was given; an empty one that there
/// is nothing, which somebody has said.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PatientFacts {
    /// 生年月日, where the whole day is known.
    pub birth_date: Option<Date>,
    /// 性別.
    pub sex: Option<Sex>,
    /// Allergies, side effects and other intolerances.
    pub allergies: Option<Vec<AllergyRecord>>,
    /// Registered diseases (傷病名).
    pub diseases: Option<Vec<DiseaseRecord>>,
}

impl fmt::Debug for PatientFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PatientFacts")
            .field("allergies", &self.allergies.as_ref().map(Vec::len))
            .field("diseases", &self.diseases.as_ref().map(Vec::len))
            .finish_non_exhaustive()
    }
}

/// What kind of intolerance a record is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllergyKind {
    /// アレルギー.
    #[default]
    Allergy,
    /// 副作用.
    SideEffect,
    /// その他, or not stated.
    Other,
}

impl AllergyKind {
    /// In Japanese, in a word.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Allergy => "アレルギー",
            Self::SideEffect => "副作用",
            Self::Other => "特記事項",
        }
    }

    /// In English, in a word or two.
    pub const fn as_en(self) -> &'static str {
        match self {
            Self::Allergy => "an allergy",
            Self::SideEffect => "a side effect",
            Self::Other => "a remark",
        }
    }
}

/// Whether a record is to be compared with drugs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllergyBearing {
    /// It may be of a medicine.
    #[default]
    Compared,
    /// Food or another substance that is no medicine, as its code or category says.
    NoMedicine,
    /// The source withdraws it: refuted, entered in error.
    Withdrawn,
    /// The source says that it is over: resolved, inactive.
    Past,
}

/// One record of an allergy or side effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AllergyRecord {
    /// Where it stands: a file and a line or resource.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Allergy or side effect.
    pub kind: AllergyKind,
    /// What it is to, by code; several codes of one substance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Allergen>,
    /// What it is to, in its own words; empty if there are none.
    pub text: String,
    /// Whether it is compared at all.
    pub bearing: AllergyBearing,
}

/// One registered disease.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiseaseRecord {
    /// Where it stands: a file and a line or resource.
    pub place: String,
    /// 傷病名コード, seven digits; `None` where there is none, and for `0000999` (未コード化).
    pub code: Option<u32>,
    /// Its name as registered.
    pub text: String,
    /// 疑い: only suspected.
    pub suspected: bool,
    /// 開始日; one that is missing has begun.
    pub started_on: Option<Date>,
    /// 転帰日 or the last day.
    pub ended_on: Option<Date>,
    /// The source withdraws it: refuted, entered in error.
    pub withdrawn: bool,
}

impl DiseaseRecord {
    /// 未コード化傷病名.
    const UNCODED: u32 = 999;

    /// The code of a text of seven digits; `None` for 未コード化傷病名 and everything else.
    pub fn code_of(text: &str) -> Option<u32> {
        let digits = text.len() == 7 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits
            .then(|| text.parse().ok())
            .flatten()
            .filter(|code| *code != Self::UNCODED && *code != 0)
    }

    /// Whether the patient has it on a day.
    pub fn is_present_on(&self, day: Date) -> bool {
        !self.withdrawn
            && self.started_on.is_none_or(|start| start <= day)
            && self.ended_on.is_none_or(|end| day <= end)
    }

    /// Name and code as they are shown.
    pub(crate) fn shown(&self) -> String {
        match (self.text.is_empty(), self.code) {
            (true, Some(code)) => shohosen_terms::digits::seven(code),
            (false, Some(code)) => {
                format!("{}（{}）", self.text, shohosen_terms::digits::seven(code))
            }
            (_, None) => self.text.clone(),
        }
    }
}
