//! Moments: seconds since 1970-01-01T00:00:00Z at the interface.

use crate::call::{assign, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use shohosen_core::Time;
use std::ffi::c_char;

/// The second of a moment in RFC 3339, such as "2026-04-01T09:00:00+09:00", since
/// 1970-01-01T00:00:00Z; a fraction is cut off.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_time_parse(
    time: *const c_char,
    time_length: usize,
    out: *mut i64,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let text = text!(time, time_length);
        let unknown = |_| Failure::unknown_value("time", text, "2026-04-01T00:00:00Z");
        Time::parse_rfc3339(text).map(Time::unix).map_err(unknown)
    };
    // SAFETY: the rules of the header.
    unsafe { assign(out, error, call) }
}
