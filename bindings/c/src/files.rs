//! Several files at once, as the caller hands them over.

use crate::arguments::{octets, optional_text};
use crate::failure::Failure;
use std::ffi::c_char;

/// A file: what messages call it, and its octets. It is not opened: the caller has read it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenFile {
    /// What messages call it, such as its path.
    pub name: *const c_char,
    /// Its length in octets.
    pub name_length: usize,
    /// The octets.
    pub data: *const u8,
    /// How many.
    pub data_length: usize,
}

/// Structures that the caller hands over as an array.
///
/// # Safety
/// `count` structures can be read at `data` and do not change for `'a`.
pub(crate) unsafe fn array<'a, T>(
    data: *const T,
    count: usize,
    name: &'static str,
) -> Result<&'a [T], Failure> {
    if data.is_null() {
        return if count == 0 { Ok(&[]) } else { Err(Failure::missing(name)) };
    }
    if count > isize::MAX as usize / size_of::<T>().max(1) {
        return Err(Failure::unknown_value(name, count, "a count"));
    }
    // SAFETY: not NULL, of a size that an object can have; the rest is the caller's promise.
    Ok(unsafe { std::slice::from_raw_parts(data, count) })
}

/// Names and octets of files.
///
/// # Safety
/// As [`array`], and the same of what the structures point to.
pub(crate) unsafe fn files<'a>(
    files: *const ShohosenFile,
    count: usize,
    argument: &'static str,
) -> Result<Vec<(&'a str, &'a [u8])>, Failure> {
    // SAFETY: as this function's.
    let files = unsafe { array(files, count, argument) }?;
    let both = |file: &ShohosenFile| {
        // SAFETY: as this function's.
        let name = unsafe { optional_text(file.name.cast(), file.name_length, argument) }?;
        // SAFETY: as this function's.
        let data = unsafe { octets(file.data, file.data_length, argument) }?;
        Ok((name.unwrap_or_default(), data))
    };
    files.iter().map(both).collect()
}
