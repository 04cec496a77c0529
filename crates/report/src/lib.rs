//! The one result model of shohosen (処方箋): what was checked, how it came out, and why.
//!
//! Everything in shohosen that judges something says so with a [`Finding`]: a stable [`Code`]
//! from one table, a [`Severity`], where it was found and typed [`Evidence`]. Findings are
//! weighed into a [`Judgement`]: the three-valued [`Verdict`] of the Japanese requirements
//! (検証要件) beside the [`Indication`] and [`SubIndication`] of ETSI EN 319 102-1. A [`Report`]
//! holds both for a whole document.
//!
//! ```
//! use shohosen_report::{codes, Language, Objections, Verdict};
//!
//! let finding = codes::xmldsig::REFERENCE_DIGEST_MISMATCH
//!     .finding()
//!     .at("/Document/Prescription/PrescriptionSign")
//!     .with("uri", "#PrescriptionDocument")
//!     .with("expected", vec![0x5e_u8])
//!     .with("actual", vec![0x5f_u8]);
//! assert_eq!(Objections::of([&finding]).verdict(), Some(Verdict::Invalid));
//! assert!(finding.message(Language::English).contains("#PrescriptionDocument"));
//! ```
//!
//! What this crate does *not* do: it decides nothing about signatures, certificates or drugs,
//! reads no clock and does no I/O. It is the leaf that all other crates share.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod account;
mod appearance;
mod code;
pub mod codes;
mod described;
mod evidence;
mod finding;
mod json;
mod language;
mod masked;
mod object;
mod phrase;
mod problem;
mod redacted;
mod report;
mod text;
mod time;
mod verdict;
mod words;

pub use account::{Account, Accounts, Complete, NoBearing, Unread, UnreadReason};
pub use appearance::Appearance;
pub use code::{Bearing, Code, CodeEntry, Weight};
pub use described::described;
pub use evidence::{Evidence, Value, hex};
pub use finding::Finding;
pub use language::Language;
pub use masked::masked;
pub use object::Object;
pub use phrase::Phrase;
pub use problem::{io_problem, json_problem};
pub use redacted::{Redacted, without_values};
pub use report::{DocumentKind, DocumentReport, Level, Position, Report, ReportRecord};
pub use report::{SCHEMA_VERSION, SignatureRecord, SignatureReport, Signer};
pub use text::{Text, excerpt};
pub use time::{JapanTime, ParseTimeError, Time};
pub use verdict::{
    CompleteProof, Indication, Judgement, Objections, Severity, SubIndication, Verdict,
};
pub use words::Words;
