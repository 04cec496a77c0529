//! Files in parts: split sets of the notebook (911) and 2D symbols in a row.

use super::scan::scan;
use super::{Observations, ReadError, ReadOptions, read};
use crate::layout::notebook_control::SplitControl;
use crate::write::RecordWriter;
use crate::{Charset, Record, Records, charset};
use shohosen_report::{Finding, Value, codes::records as codes};
use std::collections::BTreeMap;
use std::fmt;

/// Why parts do not make a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartsError {
    /// A part, or the whole, cannot be read.
    Read(ReadError),
    /// A part (from 0, as given) says nothing about which part it is: it has no valid record 911
    /// at its end.
    NoControl {
        /// Which of the given parts, from 0.
        index: usize,
    },
    /// The parts belong to different sets: data id, total, parity or header differ.
    Different {
        /// Which of the given parts differs from the first one, from 0.
        index: usize,
    },
    /// The same part stands twice, with different content.
    Duplicate {
        /// Which part of the set, from 1.
        part: u32,
    },
    /// Parts are missing.
    Missing {
        /// Which parts of the set, from 1; at most 99 are listed.
        parts: Vec<u32>,
        /// How many parts the set has.
        total: u32,
    },
}

impl PartsError {
    /// The error as a finding, for a report.
    pub fn finding(&self) -> Finding {
        match self {
            Self::Read(error) => error.finding(),
            Self::NoControl { index } => {
                codes::SPLIT_SET_NO_CONTROL.finding().with("part", *index + 1)
            }
            Self::Different { index } => {
                codes::SPLIT_SET_DIFFERENT.finding().with("part", *index + 1)
            }
            Self::Duplicate { part } => codes::SPLIT_SET_DUPLICATE.finding().with("part", *part),
            Self::Missing { parts, total } => missing_parts(parts, *total),
        }
    }
}

/// The finding that names the missing parts.
pub(crate) fn missing_parts(parts: &[u32], total: u32) -> Finding {
    let parts: Vec<Value> = parts.iter().map(|part| Value::from(*part)).collect();
    codes::SPLIT_SET_INCOMPLETE.finding().with("missing", parts).with("total", total)
}

impl fmt::Display for PartsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding().message(shohosen_report::Language::English))
    }
}

impl std::error::Error for PartsError {}

impl From<ReadError> for PartsError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

/// Reads a split set of the notebook (JAHISTC), its parts in any order: every part begins with
/// the header and ends with record 911; the merged records have no 911 left. What is given may hold
/// several parts itself.
///
/// # Errors
/// If a part cannot be read or has no 911, if the parts are of different sets, or if one is
/// missing or stands twice.
pub fn merge_parts(parts: &[&[u8]], options: &ReadOptions) -> Result<Records, PartsError> {
    let mut read_parts = Vec::with_capacity(parts.len());
    for (index, given) in parts.iter().enumerate() {
        for part in split_parts(given) {
            read_parts.push((index, read(part, options)?));
        }
    }
    merge(read_parts)
}

/// The parts of one file, as text.
pub(super) fn merge_texts(
    parts: &[&str],
    observations: &Observations,
) -> Result<Records, PartsError> {
    let mut read_parts = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let format = super::header(part.as_bytes())?;
        read_parts.push((index, scan(format, (*part).to_owned(), None, observations.clone())?));
    }
    merge(read_parts)
}

/// Puts parts together; each with the number of what was given.
fn merge(parts: Vec<(usize, Records)>) -> Result<Records, PartsError> {
    let mut set: Option<(Vec<String>, u32)> = None;
    let mut by_sequence: BTreeMap<u32, Records> = BTreeMap::new();
    for (index, records) in parts {
        let (data_id, total, sequence) =
            control(&records).ok_or(PartsError::NoControl { index })?;
        let mut identity: Vec<String> = records.header().fields().map(str::to_owned).collect();
        identity.push(data_id);
        match &set {
            None => set = Some((identity, total)),
            Some(first) if *first != (identity, total) => {
                return Err(PartsError::Different { index });
            }
            Some(_) => {}
        }
        if by_sequence.insert(sequence, records).is_some() {
            return Err(PartsError::Duplicate { part: sequence });
        }
    }
    let total = set.map_or(1, |(_, total)| total);
    let missing = missing_of(total, |part| by_sequence.contains_key(&part));
    if !missing.is_empty() {
        return Err(PartsError::Missing { parts: missing, total });
    }
    joined(by_sequence.into_values())
}

fn joined(parts: impl Iterator<Item = Records>) -> Result<Records, PartsError> {
    let mut writer: Option<RecordWriter> = None;
    let mut observations = Observations::default();
    for part in parts {
        observations = part.observations.clone();
        let writer = writer.get_or_insert_with(|| RecordWriter::with_header(&part));
        let keep = |record: &Record<'_>| record.number() != SplitControl::LAYOUT.number;
        part.iter().filter(keep).for_each(|record| writer.copy(record));
    }
    let writer = writer.ok_or(PartsError::Read(ReadError::Empty))?;
    // How the parts were encoded is told of the whole; how their lines ended is told no more.
    let observations = Observations {
        byte_order_mark: observations.byte_order_mark,
        read_as: observations.read_as,
        looks_like_utf8: observations.looks_like_utf8,
        findings_limit: observations.findings_limit,
        ..Observations::default()
    };
    let (format, text) = writer.into_text();
    let as_prescribed = format.charset() == Charset::Cp932 && observations.read_as.is_none();
    let original = as_prescribed.then(|| charset::encode_cp932(&text).ok()).flatten();
    Ok(scan(format, text, original, observations)?)
}

