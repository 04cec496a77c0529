//! Time-stamps and revocation lists over HTTP (feature `net`).
//!
//! ```no_run
//! use shohosen::net::{CrlFetcher, HttpTimeStampAuthority};
//! use shohosen::pki::crypto::DigestAlgorithm;
//! use shohosen::sign::TimeStampAuthority;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let authority = HttpTimeStampAuthority::new("http://tsa.example/tsr")?
//!     .basic_authentication("clinic-17", &mut String::from("secret"))?;
//! let digest = DigestAlgorithm::Sha256.digest(b"data");
//! let token = authority.time_stamp(DigestAlgorithm::Sha256, &digest)?;
//! let revocation = CrlFetcher::new();
//! # Ok(())
//! # }
//! ```
//!
//! An answer counts only when it arrived whole, in time, within the limits and with the right
//! type; each thing that can go wrong has a code of its own (area `network`).
//!
//! What this module does *not* do: it speaks no TLS (`http://` only: what it fetches is signed,
//! and is verified by that signature), follows no redirection, goes through no proxy, retries
//! nothing, asks no OCSP responder, and keeps nothing on disk but lists in a folder that the caller
//! names ([`CrlFetcher::kept_in`]).

mod basic;
mod crl;
mod error;
mod http;
mod poster;
mod settings;
mod tsa;

pub use crl::CrlFetcher;
pub use error::NetworkError;
pub use poster::HttpPoster;
pub use settings::HttpSettings;
pub use tsa::HttpTimeStampAuthority;
