//! What ORCA does not say, said by options.

use crate::exit::Failure;
use crate::setup;
use clap::Args;
use shohosen::{Phrase, json_problem};
use shohosen_orca::RecordsOptions;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct RecordOptions {
    /// The code of the 電子処方箋用法マスタ for each 用法コード of ORCA, as JSON:
    /// {"001000101": {"code": "1011000090000000", "name": "…", "times_per_day": 1}}
    #[arg(long, value_name = "FILE")]
    pub usages: Option<PathBuf>,
    /// 一般名コード by 薬価基準コード, as JSON: {"1129009F2025": "1129009F2ZZZ"}; --master finds them, too
    #[arg(long, value_name = "FILE")]
    pub generic_codes: Option<PathBuf>,
    /// All of what follows as JSON, with underscores in the names; what is given besides goes before it
    #[arg(long, value_name = "FILE")]
    pub options: Option<PathBuf>,
    /// Any item of the form by its path, before what ORCA says: --set Rp.1.Count=14
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// Which public payers bear the drugs (公費負担区分): true or false for each of the form
    #[arg(long, value_name = "BOOL", value_delimiter = ',')]
    pub burden: Option<Vec<bool>>,
    /// 点数表: 1 医科, 3 歯科
    #[arg(long, value_name = "N")]
    pub score_table: Option<String>,
    /// 医療機関コード (seven digits), where ORCA does not give it
    #[arg(long, value_name = "CODE")]
    pub institution_code: Option<String>,
    /// 都道府県番号, where ORCA does not give it
    #[arg(long, value_name = "N")]
    pub prefecture: Option<String>,
    /// 医療機関名称, where ORCA does not give it
    #[arg(long, value_name = "NAME")]
    pub institution_name: Option<String>,
    /// 医療機関所在地, where ORCA does not give it
    #[arg(long, value_name = "TEXT")]
    pub institution_address: Option<String>,
    /// 医療機関電話番号, where ORCA does not give it
    #[arg(long, value_name = "NUMBER")]
    pub institution_phone: Option<String>,
    /// 診療科名, where ORCA does not print it
    #[arg(long, value_name = "NAME")]
    pub department_name: Option<String>,
    /// 医師名, where ORCA does not print it
    #[arg(long, value_name = "NAME")]
    pub doctor_name: Option<String>,
    /// カナ氏名 of the doctor
    #[arg(long, value_name = "NAME")]
    pub doctor_kana: Option<String>,
    /// 患者氏名, where ORCA does not give it
    #[arg(long, value_name = "NAME")]
    pub patient_name: Option<String>,
    /// 患者カナ氏名, where ORCA does not give it
    #[arg(long, value_name = "NAME")]
    pub patient_kana: Option<String>,
    /// 性別 (1 male, 2 female), where ORCA does not give it
    #[arg(long, value_name = "N")]
    pub patient_sex: Option<String>,
    /// 生年月日 (YYYY-MM-DD), where ORCA does not give it
    #[arg(long, value_name = "DATE")]
    pub patient_birth_date: Option<String>,
    /// 住所 of the patient, for narcotics
    #[arg(long, value_name = "TEXT")]
    pub patient_address: Option<String>,
    /// 電話番号 of the patient, for narcotics
    #[arg(long, value_name = "NUMBER")]
    pub patient_phone: Option<String>,
    /// 交付年月日 (YYYY-MM-DD), where ORCA does not print it
    #[arg(long, value_name = "DATE")]
    pub issued_on: Option<String>,
    /// 使用期限 (YYYY-MM-DD), where it is not the fourth day
    #[arg(long, value_name = "DATE")]
    pub valid_until: Option<String>,
    /// 本人家族区分 (1 insured, 2 family), where ORCA does not give it
    #[arg(long, value_name = "N")]
    pub relation: Option<String>,
    /// 一部負担区分 (1 高一, 2 高７, 3 未就学, 5 高８), in place of ORCA's
    #[arg(long, value_name = "N")]
    pub copay_class: Option<String>,
    /// 職務上の事由 of seamen: 1, 2, 3, or an empty text for none
    #[arg(long, value_name = "N")]
    pub occupational_reason: Option<String>,
    /// 麻薬施用者免許番号, where ORCA does not give it
    #[arg(long, value_name = "NUMBER")]
    pub narcotics_licence: Option<String>,
    /// 残薬確認 (1 or 2), where both are ticked in ORCA
    #[arg(long, value_name = "N")]
    pub leftover_check: Option<String>,
}

impl RecordOptions {
    /// As the crate takes them.
    pub fn options(&self) -> Result<RecordsOptions, Failure> {
        let mut options = match &self.options {
            Some(path) => RecordsOptions::from_json(&setup::read(path)?)
                .map_err(|reason| setup::unusable(path, options_problem(reason)))?,
            None => RecordsOptions::default(),
        };
        if let Some(path) = &self.usages {
            options.usages.extend(table("usages", path)?.usages);
        }
        if let Some(path) = &self.generic_codes {
            options.generic_codes.extend(table("generic_codes", path)?.generic_codes);
        }
        if let Some(burden) = &self.burden {
            options.burden = Some(burden.clone().into());
        }
        if self.occupational_reason.is_some() {
            options.occupational_reason.clone_from(&self.occupational_reason);
        }
        let texts = [
            (&self.score_table, &mut options.score_table),
            (&self.institution_code, &mut options.institution_code),
            (&self.prefecture, &mut options.prefecture),
            (&self.institution_name, &mut options.institution_name),
            (&self.institution_address, &mut options.institution_address),
            (&self.institution_phone, &mut options.institution_phone),
            (&self.department_name, &mut options.department_name),
            (&self.doctor_name, &mut options.doctor_name),
            (&self.doctor_kana, &mut options.doctor_kana),
            (&self.patient_name, &mut options.patient_name),
            (&self.patient_kana, &mut options.patient_kana),
            (&self.patient_sex, &mut options.patient_sex),
            (&self.patient_birth_date, &mut options.patient_birth_date),
            (&self.patient_address, &mut options.patient_address),
            (&self.patient_phone, &mut options.patient_phone),
            (&self.issued_on, &mut options.issued_on),
            (&self.valid_until, &mut options.valid_until),
            (&self.relation, &mut options.relation),
            (&self.copay_class, &mut options.copay_class),
            (&self.narcotics_licence, &mut options.narcotics_licence),
            (&self.leftover_check, &mut options.leftover_check),
        ];
        for (given, kept) in texts {
            if let Some(given) = given {
                kept.clone_from(given);
            }
        }
        for set in &self.set {
            let (path, value) = set.split_once('=').ok_or_else(|| {
                Failure::usage(
                    "--set は「項目のパス=値」の形で指定してください",
                    "--set: give PATH=VALUE",
                )
            })?;
            options.overrides.insert(path.trim().to_owned(), value.to_owned());
        }
        Ok(options)
    }
}

/// What the crate says of options, in English.
fn options_problem(reason: String) -> Phrase {
    Phrase::new("項目名または値が正しくありません", reason)
}

/// The options of a file that has one of their tables.
fn table(name: &str, path: &Path) -> Result<RecordsOptions, Failure> {
    let table: serde_json::Value = serde_json::from_slice(&setup::read(path)?)
        .map_err(|error| setup::unusable(path, json_problem(&error)))?;
    let options = serde_json::json!({ name: table }).to_string();
    RecordsOptions::from_json(options.as_bytes())
        .map_err(|reason| setup::unusable(path, options_problem(reason)))
}
