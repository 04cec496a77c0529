//! Several files at once, as the caller hands them over.

use crate::arguments::{array, named};
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
        let name = (file.name, file.name_length);
        // SAFETY: as this function's.
        let (name, data) = unsafe { named(name, (file.data, file.data_length), argument) }?;
        Ok((name.unwrap_or_default(), data))
    };
    files.iter().map(both).collect()
}
