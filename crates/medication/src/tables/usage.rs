//! The national usage master (電子処方箋用法マスタ) with all its editions.
//!
//! A code may have several rows, one after the other: a name was changed. Of several editions the
//! newest one that has a code says how it stands.

use super::check_files::date_in;
use super::error::{TableError, TableProblem};
use super::packed::{self, Input};
use super::usage_file;
use crate::master::{self, MasterLimits};
use crate::{Date, MasterError};
use shohosen_report::Words;
use shohosen_terms::{
    ListedUsage, UsageLookup, UsageRoute, UsageStanding, last_day_of_removed_usages,
    usage_successor,
};
use std::fmt;

/// What the name of its sheet, and as a rule that of its file, holds.
pub(super) const NAME: &str = "用法マスタ";

/// Editions of the national usage master: usage codes of sixteen characters with their official names
/// and the days on which they may be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageMaster {
    /// The oldest first; those without a date before them.
    editions: Vec<Edition>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Edition {
    date: Option<Date>,
    file: String,
    /// Sorted by code and first day.
    rows: Vec<UsageRow>,
}

/// A row as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct UsageRow {
    pub(super) code: [u8; 16],
    /// 開始日, days since 1970.
    pub(super) first: i32,
    /// 終了日; [`i32::MAX`] for none.
    pub(super) last: i32,
    /// 基本用法区分: 1 内服, 2 外用, 3 注射, 4 注入; 0 for another.
    pub(super) route: u8,
    pub(super) name: String,
}

impl UsageMaster {
    /// Whose master it is.
    pub const SOURCE: &'static str = "厚生労働省 電子処方箋用法マスタ";

    /// Whether a file is (meant as) one: by the name of its sheet, its headings, or its own name.
    pub fn recognises(name: &str, bytes: &[u8]) -> bool {
        usage_file::recognises(name, bytes)
    }

    /// Adds an edition: the xlsx file as published, or a zip archive with it.
    ///
    /// # Errors
    /// If it is damaged, or its columns are others than those of the layout of 2025. Nothing of it is
    /// taken then.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), TableError> {
        let limits = MasterLimits::default();
        let failed = |error| TableError::new(name, TableProblem::Master(error));
        if !master::is_archive(bytes) {
            let problem = TableProblem::Unknown { expected: usage_file::EXPECTED };
            return Err(TableError::new(name, problem));
        }
        let entries = master::archive_entries(bytes, &limits).map_err(failed)?;
        if let Some(sheet) = master::sheet_named(&entries, NAME, &limits) {
            return self.edition(name, &sheet.map_err(failed)?);
        }
        let inner = entries.iter().filter(|entry| usage_file::is_named(entry.name()));
        let mut any = false;
        for entry in inner {
            let unpacked = entry.unpack(&limits).map_err(failed)?;
            self.add(entry.name(), &unpacked)?;
            any = true;
        }
        let problem = TableProblem::Unknown { expected: usage_file::EXPECTED };
        any.then_some(()).ok_or_else(|| TableError::new(name, problem))
    }

    fn edition(&mut self, name: &str, sheet: &master::NumberedSheet) -> Result<(), TableError> {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let mut rows = usage_file::rows(sheet).map_err(|problem| TableError::new(file, problem))?;
        rows.sort_unstable();
        rows.dedup();
        self.join(Edition { date: date_in(file), file: file.to_owned(), rows });
        Ok(())
    }

    fn join(&mut self, edition: Edition) {
        self.editions.push(edition);
        self.editions.sort_by_key(|edition| edition.date);
    }

    /// Whether it has no edition.
    pub fn is_empty(&self) -> bool {
        self.editions.is_empty()
    }

    /// Number of rows of all editions.
    pub fn len(&self) -> usize {
        self.editions.iter().map(|edition| edition.rows.len()).sum()
    }

    /// The date of the newest edition: that in the name of its file.
    pub fn date(&self) -> Option<Date> {
        self.editions.last().and_then(|edition| edition.date)
    }

    /// Its files with the number of their rows, the oldest edition first.
    pub fn files(&self) -> impl Iterator<Item = (&str, usize)> {
        self.editions.iter().map(|edition| (edition.file.as_str(), edition.rows.len()))
    }

    /// The rows of a code in all editions, the oldest first, each with its edition.
    pub fn rows_of(&self, code: &str) -> Vec<(ListedUsage<'_>, String)> {
        let Ok(code) = <&[u8; 16]>::try_from(code.as_bytes()) else { return Vec::new() };
        let editions = self.editions.iter();
        let rows = editions.flat_map(|edition| {
            let rows = edition.rows_of(code).iter();
            rows.filter_map(move |row| Some((row.listed()?, edition.name())))
        });
        rows.collect()
    }

    /// The official name of a code on a day, as far as it may be used then.
    pub fn name(&self, code: &str, day: Date) -> Option<&str> {
        match self.usage(code, day) {
            UsageStanding::InForce(listed) => Some(listed.name),
            _ => None,
        }
    }

    pub(super) fn put(&self, out: &mut Vec<u8>) {
        packed::put_list(out, &self.editions, |out, edition| {
            out.extend(edition.date.map_or(i32::MIN, Date::days).to_le_bytes());
            packed::put_text(out, &edition.file);
            packed::put_list(out, &edition.rows, |out, row| {
                out.extend(row.code);
                out.extend(row.first.to_le_bytes());
                out.extend(row.last.to_le_bytes());
                out.push(row.route);
                packed::put_text(out, &row.name);
            });
        });
    }

    pub(super) fn take(input: &mut Input<'_>) -> Result<Self, MasterError> {
        let editions = input.list(12, |input| {
            let date = i32::from_le_bytes(input.array()?);
            let file = input.text()?;
            let rows = input.list(29, |input| {
                let code = input.array()?;
                let (first, last) =
                    (i32::from_le_bytes(input.array()?), i32::from_le_bytes(input.array()?));
                let [route] = input.array()?;
                Ok(UsageRow { code, first, last, route, name: input.text()? })
            })?;
            let date = (date != i32::MIN).then(|| Date::from_days(date)).flatten();
            match rows.is_sorted() {
                true => Ok(Edition { date, file, rows }),
                false => Err(MasterError::Cache {
                    problem: Words::new("順序が正しくありません", "not in order"),
                }),
            }
        })?;
        Ok(Self { editions })
    }
}

