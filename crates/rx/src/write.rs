//! Writing: records to octets, and texts to records.

use crate::read::{Observations, ReadError};
use crate::{Charset, Format, ReadOptions, Record, Records, charset, read};

impl Records {
    /// The octets of the records in the canonical form of the format: its character set, its line
    /// ending, no blank lines, no byte-order mark. Whether a line ending and an end mark (1Ah)
    /// stand at the end is kept as it was read. For canonical input the result is the input.
    pub fn to_bytes(&self) -> Vec<u8> {
        let ending = self.format.line_ending();
        let mut text = String::with_capacity(self.text.len() + self.lines.len());
        for index in 0..self.lines.len() {
            if index > 0 {
                text.push_str(ending);
            }
            text.push_str(Record { records: self, index }.raw());
        }
        let Observations { final_line_ending, end_mark, .. } = self.observations;
        if final_line_ending {
            text.push_str(ending);
        }
        if end_mark {
            text.push('\u{1a}');
        }
        match self.format.charset() {
            Charset::Utf8 => text.into_bytes(),
            // Text that came from CP932 has a code there; text that was read as UTF-8 may hold
            // characters that have none: the mark for such characters (〓 in print, ■ in JAHIS)
            // takes their place.
            Charset::Cp932 => charset::encode_cp932(&text).unwrap_or_else(|_| {
                let replaced: String = text
                    .chars()
                    .map(|c| if c.is_control() || charset::is_in_cp932(c) { c } else { '■' })
                    .collect();
                charset::encode_cp932(&replaced).unwrap_or_default()
            }),
        }
    }
}

/// Puts records together, field by field, in the canonical form of a format.
pub(crate) struct RecordWriter {
    format: Format,
    text: String,
}

impl RecordWriter {
    /// With the header line.
    pub(crate) fn new(format: Format) -> Self {
        let mut text = format.name();
        match format {
            Format::Cj1 => text.push(','),
            Format::JahisTc(_) => text.push_str(",1"),
            Format::Sj1 | Format::Jahis(_) => {}
        }
        Self { format, text }
    }

    /// With the header line of other records.
    pub(crate) fn with_header(records: &Records) -> Self {
        Self { format: records.format(), text: records.header().raw().to_owned() }
    }

    /// A copy of a record.
    pub(crate) fn copy(&mut self, record: Record<'_>) {
        self.text.push_str(self.format.line_ending());
        self.text.push_str(record.raw());
    }

    /// One more record. The fields must hold neither comma nor line ending.
    pub(crate) fn push<T: AsRef<str>>(&mut self, number: u16, fields: impl IntoIterator<Item = T>) {
        self.text.push_str(self.format.line_ending());
        self.text.push_str(&number.to_string());
        for field in fields {
            self.text.push(',');
            self.text.push_str(field.as_ref());
        }
    }

    /// The canonical text.
    pub(crate) fn into_text(mut self) -> (Format, String) {
        match self.format {
            Format::Sj1 | Format::Cj1 => {}
            Format::Jahis(_) => self.text.push_str("\r\n\u{1a}"),
            Format::JahisTc(_) => self.text.push_str("\r\n"),
        }
        (self.format, self.text)
    }

    /// The records, read from the canonical text.
    pub(crate) fn finish(self) -> Result<Records, ReadError> {
        let (format, text) = self.into_text();
        let bytes = match format.charset() {
            Charset::Utf8 => text.into_bytes(),
            Charset::Cp932 => charset::encode_cp932(&text)
                .map_err(|_| ReadError::undecodable(text.as_bytes(), 0, Charset::Cp932.name()))?,
        };
        read(&bytes, &ReadOptions::STANDARD)
    }
}
