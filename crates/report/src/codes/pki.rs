//! Certificates, paths and revocation.

use crate::code::codes;

codes! {}
