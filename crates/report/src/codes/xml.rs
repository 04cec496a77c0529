//! XML itself: what the reader refuses.

use crate::code::codes;

codes! {}
