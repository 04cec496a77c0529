//! A prescription in the terms of the field: what the records say, ready to use, and what the
//! builder writes.

mod builder;
mod from_records;
mod to_records;

pub use builder::PrescriptionBuilder;

use crate::{Date, Decimal, PartialDate};
use shohosen_terms::{DosageForm, DrugCodeType, Potency, Sex, UsageCodeType};

/// A prescription. Everything in it comes from the records: names and codes are claims of the
/// one who wrote them. Who prescribed says the signer's certificate, never [`Prescriber`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prescription {
    /// 医療機関.
    pub institution: IssuingInstitution,
    /// 診療科.
    pub department: Option<Department>,
    /// 医師.
    pub prescriber: Prescriber,
    /// 患者.
    pub patient: Patient,
    /// 保険・公費.
    pub insurance: Insurance,
    /// 交付年月日.
    pub issued_on: Option<Date>,
    /// 使用期限年月日; without it the prescription is valid on the day of issue and three more.
    pub valid_until: Option<Date>,
    /// 麻薬施用.
    pub narcotic: Option<Narcotic>,
    /// 残薬確認: 1 疑義照会の上調剤, 2 情報提供.
    pub leftover_check: Option<u8>,
    /// 分割指示.
    pub split: Option<Split>,
    /// リフィル: how often it may be used (2 or 3).
    pub refill_total: Option<u8>,
    /// 備考.
    pub notes: Vec<Supplement>,
    /// 引換番号, 16 digits.
    pub number: Option<String>,
    /// 処方箋ID, a UUID (FHIR only; the service's document has it outside the records).
    pub id: Option<String>,
    /// RPs in the order of the prescription.
    pub rps: Vec<Rp>,
    /// 提供診療情報 (SJ1 only).
    pub clinical_information: Vec<ClinicalInformation>,
    /// 検査値データ等 (SJ1 only).
    pub laboratory_data: Vec<String>,
}

/// 医療機関.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssuingInstitution {
    /// 点数表: 1 医科, 3 歯科, 6 訪問.
    pub score_table: String,
    /// 医療機関コード, 7 digits.
    pub code: String,
    /// 都道府県コード, 2 digits.
    pub prefecture: String,
    /// 名称.
    pub name: String,
    /// 郵便番号.
    pub postal_code: String,
    /// 所在地.
    pub address: String,
    /// 電話番号.
    pub phone: String,
    /// FAX番号.
    pub fax: String,
    /// その他連絡先.
    pub other_contact: String,
}

/// 診療科.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Department {
    /// 診療科コード, 2 digits.
    pub code: Option<String>,
    /// 診療科名.
    pub name: String,
}

/// 医師, as the records name the prescriber.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prescriber {
    /// 医師コード of the institution.
    pub code: String,
    /// 漢字氏名.
    pub name: String,
    /// カナ氏名, half-width.
    pub kana_name: String,
}

/// 患者.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient {
    /// 患者コード of the institution.
    pub code: String,
    /// 漢字氏名.
    pub name: String,
    /// カナ氏名, half-width.
    pub kana_name: String,
    /// 性別.
    pub sex: Option<Sex>,
    /// 生年月日; SJ1 needs the whole day.
    pub birth_date: Option<PartialDate>,
    /// 一部負担区分.
    pub copay_class: Option<String>,
}

/// 保険・公費.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insurance {
    /// 保険種別.
    pub kind: Option<String>,
    /// 保険者番号; may be empty (公費単独).
    pub insurer_number: String,
    /// 記号.
    pub symbol: String,
    /// 番号.
    pub number: String,
    /// 1 被保険者, 2 被扶養者.
    pub relation: String,
    /// 枝番.
    pub branch: String,
    /// 患者負担率 and 保険給付率, in percent.
    pub rates: Option<(u32, u32)>,
    /// 職務上の事由.
    pub occupational_reason: Option<String>,
    /// 第一公費 to 第三公費.
    pub public_expenses: Vec<PublicExpense>,
    /// 特殊公費.
    pub special_public_expense: Option<PublicExpense>,
    /// レセプト種別.
    pub receipt_type: Option<String>,
}

/// 公費.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicExpense {
    /// 負担者番号.
    pub payer_number: String,
    /// 受給者番号.
    pub recipient_number: String,
}

