//! `ShohosenOctets`: octets that a call has made.

use crate::call::free;
use crate::text::look_octets;

/// Octets that a call has made: a certificate, JSON, a page. Immutable.
pub struct ShohosenOctets(Vec<u8>);

impl ShohosenOctets {
    /// With NUL after the last octet, which is not counted.
    pub(crate) fn new(mut octets: Vec<u8>) -> Self {
        octets.push(0);
        Self(octets)
    }

    fn octets(&self) -> &[u8] {
        self.0.split_last().map_or(&[], |(_, octets)| octets)
    }
}

/// Frees octets. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_octets_free(octets: *mut ShohosenOctets) {
    // SAFETY: the rules of the header.
    unsafe { free(octets) }
}

/// The octets; NUL stands after the last one and is not counted. Borrowed from the object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_octets_data(
    octets: *const ShohosenOctets,
    length: *mut usize,
) -> *const u8 {
    // SAFETY: the rules of the header.
    unsafe { look_octets(octets, length, |octets| Some(octets.octets())) }
}
