//! Why a file could not be read at all: the level *fatal*.
//!
//! What is not understood may be anything, a list of patients too: it is named by its place and not
//! quoted.

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
    UnknownHeader,
    /// An octet is no character of the set that the format prescribes.
    Undecodable {
        /// The set.
        charset: Charset,
        /// Which octet, from 0.
        offset: usize,
        /// On which line, from 1.
        line: u32,
    },
    /// A file of JAHIS or JAHISTC, which have CP932, is UTF-8, and nobody said that it would be
    /// ([`ReadOptions::jahis_in_utf8`](crate::ReadOptions::jahis_in_utf8)).
    Utf8NotAsked {
        /// The format that the header names.
        format: crate::Format,
    },
    /// A line does not begin with a record number from 1 to 999.
    RecordNumber {
        /// Which line, from 1.
        line: u32,
    },
}

impl ReadError {
    pub(crate) fn undecodable(bytes: &[u8], offset: usize, charset: Charset) -> Self {
        let before = bytes.get(..offset).unwrap_or(bytes);
        let ends = |pair: &[u8]| {
            matches!(pair, [b'\n', ..]) || matches!(pair, [b'\r', next] if *next != b'\n')
        };
        let line = before.windows(2).filter(|pair| ends(pair)).count()
            + usize::from(before.last() == Some(&b'\n'))
            + 1;
        Self::Undecodable { charset, offset, line: u32::try_from(line).unwrap_or(u32::MAX) }
    }

    /// The error as a finding, for a report.
    pub fn finding(&self) -> Finding {
        match self {
            Self::Empty => codes::INPUT_EMPTY.finding(),
            Self::TooLarge { actual, limit } => {
                codes::INPUT_TOO_LARGE.finding().with("actual", *actual).with("limit", *limit)
            }
            Self::UnknownHeader => codes::HEADER_UNKNOWN.finding().at("line 1"),
            Self::Undecodable { charset, offset, line } => codes::CHARSET_UNDECODABLE
                .finding()
                .at(format!("line {line}"))
                .with("line", *line)
                .with("charset", charset.name())
                .with("offset", *offset),
            Self::Utf8NotAsked { format } => {
                codes::CHARSET_IS_UTF8.finding().with("format", format.name())
            }
            Self::RecordNumber { line } => codes::RECORD_NUMBER_INVALID
                .finding()
                .at(format!("line {line}"))
                .with("line", *line),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding().message(shohosen_report::Language::English))
    }
}

impl std::error::Error for ReadError {}
