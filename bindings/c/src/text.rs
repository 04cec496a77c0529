//! Text as it is handed out: UTF-8, with its length, and NUL after the last octet.

use crate::call;
use std::ffi::c_char;
use std::ptr;

/// Text that ends with NUL. It may contain NUL, too: then only the length tells where it ends.
#[derive(Debug)]
pub(crate) struct Text(String);

impl Text {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let mut text = text.into();
        text.push('\0');
        Self(text)
    }

    pub(crate) fn optional(text: Option<impl Into<String>>) -> Option<Self> {
        text.map(Self::new)
    }

    fn pointer(&self) -> *const c_char {
        self.0.as_ptr().cast()
    }

    const fn length(&self) -> usize {
        self.0.len() - 1
    }
}

/// Looks a text up in an object. NULL and length 0 where there is none.
///
/// # Safety
/// `object` is NULL or an object of this type that was not freed; `length` is NULL or can be
/// written.
pub(crate) unsafe fn look<T: Sync>(
    object: *const T,
    length: *mut usize,
    find: impl FnOnce(&T) -> Option<&Text>,
) -> *const c_char {
    let none = (ptr::null(), 0);
    // SAFETY: as this function's.
    let (text, octets) = unsafe {
        call::look(object, none, |object| {
            find(object).map_or(none, |text| (text.pointer(), text.length()))
        })
    };
    // SAFETY: as this function's.
    unsafe { put(length, octets) };
    text
}

/// Looks octets up in an object. As [`look`], but nothing stands after the last octet.
///
/// # Safety
/// As [`look`].
pub(crate) unsafe fn look_octets<T: Sync>(
    object: *const T,
    length: *mut usize,
    find: impl FnOnce(&T) -> Option<&[u8]>,
) -> *const u8 {
    let none = (ptr::null(), 0);
    // SAFETY: as this function's.
    let (octets, count) = unsafe {
        call::look(object, none, |object| {
            find(object).map_or(none, |octets| (octets.as_ptr(), octets.len()))
        })
    };
    // SAFETY: as this function's.
    unsafe { put(length, count) };
    octets
}

/// # Safety
/// `length` is NULL or can be written.
unsafe fn put(length: *mut usize, value: usize) {
    if !length.is_null() {
        // SAFETY: not NULL, so it can be written.
        unsafe { length.write(value) };
    }
}
