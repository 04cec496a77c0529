//! Reading the check master as users have it: the zip archive, or files out of it.

use super::by_drug::RowsByDrug;
use super::check_master::{CheckMaster, CheckTable, TableFile};
use super::check_rows::{
    DiseaseRow, GroupRow, IndicationRow, LONG_USE_COLUMNS, PAIR_COLUMNS, is_withdrawn,
};
use super::error::{TableError, TableLimits, TableProblem};
use super::lines;
use crate::master::{self, MasterLimits};
use crate::{Date, DrugPair, DrugSelector, PairKind, PairTable, ReceiptCode};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Takes files of the check master, in any order; files of one date are one edition.
#[derive(Debug, Default)]
pub struct CheckMasterBuilder {
    limits: TableLimits,
    editions: BTreeMap<Option<Date>, Draft>,
}

/// An edition while its files are read: a table may be split over several.
#[derive(Debug, Default)]
struct Draft {
    files: Vec<TableFile>,
    indications: BTreeMap<u32, Vec<IndicationRow>>,
    diseases: BTreeMap<u32, Vec<DiseaseRow>>,
    groups: BTreeMap<u32, Vec<GroupRow>>,
    numbers: HashMap<String, u32>,
    pairs: Vec<(ReceiptCode, ReceiptCode)>,
    known_pairs: HashSet<(ReceiptCode, ReceiptCode)>,
}

/// How the names of the tables of drugs begin.
const TABLES: &str = "IY_Tekio, IY_ShobyoKinki, IY_HeiyoKinki, IY_Toyoryou, IY_Manzen";

impl CheckMasterBuilder {
    /// With the default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// With other limits.
    pub fn with_limits(limits: TableLimits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Whether a file is (meant as) one of the check master: by its name, or by the names in the
    /// archive.
    pub fn recognises(name: &str, bytes: &[u8]) -> bool {
        let of_drugs = |name: &str| base_name(name).starts_with("IY_");
        of_drugs(name)
            || master::is_archive(bytes)
                && master::archive_entries(bytes, &MasterLimits::default())
                    .is_ok_and(|entries| entries.iter().any(|entry| of_drugs(entry.name())))
    }

    /// Reads a file: the zip archive as published, or one CSV out of it. Which table it is says the
    /// beginning of its name, and which edition the date in it (of a file in an archive, else the
    /// date in the name of the archive). Procedures and texts are left out.
    ///
    /// # Errors
    /// If the archive is damaged, or a table has another number of columns than the layout of 2025,
    /// no row that can be used, or more than the limits allow. Nothing of the file is taken then.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), TableError> {
        if !master::is_archive(bytes) {
            let Some(table) = table_of(name) else {
                return Err(TableError::new(name, TableProblem::Unknown { expected: TABLES }));
            };
            return self.table(name, date_in(name), table, bytes);
        }
        let limits = MasterLimits { file_bytes: self.limits.file_bytes, ..MasterLimits::default() };
        let failed = |file: &str, error| TableError::new(file, TableProblem::Master(error));
        let entries =
            master::archive_entries(bytes, &limits).map_err(|error| failed(name, error))?;
        let mut any = false;
        for entry in &entries {
            let file = base_name(entry.name());
            let Some(table) = table_of(file) else {
                // Procedures, texts and layout documents; a table of drugs that is not known is said.
                if file.starts_with("IY_") {
                    return Err(TableError::new(file, TableProblem::Unknown { expected: TABLES }));
                }
                continue;
            };
            any = true;
            let text = entry.unpack(&limits).map_err(|error| failed(file, error))?;
            self.table(file, date_in(file).or_else(|| date_in(name)), table, &text)?;
        }
        let expected = "a zip with IY_… tables";
        any.then_some(()).ok_or_else(|| TableError::new(name, TableProblem::Unknown { expected }))
    }

    /// The editions, the oldest first; those without a date before them.
    pub fn build(self) -> Vec<CheckMaster> {
        self.editions.into_iter().map(|(date, draft)| draft.finish(date)).collect()
    }

    fn table(
        &mut self,
        name: &str,
        date: Option<Date>,
        table: CheckTable,
        bytes: &[u8],
    ) -> Result<(), TableError> {
        let file = base_name(name);
        let mut draft = Draft::default();
        draft
            .read(file, table, bytes, &self.limits)
            .map_err(|problem| TableError::new(file, problem))?;
        self.editions.entry(date).or_default().join(draft);
        Ok(())
    }
}

