//! What a check found.

use super::Consent;
use crate::{Date, Period};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use shohosen_report::{Finding, Phrase, SCHEMA_VERSION, Severity, Unread, UnreadReason};

/// The outcome of one check, with all that it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckReport {
    /// Grouped findings: one an ingredient and drug, however many past records there are.
    pub findings: Vec<Finding>,
    /// What was not checked, or not fully, and why. Never empty of a drug that could not be
    /// resolved.
    pub not_checked: Vec<NotChecked>,
    /// Every single hit. Empty unless consent was given.
    pub hits: Vec<Hit>,
    /// What the check rests on.
    pub audit: CheckAudit,
}

/// Something that was not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotChecked {
    /// `RP1-2` of the prescription, `history 3` (from 1) of the history, or `pairs`.
    pub item: String,
    /// The code as transmitted; empty if there is none or consent is missing.
    pub code: String,
    /// Why.
    pub reason: NotCheckedReason,
}

/// Why something was not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotCheckedReason {
    /// There is no code.
    MissingCode,
    /// The code is not of the form of its system.
    MalformedCode,
    /// The code is of a system that is not known.
    UnknownSystem,
    /// A dummy code.
    DummyCode,
    /// The check digit is wrong.
    CheckDigit,
    /// The code is in no master.
    UnknownCode,
    /// The code was retired; what the master still knows of it was compared.
    RetiredCode,
    /// The master has no ingredient for the code.
    NoIngredient,
    /// No table names its ingredient: only the seven digits of its code were compared.
    NoIngredientTable,
    /// A combination whose components are not known: compared as a whole only.
    ComponentsUnknown,
    /// A combination of which only some components are known to the table.
    ComponentsPartial,
    /// The codes of one drug point to different ingredients; each was compared.
    ContradictoryCodes,
    /// A record without a date: whether it is being taken cannot be told.
    NoDate,
    /// A selector of the pair table that no drug of the master answers to.
    UnmatchedSelector,
    /// No table of contraindicated pairs was supplied.
    NoPairTable,
    /// Its ingredient was listed after the edition of the table of pairs, which cannot know it.
    NewerThanPairs,
    /// The dosage form of the record contradicts the drug: when it ends cannot be told.
    FormContradictsDrug,
    /// No master is loaded.
    NoMaster,
    /// What the rule needs to know was not supplied (days, a list).
    MissingInformation,
    /// A signed document did not verify and was not used.
    Unverified,
    /// Parts of the document are missing.
    Incomplete,
    /// The record says something that is not understood here, so it was not taken over.
    NotTakenOver,
    /// The record may be that of another patient.
    OtherPatient,
    /// How long it lasts cannot be computed from what the record says.
    PeriodNotComputable,
    /// A date that cannot be right: after the day of the check, or long before such records existed.
    ImplausibleDate,
    /// Code and name of a record point to different drugs.
    NameContradicts,
    /// A drug that a master of that age need not know.
    MasterOutdated,
    /// Parts of a document contradict each other.
    ContradictoryRecords,
    /// What is stored does not hold against its check sum.
    Damaged,
    /// An allergy, side effect or the like, which is not compared with the prescription.
    NotCompared,
    /// No history was given, and nobody said that there is none.
    NotGiven,
    /// No table for it was supplied, or it could not be read.
    TableMissing,
    /// Every edition of the table begins after the day of the check.
    NoEditionInForce,
    /// The table has no row for the drug.
    DrugNotInTable,
    /// No row of the table applies to the patient.
    NoRowApplies,
    /// A row of the table has a condition that cannot be computed.
    RowNotComputable,
    /// No list of diseases was given.
    NoDiseaseList,
    /// A disease without a code of the disease master.
    DiseaseUncoded,
    /// A code that the disease master does not have, or no longer.
    DiseaseCodeInvalid,
    /// Nothing was given of allergies and side effects.
    NoAllergyList,
    /// A text without a code, which nothing resolves.
    AllergyFreeText,
    /// It does not say what the allergy is to.
    AllergenUnspecified,
    /// A class of drugs; no table says what belongs to it.
    NoClassTable,
    /// The date of birth is not known.
    NoBirthDate,
    /// The sex is not known.
    NoSex,
    /// The amount of a day cannot be computed in the unit of the table.
    DoseNotComputable,
    /// The days are not stated.
    DaysNotComputable,
    /// Drugs of unknown amount belong to the total.
    GroupIncomplete,
    /// The prescription states no usage.
    NoUsage,
    /// None of the tables says anything of it.
    NotInTables,
}

