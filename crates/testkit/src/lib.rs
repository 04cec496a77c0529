//! Test support for shohosen; never published, never part of a product.
//!
//! It depends on none of the crates that it tests, so that it can stand outside them as an oracle:
//!
//! * [`pki`] is an HPKI look-alike, [`tsa`] a time-stamp authority, both over a DER writer of their
//!   own ([`der`]) and keys that are fresh or committed ([`keys`]);
//! * [`documents`] writes prescriptions, dispensing records and scanned documents of every level.
//!   Its texts are canonical as they are written, so that the octets of each digest are put
//!   together from strings and no canonicalisation is run;
//! * [`server`] is a time-stamp authority and a repository of CRLs over HTTP, and how they fail;
//! * [`usage_master`] writes the national usage master as the ministry publishes it;
//! * [`mutate`] spoils finished documents;
//! * [`suite`] is the list of the project's own vectors, good and bad, with what each must give;
//!   `cargo run -p shohosen-testkit --bin generate-vectors` writes them to `test-vectors`;
//! * [`vectors`] runs data that others made and holds the outcome against written exceptions.
//!
//! ```
//! use shohosen_testkit::documents::{Level, PrescriptionBuilder, World, prescription_payload};
//! use shohosen_testkit::pki::Person;
//! use shohosen_testkit::suite;
//!
//! let world = World::from_committed_keys(suite::epoch());
//! let doctor = world.hpki.credential(&Person::doctor());
//! let document = PrescriptionBuilder::new(&prescription_payload(), &doctor, world.time(30_000))
//!     .level(Level::Xl, &world)
//!     .build();
//! assert_eq!(document.signatures[0].signature_times.len(), 1);
//! ```
//!
//! The keys are public, the names say "test": nothing made here is worth trusting.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod cases;
pub mod deciding;
pub mod der;
pub mod documents;
pub mod keys;
pub mod mutate;
pub mod pki;
pub mod server;
pub mod suite;
pub mod tsa;
pub mod usage_master;
pub mod vectors;

pub use cases::cases;
