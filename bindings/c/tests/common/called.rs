//! Calls of the C interface from Rust, as a C program makes them.

#![allow(dead_code, clippy::unwrap_used, clippy::undocumented_unsafe_blocks)]

use serde_json::Value;
use shohosen::*;
use std::ffi::{CStr, c_char};
use std::ptr::null_mut;

/// Text as pointer and length.
pub fn text(text: &str) -> (*const c_char, usize) {
    (text.as_ptr().cast(), text.len())
}

/// A call that makes an object, which must succeed.
pub fn made<T>(call: impl FnOnce(*mut *mut T, *mut *mut ShohosenError) -> i32) -> *mut T {
    let (mut out, mut error) = (null_mut(), null_mut());
    let status = call(&mut out, &mut error);
    assert_eq!(status, SHOHOSEN_OK, "{:?}", (!error.is_null()).then(|| codes(error)));
    out
}

/// The status of a call, and the codes of why it failed.
pub fn failed(call: impl FnOnce(*mut *mut ShohosenError) -> i32) -> (i32, Vec<String>) {
    let mut error = null_mut();
    let status = call(&mut error);
    (status, if error.is_null() { Vec::new() } else { codes(error) })
}

/// The codes of an error, which is freed.
pub fn codes(error: *mut ShohosenError) -> Vec<String> {
    unsafe {
        let findings = shohosen_error_findings(error);
        let count = shohosen_findings_count(findings);
        let code = |index| CStr::from_ptr(shohosen_findings_code(findings, index, null_mut()));
        let codes = (0..count).map(|index| code(index).to_str().unwrap().to_owned()).collect();
        shohosen_error_free(error);
        codes
    }
}

/// JSON that a call has made.
pub fn json(
    call: impl FnOnce(*mut *mut ShohosenOctets, *mut *mut ShohosenError) -> i32,
) -> (Value, Vec<u8>) {
    let octets = made(call);
    let mut length = 0;
    unsafe {
        let data = shohosen_octets_data(octets, &mut length);
        let copy = std::slice::from_raw_parts(data, length).to_vec();
        shohosen_octets_free(octets);
        (serde_json::from_slice(&copy).unwrap(), copy)
    }
}
