//! 併用禁忌: pairs of drugs that must not be combined, supplied by the user.

mod basis;
mod bound;
mod file;
mod receipt_office;
mod selector;
mod simple;
mod table;

pub(crate) use bound::{BoundPair, BoundPairs};
pub use selector::DrugSelector;
pub use table::{DrugPair, PairKind, PairTable, PairTableError};
