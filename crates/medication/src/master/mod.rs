//! The official master files, joined into one [`DrugMaster`].

mod archive;
mod build;
mod cache;
mod compact;
mod csv;
mod drug_master;
mod error;
mod files;
mod index;
mod limits;
mod listed;
mod resolve;
mod rows;
mod search;
mod standing;
mod text;
mod view;
mod xlsx;

pub(crate) use archive::{archived_texts, entries as archive_entries, is_archive};
pub use build::MasterBuilder;
pub(crate) use csv::rows as csv_rows;
pub(crate) use drug_master::DrugId;
pub use drug_master::{DrugMaster, MasterEdition, MasterStatistics};
pub use error::MasterError;
pub use files::MasterKind;
pub use limits::MasterLimits;
pub(crate) use resolve::{Resolved, Unresolved};
pub(crate) use shohosen_terms::kana::fold_name as fold;
pub use standing::Standing;
pub(crate) use text::decode as decode_text;
pub use view::{ControlledClass, Drug};
pub(crate) use xlsx::{NumberedSheet, sheet_named};
