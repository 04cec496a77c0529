//! From the pointers and lengths of the caller to slices, texts and options.

use crate::failure::Failure;
use shohosen_core::Time;
use shohosen_core::codes::binding;
use std::mem::MaybeUninit;

/// A structure of options is never larger than this: what is, was not initialised.
const MAX_STRUCT_SIZE: usize = 4096;

/// Octets. NULL stands for none where the length is 0.
///
/// # Safety
/// `length` octets can be read at `data` and do not change for `'a`.
pub(crate) unsafe fn octets<'a>(
    data: *const u8,
    length: usize,
    name: &'static str,
) -> Result<&'a [u8], Failure> {
    if data.is_null() {
        return if length == 0 { Ok(&[]) } else { Err(Failure::missing(name)) };
    }
    if isize::try_from(length).is_err() {
        return Err(Failure::unknown_value(name, length, "a length in octets"));
    }
    // SAFETY: not NULL, of a length that an object can have; the rest is the caller's promise.
    Ok(unsafe { std::slice::from_raw_parts(data, length) })
}

/// Text in UTF-8; `None` if `data` is NULL and the length is 0.
///
/// # Safety
/// As [`octets`].
pub(crate) unsafe fn optional_text<'a>(
    data: *const u8,
    length: usize,
    name: &'static str,
) -> Result<Option<&'a str>, Failure> {
    if data.is_null() && length == 0 {
        return Ok(None);
    }
    // SAFETY: as this function's.
    let octets = unsafe { octets(data, length, name) }?;
    std::str::from_utf8(octets).map(Some).map_err(|error| {
        let finding = binding::ARGUMENT_NOT_UTF8.finding().with("argument", name);
        Failure::misuse(finding.with("offset", error.valid_up_to()))
    })
}

/// A structure of options: plain data whose first field, `struct_size`, is its size.
///
/// # Safety
/// The type is `repr(C)`, begins with a `usize`, and all octets zero are a valid value of it.
pub(crate) unsafe trait Options: Copy {}

/// Options of the caller, whose header may be older (shorter structure: the rest is zero) or newer
/// (longer: the rest must be zero, for it asks for something unknown here). NULL is all zero.
///
/// # Safety
/// `pointer` is NULL, or `struct_size` octets can be read there.
pub(crate) unsafe fn options<T: Options>(
    pointer: *const T,
    name: &'static str,
) -> Result<T, Failure> {
    let mut value = MaybeUninit::<T>::zeroed();
    if !pointer.is_null() {
        let expected = size_of::<T>();
        // SAFETY: every structure of options begins with its size.
        let actual = unsafe { pointer.cast::<usize>().read() };
        let wrong_size = || {
            let finding = binding::OPTIONS_SIZE.finding().with("argument", name);
            Failure::misuse(finding.with("actual", actual).with("expected", expected))
        };
        if !(size_of::<usize>()..=MAX_STRUCT_SIZE).contains(&actual) {
            return Err(wrong_size());
        }
        let from = pointer.cast::<u8>();
        for offset in expected..actual {
            // SAFETY: below the size that the caller says it has.
            if unsafe { from.add(offset).read() } != 0 {
                return Err(wrong_size());
            }
        }
        let common = actual.min(expected);
        // SAFETY: both have at least so many octets, and `value` is our own.
        unsafe { from.copy_to_nonoverlapping(value.as_mut_ptr().cast(), common) };
    }
    // SAFETY: all zero is a valid value, and so is what a caller in C has written over it: the
    // fields are integers and pointers.
    Ok(unsafe { value.assume_init() })
}

/// A moment, in seconds since 1970-01-01T00:00:00Z.
pub(crate) fn time(seconds: i64) -> Result<Time, Failure> {
    Time::from_unix(seconds)
        .ok_or_else(|| Failure::unknown_value("at", seconds, "a second of the years 0 to 9999"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(C)]
    #[derive(Clone, Copy)]
    struct Known {
        struct_size: usize,
        first: u32,
        second: u32,
    }
    // SAFETY: `repr(C)`, begins with its size, integers only.
    unsafe impl Options for Known {}

    #[repr(C)]
    struct Newer {
        known: Known,
        third: u64,
    }

    fn read(pointer: *const Known) -> Result<Known, Failure> {
        // SAFETY: the tests hand over structures of at least the size that they say.
        unsafe { options(pointer, "options") }
    }

    #[test]
    fn options_of_an_older_header_are_filled_up_with_zeros() {
        let older = Known { struct_size: size_of::<usize>() + 4, first: 1, second: 2 };
        let known = read(&older).unwrap();
        assert_eq!((known.first, known.second), (1, 0));
        assert_eq!(read(std::ptr::null()).unwrap().first, 0);
    }

    #[test]
    fn options_of_a_newer_header_must_not_ask_for_what_is_unknown_here() {
        let known = Known { struct_size: size_of::<Newer>(), first: 1, second: 2 };
        let mut newer = Newer { known, third: 0 };
        assert_eq!(read((&raw const newer).cast()).unwrap().second, 2);
        newer.third = 1;
        assert!(read((&raw const newer).cast()).is_err());
    }

    #[test]
    fn a_structure_that_was_not_initialised_is_refused() {
        for struct_size in [0, 1, MAX_STRUCT_SIZE + 1, usize::MAX] {
            assert!(read(&Known { struct_size, first: 0, second: 0 }).is_err(), "{struct_size}");
        }
    }

    #[test]
    fn a_pointer_that_is_null_stands_for_nothing_only_where_the_length_is_0() {
        let null = std::ptr::null();
        // SAFETY: NULL is not read.
        unsafe {
            assert_eq!(octets(null, 0, "data").unwrap(), b"");
            assert!(octets(null, 1, "data").is_err());
            assert!(octets(b"x".as_ptr(), usize::MAX, "data").is_err());
            assert_eq!(optional_text(null, 0, "text").unwrap(), None);
            assert_eq!(optional_text(b"x".as_ptr(), 0, "text").unwrap(), Some(""));
            assert!(optional_text(b"\xff".as_ptr(), 1, "text").is_err());
        }
    }
}
