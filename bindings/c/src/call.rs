//! The boundary of every call: what goes wrong becomes a status and an error object, a panic too,
//! and nothing unwinds into the caller.

use crate::error::{SHOHOSEN_OK, ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs a call that makes an object. On success `*out` is the object, on failure it is untouched
/// and `*error` says why. Objects are used from several threads (rule 8 of the header).
///
/// # Safety
/// `out` and `error` are NULL or point to a pointer that may be written.
pub(crate) unsafe fn produce<T: Send + Sync>(
    out: *mut *mut T,
    error: *mut *mut ShohosenError,
    call: impl FnOnce() -> Result<T, Failure>,
) -> ShohosenStatus {
    let outcome = match out.is_null() {
        true => Err(Failure::missing("out")),
        false => guarded(|| call().map(Box::new)),
    };
    // SAFETY: as this function's; `out` was found not to be NULL where there is a value.
    unsafe { conclude(outcome, error, |value| out.write(Box::into_raw(value))) }
}

/// Runs a call that gives a plain value. As [`produce`].
///
/// # Safety
/// As [`produce`].
pub(crate) unsafe fn assign<T: Copy>(
    out: *mut T,
    error: *mut *mut ShohosenError,
    call: impl FnOnce() -> Result<T, Failure>,
) -> ShohosenStatus {
    let outcome = match out.is_null() {
        true => Err(Failure::missing("out")),
        false => guarded(call),
    };
    // SAFETY: as this function's; `out` was found not to be NULL where there is a value.
    unsafe { conclude(outcome, error, |value| out.write(value)) }
}

/// Runs a call that gives nothing but its status.
///
/// # Safety
/// As [`produce`].
pub(crate) unsafe fn perform(
    error: *mut *mut ShohosenError,
    call: impl FnOnce() -> Result<(), Failure>,
) -> ShohosenStatus {
    // SAFETY: as this function's.
    unsafe { conclude(guarded(call), error, |()| ()) }
}

/// # Safety
/// `error` is NULL or points to a pointer that may be written.
unsafe fn conclude<T>(
    outcome: Result<T, Failure>,
    error: *mut *mut ShohosenError,
    hand_over: impl FnOnce(T),
) -> ShohosenStatus {
    match outcome {
        Ok(value) => {
            hand_over(value);
            SHOHOSEN_OK
        }
        Err(failure) => {
            let status = failure.status;
            if !error.is_null() {
                let object = Box::into_raw(Box::new(ShohosenError::new(failure)));
                // SAFETY: not NULL, so it may be written.
                unsafe { error.write(object) };
            }
            status
        }
    }
}

/// Runs a call; a panic becomes a failure.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // What a call works on is either its own or locked; locks outlive a panic.
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|payload| {
        let reason = match payload.downcast_ref::<&str>() {
            Some(text) => (*text).to_owned(),
            None => payload.downcast_ref::<String>().cloned().unwrap_or_default(),
        };
        // What was thrown may itself panic when it is dropped.
        std::mem::forget(payload);
        Err(Failure::panicked(reason))
    })
}

/// Looks something up in an object, or gives `otherwise` where there is no object or a panic.
///
/// # Safety
/// `object` is NULL or an object of this type that was not freed.
pub(crate) unsafe fn look<T: Sync, R>(
    object: *const T,
    otherwise: R,
    look: impl FnOnce(&T) -> R,
) -> R {
    // SAFETY: an object that was not freed, so it is there for the length of this call.
    match unsafe { object.as_ref() } {
        Some(object) => guarded(|| Ok(look(object))).unwrap_or(otherwise),
        None => otherwise,
    }
}

/// Frees an object.
///
/// # Safety
/// `object` is NULL or an object of this type that came from `out` and was not freed.
pub(crate) unsafe fn free<T>(object: *mut T) {
    if object.is_null() {
        return;
    }
    let _ = guarded(|| {
        // SAFETY: it came out of `Box::into_raw` in `produce`, and is freed once.
        drop(unsafe { Box::from_raw(object) });
        Ok(())
    });
}

