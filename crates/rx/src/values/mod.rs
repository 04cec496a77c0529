//! The value tables, as data: `values.tsv`.

use std::sync::OnceLock;

/// A table of the values that an item may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueTable {
    /// 患者一部負担区分.
    CopayClass,
    /// レコード作成者.
    Creator,
    /// 診療科.
    Department,
    /// 診療科コード種別.
    DepartmentCodeType,
    /// 薬品コード種別 (JAHISTC, CJ1).
    DispensedDrugCodeType,
    /// 医療機関等点数表.
    DispensingScoreTable,
    /// 剤形区分.
    DosageForm,
    /// 薬品コード種別.
    DrugCodeType,
    /// 情報区分.
    DrugInformationKind,
    /// 薬品補足区分.
    DrugSupplementKind,
    /// 負担区分.
    Flag,
    /// 一般名コード種別.
    GenericCodeType,
    /// 疑義照会種別.
    InquiryKind,
    /// 保険種別.
    InsuranceType,
    /// 被保険者／被扶養者.
    InsuredRelation,
    /// 残薬確認対応フラグ.
    Leftover,
    /// 備考種別.
    NoteKind,
    /// 剤形コード (JAHISTC, CJ1).
    NotebookDosageForm,
    /// 用法コード種別 (JAHISTC, CJ1).
    NotebookUsageCodeType,
    /// 職務上の事由.
    OccupationalReason,
    /// 成分コード種別.
    OtcCodeType,
    /// 患者特記種別.
    PatientRemarkKind,
    /// 力価フラグ.
    Potency,
    /// 都道府県.
    Prefecture,
    /// 処方箋番号種別.
    PrescriptionNumberType,
    /// 提供情報種別・伝達事項種別.
    ProvidedInformationKind,
    /// 調剤終了区分.
    RefillEnd,
    /// 医療機関コード種別（点数表）.
    ScoreTable,
    /// 性別.
    Sex,
    /// 用法コード種別.
    UsageCodeType,
    /// 用法補足区分.
    UsageSupplementKind,
}

/// What a table says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// It stands in the table.
    Known,
    /// It does not, but the table is open: reserved values, values of verification data.
    Unusual,
    /// It is wrong.
    Wrong,
}

struct Table {
    open: bool,
    rows: Vec<(&'static str, &'static str)>,
}

impl ValueTable {
    /// Every table, in the order of the file.
    pub const ALL: &'static [Self] = &[
        Self::CopayClass,
        Self::Creator,
        Self::Department,
        Self::DepartmentCodeType,
        Self::DispensedDrugCodeType,
        Self::DispensingScoreTable,
        Self::DosageForm,
        Self::DrugCodeType,
        Self::DrugInformationKind,
        Self::DrugSupplementKind,
        Self::Flag,
        Self::GenericCodeType,
        Self::InquiryKind,
        Self::InsuranceType,
        Self::InsuredRelation,
        Self::Leftover,
        Self::NoteKind,
        Self::NotebookDosageForm,
        Self::NotebookUsageCodeType,
        Self::OccupationalReason,
        Self::OtcCodeType,
        Self::PatientRemarkKind,
        Self::Potency,
        Self::Prefecture,
        Self::PrescriptionNumberType,
        Self::ProvidedInformationKind,
        Self::RefillEnd,
        Self::ScoreTable,
        Self::Sex,
        Self::UsageCodeType,
        Self::UsageSupplementKind,
    ];

    /// The Japanese meaning of a value.
    pub fn meaning(self, value: &str) -> Option<&'static str> {
        self.table()?.rows.iter().find(|(code, _)| *code == value).map(|(_, meaning)| *meaning)
    }

    /// Whether a value stands in the table.
    pub fn membership(self, value: &str) -> Membership {
        match self.table() {
            Some(table) if table.rows.iter().any(|(code, _)| *code == value) => Membership::Known,
            Some(table) if !table.open => Membership::Wrong,
            _ => Membership::Unusual,
        }
    }

    /// The values with their meanings.
    pub fn rows(self) -> &'static [(&'static str, &'static str)] {
        self.table().map_or(&[], |table| &table.rows)
    }

    fn table(self) -> Option<&'static Table> {
        static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
        TABLES.get_or_init(|| parse(include_str!("values.tsv"))).get(self as usize)
    }
}

/// The tables of the file, in its order.
fn parse(text: &'static str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix('[') {
            tables.push(Table { open: heading.ends_with(" open"), rows: Vec::new() });
        } else if let (Some(row), Some(table)) = (line.split_once('\t'), tables.last_mut()) {
            table.rows.push(row);
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_every_table_in_the_order_of_the_enum() {
        let names: Vec<_> = include_str!("values.tsv")
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.split(']').next())
            .collect();
        let expected: Vec<_> = ValueTable::ALL.iter().map(|table| format!("{table:?}")).collect();
        assert_eq!(names, expected);
        for (index, table) in ValueTable::ALL.iter().enumerate() {
            assert_eq!(*table as usize, index);
            assert!(!table.rows().is_empty());
        }
    }

    #[test]
    fn open_tables_warn_and_closed_ones_refuse() {
        assert_eq!(ValueTable::Prefecture.membership("13"), Membership::Known);
        assert_eq!(ValueTable::Prefecture.membership("99"), Membership::Unusual);
        assert_eq!(ValueTable::Sex.membership("3"), Membership::Wrong);
        assert_eq!(ValueTable::DosageForm.meaning("3"), Some("外用"));
    }
}
