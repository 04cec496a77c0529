//! The small model of a prescription and of what a patient takes.

use crate::{CodeError, CodeSystem, Date, DrugCode, IntakePattern};
use serde::{Deserialize, Serialize};
use shohosen_report::{Object, excerpt};
use shohosen_terms::{Decimal, is_quotable_code};
use std::fmt;

/// A drug as a record states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenDrug {
    /// Its codes, the best first. Several codes of one drug must agree.
    pub codes: Vec<GivenCode>,
    /// Its name as transmitted; empty if there is none. Nothing is ever concluded from it.
    pub name: String,
    /// The unit of the amount as transmitted; empty if there is none.
    pub unit: String,
}

/// A code as a record states it. In JSON `{ "system": "receipt", "code": "610443048" }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Object<CodeForm>", into = "CodeForm")]
pub enum GivenCode {
    /// Correct in form.
    Code(DrugCode),
    /// Not of the form of the system that was stated.
    Malformed(CodeError),
    /// Of a system that is not known here (house codes, foreign codes).
    UnknownSystem {
        /// The system as stated.
        system: String,
        /// The code.
        text: String,
    },
}

impl GivenCode {
    /// Reads a code of a stated system.
    pub fn parse(system: CodeSystem, text: &str) -> Self {
        DrugCode::parse(system, text).map_or_else(Self::Malformed, Self::Code)
    }

    /// Reads a code of the system that a word of [`CodeSystem::from_word`] says; of other words
    /// and their codes 64 characters are kept.
    pub(crate) fn of_word(system: &str, text: &str) -> Self {
        let cut = |text: &str| excerpt(text, 64).to_owned();
        match CodeSystem::from_word(system) {
            Some(system) => Self::parse(system, text),
            None => Self::UnknownSystem { system: cut(system), text: cut(text) },
        }
    }
}

/// A code in JSON.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    system: String,
    code: String,
}

impl From<Object<CodeForm>> for GivenCode {
    fn from(Object(form): Object<CodeForm>) -> Self {
        Self::of_word(&form.system, &form.code)
    }
}

impl From<GivenCode> for CodeForm {
    fn from(given: GivenCode) -> Self {
        let system = match &given {
            GivenCode::Code(code) => code.system().as_str().to_owned(),
            GivenCode::Malformed(error) => error.system.as_str().to_owned(),
            GivenCode::UnknownSystem { system, .. } => system.clone(),
        };
        Self { system, code: given.to_string() }
    }
}

impl From<DrugCode> for GivenCode {
    fn from(code: DrugCode) -> Self {
        Self::Code(code)
    }
}

impl fmt::Display for GivenCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => fmt::Display::fmt(code, f),
            Self::Malformed(error) => f.pad(&error.text),
            Self::UnknownSystem { text, .. } => f.pad(text),
        }
    }
}

impl GivenCode {
    /// The code as it can be shown: empty where what stands in its place is no code, and may be
    /// anything.
    pub fn shown(&self) -> String {
        match self {
            Self::Code(code) => code.to_string(),
            Self::Malformed(error) => quotable(&error.text),
            Self::UnknownSystem { text, .. } => quotable(text),
        }
    }
}

/// A code, or nothing.
fn quotable(text: &str) -> String {
    if is_quotable_code(text) { text.to_owned() } else { String::new() }
}

impl GivenDrug {
    /// A drug with one code and a name.
    pub fn new(code: impl Into<GivenCode>, name: impl Into<String>) -> Self {
        Self { codes: vec![code.into()], name: name.into(), unit: String::new() }
    }

    /// The first code as text; empty if there is none.
    pub(crate) fn code_text(&self) -> String {
        self.codes.first().map(GivenCode::shown).unwrap_or_default()
    }
}

/// 剤形区分: which says whether the amount counts days. The two numberings of JAHIS (院外処方箋 and
/// 電子版お薬手帳) differ; the caller maps them to these words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DosageCategory {
    /// 内服 (also 浸煎 and 湯): the amount counts days.
    Oral,
    /// 内服滴剤 (内滴): as 内服.
    OralDrops,
    /// 頓服: the amount counts doses.
    AsNeeded,
    /// 外用.
    External,
    /// 注射.
    Injection,
    /// Not stated or not known.
    #[default]
    Unknown,
}

/// What kind of item a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A medicine under health insurance.
    #[default]
    Medicine,
    /// 医療材料, 特定器材.
    Material,
    /// 非保険薬.
    NotInsured,
    /// 要指導・一般用医薬品 (OTC): outside the official scope.
    OverTheCounter,
}

