//! Why a file could not be read at all: the level *fatal*.

use crate::Charset;
use shohosen_report::{Finding, codes::records as codes};
use std::fmt;

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing in it.
    Empty,
    /// It is larger than the limit.
    TooLarge {
        /// Octets of the file.
        actual: usize,
        /// The limit.
        limit: u32,
    },
    /// The first line names no format that is known.
    UnknownHeader {
        /// The beginning of the first line.
        header: String,
    },
    /// An octet is no character of the set that the format prescribes.
    Undecodable {
        /// The set.
        charset: Charset,
        /// Which octet, from 0.
        offset: usize,
        /// On which line, from 1.
        line: u32,
    },
    /// A line does not begin with a record number from 1 to 999.
    RecordNumber {
        /// Which line, from 1.
        line: u32,
        /// What stands there.
        value: String,
    },
}

impl ReadError {
    pub(super) fn unknown_header(line: &[u8]) -> Self {
        let shown = line.get(..32).unwrap_or(line);
        Self::UnknownHeader { header: String::from_utf8_lossy(shown).into_owned() }
    }

    pub(crate) fn undecodable(bytes: &[u8], offset: usize, charset: Charset) -> Self {
        let before = bytes.get(..offset).unwrap_or(bytes);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Self::Undecodable { charset, offset, line: u32::try_from(line).unwrap_or(u32::MAX) }
    }

    /// The error as a finding, for a report.
    pub fn finding(&self) -> Finding {
        match self {
            Self::Empty => codes::INPUT_EMPTY.finding(),
            Self::TooLarge { actual, limit } => {
                codes::INPUT_TOO_LARGE.finding().with("actual", *actual).with("limit", *limit)
            }
            Self::UnknownHeader { header } => {
                codes::HEADER_UNKNOWN.finding().at("line 1").with("actual", header.clone())
            }
            Self::Undecodable { charset, offset, line } => codes::CHARSET_UNDECODABLE
                .finding()
                .at(format!("line {line}"))
                .with("line", *line)
                .with("charset", charset.name())
                .with("offset", *offset),
            Self::RecordNumber { line, value } => codes::RECORD_NUMBER_INVALID
                .finding()
                .at(format!("line {line}"))
                .with("line", *line)
                .with("actual", value.clone()),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding().message(shohosen_report::Language::English))
    }
}

impl std::error::Error for ReadError {}
