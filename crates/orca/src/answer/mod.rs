//! Answers of ORCA: JSON, or the XML that older interfaces answer in.

mod reader;
mod source;
mod xml2;

pub(crate) use reader::{Item, MAX_COUNT, MAX_OF_A_FORM, Reader, Wanted};
pub(crate) use source::{Argument, Source};

use crate::error::{OrcaError, shown};
use serde_json::Value as Json;
use shohosen::Phrase;
use shohosen::medication::CareSetting;

/// The most octets of an answer: a form that is full has 200 KiB.
pub const MAX_ANSWER: usize = 16 << 20;
/// How many elements may stand around an answer: `xmlio2`, and the one of the interface.
const MAX_OUTER: usize = 3;

/// What an answer is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// 処方箋 (prescriptionv2).
    Prescription,
    /// お薬手帳 (medicinenotebookv2).
    Notebook,
    /// 受診履歴 (medicalgetv2, class 01): visits with their 伝票番号.
    Visits,
    /// 診療行為剤内容詳細 (medicalgetv2, class 02): what was given at one visit.
    Treatment,
    /// 患者病名 (diseasegetv2).
    Diseases,
    /// 患者基本情報 (patientgetv2).
    Patient,
    /// 診療科一覧 (system01lstv2, 01).
    Departments,
    /// ドクター一覧 (system01lstv2, 02).
    Doctors,
    /// 医療機関基本情報 (system01lstv2, 04).
    Institution,
    /// None of these.
    Other,
}

/// An answer of ORCA, without the elements that stand around it on the wire.
#[derive(Clone, PartialEq)]
pub struct Answer {
    body: Json,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("kind", &self.kind()).finish_non_exhaustive()
    }
}

