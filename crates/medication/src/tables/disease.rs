//! The disease master (傷病名マスター `b`) and its modifiers (修飾語マスター `z`).

use super::check_files::date_in;
use super::error::{TableError, TableLimits, TableProblem};
use super::lines;
use super::packed::{self, Input};
use crate::master::{self, MasterLimits};
use crate::{Date, MasterError};
use shohosen_report::Words;
use std::fmt;

/// 修飾語コード of 疑い: the disease is only suspected.
pub const SUSPECTED: &str = "8002";

/// Diseases by their seven digits. CP932, no heading, as published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiseaseMaster {
    date: Option<Date>,
    /// Sorted by code: code, 廃止年月日 as days since 1970 ([`i32::MAX`] for none), name.
    diseases: Vec<(u32, i32, String)>,
    /// Number of modifiers that were read.
    modifiers: u32,
}

const COLUMNS: usize = 46;
const MODIFIER_COLUMNS: usize = 19;

/// What a disease master knows of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiseaseCode<'a> {
    /// In force on the day.
    Valid(&'a str),
    /// No longer: 廃止年月日.
    Abolished(&'a str, Date),
    /// Not in the master.
    Unknown,
}

impl DiseaseMaster {
    /// Whether a file is (meant as) one of them: `b_…` or `z_…` as text or in an archive.
    pub fn recognises(name: &str, bytes: &[u8]) -> bool {
        let file = |name: &str| {
            let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
            let named = name.starts_with("b_") || name.starts_with("z_");
            named && (name.ends_with(".txt") || name.ends_with(".csv") || name.ends_with(".zip"))
        };
        let kind = |bytes: &[u8]| matches!(kind_of(bytes), Some(b'B' | b'Z'));
        file(name) || !master::is_archive(bytes) && kind(bytes)
    }

    /// Adds a file: `b_YYYYMMDD.txt` or `z_YYYYMMDD.txt`, or an archive of such.
    ///
    /// # Errors
    /// If it is neither, damaged, or has another number of columns.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), TableError> {
        if !master::is_archive(bytes) {
            return self.table(name, bytes);
        }
        let limits = MasterLimits::default();
        let failed = |error| TableError::new(name, TableProblem::Master(error));
        let mut any = false;
        for entry in master::archive_entries(bytes, &limits).map_err(failed)? {
            let suffix = entry.name().rsplit('.').next().unwrap_or("").to_ascii_lowercase();
            if matches!(suffix.as_str(), "txt" | "csv") {
                self.table(entry.name(), &entry.unpack(&limits).map_err(failed)?)?;
                any = true;
            }
        }
        any.then_some(()).ok_or_else(|| unknown(name))
    }

    fn table(&mut self, name: &str, bytes: &[u8]) -> Result<(), TableError> {
        let limits = TableLimits::default();
        let columns = match kind_of(bytes) {
            Some(b'B') => COLUMNS,
            Some(b'Z') => MODIFIER_COLUMNS,
            _ => return Err(unknown(name)),
        };
        let (mut diseases, mut modifiers) = (Vec::new(), 0_u32);
        lines::each(bytes, columns, &limits, |row| {
            match (columns, row.ascii(1)) {
                (COLUMNS, "B") => {
                    let code = row.number(2, 7).ok_or(TableProblem::Line {
                        line: row.line,
                        problem: Words::new(
                            "3 列目に 7 桁のコードがありません",
                            "no code of seven digits in column 3",
                        ),
                    })?;
                    let abolished = Date::from_compact(row.ascii(23));
                    let last = match row.ascii(23) {
                        "99999999" | "" | "00000000" => i32::MAX,
                        _ => abolished
                            .ok_or(TableProblem::Line {
                                line: row.line,
                                problem: Words::new(
                                    "24 列目が日付ではありません",
                                    "no day in column 24",
                                ),
                            })?
                            .days(),
                    };
                    diseases.push((code, last, row.text(5).into_owned()));
                }
                (MODIFIER_COLUMNS, "Z") => modifiers += 1,
                _ => {
                    let problem = Words::new(
                        "2 列目が別の種類の行を示しています",
                        "another kind of row in column 2",
                    );
                    return Err(TableProblem::Line { line: row.line, problem });
                }
            }
            Ok(())
        })
        .map_err(|problem| TableError::new(name, problem))?;
        // Of several editions the newer one stands.
        if columns == COLUMNS {
            let date = date_in(name);
            if self.diseases.is_empty() || date >= self.date {
                diseases.sort_unstable();
                diseases.dedup_by_key(|(code, ..)| *code);
                (self.diseases, self.date) = (diseases, date);
            }
        }
        self.modifiers = self.modifiers.max(modifiers);
        Ok(())
    }

    /// What it knows of a code of seven digits on a day.
    pub fn disease(&self, code: u32, day: Date) -> DiseaseCode<'_> {
        let place = self.diseases.binary_search_by_key(&code, |(code, ..)| *code);
        let Some((_, last, name)) = place.ok().and_then(|place| self.diseases.get(place)) else {
            return DiseaseCode::Unknown;
        };
        match Date::from_days(*last).filter(|_| *last != i32::MAX) {
            Some(last) if day > last => DiseaseCode::Abolished(name, last),
            _ => DiseaseCode::Valid(name),
        }
    }

    /// Number of diseases.
    pub fn len(&self) -> usize {
        self.diseases.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.diseases.is_empty()
    }

    /// The date of the edition: that in the name of the file.
    pub const fn date(&self) -> Option<Date> {
        self.date
    }

    /// The edition as it is named: the date as eight digits; a dash where the name has none.
    pub fn edition(&self) -> String {
        self.date.map_or_else(|| String::from("—"), Date::compact)
    }

    pub(super) fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.date.map_or(i32::MIN, Date::days).to_le_bytes());
        out.extend(self.modifiers.to_le_bytes());
        packed::put_list(out, &self.diseases, |out, (code, last, name)| {
            out.extend(code.to_le_bytes());
            out.extend(last.to_le_bytes());
            packed::put_text(out, name);
        });
    }

    pub(super) fn take(input: &mut Input<'_>) -> Result<Self, MasterError> {
        let date = i32::from_le_bytes(input.array()?);
        let modifiers = input.u32()?;
        let diseases = input.list(12, |input| {
            let (code, last) = (input.u32()?, i32::from_le_bytes(input.array()?));
            Ok((code, last, input.text()?))
        })?;
        let date = (date != i32::MIN).then(|| Date::from_days(date)).flatten();
        match diseases.is_sorted_by_key(|(code, ..)| *code) {
            true => Ok(Self { date, diseases, modifiers }),
            false => Err(MasterError::Cache {
                problem: Words::new("順序が正しくありません", "not in order"),
            }),
        }
    }
}

impl fmt::Display for DiseaseMaster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "支払基金 傷病名マスター {}", self.edition())
    }
}

/// マスター種別 of the first row: column 2.
fn kind_of(bytes: &[u8]) -> Option<u8> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let second = bytes.get(..64.min(bytes.len()))?.split(|byte| *byte == b',').nth(1)?;
    match second.trim_ascii() {
        [b'"', kind, b'"'] | [kind] => Some(*kind),
        _ => None,
    }
}

fn unknown(name: &str) -> TableError {
    let expected = "b_YYYYMMDD.txt (46 columns) or z_YYYYMMDD.txt (19 columns)";
    TableError::new(name, TableProblem::Unknown { expected })
}
