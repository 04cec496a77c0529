//! What the caller says in place of ORCA, or beside it.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// 用法 of the prescription service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usage {
    /// Its code: 16 characters of 電子処方箋用法マスタ.
    pub code: String,
    /// Its name there.
    pub name: String,
    /// How often a day; `None` where the usage does not say.
    #[serde(default)]
    pub times_per_day: Option<u32>,
    /// `"3"` for that master, `"2"` for JAMI.
    #[serde(default = "of_the_master")]
    pub code_type: String,
}

fn of_the_master() -> String {
    "3".to_owned()
}

/// What the caller says. An empty text says nothing: ORCA is asked. As JSON, in which names that are
/// not known are refused, it is the same in C, in Python and for the command.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecordsOptions {
    /// By the 用法コード of ORCA (`001…`) or its name. Of several such items in an RP the one found
    /// here is the usage; the others become 用法補足.
    pub usages: BTreeMap<String, Usage>,
    /// 一般名コード by 薬価基準コード, for drugs prescribed by generic name; a master finds them as
    /// well.
    pub generic_codes: BTreeMap<String, String>,
    /// Which public payers bear the drugs: one `true` or `false` for each payer of the form (保険組合せ
    /// in ORCA).
    pub burden: Option<serde_json::Value>,
    /// 点数表: `"1"` 医科 (ORCA's own), `"3"` 歯科. Empty: 医科.
    pub score_table: String,
    /// 医療機関コード, seven digits, where ORCA does not give it.
    pub institution_code: String,
    /// 都道府県番号, two digits, where ORCA does not give it.
    pub prefecture: String,
    /// 医療機関名称, where ORCA does not give it.
    pub institution_name: String,
    /// 医療機関所在地, where ORCA does not give it.
    pub institution_address: String,
    /// 医療機関電話番号, where ORCA does not give it.
    pub institution_phone: String,
    /// 診療科名, where ORCA does not print it.
    pub department_name: String,
    /// 医師名, where ORCA does not print it.
    pub doctor_name: String,
    /// カナ氏名 of the doctor, where ORCA does not give it.
    pub doctor_kana: String,
    /// 患者氏名, where ORCA does not give it.
    pub patient_name: String,
    /// 患者カナ氏名, where ORCA does not give it.
    pub patient_kana: String,
    /// 性別 (`"1"` male, `"2"` female), where ORCA does not give it.
    pub patient_sex: String,
    /// 生年月日 (YYYY-MM-DD), where ORCA does not give it.
    pub patient_birth_date: String,
    /// 住所 of the patient: needed for narcotics.
    pub patient_address: String,
    /// 電話番号 of the patient: needed for narcotics.
    pub patient_phone: String,
    /// 交付年月日 (YYYY-MM-DD), where ORCA does not print it.
    pub issued_on: String,
    /// 使用期限 (YYYY-MM-DD), where it is not the fourth day.
    pub valid_until: String,
    /// 本人家族区分 (`"1"` insured, `"2"` family), where ORCA does not give it.
    pub relation: String,
    /// 一部負担区分 (`"1"` 高一, `"2"` 高７, `"3"` 未就学, `"5"` 高８), in place of ORCA's, which does
    /// not tell 高８ from 高一.
    pub copay_class: String,
    /// 職務上の事由 of seamen (船員保険): `"1"`, `"2"`, `"3"`; an empty text for none.
    pub occupational_reason: Option<String>,
    /// 麻薬施用者免許番号, where ORCA does not give it.
    pub narcotics_licence: String,
    /// `"1"` or `"2"`, where ORCA has both ticked: SJ1 has room for one.
    pub leftover_check: String,
    /// Any item of the form, by its path: `"Doctor.Name"`, `"Rp.1.Count"`, `"Rp.1.Medication.2.Code"`
    /// (RPs and their items as they are filled, from 1). It goes before what ORCA says, and one that
    /// names no item is refused.
    pub overrides: BTreeMap<String, String>,
}

/// Of a patient, and of somebody who prescribes: nothing of it is shown.
impl fmt::Debug for RecordsOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordsOptions").finish_non_exhaustive()
    }
}

impl RecordsOptions {
    /// Reads them from JSON: an object whose keys are the fields.
    ///
    /// # Errors
    /// What is wrong with it, without the values that stand there.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map_err(|error| shohosen::without_values(&error))
    }

    /// 点数表.
    pub(crate) fn score_table(&self) -> &str {
        if self.score_table.is_empty() { "1" } else { &self.score_table }
    }
}
