//! SHA-256 (FIPS 180-4) of several messages at once, each in a lane of its own.
//!
//! A signature names several digests that do not depend on each other: of the records, of KeyInfo,
//! of the signed properties, of SignedInfo. With SHA instructions, blocks of two messages take
//! hardly longer than a block of one; without them but with wide vectors, blocks of eight.

// Without a vector register of its own a processor has no use for the rest.
#[cfg(any(target_arch = "x86_64", test))]
mod constants;
#[cfg(any(target_arch = "x86_64", test))]
pub(crate) mod message;
#[cfg(target_arch = "x86_64")]
pub(crate) mod pairs;
#[cfg(target_arch = "x86_64")]
pub(crate) mod rounds;
#[cfg(any(target_arch = "x86_64", test))]
pub(crate) mod schedule;

/// The SHA-256 of each message, in their order; `None` where one after the other is faster: on a
/// processor with neither SHA instructions nor vectors of 256 bits, and where there is little to do
/// at the same time.
///
/// ```
/// let messages: [&[u8]; 2] = [b"abc", b""];
/// if let Some(digests) = shohosen_simd::sha256_each(&messages) {
///     assert_eq!(digests[0][..4], [0xba, 0x78, 0x16, 0xbf]);
/// }
/// ```
pub fn sha256_each(messages: &[&[u8]]) -> Option<Vec<[u8; 32]>> {
    #[cfg(target_arch = "x86_64")]
    {
        crate::processor::sha256_each(messages)
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        let _ = messages;
        None
    }
}