impl Answer {
    /// Reads an answer: JSON, or XML (xml2). `name` is the URI or the file that it came from, for
    /// messages.
    ///
    /// # Errors
    /// If it is neither, no object, or larger than [`MAX_ANSWER`].
    pub fn parse(name: &str, octets: &[u8]) -> Result<Self, OrcaError> {
        let malformed = |reason: String| OrcaError::response_malformed(name, reason);
        if octets.len() > MAX_ANSWER {
            return Err(malformed(format!("more than {MAX_ANSWER} octets")));
        }
        let content = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets).trim_ascii();
        let body = match content.first() {
            Some(b'<') => xml2::parse(content).map_err(|reason| malformed(reason.to_owned()))?,
            _ => serde_json::from_slice(content).map_err(|error| {
                let (line, column) = (error.line(), error.column());
                malformed(format!("no JSON at line {line} column {column}"))
            })?,
        };
        match body {
            Json::Object(_) => Ok(Self { body: bare(body) }),
            _ => Err(malformed("no object".to_owned())),
        }
    }

    /// What it is of.
    pub fn kind(&self) -> AnswerKind {
        let has = |key: &str| self.body.get(key).is_some();
        let form = self.forms().next().and_then(|data| data.get("Form_ID"));
        match form.or_else(|| self.body.get("Form_ID")).and_then(Json::as_str) {
            Some(PRESCRIPTION) => return AnswerKind::Prescription,
            Some(NOTEBOOK) => return AnswerKind::Notebook,
            _ => {}
        }
        if has("Disease_Information") || has("Disease_Infores") {
            AnswerKind::Diseases
        } else if has("Department_Information") {
            AnswerKind::Departments
        } else if has("Physician_Information") {
            AnswerKind::Doctors
        } else if has("Medical_Information") {
            AnswerKind::Institution
        } else if has("Medical_List_Information") && has("Department_Code") {
            AnswerKind::Treatment
        } else if has("Medical_List_Information") {
            AnswerKind::Visits
        } else if has("Patient_Information") {
            AnswerKind::Patient
        } else {
            AnswerKind::Other
        }
    }

    /// The answer, if it is of a kind that is known here.
    ///
    /// # Errors
    /// That it is not; of an answer that is a refusal, what ORCA says.
    pub fn known(self) -> Result<Self, OrcaError> {
        if self.kind() != AnswerKind::Other {
            return Ok(self);
        }
        Err(match self.status().bytes().all(|byte| byte == b'0') {
            true => OrcaError::unsupported("–", format!("{PRESCRIPTION} / {NOTEBOOK}")),
            false => self.refusal(),
        })
    }

    /// `Api_Result`: zeros where ORCA did what was asked for; empty where the answer has none.
    pub fn status(&self) -> &str {
        self.body.get("Api_Result").and_then(Json::as_str).unwrap_or_default()
    }

    /// Whether ORCA did what was asked for: 0000 of forms, 00 of older interfaces.
    ///
    /// # Errors
    /// What it says why it did not.
    pub fn carried_out(self) -> Result<Self, OrcaError> {
        let status = self.status();
        match !status.is_empty() && status.bytes().all(|byte| byte == b'0') {
            true => Ok(self),
            false => Err(self.refusal()),
        }
    }

    /// That ORCA did not do what was asked for, in its words.
    pub(crate) fn refusal(&self) -> OrcaError {
        let message = self.body.get("Api_Result_Message").and_then(Json::as_str);
        OrcaError::refused(self.status(), message.unwrap_or_default())
    }

    /// Notes what was asked for: 院外 or 院内, which a form does not say itself.
    pub fn asked_for(mut self, setting: Option<CareSetting>) -> Self {
        if let (Some(setting), Json::Object(body)) = (setting, &mut self.body) {
            let outside = if setting.is_in_house() { "False" } else { "True" };
            body.insert(OUTSIDE.to_owned(), outside.into());
        }
        self
    }

    /// Where the drugs were handed out, as far as it was noted when they were asked for.
    pub(crate) fn setting(&self) -> Option<CareSetting> {
        match self.body.get(OUTSIDE).and_then(Json::as_str) {
            Some("True") => Some(CareSetting::OutsidePharmacy),
            Some("False") => Some(CareSetting::InHouseOutpatient),
            _ => None,
        }
    }

    /// The answer as JSON, which [`Self::parse`] reads again.
    pub fn to_json(&self) -> String {
        self.body.to_string()
    }

    pub(crate) const fn root(&self) -> Item<'_> {
        Item::root(&self.body)
    }

    fn forms(&self) -> impl Iterator<Item = &Json> {
        let forms = self.body.get("Forms").and_then(Json::as_array);
        forms.into_iter().flatten().filter_map(|form| form.get("data"))
    }

    /// The data of every form; all must be of one of these kinds.
    ///
    /// # Errors
    /// If there is none, or one of another kind.
    pub(crate) fn forms_of(&self, expected: &[&str]) -> Result<Vec<&Json>, OrcaError> {
        let status = self.status();
        let wanted = expected.join(" / ");
        let forms = self.body.get("Forms").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        if forms.is_empty() {
            return Err(match status.bytes().all(|byte| byte == b'0') {
                true => OrcaError::unsupported("–", wanted),
                false => self.refusal(),
            });
        }
        forms
            .iter()
            .map(|form| {
                let data = form.get("data").filter(|data| data.is_object());
                let id = data.and_then(|data| data.get("Form_ID")).and_then(Json::as_str);
                match (data, id) {
                    (Some(data), Some(id)) if expected.contains(&id) => Ok(data),
                    (_, Some(id)) => Err(OrcaError::unsupported(shown(id), wanted.clone())),
                    (_, None) => Err(OrcaError::unsupported("–", wanted.clone())),
                }
            })
            .collect()
    }

    /// The data of its one form.
    ///
    /// # Errors
    /// As [`Self::forms_of`], and if there are several: each is a prescription of its own.
    pub(crate) fn form_of(&self, expected: &str) -> Result<&Json, OrcaError> {
        let forms = self.forms_of(&[expected])?;
        match forms.as_slice() {
            [form] => Ok(form),
            several => {
                let count = several.len();
                let actual = Phrase::new(format!("{count} 枚"), format!("{count} forms"));
                Err(OrcaError::unsupported(actual, Phrase::new("1 枚", "1 form")))
            }
        }
    }
}

/// The item of a request for a form that says 院外 or 院内; the client keeps it with the answer.
const OUTSIDE: &str = "Outside_Class";
/// `Form_ID` of 処方箋.
pub(crate) const PRESCRIPTION: &str = "shohosen";
/// `Form_ID` of お薬手帳.
pub(crate) const NOTEBOOK: &str = "okusuri_techo";

/// What is in the outer elements of an answer as it comes over the wire: `xmlio2`, and
/// `prescriptionv2res` and its kin.
fn bare(mut body: Json) -> Json {
    for _ in 0..MAX_OUTER {
        match body {
            Json::Object(mut object) if object.len() == 1 && !object.contains_key("Forms") => {
                let Some(key) = object.keys().next().cloned() else { return Json::Object(object) };
                match object.remove(&key) {
                    Some(inner @ Json::Object(_)) => body = inner,
                    Some(other) => {
                        object.insert(key, other);
                        return Json::Object(object);
                    }
                    None => return Json::Object(object),
                }
            }
            other => return other,
        }
    }
    body
}
