//! CSV records: SJ1, CJ1, JAHIS, JAHISTC.

use crate::code::codes;

codes! {}