impl NotCheckedReason {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MissingCode => "missing_code",
            Self::MalformedCode => "malformed_code",
            Self::UnknownSystem => "unknown_system",
            Self::DummyCode => "dummy_code",
            Self::CheckDigit => "check_digit",
            Self::UnknownCode => "unknown_code",
            Self::RetiredCode => "retired_code",
            Self::NoIngredient => "no_ingredient",
            Self::NoIngredientTable => "no_ingredient_table",
            Self::ComponentsUnknown => "components_unknown",
            Self::ComponentsPartial => "components_partial",
            Self::ContradictoryCodes => "contradictory_codes",
            Self::NoDate => "no_date",
            Self::UnmatchedSelector => "unmatched_selector",
            Self::NoPairTable => "no_pair_table",
            Self::NewerThanPairs => "newer_than_pairs",
            Self::FormContradictsDrug => "form_contradicts_drug",
            Self::NoMaster => "no_master",
            Self::MissingInformation => "missing_information",
            Self::Unverified => "unverified",
            Self::Incomplete => "incomplete",
            Self::NotTakenOver => "not_taken_over",
            Self::OtherPatient => "other_patient",
            Self::PeriodNotComputable => "period_not_computable",
            Self::ImplausibleDate => "implausible_date",
            Self::NameContradicts => "name_contradicts",
            Self::MasterOutdated => "master_outdated",
            Self::ContradictoryRecords => "contradictory_records",
            Self::Damaged => "damaged",
            Self::NotCompared => "not_compared",
            Self::NotGiven => "not_given",
            Self::TableMissing => "table_missing",
            Self::NoEditionInForce => "no_edition_in_force",
            Self::DrugNotInTable => "drug_not_in_table",
            Self::NoRowApplies => "no_row_applies",
            Self::RowNotComputable => "row_not_computable",
            Self::NoDiseaseList => "no_disease_list",
            Self::DiseaseUncoded => "disease_uncoded",
            Self::DiseaseCodeInvalid => "disease_code_invalid",
            Self::NoAllergyList => "no_allergy_list",
            Self::AllergyFreeText => "allergy_free_text",
            Self::AllergenUnspecified => "allergen_unspecified",
            Self::NoClassTable => "no_class_table",
            Self::NoBirthDate => "no_birth_date",
            Self::NoSex => "no_sex",
            Self::DoseNotComputable => "dose_not_computable",
            Self::DaysNotComputable => "days_not_computable",
            Self::GroupIncomplete => "group_incomplete",
            Self::NoUsage => "no_usage",
            Self::NotInTables => "not_in_tables",
        }
    }

    /// The reason in English.
    pub const fn as_en(self) -> &'static str {
        match self {
            Self::MissingCode => "there is no code",
            Self::MalformedCode => "the code is not of the form of its system",
            Self::UnknownSystem => "the code is of a system that is not known",
            Self::DummyCode => "a dummy code",
            Self::CheckDigit => "the check digit is wrong",
            Self::UnknownCode => "the code is in no master",
            Self::RetiredCode => "the code is retired; what the master still knows was compared",
            Self::NoIngredient => "the master has no ingredient for the code",
            Self::NoIngredientTable => {
                "no price list names its ingredient: only the first seven digits of the code were compared"
            }
            Self::ComponentsUnknown => "a combination of unknown components: compared as a whole",
            Self::ComponentsPartial => "a combination: only some components were compared",
            Self::ContradictoryCodes => {
                "its codes point to different ingredients; each was compared"
            }
            Self::NoDate => "without a date it cannot be told whether it is being taken",
            Self::UnmatchedSelector => "no drug of the master answers to this side of a pair",
            Self::NoPairTable => "no table of contraindicated pairs was supplied",
            Self::NewerThanPairs => {
                "its ingredient was listed after the edition of the table of pairs"
            }
            Self::FormContradictsDrug => {
                "the dosage form that was recorded contradicts the drug: whether it is still being taken cannot be told"
            }
            Self::NoMaster => "no master is loaded",
            Self::MissingInformation => "what the rule needs to know was not supplied",
            Self::Unverified => "its signature did not verify; it was not used",
            Self::Incomplete => "parts of the document are missing",
            Self::NotTakenOver => "it says something that is not understood and was not taken over",
            Self::OtherPatient => "it may be the record of another patient",
            Self::PeriodNotComputable => {
                "how long it lasts cannot be computed: it may still be being taken"
            }
            Self::ImplausibleDate => "its date cannot be right",
            Self::NameContradicts => "its code and its name are those of different drugs",
            Self::MasterOutdated => "the master is older than the drug may be",
            Self::ContradictoryRecords => "its parts contradict each other",
            Self::Damaged => "it is damaged (check sum)",
            Self::NotCompared => {
                "allergies, side effects and diseases of this kind are not compared"
            }
            Self::NotGiven => "no history was given, nor was it said that there is none",
            Self::TableMissing => "the table for it was not supplied, or not read",
            Self::NoEditionInForce => {
                "every edition of the table that was supplied begins after the day of the check"
            }
            Self::DrugNotInTable => "the table has no row for the drug",
            Self::NoRowApplies => "no row of the table applies to this patient",
            Self::RowNotComputable => "a row of the table says what cannot be computed",
            Self::NoDiseaseList => "no list of diseases was given",
            Self::DiseaseUncoded => {
                "a disease without a code of the disease master cannot be compared"
            }
            Self::DiseaseCodeInvalid => "the disease master does not have the code, or no longer",
            Self::NoAllergyList => {
                "no allergies or side effects were given, nor was it said that there are none"
            }
            Self::AllergyFreeText => {
                "an allergy or side effect without a code, in words that nothing resolves"
            }
            Self::AllergenUnspecified => "it does not say what the allergy is to",
            Self::NoClassTable => {
                "an allergy to a class of drugs; no table says which drugs belong to it"
            }
            Self::NoBirthDate => "the date of birth is not known",
            Self::NoSex => "the sex is not known",
            Self::DoseNotComputable => {
                "the amount of a day cannot be computed in the unit of the table"
            }
            Self::DaysNotComputable => "the days are not stated",
            Self::GroupIncomplete => {
                "the total holds drugs whose amount is not known: it may be larger"
            }
            Self::NoUsage => "the prescription states no usage",
            Self::NotInTables => "none of the tables says anything of it",
        }
    }

    /// The reason in Japanese.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::MissingCode => "コードがありません",
            Self::MalformedCode => "コードの形式が誤っています",
            Self::UnknownSystem => "対応していないコード種別です",
            Self::DummyCode => "ダミーコードです",
            Self::CheckDigit => "検査数字が合いません",
            Self::UnknownCode => "マスターにないコードです",
            Self::RetiredCode => "廃止されたコードです（マスターに残る内容で照合しました）",
            Self::NoIngredient => "マスターに成分がありません",
            Self::NoIngredientTable => {
                "成分名が薬価基準の一覧になく、コードの先頭7桁だけで照合しました（別コードの同一成分やバイオ後続品は見つかりません）"
            }
            Self::ComponentsUnknown => "配合成分が不明なため、製品としてのみ照合しました",
            Self::ComponentsPartial => "配合成分の一部のみ照合しました",
            Self::ContradictoryCodes => {
                "付されたコードが別の成分を指しています（それぞれ照合しました）"
            }
            Self::NoDate => "日付がなく、服用中か判断できません",
            Self::UnmatchedSelector => "併用禁忌の表の記載に当たる薬剤がマスターにありません",
            Self::NoPairTable => "併用禁忌の表がありません",
            Self::NewerThanPairs => {
                "併用禁忌の表の版より後に収載された成分で、表に載っていない可能性があります"
            }
            Self::FormContradictsDrug => {
                "記録の剤形が薬剤と合わず、服用が続いているか判断できません"
            }
            Self::NoMaster => "医薬品マスターが読み込まれていません",
            Self::MissingInformation => "判断に必要な情報がありません",
            Self::Unverified => "署名を検証できないため使いませんでした",
            Self::Incomplete => "文書の一部がありません",
            Self::NotTakenOver => "解釈できない内容のため取り込みませんでした",
            Self::OtherPatient => "別の患者の記録かもしれません",
            Self::PeriodNotComputable => "服用期間を計算できないため、まだ服用中かもしれません",
            Self::ImplausibleDate => "ありえない日付です",
            Self::NameContradicts => "コードと名称が別の薬剤を指しています",
            Self::MasterOutdated => "医薬品マスターが古いため照合できません",
            Self::ContradictoryRecords => "記録の内容が互いに食い違っています",
            Self::Damaged => "保存された記録が壊れています",
            Self::NotCompared => "アレルギー・副作用・傷病名の記録は照合していません",
            Self::NotGiven => "薬歴が与えられていません",
            Self::TableMissing => "この確認に使う表がありません",
            Self::NoEditionInForce => "確認日に有効な版の表がありません",
            Self::DrugNotInTable => "表にこの薬剤の行がありません",
            Self::NoRowApplies => "表のどの行もこの患者に当てはまりません",
            Self::RowNotComputable => "表に計算できない条件の行があります",
            Self::NoDiseaseList => "傷病名の一覧が与えられていません",
            Self::DiseaseUncoded => "傷病名マスターのコードがない傷病名は照合できません",
            Self::DiseaseCodeInvalid => "傷病名マスターにない、または廃止された傷病名コードです",
            Self::NoAllergyList => "アレルギー・副作用の情報が与えられていません",
            Self::AllergyFreeText => "アレルギー・副作用の記載にコードがなく、薬剤を特定できません",
            Self::AllergenUnspecified => "何に対するアレルギーか特定されていません",
            Self::NoClassTable => {
                "アレルギー等の記載が薬の分類で、属する薬を示す分類表がありません"
            }
            Self::NoBirthDate => "生年月日が分かりません",
            Self::NoSex => "性別が分かりません",
            Self::DoseNotComputable => "表の単位での 1 日量を計算できません",
            Self::DaysNotComputable => "投与日数が分かりません",
            Self::GroupIncomplete => "量の分からない薬があり、合計はこれより多い可能性があります",
            Self::NoUsage => "処方に用法の記録がありません",
            Self::NotInTables => "どの表にもない内容のため、確認できません",
        }
    }
}