impl Draft {
    fn read(
        &mut self,
        name: &str,
        table: CheckTable,
        bytes: &[u8],
        limits: &TableLimits,
    ) -> Result<(), TableProblem> {
        let (columns, change) = match table {
            CheckTable::Indications => (IndicationRow::COLUMNS, 22),
            CheckTable::DiseaseContraindications => (DiseaseRow::COLUMNS, 6),
            CheckTable::Pairs => (PAIR_COLUMNS, 8),
            CheckTable::GroupDoses => (GroupRow::COLUMNS, 11),
            CheckTable::LongUse => (LONG_USE_COLUMNS, 9),
        };
        let mut file = TableFile { name: name.to_owned(), table, rows: 0, skipped: 0, unusable: 0 };
        let mut first = true;
        lines::each(bytes, columns, limits, |row| {
            let drug = row.number(0, 9).filter(|code| code / 100_000_000 == 6);
            // The heading.
            if std::mem::take(&mut first) && drug.is_none() {
                return Ok(());
            }
            if is_withdrawn(row.ascii(change)) {
                file.skipped += 1;
                return Ok(());
            }
            let taken = drug.is_some_and(|drug| self.row(table, drug, row));
            *(if taken { &mut file.rows } else { &mut file.unusable }) += 1;
            Ok(())
        })?;
        if file.rows == 0 && (file.skipped == 0 || file.unusable > 0) {
            return Err(TableProblem::Empty);
        }
        self.files.push(file);
        Ok(())
    }

    fn row(&mut self, table: CheckTable, drug: u32, row: &lines::Row<'_, '_>) -> bool {
        match table {
            CheckTable::Indications => {
                let read = IndicationRow::read(row);
                read.map(|read| self.indications.entry(drug).or_default().push(read)).is_some()
            }
            CheckTable::DiseaseContraindications => {
                let read = DiseaseRow::read(row);
                read.map(|read| self.diseases.entry(drug).or_default().push(read)).is_some()
            }
            CheckTable::GroupDoses => {
                let numbers = &mut self.numbers;
                let read = GroupRow::read(row, |text| {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    *numbers.entry(text.to_owned()).or_insert(next)
                });
                self.groups.entry(drug).or_default().push(read);
                true
            }
            CheckTable::Pairs => {
                let codes = [0, 1].map(|column| ReceiptCode::parse(row.ascii(column)).ok());
                let [Some(left), Some(right)] = codes else { return false };
                if self.known_pairs.insert((left.min(right), left.max(right))) {
                    self.pairs.push((left, right));
                }
                true
            }
            CheckTable::LongUse => true,
        }
    }

    /// Takes over the rows of a file that was read as a whole.
    fn join(&mut self, other: Self) {
        let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
        for (text, number) in other.numbers {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            numbers.insert(number, *self.numbers.entry(text).or_insert(next));
        }
        self.files.extend(other.files);
        for (drug, rows) in other.indications {
            self.indications.entry(drug).or_default().extend(rows);
        }
        for (drug, rows) in other.diseases {
            self.diseases.entry(drug).or_default().extend(rows);
        }
        let number = |number: u32| numbers.get(&number).copied().unwrap_or(u32::MAX);
        for (drug, rows) in other.groups {
            let rows = rows.into_iter().map(|row| GroupRow {
                group: number(row.group),
                unit: number(row.unit),
                ..row
            });
            self.groups.entry(drug).or_default().extend(rows);
        }
        for (left, right) in other.pairs {
            if self.known_pairs.insert((left.min(right), left.max(right))) {
                self.pairs.push((left, right));
            }
        }
    }

    fn finish(self, date: Option<Date>) -> CheckMaster {
        let mut texts = vec![String::new(); self.numbers.len()];
        for (text, number) in self.numbers {
            if let Some(place) = usize::try_from(number).ok().and_then(|n| texts.get_mut(n)) {
                *place = text;
            }
        }
        let pairs = (!self.pairs.is_empty()).then(|| PairTable {
            source: CheckMaster::SOURCE.to_owned(),
            edition: date.map_or_else(String::new, Date::compact),
            pairs: self.pairs.into_iter().map(official).collect(),
        });
        CheckMaster {
            date,
            files: self.files,
            indications: RowsByDrug::new(self.indications),
            diseases: RowsByDrug::new(self.diseases),
            groups: RowsByDrug::new(self.groups),
            texts,
            pairs,
        }
    }
}

/// A pair as the check master has it.
pub(super) fn official((left, right): (ReceiptCode, ReceiptCode)) -> DrugPair {
    DrugPair {
        left: DrugSelector::Receipt(left),
        right: DrugSelector::Receipt(right),
        kind: PairKind::Contraindicated,
        washout_days: None,
        official: true,
    }
}

/// The name of a file without its folders.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

fn table_of(name: &str) -> Option<CheckTable> {
    let file = base_name(name);
    let mut known = CheckTable::ALL.into_iter();
    known.find(|(_, beginning)| file.starts_with(beginning)).map(|(table, _)| table)
}

/// The date in the name of a file: eight digits that are a day.
pub(super) fn date_in(name: &str) -> Option<Date> {
    let mut numbers = base_name(name).split(|character: char| !character.is_ascii_digit());
    numbers.find_map(|digits| Date::from_compact(digits).filter(|_| digits.len() == 8))
}
