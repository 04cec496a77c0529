//! What is in a drug: ingredient names, and the table of components.

mod base;
mod name;
mod stem;
mod table;

pub(crate) use base::base_name;
pub(crate) use name::components;
pub(crate) use stem::stems;
pub use table::{Completeness, IngredientTable, IngredientTableError};
