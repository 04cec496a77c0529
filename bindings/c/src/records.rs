//! `ShohosenRecords`: the CSV records of prescriptions and dispensing records.

use crate::arguments::plain_options;
use crate::bulk::{ShohosenDocument, slices};
use crate::call::{free, object, octets, options, produce};
use crate::converted::ShohosenConverted;
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::findings::ShohosenFindings;
use crate::master::ShohosenMaster;
use crate::text::{self, Text};
use shohosen_core::records::{
    Date, LintOptions, Purpose, ReadOptions, Records, Target, TextEncoding, UsagesOn, convert,
    lint, merge_parts, read,
};
use std::ffi::c_char;

/// The records of a file: SJ1, CJ1, JAHIS or JAHISTC. Immutable.
pub struct ShohosenRecords {
    records: Records,
    format: Text,
}

/// What records are converted to.
pub type ShohosenTarget = i32;
/// The records as JSON: every item by its name.
pub const SHOHOSEN_TARGET_JSON: i32 = 1;
/// SJ1, from JAHIS.
pub const SHOHOSEN_TARGET_SJ1: i32 = 2;
/// JAHIS10, from SJ1 or an older JAHIS.
pub const SHOHOSEN_TARGET_JAHIS: i32 = 3;
/// JAHISTC08, from CJ1.
pub const SHOHOSEN_TARGET_JAHISTC: i32 = 4;
/// A FHIR R4 bundle with JP Core identifiers.
pub const SHOHOSEN_TARGET_FHIR: i32 = 5;

/// How to read records. All zero but `struct_size` is the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenReadOptions {
    /// sizeof(ShohosenReadOptions)
    pub struct_size: usize,
    /// Not 0: as SHOHOSEN_ENCODING_UTF_8.
    pub jahis_in_utf8: i32,
    /// How the text is encoded: SHOHOSEN_ENCODING_...
    pub encoding: ShohosenEncoding,
}

plain_options!(ShohosenReadOptions { struct_size, jahis_in_utf8, encoding });

/// How text is encoded.
pub type ShohosenEncoding = i32;
/// As the format has it: UTF-8 for SJ1, CJ1, JSON and FHIR, Shift_JIS for JAHIS and JAHISTC. What is
/// encoded otherwise is an error that names the encoding.
pub const SHOHOSEN_ENCODING_STANDARD: i32 = 0;
/// As the octets show: UTF-16, UTF-8, else Shift_JIS.
pub const SHOHOSEN_ENCODING_AUTO: i32 = 1;
/// UTF-8
pub const SHOHOSEN_ENCODING_UTF_8: i32 = 2;
/// Shift_JIS as Windows has it (CP932)
pub const SHOHOSEN_ENCODING_SHIFT_JIS: i32 = 3;
/// UTF-16 of either octet order
pub const SHOHOSEN_ENCODING_UTF_16: i32 = 4;

/// The encoding of two options, of which one may be set.
pub(crate) fn encoding(
    encoding: ShohosenEncoding,
    jahis_in_utf8: i32,
) -> Result<TextEncoding, Failure> {
    Ok(match (encoding, jahis_in_utf8) {
        (SHOHOSEN_ENCODING_STANDARD, 0) => TextEncoding::Standard,
        (SHOHOSEN_ENCODING_STANDARD | SHOHOSEN_ENCODING_UTF_8, _) => TextEncoding::Utf8,
        (SHOHOSEN_ENCODING_AUTO, 0) => TextEncoding::Auto,
        (SHOHOSEN_ENCODING_SHIFT_JIS, 0) => TextEncoding::ShiftJis,
        (SHOHOSEN_ENCODING_UTF_16, 0) => TextEncoding::Utf16,
        _ => return Err(Failure::unknown_value("encoding", encoding, "SHOHOSEN_ENCODING_...")),
    })
}

/// How to check records. All zero but `struct_size` is the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenLintOptions {
    /// sizeof(ShohosenLintOptions)
    pub struct_size: usize,
    /// Not 0: unknown records and sequence numbers are errors, too.
    pub strict: i32,
    /// Not 0: the content before it is issued, for the duplicate check (確定前処方箋情報).
    pub before_issue: i32,
    /// Today as YYYYMMDD, for dates in the future; 0: they are not checked.
    pub today: u32,
    /// 0
    pub reserved: u32,
    /// A master that holds the usage master: whether usage codes exist, are in force on the day of
    /// issue (where the records say none: today, which must be given then), and go with dosage form
    /// and text. NULL: they are not checked so far. Borrowed for the call.
    pub usages: *const ShohosenMaster,
}