/// An [`IntakePattern`] out of JSON that others have written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "PatternForm")]
pub struct GivenPattern(pub IntakePattern);

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum PatternForm {
    Alternate(Object<AlternateForm>),
    Weekdays(u8),
    DaysOfMonth(u32),
    TimesAWeek(u8),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlternateForm {
    take: u8,
    rest: u8,
}

impl From<PatternForm> for GivenPattern {
    fn from(form: PatternForm) -> Self {
        Self(match form {
            PatternForm::Alternate(Object(AlternateForm { take, rest })) => {
                IntakePattern::Alternate { take, rest }
            }
            PatternForm::Weekdays(days) => IntakePattern::Weekdays(days),
            PatternForm::DaysOfMonth(days) => IntakePattern::DaysOfMonth(days),
            PatternForm::TimesAWeek(times) => IntakePattern::TimesAWeek(times),
        })
    }
}

/// Where a patient was treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CareSetting {
    /// 院外処方.
    #[default]
    OutsidePharmacy,
    /// 院内処方 of an outpatient.
    InHouseOutpatient,
    /// 退院時の院内処方.
    InHouseDischarge,
    /// 入院中の院内処方: consumed in hospital.
    InHouseInpatient,
}

impl CareSetting {
    /// Whether it is 院内処方.
    pub const fn is_in_house(self) -> bool {
        !matches!(self, Self::OutsidePharmacy)
    }
}

/// A medical institution or pharmacy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Object<InstitutionForm>")]
pub struct Institution {
    /// Ten digits: 都道府県 2, 点数表 1, 医療機関コード 7. Empty if not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Its name; empty if not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// An institution in JSON.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct InstitutionForm {
    code: String,
    name: String,
}

impl From<Object<InstitutionForm>> for Institution {
    fn from(Object(form): Object<InstitutionForm>) -> Self {
        Self { code: form.code, name: form.name }
    }
}

impl Institution {
    /// Whether both have a code and it is the same. Names are not compared.
    #[inline]
    pub(crate) fn is(&self, other: &Self) -> bool {
        let (own, other) = (self.code.as_bytes(), other.code.as_bytes());
        // Ten digits are compared without a call; every record of a history is asked.
        match (<&[u8; 10]>::try_from(own), <&[u8; 10]>::try_from(other)) {
            (Ok(own), Ok(other)) => own == other,
            _ => !own.is_empty() && own == other,
        }
    }
}

/// Whether a record is of a prescription or of a dispensing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// 処方.
    Prescribed,
    /// 調剤. It supersedes the prescription that it refers to.
    Dispensed,
}

/// What kind of document a record was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistorySource {
    /// An electronic prescription (EP) or its records (SJ1).
    Prescription,
    /// An electronic dispensing record (ED) or its records (CJ1).
    Dispensing,
    /// 電子版お薬手帳 (JAHISTC).
    MedicationNotebook,
    /// A FHIR bundle.
    Fhir,
    /// Plain JSON or CSV.
    #[default]
    Plain,
}

impl HistorySource {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prescription => "prescription",
            Self::Dispensing => "dispensing",
            Self::MedicationNotebook => "medication_notebook",
            Self::Fhir => "fhir",
            Self::Plain => "plain",
        }
    }
}

/// 分割調剤: one part of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Object<SplitForm>")]
pub struct SplitPart {
    /// Which part, from 1.
    pub part: u8,
    /// Of how many.
    pub parts: u8,
    /// The days of this part, where the record says them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

/// A part in JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SplitForm {
    part: u8,
    parts: u8,
    #[serde(default)]
    days: Option<u16>,
}

impl From<Object<SplitForm>> for SplitPart {
    fn from(Object(form): Object<SplitForm>) -> Self {
        Self { part: form.part, parts: form.parts, days: form.days }
    }
}

/// One drug that was prescribed or dispensed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedicationEvent {
    /// The drug.
    pub drug: GivenDrug,
    /// Prescribed or dispensed.
    pub kind: EventKind,
    /// Where the record comes from.
    pub source: HistorySource,
    /// Where the patient was treated.
    pub setting: CareSetting,
    /// What the amount counts.
    pub category: DosageCategory,
    /// What kind of item it is.
    pub item: ItemKind,
    /// The prescription: its own id, or that which a dispensing answers.
    pub prescription_id: Option<String>,
    /// 処方日 (交付年月日).
    pub prescribed_on: Option<Date>,
    /// 調剤日.
    pub dispensed_on: Option<Date>,
    /// 投与日数 as recorded: days with a dose. Only for 内服 and 内滴.
    pub days: Option<u16>,
    /// Which part of a 分割調剤 it is.
    pub split: Option<SplitPart>,
    /// On which days it is taken; `None` every day.
    pub pattern: Option<IntakePattern>,
    /// Calendar days including days of rest, where the record says them (FHIR boundsDuration).
    pub bounds_days: Option<u16>,
    /// Taken when needed, as the usage says; 頓服 of `category` says it as well.
    pub as_needed: bool,
    /// 用量, where the record says it.
    pub dose: Option<Box<GivenDose>>,
    /// The institution that prescribed.
    pub institution: Institution,
    /// The pharmacy that dispensed.
    pub pharmacy: Institution,
    /// Withdrawn.
    pub cancelled: bool,
}

