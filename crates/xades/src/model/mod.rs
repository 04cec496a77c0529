//! Where the parts of a signature stand in the tree. Nothing is digested or decoded here.

mod qualifying_properties;
mod signature;

pub use qualifying_properties::{QualifyingProperties, UnsignedProperty, UnsignedPropertyKind};
pub use signature::{Reference, Signature};
