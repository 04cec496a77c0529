//! What was dispensed, in the terms of the field: what the records of CJ1 and JAHISTC say, and
//! what the builder writes.

mod builder;
mod from_records;
mod to_records;

pub use builder::DispensingBuilder;

use crate::prescription::{RecordedCode, Usage};
use crate::{Date, Decimal, PartialDate};
use shohosen_terms::{DosageForm, QuantityMeaning, Sex};

/// A dispensing record (CJ1) or a medication notebook (JAHISTC): a patient and dispensings,
/// newest first. Who dispensed says the signer's certificate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dispensing {
    /// 患者情報.
    pub patient: Patient,
    /// 患者特記: kind (1 アレルギー, 2 副作用, 3 既往, 9 他) and text.
    pub remarks: Vec<(String, String)>,
    /// 要指導医薬品・一般用医薬品 that the patient takes (JAHISTC only).
    pub otc_drugs: Vec<OtcDrug>,
    /// 手帳メモ: text and day.
    pub memos: Vec<(String, Option<Date>)>,
    /// The dispensings; CJ1 has one.
    pub blocks: Vec<Block>,
}

/// 患者情報.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient {
    /// 氏名.
    pub name: String,
    /// 性別.
    pub sex: Option<Sex>,
    /// 生年月日.
    pub birth_date: Option<PartialDate>,
    /// 郵便番号.
    pub postal_code: String,
    /// 住所.
    pub address: String,
    /// 電話番号.
    pub phone: String,
    /// 緊急連絡先.
    pub emergency_contact: String,
    /// 血液型.
    pub blood_type: String,
    /// 体重 in kilograms.
    pub weight: String,
    /// 氏名カナ.
    pub kana_name: String,
}

/// 要指導医薬品・一般用医薬品.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtcDrug {
    /// 薬品名称.
    pub name: String,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// JANコード.
    pub jan: String,
    /// The ingredients: name and code.
    pub ingredients: Vec<(String, Option<String>)>,
}

/// One dispensing: what a record 5 opens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// 調剤等年月日.
    pub date: Option<Date>,
    /// 保険 (CJ1 only).
    pub insurance: Option<Insurance>,
    /// 処方箋ID (CJ1 only).
    pub prescription_id: Option<String>,
    /// 調剤医療機関等.
    pub institution: RecordedInstitution,
    /// 医師・薬剤師: name and contact.
    pub pharmacist: Option<(String, String)>,
    /// 処方医療機関.
    pub prescribing_institution: Option<RecordedInstitution>,
    /// RPs.
    pub rps: Vec<Rp>,
    /// 服用注意.
    pub cautions: Vec<String>,
    /// 提供情報・伝達事項: kind (30, 31, 99) and text.
    pub information: Vec<(String, String)>,
    /// 残薬確認.
    pub leftovers: Vec<String>,
    /// 備考.
    pub remarks: Vec<String>,
    /// 疑義照会結果: kind (999) and text (CJ1 only).
    pub inquiries: Vec<(String, String)>,
    /// リフィル処方箋情報 (CJ1 only).
    pub refill: Option<RefillState>,
}

/// 保険, record 6 of CJ1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insurance {
    /// The first item, whose meaning is not published.
    pub insured_class: String,
    /// 保険者番号.
    pub insurer_number: String,
    /// 記号.
    pub symbol: String,
    /// 番号.
    pub number: String,
    /// 枝番.
    pub branch: String,
}

/// 調剤医療機関等, 処方医療機関.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedInstitution {
    /// 名称.
    pub name: String,
    /// 都道府県コード.
    pub prefecture: String,
    /// 点数表: 1 医科, 3 歯科, 4 調剤.
    pub score_table: String,
    /// 医療機関等コード, 7 digits.
    pub code: String,
    /// 郵便番号 (調剤医療機関等 only).
    pub postal_code: String,
    /// 住所 (調剤医療機関等 only).
    pub address: String,
    /// 電話番号 (調剤医療機関等 only).
    pub phone: String,
}

/// RP: drugs that are taken in the same way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rp {
    /// RP番号 as read; the builder numbers them by their order.
    pub number: u32,
    /// 処方医 who prescribed it: name and department.
    pub doctor: Option<(String, String)>,
    /// 薬品.
    pub drugs: Vec<DispensingDrug>,
    /// 用法.
    pub usage: Usage,
    /// 剤形.
    pub form: Option<DosageForm>,
    /// 調剤数量: days (内服), times (頓服), else 1.
    pub quantity: Option<u32>,
    /// 調剤単位; the builder writes that of the form where this is empty.
    pub quantity_unit: String,
    /// 用法補足.
    pub supplements: Vec<String>,
    /// 処方服用注意.
    pub cautions: Vec<String>,
    /// 補足用法コード, 8 characters; the records have texts only (FHIR only).
    pub supplement_codes: Vec<String>,
    /// Calendar days from the first use to the last, those of rest included (FHIR
    /// boundsDuration).
    pub calendar_days: Option<u32>,
}

impl Rp {
    /// How many days it lasts, where the records say so: 内服 in 日分, and nothing else.
    pub fn days(&self) -> Option<u32> {
        self.quantity.filter(|_| self.quantity_meaning() == QuantityMeaning::Days)
    }

    /// What the quantity counts, by its unit and the form.
    pub fn quantity_meaning(&self) -> QuantityMeaning {
        QuantityMeaning::of(self.form, &self.quantity_unit)
    }
}

/// 薬品.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DispensingDrug {
    /// 薬品名称.
    pub name: String,
    /// 用量; `None` where the records have none or no readable one.
    pub amount: Option<Decimal>,
    /// 単位名.
    pub unit: String,
    /// 薬品コード.
    pub code: Option<RecordedCode>,
    /// Further codes of the same drug (FHIR only).
    pub other_codes: Vec<RecordedCode>,
    /// 一般名 and its code (JAHISTC only).
    pub generic: Option<(String, Option<String>)>,
    /// 薬品補足.
    pub supplements: Vec<String>,
    /// 薬品服用注意.
    pub cautions: Vec<String>,
}

/// リフィル処方箋情報, record 521 of CJ1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefillState {
    /// 調剤回数: the how-many-eth use this was.
    pub count: u32,
    /// 次回調剤予定日; `None` when the prescription is used up.
    pub next_date: Option<Date>,
}
