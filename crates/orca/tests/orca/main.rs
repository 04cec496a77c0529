//! From answers of ORCA to records, history and diseases. The forms have the structure of the published
//! samples; the people and numbers are invented.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod client;
mod diseases;
mod forms;
mod history;
mod records;
