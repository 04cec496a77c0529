//! Reading: octets to records.

mod encoding;
mod error;
mod line_break;
mod parts;
mod scan;

pub use encoding::{SeenEncoding, TextEncoding, to_utf8};
pub use error::ReadError;
pub use parts::{FileSet, PartsError, Symbol, join_symbols, merge_parts, read_files, split_parts};
pub(crate) use parts::{missing_of, missing_parts};

use crate::{Charset, Format, Records, charset};

/// What to know beforehand when reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// How the text is encoded. Never guessed, unless that is asked for.
    pub encoding: TextEncoding,
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
    pub const STANDARD: Self =
        Self { encoding: TextEncoding::Standard, limits: ReadLimits::DEFAULT };
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
    /// What it was read as by option, where the format has another character set.
    pub(crate) read_as: Option<SeenEncoding>,
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

/// Reads records. The header says the format, the format the character set; nothing is guessed. The
/// parts of a split notebook (分割制御) that lie in one file, in any order, are one document.
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
/// no characters of the format's set, a line that does not begin with a record number, parts that do
/// not make a whole.
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
    let encoding = match options.encoding {
        TextEncoding::Standard => standard(bytes, content, byte_order_mark)?,
        asked => encoding::chosen(bytes, asked)?,
    };
    let text =
        encoding::text(bytes, content, encoding).map_err(|error| match options.encoding {
            TextEncoding::Standard => otherwise(content, encoding, error),
            _ => error,
        })?;
    let format = header(text.as_bytes())?;
    let observations = Observations {
        byte_order_mark,
        read_as: Some(encoding).filter(|read| *read != SeenEncoding::of(format.charset())),
        looks_like_utf8: encoding == SeenEncoding::ShiftJis
            && !content.is_ascii()
            && std::str::from_utf8(content).is_ok(),
        findings_limit: options.limits.findings,
        ..Observations::default()
    };
    let parts = parts::slices(&text);
    if parts.len() > 1 {
        return parts::merge_texts(&parts, &observations)
            .map_err(|error| ReadError::Parts(Box::new(error)));
    }
    let original = (byte_order_mark || text.as_bytes() != content).then(|| bytes.to_vec());
    scan::scan(format, text, original, observations)
}

/// The format that the first line names.
fn header(text: &[u8]) -> Result<Format, ReadError> {
    let first_line = line_break::first_line(text);
    let first_line = first_line.strip_suffix(b"\x1a").unwrap_or(first_line);
    Format::from_header(first_line).ok_or(ReadError::UnknownHeader)
}

/// The encoding that the format has, unless the octets show another one.
fn standard(
    bytes: &[u8],
    content: &[u8],
    byte_order_mark: bool,
) -> Result<SeenEncoding, ReadError> {
    let named = |format: Result<Format, ReadError>, actual| {
        let expected = format.map_or(Charset::Utf8, Format::charset);
        ReadError::OtherEncoding { expected: SeenEncoding::of(expected), actual }
    };
    if encoding::utf16(bytes).is_some() {
        let text = encoding::text(bytes, content, SeenEncoding::Utf16).unwrap_or_default();
        return Err(named(header(text.as_bytes()), SeenEncoding::Utf16));
    }
    let format = header(content)?;
    if encoding::is_iso_2022_jp(content) {
        return Err(named(Ok(format), SeenEncoding::Iso2022Jp));
    }
    let cp932 = format.charset() == Charset::Cp932;
    if cp932 && (byte_order_mark || charset::is_japanese_utf8(content)) {
        return Err(ReadError::Utf8NotAsked { format });
    }
    Ok(SeenEncoding::of(format.charset()))
}

/// What octets are that are not of the encoding of their format; the error, if they are nothing else.
fn otherwise(content: &[u8], expected: SeenEncoding, error: ReadError) -> ReadError {
    match encoding::seen(content) {
        Some(actual) if actual != expected => ReadError::OtherEncoding { expected, actual },
        _ => error,
    }
}
