//! Drug codes, duplicates, contraindications, prescribing rules.

use crate::code::codes;

codes! {}
