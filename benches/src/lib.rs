//! What the benchmarks have in common.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod masters;
mod timing;

pub use masters::made_up_master;
pub use timing::{Subject, compare, document, seconds};
