//! RFC 3161 time-stamps and archive time-stamps.

use crate::code::codes;

codes! {}
