//! The rows of the check master, by its layout of 2025 (columns counted from 0).

use super::limit::{Limit, PersonRule};
use super::lines::Row;
use super::packed::{Input, Packed};
use crate::MasterError;

/// 変更区分 of rows that are no longer in force, as all public readers have it.
pub(super) fn is_withdrawn(change: &str) -> bool {
    matches!(change, "1" | "9")
}

/// 傷病名コード of a row that holds whatever the disease.
pub(crate) const ANY_DISEASE: u32 = 0;

/// One row of 医薬品適応 (`IY_Tekio`): an indication, for whom, and how much of the drug.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicationRow {
    pub(crate) disease: u32,
    pub(crate) person: PersonRule,
    pub(crate) amount: Limit,
    pub(crate) days: Limit,
    pub(crate) adjustable: bool,
    /// チェック区分, whose meaning is not published: 0 for none.
    pub(crate) class: u8,
    /// 参照範囲, likewise: kept, and nothing is chosen by it.
    pub(crate) range: u8,
}

/// `99999.99999` in column 12: no limit.
const NO_AMOUNT: u64 = 9_999_999_999;
/// 99,999,999 and more in column 10 of 投与量: no limit.
const NO_TOTAL: u64 = 99_999_999 * super::limit::SCALE;

fn digit(text: &str) -> u8 {
    match text {
        "" => 0,
        text => text.parse().ok().filter(|digit| *digit < 200).unwrap_or(u8::MAX),
    }
}

impl IndicationRow {
    pub(super) const COLUMNS: usize = 24;

    pub(super) fn read(row: &Row<'_, '_>) -> Option<Self> {
        Some(Self {
            disease: row.number(1, 7)?,
            person: PersonRule::of(row.ascii(4), row.ascii(5), row.ascii(6)),
            amount: Limit::of_amount(row.ascii(12), NO_AMOUNT),
            days: Limit::of_days(row.ascii(14)),
            adjustable: matches!(row.ascii(20), "1" | "01"),
            class: digit(row.ascii(7)),
            range: digit(row.ascii(23)),
        })
    }

    /// Whether readers of doses are known to use the row: チェック区分 1, 2 or none. Of others it is not
    /// known whether their limits count.
    pub(crate) const fn limits_count(&self) -> bool {
        self.class <= 2
    }
}

/// One row of 傷病名禁忌 (`IY_ShobyoKinki`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiseaseRow {
    pub(crate) disease: u32,
    pub(crate) range: u8,
}

impl DiseaseRow {
    pub(super) const COLUMNS: usize = 8;

    pub(super) fn read(row: &Row<'_, '_>) -> Option<Self> {
        Some(Self { disease: row.number(1, 7)?, range: digit(row.ascii(7)) })
    }
}

/// One row of 投与量 (`IY_Toyoryou`): what a product counts in the total of its group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupRow {
    /// Number of グループ名 among the texts.
    pub(crate) group: u32,
    /// Number of 単位 among the texts.
    pub(crate) unit: u32,
    /// [`ANY_DISEASE`], a code, or [`u32::MAX`] for a text that is no code.
    pub(crate) disease: u32,
    pub(crate) person: PersonRule,
    /// 規格値: how much of the ingredient is in one 薬価 unit.
    pub(crate) strength: Limit,
    /// チェック対象フラグ 2 or 3: the sum over the group is limited.
    pub(crate) summed: bool,
    /// 制限最大投与量, in the unit of 規格値.
    pub(crate) most: Limit,
}

impl GroupRow {
    pub(super) const COLUMNS: usize = 13;

    pub(super) fn read(row: &Row<'_, '_>, mut number: impl FnMut(&str) -> u32) -> Self {
        let disease = match row.ascii(4) {
            "" if row.octets(4).is_empty() => ANY_DISEASE,
            _ => row.number(4, 7).unwrap_or(u32::MAX),
        };
        Self {
            group: number(&row.text(3)),
            unit: number(&row.text(2)),
            disease,
            person: PersonRule::of(row.ascii(5), row.ascii(6), row.ascii(7)),
            strength: Limit::of_amount(row.ascii(8), NO_TOTAL),
            summed: matches!(row.ascii(9), "2" | "3"),
            most: Limit::of_amount(row.ascii(10), NO_TOTAL),
        }
    }
}

/// Columns of 漫然投与 (`IY_Manzen`), which is read and counted; nothing is computed from it before
/// its layout document has been read.
pub(super) const LONG_USE_COLUMNS: usize = 11;
/// Columns of 併用禁忌 (`IY_HeiyoKinki`).
pub(crate) const PAIR_COLUMNS: usize = 10;

impl Packed for PersonRule {
    const SIZE: usize = 6;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend([self.sex, u8::from(self.age_known)]);
        out.extend(self.youngest.to_le_bytes());
        out.extend(self.oldest.to_le_bytes());
    }

    fn take(input: &mut Input<'_>) -> Result<Self, MasterError> {
        let [sex, known] = input.array()?;
        Ok(Self {
            sex,
            age_known: known == 1,
            youngest: u16::from_le_bytes(input.array()?),
            oldest: u16::from_le_bytes(input.array()?),
        })
    }
}

impl Packed for IndicationRow {
    const SIZE: usize = 4 + PersonRule::SIZE + 16 + 3;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.disease.to_le_bytes());
        self.person.put(out);
        out.extend(self.amount.packed().to_le_bytes());
        out.extend(self.days.packed().to_le_bytes());
        out.extend([u8::from(self.adjustable), self.class, self.range]);
    }

    fn take(input: &mut Input<'_>) -> Result<Self, MasterError> {
        let (disease, person) = (input.u32()?, PersonRule::take(input)?);
        let (amount, days) = (input.u64()?, input.u64()?);
        let [adjustable, class, range] = input.array()?;
        Ok(Self {
            disease,
            person,
            amount: Limit::from_packed(amount),
            days: Limit::from_packed(days),
            adjustable: adjustable == 1,
            class,
            range,
        })
    }
}

impl Packed for DiseaseRow {
    const SIZE: usize = 5;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.disease.to_le_bytes());
        out.push(self.range);
    }

    fn take(input: &mut Input<'_>) -> Result<Self, MasterError> {
        let disease = input.u32()?;
        let [range] = input.array()?;
        Ok(Self { disease, range })
    }
}

impl Packed for GroupRow {
    const SIZE: usize = 12 + PersonRule::SIZE + 17;

    fn put(&self, out: &mut Vec<u8>) {
        for number in [self.group, self.unit, self.disease] {
            out.extend(number.to_le_bytes());
        }
        self.person.put(out);
        out.extend(self.strength.packed().to_le_bytes());
        out.extend(self.most.packed().to_le_bytes());
        out.push(u8::from(self.summed));
    }

    fn take(input: &mut Input<'_>) -> Result<Self, MasterError> {
        let (group, unit, disease) = (input.u32()?, input.u32()?, input.u32()?);
        let person = PersonRule::take(input)?;
        let (strength, most) = (input.u64()?, input.u64()?);
        let [summed] = input.array()?;
        Ok(Self {
            group,
            unit,
            disease,
            person,
            strength: Limit::from_packed(strength),
            summed: summed == 1,
            most: Limit::from_packed(most),
        })
    }
}
