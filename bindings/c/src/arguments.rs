//! From the pointers and lengths of the caller to slices, texts and options.

use crate::failure::Failure;
use shohosen_core::Time;
use shohosen_core::codes::binding;
use std::ffi::c_char;
use std::mem::MaybeUninit;

/// A structure of options is never larger than this: what is, was not initialised.
const MAX_STRUCT_SIZE: usize = 4096;

/// An array of the caller's: octets, or plain structures. NULL stands for none where the count is 0.
///
/// # Safety
/// `count` values can be read at `data` and do not change for `'a`; all octets are valid for `T`.
pub(crate) unsafe fn array<'a, T>(
    data: *const T,
    count: usize,
    name: &'static str,
) -> Result<&'a [T], Failure> {
    if data.is_null() {
        return if count == 0 { Ok(&[]) } else { Err(Failure::missing(name)) };
    }
    aligned(data, name)?;
    if count > isize::MAX as usize / size_of::<T>().max(1) {
        return Err(Failure::unknown_value(name, count, "a length or count that memory can hold"));
    }
    // SAFETY: not NULL, aligned, of a size that an object can have; the rest is the caller's
    // promise.
    Ok(unsafe { std::slice::from_raw_parts(data, count) })
}

/// A structure lies where one of its type may lie, which a packed one does not.
fn aligned<T>(data: *const T, name: &'static str) -> Result<(), Failure> {
    if data.is_aligned() {
        return Ok(());
    }
    let offset = data.addr() % align_of::<T>();
    Err(Failure::unknown_value(
        name,
        format_args!("an address {offset} octets off"),
        "the alignment that the C compiler gives the structure: not packed",
    ))
}

/// Text in UTF-8; `None` if `data` is NULL and the length is 0.
///
/// # Safety
/// As [`array`].
pub(crate) unsafe fn optional_text<'a>(
    data: *const u8,
    length: usize,
    name: &'static str,
) -> Result<Option<&'a str>, Failure> {
    if data.is_null() && length == 0 {
        return Ok(None);
    }
    // SAFETY: as this function's.
    let octets = unsafe { array(data, length, name) }?;
    std::str::from_utf8(octets).map(Some).map_err(|error| {
        let finding = binding::ARGUMENT_NOT_UTF8.finding().with("argument", name);
        Failure::misuse(finding.with("offset", error.valid_up_to()))
    })
}

/// Octets and what they are called: a file and its name, data and their URI.
///
/// # Safety
/// As [`array`], for both.
pub(crate) unsafe fn named<'a>(
    (name, name_length): (*const c_char, usize),
    (data, data_length): (*const u8, usize),
    argument: &'static str,
) -> Result<(Option<&'a str>, &'a [u8]), Failure> {
    // SAFETY: as this function's.
    let name = unsafe { optional_text(name.cast(), name_length, argument) }?;
    // SAFETY: as this function's.
    Ok((name, unsafe { array(data, data_length, argument) }?))
}

/// A structure of options: plain data whose first field, `struct_size`, is its size.
/// [`plain_options`](crate::arguments::plain_options) implements it.
///
/// # Safety
/// The type is `repr(C)`, begins with a `usize`, and all octets zero are a valid value of it.
pub(crate) unsafe trait Options: Copy {
    /// What fills the structure up, and must be 0 until it means something.
    fn reserved(&self) -> u32 {
        0
    }
}

/// The size of a field of a structure.
pub(crate) const fn size_of_field<T, F>(_: fn(&T) -> &F) -> usize {
    size_of::<F>()
}