impl From<UnreadReason> for NotCheckedReason {
    fn from(reason: UnreadReason) -> Self {
        match reason {
            UnreadReason::UnknownPart | UnreadReason::NotUnderstood => Self::NotTakenOver,
            UnreadReason::Incomplete => Self::Incomplete,
            UnreadReason::Contradictory => Self::ContradictoryRecords,
            UnreadReason::Unverified => Self::Unverified,
            UnreadReason::Damaged => Self::Damaged,
            UnreadReason::NotCompared => Self::NotCompared,
            UnreadReason::OtherPatient => Self::OtherPatient,
            UnreadReason::NotGiven => Self::NotGiven,
        }
    }
}

impl From<Unread> for NotChecked {
    fn from(unread: Unread) -> Self {
        Self { item: unread.place, code: String::new(), reason: unread.reason.into() }
    }
}

/// Whether a hit is a duplicate or a contraindication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// Same ingredient, same route.
    Duplicate,
    /// Same ingredient, another route (extension).
    OtherRoute,
    /// Contraindicated pair.
    Contraindication,
    /// Contraindicated pair whose washout has not passed (extension).
    Washout,
}

impl HitKind {
    /// In Japanese, in a word.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Duplicate => "重複",
            Self::OtherRoute => "別経路",
            Self::Contraindication => "禁忌",
            Self::Washout => "休薬期間",
        }
    }

    /// In English, in a word or two.
    pub const fn as_en(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::OtherRoute => "other route",
            Self::Contraindication => "contraindicated",
            Self::Washout => "washout",
        }
    }
}

