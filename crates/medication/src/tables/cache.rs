//! Master and tables as one file that loads in milliseconds.
//!
//! Eight octets of signature with the version, the CRC-32 of what follows, the length of the drug
//! master in octets and the master as [`DrugMaster::to_bytes`] has it, then the editions of the check
//! master, the disease master and the usage master.

use super::by_drug::RowsByDrug;
use super::check_files::official;
use super::check_master::{CheckMaster, CheckTable, TableFile};
use super::disease::DiseaseMaster;
use super::packed::{self, Input};
use super::usage::UsageMaster;
use crate::{Date, DrugMaster, MasterError, PairTable, ReceiptCode};
use shohosen_report::Words;

const SIGNATURE: &[u8; 8] = b"shoTB\0\0\x02";

/// A drug master and the tables that are kept with it.
#[derive(Clone, Debug, Default)]
pub struct CachedTables {
    /// The drug master.
    pub master: DrugMaster,
    /// The editions of the check master.
    pub checks: Vec<CheckMaster>,
    /// The disease master; one without diseases is none.
    pub diseases: DiseaseMaster,
    /// The usage master; one without editions is none.
    pub usages: UsageMaster,
}

impl CachedTables {
    /// Whether bytes are meant as these, or as a drug master alone.
    pub fn is_cached(bytes: &[u8]) -> bool {
        bytes.starts_with(b"shoTB\0") || DrugMaster::is_cached(bytes)
    }

    /// The compact form: without tables that of the drug master alone. It belongs to this version of
    /// the crate: keep the official files as well.
    pub fn to_bytes(&self) -> Vec<u8> {
        let master = self.master.to_bytes();
        if self.checks.is_empty() && self.diseases.is_empty() && self.usages.is_empty() {
            return master;
        }
        let mut out = Vec::with_capacity(master.len() + (8 << 20));
        out.extend(SIGNATURE);
        out.extend([0; 4]);
        packed::put_count(&mut out, master.len());
        out.extend(master);
        packed::put_list(&mut out, &self.checks, put_edition);
        self.diseases.put(&mut out);
        self.usages.put(&mut out);
        let crc = crc32fast::hash(out.get(12..).unwrap_or_default());
        if let Some(place) = out.get_mut(8..12) {
            place.copy_from_slice(&crc.to_le_bytes());
        }
        out
    }

    /// Reads the compact form.
    ///
    /// # Errors
    /// If the bytes are damaged, cut off, or of another version of the crate.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, MasterError> {
        if DrugMaster::is_cached(bytes) {
            return Ok(Self { master: DrugMaster::from_bytes(bytes)?, ..Self::default() });
        }
        let error = |problem| MasterError::Cache { problem };
        let rest = bytes.strip_prefix(SIGNATURE);
        let rest = rest.ok_or(error(Words::new(
            "この版の結合済みマスターではありません",
            "not a cached master of this version",
        )))?;
        let (crc, body) =
            rest.split_at_checked(4).ok_or(error(Words::new("途中で切れています", "cut off")))?;
        if crc != crc32fast::hash(body).to_le_bytes() {
            return Err(error(Words::new(
                "壊れています（CRC-32 が一致しません）",
                "damaged (CRC-32 differs)",
            )));
        }
        let mut input = Input(body);
        let length = input.count(1)?;
        let (master, rest) = input
            .0
            .split_at_checked(length)
            .ok_or(error(Words::new("途中で切れています", "cut off")))?;
        let mut input = Input(rest);
        let master = DrugMaster::from_bytes(master)?;
        let checks = input.list(8, take_edition)?;
        let diseases = DiseaseMaster::take(&mut input)?;
        let usages = UsageMaster::take(&mut input)?;
        match input.0.is_empty() {
            true => Ok(Self { master, checks, diseases, usages }),
            false => Err(error(Words::new("余分なデータがあります", "more than it should hold"))),
        }
    }
}

fn put_edition(out: &mut Vec<u8>, edition: &CheckMaster) {
    out.extend(edition.date.map_or(i32::MIN, Date::days).to_le_bytes());
    packed::put_list(out, &edition.files, |out, file| {
        packed::put_text(out, &file.name);
        let table = CheckTable::ALL.iter().position(|(table, _)| *table == file.table);
        for count in [table.unwrap_or(0), file.rows, file.skipped, file.unusable] {
            packed::put_count(out, count);
        }
    });
    packed::put_list(out, &edition.texts, |out, text| packed::put_text(out, text));
    edition.indications.put(out);
    edition.diseases.put(out);
    edition.groups.put(out);
    let pairs = edition.pairs.as_ref().map_or(&[][..], |table| table.pairs.as_slice());
    packed::put_list(out, pairs, |out, pair| {
        for side in [&pair.left, &pair.right] {
            let code = match side {
                crate::DrugSelector::Receipt(code) => code.number(),
                _ => 0,
            };
            out.extend(code.to_le_bytes());
        }
    });
}

fn take_edition(input: &mut Input<'_>) -> Result<CheckMaster, MasterError> {
    let error = |problem| MasterError::Cache { problem };
    let date = i32::from_le_bytes(input.array()?);
    let date = (date != i32::MIN).then(|| Date::from_days(date)).flatten();
    let files = input.list(20, |input| {
        let name = input.text()?;
        let mut count =
            || Ok::<_, MasterError>(usize::try_from(input.u32()?).unwrap_or(usize::MAX));
        let (table, rows, skipped, unusable) = (count()?, count()?, count()?, count()?);
        let (table, _) = *CheckTable::ALL
            .get(table)
            .ok_or(error(Words::new("不明な種類の表があります", "a table of an unknown kind")))?;
        Ok(TableFile { name, table, rows, skipped, unusable })
    })?;
    let texts = input.list(4, Input::text)?;
    let indications = RowsByDrug::take(input)?;
    let diseases = RowsByDrug::take(input)?;
    let groups = RowsByDrug::take(input)?;
    let pairs = input.list(8, |input| {
        let code = |number| {
            ReceiptCode::from_number(number).ok_or(error(Words::new(
                "コードのない組み合わせがあります",
                "a pair without codes",
            )))
        };
        Ok(official((code(input.u32()?)?, code(input.u32()?)?)))
    })?;
    let pairs = (!pairs.is_empty()).then(|| PairTable {
        source: CheckMaster::SOURCE.to_owned(),
        edition: date.map_or_else(String::new, Date::compact),
        pairs,
    });
    Ok(CheckMaster { date, files, indications, diseases, groups, texts, pairs })
}
