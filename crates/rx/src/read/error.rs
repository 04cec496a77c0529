//! Why a file could not be read at all: the level *fatal*.
//!
//! What is not understood may be anything, a list of patients too: it is named by its place and not
//! quoted.

use super::{PartsError, SeenEncoding};
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
        charset: &'static str,
        /// Which octet, from 0.
        offset: usize,
        /// On which line, from 1.
        line: u32,
    },
    /// A file of JAHIS or JAHISTC, which have CP932, is UTF-8, and nobody said that it would be
    /// ([`TextEncoding::Utf8`](crate::TextEncoding::Utf8)).
    Utf8NotAsked {
        /// The format that the header names.
        format: crate::Format,
    },
    /// The text is encoded otherwise than its format has it, and nobody said that it would be
    /// ([`ReadOptions::encoding`](crate::ReadOptions::encoding)).
    OtherEncoding {
        /// What the format has.
        expected: SeenEncoding,
        /// What the octets show.
        actual: SeenEncoding,
    },
    /// Several parts of a notebook (分割制御) stand in the file and do not make a whole.
    Parts(Box<PartsError>),
    /// A line does not begin with a record number from 1 to 999.
    RecordNumber {
        /// Which line, from 1.
        line: u32,
    },
}

impl ReadError {
    pub(crate) fn undecodable(bytes: &[u8], offset: usize, charset: &'static str) -> Self {
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
                .with("charset", *charset)
                .with("offset", *offset),
            Self::Utf8NotAsked { format } => {
                codes::CHARSET_IS_UTF8.finding().with("format", format.name())
            }
            Self::OtherEncoding { expected, actual } => {
                let (code, option) = match actual.option() {
                    Some(option) => (codes::CHARSET_IS_OTHER, option),
                    None => (codes::CHARSET_NOT_READ, ""),
                };
                let finding = code.finding().with("expected", expected.name());
                let finding = finding.with("actual", actual.name());
                if option.is_empty() { finding } else { finding.with("option", option) }
            }
            Self::Parts(error) => error.finding(),
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
