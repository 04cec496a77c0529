//! One edition of the check master (支払基金 コンピュータチェック チェックマスタ).

use super::by_drug::RowsByDrug;
use super::check_rows::{DiseaseRow, GroupRow, IndicationRow};
use crate::{Date, PairTable};
use std::fmt;

/// The tables of the check master.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckTable {
    /// 医薬品適応: indications, maximum amount and days.
    Indications,
    /// 傷病名禁忌.
    DiseaseContraindications,
    /// 併用禁忌.
    Pairs,
    /// 投与量: totals of an ingredient group.
    GroupDoses,
    /// 漫然投与.
    LongUse,
}

impl CheckTable {
    /// All tables, with how the names of their files begin.
    pub(super) const ALL: [(Self, &'static str); 5] = [
        (Self::Indications, "IY_Tekio"),
        (Self::DiseaseContraindications, "IY_ShobyoKinki"),
        (Self::Pairs, "IY_HeiyoKinki"),
        (Self::GroupDoses, "IY_Toyoryou"),
        (Self::LongUse, "IY_Manzen"),
    ];

    /// Its name.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Indications => "医薬品適応",
            Self::DiseaseContraindications => "傷病名禁忌",
            Self::Pairs => "併用禁忌",
            Self::GroupDoses => "投与量",
            Self::LongUse => "漫然投与",
        }
    }

    /// Its name in English.
    pub const fn as_en(self) -> &'static str {
        match self {
            Self::Indications => "indications (医薬品適応)",
            Self::DiseaseContraindications => "contraindications by disease (傷病名禁忌)",
            Self::Pairs => "contraindicated pairs (併用禁忌)",
            Self::GroupDoses => "amounts by ingredient (投与量)",
            Self::LongUse => "long use (漫然投与)",
        }
    }
}

/// One file that went into an edition, and what was read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// Its name.
    pub name: String,
    /// Which table it is.
    pub table: CheckTable,
    /// Rows that are in force and were taken.
    pub rows: usize,
    /// Rows that were withdrawn (変更区分 1 and 9).
    pub skipped: usize,
    /// Rows without a code of a drug or of a disease.
    pub unusable: usize,
}

/// One edition of the check master.
///
/// What stands in it is what the claim review computes with: a drug that is absent is not judged,
/// and an indication that is absent proves nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckMaster {
    pub(super) date: Option<Date>,
    pub(super) files: Vec<TableFile>,
    pub(crate) indications: RowsByDrug<IndicationRow>,
    pub(crate) diseases: RowsByDrug<DiseaseRow>,
    pub(crate) groups: RowsByDrug<GroupRow>,
    /// Names of groups and units, by their numbers.
    pub(super) texts: Vec<String>,
    pub(super) pairs: Option<PairTable>,
}

impl CheckMaster {
    /// Whose table it is.
    pub const SOURCE: &'static str = "支払基金 コンピュータチェック チェックマスタ";

    /// The date of the edition: that in the names of its files.
    pub const fn date(&self) -> Option<Date> {
        self.date
    }

    /// The edition as it is named: the date as eight digits; a dash where no name of a file has one.
    pub fn edition(&self) -> String {
        self.date.map_or_else(|| String::from("—"), Date::compact)
    }

    /// The files that went into it.
    pub fn files(&self) -> &[TableFile] {
        &self.files
    }

    /// Whether it has a table.
    pub fn has(&self, table: CheckTable) -> bool {
        match table {
            CheckTable::Indications => !self.indications.is_empty(),
            CheckTable::DiseaseContraindications => !self.diseases.is_empty(),
            CheckTable::Pairs => self.pairs.is_some(),
            CheckTable::GroupDoses => !self.groups.is_empty(),
            CheckTable::LongUse => self.files.iter().any(|file| file.table == table),
        }
    }

    /// The contraindicated pairs of the edition.
    pub const fn pairs(&self) -> Option<&PairTable> {
        self.pairs.as_ref()
    }

    /// A group or unit by its number.
    pub(crate) fn text(&self, number: u32) -> &str {
        usize::try_from(number).ok().and_then(|n| self.texts.get(n)).map_or("", String::as_str)
    }
}

impl fmt::Display for CheckMaster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Self::SOURCE, self.edition())
    }
}
