//! SHA-256 (FIPS 180-4) of several messages at once, one in each lane of a vector register.
//!
//! A signature names several digests that do not depend on each other: of the records, of KeyInfo,
//! of the signed properties, of SignedInfo. On a processor with wide vectors and without SHA
//! instructions, eight blocks of eight messages take hardly longer than one block of one message.

// Without a vector register of its own a processor has no use for the rest.
#[cfg(any(target_arch = "x86_64", test))]
mod constants;
#[cfg(any(target_arch = "x86_64", test))]
pub(crate) mod message;
#[cfg(target_arch = "x86_64")]
pub(crate) mod rounds;
#[cfg(any(target_arch = "x86_64", test))]
pub(crate) mod schedule;

/// Messages that are worked on at the same time.
pub const LANES: usize = 8;

/// The SHA-256 of each message, in their order; `None` where one after the other is faster: on a
/// processor with SHA instructions or without vectors of 256 bits, and where there is little to
/// do at the same time.
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
        let compress = crate::processor::best_sha256()?;
        schedule::worthwhile(messages).then(|| schedule::digest(messages, compress))?
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        let _ = messages;
        None
    }
}