/// The header with which each part of a notebook begins.
const HEADER: &str = "JAHISTC";

/// The parts of a split notebook that lie in one file, as a reader of 2D symbols types them one after
/// the other: each begins with the header. One, if there is one header only.
pub fn split_parts(file: &[u8]) -> Vec<&[u8]> {
    let starts = starts(file);
    let ends = starts.iter().skip(1).copied().chain([file.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| file.get(*start..end)).collect()
}

/// The same of text.
pub(super) fn slices(text: &str) -> Vec<&str> {
    let starts = starts(text.as_bytes());
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)).collect()
}

/// Where the parts begin.
fn starts(file: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    if !file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).starts_with(HEADER.as_bytes()) {
        return starts;
    }
    let ends = file.iter().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r'));
    for (end, _) in ends {
        if file.get(end + 1..).is_some_and(|rest| rest.starts_with(HEADER.as_bytes())) {
            starts.push(end + 1);
        }
    }
    starts
}

/// Files that are one document.
#[derive(Clone, Debug, PartialEq)]
pub struct FileSet {
    /// Which of the given files, from 0.
    pub files: Vec<usize>,
    /// The document.
    pub records: Result<Records, PartsError>,
}

/// Reads files of records. Those that are parts of one notebook (分割制御), in any order and several
/// parts in one file or not, are one document; a part whose others are not there stands for itself.
pub fn read_files(files: &[&[u8]], options: &ReadOptions) -> Vec<FileSet> {
    let mut sets: Vec<(Option<String>, FileSet)> = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let records = read(file, options);
        let id = match &records {
            Ok(records) => control(records).filter(|(_, total, _)| *total > 1).map(|(id, ..)| id),
            Err(ReadError::Parts(_)) => split_parts(file)
                .first()
                .and_then(|part| control(&read(part, options).ok()?).map(|(id, ..)| id)),
            Err(_) => None,
        };
        let same = |(known, _): &&mut (Option<String>, FileSet)| known.is_some() && *known == id;
        match sets.iter_mut().find(same) {
            Some((_, set)) => set.files.push(index),
            None => {
                let records = records.map_err(PartsError::Read);
                sets.push((id, FileSet { files: vec![index], records }));
            }
        }
    }
    let whole = |(_, mut set): (Option<String>, FileSet)| {
        if set.files.len() > 1 {
            let parts: Vec<&[u8]> =
                set.files.iter().filter_map(|index| files.get(*index).copied()).collect();
            set.records = merge_parts(&parts, options);
        }
        set
    };
    sets.into_iter().map(whole).collect()
}

/// Data id, total and number of the part, from its last record.
fn control(records: &Records) -> Option<(String, u32, u32)> {
    let control: SplitControl<'_> = records.iter().next_back()?.typed()?;
    let (total, sequence) = (control.total().integer()?, control.seq().integer()?);
    let valid = (1..=total).contains(&sequence) && total <= 999;
    valid.then(|| (control.data_id().value().to_owned(), total, sequence))
}

/// The numbers of the parts that are not there.
pub(crate) fn missing_of(total: u32, has: impl Fn(u32) -> bool) -> Vec<u32> {
    (1..=total).filter(|part| !has(*part)).take(99).collect()
}

/// One of several 2D symbols that hold one file (QR Code Structured Append, JIS X 0510).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol<'a> {
    /// The position of the symbol, from 0, as the symbol has it.
    pub position: u8,
    /// How many symbols there are.
    pub total: u8,
    /// The parity octet, the same in all symbols of a file.
    pub parity: u8,
    /// The octets of the symbol, not decoded.
    pub data: &'a [u8],
}

/// Joins 2D symbols, scanned in any order, to the octets of the file. They are joined before
/// they are decoded: a symbol may end in the middle of a character. A symbol that was scanned
/// twice does no harm.
///
/// # Errors
/// If the symbols are of different files, or if one is missing or stands twice with different
/// content.
pub fn join_symbols(symbols: &[Symbol<'_>]) -> Result<Vec<u8>, PartsError> {
    let first = symbols.first().ok_or(PartsError::Read(ReadError::Empty))?;
    let mut by_position: BTreeMap<u8, &[u8]> = BTreeMap::new();
    for (index, symbol) in symbols.iter().enumerate() {
        let same = (symbol.total, symbol.parity) == (first.total, first.parity);
        if !same || symbol.position >= symbol.total {
            return Err(PartsError::Different { index });
        }
        let before = by_position.insert(symbol.position, symbol.data);
        if before.is_some_and(|data| data != symbol.data) {
            return Err(PartsError::Duplicate { part: u32::from(symbol.position) + 1 });
        }
    }
    let total = u32::from(first.total);
    let has = |part: u32| u8::try_from(part - 1).is_ok_and(|at| by_position.contains_key(&at));
    let missing = missing_of(total, has);
    if missing.is_empty() {
        Ok(by_position.into_values().flatten().copied().collect())
    } else {
        Err(PartsError::Missing { parts: missing, total })
    }
}