/// What a duplicate rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HitBasis {
    /// The first seven digits of both codes are the same.
    CodePrefix,
    /// The seven digits differ: the ingredient table says that both hold the ingredient.
    IngredientTable,
    /// The ingredient names are those of a biosimilar and its original, or of two biosimilars of one
    /// original. Whether the national service takes them for the same is not published.
    BiosimilarStem,
    /// A pair of the user's table, as it stands there.
    PairTable,
    /// A pair of the table by the code of the 選定療養 copy of a drug in it, or the other way round.
    BaseCode,
    /// A pair of the table by an 一般名 that covers a drug in it.
    GenericMember,
    /// A pair of the table by another product of the same form and strength.
    SameSpecification,
    /// A pair of the table by the same ingredient in another form or strength.
    SameIngredient,
}

impl HitBasis {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CodePrefix => "code_prefix",
            Self::IngredientTable => "ingredient_table",
            Self::BiosimilarStem => "biosimilar_stem",
            Self::PairTable => "pair_table",
            Self::BaseCode => "base_code",
            Self::GenericMember => "generic_member",
            Self::SameSpecification => "same_specification",
            Self::SameIngredient => "same_ingredient",
        }
    }

    /// Whether the table names the drugs themselves (or their copies), and not only others of
    /// their ingredient.
    pub(super) const fn is_as_listed(self) -> bool {
        matches!(self, Self::PairTable | Self::BaseCode)
    }
}

/// One drug of the prescription against one record of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Index into the items of the prescription.
    pub item: usize,
    /// Index into the history.
    pub event: usize,
    /// What it is.
    pub kind: HitKind,
    /// What it rests on.
    pub basis: HitBasis,
    /// When the past drug is being taken.
    pub period: Period,
}

