//! Facts of a patient as plain JSON. Names that are not known are refused: a misspelt one must not
//! pass for a missing one.

use super::{FactsRead, FactsReadError};
use serde::Deserialize;
use shohosen_medication::{
    Allergen, AllergyBearing, AllergyKind, AllergyRecord, Date, DiseaseRecord, SUSPECTED,
};
use shohosen_report::{Account, Object, Phrase, json_problem};
use shohosen_rx::{PartialDate, Sex};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    schema_version: Option<u32>,
    patient: Object<Patient>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patient {
    #[serde(default)]
    birth_date: Option<Date>,
    #[serde(default)]
    sex: Option<SexWord>,
    #[serde(default)]
    allergies: Option<Vec<Object<Allergy>>>,
    #[serde(default)]
    diseases: Option<Vec<Object<Disease>>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SexWord {
    Male,
    Female,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum KindWord {
    #[default]
    Allergy,
    SideEffect,
    Other,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StatusWord {
    #[default]
    Active,
    Past,
    Refuted,
    EnteredInError,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allergy {
    #[serde(default)]
    kind: KindWord,
    #[serde(default)]
    codes: Vec<Object<Code>>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    status: StatusWord,
    /// Whether it is of a medicine at all; food and the like are `false`.
    #[serde(default)]
    medicine: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    system: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Disease {
    #[serde(default)]
    code: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    modifiers: Vec<String>,
    #[serde(default)]
    suspected: bool,
    #[serde(default)]
    started_on: Option<Date>,
    #[serde(default)]
    ended_on: Option<Date>,
    #[serde(default)]
    withdrawn: bool,
}

impl From<KindWord> for AllergyKind {
    fn from(word: KindWord) -> Self {
        match word {
            KindWord::Allergy => Self::Allergy,
            KindWord::SideEffect => Self::SideEffect,
            KindWord::Other => Self::Other,
        }
    }
}

impl From<StatusWord> for AllergyBearing {
    fn from(word: StatusWord) -> Self {
        match word {
            StatusWord::Active => Self::Compared,
            StatusWord::Past => Self::Past,
            StatusWord::Refuted | StatusWord::EnteredInError => Self::Withdrawn,
        }
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<FactsRead, FactsReadError> {
    let Object(document): Object<Document> =
        serde_json::from_slice(bytes).map_err(|error| FactsReadError::new(json_problem(&error)))?;
    if let Some(other) = document.schema_version.filter(|version| *version != 1) {
        return Err(FactsReadError::new(Phrase::new(
            format!("schema_version が {other} です（1 でなければなりません）"),
            format!("schema_version {other} is not known (expected: 1)"),
        )));
    }
    let Object(patient) = document.patient;
    let allergies = patient.allergies.map(|allergies| {
        let placed = (1_usize..).zip(allergies);
        placed.map(|(number, Object(allergy))| allergy.record(number)).collect::<Vec<_>>()
    });
    let diseases = match patient.diseases {
        None => None,
        Some(diseases) => Some(
            (1_usize..)
                .zip(diseases)
                .map(|(number, Object(disease))| disease.record(number))
                .collect::<Result<Vec<_>, _>>()?,
        ),
    };
    let parts = allergies.as_ref().map_or(0, Vec::len) + diseases.as_ref().map_or(0, Vec::len);
    let mut read = FactsRead::new(Account::whole(parts + 1));
    read.birth_date = patient.birth_date;
    read.sex = patient.sex.map(|sex| match sex {
        SexWord::Male => Sex::Male,
        SexWord::Female => Sex::Female,
    });
    read.patient.sex = read.sex;
    read.patient.birth_date = read.birth_date.and_then(|date| PartialDate::from_iso(&date.iso()));
    (read.allergies, read.diseases) = (allergies, diseases);
    Ok(read)
}

impl Allergy {
    fn record(self, number: usize) -> AllergyRecord {
        let bearing = match (self.status.into(), self.medicine) {
            (AllergyBearing::Compared, Some(false)) => AllergyBearing::NoMedicine,
            (bearing, _) => bearing,
        };
        let codes =
            self.codes.iter().map(|Object(code)| Allergen::of_word(&code.system, &code.code));
        AllergyRecord {
            place: format!("allergies {number}"),
            kind: self.kind.into(),
            codes: codes.collect(),
            text: self.text,
            bearing,
        }
    }
}

impl Disease {
    fn record(self, number: usize) -> Result<DiseaseRecord, FactsReadError> {
        let code = code(&self.code).map_err(|()| {
            FactsReadError::new(Phrase::new(
                format!("diseases の {number} 番目：code は 7 桁の数字でなければなりません"),
                format!("diseases {number}: code has seven digits"),
            ))
        })?;
        Ok(DiseaseRecord {
            place: format!("diseases {number}"),
            code,
            text: self.text,
            suspected: self.suspected || self.modifiers.iter().any(|code| code == SUSPECTED),
            started_on: self.started_on,
            ended_on: self.ended_on,
            withdrawn: self.withdrawn,
        })
    }
}

/// A code of seven digits, or none. Another text is a mistake and not a disease without a code.
pub(super) fn code(text: &str) -> Result<Option<u32>, ()> {
    match (text, text.len() == 7 && text.bytes().all(|byte| byte.is_ascii_digit())) {
        ("", _) => Ok(None),
        (_, true) => Ok(DiseaseRecord::code_of(text)),
        (_, false) => Err(()),
    }
}
