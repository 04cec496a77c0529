//! The C ABI of shohosen (処方箋): `include/shohosen.h` is generated from this crate.
//!
//! One module a C type. Each exported function is a few lines around the crate `shohosen`: it
//! turns pointers into references ([`call`], [`arguments`]), calls, and hands out objects
//! ([`call::produce`]) or text ([`text`]). The rules that its callers keep stand once, at the top
//! of the header (`cbindgen.toml`), and every `unsafe` block goes back to them.
//!
//! What this crate does *not* do: it judges nothing itself. What is not in the crate `shohosen`
//! is not here.

#[cfg(panic = "abort")]
compile_error!("the C interface catches panics at its boundary: build it with panic = \"unwind\"");

mod adopted;
mod arguments;
mod bulk;
mod call;
mod card;
mod certificate_report;
mod checker;
mod converted;
mod drug;
mod error;
mod facts;
mod failure;
mod files;
mod findings;
mod history;
mod identity;
mod key;
mod master;
mod octets;
mod orca;
mod outcome;
mod prepared;
mod providers;
mod records;
mod report;
mod signed;
mod signer;
mod store;
mod text;
mod time;
mod trust_store;
mod values;
mod verifier;
mod version;

pub use adopted::*;
pub use bulk::*;
pub use card::*;
pub use certificate_report::*;
pub use checker::*;
pub use converted::*;
pub use drug::*;
pub use error::*;
pub use facts::*;
pub use files::*;
pub use findings::*;
pub use history::*;
pub use identity::*;
pub use key::*;
pub use master::*;
pub use octets::*;
pub use orca::*;
pub use outcome::*;
pub use prepared::*;
pub use providers::*;
pub use records::*;
pub use report::*;
pub use signed::*;
pub use signer::*;
pub use store::*;
pub use time::*;
pub use trust_store::*;
pub use values::*;
pub use verifier::*;
pub use version::*;