plain_options!(ShohosenLintOptions { struct_size, strict, before_issue, today, reserved, usages });

/// Reads records. The first line says the format, the format the character set. The parts of a split
/// notebook (分割制御) in one file are one document. Fails if there are
/// no records to check; anything else is for shohosen_records_lint. `options` NULL: the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_records_read(
    file: *const u8,
    file_length: usize,
    options: *const ShohosenReadOptions,
    out: *mut *mut ShohosenRecords,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let options = reading(&options!(options))?;
        Ok(ShohosenRecords::new(read(octets!(file, file_length), &options)?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Reads the parts of a split notebook (分割制御), in any order, as one document. Several parts may
/// stand in one file. `options` NULL: the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_records_merge(
    files: *const ShohosenDocument,
    files_count: usize,
    options: *const ShohosenReadOptions,
    out: *mut *mut ShohosenRecords,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let options = reading(&options!(options))?;
        // SAFETY: the rules of the header.
        let files = unsafe { slices(files, files_count, "files") }?;
        Ok(ShohosenRecords::new(merge_parts(&files, &options)?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

fn reading(options: &ShohosenReadOptions) -> Result<ReadOptions, Failure> {
    let encoding = encoding(options.encoding, options.jahis_in_utf8)?;
    Ok(ReadOptions { encoding, ..ReadOptions::STANDARD })
}

impl ShohosenRecords {
    fn new(records: Records) -> Self {
        Self { format: Text::new(records.format().name()), records }
    }
}

/// Frees records. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_records_free(records: *mut ShohosenRecords) {
    // SAFETY: the rules of the header.
    unsafe { free(records) }
}

/// The format, such as "SJ1" or "JAHIS10". Borrowed from the records.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_records_format(
    records: *const ShohosenRecords,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(records, length, |records| Some(&records.format)) }
}

/// Checks records by the rules of their format. `options` NULL: the default. Free the findings with
/// shohosen_findings_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_records_lint(
    records: *const ShohosenRecords,
    options: *const ShohosenLintOptions,
    out: *mut *mut ShohosenFindings,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let records = object!(records);
        let options = options!(options);
        let purpose = match options.before_issue {
            0 => Purpose::Prescription,
            _ => Purpose::DuplicateCheck,
        };
        let today = date(options.today)?;
        let strict = options.strict != 0;
        // SAFETY: the rules of the header: NULL, or a master that is not freed while the call runs.
        let master = unsafe { options.usages.as_ref() };
        let master = master.and_then(|master| master.0.tables().usages());
        let usages = match (master, today) {
            (Some(master), Some(day)) => Some(UsagesOn { master, day }),
            (Some(_), None) => return Err(Failure::unknown_value("today", 0, "YYYYMMDD")),
            (None, _) => None,
        };
        let options = LintOptions { purpose, strict, today, usages, ..LintOptions::default() };
        Ok(ShohosenFindings::new(lint(&records.records, &options)))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Converts records. What was lost or changed is said in the findings of the result; with an error
/// among them the result is not a valid file of the format.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_records_convert(
    records: *const ShohosenRecords,
    target: ShohosenTarget,
    out: *mut *mut ShohosenConverted,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let records = object!(records);
        let target = match target {
            SHOHOSEN_TARGET_JSON => Target::Json,
            SHOHOSEN_TARGET_SJ1 => Target::Sj1,
            SHOHOSEN_TARGET_JAHIS => Target::Jahis,
            SHOHOSEN_TARGET_JAHISTC => Target::JahisTc,
            SHOHOSEN_TARGET_FHIR => Target::Fhir,
            _ => return Err(Failure::unknown_value("target", target, "SHOHOSEN_TARGET_...")),
        };
        Ok(ShohosenConverted::new(convert(&records.records, target)?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// A day as YYYYMMDD; `None` for 0.
fn date(number: u32) -> Result<Option<Date>, Failure> {
    let unknown = || Failure::unknown_value("today", number, "YYYYMMDD");
    match number {
        0 => Ok(None),
        _ => Date::from_compact(&number.to_string()).map(Some).ok_or_else(unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_number_of_eight_digits() {
        assert_eq!(date(0).unwrap(), None);
        assert_eq!(date(20_260_401).unwrap(), Date::new(2026, 4, 1));
        for wrong in [1, 20_260_229, 20_261_301, u32::MAX] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }
}
