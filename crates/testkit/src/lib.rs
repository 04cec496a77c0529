//! Test support for shohosen; never published, never linked into a product.
//!
//! [`vectors`] runs data that others made against our code and holds the outcome against a file
//! of written exceptions.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

pub mod vectors;