/// 麻薬施用.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narcotic {
    /// 麻薬施用者免許番号.
    pub license_number: String,
    /// 患者住所.
    pub patient_address: String,
    /// 患者電話番号.
    pub patient_phone: String,
}

/// 分割指示.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// 分割回数.
    pub total: u32,
    /// 分割回, from 1.
    pub index: u32,
}

/// A text with a kind: 備考, 用法補足, 薬品補足.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplement {
    /// The kind, by the value table of the record.
    pub kind: Option<String>,
    /// The text.
    pub text: String,
    /// 補足用法コード, 8 characters.
    pub usage_code: Option<String>,
    /// 部位コード, 3 characters (用法補足 only).
    pub site_code: Option<String>,
}

impl Supplement {
    /// A text of a kind, without codes.
    pub fn new(kind: &str, text: impl Into<String>) -> Self {
        Self { kind: Some(kind.into()), text: text.into(), ..Self::default() }
    }
}

/// 提供診療情報.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClinicalInformation {
    /// 薬品名称, where it concerns one.
    pub drug_name: String,
    /// コメント.
    pub comment: String,
}

/// RP: drugs that are taken in the same way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rp {
    /// RP番号 as read; the builder numbers them by their order.
    pub number: u32,
    /// 剤形区分.
    pub form: Option<DosageForm>,
    /// 剤形名称, for other forms.
    pub form_name: String,
    /// 調剤数量: days (内服), times (頓服), else days or times; 1 where the amount is the total.
    pub quantity: Option<u32>,
    /// 分割回ごとの調剤数量.
    pub split_quantity: Option<u32>,
    /// 用法.
    pub usage: Usage,
    /// 用法補足.
    pub supplements: Vec<Supplement>,
    /// 薬品.
    pub drugs: Vec<PrescriptionDrug>,
    /// Calendar days from the first use to the last, those of rest included (FHIR
    /// boundsDuration); the records do not say them.
    pub calendar_days: Option<u32>,
}

impl Rp {
    /// How many days it lasts, where the records say so: 内服 counts days.
    pub fn days(&self) -> Option<u32> {
        self.quantity.filter(|_| matches!(self.form, Some(DosageForm::Oral)))
    }
}

/// 用法.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// 用法コード, 16 characters, and its type.
    pub code: Option<(UsageCodeType, String)>,
    /// 用法名称.
    pub name: String,
    /// 1日回数.
    pub times_per_day: Option<u32>,
}

/// A code of a drug.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordedCode {
    /// 薬品コード種別.
    pub code_type: DrugCodeType,
    /// 薬品コード; a generic name may have none (empty).
    pub code: String,
}

/// 薬品.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrescriptionDrug {
    /// 情報区分: 1 医薬品, 2 医療材料, 3 非保険薬.
    pub kind: Option<String>,
    /// 薬品コード; `None` for type 1 (コードなし).
    pub code: Option<RecordedCode>,
    /// Further codes of the same drug. The records have one only; FHIR may carry several.
    pub other_codes: Vec<RecordedCode>,
    /// 薬品名称.
    pub name: String,
    /// 用量: of a day (内服), of one time (頓服), else of a day or in total. `None` where the
    /// records have no readable amount: never to be taken for nothing.
    pub amount: Option<Decimal>,
    /// 力価フラグ.
    pub potency: Option<Potency>,
    /// 単位名.
    pub unit: String,
    /// 単位変換係数.
    pub unit_factor: Option<Decimal>,
    /// 不均等: the doses of the day, with their codes.
    pub uneven_doses: Vec<UnevenDose>,
    /// 負担区分: first, second, third public payer, special one.
    pub burden: Option<[bool; 4]>,
    /// 1回服用量.
    pub single_dose: Option<SingleDose>,
    /// 薬品補足.
    pub supplements: Vec<Supplement>,
}

/// One of several doses a day that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnevenDose {
    /// 服用量.
    pub amount: Decimal,
    /// 補足用法コード.
    pub code: Option<String>,
}

/// 1回服用量.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SingleDose {
    /// The dose: an amount or a fraction such as `2/3`.
    pub dose: String,
    /// 1日回数.
    pub times_per_day: Option<u32>,
}
