//! Work without the interpreter lock.

use crate::error::Problem;
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs something while other Python threads run, and makes a panic a [`Problem`]. What it works
/// on is immutable, so that nothing half-done is left behind.
pub fn heavy<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Problem> + Send,
) -> Result<T, Problem> {
    py.detach(|| guarded(work))
}

/// As [`heavy`], where the lock is not held anyway.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        Err(Problem::panic(text.unwrap_or("?")))
    })
}