/// Makes a `repr(C)` structure of integers and pointers one of options. All its fields are named:
/// there must be no padding, for what lies there could never become a field.
macro_rules! plain_options {
    (@reserved reserved) => {
        fn reserved(&self) -> u32 {
            self.reserved
        }
    };
    (@reserved $other:ident) => {};
    ($kind:ident { struct_size $(, $field:ident)* }) => {
        // SAFETY: `repr(C)`, begins with its size, integers and pointers.
        unsafe impl $crate::arguments::Options for $kind {
            $($crate::arguments::plain_options!(@reserved $field);)*
        }
        #[cfg(target_pointer_width = "64")]
        const _: () = assert!(
            size_of::<$kind>()
                == size_of::<usize>()
                    $(+ $crate::arguments::size_of_field(|options: &$kind| &options.$field))*,
            "padding between the fields or after the last one"
        );
    };
}
pub(crate) use plain_options;

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
        aligned(pointer, name)?;
        let expected = size_of::<T>();
        // SAFETY: every structure of options begins with its size.
        let actual = unsafe { pointer.cast::<usize>().read() };
        let wrong_size = || {
            let finding = binding::OPTIONS_SIZE.finding().with("argument", name);
            Failure::misuse(finding.with("actual", actual).with("expected", expected))
        };
        // No structure of any release ends in the middle of a field.
        let possible = (size_of::<usize>()..=MAX_STRUCT_SIZE).contains(&actual)
            && actual.is_multiple_of(align_of::<T>());
        if !possible {
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
    let value = unsafe { value.assume_init() };
    match value.reserved() {
        0 => Ok(value),
        other => Err(Failure::unknown_value(name, format_args!("reserved = {other}"), "0")),
    }
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
        first: u64,
        second: u32,
        reserved: u32,
    }
    plain_options!(Known { struct_size, first, second, reserved });

    impl Known {
        fn of(first: u64, second: u32) -> Self {
            Self { struct_size: size_of::<Self>(), first, second, reserved: 0 }
        }
    }

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
        let older = Known { struct_size: size_of::<usize>() + 8, ..Known::of(1, 2) };
        let known = read(&older).unwrap();
        assert_eq!((known.first, known.second), (1, 0));
        assert_eq!(read(std::ptr::null()).unwrap().first, 0);
    }

    #[test]
    fn options_of_a_newer_header_must_not_ask_for_what_is_unknown_here() {
        let known = Known { struct_size: size_of::<Newer>(), ..Known::of(1, 2) };
        let mut newer = Newer { known, third: 0 };
        assert_eq!(read((&raw const newer).cast()).unwrap().second, 2);
        newer.third = 1;
        assert!(read((&raw const newer).cast()).is_err());
    }

    #[test]
    fn a_structure_that_was_not_initialised_is_refused() {
        for struct_size in [0, 1, MAX_STRUCT_SIZE + 1, usize::MAX] {
            assert!(read(&Known { struct_size, ..Known::of(0, 0) }).is_err(), "{struct_size}");
        }
    }

    #[test]
    fn a_structure_never_ends_in_the_middle_of_a_field() {
        let whole = size_of::<Known>();
        for cut in 1..8 {
            assert!(read(&Known { struct_size: whole - cut, ..Known::of(1, 2) }).is_err(), "{cut}");
        }
        assert_eq!(read(&Known::of(1, 2)).unwrap().second, 2);
    }

    #[test]
    fn what_is_reserved_must_be_0() {
        assert!(read(&Known { reserved: 1, ..Known::of(1, 2) }).is_err());
    }

    #[test]
    fn a_packed_structure_is_refused_and_not_read() {
        let octets = [0_u64; 8];
        let off = octets.as_ptr().cast::<u8>().wrapping_add(4);
        assert!(read(off.cast()).is_err());
        // SAFETY: nothing is read where the address is off.
        unsafe {
            assert!(array::<u64>(off.cast(), 1, "data").is_err());
            assert_eq!(array::<u8>(off, 2, "data").unwrap(), [0, 0]);
        }
    }

    #[test]
    fn a_pointer_that_is_null_stands_for_nothing_only_where_the_length_is_0() {
        let null = std::ptr::null();
        // SAFETY: NULL is not read.
        unsafe {
            assert_eq!(array::<u8>(null, 0, "data").unwrap(), b"");
            assert!(array::<u8>(null, 1, "data").is_err());
            assert!(array::<u8>(b"x".as_ptr(), usize::MAX, "data").is_err());
            assert_eq!(optional_text(null, 0, "text").unwrap(), None);
            assert_eq!(optional_text(b"x".as_ptr(), 0, "text").unwrap(), Some(""));
            assert!(optional_text(b"\xff".as_ptr(), 1, "text").is_err());
        }
    }
}