/// More than a check takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{count} {what}; at most {limit} are checked")]
pub struct CheckLimitExceeded {
    /// What there is too much of.
    pub what: &'static str,
    /// How many there are.
    pub count: usize,
    /// The limit.
    pub limit: usize,
}

impl CheckLimitExceeded {
    /// What is too much, in both languages.
    pub fn phrase(&self) -> Phrase {
        let Self { count, limit, .. } = self;
        let japanese = format!("{count} 件あります（確認できるのは {limit} 件までです）");
        Phrase::new(japanese, self.to_string())
    }
}

/// What a check rests on: kept with the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckAudit {
    /// Which rule was applied.
    pub rule: &'static str,
    /// Where it is published.
    pub rule_source: &'static str,
    /// What the check is not.
    pub notice_ja: &'static str,
    /// What the check is not.
    pub notice_en: &'static str,
    /// The masters.
    pub masters: Vec<String>,
    /// The table of pairs: source and edition.
    pub pair_table: Option<String>,
    /// 基準日.
    pub reference_day: Date,
    /// The consent under which the result may be shown.
    pub consent: &'static str,
    /// Oral consent was taken: to be recorded in the chart.
    pub oral_consent: bool,
    /// How finely routes were told apart.
    pub route_granularity: &'static str,
    /// Whether the requester's own records were compared.
    pub include_same_institution: bool,
    /// The extensions of the published rule that were on.
    pub extensions: Vec<&'static str>,
    /// Drugs of the prescription that were compared.
    pub items_checked: usize,
    /// Records of the history that are being taken on the reference day and were compared.
    pub events_active: usize,
    /// Records left out by the rule: the requester's own, inpatient, cancelled, superseded,
    /// materials, not insured, the prescription itself.
    pub events_excluded: usize,
}

/// チェック結果, numbered as the service numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckResult {
    /// 0: something was found and not permitted.
    NotPermitted = 0,
    /// 1: something was found, and the doctor permits it.
    Permitted = 1,
    /// 2: nothing was found.
    Nothing = 2,
}

/// 投与理由コメント: the doctor gives the drug in spite of the finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Permission {
    comment: String,
}

/// A comment that is longer than the record takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the comment has {length} characters; 1 to {limit} are allowed")]
pub struct CommentTooLong {
    /// Characters given.
    pub length: usize,
    /// Characters allowed.
    pub limit: usize,
}

impl Permission {
    /// Characters of a comment at most.
    pub const LIMIT: usize = 300;

    /// A permission with its reason.
    ///
    /// # Errors
    /// If the comment is empty or has more than 300 characters.
    pub fn new(comment: impl Into<String>) -> Result<Self, CommentTooLong> {
        let comment = comment.into();
        let length = comment.chars().count();
        if comment.trim().is_empty() || length > Self::LIMIT {
            return Err(CommentTooLong { length, limit: Self::LIMIT });
        }
        Ok(Self { comment })
    }

    /// The reason.
    pub fn comment(&self) -> &str {
        &self.comment
    }
}

impl CheckReport {
    /// Whether a duplicate or contraindication was found.
    pub fn found(&self) -> bool {
        let grave = self.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
        grave.into_iter().any(Finding::decides)
    }

    /// チェック結果. What was not checked does not show here: see
    /// [`not_checked`](Self::not_checked).
    pub fn result(&self, permission: Option<&Permission>) -> CheckResult {
        match (self.found(), permission) {
            (false, _) => CheckResult::Nothing,
            (true, None) => CheckResult::NotPermitted,
            (true, Some(_)) => CheckResult::Permitted,
        }
    }

    /// The JSON form, on one line.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for NotChecked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("NotChecked", 5)?;
        object.serialize_field("item", &self.item)?;
        object.serialize_field("code", &self.code)?;
        object.serialize_field("reason", &self.reason)?;
        object.serialize_field("reason_ja", self.reason.as_ja())?;
        object.serialize_field("reason_en", self.reason.as_en())?;
        object.end()
    }
}

impl Serialize for CheckReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("CheckReport", 5)?;
        object.serialize_field("schema_version", &SCHEMA_VERSION)?;
        object.serialize_field("findings", &self.findings)?;
        object.serialize_field("not_checked", &self.not_checked)?;
        object.serialize_field("hits", &self.hits)?;
        object.serialize_field("audit", &self.audit)?;
        object.end()
    }
}

impl CheckAudit {
    pub(super) fn consent_of(consent: Consent) -> (&'static str, bool) {
        (consent.as_str(), consent == Consent::Oral)
    }
}
