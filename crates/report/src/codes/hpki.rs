//! The HPKI profile: policies, roles, key usage.

use crate::code::codes;

codes! {}
