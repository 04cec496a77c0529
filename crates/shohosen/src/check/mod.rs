//! The check of a prescription against what the patient takes: duplicates, contraindicated pairs,
//! prescribing rules, and codes that do not belong to their drugs, in one outcome.
//!
//! A [`Checker`] holds the masters and tables and is shared between threads; [`CheckSettings`] say
//! how to check; the [`CheckOutcome`] says what was found, what was not checked, and why.
//!
//! ```
//! use shohosen::check::{CheckSettings, CheckStatus, Checker, CheckerBuilder};
//! use shohosen::history::{History, HistoryOptions, read, read_prescription};
//! use shohosen::medication::{Consent, Date};
//!
//! let mut builder = CheckerBuilder::new();
//! // builder.master_file("y_ALL20240321.zip", &bytes)?;  … in practice: the official files
//! let checker: Checker = builder.build()?;
//!
//! let options = HistoryOptions::default();
//! let prescription = read_prescription(
//!     b"SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x",
//!     &options,
//! )?;
//! let mut history = History::default();
//! let csv = b"kind,code_system,code,category,dispensed_on,days\n\
//!             dispensed,yj,1129009F2021,oral,20261115,14\n";
//! history.add("history.csv", read(csv, &options)?);
//!
//! let day = Date::new(2026, 11, 22).ok_or("no such day")?;
//! let settings = CheckSettings::new(day, Consent::Given);
//! let outcome = checker.check(&prescription, &history, &settings)?;
//! assert_eq!(outcome.status(), CheckStatus::Found);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ages;
mod checker;
mod clinical;
mod error;
mod events;
mod lookup;
mod outcome;
mod page;
mod rules;
mod settings;

pub use checker::{Checker, CheckerBuilder};
pub use error::CheckDataError;
pub use lookup::{DrugLookup, LookedUpUsage};
pub use outcome::{CheckOutcome, CheckStatus};
pub use page::{Shown, page};
pub use settings::CheckSettings;

/// The JSON Schema (draft 2020-12) of [`CheckOutcome::to_json`].
pub const CHECK_SCHEMA: &str = include_str!("../../schema/check.schema.json");
