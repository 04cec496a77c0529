//! Which library this is.

use crate::call::perform;
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use shohosen_core::codes::binding;
use std::ffi::{CStr, c_char};

/// The version of this interface. It changes when a function or structure changes or goes; what is
/// only added leaves it as it is. It is the number in the library's file name, too
/// (libshohosen.so.1).
pub const SHOHOSEN_ABI_VERSION: u32 = 1;

const VERSION: &CStr =
    match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(version) => version,
        Err(_) => c"",
    };

/// SHOHOSEN_ABI_VERSION of the library that is loaded, to be compared with that of the header.
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_abi_version() -> u32 {
    SHOHOSEN_ABI_VERSION
}

/// Call it first, with SHOHOSEN_ABI_VERSION: fails if the library that is loaded is not of the
/// interface that the program was compiled for.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_check_abi(
    abi_version: u32,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        if abi_version == SHOHOSEN_ABI_VERSION {
            return Ok(());
        }
        let finding = binding::ABI_VERSION.finding().with("expected", abi_version);
        Err(Failure::misuse(finding.with("actual", SHOHOSEN_ABI_VERSION)))
    };
    // SAFETY: the rules of the header.
    unsafe { perform(error, call) }
}

/// The version of the library, such as "0.1.0". The text lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_version() -> *const c_char {
    VERSION.as_ptr()
}