/// The object behind a pointer of the caller, or a failure that names the argument.
macro_rules! object {
    ($pointer:ident) => {
        // SAFETY: the rules of the header: NULL, or an object of this type that is not freed
        // while the call runs. Objects are shared, never exclusive.
        unsafe { $pointer.as_ref() }
            .ok_or_else(|| $crate::failure::Failure::missing(stringify!($pointer)))?
    };
}
pub(crate) use object;

/// The octets behind a pointer and a length of the caller.
macro_rules! octets {
    ($pointer:ident, $length:expr) => {
        // SAFETY: the rules of the header: `length` octets can be read at the pointer and do not
        // change while the call runs.
        unsafe { $crate::arguments::array::<u8>($pointer.cast(), $length, stringify!($pointer)) }?
    };
}
pub(crate) use octets;

/// The text behind a pointer and a length of the caller; `None` if the pointer is NULL.
macro_rules! optional_text {
    ($pointer:expr, $length:expr, $name:expr) => {
        // SAFETY: the rules of the header: `length` octets can be read at the pointer and do not
        // change while the call runs.
        unsafe { $crate::arguments::optional_text($pointer.cast(), $length, $name) }?
    };
}
pub(crate) use optional_text;

/// The text behind a pointer and a length of the caller.
macro_rules! text {
    ($pointer:ident, $length:expr) => {
        $crate::call::optional_text!($pointer, $length, stringify!($pointer))
            .ok_or_else(|| $crate::failure::Failure::missing(stringify!($pointer)))?
    };
}
pub(crate) use text;

/// A structure of options of the caller; all zero where the pointer is NULL.
macro_rules! options {
    ($pointer:ident) => {
        // SAFETY: the rules of the header: NULL, or `struct_size` octets can be read.
        unsafe { $crate::arguments::options($pointer, stringify!($pointer)) }?
    };
}
pub(crate) use options;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{
        SHOHOSEN_INTERNAL, SHOHOSEN_MISUSE, shohosen_error_code, shohosen_error_free,
        shohosen_error_message,
    };
    use std::ffi::CStr;
    use std::ptr::null_mut;

    #[test]
    fn a_panic_becomes_a_status_and_an_error_and_leaves_out_alone() {
        let (mut out, mut error) = (null_mut::<u32>(), null_mut());
        // SAFETY: both point to pointers.
        let status = unsafe { produce(&mut out, &mut error, || panic!("a fault of {}", "ours")) };
        assert_eq!((status, out.is_null()), (SHOHOSEN_INTERNAL, true));
        // SAFETY: the error was just made and is freed once.
        unsafe {
            let code = CStr::from_ptr(shohosen_error_code(error, null_mut()));
            assert_eq!(code.to_str(), Ok("binding.internal.panic"));
            let message = CStr::from_ptr(shohosen_error_message(error, 2, null_mut()));
            assert!(message.to_str().unwrap().ends_with("a fault of ours"));
            shohosen_error_free(error);
        }
        // SAFETY: NULL is allowed.
        assert_eq!(unsafe { perform(null_mut(), || panic!("again")) }, SHOHOSEN_INTERNAL);
    }

    #[test]
    fn something_thrown_that_panics_again_when_dropped_does_not_unwind() {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("dropped");
            }
        }
        let throw = || std::panic::panic_any(Bomb);
        // SAFETY: NULL is allowed.
        assert_eq!(unsafe { perform(null_mut(), throw) }, SHOHOSEN_INTERNAL);
        let bomb = Box::into_raw(Box::new(Bomb));
        // SAFETY: it came from a box and is freed once.
        unsafe { free(bomb) };
    }

    #[test]
    fn a_getter_that_panics_gives_the_neutral_value() {
        // SAFETY: the object lives.
        assert_eq!(unsafe { look(&1_u8, 7, |_| panic!("in a getter")) }, 7);
        // SAFETY: NULL is allowed.
        assert_eq!(unsafe { look(std::ptr::null::<u8>(), 7, |_| 1) }, 7);
    }

    #[test]
    fn an_object_cannot_be_made_without_a_place_for_it() {
        let mut called = false;
        let call = || {
            called = true;
            Ok(1_u8)
        };
        // SAFETY: NULL is allowed.
        assert_eq!(unsafe { produce(null_mut(), null_mut(), call) }, SHOHOSEN_MISUSE);
        assert!(!called, "nothing was done in vain");
    }
}