impl Edition {
    /// The date as eight digits; the name of the file where it has none.
    fn name(&self) -> String {
        self.date.map_or_else(|| self.file.clone(), Date::compact)
    }

    fn rows_of(&self, code: &[u8; 16]) -> &[UsageRow] {
        let from = self.rows.partition_point(|row| row.code < *code);
        let of_code = self.rows.get(from..).unwrap_or_default();
        let count = of_code.partition_point(|row| row.code == *code);
        of_code.get(..count).unwrap_or_default()
    }
}

impl UsageRow {
    fn listed(&self) -> Option<ListedUsage<'_>> {
        let route = match self.route {
            1 => Some(UsageRoute::Oral),
            2 => Some(UsageRoute::External),
            3 => Some(UsageRoute::Injection),
            4 => Some(UsageRoute::Instillation),
            _ => None,
        };
        let last = Date::from_days(self.last).filter(|_| self.last != i32::MAX);
        Some(ListedUsage { name: &self.name, route, first: Date::from_days(self.first)?, last })
    }
}

/// How a code stands by its rows in one edition.
fn standing<'m>(rows: &'m [UsageRow], day: Date, successor: &str) -> Option<UsageStanding<'m>> {
    let on = day.days();
    let in_force = rows.iter().rfind(|row| row.first <= on && on <= row.last);
    if let Some(row) = in_force {
        return row.listed().map(UsageStanding::InForce);
    }
    if let Some(row) = rows.iter().rfind(|row| row.last < on) {
        let last = Date::from_days(row.last)?;
        let successor = successor.to_owned();
        return Some(UsageStanding::Ended { listed: row.listed(), last, successor });
    }
    rows.first()?.listed().map(UsageStanding::NotYet)
}

impl UsageLookup for UsageMaster {
    fn usage(&self, code: &str, day: Date) -> UsageStanding<'_> {
        let removed = usage_successor(code);
        let successor = removed.clone().unwrap_or_default();
        // That the removed codes ended is known, whether or not an edition says it.
        let last = last_day_of_removed_usages();
        let over = last.filter(|last| day > *last);
        let octets = <&[u8; 16]>::try_from(code.as_bytes()).ok();
        let newest = self.editions.len().saturating_sub(1);
        for (place, edition) in self.editions.iter().enumerate().rev() {
            let rows = octets.map_or(&[][..], |code| edition.rows_of(code));
            let Some(found) = standing(rows, day, &successor) else { continue };
            return match (found, over) {
                // An older edition knew of no last day.
                (UsageStanding::InForce(listed), Some(last))
                    if place != newest && listed.last.is_none() =>
                {
                    match &removed {
                        Some(_) => UsageStanding::Ended { listed: Some(listed), last, successor },
                        None => UsageStanding::NotInNewest(listed),
                    }
                }
                (found, _) => found,
            };
        }
        match (removed, over) {
            (None, _) => UsageStanding::Unknown,
            (Some(_), Some(last)) => UsageStanding::Ended { listed: None, last, successor },
            (Some(_), None) => UsageStanding::OfOldMaster { successor },
        }
    }

    fn edition(&self) -> String {
        self.editions.iter().map(Edition::name).collect::<Vec<_>>().join("・")
    }
}

impl fmt::Display for UsageMaster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Self::SOURCE, UsageLookup::edition(self))
    }
}
