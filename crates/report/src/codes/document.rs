//! Prescription and dispensing documents.

use crate::code::codes;

codes! {}
