//! Test support for shohosen; never published, never part of a product.
//!
//! It depends on none of the crates that it tests, so that it can stand outside them as an oracle:
//!
//! * [`pki`] is an HPKI look-alike, [`tsa`] a time-stamp authority, both over a DER writer of their
//!   own ([`der`]) and keys that are fresh or committed ([`keys`]);
//! * [`documents`] writes prescriptions, dispensing records and scanned documents of every level.
//!   Its texts are canonical as they are written, so that the octets of each digest are put
//!   together from strings and no canonicalisation is run;
//! * [`mutate`] spoils finished documents;
//! * [`suite`] is the list of the project's own vectors, good and bad, with what each must give;
//!   `cargo run -p shohosen-testkit --bin generate-vectors` writes them to `test-vectors`;
//! * [`vectors`] runs data that others made and holds the outcome against written exceptions.
//!
//! The keys are public, the names say "test": nothing made here is worth trusting.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

pub mod der;
pub mod documents;
pub mod keys;
pub mod mutate;
pub mod pki;
pub mod suite;
pub mod tsa;
pub mod vectors;
