//! XAdES: structure, signing certificate, properties.

use crate::code::codes;

codes! {}
