//! Reading: octets to records.

mod error;
mod line_break;
mod parts;
mod scan;

pub use error::ReadError;
pub use parts::{PartsError, Symbol, join_symbols, merge_parts};
pub(crate) use parts::{missing_of, missing_parts};

use crate::{Charset, Format, Records, charset};

/// What to know beforehand when reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// Read JAHIS and JAHISTC as UTF-8, although the standard has Shift_JIS: some readers of 2D
    /// symbols hand out UTF-8. Never guessed.
    pub jahis_in_utf8: bool,
    /// ReadLimits.
    pub limits: ReadLimits,
}

/// Bounds on what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadLimits {
    /// Octets of a file; at most 4 GiB − 1.
    pub bytes: u32,
    /// Findings kept by a check; what is beyond is counted only.
    pub findings: usize,
}

impl ReadOptions {
    /// The charset as the format prescribes it, default limits.
    pub const STANDARD: Self = Self { jahis_in_utf8: false, limits: ReadLimits::DEFAULT };
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self::STANDARD
    }
}

impl ReadLimits {
    /// 64 MiB and 1000 findings.
    pub const DEFAULT: Self = Self { bytes: 64 << 20, findings: 1000 };
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// What was seen while reading and is judged when checking.
#[derive(Clone, Debug, Default)]
pub(crate) struct Observations {
    /// A byte-order mark stood before the header.
    pub(crate) byte_order_mark: bool,
    /// Read as UTF-8 by option.
    pub(crate) utf8_by_option: bool,
    /// Decoded as CP932 although the octets are UTF-8 beyond ASCII, too.
    pub(crate) looks_like_utf8: bool,
    /// Lines with nothing in them.
    pub(crate) blank_lines: Seen,
    /// Lines that end otherwise than the format has it: CR LF for LF, LF for CR LF.
    pub(crate) other_line_endings: Seen,
    /// Lines that end with neither, and what the first of them ends with.
    pub(crate) broken_line_endings: Seen,
    /// The name of the first such character.
    pub(crate) broken_by: &'static str,
    /// The last line has a line ending.
    pub(crate) final_line_ending: bool,
    /// The end mark 0x1A stands at the end.
    pub(crate) end_mark: bool,
    /// How many findings a check may keep.
    pub(crate) findings_limit: usize,
}

/// How often something was seen, and where first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) count: usize,
    pub(crate) first_line: u32,
}

impl Seen {
    fn at(&mut self, line: u32) {
        if self.count == 0 {
            self.first_line = line;
        }
        self.count += 1;
    }
}

/// Reads records. The header says the format, the format the character set; nothing is guessed.
///
/// ```
/// use shohosen_rx::{read, Format, ReadOptions, model::InstitutionRecord};
///
/// let records = read("SJ1\n1,1,1234567,13,工業会病院".as_bytes(), &ReadOptions::STANDARD)?;
/// assert_eq!(records.format(), Format::Sj1);
/// let institution: InstitutionRecord<'_> = records.first().expect("record 1");
/// assert_eq!(institution.prefecture_code().meaning(), Some("東京都"));
/// # Ok::<(), shohosen_rx::ReadError>(())
/// ```
///
/// # Errors
/// What spec level *fatal* means: nothing to read, too much, an unknown header, octets that are
/// no characters of the format's set, a line that does not begin with a record number.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Records, ReadError> {
    if bytes.len() as u64 > u64::from(options.limits.bytes) {
        return Err(ReadError::TooLarge { actual: bytes.len(), limit: options.limits.bytes });
    }
    let (byte_order_mark, content) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(content) => (true, content),
        None => (false, bytes),
    };
    if content.is_empty() {
        return Err(ReadError::Empty);
    }
    let first_line = line_break::first_line(content);
    let first_line = first_line.strip_suffix(b"\x1a").unwrap_or(first_line);
    let format = Format::from_header(first_line).ok_or(ReadError::UnknownHeader)?;
    let utf8_by_option = format.charset() == Charset::Cp932 && options.jahis_in_utf8;
    let not_asked = format.charset() == Charset::Cp932 && !utf8_by_option;
    if not_asked && (byte_order_mark || charset::is_japanese_utf8(content)) {
        return Err(ReadError::Utf8NotAsked { format });
    }
    let utf8 = format.charset() == Charset::Utf8 || utf8_by_option;
    let decoded = if utf8 {
        std::str::from_utf8(content).map(str::to_owned).map_err(|error| error.valid_up_to())
    } else {
        charset::decode_cp932(content)
    };
    let text = decoded.map_err(|offset| {
        let charset = if utf8 { Charset::Utf8 } else { Charset::Cp932 };
        ReadError::undecodable(content, offset, charset)
    })?;
    let observations = Observations {
        byte_order_mark,
        utf8_by_option,
        looks_like_utf8: !utf8 && !content.is_ascii() && std::str::from_utf8(content).is_ok(),
        findings_limit: options.limits.findings,
        ..Observations::default()
    };
    let original = (byte_order_mark || text.as_bytes() != content).then(|| bytes.to_vec());
    scan::scan(format, text, original, observations)
}