impl MedicationEvent {
    /// A drug of this kind, with nothing else known.
    pub fn new(kind: EventKind, drug: GivenDrug) -> Self {
        Self {
            drug,
            kind,
            source: HistorySource::default(),
            setting: CareSetting::default(),
            category: DosageCategory::default(),
            item: ItemKind::default(),
            prescription_id: None,
            prescribed_on: None,
            dispensed_on: None,
            days: None,
            split: None,
            pattern: None,
            bounds_days: None,
            as_needed: false,
            dose: None,
            institution: Institution::default(),
            pharmacy: Institution::default(),
            cancelled: false,
        }
    }
}

/// What an amount is the amount of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DosePer {
    /// Of a day (内服).
    Day,
    /// Of one time (頓服).
    Time,
    /// Of the whole supply.
    Total,
    /// Not told apart.
    #[default]
    Unclear,
}

/// 用量, as the record states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenDose {
    /// The amount, in the unit of the drug.
    pub amount: Option<Decimal>,
    /// What it is the amount of.
    pub per: DosePer,
    /// 単位変換係数: so many units of the price list are one of the unit given.
    pub unit_factor: Option<Decimal>,
    /// 力価: the amount is one of the ingredient.
    pub potency: bool,
    /// 不均等: the doses of the day, where they differ.
    pub uneven: Vec<Decimal>,
    /// How many times a day at most, where an amount of one time says it.
    pub times_a_day: Option<u8>,
}

/// Whose code a usage code is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsageSystem {
    /// 電子処方箋用法マスタ.
    #[default]
    National,
    /// JAMI 標準用法コード, of which the national master has a part.
    Jami,
}

/// 用法, as the record states it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GivenUsage {
    /// Whose code it is.
    pub system: UsageSystem,
    /// The code; empty if there is none.
    pub code: String,
    /// The text; empty if there is none.
    pub name: String,
}

impl GivenUsage {
    /// Whether nothing is stated.
    pub const fn is_empty(&self) -> bool {
        self.code.is_empty() && self.name.is_empty()
    }
}

/// One drug of the prescription that is checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrescribedDrug {
    /// RP番号, from 1.
    pub rp: u16,
    /// Number within the RP, from 1.
    pub number: u16,
    /// The drug.
    pub drug: GivenDrug,
    /// What the amount counts.
    pub category: DosageCategory,
    /// What kind of item it is.
    pub item: ItemKind,
    /// 投与日数.
    pub days: Option<u16>,
    /// The whole amount in the unit of the drug (for patches: how many).
    pub total_amount: Option<f64>,
    /// The factor of a 単位換算レコード from the unit given to the price-list unit.
    pub unit_conversion: Option<f64>,
    /// On which days it is taken; `None` every day.
    pub pattern: Option<IntakePattern>,
    /// 用量.
    pub dose: GivenDose,
    /// 用法.
    pub usage: GivenUsage,
    /// 臨時の投薬: not counted by the rules on the number of drugs.
    pub temporary: bool,
}

impl PrescribedDrug {
    /// `RP1-2`: the place of the drug in its prescription.
    pub fn place(&self) -> String {
        let mut place = String::with_capacity("RP65535-65535".len());
        place.push_str("RP");
        shohosen_terms::digits::push(&mut place, self.rp);
        place.push('-');
        shohosen_terms::digits::push(&mut place, self.number);
        place
    }
}

/// A prescription to be checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prescription {
    /// Its id, so that it is not compared with itself.
    pub id: Option<String>,
    /// The institution that prescribes.
    pub institution: Institution,
    /// Where the patient is treated.
    pub setting: CareSetting,
    /// 交付年月日, or 処方等年月日 of 院内処方.
    pub issued_on: Option<Date>,
    /// 使用期限, where it is written.
    pub use_by: Option<Date>,
    /// リフィル総使用回数; `None` for an ordinary prescription.
    pub refill_uses: Option<u8>,
    /// The drugs.
    pub items: Vec<PrescribedDrug>,
}
