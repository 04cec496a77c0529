//! What is in a drug: ingredient names, and the table of components.

mod name;
mod table;

pub(crate) use name::{base_name, components};
pub use table::{Completeness, IngredientTable, IngredientTableError};
