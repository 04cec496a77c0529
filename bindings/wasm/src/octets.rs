//! The octets that a request names.

use crate::request::{Buffer, Named};
use shohosen::Finding;
use shohosen::codes::binding;

/// The buffers of a call, by their number; buffer 0 is the request.
pub(crate) struct Octets<'c>(pub(crate) &'c [Vec<u8>]);

impl<'c> Octets<'c> {
    /// The octets of a buffer.
    pub(crate) fn get(&self, buffer: Buffer) -> Result<&'c [u8], Finding> {
        let octets = if buffer == 0 { None } else { self.0.get(buffer) };
        octets.map(Vec::as_slice).ok_or_else(|| {
            let count = self.0.len().saturating_sub(1);
            unknown("octets", format!("{buffer} (expected: 1 to {count}, the number of a buffer)"))
        })
    }

    /// The octets of a file, with its name.
    pub(crate) fn named<'n>(&self, file: &'n Named) -> Result<(&'n str, &'c [u8]), Finding> {
        Ok((file.name.as_str(), self.get(file.octets)?))
    }
}

/// An argument has a value that means nothing. The reason quotes no value of the caller's but numbers.
pub(crate) fn unknown(argument: &'static str, reason: impl Into<String>) -> Finding {
    binding::ARGUMENT_VALUE.finding().with("argument", argument).with("reason", reason.into())
}
