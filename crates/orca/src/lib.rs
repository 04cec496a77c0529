//! The path from ORCA (日医標準レセプトソフト, WebORCA) to an electronic prescription.
//!
//! ORCA neither makes nor signs electronic prescriptions. What it prints (処方せん印刷,
//! `prescriptionv2`) holds most of what one needs; the rest is named, all at once, with where to get it
//! and the argument that takes it instead.
//!
//! * [`Client`] asks ORCA, by a [`Transport`]; with the feature `net` there is one over HTTP.
//! * [`prescription_records`] makes records (SJ1) of a prescription form.
//! * [`history`] makes a history of the forms of the notebook, and of the records of visits
//!   ([`visits`] says which there are).
//! * [`diseases`] makes facts of the patient of the registered diseases.
//!
//! ```
//! use shohosen_orca::{Answer, RecordsOptions, prescription_records};
//!
//! let answer = Answer::parse("form", br#"{"Forms":[{"data":{"Form_ID":"shohosen","Rp":[]}}]}"#)?;
//! let error = prescription_records(&answer, &RecordsOptions::default(), None).unwrap_err();
//! let first = &error.findings()[0];
//! assert_eq!(first.code.id(), "orca.field.missing");
//! assert!(first.message(shohosen::Language::Japanese).contains("Hospital.Code"));
//! # Ok::<(), shohosen_orca::OrcaError>(())
//! ```
//!
//! What this crate does *not* do: it opens no connection without `net`, reads no clock and no file,
//! sends nothing into ORCA, speaks no TLS, and takes nothing from a name.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod answer;
mod client;
mod code;
mod diseases;
mod error;
mod history;
mod known;
mod records;
mod visits;
mod who;

pub use answer::{Answer, AnswerKind, MAX_ANSWER};
#[cfg(feature = "net")]
pub use client::Http;
pub use client::{Client, Request, RequestForm, SystemList, Transport};
pub use diseases::diseases;
pub use error::OrcaError;
pub use history::{HistoryOptions, history};
pub use records::{GenericCodes, RecordsOptions, Usage, prescription_records};
pub use visits::{Visit, visits};
