//! Records as read: slices into one text, with their line numbers.

use crate::layout::TypedRecord;
use crate::read::Observations;
use crate::{Field, Format, RecordLayout};
use std::fmt;

/// The records of one file. Nothing of the file is lost: unknown records, unusual blanks and the
/// octets themselves are kept.
#[derive(Clone)]
pub struct Records {
    pub(crate) format: Format,
    /// The whole file as text.
    pub(crate) text: String,
    /// The octets of the file, where they are not those of `text`.
    pub(crate) original: Option<Vec<u8>>,
    /// The header line, then one entry a record.
    pub(crate) lines: Vec<Line>,
    /// Where each field starts; a field ends before the next one's comma.
    pub(crate) starts: Vec<u32>,
    pub(crate) observations: Observations,
}

/// One line: its record number and where its fields stand in `Records::starts`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) line: u32,
    pub(crate) number: u16,
    pub(crate) first: u32,
    pub(crate) fields: u32,
    pub(crate) end: u32,
    pub(crate) layout: Option<&'static RecordLayout>,
}

impl Records {
    /// The format that the header names.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The octets that were read, unchanged: what a signature covers.
    pub fn source(&self) -> &[u8] {
        self.original.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// The header line.
    pub fn header(&self) -> Record<'_> {
        Record { records: self, index: 0 }
    }

    /// The records after the header, in the order of the file.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Record<'_>> + ExactSizeIterator {
        (1..self.lines.len()).map(|index| Record { records: self, index })
    }

    /// How many records there are, without the header.
    pub fn len(&self) -> usize {
        self.lines.len().saturating_sub(1)
    }

    /// Whether there is nothing but the header.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The records of one kind, in the order of the file.
    pub fn all<'a, T: TypedRecord<'a>>(&'a self) -> impl Iterator<Item = T> {
        self.iter().filter(|record| record.number() == T::LAYOUT.number).filter_map(T::from_record)
    }

    /// The first record of a kind.
    pub fn first<'a, T: TypedRecord<'a>>(&'a self) -> Option<T> {
        self.all().next()
    }

    /// 出力区分 of a notebook: whether a patient wrote it, not a facility.
    pub fn is_from_patient(&self) -> bool {
        matches!(self.format, Format::JahisTc(_)) && self.header().field(1).value() == "2"
    }
}

impl PartialEq for Records {
    /// Same format and same fields; how the lines end does not matter.
    fn eq(&self, other: &Self) -> bool {
        self.format == other.format
            && self.lines.len() == other.lines.len()
            && (0..self.lines.len()).all(|index| {
                let (a, b) = (Record { records: self, index }, Record { records: other, index });
                a.fields().eq(b.fields())
            })
    }
}

impl fmt::Debug for Records {
    /// Format and size only: the records are personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records")
            .field("format", &self.format)
            .field("records", &self.len())
            .finish_non_exhaustive()
    }
}

/// One record.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    pub(crate) records: &'a Records,
    pub(crate) index: usize,
}

impl<'a> Record<'a> {
    fn entry(self) -> &'a Line {
        const ABSENT: Line = Line { line: 0, number: 0, first: 0, fields: 0, end: 0, layout: None };
        self.records.lines.get(self.index).unwrap_or(&ABSENT)
    }

    /// The record number (レコードNo.); 0 for the header.
    pub fn number(self) -> u16 {
        self.entry().number
    }

    /// The line of the file, from 1.
    pub fn line(self) -> u32 {
        self.entry().line
    }

    /// The layout; `None` for the header and for a number that the format does not have.
    pub fn layout(self) -> Option<&'static RecordLayout> {
        self.entry().layout
    }

    /// The Japanese name of the record.
    pub fn name_ja(self) -> &'static str {
        match self.layout() {
            Some(layout) => layout.name_ja,
            None if self.number() == 0 => "バージョン",
            None => "（未定義のレコード）",
        }
    }

    /// How many items stand after the record number.
    pub fn len(self) -> usize {
        (self.entry().fields as usize).saturating_sub(1)
    }

    /// Whether nothing stands after the record number.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The text of an item exactly as it stands; empty where the line is shorter. Item 0 is the
    /// record number.
    pub fn text(self, position: usize) -> &'a str {
        let entry = self.entry();
        if position >= entry.fields as usize {
            return "";
        }
        let index = entry.first as usize + position;
        let start = self.records.starts.get(index).map_or(0, |start| *start as usize);
        let end = if position + 1 < entry.fields as usize {
            self.records.starts.get(index + 1).map_or(0, |next| (*next as usize).saturating_sub(1))
        } else {
            entry.end as usize
        };
        self.records.text.get(start..end).unwrap_or_default()
    }

    /// An item by its position, from 1.
    pub fn field(self, position: usize) -> Field<'a> {
        Field { record: self, position }
    }

    /// The texts of all fields, the record number first.
    pub fn fields(self) -> impl Iterator<Item = &'a str> {
        (0..=self.len()).map(move |position| self.text(position))
    }

    /// The record as a typed view.
    pub fn typed<T: TypedRecord<'a>>(self) -> Option<T> {
        T::from_record(self)
    }

    /// The whole line as it stands, without its ending.
    pub fn raw(self) -> &'a str {
        let entry = self.entry();
        let start =
            self.records.starts.get(entry.first as usize).map_or(0, |start| *start as usize);
        self.records.text.get(start..entry.end as usize).unwrap_or_default()
    }
}

impl fmt::Debug for Record<'_> {
    /// Number and place only: the items are personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Record {} (line {})", self.number(), self.line())
    }
}
